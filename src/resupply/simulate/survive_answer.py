"""The answer to "how long does each need survive the loss of X"."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import NetworkError, QuestionError
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted, some
from resupply.picture import sources
from resupply.simulate import asked as asking
from resupply.simulate.asked import Shocked
from resupply.simulate.failures import KINDS, Failure, named, single
from resupply.simulate.pause import Pausing
from resupply.simulate.survive import Survival, Surviving, all_failures

#: Days after which what is lost is taken to be mended, unless told: a month.
RECOVER_DAYS = 30
#: Less than this is rounding of the solver [days of need].
_NONE = 1e-6


def answer(
    view: View,
    scope: Scope,
    shocked: Shocked,
    *,
    without: Sequence[str] = (),
    kinds: Sequence[str] = KINDS,
    recover_days: int = RECOVER_DAYS,
    unaffected: bool = False,
    progress: Progress = silent,
) -> Answer:
    """How long needs survive each single failure, or the one that is named.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        shocked: The network asked about.
        without: What fails together; empty = everything, one at a time.
        kinds: Sorts of single failures.
        recover_days: Days after which it is mended, for what goes unmet because of it; 0 = do
            not ask.
        unaffected: Whether to list losses that change nothing too.
        progress: Told of each failure.

    Raises:
        QuestionError: A name or sort the network does not have.
    """
    network = shocked.network
    failures = [named(network, without, shocked.parties)] if without else single(network, kinds)
    surviving = Surviving(network, shocked.problem, level=shocked.level, tier=shocked.tier)
    found = all_failures(surviving, failures, progress)
    exposed = _exposure(shocked, found, recover_days, progress)
    rows = [_row(shocked, s, exposed) for s in found]
    rows.sort(key=_soonest_first)
    told = _unchanged(surviving.base, rows)
    if not unaffected and not without:
        rows = [r for r in rows if _felt(surviving.base, r)]
    return Answer(
        question="survive",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(shocked, surviving.base, rows, recover_days),
        warnings=[
            *told,
            *asking.warnings(shocked),
        ],
    )


def _exposure(
    shocked: Shocked, found: Sequence[Survival], recover_days: int, progress: Progress
) -> dict[str, float]:
    """By failure: need that goes unmet because of it, mended after so many days [days of need]."""
    if recover_days < 0:
        raise QuestionError(
            where=f"--recover-days {recover_days}",
            what="what is lost is mended after a day or more.",
            todo="write 1 or more, or 0 to leave out what goes unmet.",
        )
    if recover_days == 0:
        return {}
    pausing = Pausing(shocked.network, shocked.problem, level=shocked.level, tier=shocked.tier)
    start, made = shocked.network.start_on, {}
    for done, survival in enumerate(found):
        progress(done, len(found), "what goes unmet")
        assert survival.failure is not None
        skipped = survival.skipped and not survival.ends
        try:
            cost = 0.0 if skipped else pausing.cost(survival.failure, start, recover_days).cost_days
        except NetworkError:  # goods find no room while it lasts: not known
            continue
        made[survival.failure.id] = cost
    progress(len(found), len(found), "what goes unmet")
    return made


def _row(shocked: Shocked, survival: Survival, exposed: Mapping[str, float]) -> dict[str, Any]:
    failure = survival.failure
    assert failure is not None
    first = shocked.network.start_on + timedelta(days=survival.days)
    return {
        "kind": failure.kind,
        "id": failure.id,
        "name": _name(shocked, failure),
        "survive_days": survival.days if survival.fits else None,
        "short_on": first if survival.ends and survival.fits else None,
        "exposure_days": exposed.get(failure.id),
        "needed": not survival.skipped,
        "source_ids": asking.sources(shocked, sorted(failure.parties)),
    }


def _soonest_first(row: Mapping[str, Any]) -> tuple[float, float]:
    """Order of rows: what is felt soonest, what costs most; what is not known, last."""
    days = row["survive_days"]
    return (float("inf") if days is None else days, -(row["exposure_days"] or 0.0))


def _name(shocked: Shocked, failure: Failure) -> str:
    if failure.kind == "leg":
        leg = next(x for x in shocked.network.legs if x.id == failure.id)
        return shocked.leg_name(leg)
    if failure.kind == "several":
        return " and ".join(shocked.name(part) for part in failure.id.split("+"))
    return shocked.name(failure.id)


def _sentence(
    shocked: Shocked, base: Survival, rows: Sequence[Mapping[str, Any]], recover_days: int
) -> str:
    start = shocked.network.start_on
    if base.ends:
        told = (
            f"With nothing lost, need is met in full for {counted(base.days, 'day')}: the first "
            f"shortage comes on {start + timedelta(days=base.days)}."
        )
    else:
        told = f"With nothing lost, need is met in full for all of {counted(base.days, 'day')}."
    return " ".join(filter(None, (told, _soonest(base, rows), _costliest(rows, recover_days))))


def _soonest(base: Survival, rows: Sequence[Mapping[str, Any]]) -> str:
    worse = [r for r in rows if r["short_on"] is not None and r["survive_days"] < base.days]
    if worse:
        first = worse[0]
        return (
            f"Soonest felt is the loss of {first['name']}: after "
            f"{counted(first['survive_days'], 'day')}, on {first['short_on']}."
        )
    which = "No such" if len(rows) == 1 else "No single"
    # Where it is short from the first day, that goes without saying.
    return f"{which} loss brings it forward." if base.days else ""


def _costliest(rows: Sequence[Mapping[str, Any]], recover_days: int) -> str:
    most = max(rows, key=lambda r: r["exposure_days"] or 0.0, default=None)
    if most is None or (most["exposure_days"] or 0.0) <= _NONE:
        return ""
    which = "It" if len(rows) == 1 else f"Costliest is the loss of {most['name']}: it"
    return (
        f"{which} leaves {most['exposure_days']:.1f} days of need more unmet, if mended after "
        f"{counted(recover_days, 'day')}."
    )


def _felt(base: Survival, row: Mapping[str, Any]) -> bool:
    """Whether a loss brings a shortage forward, or leaves more unmet until it is mended."""
    days, cost = row["survive_days"], row["exposure_days"]
    return days is None or days < base.days or (cost or 0.0) > _NONE


def _unchanged(base: Survival, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    same = sum(not _felt(base, r) for r in rows)
    out = []
    if same and len(rows) > 1:
        out.append(
            f"{same} of {len(rows)} single losses neither bring a shortage forward nor leave more "
            "unmet in the end: --unaffected lists them."
        )
    unknown = [r["name"] for r in rows if r["survive_days"] is None]
    if unknown:
        out.append(
            f"Not known for the loss of {some(unknown)}: goods that come all the same find no "
            "room. Give the places more room, or a way out."
        )
    if base.days == 0:
        out.append(
            "Need is short from the first day, so no loss can bring that forward: ask what a part "
            "of it survives (--need-share), or leave out the first days (--settle-days)."
        )
    return out


_COLUMNS = [
    Column(name="name", title="Lost", meaning="What is lost from the first day on."),
    Column(name="kind", title="Sort"),
    Column(
        name="survive_days",
        title="Survived for",
        unit="days",
        digits=0,
        meaning="Longest time for which every need asked about is met in full; the days looked "
        "at where no shortage comes.",
    ),
    Column(name="short_on", title="First short", meaning="First day not met in full."),
    Column(
        name="exposure_days",
        title="More unmet",
        unit="days of need",
        digits=1,
        meaning="Exposure: need that goes unmet because of it, by the last day looked at, if it "
        "is mended after --recover-days and all else is planned anew.",
    ),
    Column(name="id", title="Id", shown=False),
    Column(
        name="needed",
        title="Needed",
        shown=False,
        meaning="No where a plan that does without it survives as long, so it was not solved for.",
    ),
    Column(name="source_ids", title="Sources", shown=False),
]
