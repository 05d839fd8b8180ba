"""People by name: titles, given names, known office-holders, and surnames that lead back."""

import re
from functools import cache
from typing import NamedTuple

from resupply.intake import gazetteer, names, rx
from resupply.intake.gazetteer import Office
from resupply.intake.mention import Mention
from resupply.intake.names import Found, Part
from resupply.intake.people_words import (
    FAMILY_FIRST,
    FEMALE,
    LETTERS,
    MALE,
    NEVER,
    NO_SURNAMES,
    PARTICLES,
    TITLES,
    WEAK,
)
from resupply.intake.wordlists import words as words_of


class Person(NamedTuple):
    """A name of a person at parts `first` to `last` (exclusive)."""

    first: int
    last: int
    mention: Mention


def find(words: list[Part], known: list[Found], text: str, published: str | None) -> list[Person]:
    """Names of people, in order; full names first teach the surnames that follow."""
    starts = {f.first: f for f in known}
    runs = _runs(words, starts, text)
    month = (published or "2024-02")[:7]
    persons: list[Person] = []
    learned: dict[str, Mention] = {}
    full = [_full(words, first, last, text, month) for first, last in runs]
    for person in full:
        if person:
            learned.setdefault(person.mention.id.lower(), person.mention)
    for (first, last), known_full in zip(runs, full, strict=True):
        person = known_full or _short(words, first, last, text, learned, month)
        if person:
            persons.append(_fullest(person, learned))
    return persons


def _fullest(person: Person, learned: dict[str, Mention]) -> Person:
    known = learned.get(person.mention.id.lower())
    if known is None:
        return person
    mine = person.mention
    name = max((mine.name, known.name), key=len)
    return person._replace(
        mention=mine._replace(
            name=name, country=mine.country or known.country, gender=mine.gender or known.gender
        )
    )


