"""Claims that can be checked: totals, counts, rankings, firsts, shares, comparisons, targets."""

import re
from collections.abc import Iterator

from resupply.intake import need, numbers
from resupply.intake import scene as scenes
from resupply.intake.context import Context
from resupply.intake.draft import Draft, records
from resupply.intake.givers import AGENCIES
from resupply.intake.page import Actor
from resupply.intake.quantities import Thing
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_TOP = r"(?:largest|biggest|greatest|leading|most generous|highest|main|top|strongest|heaviest|single largest|poorest|worst|most expensive|most comprehensive)"
_RANKING = re.compile(
    rf"(?:(?P<nth>{_NTH})[- ](?:{_TOP})|(?P<of>one of the|among the)? ?(?:\b(?P<top>(?:{_TOP}))\b(?! "
    rf"of (?:the )?(?:these|them)))(?: \w+){{0,4}} (?P<noun>convoy|donors?|supporters?|"
    rf"contributors?|providers?|backers?|suppliers?|recipients?|package|contribution|"
    rf"donation"
    rf"|delivery|tranche|shipment|hosts?|crisis|gift|pledge|allocation|producers?|"
    rf"manufacturers?|makers?|exporters?|consignment|grant|loan|aid|commitment|partners?|"
    rf"buyer|single|operation|emergency|importers?|yet|ever|so far|transfer|airlift|"
    rf"drawdown)\b"
    rf"|(?P<ranks>rank(?:s|ed|ing)?|place[ds]?|comes?|came|stands?) (?:in |at )?(?:the "
    rf")?(?P<place>{_NTH}|top (?:\w+)|number \w+|no\.? ?\d+|among the top \w+)|\btop "
    rf"(?P<topn>\d+|five|ten|three|twenty)\b|(?:in|took|takes|holds|occupies) (?P<place2>{_NTH}) "
    rf"place"
    rf"|the (?P<nth2>{_NTH}) (?:\w+ )?(?:country|nation|state|member|ally) (?:to|after|in)\b"
    r"|(?P<second>second only to)|more (?:[\w-]+ ){0,6}than (?P<any>any(?:one| other|"
    r" country| nation)?\b(?: [\w]+){0,3}|all (?:the )?other(?:s| \w+)(?: combined)?))",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|became|become|becomes|becoming|being|as) (?:also "
    r"|again |one of |among )*the (?:very )?first(?: \w+)?(?: \w+)?(?: \w+)? (?:to|"
    r"that|which)\b|(?:his|her|its|their|the) first(?: [\w’'-]+){0,3}?(?: visit| "
    r"trip| time| delivery| package| shipment| batch| such| convoy| meeting| summit|"
    r" tour)\b"
    r"|for the first time|the first(?: [\w-]+){1,4} (?:since|ever|of (?:its|this) "
    r"kind)\b|the first(?: [\w-]+){1,3} to (?:send|leave|give|provide|supply|deliver|"
    r"donate|pledge|reach|arrive|receive|use|sign|enter|cross)\b|first(?:-ever| ever))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?P<word>(?:almost |nearly |about |over |more than |less than |just |only "
    r"|around |some )?(?P<part>(?<!and a )half|two[- ]thirds|(?:a|one)[- ]third|third|"
    r"three[- ]quarters|(?:a|one)[- ]quarter(?! of a [mb]illion)|(?:a|one)[- ]fifth|"
    r"one in (?:two|three|four|five|six|ten)|one[- ]tenth|a tenth|four[- ]fifths|"
    r"three out of four|nine out of ten)) (?:of (?!its own|our |my )|the (?:population|"
    r"total|amount)|(?:people|children|families|households|sudanese|yemenis|women|"
    r"refugees?|syrians|afghans|patients|hospitals)\b)",
    re.IGNORECASE,
)
_PARTS = {
    "half": 50,
    "two thirds": 66.7,
    "two-thirds": 66.7,
    "third": 33.3,
    "three quarters": 75,
    "three-quarters": 75,
    "quarter": 25,
    "fifth": 20,
    "tenth": 10,
    "four fifths": 80,
    "four-fifths": 80,
    "one in two": 50,
    "one in three": 33.3,
    "one in four": 25,
    "one in five": 20,
    "one in six": 16.7,
    "one in ten": 10,
    "three out of four": 75,
    "nine out of ten": 90,
}
_TOTAL = re.compile(
    r"\b(?:since (?:the (?:start|beginning|outbreak|invasion|full|russia|launch|earthquake)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b|20\d\d|russia|october|february|then\b|last|early|late|it began|"
    r"its|the)"
    r"|so far(?! (?:the )?largest)|to date|in total|in all\b|altogether|(?:bring|"
    r"tak|rais|lift|push)(?:s|es|e|ing) (?:[\w’'-]+ ){0,5}to|(?:climb|ris|increas|"
    r"grow|amount)(?:s|es|en|ed|ing)? to|has risen to|sum of|total(?:s|led|ling|ed|"
    r"ing)? (?:of|\w+ ?support|aid|assistance|to|value)|the total|amount(?:s|ed|ing)? "
    r"to|bring(?:s|ing)? (?:the|its|their|our|total|to)|brought (?:the|its)|taking "
    r"(?:the|its)|takes (?:the|its)|cumulative|combined|overall|until now|up to now|"
    r"the total (?:value|amount)|adds? up to|reach(?:es|ed) (?:a total|\$|€|£)|stands? "
    r"at)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:target(?:s|ed|ing)?|goal|aims?|aim(?:ed|ing)? (?:to|for|at)|objective|"
    r"ambition|plans? to (?:spend|raise|produce|double)|hopes? to|by the end of|seeks? "
    r"to)\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"\b(?:(?:\w+ times|twice|double|triple|half|thrice) (?:as (?:much|many)|more|"
    r"the|less|fewer|what|that|higher|larger|bigger)|as much as (?:all|the)|(?:more|"
    r"less|fewer) than (?:all|the (?:rest|other|year|two|previous)|double|twice|in\b|"
    r"had|was|were|last|before|during|the \w+ had)|compared (?:with|to)|(?:up|down|"
    r"rise|increase|decrease|drop|fall|increased|risen|fell|dropped|grew|grown) (?:of "
    r"|by )?(?:\d|from|more)|(?:less|fewer|lower|higher|larger) than (?:in|the|last|"
    r"a)|outpac\w+|doubled|tripled|quadrupled|five-fold|tenfold|while russia|against "
    r"\d|outguns?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:need|needs|get|gets|have had|shelters|houses|keep|step from|in need|require|"
    r"requires|face|faces|facing|depend|depends|displaced|fled|reached|reach|reaches|"
    r"reaching|received|receive|receives|feed|feeds|fed|feeding|assist|assists|assisted|"
    r"help|helped|helping|served|serve|serves|serving|benefit|benefited|affected|"
    r"cut off|lost|suffer|suffers|hungry|hunger|joined|pledged|support|supports|supported|"
    r"trained|train|treated|vaccinated|at risk|malnourished|homeless|without|starving|"
    r"living|host|hosts|living in|home to|provided|provide|enough for|relying|rely|"
    r"famine|insecure|killed|heat|power|supply|shelter|supplied|sheltered|home|covers?|"
    r"sustain|for \d|targeted|go hungry|entered|crossed|a day|per day|a month|per "
    r"month)\b",
    re.IGNORECASE,
)


def find(document: Document, context: Context) -> list[Record]:
    """Every claim of the text, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scenes.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every claim of the text, in order of place; one a clause, the most telling first."""
    if scene.givers.topic is None and not any(a.id in AGENCIES for a in scene.page.actors):
        return []  # a text about something else
    out: list[Draft] = []
    asked = [d.span for d in need.drafts(scene) if d.fields.get("amount")]
    for reader in (_rankings, _firsts, _totals, _shares, _comparisons, _counts, _rates, _targets):
        for draft in reader(scene):
            if reader in (_totals, _counts) and any(
                draft.span[0] < b and a < draft.span[1] for a, b in asked
            ):
                continue
            if not any(draft.span[0] < k.span[1] and k.span[0] < draft.span[1] for k in out):
                out.append(draft)
    return sorted(out, key=lambda d: d.span)


def _draft(
    scene: Scene, first: int, at: int, kind: str, value: object, rule: str, wide: bool = True
) -> Draft:
    """A claim over the clause around word `at`, with its subject."""
    page = scene.page
    begin, end = page.sentence(first)
    a, b = _clause(scene, begin, at, end) if wide else (page.words[first].start, page.words[at].end)
    subject = _subject(scene, begin, at)
    fields: dict[str, object] = {"type": kind}
    if value is not None:
        fields["value"] = value
    if subject:
        fields["subject"] = subject.id
    spans = {"subject": (subject.start, subject.end)} if subject else {}
    return Draft("claim", (a, b), fields, spans, rule, f"a {kind} that can be checked")


def _clause(scene: Scene, begin: int, at: int, end: int) -> tuple[int, int]:
    words = scene.page.words
    a = at
    while a > begin:
        word = words[a - 1]
        if (
            word.text in '.;:“"”()'
            or word.text in "–—"
            or (word.verb and word.verb.group == "report")
            or word.low in ("that", "which", "while", "but")
        ):
            break
        if word.text == "," and a - 1 > begin and words[a - 1].gap != "":
            break
        if word.text == "," and _verb_between(scene, a, at):
            break
        a -= 1
    _, b = scene.clause(at, end)
    start = words[a].start
    comma = next((k for k in range(at + 1, end) if words[k].text == ","), None)
    if (
        comma is not None
        and words[at].end <= words[comma].start < b
        and not _numbered(scene, at, comma)
    ):
        b = words[comma - 1].end
    return start, min(max(b, words[at].end), start + 390)


def _numbered(scene: Scene, at: int, comma: int) -> bool:
    """Whether the comma only parts two figures ("524,000, or 52% of the target")."""
    after = scene.page.words[comma + 1].low if comma + 1 < len(scene.page.words) else ""
    return after in ("or", "and", "nearly", "almost", "about")


def _verb_between(scene: Scene, a: int, b: int) -> bool:
    return any(scene.page.words[k].verb for k in range(a, b))


def _subject(scene: Scene, begin: int, at: int) -> Actor | None:
    """Who the claim is about: the first who acts in the clause, or whom "it" points back to."""
    page = scene.page
    first = begin
    for k in range(begin, at):
        word = page.words[k]
        if (word.verb and word.verb.group == "report") or word.text in '“";:':
            first = k + 1
    named = page.actors_in(first, at + 1)
    for k in range(at, first, -1):
        if page.words[k].low in ("which", "who") and named:
            led = [a for a in named if a.end <= page.words[k].start]
            return led[-1] if led else named[0]
    acting = [a for a in named if not _behind(scene, page.index(a.start))]
    if acting:
        return acting[0]
    _, end = page.sentence(at)
    for actor in page.actors_in(at, end):
        if page.words[page.index(actor.start) - 1].low in ("from", "by"):
            return actor
    back = [
        k
        for k in range(first, at)
        if page.words[k].closed == "pronoun" or page.words[k].low in ("its", "his", "her", "their")
    ]
    meant = scene.clauses.meant(back[-1]) if back else None
    if meant or named:
        return meant or named[0]
    before = [
        a for a in page.actors if a.end <= page.words[first].start and a.id != scene.givers.topic
    ]
    return before[-1] if before else None


def _behind(scene: Scene, i: int) -> bool:
    words = scene.page.words
    k = i - 1
    while k >= 0 and words[k].closed == "determiner":
        k -= 1
    return k >= 0 and words[k].low in (
        "to",
        "for",
        "in",
        "of",
        "against",
        "with",
        "than",
        "from",
        "outside",
        "by",
        "at",
    )


def _rankings(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in _RANKING.finditer(page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        if (found["nth2"] or "").lower() == "first":
            continue
        value = _rank(found)
        also = _nth_before(page.text[max(0, found.start() - 40) : found.start()])
        if also and value is not None:
            yield _draft(
                scene, at, page.index(found.end()) - 1, "ranking", [value, also], "claim.ranking"
            )
        else:
            yield _draft(scene, at, page.index(found.end()) - 1, "ranking", value, "claim.ranking")


def _nth_before(said: str) -> int | None:
    found = re.search(
        rf"\b({_NTH})(?: \w+)? and (?:so far |also )?(?:the |its )?$", said, re.IGNORECASE
    )
    return ordinal(found[1]) if found else None


def _rank(found: re.Match[str]) -> float | None:
    if found["second"]:
        return 2
    if found["nth"] or (found["nth2"] and found["nth2"].lower() != "first"):
        return ordinal(found["nth"] or found["nth2"])
    said = found["place"] or found["place2"]
    if said or found["topn"]:
        words = (said or found["topn"]).split()
        return ordinal(words[-1]) or _plain(words[-1])
    return 1 if not found["of"] else None


def _plain(word: str) -> float | None:
    read = numbers.worded(word) if word.isalpha() else None
    return read or (float(word) if word.isdigit() else None)


def ordinal(word: str) -> int | None:
    """The number of an ordinal.

    Example:
        >>> ordinal("twelfth"), ordinal("13th"), ordinal("ten")
        (12, 13, None)
    """
    low = word.lower()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", low)
    return int(digits[1]) if digits else None


def _firsts(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in _FIRST.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            yield _draft(scene, at, page.index(found.end()) - 1, "first", "first", "claim.first")


def _shares(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for thing in page.things:
        if thing.sort == "share":
            yield _draft(
                scene, thing.first, thing.last - 1, "share", thing.values[0], "claim.share"
            )
    for found in _SHARE.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            part = re.sub(r"^(?:a|one)[- ](?!in)", "", found["part"].lower())
            yield _draft(
                scene, at, page.index(found.end()) - 1, "share", _PARTS.get(part), "claim.share"
            )


def _sentence_text(scene: Scene, thing: Thing) -> tuple[str, int]:
    begin, end = scene.page.sentence(thing.first)
    a = scene.page.words[begin].start
    return scene.page.text[a : scene.page.words[end - 1].end], a


def _totals(scene: Scene) -> Iterator[Draft]:
    """Sums and goods "since the start", "so far", "in total": per cue the nearest figure."""
    gifts = {id(g.thing) for g in scene.read.gifts}
    page = scene.page
    for begin, end in page.ranges:
        if begin >= end:
            continue
        a, b = page.words[begin].start, page.words[end - 1].end
        said = page.text[a:b]
        figures = [t for t in page.things_in(begin, end) if _countable(t)]
        for cue in _TOTAL.finditer(said):
            near = min(figures, key=lambda t: _apart(cue, t, a), default=None)
            if (
                near is None
                or _parted(scene, cue, near, a, begin, end)
                or _apart(cue, near, a) > 110
                or (id(near) in gifts and not _STRONG.search(said))
            ):
                continue
            value = near.money.amounts[0] if near.money else near.values[0]
            yield _draft(scene, near.first, near.last - 1, "total", value, "claim.total")


def _parted(scene: Scene, cue: re.Match[str], near: Thing, at: int, begin: int, end: int) -> bool:
    """Whether other goods stand between a figure and its cue ("$800 m, his eighth drawdown since")."""
    between = range(near.end, cue.start() + at)
    if ";" in scene.page.text[near.end : cue.start() + at]:
        return True
    return any(
        t.start in between and t.sort == "goods" and not t.inside
        for t in scene.page.things_in(begin, end)
    )


def _countable(thing: Thing) -> bool:
    if (thing.inside and not thing.money) or thing.sort not in ("money", "goods", "unknown"):
        return False
    return bool(thing.values or thing.money)


def _apart(cue: re.Match[str], thing: Thing, at: int) -> int:
    """Characters between a cue and a figure of a sentence that begins at `at`."""
    return max(cue.start() + at - thing.end, thing.start - cue.end() - at, 0)


_STRONG = re.compile(
    r"\b(?:in total|in all\b|altogether|to date|total(?:s|led|ling)?|so far (?!largest|"
    r"biggest)|since|amounts? to|bringing|taking the|cumulative|combined)\b",
    re.IGNORECASE,
)


def _comparisons(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in _COMPARE.finditer(page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        begin, end = page.sentence(at)
        counted = [t for t in page.things_in(begin, end) if t.values or t.money]
        gifts = {id(g.thing) for g in scene.read.gifts}
        before = [t for t in counted if 0 <= found.start() - t.end < 3 or t.end > found.start()]
        if any(id(t) in gifts for t in before) or any(
            t.group == "produce" for t in scene.clauses.between(begin, end)
        ):
            continue
        values = [t.money.amounts[0] if t.money else t.values[0] for t in counted[:3]]
        yield _draft(
            scene, at, page.index(found.end()) - 1, "comparison", values or None, "claim.comparison"
        )


_KEY_FIGURE = re.compile(
    r" (?:targeted|reached|displaced|affected|fled|assisted|malnourished|internally displaced)\b"
)


def _counts(scene: Scene) -> Iterator[Draft]:
    """People and countries that are counted in a statement of need or reach."""
    for thing in scene.page.things:
        if (
            thing.sort == "unknown"
            and thing.values
            and _KEY_FIGURE.match(scene.page.text, thing.end)
        ):
            yield _draft(
                scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count"
            )
        if (
            thing.sort not in ("people", "place")
            or not thing.values
            or (
                thing.head in ("soldier", "troop", "recruit")
                and "train" not in _sentence_text(scene, thing)[0]
            )
            or thing.head in ("official", "leader", "minister", "year", "percent", "km")
        ):
            continue
        if (thing.sort == "people" and thing.values[0] < 100) or (
            thing.sort == "place"
            and thing.head not in ("country", "nation", "countries", "state", "ally")
        ):
            continue
        said, a = _sentence_text(scene, thing)
        if _reached_by_gift(scene, thing):
            continue
        near = said[max(0, thing.start - a - 70) : thing.end - a + 90]
        if _COUNTED.search(near):
            yield _draft(
                scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count"
            )


def _reached_by_gift(scene: Scene, thing: Thing) -> bool:
    """Such as "hot meals to 13,000 people": they are whom the gift went to."""
    lead = scene.page.words[thing.first - 1].low if thing.first else ""
    return lead in ("to", "for") and any(
        0 <= thing.start - g.thing.end < 12 for g in scene.read.gifts
    )


_RATE = re.compile(r"[^.,;]{0,28}? (?:a|per|every|each) (?:day|month|week|year)\b")


def _rates(scene: Scene) -> Iterator[Draft]:
    """Such as "fires 10,000 shells a day": a count per time that is neither made nor asked for."""
    taken = {id(t) for t, _ in (*scene.read.made, *scene.read.needs)}
    for thing in scene.page.things:
        if not thing.values or thing.sort not in ("goods", "unknown") or id(thing) in taken:
            continue
        begin, end = scene.page.sentence(thing.first)
        made = any(t.group == "produce" for t in scene.clauses.between(begin, end))
        if not made and _RATE.match(scene.page.text, thing.end):
            values = [t.values[0] for t in scene.page.things_in(begin, end) if t.values]
            yield _draft(
                scene,
                thing.first,
                thing.last - 1,
                "comparison" if len(values) > 1 else "count",
                values,
                "claim.rate",
            )


def _targets(scene: Scene) -> Iterator[Draft]:
    gifts = {id(g.thing) for g in scene.read.gifts}
    for thing in scene.page.things:
        if (
            not (thing.values or thing.money)
            or id(thing) in gifts
            or thing.sort in ("people", "time", "place", "deed")
        ):
            continue
        said, a = _sentence_text(scene, thing)
        before = said[max(0, thing.start - a - 40) : thing.start - a]
        begin, end = scene.page.sentence(thing.first)
        if re.search(r"\bmiss", before) or any(
            t.group == "produce" for t in scene.clauses.between(begin, end)
        ):
            continue
        if re.search(
            r"\b(?:target|goal|aims?|objective) (?:is |of |to |for |at )", before, re.IGNORECASE
        ):
            value: object = thing.money.amounts[0] if thing.money else thing.values[0]
            yield _draft(scene, thing.first, thing.last - 1, "target", value, "claim.target")
