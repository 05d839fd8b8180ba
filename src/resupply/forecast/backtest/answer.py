"""The answer to "how good was the forecast"."""

from collections.abc import Iterator
from datetime import date

import msgspec
import numpy as np

from resupply.book import Book, View
from resupply.core.answer import Answer
from resupply.core.dates import month_end
from resupply.core.errors import QuestionError
from resupply.core.findings import grouped
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import Stage, counted
from resupply.forecast.backtest import peers, rolling, tables
from resupply.forecast.backtest.run import OURS, Judged, run
from resupply.forecast.backtest.tables import SPANS, TITLES
from resupply.picture import parties, series, sources

#: Fewer origins than this are told as few.
ORIGINS_FEW = 12
#: Most of each that is still answered.
ORIGINS_MAX, MONTHS_MAX, DRAWS_MAX, WORKERS_MAX = 120, 24, 10_000, 64


def answer(
    book: Book,
    view: View,
    scope: Scope,
    *,
    origins: int = 24,
    months: int = 12,
    draws: int = 1000,
    seed: int = 1,
    with_peers: bool = True,
    workers: int = 1,
    progress: Progress = silent,
) -> Answer:
    """Scores of the forecast of new promises on the past, side by side with other methods.

    Args:
        book: The book, to be asked as known on earlier days.
        view: The book as known today: what came.
        scope: Bounds: dataset, stage (default allocation), kinds, donors, currency.
        origins: Month ends looked ahead from, at most; the last ones are taken.
        months: Months looked ahead.
        draws: Draws of each forecast.
        seed: Of all chance.
        with_peers: Whether the methods of `statsforecast` are asked too.
        workers: Processes for them.
        progress: Told of the work.

    Raises:
        QuestionError: The record is too short, or a number is out of range.
    """
    _refuse(origins=origins, months=months, draws=draws, workers=workers)
    asked = msgspec.structs.replace(scope, stage=scope.stage or Stage.ALLOCATION)
    known = rolling.truth(view, asked)
    found_series = rolling.series(view, asked, known.donors, month_end(known.months[-1]))
    found = list(rolling.origins(book, asked, known, count=origins, months=months))
    judged = run(
        found_series,
        found,
        [rolling.came_after(known, origin, months) for origin in found],
        months=months,
        draws=draws,
        seed=seed,
        with_peers=with_peers,
        workers=workers,
        progress=progress,
    )
    said_by = _sources(view, asked)
    rows = tables.summary(judged, said_by)
    return Answer(
        question="backtest",
        scope=asked,
        columns=tables.summary_columns(asked),
        rows=rows,
        sentence=_sentence(judged, asked),
        findings=grouped(known.findings),
        warnings=[*_bounds(asked), *_warnings(judged, with_peers, known.months[-1])],
        title="Scores",
        tables=tables.parts(judged, asked, parties.names(view), said_by),
        sources=sources.of(view, rows),
    )


def _sources(view: View, scope: Scope) -> dict[str, list[str]]:
    """Who said so, by donor."""
    every = msgspec.structs.replace(scope, donors=())
    return {
        donor: sorted({source for move in moves for source in move.source_ids})
        for donor, moves in series.moves_by_donor(view, every).items()
    }


def _refuse(*, origins: int, months: int, draws: int, workers: int) -> None:
    bounds = {
        "--origins": (origins, 1, ORIGINS_MAX),
        "--months": (months, 1, MONTHS_MAX),
        "--draws": (draws, 2, DRAWS_MAX),
        "--workers": (workers, 1, WORKERS_MAX),
    }
    for where, (number, least, most) in bounds.items():
        if not least <= number <= most:
            raise QuestionError(
                where=f"{where} {number}",
                what=f"it is a number from {least} to {most:,}.",
                todo="give one of those.",
            )


def _sentence(judged: Judged, scope: Scope) -> str:
    kinds = np.array(judged.series.kinds)
    ahead = min(SPANS[0][1], judged.came.shape[2])
    parts = []
    for kind, of in (("donor", "donor-month"), ("total", "month")):
        which = kinds == kind
        cut = judged.metrics[OURS]["crps"][:, which, :ahead]
        own, every = tables.mean(cut), tables.others(judged, which, SPANS[0])
        if own is None or not every:
            continue
        best = min(every, key=lambda name: every[name])
        held = tables.mean(judged.metrics[OURS]["inside_80"][:, which, :ahead])
        count = counted(int((~np.isnan(cut)).sum()), of)
        parts.append(
            f"Over {count}{' of the total' if kind == 'total' else ''}, 1 to {ahead} months ahead, "
            f"the forecast's CRPS is {_amount(own, scope)}, {_against(own, every[best])} the best "
            f"of the others ({TITLES[best]}, {_amount(every[best], scope)}); its 80% bands held "
            f"{100 * (held or 0.0):.0f}%."
        )
    return " ".join(parts) or "Nothing came after any origin, so nothing can be judged."


def _against(own: float, best: float) -> str:
    if best <= 0:
        return "beside"
    change = 100 * (own / best - 1)
    return f"{abs(change):.1f}% {'below' if change < 0 else 'above'}"


def _amount(value: float, scope: Scope) -> str:
    if scope.measure == "value":
        return f"{scope.currency} {value / 1e6:,.1f} m"
    return f"{value:,.1f} units"


def _bounds(scope: Scope) -> Iterator[str]:
    if scope.shares == "members":
        yield "Union aid is not split to members here: a union has a rhythm of its own."


def _warnings(judged: Judged, with_peers: bool, last: date) -> Iterator[str]:
    announced = sum(o.known == "announced" for o in judged.origins)
    if announced:
        yield (
            f"From {counted(announced, 'origin')} of {len(judged.origins)} the book did not know "
            "the months before them by that day: months are taken as announced, so later "
            "corrections of earlier months are in what was known."
        )
    else:
        yield (
            "What was known is what the book's sources say was public by each origin; amounts "
            "are as they state them now, so later corrections of them may be in it."
        )
    short = judged.origins[-1]
    if short.months_ahead < judged.came.shape[2]:
        yield (
            f"The record ends in {tables.month_words(last)}: from late origins fewer months ahead "
            "are judged than from early ones."
        )
    if with_peers and not peers.installed():
        yield (
            f"statsforecast is not installed, so {len(peers.OF_LIBRARY)} methods are missing "
            f"({', '.join(TITLES[n] for n in peers.OF_LIBRARY)}): pip install 'resupply[peers]'."
        )
    if len(judged.origins) < ORIGINS_FEW:
        yield (
            f"{counted(len(judged.origins), 'origin')} only, and their months overlap: these are "
            "few looks, and chance is large in them."
        )
    unseen = int(np.isnan(judged.came[0][np.array(judged.series.kinds) == "donor", 0]).sum())
    if unseen:
        yield (
            f"{counted(unseen, 'donor')} had brought nothing by the first origin: judged from "
            "the first one by which it had."
        )
