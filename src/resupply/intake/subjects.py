"""Who acts: the subject of a verb, and whom "it", "the agency" or "its" points back to."""

from bisect import bisect_left
from collections.abc import Sequence

from resupply.intake import lexicon, naming, rx
from resupply.intake.page import Actor, Page
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.triggers import BACK, Trigger

_GROUPS = frozenset(["donors", "allies", "partners", "volunteers", "charities"])
#: What is a group only where it is counted.
_COUNTED = frozenset(["countries", "nations", "governments", "states", "companies", "members"])
_SORTS = frozenset(["donor", "partner", "participating", "allied", "contributing"])
_MANY = frozenset(
    [
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "several", "dozens", "twenty", "thirty", "forty", "fifty", "other"),
    ]
)
#: Last words of the names of firms and charities.
_FIRMS = frozenset(
    [
        *("company", "corporation", "group", "foundation", "fund", "airlines", "bank", "society"),
        *("association", "charity", "centre", "center", "network", "university", "club", "inc"),
        *("ltd", "trust", "institute", "federation", "industries", "partners", "holding"),
    ]
)
_NO_FIRMS = frozenset(
    [
        *("parliament", "congress", "cabinet", "senate", "president", "police", "council", "later"),
        *("nobody", "everybody", "everyone", "someone", "others", "both", "another", "that"),
    ]
)
_ASKS = frozenset(["ask", "urge", "want", "allow", "call", "beg", "request", "expect", "tell"])
#: What somebody has who means to act.
_PLANS = frozenset(
    (
        *("agreement", "decision", "plan", "plans", "promise", "pledge", "offer", "commitment"),
        *("intention", "readiness", "willingness", "proposal", "deal", "effort", "efforts", "vow"),
    )
)
_GOES_ON = frozenset(["go", "goes", "went", "carry", "carries", "carried"])
_KEEPS = frozenset(
    ["keep", "keeps", "kept", "continue", "continues", "continued", "begun", "began"]
)
_FIRST = frozenset(["we", "i", "our", "us", "my"])
_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "i"])
_AGENCY = frozenset(["agency", "organisation", "organization"])
_STATE = frozenset(
    ["country", "government", "kingdom", "nation", "state", "administration", "army"]
)
BODIES_OF = frozenset(
    [
        *("government", "ministry", "parliament", "kingdom", "republic", "people", "army"),
        *("state", "cabinet"),
    ]
)
_SEATED = frozenset(["ministry", "parliament", "cabinet"])
#: What a country is called behind the name of a group of countries.
COUNTRY_NOUNS = frozenset(["country", "nation", "state", "member", "ally", "kingdom"])
#: Who belongs to a group of countries.
_MEMBERS = {
    "Nordic": {"DNK", "SWE", "NOR", "FIN", "ISL"},
    "Baltic": {"EST", "LVA", "LTU"},
}
BODIES = frozenset(
    (
        *("charity", "foundation", "fund", "organisation", "organization", "group", "ngo"),
        *("company", "firm", "association", "church", "donor"),
    )
)
#: Verbs before a place: "a lorry left Britain, carrying a pump".
_LEFT = frozenset(["left", "leaving", "departed", "departing", "reached", "reaching", "entered"])
_PLACED = lexicon.words("subjects.placed")
SIGN_BOUNDARY = frozenset(";:.?!")


def _is_brand(word: str) -> bool:
    """Whether a single word can only be the name of a firm or a body: "T-Mobile", "SpaceX"."""
    inside = any(c.isupper() for c in word[1:]) or ("." in word and word[-1] != ".")
    return word[0].isupper() and len(word) > 3 and inside


#: The end of a dateline: "CAIRO, Egypt (AP) —"; who is named in it acts nowhere.
_HEADED = rx.compile(r"\([A-Z][\w./ ]{1,30}\)\s*[-–—]")


