"""The bounds a question can be asked within, in the words every door uses."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from resupply.core.dates import to_day
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.scope import Scope
from resupply.core.words import Milestone, Stage

#: One name or several.
Names = str | Sequence[str] | None


class Bounds(TypedDict, total=False):
    """Keyword arguments every question takes; see `core.scope.Scope` for their meaning."""

    as_of: date | None
    until: date | None
    since: date | None
    dataset: str | None
    stage: str | None
    milestone: str
    donor: Names
    recipient: Names
    item: Names
    kind: Names
    place: Names
    boundary: Names
    shares: str
    currency: str | None
    rate_on: date | None
    measure: str


def to_scope(bounds: Bounds, *, as_of: date | None, dataset: str | None, currency: str) -> Scope:
    """The scope of a question, with the case's own defaults.

    Raises:
        QuestionError: A word that is not one of ours.
        RefusedError: A day that is none.
    """
    stage = bounds.get("stage")
    since, until = _day("since", bounds.get("since")), _day("until", bounds.get("until"))
    _refuse_backwards(since, until)
    return Scope(
        as_of=_day("as-of", bounds.get("as_of")) or as_of,
        until=until,
        since=since,
        dataset=bounds.get("dataset") or dataset,
        stage=None if stage is None else Stage(_one_of("--stage", stage, list(Stage))),
        milestone=Milestone(
            _one_of("--milestone", bounds.get("milestone", "received"), list(Milestone))
        ),
        donors=_names(bounds.get("donor")),
        recipients=_names(bounds.get("recipient")),
        items=_names(bounds.get("item")),
        kinds=_names(bounds.get("kind")),
        places=_names(bounds.get("place")),
        boundary=_names(bounds.get("boundary")),
        shares=_one_of("--shares", bounds.get("shares", "donor"), ["donor", "members"]),
        currency=(bounds.get("currency") or currency).upper(),
        rate_on=_day("rate-on", bounds.get("rate_on")),
        measure=_one_of("--measure", bounds.get("measure", "value"), ["value", "quantity"]),
    )


def _day(name: str, day: date | None) -> date | None:
    """A day. Text such as 2024-02-28 is taken too: in notebooks people write it so."""
    return None if day is None else to_day(day, where=f"--{name}")


def _refuse_backwards(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and since > until:
        raise QuestionError(
            where=f"--since {since} --until {until}",
            what="the first day is after the last.",
            todo="give the earlier day as --since.",
        )


def _one_of(where: str, word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise unknown_name(where, where.removeprefix("--"), word, [str(w) for w in words])
    return word


def _names(names: Names) -> tuple[str, ...]:
    if names is None:
        return ()
    listed = names.split(",") if isinstance(names, str) else names
    return tuple(n.strip() for n in listed if n.strip())
