"""Lists of goods under a sentence about aid whose verb is not understood: they are that aid."""

from resupply.intake import lexicon
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift

#: Nouns of aid that such a sentence is about.
_ACTS = frozenset(
    [
        *("aid", "assistance", "package", "shipment", "donation", "consignment", "tranche"),
        *("batch", "drawdown", "delivery", "gift", "cargo", "kit", "load"),
    ]
)
_CARRIERS = lexicon.words("judging.carriers") | lexicon.words("judging.convoys")
_CARRYING = frozenset(["carry", "hold", "bring", "transport", "contain", "load", "stock", "fill"])
_THEY = frozenset(["they", "it", "which", "vehicle", "lorry", "caravan"])
_ARMS = lexicon.words("production.arms")
_JOINS = frozenset([",", "and", "or"])
_PREPS = frozenset(["", "with", "of", "including", "such", "as"])
_SHORTEST = 3


def tells(page: Page, clauses: Clauses, thing: Thing, governed: Governed) -> bool:
    """Whether goods stand in a list of three or more in a sentence about an act of aid.

    Such as "The aid should let the army work with cords, charges and generators", or "The flight
    is carrying tents, stoves and blankets".
    """
    trigger = governed.trigger
    plain = thing.sort == "goods" and bool(thing.item) and thing.family not in ("aid", "cash")
    if not plain or trigger is None or trigger.nominal or governed.side != "object":
        return False
    if trigger.tense == "to" or governed.prep not in _PREPS:
        return False  # "built to carry tanks and trucks"
    if trigger.group in ("need", "delay", "talk", "produce"):
        return False
    run = _run(page, thing)
    if run < _SHORTEST - (trigger.lemma == "carry"):
        return False
    begin, _ = page.sentence(thing.first)
    first = next((t for t in clauses.between(begin, thing.first) if not t.nominal), None)
    said = {lexicon.singular(w.low) for w in page.words[begin : first.first if first else begin]}
    if trigger.lemma in _CARRYING and said & _CARRIERS:
        return True
    if trigger.lemma == "carry" and said & _THEY and thing.family not in _ARMS:
        return True
    return bool(said & _ACTS)


def _run(page: Page, thing: Thing) -> int:
    """How many goods stand in the list of a thing, joined by commas and "and"."""
    begin, end = page.sentence(thing.first)
    goods = [t for t in page.things_in(begin, end) if t.sort == "goods" and not t.inside]
    count = best = 0
    holds = False
    for n, one in enumerate(goods):
        joined = n > 0 and _joined(page, goods[n - 1], one)
        if not joined:
            if holds:
                break
            count = 0
        count += 1
        holds = holds or one is thing
        best = count if holds else best
    return best


def _joined(page: Page, left: Thing, right: Thing) -> bool:
    between = page.words[left.last : right.first]
    return 0 < len(between) < 8 and any(w.low in _JOINS for w in between[-2:])


def act(page: Page, governed: Governed, gifts: list[Gift]) -> Gift | None:
    """The gift whose parts "The package includes" tells: the one of that name, told last."""
    trigger = governed.trigger
    if trigger is None or trigger.group != "contain" or not gifts:
        return None
    begin, _ = page.sentence(trigger.at)
    named = [t for t in page.things_in(begin, trigger.first) if t.family == "aid"]
    later = bool(gifts) and bool(named) and named[-1].last <= gifts[-1].thing.first
    if not named or (later and gifts[-1].thing.last <= trigger.first):
        return None  # "announced a grant of 3, while Malta gave 9, including 2 in loans": of the 9
    return next((g for g in reversed(gifts) if g.thing.head == named[-1].head), None)
