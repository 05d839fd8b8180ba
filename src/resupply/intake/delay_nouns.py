"""Nouns of what is held up: nearest behind a word, nearest ahead of it; goods of any kind."""

from resupply.intake import delay_rules, lexicon
from resupply.intake.page import Page
from resupply.intake.scene import Scene

_ABOUT = lexicon.words("delay.about")


def goods(scene: Scene, first: int, last: int, *, nearest: bool = False) -> tuple[int, int] | None:
    """Goods that the list of nouns does not have: the first of a stretch, or the last of it."""
    page = scene.page
    told = [
        t
        for t in page.things_in(first, last)
        if t.sort in ("goods", "unknown") and t.item_span and not t.inside and t.last <= last
    ]
    if not told:
        return None
    found = told[-1] if nearest else told[0]
    between = page.words[found.last : last] if nearest else page.words[first : found.first]
    if any(w.text in ";:." or w.low in CAUSES for w in between) or (
        found.sort == "unknown" and not found.values
    ):
        return None
    return found.item_span


#: Behind them stands why.
CAUSES = frozenset(["due", "because", "amid", "despite", "owing", "amidst", "following"])


#: "Aid workers", "food agencies": who helps, and no help.
_HELPERS = frozenset(
    (
        *("worker", "agency", "group", "official", "organisation", "organization", "chief"),
        *("staff", "expert", "charity", "coordinator"),
    )
)


def _of_helpers(page: Page, k: int) -> bool:
    """Whether a noun only says whom the next word means ("aid" in "aid workers")."""
    after = page.words[k + 1 : k + 2]
    return bool(after) and after[0].gap == " " and lexicon.singular(after[0].low) in _HELPERS


def noun(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The first noun of a stretch that can be held up, with the words before it."""
    page = scene.page
    for k in range(first, last):
        word = page.words[k]
        told = word.verb and word.verb.group == "report" and word.low != "agree"
        if word.text in ".;:" or (told and k > first):
            return None
        if k > first and word.low in CAUSES:
            return None  # "cut staff by a third because of lower contributions"
        if (lexicon.singular(word.low) in _ABOUT or word.low in _ABOUT) and not _of_helpers(
            page, k
        ):
            a = _before(page, k, first)
            b = k + 1
            while (
                b < last
                and lexicon.singular(page.words[b].low) in _ABOUT
                and page.words[b].gap == " "
                and not page.words[b].verb
            ):
                b += 1
            return page.words[a].start, page.words[b - 1].end
    return None


def noun_left(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The last noun of a stretch that can be held up, with the words before it."""
    page = scene.page
    for k in range(last - 1, first - 1, -1):
        word = page.words[k]
        if word.text in ".;:":
            return None
        noun = not word.verb or (k - 1 in page.names and word.low == word.verb.lemma)
        if delay_rules.where(page, k, first) or _of_helpers(page, k):
            continue  # "repaired at a plant near Seville": where, and not what
        if lexicon.singular(word.low) in _ABOUT and noun:  # "US support paused"
            a = _before(page, k, first)
            if k < last - 1 and a > first and page.words[a - 1].low == "including":
                continue  # "three lorries of medicine, including drips, are stuck"
            return page.words[a].start, word.end
    return None


def _before(page: Page, k: int, first: int) -> int:
    """The first of the words before word `k` that belong to the same noun."""
    while (
        k > first
        and not page.words[k - 1].closed
        and not page.words[k - 1].is_sign
        and not page.words[k - 1].verb
        and k - 1 not in page.names
    ):
        k -= 1
    return k
