"""The pages, one module a group. Each module's `PAGES` are found by themselves.

A question that no page asks first gets a plain page of its own, so that no verb is missing.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from fastapi import APIRouter

from resupply.web.asking import by_name
from resupply.web.draw import ANY
from resupply.web.page import GROUPS, Figure, Page

#: Where a question's plain page is listed.
_GROUP_OF = {
    "plan": "decide", "bottlenecks": "decide", "what_if": "decide", "network": "decide",
    "survive": "ahead", "pause_cost": "ahead", "simulate": "ahead", "forecast": "ahead",
    "backtest": "ahead", "reliability": "ahead", "claim": "told", "engagements": "told",
    "check": "book", "verify": "book", "diff": "book", "sources": "book", "table": "book",
    "review": "told", "words": "book", "lags": "now",
    "production": "decide", "gap": "decide", "invest": "decide", "match": "decide",
}  # fmt: skip
#: Parameters a question takes and always refuses.
_WITHOUT = {"check": frozenset({"since", "until"})}


def every() -> Sequence[Page]:
    """All pages, in the order they are listed.

    Raises:
        ValueError: Two have one address.
    """
    declared = [page for module in _modules() for page in getattr(module, "PAGES", ())]
    taken = {page.name for page in declared}
    shown = {figure.ask for page in declared for figure in page.figures}
    plain = [
        _plain(name, listed=name not in shown) for name in by_name() if _address(name) not in taken
    ]
    groups = list(GROUPS)
    found = sorted([*declared, *plain], key=lambda p: (groups.index(p.group), p.place, p.name))
    names = [page.name for page in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"pages with one name: {', '.join(sorted(twice))}")
    return found


def routers(site: Any) -> Iterator[APIRouter]:
    """What modules add besides pages."""
    for module in _modules():
        routes = getattr(module, "routes", None)
        if routes is not None:
            yield routes(site)


@cache
def _modules() -> Sequence[ModuleType]:
    names = sorted(m.name for m in iter_modules(__path__))
    return [import_module(f"{__name__}.{name}") for name in names]


def _address(question: str) -> str:
    return question.replace("_", "-")


def _plain(question: str, *, listed: bool) -> Page:
    """The page of a question that has none of its own."""
    asked = by_name()[question]
    title = _address(question).replace("-", " ").capitalize()
    needed = [n for n, told in asked.query.model_fields.items() if told.is_required()]
    if question == "claim":
        needed = ["text"]
    return Page(
        name=_address(question),
        title=title,
        group=_GROUP_OF.get(question, "more"),
        about=asked.meaning,
        figures=(Figure(name="answer", title=title, ask=question, chart=ANY),),
        needs=needed,
        without=_WITHOUT.get(question, frozenset()),
        listed=listed,
    )
