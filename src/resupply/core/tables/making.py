"""Tables of what could be made: options that add to production, and money that may buy them."""

from msgspec.structs import replace

from resupply.core.tables.common import (
    BASIS,
    NOTE,
    SAID,
    SINCE,
    amount,
    item,
    party,
    row_id,
    unit,
)
from resupply.core.tables.declare import Field, Table

#: Sorts of options.
KINDS = (
    "extend",
    "open",
    "licence",
    "joint_venture",
    "buy_abroad",
    "buy_local",
    "input_plant",
)
_CODE = r"[A-Z]{3}"

PRODUCTION_OPTIONS = Table(
    "production_options",
    "Production options",
    "One row is something money could buy that gives more of an item: a line extended or opened, "
    "a licence, a joint venture, a purchase abroad, a plant for an input.",
    (
        row_id("option_id", "Short name of the option.", "extend-fin"),
        Field("name", "text", "Name for people.", example="A second line", required=True),
        Field("kind", "text", "Sort of option.", example="extend", required=True, enum=KINDS),
        item("What comes out of it.", required=True),
        Field(
            "place",
            "id",
            "Where it comes out.",
            example="src-fin",
            required=True,
            refers_to=("places",),
        ),
        party("party", "Whose maker it is; says which funds may pay.", "FIN"),
        Field("partners", "list", "Who takes part.", example="FIN;NOR"),
        Field(
            "recipe",
            "id",
            "Recipe it makes the item by; empty = nothing else goes in.",
            example="shells-east",
        ),
        *amount("size", "What it gives at full size.", "see unit", "3000"),
        replace(
            unit(),
            meaning="The item's own unit per day, week, month or year.",
            example="round/month",
        ),
        Field(
            "size_least",
            "number",
            "Smallest size worth building, in the same unit; empty = all or nothing.",
            "see unit",
            "1000",
            minimum=0,
        ),
        *amount("months", "Months from the decision to the first output.", "month", "12"),
        *amount("ramp_months", "Months from the first output to full size.", "month", "6"),
        *amount(
            "cost",
            "Paid once, for the full size; a smaller size costs its part.",
            "see currency",
            "120000000",
        ),
        *amount("cost_each", "Paid for every unit made or bought.", "see currency", "3600"),
        Field("currency", "text", "Currency of both costs.", example="EUR", pattern=_CODE),
        Field(
            "price_year",
            "integer",
            "Year whose prices the costs are in.",
            "year",
            "2024",
            minimum=1900,
            maximum=2200,
        ),
        Field(
            "quantity_least",
            "number",
            "Fewest units over the horizon, if chosen.",
            "units of the item",
            "10000",
            minimum=0,
        ),
        Field(
            "quantity_most",
            "number",
            "Most units over the horizon; empty = as many as the size allows.",
            "units of the item",
            "500000",
            minimum=0,
        ),
        Field(
            "share",
            "id",
            "Row of `assumptions` saying which part of size and quantity reaches the case.",
            example="A002",
        ),
        Field(
            "requires",
            "list",
            "Options that must be chosen too, and be there first.",
            example="powder-east",
        ),
        Field("excludes", "list", "Options that cannot be chosen too.", example="open-fin"),
        Field(
            "agreement",
            "id",
            "Row of `joint_production` that speaks of it.",
            example="J001",
        ),
        *SINCE,
        *SAID,
        BASIS,
        NOTE,
        Field(
            "rests_on",
            "list",
            "Rows of `assumptions` its figures are made of.",
            example="A001;A002",
        ),
    ),
    ("option_id",),
    "facts",
)

FUNDS = Table(
    "funds",
    "Funds",
    "One row is money and what it may buy; a condition left empty bars nothing.",
    (
        row_id("fund_id", "Short name of the fund.", "own-makers"),
        Field(
            "name", "text", "Name for people.", example="Purchases from own makers", required=True
        ),
        party("donor", "Whose money it is.", "DNK"),
        *amount("amount", "How much there is; empty = not known.", "see currency", "200000000"),
        Field("currency", "text", "Currency of the amount.", example="EUR", pattern=_CODE),
        Field("kinds", "list", "Sorts of options it may buy.", example="buy_abroad"),
        Field(
            "makers",
            "list",
            "Parties whose makers it may buy from; a group stands for its members.",
            example="UKR",
        ),
        Field("items", "list", "Items it may buy.", example="155mm", refers_to=("items",)),
        Field(
            "options",
            "list",
            "Options it may buy, by name.",
            example="extend-fin",
        ),
        *SAID,
        BASIS,
        NOTE,
    ),
    ("fund_id",),
    "facts",
)

MAKING_TABLES = (PRODUCTION_OPTIONS, FUNDS)
