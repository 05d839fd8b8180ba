"""Tables of a backtest: scores by method, by months ahead, by donor, and where the truth lay."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resupply.core.answer import Column, Part
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.forecast.backtest import scores
from resupply.forecast.backtest.run import OURS, Judged
from resupply.picture import flows

Floats = NDArray[np.float64]
Row = dict[str, Any]

#: Months ahead that are judged together.
SPANS = ((1, 6), (7, 12))
#: What methods are called for people.
TITLES: Mapping[str, str] = {
    OURS: "Resupply",
    "naive": "Naive",
    "seasonal_naive": "Seasonal naive",
    "bootstrap": "Historical bootstrap",
    "croston_sba": "Croston-SBA",
    "tsb": "TSB",
    "adida": "ADIDA",
    "imapa": "IMAPA",
    "auto_ets": "AutoETS",
    "auto_arima": "AutoARIMA",
}
_OF = {"donor": "donors", "group": "groups", "total": "total"}


def mean(values: Floats) -> float | None:
    """Mean of what is known; None where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None


def summary(judged: Judged, sources: Mapping[str, Sequence[str]]) -> list[Row]:
    """A row each for donors, groups and total, span of months ahead, and method.

    Args:
        judged: The scores.
        sources: Of the months of each donor.
    """
    every = sorted({source for own in sources.values() for source in own})
    rows = []
    kinds = np.array(judged.series.kinds)
    for kind, of in _OF.items():
        for span in SPANS:
            inside = _cut(judged.came, kinds == kind, span)
            count = int((~np.isnan(inside)).sum())
            if not count:
                continue
            best = _best(judged, kinds == kind, span)
            for name, metrics in judged.metrics.items():
                row: Row = {
                    "of": of,
                    "months_ahead": _span(span, judged.came.shape[2]),
                    "method": TITLES[name],
                }
                scored = {k: mean(_cut(v, kinds == kind, span)) for k, v in metrics.items()}
                row |= _scored(scored)
                row |= {"forecasts": count, "to_best": _ratio(scored["crps"], best)}
                row |= {"source_ids": every}
                rows.append(row)
    return rows


def _scored(scored: Mapping[str, float | None]) -> Row:
    out: Row = {"crps": scored["crps"], "pinball": scored["pinball"]}
    for band in scores.BANDS:
        name = f"{100 * band:.0f}"
        out[f"inside_{name}_percent"] = _percent(scored[f"inside_{name}"])
        out[f"central_{name}_percent"] = _percent(scored[f"central_{name}"])
    return out


def _cut(values: Floats, which: NDArray[np.bool_], span: tuple[int, int]) -> Floats:
    return values[:, which, span[0] - 1 : span[1]]


def _span(span: tuple[int, int], months: int) -> str:
    return f"{span[0]}-{min(span[1], months)}"


def _best(judged: Judged, which: NDArray[np.bool_], span: tuple[int, int]) -> float | None:
    """The smallest CRPS of the other methods."""
    found = others(judged, which, span)
    return min(found.values(), default=None)


def others(judged: Judged, which: NDArray[np.bool_], span: tuple[int, int]) -> dict[str, float]:
    """CRPS of each method that is not ours, of some series and months ahead."""
    every = {
        name: mean(_cut(metrics["crps"], which, span))
        for name, metrics in judged.metrics.items()
        if name != OURS
    }
    return {name: value for name, value in every.items() if value is not None}


def _ratio(value: float | None, best: float | None) -> float | None:
    return None if value is None or not best else value / best


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def by_horizon(judged: Judged) -> list[Row]:
    """Mean CRPS and how often the 80% band held, by month ahead, of donors and of the total."""
    kinds = np.array(judged.series.kinds)
    rows = []
    for kind in ("donor", "total"):
        for ahead in range(1, judged.came.shape[2] + 1):
            if np.isnan(_cut(judged.came, kinds == kind, (ahead, ahead))).all():
                continue
            for name, metrics in judged.metrics.items():
                cut = {k: mean(_cut(v, kinds == kind, (ahead, ahead))) for k, v in metrics.items()}
                rows.append(
                    {
                        "of": _OF[kind],
                        "horizon": ahead,
                        "method": TITLES[name],
                        "crps": cut["crps"],
                        "inside_80_percent": _percent(cut["inside_80"]),
                    }
                )
    return rows


