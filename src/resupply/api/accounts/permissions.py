"""Who may do what: one table of all addresses, each with the least role it needs.

What is not in the table is refused, whatever stands behind it, so an address that somebody forgot
lets nobody in. `tests/api/accounts/test_permissions.py` walks every address with every role.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from resupply.core.roles import ROLES

PREFIX = "/api/v1"


class Rule(NamedTuple):
    """What an address asks of who asks.

    Args:
        least: The least role; empty = anybody, signed in or not.
        public: Whether it is among what `--public` shows to all.
        writes: Whether it changes something, and so is put on record.
    """

    least: str
    public: bool = False
    writes: bool = False


ANYBODY = Rule("")
VIEWER, RECORDER, REVIEWER, ADMIN = (Rule(role) for role in ROLES)
AGGREGATE = Rule("viewer", public=True)
BRINGS, DECIDES = Rule("recorder", writes=True), Rule("reviewer", writes=True)
OWN = Rule("viewer", writes=True)

#: Questions that give sums only; the others show single promises, entries, places or words.
PUBLIC_QUESTIONS = frozenset({"balances", "rank", "pauses", "lags"})
#: Questions that need more than a viewer.
_QUESTIONS: Mapping[str, Rule] = {
    "review": RECORDER,
    "users": ADMIN,
    "audit": ADMIN,
}
#: Words of a question that would turn sums into single lines.
NOT_PUBLIC_WORDS: Mapping[str, frozenset[str]] = {"by": frozenset({"line"})}

Route = tuple[str, str]
#: Addresses that are no questions: method, address, rule.
_ROUTES: Mapping[Route, Rule] = {
    ("GET", f"{PREFIX}/openapi.json"): VIEWER,
    ("GET", "/api/"): VIEWER,
    ("GET", "/api/docs"): VIEWER,
    ("GET", "/api/docs/start.js"): VIEWER,
    ("GET", "/api/docs/static/{path}"): VIEWER,
    ("GET", f"{PREFIX}/cases"): AGGREGATE,
    ("GET", f"{PREFIX}/brief/two-pages.{{form}}"): VIEWER,
    ("GET", f"{PREFIX}/export/case.{{form}}"): VIEWER,
    # Jobs: long questions, asked in the background.
    ("GET", f"{PREFIX}/jobs"): VIEWER,
    ("GET", f"{PREFIX}/jobs/{{name}}"): VIEWER,
    ("DELETE", f"{PREFIX}/jobs/{{name}}"): VIEWER,
    ("GET", f"{PREFIX}/jobs/{{name}}/events"): VIEWER,
    ("GET", f"{PREFIX}/jobs/{{name}}/result"): VIEWER,
    # The review desk.
    ("POST", f"{PREFIX}/read"): BRINGS,
    ("GET", f"{PREFIX}/documents"): RECORDER,
    ("GET", f"{PREFIX}/documents/{{number}}"): RECORDER,
    ("GET", f"{PREFIX}/proposals"): RECORDER,
    ("GET", f"{PREFIX}/proposals/{{number}}"): RECORDER,
    ("GET", f"{PREFIX}/decisions"): RECORDER,
    **{
        ("POST", f"{PREFIX}/proposals/{{number}}/{done}"): DECIDES
        for done in ("accept", "edit", "reject", "split", "merge", "same", "undo")
    },
    # Alerts.
    ("GET", f"{PREFIX}/alerts"): VIEWER,
    ("GET", "/feeds/alerts.atom"): VIEWER,
    ("GET", "/alerts/{name}.{form}"): VIEWER,
    # What pages give besides themselves.
    ("GET", "/engagements-calendar.ics"): VIEWER,
    ("GET", "/what-if-change"): VIEWER,
    ("GET", "/what-if-file.{form}"): VIEWER,
    ("POST", "/what-if-read"): VIEWER,
    ("POST", "/what-if-save"): BRINGS,
    ("POST", "/stop-job/{name}"): VIEWER,
    # Pages that write: review desk, import, recording.
    ("POST", "/desk/read"): BRINGS,
    ("POST", "/desk/decide"): DECIDES,
    ("POST", "/import/upload"): BRINGS,
    ("POST", "/import/headings"): BRINGS,
    ("POST", "/import/bring"): BRINGS,
    ("POST", "/record/write"): BRINGS,
    ("POST", "/count/write"): BRINGS,
    ("GET", "/import/marked"): RECORDER,
    ("GET", "/import/template.xlsx"): VIEWER,
    # Accounts.
    ("GET", "/sign-in"): ANYBODY,
    ("POST", "/sign-in"): ANYBODY,
    ("GET", "/sign-in/provider"): ANYBODY,
    ("GET", "/sign-in/back"): ANYBODY,
    ("GET", "/set-up"): ANYBODY,
    ("POST", "/set-up"): ANYBODY,
    ("GET", "/account"): VIEWER,
    ("POST", "/account/sign-out"): OWN,
    ("POST", "/account/sign-out-everywhere"): OWN,
    ("POST", "/account/password"): OWN,
    ("POST", "/account/tokens"): OWN,
    ("POST", "/account/tokens/{number}/revoke"): OWN,
    # Files of the pages; the same for all, and nothing of the case.
    ("GET", "/favicon.ico"): ANYBODY,
    ("GET", "/static/{name}"): ANYBODY,
    ("GET", "/static/vega/{name}"): ANYBODY,
}


class Page(NamedTuple):
    """A page, as far as its permission goes.

    Args:
        asks: Questions it asks.
        role: The least role it says itself.
        base: What the addresses of its figures begin with; empty = its own address.
        sums: Whether it shows nothing but the answers to those questions.
    """

    asks: Iterable[str]
    role: str = "viewer"
    base: str = ""
    sums: bool = True


class Permissions:
    """The table of one server.

    Args:
        questions: Questions that have addresses of REST, as in `case.pause_cost`.
        pages: Addresses of pages.
        more: Further addresses, such as forms of the pages.

    Example:
        >>> pages = {"/rank": Page(["rank"]), "/plan": Page(["plan"])}
        >>> table = Permissions(["rank", "plan"], pages=pages)
        >>> table.rule("GET", "/api/v1/rank").public, table.rule("GET", "/plan/x.csv").public
        (True, False)
        >>> table.rule("GET", "/forgotten") is None
        True
    """

    def __init__(
        self,
        questions: Iterable[str],
        *,
        pages: Mapping[str, Page] | None = None,
        more: Mapping[Route, Rule] | None = None,
    ) -> None:
        self.table: dict[Route, Rule] = dict(_ROUTES)
        for question in questions:
            self.table |= _of_question(question)
        for address, page in (pages or {}).items():
            self.table |= _of_page(address, page)
        self.table |= more or {}
        self._exact = {r: rule for r, rule in self.table.items() if "{" not in r[1]}
        self._patterns = [
            (method, _pattern(path), rule)
            for (method, path), rule in self.table.items()
            if "{" in path
        ]

    def rule(self, method: str, path: str) -> Rule | None:
        """What an address needs; None = there is none in the table."""
        method = "GET" if method == "HEAD" else method
        exact = self._exact.get((method, path))
        if exact is not None:
            return exact
        found = [rule for asked, pattern, rule in self._patterns
                 if asked == method and pattern.fullmatch(path)]  # fmt: skip
        return max(found, key=_strictness) if found else None


def _strictness(rule: Rule) -> tuple[int, bool]:
    """Where two addresses fit, the stricter counts: nobody knows which one answers."""
    return (ROLES.index(rule.least) + 1 if rule.least else 0, not rule.public)


def rule_of_question(question: str) -> Rule:
    """What asking a question needs."""
    return _QUESTIONS.get(question, AGGREGATE if question in PUBLIC_QUESTIONS else VIEWER)


def _of_question(question: str) -> dict[Route, Rule]:
    rule = rule_of_question(question)
    path = f"{PREFIX}/{question.replace('_', '-')}"
    # A body is not looked into for words that are not public, so by body nothing is.
    return {
        ("GET", path): rule,
        ("POST", path): rule._replace(public=False),
        ("POST", f"{PREFIX}/jobs/{question.replace('_', '-')}"): rule._replace(public=False),
    }


def _of_page(address: str, page: Page) -> dict[Route, Rule]:
    """A page needs what the strictest of its questions does, or what it says itself."""
    own = Rule(page.role, public=page.sums and page.role == "viewer")
    needs = [own, *map(rule_of_question, page.asks)]
    rule = max(needs, key=_strictness)._replace(public=all(need.public for need in needs))
    base = page.base or address
    paths = (address, f"{base}.{{form}}", f"{base}/{{part}}", f"/embed{base}/{{part}}")
    return {("GET", path): rule for path in paths}


def _pattern(path: str) -> re.Pattern[str]:
    """An address as a pattern; a part in braces is one part of an address, never a slash.

    Example:
        >>> bool(_pattern("/a/{x}").fullmatch("/a/b")), bool(_pattern("/a/{x}").fullmatch("/a/b/c"))
        (True, False)
    """
    parts = re.split(r"\{\w+\}", path)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))
