"""Who makes each product and where, when all of a text are known."""

from resupply.intake import (
    production_beside,
    production_letters,
    production_makers,
    production_place,
)
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


def settle(scene: Scene, drafts: list[Draft]) -> None:
    """Give each draft its makers and its place, as far as the text tells them."""
    lands: dict[int, str] = {}
    for n, draft in enumerate(drafts):
        before = drafts[n - 1] if n else None
        if before and (_beside(draft) or _in_list(scene, before, draft)):
            draft.fields["maker"] = before.fields.get("maker")
            continue
        makers = production_makers.of(scene, draft)
        said = draft.fields.get("maker")
        known = [str(m) for m in said] if isinstance(said, list) else [str(said)] if said else []
        firm = None if makers else _firm(scene, known)
        if firm and known:
            lands[n] = known[0]
        makers = [firm] if firm else production_makers.of_no_person(scene, makers or known)
        if not (makers or draft.fields.get("maker")):
            firm = production_makers.last_firm(scene, draft.span[0], 1000)
            makers = [firm] if firm else []
        if makers:
            draft.fields["maker"] = makers
        land = draft.fields.get("place")
        if not draft.fields.get("maker") and isinstance(land, str) and land.isupper():
            draft.fields["maker"] = land  # "was manufactured in Azerbaijan"
        there = None if draft.fields.get("place") else who.place_meant(scene, draft.span)
        if there:
            draft.fields["place"] = there
    for n, draft in enumerate(drafts):
        if not draft.fields.get("maker") and (maker := _maker_near(scene, drafts, n)):
            draft.fields["maker"] = maker
    production_letters.named(scene, drafts)
    production_place.settle(scene, drafts)
    for n, land in lands.items():
        drafts[n].fields.setdefault("place", land)


def _beside(draft: Draft) -> bool:
    """Whether a draft was told beside the one before it."""
    return draft.rule in (production_beside.LISTED, production_beside.LATER)


def _in_list(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Whether what is made stands in one list with what was before: the same makes both."""
    a, b = before.spans.get("item", before.span)[1], draft.spans.get("item", draft.span)[0]
    return a < b and bool(production_beside.JOINS.fullmatch(scene.page.text, a, b))


def _firm(scene: Scene, known: list[str]) -> str | None:
    """Whom the text is about, where nobody is told but a land that is named nearby."""
    lands = [name for name in known if len(name) == 3 and name.isupper()]
    return production_makers.of_the_text(scene) if len(lands) == len(known) else None


#: How far back whoever made the last product still makes the next.
_REACH = 900


def _maker_near(scene: Scene, drafts: list[Draft], n: int) -> object:
    """Who makes something else there: in the same sentence, the only land in it, the last maker."""
    page, at = scene.page, drafts[n].span[0]
    begin, end = page.sentence(page.index(at))
    a, b = page.words[begin].start, page.words[end - 1].end
    told = [d for d in drafts if d.fields.get("maker")]
    beside = [d.fields["maker"] for d in told if a <= d.span[0] < b]
    named = {x.id for x in page.actors_in(begin, end) if x.kind == "country"}
    before = [d.fields["maker"] for d in told if 0 < at - d.span[0] < _REACH]
    lands = [*named] if len(named) == 1 else []
    return next(iter([*beside, *lands, *before[-1:]]), None)
