"""Products in plain turns: "Roshel builds vehicles", "set up production in", "come from the maker".

Who makes something as a habit is told in the present ("makes", "builds"), with what is made right
behind the verb. Works without a product make what their firm is called the maker of.
"""

from collections.abc import Iterable, Iterator

from resupply.intake import lexicon, production_refused, rx, spotting
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.sentence_products import COMPOUND, is_product
from resupply.intake.things import Thing


def read(scene: Scene) -> Iterator[Draft]:
    """Every product that one of these turns tells."""
    for reader in (habits, set_up, from_makers, ventures, defence_goods):
        yield from production_refused.kept(scene, list(reader(scene)))


def apart(out: list[Draft], turns: Iterable[Draft]) -> Iterator[Draft]:
    """The turns; what was read over one, of something told behind it, begins behind it.

    Such as "Kongsberg, which makes missiles, will set up a plant".

    Args:
        out: The products found so far.
        turns: What `read` found.
    """
    for turn in turns:
        for draft in out:
            item = draft.spans.get("item")
            if item and draft.span[0] <= turn.span[0] and turn.span[1] < item[0]:
                draft.span = (turn.span[1] + 1, draft.span[1])
        yield turn


_HABIT = rx.compile(
    r"(?P<who>[A-ZÀ-Þ][\w&’.-]*(?: (?:& )?[A-ZÀ-Þ][\w&’.-]*){0,3}|\b(?:company|firm|manufacturer"
    r"|group|concern|nonprofit|plant|factory))(?:,? (?:which|that|who))?(?: (?:also|already|now|"
    r"currently|mainly|chiefly))? (?:makes|builds|manufactures|produces|assembles|is constructing"
    r"|is building|is manufacturing|has built) "
    r"(?=\w)"
)
_NEAR = 6
_ARMS = lexicon.words("production.arms")


_PLANT_IN = rx.compile(
    r"\b(?:plants?|factor(?:y|ies)|works|workshops?|sites?|facilit(?:y|ies)|shipyards?|compan(?:y"
    r"|ies)|firms?|start-?ups?|nonprofits?|makers?) (?:in|at|near|outside) (?:the )?\Z"
)


def habits(scene: Scene) -> Iterator[Draft]:
    """Such as "Roshel Inc builds armoured vehicles": what is made stands right behind the verb."""
    page = scene.page
    for found in spotting.finditer(_HABIT, page.text):
        first = page.index(found.end())
        if first >= len(page.words):
            continue
        _, end = page.sentence(first)
        near = [t for t in page.things_in(first, min(end, first + _NEAR)) if is_product(t)]
        if not near or near[0].money or not _right_behind(scene, first, near[0]):
            continue
        thing = near[0]
        item = thing.item_span or (thing.start, thing.end)
        fields: dict[str, object] = {"item": page.text[slice(*item)]}
        if thing.values:
            fields["quantity"] = list(thing.values)
        actor = page.actor_at(page.index(found.start("who")))
        if actor is not None and actor.kind != "org" and thing.family not in _ARMS:
            continue  # "Poland produces more coal than"
        if actor is not None or not found["who"].islower():
            fields["maker"] = [actor.id if actor else found["who"]]
        if _PLANT_IN.search(page.text, max(0, found.start("who") - 40), found.start("who")):
            fields.pop("maker", None)  # "the plant in Leeds makes"
            fields["place"] = actor.id if actor and actor.kind == "country" else found["who"]
        span = (found.start(), thing.end)
        yield Draft("production", span, fields, {"item": item}, "production.habit", f'"{found[0]}"')


def _right_behind(scene: Scene, first: int, thing: Thing) -> bool:
    """Whether only describing words stand between the verb and the thing."""
    between = scene.page.words[first : thing.first]
    return not any(
        w.is_sign or w.closed in ("preposition", "conjunction", "pronoun") for w in between
    )


_SET_UP = rx.compile(
    r"\b(?:set(?:s|ting)? up|start(?:s|ed|ing)?|launch(?:es|ed|ing)?|beg[aiu]n(?:s|ning)?"
    r"|establish(?:es|ed|ing)?|locali[sz](?:e|es|ed|ing)|mov(?:e|es|ed|ing)|expand(?:s|ed|ing)?) "
    r"(?:(?:its|their|the|own|local|some|full-scale) )*"
    r"(?P<item>(?:joint |serial |mass |series )?(?:production|manufacturing))"
    r"(?= (?:in|at|near|on) (?:the )?(?:\w+ )?[A-Z]| in the \w+ (?:country|state)\b)"
)
_MAKER = rx.compile(
    r"\b(?P<item>(?:(?:ammunition|artillery|missile|drone|shell|vehicle|tank|arms|weapons|defen[cs]e"
    r"|munitions|gunpowder|explosives|vaccine|aircraft|radar|engine) )+)(?:maker|manufacturer"
    r"|producer|firm|company|group|giant|start-?up|companie|industrie)s?\b"
)


