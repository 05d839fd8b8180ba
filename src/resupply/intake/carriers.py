"""Whose the planes, lorries and packages are, and who only hands on what they bring."""

from collections.abc import Collection

from resupply.intake import lexicon, rx
from resupply.intake.lexicon import Verb
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES
from resupply.intake.triggers import Trigger

_CARRIERS = lexicon.words("judging.carriers")
_BRINGS = frozenset(["carry", "bring", "load", "transport"])
#: What is done with the gifts of others.
_HANDLES = frozenset(["distribute", "facilitate", "transport", "coordinate", "arrange", "fly"])


def owner(page: Page, trigger: Trigger | None, skip: Collection[str | None]) -> Actor | None:
    """Such as "a Libyan plane, carrying 40 tons, landed": whose the carrier is.

    Args:
        page: The text.
        trigger: The verb that governs what is carried.
        skip: Ids of those who give nothing.
    """
    if trigger is None or trigger.lemma not in _BRINGS or trigger.first < 3:
        return None
    words, k = page.words, trigger.first - 1
    k -= words[k].text == ","
    if lexicon.singular(words[k].low) not in _CARRIERS:
        return None
    for i in range(k - 1, max(k - 5, -1), -1):
        actor = page.actor_at(i)
        if actor is not None:
            return actor if actor.kind == "country" and actor.id not in skip else None
        if words[i].closed or words[i].is_sign or words[i].verb:
            return None
    return None


_A_GIFT = rx.compile(
    r", (?:a|the) (?:[a-z]+ )?(?:gift|donation|present|contribution) (?:of|from|by) (?:the )?"
    r"(?:people of |government of |[A-Z]\w+ of )?(?=[A-Z])"
)


def owner_behind(page: Page, thing: Thing, skip: Collection[str | None]) -> Actor | None:
    """Such as "a 50 billion package of the European Union": whose aid it is, told behind it.

    Args:
        page: The text.
        thing: A sum or aid.
        skip: Ids of those who give nothing.
    """
    words, i = page.words, thing.last
    gift = _A_GIFT.match(page.text, thing.end)
    if gift is not None:
        i = page.index(gift.end())
    elif thing.family != "aid" or i + 2 >= len(words) or words[i].low != "of":
        return None
    else:
        i += 1 + (words[i + 1].closed == "determiner")
    actor = page.actor_at(i)
    if actor is None or actor.kind not in ("country", "org") or actor.id in skip:
        return None
    after = page.index(actor.end)
    ends = after >= len(words) or words[after].is_sign or words[after].closed or words[after].verb
    return actor if ends and not words[after - 1].possessive else None


def sender(page: Page, thing: Thing, skip: Collection[str | None]) -> Actor | None:
    """Such as "one from Oman with 20 tonnes, two from Malta carrying tents": who sent it.

    Args:
        page: The text.
        thing: What has come.
        skip: Ids of those who give nothing.
    """
    words, i = page.words, thing.first - 1
    if i < 3 or words[i].low not in ("with", "carrying", "bringing", "containing"):
        return None
    actor = page.actor_at(i - 1)
    if actor is None or actor.kind not in ("country", "org") or actor.id in skip:
        return None
    k = page.index(actor.start) - 1
    k -= words[k].closed == "determiner"
    if words[k].low == "from" and lexicon.singular(words[k - 1].low) in _CARRIERS | _ONES:
        return actor
    return None


#: What stands for a carrier named before: "two from Malta".
_ONES = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("another", "other", "first", "second", "third", "fourth", "rest"),
    )
)
#: What leads to who carries out what another pays for.
_THROUGH = rx.compile(
    r"\b(?:through|via|with the help of|by way of|(?:implemented|carried out|administered) by)"
    r" [^,;:.]*$"
)


def paid_by(page: Page, agency: Actor, skip: Collection[str | None]) -> Actor | None:
    """Such as "Malta gives the aid through UNHCR, which is to supply": who pays, or None.

    Args:
        page: The text.
        agency: Who supplies.
        skip: Ids of those who give nothing.
    """
    i = page.index(agency.start)
    begin, _ = page.sentence(i)
    before = page.text[page.words[begin].start : agency.start]
    if agency.id not in AGENCIES or not _THROUGH.search(before):
        return None
    named = page.actors_in(begin, i)
    return next((a for a in named if a.kind == "country" and a.id not in skip), None)


def fronted(page: Page, thing: Thing, skip: Collection[str | None]) -> list[Actor]:
    """Such as "From Oman, two ships have come", "while from Malta one plane has landed".

    Args:
        page: The text.
        thing: What has come.
        skip: Ids of those who give nothing.
    """
    begin, _ = page.sentence(thing.first)
    for actor in page.actors_in(begin, thing.first):
        i = page.index(actor.start)
        i -= page.words[i - 1].closed == "determiner"
        led = page.words[i - 1].low == "from" and i - 1 - begin <= 1
        if led and actor.kind in ("country", "org") and actor.id not in skip:
            return [actor]
    return []


def done_by(page: Page, i: int) -> Verb | None:
    """Such as "to be distributed by UNICEF": the verb whose doer stands at word `i`."""
    by = next((k for k in range(i - 1, max(i - 5, 0), -1) if page.words[k].low == "by"), 0)
    return page.words[by - 1].verb if by else None


def handled_by(page: Page, i: int) -> bool:
    """Whether who stands at word `i` distributes, flies or arranges it."""
    verb = done_by(page, i)
    return verb is not None and verb.lemma in _HANDLES
