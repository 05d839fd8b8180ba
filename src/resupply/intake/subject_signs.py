"""Signs of a subject: what speaks for whom or what a claim is about.

Whoever is named about the claim may be meant, the country that the text is about, whoever speaks,
or what is counted. Each is told by its sort (a country in need, an agency, a noun), by where it
stands, by the words of the claim, and by whether the rules name it. What each sign weighs is
learned (`subject_scales`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from resupply.intake.claim_acts import is_led
from resupply.intake.claim_settled import TELLERS
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.wars import ATTACKERS

#: How far apart [words] is how near.
_NEAR = (0, 2, 5, 10, 20)
#: Sentences before that of the claim whose names are looked at; farther is what the text is about.
_BACK = 2
_FAR = _BACK + 1
#: Words before and behind the figure in which nouns are looked for.
_BEFORE, _BEHIND = 20, 10
#: A noun phrase is as long as a person reads at a glance [words].
_PHRASE = 3
#: Words of a figure, and none of what is counted.
_FIGURE = frozenset(
    ["million", "billion", "thousand", "hundred", "dozen", "per", "percent", "cent"]
)
#: Words that begin another clause.
_JOINTS = frozenset(["that", "which", "who", "where", "while", "and", "but", "as"])


class Mention(NamedTuple):
    """Where somebody or something is told.

    Args:
        actor: Who or what.
        back: How many sentences before the claim.
        where: `named`, `noun`, or what the text says of it: `topic`, `most`, `speaker`, `rule`.
    """

    actor: Actor
    back: int
    where: str


class Candidate(NamedTuple):
    """Somebody or something that a claim may be about.

    Args:
        actor: Who or what.
        own: What speaks for it alone.
        shared: What speaks for all of its sort that are told as it is; one list for all of them.
    """

    actor: Actor
    own: list[str]
    shared: list[str]

    @property
    def signs(self) -> list[str]:
        """All that speaks for it."""
        return [*self.own, *self.shared]


class _Claim(NamedTuple):
    """A claim: the words of its figure, of its sentence, and what the rules say."""

    first: int
    at: int
    begin: int
    end: int
    kind: str
    rule: str
    own: str
    said: tuple[str, ...]


class SubjectSigns:
    """Whom the claims of one text may be about, and what speaks for each.

    Args:
        scene: The text.
        drafts: Its claims, in order of place.
    """

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self.scene, self.page = scene, scene.page
        actors = self.page.actors
        self._often = Counter(a.id for a in actors)
        self._first = actors[0].id if actors else ""
        self._country, self._body = (_most(actors, kind) for kind in ("country", "org"))
        self._told = Counter(str(d.fields.get("subject", "")) for d in drafts)
        self._before = {id(b): a.fields.get("subject") for a, b in pairwise(drafts)}

    def of(self, draft: Draft) -> list[Candidate]:
        """The candidates of a claim."""
        claim = self._claim(draft)
        mentions = self._mentions(claim, draft)
        sorts = [self._sort(m.actor) for m in mentions]
        around = [f"type={claim.kind}", f"needy={'needy' in sorts}"]
        around += [f"of={self._low(claim.at + 1)}", f"thing={self._thing(claim)}"]
        ranks = self._ranks(claim, mentions)
        shared: dict[tuple[str, str], list[str]] = {}
        out = []
        for mention, sort in zip(mentions, sorts, strict=True):
            name, where = mention.actor.id, mention.where
            mine, last = name == claim.own, self._before.get(id(draft)) == name
            signs = [*self._text(mention, sort), *self._place(claim, mention, sort)]
            signs += [f"rule={mine}", f"rule={mine} {sort}", f"rule={mine} {sort} {claim.rule}"]
            signs += [f"others={min(3, max(0, self._told[name] - mine))} {where}"]
            signs += [f"prev={last} {where}", f"{where} {mention.back} {sort} {claim.kind}"]
            for told in ranks.get(name, ()):
                signs += [told, f"{told} {sort}", f"{told} {claim.kind}"]
            if (sort, where) not in shared:
                shared[sort, where] = [
                    *(f"{x} {told}" for x in (sort, where) for told in (*around, claim.rule)),
                    *(f"{sort} said {word}" for word in claim.said),
                ]
            out.append(Candidate(mention.actor, signs, shared[sort, where]))
        return out

    def _claim(self, draft: Draft) -> _Claim:
        page = self.page
        start, end = draft.spans.get("value", draft.span)
        first = min(page.index(start), len(page.words) - 1)
        at = max(first, page.index(end) - 1)
        a, b = (page.index(k) for k in draft.span)
        words = page.words[min(a, first) : max(b, at + 1)]
        said = tuple({w.low if w.low.isalpha() else "#" for w in words})
        own = str(draft.fields.get("subject", ""))
        kind = str(draft.fields["type"])
        return _Claim(first, at, *page.sentence(first), kind, draft.rule, own, said)

    # --- who or what

    def _mentions(self, claim: _Claim, draft: Draft) -> list[Mention]:
        """Each candidate where it is told nearest to the claim."""
        here = self.page.words[claim.first].start
        out: dict[str, Mention] = {}
        for one in self._named(claim):
            kept = out.get(one.actor.id)
            far = (one.back, abs(one.actor.start - here))
            if kept is None or far < (kept.back, abs(kept.actor.start - here)):
                out[one.actor.id] = one
        if claim.own and claim.own not in out:
            kind = "country" if len(claim.own) == 3 and claim.own.isupper() else "noun"
            actor = Actor(*draft.spans.get("subject", draft.span), claim.own, kind)
            out[claim.own] = Mention(actor, 0, "rule")
        return list(out.values())

    def _named(self, claim: _Claim) -> Iterator[Mention]:
        page, begin, end = self.page, claim.begin, claim.end
        for back in range(_FAR):
            yield from (Mention(a, back, "named") for a in page.actors_in(begin, end))
            if begin <= 0:
                break
            begin, end = page.sentence(begin - 1)
        word = page.words[claim.first]
        speaker = page.speaker_at(word.start)
        meant = {"topic": self.scene.givers.topic, "most": self._country}
        for where, name in meant.items():
            if name:
                yield Mention(Actor(word.start, word.end, name, "country"), _FAR, where)
        if speaker:
            actor = speaker._replace(start=word.start, end=word.end)
            yield Mention(actor, _FAR, "speaker")
        yield from (Mention(noun, 0, "noun") for noun in self._nouns(claim))

    def _nouns(self, claim: _Claim) -> Iterator[Actor]:
        """Noun phrases about the figure, each to its first plural."""
        text, words = self.page.text, self.page.words
        k = max(claim.begin, claim.first - _BEFORE)
        last = min(claim.end, claim.at + _BEHIND)
        while k < last:
            first = k
            while k < last and self._plain(k):
                k += 1
                if k < last and self._parted(k):
                    break
            if k > first:
                a, b = words[max(first, k - _PHRASE)].start, words[k - 1].end
                yield Actor(a, b, text[a:b], "name" if words[k - 1].capital else "noun")
            k += k == first

    def _parted(self, k: int) -> bool:
        """Whether a new phrase begins at word `k`: behind a plural, or where a name does."""
        one, other = self.page.words[k - 1 : k + 1]
        plural = one.low.endswith("s") and not other.low.endswith("s")
        return plural or one.capital != other.capital

    def _plain(self, k: int) -> bool:
        word = self.page.words[k]
        told = word.closed or word.verb or word.is_sign or word.low in _FIGURE
        if told or len(word.low) < _PHRASE:
            return False
        return word.low[0].isalpha() and k not in self.page.names and k not in self.page.dated

    def _sort(self, actor: Actor) -> str:
        if actor.kind in ("noun", "name"):
            return actor.kind
        if actor.id in TELLERS:
            return "teller"
        if actor.id in ATTACKERS:
            return "attacker"
        if actor.id in AGENCIES or actor.id == "UN":
            return "agency"
        if actor.id in IN_NEED or actor.id == self.scene.givers.topic:
            return "needy person" if actor.kind == "person" else "needy"
        return actor.kind

    # --- what speaks for it

    def _text(self, mention: Mention, sort: str) -> list[str]:
        """What the text as a whole says."""
        name, back, where = mention.actor.id, mention.back, mention.where
        topic = name == self.scene.givers.topic
        return [
            *(sort, f"back={back} {where}", f"back={back} {where} {sort}"),
            *(f"topic={topic} {back}", f"often={min(6, self._often[name])} {where}"),
            *(f"most={name == self._country} {sort}", f"first={name == self._first} {sort}"),
            f"body={name == self._body} {sort}",
        ]

    def _place(self, claim: _Claim, mention: Mention, sort: str) -> Iterator[str]:
        """Where it stands, and what stands beside it."""
        actor, back, where = mention
        if where in ("topic", "most", "speaker"):
            return
        words = self.page.words
        a = self.page.index(actor.start)
        b = max(self.page.index(actor.end), a + 1)
        side = "earlier"
        if back == 0:
            side = "before" if b <= claim.first else "behind" if a > claim.at else "inside"
            yield from self._apart(claim, (a, b), side, where, sort)
        led, acts = is_led(words, a), self._acts(b)
        yield f"led={led} {sort} {back}"
        yield f"led={led} {side} {sort}"
        yield f"acts={acts} {side} {sort} led={led}"
        yield f"own={words[b - 1].possessive} {side} {sort}"
        for beside, word in (("before", self._low(a - 1)), ("after", self._low(b))):
            yield f"{beside}={word} {where}"
            yield f"{beside}={word} {side} {sort}"
        verb = words[b].verb if b < len(words) else None
        if verb:
            yield f"verb={verb.group} {sort}"
        if actor.kind in ("noun", "name"):
            yield from self._phrase(a, b, side, actor.kind)
        elif actor.kind == "org":
            yield f"id={actor.id}"

    def _apart(
        self, claim: _Claim, place: tuple[int, int], side: str, where: str, sort: str
    ) -> Iterator[str]:
        """How far it stands from the figure, and what stands between them."""
        a, b = place
        apart = range(b, claim.first) if side == "before" else range(claim.at + 1, a)
        near = f"{side} {bisect_right(_NEAR, len(apart))}"
        yield from (near, f"{where} {near}", f"{sort} {near}", f"{sort} {side}")
        yield f"opens={a <= claim.begin + 1} {sort}"
        words = self.page.words[apart.start : max(apart.start, apart.stop)]
        ahead = side == "before"
        yield f"commas={min(2, sum(w.text in ',;:—–' for w in words))} {where}"
        verbs = sum(w.verb is not None or w.closed == "auxiliary" for w in words)
        yield f"verbs={min(3, verbs)} {where} {ahead}"
        yield f"parts={any(w.low in _JOINTS for w in words)} {where} {ahead}"

    def _phrase(self, a: int, b: int, side: str, kind: str) -> Iterator[str]:
        """What a noun phrase is."""
        words = self.page.words
        head, size = words[b - 1].low, b - a
        number = any(w.text[0].isdigit() for w in words[max(0, a - 2) : a])
        yield from (f"head={head}", f"head={head} {side}", f"plural={head[-1] == 's'} {side}")
        yield from (f"counted={number} {side}", f"counted={number} {head}")
        initial = a == self.page.sentence(a)[0]
        yield from (f"words={size} {kind} {side}", f"initial={initial} {kind} {size}")
        beside = [0 <= k < len(words) and words[k].capital for k in (a - 1, b)]
        yield f"capitals={beside[0]} {beside[1]} {kind}"

    def _ranks(self, claim: _Claim, mentions: Sequence[Mention]) -> dict[str, list[str]]:
        """How near those of the sentence stand, and those who act, counted on either side."""
        start, end = self.page.words[claim.first].start, self.page.words[claim.at].end
        here = [m.actor for m in mentions if m.where == "named" and m.back == 0]
        before = sorted((x for x in here if x.end <= start), key=lambda x: -x.end)
        behind = [x for x in here if x.start >= end]
        out: dict[str, list[str]] = {}
        for side, actors in (("before", before), ("behind", behind)):
            acting = [x for x in actors if self._is_acting(x)]
            for told, some in (("nth", actors), ("acting", acting)):
                for n, actor in enumerate(some):
                    out.setdefault(actor.id, []).append(f"{told}={side} {min(3, n)}")
            for actor in actors:
                out[actor.id].append(f"last={side} {actor is actors[-1]}")
        return out

    def _is_acting(self, actor: Actor) -> bool:
        led = is_led(self.page.words, self.page.index(actor.start))
        return not led and self._acts(self.page.index(actor.end))

    def _acts(self, k: int) -> bool:
        """Whether a verb stands at word `k`."""
        words = self.page.words
        return k < len(words) and (words[k].verb is not None or words[k].closed == "auxiliary")

    def _low(self, k: int) -> str:
        return self.page.words[k].low if 0 <= k < len(self.page.words) else ""

    def _thing(self, claim: _Claim) -> str:
        """The sorts of what is counted."""
        things = self.page.things_in(max(0, claim.first - 2), claim.at + 1)
        return " ".join(sorted({t.sort for t in things})[:2])


def _most(actors: Sequence[Actor], kind: str) -> str:
    """Who of a kind is named most."""
    told = Counter(a.id for a in actors if a.kind == kind).most_common(1)
    return told[0][0] if told else ""
