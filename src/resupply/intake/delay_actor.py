"""Who holds up what is held up: the subject of the verb, whoever stands behind "by", the giver."""

import re

from resupply.intake import rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.triggers import BACK, Trigger
from resupply.intake.wars import ATTACKERS


def find(scene: Scene, trigger: Trigger, item: tuple[int, int]) -> str | None:
    """Who holds it up, as an id or a name; None where the text does not say."""
    page = scene.page
    _, end = page.sentence(trigger.at)
    if trigger.nominal and page.actor_at(trigger.at - 1) is None:
        mine = page.actor_at(page.index(item[0])) or page.actor_at(page.index(item[0]) - 1)
        mine = _from(scene, item, page.words[trigger.at].end) or mine or _ordered(scene, trigger)
        mine = mine or _cut_by(scene, trigger, end)
        return mine.id if mine else None
    if (
        trigger.passive
        or intransitive(scene, trigger)
        or (trigger.tense in ("past",) and item[1] <= page.words[trigger.first].start)
    ):
        for actor in page.actors_in(trigger.at, end):
            i = page.index(actor.start)
            led = {page.words[k].low for k in range(max(trigger.at, i - 3), i)}
            if "by" in led or ("in" in led and actor.id != scene.givers.topic):
                return actor.id
    mine = page.actor_at(trigger.at - 1) if trigger.nominal else None
    if mine:
        return mine.id
    by = _by_people(scene, trigger)
    if by:
        return by
    deed = _DEED_OF.search(page.text, max(0, item[0] - 40), item[0])
    first = page.index(deed.start() if deed else item[0])
    owner = page.actor_at(first - 1) or page.actor_at(first)
    if trigger.passive or item[1] <= page.words[trigger.first].start:
        owner = _idle(scene, trigger) or owner
        return owner.id if owner and owner.id not in ATTACKERS else None
    subject = _subject(scene, trigger) or _cut_by(scene, trigger, end)
    return subject.id if subject else None


def _idle(scene: Scene, trigger: Trigger) -> Actor | None:
    """Such as "food lies in a depot while the ministry stalls": whoever does not act."""
    if trigger.lemma != "stall" or trigger.passive or trigger.nominal:
        return None
    actor = scene.page.actor_at(trigger.first - 1)
    able = actor is not None and actor.kind in ("country", "org") and actor.id != scene.givers.topic
    if actor is None or not able:
        return None
    k = scene.page.index(actor.start) - 1
    k -= k > 0 and scene.page.words[k].low == "the"
    return (
        actor if k >= 0 and scene.page.words[k].low in ("while", "as", "because", "when") else None
    )


def _from(scene: Scene, item: tuple[int, int], word: int) -> Actor | None:
    """Such as "the suspension of aid from Norway", "funding cuts of the Dutch": whose aid it is."""
    page = scene.page
    led = _GIVEN_BY.match(page.text, item[1]) or _CUTS_OF.match(page.text, max(item[1], word))
    return page.actor_at(page.index(led.end())) if led else None


#: "US deliveries of weapons": whose they are stands before.
_DEED_OF = rx.compile(
    r"\b(?:deliver(?:y|ies)|shipments?|suppl(?:y|ies)|exports?|transfers?|purchases?|sales?) of "
    r"(?:[a-z-]+ )?\Z"
)
_CUTS_OF = rx.compile(r" (?:of|from|by) (?:the )?(?=[A-Z])")
_GIVEN_BY = rx.compile(r" (?:(?:to|for|in) (?:[A-Z][\w’'-]+ ){1,3})?(?:from|by) (?:the )?(?=[A-Z])")


def _cut_by(scene: Scene, trigger: Trigger, end: int) -> Actor | None:
    """Such as "cuts in foreign aid by the Dutch government": whoever stands behind "by"."""
    words = scene.page.words
    led = range(trigger.at + 1, min(end, trigger.at + 8))
    by = next((k for k in led if words[k].low == "by" or words[k].text in ",;:"), None)
    if by is None or words[by].low != "by":
        return None
    named = scene.page.actors_in(by, min(end, by + 5))
    return named[0] if named else None


