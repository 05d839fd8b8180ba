"""Who makes something, and where: companies, whoever stands behind "by", towns and countries."""

import re

from resupply.intake import lexicon, rx
from resupply.intake.page import Actor, Page
from resupply.intake.scene import Scene
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKERS
from resupply.intake.wordlists import words as words_of

OFFICIAL = lexicon.words("production.official")
#: They tell, and make nothing.
SOURCES = frozenset(
    ["AP", "AFP", "Reuters", "Bloomberg", "Ukrinform", "Kiel Institute", "SIPRI", "GAO"]
)
_MAKERS = lexicon.words("production.makers")
_COMPANY = frozenset(
    [
        "company",
        "group",
        "concern",
        "firm",
        "manufacturer",
        "maker",
        "producer",
        "corporation",
        "supplier",
        "contractor",
        "consortium",
        "holding",
    ]
)
_OWN = frozenset(["we", "our", "i", "it", "they", "its", "their"])


def company(scene: Scene, at: int, within: int = 1500) -> Actor | None:
    """The company named last before a character: no state and no body of states."""
    named = [a for a in scene.page.actors_before(at, within) if is_company(scene, a)]
    return named[-1] if named else None


_SORT = (
    r"company|group|concern|firm|manufacturer|maker|producer|corporation|supplier|contractor"
    r"|consortium|holding|start-?up|shipyard|subsidiary|giant|arsenal"
)
#: A word for somebody who makes goods.
FIRM = rx.compile(rf"\b(?:{_SORT}|companies|firms|makers|nonprofit|non-profit|factory|plant)\b")
_LED = rx.compile(rf"\b(?:{_SORT})s? (?:the )?$", re.IGNORECASE)
_KIND = rx.compile(
    rf"(?: (?:AG|GmbH|Inc|Ltd|Corp|plc|Systems|Aerospace|Defen[cs]e|Industries|Technologies|Group"
    rf"|Ordnance|Dynamics|Munitions?)\b|, (?:an? |the |one of )(?:[\w-]+ ){{0,4}}(?:{_SORT})\b"
    rf"|['’]s? (?:[\w-]+ ){{0,3}}(?:plant|factory|factories|shipyard|works)\b)"
)


_OFFICE = rx.compile(
    r"\b(?:[Mm]inist(?:er|ry)|[Dd]epartment|[Ss]ecretary|[Cc]ommittee) (?:of|for) (?:the )?\Z"
)


def of_office(scene: Scene, actor: Actor) -> bool:
    """Such as "the Minister of Strategic Industries": an office, whatever its name has in it."""
    return _OFFICE.search(scene.page.text, max(0, actor.start - 30), actor.start) is not None


def _in_office(page: Page, found: re.Match[str]) -> bool:
    behind = page.text.startswith((" Minister", " Ministry"), found.end())
    return behind or bool(_OFFICE.search(page.text, max(0, found.start() - 30), found.start()))


def is_company(scene: Scene, actor: Actor) -> bool:
    """Whether a body makes things: by list, or by the words around its name."""
    if actor.kind != "org" or actor.id in OFFICIAL or of_office(scene, actor):
        return False
    text = scene.page.text
    said = text[actor.start : actor.end]
    around = _LED.search(text, max(0, actor.start - 40), actor.start)
    return bool(actor.id in _MAKERS or around or _KIND.match(text, actor.end) or _KIND.search(said))


def meant(scene: Scene, trigger: Trigger) -> Actor | None:
    """Such as "the group is building", "we make": the company spoken of."""
    words = scene.page.words
    begin, _ = scene.page.sentence(trigger.at)
    k = trigger.first - 1
    if (
        k >= begin
        and words[k].text.isupper()
        and len(words[k].text) > 2
        and k not in scene.page.names
    ):
        return Actor(words[k].start, words[k].end, words[k].text, "org")  # "NTH can make"
    if k < begin or words[k].low not in _COMPANY | _OWN:
        return None
    if words[k].low in ("it", "they", "its", "their"):
        back = scene.clauses.meant(k)
        if back is not None and back.kind != "person":
            return back
    return company(scene, words[k].start)


#: Such as "the Croatian company DOK-ING and the Danish company Hydrema": firms that no list knows.
_FIRMS = rx.compile(rf"\b(?:{_SORT}) (?P<who>[A-Z][\w&.-]*\w(?: [A-Z][\w&-]+){{0,2}})(?=[ ,.;'’])")
_NAMED_PLANT = rx.compile(
    r"\b(?:[A-Z][\w-]+ ){1,4}(?:Plant|Works|Arsenal|Factory|Shipyard|Industries)\b"
)
_A_PLANT = rx.compile(
    r"(?:^|[.\n”\"] ?)(?:An?|The) (?P<who>(?:[a-z-]+ ){0,2}(?:plant|factory|shipyard)) "
    r"(?:in|near|at|has)\b"
)


