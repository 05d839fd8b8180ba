"""Ministries, offices without a name ("the minister") and pronouns, and whom they mean."""

import re
from bisect import bisect_left

from resupply.intake import gazetteer, rx, spotting
from resupply.intake.mention import Mention
from resupply.intake.text import Document
from resupply.intake.wars import ATTACKED, ATTACKERS
from resupply.intake.wordlists import words as words_of

_FIELD = (
    r"(?:defen[cs]e|foreign(?: affairs)?|interior|internal affairs|finance|health|energy"
    r"|economy|economic|agriculture|infrastructure|"
    r"development|justice|transport|education|culture|emergency|emergencies|relief|trade"
    r"|social policy|war|climate|environment)"
)
_MINISTRY = rx.compile(
    r"\b(?:(?i:ministry|ministries|department)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][a-z]+"
    r"|(?i:defen[cs]e|foreign affairs|health|finance|energy|infrastructure|interior))"
    r"(?:(?:,\s+[A-Z][a-z]+){0,2},?\s+(?:and|&)\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?|\s+(?:Affairs"
    r"|Policy|Cooperation"
    r"|Development|Industry|Industries|Services?|Transformation|Relief))*"
    rf"|(?i:{_FIELD})\s+(?i:ministry|department)"
    r"|(?i:(?<=the\s)ministry|(?<=its\s)ministry|(?<=their\s)ministry|(?<=['’]s\s)ministry)\b"
    r"|(?i:government|administration|embassy|armed forces|military|army|foreign office|general"
    r" staff|state emergency service|parliament|presidency|cabinet))\b"
)


def ministries(text: str, mentions: list[Mention]) -> list[Mention]:
    """Ministries and governments, as bodies of their country where the text names it."""
    out = []
    for m in spotting.finditer(_MINISTRY, text):
        said = m[0]
        low = said.lower()
        country = _country_before(text, m.start(), mentions) or _by_letters(text, m.end())
        bare = low in (
            "government",
            "administration",
            "military",
            "army",
            "parliament",
            "embassy",
            "cabinet",
            "presidency",
            "armed forces",
        )
        if bare and not (text[max(0, m.start() - 4) : m.start()].lower() == "the " or country):
            continue
        if low in ("military", "army", "armed forces") and not country:
            continue
        if bare and country and not _noun(text, m.end()):
            continue
        name = _whose(text, m.start(), mentions) + said
        out.append(Mention(m.start(), m.end(), country, "org", name, "ministry", country, ""))
    return _in_full(out)


def _whose(text: str, start: int, mentions: list[Mention]) -> str:
    """The country right in front of a ministry, as written: "Norway's", "Norwegian"."""
    near = next((m for m in reversed(mentions) if m.end <= start), None)
    if (
        near is None
        or near.kind != "country"
        or not re.fullmatch(r"(?:['’]s?)?\s", text[near.end : start])
    ):
        return ""
    return text[near.start : start]


_WHICH_MINISTRY = rx.compile(r"ministry of.*|\w+ ministry")


def _in_full(found: list[Mention]) -> list[Mention]:
    """Plain "the ministry" by the name it had before, where only one was named."""
    out: list[Mention] = []
    full: dict[str, str] = {}
    for m in found:
        if m.name.lower() == "ministry":
            out.append(m._replace(name=next(iter(full.values()))) if len(full) == 1 else m)
            continue
        which = _WHICH_MINISTRY.search(m.name.lower())
        if which:
            full.setdefault(which[0], m.name)
        out.append(m)
    return out


_LETTERS = rx.compile(r" ([A-Z]{2})(?=[\s,.:)]|$)")


def _by_letters(text: str, end: int) -> str:
    """As in "Ministry of Defence NL": a country by its two letters."""
    found = _LETTERS.match(text, end)
    if found is None:
        return ""
    import pycountry  # only names of accounts have them

    country = pycountry.countries.get(alpha_2=found[1])
    return country.alpha_3 if country else ""


def _noun(text: str, end: int) -> bool:
    """Whether "military" ends its phrase, and is not an adjective ("Danish military package")."""
    after = re.match(r"['’]s\b|\s+([A-Za-z]+)", text[end:])
    if not after or not after[1]:
        return True
    return after[1].lower() in _AFTER_NOUN or (
        after[1].lower().endswith(("ed", "s")) and after[1].lower() not in _GOODS
    )


_AFTER_NOUN = words_of(
    "has have had is was will would said says in on at for to of and that who which with by"
    " from after before since as can could may plans also"
)
_GOODS = words_of(
    "supplies systems forces weapons vehicles goods bases officials needs donations deliveries"
    " sources officers leaders operations"
)


