"""The review desk: documents and proposals that wait for a person, and what was decided.

Nothing here knows the book. `case.reviewing` turns an accepted proposal into one append.
"""

from resupply.intake.desk.desk import Desk, refuse_status, reviewer
from resupply.intake.desk.held import Decision, Held, Proposal
from resupply.intake.desk.queue import DESK_FILE, Taken

__all__ = [
    "DESK_FILE",
    "Decision",
    "Desk",
    "Held",
    "Proposal",
    "Taken",
    "refuse_status",
    "reviewer",
]