class Subjects:
    """Finds who acts on one page."""

    def __init__(self, page: Page, triggers: Sequence[Trigger]) -> None:
        self.page, self.triggers = page, triggers
        self._order = [t.at for t in triggers]
        #: Who acts, by the id of the trigger and who "we" is: it is asked again and again.
        self._known: dict[tuple[int, Actor | None], tuple[Trigger, list[Actor]]] = {}

    def between(self, first: int, last: int) -> Sequence[Trigger]:
        """Triggers from word `first` to before word `last`."""
        return self.triggers[bisect_left(self._order, first) : bisect_left(self._order, last)]

    def of(self, trigger: Trigger) -> list[Actor]:
        """Actors that stand as subject of a verb, the nearest group of them."""
        key = (id(trigger), self.page.home)
        if key not in self._known:
            self._known[key] = trigger, self._of(trigger)
        return [*self._known[key][1]]

    def _of(self, trigger: Trigger) -> list[Actor]:
        begin, _ = self.page.sentence(trigger.at)
        start = self._phase(trigger, begin)
        if start - 1 >= begin and self.page.words[start - 1].low == "you":
            return []
        if start - 1 >= begin and self.page.words[start - 1].low in _PRONOUNS:
            meant = self._antecedents(start - 1, begin)
            if meant:
                return meant
        asked = (
            self._which(trigger, begin)
            or self._planned(trigger)
            or self._asked(trigger)
            or self._beside(trigger)
        )
        if asked is not None:
            return [asked]
        group = self._group(start - 1)
        if group is not None:
            return [group]
        shared = self._shared(trigger, begin)
        if shared is not None:
            return self.of(shared)
        start = self._said_before(start, begin)
        country = self._such_a_country(start - 1, begin) or self._such_an_agency(start - 1, begin)
        if country is not None:
            return [country]
        letters = self._letters(start - 1, begin)
        if letters:
            return letters
        found: list[Actor] = []
        i = start - 1
        reported = i >= begin and self._points_back(i)
        while i >= begin:
            word = self.page.words[i]
            actor = self.page.actor_at(i)
            if actor is not None:
                first = self.page.index(actor.start)
                if not self._in_phrase(first) or (
                    not found and (self._people_from(first) or self._government_of(first))
                ):
                    found.insert(0, actor)
                    if not self._listed_before(first) or self._list_ends(first):
                        return found
                    i = first - 2
                    continue
                i = first - 1
                continue
            if not found and word.low in ("it", "they", "he", "she", "we") and i < start - 1:
                return self._antecedents(i, begin)
            if found and word.closed not in ("determiner", "conjunction") and word.text != ",":
                break
            if (
                word.verb and word.verb.group == "report" and not reported
            ) or word.text in SIGN_BOUNDARY:
                break
            i -= 1
        last = self.page.words[start - 1] if start > begin else None
        if not found and last is not None and last.capital and last.low in _FIRMS:
            found = self._named(start - 1, begin)  # "The Walt Disney Company committed"
        return found or self._antecedents(start - 1, begin) or self._named(start - 1, begin)

    def _phase(self, trigger: Trigger, begin: int) -> int:
        """The first word of a verb with what leads to it: "go on giving", "has been “giving"."""
        words, start = self.page.words, trigger.first
        if trigger.nominal or trigger.tense != "ing" or start - 2 < begin:
            return start
        if words[start - 1].text in '“„«"':
            start -= 1
        elif words[start - 1].low == "on" and words[start - 2].low in _GOES_ON:
            return start - 2
        elif words[start - 1].low in _KEEPS:
            return start - 1
        k = start
        while k - 1 > begin and words[k - 1].closed in ("auxiliary", "adverb"):
            k -= 1
        return k if k < start else trigger.first

    def _letters(self, i: int, begin: int) -> list[Actor]:
        """Such as "In Mali, the NDMA sent": letters that nobody explains, right before the verb."""
        word = self.page.words[i] if i > begin else None
        if word is not None and word.text == ")":
            found = self._named(i, begin)  # "In Mali, the Relief Coordinator (RC) gave"
            first = self.page.index(found[0].start) if found else i
            return [] if self.page.actors_in(first, i + 1) else found
        if word is None or not word.text.isalpha() or not 3 <= len(word.text) <= 8:
            return []
        before = self.page.words[i - 1]
        led = before.low == "the" or before.closed == "preposition"
        if not word.text.isupper() or i in self.page.names or not led or before.low in _PLACED:
            return []
        return [Actor(word.start, word.end, word.text, "org")]

    def _government_of(self, first: int) -> bool:
        """Such as "the Government of Canada", "the ministry in Oslo": the country acts."""
        words = self.page.words
        of = first - 1
        while of > 0 and words[of].closed == "determiner":
            of -= 1
        if of < 1 or words[of - 1].low not in BODIES_OF:
            return False
        seated = words[of].low == "in" and words[of - 1].low in _STATE | _SEATED
        return seated or words[of].low == "of"

    def _people_from(self, first: int) -> bool:
        """Such as "volunteers from Malta": they act, and Malta says whose they are."""
        words = self.page.words
        if first < 2 or words[first - 1].low not in ("from", "in"):
            return False
        who = words[first - 2].low
        people = lexicon.not_goods().get(lexicon.singular(who)) == "people"
        return who in _GROUPS or who in BODIES or (people and who.endswith("s"))

    def _group(self, i: int) -> Actor | None:
        """Such as "donors", "allies", where nothing says whose."""
        word = self.page.words[i] if i >= 0 else None
        if word is not None and i and word.low in _COUNTED:
            many = self.page.words[i - 1]
            if many.text.isdigit() or many.low in _MANY:
                text = self.page.text[many.start : word.end]
                return Actor(many.start, word.end, text, "group")  # "26 countries"
            if many.low in _SORTS and not (i > 1 and self.page.actor_at(i - 2)):
                text = self.page.text[many.start : word.end]
                return Actor(many.start, word.end, text, "group")  # "donor countries"
        if word is None or word.low not in _GROUPS:
            return None
        whose = self.page.actor_at(i - 1)
        helped = whose is not None and whose.id in IN_NEED and self.page.words[i - 1].possessive
        if whose and not helped:
            return None  # "Ukraine's allies" are others than Ukraine
        if self.page.words[i - 1].low == "and" and self.page.actor_at(i - 2):
            return None
        joined = next((k for k in (i - 2, i - 3) if k > 0 and self.page.words[k].low == "and"), 0)
        if joined and self.page.actor_at(joined - 1):
            return None  # "UNICEF and its local partners": led by who is named
        return Actor(word.start, word.end, word.text, "group")

    def _named(self, i: int, begin: int) -> list[Actor]:
        """A name that no gazetteer knows, right before the verb."""
        words = self.page.words
        if i > begin and words[i].text == ")":
            opened = next((k for k in range(i, max(i - 6, begin), -1) if words[k].text == "("), i)
            i = opened - 1  # "The Relief and Works Fund (RWF) has signed"
        last = i
        if last == begin and last >= 0 and self._is_firm(last):
            return [Actor(words[last].start, words[last].end, words[last].text, "org")]
        while i >= begin and (
            (words[i].text[0].isupper() and (not words[i].closed or words[i].low in ("of", "and")))
            or (
                words[i].low in ("of", "and", "for")
                and i > begin
                and words[i - 1].text[0].isupper()
                and not self.page.actor_at(i - 1)
            )
        ):
            i -= 1
        if i == last or last - i < 2 or words[last].closed or words[last].possessive:
            return []
        inside = [self.page.actor_at(k) for k in range(i + 2, last + 1)]
        if any(a and a.kind != "org" for a in inside) and words[max(i, 0)].low not in BODIES:
            return []  # "the Government of Japan": who acts is named inside
        if words[i + 1].low in _STATE or words[i + 1].low in ("cabinet", "ministry", "parliament"):
            return []
        if naming.is_gift(words[last - 1].text, words[last].text):
            return []  # "This Emergency Grant Aid provides"
        start, end = words[i + 1].start, words[last].end
        return [Actor(start, end, self.page.text[start:end], "org")]

    def _is_firm(self, i: int) -> bool:
        """Whether a single word that opens a sentence and acts is the name of a firm: "Ikea"."""
        word = self.page.words[i]
        if _is_brand(word.text):
            return True
        after = self.page.words[i + 1].verb
        gives = after is not None and after.group == "deliver" and after.form in ("past", "part")
        plain = word.closed or word.low in BACK or word.low in _STATE or word.low in _NO_FIRMS
        known = lexicon.singular(word.low) in lexicon.not_goods() or word.low.endswith("s")
        return bool(gives and word.capital and not plain and not known and len(word.text) > 3)

    def _shared(self, trigger: Trigger, begin: int) -> Trigger | None:
        """The verb before "and", whose subject this verb shares ("will follow A and supply B")."""
        if (
            trigger.nominal
            or trigger.first <= begin
            or self.page.words[trigger.first - 1].low not in ("and", "but", "then")
        ):
            return None
        before = [t for t in self.between(begin, trigger.first) if not t.nominal]
        return before[-1] if before else None

    def _asked(self, trigger: Trigger) -> Actor | None:
        """Such as "hope for the EU to pass", "urged Berlin to send": who is to act."""
        words = self.page.words
        start = trigger.first
        if trigger.nominal or words[start].low != "to" or start < 2:
            return None
        actor = self.page.actor_at(start - 1)
        if actor is None or actor.kind == "place":
            return None
        i = self.page.index(actor.start) - 1
        while i > 0 and (words[i].closed == "determiner" or words[i].capital):
            i -= 1
        before = words[i]
        asks = before.verb is not None and before.verb.lemma in _ASKS
        return (
            actor if asks or (before.low == "for" and i > 0 and not words[i - 1].is_sign) else None
        )

    def _which(self, trigger: Trigger, begin: int) -> Actor | None:
        """Such as "the sum of Malta, which gave": whoever stands before the comma."""
        words, i = self.page.words, trigger.first - 1
        gives = trigger.group in ("deliver", "pledge", "commit") and not trigger.nominal
        if not gives or i - 2 < begin or words[i].low not in ("which", "who"):
            return None
        actor = self.page.actor_at(i - 2) if words[i - 1].text == "," else None
        able = actor is not None and actor.kind in ("country", "org") and actor.id not in IN_NEED
        return actor if able else None

    def _planned(self, trigger: Trigger) -> Actor | None:
        """Such as "the EU's agreement to send", "a promise by Oslo to give": whose plan it is."""
        words, i = self.page.words, trigger.first - 1
        if trigger.nominal or i < 1 or words[trigger.first].low != "to":
            return None
        behind = self.page.actor_at(i)
        if behind is not None and behind.kind != "place":
            k = self.page.index(behind.start) - 1
            k -= words[k].closed == "determiner"
            led = k > 0 and words[k].low in ("by", "of", "from") and words[k - 1].low in _PLANS
            return behind if led else None
        if words[i].low not in _PLANS:
            return None
        for k in range(i - 1, max(i - 4, -1), -1):
            actor = self.page.actor_at(k)
            if actor is not None:
                return actor if actor.kind != "place" else None
            if words[k].closed or words[k].is_sign or words[k].verb:
                break
        return None

    def _beside(self, trigger: Trigger) -> Actor | None:
        """Such as "with Malta contributing 2 million": who acts stands right before."""
        i = trigger.first - 1
        actor = self.page.actor_at(i) if trigger.tense == "ing" and not trigger.nominal else None
        led = actor is not None and self.page.words[self.page.index(actor.start) - 1].low == "with"
        return actor if led else None

    def _such_a_country(self, i: int, begin: int) -> Actor | None:
        """Such as "the Nordic country", "the NATO member": the country named last that acts."""
        words = self.page.words
        group = self.page.actor_at(i - 1)
        noun = words[i].low in COUNTRY_NOUNS
        if not noun or group is None or group.kind not in ("group", "org"):
            return None
        if words[self.page.index(group.start) - 1].low not in ("the", "this"):
            return None
        before = self.page.actors_before(words[begin].start, 1500)
        named = [a for a in before if a.kind == "country" and a.id not in IN_NEED]
        named = [a for a in named if a.id in _MEMBERS.get(group.id, {a.id})]
        if not named and group.id in _MEMBERS:
            return next((a for a in self.page.actors if a.id in _MEMBERS[group.id]), None)
        acting = [a for a in named if not self._in_phrase(self.page.index(a.start))]
        return next(reversed(acting or named), None)

    def _such_an_agency(self, i: int, begin: int) -> Actor | None:
        """Such as "the UN agency": the agency named last, and not all of the UN."""
        words = self.page.words
        group = self.page.actor_at(i - 1) if words[i].low in ("agency", "body") else None
        if group is None or group.id != "UN":
            return None
        before = self.page.actors_before(words[begin].start, 1500)
        named = [a for a in before if a.id in AGENCIES and a.id not in ("UN", "OCHA")]
        return named[-1] if named else None

    def _said_before(self, start: int, begin: int) -> int:
        """Such as "Kuleba thanked Japan and asked for": a verb of saying with its subject."""
        words = self.page.words
        if start - 1 <= begin or words[start - 1].low != "and":
            return start
        for k in range(start - 2, max(begin, start - 14), -1):
            verb = words[k].verb
            if words[k].is_sign:
                return start
            if verb is not None and verb.group == "report" and verb.form in ("past", "s", "part"):
                return k
        return start

    def _antecedents(self, i: int, begin: int) -> list[Actor]:
        """Who "it" or "the agency" is: who acted last, in this sentence or the two before."""
        if i < begin or not self._points_back(i):
            return []
        low = self.page.words[i].low
        if low in _FIRST:
            speaker = self.page.speaker_at(self.page.words[i].start)
            if speaker is not None:
                return [speaker]
            if self.page.home is not None:
                return [self.page.home]
        wanted = (
            {"org"}
            if low in _AGENCY
            else {"country", "person"}
            if low in _STATE
            else {"country", "org", "person"}
        )
        known = {"alliance": "NATO", "bloc": "EU", "union": "EU"}.get(low)
        meant = [
            a for a in self.page.actors_before(self.page.words[i].start, 1500) if a.id == known
        ]
        if meant:
            return meant[-1:]
        for _ in range(5):
            named = [a for a in self.page.actors_in(begin, i) if a.kind in wanted]
            headed = _HEADED.search(
                self.page.text, self.page.words[begin].start, self.page.words[i].start
            )
            named = [a for a in named if not headed or a.start >= headed.end()]
            named = [a for a in named if not self._owns_next(a)]
            if low == "agency":
                named = [a for a in named if a.id != "UN"]
            places = [a for a in named if self._is_left(self.page.index(a.start))]
            if places and places == named:
                return []
            named = [a for a in named if a not in places]
            if low in _FIRST:  # who gives says "we" more often than who gets
                named = [a for a in named if a.id not in IN_NEED]
            acting = [a for a in named if not self._in_phrase(self.page.index(a.start))]
            acting = [a for a in acting if self._spoke(a)] or acting
            if acting or named:
                if i > begin and self.page.words[i].low == "it" and self._is_said(i - 1):
                    return (acting or named)[-1:]  # "Norway confirmed it would add"
                return (acting or named)[:1]
            if begin <= 0:
                break
            i = begin
            begin, _ = self.page.sentence(begin - 1)
        return []

    def _owns_next(self, actor: Actor) -> bool:
        """Such as "the UN's World Food Programme": it only says whose the next one is."""
        after = self.page.index(actor.end)
        return self.page.words[after - 1].possessive and self.page.actor_at(after) is not None

    def _is_left(self, first: int) -> bool:
        """Such as "a lorry left the UK": a place, and nobody who acts."""
        words, i = self.page.words, first - 1
        while i >= 0 and words[i].closed == "determiner":
            i -= 1
        return i >= 0 and words[i].low in _LEFT

    def _is_said(self, i: int) -> bool:
        """Whether the word is a verb that leads to "it", or the "that" behind one."""
        word = self.page.words[i]
        return word.verb is not None or word.low == "that"

    def _spoke(self, actor: Actor) -> bool:
        """Such as `"It hangs by a thread," WFP said`: who speaks is meant by the "it" behind."""
        words = self.page.words
        after = self.page.index(actor.end)
        verb = words[after].verb if after < len(words) else None
        first = self.page.index(actor.start)
        quoted = first > 0 and words[first - 1].text in '”"»,'
        return quoted and verb is not None and verb.group == "report"

    def meant(self, i: int) -> Actor | None:
        """Who the pronoun or noun at word `i` points back to."""
        begin = self.page.sentence(i)[0]
        such = self._such_a_country(i, begin)
        found = [such] if such is not None else self._antecedents(i, begin)
        return found[0] if found else None

    def _points_back(self, i: int) -> bool:
        """Whether the subject is "it", "the country", "his government": somebody named before."""
        word = self.page.words[i]
        return (
            word.closed == "pronoun"
            or word.low in BACK
            or word.low in ("its", "his", "her", "their", "our", "my")
        )

    def _listed_before(self, first: int) -> bool:
        """Whether another actor stands before, joined by "and" or a comma."""
        words = self.page.words
        i = first - 1
        while i >= 0 and words[i].closed == "determiner":
            i -= 1
        if i < 1 or words[i].low not in ("and", ","):
            return False
        return self.page.actor_at(i - 1) is not None or (
            words[i - 1].text == "," and self.page.actor_at(i - 2) is not None
        )

    def _list_ends(self, first: int) -> bool:
        """Such as "who fled to Chad, Mali and Libya, the ministry": behind a whole list."""
        words, i = self.page.words, first - 1
        while i >= 0 and words[i].closed == "determiner":
            i -= 1
        i -= i > 1 and words[i].low == "and" and words[i - 1].text == ","
        actor = self.page.actor_at(i - 1) if i > 1 and words[i].text == "," else None
        last = self.page.index(actor.start) if actor is not None else 0
        return last > 1 and words[last - 1].low == "and" and self._in_phrase(self._opens(last))

    def _opens(self, last: int) -> int:
        """The first word of the first name of a list."""
        while self._listed_before(last):
            near = [self.page.actor_at(k) for k in range(last - 1, max(last - 6, -1), -1)]
            actor = next((a for a in near if a is not None), None)
            if actor is None:
                break
            last = self.page.index(actor.start)
        return last

    def _in_phrase(self, first: int) -> bool:
        """Whether the actor stands behind a preposition ("in Kyiv", "for Ukraine")."""
        words = self.page.words
        i = first - 1
        while i >= 0 and (
            words[i].closed == "determiner" or (words[i].capital and not words[i].closed)
        ):
            if "\n" in words[i + 1].gap:
                return False  # the line before is no part of the phrase
            i -= 1
        if i >= 0 and words[i].low in ("since", "after", "before", "amid", "despite", "during"):
            actor = self.page.actor_at(first)
            if actor and words[self.page.index(actor.end) - 1].possessive:
                return True  # "a firm backer since Russia's invasion, donating shells"
        if i > 0 and words[i].low == "and" and (mate := self.page.actor_at(i - 1)) is not None:
            return self._in_phrase(self.page.index(mate.start))  # "of the EU and NATO"
        return i >= 0 and (words[i].low in _PLACED or self._is_left(first))
