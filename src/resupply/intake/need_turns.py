"""Needs in turns of phrase around a noun: "of which there is a constant need", "more requested by".

What is needed stands before the turn ("shells, of which there is always a need"), behind it
("Repairing the grid is the first priority") or is the money of a plan ("US$ 8 m six-month net
funding requirements", as agencies put it in their briefs).
"""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import funding
from resupply.intake.need_wide import behind, matched, phrase, told, whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these turns tells."""
    if scene.givers.topic is None:
        return
    for reader in (of_which, more_asked, priorities, kept_open, how_urgent, left, unless, required):
        yield from reader(scene)


_WHICH = rx.compile(
    r",? (?:of|for) which (?:there (?:is|are|was|were)|(?:the )?[\w’'-]+(?: \w+)? (?:has|have|had))"
    r"(?: (?:still|always|now|also|currently|an?|such|the))*(?: [\w-]+){0,2}?"
    r" (?:needs?|shortages?|lack|scarcity|demand|too (?:few|little)|not enough)\b"
)


def of_which(scene: Scene) -> Iterator[Draft]:
    """Such as "shells, of which there is always an urgent need"."""
    page = scene.page
    for found in spotting.finditer(_WHICH, page.text):
        at = page.index(found.start() + 1)
        begin, end = page.sentence(at)
        near = [t for t in page.things_in(begin, at) if t.item_span and found.start() - t.end < 3]
        if near and near[-1].item_span and near[-1].sort == "goods":
            who = whose(scene, begin, end)
            yield told(scene, (near[-1].start, found.end()), near[-1].item_span, who, "of_which")


_MORE = rx.compile(
    r"\b(?P<item>(?:[Mm]ore|[Oo]thers)(?: of (?:them|these|those))?)(?: (?:ha(?:s|ve) been|are|is"
    r"|were|was|being|now|also|already))* (?:requested|asked for|sought|wanted|needed) by "
    r"(?:the )?(?=\w)"
)


def more_asked(scene: Scene) -> Iterator[Draft]:
    """Such as "with more requested by the Ukrainian President": more of what was spoken of."""
    page = scene.page
    for found in spotting.finditer(_MORE, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        needy = [a for a in page.actors_in(first, min(end, first + 5)) if scene.in_need(a)]
        before = [t for t in page.things_in(begin, first) if t.sort == "goods" and t.item_span]
        if needy:
            draft = told(
                scene, (found.start(), needy[0].end), found.span("item"), needy[0].id, "more"
            )
            if before:
                draft.fields["item"] = before[-1].item
                draft.spans.pop("item")
            yield draft


_PRIORITY = rx.compile(
    r"\b(?P<deed>(?:[Rr]estor|[Rr]ebuild|[Rr]epair|[Rr]econnect|[Rr]eopen|[Rr]eplac|[Rr]eplenish"
    r"|[Pp]rotect|[Ss]ecur|[Oo]btain|[Gg]ett|[Cc]lear|[Hh]ous|[Ff]eed|[Bb]uy|[Ff]ind|[Rr]einforc"
    r"|[Ss]trengthen)ing) (?=\w)(?P<what>[^.;:“”\"\n]{3,90}?) (?:is|are|remains?|was)"
    r"(?: also| still| now| therefore| clearly)* (?:a|an|the|its|their|our|one of the|another) "
    r"(?:\w+ ){0,2}?priorit(?:y|ies)\b"
)


def priorities(scene: Scene) -> Iterator[Draft]:
    """Such as "Repairing the grid is the first priority": what is to be mended or had."""
    page = scene.page
    for found in spotting.finditer(_PRIORITY, page.text):
        begin, end = page.sentence(page.index(found.start()))
        item = phrase(scene, page.index(found.start("what")), page.index(found.end("what")), 6)
        if item and page.words[end - 1].end >= found.end():
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), found.end()), item, who, "priority")


_WAY = (
    r"(?:the |its |their |this |all )?(?P<item>(?:[\w’'-]+ ){0,4}?(?:crossings?|borders?|corridors?"
    r"|ports?|airports?|routes?|roads?|grid|network|system|hospitals?|clinics?|schools?|lines?)"
    r"|[A-Z]\w+)"
)
_OPEN = rx.compile(
    r"\b(?:need|necessity|importance|plead\w*|urg\w+|call\w*|ask\w*|appeal\w*|implor\w+|beg\w*)"
    rf"[^.;:“”\n]{{0,60}}? (?:to|of) (?:keep|keeping|leave|leaving|hold|holding) {_WAY}"
    r" (?:\w+ly )?(?:open|running|working|standing|going)\b"
)
_KEPT = rx.compile(
    r"\b(?:[Tt]he |[Ii]ts |[Tt]heir |[Tt]his )?(?:[\w]+['’]s )?(?P<item>(?:[\w-]+ ){0,2}?"
    r"(?:crossings?|borders?|corridors?|ports?|routes?|grid|network|system|hospitals?|clinics?|lines?))"
    r" (?:must|ha(?:s|ve) to|needs? to|should) be kept (?:\w+ly )?(?:open|running|working|standing"
    r"|going|alive)\b"
)


def kept_open(scene: Scene) -> Iterator[Draft]:
    """Such as "the need to keep the border crossing open", "the grid must be kept running"."""
    for pattern in (_OPEN, _KEPT):
        for found in spotting.finditer(pattern, scene.page.text):
            yield matched(scene, found, "kept_open")


_URGENT = rx.compile(
    r"\b(?:stress|underlin|underscor|emphasi[sz]|highlight|insist|point|warn|show|repeat)\w*"
    r"(?: out)? how (?:\w+ly )?(?:urgent|vital|crucial|important|essential|necessary)(?:ly)? "
    r"(?:the |an? )?(?=[a-z])"
)


def how_urgent(scene: Scene) -> Iterator[Draft]:
    """Such as "stressed how urgent humanitarian access is"."""
    for found in spotting.finditer(_URGENT, scene.page.text):
        yield from behind(scene, found, "how_urgent")


_LEFT = rx.compile(
    r"\b(?:leaves?|left|leaving) (?:about |some |over |nearly |almost |more than |an estimated )*"
    r"(?=\d)[\d.,]+(?: million| thousand)? (?:[A-Z]?[a-z]+ ){1,2}in (?:\w+ )?need(?! of)\b"
)


def left(scene: Scene) -> Iterator[Draft]:
    """Such as "leaves 22 million Afghans in need": so many need aid."""
    page = scene.page
    for found in spotting.finditer(_LEFT, page.text):
        first, last = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(first)
        people = [t for t in page.things_in(first, last) if t.values and not t.money]
        if people:
            who = whose(scene, begin, end)
            fields: dict[str, object] = {"item": "aid", "quantity": people[0].values[0]}
            fields |= {"who": who} if who else {}
            yield Draft("need", found.span(), fields, {}, "need.left_in_need", f'"{found[0]}"')


_UNLESS = rx.compile(
    r"\b[Uu]nless (?:more |enough |new |some |the |that )*(?P<item>(?:[\w-]+ )?(?:fuel|food"
    r"|aid|water|medicines?|supplies|ammunition|weapons|shells|help|funding|money|equipment)) "
    r"(?:enters?|arrives?|comes?|reach(?:es)?|flows?|gets? (?:in|through)|is (?:let|allowed|brought"
    r"|sent|found|provided|delivered))\b"
)


def unless(scene: Scene) -> Iterator[Draft]:
    """Such as "the work will stop unless fuel enters the Strip"."""
    for found in spotting.finditer(_UNLESS, scene.page.text):
        yield matched(scene, found, "unless")


_NET = rx.compile(
    r"(?:,? (?:(?:\w+|\d+)[- ]months?|(?:of )?(?:net|total|urgent|overall)"
    r"|for (?:the )?(?:next )?[\w ]{3,25}?months|\([^()\n]{3,40}\)))*"
    r" (?:net |total )?(?:funding|resource|operational|financial) (?:requirements?|needs)\b",
    re.IGNORECASE,
)


def required(scene: Scene) -> Iterator[Draft]:
    """Such as "US$ 8 m six-month (May - October) net funding requirements"."""
    page = scene.page
    for thing in page.things:
        found = _NET.match(page.text, thing.money.end) if thing.money else None
        if found is None or thing.money is None:
            continue
        named = [a.id for a in page.actors if a.id in AGENCIES - {"UN"}]
        who = max(set(named), key=named.count) if named else scene.givers.topic
        span = (thing.money.start, found.end())
        yield funding(thing, span, who, "net_requirement", "a sum that is required")
