"""What looks like a gift and is none: people counted, votes, accounts, an army's own arms."""

import re

from resupply.intake import no_deliveries, rx
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKED, ATTACKERS
from resupply.intake.words import Word

#: People that a bare number counts.
_HURT = frozenset(
    [
        *("displaced", "injured", "wounded", "killed", "dead", "homeless", "affected", "living"),
        *("facing", "who", "suffering", "severely", "seriously", "missing", "hungry", "starving"),
        *("malnourished", "evacuated", "sick", "orphaned", "stranded", "trapped", "hospitalised"),
    ]
)
#: What pages count of themselves.
_SCREEN = frozenset(
    [
        *("view", "comment", "share", "like", "repost", "retweet", "subscriber", "follower"),
        *("download", "click", "visitor", "reader", "impression", "reaction"),
    ]
)
#: Such as "JO32 UBSI 1030 0000 4010": the number of an account.
_ACCOUNT = rx.compile(r"(?:\b[A-Z]{2}\d{2} |\b)(?:[A-Z]{4} )?\d{4} \d{4}\b|\b\d{4} \d{2}\b")
_ARMOUR = frozenset(["armour", "artillery", "aircraft", "missiles", "drones"])
#: Where an army sends its own.
_INTO = rx.compile(
    r" (?:and [\w-]+ )?into (?:the (?:city|town|area|region|territory|enclave|strip|north|south"
    r"|east|west|battle|field|camp)|battle|action|combat|position)\b"
)
_MEANT = frozenset(["serve", "serves", "meant", "intended", "designed", "used", "aimed"])


#: What leads to a sum of which a part is told.
_PART = rx.compile(
    r"(?:\)|\bhalf|\bthirds?|\bquarters?|\bpart|\bshare|\bmost|\brest|per ?cent|%|illion)"
    r" of (?:the|that|this|its|their) (?:total |full |overall |promised |pledged |requested "
    r"|required |needed |planned )?$|\bout of (?:(?:the|an?|its|their|that) )?(?:[a-z]+ ){0,2}?"
    r"(?:(?:total|sum|package|pot) )?(?:of )?$"
)
#: Such as "Of the 8 million promised, 3 million": the sum that a part follows.
_PART_FOLLOWS = rx.compile(r"(?:Out of|Of) (?:the|this|that|its|their|a total of) $")
#: Such as "against 50 million a year earlier".
_COMPARED = rx.compile(
    r"\b(?:against|compared (?:with|to)|up from|down from|instead of|versus) (?:the )?"
    r"(?:about |some |nearly |just |only |over )*$"
)
#: Such as "3 million more than Malta": by how much, and no gift.
_MORE_THAN = rx.compile(
    r" (?:more|less|fewer|higher|lower) than "
    r"(?!(?:an?|one|two|three|\d+) (?:year|month|week|day|decade))"
)


_TELLS = frozenset(["confirm", "declare", "publish", "expect", "mark", "list", "present"])
_TALKS = frozenset(["discuss", "debate", "review", "examine", "assess", "study", "evaluate"])
_PHOTO = rx.compile(
    r"(?:Photo|Image|Picture|File photo|Illustration|Credit)s?(?::| by | courtesy| from )"
)
_CHARGES = frozenset(["ammunition", "missiles"])


#: What ends the name of a body, and is no goods.
_OFFICES = frozenset(
    [
        *("administration", "agency", "command", "directorate", "department", "committee"),
        *("bureau", "council", "academy", "institute", "inspectorate"),
    ]
)
_BUDGETS = rx.compile(
    r"^(?:the |its |their )?(?:projected|annual|defen[cs]e|national|state|federal|military) "
    r"budget$",
    re.IGNORECASE,
)
#: Such as "drone maker Acme Systems": who makes them, though the name ends like goods.
_MAKER = rx.compile(
    r"\b(?:maker|manufacturer|producer|company|firm|developer|giant|builder|start-?up"
    r"|contractor) [A-Z]"
)
#: What refugees are granted.
_STATUS = rx.compile(
    r"(?:(?:temporary|international|subsidiary|collective|legal) protection|asylum|refugee status"
    r"|residence permits?|citizenship|visas?|work permits?)\b",
    re.IGNORECASE,
)
_HOSTED = rx.compile(r" (?:to|for) (?:about |over |some |nearly |more than )?\d")