def _country_before(text: str, start: int, mentions: list[Mention]) -> str:
    """Country whose name or demonym stands directly before, with 's or "of"."""
    for m in reversed(mentions):
        if m.end > start or m.kind not in ("country", "org"):
            continue
        gap = text[m.end : start]
        if len(gap) > 40:
            return ""
        if re.fullmatch(r"(?:['’]s?)?\s+(?:[A-Z]?[a-z]+\s+)?", gap) and m.kind == "country":
            return m.id
    return ""


def with_countries(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give people and ministries their country: "Danish Prime Minister X", "X, minister of Y"."""
    out = list(mentions)
    for i, m in enumerate(out):
        if m.kind == "person" and not m.country:
            out[i] = m._replace(country=_own_country(text, out, i))
        elif m.form == "ministry" and not m.country:
            country = _last_country(out, i)
            if m.name.lower() == "state emergency service" and any(k.id == "UKR" for k in out):
                country = "UKR"
            out[i] = m._replace(id=country, country=country)
    by = {m.id: m.country for m in out if m.kind == "person" and m.country}
    return [m._replace(country=by.get(m.id, m.country)) if m.kind == "person" else m for m in out]


def _own_country(text: str, mentions: list[Mention], i: int) -> str:
    m = mentions[i]
    for before in reversed(mentions[max(0, i - 3) : i]):
        gap = text[before.end : m.start]
        if before.kind == "country" and gap in ("'s ", "’s ") and before.form != "capital":
            return before.id  # "Denmark's Ana Holm"
        if (
            before.kind in ("country", "org")
            and before.form != "capital"
            and re.fullmatch(
                r"(?:['’]s?)?(?:[\s-]+(?:of|for|State|Foreign|the|and|[A-Z][\w-]+\.?"
                r"|[a-z-]+(?:minister|president|ambassador|spokes\w+|chief|leader|secretary"
                r"|commissioner|coordinator|director)?)){0,7},?\s+",
                gap,
            )
            and (
                re.search(
                    r"(?i)minister|president|secretary|ambassador|spokes|chief|leader"
                    r"|chancellor|premier|commissioner|coordinator|director|general|envoy|head"
                    r"|official|senator|governor|mayor",
                    gap,
                )
            )
        ):
            return before.country or before.id
    return ""


def _last_country(mentions: list[Mention], i: int) -> str:
    """The country of the ministry or the subject named before; "the ministry" goes back to it."""
    kin = [b for b in mentions[:i] if b.form == "ministry" and b.country]
    same = [b for b in kin if b.name.lower().endswith(mentions[i].name.lower())]
    if kin:
        return (same or kin)[-1].country
    for before in reversed(mentions[:i]):
        if before.kind == "country" and before.id not in ATTACKED | ATTACKERS:
            return before.id
    return next((b.id for b in reversed(mentions[:i]) if b.kind == "country"), "")


_OFFICE = rx.compile(
    r"(?:\b(?i:the|his|her|its|their|an?)|(?P<whose>[A-Z][\w. ]{1,24})['’]s)\s+(?P<said>"
    r"(?:(?i:prime|foreign|defen[cs]e|finance|deputy|vice|top|senior|White House|ministry"
    r"|government|outgoing|former|new|newly (?:elected|appointed)|current|incumbent|then|interim"
    r"|caretaker|visiting|acting|national|state|humanitarian|resident|regional|country"
    r"|company)[\s-]+"
    r"|(?!(?i:president|minister|chancellor|secretary)\s)[A-Z]\w+\s+)*"
    r"(?i:head\s+of\s+(?:state|government)|president|minister|chancellor|premier"
    r"|secretary[- ]general|secretary|ambassador"
    r"|spokes(?:man|woman|person)"
    r"|diplomat|commissioner|coordinator|chief|official|general|commander|envoy|leader"
    r"|director|governor|mayor|administrator|high representative|chief executive|CEO|boss|PM)"
    r")\b(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z][a-z]+)(?=\s+(?:[a-z]|on\b)"
    r"|[,.]))?(?!\s+(?:of\s+)?[A-Z])"
)
_HEADS = {
    "pm": "prime minister",
    "premier": "prime minister",
    "top diplomat": "foreign minister",
}


def offices(text: str, mentions: list[Mention]) -> list[Mention]:
    """As in "the president": the person it means, where one with that title was named."""
    titles = _titles(text, mentions)
    out = []
    for m in spotting.finditer(_OFFICE, text):
        said = " ".join(m["said"].split())
        start, end = m.span("said")
        country = _country_before(text, start, mentions) if m["whose"] else ""
        if text[m.start() : m.start() + 2].lower() in ("a ", "an"):
            out.append(Mention(start, end, "", "role", said, "", "", ""))
            continue  # "a minister said": one of several, and nobody named before
        of = gazetteer.names().get(m["of"] or "")
        country = of.id if of and of.kind == "country" else country
        person = _holder(said, start, titles, country)
        if person:
            out.append(person._replace(start=start, end=end, kind="role", form=""))
        else:
            out.append(Mention(start, end, "", "role", said, "", "", ""))
    return out + _heads(text, titles)


#: "The head of the ministry said": not with the name behind, nor of states and governments.
_HEAD_OF = rx.compile(
    r"\b[Tt]he\s+(?P<said>head\s+of\s+(?!(?:state|government)\b)(?:the\s+|[A-Z]\w+['’]s\s+)?"
    r"(?:[A-Z]?[\w-]+\s+){0,5}?(?P<what>[\w-]+))(?=\s(?:said|says|told|also|has|had|wrote"
    r"|[a-z]{3,}ed)\b"
    r"|[.,](?!\s[A-Z]\w+\s[A-Z]))"
)
_HEADED = rx.compile(r"\b(?:head|ceo|chief|director|chair\w*|boss)\b")


def _heads(text: str, titles: list[tuple[int, str, Mention]]) -> list[Mention]:
    """As in "the head of the company": whoever was named as its head, chief or director."""
    out = []
    for m in spotting.finditer(_HEAD_OF, text):
        what = m["what"].lower()
        sort = (
            re.compile(r"\bminister\b")
            if what in ("ministry", "defence", "defense", "affairs")
            else re.compile(r"\b(?:governor|head|mayor|chair\w*)\b")
            if what in ("region", "oblast", "rma", "ova", "administration", "city")
            else re.compile(r"\b(?:prime minister|premier|chancellor)\b")
            if what in ("government", "cabinet")
            else re.compile(r"\bpresident\b")
            if what == "state"
            else _HEADED
        )
        start, end = m.span("said")
        earlier = [t for t in titles if start - _FAR < t[0] < start]
        person = next((p for _, around, p in reversed(earlier) if sort.search(around)), None)
        if person is not None:
            out.append(person._replace(start=start, end=end, kind="role", form=""))
    return out


#: Behind these begins a title: "the premier spoke to President Ana Novak" gives her one only.
_BEFORE_TITLE = rx.compile(
    r"\b(?:spoke|speaks|met|meets|told|said|says|thanked|welcomed|received|hosted|called|visited"
    r"|asked|urged|joined|phoned|praised|with|by|between|that|when|after|before)\s"
)


def _titles(text: str, mentions: list[Mention]) -> list[tuple[int, str, Mention]]:
    """What stands directly before and behind each person: where their titles are."""
    out = []
    for m in mentions:
        if m.kind == "person":
            before = text[max(0, m.start - 60) : m.start]
            before = _BEFORE_TITLE.split(re.split(r"[.;:\n“”\"]\s", before)[-1])[-1]
            after = re.match(r",\s+[^.,;\n“”\"]{0,70}", text[m.end : m.end + 72])
            held = " ".join(
                o.office for o in gazetteer.offices_by_surname().get(m.id.split()[-1].lower(), ())
            )
            said = f"{before} {after[0] if after else ''}\0 {held}".lower()
            out.append((m.start, said.replace("premier ", "prime minister "), m))
    return out


#: A title leads no further than this [characters].
_FAR = 8000


def _is_of(person: Mention, countries: set[str]) -> bool:
    """Whether a person is of one of these countries, or held an office of one."""
    held = {o.of for o in gazetteer.offices_by_surname().get(person.id.split()[-1].lower(), ())}
    return not countries or bool(countries & ({person.country} | held))


_LEADS = rx.compile(r"\b(?:prime minister|president|chancellor|premier)\b")
_SAME_OFFICE = (
    (
        rx.compile(r"defen[cs]e secretary|secretary of defen[cs]e|defen[cs]e chief"),
        "defence minister",
    ),
    (rx.compile(r"foreign secretary|secretary of state|top diplomat"), "foreign minister"),
    (rx.compile(r"premier|head of government"), "prime minister"),
    (rx.compile(r"^(?:\w+ )?(?:ceo|chief executive|boss)$"), "ceo"),
    (rx.compile(r"head of state"), "president"),
    (rx.compile(r"secretary[- ]general|^un chief$"), "secretary general"),
)


#: Offices that a text may name before it names who holds them.
_KNOWN_LATER = rx.compile(
    r"president|chancellor|(?:prime|foreign|defen[cs]e|finance|interior|health|energy) minister"
)


def _holder(
    said: str, at: int, titles: list[tuple[int, str, Mention]], country: str = ""
) -> Mention | None:
    """The last person before with that title; of that country where a people is named.

    Where none was named before, one named later who is known to hold the office.
    """
    countries = {country} - {""} | {
        gazetteer.demonyms()[w] for w in said.split() if w in gazetteer.demonyms()
    }
    said = " ".join(w for w in said.split() if w not in gazetteer.demonyms()).lower()
    if not said:
        return None
    said = _HEADS.get(said, said)
    said = next((office for like, office in _SAME_OFFICE if like.search(said)), said)
    head = said.split()[-1]
    earlier = [t for t in titles if at - _FAR < t[0] < at and _is_of(t[2], countries)]
    for _, around, person in reversed(earlier):
        if _names(around.partition("\0")[0], said):
            return person  # so called in the text itself, and not by the list
    for _, around, person in reversed(earlier):
        if _names(around, said):
            return person
    if head == "leader" and countries:
        heads = (p for _, around, p in reversed(earlier) if _LEADS.search(around))
        leader = next(heads, None)
        if leader:
            return leader
    plain = head == "minister" and "prime" not in said
    for _, around, person in reversed(earlier):
        if plain and "minister" in around and "prime minister" not in around:
            return person
    for _, around, person in reversed(earlier):
        if re.search(rf"\b{re.escape(head)}\b", around):
            return person
    later = [t for t in titles if at < t[0] < at + _FAR and _is_of(t[2], countries)]
    if not countries and not _KNOWN_LATER.fullmatch(said):
        return None
    return next((person for _, around, person in later if _names(around, said)), None)


def _names(around: str, office: str) -> bool:
    """Whether words name an office, and not only what belongs to it: "presidential"."""
    return office in around and bool(re.search(rf"\b{re.escape(office)}s?\b", around))


_PRONOUN = rx.compile(r"\b(?:[Hh]e|[Ss]he|HE|SHE)\b")
_OBLIQUE = rx.compile(
    r"\b(?:of|with|to|for|by|from|after|before|against|alongside|beside|near|met|meeting|and"
    r"|between|under"
    r"|meet|meets|received|welcomed|hosted|hosts|than|as|like|unlike|told|thanked|asked|urged"
    r"|called)\s+(?:[\w.'’-]+\s+){0,6}$"
)


#: "Norway's envoy to Chad Ana Novak": a preposition of her office, and she is the subject.
_POSTED_TO = rx.compile(
    r"(?:^|[.;,\n”\"] ?)(?:[\w.'’-]+\s+){0,6}?(?i:minister|secretary|head|director|chief"
    r"|chair\w*|commissioner|coordinator|ambassador|envoy|representative|president|speaker"
    r"|commander|mayor|governor|spokes\w+)\s+(?:of|for|to|in)\s+(?:(?:the|of|and|for)\s+"
    r"|[A-Z][\w’'-]*\s+){1,6}\Z"
)
_SPEAKS_NOW = rx.compile(
    r",?\s+(?:(?:has|had|also|then|later|on\s+[A-Z]\w+)\s+)*(?:said|says|told|stated|added|noted"
    r"|stressed|announced|warned|explained|confirmed|emphasi[sz]ed|wrote|recalled|thanked)\b"
)


def pronouns(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Whom "he" and "she" mean: the last one of that gender in subject's place."""
    people = [m for m in mentions if m.kind == "person" or (m.kind == "role" and m.id)]
    starts = [m.start for m in people]
    out: list[Mention] = []
    for m in spotting.finditer(_PRONOUN, document.text):
        gender = "f" if m[0].lower() == "she" else "m"
        earlier = [
            p
            for p in people[
                max(0, bisect_left(starts, m.start()) - 60) : bisect_left(starts, m.start())
            ]
            if p.gender in (gender, "")
        ]
        meant = _meant(document, earlier, m.start())
        if meant:
            out.append(meant._replace(start=m.start(), end=m.end(), kind="pronoun"))
        else:
            out.append(Mention(m.start(), m.end(), "", "pronoun", m[0], "", "", gender))
    return out


def _meant(document: Document, earlier: list[Mention], at: int) -> Mention | None:
    """The last subject; a name under a preposition only where there is none near."""
    text = document.text
    for person in reversed(earlier):
        if at - person.end > 900:
            break
        sentence = document.sentence_at(person.start)
        before = text[sentence.start : person.start]
        owned = text[person.end : person.end + 2] in ("'s", "’s")
        oblique = _OBLIQUE.search(before) and not _POSTED_TO.search(before)
        if not owned and (not oblique or _SPEAKS_NOW.match(text, person.end)):
            return person
    return earlier[-1] if earlier else None
