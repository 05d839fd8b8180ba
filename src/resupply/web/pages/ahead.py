"""What comes: arrivals and stock-outs, how promises move, how forecasts fared, shocks, chance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from resupply.core.errors import ResupplyError
from resupply.report import decide_charts
from resupply.web.draw import usual
from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.visit import Visit

#: Sources whose curves are offered by a link.
_CURVES_MAX = 12


def _sources(visit: "Visit") -> Mapping[str, Any]:
    """Whose pause can be looked at, each a link."""
    try:
        supplies = visit.answer("network", show="supplies", **visit.bounds()).rows
    except ResupplyError:  # a case without a network
        supplies = ()
    parties = dict.fromkeys(str(row["party"]) for row in supplies if row["party"])
    chosen = visit.asked.given.get("what") or []
    return {
        "curves": [
            (party, party in chosen, visit.url("", what=party))
            for party in list(parties)[:_CURVES_MAX]
        ]
    }


_FORECAST = Page(
    name="forecast",
    title=_("Forecast"),
    group="ahead",
    place=10,
    key="f",
    about=_("What arrives when: a range, never a single figure."),
    figures=(
        Figure(name="arrivals", title=_("What arrives"), ask="forecast",
               chart=usual("arrivals"), rows_max=15),
        Figure(name="months", title=_("What arrives, month by month"), ask="forecast",
               table="months", rows_max=12),
    ),
    fields=("as_of", "days", "donor", "kind", "by"),
)  # fmt: skip

_STOCK_OUT = Page(
    name="stock-out",
    title=_("Stock-outs"),
    group="ahead",
    place=20,
    key="u",
    about=_("When each stock runs out, over many paths; where most do not reach an end, it "
            "says: not within so many days. A band without paths is the range of an assumption."),
    figures=(
        Figure(name="when", title=_("When stocks run out"), ask="stock_out",
               chart=usual("run-out"), rows_max=50),
        Figure(name="paths", title=_("What is left, day by day"), ask="stock_out",
               table="paths", rows_max=5),
    ),
    fields=("as_of", "days", "item", "place", "rate"),
    offers={"days": "180"},
)  # fmt: skip

_RELIABILITY = Page(
    name="reliability",
    title=_("Reliability"),
    group="ahead",
    place=30,
    about=_("How promises move from stage to stage, donor by donor. Open promises count for as "
            "long as they have waited; little record leans on that of all."),
    figures=(
        Figure(name="moves", title=_("How promises move"), ask="reliability",
               chart=usual("curves"), rows_max=50),
        Figure(name="on-time", title=_("Kept on time"), ask="reliability", table="on_time",
               rows_max=30),
    ),
    fields=("as_of", "donor", "by", "kind"),
)  # fmt: skip

_BACKTEST = Page(
    name="backtest",
    title=_("Backtest"),
    group="ahead",
    place=40,
    about=_("How the forecast would have fared: made anew from each month with only what was "
            "known then, and held against what came. It takes a few minutes."),
    figures=(
        Figure(name="bands", title=_("How often the bands held"), ask="backtest",
               table="calibration", chart=usual("calibration"),
               about=_("At its mark: a band of 80 % held four times in five.")),
        Figure(name="scores", title=_("Beside other methods"), ask="backtest",
               chart=usual("horizons"), rows_max=20),
        Figure(name="where", title=_("Where what came lay in the forecast"), ask="backtest",
               table="pit", chart=usual("pit"), rows_max=20),
        Figure(name="each", title=_("Each donor"), ask="backtest", table="series",
               rows_max=20),
        Figure(name="origins", title=_("From which months"), ask="backtest", table="origins",
               rows_max=12),
    ),
    fields=("origins", "months", "as_of", "donor", "kind"),
    begun_by=("origins",),
    offers={"origins": "24", "months": "12"},
)  # fmt: skip

_SHOCKS = Page(
    name="shocks",
    title=_("Shocks"),
    group="ahead",
    place=50,
    key="k",
    about=_("What each single loss does to what is needed, and what a pause costs by its length. "
            "All else is planned anew each time, so these are the least costs."),
    figures=(
        Figure(name="survive", title=_("How long needs are met after each loss"), ask="survive",
               chart=usual("survive"), rows_max=15),
        Figure(name="pause", title=_("What a pause costs, by its length"), ask="pause_cost",
               chart=usual("pause-cost"), rows_max=20,
               about=_("Name a source under What for its curve (several pause together); "
                       "without a name all sources are compared at one length.")),
    ),
    template="shocks.html",
    more=_sources,
    fields=("as_of", "without", "what", "start_on", "recover_days", "level"),
    without=frozenset({"days"}),
    offers={"level": "central", "recover_days": "30"},
)  # fmt: skip

_SIMULATE = Page(
    name="simulate",
    title=_("Many runs"),
    group="ahead",
    place=60,
    key="y",
    about=_("Day by day, with lead times, sources and figures left to chance within their "
            "ranges. The same seed gives the same numbers."),
    figures=(
        Figure(name="needs", title=_("What each need gets"), ask="simulate",
               given={"by": "need"}, rows_max=30),
        Figure(name="stock", title=_("How the stock may go"), ask="simulate",
               given={"by": "day"}, chart=usual("fan"), rows_max=5),
        Figure(name="figures", title=_("What the spread comes from"), ask="simulate",
               given={"by": "figure"}, chart=decide_charts.contributions, rows_max=15,
               about=_("The uncertain figures, by their share in the spread of what is met: "
                       "what is most worth finding out.")),
    ),
    fields=("as_of", "runs", "days", "seed", "policy", "leads", "on_off"),
    without=frozenset({"shocks"}),
    offers={"runs": "1000", "days": "180", "seed": "1", "policy": "plan"},
)  # fmt: skip

PAGES = (_FORECAST, _STOCK_OUT, _RELIABILITY, _BACKTEST, _SHOCKS, _SIMULATE)
