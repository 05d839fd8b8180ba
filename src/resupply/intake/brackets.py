"""What stands in brackets behind goods and says which they are: "food (rice, beans and oil)"."""

from resupply.intake import rx
from resupply.intake.page import Page

#: A bracket with a list and no figure in it.
_LIST = rx.compile(
    r" \((?:among (?:them|others)|including|such as|e\.g\.,?|mainly|mostly|namely|in particular)? ?"
    r"[a-z][a-z ’'-]*(?:,| and | or )[a-z ,’'-]+\)"
)
#: One word, or what the goods are for, is left to others.
_LEADS = rx.compile(r" \((?:in|for|to|with|by|from|at|on|of|not|which|who|see|as) ")
#: Heads that name no kind of goods.
_WHOLES = frozenset(
    [
        *("good", "equipment", "supply", "item", "material", "materiel", "gear", "weapon", "arm"),
        *("hardware", "system", "product", "essential", "necessity", "article", "weaponry"),
    ]
)


def mark(page: Page) -> None:
    """Takes goods into those before the bracket they stand in, in place."""
    for thing in page.things:
        if thing.sort != "goods" or not thing.item or thing.inside:
            continue
        if thing.family == "aid" or thing.head in _WHOLES:
            continue  # "non-lethal goods (helmets, rations)": a list of what is given
        if page.text[thing.end : thing.end + 2] != " (":
            continue
        found = _LIST.match(page.text, thing.end)
        if found is None or _LEADS.match(page.text, thing.end):
            continue
        first, last = page.index(found.start() + 2), page.index(found.end())
        held = page.things_in(first, last)
        if held and all(t.sort == "goods" and not (t.values or t.money) for t in held):
            for part in held:
                part.inside = True
            thing.end, thing.last = found.end(), last
