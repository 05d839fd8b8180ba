"""Figures that are claims by where they stand: the nth gift, parts of a sum, tables of donors."""

import re
from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.page import Actor, Page
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

#: Such as "is the fourteenth drawdown", "becomes the 10th country to operate".
_NTH_IS = rx.compile(
    rf"\b(?:(?:is|was|are) part of|is|was|are|be|marks?|marked|makes?|made|becomes?|became"
    rf"|represents) "
    rf"(?:now |already |also |thus |thereby |it )?(?:the|its|their|our|his|her|[A-Z]\w+['’]s) "
    rf"(?P<nth>(?!first\b){cues.NTH}) (?!half|quarter|of\b|year|phase|part|reading|day)"
    rf"(?:[\w-]+ ){{0,5}}?(?:package|drawdown|tranche|shipment|delivery|convoy|flight|batch"
    rf"|donation|transfer|consignment|contribution|instalment|installment|country|nation|state"
    rf"|ally|donor|member|licen[cs]e|factory|plant|contract|order|appeal|allocation|provision|grant|loan|visit|meeting|summit"
    rf"|time|one)\b"
)


def nth_gifts(scene: Scene) -> Iterator[Draft]:
    """Such as "this is the third package for both countries": which of a row it is."""
    page = scene.page
    for found in spotting.finditer(_NTH_IS, page.text):
        at = page.index(found.start())
        nth = cues.ordinal(found["nth"])
        if at < len(page.words) and nth:
            yield draft(scene, at, page.index(found.end()) - 1, "count", nth, "claim.nth_gift")


_OF_IT = rx.compile(
    r" of (?:it|that|this|them|which|these)\b(?! (?:is|was|will|would|has|to|sum|amount|year))"
)
_HAS_DONE = rx.compile(
    r"\b(?:has|have|had)(?: \w+ly| now| also| already)* (?!been)(?:\w+ed|given|sent|spent|put|got"
    r"|brought in|made|paid|taken|won)\b[^.;:]{0,60}$"
)
_WITHIN = rx.compile(
    r"[^.;:]{0,90}?\b(?:(?:in|for) (?:the )?(?:fiscal|financial) year (?:20)?\d\d|so far this year"
    r"|(?:over|in|during|within) the (?:past|last) (?:[\w-]+ ){0,2}(?:years|decade)"
    r"|as (?:of|at) (?:the )?(?:end of )?(?:[A-Z][a-z]+|\d|mid))"
)


def sums(scene: Scene) -> Iterator[Draft]:
    """Such as "has given $707 million in fiscal year 2022", "$610 million of it for arms"."""
    page = scene.page
    for thing in page.things:
        if not thing.money and not (thing.values and thing.sort == "goods"):
            continue
        begin, _ = page.sentence(thing.first)
        said = page.text[page.words[begin].start : thing.start]
        part = thing.money and _OF_IT.match(page.text, thing.money.end)
        within = _WITHIN.match(page.text, thing.end) if _HAS_DONE.search(said) else None
        if part or within:
            last = page.index(within.end()) - 1 if within else thing.last - 1
            rule = "claim.part" if part else "claim.within"
            yield draft(scene, thing.first, last, "total", thing.figure, rule, not part)


#: From here on a sum that somebody "has given" is all that was given, and not one gift.
_GREAT = 5e9
_GAVE = rx.compile(
    r"\b(?:has|have|had)(?: \w+ly| now| also| already| so far)* (?:given|provided|committed|pledged"
    r"|allocated|spent|sent|donated|contributed|supplied|delivered|transferred|mobili[sz]ed"
    r"|appropriated|approved|raised|collected|gathered)\b[^.;:]{0,50}$"
)
_RAISED = rx.compile(r"\b(?:raised|collected|gathered)\b")
_PART = rx.compile(r"%|\bper ?cent\b|\bof the\b|\bincluding\b|\bof which\b")
_ANNOUNCED = rx.compile(
    r"\b(?:announc\w+|new|packages?|loans?|tranche|today|yesterday|bills?|budget)\b"
)


def great(scene: Scene) -> Iterator[Draft]:
    """Such as "the U.S. has provided $75 billion to Ukraine", "the fund has raised 2 million"."""
    page = scene.page
    for thing in page.things:
        if not thing.money:
            continue
        begin, _ = page.sentence(thing.first)
        a = page.words[begin].start
        found = _GAVE.search(page.text, a, thing.start)
        raised = found is not None and bool(_RAISED.search(found[0]))
        near = page.dates_in(thing.start - 60, thing.end + 60)
        one_day = any(len(d.iso) == 10 and not raised for d in near)
        big = thing.money.amounts[0] >= _GREAT and not _ANNOUNCED.search(
            page.text, a, thing.end + 30
        )
        if found and not one_day and (big or raised) and not _PART.search(found[0]):
            yield draft(scene, thing.first, thing.last - 1, "total", thing.figure, "claim.great")