def by_series(
    judged: Judged, names: Mapping[str, str], sources: Mapping[str, Sequence[str]]
) -> list[Row]:
    """A row each donor, group and total: our CRPS beside the best of the others."""
    rows = []
    for at, (series, kind) in enumerate(zip(judged.series.names, judged.series.kinds, strict=True)):
        which = np.arange(len(judged.series.names)) == at
        own = mean(_cut(judged.metrics[OURS]["crps"], which, SPANS[0]))
        every = others(judged, which, SPANS[0])
        if own is None or not every:
            continue
        best = min(every, key=lambda name: every[name])
        bootstrap = every["bootstrap"]
        rows.append(
            {
                "series": series,
                "name": "All" if kind == "total" else names.get(series, series),
                "of": _OF[kind],
                "crps": own,
                "best_method": TITLES[best],
                "best_crps": every[best],
                "bootstrap_crps": bootstrap,
                "to_bootstrap": _ratio(own, bootstrap),
                "inside_80_percent": _percent(
                    mean(_cut(judged.metrics[OURS]["inside_80"], which, SPANS[0]))
                ),
                "source_ids": _sources_of(judged, at, sources),
            }
        )
    order = {"total": 0, "group": 1, "donor": 2}
    kinds = dict(zip(judged.series.names, judged.series.kinds, strict=True))
    return sorted(rows, key=lambda r: (order[kinds[r["series"]]], -r["crps"], r["series"]))


def _sources_of(judged: Judged, at: int, sources: Mapping[str, Sequence[str]]) -> list[str]:
    donors = judged.origins[0].past.donors
    inside = [donors[d] for d in np.flatnonzero(judged.series.members[at])]
    return sorted({source for donor in inside for source in sources.get(donor, ())})


def where_it_lay(judged: Judged) -> list[Row]:
    """Histogram of where what came lay in our forecast, 1 to 6 months ahead."""
    kinds = np.array(judged.series.kinds)
    rows = []
    for kind in ("donor", "total"):
        below, upto = (
            _cut(judged.metrics[OURS][m], kinds == kind, SPANS[0]) for m in ("below", "upto")
        )
        if np.isnan(below).all():
            continue
        for at, share in enumerate(scores.histogram(below.ravel(), upto.ravel())):
            rows.append(
                {
                    "of": _OF[kind],
                    "bin_from": at / scores.BINS,
                    "bin_to": (at + 1) / scores.BINS,
                    "pit_percent": 100 * float(share),
                }
            )
    return rows


def calibration(judged: Judged) -> list[Row]:
    """How often each band of ours held, beside what it says."""
    kinds = np.array(judged.series.kinds)
    rows = []
    for kind in ("donor", "group", "total"):
        for band in scores.BANDS:
            name = f"{100 * band:.0f}"
            held = mean(_cut(judged.metrics[OURS][f"inside_{name}"], kinds == kind, SPANS[0]))
            if held is not None:
                rows.append(
                    {"of": _OF[kind], "band_percent": 100 * band, "held_percent": 100 * held}
                )
    return rows


def origins(judged: Judged) -> list[Row]:
    """From where was looked ahead, and what was known there."""
    return [
        {
            "origin_on": origin.on,
            "known": origin.known,
            "record_months": len(origin.past.months),
            "horizon": origin.months_ahead,
        }
        for origin in judged.origins
    ]


def month_words(day: date) -> str:
    """A month as people write it."""
    return f"{day:%Y-%m}"


def parts(
    judged: Judged,
    scope: Scope,
    names: Mapping[str, str],
    sources: Mapping[str, Sequence[str]],
) -> list[Part]:
    """The tables beside the main one."""
    return [
        Part(
            name="calibration",
            title="How often our bands held, 1 to 6 months ahead",
            columns=_CALIBRATION,
            rows=calibration(judged),
        ),
        Part(
            name="series",
            title="Each donor, 1 to 6 months ahead",
            columns=_series_columns(scope),
            rows=by_series(judged, names, sources),
        ),
        Part(
            name="horizons",
            title="By month ahead",
            columns=_horizon_columns(scope),
            rows=by_horizon(judged),
            shown=False,
        ),
        Part(
            name="pit",
            title="Where what came lay in the forecast",
            columns=_PIT,
            rows=where_it_lay(judged),
            shown=False,
        ),
        Part(
            name="origins",
            title="From where",
            columns=_ORIGINS,
            rows=origins(judged),
            shown=False,
        ),
    ]


