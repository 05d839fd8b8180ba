"""Who else takes part in an event: a whole list, bodies by name, whom the text tells of next."""

import re

from resupply.intake import rx
from resupply.intake.event_guests import Guests
from resupply.intake.event_words import Found
from resupply.intake.text import Span

_GATHERS = ("summit", "conference", "forum", "meeting", "press_conference", "ceremony")
#: Between the members of a list: "Kenya, Chad, and the United States".
_LISTED = rx.compile(
    r"(?:['’]s\s(?:[\w-]+\s){1,4})?\s*(?:,\s+and|,|and|&)\s+(?:the\s+|the\s+[a-z]+\s+of\s+)?"
)
_NAME = r"[A-Z][\w&’'-]*(?:\s(?:(?:of|for|and|the)\s(?:the\s)?)?[A-Z][\w&’'-]*){1,7}"
#: Who signs, by a name that no list knows: "Stroms Group (SG) has today signed".
_WHO_SIGNS = rx.compile(
    rf"(?:\A|[,;]\s|\b(?:and|that|as|when|the)\s)(?:The\s)?(?P<who>{_NAME})[”\"]?(?:\s\([A-Z&]{{2,8}}\))?"
    r"(?:,\s[^,;.]{3,80},)?\s(?:(?:has|have|had|will|to|is|are|also|then|today|yesterday|jointly|recently)\s"
    r"|on\s\w+\s(?:\d+\s)?|\w+ly\s)*\Z"
)
#: "Stroms, a maker of boats, and Berg signed".
_BOTH_SIGN = rx.compile(
    r"(?:\A|,\s)(?P<one>[A-Z][\w&-]+)(?:,\s[^,;.]{3,60},)?\sand\s(?P<two>[A-Z][\w&-]+)\s(?:(?:has|have|had"
    r"|will|also|jointly)\s)*\Z"
)
_CHAMBER = rx.compile(r"\b(?:Senate|House|Parliament|Congress|Bundestag|Sejm|Duma|Rada|Knesset)\b")
_HOUSE_OF = rx.compile(
    r"\bat\s(?:the\s)?(?P<who>[A-Z][\w&-]+(?:\s[A-Z][\w&-]+){0,3})\s(?:country\s)?(?:headquarters|offices?)\b"
)
_WITH_WHOM = rx.compile(rf"\bwith\s(?:the\s)?(?:[\w-]+\s){{0,4}}?[“\"]?(?P<who>{_NAME})")
_ONE_NAME = rx.compile(
    r"\bwith\s(?:the\s)?(?P<who>[A-Z][\w&-]+)(?=[.,;]|\s(?:to|on|for|in|at|under|last|this)\b)"
)
#: "a meeting of NATO foreign ministers", "talks between the leaders of five countries".
_OF_WHOM = rx.compile(
    r"\s(?:of|between|among|for)\s(?:the\s)?(?P<who>(?:[\w’'-]+\s){0,4}(?:ministers|leaders|donors|ambassadors"
    r"|presidents|chiefs|officials|experts|envoys|negotiators|directors|mayors|lawmakers|allies))\b"
)
#: "a meeting of the contact group", "a budget committee hearing": bodies told by a plain noun.
_BODY = (
    r"(?:[a-z]+\s)?(?:(?:contact|working|steering|coordination|expert)\s(?:group|committee)"
    r"|coalition\sof\sthe\swilling|committee|cabinet|council|board|parliament|government)"
)
_OF_PLAIN = rx.compile(rf"\s(?:of|by)\s(?:the|its|their)\s(?P<who>{_BODY})\b")
_PLAIN = rx.compile(rf"(?<![\w-])(?P<who>{_BODY})\s\Z")
_OF_BODY = rx.compile(rf"\sof\s(?:the\s)?(?P<who>{_NAME})")
#: "to the donors": who came to it.
_CAME = rx.compile(
    r"\A(?P<who>(?:[A-Z][a-z]+s|[A-Z]\w+\s[a-z]+)(?:\sfrom\s[^,.;]{3,40})?)\s(?:at|came\sto|gathered\sat|attending|attended)\s(?:an?|the)\s"
)
#: What the sentences behind an event call it.
_IT = (
    r"(?:event|gathering|talks|session|meeting|conference|summit|forum|ceremony|occasion|function|opening"
    r"|signing|handover|handing[- ]over|roundtable|briefing|launch|documents?|agreements?)"
)
_AT_IT = rx.compile(
    rf"\b(?:(?:at|during|to|in|after|chair(?:s|ed|ing)?|host(?:s|ed|ing)?|open(?:s|ed|ing)?|attend(?:s|ed|ing)?"
    rf"|address(?:es|ed|ing)?|join(?:s|ed|ing)?|organi[sz]ed?|called|convened|led)\s+(?:the|this|that|today['’]s)\s+(?:[\w-]+\s+){{0,2}}?{_IT}\b"
    rf"|(?:co-?)?(?:chaired|hosted|attended|opened|led|organi[sz]ed|convened)\s+(?:jointly\s+)?by\b"
    rf"|(?:also\s+)?(?:present|there|attending)\s+(?:were|was)\b"
    rf"|\b(?:took\s+part|participated|attended|were\s+present)(?:\s+in\s+it|\s+too|\s+as\s+well)?(?=[.;])|chief\s+guest|guests?\s+of\s+honou?r"
    rf"|in\s+the\s+presence\s+of|signed\s+(?:for|on\s+behalf\s+of|by)\b)",
    re.IGNORECASE,
)
_BRINGS = rx.compile(r"\b(?:of|between)\s+(?:the\s+)?\Z")
_PLACED = rx.compile(r"\b(?:in|at|to|from|for|of|on|near|about)\s+(?:the\s+)?\Z")


