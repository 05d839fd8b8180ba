"""Counts: people, countries and goods that are counted, and how many a day or a month."""

from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import numbers, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing


def sentence_text(scene: Scene, thing: Thing) -> tuple[str, int]:
    """The sentence a thing stands in, and where it begins."""
    begin, end = scene.page.sentence(thing.first)
    a = scene.page.words[begin].start
    return scene.page.text[a : scene.page.words[end - 1].end], a


_OF_WHICH = rx.compile(
    r"\b(?:(?:[Oo]f|[Aa]mong) (?:which|whom|them|these),? (?:only |just |about |some )?"
    r"(?P<n>[a-z]+|\d[\d,]*)|(?:[Oo]nly|[Jj]ust) (?P<only>[a-z]+|\d[\d,]*)(?: of (?:them"
    r"|these))?) "
    r"(?:have|has|are|were|had|was|remain|work)\b(?! (?:people|more))"
)


def of_which(scene: Scene) -> Iterator[Draft]:
    """Such as "seven systems, of which four have been delivered"."""
    page = scene.page
    for found in spotting.finditer(_OF_WHICH, page.text):
        said = found["n"] or found["only"]
        plain = said.replace(",", "")
        value = numbers.worded(said) or (float(plain) if plain.isdigit() else None)
        at = page.index(found.start())
        if value and at < len(page.words):
            last = page.index(found.end()) - 1
            yield draft(scene, at, last, "count", value, "claim.of_which")


def counts(scene: Scene) -> Iterator[Draft]:
    """People and countries that are counted in a statement of need or reach."""
    for thing in scene.page.things:
        if _AGED.search(scene.page.text, max(0, thing.start - 30), thing.start):
            continue  # "a man of 63 was killed"
        if (
            (
                thing.sort in ("unknown", "people")
                or thing.family == "shelter"
                or thing.head in ("case", "infection")
            )
            and thing.values
            and (thing.values[0] > 2 or thing.sort != "people")
            and cues.KEY_FIGURE.match(scene.page.text, thing.end)
        ):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count")
        if (
            (thing.sort not in ("people", "place") and not _of_them(scene, thing))
            or not thing.values
            or (
                thing.head in ("soldier", "troop", "recruit")
                and not cues.KILLED.search(sentence_text(scene, thing)[0])
            )
            or thing.head in ("official", "leader", "minister", "year", "percent", "km")
        ):
            continue
        if thing.values[0] < 5 and thing.sort == "place":
            continue  # "all three Baltic states"
        if (thing.sort == "people" and thing.values[0] < 100) or (
            thing.sort == "place"
            and thing.head not in ("country", "nation", "countries", "state", "ally")
        ):
            continue
        said, a = sentence_text(scene, thing)
        if thing.sort == "place" and _INTO.search(
            scene.page.text, max(0, thing.start - 12), thing.end
        ):
            continue  # "fled into four neighbouring countries"
        if thing.sort == "place" and _GATHERED.search(said, 0, max(0, thing.start - a)):
            continue
        if (
            _trained(scene, thing)
            or _reached_by_gift(scene, thing)
            or _CAN.search(said, 0, max(0, thing.start - a))
        ):
            continue
        if thing.sort == "place" and _MEET.search(said):
            continue
        near = said[max(0, thing.start - a - 70) : thing.end - a + 90]
        if cues.COUNTED.search(near):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.count")


def _trained(scene: Scene, thing: Thing) -> bool:
    """Such as "will train 200 instructors": what is offered, and no count of what is."""
    trigger = scene.clauses.govern(thing).trigger
    return trigger is not None and trigger.lemma == "train" and trigger.tense in ("future", "to")


