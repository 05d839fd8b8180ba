"""Who gets a sum or aid that is told with its country: "$8 billion for Taiwan, $60 billion for".

A text about Ukraine tells of aid to others as well, and to countries that nobody else helps.
"""

from collections.abc import Sequence

from resupply.intake import gazetteer
from resupply.intake.gift_words import OF_THEIRS
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift
from resupply.intake.topics import IN_NEED
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKERS

_GIVES = frozenset(["deliver", "pledge"])
_TO = frozenset(["for", "to"])
#: Such as "100 million to help Moldova".
_HELP = frozenset(["help", "support", "assist", "aid", "back"])
#: What stands behind a country that is only where somebody or something belongs.
_OWNED = frozenset(
    ["initiative", "drive", "fund", "scheme", "project", "plan", "proposal", "border"]
)


def named(page: Page, thing: Thing, trigger: Trigger | None = None) -> Actor | None:
    """The country that a thing is given, by name: "give Estonia boats", "8 billion for Taiwan".

    Args:
        page: The text.
        thing: What is given.
        trigger: The verb that gives it.
    """
    words, i = page.words, thing.last
    if trigger is not None and trigger.group in _GIVES and not trigger.nominal:
        i = trigger.at + 1
        i += words[i].closed == "determiner" if i < len(words) else 0
        actor = page.actor_at(i)
        if actor is not None and page.index(actor.end) == thing.first:
            return _country(page, thing, i, actor)
        i = thing.last
    if not thing.money and thing.family != "aid":
        return None
    if i + 1 >= len(words) or words[i].low not in _TO or words[i].gap != " ":
        return None
    i += 1 + (words[i].low == "to" and words[i + 1].low in _HELP)
    i += i < len(words) and words[i].closed == "determiner"
    actor = page.actor_at(i)
    return _country(page, thing, i, actor) if actor and not _several(page, actor) else None


def _country(page: Page, thing: Thing, i: int, actor: Actor) -> Actor | None:
    """The actor, if a country is named by it and not whose something is."""
    words, after = page.words, page.index(actor.end)
    if actor.kind != "country" or actor.id in ATTACKERS or page.index(actor.start) != i:
        return None
    if OF_THEIRS.match(page.text, actor.end):
        return None
    demonym = page.text[actor.start : actor.end] in gazetteer.demonyms()
    near = {w.low for w in words[after : after + 3]} & _OWNED
    goods = page.things_in(after, after + 1) if after < len(words) and after != thing.first else []
    origin = bool(goods) and words[after].gap == " " and not (goods[0].values or goods[0].money)
    return None if demonym or words[after - 1].possessive or near or origin else actor


def _several(page: Page, actor: Actor) -> bool:
    """Whether more countries share it: "for Taiwan, Ukraine and Israel"."""
    after = page.index(actor.end)
    joined = after < len(page.words) and page.words[after].low in (",", "and")
    other = page.actor_at(after + 1)
    sums = page.things_in(after, after + 5)
    both = joined and other is not None and other.kind == "country" and not sums
    # Two that nobody else helps: the first stands for both.
    return both and bool({actor.id, other.id if other else ""} & IN_NEED)


def settle(topic: str | None, gifts: Sequence[Gift]) -> None:
    """Such as "to the Maltese Red Cross", from Malta: it only carries what it is handed.

    Args:
        topic: Whom the text is about.
        gifts: Its gifts; changed in place.
    """
    givers = {d for gift in gifts for d in gift.donors} - {topic}
    for gift in gifts if topic else ():
        if gift.recipient == "USA":
            gift.recipient = topic  # "100 million for US weapons": who sells them gets nothing
        first = (gift.recipient or "").split(" ", 1)[0]
        if gift.recipient != first and gazetteer.demonyms().get(first) in givers:
            gift.recipient = topic
