"""The words of a claim: what is claimed, which readings it leaves open, and what was found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

TYPES = ("rank", "total", "count", "share", "first", "change", "comparison", "target")
#: In the order of how much they say.
VERDICTS = ("holds", "does_not_hold", "depends", "not_verifiable")
#: How a figure is meant.
OPERATORS = ("is", "about", "over", "under")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The figure a sentence names, and the interval it stands for.

    Args:
        value: The figure as said, in `unit`.
        low: Least that still agrees with the words.
        high: Most that does; None = no upper end ("over").
        unit: A currency, an item's unit, `share`, `person`; None = not said.
        per: `day`, `month` or `year` for a rate.
        operator: One of `OPERATORS`.
        why: Why the interval is as wide as it is.
    """

    value: float
    low: float
    high: float | None
    unit: str | None = None
    per: str | None = None
    operator: str = "is"
    why: str = ""

    def agrees(self, low: float, high: float | None = None) -> bool:
        """Whether something between `low` and `high` can be what was said.

        Example:
            >>> half = Figure(value=0.5, low=0.45, high=0.55, unit="share")
            >>> half.agrees(0.48), half.agrees(0.6), half.agrees(0.3, 0.5)
            (True, False, True)
        """
        most = low if high is None else high
        slack = 1e-9 * max(abs(self.value), 1e-300)
        return most >= self.low - slack and (self.high is None or low <= self.high + slack)


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One checkable statement.

    What a field leaves empty the sentence does not say. `said` has the words behind each field.

    Args:
        text: The sentence.
        type: One of `TYPES`.
        subject: Party id, group id, several joined by "+", or None = all donors.
        other: Whom it is compared with: a party or group id, or `others`.
        place: Rank or order claimed.
        top: Whether `place` is the last of a range ("top ten") rather than a place.
        factor: How many times as much ("twice"); 1 = just more.
        less: The comparison or change is downwards; a rank is counted from the least; a share
            is of what did not come.
        negated: The sentence denies it: "is not the largest".
        figure: The figure claimed.
        least: What each of the donors gave that are counted ("five gave more than 1% of GDP").
        stage: What counts as given.
        kind: Aid kind.
        per: `total`, `head` or `gdp`.
        group: Among whom: a group id, `countries`, `all`.
        without: Who is left out: ids joined by "+".
        each: What is said of several is said of everyone.
        whole: What a share is a part of, where it is the giver's own: its `own` aid of all kinds,
            or a stage ("of what it promised"); None = of what all gave. Of a comparison: the kind
            of its own aid that the claim's kind is set against ("more military than financial").
        shares: `donor` or `members`.
        year: Year of the denominator.
        since: First day of the period.
        until: Last day of the period.
        base: First and last day of what a change is measured against; None = the days before.
        item: Item ids that may be meant, most literal first.
        manner: Of goods: `output`, `capacity`, `target`, `use`, `need`, `late` ...
        words: Words that may name a metric.
        unread: Words that no field explains and that may change what is claimed.
        said: Field -> the words that say it.
    """

    text: str
    type: str
    subject: str | None = None
    other: str | None = None
    place: int | None = None
    top: bool = False
    factor: float = 1.0
    less: bool = False
    negated: bool = False
    figure: Figure | None = None
    least: Figure | None = None
    stage: str | None = None
    kind: str | None = None
    per: str | None = None
    group: str | None = None
    without: str | None = None
    each: bool = False
    whole: str | None = None
    shares: str | None = None
    year: int | None = None
    since: date | None = None
    until: date | None = None
    base: tuple[date, date] | None = None
    item: tuple[str, ...] = ()
    manner: str | None = None
    words: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    said: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether it says that there was none at all."""
        return self.type == "total" and self.figure is not None and self.figure.value == 0


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Something recognised that explains a verdict.

    Args:
        seen: What was recognised (`unit_slip`).
        what: A sentence.
    """

    seen: str
    what: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its verdict and everything behind it.

    Args:
        claim: What was read.
        verdict: One of `VERDICTS`.
        why: The verdict's reason, a sentence or two.
        depends_on: Dimensions that decide, in their own words.
        reasons: What else was recognised.
        nearest: The nearest true statement; empty where none can be made.
        missing: What would be needed to say more.
        bound: What is implied although it cannot be verified.
        rows: The table behind the verdict.
        assumed: Readings the sentence leaves open and what was taken for each.
    """

    claim: Claim
    verdict: str
    why: str
    depends_on: Sequence[str] = ()
    reasons: Sequence[Reason] = ()
    nearest: str = ""
    missing: str = ""
    bound: Mapping[str, Any] | None = None
    rows: Sequence[Mapping[str, Any]] = ()
    assumed: Mapping[str, str] = msgspec.field(default_factory=dict)


def unsure(claim: Claim, missing: str, more: str = "", *, todo: str = "", **fields: Any) -> Checked:
    """A claim of which the record cannot say: what is missing, as the reason and as what to do.

    Args:
        claim: As read.
        missing: What is missing, as half a sentence.
        more: What else the reason says: a colon and figures, or a sentence.
        todo: What to do about it.
        fields: Further fields of the answer.

    Example:
        >>> found = unsure(Claim(text="X gave most", type="rank"), "nothing is known of X")
        >>> found.verdict, found.why
        ('not_verifiable', 'Nothing is known of X.')
    """
    why = f"{missing[0].upper()}{missing[1:]}{more}"
    why = why if why.endswith(".") else f"{why}."
    need = f"{missing}. {todo}".rstrip()
    return Checked(claim=claim, verdict="not_verifiable", why=why, missing=need, **fields)


def instead(found: Checked, missing: str, link: str = ".") -> Checked:
    """In place of a verdict that was found: why it is not given, and what was found all the same.

    Args:
        found: The claim with a verdict.
        missing: Why that is not given, as half a sentence.
        link: What stands between the two.
    """
    new = unsure(found.claim, missing, f"{link} {found.why}")
    return msgspec.structs.replace(
        new, rows=found.rows, nearest=found.nearest, bound=found.bound, assumed=found.assumed
    )