def _runs(words: list[Part], known: dict[int, Found], text: str) -> list[tuple[int, int]]:
    """Stretches of capitalised words, particles inside; known names end them, save given ones."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if not _may_begin(words, i, known):
            found = known.get(i)
            i = found.last if found and not _may_begin(words, i, known) else i + 1
            continue
        k = i + 1
        while k < len(words) and _continues(words, k, known, text):
            k += 1
        while k > i + 1 and words[k - 1].text.lower() in PARTICLES and words[k - 1].text.islower():
            k -= 1
        out.append((i, k))
        i = k
    return out


def _may_begin(words: list[Part], i: int, known: dict[int, Found]) -> bool:
    word = words[i]
    if not word.text[0].isupper():
        return False
    if word.text.lower() in NEVER:
        return word.text == "Jan" and _has_surname(words, i)
    if i not in known or (word.key, *(w.key for w in words[i + 1 : i + 2])) in _holders():
        return True
    return (
        word.text in gazetteer.given_names()
        and known[i].last == i + 1
        and i + 1 < len(words)
        and words[i + 1].joined
        and words[i + 1].text[0].isupper()
        and i + 1 not in known
    )


def _continues(words: list[Part], k: int, known: dict[int, Found], text: str) -> bool:
    word = words[k]
    gap = text[words[k - 1].end : word.start]
    initial = gap == ". " and (
        len(words[k - 1].text) == 1 or words[k - 1].text.lower() in _ABBREVIATED
    )
    if not (word.joined or initial):
        return False
    if len(word.text) == 1 and word.text.isupper() and text[word.end : word.end + 2] == ". ":
        return True  # the "A." of "Mark A. Milley"
    if word.text in LETTERS:
        return False  # "Ana Novak MP said"
    low = word.text.lower()
    if (
        low in PARTICLES
        and k + 1 < len(words)
        and words[k + 1].joined
        and (words[k + 1].text[0].isupper() or words[k + 1].text in PARTICLES)
    ):
        return True
    if gap == "-" and word.text[0].islower():
        return (len(low) > 2 and words[k - 1].text in gazetteer.given_names()) or low in (
            "jong",
            "yeol",
            "myung",
            "keun",
            *("sik", "hee", "jin", "hyun", "jun", "woo", "seok", "suk", "yong", "young", "kyu"),
            *("min", "soo", "tae", "jae", "chul", "hwan", "hoon", "ki", "rae", "mi", "ah"),
        )
    return (
        word.text[0].isupper()
        and low not in NEVER
        and (
            k not in known
            or words[k - 1].text in gazetteer.given_names()
            or (
                words[k].text in gazetteer.given_names()
                and k - 1 >= 0
                and words[k - 1].text.lower() in TITLES
            )
        )
    )


def _has_surname(words: list[Part], i: int) -> bool:
    """Whether "Jan" is a given name: a capitalised word, and no number, follows."""
    after = words[i + 1] if i + 1 < len(words) else None
    return (
        after is not None
        and after.joined
        and after.text.isalpha()
        and after.text[0].isupper()
        and after.text.lower() not in NEVER
    )


_ABBREVIATED = words_of(
    "mr mrs ms dr gen lt col maj sgt capt adm brig sen rep gov amb prof st hon cmdr"
)


@cache
def _holders() -> dict[tuple[str, ...], list[Office]]:
    return {names.keyed(name): held for name, held in gazetteer.offices().items()}


@cache
def _surnames() -> dict[str, list[Office]]:
    out: dict[str, list[Office]] = {}
    for name, held in gazetteer.offices().items():
        out.setdefault(surname(name).lower(), []).extend(held)
    return out


def surname(name: str) -> str:
    """The surname of a full name, with its particles.

    Example:
        >>> surname("Ursula von der Leyen"), surname("Yoon Suk Yeol"), surname("Edi Rama")
        ('von der Leyen', 'Yoon', 'Rama')
    """
    said = name.split()
    if len(said) > 1 and said[0] in FAMILY_FIRST:
        return said[0]
    if said and said[0].lower() in PARTICLES and said[0].islower():
        return name
    for k in range(1, len(said) - 1):
        if said[k].lower() in PARTICLES and said[k].islower():
            return " ".join(said[k:])
    if len(said) > 2 and said[-2] in ("De", "Van", "El", "Al", "Di", "Le", "La"):
        return " ".join(said[-2:])
    return said[-1] if said else name


def _full(words: list[Part], first: int, last: int, text: str, month: str) -> Person | None:
    """A run that names a person by itself: a title, a given name or a known holder is in it."""
    bare = _after_titles(words, first, last)
    gender = _title_gender(words, first, bare)
    titled = bare > first or _titled(words, first, text)
    beside = bare == first and last - first in (2, 3) and _beside_a_title(words, first, last, text)
    titled = titled or beside
    if bare >= last:
        return None
    bare, last = _trimmed(words, bare, last)
    if re.match(r"\.[a-z]", text[words[last - 1].end :][:2]):
        return None  # the name of a site, such as "Ziedot.lv"
    bare = _behind_body(words, bare, last) if titled else _behind_field_word(words, bare, last)
    field = bare < last and bool(
        _OFFICE_OF.search(text[max(0, words[bare].start - 40) : words[bare].start])
    )
    if titled or field:
        behind = _behind_field(words, bare, last)
        bare, titled = behind, titled or behind > bare
    key = tuple(w.key for w in words[bare:last])
    for n in range(len(key), 1, -1):
        if key[:n] in _holders():
            return _person(words, bare, bare + n, text, _held(_holders()[key[:n]], month), gender)
    given = gazetteer.given_names().get(words[bare].text, "") if bare < last else ""
    if last - bare in (2, 3) and not (given or titled) and _acts(words, bare, last, text):
        return _person(words, bare, last, text, None, "")
    of_body = not given and words[last - 1].text.lower() in _NO_ENDS
    if last - bare >= 2 and (given or titled) and not of_body:
        if last - bare > 4:
            last = bare + 4
        return _person(words, bare, last, text, None, gender or given)
    if last - bare == 1 and _of_country(words, bare, text) and _acts(words, bare, last, text):
        return _person(words, bare, last, text, None, "")
    if words[last - 1].text.lower() in NO_SURNAMES:
        return None  # "head of the Youth Association": a part of the office
    placed = _PART_OF_LAND.search(text[max(0, words[bare].start - 8) : words[bare].start])
    if titled and last - bare == 1 and words[bare].text.lower() not in TITLES and not placed:
        held = _surnames().get(words[bare].key.lower())
        return _person(words, bare, last, text, _held(held, month) if held else None, gender)
    return None


#: No surname: "International Development Minister".
_NO_ENDS = NO_SURNAMES | {"minister", "ministers", "secretary", "president", "director"}
_PART_OF_LAND = rx.compile(r"\b(?:North|South|East|West|New|Port)[ -]\Z|\band \Z")
_BODIES = words_of(
    "service ministry fund council agency office department committee administration company group"
    " commission authority centre center bank institute organisation organization union network"
)
_BODY_ENDS = _BODIES | NO_SURNAMES


def _behind_body(words: list[Part], bare: int, last: int) -> int:
    """As in "chairman of the State Information Service Jan Berg": the name is behind the body."""
    cuts = [k + 1 for k in range(bare, last - 1) if words[k].text.lower() in _BODIES]
    return cuts[-1] if cuts else bare


def _behind_field_word(words: list[Part], bare: int, last: int) -> int:
    """As in "the Society for Relief Omar Sula": a given name behind the last word of a body."""
    given = gazetteer.given_names()
    return next(
        (
            k
            for k in range(bare + 1, last - 1)
            if words[k].text in given and words[k - 1].text.lower() in _BODY_ENDS
        ),
        bare,
    )


_OFFICE_OF = rx.compile(
    r"\b(?i:minister|secretary|head|director|chief|chair\w*|commissioner)\s+(?:of"
    r"|for)\s+(?:the\s+)?\Z"
)


def _behind_field(words: list[Part], bare: int, last: int) -> int:
    """As in "Minister of Strategic Industries Ana Novak": a given name begins the name."""
    given = gazetteer.given_names()
    if last - bare < 3 or words[bare].text in given or words[bare].text in FAMILY_FIRST:
        return bare
    return next((k for k in range(bare + 1, last - 1) if words[k].text in given), bare)


def _of_country(words: list[Part], i: int, text: str) -> bool:
    """As in "Brazil's Lula": whose somebody is stands before the name."""
    before = words[i - 1] if i else None
    return (
        before is not None
        and before.text[0].isupper()
        and text[before.end : words[i].start] in ("'s ", "’s ")
        and len(words[i].text) > 2
    )


_BODY = rx.compile(
    r"(?i)(?:s|group|agency|council|fund|committee|institute|relief|aid|watch|international"
    r"|service|office"
    r"|party|union|bank|foundation|trust|network|centre|center|forces?|army|guard|company|corp"
    r"|inc|ltd|region"
    r"|oblast|province|state|city|times|post|news|tv|radio|crescent|cross|command|university"
    r"|society|team|aerospace|defen[cs]e|holding|electric|energy|oil|gas|steel|capital|works"
    r"|nutrition|foods?"
    r"|logistic|telecom|pharma|insurance|airline|shipyard|ordnance|arms)$"
)
_DOES = rx.compile(
    r",\s+who\s|,\s+(?:the\s+)?(?:[A-Z]?[a-z]+\s+){0,2}(?i:governor|mayor|head|director"
    r"|minister|president|chair\w*"
    r"|spokes\w+|deputy\s+\w+|secretary|commander|chief|leader|commissioner|ambassador"
    r"|representative|coordinator|officer|founder|ceo|manager)\s+(?:of|for)\s|\s+(?:said|says"
    r"|told|added|adds|explained|recalled|noted|stressed)\b"
)


#: As in "its manager, Brahim Ali, fears": a role, a comma, the name, a comma.
_PUT_BESIDE = rx.compile(
    r"\b(?:manager|coordinator|director|head|mayor|governor|spokes\w+|commander|colleague|deputy"
    r"|adviser|owner|founder|neighbou?r|one\s+of\s+(?:them|whom)),\s\Z",
    re.IGNORECASE,
)


#: As in "said Abdi Warsame of the bureau".
_SAID = rx.compile(r"[,”\"’'] (?:said|says|added|adds|explained|recalls?|sighs|laughs|told us) \Z")


def _acts(words: list[Part], first: int, last: int, text: str) -> bool:
    """Whether an unknown name does what people do: "Sheldon Yett, who", "Omar Haddadin said"."""
    said = words[first:last]
    if any(w.text.isupper() or not w.text.isalpha() or w.text.lower() in TITLES for w in said):
        return False
    if any(_BODY.search(w.text) for w in said) and not _beside(said, text):
        return False
    alone = first == 0 or not words[first].joined or words[first - 1].text[0].islower()
    return (alone or _of_country(words, first, text)) and bool(
        _DOES.match(text, said[-1].end)
        or (len(said) > 1 and _SAID.search(text[max(0, said[0].start - 16) : said[0].start]))
        or _beside(said, text)
    )


def _beside(said: list[Part], text: str) -> bool:
    """As in "Her deputy, Piet Claassens, was": a role, a comma, the name, a comma."""
    return text[said[-1].end : said[-1].end + 1] == "," and bool(
        _PUT_BESIDE.search(text[max(0, said[0].start - 40) : said[0].start])
    )


def _held(held: list[Office], month: str) -> Office:
    """The office held in the month, or the nearest."""
    now = [o for o in held if o.held_in(month)]
    return now[0] if now else max(held, key=lambda o: (o.since <= month, o.since))


def _after_titles(words: list[Part], first: int, last: int) -> int:
    """Index behind the last title word of a run."""
    bare = first
    for k in range(first, last):
        low = words[k].text.lower()
        if low in TITLES and not (
            k == last - 1 and k > first and words[k - 1].text.lower() not in TITLES
        ):
            bare = k + 1
    return bare


def _trimmed(words: list[Part], first: int, last: int) -> tuple[int, int]:
    while last > first and words[last - 1].text.lower() in NEVER:
        last -= 1
    return first, last


#: As in "Minister for Strategic Industries, Ana Novak": an office with its field in front.
_OF_OFFICE = rx.compile(
    r"\b(?i:minister|secretary|head|director|chief|chair\w*|commissioner|coordinator|ambassador"
    r"|representative|president|speaker|commander|rector|mayor|governor)\s+(?:of|for|to|in)\s+"
    r"(?:(?:the|of|and|for|on|in|to|health|defen[cs]e|foreign|affairs|energy|finance|interior"
    r"|economy"
    r"|agriculture|infrastructure|development|trade|industry)\s+|[A-Z][\w’'-]*,?\s+"
    r"|[a-z-]+,\s+\Z){1,8}\Z"
)


def _titled(words: list[Part], first: int, text: str) -> bool:
    """Whether a title stands directly before, in small letters or as an abbreviation."""
    if not first:
        return False
    lead = text[max(0, words[first].start - 70) : words[first].start]
    if _OF_OFFICE.search(lead):
        return True
    before = words[first - 1]
    gap = text[before.end : words[first].start]
    low = before.text.lower()
    if low == "executive" and first > 1 and words[first - 2].text.lower() == "chief":
        return gap == " "
    return gap in (" ", ". ") and low in TITLES and low not in WEAK


def _beside_a_title(words: list[Part], first: int, last: int, text: str) -> bool:
    """As in "laughs the chairman, Bohumil Krejza.": a title, a comma, the name, a sign."""
    before = words[first - 1] if first else None
    if before is None or text[before.end : words[first].start] != ", ":
        return False
    low = before.text.lower()
    return low in TITLES - WEAK and bool(re.match(r"[,.;]|$", text[words[last - 1].end :][:1]))


def _title_gender(words: list[Part], first: int, bare: int) -> str:
    said = {w.text.lower() for w in words[max(first - 1, 0) : bare]}
    return "m" if said & MALE else "f" if said & FEMALE else ""


def _person(
    words: list[Part], first: int, last: int, text: str, held: Office | None, gender: str
) -> Person:
    start, end = words[first].start, words[last - 1].end
    name = " ".join(text[start:end].split())
    ident = surname(name)
    if held:
        gender, country = held.gender, held.of
    else:
        country = ""
    return Person(first, last, Mention(start, end, ident, "person", name, "", country, gender))


def _short(
    words: list[Part], first: int, last: int, text: str, learned: dict[str, Mention], month: str
) -> Person | None:
    """A surname alone: of somebody named in full elsewhere, or of a known holder of the time."""
    for k in range(first, last):
        for n in (3, 2, 1):
            said = " ".join(w.text for w in words[k : min(k + n, last)])
            if k + n <= last and said.lower() in learned:
                return Person(
                    k,
                    k + n,
                    learned[said.lower()]._replace(start=words[k].start, end=words[k + n - 1].end),
                )
    if last - first == 1:
        held = [
            o
            for o in _surnames().get(words[first].key.lower(), ())
            if o.held_in(month) or o.office != "other"
        ]
        if held and words[first].text.lower() not in _COMMON:
            return _person(words, first, last, text, _held(held, month), "")
    return None


#: Surnames that are words or places too: never by themselves.
_COMMON = words_of(
    "price power singh miller marin brown russell melo dan costa gram wong mitchell johnson"
    " harris peters collins michel martin pavel elder fletcher cooper head store pope blair"
)
