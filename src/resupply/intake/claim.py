"""Claims that can be checked: totals, counts, rankings, firsts, shares, comparisons, targets."""

import re
from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import lexicon, need, numbers
from resupply.intake import scene as scenes
from resupply.intake.claim_clause import draft
from resupply.intake.context import Context
from resupply.intake.draft import Draft, records
from resupply.intake.excluding import FIRST_SINCE
from resupply.intake.gift_words import PRICED
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.things import Thing


def find(document: Document, context: Context) -> list[Record]:
    """Every claim of the text, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scenes.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every claim of the text, in order of place; one a clause, the most telling first."""
    if not scene.about_aid:
        return []  # a text about something else
    out: list[Draft] = []
    asked = [d.span for d in need.drafts(scene) if d.fields.get("amount")]
    readers = (
        _rankings,
        _superlatives,
        _firsts,
        _nths,
        _of_many,
        _totals,
        _shares,
        _comparisons,
        _counts,
        _owned,
    )
    for reader in (*readers, _rates, _targets):
        for found in reader(scene):
            if reader in (_totals, _counts) and any(
                found.span[0] < b and a < found.span[1] for a, b in asked
            ):
                continue
            if not any(found.span[0] < k.span[1] and k.span[0] < found.span[1] for k in out):
                out.append(found)
    return sorted(out, key=lambda d: d.span)


