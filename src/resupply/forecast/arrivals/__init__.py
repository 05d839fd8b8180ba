"""New promises: what each donor will bring to a stage, month by month, as draws.

`past` reads the monthly record, `model` draws from it, `drawing` answers a scope.
"""

from resupply.forecast.arrivals.drawing import New, draw, first_month
from resupply.forecast.arrivals.past import Past

__all__ = ["New", "Past", "draw", "first_month"]
