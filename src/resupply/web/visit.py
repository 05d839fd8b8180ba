"""One asking of one page: its parameters, its answers, its links."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from time import monotonic, sleep
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Request

from resupply.api.answering import Answering
from resupply.api.jobs import Job, Jobs
from resupply.case import Case
from resupply.case.bounds import Bounds
from resupply.core.answer import Answer
from resupply.core.dates import month_end
from resupply.web.asking import Asked, by_name, fields_of
from resupply.web.page import Page
from resupply.web.words import Words

#: Bounds that a link carries to the next page, where it takes them.
CARRIED = (
    "as_of", "until", "since", "donor", "recipient", "item", "place", "kind", "currency", "rate_on",
)  # fmt: skip
#: How long a page waits for long work before it shows how far it is.
_PATIENCE_SECONDS = 1.0
#: Questions whose figures are sums of entries, so that `sources` lists what is behind a row.
_SUMS = ("balances", "rank", "pauses", "lags", "diff")


class Reader(NamedTuple):
    """What a reader chose for all pages: language and colours."""

    words: Words
    theme: str


class Visit:
    """One asking of one page.

    Args:
        request: The request.
        page: The page.
        asked: What its address asks.
        reader: Language and colours.
        pages: All pages by name.
        asking: Asks the cases.
        jobs: Asks them what takes long.
    """

    def __init__(
        self,
        request: Request,
        page: Page,
        asked: Asked,
        reader: Reader,
        *,
        pages: Mapping[str, Page],
        asking: Answering,
        jobs: Jobs,
    ) -> None:
        self.request = request
        self.page = page
        self.asked = asked
        self.words = reader.words
        self.theme = reader.theme
        self._pages = pages
        self._asking = asking
        self._jobs = jobs

    @property
    def case_name(self) -> str:
        """The case that is asked."""
        return self.asked.case or self._asking.served.name

    @property
    def is_own(self) -> bool:
        """Whether it is the server's own."""
        return self.asked.case in (None, self._asking.served.name)

    def say(self, words: str, **values: Any) -> str:
        """Words in the reader's language."""
        return self.words.say(words, **values)

    def bounds(self) -> dict[str, Any]:
        """The bounds of the filter bar, as a question takes them."""
        return {k: v for k, v in self.asked.given.items() if k in Bounds.__annotations__}

    def answer(self, question: str, **given: Any) -> Answer:
        """Ask the case, from memory where nothing changed since.

        Raises:
            ResupplyError: The case refuses it.
        """
        return self._asking.ask(self.asked.case, question, given).answer

    def begun(self, question: str, given: Mapping[str, Any]) -> Answer | Job:
        """The answer to a question; of long work that is not done in a moment, the job.

        Raises:
            ResupplyError: The case refuses it, or too much waits already.
        """
        told = by_name()[question]
        if not told.long or self.key(question, given) is None:
            return self.answer(question, **given)
        job = self._jobs.submit(told, self.asked.case, given)
        until = monotonic() + _PATIENCE_SECONDS
        while not job.ended and monotonic() < until:
            sleep(0.01)
        if job.state == "failed":
            return self.answer(question, **given)  # refuses again, with its own error
        return job if job.told is None else job.told.answer

    def key(self, question: str, given: Mapping[str, Any]) -> str | None:
        """A hash of all the answer depends on; None where that cannot be told."""
        return self._asking.key(self.asked.case, question, given)

    @contextmanager
    def case(self) -> Iterator[Case]:
        """The case, open to be read."""
        with self._asking.served.reading(self.asked.case) as opened:
            yield opened

    def has(self, page: str) -> bool:
        """Whether there is a page of this name."""
        return page in self._pages

    def url(self, page: str = "", part: str = "", /, **changes: Any) -> str:
        """A link to a page of this server that keeps case and bounds.

        Args:
            page: Name of a page; empty = this one, with all it was asked.
            part: What follows its name: `/figure`, `.csv`.
            changes: Parameters that differ; None leaves one out. `_sort` and the like too.
        """
        target = self._pages.get(page or self.page.name)
        if target is None:
            return f"/{page}"
        asked: dict[str, Any] = {} if self.is_own else {"case": self.asked.case}
        takes = fields_of(target)
        if page:
            asked |= {k: v for k, v in self.asked.given.items() if k in CARRIED and k in takes}
        else:
            asked |= self.asked.given
            asked |= self.asked.look.model_dump(by_alias=True, exclude_defaults=True)
        for chosen in ("_lang", "_theme"):
            if chosen in self.request.query_params:
                asked[chosen] = self.request.query_params[chosen]
        path = f"{target.base}{part}" if part else target.address
        return address(path, {**asked, **changes})

    def entries(self, answer: Answer, row: Mapping[str, Any]) -> str | None:
        """Where the entries behind a row are listed; None where no figure of it is a sum."""
        if answer.question not in _SUMS or "sources" not in self._pages:
            return None
        within: dict[str, Any] = {
            k: v for k, v in self.asked.given.items() if k in Bounds.__annotations__
        }
        within |= {"dataset": row.get("dataset") or answer.scope.dataset}
        stage = row.get("stage") or answer.scope.stage
        within |= {"stage": stage} if stage and answer.question != "lags" else {}
        for name in ("donor", "recipient", "item", "kind", "place"):
            if isinstance(row.get(name), str):
                within[name] = row[name]
        within |= _month(row.get("month"))
        if not self.is_own:
            within["case"] = self.asked.case
        return address("/sources", within)

    def lead(self, name: str, row: Mapping[str, Any]) -> str | None:
        """Where a cell of a column leads."""
        if name in ("donor", "name", "donor_name") and "donor" in self._pages:
            donor = row.get("donor")
            return self.url("donor", donor=donor) if isinstance(donor, str) and donor else None
        if name in ("entry_id", "corrects") and isinstance(row.get(name), str):
            return self.url("entry", name=row[name])
        return None


def _month(month: Any) -> dict[str, date]:
    if not isinstance(month, date):
        return {}
    return {"since": month, "until": month_end(month) if month.day == 1 else month}


def address(path: str, asked: Mapping[str, Any]) -> str:
    """A path with its question part; lists are joined, None is left out.

    Example:
        >>> address("/rank", {"donor": ["DNK", "USA"], "per": "head", "top": None})
        '/rank?donor=DNK%2CUSA&per=head'
    """
    pairs = [(k, _text(v)) for k, v in asked.items() if v not in (None, "", [], ())]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(map(str, value))
    return str(value)
