"""Tables that become lines, entries and counts of the book."""

from resupply.core.tables.common import (
    CONFIDENCE,
    KNOWN_ON,
    KNOWN_PRECISION,
    MONEY,
    NOTE,
    PERIOD,
    SOURCE_ID,
    amount,
    currency,
    item,
    party,
    row_id,
    unit,
)
from resupply.core.tables.declare import Field, Table
from resupply.core.words import AidKind, Basis, Milestone, Phase, Stage

_KNOWN = (KNOWN_ON, KNOWN_PRECISION, SOURCE_ID)
_AID_KIND = Field(
    "aid_kind",
    "text",
    "Sort of help.",
    example="military",
    enum=tuple(AidKind),
    default="unspecified",
)
_LOCATOR = Field("locator", "text", "Where in the source: page, table, cell.", example="page 3")
_ENTRY_BASIS = Field(
    "basis",
    "text",
    "What the figure is, or by which method it was put.",
    example="reported",
    enum=tuple(Basis),
    default="reported",
)
_HAPPENED = (
    Field(
        "happened_from",
        "day",
        "First day it can have happened on; empty = not stated.",
        example="2024-02-01",
    ),
    Field(
        "happened_to",
        "day",
        "Last day it can have happened on; the same when a day.",
        example="2024-02-29",
    ),
)

PLEDGES = Table(
    "pledges",
    "Pledges",
    "One row is what a donor asked, promised, budgeted or set aside, as one source put it.",
    (
        row_id("id", "Name of the row.", "L001"),
        party("donor", "Who gives.", "FIN", required=True),
        party("recipient", "Who gets.", "UKR"),
        Field("via", "text", "Through whom or which scheme.", example="Czech initiative"),
        item("What is promised; `money` for money.", required=True),
        Field(
            "kind",
            "text",
            "ask, intent (binds nobody), pledge (public promise), commitment (budgeted), "
            "allocation (goods named), order (production), received, delivered.",
            example="pledge",
            required=True,
            enum=(
                "ask",
                "intent",
                "pledge",
                "commitment",
                "allocation",
                "order",
                "received",
                "delivered",
            ),
        ),
        *amount("quantity", "How many were promised.", "see unit", "100000"),
        unit(),
        Field(
            "value", "number", "Amount of money that was named.", "see currency", "30", minimum=0
        ),
        currency(),
        Field("pledged_on", "day", "Day of the promise.", example="2024-02-16"),
        Field("due_by", "day", "By when it was promised.", example="2024-06-30"),
        *_KNOWN,
        CONFIDENCE,
        Field("status_as_of", "text", "How it stood at the case's day.", example="open"),
        NOTE,
        Field(
            "dataset",
            "text",
            "Record of the world it belongs to; the case's own when empty.",
            example="press",
        ),
        Field(
            "due_from",
            "day",
            "First day on which it can come; empty = from the day of the promise.",
            example="2024-04-01",
        ),
    ),
    ("id",),
    "ledger",
)

DELIVERIES = Table(
    "deliveries",
    "Deliveries",
    "One row is what a donor handed over; rows marked cumulative are readings of one counter.",
    (
        row_id("id", "Name of the row.", "D001"),
        party("donor", "Who gave.", "FIN", required=True),
        party("recipient", "Who got it.", "UKR"),
        Field("via", "text", "Through whom or which scheme.", example="Czech initiative"),
        item("What was delivered.", required=True),
        *amount("quantity", "How many were delivered.", "see unit", "20000"),
        unit(),
        Field(
            "cumulative",
            "flag",
            "Whether it counts all since period_start: take differences, never sum.",
            example="no",
            default="no",
        ),
        *PERIOD,
        *_KNOWN,
        CONFIDENCE,
        NOTE,
        Field(
            "stage",
            "text",
            "delivery; shipment when the source says 'delivered or on the way'.",
            example="delivery",
            enum=("shipment", "delivery"),
            default="delivery",
        ),
        Field(
            "place_to",
            "id",
            "Where it arrived; the quantity is added to the stock there.",
            example="hub-east",
            refers_to=("places",),
        ),
        Field(
            "line",
            "text",
            "Promise it keeps: id of a row in pledges, or of a line. It moves on along that line, "
            "from the stage reached there; empty = on a line of its own.",
            example="L001",
        ),
    ),
    ("id",),
    "ledger",
)

COUNTS = Table(
    "counts",
    "Counts",
    "One row is stock seen at a place at the end of a day.",
    (
        row_id("count_id", "Name of the row.", "C001"),
        Field(
            "place",
            "id",
            "Where it was counted.",
            example="hub-east",
            required=True,
            refers_to=("places",),
        ),
        item("What was counted.", required=True),
        Field("counted_on", "day", "Day of the count.", example="2024-02-15", required=True),
        *amount("quantity", "How many were there.", "see unit", "12000"),
        Field(
            "unit", "text", "Unit of the quantity: the item's own.", example="round", unit_of="item"
        ),
        *_KNOWN,
        _ENTRY_BASIS,
        CONFIDENCE,
        NOTE,
    ),
    ("count_id",),
    "ledger",
)

