"""The facade: one method per question, and how a case is opened."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from resupply.core.answer import Answer, Bundle, show_in_notebooks

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.case.opening import open_case, shipped_cases
    from resupply.case.settings import Settings

__all__ = ["Case", "Settings", "open_case", "shipped_cases"]

_WHERE = {
    "Case": "case",
    "Settings": "settings",
    "open_case": "opening",
    "shipped_cases": "opening",
}


def __getattr__(name: str) -> Any:
    """A name when it is first asked for: to read a document opens no case."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


@show_in_notebooks
def _drawn(answer: Answer) -> Bundle:
    from resupply.report.notebook import bundle

    return bundle(answer)