#: What opens a sentence about making, and is nobody.
_NO_NAMES = words_of(
    "production output capacity manufacture manufacturing assembly work members deliveries delivery"
    " construction series annual total"
)
#: Such as "Stroms will open a plant": a name that opens the sentence.
_OPENS = rx.compile(
    r"(?P<who>[A-Z][A-Za-z&-]+(?: [A-Z][\w&-]+)?)"
    r"(?: in (?:the )?[A-Z]\w+(?: of [A-Z]\w+)?)? (?:is|will|has|plans|aims|wants|opened|opens"
    r"|makes|made|produces|builds|began|started)\b"
)


def unlisted(scene: Scene, begin: int, last: int) -> list[str]:
    """Firms named by their sort in a sentence, or the plant that opens it."""
    page = scene.page
    a, b = page.words[begin].start, page.words[max(begin, last - 1)].end
    firms = [found["who"] for found in _FIRMS.finditer(page.text, a, b)]
    plants = (
        found for found in _NAMED_PLANT.finditer(page.text, a, b) if not _in_office(page, found)
    )
    firms = firms or [found[0] for found in plants]
    if firms:
        return firms[:2]
    opens = _OPENS.match(page.text, a, b)
    first = page.words[begin]
    plain = first.low in _NO_NAMES or first.closed or first.verb
    if opens and begin not in page.names and not plain:
        return [opens["who"]]
    plant = _A_PLANT.search(page.text, max(0, a - 2), b)
    return [plant["who"]] if plant else []


def last_named(scene: Scene, at: int) -> list[str]:
    """The party named last before a character; not the one the goods go to, if there is another."""
    firm = company(scene, at, 1000)
    if firm is not None:
        return [firm.id]
    before = [a.id for a in scene.page.actors_before(at, 1000) if a.kind != "person"]
    before = [name for name in before if name not in SOURCES]
    plain = [name for name in before if name not in OFFICIAL and name not in ATTACKERS]
    before = plain or before
    others = [name for name in before if name != scene.givers.topic]
    return (others or before)[-1:]


_PLACED = rx.compile(
    r"\b(?:in|at|near|outside) (?:(?:its|the|a|an|their|new|own|old|two|several|existing"
    r"|(?:north|south|east|west|central)\w*) "
    r"|[A-Z][\w-]+['’]s )*"
    r"(?:(?:[a-z-]+ )?(?:plants?|factor(?:y|ies)|sites?|works|facilit(?:y|ies)|shipyards?|lines?)"
    r" (?:in|at|near|outside) )?(?P<where>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2})\b(?! of\b)"
)


#: Such as "at its Stroms plant": the firm, and no town.
_ITS_PLANT = rx.compile(r"\b(?:its|their) [A-Z][\w-]+ (?:plant|factor|works|shipyard|facilit)")
#: Such as "in the town of Baisogala in Lithuania" up to the country.
_IN_TOWN = rx.compile(r"\b(?:in|at|near) (?:the )?(?:\w+ of )?[A-Z][\w-]+(?:,| in) $")
#: Such as "in southern Germany".
_BETWEEN = words_of(
    "the northern southern eastern western central north south east west southwestern southeastern"
    " northwestern northeastern neighbouring neighboring"
)
#: Who gets it there: "for victims in Turkey", "millions of people in Sudan".
_THOSE_IN = rx.compile(
    r"\b(?:victims|people|refugees|families|children|survivors|soldiers|troops|civilians|forces"
    r"|those|patients|hospitals|million|millions|war|fighting|conflict) (?:\w+ )?in (?:the )?\Z"
)
_ABROAD = rx.compile(
    r"\b(?:on the (?:territory|soil) of|in) (?P<where>(?:(?:partner|allied|their|other|friendly"
    r"|neighbou?ring|European|African|NATO|EU|Western|Nordic|Baltic|Gulf|third|several|some) )+"
    r"(?:countries|states|nations))\b"
)
#: What is named behind "at" and is no town.
_NO_TOWN = rx.compile(
    r"\d|\b(?:Institute|Group|Endowment|Strategy|Conference|Forum|Summit|Systems|University"
    r"|Ministry|Company|Foundation|Council|Center|Centre|Agency|Command|Corporation)\b"
)
_OWN_SOIL = rx.compile(r"\bon (?:its|their|own|his) (?:own )?(?:territory|soil)\b")


def places(scene: Scene, first: int, last: int) -> list[str]:
    """Such as "in Lithuania and Ukraine": every country of a place."""
    words = scene.page.words
    named = scene.page.actors_in(first, min(first + 6, last))
    led = first < last and words[first].low in ("in", "at")
    return [a.id for a in named if a.kind == "country"] if led else []