RELEASES = Table(
    "releases",
    "Releases",
    "One row is one state of a dataset that grows by releases.",
    (
        row_id("release_id", "Name of the release.", "tracker-14"),
        Field("dataset", "text", "Dataset it is a state of.", example="tracker", required=True),
        Field("label", "text", "What the publisher calls it.", example="Release 14"),
        KNOWN_ON,
        KNOWN_PRECISION,
        Field("covers_until", "day", "Last day of what it covers.", example="2024-01-15"),
        SOURCE_ID,
        NOTE,
    ),
    ("release_id",),
    "ledger",
)

TRACKER = Table(
    "tracker",
    "Tracker",
    "One row is a donor's aid of one kind and stage in an interval, as one release states it.",
    (
        Field(
            "release_id",
            "id",
            "Release that states it.",
            example="tracker-14",
            required=True,
            refers_to=("releases",),
        ),
        party("donor", "Who gives.", "FIN", required=True),
        _AID_KIND,
        Field(
            "stage",
            "text",
            "How far it has come.",
            example="allocation",
            required=True,
            enum=tuple(Stage),
        ),
        *_HAPPENED,
        Field(
            "value",
            "number",
            "Amount of money; empty = not stated.",
            "see currency",
            "120.5",
            minimum=0,
        ),
        currency(),
        *_KNOWN[:2],
        _ENTRY_BASIS,
        SOURCE_ID,
        NOTE,
    ),
    (
        "release_id",
        "donor",
        "aid_kind",
        "stage",
        "happened_from",
        "happened_to",
        "currency",
        "basis",
    ),
    "ledger",
)

LINES = Table(
    "lines",
    "Lines",
    "One row is a thread from promise to use: a package, an order, a consignment.",
    (
        SOURCE_ID,
        row_id("key", "What names the row inside its source.", "line-1"),
        *_KNOWN[:2],
        _LOCATOR,
        Field(
            "line_id",
            "id",
            "Name of the line in the book.",
            example="fin-package-22",
            required=True,
            pattern=r"[^\r\n\t]+",
        ),
        Field(
            "dataset",
            "text",
            "Record of the world it belongs to; never summed with another.",
            example="own",
            required=True,
        ),
        party("donor", "Who gives.", "FIN"),
        party("recipient", "Who gets.", "UKR"),
        item("What; `money` for money."),
        _AID_KIND,
        Field("channel", "text", "Through whom or which scheme.", example="Czech initiative"),
        Field(
            "earmarking",
            "integer",
            "1 unearmarked, 2 softly, 3 earmarked, 4 tightly.",
            example="3",
            minimum=1,
            maximum=4,
        ),
        Field("due_on", "day", "By when it was promised.", example="2024-06-30"),
        Field("parent_line_id", "id", "Line it is part of."),
        Field("title", "text", "A few words for people.", example="22nd package"),
        Field("reason", "text", "Why it is said again."),
    ),
    ("source_id", "key"),
    "ledger",
)

ENTRIES = Table(
    "entries",
    "Entries",
    "One row moves a quantity from one account of a line to another; rows are never changed.",
    (
        SOURCE_ID,
        row_id("key", "What names the row inside its source.", "entry-1"),
        *_KNOWN[:2],
        _LOCATOR,
        Field(
            "line_id",
            "id",
            "Line it belongs to.",
            example="fin-package-22",
            required=True,
            refers_to=("lines",),
        ),
        Field(
            "stage_from",
            "text",
            "Account it leaves; `outside` for something new.",
            example="outside",
            required=True,
            enum=tuple(Stage),
        ),
        Field(
            "stage_to",
            "text",
            "Account it reaches.",
            example="pledge",
            required=True,
            enum=tuple(Stage),
        ),
        *_HAPPENED,
        item("If not the line's item."),
        *amount("quantity", "Number of units.", "see unit", "1000"),
        unit(),
        *amount("value", "Amount of money.", "see currency", "2500000"),
        Field("currency", "text", "Currency code.", example="EUR", pattern=MONEY.split("(")[0]),
        Field(
            "price_year",
            "integer",
            "Year of the prices.",
            example="2024",
            minimum=1900,
            maximum=2200,
        ),
        _ENTRY_BASIS,
        Field("place_from", "id", "Place it leaves.", refers_to=("places",)),
        Field("place_to", "id", "Place it reaches.", refers_to=("places",)),
        Field("leg_id", "id", "Leg travelled.", refers_to=("legs",)),
        Field("milestone", "text", "Event of the journey that is recorded.", enum=tuple(Milestone)),
        Field(
            "parent_line_id",
            "id",
            "Line whose account it leaves, if another.",
            refers_to=("lines",),
        ),
        Field(
            "phase",
            "text",
            "pending reserves; post, void and lapse answer a pending entry.",
            example="posted",
            enum=tuple(Phase),
            default="posted",
        ),
        Field("pending_id", "id", "The pending entry answered."),
        Field("cell", "text", "The stated figure it is part of, the same across releases."),
        Field("corrects", "id", "Entry corrected by this one."),
        Field(
            "reverses", "flag", "Whether it takes an earlier move back.", example="no", default="no"
        ),
        Field("reason", "text", "Why corrected, reversed or withdrawn."),
        CONFIDENCE,
        NOTE,
    ),
    ("source_id", "key"),
    "ledger",
)

LEDGER = (PLEDGES, DELIVERIES, COUNTS, RELEASES, TRACKER, LINES, ENTRIES)