def is_none(page: Page, thing: Thing, governed: Governed) -> bool:
    """Whether the thing is no goods, or nothing that anybody gives here."""
    return (
        _no_count(page, thing)
        or _ranked(page, thing)
        or _punished(page, thing, governed)
        or _fighters(thing)
        or _out_of_it(page, thing)
        or _for_battle(page, thing, governed)
        or _serves(page, thing, governed)
        or _not_brought(page, thing, governed.trigger)
        or _only_said(thing, governed)
        or _sought(page, thing, governed)
        or _stands_loaded(page, governed)
        or _only_named(page, thing, governed)
        or _in_a_caption(page, thing, governed)
        or _usual(page, thing, governed)
        or _made_and_sold(page, thing)
        or _for_itself(page, thing, governed)
    )


_MOST = rx.compile(r"\b(?:the|its|their) (?:very )?(?:most|least) $")
_RANKED = rx.compile(r"\b(?:largest|biggest|greatest|smallest|costliest)\b")
_EVER = rx.compile(
    r" (?:that )?(?:[A-Z]\w+|it|the country|we)(?: [A-Z]\w+)? (?:has|have|had)\b"
    r"(?: ever| yet| so far)? (?:sent|given|provided|approved|donated|delivered|made|supplied)"
)


_ONE_OF = rx.compile(
    r"[Oo]ne of (?:the|its|their|our|his|her) (?:\w+ )?(?:most|main|best|key|chief|principal|major"
    r"|leading|\w{3,}est)\b"
)


def _ranked(page: Page, thing: Thing) -> bool:
    """Such as "who give the most support", "the third largest package that Malta has sent"."""
    before = page.text[max(0, thing.start - 2) : thing.start]
    if not thing.money and before == ", " and _ONE_OF.match(page.text, thing.start):
        return True  # "shells, one of the main weapons"
    if thing.values or thing.money:
        return False
    if _MOST.search(page.text, max(0, thing.start - 24), thing.start):
        return True
    said = page.text[max(0, thing.start - 24) : thing.end]
    return bool(_RANKED.search(said)) and _EVER.match(page.text, thing.end) is not None


