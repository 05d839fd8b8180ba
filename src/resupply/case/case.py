"""The case: the object people hold. One method a question, a few lines each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Unpack

import msgspec

from resupply.book import Book, View
from resupply.case.bounds import Bounds, to_scope
from resupply.case.files import warnings
from resupply.case.settings import Settings
from resupply.case.told import findings_answer, with_warnings
from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope

if TYPE_CHECKING:
    from resupply.case.reviewing.desk import ReviewDesk

P = ParamSpec("P")


def _minding(
    question: "Callable[Concatenate[Case, P], Answer]",
) -> "Callable[Concatenate[Case, P], Answer]":
    """Say under every answer what holds for all: that a file is newer than the book."""

    @wraps(question)
    def asked(case: "Case", /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return with_warnings(question(case, *args, **kwargs), warnings(case.findings))

    return asked


class Case:
    """A supply system's book and what can be asked of it.

    Made by `resupply.open`. Every question returns an `Answer`: rows with their scope, sources
    and findings, the same at every door.

    Args:
        settings: What the case says of itself.
        book: Its book.
        folder: Where it lives; None for a shipped case.
        findings: What was odd when it was read.
        shipped: Whether it came with the program and is never written to.

    Example:
        >>> import resupply
        >>> case = resupply.open("ukraine-2024")
        >>> case.rank(per="total", top=1).rows[0]["donor"]
        'USA'
    """

    def __init__(
        self,
        settings: Settings,
        book: Book,
        *,
        folder: Path | None = None,
        findings: Sequence[Finding] = (),
        shipped: bool = False,
    ) -> None:
        self.settings = settings
        self.book = book
        self.folder = folder
        self.findings = tuple(findings)
        self.shipped = shipped

    @property
    def name(self) -> str:
        """Its name."""
        return self.settings.name

    def scope(self, **bounds: Unpack[Bounds]) -> Scope:
        """The scope of a question asked with these bounds."""
        settings = self.settings
        return to_scope(
            bounds, as_of=settings.as_of, dataset=settings.dataset, currency=settings.currency
        )

    def view(self, as_of: date | None = None) -> View:
        """The book as known on a day; default the case's own."""
        return self.book.view(as_of or self.settings.as_of)

    def _asked(self, bounds: Bounds, **defaults: Any) -> tuple[View, Scope]:
        scope = self.scope(**{**defaults, **bounds})
        if bounds.get("dataset") is None:
            scope = msgspec.structs.replace(scope, dataset=self._filled(scope.dataset))
        return self.book.view(scope.as_of), scope

    def _filled(self, dataset: str | None) -> str | None:
        """The case's own dataset, or the only one it has lines of while that is empty.

        Raises:
            QuestionError: It has lines of several others, and they are never added up.
        """
        there = self.book.columns().lines["dataset"].unique().sort().to_list()
        if dataset is None or dataset in there or not there:
            return dataset
        if len(there) > 1:
            raise QuestionError(
                where="--dataset",
                what=f'the case\'s own dataset "{dataset}" is empty; it holds {", ".join(there)}.',
                todo=f"name one, such as --dataset {there[0]}, or set `dataset` in case.toml.",
            )
        return str(there[0])

    def _today(self, scope: Scope) -> date:
        return scope.as_of or today()

    # Who gave what

    @_minding
    def balances(self, by: Sequence[str] = ("donor",), **bounds: Unpack[Bounds]) -> Answer:
        """What was promised, allocated, delivered, and what waits in between."""
        from resupply.picture import balances

        view, scope = self._asked(bounds)
        return balances.answer(view, scope, by)

    @_minding
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

    @_minding
    def pauses(self, **bounds: Unpack[Bounds]) -> Answer:
        """Gaps and slumps: who has gone quiet, for how long, and what usually would have come."""
        from resupply.picture import pauses

        view, scope = self._asked(bounds, stage="allocation")
        return pauses.answer(view, scope, today=self._today(scope))

    @_minding
    def promises(self, **bounds: Unpack[Bounds]) -> Answer:
        """Promises one by one: kept, late, open, withdrawn, and the share kept on time."""
        from resupply.picture import promises

        headline = self.settings.headline.get("promises") or self.settings.dataset
        view, scope = self._asked(bounds, dataset=headline)
        return promises.answer(view, scope, today=self._today(scope))

    @_minding
    def lags(self, **bounds: Unpack[Bounds]) -> Answer:
        """How long commitments wait until they are allocated, matched first in, first out."""
        from resupply.picture import lags

        view, scope = self._asked(bounds)
        return lags.answer(view, scope)

    # Stock

    @_minding
    def stock(self, **bounds: Unpack[Bounds]) -> Answer:
        """On hand, use per day and days of supply by place and item, with ranges."""
        from resupply.picture import stock

        view, scope = self._asked(bounds)
        return stock.answer(view, scope, today=self._today(scope))

    @_minding
    def network(
        self, show: str = "legs", *, scenario: str | None = None, **bounds: Unpack[Bounds]
    ) -> Answer:
        """What a plan is made over: legs, supplies, needs, with ranges and what is odd."""
        from resupply.case import scenarios

        view, scope = self._asked(bounds)
        return scenarios.network(self, view, scope, show=show, scenario=scenario)

    # The plan

    @_minding
    def plan(
        self,
        *,
        days: int = 90,
        step: str = "mixed",
        level: str = "all",
        method: str = "auto",
        seconds: float | None = None,
        fair: bool = True,
        scenario: str | None = None,
        take: Sequence[str] = (),
        previous_on: date | None = None,
        show: str = "all",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What to send from where, which way, when; what stays short, and why."""
        from resupply.case import planning

        view, scope = self._asked(bounds)
        network = planning.network_under(self, view, scope, scenario, take)
        asked = planning.asked(days=days, step=step, method=method, seconds=seconds, fair=fair)
        if previous_on is not None:
            network = planning.followed(self, scope, network, asked, previous_on)
        return planning.plan(view, scope, network, asked, level=level, show=show, progress=progress)

    @_minding
    def bottlenecks(
        self,
        *,
        days: int = 90,
        step: str = "mixed",
        level: str = "central",
        top: int = 12,
        scenario: str | None = None,
        take: Sequence[str] = (),
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What one more of each thing is worth in need met, how far, and what does not bind."""
        from resupply.case import planning

        view, scope = self._asked(bounds)
        network = planning.network_under(self, view, scope, scenario, take)
        asked = planning.asked(days=days, step=step, level=level)
        return planning.bottlenecks(view, scope, network, asked, top=top, progress=progress)

    @_minding
    def what_if(
        self,
        *,
        pause: Sequence[str] = (),
        close: Sequence[str] = (),
        start_on: date | None = None,
        days: int | None = None,
        left: float = 0.0,
        scale: Sequence[str] = (),
        add_stock: Sequence[str] = (),
        add_supply: Sequence[str] = (),
        set_lead: Sequence[str] = (),
        set_capacity: Sequence[str] = (),
        move_date: Sequence[str] = (),
        take: Sequence[str] = (),
        scenario: Sequence[str] = (),
        changes: Sequence[Mapping[str, Any]] = (),
        horizon_days: int = 90,
        step: str = "mixed",
        level: str = "central",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What changes would do: need met and goods sent, beside the plan as it is."""
        from resupply.case import planning

        view, scope = self._asked(bounds)
        made = planning.changes_of(
            pause=pause,
            close=close,
            start_on=start_on,
            days=days,
            left=left,
            scale=scale,
            add_stock=add_stock,
            add_supply=add_supply,
            set_lead=set_lead,
            set_capacity=set_capacity,
            move_date=move_date,
        )
        tried = planning.tried(self, [*made, *changes], take, scenario)
        asked = planning.asked(days=horizon_days, step=step, level=level)
        return planning.what_if(self, view, scope, tried, asked, progress=progress)

    # Shocks

    @_minding
    def survive(
        self,
        *,
        without: Sequence[str] = (),
        kinds: Sequence[str] = (),
        days: int = 180,
        tier: int | None = None,
        need_share: float = 1.0,
        settle_days: int = 0,
        level: str = "central",
        recover_days: int = 30,
        unaffected: bool = False,
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """How long every need is met in full after each loss, and when it is first short."""
        from resupply.case import shocks

        view, scope = self._asked(bounds)
        return shocks.survive(
            self,
            view,
            scope,
            without=without,
            kinds=kinds,
            days=days,
            tier=tier,
            need_share=need_share,
            settle_days=settle_days,
            level=level,
            recover_days=recover_days,
            unaffected=unaffected,
            progress=progress,
        )

    @_minding
    def pause_cost(
        self,
        what: Sequence[str] = (),
        *,
        start_on: date | None = None,
        days: int = 60,
        lengths: Sequence[int] = (),
        horizon_days: int = 180,
        tier: int | None = None,
        need_share: float = 1.0,
        level: str = "central",
        progress: Progress = silent,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """What a pause costs in need that goes unmet, by its length, and when it is felt."""
        from resupply.case import shocks

        view, scope = self._asked(bounds)
        return shocks.pause_cost(
            self,
            view,
            scope,
            [what] if isinstance(what, str) else what,
            start_on=start_on,
            days=days,
            lengths=lengths,
            horizon_days=horizon_days,
            tier=tier,
            need_share=need_share,
            level=level,
            progress=progress,
        )

    @_minding
    def simulate(
        self,
        *,
        runs: int = 1000,
        seed: int = 1,
        days: int = 180,
        policy: str = "plan",
        leads: str = "triangle",
        on_off: Sequence[str] = (),
        cover_days: float = 30.0,
        half_width_percent: float | None = None,
        by: str = "need",
        shocks: bool = False,
        need_share: float = 1.0,
        workers: int | None = None,
        cluster: str | None = None,
        keep: Path | None = None,
        progress: Progress = silent,
        stop: Callable[[], bool] | None = None,
        **bounds: Unpack[Bounds],
    ) -> Answer:
        """How each need fares over many runs, day by day, under uncertain times and figures."""
        from resupply.case.shocks import simulate

        view, scope = self._asked(bounds)
        return simulate(
            self,
            view,
            scope,
            runs=runs,
            seed=seed,
            days=days,
            policy=policy,
            leads=leads,
            on_off=on_off,
            cover_days=cover_days,
            half_width_percent=half_width_percent,
            by=by,
            shocks=shocks,
            need_share=need_share,
            workers=workers,
            cluster=cluster,
            keep=keep,
            progress=progress,
            stop=stop,
        )

    # What is odd, what changed

    @_minding
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

    @_minding
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

    @_minding
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

    @_minding
    def sources(self, *, most: int = 100, **bounds: Unpack[Bounds]) -> Answer:
        """The entries behind a figure: ask with the figure's own bounds."""
        from resupply.picture import sources

        view, scope = self._asked(bounds)
        return sources.answer(self.book, view, scope, most=most)

    @_minding
    def table(self, name: str, **bounds: Unpack[Bounds]) -> Answer:
        """A reference table as last stated by the day: facts, places, legs, production ..."""
        from resupply.picture import tables

        view, scope = self._asked(bounds)
        return tables.answer(view, scope, name)

    # Told by others

    @_minding
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
            year=year,
            manner=manner,
        )
        view, scope = self._asked(bounds)
        return claiming.claim(self.book, view, scope, text=text, file=file, fields=fields)

    @_minding
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

    @_minding
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

    @_minding
    def record(self, /, **fields: Any) -> Answer:
        """Record one move, such as a pledge or a delivery; see `case.moves.Move`."""
        from resupply.case import recording

        return recording.record(self, **fields)

    @_minding
    def count(self, /, **fields: Any) -> Answer:
        """Record a count of stock; see `case.recording.count`."""
        from resupply.case import recording

        return recording.count(self, **fields)

    # Documents

    @_minding
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

    @_minding
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

    @_minding
    def watch(
        self, path: str | Path, *, by: str = "unattended", second: Sequence[str] = ()
    ) -> Answer:
        """Read what is new in a folder or a feed; what is read waits for review."""
        from resupply.case.reviewing import second_readers, watching

        seconds = second_readers.named(second)
        return watching.look(self, Path(path), by=by, seconds=seconds)

    @_minding
    def words(self, name: str) -> Answer:
        """The words an entry or row was made of, with what stands around them."""
        from resupply.case.reviewing import words

        return words.answer(self, name)

    def close(self) -> None:
        """Release the book's file."""
        self.book.close()
