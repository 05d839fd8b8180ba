"""Columns of the answer to "where does the next euro cut most need"."""

from resupply.core.answer import Column
from resupply.production import columns
from resupply.production.invest import Invested
from resupply.production.posed import Posed


def options(posed: Posed, found: Invested) -> list[Column]:
    """Of the options."""
    currency = posed.network.currency
    return [
        Column(name="name", title="Option"),
        Column(name="kind", title="Sort"),
        Column(name="chosen", title="Chosen"),
        Column(name="size_percent", title="Size", unit="% of full", digits=0, shown=False),
        Column(name="made", title="Gives", digits=0, meaning="Made or bought over the horizon."),
        Column(name="unit", title="Unit"),
        Column(name="spent", title="Spent", unit=f"{currency} million", digits=1, scale=1e6),
        Column(name="first_on", title="First output"),
        Column(
            name="survives",
            title="Chosen at ends of the ranges",
            meaning="Whether it is chosen with all figures at their unfavourable or favourable "
            "ends too.",
        ),
        Column(name="draws_percent", title="Chosen in draws", unit="%", digits=0,
               shown=found.draws is not None),
        Column(name="why_not", title="Why not"),
        Column(name="paid_by", title="Paid by" if posed.funded else "Could be paid by",
               shown=posed.funded),
        Column(name="basis", title="Basis"),
        *(Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
          for n in ("id", "item", "item_name", "place", "party", "partners", "currency",
                    "chosen_unfavourable", "chosen_favourable", "agreement", "rests_on", "note")),
        columns.SOURCES,
    ]  # fmt: skip


def frontier(posed: Posed) -> list[Column]:
    """Of the frontier."""
    money = f"{posed.network.currency} million"
    return [
        Column(name="budget", title="Budget", unit=money, digits=1, scale=1e6),
        Column(name="spent", title="Spent", unit=money, digits=1, scale=1e6),
        Column(name="more_met", title="More met", digits=0),
        Column(name="unit", title="Unit"),
        Column(name="more_met_days", title="More met", unit="days of need", digits=1),
        Column(name="gained_days_per_million", title="This step", unit="days of need / million",
               digits=4),
        Column(name="chosen", title="Chosen"),
        Column(name="gap", title="Gap", digits=4),
        *(Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
          for n in ("currency", "unmet_days", "gained_days", "status")),
        columns.SOURCES,
    ]  # fmt: skip


NEEDS = [
    Column(name="item_name", title="Need"),
    Column(name="where", title="Where"),
    Column(name="tier", title="Tier", digits=0, shown=False),
    Column(name="asked", title="Asked for", digits=0),
    Column(name="unmet_without", title="Unmet without", digits=0),
    Column(name="unmet", title="Unmet with", digits=0),
    Column(name="unmet_low", title="Unmet, least", digits=0, shown=False),
    Column(name="unmet_high", title="Unmet, most", digits=0, shown=False),
    Column(name="more_met", title="More met", digits=0),
    Column(name="more_met_low", title="least", digits=0),
    Column(name="more_met_high", title="most", digits=0),
    Column(name="unit", title="Unit"),
    *(
        Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
        for n in ("met_percent", "met_without_percent", "places", "item")
    ),
    columns.SOURCES,
]
INPUTS = [
    Column(name="item_name", title="Input"),
    Column(name="place_name", title="Place"),
    Column(name="binds", title="Holds back"),
    Column(name="had", title="There is", digits=1),
    Column(name="wanted", title="All lines could take", digits=1),
    Column(name="unit", title="Unit"),
    Column(name="more_met_days", title="More met if it were there", unit="days of need", digits=2),
    Column(name="used_by", title="Used by"),
    Column(name="item", title="Item id", shown=False),
    Column(name="place", title="Place id", shown=False),
    columns.SOURCES,
]
FUNDS = [
    Column(name="name", title="Fund"),
    Column(name="rule", title="May buy"),
    Column(name="amount", title="Has", unit="million", digits=1, scale=1e6),
    Column(name="spent", title="Spent here", unit="million", digits=1, scale=1e6),
    *(
        Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
        for n in ("id", "donor", "amount_low", "amount_high", "currency", "may_buy", "note")
    ),
    columns.SOURCES,
]
