"""Bodies that no list of names knows: charities, funds, provinces and firms that give.

Found by the form of their name ("the Lindqvist Foundation", "State of Oregon") or by what is said
of them ("donated by Harbour Mills", "Open Hands has shipped 40 tonnes").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from resupply.intake import lexicon, naming, rx, spotting
from resupply.intake.page import Actor

_WORD = r"[A-Z][\w’&-]*"
_JOINED = r"(?: (?:of|for|and|&|the|de|del|without) (?:the )?(?=[A-Z]))?"
_NAME = rf"{_WORD}(?:{_JOINED} ?(?<= ){_WORD})*"
_HEADS = (
    r"Foundation|Charity|Charities|Red Cross(?: Society)?|Red Crescent(?: Society)?"
    r"|Refugee Council|Rotary(?: Club)?|Association|Federation|Church|Relief Fund|Trust Fund"
    r"|Support Fund|Humanitarian Fund|Fund for Development|Development Fund|Charitable Trust"
    r"|Development Commission|Emergency Management Agency|Disaster Management (?:Authority|Agency)"
    r"|Development Bank|Humanitarian Operations|Lions Club|Aid Society|Relief Committee"
)
#: A name that ends in what the body is.
_NAMED = rx.compile(rf"(?:{_WORD} (?:(?:of|for|and|&|the|de) )?){{1,5}}(?:{_HEADS})\b(?! Minister)")
#: A part of a state, named with what it is.
_PART = rx.compile(
    r"\b(?:State|Commonwealth|Province|City|Canton|Region|County) of "
    r"(?:the )?[A-Z]\w+(?: [A-Z]\w+)?"
)
_GIVES = (
    r"donat(?:ed|es|ing)|suppl(?:ied|ies)|provid(?:ed|es)|deliver(?:ed|s)|shipped|sent|sends"
    r"|distributed|dispatched|airlifted|contributed|handed|pledged|raised|gave|given|funded"
)
_GIVE = (
    r"(?:(?<=will )|helped (?:to )?)(?:donate|supply|provide|deliver|ship|send|give"
    r"|be (?:donating|supplying|providing|delivering|shipping|sending|giving))"
)
#: Who gives, with at least two capitals: "Open Hands has so far shipped".
_ACTS = rx.compile(
    rf"(?P<who>{_WORD}(?:{_JOINED} ?(?<= ){_WORD}){{1,5}})(?: \([A-Z]{{2,8}}\)|, [^,.;:]{{3,60}},)?"
    rf" (?:has |have |had |also |alone |already |will |since |so far |\w+ly )*"
    rf"(?:(?:since|in|on) [\w ,]{{3,30}} )?(?:{_GIVES}|{_GIVE})\b"
)
#: Who gives most: "Anna Berg tops the list of donors".
_TOPS = rx.compile(
    rf"(?P<who>{_WORD}(?: {_WORD}){{1,4}}) (?:tops|topped|leads|led|heads) the (?:list|table)\b"
)
#: Whose gift it is: "donated by Harbour Mills", "donations from the Open Hands".
_BY = rx.compile(
    r"\b(?:(?:donated|gifted|funded|financed|contributed|provided|supplied|sent|paid for) by"
    rf"|(?:donations?|gifts?|contributions?|grants?) from) (?:the )?(?P<who>{_NAME})"
)
#: A name in quotation marks behind what it is: 'the charity "Open Hands"'.
_CALLED = rx.compile(
    r"\b(?:NGO|[Cc]harity|[Ff]oundation|[Oo]rgani[sz]ation|[Ff]und|[Aa]ssociation|[Mm]ovement"
    r"|[Cc]ompany|[Cc]oncern|[Ff]irm|[Ii]nitiative|[Cc]ampaign|[Pp]roject|[Gg]roup|[Cc]lub)"
    rf' [“"«„](?P<who>{_WORD}(?:{_JOINED} ?(?<= ){_WORD})*)[”"»]'
)
#: A name behind what it is: "the nonprofit Open Hands", "a local firm, Harbour Mills Ltd".
_CLASSED = rx.compile(
    r"\b(?:NGO|[Nn]on-?profit|[Cc]harity|[Ff]oundation|(?:aid|relief|volunteer) (?:group|agency"
    r"|organi[sz]ation)|(?:company|firm)(?=,))(?:,| called| named)? "
    rf"(?P<who>{_WORD}(?:{_JOINED} ?(?<= ){_WORD}){{1,4}})"
)
#: Letters that nobody explains and that give: "BRZT has handed out".
_LETTERS = rx.compile(
    rf"\b(?P<who>[A-Z]{{3,6}})(?: staff| volunteers| teams?)? (?:has|have) (?:also |already |now )?"
    rf"(?:{_GIVES})\b"
)
#: A body and the letters it goes by: "the North Shore Development Commission (NSDC)".
_EXPLAINED = rx.compile(
    rf"(?P<who>{_WORD}(?:{_JOINED} ?(?<= ){_WORD}){{1,8}}) \((?P<letters>[A-Z]{{2,8}})\)"
)
_BODY = rx.compile(
    r"\b(?:Authority|Agency|Commission|Committee|Department|Ministry|Services?|Office|Bureau"
    r"|Cent(?:er|re)|Council|Board|Organi[sz]ation|Union|Society|Corporation|Company|Institute"
    r"|Network|Alliance|Administration|Corps|Secretariat|Directorate|Federation|Association"
    r"|Foundation|Mission|Institution|Consortium)\b"
)
_NATIONAL = rx.compile(r"[A-Z]\w+(?: [A-Z]\w+)? Red Cr(?:oss|escent)(?: Society)?")
_NO_BODY = lexicon.words("bodies.no_body")


def with_unknown(
    text: str, named: Sequence[Actor], people: Iterable[tuple[int, int]]
) -> list[Actor]:
    """The actors of a text with the bodies that no list knows.

    A country inside the name of a body ("Norwegian Red Cross") is no actor of its own.

    Args:
        text: The text.
        named: Actors known by list, in order.
        people: Spans of people's names and offices, which are no bodies.

    Example:
        >>> said = "Open Hands has shipped 40 tonnes, some donated by the State of Oregon."
        >>> [a.id for a in with_unknown(said, [], [])]
        ['Open Hands', 'State of Oregon']
    """
    found = _merged(text, _found(text), named, list(people))
    found += _by_letters(text, [*named, *found])
    spans = [(a.start, a.end) for a in found]
    apart = [a for a in named if not _inside(spans, a)] if found else list(named)
    return _spelled_out(text, sorted(apart + found, key=lambda a: a.start))


def _by_letters(text: str, known: Sequence[Actor]) -> list[Actor]:
    """Bodies that the text names with the letters it calls them by afterwards."""
    taken = {(a.start, a.end) for a in known if a.kind in ("org", "group")}
    out: dict[int, Actor] = {}
    for m in spotting.finditer(_EXPLAINED, text):
        name = _trimmed(text, *m.span("who"))
        letters = m["letters"]
        if name is None or not _BODY.search(text, *name) or m.span("letters") in taken:
            continue
        called = text[slice(*name)]
        if not _initials(re.split("[ -]", called)).endswith(letters):
            continue
        spans = [name, *(found.span() for found in _said(text, letters))]
        out |= {a: Actor(a, b, called, "org") for a, b in spans if (a, b) not in taken}
    return list(out.values())


def _initials(words: Iterable[str]) -> str:
    """The first letters of the words that begin with a capital."""
    return "".join(word[0] for word in words if word[:1].isupper())


def _spelled_out(text: str, named: list[Actor]) -> list[Actor]:
    """Letters that the text explains mean what it says: "Pakistan Red Crescent Society (PRCS)"."""
    means: dict[str, str] = {}
    for one, other in pairwise(named):
        letters = text[other.start : other.end]
        gap = text[one.end : other.start]
        explains = one.kind == other.kind == "org" and gap == " (" and one.id != other.id
        bracketed = explains and letters.isupper() and text[other.end : other.end + 1] == ")"
        if bracketed and _initials(text[one.start : one.end].split()).endswith(letters):
            means[letters] = one.id
    if not means:
        return named
    return [a._replace(id=means.get(text[a.start : a.end], a.id)) for a in named]


def _found(text: str) -> list[tuple[int, int]]:
    parts = [m.span() for m in spotting.finditer(_PART, text)]
    spans = [m.span() for m in spotting.finditer(_NAMED, text)]
    for pattern in (_ACTS, _BY, _TOPS):
        for m in spotting.finditer(pattern, text):
            spans += _everywhere(text, *m.span("who"))
    for m in spotting.finditer(_CLASSED, text):
        spans += _everywhere(text, *m.span("who"))
    named = {s for a in spans if (s := _trimmed(text, *a))}
    for m in spotting.finditer(_LETTERS, text):
        named |= {found.span() for found in _said(text, m["who"])}
    for m in spotting.finditer(_CALLED, text):
        named |= {found.span() for found in _said(text, m["who"])} if " " in m["who"] else set()
    return sorted(named | set(parts), key=lambda s: (s[0], -s[1]))


def _everywhere(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """All places where a name stands that is said to give at one."""
    trimmed = _trimmed(text, start, end)
    if trimmed is None:
        return []
    return [m.span() for m in _said(text, text[slice(*trimmed)])]


def _said(text: str, name: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b{re.escape(name)}\b", text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A name without "Since", "The" or "Minister" in front; None where nothing is left of it."""
    said = text[start:end]
    while said:
        first, _, rest = said.partition(" ")
        shouted = first.isupper() and len(first) > 1  # "US", which is no pronoun
        plain = first.lower().strip(".") in _NO_BODY or first.lower() in lexicon.closed()
        if shouted or not plain:
            break
        said = rest
    start = end - len(said)
    words = said.split()
    if len(words) < 2 or any(w.lower().strip(".") in _NO_BODY for w in words):
        return None
    if naming.is_gift(words[-2], words[-1]):
        return None  # "Emergency Grant Aid"
    return start, end


