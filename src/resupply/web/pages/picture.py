"""What the book says: the picture, donors, the pipeline, pauses, promises, stock, what changed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from resupply.core.dates import today
from resupply.core.errors import ResupplyError
from resupply.report import picture_charts, stage_charts, time_charts
from resupply.web.draw import ANY
from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.visit import Visit

#: Days before the case's own day with which "what changed" begins.
_STEPS = (30, 90, 365)


def _donor(visit: "Visit") -> Mapping[str, Any]:
    """The donor's own name as the heading."""
    donor = visit.asked.given["donor"][0]
    try:
        rows = visit.answer("table", name="parties").rows
    except ResupplyError:  # a case without parties
        rows = ()
    name = next((r["name"] for r in rows if r["party_id"] == donor), donor)
    return {"title": visit.say(name)}


def _steps(visit: "Visit") -> Mapping[str, Any]:
    """Links to the last month, quarter, year."""
    with visit.case() as case:
        last = case.settings.as_of or today()
    return {
        "spans": [
            (days, visit.url("diff", known_1=last - timedelta(days=days), known_2=last))
            for days in _STEPS
        ]
    }


_PICTURE = Page(
    stands=True,
    name="picture",
    title=_("Who gave what"),
    group="now",
    place=10,
    key="p",
    about=_("Donors on the map and in order: in all, for each head, for what they can afford."),
    figures=(
        Figure(name="map", title=_("On the map"), ask="rank", chart=picture_charts.world,
               about=_("Shades are fifths of the donors of Europe; bars are all donors.")),
        Figure(name="head", title=_("For each head"), ask="rank", given={"per": "head"},
               chart=picture_charts.ranking),
        Figure(name="gdp", title=_("Of what they can afford"), ask="rank", given={"per": "gdp"},
               chart=picture_charts.ranking),
        Figure(name="balances", title=_("Promised, allocated, delivered"), ask="balances"),
    ),
    fields=("as_of", "until", "donor", "kind", "per", "group"),
)  # fmt: skip

_DONORS = Page(
    stands=True,
    name="donors",
    title=_("Donors"),
    group="now",
    place=20,
    key="d",
    about=_("One line a donor; each name leads to its own page."),
    figures=(
        Figure(name="all", title=_("What each promised and what came of it"), ask="balances",
               given={"by": ["donor"]}, rows_max=60),
        Figure(name="delays", title=_("How long commitments wait"), ask="lags"),
        Figure(name="reliability", title=_("How promises move"), ask="reliability", chart=ANY),
    ),
)  # fmt: skip

_DONOR = Page(
    stands=True,
    name="donor",
    title=_("Donor"),
    group="now",
    place=21,
    listed=False,
    figures=(
        Figure(name="months", title=_("Month by month"), ask="balances",
               given={"by": ["kind", "month"], "stage": "allocation"}, sort="-month",
               chart=time_charts.months),
        Figure(name="pipeline", title=_("From promise to use"), ask="balances",
               given={"by": ["stage"]}, chart=stage_charts.pipeline),
        Figure(name="pauses", title=_("Pauses"), ask="pauses", chart=time_charts.pauses),
        Figure(name="promises", title=_("Promises"), ask="promises",
               chart=time_charts.promises),
        Figure(name="reliability", title=_("How promises move"), ask="reliability", chart=ANY),
        Figure(name="delays", title=_("How long commitments wait"), ask="lags"),
        Figure(name="entries", title=_("Entries"), ask="sources"),
    ),
    needs=("donor",),
    more=_donor,
    fields=("donor", "as_of", "until", "kind"),
    without=frozenset({"most"}),
)  # fmt: skip

_PIPELINE = Page(
    stands=True,
    name="pipeline",
    title=_("Pipeline"),
    group="now",
    place=30,
    key="l",
    about=_("From promise to use: what went on, what waits, and what these records do not tell."),
    figures=(
        Figure(name="flow", title=_("From promise to use"), ask="balances",
               given={"by": ["stage"]}, chart=stage_charts.pipeline,
               about=_("A bar for each stage; orange is what waits. Quantities of one item: "
                       "choose the item, the measure and the dataset.")),
        Figure(name="donors", title=_("Where it waits, by donor"), ask="balances",
               given={"by": ["donor"]}),
        Figure(name="kinds", title=_("By kind of aid"), ask="balances",
               given={"by": ["kind"]}),
    ),
    fields=("as_of", "until", "donor", "item", "kind", "measure", "dataset"),
    without=frozenset({"by", "stage"}),
)  # fmt: skip

_PAUSES = Page(
    stands=True,
    name="pauses",
    title=_("Pauses"),
    group="now",
    place=40,
    key="q",
    about=_("Each donor against its own past: months with nothing (gap) or far less (slump)."),
    figures=(
        Figure(name="quiet", title=_("Who has gone quiet"), ask="pauses",
               chart=time_charts.pauses, rows_max=50),
    ),
    fields=("as_of", "until", "donor", "kind", "stage"),
)  # fmt: skip

_PROMISES = Page(
    stands=True,
    name="promises",
    title=_("Promises"),
    group="now",
    place=50,
    key="m",
    about=_("One by one, against the day they were due: kept, late, open, withdrawn."),
    figures=(
        Figure(name="all", title=_("What was promised"), ask="promises",
               chart=time_charts.promises, rows_max=50),
    ),
    fields=("as_of", "donor", "item", "dataset"),
)  # fmt: skip

#: What lasts how long comes first; what it rests on after it.
_STOCK_COLUMNS = (
    "place_name", "item_name", "days_of_supply_low", "days_of_supply", "days_of_supply_high",
    "runs_out_low_on", "runs_out_on", "runs_out_high_on", "on_hand_low", "on_hand",
    "on_hand_high", "use_per_day_low", "use_per_day", "use_per_day_high", "unit", "stock_basis",
    "use_basis", "counted_on",
)  # fmt: skip

_STOCK = Page(
    stands=True,
    name="stock",
    title=_("Stock"),
    group="now",
    place=60,
    key="t",
    about=_("On hand over use. Where nobody published a count, a labelled assumption with its "
            "range."),
    figures=(
        Figure(name="days", title=_("How long the stock lasts"), ask="stock",
               chart=time_charts.days_of_supply, rows_max=50, columns=_STOCK_COLUMNS),
    ),
    fields=("as_of", "item", "place"),
)  # fmt: skip

_CHANGED = Page(
    stands=True,
    name="diff",
    title=_("What changed"),
    group="now",
    place=70,
    key="w",
    about=_("Figures as they were known on two days, what changed between them, and why."),
    figures=(
        Figure(name="changes", title=_("What changed"), ask="diff",
               chart=picture_charts.changes, rows_max=50),
    ),
    needs=("known_1", "known_2"),
    template="diff.html",
    more=_steps,
    fields=("by", "donor", "kind"),
    without=frozenset({"as_of"}),
)  # fmt: skip

_ENTRIES = Page(
    stands=True,
    name="sources",
    title=_("Behind a figure"),
    group="book",
    place=10,
    key="x",
    about=_("The entries behind a figure: ask with the figure's own bounds. Links in the column "
            "of sources lead here."),
    figures=(
        Figure(name="entries", title=_("Entries"), ask="sources", rows_max=50),
    ),
    fields=("as_of", "since", "until", "donor", "item", "kind", "stage", "most"),
)  # fmt: skip

PAGES = (
    _PICTURE, _DONORS, _DONOR, _PIPELINE, _PAUSES, _PROMISES, _STOCK, _CHANGED, _ENTRIES,
)  # fmt: skip
