"""What stands above a line and counts for it: a heading that tells a stage, a country in front.

Lists of ministries have headings ("Delivered:", "In preparation"), roundups begin each paragraph
with a country ("Bulgaria. Parliament voted ..."). Neither is part of the sentence it counts for.
"""

import re
from bisect import bisect_right
from collections.abc import Collection

from resupply.intake import rx
from resupply.intake.page import Actor, Page
from resupply.intake.recipients import NEWSROOMS

_LINE = rx.compile(r"[^\n]+")
_BULLET = rx.compile(r"\s*(?:(?:[-–—•*·▪●‣◦]|--)\s*|\(?\d{1,2}[.)]\s+)")
#: A heading is short; what is longer is a sentence.
_WORDS = 14
_STAGES = (
    (rx.compile(r"\bunder (?:consideration|discussion|review)\b|\brequested\b", re.I), "in_talks"),
    (
        rx.compile(
            r"\b(?:will|would|is to|are to) (?:\w+ly |also |soon |now )*(?:receive|get|send|deliver"
            r"|supply|provide|donate|transfer|give|hand|ship|include)\b"
            r"|\b(?:to be|will be|yet to be|not yet|being|in|under|for) (?:\w+ly )?(?:deliver|suppl"
            r"|provid|sent|ship|donat|transfer|hand|dispatch|prepar|plan|pipeline|progress|execut"
            r"|process)|\b(?:planned|upcoming|pending|pledged|promised|announced|forthcoming"
            r"|outstanding|remaining)\b|\bnext (?:deliver|package|batch)|\bstill to\b",
            re.I,
        ),
        "pledged",
    ),
    (rx.compile(r"\b(?:committed|ordered|contracted|approved|allocated|in production)\b", re.I),
     "committed"),
    (
        rx.compile(
            r"\b(?:delivered|supplied|sent|donated|handed over|transferred|shipped|dispatched"
            r"|arrived|completed|provided|received)\b|\bdeliver(?:y|ies) (?:so far|to date|made)",
            re.I,
        ),
        "delivered",
    ),
)  # fmt: skip
_OPENED = rx.compile(r"\s*(?:\|\s*|\t\s*|\.\s+(?=[A-Z])|(?::|\s[–—-]|–|—)\s+(?=[\w$€£]))")


class Headings:
    """The lines of a page, and what stands above each.

    Args:
        page: The page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines = [m.span() for m in _LINE.finditer(page.text) if m[0].strip()]
        self._starts = [a for a, _ in self._lines]
        self._opened = self._countries() if len(self._lines) > 1 else {}
        self._alone: set[str] = set()
        self._below()

    def stage(self, at: int) -> str | None:
        """The stage that a heading above the line of a character tells, if one does."""
        n = bisect_right(self._starts, at) - 1
        if n < 1 or not self._in_a_list(n):
            return None
        for k in range(n - 1, -1, -1):
            said = self.page.text[slice(*self._lines[k])]
            if _BULLET.match(said):
                continue
            if not self._is_heading(said):
                return None
            found = next((stage for cue, stage in _STAGES if cue.search(said)), None)
            if found and not any(c.isdigit() for c in said.split(":")[0][:4]):
                return found
        return None

    def opener(self, at: int) -> tuple[int, int] | None:
        """The line above a list that tells what is done with the lines of a character.

        It ends in a colon; above bullets a full stop will do. Lines of a list without bullets are
        short.
        """
        n = bisect_right(self._starts, at) - 1
        if n < 1:
            return None
        marked = bool(_BULLET.match(self.page.text, *self._lines[n]))
        for k in range(n - 1, -1, -1):
            said = self.page.text[slice(*self._lines[k])].rstrip()
            if said.endswith(":"):
                return self._lines[k]
            if marked and not _BULLET.match(said):
                return self._lines[k] if said.endswith(".") else None
            if not marked and len(said.split()) > _WORDS:
                return None
        return None

    def _in_a_list(self, n: int) -> bool:
        said = self.page.text[slice(*self._lines[n])]
        return bool(_BULLET.match(said)) or self._is_heading(said)

    def _is_heading(self, said: str) -> bool:
        return len(said.split()) <= _WORDS and said.rstrip()[-1] not in ".!?"

    def giver(self, at: int) -> Actor | None:
        """The country in front of the paragraph of a character, in a text with several such."""
        before = self.page.actor_at(self.page.index(at) - 1)
        if before is not None and not self.page.text[before.start].isalnum():
            return before  # a flag: "14 Leopard 2A6" of Germany
        n = bisect_right(self._starts, at) - 1
        return self._opened.get(n) if len(self._opened) > 1 else None

    def named(self, ident: str | None, helped: Collection[str]) -> bool:
        """Whether somebody is one of several names above paragraphs, all of those helped."""
        ids = self._alone
        return len(ids) > 1 and ident in ids and ids <= {*helped}

    def _below(self) -> None:
        """Gives what stands below a line that is only a name to that name, in a text of several."""
        alone = {n: a for n, a in self._opened.items() if self._is_alone(n, a)}
        self._alone = {a.id for a in alone.values()}
        if len(alone) < 2:
            return
        above: Actor | None = None
        for n, (start, end) in enumerate(self._lines):
            if n in self._opened:
                above = self._opened[n]
            elif above is not None and self._is_title(self.page.text[start:end]):
                above = None
            elif above is not None:
                self._opened[n] = above

    def _is_alone(self, n: int, actor: Actor) -> bool:
        """Whether a line is nothing but a name, a mark before it and a colon behind it."""
        start, end = self._lines[n]
        rest = self.page.text[start : actor.start] + self.page.text[actor.end : end]
        return not any(c.isalnum() for c in rest.replace("The", "").replace("the", ""))

    def _is_title(self, said: str) -> bool:
        return self._is_heading(said) and len(said.split()) <= 5 and said.lstrip()[:1].isupper()

    def _countries(self) -> dict[int, Actor]:
        out = {}
        for n, (start, end) in enumerate(self._lines):
            bullet = _BULLET.match(self.page.text, start, end)
            first = bullet.end() if bullet else start
            while first < end and self.page.text[first].isspace():
                first += 1
            if self.page.text.startswith("The ", first):
                first += 4
            actor = self.page.actor_at(self.page.index(first))
            if actor is None or actor.start != first or actor.kind in ("person", "place"):
                continue
            flag = not self.page.text[actor.start].isalnum()
            alone = actor.id not in NEWSROOMS and self._is_alone(n, actor)
            if flag or alone or _OPENED.match(self.page.text, actor.end, end):
                out[n] = actor
        return out
