"""Documents in: from a text to proposed records, each with the words it was read from.

`reader.read(document)` is the way in. Nothing here touches a book: what is read is a proposal until
a person has accepted it.
"""
