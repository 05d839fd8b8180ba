"""The forecast of new promises on months it was not tuned on, beside other methods.

Target: CRPS of donor-months 1 to 6 ahead at least 10 % below the best of the others, of the total
at least equal; 80 % bands that hold 75 to 85 %, 95 % bands 92 to 98 %; 40 donors, 24 origins,
12 months and 1,000 draws within 60 s on two cores.

The later release is none of ours and is not in the project: name its folder (with
`data_explorer.csv`) in RESUPPLY_RELEASE, or the folder above it, `shared`, in RESUPPLY_SHARED.
Without it only the shipped case is judged, on whose months the model was tuned.
"""

import os
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import resupply
from resupply.case import Case
from resupply.case.making import new_case
from resupply.core.answer import Answer

Floats = NDArray[np.float64]

#: The release's day of knowledge, and the last month the model was tuned on.
_KNOWN_ON, _TUNED_TO = date(2026, 7, 30), date(2024, 2, 29)
_RELEASE = "data/kiel_site/2026-07-30_labelled-R29_f259890"


def main() -> None:
    """Print the tables of the months tuned on, then of those not."""
    print("Months tuned on (the shipped case):")
    shown(resupply.open("ukraine-2024"), origins=24, peers=False)
    release = _release()
    if release is None:
        print("No later release here: the months not tuned on are not judged.")
        return
    with tempfile.TemporaryDirectory() as folder:
        case = with_release(Path(folder) / "later", release)
        origins = _months_after(case, _TUNED_TO)
        print(f"\nMonths not tuned on (after {_TUNED_TO}), {origins} origins:")
        for peers in (False, True):
            shown(case, origins=origins, peers=peers)
        told_before(case, origins)
        case.close()


def with_release(folder: Path, release: Path) -> Case:
    """The shipped case with the later release in its book."""
    new_case(folder, like="ukraine-2024")
    case = resupply.open(folder, as_of=_KNOWN_ON)
    case.bring("kiel", release, known_on=_KNOWN_ON)
    return case


def _months_after(case: Case, day: date) -> int:
    """How many months of the record come after a day."""
    from resupply.forecast.backtest import rolling

    view, scope = case.view(), case.scope(stage="allocation")
    return sum(month > day for month in rolling.truth(view, scope).months)


def shown(case: Case, *, origins: int, peers: bool) -> None:
    """One backtest, timed and printed."""
    start, used = time.perf_counter(), _used()
    answer = case.backtest(origins=origins, peers=peers, workers=os.cpu_count() or 1)
    seconds, used = time.perf_counter() - start, _used() - used
    donors = sum(row["of"] == "donors" for row in _rows(answer, "series"))
    print(
        f"  {donors} donors, {len(_rows(answer, 'origins'))} origins, 12 months, 1,000 draws, "
        f"{'all methods' if peers else 'own methods'}: {seconds:.1f} s "
        f"({used:.1f} s of processor)"
    )
    print("  of      ahead  method                   CRPS m  to best   50 %   80 %   95 %")
    for row in answer.rows:
        held = "".join(f"{row[f'inside_{band}_percent']:7.1f}" for band in (50, 80, 95))
        print(
            f"  {row['of']:7} {row['months_ahead']:5}  {row['method']:20} "
            f"{row['crps'] / 1e6:10.1f} {row['to_best']:8.3f}{held}"
        )
    for warning in answer.warnings:
        print(f"  {warning}")


def told_before(case: Case, origins: int) -> None:
    """What a forecaster would score who was told each donor's months to come, shuffled.

    Of all forecasts of a donor that stay the same from month to month none scores better.
    """
    from resupply.forecast.backtest import rolling

    amounts = rolling.truth(case.view(), case.scope(stage="allocation")).amounts
    months = amounts.shape[1]
    first = months - origins
    own = told = 0.0
    for row in amounts:
        for start in range(first, months):
            if not row[:start].any():
                continue
            came = row[start : start + 6]
            own += _crps(row[:start], came).sum()
            told += _crps(row[first:], came).sum()
    print(f"  Told each donor's months to come, shuffled: {told / own:.3f} of the bootstrap.")


def _crps(points: Floats, came: Floats) -> Floats:
    """Of equally likely points, one score for each that came."""
    ordered = np.sort(points)
    count = len(ordered)
    spread = (2 * np.arange(1, count + 1) - count - 1) @ ordered / count**2
    off: Floats = np.abs(ordered[:, None] - came).mean(axis=0) - spread
    return off


def _used() -> float:
    """Seconds of processor so far, of this process and those it waited for."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _rows(answer: Answer, table: str) -> list[dict[str, object]]:
    return [dict(row) for part in answer.tables if part.name == table for row in part.rows]


def _release() -> Path | None:
    shared = os.environ.get("RESUPPLY_SHARED", Path(__file__).parents[2] / "shared")
    named = os.environ.get("RESUPPLY_RELEASE", Path(shared) / _RELEASE)
    return Path(named) if Path(named).is_dir() else None
