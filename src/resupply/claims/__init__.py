"""Claims: a sentence about aid is read, checked against the book, and answered with evidence."""
