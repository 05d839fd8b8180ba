"""Parts and wholes: what a total includes, one of so many, help from so many, a span of weeks.

A part of a total ("25 billion, including 13 billion in loans") is a claim because the total is
one; so it is read when all other claims are known.
"""

import re
from collections.abc import Iterator

from resupply.intake import numbers, spotting
from resupply.intake.claim_clause import draft, figures_behind
from resupply.intake.claim_ranks import told
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|approximately|close to|an estimated|less than|well over|another|US) )*"
)
#: Between a total and its part, right before the part.
_INCLUDING = re.compile(
    r"\b(?:includ(?:ing|es|ed)|of (?:which|this|that)|among (?:it|them)|made up of|comprising"
    rf"|consisting of) (?:also )?{_ABOUT}(?:[€$£])?$"
)
_AND = re.compile(rf"(?:,| and|, and| as well as|, plus) {_ABOUT}(?:[€$£])?$")
#: Such as "including 5 million announced today": what is new is given now, as is what is for a year.
_NEW = re.compile(
    r" (?:is|are|was|were) | for (?:the )?(?:(?:19|20)\d\d|(?:this|next|following) year)\b|[^.;:]{0,60}?\b(?:announced|today|yesterday|this (?:week|month)|new"
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
            if _NEW.match(page.text, part.end):
                break
            cue = _AND
            made = draft(
                scene, part.first, part.last - 1, "total", part.figure, "claim.included", False
            )
            _owned(made, whole)
            yield made


def _owned(made: Draft, whole: Draft) -> None:
    """A part of what somebody gave in all is about the same."""
    made.fields.pop("subject", None)
    made.spans.pop("subject", None)
    if "subject" in whole.fields:
        made.fields["subject"] = whole.fields["subject"]
    if "subject" in whole.spans:
        made.spans["subject"] = whole.spans["subject"]


def _is(thing: Thing, whole: Draft) -> bool:
    value = whole.fields.get("value")
    values = value if isinstance(value, list) else [value]
    return whole.meets(thing.start, thing.end) and thing.figure in values


_STATES = (
    r"(?:countries|states|nations|members|governments|donors|allies|partners|companies|firms"
    r"|organi[sz]ations|agencies|territories)"
)
_ONE_OF = re.compile(
    r"\b(?:is|are|was|were|be|became|becomes?|as|being|[Oo]nly) one of (?:the |its |only |just )*"
    rf"(?P<n>\d+|[a-z]+) (?:[\w-]+ ){{0,2}}?(?:{_STATES}|producers|makers|manufacturers|suppliers"
    r"|plants|factories|hospitals|crossings|routes|ports|airports|facilities|bakeries|systems)"
    r"\b(?! most\b)"
)
_ONLY = re.compile(r"\b(?:only|just) (?:\d|[a-z])")
_FROM = re.compile(
    r"\b(?:help|aid|assistance|support|relief|donations?|contributions?|supplies|goods|equipment"
    r"|offers|pledges|teams|rescuers|volunteers|experts|doctors|messages|officials|partners|donors|members|allies|supporters|colleagues) "
    rf"(?:[^.;:\d]{{0,40}} )?\(?from {_ABOUT}(?P<n>\d+|[a-z]+) (?:[\w-]+ )?{_STATES}\b"
)


def several(scene: Scene) -> Iterator[Draft]:
    """Such as "is one of 13 member countries", "help from 22 foreign countries"."""
    for cue, rule in ((_ONE_OF, "one_of"), (_FROM, "from_many")):
        for found in spotting.finditer(cue, scene.page.text):
            value = float(found["n"]) if found["n"].isdigit() else numbers.worded(found["n"])
            if value and (value > 4 or (value > 1 and _ONLY.search(found[0]))):
                yield from told(scene, found, "count", value, rule)


_LATELY = re.compile(
    r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) (?:just |only )?(?:the )?(?:last|past|previous"
    r"|course of"
    r" (?:a|the)) (?:[\w-]+ )??(?:days|weeks|months|years?|decade|quarter)(?: alone)?,? "
    r"(?:[\w.’'-]+ ){1,5}?(?:has|have|had) (?:already |also |now )?(?:committed|given|provided|sent"
    r"|pledged|spent|donated|allocated|raised|received|contributed|delivered|invested|disbursed"
    rf"|collected|paid|supplied|put|mobili[sz]ed|shipped) (?:[a-z]+ )?{_ABOUT}(?=[$€£\d]"
    rf"|[A-Z]{{2,3}} ?[$\d])"
)


def lately(scene: Scene) -> Iterator[Draft]:
    """Such as "in the last three weeks alone Oslo has committed 2 billion"."""
    page = scene.page
    for found in spotting.finditer(_LATELY, page.text):
        thing = next((t for t in figures_behind(page, found) if t.money), None)
        if thing is not None:
            at = page.index(found.start())
            yield draft(scene, at, thing.last - 1, "total", thing.figure, "claim.lately", False)


READERS = (lately,)
