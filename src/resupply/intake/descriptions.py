"""Whom a description means: "the company", "the aid group", "the official", "the statement".

Who speaks is often not named again. A body leads back to the name that holds its word ("the
commission"), to the firm or charity spoken of; an office to whoever spoke last and holds it; a
statement to whoever gave it.
"""

import re
from functools import cache

from resupply.intake import office_bearers, rx
from resupply.intake.memory import OUTLETS, Memory
from resupply.intake.mention import Mention
from resupply.intake.phrases import Speaker, shown

_FIRM = (
    r"company|firm|manufacturer|producer|maker|contractor|corporation|concern|conglomerate|giant"
    r"|shipbuilder|enterprise|supplier|start-?up|shipyard|carmaker|arms maker|defen[cs]e group"
    r"|automaker|plane-?maker|tank-?maker|gunmaker|subsidiary|consortium|holding"
)
_CHARITY = (
    r"charity|ngo|nonprofit|non-profit|society|foundation|network|association|organi[sz]ation"
    r"|(?:aid|relief|rights|humanitarian|medical|advocacy|monitoring|campaign) group|watchdog"
    r"|think-?tank|institute|lender|fund|body|initiative"
)
_OFFICES = (
    r"commission|council|committee|agency|bank|court|board|authority|union|federation|centre|center"
    r"|directorate|service|observatory|coalition|secretariat|bureau|mission|university|office"
)
_OUTLET = (
    r"(?:wire|news|press)\s(?:service|agency|outlet|site|organi[sz]ation)|newswire|newspaper|daily"
    r"|broadcaster|outlet|publication|magazine|weekly"
)
_BODY = rx.compile(
    rf"(?i)(?:(?!of\b|for\b|and\b)[\w.’'-]+\s){{0,4}}?(?P<what>(?P<outlet>{_OUTLET})|(?P<firm>{_FIRM})"
    rf"|(?P<charity>{_CHARITY})"
    rf"|(?P<office>{_OFFICES}))"
)
_ONE = rx.compile(
    r"(?i)(?:[\w.’'-]+\s){0,3}?(?P<what>official|diplomat|lawmaker|legislator|politician|executive"
    r"|expert|analyst|spokes(?:man|woman|person)|envoy|officer|commander|head|chief|boss|leader"
    r"|chair(?:man|woman|person)?|director|governor|mayor|minister|premier|president|ambassador"
    r"|secretary|general|manager|founder|activist|professor|researcher|economist|historian|author"
    r"|statesman|ceo|coordinator|representative|commissioner|administrator)"
)
#: Words for whoever leads something, one as good as another.
_LEADERS = rx.compile(
    r"(?i)\b(?:head|chief|boss|director|chair\w*|governor|ceo|president|leader|manager)\b"
)
_OF_LEADERS = frozenset(["head", "chief", "boss", "leader", "ceo", "director", "governor"])
#: Any office at all: "the official".
_ANY = frozenset(
    ["official", "diplomat", "politician", "lawmaker", "legislator", "executive", "statesman"]
)
_MEDIUM = rx.compile(
    r"(?i)(?:[\w.’'-]+\s){0,4}?(?P<what>statement|document|text|tweet|letter|(?:press |news "
    r"|media )?release|communiqu[eé]"
    r"|website|web ?site|web ?page|page|readout|announcement|bulletin|figures|data|information"
    r"|post|message|press service|notice|tally|records"
    r"|(?:social media |Telegram |Twitter |X |Facebook )?(?:account|channel|feed|profile))"
)
#: Of these none speaks in a sentence, but all may be what others go by.
COUNTED = rx.compile(
    r"(?i)(?:[\w.’'-]+\s){0,4}?(?:figures|data|records|tally|information|statistics"
    r"|documents|minutes|emails|cables)(?:\s(?:seen|obtained|reviewed|viewed|accessed"
    r"|looked)(?:\s.*)?)?"
    r"|(?:[\w.’'-]+\s){1,4}?(?:reports|estimates|calculations|accounts|leaks|studies|surveys|polls"
    r"|findings|assessments|forecasts)"
)
#: Who stands behind it: "a statement from", "figures shared by".
_GIVEN_BY = rx.compile(
    r"\s+(?:(?:shared|published|released|issued|posted|given|provided|made|signed|sent|put\s+out"
    r"|supplied|collected|compiled)\s+)?(?:by|from|of|on\s+the\s+(?:official\s+)?(?:website|page)"
    r"\s+of)\s+(?=(?:the\s+|its\s+)?[\w’'.-]*)"
)
#: "a statement of the port authority", already in the words of the speaker.
_OF_WHOM = rx.compile(
    r"(?i)(?:[\w.’'-]+\s){0,2}?(?:statement|(?:press |news |media )?release|communiqu[eé]|message"
    r"|post|letter|announcement|notice|readout)\s(?:of|from|by)\s(?:the\s)?(?P<who>\S.*)"
)
#: "Available data" are nobody's.
_NOBODY = rx.compile(r"(?i)(?:publicly |currently )?available\b")
_WROTE = rx.compile(
    r"(?:\s\([^()]{2,60}\)|,[^,.]{2,60},)?\s(?:also\s|later\s|has\s)?(?:wrote|writes|posted"
    r"|posts|tweeted|published"
    r"|shared|said|reported|announced)\b"
)
#: What a body does of which a statement tells.
_ISSUES = rx.compile(
    r"(?:\s\([^()]{2,40}\))?,?\s+(?:[a-z]+ly\s+|on\s[A-Z]\w+\s+|today\s+|yesterday\s+|also\s+)*"
    r"(?:has|have|had|is|was|will|would|announced|approved|said|sent|gave|signed|made|put|unveiled"
    r"|released|published|issued|plans|adopted|launched|allocated|completed|[a-z]{3,}ed)\b"
)
_THE = rx.compile(r"\b[Tt]he\s+\Z")
_NAME = r"[A-Z][\w&-]*(?:\.[A-Z]\w*)*(?: (?:& )?[A-Z][\w&-]+){0,3}"
_SUFFIX = (
    r"AG|GmbH|Inc|Ltd|Corp|plc|Systems|Aerospace|Defen[cs]e|Industries|Technologies|Group|Ordnance"
    r"|Dynamics|Munitions?|Motors|Shipyard|Arms|Aviation|Airlines|Holdings?|Robotics|Electronics"
)
#: A firm by its form, by its sort in front, or by what stands beside its name.
_FIRMS = rx.compile(
    rf"\b(?:{_FIRM}) (?P<led>{_NAME})"
    rf"|(?P<beside>{_NAME}), (?:an? |the |one of )(?:[\w-]+ ){{0,5}}(?:{_FIRM})\b"
    rf"|(?P<formed>[A-Z][\w&-]*(?: [A-Z][\w&-]+){{0,2}} (?:{_SUFFIX}))\b"
    r"(?!\s+(?:Minist|Secret|Committee|Forces))"
)
_SAME = rx.compile(
    r"(?:[Tt]he\s)?same\s(?:sources?|officials?|report|paper|newspaper|outlet|portal|agency|website"
    r"|document|statement|publication|media|post|study)"
)
_SEVERAL = rx.compile(r"officials|sources|diplomats|people|lawmakers|aides|officers|experts")
#: "The same source" and "the officials" are not further behind who they are [characters].
_SAME_FAR = 1500
#: Further back nobody is meant [characters].
_FAR = 3000


