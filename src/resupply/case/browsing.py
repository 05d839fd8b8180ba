"""Questions of the book itself: its entries, page by page, and one of them whole."""

from typing import Unpack

import msgspec

from resupply.case.asking import Asking, minding
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer


class Browsing(Asking):
    """What a book is asked entry by entry."""

    @minding
    def entries(
        self,
        *,
        line: str | None = None,
        find: str = "",
        order: str = "-entered",
        most: int = 50,
        skip: int = 0,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Every entry of the book, corrections too: a page of them, in any order."""
        from resupply.picture import entries

        scope = self.scope(**bounds)
        # Whoever reads the book wants all of it: the case's own dataset is no bound here.
        scope = msgspec.structs.replace(scope, dataset=bounds.get("dataset"))
        return entries.answer(
            self.book,
            self.book.view(scope.as_of),
            scope,
            line=line,
            find=find,
            order=order,
            most=most,
            skip=skip,
        )

    @minding
    def entry(self, name: str, **bounds: Unpack[Bounds]) -> Answer:
        """One entry whole: what it says, who entered it, what corrects it, where it stands."""
        from resupply.picture import entries

        scope = self.scope(**bounds)
        return entries.entry(self.book, self.book.view(scope.as_of), scope, name)