def set_up(scene: Scene) -> Iterator[Draft]:
    """Such as "the drone maker Skyfall could set up production in Denmark": once a page."""
    page = scene.page
    told: set[object] = set()
    for found in spotting.finditer(_SET_UP, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        item = _what(scene, begin, at) or (found.span("item") if " " in found["item"] else None)
        placed = [a for a in page.actors_in(at, end) if a.kind in ("country", "place")]
        where = placed[0].id if placed else who.place(scene, at, end)
        if item is None or where in told:
            continue
        told.add(where)
        fields: dict[str, object] = {"item": page.text[slice(*item)]}
        before = page.actors_in(begin, at)
        named = [a for a in before if a.kind == "org"] or [a for a in before if a.kind == "country"]
        if named:
            fields["maker"] = [named[-1].id]
        if where:
            fields["place"] = where
        span = (min(item[0], found.start()), found.end())
        yield Draft("production", span, fields, {"item": item}, "production.set_up", found[0])


def _what(scene: Scene, begin: int, at: int) -> tuple[int, int] | None:
    """What will be made: what the firm is called the maker of, or the goods told before."""
    page = scene.page
    makers = list(_MAKER.finditer(page.text, page.words[begin].start, page.words[at].start))
    if makers:
        start, end = makers[-1].span("item")
        return start, end - 1
    things = [t for t in page.things_in(begin, at) if is_product(t) and t.item_span]
    return things[-1].item_span if things else None


_FROM = rx.compile(
    r" (?:will|would|is to|are to|should) (?:come|be (?:supplied|delivered|made|built|produced)) "
    r"(?:from|by) (?:the )?(?:\w+ ){0,3}?(?:maker|manufacturer|producer|plant|factory)s? "
    r"(?P<who>[A-ZÀ-Þ][\w&-]+)"
)


def from_makers(scene: Scene) -> Iterator[Draft]:
    """Such as "the shells will come from the French arms maker Nexter"."""
    page = scene.page
    for thing in page.things:
        found = _FROM.match(page.text, thing.end) if is_product(thing) else None
        if found is None:
            continue
        item = thing.item_span or (thing.start, thing.end)
        fields: dict[str, object] = {"item": page.text[slice(*item)], "maker": [found["who"]]}
        yield Draft(
            "production",
            (thing.start, found.end()),
            fields,
            {"item": item},
            "production.from_maker",
            f'"{found[0].strip()}"',
        )


_VENTURE = rx.compile(
    r"\b(?:found(?:s|ed|ing)?|set(?:s|ting)? up|establish\w*|form(?:s|ed|ing)?|creat(?:es?|ed|ing)"
    r"|launch\w*|ent(?:er|ers|ered|ering) into|agree[sd]? on|signed) (?:an? |another |its |the "
    r"|their |new |second |first |\d+-\d+ )*"
    r"(?P<item>joint (?:ventures?|enterprises?|compan(?:y|ies)))\b"
    r"(?= (?:with|between|together|in|by)\b)"
)
#: What is told of a venture and read by what it makes.
_TO_MAKE = rx.compile(
    r"[^.;:]{0,90}?\b(?:to|for|will|would|that|which) (?:[\w-]+ ){0,3}?(?:produc|mak|manufactur"
    r"|build|assembl|develop|repair|maint|servic)\w*"
)


def ventures(scene: Scene) -> Iterator[Draft]:
    """Such as "Saab has founded another joint venture with Antonov"."""
    page = scene.page
    for found in spotting.finditer(_VENTURE, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        if not scene.about_help or _TO_MAKE.match(page.text, found.end()):
            continue
        after = page.index(found.end())
        named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org")]
        partners = [a for a in named if page.words[after].low in ("with", "between")]
        partners = [a for a in partners if a.start > found.end()][:2]
        makers = [a for a in named if a.end <= found.start()][-1:] + partners
        fields: dict[str, object] = {"item": found["item"]}
        if makers:
            fields["maker"] = [a.id for a in makers]
        where = who.place(scene, after, end)
        if where:
            fields["place"] = where
        span = (found.start(), max([found.end(), *(a.end for a in partners[:1])]))
        spans = {"item": found.span("item")}
        yield Draft("production", span, fields, spans, "production.venture", f'"{found[0]}"')


_DEFENCE_GOODS = rx.compile(
    r"\b(?:mak(?:e|es|ing)|produc(?:e|es|ed|ing|tion of)|manufactur(?:e|es|ed|ing)(?: of)?) "
    r"(?:joint(?:ly)? |of |more |new |modern |their |its |own )*"
    r"(?P<item>(?:defen[cs]e|military)(?:[- ]industr(?:y|ial))? (?:products?|goods|articles|items"
    r"|hardware|materiel))\b"
)


def defence_goods(scene: Scene) -> Iterator[Draft]:
    """Such as "will work together on making defence products"."""
    page = scene.page
    for found in spotting.finditer(_DEFENCE_GOODS, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        named = [a for a in page.actors_in(begin, at) if a.kind in ("country", "org")]
        fields: dict[str, object] = {"item": found["item"]}
        if named:
            fields["maker"] = [a.id for a in named[:2]]
        where = who.place(scene, at, end)
        if where:
            fields["place"] = where
        spans = {"item": found.span("item")}
        yield Draft(
            "production", found.span(), fields, spans, "production.defence", f'"{found[0]}"'
        )


_FOR = rx.compile(r"(?i)(?:production|output|manufacturing) (?:for|based on|with) ")


def whole(scene: Scene, draft: Draft) -> Draft:
    """Such as "missile production for our air defence": the missiles are made."""
    page = scene.page
    if draft.rule != "production.production" or not _FOR.match(page.text, draft.span[0]):
        return draft
    begin, _ = page.sentence(page.index(draft.span[0]))
    start = page.words[begin].start
    for found in COMPOUND.finditer(page.text, start, draft.span[0] + 14):
        if found.end("item") + 1 == draft.span[0]:
            draft.span = (found.start(), draft.span[1])
            draft.fields["item"], draft.spans["item"] = found["item"], found.span("item")
    return draft
