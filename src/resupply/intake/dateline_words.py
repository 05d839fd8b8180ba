"""Words at the head of a text: how a place is written, and what is no place."""

import re

from resupply.intake.wordlists import words as words_of

NOT_PLACES = words_of(
    "update breaking exclusive factbox live analysis watch video press statement opinion news"
    " explainer photo fact media"
    " release remarks readout note highlights summary key background context situation flash"
    " report humanitarian appeal"
    " published posted updated issued released created modified dated printed reviewed edited"
    " joint communique declaration speech interview q&a urgent alert correction timeline date"
    " today menafn albawaba ukrinform reuters xinhua anadolu interfax"
    " source mon tue tues wed thu thur thurs fri sat sun file"
)


def is_title(rest: str) -> bool:
    """Whether a title or a day stands behind the mark, and no sentence."""
    words = rest.split()
    small = [w for w in words if w.islower() and len(w) > 3]
    return bool(words) and not small


def titled(place: str) -> str:
    """TIRANA as Tirana; what is written in small letters stays."""
    place = re.sub(r"(?<=[A-Z]{3})\s+[A-Z][a-z]{1,4}\.$", "", place.strip()).strip(" .,")
    if place.upper() != place or (len(place) <= 3 and "." in place):
        return place
    return re.sub(r"[^\W_]+(?:['’][^\W_]+)*", lambda w: _word(w[0]), place)


def _word(word: str) -> str:
    """N'DJAMENA as N'Djamena, but not SANA'A as Sana'A."""
    first, mark, rest = word.replace("’", "'").partition("'")
    return first.capitalize() + mark + (rest.capitalize() if len(first) == 1 else rest.lower())
