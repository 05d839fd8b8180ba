"""Spells of giving and of silence in a donor's record, for sources that stop and go on."""

from collections.abc import Sequence
from itertools import groupby

from resupply.book import View
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.picture import series
from resupply.simulate import tables
from resupply.simulate.of_network import OnOff

#: Fewer spells of its own than this, and those of all donors are taken.
OWN_SPELLS = 4
_MONTH_DAYS = 30.44


def fitted(view: View, scope: Scope, donor: str) -> OnOff:
    """How a donor stops and goes on, from the months of its record.

    A month in which less than EUR 1 m came is a silent one. The last spell of each record is left
    out, for nobody knows how long it will be.

    Args:
        view: The book as known on a day.
        scope: Bounds; its dataset and stage say which record.
        donor: Whose.

    Raises:
        QuestionError: The donor has no record within the scope, or nobody has a spell of silence.
    """
    record = series.read(view, scope)
    silent = {s.donor: s.silent for s in record.series}
    if donor not in silent:
        raise QuestionError(
            where=f"--on-off {donor}",
            what="the record has no month in which it gave, so its spells are not known.",
            todo="name a donor that has one: resupply pauses lists them.",
        )
    own, every = _spells(silent[donor]), [s for months in silent.values() for s in _spells(months)]
    return OnOff(
        on_days=_table([n for off, n in own if not off], [n for off, n in every if not off]),
        off_days=_table([n for off, n in own if off], [n for off, n in every if off]),
        is_on=not silent[donor][-1],
    )


def _spells(silent: Sequence[bool]) -> list[tuple[bool, int]]:
    """Runs of silence and of giving that have ended, with their months.

    Example:
        >>> _spells([False, False, True, False])
        [(False, 2), (True, 1)]
    """
    return [(off, len(list(months))) for off, months in groupby(silent)][:-1]


def _table(own: Sequence[int], every: Sequence[int]) -> "tables.Floats":
    months = own if len(own) >= OWN_SPELLS else every
    return tables.empirical([n * _MONTH_DAYS for n in months])
