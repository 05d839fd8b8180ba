"""What the rows of `forecast` hold."""

from collections.abc import Callable
from typing import Any

from resupply.core.answer import Column
from resupply.forecast.waits import Way

_SHARE: dict[str, Any] = {"unit": "%", "scale": 0.01, "digits": 0}
_RANGE = "Median and 80% range of the draws."


def money(figure: Callable[..., Column], unit: str, way: Way | None, stage: str) -> list[Column]:
    """Of a forecast by donor or kind."""
    start, shown = (way.start.value, True) if way else ("an earlier stage", False)
    return [
        Column(name="id", title="Id", shown=False),
        Column(name="name", title="Name"),
        *_arrives(figure, unit, f"Reaches {stage}"),
        figure(
            name=f"pipeline_mean_{unit}",
            title=f"of it stands as {start}",
            meaning="Mean: means of the parts add up, medians do not.",
            shown=shown,
        ),
        figure(name=f"new_mean_{unit}", title="of it not promised yet", meaning="Mean."),
        Column(name="pipeline_share", title="Stands", shown=False, **_SHARE),
        figure(
            name=f"standing_{unit}",
            title=f"Stands as {start} today",
            meaning="Whenever it moves, if it does.",
            shown=shown,
        ),
        figure(
            name=f"withdrawn_{unit}",
            title="of it withdrawn by then",
            meaning="Mean.",
            shown=False,
        ),
        Column(name="nothing_share", title="Chance of nothing", **_SHARE),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def months(figure: Callable[..., Column], unit: str) -> list[Column]:
    """Month by month."""
    return [
        Column(name="id", title="Id", shown=False),
        Column(name="name", title="Name"),
        Column(name="from_on", title="From"),
        Column(name="until_on", title="To"),
        *_arrives(figure, unit, "Arrives"),
        figure(name=f"pipeline_mean_{unit}", title="of it stands already", meaning="Mean."),
        figure(name=f"new_mean_{unit}", title="of it not promised yet", meaning="Mean."),
        Column(name="pipeline_share", title="Stands", shown=False, **_SHARE),
        Column(name="nothing_share", title="Chance of nothing", shown=False, **_SHARE),
    ]


def _arrives(figure: Callable[..., Column], unit: str, title: str) -> list[Column]:
    return [
        figure(name=f"arrives_low_{unit}", title=f"{title}, low", shown=False),
        figure(name=f"arrives_{unit}", title=title, meaning=_RANGE),
        figure(name=f"arrives_high_{unit}", title=f"{title}, high", shown=False),
        figure(name=f"arrives_mean_{unit}", title=f"{title}, mean", shown=False),
    ]


def _units(name: str, title: str, **how: Any) -> Column:
    return Column(name=name, title=title, digits=0, **how)


GOODS = [
    Column(name="id", title="Item id", shown=False),
    Column(name="name", title="Item"),
    Column(name="unit", title="Unit"),
    *_arrives(_units, "quantity", "Becomes available"),
    _units("pipeline_mean_quantity", "of it promised, or on its way", meaning="Mean."),
    _units("new_mean_quantity", "of it by stated rates", meaning="Mean."),
    Column(name="pipeline_share", title="Promised", shown=False, **_SHARE),
    Column(name="nothing_share", title="Chance of nothing", **_SHARE),
    Column(name="supplies", title="Supplies"),
    Column(name="basis", title="Basis", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
GOODS_MONTHS = [
    Column(name="id", title="Item id", shown=False),
    Column(name="name", title="Item"),
    Column(name="unit", title="Unit", shown=False),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="To"),
    *_arrives(_units, "quantity", "Becomes available"),
    _units("pipeline_mean_quantity", "of it promised, or on its way", shown=False),
    _units("new_mean_quantity", "of it by stated rates", shown=False),
    Column(name="pipeline_share", title="Promised", shown=False, **_SHARE),
    Column(name="nothing_share", title="Chance of nothing", shown=False, **_SHARE),
]
