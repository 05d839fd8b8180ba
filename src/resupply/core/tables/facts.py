"""Tables of what was said about the world: facts, production, disruptions, engagements."""

from resupply.core.tables.common import (
    ALTERNATIVE,
    BASIS,
    CONFIDENCE,
    KNOWN_ON,
    KNOWN_PRECISION,
    NOTE,
    PERIOD,
    SOURCE_ID,
    amount,
    item,
    party,
    row_id,
)
from resupply.core.tables.declare import Field, Table
from resupply.core.tables.making import MAKING_TABLES
from resupply.core.tables.network import SUPPLIES, USE_RATES

_KNOWN = (KNOWN_ON, KNOWN_PRECISION, SOURCE_ID, CONFIDENCE)
_STATUS = Field("status_as_of", "text", "How it stood at the case's day.", example="open")

FACTS = Table(
    "facts",
    "Facts",
    "One row is one figure or statement, bound to a period and a source.",
    (
        row_id("id", "Name of the row.", "F001"),
        Field(
            "topic",
            "text",
            "Use, need, stock, transport, price, funding, cadence, share, forecast, pause, order, "
            "claim, reach, storage, sourcing, pipeline, lead_time, winter or scope.",
            example="use",
            required=True,
        ),
        Field("subject", "text", "Party, place or item it is about.", example="UKR", required=True),
        Field("metric", "text", "What was measured.", example="fired_per_day", required=True),
        Field(
            "value",
            "text",
            "The figure; yes, no, a list or a day when the unit is flag, place list or date.",
            "see unit",
            "2000",
        ),
        *(f for f in amount("value", "", signed=True)[1:]),
        Field(
            "unit",
            "text",
            "Unit of the figure; flag, place list and date are not numbers.",
            example="round/day",
            required=True,
        ),
        Field("item", "text", "Item it is about, or a wider word.", example="155mm"),
        *PERIOD,
        *_KNOWN,
        BASIS,
        NOTE,
    ),
    ("id",),
    "facts",
)

PRODUCTION = Table(
    "production",
    "Production",
    "One row is what a maker makes, could make or announced; a company lies inside its country.",
    (
        row_id("id", "Name of the row.", "P001"),
        party("producer", "Country, group or company that makes it.", "FIN", required=True),
        item("What is made.", required=True),
        Field(
            "kind",
            "text",
            "output: made; capacity: could be made; target: announced.",
            example="output",
            required=True,
            enum=("output", "capacity", "target"),
        ),
        *amount("quantity", "How many per period.", "see unit and per", "24000"),
        Field(
            "unit", "text", "Unit of the quantity: the item's own.", example="round", unit_of="item"
        ),
        Field(
            "per",
            "text",
            "Period of the quantity.",
            example="month",
            enum=("day", "week", "month", "year"),
        ),
        *amount("per_month", "The quantity brought to a month.", "unit / month", "24000"),
        *PERIOD,
        *_KNOWN,
        BASIS,
        NOTE,
    ),
    ("id",),
    "facts",
)

PRODUCTION_RATIOS = Table(
    "production_ratios",
    "Production ratios",
    "One row is a ramp known only as a multiple of an earlier, unpublished rate.",
    (
        row_id("id", "Name of the row.", "R001"),
        party("producer", "Who makes it.", "FIN", required=True),
        item("What is made.", required=True),
        Field("metric", "text", "What was multiplied.", example="capacity", required=True),
        Field(
            "ratio",
            "number",
            "Multiple of the base.",
            "times the base",
            "2",
            required=True,
            minimum=0,
        ),
        Field("base", "text", "What it is a multiple of.", example="early 2022"),
        *PERIOD,
        *_KNOWN,
        NOTE,
    ),
    ("id",),
    "facts",
)

DISRUPTIONS = Table(
    "disruptions",
    "Disruptions",
    "One row is something that held supply up: a blocked road, a pause, a pipeline break.",
    (
        row_id("id", "Name of the row.", "X001"),
        Field(
            "name",
            "text",
            "Name for people.",
            example="Blockade of the eastern crossing",
            required=True,
        ),
        Field("kind", "text", "Sort of disruption.", example="route blocked", required=True),
        Field(
            "party",
            "list",
            "Parties that stopped, were stopped or answer for it.",
            example="POL",
            refers_to=("parties", "aliases"),
        ),
        Field(
            "where",
            "list",
            "Places concerned.",
            example="hub-east",
            refers_to=("places", "parties"),
        ),
        Field("start", "day", "First day.", example="2023-11-06", required=True),
        Field(
            "end",
            "day",
            "Last day; empty = still open, or the end was not read.",
            example="2024-01-17",
        ),
        Field(
            "effect",
            "text",
            "What it did, or what the value counts.",
            example="trucks waiting in the queue",
        ),
        *amount("value", "Size of the effect.", "see unit", "2000", signed=True),
        Field("unit", "text", "Unit of the value.", example="truck"),
        KNOWN_ON,
        KNOWN_PRECISION,
        SOURCE_ID,
        Field("end_known_on", "day", "Day the end was public.", example="2024-01-17"),
        Field(
            "end_source_id",
            "id",
            "Who said it had ended.",
            example="press-20240216",
            refers_to=("sources",),
        ),
        CONFIDENCE,
        NOTE,
        Field(
            "left_share",
            "number",
            "Part of the capacity of its places, or of the supply of its parties, that is left "
            "for these goods; empty = not known, and nothing is taken away.",
            "share",
            "0.1",
            minimum=0,
            maximum=1,
        ),
        Field(
            "extra_days",
            "id",
            "Row of `assumptions` saying how many days goods that leave its places lose.",
            example="A002",
        ),
    ),
    ("id",),
    "facts",
)

