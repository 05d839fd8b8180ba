"""Plans that lack money: "only 34% of the appeal has been raised", "came up short", "no funding".

The phrase tells that too little money has come. "The plan is 41 per cent funded" is a claim, with
"only" as well, and no delay.
"""

import re
from collections.abc import Iterator, Sequence

from resupply.intake import delay_actor, rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_FEW = (
    r"(?:only|just|merely|barely|scarcely|hardly|less than|fewer than|under|no more than|not even"
    r"|a mere|a meagre|a meager|a paltry|little more than|little over|at only|at just)"
)
_ABOUT = r"(?: (?:about|around|some|over|roughly|nearly|almost|a little over|an estimated))?"
_PERCENT = r"\d[\d.,]* ?(?:%|per ?cent|percent)"
_PART = (
    rf"(?:{_PERCENT}|(?:a |one[ -])(?:third|quarter|fifth|sixth|tenth|fraction)|half"
    r"|two[ -]thirds|a small (?:part|share|fraction)|a fraction)"
)
_SUM = r"(?:[$€£]|US\$ ?|USD ?|EUR ?)\d[\d,.]*(?:[- ]?(?:million|billion|m|bn|mln)\b)?"
_PLAN = (
    r"(?:funding requirements?|funding|funds|money|financing|requirements?|appeals?|response plans?"
    r"|plans?|budget|resources|contributions|donations|programmes?|programs?|operations?|response"
    r"|activities|needs|sum|amount|grants|target|pledges|commitments|promises)"
)
#: "Only 11 per cent of its funding", "just a third of the money required".
_OF_PLAN = rx.compile(
    rf"\b{_FEW}{_ABOUT} {_PART} of (?:(?:the|its|their|our|this|that|what|all|year['’]s|UN['’]s"
    rf"|U\.N\.['’]s|required|needed|requested|planned|necessary|total|[\w-]+['’]s?|{_SUM}"
    rf"|(?:[\w-]+ )?(?:[\w-]+)) ){{0,6}}?(?P<item>{_PLAN})\b",
    re.IGNORECASE,
)
#: What has come of money.
_CAME = (
    r"(?:received|raised|in hand|com(?:e|ing) (?:in|through)|came (?:in|through)|arrived"
    r"|paid(?: out)?|secured|disbursed|materiali[sz]ed|collected|honou?red"
    r"|turned into (?:cash|money))"
)
#: "Just $60 million of the $160 million had been received".
_OF_SUM = rx.compile(
    rf"\b{_FEW}{_ABOUT} (?P<item>{_SUM}) (?:out )?of (?:the |a |an |its |our )*(?:\w+ )?{_SUM}"
    rf"(?: [\w’'-]+){{0,6}}? {_CAME}\b"
    rf"|\b{_FEW}{_ABOUT} (?P<what>{_SUM}) (?:ha(?:s|ve|d)|was|were|is|are)"
    rf"(?: [\w-]+){{0,4}}? {_CAME} (?:out )?of (?:the |a |an |its |our )*(?:\w+ )?{_SUM}",
    re.IGNORECASE,
)
#: "Got only $2 billion in donor support out of the $4 billion sought".
_OUT_OF = rx.compile(
    rf"\b(?:received|got|raised|secured|collected|obtained) {_FEW}{_ABOUT} (?P<what>{_SUM}) "
    rf"(?:(?:in|of) (?P<item>(?:[a-z-]+ ){{0,2}}[a-z]+) )?out of (?:the |a |an )?(?:\w+ )?{_SUM}",
    re.IGNORECASE,
)
#: "Of the $40 million asked for, Chad received only $9 million".
_OF_WHICH = rx.compile(
    rf"\b[Oo]f (?:the |a |an |its |that )?(?:\w+ )?{_SUM}[^.;:]{{0,80}}? (?:{_CAME}|got) "
    rf"{_FEW}{_ABOUT} (?P<item>{_SUM})(?! of\b)"
    rf"|\b[Oo]f (?:the |a |an |its |that )?(?:\w+ )?{_SUM}[^.;:]{{0,60}}?,? {_FEW}{_ABOUT} "
    rf"(?P<what>{_SUM}) (?:(?:has|have|had|was|were|been|so far|actually) ){{1,3}}{_CAME}\b"
)
_LACK = rx.compile(
    rf"\b(?:{_CAME}|received|raised|secured|met|covered|allocated|committed|pledged"
    r"|contributed|mobili[sz]ed|collected|come in|needed|required|requested|sought|necessary"
    r"|of (?:its|their|the|our) (?:\w+ )?(?:funding|funds|requirements?|budget))\b"
)
#: "Stays critically low", "came up short", "is running out of money" with money as its subject.
_LOW = rx.compile(
    r"\b(?:(?:is|are|was|were|remains?|remained|stays?|stayed|has been|have been) "
    r"(?:still |now |so far )?(?:(?:very|too|critically|dangerously|worryingly|desperately"
    r"|extremely|alarmingly|historically|abysmally) (?:low|short|thin|scarce|limited)"
    r"|(?:far|well|way) (?:below|short of|behind) (?:what|the|that|needs|requirements?|target)"
    r"|(?:not|nowhere) near(?:ly)? enough|insufficient|inadequate)"
    r"|(?:came|come|comes|coming|fallen|fell|falls|ended) up short"
    r"|(?:has|have|had) not (?:kept|been keeping) (?:pace|up) with)\b",
    re.IGNORECASE,
)
#: "Donors pledged $2 billion less than was needed", "failed to commit the $2.7 billion needed".
_LESS = rx.compile(
    rf"\b(?:pledg|commit|contribut|rais|receiv|provid|promis|secur|donat|g[ia]v)\w* (?:about |some "
    rf"|around |nearly |almost )?(?P<item>{_SUM}) (?:less|fewer) than\b"
    rf"|\b(?:fail(?:ed|s|ing)?|unable|struggl\w+|not (?:been |be )?able) to (?:raise|commit|secure"
    rf"|provide|pledge|mobili[sz]e|find|meet|collect|cover|fully fund|fund|finance)"
    rf" (?:(?:all|enough|our|its|their|the|any|even|half|sufficient|estimated|full|additional"
    rf"|necessary|required|needed|a|an|of|\w+) ){{0,4}}?(?P<what>{_SUM}|funding|funds|money"
    r"|financing|requirements?|appeals?|response plans?|contributions|resources)\b",
    re.IGNORECASE,
)
_NONE = rx.compile(
    r"\b(?:(?:we|they|it|agency|agencies|organi[sz]ations?|programmes?|programs?|UN|WFP|UNICEF"
    r"|UNHCR|OCHA|IOM) (?:\w+ )?(?:ha(?:s|ve|d)|with) no (?:more |further )?(?P<none>funding|funds"
    r"|money)"
    r") ?(?=[,.;:”\"]|and |the |to |for |it |they |or |we |WFP|UN)",
    re.IGNORECASE,
)
_GOT = rx.compile(
    rf"\b(?:has|have|had) (?:so far |to date |thus far |still )?(?:received|secured|raised|got"
    rf"|mobili[sz]ed|collected|had) (?:only|just|merely|barely|a mere|no more than|less than)"
    rf"{_ABOUT} (?P<item>{_SUM})(?P<tail>[^.;]{{0,90}})",
    re.IGNORECASE,
)
_SOUGHT = rx.compile(
    r"\b(?:appeal|need|requir|request|sought|seek|plan|target|ask|goal|call)\w*", re.IGNORECASE
)
_HEADS = rx.compile(
    r"(?P<item>(?:(?:UN|[Hh]umanitarian|[Ff]lash|[Rr]egional|[Dd]onor|[Aa]id|[Ff]ood"
    r"|[Rr]efugee|[Rr]esponse) ){0,3}(?:[Rr]esponse [Pp]lans?|[Aa]ppeals?|[Ff]und(?:s|ing|ing "
    r"requirements?)?|[Pp]lans?|HRP|[Rr]esponses?|[Oo]perations?|[Pp]rogrammes?|[Pp]rograms?"
    r"|[Bb]udget|[Cc]ontributions?|[Dd]onations?|[Pp]ledges|[Rr]equirements?|[Aa]ssistance"
    r"|[Ff]inancing|[Ii]nitiatives?|[Mm]ission|sectors?|clusters?))\b"
)
_DONORS = rx.compile(
    r"\b(?P<who>[Dd]onors?(?: countries| governments| nations| states)?|international community"
    r"|member states)\b"
)


