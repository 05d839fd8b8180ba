"""What the rows of `reliability` hold."""

from typing import Any

from resupply.core.answer import Column
from resupply.picture.promises import STATUSES

_SHARE: dict[str, Any] = {"unit": "%", "scale": 0.01, "digits": 0}
_DAYS: dict[str, Any] = {"unit": "days", "digits": 0}


def _ranged(name: str, title: str, meaning: str, kind: dict[str, Any]) -> list[Column]:
    return [
        Column(name=f"{name}_low", title=f"{title}, low", shown=False, **kind),
        Column(name=name, title=title, meaning=meaning, **kind),
        Column(name=f"{name}_high", title=f"{title}, high", shown=False, **kind),
    ]


ROWS = [
    Column(name="id", title="Id", shown=False),
    Column(name="name", title="Name"),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="way", title="From, to"),
    Column(
        name="record",
        title="Record",
        meaning="own: enough promises in effect; little: mostly the others' figures; too little: "
        "nothing is told.",
    ),
    Column(
        name="in_effect",
        title="Promises in effect",
        digits=1,
        meaning="Promises, where one large among many small counts as hardly more than one.",
    ),
    *_ranged("moved_by_90_days", "Moved by 90 days", "Median and 80% range of the draws.", _SHARE),
    *_ranged("moved_by_365_days", "by a year", "As above.", _SHARE),
    *_ranged(
        "median_days",
        "Half moved by",
        "Empty end: beyond five years, or never; empty: not enough record.",
        _DAYS,
    ),
    *_ranged("withdrawn_by_365_days", "Withdrawn by a year", "A competing risk.", _SHARE),
    Column(name="basis", title="Basis", shown=False, meaning="reported, matched by us, or both."),
    Column(name="promises", title="Promises", shown=False),
    Column(name="events", title="Of which something became", shown=False),
    Column(name="at_once_share", title="At once", **_SHARE),
    Column(name="moved_share", title="Moved so far", shown=False, **_SHARE),
    Column(name="withdrawn_share", title="Withdrawn so far", shown=False, **_SHARE),
    Column(name="open_share", title="Open", shown=False, **_SHARE),
    Column(
        name="own_median_days",
        title="Median of the record alone",
        meaning="Aalen-Johansen; empty: the record does not reach it.",
        shown=False,
        **_DAYS,
    ),
    Column(
        name="fitted_shape",
        title="Shape that fits best",
        meaning="weibull or lognormal, of what did not move at once.",
        shown=False,
    ),
    Column(name="fitted_median_days", title="Its median", shown=False, **_DAYS),
    Column(name="source_ids", title="Sources", shown=False),
]

ON_TIME = [
    Column(name="donor", title="Id", shown=False),
    Column(name="name", title="Donor"),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="promises", title="Promises"),
    *(Column(name=s, title=s.capitalize()) for s in STATUSES),
    Column(name="cases", title="Due, outcome known"),
    Column(name="on_time", title="On time"),
    *_ranged("on_time_share", "Share on time", "80% range; empty: no case.", _SHARE),
    Column(name="source_ids", title="Sources", shown=False),
]

CURVES = [
    Column(name="id", title="Id", shown=False),
    Column(name="name", title="Name"),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="way", title="From, to"),
    Column(name="age_days", title="Age", **_DAYS),
    *_ranged("moved_by_age", "Moved", "Median and 80% range.", _SHARE),
    Column(name="withdrawn_by_age", title="Withdrawn", **_SHARE),
    Column(
        name="own_moved_by_age",
        title="The record alone",
        meaning="Aalen-Johansen; empty beyond its oldest promise.",
        **_SHARE,
    ),
    Column(
        name="own_cumulative_hazard",
        title="Cumulative hazard",
        meaning="Nelson-Aalen.",
        digits=2,
    ),
    Column(name="at_risk", title="Still waiting", digits=1, meaning="Promises in effect."),
]
