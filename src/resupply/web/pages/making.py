"""Who makes what: makers and ramps, what stays missing, where money helps, who could make what."""

from resupply.web.draw import usual
from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

_PRODUCTION = Page(
    name="production",
    title=_("Production"),
    group="decide",
    place=50,
    key="s",
    about=_("Made, could be made, and announced are three things. Between stated points a ramp "
            "is a straight line of ours; beyond the last nothing is said."),
    figures=(
        Figure(name="ramps", title=_("Makers and their ramps"), ask="production",
               chart=usual("ramp"), rows_max=20),
        Figure(name="ratios", title=_("Known only as a multiple"), ask="production", table="ratios",
               rows_max=20),
        Figure(name="total", title=_("Makers none of which lies inside another"),
               ask="production", table="total", rows_max=20),
        Figure(name="uses", title=_("Where output goes besides"), ask="production",
               table="uses", rows_max=20),
    ),
    fields=("as_of", "item", "donor"),
)  # fmt: skip

_GAP = Page(
    name="gap",
    title=_("Gap"),
    group="decide",
    place=60,
    about=_("What stays missing when all that is stated comes, with the band of what nobody "
            "knows exactly."),
    figures=(
        Figure(name="missing", title=_("What stays missing"), ask="gap", chart=usual("gap"),
               rows_max=24),
    ),
    fields=("as_of", "months", "take", "stated_only"),
    offers={"months": "12"},
)  # fmt: skip

_INVEST = Page(
    name="invest",
    title=_("Invest"),
    group="decide",
    place=70,
    key="v",
    about=_("Which options, with which partners, meet most need for a budget; what each further "
            "amount adds; and what cannot be reckoned with because nobody published it."),
    figures=(
        Figure(name="frontier", title=_("What each budget meets"), ask="invest",
               table="frontier", chart=usual("frontier"), rows_max=20),
        Figure(name="chosen", title=_("What is chosen"), ask="invest", rows_max=20),
        Figure(name="needs", title=_("What is met"), ask="invest", table="needs", rows_max=20),
        Figure(name="funds", title=_("Who can pay for what"), ask="invest", table="funds",
               rows_max=20),
        Figure(name="inputs", title=_("Inputs that makers share"), ask="invest", table="inputs",
               rows_max=20),
        Figure(name="unpriced", title=_("What nothing can be reckoned with"), ask="invest",
               table="unpriced", rows_max=20),
        Figure(name="proof", title=_("How sure it is"), ask="invest", table="proof",
               rows_max=5),
    ),
    fields=("as_of", "budget", "months", "funded", "take"),
    offers={"months": "24"},
)  # fmt: skip

_MATCH = Page(
    name="match",
    title=_("Match"),
    group="decide",
    place=80,
    about=_("What is needed against who could make it: a table for a forum. Each option is "
            "tried by itself; the plans on the way stand below."),
    figures=(
        Figure(name="options", title=_("Options by what each would meet"), ask="match",
               chart=usual("match"), rows_max=20),
        Figure(name="cells", title=_("What each option has and lacks"), ask="match",
               table="cells", rows_max=10),
        Figure(name="follow-up", title=_("How far plans have come"), ask="match",
               table="follow_up", rows_max=20),
    ),
    fields=("as_of", "budget", "months", "take"),
    offers={"months": "24"},
)  # fmt: skip

PAGES = (_PRODUCTION, _GAP, _INVEST, _MATCH)