ENGAGEMENTS = Table(
    "engagements",
    "Engagements",
    "One row is one statement made at a visit, summit or forum.",
    (
        row_id("id", "Name of the row.", "E001"),
        Field(
            "event", "text", "The meeting.", example="Forum of defence industries", required=True
        ),
        Field("date_start", "day", "First day of the meeting.", example="2024-02-16"),
        Field("date_end", "day", "Last day of the meeting.", example="2024-02-18"),
        Field("place", "text", "Town where it was held.", example="Munich"),
        Field("participants", "list", "Who took part.", example="FIN;POL"),
        Field(
            "statement_kind",
            "text",
            "What sort of statement it was.",
            example="pledge",
            required=True,
            enum=(
                "ask",
                "intent",
                "pledge",
                "commitment",
                "allocation",
                "delivery",
                "claim",
                "declaration",
                "proposal",
                "memorandum",
                "agreement",
                "outcome",
                "forecast",
                "warning",
            ),
        ),
        Field("by", "text", "Who said it.", example="FIN"),
        Field("to", "text", "To whom.", example="UKR"),
        Field(
            "statement",
            "text",
            "What was said, in our words.",
            example="shells for the spring",
            required=True,
        ),
        Field("quantity", "number", "Figure that was named.", "see unit", "100000", minimum=0),
        Field(
            "unit", "text", "Unit of the figure, or a currency with its multiple.", example="round"
        ),
        Field("due_by", "day", "By when.", example="2024-06-30"),
        _STATUS,
        *_KNOWN,
        NOTE,
    ),
    ("id",),
    "facts",
)

JOINT_PRODUCTION = Table(
    "joint_production",
    "Joint production",
    "One row is a plan of several makers to make something together, and how far it has come.",
    (
        row_id("id", "Name of the row.", "J001"),
        Field("name", "text", "Name for people.", example="Shells made together", required=True),
        Field(
            "partners",
            "list",
            "Who takes part; a share in per cent may follow the name.",
            example="maker one 51; maker two 49",
        ),
        Field("country", "text", "Where it would be made.", example="UKR"),
        Field("product", "text", "What would be made.", example="155mm"),
        Field(
            "stage",
            "text",
            "discussed, proposed, planned, memorandum, agreement, joint venture, under "
            "construction, or the source's word.",
            example="memorandum",
            required=True,
        ),
        Field("signed_on", "day", "Day of the signature.", example="2024-02-16"),
        Field("planned_start_low", "day", "Earliest start that was named.", example="2025-01-01"),
        Field("planned_start_high", "day", "Latest start that was named.", example="2025-12-31"),
        *amount("planned_rate", "Planned output.", "see rate_unit", "120"),
        Field("rate_unit", "text", "Unit of the planned output.", example="round/year"),
        *_KNOWN,
        NOTE,
    ),
    ("id",),
    "facts",
)

ASSUMPTIONS = Table(
    "assumptions",
    "Assumptions",
    "One row is a figure nobody published, with its range and reason; shown wherever it is used.",
    (
        row_id("id", "Name of the row.", "A001"),
        Field(
            "subject",
            "text",
            "Party, place, item or vehicle it is about.",
            example="front",
            required=True,
        ),
        Field("metric", "text", "What is assumed.", example="stock_at_as_of", required=True),
        Field("item", "text", "Item it is about, or a wider word.", example="155mm"),
        Field("unit", "text", "Unit of the three figures.", example="round", required=True),
        Field("low", "number", "Low end of what is plausible.", "see unit", "10000"),
        Field("central", "number", "Figure to reckon with.", "see unit", "40000"),
        Field("high", "number", "High end of what is plausible.", "see unit", "120000"),
        Field(
            "reason",
            "text",
            "Why these figures.",
            example="a week to two months of use",
            required=True,
        ),
        Field("replace_when", "text", "What should take its place.", example="any counted stock"),
        ALTERNATIVE,
    ),
    ("id",),
    "facts",
)

FACT_TABLES = (
    FACTS,
    PRODUCTION,
    PRODUCTION_RATIOS,
    DISRUPTIONS,
    ENGAGEMENTS,
    JOINT_PRODUCTION,
    ASSUMPTIONS,
    USE_RATES,
    SUPPLIES,
    *MAKING_TABLES,
)
