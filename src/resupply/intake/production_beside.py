"""What a sentence on making tells beside what was read: goods of a plant, rates, lists, years.

Such as "a new plant to make shells" (it makes shells, no plants), "to triple its yearly output to
2,000", "8,000 attack drones and 15,000 decoy drones", "50 million doses in 2024 and 80 million in
2025".
"""

import re

from resupply.intake import lexicon, rx, sentence_scales
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.sentence_products import COMPOUND, is_product
from resupply.intake.things import Thing

_ARMS = lexicon.words("production.arms")
#: Rules of what is told beside: made by whoever makes what stands before.
LISTED, LATER = "production.listed", "production.later"
_MORE = "production.more_sentence"
#: Right before goods: "production of", "begin making", "a capacity of".
_MAKING = rx.compile(
    r"\b(?:(?:production|manufacture|manufacturing|making|assembly|printing|output|capacity)"
    r"(?: of| for)|(?:making|producing|building|manufacturing|assembling)|production lines? for)"
    r"(?: (?!(?:and|or|for|of|with|in|on|to|by)\b)[\w’'-]+){0,3} \Z"
)
_SITE = rx.compile(
    r"(?i)(?:(?:new|own|first|second|third|large|national|modern|joint|such|more|that|production"
    r"|assembly|manufacturing) )*(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|lines?|sites?|unit)"
)
#: From a plant to what it makes: "in Wales that will make", "for the production of".
_TO_MAKE = rx.compile(
    r"[^.;:]{0,90}?\b(?:mak(?:e|es|ing)|produc(?:e|es|ing)|build(?:s|ing)?|manufactur(?:e|es|ing)"
    r"|assembl(?:e|es|ing)|turn(?:s|ing)? out"
    r"|(?:production|manufacture|manufacturing|assembly|making) of|for)"
    r"(?: (?:up to|about|some|over|more than|at least|large numbers of|thousands of|its own|the))* "
)
#: What stands between the goods of a list.
JOINS = rx.compile(
    r"(?: \([^()]{1,30}\))?(?:,|,? and|,? or|,? as well as) (?:(?:the|their|its|also|new|around"
    r"|about|some|over|nearly|up to|more than|at least|thousands of|hundreds of|dozens of"
    r"|various) )*"
)
_TIME = rx.compile(
    r"(?: (?:more|pieces|units|of them))? ?(?:in (?:19|20)\d\d|by (?:the end of )?(?:19|20)\d\d"
    r"|(?:this|last|next) (?:year|month)|the (?:year|month) (?:after|before)|(?:a|per|each|every)"
    r" (?:day|week|month|year)|are being made)\b"
)
#: How a second figure follows: ", and 80 million in 2025", "up from three to four this year".
_FOLLOWS = rx.compile(
    r"[^.;:]{0,60}?(?:,| and| to| from) (?:(?:up|about|around|some|over|nearly|expected|an|from|to"
    r"|at|least|more|than|roughly|only|plans|go|then|another) )*"
)
_GROWS = rx.compile(
    r"(?i)\b(?:output|capacity|production|rate|number|mak(?:e|es|ing)|produc(?:e|es|ing)"
    r"|tripl\w+|doubl\w+)\b[^.;:]{0,50}$"
)
#: How far back the goods of a bare figure may stand.
_REACH = 500
_OFTEN = rx.compile(r"(?i)\b(?:annual|yearly|monthly|daily|weekly)\b")


