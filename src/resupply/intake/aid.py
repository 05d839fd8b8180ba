"""Aid: who gives what to whom, at which stage and when. One record an item, one more for a package.

What is given is found in `gifts`; here it becomes proposals, and figures that contradict each other
are flagged.
"""

import re
from itertools import combinations, groupby

from resupply.intake import lexicon, rx, scene
from resupply.intake.context import Context
from resupply.intake.day_scales import WEIGHED as DAY_WEIGHED
from resupply.intake.draft import Draft, records
from resupply.intake.gift_scales import WEIGHED
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.things import Thing
from resupply.intake.told import Gift


def find(document: Document, context: Context) -> list[Record]:
    """Every gift of the text, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scene.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """The gifts as drafts."""
    made = [_draft(scene, gift) for gift in scene.read.gifts]
    _flag(scene, made)
    return made


def _draft(scene: Scene, gift: Gift) -> Draft:
    thing = gift.thing
    fields: dict[str, object] = {
        "donor": gift.donors,
        "recipient": gift.recipient,
        "item": gift.item,
        "quantity": list(thing.values) or _one(scene, thing),
        "unit": thing.unit if thing.unit in ("t", "km") else None,
        "status": gift.status,
        "date": gift.date,
    }
    if thing.money:
        fields["amount"] = list(thing.money.amounts)
        fields["currency"] = list(thing.money.currencies)
    draft = Draft("aid", gift.span, fields, _spans(gift), gift.rule, _reason(scene, gift))
    draft.confidence = gift.chance
    if gift.rule == WEIGHED:
        draft.flags.append("no rule reads this as a gift, its words do: look at who, whom and when")
    if gift.staged:
        rule, words = gift.staged.replace("_", " "), gift.status.replace("_", " ")
        draft.flags.append(f"the verb says {rule}, the words around it {words}: look at the status")
    if gift.dated == DAY_WEIGHED:
        draft.flags.append("the day is told elsewhere and is the likeliest: look at the date")
    return draft


#: Families whose goods are counted by the piece.
_PIECES = frozenset(
    [
        "armour",
        "air_defence",
        "artillery",
        "aircraft",
        "ships",
        "vehicles",
        "systems",
        "engineering",
    ]
)
_ANOTHER = rx.compile(r"\b(?:an?|another|one more)(?: further| additional| new)? \Z", re.IGNORECASE)


def _one(scene: Scene, thing: Thing) -> list[float]:
    """Such as "a minehunter", "another air defence system": one, where nothing else is told."""
    named = any(w.lower() in lexicon.systems() for w in thing.item.split() if w[0].isupper())
    piece = thing.family in _PIECES or (named and thing.head == "system")
    if not piece or thing.money or thing.unit or not thing.item_span:
        return []
    start = thing.item_span[0]
    last = thing.item.split()[-1].lower()
    single = lexicon.singular(last) == last and not last.endswith("s") and " of " not in thing.item
    led = _ANOTHER.search(scene.page.text, max(0, start - 24), start)
    return [1.0] if single and led and thing.head not in _MANY_IN_ONE else []


#: Singulars that stand for many.
_MANY_IN_ONE = frozenset(["artillery", "armour", "armor", "fleet", "demining", "aircraft"])


def _spans(gift: Gift) -> dict[str, tuple[int, int]]:
    thing = gift.thing
    spans: dict[str, tuple[int, int]] = {}
    if thing.item_span and thing.item == gift.item:
        spans["item"] = thing.item_span
    if thing.values and thing.number_span:
        spans["quantity"] = thing.number_span
    if gift.date and gift.date_span:
        spans["date"] = gift.date_span
    if thing.money:
        spans["amount"] = spans["currency"] = (thing.money.start, thing.money.end)
    return spans


def _reason(scene: Scene, gift: Gift) -> str:
    if gift.rule == WEIGHED:
        return gift.reason
    trigger = gift.governed.trigger if gift.governed else None
    if trigger is None:
        return "stands in a list under what was said before"
    words = scene.page.words
    said = scene.page.text[words[trigger.first].start : words[trigger.at].end]
    return f'"{said}" means {gift.status.replace("_", " ")}'


def _flag(scene: Scene, made: list[Draft]) -> None:
    """Two figures for the same thing in one sentence: both stand, and both say so."""
    page = scene.page
    for _, group in groupby(made, key=lambda d: page.sentence(page.index(d.span[0]))):
        for one, other in combinations(group, 2):
            if _contradict(one, other):
                _mark(one)
                _mark(other)


def _mark(draft: Draft) -> None:
    said = "another figure for the same item stands in this sentence"
    if said not in draft.flags:
        draft.flags.append(said)
    draft.confidence = min(0.5, draft.confidence or 0.5)


_SAME = ("donor", "recipient", "status", "date", "unit")


def _contradict(one: Draft, other: Draft) -> bool:
    a, b = str(one.fields["item"]).lower(), str(other.fields["item"]).lower()
    if not a or a != b or one.fields["quantity"] == other.fields["quantity"]:
        return False
    return all(one.fields.get(f) == other.fields.get(f) for f in _SAME)
