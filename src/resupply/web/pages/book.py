"""The book itself: its entries, one of them whole, and the days on which it learned."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.visit import Visit

#: Entries on a page.
_MOST = 50
#: Months drawn on the slider at most; beyond that each stands for several.
_MONTHS_MAX = 240


def _browsed(visit: "Visit") -> Mapping[str, Any]:
    """The way to the other pages, and the days of knowledge the slider slides over."""
    answer = visit.answer("entries", **visit.asked.given)
    page = next(t for t in answer.tables if t.name == "page").rows[0]
    skip, most, total = page["skipped"], visit.asked.given.get("most", _MOST), page["total"]
    earlier = visit.url("", skip=max(0, skip - most) or None) if skip else None
    later = visit.url("", skip=skip + most) if skip + most < total else None
    return {
        "earlier": earlier,
        "later": later,
        "first": skip + 1 if total else 0,
        "last": min(skip + most, total),
        "total": total,
        "learned": _learned(visit),
        "day_asked": visit.asked.given.get("as_of") or _case_day(visit),
    }


def _learned(visit: "Visit") -> list[dict[str, Any]]:
    """Months in which the book came to know something: last day, entries, whether it is past."""
    import polars as pl

    with visit.case() as case:
        known = case.book.view().entries["known_on"]
    if known.is_empty():
        return []
    months = (
        pl.DataFrame({"day": known})
        .group_by(pl.col("day").dt.month_end().alias("day"))
        .len()
        .sort("day")
        .tail(_MONTHS_MAX)
    )
    as_of = visit.asked.given.get("as_of") or _case_day(visit)
    most = months["len"].max() or 1
    return [
        {
            "day": day,
            "entries": entries,
            "share": round(100 * (entries / most) ** 0.5),  # small months are seen beside large
            "is_known": as_of is None or day.replace(day=1) <= as_of,
        }
        for day, entries in months.iter_rows()
    ]


def _case_day(visit: "Visit") -> date | None:
    with visit.case() as case:
        return case.settings.as_of


PAGES = (
    Page(
        name="entries",
        title=_("Entries"),
        group="book",
        place=0,
        key="j",
        about=_(
            "The book as it stands: every entry, corrections too. Nothing is ever changed or "
            "removed, so the book can be read as it was known on any day."
        ),
        figures=(
            Figure(
                name="listed",
                title=_("Entries"),
                ask="entries",
                columns=(
                    "entry_id",
                    "known_on",
                    "happened_from",
                    "donor_name",
                    "stage_from",
                    "stage_to",
                    "item_name",
                    "quantity",
                    "unit",
                    "value",
                    "currency",
                    "corrects",
                ),
                rows_max=1000,
            ),
        ),
        template="entries.html",
        more=_browsed,
        fields=("as_of", "find", "order", "donor", "item", "kind", "stage"),
        scripts=("slider.js",),
    ),
    Page(
        name="entry",
        title=_("Entry"),
        group="book",
        place=1,
        about=_(
            "One entry whole: what it says, who entered it, what corrects it, where it stands."
        ),
        figures=(Figure(name="whole", title=_("What it says"), ask="entry", rows_max=100),),
        needs=("name",),
        fields=("name", "as_of"),
        template="entry.html",
        listed=False,
    ),
)