def _merged(
    text: str,
    spans: list[tuple[int, int]],
    named: Sequence[Actor],
    people: list[tuple[int, int]],
) -> list[Actor]:
    """The names that overlap no person and no longer name of a known body."""
    known = sorted([(a.start, a.end) for a in named if a.kind in ("org", "group")] + people)
    firsts = [a for a, _ in known]
    out: list[Actor] = []
    for start, end in spans:
        n = bisect_left(firsts, end)
        touched = [k for k in known[max(0, n - 4) : n] if k[1] > start]
        sure = _NAMED.fullmatch(text, start, end) is not None  # no "Crescent" is in it
        free = all(start <= a and b <= end and (sure or (a, b) not in people) for a, b in touched)
        free = free and not _only(text, start, end, named)
        if free and (start, end) not in touched and (not out or start >= out[-1].end):
            out.append(Actor(start, end, text[start:end], "org"))
    return out


def _only(text: str, start: int, end: int, named: Sequence[Actor]) -> bool:
    """Whether a name is made of known ones alone: "Britain and Latvia"."""
    said = text[start:end]
    if _NATIONAL.fullmatch(said):
        return False  # "British Red Cross", which is neither Britain nor the Red Cross
    for actor in named:
        if actor.start < end and start < actor.end:
            said = said.replace(text[max(start, actor.start) : min(end, actor.end)], "")
            of_a_state = said.startswith(("State of", "Commonwealth of")) and len(said) < 18
            said = "" if of_a_state and actor.kind == "country" else said
    return not any(w[0].isupper() for w in said.split())


def _inside(spans: list[tuple[int, int]], actor: Actor) -> bool:
    n = bisect_left(spans, (actor.start + 1, 0)) - 1
    return n >= 0 and spans[n][0] <= actor.start and actor.end <= spans[n][1]