#: Those who hold up aid and have no name.
_PEOPLE = (
    r"part(?:y|ies)|fighters?|militants?|gunmen|men|protesters?|settlers?|authorit(?:y|ies)|rebels?"
    r"|soldiers?|troops|forces|crowds?|mobs?|residents?|groups?|insurgents?|militias?|farmers?"
    r"|drivers?|lawmakers|looters?|gangs?|hauliers?|tribesmen|donors|states|governments|countries"
    r"|nations|thieves|criminals|pirates"
)
_BY_PEOPLE = rx.compile(
    rf" (?:\w+ ){{0,2}}?by (?:an? |the |local |some )*(?P<who>(?:[a-z-]+ ){{0,2}}?(?:{_PEOPLE})"
    r"(?: to the conflict)?)\b"
)


def _by_people(scene: Scene, trigger: Trigger) -> str | None:
    """Such as "looted by armed men": who did it, though nobody is named."""
    found = _BY_PEOPLE.match(scene.page.text, scene.page.words[trigger.at].end)
    return found["who"] if found else None


_ORDERS = frozenset(["order", "announce", "impose", "declare", "decide", "extend", "lift", "end"])


def _ordered(scene: Scene, trigger: Trigger) -> Actor | None:
    """Such as "Trump ordered a pause of all aid": the subject of the verb above the noun."""
    begin, _ = scene.page.sentence(trigger.at)
    above = [t for t in scene.clauses.between(begin, trigger.at) if not t.nominal]
    if not above or above[-1].lemma not in _ORDERS or trigger.at - above[-1].at > 4:
        return None
    found = scene.clauses.subjects(above[-1])
    return found[0] if found else None


_LAWMAKERS = frozenset(["republicans", "democrats", "congress", "senate", "senators"])


def _subject(scene: Scene, trigger: Trigger) -> Actor | None:
    """The one who acts; nobody where a common noun does ("protesters stopped trucks")."""
    found = scene.clauses.subjects(trigger)
    if found:
        return found[0]
    page, words = scene.page, scene.page.words
    begin, _ = page.sentence(trigger.at)
    k = trigger.first - 1
    while k > begin and (words[k].verb or words[k].closed in ("auxiliary", "adverb")):
        k -= 1  # "was forced to cut"
    if k >= begin and words[k].low in _LAWMAKERS:
        return Actor(words[k].start, words[k].end, "USA", "country")
    if k >= begin and (words[k].low in BACK or words[k].closed == "pronoun"):
        return scene.clauses.meant(k) or scene.before(words[k].start)
    plain = k >= begin and not words[k].closed and not words[k].is_sign and k not in page.names
    named = scene.subject(trigger)
    if plain and re.fullmatch(_PEOPLE, words[k].low):
        return Actor(words[k].start, words[k].end, words[k].text.lower(), "group")
    if plain or (named is not None and named.id == scene.givers.topic):
        return None
    return named


def intransitive(scene: Scene, trigger: Trigger) -> bool:
    """Such as "food aid will stop in January": what stops stands before the verb."""
    after = scene.page.words[trigger.at + 1 : trigger.at + 2]
    plain = not trigger.nominal and trigger.lemma in _BOTH_WAYS
    return plain and (
        not after or after[0].closed in ("preposition", "adverb", "calendar") or after[0].is_sign
    )


_BOTH_WAYS = frozenset(["stop", "halt", "resume", "slow", "restart", "stall", "end", "pause"])


def giver(scene: Scene, item: tuple[int, int]) -> str | None:
    """Who gives what is held up, where nobody is named with it."""
    for gift in reversed(scene.read.gifts):
        if gift.thing.start <= item[0] < gift.thing.end and gift.donors:
            return gift.donors[0]
    before = [g for g in scene.read.gifts if 0 < item[0] - g.thing.end < 250 and g.donors]
    return before[-1].donors[0] if before else None


def agency(scene: Scene, at: int) -> str | None:
    """The agency at work that was named last: whose deliveries they are that stop or go on."""
    named = [a.id for a in scene.page.actors_before(at, 500) if a.id in AGENCIES - {"UN"}]
    return named[-1] if named else None


def led_by(scene: Scene, first: int, last: int) -> list[Actor]:
    """Such as "the factory in Ukraine by the German firm Rheinmetall": the body behind "by"."""
    words = scene.page.words
    told = next((k for k in range(first, last) if words[k].low == "by"), None)
    named = scene.page.actors_in(told, min(told + 8, last)) if told is not None else []
    return [a for a in named if a.kind == "org"][:1] or named[:1]


def named_before(scene: Scene, at: int) -> str | None:
    """Whom the sentence before is about, where nobody is named with what is held up."""
    before = scene.page.actors_before(at, 250)
    able = [a for a in before if a.kind in ("country", "org")]
    able = [a for a in able if a.id not in (*scene.apart, "UN")]
    return able[-1].id if able else None
