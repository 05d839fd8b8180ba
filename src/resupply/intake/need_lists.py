"""Lists of what is needed: each member of "asked for tents, stoves and generators" is one need.

A need names one thing; what stands beside it in a list, parted by commas and "and", is needed as
well. Basic supplies told in one breath ("food, water and medicine") stay one need.
"""

from collections.abc import Iterator, Sequence

from resupply.intake import rx
from resupply.intake.clauses import Governed
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import told
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_RULES = frozenset(
    [
        *("need", "request", "ask", "call", "asked_of", "pressing", "seek", "want", "require"),
        *("give", "provide", "send", "supply", "urge", "appeal", "listed", "short", "relative"),
        *("phrase", "sought", "called_for", "give_us", "request_of", "hopes", "deliver", "weighed"),
        *("plead", "beg", "sentence"),
    ]
)
_LACKS = rx.compile(r"(?i)\b(?:shortages?|short of|lack\w*|scarc\w+|access|without|out of|low)\b")
_GAP = rx.compile(
    r"(?:,|;)? ?(?:and |or |as well as |plus |along with |but also )?(?:also |for |more |new "
    r"|further "
    r"|the |some |additional |modern |other |their |at least |about |around |up to |even )*"
    r"(?:[a-z-]+(?: and [a-z-]+)? ){0,2}?\Z"
)
_OPENS = rx.compile(r"\s*(?:,|;|and\b|or\b|as well as\b|plus\b|along with\b)")
_CLAUSE = rx.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|to|that|which|who|of|in|on|from|with|because"
    r"|but(?! also))\b"
)
#: Told in one breath, they are one need.
_BASIC = frozenset(
    [
        *(
            "food",
            "water",
            "medicine",
            "medication",
            "shelter",
            "fuel",
            "care",
            "electricity",
            "aid",
        ),
        *(
            "power",
            "heating",
            "supply",
            "assistance",
            "support",
            "help",
            "money",
            "fund",
            "funding",
        ),
        *(
            "access",
            "protection",
            "sanitation",
            "hygiene",
            "drug",
            "healthcare",
            "staff",
            "clothing",
        ),
    ]
)
_MOST = 8


def continued(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The other members of the lists that needs stand in.

    Args:
        scene: The text.
        drafts: The needs found so far, in order of place.
    """
    for draft in drafts:
        item = draft.spans.get("item")
        if item is None or draft.rule.split(".")[-1] not in _RULES or "amount" in draft.fields:
            continue
        if _LACKS.search(scene.page.text[draft.span[0] : item[0]]):
            continue
        found = [*_back(scene, item), *_on(scene, item)]
        counted = "quantity" in draft.fields and all(t.values for t in found)
        if len(found) < (1 if counted else 2):
            continue
        heads = [_last(str(draft.fields.get("item") or "")), *(_last(t.item) for t in found)]
        if sum(h in _BASIC for h in heads) > 1 and not counted:
            continue
        for thing in found:
            yield _need(scene, draft, thing)


def one_a_list(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The needs without those that stand behind another in a list of basic supplies.

    Such as "food" and "water" of "have trouble finding food, water and fuel".
    """
    again: set[int] = set()
    for draft in drafts:
        item = draft.spans.get("item")
        if item is None or _last(str(draft.fields.get("item") or "")) not in _BASIC:
            continue
        behind = [t for t in _on(scene, item) if t.sort != "people"]
        if all(_last(t.item) in _BASIC for t in (*_back(scene, item), *behind)):
            again |= {t.start for t in behind}
    return [d for d in drafts if not (d.rule == "need.weighed" and _told_in(d, again))]


def _told_in(draft: Draft, starts: set[int]) -> bool:
    item = draft.spans.get("item", draft.span)
    return item[0] in starts and not {"quantity", "amount"} & draft.fields.keys()


def told_apart(group: Sequence[tuple[Thing, Governed]]) -> bool:
    """Such as "badly needs medical aid, field hospitals and shelters": each for itself.

    What is lacked, required or asked for in one breath stays one need.
    """
    heads = [t.item.lower().split()[-1] for t, g in group if g.trigger and g.trigger.lemma in _EACH]
    return sum(h not in _BASIC and _last(h) not in _BASIC - _PIECES for h in heads) > 1


_EACH = frozenset(["need", "plead", "beg"])
#: Basic supplies that are pieces in the plural: "shelters", "fuels" told each for itself.
_PIECES = frozenset(["shelter"])


def _last(item: str) -> str:
    word = item.lower().split()[-1] if item.split() else ""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _on(scene: Scene, item: tuple[int, int]) -> list[Thing]:
    """The members behind a thing, in order."""
    page = scene.page
    out: list[Thing] = []
    end = item[1]
    at = page.index(item[1])
    _, stop = page.sentence(max(0, at - 1))
    for thing in page.things_in(at, stop):
        gap = page.text[end : thing.start]
        if thing.start < end or not _member(thing):
            break
        if not _OPENS.match(gap) or not _GAP.fullmatch(gap) or _CLAUSE.search(gap):
            break
        out.append(thing)
        end = thing.end
        if len(out) == _MOST:
            break
    return out


def _back(scene: Scene, item: tuple[int, int]) -> list[Thing]:
    """The members in front of a thing that ends a list, in order."""
    page = scene.page
    out: list[Thing] = []
    start = item[0]
    at = page.index(item[0])
    begin, _ = page.sentence(at)
    for thing in reversed(page.things_in(begin, at)):
        gap = page.text[thing.end : start]
        if thing.end > start or not _member(thing):
            break
        if not _OPENS.match(gap) or not _GAP.fullmatch(gap) or _CLAUSE.search(gap):
            break
        out.insert(0, thing)
        start = thing.start
        if len(out) == _MOST:
            break
    return out


def _member(thing: Thing) -> bool:
    return thing.sort in ("goods", "unknown", "people") and bool(thing.item) and not thing.money


def _need(scene: Scene, draft: Draft, thing: Thing) -> Draft:
    who = draft.fields.get("who")
    span = thing.item_span or (thing.start, thing.end)
    made = told(
        scene, (thing.start, thing.end), span, who if isinstance(who, str) else None, "list"
    )
    amounts(thing, made.fields, made.spans)
    return made
