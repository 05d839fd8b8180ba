"""The words: entries, items, places, parties, quantities, dates, errors."""
