"""Needs told as plans and conditions: a plan with its sum, "if 51 million is not found"."""

import re
from collections.abc import Iterator

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.need_sums import funding
from resupply.intake.need_wide import whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every sum that a plan or a condition says is needed."""
    for thing in scene.page.things:
        if not thing.money:
            continue
        span = _plan(scene, thing.money.start, thing.money.end) or _condition(
            scene, thing.money.start, thing.money.end
        )
        if span is None:
            continue
        who = _planner(scene, thing.first)
        yield funding(thing, span, who, "plan", "a sum that a plan needs")


_PLAN = (
    r"(?:(?:[\w’'-]+ ){0,4}?(?:response plan|refugee plan|appeal|HRP|funding request|relief plan"
    r"|assistance plan|aid plan|recovery plan|needs and response plan|response strategy)"
    r"|(?:\d{4} )?plan)\b"
)
_BEHIND = rx.compile(rf" (?P<plan>{_PLAN})", re.IGNORECASE)
_FUNDED = rx.compile(
    r"(?i)(?:[^.;]{0,60}? (?:is|are|was|were|remains?|has been|stands at|stood at) [^.;]{0,30}?"
    r"(?:per cent|percent|%|under|poorly|barely|half|fully|not|short|unmet))"
)
_LAUNCHED = rx.compile(
    r"(?i)\b(?:launch\w*|issu(?:es|ed|ing)|unveil\w*|present(?:s|ed|ing)|revis(?:es|ed|ing)"
    r"|updat\w+"
    r"|releas(?:es|ed|ing)|put out|made|announc\w+|draws? up|drew up|drawn up) "
    r"(?:an? |its |their |the |new |joint |revised |emergency |flash |further |urgent )*$"
)
_BEFORE = rx.compile(
    r"(?i)\b(?:appeal|response plan|HRP|refugee plan|flash appeal|humanitarian plan)s?\b"
    r"(?: [\w’'-]+){0,7}?,? \(?(?:of|for|worth|valued at|totall?ing|amounting to|at|set at"
    r"|requiring"
    r"|which (?:requires|seeks|asks for|calls for|needs)|that (?:requires|seeks|asks for|calls for)"
    r"|is|was|stands at|calls for|asks for|seeks|needs|aims to raise|to require|to raise|to"
    r"|from (?:the |an )?(?:initial )?[^.;]{2,20}? to|by)"
    r" (?:about |around |some |over |nearly |more than |just |a |an |total |of )*$"
)


def _plan(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Such as "launched a $47 million plan", "the $764 million Response Plan is 10% funded"."""
    text = scene.page.text
    behind = _BEHIND.match(text, end)
    launched = _LAUNCHED.search(text, max(0, start - 70), start)
    if behind and behind["plan"].lower().endswith("plan") and " " not in behind["plan"].strip():
        behind = behind if launched and _agency_acts(scene, start) else None
    elif behind and not launched and not _FUNDED.match(text, behind.end()):
        behind = behind if re.search(r"(?i)response plan|appeal", behind["plan"]) else None
    if behind:
        return start, behind.end()
    before = _BEFORE.search(text, max(0, start - 120), start)
    if before and _RECEIVED.match(text, end):
        return None  # "the plan of $129 million has received 14 percent of it"
    return (before.start(), end) if before else None


_RECEIVED = rx.compile(r" (?:has|have|had) (?:\w+ )?(?:received|got|raised|secured|attracted)\b")


def _agency_acts(scene: Scene, start: int) -> bool:
    begin, _ = scene.page.sentence(scene.page.index(start))
    named = scene.page.actors_in(begin, scene.page.index(start))
    return any(a.id in AGENCIES for a in named)


_IF = rx.compile(r"(?i)\b(?:if|unless|until|without|should)\b[^.;:]{0,60}$")
_NOT_COME = rx.compile(
    r"(?i)(?: more| in \w+| of \w+)* (?:(?:is|are|was|were|can|could)(?:n['’]t| not|not)"
    r"(?: be)? (?:\w+ly )?(?:received|raised|found|secured|made available|provided|paid"
    r"|mobili[sz]ed|in place)"
    r"|(?:does|do)(?:n['’]t| not) (?:come|arrive|materiali[sz]e)"
    r"|(?:is|are|can be) (?:\w+ly )?(?:received|raised|found|secured|made available|mobili[sz]ed)"
    r"|comes? in|arrives?)\b"
)


def _condition(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Such as "will end in May if $51 million is not received", "unless $9 million is found"."""
    text = scene.page.text
    led = _IF.search(text, max(0, start - 70), start)
    come = _NOT_COME.match(text, end) if led else None
    if led is None or come is None:
        return None
    denied = bool(re.search(r"not|n['’]t", come[0]))
    if denied == led[0].lower().startswith(("unless", "until", "without")):
        return None
    return led.start(), come.end()


def _planner(scene: Scene, at: int) -> str | None:
    """Whose plan it is: an agency of the sentence, else who is in need."""
    begin, end = scene.page.sentence(at)
    agencies = [a for a in scene.page.actors_in(begin, at) if a.id in AGENCIES]
    return agencies[-1].id if agencies else whose(scene, begin, end)
