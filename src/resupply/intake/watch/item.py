"""One document that a watcher came upon."""

from collections.abc import Sequence

import msgspec

from resupply.core.findings import Finding


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A document that came, or the reason why it cannot be read.

    Args:
        name: Under which it is remembered: the file below the folder, or the id of a feed's item.
        mark: Its state: another mark is a file that was changed.
        text: Its words; None when it cannot be read now.
        title: Headline, if told.
        publisher: Who published it, if told.
        url: Where it can be read, if told.
        published: ISO day, or part of one, if told.
        findings: What was odd.
        later: Whether to look again: it is still being written.
    """

    name: str
    mark: str
    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    findings: Sequence[Finding] = ()
    later: bool = False