@cache
def _named_with(what: str) -> re.Pattern[str]:
    """Names that hold a word: "Humanitarian Aid Commission", "Bank of Lendia"."""
    cap = what.capitalize()
    return rx.compile(
        rf"(?:(?!The\s)[A-Z][\w’'&-]*\s(?:(?:of|for|and|the|on)\s){{0,2}}){{1,5}}{cap}\b"
        rf"|{cap}\s(?:of|for|on)(?:\s(?:the|and|of))*(?:\s[A-Z][\w’'-]+)+"
    )


class Descriptions(Memory):
    """Resolves what describes a speaker and does not name one."""

    def resolved(self, found: Speaker | None, ceiling: int) -> Speaker | None:
        """The speaker whom a description means; as it was where none is known.

        Args:
            found: Who was found.
            ceiling: Where the words that may say whose statement it is end.
        """
        if found is None or not found.name or found.how not in ("phrase", "loose", "role"):
            return found
        if found.how == "role" and self._role_of(found):
            return self._still_in_office(found)
        if _NOBODY.match(found.name):
            return None
        if found.name.lower() in ("latter", "former"):
            return self._of_two(found)
        same = self._same(found)
        if same is not None:
            return same
        given = self._given_by(found, ceiling)
        if given is not None:
            return given
        text = self.frame.text
        opened = re.match(r"[Tt]he\s", text[found.start : found.end])
        if not (opened or _THE.search(text[max(0, found.start - 6) : found.start])):
            return found
        name = re.sub(r"(?i)^the\s+", "", found.name)
        held = office_bearers.bearer(text, self.context.mentions, name, found.start)
        meant = shown(held) if held else self._body(name, found.start)
        meant = meant or self._somebody_in_office(name, found.start)
        return found._replace(name=meant, how="role") if meant else found

    def _of_two(self, found: Speaker) -> Speaker:
        """As in "Jan Berg and Ana Novak, the latter saying": one of the two named last."""
        near = self._mentions(max(0, found.start - 300), found.start)
        people = list(dict.fromkeys(m.id for m in near if m.kind == "person" and m.id))[-2:]
        if len(people) < 2:
            return found
        return found._replace(name=people[found.name.lower() == "latter"])

    def _same(self, found: Speaker) -> Speaker | None:
        """As in "the same source", "the officials": whoever spoke last under that word."""
        spoke = self.last
        if spoke is None or found.start - spoke.start > _SAME_FAR:
            return None
        if _SAME.fullmatch(found.name):
            return found._replace(name=spoke.name)
        more = _SEVERAL.fullmatch(found.name) and spoke.name.endswith(f" {found.name}")
        the = _THE.search(self.frame.text[max(0, found.start - 6) : found.start])
        return found._replace(name=spoke.name) if more and the else None

    # --- statements

    def _given_by(self, found: Speaker, ceiling: int) -> Speaker | None:
        paper = _OF_WHOM.fullmatch(found.name)
        if paper:
            giver = self.after(found.end - len(paper["who"]), found.end)
            return giver if giver is not None and giver.name else None
        m = _MEDIUM.fullmatch(found.name)
        if m is None:
            return None
        whose = re.match(r"(?P<who>.*\w)['’]s?\s", found.name)
        if whose:
            at = found.end - len(found.name) + whose.end("who")
            named = self.mention_ending(at)
            if named and named.kind in ("person", "role") and found.name.endswith("service"):
                return found  # "the premier's press service"
            return self.of(named) if named and named.id else found._replace(name=whose["who"])
        by = _GIVEN_BY.match(self.frame.masked, found.end, ceiling)
        if by:
            giver = self.after(by.end(), ceiling)
            if giver is not None and giver.name:
                return giver
        issued = re.fullmatch(
            r"(?:[Tt]he\s)?(?:[\w-]+\s)?(?:statement|(?:press |news )?release|announcement|readout"
            r"|communiqu[eé]|document|message|notice|text|post|tweet|letter)",
            found.name,
        )
        the = _THE.search(self.frame.text[max(0, found.start - 6) : found.start])
        spoke = self.issuer
        own = found.name.rsplit(" ", 1)[-1] in ("post", "tweet", "message", "letter")
        one = spoke and (own or spoke is not self.last_person)
        near = spoke and one and found.start - spoke.start < 1500
        if issued and the and spoke and near:
            return found._replace(name=spoke.name)
        if issued and the and own:
            writer = self._writer(found.start)
            return found._replace(name=writer) if writer else None
        body = self._issuing_body(found.start) if issued and the and spoke is None else ""
        return found._replace(name=body) if body else None

    def _writer(self, at: int) -> str:
        """Whose post it is: the person who "wrote" or "posted" before, in nobody's speech."""
        masked = self.frame.masked
        wrote = [
            m
            for m in self._mentions(max(0, at - 2500), at)
            if m.kind == "person" and masked[m.start].isalpha() and _WROTE.match(masked, m.end)
        ]
        return shown(wrote[-1]) if wrote else ""

    def _issuing_body(self, at: int) -> str:
        """Whose statement it is where nobody has spoken yet: the body named last that acts."""
        near = self._mentions(max(0, at - 800), at)
        acts = [
            m
            for m in near
            if m.kind == "org" and m.id not in OUTLETS and _ISSUES.match(self.frame.masked, m.end)
        ]
        return shown(acts[-1]) if acts else ""

    def after(self, at: int, ceiling: int) -> Speaker | None:
        """Who stands behind a place; `Speakers` knows."""
        raise NotImplementedError

    def mention_ending(self, end: int) -> Mention | None:
        """The mention that ends at a place; `Speakers` knows."""
        raise NotImplementedError

    # --- bodies

    def _body(self, name: str, at: int) -> str:
        m = _BODY.fullmatch(name)
        if m is None:
            return ""
        what = re.split(r"\s", m["what"])[-1].lower()
        start = max(0, at - _FAR)
        named = list(_named_with(what).finditer(self.frame.text, start, at))
        outlets = [x for x in self._mentions(start, at) if shown(x) in OUTLETS]
        if outlets and m["outlet"]:
            return shown(outlets[-1])
        if named:
            return self._as_named(*named[-1].span())
        if m["firm"]:
            return self._firm(start, at)
        return self._charity(at) if m["charity"] else ""

    def _as_named(self, start: int, end: int) -> str:
        said = self.frame.text[start:end]
        whole = next((x for x in self._mentions(start, end) if x.end >= end), None)
        return shown(whole) if whole else " ".join(re.sub(r"^The\s", "", said).split())

    def _firm(self, start: int, at: int) -> str:
        firms = [m[m.lastgroup or 0] for m in _FIRMS.finditer(self.frame.text, start, at)]
        spoke = self.last_body
        if spoke and at - spoke.start < _FAR and any(spoke.name in f for f in firms):
            return spoke.name
        return firms[-1] if firms else ""

    def _charity(self, at: int) -> str:
        """The body that spoke last, else the one named last: no state and no ministry."""
        bodies = [
            m
            for m in self._mentions(max(0, at - _FAR), at)
            if m.kind == "org" and m.form != "ministry" and m.id not in ("EU", "NATO", "UN", "")
        ]
        spoke = self.last_body
        fits = spoke and at - spoke.start < _FAR and any(spoke.name == shown(m) for m in bodies)
        if spoke and (fits or (spoke.name.isupper() and len(spoke.name) > 3)):
            return spoke.name
        return shown(bodies[-1]) if bodies else ""

    # --- people

    def _somebody_in_office(self, name: str, at: int) -> str:
        """As in "the official said": who spoke last, where that office may be theirs."""
        m = _ONE.fullmatch(name)
        spoke = self.last_person
        if m is None or spoke is None or at - spoke.start > 1500:
            return ""
        what = m["what"].lower()
        around = self._titles_of(spoke.name, at)
        if what in _ANY:
            return spoke.name if spoke is self.last else ""
        if what in _OF_LEADERS:
            return spoke.name if _LEADERS.search(around) else ""
        office = re.sub(r"^(?:[A-Z][\w.]*\s)+", "", name)  # "the EU ambassador"
        return spoke.name if re.search(rf"(?i)\b{re.escape(office)}\b", around) else ""

    def _titles_of(self, name: str, until: int) -> str:
        """What stands around the places where somebody is named: where the titles are."""
        masked = self.frame.masked
        named = [
            m
            for m in self._mentions(0, until)
            if m.kind == "person" and name in (m.id, m.name) and masked[m.start].isalpha()
        ]
        near = (
            masked[max(0, m.start - 70) : m.start].rsplit(". ")[-1]
            + re.split(r"[.;]\s", masked[m.end : m.end + 80])[0]
            for m in named[:4]
        )
        return " ".join(near)

    def _role_of(self, found: Speaker) -> Mention | None:
        near = self._mentions(found.start, found.end)
        return next((m for m in near if m.kind == "role" and m.id), None)

    def _still_in_office(self, found: Speaker) -> Speaker:
        """As in "the mayor" of a town who goes on, though he spoke of another mayor."""
        spoke = self.last_person
        role = self._role_of(found)
        if spoke is None or role is None or spoke.name == found.name:
            return found
        said = self.frame.text[role.start : role.end].lower()
        masked = self.frame.masked
        since = self._mentions(spoke.start, found.start)
        told = any(
            m.kind == "person" and found.name in (m.id, m.name) and masked[m.start].isalpha()
            for m in since
        )
        plain = " " not in said and said in self._titles_of(spoke.name, found.start).lower()
        return found._replace(name=spoke.name) if plain and not told else found
