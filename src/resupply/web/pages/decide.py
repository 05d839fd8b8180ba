"""What to do: the network a plan is made over, the plan, what binds it."""

from resupply.report import decide_charts, map_charts
from resupply.web.draw import usual
from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

_NETWORK = Page(
    name="network",
    title=_("Network"),
    group="decide",
    place=10,
    key="n",
    about=_("What a plan is made over: ways, supplies, needs and stocks, each figure with its "
            "range. What nobody knows is left open, never taken as zero."),
    figures=(
        Figure(name="legs", title=_("Ways on the map"), ask="network", given={"show": "legs"},
               chart=map_charts.network,
               about=_("Ways by air follow the shortest line over the globe.")),
        Figure(name="supplies", title=_("What comes"), ask="network",
               given={"show": "supplies"}),
        Figure(name="needs", title=_("What is needed"), ask="network", given={"show": "needs"},
               rows_max=20),
        Figure(name="stocks", title=_("What lies there"), ask="network",
               given={"show": "stocks"}, rows_max=20),
        Figure(name="assumptions", title=_("What nobody published"), ask="network",
               given={"show": "assumptions"}, rows_max=20),
    ),
    fields=("as_of", "scenario"),
)  # fmt: skip

_PLAN = Page(
    name="plan",
    title=_("Plan"),
    group="decide",
    place=20,
    key="a",
    about=_("What to send from where, which way, when; what stays short and why; what is worth "
            "relieving; and how sure it is that no plan is better."),
    figures=(
        Figure(name="needs", title=_("What each need gets"), ask="plan",
               given={"show": "all"}, table="needs", chart=usual("needs"),
               about=_("Low, central and high: every figure nobody knows exactly at its "
                       "unfavourable end, as stated, at its favourable end.")),
        Figure(name="map", title=_("Where goods go"), ask="plan", given={"show": "all"},
               chart=map_charts.sent, rows_max=5,
               columns=("from_name", "to_name", "item_name", "quantity", "unit", "mode")),
        Figure(name="shipments", title=_("Shipments"), ask="plan", given={"show": "all"},
               chart=usual("gantt"), rows_max=20),
        Figure(name="why", title=_("Why it stays short"), ask="plan", given={"show": "all"},
               table="why", chart=decide_charts.why,
               about=_("The chain that binds, link by link, and the share of each.")),
        Figure(name="binds", title=_("What relief is worth"), ask="bottlenecks",
               chart=usual("bottlenecks")),
        Figure(name="stock", title=_("Stock under the plan"), ask="plan",
               given={"show": "all"}, table="stock", chart=usual("stock"), rows_max=5),
        Figure(name="flow", title=_("Through which places"), ask="plan", given={"show": "all"},
               chart=usual("flow"), rows_max=5,
               columns=("from_name", "to_name", "item_name", "quantity", "unit", "mass_t")),
        Figure(name="assumptions", title=_("What nobody published"), ask="plan",
               given={"show": "all"}, table="assumptions", rows_max=20),
        Figure(name="proof", title=_("How sure it is"), ask="plan", given={"show": "all"},
               table="proof",
               about=_("Each stage of the plan with its value, the bound no plan can pass, the "
                       "gap between them, the solver and its seconds.")),
    ),
    fields=("as_of", "days", "step", "scenario", "take"),
    without=frozenset({"show", "level"}),
    offers={"days": "90", "step": "mixed"},
)  # fmt: skip

PAGES = (_NETWORK, _PLAN)