def _punished(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "announced a package of sanctions against ships": against, and not for."""
    at = governed.trigger.at if governed.trigger else thing.first
    said = page.words[min(at, thing.first) : thing.first]
    return any(w.low.startswith("sanction") for w in said)


_FIGHTERS = frozenset(["force", "mercenary", "fighter", "militant", "rebel", "militiaman"])


def _fighters(thing: Thing) -> bool:
    """Such as "10,000 Burundian forces": who fights is no gift."""
    return thing.head in _FIGHTERS and bool(thing.values) and thing.family != "aircraft"


def _not_brought(page: Page, thing: Thing, trigger: Trigger | None) -> bool:
    """Whether it is no need, and stands in words of what does not come."""
    if trigger is None:
        return thing.money is not None and no_deliveries.is_none(page, thing)
    return trigger.group != "need" and no_deliveries.is_none(page, thing)


_AVERAGE = rx.compile(
    r"\baverag(?:e of|ed|ing|es) (?:about |around |some |only |just |roughly |over |nearly "
    r"|approximately )*$"
)
#: No one gift is as large: such sums are told of all donors and many years.
_WORLD = 1e11
_HARD = frozenset(["USD", "EUR", "GBP"])
_EACH_DAY = rx.compile(r"[^.;,]{0,50}?\b(?:(?:a|per|each|every) (?:day|week|month)|daily)\b")
_COMES_IN = frozenset(["enter", "reach", "arrive", "cross", "come", "pass", "go"])


def _usual(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "an average of 58 trucks", "some 500 trucks entered every day": no gift, a rate."""
    if not (thing.values or thing.money):
        return False
    asked = governed.trigger is not None and governed.trigger.group == "need"
    hard = thing.money is not None and thing.money.currencies[0] in _HARD and not asked
    if thing.money and hard and thing.money.amounts[0] > _WORLD:
        return True  # what all gave in years
    if _AVERAGE.search(page.text, max(0, thing.start - 30), thing.start):
        return True
    trigger = governed.trigger
    comes = trigger is not None and trigger.lemma in _COMES_IN and governed.side == "subject"
    return comes and bool(_EACH_DAY.match(page.text, thing.end))


#: "an agreement on the production and sale of drones", "drone production and supply".
_MADE_AND = rx.compile(
    r"\b(?:production|manufactur\w+|development|assembly)(?: and |, )(?:the )?(?:(?:joint )?"
    r"(?:supply|sales?|delivery|provision|transfer|export|procurement) of (?:[\w-]+ ){0,3})?$"
)


def _made_and_sold(page: Page, thing: Thing) -> bool:
    """Such as "a deal on the production and supply of drones": made together, and no gift."""
    if thing.values or thing.money:
        return False
    return bool(_MADE_AND.search(page.text, max(0, thing.start - 70), thing.start))


_FOR_THEM = rx.compile(r" for (?:its|their|our|his|her) own\b")
_OUR_OWN = rx.compile(
    r"\b(?:our|(?:its|their) own) (?:own )?(?:soldiers|troops|army|armed forces|forces|defenders"
    r"|military"
    r"|servicemen|warriors|fighters|units|brigades|navy|air force)\b"
)
_OWN_DEFENCE = rx.compile(
    r" (?:for|on|to|towards) (?:its |their |the country['’]s )?(?:own |national )?"
    r"(?:defen[cs]e|armed forces|military|army)\b(?! (?:of|for|aid|support|assistance|in)\b)"
)
_WORKS = rx.compile(
    r"\b(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|jobs|production lines?|capacity)\b"
)


def _for_itself(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "give our soldiers the best guns", "will invest 300 million in the plant"."""
    trigger = governed.trigger
    if trigger is None or governed.side != "object" or trigger.at > thing.first:
        return False
    if thing.money and _OWN_DEFENCE.match(page.text, thing.money.end):
        return not {a.id for a in page.actors_in(*page.sentence(thing.first))} & ATTACKED
    if trigger.lemma == "invest" and thing.money:
        begin, end = page.sentence(trigger.at)
        return bool(_WORKS.search(page.text, page.words[begin].start, page.words[end - 1].end))
    stop = min(len(page.text), thing.end + 40)
    near = _FOR_THEM.match(page.text, thing.end, stop)
    return bool(near or _OUR_OWN.search(page.text, page.words[trigger.at].start, thing.start))


def _says(word: Word) -> bool:
    return word.verb is not None and word.verb.group == "report"


def _no_count(page: Page, thing: Thing) -> bool:
    """Such as "including 3 million displaced", "a 70-29 vote", "1 min read": no goods."""
    if thing.sort != "unknown" or not thing.values:
        return False
    first, last = page.words[thing.first], thing.last
    behind = page.words[last].low if last < len(page.words) else ""
    if thing.head in _HURT or (not thing.item and behind in _HURT) or thing.head == "read":
        return True
    if thing.head in _SCREEN or (thing.head == "mark" and first.low == "the"):
        return True  # "84 views", "cross the 10,000 mark"
    if thing.item:
        return False
    if first.low == "the" and last < len(page.words) and _says(page.words[last]):
        return True  # "the five said in a statement"
    voted = behind == "vote" or (first.gap == "" and page.words[thing.first - 1].is_sign)
    digits = page.text[max(0, thing.start - 12) : thing.end + 12]
    return voted or bool(_ACCOUNT.search(digits))


def _out_of_it(page: Page, thing: Thing) -> bool:
    """Such as "half of the 5 million", "2 out of 5 million": what a part is taken from."""
    text, begin = page.text, page.words[page.sentence(thing.first)[0]].start
    if _MORE_THAN.match(text, thing.end) and (thing.values or thing.money):
        return True
    if thing.money is None:
        return False
    before = max(begin, thing.start - 60)
    if _PART.search(text, before, thing.start) or _COMPARED.search(text, before, thing.start):
        return True
    _, end = page.sentence(thing.first)
    mates = page.things_in(thing.last, end) if thing.last < len(page.words) else ()
    return bool(_PART_FOLLOWS.fullmatch(text, begin, thing.start)) and any(t.money for t in mates)


def _for_battle(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "sent tanks into the city", "rounds shipped to Moscow": given to nobody helped."""
    if thing.family in _ARMOUR and _INTO.match(page.text, thing.end):
        return True
    trigger = governed.trigger
    if governed.side == "object" and _goes_to_the_invader(page, thing):
        return True
    if trigger is None or trigger.at < thing.last or governed.side != "subject":
        return False
    after = page.words[trigger.at + 1 : trigger.at + 2]
    to = page.actor_at(trigger.at + 2)
    return bool(after) and after[0].low == "to" and to is not None and to.id in ATTACKERS


def _serves(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "the vehicles serve to provide cover", "is meant to give stability": an aim."""
    trigger = governed.trigger
    if trigger is None or thing.values or thing.money or governed.side != "object":
        return False
    if trigger.passive or _is_their_use(page, thing, trigger):
        return not trigger.passive
    if trigger.tense != "to":
        return False
    grown = trigger.lemma in ("increase", "boost", "raise", "expand") and thing.family != "aid"
    said = {w.low for w in page.words[max(0, trigger.first - 1) : trigger.at]}
    return grown or bool(said & _MEANT)


_THEY = frozenset(["and", "we", "it", "they", "he", "she", "i"])
#: What goods give by being used.
_USES = frozenset(
    [
        *("shelter", "water", "power", "electricity", "heat", "heating", "light", "lighting"),
        *("cover", "protection", "warmth", "energy", "comfort", "relief", "help", "support"),
    ]
)


def _is_their_use(page: Page, thing: Thing, trigger: Trigger) -> bool:
    """Such as "The tents will give shelter": what goods that were given are good for."""
    if thing.head not in _USES or trigger.lemma not in ("give", "provide", "supply", "offer"):
        return False
    begin, _ = page.sentence(trigger.at)
    told = page.things_in(begin, trigger.first)
    if not told or told[-1].sort != "goods" or told[-1].family in ("aid", "cash"):
        return False
    between = page.words[told[-1].last : trigger.first]
    named = any(w.capital for w in between)  # "The tents from Norway"
    led = bool(between) and between[0].low in ("from", "of", "by")
    plain = all((w.closed and w.low not in _THEY) or w.capital for w in between)
    return plain and len(between) < 5 and led == named


def _only_said(thing: Thing, governed: Governed) -> bool:
    """Such as "the ministry confirms just over 1,000", "a drone with a load of explosives"."""
    trigger = governed.trigger
    if trigger is None:
        return False
    bare = thing.sort == "unknown" and not thing.item and not thing.money
    if bare and trigger.lemma in _TELLS:
        return True
    plain = not (thing.values or thing.money or trigger.nominal or trigger.matrix)
    if plain and trigger.lemma in _TALKS and thing.family != "aid":
        return True  # "They discussed air defence"
    charge = trigger.nominal and trigger.lemma in ("load", "cargo") and thing.family in _CHARGES
    return charge and not thing.values


def _sought(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "is looking for funds to buy grain", "calls on it to allow aid": not given."""
    trigger = governed.trigger
    if trigger is None or thing.values or thing.money or trigger.tense != "to":
        return False
    if trigger.lemma == "allow" and trigger.matrix:
        return True
    if "need" in trigger.matrix and trigger.lemma in ("buy", "purchase", "procure", "resume"):
        return True
    able = "able" in {w.low for w in page.words[trigger.first : trigger.at]}
    return able and trigger.group == "receive"


def _stands_loaded(page: Page, governed: Governed) -> bool:
    """Such as "A worker covers a truck loaded with grain": a caption, in which nothing moves."""
    trigger = governed.trigger
    if trigger is None or trigger.lemma not in ("load", "stack", "pack") or trigger.nominal:
        return False
    after = page.words[trigger.at + 1].low if trigger.at + 1 < len(page.words) else ""
    if trigger.first != trigger.at or trigger.tense == "ing" or after not in ("with", "of"):
        return False
    begin, end = page.sentence(trigger.at)
    verbs = [w.verb for k, w in enumerate(page.words[begin:end], begin) if k != trigger.at]
    groups = {v.group for v in verbs if v and v.lemma != "cover"}
    return not groups & {"arrive", "deliver", "receive", "commit", "pledge", "delay"}


def _only_named(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "a projected budget", "the Defence Materiel Administration", "shelter to 900"."""
    trigger = governed.trigger
    if thing.item.startswith("carrying ") or thing.head in _OFFICES or _BUDGETS.search(thing.item):
        return True
    if _MAKER.search(thing.item) or _STATUS.match(thing.item):
        return True
    if thing.values or thing.money or trigger is None:
        return False
    behind = page.text[thing.end : thing.end + 60]
    if thing.head in ("shelter", "home", "house") and _HOSTED.match(behind):
        return trigger.lemma in ("give", "offer", "provide")  # "gave shelter to 45,000 refugees"
    return trigger.lemma == "get" and trigger.tense == "to" and behind.startswith(" through ")


def _goes_to_the_invader(page: Page, thing: Thing) -> bool:
    """Such as "has sent shells and missiles to Russia"."""
    _, end = page.sentence(thing.first)
    for k in range(thing.last, min(end - 1, thing.last + 12)):
        word = page.words[k]
        if word.verb or (word.is_sign and word.text != ","):
            return False
        if word.low in ("to", "for"):
            actor = page.actor_at(k + 1)
            return actor is not None and actor.id in ATTACKERS and word.low == "to"
    return False


def _in_a_caption(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "Shells for howitzers. Photo by Ana Novak.": what a picture shows."""
    _, end = page.sentence(thing.first)
    if governed.trigger is not None or end >= len(page.words):
        return False
    return _PHOTO.match(page.text, page.words[end].start) is not None
