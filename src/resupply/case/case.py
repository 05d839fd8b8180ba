"""The case: the object people hold. One method a question, a few lines each."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import msgspec

from resupply.case.asking import minding
from resupply.case.backtests import Backtests
from resupply.case.bounds import Bounds
from resupply.case.briefing import Briefs
from resupply.case.browsing import Browsing
from resupply.case.exporting import Exporting
from resupply.case.forecasts import Forecasts
from resupply.case.people import People
from resupply.case.plans import Plans
from resupply.case.producing import Producing
from resupply.case.shocks import Shocks
from resupply.case.told import findings_answer
from resupply.core.answer import Answer
from resupply.core.progress import Progress, silent

if TYPE_CHECKING:
    from resupply.case.reviewing.desk import ReviewDesk


class Case(Forecasts, Backtests, Plans, Shocks, Producing, Briefs, People, Browsing, Exporting):
    """A supply system's book and what can be asked of it.

    Made by `resupply.open`. Every question returns an `Answer`: rows with their scope, sources
    and findings, the same at every door.

    Args:
        settings: What the case says of itself.
        book: Its book.
        folder: Where it lives; None for a shipped case.
        findings: What was odd when it was read.
        shipped: Whether it came with the program and is never written to.
        address: Of the database that holds the book, or is to hold it; None = the book is a file.

    Example:
        >>> import resupply
        >>> case = resupply.open("ukraine-2024")
        >>> case.rank(per="total", top=1).rows[0]["donor"]
        'USA'
    """

    # Who gave what

    @minding
    def balances(self, by: Sequence[str] = ("donor",), **bounds: Unpack[Bounds]) -> Answer:
        """What was promised, allocated, delivered, and what waits in between."""
        from resupply.picture import balances

        view, scope = self._asked(bounds)
        return balances.answer(view, scope, by)

    @minding
    def rank(
        self,
        per: str = "total",
        *,
        top: int | None = None,
        group: str | None = None,
        year: int | None = None,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Donors by what they gave: in all, per head, per GDP."""
        from resupply.picture import rank

        view, scope = self._asked(bounds, stage="allocation")
        return rank.answer(view, scope, per=per, top=top, group=group, year=year)

    # Held up

    @minding
    def pauses(self, **bounds: Unpack[Bounds]) -> Answer:
        """Gaps and slumps: who has gone quiet, for how long, and what usually would have come."""
        from resupply.picture import pauses

        view, scope = self._asked(bounds, stage="allocation")
        return pauses.answer(view, scope, today=self._today(scope))

    @minding
    def promises(self, *, curves: bool = False, **bounds: Unpack[Bounds]) -> Answer:
        """Promises one by one: kept, late, open, withdrawn, and the share kept on time."""
        from resupply.picture import promises

        headline = self.settings.promises or self.settings.dataset
        view, scope = self._asked(bounds, dataset=headline)
        told = promises.answer(view, scope, today=self._today(scope))
        if not curves:
            return told
        from resupply.forecast import reliability

        return reliability.beside(told, self.reliability(**bounds))

    @minding
    def lags(self, **bounds: Unpack[Bounds]) -> Answer:
        """How long commitments wait until they are allocated, matched first in, first out."""
        from resupply.picture import lags

        view, scope = self._asked(bounds)
        return lags.answer(view, scope)

    # Stock

    @minding
    def stock(self, **bounds: Unpack[Bounds]) -> Answer:
        """On hand, use per day and days of supply by place and item, with ranges."""
        from resupply.picture import stock

        view, scope = self._asked(bounds)
        return stock.answer(view, scope, today=self._today(scope))

    # What is odd, what changed

    @minding
    def check(self, **bounds: Unpack[Bounds]) -> Answer:
        """What is odd in the book."""
        from resupply.book.check import check
        from resupply.picture import within

        view, scope = self._asked(bounds)
        # The case's own dataset is what its figures are of; what is odd elsewhere is odd too.
        scope = msgspec.structs.replace(scope, dataset=bounds.get("dataset"))
        within.refuse_bounds(scope, "check", ("since", "until"), "bound what is known: --as-of.")
        lines = within.line_ids(view, scope)
        found = check(view, today=self._today(scope), lines=lines)
        return findings_answer("check", scope, [*within.concerning(self.findings, lines), *found])

    @minding
    def diff(
        self,
        known_1: date,
        known_2: date,
        by: Sequence[str] = ("donor", "month"),
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What changed between what was known on two days, why, and by whom."""
        from resupply.picture import changes

        _, scope = self._asked(bounds)
        own = self.settings.currency
        return changes.answer(self.book, scope, known_1, known_2, by, currency=own)

    @minding
    def verify(self, progress: Progress = silent) -> Answer:
        """Whether the book agrees with its chain of hashes; names the first altered record."""
        found = self.book.verify(progress)
        head = self.book.store.head()
        good = f"{head.seq:,} records agree with their chain of hashes."
        return msgspec.structs.replace(
            findings_answer("verify", self.scope(), [found] if found else []),
            result={"sound": found is None, "records": head.seq, "head": head.hash.hex()},
            sentence=found.what if found else f"The book is sound: {good}",
        )

    @minding
    def sources(self, *, most: int = 100, **bounds: Unpack[Bounds]) -> Answer:
        """The entries behind a figure: ask with the figure's own bounds."""
        from resupply.picture import sources

        view, scope = self._asked(bounds)
        return sources.answer(self.book, view, scope, most=most)

    @minding
    def table(self, name: str, **bounds: Unpack[Bounds]) -> Answer:
        """A reference table as last stated by the day: facts, places, legs, production ..."""
        from resupply.picture import tables

        view, scope = self._asked(bounds)
        return tables.answer(view, scope, name)

    # Told by others

    @minding
    def claim(
        self,
        text: str | None = None,
        *,
        file: str | Path | None = None,
        type: str | None = None,
        subject: str | None = None,
        other: str | None = None,
        rank: int | None = None,
        top: bool = False,
        factor: float | None = None,
        less: bool = False,
        value: float | None = None,
        unit: str | None = None,
        per_time: str | None = None,
        operator: str | None = None,
        per: str | None = None,
        group: str | None = None,
        without: str | None = None,
        each: bool = False,
        whole: str | None = None,
        year: int | None = None,
        manner: str | None = None,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """Check what is claimed - a sentence, a file of them, or fields - against the book."""
        from resupply.case import claiming

        fields = claiming.Fields(
            type=type,
            subject=subject,
            other=other,
            rank=rank,
            top=top,
            factor=factor,
            less=less,
            value=value,
            unit=unit,
            per_time=per_time,
            operator=operator,
            per=per,
            group=group,
            without=without,
            each=each,
            whole=whole,
            year=year,
            manner=manner,
        )
        view, scope = self._asked(bounds)
        return claiming.claim(self.book, view, scope, text=text, file=file, fields=fields)

    @minding
    def engagements(self, *, ics: str | Path | None = None, **bounds: Unpack[Bounds]) -> Answer:
        """What was said at visits, summits and forums, and what became of it."""
        from resupply.case import claiming
        from resupply.picture import engagements

        view, scope = self._asked(bounds)
        scope = msgspec.structs.replace(scope, dataset=None)  # statements are of no dataset
        words_on, day = self.settings.as_of, self._today(scope)
        answer = engagements.answer(view, scope, today=day, words_on=words_on)
        return answer if ics is None else claiming.write_calendar(answer, Path(ics), name=self.name)

    # Bring in

    @minding
    def bring(
        self,
        kind: str,
        path: str | Path,
        *,
        known_on: date | None = None,
        by: str | None = None,
        dry_run: bool = False,
        strict: bool = False,
        marked: str | Path | None = None,
        progress: Progress = silent,
    ) -> Answer:
        """Bring a file of a source into the book; only differences to what stands are written."""
        from resupply.case import bringing

        return bringing.bring(
            self,
            kind,
            Path(path),
            known_on=known_on,
            by=by,
            dry_run=dry_run,
            strict=strict,
            marked=None if marked is None else Path(marked),
            progress=progress,
        )

    @minding
    def record(self, /, **fields: Any) -> Answer:
        """Record one move, such as a pledge or a delivery; see `case.moves.Move`."""
        from resupply.case import recording

        return recording.record(self, **fields)

    @minding
    def count(self, /, **fields: Any) -> Answer:
        """Record a count of stock; see `case.recording.count`."""
        from resupply.case import recording

        return recording.count(self, **fields)

    @minding
    def copy(self, to: str | Path) -> Answer:
        """Copy the book, hash for hash, into a new file or an empty PostgreSQL database."""
        from resupply.case import copying

        return copying.copy(self, str(to))

    # Documents

    @minding
    def read(
        self, source: str | Path, *, published: str | None = None, kinds: Sequence[str] = ()
    ) -> Answer:
        """What a document proposes: a file, "-", or a text itself. The book is not touched."""
        from resupply.case import reading

        return reading.answer(reading.reading(source, published=published, kinds=kinds))

    # Review

    @property
    def desk(self) -> "ReviewDesk":
        """Documents and proposals under review, and how they are decided."""
        from resupply.case.reviewing.desk import ReviewDesk

        return ReviewDesk(self)

    @minding
    def review(
        self,
        number: int | None = None,
        *,
        status: str = "open",
        document: int | None = None,
    ) -> Answer:
        """Proposals that wait for review; with a number, one beside its words."""
        desk = self.desk
        return desk.list(status=status, document=document) if number is None else desk.show(number)

    @minding
    def watch(
        self, path: str | Path, *, by: str = "unattended", second: Sequence[str] = ()
    ) -> Answer:
        """Read what is new in a folder or a feed; what is read waits for review."""
        from resupply.case.reviewing import second_readers, watching

        seconds = second_readers.named(second)
        return watching.look(self, Path(path), by=by, seconds=seconds)

    @minding
    def words(self, name: str) -> Answer:
        """The words an entry or row was made of, with what stands around them."""
        from resupply.case.reviewing import words

        return words.answer(self, name)