class Parties(Guests):
    """Finds who else takes part."""

    def _more(self, found: Found, phrase: Span, sentence: Span, known: list[str]) -> list[str]:
        """Those that the words around an event add to who was found."""
        out = self._whose(found) + self._listed(found, sentence, known)
        if found.happening.type == "signing":
            out += self._who_signs(found, sentence)
        if not found.happening.verb and found.happening.type in (*_GATHERS, "call"):
            out += self._of_whom(found, sentence)
        if not found.happening.verb and found.happening.type in _GATHERS:
            out += self._told_next(found, sentence)
        out += self._housed(found, phrase)
        ids = {m.id for m in self.context.mentions}
        if known and not ids & {*known, *out}:
            people = self.context.mentions_in(sentence.start, sentence.end)
            out += [m.id for m in people if m.kind == "person" and m.id][:4]
        return list(dict.fromkeys(out))

    def _housed(self, found: Found, phrase: Span) -> list[str]:
        """As in "a meeting at the Stroms Group headquarters", "it passed the Senate"."""
        if found.happening.type == "decision":
            chamber = _CHAMBER.search(self.text, found.start, found.end)
            return [chamber[0]] if chamber and not found.happening.verb else []
        m = _HOUSE_OF.search(self.text, found.end, phrase.end + 20)
        known = self.context.mentions_in(*m.span("who")) if m else []
        able = [k.id for k in known if k.kind == "org" and k.id]
        return able or ([m["who"]] if m and not known else [])

    def _whose(self, found: Found) -> list[str]:
        """As in "at the NATO summit": the body in front of the word."""
        if found.happening.verb or found.happening.type not in _GATHERS[:4]:
            return []
        near = self.context.mentions_in(max(0, found.start - 40), found.start)
        gap = self.text[near[-1].end : found.start] if near else "."
        tied = re.fullmatch(r"\)?\s(?:[a-z-]+['’]?\s){0,3}|[-–][A-Z]\w+\s", gap)
        return [near[-1].id] if tied and near[-1].kind in ("org", "group") and near[-1].id else []

    def _listed(self, found: Found, sentence: Span, known: list[str]) -> list[str]:
        """As in "Kenya, Chad and Mali held talks": all of the list that one of them ends."""
        named = [
            m
            for m in self.context.mentions_in(sentence.start, found.start)
            if m.id and m.kind in ("country", "org", "person") and m.form != "demonym"
        ]
        out: list[str] = []
        for i in range(len(named) - 1, 0, -1):
            one, two = named[i - 1], named[i]
            lands = one.kind == two.kind != "person"
            listed = _LISTED.fullmatch(self.text, one.end, two.start)
            if lands and listed and two.id in (*known, *out):
                out.append(one.id)
        return out[::-1]

    def _who_signs(self, found: Found, sentence: Span) -> list[str]:
        """Firms and bodies that no list knows: "Stroms Group signed a deal with Berg Motors"."""
        lead = self.text[sentence.start : found.start]
        both = _BOTH_SIGN.search(lead)
        if both and not self.context.mentions_in(
            sentence.start + both.start("two"), sentence.start + both.end("two")
        ):
            return [both["one"], both["two"]]
        first = _WHO_SIGNS.search(lead)
        second = _WITH_WHOM.search(self.text, found.start, sentence.end)
        second = second or _ONE_NAME.search(self.text, found.start, sentence.end)
        out = []
        for m, start in ((first, sentence.start), (second, 0)):
            if m is None:
                continue
            a, b = m.start("who") + start, m.end("who") + start
            known = self.context.mentions_in(a, b)
            whole = any(k.start <= a and b <= k.end for k in known)
            if not whole and not any(k.kind == "person" for k in known):
                out.append(m["who"])
        return out

    def _of_whom(self, found: Found, sentence: Span) -> list[str]:
        """As in "a meeting of NATO defence ministers", "a session of the Port Board"."""
        who = _OF_WHOM.match(self.text, found.end, sentence.end)
        if who is None:
            who = _OF_BODY.match(self.text, found.end, sentence.end)
            known = self.context.mentions_in(*who.span("who")) if who else []
            if who and any(k.kind in ("person", "place") or k.end == who.end("who") for k in known):
                return []
        if who is None:
            lead = self.text[max(sentence.start, found.start - 40) : found.start]
            said = self.text[found.start : found.end]
            who = _OF_PLAIN.match(self.text, found.end, sentence.end) or _PLAIN.search(lead)
            who = who or re.match(r"(?P<who>[Cc]ommittee)\shearing", said)
        came = _CAME.match(self.text[sentence.start : found.start])
        return [m["who"] for m in (who, came) if m]

    def _told_next(self, found: Found, sentence: Span) -> list[str]:
        """As in "... a ceremony in Oslo. At the ceremony Minister Ana Berg ..."."""
        out: list[str] = []
        at = sentence.end
        for _ in range(3):
            while at < len(self.text) and self.text[at].isspace():
                at += 1
            if at >= len(self.text):
                break
            behind = self.document.sentence_at(at)
            it = _AT_IT.search(self.text, behind.start, behind.end)
            if it:
                named = self.context.mentions_in(behind.start, behind.end)
                out += [m.id for m in named if m.kind == "person" and m.id]
                out += [
                    m.id
                    for m in named
                    if m.id
                    and m.kind in ("country", "org")
                    and m.form in ("name", "")
                    and not _PLACED.search(self.text[max(0, m.start - 14) : m.start])
                ]
            at = behind.end + 1
        return list(dict.fromkeys(out))[:6]
