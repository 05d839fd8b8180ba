"""Speech that goes on behind its cue: "The road is open, she said, and trucks are passing".

A clause broken by who said it gives two records. What stands before the cue must be a clause of its
own; where it is only a subject or a time ("Water, he said, had become ..."), the whole is one.
"""

from resupply.intake import cues, rx
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.second_cues import second_cue
from resupply.intake.told_clauses import At, Reported, another_cue, past_means, trimmed

_AND = rx.compile(r",\s+(?:and|but)\s+")
#: How a clause opens: who or what it is about.
_WHAT = rx.compile(
    r"(?:the|an?|his|her|its|their|our|this|that|these|those|such|some|many|most|all|no|it|they|he"
    r"|she|there|we|nearly|about|over|more|only|\d|[A-Z])[\w’'.,-]*\s"
    r"|[a-z]{3,}s\s+(?:are|were|have|had|will|would|can|could|may|must|should|need)\s"
)
#: The fewest words of either part.
_LEAST = 3


def parts(frame: Frame, at: At, told: Reported) -> list[Reported]:
    """A clause with its cue inside, or before its cue, as the parts that it is broken into.

    Args:
        frame: The text.
        at: The cue.
        told: The clause.
    """
    if told.rule == "reported.inside":
        comma = frame.masked.rfind(",", told.start, told.speaker.start)
        before = frame.masked[told.start : max(comma, told.start)]
        behind = _behind(frame, at, at.end)
        if comma < 0 or not behind or not _is_clause(before):
            return [told]
        start, end = trimmed(frame.text, told.start, comma)
        first = told._replace(start=start, end=end, rule="reported.before")
        return [first, *_second(frame, at, told, behind)]
    if told.rule in ("reported.before", "reported.before_inverted"):
        behind = _behind(frame, at, max(at.end, told.speaker.end))
        return [told, *(_second(frame, at, told, behind) if behind else ())]
    return [told]


def _behind(frame: Frame, at: At, here: int) -> int | None:
    """Where the clause behind a cue begins, if "and" or "but" leads to one."""
    led = _AND.match(frame.masked, past_means(frame, here, at.sentence.end), at.sentence.end)
    return led.end() if led else None


def _is_clause(said: str) -> bool:
    return len(said.split()) >= _LEAST and (HIDDEN in said or bool(cues.FINITE.search(said)))


def _second(frame: Frame, at: At, told: Reported, start: int) -> list[Reported]:
    stop = second_cue(frame.masked, start, at.sentence.end) or at.sentence.end
    start, end = trimmed(frame.text, start, stop)
    said = frame.masked[start:end]
    if not (_WHAT.match(said) and _is_clause(said)) or another_cue(said.partition(" ")[0]):
        return []  # "..., he said, and added that": a cue of its own
    return [told._replace(start=start, end=end, rule="reported.goes_on")]