def place(scene: Scene, begin: int, end: int) -> str | None:
    """A country by its code, a town as it is written."""
    page = scene.page
    for actor in page.actors_in(begin, end):
        i = page.index(actor.start)
        led = page.words[i - 2 if i > 1 and page.words[i - 1].low in _BETWEEN else i - 1].low
        if i and _THOSE_IN.search(page.text, max(0, actor.start - 60), actor.start):
            continue  # "for victims in Turkey"
        if i and led in ("in", "at", "near") and actor.kind == "country":
            return actor.id
        lead = page.text[max(0, actor.start - 60) : actor.start]
        if i and (_IN_TOWN.search(lead) or _STATE.search(lead)):
            return actor.id
    inside = begin < min(end, len(page.words))
    spoken = (page.words[begin].start, page.words[end - 1].end) if inside else (0, 0)
    abroad = _ABROAD.search(page.text, *spoken)
    if abroad:
        return abroad["where"]
    own = _OWN_SOIL.search(page.text, *spoken)
    if own:
        owners = [a for a in page.actors_before(own.start(), 300) if a.kind == "country"]
        return owners[-1].id if owners else None
    a, b = page.words[begin].start, page.words[end - 1].end
    for found in _PLACED.finditer(page.text, a, b):
        if page.dates_in(found.start("where"), found.end("where")):
            continue
        if _ITS_PLANT.search(page.text, max(0, found.start() - 2), found.end() + 12):
            continue
        if _NO_TOWN.search(found["where"]) or _THOSE_IN.search(
            page.text, max(0, found.start("where") - 60), found.start("where")
        ):
            continue
        first = page.actor_at(page.index(found.start("where")))
        if first is None or first.kind == "place":
            return found["where"].removesuffix("'s").removesuffix("’s")
    return None


_THERE = rx.compile(r"\b(?:there|here|on the spot|on site)\b")


def place_meant(scene: Scene, span: tuple[int, int]) -> str | None:
    """Such as "a line is to be set up there": the place named last."""
    text = scene.page.text
    if not _THERE.search(text, span[0], min(span[1] + 12, len(text))):
        return None
    before = list(_PLACED.finditer(text, max(0, span[0] - 500), span[0]))
    return before[-1]["where"].removesuffix("'s").removesuffix("’s") if before else None


#: Who makes it, behind the verb: "by the Czech company Konstrukta", "by General Dynamics".
_BY = rx.compile(
    r"\s+(?:jointly |locally |there )?by (?:an? |the )?(?:[A-Z][\w-]+ (?=[a-z]))?(?:(?:[a-z]+ "
    r")?(?:company"
    r"|firm|maker"
    r"|group|manufacturer|concern|start-up|subsidiary) )?(?P<who>[A-Z][\w&-]+(?: "
    r"[A-Z][\w&-]+){0,2})"
)


def behind_by(scene: Scene, trigger: Trigger) -> list[str]:
    """Who is named behind "made by": a country or body by its code, others by name."""
    page = scene.page
    found = _BY.match(page.text, page.words[trigger.at].end)
    if found is None:
        return []
    actor = page.actor_at(page.index(found.start("who")))
    whole = actor is not None and actor.end >= found.end("who")
    return [actor.id if actor is not None and whole else found["who"]]


def partner(scene: Scene, trigger: Trigger, subjects: list[Actor]) -> list[str]:
    """Such as "Oslo signed an agreement with Ukraine to make drones": both make them."""
    if not subjects:
        return []
    page, words = scene.page, scene.page.words
    between = page.actors_in(page.index(subjects[-1].end), trigger.first)
    return [a.id for a in between if words[page.index(a.start) - 1].low == "with"][:1]


def able(scene: Scene, actor: Actor) -> bool:
    """Whether a name is no teller of news and no place behind a town ("in Vojens, Denmark, to")."""
    before = scene.page.text[max(0, actor.start - 40) : actor.start]
    return actor.id not in SOURCES and not (_TOWN.search(before) or _STATE.search(before))


_STATE = rx.compile(r"\bin (?:the )?(?:Republic|Kingdom|Federation|Sultanate) of (?:the )?$")
_TOWN = rx.compile(r"\b(?:in|at|near) [A-ZÀ-Þ][\w-]+, $")
WHOSE = rx.compile(
    r"['’]s (?P<who>(?!(?:[A-Z]\w+ )*(?:Minist|Armed|Forces|Army|Air|Navy|President|Prime"
    r"|Defen[cs]e M|Govern|Council|Parliament|State|National|Chancellor|Foreign|Security))"
    r"[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,2})"
)


def firms_of(scene: Scene, subjects: list[Actor]) -> list[str]:
    """Such as "the Spanish company Tejo": the firm, and not its country."""
    text = scene.page.text
    found = [
        _FIRMS.match(text, a.end + 1) or WHOSE.match(text, a.end)
        for a in subjects
        if a.kind == "country"
    ]
    return [m["who"] for m in found if m]
