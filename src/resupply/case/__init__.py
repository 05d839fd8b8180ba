"""The facade: one method per question, and how a case is opened."""

from resupply.case.case import Case
from resupply.case.opening import open_case, shipped_cases
from resupply.case.settings import Settings

__all__ = ["Case", "Settings", "open_case", "shipped_cases"]
