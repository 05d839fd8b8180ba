"""Briefs: two pages made of answers, each figure with the sources it stands on.

`contents` says what is asked, `compose` makes a `Brief` of the answers, `typeset` and `word` write
it as PDF and as a document for a word processor.
"""