#: The label of a sum that stands on a line of its own.
_LABEL = rx.compile(
    r"\s*(?:[-*•·–●▪]\s*)?(?P<label>[A-Z][^.;:!?\d\n]{3,70}?(?: ?\([^()\n]{2,12}\))?)\s*:?\s*\Z"
)
_LABELLED = rx.compile(
    r"\b(?:allocat(?:ions?|ed)|funding|funds|contributions?|donations?|received|disbursed|spent"
    r"|raised|pledges|pledged|commitments|committed|income|expenditure|aid|assistance|total)\b",
    re.IGNORECASE,
)
_ASKED = rx.compile(
    r"\b(?:required|requirements?|needed|needs?|requested|appeal|gap|target|unmet|goal|donate"
    r"|budget)\b",
    re.IGNORECASE,
)


def labelled(scene: Scene) -> Iterator[Draft]:
    """A sum alone on its line below or above what it is: "Funds received", "$34 million"."""
    text = scene.page.text
    for thing in scene.page.things:
        if not thing.money:
            continue
        a, b = text.rfind("\n", 0, thing.start) + 1, text.find("\n", thing.money.end)
        b = len(text) if b < 0 else b
        alone = not re.search(r"\w", text[a : thing.start] + text[thing.money.end : b])
        label = _label(text, a, b) if alone else None
        if label is None:
            continue
        first, last = (scene.page.index(at) for at in (label[0], thing.money.end))
        first = min(first, thing.first)
        value = thing.figure
        last = max(last - 1, thing.first)
        made = draft(scene, first, last, "total", value, "claim.label", False)
        if (head := _heading(scene, min(label[0], a))) is not None:
            made.fields["subject"], made.spans["subject"] = head.id, (head.start, head.end)
        yield made


#: A figure alone on its line and whom it counts on the next: "People in need", "3.1M".
_WHOM = (
    r"(?:[A-Z][a-z]+ )?(?:[Pp]eople|[Cc]hildren|[Ww]omen|[Rr]efugees|IDPs|[Rr]eturnees"
    r"|[Hh]ouseholds"
    r"|[Ff]amilies|[Ii]ndividuals|[Pp]opulation|[Dd]isplaced|[Dd]eaths|[Cc]ases|[Ii]njured|[Aa]ffected"
    r"|[Mm]igrants)(?: [A-Za-z()-]+){0,5}"
)
_MANY = r"\d[\d.,]*(?: ?(?:M|K|k|m|mn|million|thousand))?\+?"
_KEY = rx.compile(
    rf"^[ \t•·*-]*(?:(?P<whom>{_WHOM})(?::[ \t]*\n?|[ \t]*\n)[ \t]*(?P<n>{_MANY})"
    rf"|(?P<n2>{_MANY})[ \t]*\n[ \t]*"
    rf"(?P<whom2>{_WHOM}))[ \t]*$",
    re.MULTILINE,
)


def key_figures(scene: Scene) -> Iterator[Draft]:
    """People that a box of figures counts, on two lines: "People targeted", "1.8M"."""
    page = scene.page
    for found in _KEY.finditer(page.text):
        start, end = found.span("n" if found["n"] else "n2")
        read = [n for n in page.numbers if start <= n.start < end and n.end <= end + 1]
        if not read or read[0].low < 100:
            continue
        at = found.start("whom" if found["n"] else "n2")
        first, last = page.index(at), page.index(found.end()) - 1
        yield draft(scene, first, last, "count", read[0].low, "claim.key", False)


_HEADING = rx.compile(r"\s*(?P<said>[A-Z][^.;:!?\d\n]{3,60}?)\s*\Z")


def _heading(scene: Scene, at: int) -> Actor | None:
    """What a heading not far above a character names."""
    text = scene.page.text
    for _ in range(6):
        end = text.rfind("\n", 0, at)
        if end < 0:
            return None
        at = text.rfind("\n", 0, end) + 1
        found = _HEADING.match(text[at:end])
        if found and all(w[0].isupper() for w in found["said"].split() if len(w) > 3):
            a, b = at + found.start("said"), at + found.end("said")
            inside = scene.page.actors_in(scene.page.index(a), scene.page.index(b))
            return inside[0] if inside else Actor(a, b, found["said"], "noun")
    return None


