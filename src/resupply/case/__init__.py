"""The facade: one method per question, and how a case is opened."""

from resupply.case.case import Case
from resupply.case.opening import open_case, shipped_cases
from resupply.case.settings import Settings
from resupply.core.answer import Answer, Bundle, show_in_notebooks

__all__ = ["Case", "Settings", "open_case", "shipped_cases"]


@show_in_notebooks
def _drawn(answer: Answer) -> Bundle:
    from resupply.report.notebook import bundle

    return bundle(answer)
