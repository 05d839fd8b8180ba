"""What a page is: an address, a title, a group, and figures that each ask one question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from resupply.core.answer import Answer
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.report.chart_frame import Spec, Theme
    from resupply.web.visit import Visit

#: Groups of pages, in the order they are listed.
GROUPS: Mapping[str, str] = {
    "now": _("What is"),
    "ahead": _("What comes"),
    "decide": _("What to do"),
    "told": _("What is told"),
    "book": _("The book"),
    "more": _("More"),
}
#: Fields that the filter bar always shows, where a page's questions take them.
FIRST_FIELDS = ("as_of", "until", "donor", "item", "place", "kind")


class Chart(Protocol):
    """A picture of an answer; None = there is nothing to draw."""

    def __call__(
        self, answer: Answer, *, theme: "Theme", say: Callable[[str], str]
    ) -> "Spec | None":
        """The specification, in the words of `say`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """One question on a page, with its chart and its table.

    Args:
        name: Last part of its own address.
        title: Its heading.
        ask: Method of the case.
        given: Parameters the figure fixes.
        chart: Its picture; None = the table alone.
        about: What to look for, in a sentence.
        table: Which of the answer's tables is its own; None = the main rows.
        columns: Columns the page shows of it, in order; empty = as the answer says.
        sort: Column its rows are sorted by unless the address says otherwise; `-column` falls.
        rows_max: Rows shown on a page of several figures.
    """

    name: str
    title: str
    ask: str
    given: Mapping[str, Any] = field(default_factory=dict)
    chart: Chart | None = None
    about: str = ""
    table: str | None = None
    columns: Sequence[str] = ()
    sort: str = ""
    rows_max: int = 10


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """A page.

    Args:
        name: Its address, without the slash.
        title: Its heading.
        group: One of `GROUPS`.
        figures: What it shows, in order.
        about: What it is for, in a sentence.
        place: Order within its group.
        key: Letter that goes there after `g`.
        template: A template of its own.
        more: Fills that template.
        fields: Fields the filter bar shows at once; the others lie behind "more".
        without: Parameters that its questions take and refuse, or that mean nothing here.
        needs: Parameters without which it only asks for them.
        begun_by: Parameters one of which must be given before its figures are asked: of questions
            that mean nothing without, or that take minutes.
        offers: What the filter bar holds in a field that is not given.
        also: Words its template takes from the address besides its questions' parameters.
        scripts: ES modules of `static/` it loads.
        listed: Whether the menu lists it.
        role: Least role that may see it, where people have accounts.
        stands: Whether it says nothing but what its questions answer, so that it may be kept.
    """

    name: str
    title: str
    group: str
    figures: Sequence[Figure] = ()
    about: str = ""
    place: int = 100
    key: str = ""
    template: str = "page.html"
    more: "Callable[[Visit], Mapping[str, Any]] | None" = None
    fields: Sequence[str] = FIRST_FIELDS
    without: frozenset[str] = frozenset()
    needs: Sequence[str] = ()
    begun_by: Sequence[str] = ()
    offers: Mapping[str, str] = field(default_factory=dict)
    also: Sequence[str] = ()
    scripts: Sequence[str] = ()
    listed: bool = True
    role: str = "viewer"
    stands: bool = False

    @property
    def address(self) -> str:
        """Where it lies; the page `start` is the first of all."""
        return "/" if self.name == "start" else f"/{self.name}"

    @property
    def base(self) -> str:
        """What its figures and files begin with."""
        return f"/{self.name}"

    def figure(self, name: str) -> Figure | None:
        """One of its figures."""
        return next((f for f in self.figures if f.name == name), None)
