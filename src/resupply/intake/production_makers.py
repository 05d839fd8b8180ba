"""Who is the maker: one procedure for whatever says that something is made.

In this order: who stands behind "by"; the parties of a joint venture; "for X to make"; whose
production, plant or industry it is; the subject of the verb; whom "the firm", "it" and "we" mean;
the land it is made in; the firm spoken of before. Firms that no list names are known by their sort
("the Czech firm Vektor"), by what stands beside their name, or by its form.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from resupply.intake import gazetteer, production_strangers, rx
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.wars import ATTACKERS
from resupply.intake.wordlists import words as words_of

_SORT = (
    r"compan(?:y|ies)|firms?|groups?|concern|(?:arms|ammunition|munitions|weapons?|drone|missile"
    r"|shell"
    r"|tank|vehicle|truck|car|plane|engine|explosives|powder|generator|vaccine|tent)[ -]?makers?"
    r"|manufacturers?|producers?|contractors?|corporation|supplier|consortium|holding|start-?ups?"
    r"|shipyard|shipbuilder|subsidiary|giant|conglomerate|nonprofit|non-profit"
)
_WORD = r"[A-ZÀ-Þ][\w&.’-]*[\w&]"
_NAME = rf"{_WORD}(?: (?:& )?{_WORD}){{0,3}}"
_FIRMS = rx.compile(
    rf"\b(?i:{_SORT}) (?P<led>{_NAME})(?: \((?P<short>[A-Z]{{2,8}})\))?"
    rf"|(?P<beside>{_NAME}), (?:an? |the |one of )(?:[\w’'-]+ ){{0,6}}(?:{_SORT})\b"
    rf"|(?P<formed>{_WORD}(?: {_WORD}){{0,2}} (?:AG|GmbH|Inc|Ltd|Corp|plc|Systems|Aerospace"
    r"|Industries|Technologies|(?<!Contact )Group|Ordnance|Dynamics|Munitions?|Robotics|Motors"
    r"|Shipyard|Arms|Institute of [A-Z]\w+))\b(?! [A-Z(])"
    r"(?: \((?P<brief>[A-Z]{2,8})\))?"
    r"|(?:^|[.,]|\b(?:said|says|that))\s(?P<letters>[A-Z]{3,6}) (?=(?:already |now |also )?"
    r"(?:is in talks|was looking|is looking|plans|makes|produces|builds|manufactures"
    r"|(?:will|can|could) (?:make|build|produce|open))\b)"
)
_NO_FIRM = rx.compile(
    r"(?:The|In|On|At|For|But|And|By|As|It|Its|This|That|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
    r"|January"
    r"|February|March|April|June|July|August|September|October|November|December|European|US|UK|EU"
    r"|UN|NATO|USA|President|Prime|Minister|Ministry|Defen[cs]e|Air|National|State|General)"
    r"(?:day)?(?: |$)"
)
_MAKING = rx.compile(
    r"\b(?:(?:co-|mass-)?produc(?!er\b)\w+|mak(?:e|es|ing)|made|built|build(?:s|ing)?|(?:co-)?manufactur(?!er\b)\w+"
    r"|assembl\w+|output|capacity|turn(?:s|ed|ing)? out|churn\w*|crank\w*|pump\w* out|opens?"
    r"|open(?:ed|ing)|set(?:s|ting)? up|construct\w*|sew\w*|print(?:s|ed|ing)?|develop\w*"
    r"|upgrad\w+|moderni[sz]\w+"
    r"|ramp\w*|scal\w+ up|step\w* up|boost\w*|doubl\w+|tripl\w+|localis\w+|localiz\w+|launch\w*"
    r"|establish\w*|load(?:s|ed|ing)?|fabricat\w+|roll\w* off)\b",
    re.IGNORECASE,
)
_BY = rx.compile(
    r"\b(?:made|built|produced|manufactured|assembled|developed|designed|upgraded|moderni[sz]ed"
    r"|sewn"
    r"|printed|fabricated|(?:production|output|manufactur\w+|construction|building|assembly|plant"
    r"|factory|making)\b[^.;:,]{0,80}?)(?: \w+ly| there| here| in [A-Z]\w+)? by "
)
_VENTURE = rx.compile(r"\bjoint ventures? (?:of|between|by) ")
_FOR_TO = rx.compile(r"\bfor (?P<who>[^,.;:]{3,80}?) to (?:\w+ly )?\Z")
_OWN = rx.compile(
    r"['’]?s? (?:own |domestic |annual |total |current |defen[cs]e |arms "
    r"|(?!the |an? |for |of |to |in |and )\w+ )?"
    r"(?:production|output|capacity|industr(?:y|ies)|makers|manufacturers|plants?|factor(?:y|ies)"
    r"|facilit(?:y|ies)|companies|firms)\b"
)
#: Who pays, and does not make: "will finance the production of howitzers".
_PAYS = rx.compile(
    r"\b(?:financ|fund|pay|paid|pays|allocat|provid|giv|gave|invest|contribut|support|back"
    r"|bought|buy"
    r"|order|procur|donat|spend|spent|earmark|set aside|grant)\w*\b"
)
_WINS = rx.compile(r" (?:has |have )?(?:won|got|gets|receives?d?|secured|landed)\b")
_WON = rx.compile(r"\b(?:won|got|received|secured|landed|signed) (?:an? |the |new )?\Z")
_NOMINAL = rx.compile(r"(?:production|manufactur\w+|making|output|assembly|construction)\b", re.I)
_SPOKEN_OF = rx.compile(
    r"\b(?:[Tt]he (?:[\w’'-]+ ){0,3}(?:company|firm|group|concern|manufacturer|maker|producer"
    r"|contractor|corporation|consortium|start-?up|shipyard|giant|nonprofit|plant|factory|facility"
    r"|line)|That (?:plant|factory|line)|[Ii]ts?|[Tt]hey|[Tt]heir)"
    r"(?=['’ ])"
)
_WE = rx.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_PREPOSED = rx.compile(
    r"\b(?:in|to|for|from|with|at|on|by|of|into|against|near|like|under|about|after|across|between"
    r"|outside|through|via|than)\s+(?:(?:the|its|their|an?|this|both|all|other|own|new)\s+)?"
    r"(?:(?!(?:that|which|who|where|when|while|whose|has|have|had|is|are|was|were|will|would"
    r"|said|says|announced|and|but"
    r"|to)\b)[\w.-]+(?:['’]s)?\s+){0,4}\Z"
)
#: As in "for Ukraine, which plans to raise output": it acts, whatever stands before it.
_WHICH = rx.compile(r", (?:which|who) [^,.;:]*\Z")
_JOINT = rx.compile(r"\b(?:joint|together|collaborative|co-|between)", re.IGNORECASE)
_PARTICIPLE = rx.compile(
    r"(?:made|built|produced|manufactured|assembled|developed|sewn|printed)\b", re.IGNORECASE
)
_AT = rx.compile(r"\w+ (?:[^.;:]{0,50} )?(?:at|in|by) (?:the |an? )?(?:[a-z]+ )?\Z")
_JOINED = rx.compile(r"-|(?:,| and|, and| &|/)\s+(?:(?:the|an?)\s+)?(?:[\w’'-]+\s+){0,4}")


def of(scene: Scene, draft: Draft) -> list[str]:
    """Who makes what a draft tells of; empty where the text does not say.

    Args:
        scene: The text.
        draft: What is made, with the words it rests on.
    """
    text, page = scene.page.text, scene.page
    known = draft.fields.get("maker")
    if isinstance(known, list) and len(known) > 1:
        told = text[draft.span[0] : min(draft.span[1] + 20, len(text))].split(". ")[0]
        if _JOINT.search(told):
            return []
    item = draft.spans.get("item", draft.span)
    if not draft.span[0] - 5 <= item[0] < draft.span[1]:
        item = draft.span  # "will make them": named elsewhere
    first, last = page.sentence(page.index(item[0]))
    begin, end = page.words[first].start, page.words[last - 1].end
    names = _names(scene, begin, end)
    verb = _verb(text, draft, item, begin, end)
    if verb >= item[1] and _PARTICIPLE.match(text, verb):
        between = [a for a in names if item[1] <= a.start and a.end <= verb]
        return (
            _behind_by(text, names, item[0], end)
            or [a.id for a in between[-1:]]
            or _made_at(text, names, verb)
        )
    return (
        _behind_by(text, names, min(item[0], verb), end)
        or _ventured(text, names, begin, end)
        or _told_to(text, names, begin, verb)
        or _bidden(text, names, begin, verb)
        or _owner(text, names, end, verb)
        or _subject(scene, names, begin, verb, draft.fields.get("place"))
    )


def _verb(text: str, draft: Draft, item: tuple[int, int], begin: int, end: int) -> int:
    """Where the word of making stands: in the words of the draft, the nearest to the item."""
    a, b = max(begin, min(draft.span[0], item[0] - 40)), min(end, max(draft.span[1], item[1] + 30))
    near = [m.start() for m in _MAKING.finditer(text, a, b)]
    before = [at for at in near if at < item[0]]
    return before[-1] if before else near[0] if near else item[0]


def _names(scene: Scene, begin: int, end: int) -> list[Actor]:
    """Countries, bodies and firms of a stretch; of "Ukraine's Antares" only the firm."""
    firms = [f for f in _all_firms(scene) if begin <= f.start and f.end <= end]
    firms = [f for f in firms if f.id not in who.SOURCES]
    starts = [a.start for a in scene.page.actors]
    known = scene.page.actors[bisect_left(starts, begin) : bisect_left(starts, end)]
    firms += [f for a in known if (f := _whose_firm(scene, a)) and f.end <= end]
    bodies = [a for a in known if a.kind == "org" and a.id not in who.OFFICIAL]
    out = list(firms)
    for actor in known:
        if actor.kind not in ("country", "org") or actor.id in who.SOURCES:
            continue
        inside = any(f.start < actor.end and actor.start < f.end for f in firms)
        owns = actor.kind == "country" and any(
            _OWNED.fullmatch(scene.page.text, actor.end, f.start) for f in (*firms, *bodies)
        )
        if not inside and not owns:
            out.append(actor)
    return sorted(out, key=lambda a: a.start)


def _whose_firm(scene: Scene, actor: Actor) -> Actor | None:
    """As in "Norway's Kongsvik": a name behind its country that is nobody's and no office's."""
    m = who.WHOSE.match(scene.page.text, actor.end) if actor.kind == "country" else None
    if m is None or _NO_FIRM.match(m["who"]):
        return None
    there = scene.page.actor_at(scene.page.index(m.start("who")))
    return None if there else Actor(*m.span("who"), m["who"], "org")


_OWNED = rx.compile(r"(?:['’]s)? (?:[a-z][\w-]* ){0,4}")


def _all_firms(scene: Scene) -> list[Actor]:
    """Firms that are told to be one, and those that are known by what they do, by place."""
    told = _firms(scene.page.text)
    more = [
        f
        for f in production_strangers.strangers(scene)
        if not any(a.start < f.end and f.start < a.end for a in told)
    ]
    return sorted((*told, *more), key=lambda f: f.start)


@lru_cache(maxsize=8)
def _firms(text: str) -> tuple[Actor, ...]:
    """Every place where a firm is named that somewhere is told to be one."""
    named: dict[str, str] = {}
    for m in _FIRMS.finditer(text):
        said = m["led"] or m["beside"] or m["formed"] or m["letters"]
        said = re.sub(r"['’]s$", "", said)
        if _OFFICE.search(text, max(0, m.start() - 60), m.start()):
            continue  # "the Minister for Strategic Industries"
        known = gazetteer.names().get(said.split("-")[0])
        if _NO_FIRM.match(said) or said in _THINGS or (known and known.kind != "org"):
            continue
        named.setdefault(said, said)
        for short in (m["short"], m["brief"]):
            if short:
                named.setdefault(short, said)
        opened = said.split()[0]
        if m["formed"] and len(opened) > 4:
            named.setdefault(opened, said)
    if not named:
        return ()
    longest = sorted(named, key=len, reverse=True)
    found = re.finditer(rf"\b(?:{'|'.join(re.escape(n) for n in longest)})\b", text)
    return tuple(Actor(m.start(), m.end(), named[m[0]], "org") for m in found)


_OFFICE = rx.compile(r"\bMinist(?:er|ry|ers) (?:of|for) (?:the )?(?:[A-Z]\w+(?:,| and)? )*\Z")
#: Letters that stand for goods and groups, and for no firm.
_THINGS = words_of("APC IFV UAV UAS MLRS FPV ATV SAM SPG SPH MRAP RUTF LNG HIMARS MBT EPF")


#: Whose something else is: "Ukraine's allies", "NATO-standard".
_ANOTHERS = rx.compile(
    r"['’]s (?:\w+ )?(?:allies|partners|neighbou?rs|friends|enem\w+|army|forces|government"
    r"|president|minister|front|request|order|needs?)\b|-(?:standard|made|built|type|style|calib)"
)
#: What of Russia's acts in no sentence on making: "destroyed Russian equipment".
_ENEMYS = rx.compile(
    r" (?:equipment|forces|troops|invasion|aggression|attacks?|army|tanks|positions|strikes?)\b"
)
_SEVERAL = 3
_OFFERED = rx.compile(r"\b(?:offer|gave|give|grant|sell|sold|promis)\w* (?:the )?\Z")


# --- one step each


def _group(text: str, names: list[Actor], at: int, reach: int) -> list[str]:
    """The names that stand together from a place on: "by Vektor and Antares"."""
    near = [a for a in names if at <= a.start < at + reach]
    if not near or re.search(
        r"[.;:,]|\b(?:which|who|that|will|has|is|was)\b", text[at : near[0].start]
    ):
        return []
    beside = _BESIDE.match(text, near[0].end)
    if near[0].kind == "country" and beside and not _NO_FIRM.match(beside["who"]):
        return [beside["who"]]
    out = [near[0]]
    for other in near[1:]:
        if not _JOINED.fullmatch(text, out[-1].end, other.start):
            break
        out.append(other)
    return list(dict.fromkeys(a.id for a in out))


#: As in "by Finland's largest arms maker, Patria, in Hameenlinna".
_BESIDE = rx.compile(
    rf"['’]s [^,;.]{{3,60}}, (?P<who>{_NAME})(?=[,.;]| (?:in|at|for|with|and)\b|$)"
)


def _behind_by(text: str, names: list[Actor], at: int, end: int) -> list[str]:
    m = _BY.search(text, at, end)
    if m is None:
        return []
    found = _group(text, names, m.end(), 100)
    stranger = re.compile(rf"(?:the |an? )?(?:[\w-]+ ){{0,3}}?(?P<who>{_NAME})").match(
        text, m.end(), end
    )
    plain = stranger and not _NO_FIRM.match(stranger["who"]) and stranger.start("who") - m.end() < 5
    return found or ([stranger["who"]] if plain and stranger else [])


def _ventured(text: str, names: list[Actor], begin: int, end: int) -> list[str]:
    m = _VENTURE.search(text, begin, end)
    found = _group(text, names, m.end(), 100) if m else []
    return found if len(found) > 1 else []


def _told_to(text: str, names: list[Actor], begin: int, verb: int) -> list[str]:
    m = _FOR_TO.search(text, begin, verb)
    inside = [a for a in names if m and m.start("who") <= a.start < m.start("who") + 24]
    led = inside and m and _DETERMINED.fullmatch(text, m.start("who"), inside[0].start)
    return [inside[0].id] if led else []


_BIDDEN = rx.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|upon)|ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|order(?:s|ed|ing)?"
    r"|want(?:s|ed)?|task(?:s|ed)?"
    r"|commission(?:s|ed)?|contract(?:s|ed)?|hir(?:es?|ed)|licen[cs](?:es?|ed)|allow(?:s|ed"
    r"|ing)?|enabl(?:es?|ed|ing)|help(?:s|ed|ing)?"
    r"|let(?:s|ting)?|invit(?:es?|ed)|paid|pa(?:y|ys"
    r"|ying)) (?P<who>[^.;:]{2,80}?),? to (?:\w+ ){0,3}\Z"
)


def _bidden(text: str, names: list[Actor], begin: int, verb: int) -> list[str]:
    """As in "called on Eurosam, the consortium, to double its output": who is to make it."""
    m = _BIDDEN.search(text, begin, verb) or _HELPED.search(text, begin, verb)
    if m is None:
        return []
    inside = [a for a in names if a.start == m.start("who")]
    return [inside[0].id] if inside else []


#: As in "to help Ukraine step up arms production".
_HELPED = rx.compile(r"\bhelp(?:s|ed|ing)? (?:the )?(?P<who>[A-Z][^.;:,]{2,40}) \Z")
_DETERMINED = rx.compile(r"(?:the |an? |its )?(?:[A-Z]?[\w-]+ )?(?:company |firm |maker )?")


def _owner(text: str, names: list[Actor], end: int, verb: int) -> list[str]:
    """As in "Ukraine's drone production", "European makers": whose word of making it is."""
    for actor in names:
        m = _OWN.match(text, actor.end, end)
        if m and actor.end - 3 <= verb <= m.end() + 60:
            return [actor.id]
    return []


def _made_at(text: str, names: list[Actor], verb: int) -> list[str]:
    """As in "is made at Stroms's plant in Riga": whose plant it is."""
    at = [a for a in names if a.start > verb and _OWN.match(text, a.end)]
    return [at[0].id] if at and _AT.fullmatch(text, verb, at[0].start) else []


def _subject(
    scene: Scene, names: list[Actor], begin: int, verb: int, place: str | None
) -> list[str]:
    text = scene.page.text
    before = [a for a in names if a.end <= verb]
    acting = [
        a
        for a in before
        if not _PREPOSED.search(text, begin, a.start) or _WHICH.match(text, a.end, verb)
    ]
    acting = [a for a in acting if not _WON.search(text, max(begin, a.start - 20), a.start)]
    acting = [a for a in acting if a.id == "EU" or a.id not in who.OFFICIAL]
    acting = [a for a in acting if not _ANOTHERS.match(text, a.end)]
    acting = [a for a in acting if not (a.id in ATTACKERS and _ENEMYS.match(text, a.end))] or acting
    if _NOMINAL.match(text, verb):
        acting = [a for a in acting if not _OFFERED.search(text, max(begin, a.start - 24), a.start)]
    lead = acting[-1] if acting else None
    opens = acting and acting[0].start - begin < 5 and acting[0].kind == "org"
    if opens and re.search(
        r", (?:has|have|is|will|plans|aims|began|started)\b[^,]*\Z", text[begin:verb]
    ):
        lead = acting[0]  # "Baykar, with which the army struck, has started building"
    start = lead.end if lead else begin
    spoken = list(_SPOKEN_OF.finditer(text, start, verb + 1))
    if spoken and not (lead and spoken[-1][0].lower() in ("it", "its", "they", "their")):
        firm = last_firm(scene, begin, 1500)
        return [firm] if firm else []
    if lead is None and _WE.search(text, begin, verb + 1):
        speaker = scene.page.speaker_at(verb) or scene.page.home
        ours = (
            last_firm(scene, verb, 1500)
            or _named_behind(scene, verb)
            or (speaker.id if speaker else _of_the_text(scene))
        )
        return [ours] if ours else []
    if lead is None:
        plain = _THE_LAND.search(text, begin, verb)
        land = _meant(scene, plain.start("noun")) if plain else None
        if land:
            return [land]
        some = _SOME_FIRM.search(text, begin, verb)
        if some and not _NAMED_AHEAD.search(text, begin, some.start()):
            return [place] if place and place.isupper() else [some["who"]]
        return who.unlisted(scene, scene.page.index(begin), scene.page.index(verb))
    pays = _PAYS.search(text, lead.end, verb) and not _WINS.match(text, lead.end)
    if _NOMINAL.match(text, verb) and pays:
        return [place] if place and place.isupper() else []
    group = [lead]
    for other in reversed(acting[:-1]):
        if not _JOINED.fullmatch(text, other.end, group[0].start):
            break
        group.insert(0, other)
    return list(dict.fromkeys(a.id for a in group))


_THE_LAND = rx.compile(r"\b[Tt]he (?P<noun>country|nation|kingdom|republic)\b(?! of)")
#: "A nonprofit in Leeds that makes": who has no name there.
_SOME_FIRM = rx.compile(
    r"\b[Aa]n? (?:[a-z-]+ )?(?P<who>nonprofit|non-profit|charity|company|firm|start-?up|factory"
    r"|plant|workshop|cooperative|manufacturer|producer|foundry|mill)"
    r"(?:,? (?:based )?(?:in|from|near|outside) (?:the )?(?:[A-Z][\w’-]+,? ?){1,4})? ?"
    r"(?:,? ?(?:that|which) )?(?:(?:has|have|now|also|already|been|is|will|can) )*\Z"
)
_NAMED_AHEAD = rx.compile(r"(?:[A-Z][\w’-]*,? (?:is |was )?|\bcall\w+ )\Z")


def _meant(scene: Scene, at: int) -> str | None:
    """Which land "the country" is: the one that is meant, else the one named last."""
    found = scene.clauses.meant(scene.page.index(at))
    if found is not None and found.kind == "country":
        return found.id
    before = [a for a in scene.page.actors_before(at, 600) if a.kind == "country"]
    return before[-1].id if before else None


def of_the_text(scene: Scene) -> str | None:
    """The firm that a text is about: named more often than any other, and several times."""
    orgs = [a for a in scene.page.actors if who.is_company(scene, a)]
    named = Counter(a.id for a in (*orgs, *_all_firms(scene)) if a.id not in who.SOURCES)
    most = named.most_common(1)
    return most[0][0] if most and most[0][1] >= _SEVERAL else None


def _named_behind(scene: Scene, at: int) -> str | None:
    """As in '"We make it," said Ana Novak, head of the firm Skyline': named after her words."""
    near = [f for f in _all_firms(scene) if at < f.start < at + 250]
    return near[0].id if near else None


def _of_the_text(scene: Scene) -> str | None:
    """The country named most often: who says "we" in an interview, though nobody says whose."""
    named = Counter(
        a.id for a in scene.page.actors if a.kind == "country" and a.id not in ATTACKERS
    )
    return named.most_common(1)[0][0] if named else None


def of_no_person(scene: Scene, makers: list[str]) -> list[str]:
    """The makers without people; whoever said it speaks for the country the text is about."""
    if not makers:
        return []
    bodies = {a.id for a in scene.page.actors if a.kind != "person"}
    bodies |= {f.id for f in _all_firms(scene)}
    people = {a.id for a in scene.page.actors if a.kind == "person"} - bodies
    able = [m for m in makers if m not in people]
    if able:
        return able
    country = _of_the_text(scene)
    return [country] if country else []


def last_firm(scene: Scene, at: int, within: int) -> str | None:
    """The firm named last before a character."""
    firms = [f for f in _all_firms(scene) if at - within < f.start < at]
    firms = [f for f in firms if f.id not in who.SOURCES]
    known = who.company(scene, at, within)
    if known and (not firms or known.start > firms[-1].start):
        return known.id
    return firms[-1].id if firms else None
