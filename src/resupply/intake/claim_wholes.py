"""Parts and wholes: what a total includes, one of so many, help from so many, a span of weeks.

A part of a total ("25 billion, including 13 billion in loans") is a claim because the total is
one; so it is read when all other claims are known.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from resupply.intake import claim_acts, numbers, rx, spotting
from resupply.intake import claim_cues as cues
from resupply.intake.claim_clause import draft, figures_behind
from resupply.intake.claim_ranks import told
from resupply.intake.draft import Draft
from resupply.intake.page import Actor, Page
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|approximately|close to|an estimated|less than|well over|another|US) )*"
)
#: Between a total and its part, right before the part.
_INCLUDING = rx.compile(
    r"\b(?:includ(?:ing|es|ed)|of (?:which|this|that)|among (?:it|them)|made up of|comprising"
    rf"|consisting of) (?:also )?{_ABOUT}(?:[€$£])?$"
)
_AND = rx.compile(rf"(?:,| and|, and| as well as|, plus) {_ABOUT}(?:[€$£])?$")
#: Such as "including 5 million announced today": what is new, or for a year, is given now.
_NEW = rx.compile(
    r" (?:is|are|was|were) | for (?:the )?(?:(?:19|20)\d\d|(?:this|next|following) year)\b"
    r"|[^.;:]{0,60}?\b(?:announced|today|yesterday|this (?:week|month)|new"
    r"|pledged|promised|approved"
    r"|will|due|next)\b"
)


def parts(scene: Scene, kept: list[Draft]) -> Iterator[Draft]:
    """The sums that a total of the same sentence includes, one after the other."""
    page = scene.page
    wholes = [d for d in kept if d.fields["type"] == "total"]
    sums = [t for t in page.things if t.money and not t.inside] if wholes else []
    for whole in wholes:
        at = next((n for n, t in enumerate(sums) if _is(t, whole)), None)
        if at is None:
            continue
        _, end = page.sentence(sums[at].first)
        cue = _INCLUDING
        for part in sums[at + 1 :]:
            if part.first >= end or part.figure >= sums[at].figure:
                break
            if not cue.search(page.text, max(sums[at].end, part.start - 60), part.start):
                break
            if _NEW.match(page.text, part.end) or _given_by_another(page, part, whole):
                break
            cue = _AND
            made = draft(
                scene, part.first, part.last - 1, "total", part.figure, "claim.included", False
            )
            _owned(made, whole)
            yield made


_BY = rx.compile(r" (?:[a-z]+ )?(?:from|by) (?:the )?(?=[A-Z])")


def _given_by_another(page: Page, part: Thing, whole: Draft) -> bool:
    """Such as "5 million so far, including 2 million from Malta": a gift of Malta."""
    found = _BY.match(page.text, part.end)
    giver = page.actor_at(page.index(found.end())) if found else None
    return giver is not None and giver.id != whole.fields.get("subject")


def _owned(made: Draft, whole: Draft) -> None:
    """A part of what somebody gave in all is about the same."""
    made.fields.pop("subject", None)
    made.spans.pop("subject", None)
    if "subject" in whole.fields:
        made.fields["subject"] = whole.fields["subject"]
    if "subject" in whole.spans:
        made.spans["subject"] = whole.spans["subject"]


def _is(thing: Thing, whole: Draft) -> bool:
    return whole.meets(thing.start, thing.end) and thing.figure in _values(whole)


#: Between a figure and the same in other words: "7 million, or 20 per cent less".
_OR = rx.compile(
    r"[^.;:,()\d]{0,40}?(?:,| ?[–—-]| \()? ?or (?:(?:about|around|some|nearly|almost|over"
    r"|more than|just"
    r"|roughly|a|the|only|less than) )*"
)


#: "Compared with 60 million from Chile" tells another's sum.
_WITH = rx.compile(r"compared|against|versus", re.IGNORECASE)


def joined(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """A share or a comparison that only says a figure again takes it in."""
    out: list[Draft] = []
    for found in kept:
        last = out[-1] if out else None
        if last is not None and _says_again(scene, last, found):
            values = [*_values(found), *_values(last)]
            found.fields["value"] = list(dict.fromkeys(values))
            a, b = min(last.span[0], found.span[0]), max(last.span[1], found.span[1])
            found.span = (a, min(b, a + 390))
            if "subject" in last.fields:
                found.fields["subject"] = last.fields["subject"]
                found.spans["subject"] = last.spans.get("subject", last.span)
            out.pop()
        out.append(found)
    return out


def _says_again(scene: Scene, last: Draft, found: Draft) -> bool:
    told = (last.fields["type"], found.fields["type"])
    if told[0] not in ("count", "total") or told[1] not in ("share", "comparison"):
        return False
    end, start = last.spans.get("value", last.span)[1], found.spans.get("value", found.span)[0]
    page = scene.page
    both = {*_values(last)} & {*_values(found)} and not _WITH.match(page.text, start)
    if both and page.sentence(page.index(end) - 1) == page.sentence(page.index(start)):
        return True
    return end <= start and _OR.fullmatch(page.text, end, start) is not None


def _values(draft: Draft) -> list[object]:
    value = draft.fields.get("value")
    return value if isinstance(value, list) else [] if value is None else [value]


_STATES = (
    r"(?:countries|states|nations|members|governments|donors|allies|partners|companies|firms"
    r"|organi[sz]ations|agencies|territories)"
)
_ONE_OF = rx.compile(
    r"\b(?:is|are|was|were|be|became|becomes?|as|being|[Oo]nly) one of (?:the |its |only |just )*"
    rf"(?P<n>\d+|[a-z]+) (?:[\w-]+ ){{0,2}}?(?:{_STATES}|producers|makers|manufacturers|suppliers"
    r"|plants|factories|hospitals|crossings|routes|ports|airports|facilities|bakeries|systems)"
    r"\b(?! most\b)"
)
_ONLY = rx.compile(r"\b(?:only|just) (?:\d|[a-z])")
_FROM = rx.compile(
    r"\b(?:help|aid|assistance|support|relief|donations?|contributions?|supplies|goods|equipment"
    r"|offers|pledges|teams|rescuers|volunteers|experts|doctors|messages|officials) "
    rf"(?:[^.;:\d]{{0,40}} )?from {_ABOUT}(?P<n>\d+|[a-z]+) (?:[\w-]+ )?{_STATES}\b"
)


_PARTNERS = rx.compile(
    rf"\b(?:partners|donors|allies|supporters|contributors) \(?from {_ABOUT}(?P<n>\d+|[a-z]+) "
    rf"(?:[\w-]+ )?{_STATES}\b"
)


def several(scene: Scene) -> Iterator[Draft]:
    """Such as "is one of 13 member countries", "help from 22 foreign countries"."""
    for cue, rule in ((_ONE_OF, "one_of"), (_FROM, "from_many"), (_PARTNERS, "from_many")):
        for found in spotting.finditer(cue, scene.page.text):
            value = float(found["n"]) if found["n"].isdigit() else numbers.worded(found["n"])
            if value and (value > 4 or (value > 1 and _ONLY.search(found[0]))):
                yield from told(scene, found, "count", value, rule)


_LATELY = rx.compile(
    r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) (?:just |only )?(?:the )?(?:last|past|previous"
    r"|course of"
    r" (?:a|the)) (?:[\w-]+ )??(?:days|weeks|months|years?|decade|quarter)(?: alone)?,? "
    r"(?:[\w.’'-]+ ){1,5}?(?:has|have|had) (?:already |also |now )?(?:committed|given|provided|sent"
    r"|pledged|spent|donated|allocated|raised|received|contributed|delivered|invested|disbursed"
    rf"|collected|paid|supplied|put|mobili[sz]ed|shipped) (?:[a-z]+ )?{_ABOUT}(?=[$€£\d]"
    rf"|[A-Z]{{2,3}} ?[$\d])"
)


_WHEN = (
    r"(?:(?:early|mid|late|the (?:start|end|beginning) of)[- ])?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?"
    r"(?:\d{1,2}, )?"
)
_SPAN = (
    rf"(?:[Ff]rom|[Bb]etween|[Ii]n|[Oo]ver|[Dd]uring)(?: the (?:years"
    rf"|period))? {_WHEN}(?P<a>(?:19|20)\d\d)"
    rf"(?: (?:to|and|until|till|through) (?:the )?| ?[–-] ?){_WHEN}(?P<b>(?:19|20)\d\d)"
)
_GAVE = (
    r"(?:committed|gave|given|provided|sent|pledged|spent|donated|allocated|raised|received|got"
    r"|contributed|delivered|invested|disbursed|collected|paid|supplied|mobili[sz]ed|channelled"
    r"|channeled|granted|transferred)"
)
#: Such as "From May 2021 to June 2023 Oslo gave Sudan 20 million": all of some years.
_YEARS = rx.compile(
    rf"\b{_SPAN},? (?:[\w.’'-]+ ){{1,6}}?{_GAVE} (?:[\w’'-]+ ){{0,5}}?{_ABOUT}(?=[$€£\d]"
    r"|[A-Z]{2,3} ?[$\d])"
)


_GAVE_IT = rx.compile(rf"\b{_GAVE} (?:[\w’'-]+ ){{0,5}}?{_ABOUT}(?:[$€£]|[A-Z]{{2,3}} ?)?\Z")
_WILL_BE = rx.compile(r"\b(?:will|would|to be|plans?|intends?|promised|pledged)\b")
_YEARS_BEHIND = rx.compile(rf"[^.;:()]{{0,80}}? {_SPAN}")


def _over_years(scene: Scene) -> Iterator[Draft]:
    """Such as "Oslo gave Sudan 20 million between 2021 and 2023"."""
    page = scene.page
    for thing in page.things:
        found = _YEARS_BEHIND.match(page.text, thing.money.end) if thing.money else None
        if found is None or found["a"] >= found["b"] or _WILL_BE.search(found[0]):
            continue
        begin, _ = page.sentence(thing.first)
        start = page.words[begin].start
        gave = _GAVE_IT.search(page.text, start, thing.start)
        if gave and not _WILL_BE.search(page.text, start, gave.end()):
            first = page.index(gave.start())
            yield draft(scene, first, thing.last - 1, "total", thing.figure, "claim.lately", False)


def lately(scene: Scene) -> Iterator[Draft]:
    """Such as "in the last three weeks alone Oslo has committed 2 billion"."""
    page = scene.page
    cues = (m for cue in (_LATELY, _YEARS) for m in spotting.finditer(cue, page.text))
    for found in cues:
        if "a" in (told := found.groupdict()) and told["a"] >= told["b"]:
            continue
        thing = next((t for t in figures_behind(page, found) if t.money), None)
        if thing is not None:
            at = page.index(found.start())
            yield draft(scene, at, thing.last - 1, "total", thing.figure, "claim.lately", False)


# --- a sum told first, and what of it has come

_FEW = rx.compile(r"\b(?:only|just|barely|merely|a mere|less than|so far|hardly|scarcely)\b")
#: Such as "Of the $90 million needed, Kenya has received only $20 million": the whole stands first.
_WHOLE_FIRST = rx.compile(r"\b(?:[Oo]ut )?[Oo]f (?:the |its |this |that |some |about |around )*\Z")
_SO_FAR = rx.compile(
    r"(?: [\w’'-]+){0,7}?,? (?:[\w’'-]+ ){0,5}?(?:has |have |had |was |were )?(?:so far |been )*"
    r"(?:received|got|secured|raised|collected|paid|spent|disbursed|delivered|obtained|seen) "
    r"(?:so far |[a-z]+ly )?"
)


def received(scene: Scene) -> Iterator[Draft]:
    """How much of a sum has come, the sum told before."""
    page = scene.page
    sums = [t for t in page.things if t.money]
    for whole, part in pairwise(sums):
        a, b = whole.money, part.money
        if a is None or b is None or a == b or not 0 < b.begin - a.end < 110:
            continue
        if not _WHOLE_FIRST.search(page.text, max(0, a.begin - 20), a.begin):
            continue
        few = b.amounts[0] < a.amounts[0] and _FEW.search(page.text, max(0, b.begin - 8), b.start)
        if few and _SO_FAR.fullmatch(page.text, a.end, b.begin):
            values = [part.figure, whole.figure]
            last = part.last - 1
            yield draft(scene, whole.first, last, "total", values, "claim.secured", False)


# --- a part of a whole that somebody pays for

_PAID_PART = rx.compile(
    r"\b(?:paid for|provid(?:es|ed|ing)|suppl(?:ies|ied|ying)|buys?|bought|fund(?:s|ed|ing)"
    r"|cover(?:s|ed|ing)|produc(?:es|ed|ing)|makes?|made|receiv(?:es|ed|ing)|got|accounts? for"
    r"|accounted for|lost|feeds?|fed|hosts?|hosted) (?:about |around |some |nearly |almost |over "
    r"|more than |less than |only |just |at least )*(?P<part>half|two[- ]thirds|a third"
    r"|three[- ]quarters|a quarter|a fifth|a tenth) of (?:the (?:world|country|total|global"
    r"|whole|population|region|continent)"
    r"|all|its|their|Europe|Africa|[A-Z]\w+['’]s)\b"
)


def _acting(scene: Scene, begin: int, first: int) -> Actor | None:
    """Who is named before a verb and stands behind no preposition."""
    words = scene.page.words
    named = scene.page.actors_in(begin, first)
    free = [a for a in named if not claim_acts.is_led(words, scene.page.index(a.start))]
    return next((a for a in reversed(free) if a.kind != "place"), None)


def paid_parts(scene: Scene) -> Iterator[Draft]:
    """Such as "once the biggest donor, paid for half of the world's rice"."""
    for found in spotting.finditer(_PAID_PART, scene.page.text):
        part = re.sub(r"^(?:a|one)[- ]", "", found["part"])
        first, last = (scene.page.index(at) for at in found.span())
        begin, _ = scene.page.sentence(first)
        who = claim_acts.acts(scene, begin, first, last - 1, "total")
        who = who or _acting(scene, begin, first)
        for made in told(scene, found, "share", cues.PARTS.get(part), "paid_part"):
            if who is not None:
                made.fields["subject"], made.spans["subject"] = who.id, (who.start, who.end)
            yield made


READERS = (lately, _over_years, paid_parts)