def _label(text: str, a: int, b: int) -> tuple[int, int] | None:
    """The characters of a label on the line above a line, else of that below."""
    above = text.rfind("\n", 0, max(0, a - 1)) + 1
    below = text.find("\n", b + 1)
    for start, end in ((above, a), (b + 1, len(text) if below < 0 else below)):
        found = _LABEL.match(text[start:end]) if start < end else None
        said = found["label"] if found else ""
        if found and _ASKED.search(said):
            return None  # what is asked for, whatever stands below
        if found and _LABELLED.search(said):
            return start + found.start("label"), start + found.end("label")
    return None


_BRACKET = rx.compile(
    r"\b(?P<what>(?:[\w-]+ )?(?:aid|assistance|support|weapons|equipment|loans?|grants?|arms|relief"
    r"|programmes?|programs?|training|ammunition|funding)) \($"
)


def broken_down(scene: Scene) -> Iterator[Draft]:
    """Such as "relief ($1.6 billion), financial aid ($26.4 billion)": the parts of a total."""
    page = scene.page
    for begin, end in page.ranges:
        parts = [t for t in page.things_in(begin, end) if t.money and t.money.amounts[0] >= 1e8]
        told = [(t, _BRACKET.search(page.text, max(0, t.start - 60), t.start)) for t in parts]
        told = [(t, m) for t, m in told if m and page.text[t.end : t.end + 1] == ")"]
        if len(told) < 2:
            continue
        for thing, found in told:
            at = page.index(found.start("what"))  # type: ignore[union-attr]
            value = thing.figure
            yield draft(scene, at, thing.last - 1, "total", value, "claim.part_of", False)


_TABLE = rx.compile(
    r"\b(?:followed by|(?:comes?|came|ranks?|ranked|is|are|was) (?:\w+ )?(?:first|second|third"
    r"|fourth|fifth|next|ahead)|largest|biggest|most|top|ahead of|leads?)\b"
)
_HELD = rx.compile(r"(?: with|:| at| \(| on|, with)(?: about| around| some| over| nearly| only)* ?")


def tables(scene: Scene) -> Iterator[Draft]:
    """Such as "followed by Germany with 3.3 billion and Canada with 3 billion": a row each."""
    page = scene.page
    for begin, end in page.ranges:
        rows = list(_rows(page, begin, end))
        if not rows or not _TABLE.search(page.text, page.words[begin].start, rows[-1][1].start):
            continue
        for actor, thing in rows:
            made = draft(scene, actor, thing.last - 1, "total", thing.figure, "claim.table", False)
            made.fields["subject"] = page.actor_at(actor).id  # type: ignore[union-attr]
            yield made


def _rows(page: Page, begin: int, end: int) -> Iterator[tuple[int, Thing]]:
    """A donor and the sum right behind it, each as word and thing."""
    for thing in page.things_in(begin, end):
        if not thing.money:
            continue
        for actor in page.actors_in(max(begin, thing.first - 5), thing.first)[-1:]:
            at = page.index(actor.start)
            led = page.words[at - 1].low if at > begin else ""
            gives = actor.kind in ("country", "org") and led not in ("to", "for", "in")
            if gives and _HELD.fullmatch(page.text, actor.end, thing.start):
                yield at, thing


#: Such as "25 million are in desperate need of aid": people, though the word is not said.
_PEOPLE_OF = rx.compile(
    r" (?:(?:people )?in (?:need|crisis)\b|(?:are|remain|were) (?:\w+ )?(?:in (?:\w+ )?need"
    r"|displaced|homeless|hungry|starving"
    r"|malnourished|going hungry|at risk|without)|now need|need|face|lack|live in|rely on"
    r"|depend on|lost their lives|(?:have |had )?died\b"
    r"|(?:were|was|have been|had been) (?:killed|wounded"
    r"|injured|hurt|abducted|kidnapped|detained))\b"
)


_FATE = rx.compile(
    r" (?:lost their lives|(?:have |had )?(?:already |now |also )?died\b|(?:were|have been"
    r"|had been) (?:killed|wounded))\b"
)


def unnamed_people(scene: Scene) -> Iterator[Draft]:
    """Such as "another 25 million are in need of aid"."""
    for thing in scene.page.things:
        many = thing.sort == "unknown" and thing.values and thing.values[0] >= 1000
        many = many or (
            bool(thing.values)
            and thing.values[0] > 1
            and bool(_FATE.match(scene.page.text, thing.end))
        )
        if many and not thing.unit and _PEOPLE_OF.match(scene.page.text, thing.end):
            yield draft(
                scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.people"
            )
