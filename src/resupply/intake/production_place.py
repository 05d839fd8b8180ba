"""Where something is made, where its own clause does not say so.

In this order: on whose soil or in whose plant; the sentence behind ("work is to be done in York");
the plant that was placed before; the land of whoever makes it.
"""

import re

from resupply.intake import gazetteer, rx
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

_PLANT = (
    r"(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|sites?|works|shipyards?|soil|territory|arsenal"
    r"|workshops?"
    r"|production lines?|assembly lines?|companies|firms|makers|manufacturers|industry"
    r"|operations|campus|hub)"
)
_WHOSE = rx.compile(
    rf"(?P<who>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w-]+){{0,2}})(?:['’]s)? (?!\w+ly )(?:new |own "
    rf"|state-owned |defen[cs]e |arms |local "
    rf"|drone |ammunition |army |domestic |second |first |largest )*{_PLANT}\b"
)
#: "near the city of Kyiv".
_CITY = rx.compile(
    r"\b(?:in|near|at|outside|around) (?:the )?(?:\w+ )?(?:city|town|village|region|province"
    r"|port|district|state|outskirts|suburbs?)"
    r" of (?P<where>[A-ZÀ-Þ][\w’-]+)"
)
_UNION = rx.compile(r"\b(?:in|across|within) (?:the (?:[Uu]nion|bloc)|Europe)\b")
_GOES_ON = rx.compile(
    r"(?i)\b(?:this|it|production|work|assembly|plant|factory|facility|line|site|they|output"
    r"|the (?:vehicles|drones"
    r"|shells|missiles|howitzers))\b"
)
_THE_PLANT = rx.compile(
    r"(?i)\b(?:(?:the|that|this|its|their|new) (?:[\w-]+ )?(?:plant|factory|facility|site|line"
    r"|works|shipyard)"
    r"|planned output|output|here|it|we|one (?:already|is|of (?:them|these)))\b"
)
_HOME = rx.compile(
    r"\b(?P<land>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?:-based\b| (?:[a-z-]+ ){0,3}(?:company|firm|group"
    r"|concern|manufacturer|maker|producer"
    r"|start-?up|consortium|giant|nonprofit|contractor|shipbuilder|holding)\b)"
)
#: Such as "Ukrainian defence companies make", "Pakistani makers of".
_LANDS = rx.compile(
    r"\b(?P<land>[A-Z][a-z]+(?:-[A-Z][a-z]+)?) (?:[a-z-]+ ){0,3}(?:(?:company|firm|group|maker"
    r"|producer|manufacturer|start-?up|companies|firms|makers|start-?ups)(?:,? (?:that|which|who))?"
    r" (?:now |already |also )?(?:makes?|builds?|produces?|manufactures?)"
    r"|(?:maker|producer|manufacturer)s? of)\b"
)
_CLAUSE_END = rx.compile(r"[,;:–—]| (?:say|says|said|as|while|will|to|is|are|has|have)\b")
_AGREED = rx.compile(
    r"\b(?:deals?|agreements?|contracts?|memorandum(?: of understanding)?|MOU|letters? of intent"
    r"|talks|talking) with (?:the )?(?=[A-Z])"
)
_ON_MAKING = rx.compile(
    r"(?: government| authorities)? (?:on|to|for|about) "
    r"(?:a (?:plant|factory) (?:to|for) |(?:joint|the|local) )*"
    r"(?:mak\w+|produc\w+|build\w*|manufactur\w+|assembl\w+|opening|setting up)"
)


def settle(scene: Scene, drafts: list[Draft]) -> None:
    """Give a place to each draft that has none, as far as the text tells one."""
    towns = {p for d in drafts if isinstance(p := d.fields.get("place"), str) and not p.isupper()}
    for n, draft in enumerate(drafts):
        if _no_place(scene, draft):
            draft.fields.pop("place")
        if not draft.fields.get("place") and (town := _in_name(scene, draft, towns)):
            draft.fields["place"] = town
        home = _of_a_land(scene, draft)
        if home:
            draft.fields["place"] = home
        if draft.fields.get("place"):
            continue
        there = (
            _whose(scene, draft)
            or _agreed(scene, draft)
            or _behind(scene, draft)
            or _before(scene, drafts[:n], draft)
            or _home(scene, draft)
        )
        if there:
            draft.fields["place"] = there


_NAME = rx.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){1,5}")


def _in_name(scene: Scene, draft: Draft, towns: set[str]) -> str | None:
    """Such as "Vektor Leeds Operations packs shells": a town that the page makes things in."""
    begin, _ = _sentence(scene, draft)
    stop = draft.spans.get("item", draft.span)[0]
    named = _NAME.finditer(scene.page.text, scene.page.words[begin].start, stop)
    return next((w for m in named for w in m[0].split()[1:] if w in towns), None)


def _no_place(scene: Scene, draft: Draft) -> bool:
    """Whether what was read as a place is a person of the text, or whoever makes it."""
    place = draft.fields.get("place")
    if not isinstance(place, str) or place.isupper():
        return False
    return place in _makers(draft) or any(
        a.id == place and a.kind == "person" for a in scene.page.actors
    )


def _makers(draft: Draft) -> list[object]:
    makers = draft.fields.get("maker")
    return makers if isinstance(makers, list) else [makers] if makers else []


