"""Who holds something up, told beside the words of holding up.

"Stuck at the Polish border", "late deliveries from the West", "the President's sudden freeze",
"the agency has had to cut", "floods have delayed": whose border it is, whose deliveries, what.
"""

import re

from resupply.intake import rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

_HELD = rx.compile(r"(?i)held|hold|stuck|strand|block|stop|bar|delay|wait|trap|turn")
_AT = rx.compile(r"\b(?:at|on|in|near|by) (?:the |an? )?\Z")
_BORDER = rx.compile(
    r"(?:['’]s?)? (?:[\w-]+ )?(?:borders?|ports?|customs|checkpoints?|frontiers?|airports?)\b"
)
_FROM = rx.compile(
    r" from (?:the |some |its |their )?(?P<who>West\b|(?:[\w-]+ ){0,2}?(?:donors|partners|allies"
    r"|governments|countries|states|capitals)\b)"
)
_BACK = rx.compile(
    r"\b(?P<who>[Ii]t|[Tt]hey|[Hh]e|[Ss]he|[Tt]he (?P<noun>agency|company|organi[sz]ation|firm"
    r"|charity|bloc|group))(?: (?:has|had|have|is|was|were|will|would|may|already|also|now|to|been"
    r"|be|again|forced|obliged|\w+ly))* \Z"
)
_FORCES = (
    r"(?:ash|violence|fighting|floods?|flooding|rains?|snow|storms?|cyclones?"
    r"|weather|strikes?|clashes|insecurity|bureaucracy|red tape|landslides?|protests)"
)
#: "Heavy rains have washed away roads and limit": they do both.
_NATURE_TOO = rx.compile(
    rf"(?:[•*–-] )?(?P<who>(?:[A-Z][\w-]+ )?{_FORCES}(?: and {_FORCES})?)\b"
    r"(?:(?! to )[^,.;:])* and \Z",
    re.IGNORECASE,
)
_NATURE = rx.compile(
    rf"(?P<who>(?:[\w-]+ )?{_FORCES})"
    r"(?: (?:in|on|at|near|across) (?:[\w-]+ ){1,4}?)? ?"
    r"(?:(?:has|have|had|is|are|was|were|also|still|now|may|could|will|would) )*\Z",
    re.IGNORECASE,
)


def border(scene: Scene, at: int, end: int) -> str | None:
    """Such as "held up at Poland's border", "stuck in EU ports"."""
    page = scene.page
    if not _HELD.match(page.words[at].text):
        return None
    for actor in page.actors_in(at + 1, min(end, at + 7)):
        led = _AT.search(page.text, page.words[at].end, actor.start)
        if led and _BORDER.match(page.text, actor.end) and actor.id != scene.givers.topic:
            return actor.id
    return None


def source(scene: Scene, stop: int) -> str | None:
    """Such as "cuts from big donors", read from a character on."""
    found = _FROM.match(scene.page.text, stop)
    return found["who"] if found else None


def owner(scene: Scene, at: int, begin: int) -> Actor | None:
    """Such as "the President's sudden freeze"."""
    words = scene.page.words
    k = at - 1
    while k > max(begin, at - 3) and not (words[k].closed or words[k].is_sign or words[k].verb):
        if words[k].possessive:
            break
        k -= 1
    return scene.page.actor_at(k) if k >= begin and words[k].possessive else None


def spoken_of(scene: Scene, verb: int, begin: int) -> str | None:
    """Such as "the agency has had to cut": who is meant; or the weather that does it."""
    page = scene.page
    start = page.words[begin].start
    back = _BACK.search(page.text, start, verb)
    if back is not None:
        who = scene.clauses.meant(page.index(back.start("noun" if back["noun"] else "who")))
        return who.id if who else None
    nature = _NATURE.search(page.text, max(start, verb - 80), verb)
    nature = nature or _NATURE_TOO.match(page.text, start, verb)
    return nature["who"].strip() if nature else None
