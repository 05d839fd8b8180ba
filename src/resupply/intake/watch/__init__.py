"""Documents as they come: the files of a folder, the items of a feed. What is seen is left alone.

Nothing is fetched from other machines: a feed is a file somebody else brought.
"""

from resupply.intake.watch.feed import items
from resupply.intake.watch.folder import files
from resupply.intake.watch.item import Item

__all__ = ["Item", "files", "items"]