def told(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, their items and quantities settled, with what is told beside them."""
    out = list(drafts)
    for n, draft in enumerate(drafts):
        _of_the_same(draft, drafts[:n])
        if _is_plant_of(scene, draft, drafts):
            out.remove(draft)
            continue
        _of_the_plant(scene, draft, out)
        _rated(scene, draft, out)
    for draft in out:
        _what_they_make(draft)
    for draft in drafts:
        out += _free(_listed(scene, draft), out)
        out += _free(_later(scene, draft), out)
    out += _free(_more(scene, drafts), out)
    return sorted(out, key=lambda d: d.span)


#: "Factories making shells": the shells.
_THEY_MAKE = rx.compile(
    r"(?:[\w-]+ ){0,2}(?:factories|plants|companies|firms|makers|lines|workshops|factory|plant"
    r"|company|firm|line|workshop) (?:making|producing|building|manufacturing|assembling|that"
    r" (?:make|produce|build|manufacture|assemble)s?) (?=\w)"
)


def _what_they_make(draft: Draft) -> None:
    """The goods alone, where what was read opens with those who make them."""
    item, at = str(draft.fields.get("item") or ""), draft.spans.get("item")
    lead = _THEY_MAKE.match(item)
    if lead is not None and at is not None and at[1] - at[0] == len(item):
        draft.fields["item"] = item[lead.end() :]
        draft.spans["item"] = (at[0] + lead.end(), at[1])


def _more(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What a sentence that the weights speak for says is made, beside what was read in it."""
    words = scene.page.words
    out: list[Draft] = []
    for _, begin, end in sentence_scales.chosen(scene, "production"):
        a, b = words[begin].start, words[end - 1].end
        here = [d for d in drafts if a <= d.span[0] < b]
        if not here:
            continue
        known = {_key(d) for d in here}
        counted = any(d.fields.get("quantity") for d in here)
        works = [] if counted else _works(scene, a, b)
        works = [w for w in works if not _of_one_plant(scene, w, here)]
        for draft in (*_made(scene, begin, end), *works):
            if _key(draft) not in known:
                known.add(_key(draft))
                out.append(draft)
    return out


def _of_one_plant(scene: Scene, work: Draft, here: list[Draft]) -> bool:
    """Such as "to build pump and radar plants": the plants were read by the pumps."""
    text, a = scene.page.text, work.span[0]
    ends = [d.spans["item"][1] for d in here if "item" in d.spans and d.spans["item"][1] < a]
    site = _SITE.search(str(work.fields["item"]))
    return site is not None and any(_AND.fullmatch(text, end, a) for end in ends)


_AND = rx.compile(r",? and (?:[a-z-]+ ){0,2}")


def _key(draft: Draft) -> tuple[str, str]:
    """Head and number of what is made."""
    item = str(draft.fields.get("item") or "").lower().split()[-1:]
    return ("".join(item).removesuffix("s"), str(_numbers(draft.fields.get("quantity"))))


def _made(scene: Scene, begin: int, end: int) -> list[Draft]:
    text, start = scene.page.text, scene.page.words[begin].start
    return [
        _draft({"item": t.item} | ({"quantity": list(t.values)} if t.values else {}), t.item_span)
        for t in scene.page.things_in(begin, end)
        if is_product(t) and t.item_span and not t.money and _MAKING.search(text, start, t.start)
    ]


def _works(scene: Scene, start: int, end: int) -> list[Draft]:
    found = COMPOUND.finditer(scene.page.text, start, end)
    return [
        _draft({"item": m["item"]}, m.span("item"))
        for m in found
        if not (m["site"] and _ACTS.match(scene.page.text, m.end()))
    ]


#: "The gunpowder plant makes": who makes it, and not what is made.
_ACTS = rx.compile(r",? (?:is|was|has|had|will|can|makes|produces|in [A-Z]\w+ (?:is|has|will))\b")


def _draft(fields: dict[str, object], item: tuple[int, int]) -> Draft:
    return Draft("production", item, fields, {"item": item}, _MORE, "told beside what is made")


def _of_the_same(draft: Draft, before: list[Draft]) -> None:
    """Such as "and will make 2,500 next year": of what was told last."""
    told = [d for d in before if d.fields.get("item") and draft.span[0] - d.span[0] < _REACH]
    if told and draft.fields.get("quantity") and not draft.fields.get("item"):
        draft.fields["item"] = told[-1].fields["item"]


def _free(found: list[Draft], known: list[Draft]) -> list[Draft]:
    """What rests on no item or figure that is known."""
    return [
        d
        for d in found
        if not any(
            d.meets(a, b)
            for k in known
            for a, b in (k.spans.get("item", k.span), k.spans.get("quantity", (0, 0)))
        )
    ]


def _behind(scene: Scene, draft: Draft) -> list[Thing]:
    """The things of its sentence behind the item of a draft."""
    page = scene.page
    at = draft.spans.get("item", draft.span)[1]
    _, end = page.sentence(page.index(at - 1))
    return page.things_in(page.index(at), end)


def _is_plant_of(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft is of a plant whose goods, told behind it, are a draft of their own."""
    item = draft.spans.get("item")
    if item is None or not _SITE.fullmatch(str(draft.fields["item"])):
        return False
    goods = [d.spans["item"][0] for d in drafts if d is not draft and d.spans.get("item")]
    text = scene.page.text
    return any(item[1] < at and _TO_MAKE.fullmatch(text, item[1], at) for at in goods)


def _of_the_plant(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """Such as "a new plant in Wales to make shells": what it makes, in place of the plant."""
    item = draft.spans.get("item")
    if item is None or not _SITE.fullmatch(str(draft.fields["item"])):
        return
    thing = next((t for t in _behind(scene, draft) if is_product(t) and not t.money), None)
    if thing is None or not _TO_MAKE.fullmatch(scene.page.text, item[1], thing.start):
        return
    others = [d for d in drafts if d is not draft]
    if any(d.meets(thing.start, thing.end) for d in others):
        return
    draft.fields["item"] = thing.item
    draft.spans["item"] = thing.item_span or (thing.start, thing.end)
    draft.span = (draft.span[0], max(draft.span[1], thing.end))
    if thing.values:
        draft.fields["quantity"] = list(thing.values)


def _rated(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """Such as "to step up output of shells and triple it to 2,000 a year": how many."""
    item = draft.spans.get("item")
    if item is None or draft.fields.get("quantity"):
        return
    text = scene.page.text
    for thing in _behind(scene, draft):
        if not thing.values or thing.item or thing.sort != "unknown":
            continue
        lead = text[item[1] : thing.start]
        often = _OFTEN.search(text, max(0, thing.start - 60), thing.start)
        if _GROWS.search(lead) and (often or _TIME.match(text, thing.end)) and len(lead) < 120:
            others = [d for d in drafts if d is not draft]
            if not any(d.meets(thing.start, thing.end) for d in others):
                draft.fields["quantity"] = thing.values[-1]
                draft.span = (draft.span[0], max(draft.span[1], thing.end))
            return


def _listed(scene: Scene, draft: Draft) -> list[Draft]:
    """Such as "8,000 attack drones and around 15,000 decoy drones": the rest of the list."""
    at = draft.spans.get("item")
    out: list[Draft] = []
    if at is None:
        return out
    end = at[1]
    for thing in _behind(scene, draft):
        joined = JOINS.fullmatch(scene.page.text, end, thing.start)
        if not joined or thing.family not in _ARMS or not thing.item or thing.money:
            break
        lead = scene.page.text[end : (thing.item_span or (thing.start,))[0]]
        if thing.values or "s of " in lead or "as well as" in lead:
            out.append(_beside(draft, thing, LISTED))
        end = thing.end
    return out


def _later(scene: Scene, draft: Draft) -> list[Draft]:
    """Such as "50 million doses in 2024 and 80 million in 2025": the same goods again."""
    out: list[Draft] = []
    if not (draft.fields.get("quantity") and draft.fields.get("item")):
        return out
    text = scene.page.text
    end = draft.spans.get("item", draft.span)[1]
    for thing in _behind(scene, draft):
        if not thing.values or thing.item or thing.sort != "unknown":
            continue
        if not _TIME.match(text, thing.end) or not _FOLLOWS.fullmatch(text, end, thing.start):
            break
        if re.search(r"(?<!up) from\b", text[end : thing.start]):
            break  # "from 500 to 750 a year": one
        if thing.values[-1] in _numbers(draft.fields["quantity"]):
            continue
        out.append(_beside(draft, thing, LATER))
        end = thing.end
    return out


def _numbers(value: object) -> list[object]:
    return [*value] if isinstance(value, list) else [value]


def _beside(draft: Draft, thing: Thing, rule: str) -> Draft:
    """A draft of another thing, the rest as it was said before."""
    fields = {k: v for k, v in draft.fields.items() if k in ("maker", "place")}
    fields["item"] = thing.item or draft.fields["item"]
    if thing.values:
        fields["quantity"] = list(thing.values)
    spans = {"item": thing.item_span} if thing.item_span else {}
    said = "told beside what is made"
    return Draft("production", (thing.start, thing.end), fields, spans, rule, said)
