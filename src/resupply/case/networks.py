"""The case's supply network: its tables, and what stands of its promises."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.core.dates import today
from resupply.core.errors import NetworkError
from resupply.core.findings import grouped
from resupply.core.scope import Scope
from resupply.network.build import build
from resupply.network.check import check
from resupply.network.model import Network, Range
from resupply.network.supplies import Promised

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.case.asking import Asking


#: How a promise may stand of which something can still come.
_STANDING = ("open", "late", "unknown")


def network_of(
    case: "Asking", view: "View", scope: Scope, *, chosen: Sequence[str] = ()
) -> Network:
    """The network of a case, as known on the scope's day, from that day on.

    Args:
        case: Whose.
        view: Its book as known on a day.
        scope: Its `until` is the first day of a plan, default the day of knowledge.
        chosen: Rows taken in place of those they are alternatives to, or offered to what-ifs.

    Raises:
        NetworkError: The case has no places, or nobody in it needs anything.
    """
    start_on = scope.until or scope.as_of or today()
    if not view.table("places") or not view.table("legs"):
        raise NetworkError(
            where=f"case {case.name}",
            what="it has no places and legs, so there is nothing to plan over.",
            todo="fill in the tables places, legs and use_rates (kind need): resupply new DIR "
            "writes them with examples.",
        )
    network = build(
        view,
        start_on,
        promised=list(_promised(view, scope, start_on, case.settings.recipient)),
        chosen=chosen,
        currency=case.settings.currency,
    )
    if not network.needs:
        raise NetworkError(
            where=f"case {case.name}, use_rates",
            what=f"no place needs anything from {start_on} on, so there is nothing to plan for.",
            todo="add rows of kind need that hold on that day.",
        )
    network = _by_record(view, scope, network)
    odd = grouped([*network.findings, *check(network)])
    return msgspec.structs.replace(network, findings=odd)


def _by_record(view: "View", scope: Scope, network: Network) -> Network:
    """The network with its promises coming as promises came so far, where that can be told."""
    if not any(s.kind == "promise" for s in network.supplies):
        return network
    from resupply.forecast.goods_ahead import with_record

    return with_record(view, _all_promises(scope), network)


def _all_promises(scope: Scope) -> Scope:
    """The scope of all promises of goods, whatever else is asked."""
    return msgspec.structs.replace(scope, dataset=None, stage=None, places=(), until=None)


def refuse_needless(network: Network, days: int) -> None:
    """Refuse days in which nothing is asked for: a plan of them would meet all of nothing.

    Args:
        network: What there is, can go where, and is needed.
        days: How many days are looked at.

    Raises:
        NetworkError: No need holds on any of these days.
    """
    # A plan that is too long is refused for that, in its own words.
    last = network.start_on + timedelta(days=min(days - 1, (date.max - network.start_on).days))
    if any(
        n.per_day.high > 0
        and (n.from_on or network.start_on) <= last
        and (n.until_on or last) >= network.start_on
        for n in network.needs
    ):
        return
    later = [n.from_on for n in network.needs if n.from_on is not None and n.from_on > last]
    raise NetworkError(
        where=f"{network.start_on} to {last}",
        what="nothing is asked for on these days, so there is nothing to plan for.",
        todo=f"the first need holds from {min(later)} on: let the plan begin then, --until DAY."
        if later
        else "add rows of kind need that hold on these days to the table use_rates.",
    )


def _promised(
    view: "View", scope: Scope, start_on: date, recipient: str | None
) -> Iterator[Promised]:
    """What must still come of promises of goods to the case's recipient, open or late."""
    from resupply.picture import promises

    wide = _all_promises(scope)
    due_from = {str(r["id"]): r.get("due_from") for r in view.table("pledges")}
    for row in promises.answer(view, wide, today=start_on).rows:
        least, most = row["promised_low"], row["promised_high"]
        if row["kind"] == "intent" or row["status"] not in _STANDING or not row["donor"]:
            continue
        if recipient is not None and row["recipient"] not in (None, recipient):
            continue
        ends = [x for x in (least, row["promised"], most) if x is not None]
        if not ends or not row["unit"] or _is_money(row):
            continue
        came = row["delivered"] or 0.0
        middle = row["promised"] if row["promised"] is not None else sum(ends) / len(ends)
        low, central, high = (max(x - came, 0.0) for x in (min(ends), middle, max(ends)))
        name = str(row["line_id"])
        short = name.rsplit("/", 1)[-1]
        began = due_from.get(short)
        yield Promised(
            id=name,
            row=short if short in due_from else "",
            donor=str(row["donor"]),
            item=str(row["item"]),
            left=Range(
                low=low,
                central=central,
                high=high,
                told=f"promise {short}",
                source_ids=tuple(row["source_ids"]),
            ),
            from_on=date.fromisoformat(str(began)) if began else None,
            due_on=row["due_on"],
            unit=str(row["unit"]),
            followed=row["status"] != "unknown",
        )


def _is_money(row: Mapping[str, Any]) -> bool:
    unit = str(row["unit"])
    return len(unit) == 3 and unit.isupper()
