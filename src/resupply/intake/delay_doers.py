"""Who holds something up, read around the word that says so, where no verb of a rule leads to it.

Whoever stands behind "by", whoever owns the noun ("the Swiss veto"), the subject ahead of it.
"""

import re

from resupply.intake import rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

#: What leads to somebody who does not act: "sent to Chad", "the port of Malta".
_LEADS = frozenset(
    (
        *("to", "for", "in", "from", "of", "with", "against", "between", "at", "on", "near"),
        *("into", "about", "over", "like", "through", "towards", "than", "inside", "across"),
        *("within", "under", "among", "by", "via"),
    )
)
#: What may stand between such a word and the name.
_BETWEEN = frozenset(["the", "a", "an", "and", "its", "their", "his", "her", "our"])
_BY_REACH = 9
_ACTED = rx.compile(
    r"\b(?:by|from) (?:the |an? |its |some )?(?:[a-z][\w-]+ ){0,2}\Z|\bby [^.;:,]{0,30}\band \Z"
)
#: Such as "the government of", "CEO of", "decision by": what is led to acts.
_OF_THE_ACTOR = rx.compile(
    r"(?:government|ministry|parliament|republic|kingdom|army|military|cabinet|administration"
    r"|president|minister|head|chief|CEO|chair|director|spokes\w+|secretary|agency|members?"
    r"|decisions?|votes?|orders?|moves?|refusals?|failures?|most|many|some|several|rest|all) "
    r"(?:of|by|in) (?:the )?(?:[\w-]+ ){0,3}\Z",
    re.IGNORECASE,
)


def doer(scene: Scene, at: int, begin: int, end: int) -> str | None:
    """Who does what word `at` tells, as an id or a name.

    Args:
        scene: The text.
        at: The word that says that something is held up.
        begin: First word of the sentence.
        end: The word behind its last.
    """
    found = _behind(scene, at, end) or scene.page.actor_at(at - 1)
    found = found or _ahead(scene, at, begin)
    return found.id if found else None


def ahead(scene: Scene, at: int, begin: int) -> str | None:
    """The subject of word `at`, as an id or a name."""
    found = _ahead(scene, at, begin)
    return found.id if found else None


def _behind(scene: Scene, at: int, end: int) -> Actor | None:
    """Such as "stopped by Polish officials", "cuts by the Dutch"."""
    page = scene.page
    start = page.words[at].end
    for actor in page.actors_in(at + 1, min(end, at + _BY_REACH)):
        lead = page.text[start : actor.start]
        if any(sign in lead for sign in ",;:—"):
            return None
        if _ACTED.search(lead) and not _one_helped(scene, actor):
            return actor
    return None


def _ahead(scene: Scene, at: int, begin: int) -> Actor | None:
    """The subject: the nearest name ahead that nothing leads to; at last who says so."""
    page = scene.page
    pronoun = _pronoun(scene, at, begin)
    sayer = None
    for actor in reversed(page.actors_in(begin, at)):
        if page.index(actor.end) > at or _led_to(scene, actor, begin) or _one_helped(scene, actor):
            continue
        if pronoun is not None and page.index(actor.start) < pronoun:
            sayer = sayer or actor
            break
        if not _says(scene, actor):
            return actor
        sayer = sayer or actor
    return scene.clauses.meant(pronoun) or sayer if pronoun is not None else None


def _one_helped(scene: Scene, actor: Actor) -> bool:
    return actor.id == scene.givers.topic or actor.kind == "place"


def _led_to(scene: Scene, actor: Actor, begin: int) -> bool:
    words = scene.page.words
    first = scene.page.index(actor.start)
    k = first - 1
    while k > begin and (
        words[k].low in _BETWEEN
        or (not words[k].closed and not words[k].is_sign and not words[k].verb and first - k < 4)
    ):
        k -= 1
    if k < begin or words[k].low not in _LEADS:
        return False
    return not _OF_THE_ACTOR.search(scene.page.text, words[begin].start, actor.start)


def _says(scene: Scene, actor: Actor) -> bool:
    """Such as "Novak said that", ", UNICEF warned": tells of it."""
    words = scene.page.words
    after = scene.page.index(actor.end)
    near = words[after : after + 4]
    return any(w.verb is not None and w.verb.group == "report" for w in near)


def _pronoun(scene: Scene, at: int, begin: int) -> int | None:
    """The pronoun nearest ahead of the word."""
    words = scene.page.words
    told = (k for k in range(at - 1, begin - 1, -1) if words[k].low in _PRONOUNS)
    return next(told, None)


_PRONOUNS = frozenset(["it", "they", "he", "she"])