def figure(scope: Scope, name: str, title: str, meaning: str = "") -> Column:
    """A column of amounts: millions of money, or plain units."""
    if scope.measure == "value":
        unit, scale, digits = f"{scope.currency} m", 1e6, 1
        return Column(
            name=name, title=title, unit=unit, scale=scale, digits=digits, meaning=meaning
        )
    return Column(name=name, title=title, unit=flows.unit_name(scope), digits=1, meaning=meaning)


def summary_columns(scope: Scope) -> list[Column]:
    """Columns of the main rows."""
    bands = [
        Column(
            name=f"inside_{100 * b:.0f}_percent",
            title=f"In {100 * b:.0f}%",
            unit="%",
            digits=0,
            meaning=f"How often the shortest band that holds {100 * b:.0f}% of the draws held.",
        )
        for b in scores.BANDS
    ]
    central = [
        Column(
            name=f"central_{100 * b:.0f}_percent",
            title=f"Central {100 * b:.0f}%",
            unit="%",
            digits=0,
            shown=False,
            meaning="The same for the band between two quantiles; where draws are 0 it is wide.",
        )
        for b in scores.BANDS
    ]
    return [
        Column(name="of", title="Of"),
        Column(name="months_ahead", title="Months ahead"),
        Column(name="method", title="Method"),
        figure(scope, "crps", "CRPS", "Mean over all forecasts; smaller is better."),
        Column(
            name="to_best",
            title="To the best other",
            digits=3,
            meaning="CRPS as a part of the smallest of the methods that are not ours.",
        ),
        figure(scope, "pinball", "Pinball", "Mean loss of seven quantiles."),
        *bands,
        *central,
        Column(name="forecasts", title="Forecasts", digits=0, shown=False),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def _series_columns(scope: Scope) -> list[Column]:
    return [
        Column(name="series", title="Id", shown=False),
        Column(name="name", title="Of"),
        Column(name="of", title="Kind", shown=False),
        figure(scope, "crps", "CRPS"),
        Column(name="best_method", title="Best other"),
        figure(scope, "best_crps", "Its CRPS"),
        figure(scope, "bootstrap_crps", "Bootstrap"),
        Column(name="to_bootstrap", title="To bootstrap", digits=2),
        Column(name="inside_80_percent", title="In 80%", unit="%", digits=0),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def _horizon_columns(scope: Scope) -> list[Column]:
    return [
        Column(name="of", title="Of"),
        Column(name="horizon", title="Month ahead"),
        Column(name="method", title="Method"),
        figure(scope, "crps", "CRPS"),
        Column(name="inside_80_percent", title="In 80%", unit="%", digits=0),
    ]


_CALIBRATION = [
    Column(name="of", title="Of"),
    Column(name="band_percent", title="Band", unit="%", digits=0),
    Column(name="held_percent", title="Held", unit="%", digits=1),
]
_PIT = [
    Column(name="of", title="Of"),
    Column(name="bin_from", title="From", digits=1),
    Column(name="bin_to", title="To", digits=1),
    Column(
        name="pit_percent",
        title="Share",
        unit="%",
        digits=1,
        meaning="Of what came; 10% in each bin where forecasts are honest.",
    ),
]
_ORIGINS = [
    Column(name="origin_on", title="From"),
    Column(
        name="known",
        title="Known",
        meaning="book: as the book knew it that day; announced: months as announced.",
    ),
    Column(name="record_months", title="Months of record"),
    Column(name="horizon", title="Months ahead"),
]


def told_of(origins: Sequence[Row]) -> str:
    """How many origins, from when to when."""
    first, last = origins[0]["origin_on"], origins[-1]["origin_on"]
    return f"{counted(len(origins), 'origin')} from {first} to {last}"
