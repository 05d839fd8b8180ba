"""What each sort of brief asks, in order, and what it shows of the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from resupply.core.errors import unknown_name


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a brief.

    Args:
        question: Method of the case.
        title: Heading of its section.
        columns: Columns of its rows that are shown.
        rows_max: Rows shown at most.
        how: What it is asked with.
        chart: Its picture, as `report.charts` names it.
        table: Table of the answer that is shown instead of its main rows.
        notes_max: Warnings printed at most; the answer itself has all.
        says: Whether the answer's sentence is printed; another section may have it.
    """

    question: str
    title: str
    columns: Sequence[str]
    rows_max: int = 5
    how: Mapping[str, Any] = {}
    chart: str | None = None
    table: str | None = None
    notes_max: int = 2
    says: bool = True


SUPPLY = (
    Wanted(
        question="balances",
        title="Promised, allocated, delivered",
        how={"by": ("kind",)},
        columns=("kind", "committed_eur", "allocated_eur", "to_allocate_eur", "delivered_eur"),
        notes_max=1,
    ),
    Wanted(
        question="rank",
        title="Who gave most",
        how={"top": 8},
        columns=("rank", "name", "total_eur", "military_eur", "humanitarian_eur", "financial_eur"),
        rows_max=8,
        notes_max=0,
    ),
    Wanted(
        question="rank",
        title="Who gave most for its size",
        how={"per": "gdp", "top": 5},
        columns=("rank", "name", "share_percent", "gdp_percent", "per_gdp_percent", "total_eur"),
        notes_max=0,
    ),
    Wanted(
        question="pauses",
        title="Who has gone quiet",
        columns=("name", "kind", "start", "missing_eur", "change_share", "p_value"),
        rows_max=6,
        notes_max=1,
    ),
    Wanted(
        question="promises",
        title="Promises kept, late, open",
        columns=("name", "item_name", "promised", "unit", "due_on", "delivered", "status"),
        rows_max=6,
        notes_max=1,
    ),
    Wanted(
        question="stock",
        title="Stock and days of supply",
        columns=("place_name", "item_name", "on_hand", "days_of_supply", "runs_out_on"),
        rows_max=4,
    ),
    Wanted(
        question="stock_out",
        title="When stock runs out, with what still comes",
        columns=("place_name", "item_name", "told", "out_within_30_share", "out_within_90_share"),
        rows_max=4,
        chart="run-out",
        notes_max=1,
    ),
    Wanted(
        question="forecast",
        title="What is likely to be allocated next",
        how={"days": 90},
        columns=("name", "arrives_eur", "pipeline_mean_eur", "new_mean_eur"),
        rows_max=5,
        notes_max=1,
    ),
    Wanted(
        question="survive",
        title="What a loss costs",
        columns=("name", "kind", "survive_days", "short_on", "exposure_days"),
        rows_max=6,
        notes_max=1,
    ),
    Wanted(
        question="pause_cost",
        title="What a pause costs",
        columns=("name", "pause_days", "cost_quantity", "cost_days"),
        rows_max=0,
        chart="pause-cost",
        notes_max=1,
    ),
    Wanted(
        question="bottlenecks",
        title="What one more is worth",
        columns=("name", "unit", "amount", "worth_days", "confirmed", "acts_on"),
        rows_max=4,
        notes_max=0,
    ),
)

PRODUCTION = (
    Wanted(
        question="gap",
        title="What stays missing",
        table="total",
        columns=("item_name", "need", "missing", "missing_percent", "unit"),
        chart="gap",
        notes_max=1,
    ),
    Wanted(
        question="production",
        title="Who makes what",
        columns=("maker_name", "item_name", "output", "capacity", "target"),
        rows_max=9,
        notes_max=3,
    ),
    Wanted(
        question="invest",
        title="Where the next euro goes",
        columns=("name", "kind", "chosen", "spent", "first_on", "survives"),
        rows_max=4,
        chart="frontier",
        notes_max=2,
    ),
    Wanted(
        question="match",
        title="Who could make what with whom",
        columns=("rank", "option_name", "maker", "more_met_days", "spent", "missing"),
        rows_max=8,
        notes_max=1,
    ),
    Wanted(
        question="match",
        title="How far joint plans have come",
        table="follow_up",
        columns=("name", "partners", "item", "stage", "next"),
        rows_max=8,
        notes_max=0,
        says=False,
    ),
    Wanted(
        question="invest",
        title="Who can pay for what",
        table="funds",
        columns=("name", "rule", "amount", "spent"),
        rows_max=6,
        notes_max=0,
        says=False,
    ),
)

#: Sorts of briefs: title, and what is asked.
BRIEFS: Mapping[str, tuple[str, Sequence[Wanted]]] = {
    "supply": ("Supply picture", SUPPLY),
    "production": ("Production picture", PRODUCTION),
}


def wanted(sort: str) -> tuple[str, Sequence[Wanted]]:
    """Title and questions of a sort of brief.

    Raises:
        QuestionError: There is no such sort.

    Example:
        >>> title, questions = wanted("supply")
        >>> title, questions[0].question
        ('Supply picture', 'balances')
    """
    if sort not in BRIEFS:
        raise unknown_name("--sort", "sort of brief", sort, BRIEFS)
    return BRIEFS[sort]