def _of_a_land(scene: Scene, draft: Draft) -> str | None:
    """Such as "the Ukrainian company that makes drones", if it is not told to do so elsewhere."""
    page = scene.page
    begin, end = _sentence(scene, draft)
    item = draft.spans.get("item", draft.span)
    a, b = page.words[begin].start, page.words[end - 1].end
    for found in _LANDS.finditer(page.text, a, b):
        land = gazetteer.demonyms().get(found["land"])
        near = found.start() - 60 < item[0] and item[0] - found.end() < 60
        stop = _CLAUSE_END.search(page.text, max(found.end(), item[1]), b)
        last = page.index(stop.start()) if stop else end
        if land and near:
            return who.place(scene, page.index(found.end()), last) or land
    return None


def _agreed(scene: Scene, draft: Draft) -> str | None:
    """Such as "a deal with Ukraine on producing carriers", where a firm makes them."""
    page = scene.page
    begin, end = _sentence(scene, draft)
    a, b = page.words[begin].start, page.words[end - 1].end
    if any(_is_land(scene, str(m)) for m in _makers(draft)):
        return None
    for found in _AGREED.finditer(page.text, a, b):
        actor = page.actor_at(page.index(found.end()))
        ends = actor is not None and _ON_MAKING.match(page.text, actor.end, b)
        if actor is not None and actor.kind == "country" and ends:
            return actor.id
    return None


def _sentence(scene: Scene, draft: Draft) -> tuple[int, int]:
    return scene.page.sentence(scene.page.index(draft.span[0]))


_TOGETHER = rx.compile(
    r"\b(?:with|alongside|together with)(?: (?:an?|the|one|two|three|four|five|several|leading"
    r"|other|major|some|its|their))* \Z"
)


def _whose(scene: Scene, draft: Draft) -> str | None:
    """Such as "on Danish soil", "at its Cape Town plant", "in the union"."""
    page = scene.page
    begin, end = _sentence(scene, draft)
    a, b = page.words[begin].start, page.words[end - 1].end
    city = _CITY.search(page.text, draft.span[0], b)
    if city:
        return city["where"]
    for found in _WHOSE.finditer(page.text, a, b):
        if _TOGETHER.search(page.text, a, found.start()):
            continue  # "will make shells with two American companies"
        actor = page.actor_at(page.index(found.start("who")))
        if actor is not None and actor.kind in ("country", "place"):
            return actor.id if actor.kind == "country" else found["who"]
        led = re.search(
            r"\b(?:at|in|its|their|the|from) \Z",
            page.text[max(0, found.start() - 8) : found.start()],
        )
        known = gazetteer.names().get(found["who"])
        name = found["who"].removesuffix("'s").removesuffix("’s")
        plain = (known is None or known.kind != "org") and _town(name)
        if actor is None and led and plain and name not in _makers(draft):
            return name
    return "EU" if _UNION.search(page.text, a, b) else None


def _town(name: str) -> bool:
    """Whether a name may be a town's: no letters of a firm."""
    return not name.isupper() and not re.search(
        r"(?:Systems|Group|Aerospace|Industries|Defen[cs]e|Dynamics)", name
    )


def _behind(scene: Scene, draft: Draft) -> str | None:
    """Such as "Work is to be done in York" in the sentence behind."""
    page = scene.page
    _, end = _sentence(scene, draft)
    if end >= len(page.words):
        return None
    begin, stop = page.sentence(end)
    said = page.text[page.words[begin].start : page.words[stop - 1].end]
    return who.place(scene, begin, stop) if _GOES_ON.search(said) else None


def _before(scene: Scene, drafts: list[Draft], draft: Draft) -> str | None:
    """The place of the plant spoken of: told with another product, or with the plant."""
    page = scene.page
    begin, end = _sentence(scene, draft)
    a, b = page.words[begin].start, page.words[end - 1].end
    spoken = _THE_PLANT.search(page.text, a, b)
    told = [d for d in drafts if d.fields.get("place") and draft.span[0] - d.span[0] < 900]
    if told and (spoken or _sentence(scene, told[-1]) == (begin, end)):
        return str(_first(told[-1].fields["place"]))
    if not spoken:
        return None
    back, near = begin, 0
    while back > 0 and near < 4:
        back, stop = page.sentence(back - 1)
        near += 1
        said = page.text[page.words[back].start : page.words[stop - 1].end]
        placed = who.place(scene, back, stop) if re.search(_PLANT, said) else None
        if placed:
            return placed
    return None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _home(scene: Scene, draft: Draft) -> str | None:
    """The land of whoever makes it: a country that makes it itself, else its firm's."""
    listed = _makers(draft)
    lands = [m for m in listed if isinstance(m, str) and _is_land(scene, m)]
    if lands:
        return lands[0]
    page = scene.page
    begin, end = _sentence(scene, draft)
    for found in _HOME.finditer(page.text, page.words[begin].start, page.words[end - 1].end):
        land = gazetteer.demonyms().get(found["land"])
        seat = gazetteer.names().get(found["land"])
        if land or seat:
            return land or (seat.id if seat and seat.kind == "country" else found["land"])
    for name in listed:
        owned = re.search(
            rf"\b([A-Z][a-z]+)(?:['’]s)? (?:[a-z-]+ ){{0,3}}{re.escape(str(name))}\b", page.text
        )
        land = gazetteer.demonyms().get(owned[1]) if owned else None
        actor: Actor | None = page.actor_at(page.index(owned.start())) if owned else None
        if land or (actor and actor.kind == "country"):
            return land or (actor.id if actor else None)
    return None


def _is_land(scene: Scene, name: str) -> bool:
    return name == "EU" or any(a.id == name and a.kind == "country" for a in scene.page.actors)