def _rankings(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in cues.RANKING.finditer(page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        if (found["nth2"] or "").lower() == "first":
            continue
        value = cues.rank(found)
        also = cues.nth_before(page.text[max(0, found.start() - 40) : found.start()])
        if also and value is not None:
            yield draft(
                scene, at, page.index(found.end()) - 1, "ranking", [value, also], "claim.ranking"
            )
        else:
            yield draft(scene, at, page.index(found.end()) - 1, "ranking", value, "claim.ranking")


def _superlatives(scene: Scene) -> Iterator[Draft]:
    """Such as "the deadliest typhoon of the year"."""
    page = scene.page
    for found in cues.SUPERLATIVE.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            nth = cues.nth_before(found[0].split()[1].split("-")[0] + " and ") or 1
            yield draft(scene, at, page.index(found.end()) - 1, "ranking", nth, "claim.superlative")


def _firsts(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in cues.FIRST.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            yield draft(scene, at, page.index(found.end()) - 1, "first", "first", "claim.first")


def _nths(scene: Scene) -> Iterator[Draft]:
    """Such as "his third since the invasion", "an average of 97 entered in February"."""
    page = scene.page
    for found in cues.NTH_SINCE.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            nth = cues.ordinal(found["nth"])
            yield draft(scene, at, page.index(found.end()) - 1, "count", nth, "claim.nth")
    for found in cues.AVERAGE.finditer(page.text):
        at = page.index(found.start())
        value = _digits(found["n"] or found["times"])
        if at < len(page.words) and value is not None:
            yield draft(scene, at, page.index(found.end()) - 1, "count", value, "claim.average")


def _shares(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for thing in page.things:
        if thing.sort == "share" and not _denied(scene, thing) and not _changes(scene, thing):
            yield draft(scene, thing.first, thing.last - 1, "share", thing.values[0], "claim.share")
    for found in cues.SHARE.finditer(page.text):
        at = page.index(found.start())
        if at < len(page.words):
            said = (
                found["part"]
                or found["one_in"]
                or found["rest"]
                or found["got"]
                or found["bare"].split()[-1]
            )
            part = re.sub(r"^(?:a|one)[- ](?!in)", "", said.lower())
            yield draft(
                scene, at, page.index(found.end()) - 1, "share", cues.PARTS.get(part), "claim.share"
            )


#: Prices move all day; what they did is no claim about aid.
_MARKET = frozenset(["price", "prices", "shares", "stocks", "inflation", "hryvnia", "rouble"])


def _denied(scene: Scene, thing: Thing) -> bool:
    """Such as "unfortunately not 50 per cent": what is not so."""
    words = scene.page.words[max(0, thing.first - 4) : thing.first]
    return bool(words) and (words[-1].low == "not" or any(w.low in _MARKET for w in words))


def _changes(scene: Scene, thing: Thing) -> bool:
    """Such as "down 87% from last year": a share of what was, and so a comparison."""
    words = scene.page.words
    lead = {w.low for w in words[max(0, thing.first - 2) : thing.first]}
    behind = words[thing.last].low if thing.last < len(words) else ""
    if behind in ("lower", "higher", "less", "more", "fewer", "smaller", "larger"):
        return True
    return bool(lead & {"down", "up"}) and behind in ("from", "on", "compared", "against", "over")


def _of_many(scene: Scene) -> Iterator[Draft]:
    """Such as "of 42 donors, only 20 gave"."""
    page = scene.page
    for found in cues.OF_MANY.finditer(page.text):
        read = [numbers.worded(found[k]) or _digits(found[k]) for k in ("part", "all")]
        at = page.index(found.start())
        if None in read or at >= len(page.words):
            continue
        yield draft(scene, at, page.index(found.end()) - 1, "count", read, "claim.of_many")


def _digits(said: str) -> float | None:
    plain = said.replace(",", "")
    return float(plain) if plain.isdigit() else None


def _owned(scene: Scene) -> Iterator[Draft]:
    """Such as "the Netherlands has 42 F-16s": what a country has, and neither gives nor gets."""
    page = scene.page
    taken = {id(g.thing) for g in scene.read.gifts} | {id(t) for t, _ in scene.read.needs}
    for thing in page.things:
        counted = thing.values and thing.sort == "goods" and not thing.unit
        if not counted or id(thing) in taken or thing.family in ("aid", "cash"):
            continue
        found = cues.OWNS.search(page.text, max(0, thing.start - 40), thing.start)
        owner = page.actor_at(page.index(found.start()) - 1) if found else None
        if owner is not None and owner.kind in ("country", "org"):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.owned")


def _sentence_text(scene: Scene, thing: Thing) -> tuple[str, int]:
    begin, end = scene.page.sentence(thing.first)
    a = scene.page.words[begin].start
    return scene.page.text[a : scene.page.words[end - 1].end], a


def _totals(scene: Scene) -> Iterator[Draft]:
    """Sums and goods "since the start", "so far", "in total": per cue the nearest figure."""
    gifts = {id(g.thing) for g in scene.read.gifts}
    page = scene.page
    for begin, end in page.ranges:
        if begin >= end:
            continue
        a, b = page.words[begin].start, page.words[end - 1].end
        said = page.text[a:b]
        told = page.things_in(begin, end)
        figures = [t for t in told if _countable(t) or t.sort == "share"]
        figures = [t for t in figures if not (_of_time(scene, t) or _one_of_them(t))]
        for cue in cues.TOTAL.finditer(said):
            behind = (
                [t for t in figures if t.start >= cue.end() + a] if _GROWN.search(cue[0]) else []
            )
            near = min(behind or figures, key=lambda t: _apart(cue, t, a), default=None)
            if (
                near is None
                or _parted(scene, cue, near, a, begin, end)
                or FIRST_SINCE.search(said, max(0, cue.start() - 40), cue.start())
                or _held_up(scene, near)
                or (id(near) in gifts and PRICED.search(page.text[: near.start][-90:]))
                or _STUCK.search(said, max(0, near.end - a), max(0, cue.start()))
                or near.sort == "share"
                or _apart(cue, near, a) > 110
                or (id(near) in gifts and not cues.STRONG.search(said))
                or (id(near) in gifts and _only_of(cue, said, near.start - a))
                or (near.inside and _VALUED.search(said[: max(0, near.start - a)]))
            ):
                continue
            value = near.money.amounts[0] if near.money else near.values[0]
            yield draft(scene, near.first, near.last - 1, "total", value, "claim.total")


#: What the goods of one gift are worth, and no total of several.
_VALUED = re.compile(
    r"\b(?:in the|with a|at a|of a|for a) (?:total|combined) (?:value|worth|cost) of (?:\w+ )?$"
)
_GROWN = re.compile(r"^(?:bring|tak|rais|lift|push).* to$", re.IGNORECASE)


def _only_of(cue: re.Match[str], said: str, at: int) -> bool:
    """Such as "pledged a total of 20,000 parcels": one gift, and no more since anything."""
    joined = 0 <= at - cue.start() < 40 and cue[0].lower() in ("total of", "sum of")
    return joined and len(cues.STRONG.findall(said)) == 1


#: Such as "the loan, which has been stuck since March": since when it waits, no total.
_STUCK = re.compile(
    r"\b(?:which|that) (?:has|have|had|is|are|remains?)\b[^.;]{0,30}\b(?:stuck|blocked|frozen"
    r"|delayed"
    r"|stalled|on hold|suspended|paused|waiting)\b"
)


def _held_up(scene: Scene, thing: Thing) -> bool:
    """Such as "has blocked 50 billion euros since May": since when it is held up, no total."""
    trigger = scene.clauses.govern(thing).trigger
    if trigger is None or trigger.nominal or trigger.passive:
        return False
    return trigger.group == "delay" or trigger.lemma in ("wait", "await")


def _parted(scene: Scene, cue: re.Match[str], near: Thing, at: int, begin: int, end: int) -> bool:
    """Whether other goods stand between a figure and its cue."""
    between = range(near.end, cue.start() + at)
    if ";" in scene.page.text[near.end : cue.start() + at]:
        return True
    return any(
        t.start in between and t.sort == "goods" and not t.inside
        for t in scene.page.things_in(begin, end)
    )


def _countable(thing: Thing) -> bool:
    if (thing.inside and not thing.money) or thing.sort not in ("money", "goods", "unknown"):
        return False
    return bool(thing.values or thing.money)


def _one_of_them(thing: Thing) -> bool:
    return thing.pronoun and thing.values[:1] == (1.0,)


def _of_time(scene: Scene, thing: Thing) -> bool:
    """Such as "up to 18 months": how long, and not how much."""
    words = scene.page.words
    behind = words[thing.last].low if thing.last < len(words) else ""
    return not thing.money and lexicon.singular(behind) in _TIMES


_TIMES = frozenset(["hour", "day", "week", "month", "year", "decade", "minute"])


def _apart(cue: re.Match[str], thing: Thing, at: int) -> int:
    """Characters between a cue and a figure of a sentence that begins at `at`."""
    return max(cue.start() + at - thing.end, thing.start - cue.end() - at, 0)


def _comparisons(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in cues.COMPARE.finditer(page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        begin, end = page.sentence(at)
        counted = [t for t in page.things_in(begin, end) if t.values or t.money]
        gifts = {id(g.thing) for g in scene.read.gifts}
        before = [t for t in counted if 0 <= found.start() - t.end < 3 or t.end > found.start()]
        if any(id(t) in gifts for t in before) or any(
            t.group == "produce" and not (t.nominal and cues.RISEN.match(found[0]))
            for t in scene.clauses.between(begin, end)
        ):
            continue
        values: list[float] = [t.money.amounts[0] if t.money else t.values[0] for t in counted[:3]]
        part = cues.PARTS.get((found["part"] or "").lower())
        values = [*([part] if part else []), *cues.times(found[0]), *values]
        yield draft(
            scene, at, page.index(found.end()) - 1, "comparison", values or None, "claim.comparison"
        )


def _counts(scene: Scene) -> Iterator[Draft]:
    """People and countries that are counted in a statement of need or reach."""
    for thing in scene.page.things:
        if (
            (
                thing.sort in ("unknown", "people")
                or thing.family == "shelter"
                or thing.head in ("case", "infection")
            )
            and thing.values
            and cues.KEY_FIGURE.match(scene.page.text, thing.end)
        ):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count")
        if (
            (thing.sort not in ("people", "place") and not _of_them(scene, thing))
            or not thing.values
            or (
                thing.head in ("soldier", "troop", "recruit")
                and not cues.KILLED.search(_sentence_text(scene, thing)[0])
            )
            or thing.head in ("official", "leader", "minister", "year", "percent", "km")
        ):
            continue
        if (thing.sort == "people" and thing.values[0] < 100) or (
            thing.sort == "place"
            and thing.head not in ("country", "nation", "countries", "state", "ally")
        ):
            continue
        said, a = _sentence_text(scene, thing)
        if thing.sort == "place" and _GATHERED.search(said, 0, max(0, thing.start - a)):
            continue
        if (
            _trained(scene, thing)
            or _reached_by_gift(scene, thing)
            or _CAN.search(said, 0, max(0, thing.start - a))
        ):
            continue
        near = said[max(0, thing.start - a - 70) : thing.end - a + 90]
        if cues.COUNTED.search(near):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count")


def _trained(scene: Scene, thing: Thing) -> bool:
    """Such as "will train 200 instructors": what is offered, and no count of what is."""
    trigger = scene.clauses.govern(thing).trigger
    return trigger is not None and trigger.lemma == "train" and trigger.tense == "future"


_GATHERED = re.compile(
    r"\b(?:conference|meeting|summit|coalition|group|alliance|gathering) of (?:\w+ )?$"
)
_CAN = re.compile(r"\b(?:can|could) \w+ (?:at least |some |about |up to |around |over )*$")


def _of_them(scene: Scene, thing: Thing) -> bool:
    """Such as "6 million of them face hunger": people that were counted before."""
    said = scene.page.text[thing.start : thing.end].lower()
    return thing.pronoun and said.endswith(("of them", "of whom")) and thing.values[:1] > (99,)


def _reached_by_gift(scene: Scene, thing: Thing) -> bool:
    """Such as "hot meals to 13,000 people": they are whom the gift went to."""
    lead = scene.page.words[thing.first - 1].low if thing.first else ""
    near = scene.page.things_in(thing.first - 6, thing.first)
    return lead in ("to", "for") and any(
        0 <= thing.start - t.end < 12 for t in near if t.sort in ("goods", "money")
    )


def _rates(scene: Scene) -> Iterator[Draft]:
    """Such as "fires 10,000 shells a day": a count per time that is neither made nor asked for."""
    taken = {id(t) for t, _ in (*scene.read.made, *scene.read.needs)}
    for thing in scene.page.things:
        if not thing.values or thing.sort not in ("goods", "unknown") or id(thing) in taken:
            continue
        begin, end = scene.page.sentence(thing.first)
        made = any(t.group == "produce" for t in scene.clauses.between(begin, end))
        if not made and cues.RATE.match(scene.page.text, thing.end):
            near = scene.page.things_in(begin, end)
            values = [t.values[0] for t in near if t.values and id(t) not in taken]
            yield draft(
                scene,
                thing.first,
                thing.last - 1,
                "comparison" if len(values) > 1 else "count",
                values,
                "claim.rate",
            )


_ON_TRACK = re.compile(r"\bon (?:track|course) to \w+ (?:\w+ ){0,3}$")


def _targets(scene: Scene) -> Iterator[Draft]:
    gifts = {id(g.thing) for g in scene.read.gifts}
    for thing in scene.page.things:
        if (
            not (thing.values or thing.money)
            or (id(thing) in gifts and not _ON_TRACK.search(scene.page.text, 0, thing.start))
            or thing.sort in ("people", "time", "place", "deed")
        ):
            continue
        said, a = _sentence_text(scene, thing)
        before = said[max(0, thing.start - a - 40) : thing.start - a]
        begin, end = scene.page.sentence(thing.first)
        if re.search(r"\bmiss", before) or any(
            t.group == "produce" for t in scene.clauses.between(begin, end)
        ):
            continue
        if _ON_TRACK.search(before) or re.search(
            r"\b(?:target|goal|aims?|objective) (?:is |of |to |for |at )", before, re.IGNORECASE
        ):
            value: object = thing.money.amounts[0] if thing.money else thing.values[0]
            yield draft(scene, thing.first, thing.last - 1, "target", value, "claim.target")
