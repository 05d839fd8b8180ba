"""One app of all parts: questions, pages, and who may see them."""

from collections.abc import Sequence

from fastapi import FastAPI

from resupply import web
from resupply.api import alerts
from resupply.api.accounts.access import ALONE, Access
from resupply.api.accounts.install import install
from resupply.api.accounts.permissions import Page, Permissions
from resupply.api.app import make_app
from resupply.api.questions import questions
from resupply.web import pages


def whole_app(
    case: str | None,
    *,
    book: str | None = None,
    access: Access = ALONE,
    embed_in: Sequence[str] = (),
) -> FastAPI:
    """Everything one server serves.

    Args:
        case: A shipped case by name, or one's own by path; None = a book alone.
        book: Address of its book's database; None = as the case says.
        access: How people are let in.
        embed_in: Sites that may show single figures in a frame.

    Raises:
        CaseUnreadableError: It cannot be opened.
    """
    app = make_app(case, book=book, access=access)
    web.install(app, app.state.asking.served, embed_in=embed_in)
    alerts.install(app, app.state.asking, address=access.address)
    install(app, access, permissions())
    return app


def permissions() -> Permissions:
    """The table of all addresses: those of REST, and those of the pages there are."""
    shown = {
        page.address: Page(
            asks=[figure.ask for figure in page.figures],
            role=page.role,
            base=page.base,
            # What a page adds to its figures may be more than their sums.
            sums=page.more is None,
        )
        for page in pages.every()
    }
    return Permissions([q.name for q in questions()], pages=shown)
