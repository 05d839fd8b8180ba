"""The clause a claim stands in, as a draft: from its subject to its end."""

import re
from collections.abc import Iterator

from resupply.intake import claim_beside, claim_owners, claim_settled, claim_subject
from resupply.intake.draft import Draft
from resupply.intake.page import Page
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.words import Word


def draft(
    scene: Scene, first: int, at: int, kind: str, value: object, rule: str, wide: bool = True
) -> Draft:
    """A claim over the clause around word `at`, with its subject.

    Args:
        scene: The text.
        first: First word of what tells the claim.
        at: Its last word.
        kind: Type of the claim.
        value: The figure, or None.
        rule: Id of the rule.
        wide: Whether the clause around belongs to it.
    """
    page = scene.page
    begin, end = page.sentence(first)
    a, b = _clause(scene, begin, at, end) if wide else (page.words[first].start, page.words[at].end)
    subject = claim_beside.beside(scene, begin, first, at, kind)
    subject = subject or claim_owners.plain(scene, begin, first, at, kind)
    subject = subject or claim_subject.find(scene, begin, first, at, kind)
    subject = claim_settled.settled(scene, subject, begin, first, at, kind)
    fields: dict[str, object] = {"type": kind}
    if value is not None:
        fields["value"] = value
    if subject:
        fields["subject"] = subject.id
    spans = {"value": (page.words[first].start, page.words[at].end)}
    if subject:
        spans["subject"] = (subject.start, subject.end)
    return Draft("claim", (a, b), fields, spans, rule, f"a {kind} that can be checked")


def figures_behind(page: Page, cue: re.Match[str]) -> Iterator[Thing]:
    """The things of which the figure stands right behind a cue, or around its end."""
    first = page.index(cue.end())
    return (t for t in page.things_in(max(0, first - 4), first + 2) if t.last > first)


def _clause(scene: Scene, begin: int, at: int, end: int) -> tuple[int, int]:
    words = scene.page.words
    a = at
    while a > begin:
        word = words[a - 1]
        if (
            word.text in '.;:“"”()'
            or word.text in "–—"
            or words[a].start <= scene.body
            or (word.verb and word.verb.group == "report")
            or word.low in ("that", "which", "while", "but")
            or (word.low == "and" and _joins_clauses(scene, begin, a - 1, end))
        ):
            break
        if word.text == "," and a - 1 > begin and words[a - 1].gap != "":
            break
        apposed = words[a].low in ("the", "its", "their") and at - a < 4
        apposed = apposed or words[a].low in ("more", "twice")
        if word.text == "," and _joins_clauses(scene, begin, a - 1, end):
            break
        if word.text == "," and (_verb_between(scene, a, at) or apposed):
            break
        a -= 1
    _, b = scene.clause(at, end)
    while a < at and words[a].is_sign and words[a].text not in '$€£"“«':
        a += 1
    ands = (k for k in range(at + 1, end) if words[k].low == "and")
    joint = next((k for k in ands if _joins_clauses(scene, begin, k, end)), None)
    if joint is not None and words[at].end <= words[joint].start < b:
        b = words[joint - 1].end
    start = words[a].start
    comma = next((k for k in range(at + 1, end) if words[k].text == ","), None)
    if (
        comma is not None
        and words[at].end <= words[comma].start < b
        and not _numbered(scene, comma)
    ):
        b = words[comma - 1].end
    return start, min(max(b, words[at].end), start + 390)


def _numbered(scene: Scene, comma: int) -> bool:
    """Whether the comma only parts two figures ("524,000, or 52% of the target")."""
    after = scene.page.words[comma + 1].low if comma + 1 < len(scene.page.words) else ""
    return after in ("or", "and", "nearly", "almost", "about")


_PARTS = frozenset(["half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth"])


def _joins_clauses(scene: Scene, begin: int, k: int, end: int) -> bool:
    """Such as "33 million are hit and 1,100 people have died": a figure and a verb behind."""
    words = scene.page.words
    near = words[k + 1 : min(k + 6, end)]
    figure = any(w.text[0].isdigit() for w in near[:3]) or any(w.low in _PARTS for w in near)
    if not figure or not any(_finite(w) for w in words[begin:k]):
        return False
    for word in words[k + 2 : min(k + 8, end)]:
        if word.is_sign and word.text not in "%$€£":
            return False
        if word.low in ("is", "are", "was", "were", "has", "have", "had"):
            return True
    return False


def _finite(word: Word) -> bool:
    return word.closed == "auxiliary" or (word.verb is not None and word.verb.form in ("past", "s"))


def _verb_between(scene: Scene, a: int, b: int) -> bool:
    return any(scene.page.words[k].verb for k in range(a, b))
