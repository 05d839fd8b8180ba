"""The first page, and the list of keys."""

from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

PAGES = (
    Page(
        name="start",
        title=_("What the case says"),
        group="now",
        place=0,
        key="h",
        figures=(
            Figure(name="gave", title=_("Who gave most"), ask="rank", rows_max=5),
            Figure(name="paused", title=_("Who has gone quiet"), ask="pauses", rows_max=5),
        ),
    ),
    Page(
        name="help",
        title=_("Keys"),
        group="more",
        place=90,
        template="help.html",
        about=_("All pages work with the keyboard alone."),
    ),
)