_AGED = rx.compile(r"\b(?:man|woman|boy|girl|child|resident|pensioner|volunteer) of $|\baged $")
_INTO = rx.compile(r"\b(?:into|across|in|to) (?:[\w]+ )?\w+ neighbo")
_GATHERED = rx.compile(
    r"\b(?:conference|meeting|summit|coalition|group|alliance|gathering) of (?:\w+ )?$"
)
#: Such as "ministers of 40 countries take part in the meeting": who meets is told by the event.
_MEET = rx.compile(
    r"(?i)\b(?:ministers|heads|leaders|chiefs|representatives|officials|delegat\w+|diplomats|envoys"
    r"|ambassadors|ministries) (?:of|from) (?:[\w-]+ ){0,4}?(?:countries|states|nations)\b[^.;]*"
    r"\b(?:meet\w*|met|attend\w*|gather\w*|tak(?:e|es|ing) part|took part|participat\w+|join\w*"
    r"|arriv\w+|conven\w+)\b"
)
_CAN = rx.compile(r"\b(?:can|could) \w+ (?:at least |some |about |up to |around |over )*$")


def _of_them(scene: Scene, thing: Thing) -> bool:
    """Such as "6 million of them face hunger": people that were counted before."""
    said = scene.page.text[thing.start : thing.end].lower()
    return thing.pronoun and said.endswith(("of them", "of whom")) and thing.values[:1] > (99,)


_LOST = rx.compile(r"\b(?:disrupt|interrupt)\w* [^.;]*$")


def _reached_by_gift(scene: Scene, thing: Thing) -> bool:
    """Such as "hot meals to 13,000 people": they are whom the gift went to."""
    if _LOST.search(scene.page.text, max(0, thing.start - 60), thing.start):
        return False  # "disrupting services for 2 million people"
    lead = scene.page.words[thing.first - 1].low if thing.first else ""
    near = scene.page.things_in(thing.first - 6, thing.first)
    return lead in ("to", "for") and any(
        0 <= thing.start - t.end < 12 for t in near if t.sort in ("goods", "money")
    )


def rates(scene: Scene) -> Iterator[Draft]:
    """Such as "fires 10,000 shells a day": a count per time that is neither made nor asked for."""
    taken = scene.made | scene.needed
    for thing in scene.page.things:
        if not thing.values or thing.sort not in ("goods", "unknown") or id(thing) in taken:
            continue
        begin, end = scene.page.sentence(thing.first)
        made = any(t.group == "produce" for t in scene.clauses.between(begin, end))
        made = made or any(w.low in ("output", "capacity") for w in scene.page.words[begin:end])
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


_APPOSED = rx.compile(
    r"(?:[^.;:,–—(]{0,40})(?:, | ?[–—-] | \()(?:or |about |around |some |roughly )?"
)


def with_count(scene: Scene, start: int, end: int, share: float | None) -> object:
    """A share with the people it makes, where they stand beside it between commas.

    Such as "a fifth of the town, 6,000 people" and "9,000 people, one in seven".
    """
    if share is None:
        return None
    page = scene.page
    at = page.index(start)
    begin, last = page.sentence(min(at, len(page.words) - 1))
    for thing in page.things_in(begin, last):
        if thing.sort != "people" or not thing.values or thing.values[0] < 1000:
            continue
        before = thing.end < start and _APPOSED.fullmatch(page.text, thing.end, start)
        behind = thing.start > end and _APPOSED.fullmatch(page.text, end, thing.start)
        if before or behind:
            return [share, thing.values[0]]
    return share


def owned(scene: Scene) -> Iterator[Draft]:
    """Such as "the Netherlands has 42 F-16s": what a country has, and neither gives nor gets."""
    page = scene.page
    taken = scene.given | scene.needed
    for thing in page.things:
        counted = thing.values and thing.sort == "goods" and not thing.unit
        if not counted or id(thing) in taken or thing.family in ("aid", "cash"):
            continue
        found = cues.OWNS.search(page.text, max(0, thing.start - 40), thing.start)
        owner = page.actor_at(_before_adverbs(scene, page.index(found.start()))) if found else None
        if owner is not None and owner.kind in ("country", "org"):
            yield draft(scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.owned")


def _before_adverbs(scene: Scene, i: int) -> int:
    """The word before word `i` that is no adverb ("already operates 16")."""
    words = scene.page.words
    i -= 1
    while i > 0 and (words[i].closed == "adverb" or words[i].low in ("already", "now", "still")):
        i -= 1
    return i
