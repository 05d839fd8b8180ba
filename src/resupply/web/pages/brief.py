"""The brief and the whole case: what they hold, and their files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from resupply.web.page import Figure, Page
from resupply.web.visit import address
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.visit import Visit

_FILES = "/api/v1/brief/two-pages"
_CASE = "/api/v1/export/case"


def _files(visit: "Visit") -> Mapping[str, Any]:
    """Where its files are, within the bounds of this page."""
    asked: dict[str, Any] = {} if visit.is_own else {"case": visit.case_name}
    asked |= visit.asked.given
    return {"brief_files": [(e, address(f"{_FILES}.{e}", asked)) for e in ("pdf", "docx")]}


def _case_files(visit: "Visit") -> Mapping[str, Any]:
    """Where the case's files are, as known on the page's day."""
    asked: dict[str, Any] = {} if visit.is_own else {"case": visit.case_name}
    asked |= visit.asked.given
    return {"case_files": [(e, address(f"{_CASE}.{e}", asked)) for e in ("xlsx", "zip", "json")]}


PAGES = (
    Page(
        name="brief",
        title=_("Brief"),
        group="told",
        place=40,
        key="b",
        about=_(
            "Two pages for people who read no more. Each figure has its sources and the command "
            "that gives it again; what cannot be answered is said."
        ),
        figures=(
            Figure(
                name="says",
                title=_("What it says"),
                ask="brief",
                columns=("section", "sentence", "command"),
                rows_max=20,
            ),
        ),
        template="brief.html",
        more=_files,
        fields=("as_of", "sort"),
    ),
    Page(
        name="export",
        title=_("Take it along"),
        group="told",
        place=50,
        about=_(
            "All that was known on a day, as tables with their sources. The workbook and the "
            "folder are cases: they can be opened here again, and say the same."
        ),
        figures=(
            Figure(
                name="holds",
                title=_("What it holds"),
                ask="export",
                columns=("table", "rows", "meaning"),
                rows_max=40,
            ),
        ),
        template="export.html",
        more=_case_files,
        fields=("as_of",),
    ),
)
