"""Tables that other rows point to: sources, parties, items, keys and rates."""

from resupply.core.tables.common import (
    KNOWN_ON,
    KNOWN_PRECISION,
    NOTE,
    SAID,
    SINCE,
    SOURCE_ID,
    party,
    row_id,
)
from resupply.core.tables.declare import Field, Table
from resupply.core.tables.network import LEGS, PLACES, RECIPE_INPUTS, RECIPES, SUBSTITUTIONS
from resupply.core.words import Precision

SOURCES = Table(
    "sources",
    "Sources",
    "One row is one page, file or statement that figures come from.",
    (
        row_id("source_id", "Name of the source in this case.", "press-20240216"),
        Field(
            "title",
            "text",
            "Headline; in [brackets] when it is our description.",
            example="[Ministry on shells for the spring]",
            required=True,
        ),
        Field("publisher", "text", "Who published it.", example="Ministry of Defence"),
        Field(
            "url",
            "url",
            "Where it can be read.",
            example="https://example.org/news/1",
            pattern=r"(https?|file|ftp|doi|urn):\S+",
        ),
        Field("published", "day", "Day it was public.", example="2024-02-16", required=True),
        Field(
            "published_precision",
            "text",
            "How exactly that day is known; month and year stand on their last day.",
            example="day",
            enum=tuple(Precision),
            default="day",
        ),
        Field(
            "kind",
            "text",
            "Sort of source.",
            example="official",
            enum=("official", "wire", "press", "trade", "thinktank", "aggregator"),
        ),
        Field("original", "text", "Whom the page quotes.", example="Reuters"),
    ),
    ("source_id",),
    "reference",
)

PARTIES = Table(
    "parties",
    "Parties",
    "One row is a state, union, agency, company or group that gives, gets, makes or carries.",
    (
        row_id(
            "party_id", "ISO 3166-1 alpha-3 code, IATI organisation id, or a short name.", "FIN"
        ),
        Field("name", "text", "Name for people.", example="Finland", required=True),
        Field(
            "kind",
            "text",
            "Sort of party.",
            example="country",
            enum=("country", "group", "agency", "company", "ngo", "other"),
        ),
        Field(
            "part_of",
            "list",
            "Groups it belongs to, without dates; dated ones go to `memberships`.",
            example="EU;NATO",
            refers_to=("parties",),
        ),
        NOTE,
    ),
    ("party_id",),
    "reference",
)

ALIASES = Table(
    "aliases",
    "Other names of parties",
    "One row is a name found in sources and the party it means.",
    (
        row_id("alias", "Name as sources write it.", "Republic of Finland"),
        Field(
            "party_id",
            "id",
            "Party it means.",
            example="FIN",
            required=True,
            refers_to=("parties",),
        ),
        NOTE,
    ),
    ("alias",),
    "reference",
)

MEMBERSHIPS = Table(
    "memberships",
    "Memberships",
    "One row says from when until when a party belongs to a group.",
    (
        party("party_id", "The member.", "FIN", required=True),
        party("group_id", "The group.", "NATO", required=True),
        *SINCE,
        *SAID,
    ),
    ("party_id", "group_id", "from_on"),
    "reference",
)

ITEMS = Table(
    "items",
    "Items",
    "One row is a sort of goods, or money; every quantity of it is in its unit.",
    (
        row_id("item_id", "Short name of the item.", "155mm"),
        Field("name", "text", "Name for people.", example="155 mm artillery round", required=True),
        Field(
            "unit",
            "text",
            "Unit of every quantity of it; a currency code for money; empty where kinds are mixed.",
            example="round",
        ),
        Field("class", "text", "Class of supply or humanitarian sector.", example="ammunition"),
        Field(
            "includes",
            "list",
            "Items it is made of or overlaps; never add it to them.",
            example="152mm;122mm",
            refers_to=("items",),
        ),
        NOTE,
        Field("mass_kg", "number", "Gross mass of one unit.", "kg", "62.5", minimum=0),
        Field("volume_m3", "number", "Packed volume of one unit.", "m3", "0.06", minimum=0),
        Field(
            "substitution_group",
            "text",
            "Need that several items can serve.",
            example="large calibre",
        ),
        Field(
            "exchange_rate",
            "number",
            "What one unit serves of the group's need.",
            "units of need / unit",
            "1",
            minimum=0,
        ),
    ),
    ("item_id",),
    "reference",
)

DENOMINATORS = Table(
    "denominators",
    "Population and GDP",
    "One row is a party's population or GDP in a year, as a source stated it.",
    (
        party("party_id", "Whose.", "FIN", required=True),
        Field(
            "metric",
            "text",
            "Which figure.",
            example="population",
            required=True,
            enum=("population", "gdp"),
        ),
        Field(
            "year",
            "integer",
            "Year the figure is about.",
            example="2021",
            required=True,
            minimum=1900,
            maximum=2200,
        ),
        Field("value", "number", "The figure.", "see unit", "5541017", required=True, minimum=0),
        Field(
            "unit",
            "text",
            "person, or a currency with its multiple.",
            example="person",
            required=True,
        ),
        KNOWN_ON,
        KNOWN_PRECISION,
        SOURCE_ID,
        NOTE,
    ),
    ("party_id", "metric", "year", "known_on", "source_id"),
    "reference",
)

SHARES = Table(
    "shares",
    "Shares of members",
    "One row is the key by which a group's aid is split to one member.",
    (
        party("group_id", "The group.", "EU", required=True),
        party("member_id", "The member.", "FIN", required=True),
        Field(
            "share",
            "number",
            "Part of the whole, 0 to 1.",
            "share",
            "0.0165",
            required=True,
            minimum=0,
            maximum=1,
        ),
        *SINCE,
        KNOWN_ON,
        SOURCE_ID,
        NOTE,
    ),
    ("group_id", "member_id", "from_on", "known_on"),
    "reference",
)

RATES = Table(
    "rates",
    "Exchange rates",
    "One row is what one euro cost in a currency on a day.",
    (
        Field(
            "currency", "text", "Currency code.", example="USD", required=True, pattern=r"[A-Z]{3}"
        ),
        Field(
            "per_eur",
            "number",
            "Units of the currency for one euro.",
            "currency / EUR",
            "1.0802",
            required=True,
            minimum=0,
        ),
        Field("day", "day", "Day of the rate.", example="2024-02-16", required=True),
        SOURCE_ID,
    ),
    ("currency", "day"),
    "reference",
)

REFERENCE = (
    SOURCES,
    PARTIES,
    ALIASES,
    MEMBERSHIPS,
    ITEMS,
    PLACES,
    LEGS,
    SUBSTITUTIONS,
    RECIPES,
    RECIPE_INPUTS,
    DENOMINATORS,
    SHARES,
    RATES,
)