def read(scene: Scene) -> Iterator[Draft]:
    """Every plan of which too little is paid."""
    last: tuple[int, int] | None = None
    drafts = (*_shares(scene), *_subjects(scene), *_sums(scene))
    for draft in sorted(drafts, key=lambda d: d.span):
        here = _bounds(scene, draft.span[0])
        if here != last:
            yield draft  # one plan a sentence
        last = here


_PARTS = frozenset(["delay.part", "delay.of_sum"])


def outdone(drafts: Sequence[Draft], funds: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that a phrase made of money of which only a part has come.

    Args:
        drafts: What other rules found.
        funds: What `read` found.
    """
    parts = [d for d in funds if d.rule in _PARTS]
    plain = ("delay.stuck", "delay.phrase")
    return [d for d in drafts if d.rule not in plain or not any(d.overlaps(p) for p in parts)]


def _shares(scene: Scene) -> Iterator[Draft]:
    """Such as "only 34% of the planned $2.6 billion has been raised"."""
    page = scene.page
    for found in spotting.finditer(_OF_PLAN, page.text):
        begin, end = _bounds(scene, found.start())
        if _LACK.search(page.text, found.start(), min(end, found.end() + 110)):
            counted = any(c.isdigit() for c in found[0][: found.start("item") - found.start()])
            rule = "share" if counted else "part"
            yield _draft(scene, found, found.span("item"), begin, rule)


def _subjects(scene: Scene) -> Iterator[Draft]:
    """Such as "funding stays critically low", "the call for funds came up short"."""
    page = scene.page
    for found in spotting.finditer(_LOW, page.text):
        begin, _ = _bounds(scene, found.start())
        heads = list(_HEADS.finditer(page.text, max(begin, found.start() - 160), found.start()))
        heads = [h for h in heads if _MONEY.search(h[0])]
        if heads:
            yield _draft(scene, found, heads[-1].span("item"), begin, "too_low")


_MONEY = rx.compile(r"(?i)fund|appeal|contribution|donation|pledge|financing|budget")


def _sums(scene: Scene) -> Iterator[Draft]:
    """Such as "pledged $2 billion less than was needed", "has received just $1.6 billion"."""
    page = scene.page
    for found in spotting.finditer(_LESS, page.text):
        begin, _ = _bounds(scene, found.start())
        group = "item" if found["item"] else "what"
        yield _draft(scene, found, found.span(group), begin, "less")
    for found in (
        *spotting.finditer(_OF_SUM, page.text),
        *spotting.finditer(_OF_WHICH, page.text),
        *spotting.finditer(_OUT_OF, page.text),
    ):
        begin, _ = _bounds(scene, found.start())
        group = "item" if found["item"] else "what"
        yield _draft(scene, found, found.span(group), begin, "of_sum")
    for found in spotting.finditer(_NONE, page.text):
        begin, _ = _bounds(scene, found.start())
        yield _draft(scene, found, found.span("none"), begin, "no_money")
    for found in spotting.finditer(_GOT, page.text):
        begin, _ = _bounds(scene, found.start())
        if _SOUGHT.search(page.text, max(begin, found.start() - 200), found.end()):
            yield _draft(scene, found, found.span("item"), begin, "got_little")


def _bounds(scene: Scene, at: int) -> tuple[int, int]:
    """Characters where the sentence of a place begins and ends."""
    first, last = scene.page.sentence(scene.page.index(at))
    return scene.page.words[first].start, scene.page.words[max(first, last - 1)].end


def _draft(
    scene: Scene, found: re.Match[str], item: tuple[int, int], begin: int, rule: str
) -> Draft:
    text = scene.page.text
    said = text[slice(*item)]
    fields: dict[str, object] = {"type": "shortfall", "item": said}
    spans = {"item": item}
    if any(c.isdigit() for c in said):
        near = list(_HEADS.finditer(text, begin, min(len(text), found.end() + 120)))
        if near:
            fields["item"], spans["item"] = near[0]["item"], near[0].span("item")
        else:
            fields["item"] = "funding"
            spans.pop("item")
    who = _who(scene, found, begin)
    if who:
        fields["actor"] = who
    span = (min(found.start(), item[0]), max(found.end(), item[1]))
    return Draft("delay", span, fields, spans, f"delay.{rule}", f'"{found[0]}"')


def _who(scene: Scene, found: re.Match[str], begin: int) -> str | None:
    """Whoever has too little, or the donors that the text speaks of."""
    page = scene.page
    said = _DONORS.search(page.text, begin, min(len(page.text), found.end() + 60))
    if said:
        return "donors" if said["who"].lower() == "donor" else said["who"]
    near = page.actors_in(page.index(begin), page.index(found.start()))
    _, end = _bounds(scene, found.start())
    behind = page.actors_in(page.index(found.start()), page.index(end))
    bodies = [a for a in near if a.kind == "org"][-1:] or [a for a in behind if a.kind == "org"]
    if bodies:
        return bodies[0].id
    agency = delay_actor.agency(scene, found.start())
    if agency:
        return agency
    before = list(_DONORS.finditer(page.text, max(0, begin - 600), begin))
    return before[-1]["who"] if before else None
