"""A record as the readers of this package make it, and the proposal it becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from resupply.intake.records import Record

#: Longest words of a record but a quotation; what is longer points at nothing.
SPAN_MAX = 390
#: How often rules of a kind are right on the labelled sets in tests/intake, roughly.
_CONFIDENCE = {"aid": 0.9, "need": 0.8, "claim": 0.75, "delay": 0.8, "production": 0.8}


@dataclass(slots=True)
class Draft:
    """One record found.

    Args:
        kind: aid, need, claim, delay or production.
        span: Characters of the words it rests on.
        fields: Values by field; lists where several hold.
        spans: Characters of each field, where it stands in the text.
        rule: Id of the rule that found it.
        reason: Why, for the reviewer.
        flags: What the reviewer should look at.
        confidence: How sure, 0 to 1; None is what is usual for the kind.
    """

    kind: str
    span: tuple[int, int]
    fields: dict[str, Any]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    rule: str = ""
    reason: str = ""
    flags: list[str] = field(default_factory=list)
    confidence: float | None = None

    def overlaps(self, other: "Draft") -> bool:
        """Whether both rest on some of the same words."""
        return self.meets(*other.span)

    def meets(self, start: int, end: int) -> bool:
        """Whether it rests on some of the words between two characters."""
        return self.span[0] < end and start < self.span[1]

    @property
    def said(self) -> str:
        """The words that its reason quotes, where it quotes some."""
        return self.reason.strip('"')


def records(drafts: Iterable[Draft], text: str) -> list[Record]:
    """The proposals of drafts, in order of place.

    Example:
        >>> made = Draft("delay", (0, 4), {"type": "paused", "actor": None})
        >>> records([made], "Halt")[0].fields
        {'type': 'paused'}
    """
    out = [_record(d, text) for d in drafts]
    return sorted(out, key=lambda r: (r.start, r.end))


def _record(draft: Draft, text: str) -> Record:
    start, end = draft.span
    end = min(end, start + SPAN_MAX, len(text))
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Record(
        kind=draft.kind,
        start=start,
        end=end,
        fields={k: _plain(v) for k, v in draft.fields.items() if v not in (None, "", [])},
        spans={k: v for k, v in draft.spans.items() if k in draft.fields},
        rule=draft.rule,
        reason=draft.reason,
        confidence=draft.confidence or _CONFIDENCE[draft.kind],
        flags=tuple(draft.flags),
    )


def _plain(value: Any) -> Any:
    """Whole numbers as such, lists of one as their only value."""
    if isinstance(value, list):
        shown = [_plain(v) for v in value]
        return shown[0] if len(shown) == 1 else shown
    return int(value) if isinstance(value, float) and value == int(value) else value


def beside(known: Sequence[Draft], told: Iterable[Draft]) -> list[Draft]:
    """What is known, and what phrases tell of where nothing is known yet, in order of place."""
    out = list(known)
    for draft in told:
        if not any(draft.overlaps(k) for k in out):
            out.append(draft)
    return sorted(out, key=lambda d: d.span)
