"""What reported disruptions leave of places and parties."""

from collections.abc import Sequence
from datetime import date

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import Assumed, Row, day, listed, number, readings
from resupply.network.model import Range, Window
from resupply.network.odd import unmeasured

_Windows = dict[str, tuple[Window, ...]]


def disruptions(
    view: View, start_on: date, assumed: Assumed, chosen: Sequence[str], found: list[Finding]
) -> tuple[_Windows, dict[str, Range], _Windows]:
    """What disruptions leave of places and parties, and which days goods lose at places.

    Only those that say what is left take anything away; the rest are findings.
    """
    places: dict[str, list[Window]] = {}
    parties: dict[str, list[Window]] = {}
    late: dict[str, Range] = {}
    silent: list[Row] = []
    for row in readings(view.table("disruptions"), "id", chosen):
        end = day(row.get("end"))
        if end is not None and end < start_on:
            continue
        left, extra = number(row.get("left_share")), row.get("extra_days")
        if left is None and not extra:
            silent.append(row)
            continue
        if left is not None:
            window = Window(
                from_on=day(row.get("start")),
                until_on=end,
                factor=left,
                why=f"disruption {row['id']}: {row.get('name')}",
            )
            for place in listed(row.get("where")):
                places.setdefault(place, []).append(window)
            for party in () if row.get("where") else listed(row.get("party")):
                parties.setdefault(party, []).append(window)
        if extra:
            days = assumed.of(str(extra), f"days lost by disruption {row['id']}")
            if days is not None:
                late |= dict.fromkeys(listed(row.get("where")), days)
    if silent:
        found.append(unmeasured(silent))
    return (
        {k: tuple(v) for k, v in places.items()},
        late,
        {k: tuple(v) for k, v in parties.items()},
    )
