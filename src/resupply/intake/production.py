"""Production: who makes what, how much of it and where; joint ventures, plants and output."""

import re
from collections.abc import Iterator

from resupply.intake import (
    lexicon,
    numbers,
    production_beside,
    production_lines,
    production_more,
    production_rates,
    production_refused,
    production_settled,
    production_shapes,
    production_turns,
    rx,
    sentence_products,
    sentence_scales,
    spotting,
)
from resupply.intake import production_plants as plants
from resupply.intake import production_who as who
from resupply.intake import scene as scenes
from resupply.intake.context import Context
from resupply.intake.draft import Draft, beside, records
from resupply.intake.page import Page
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

_CUE = rx.compile(
    r"\b(?:under production|in production|joint(?:ly)? (?:arms |weapons |defen[cs]e "
    r")?(?:production|produc\w+|venture|manufactur\w+)|(?:co-)?produc(?:e|es|ed|ing|"
    r"tion)|manufactur\w+|joint venture"
    r"|assembl(?:e|es|ed|ing|y) (?:line|plant)?|output|(?:plant|factory|factories|"
    r"production lines?|line|facility|workshop)s?|turn(?:s|ing|ed)? out|roll(?:s|"
    r"ing|ed)? off|churn(?:s|ed|ing)? out|capacity"
    r"|ramp(?:s|ed|ing)? up|under licen[cs]e|licen[cs]e)\b",
    re.IGNORECASE,
)
_ARMS = lexicon.words("production.arms")
_WEAK = lexicon.words("production.weak")


def find(document: Document, context: Context) -> list[Record]:
    """Every statement of production, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scenes.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every statement of production, in order of place; one a clause."""
    found = sorted(
        [
            *_made(scene),
            *_named(scene),
            *plants.built(scene),
            *plants.capacities(scene),
            *plants.products(scene),
            *plants.series(scene),
            *plants.up_from(scene),
            *_pronouns(scene),
            *_passive(scene),
        ],
        key=lambda d: d.span,
    )
    if scene.givers.topic is None:
        found = [d for d in found if d.confidence is None]
    found = production_refused.kept(scene, found)
    out: list[Draft] = []
    for draft in found:
        clash = [k for k in out if draft.overlaps(k)]
        if not clash:
            out.append(draft)
        elif draft.fields.get("quantity") and not any(k.fields.get("quantity") for k in clash):
            out = [k for k in out if k not in clash] + [draft]
    out = [d for d in out if not _told_again(scene, d, out)]
    for told in (
        production_shapes.read(scene),
        plants.outputs(scene),
        plants.counted(scene),
        production_more.read(scene),
    ):
        out = beside(out, production_refused.kept(scene, list(told)))
    out = beside(out, production_turns.apart(out, production_turns.read(scene)))
    out = [production_turns.whole(scene, d) for d in out if not _told_again(scene, d, out)]
    out = sentence_scales.weigh(scene, "production", out, sentence_products.production)
    out = [
        d
        for d in out
        if d.rule != "production.sentence" or not production_refused.sums_up(scene, d)
    ]
    out = beside(out, production_lines.listed(scene))
    out = production_beside.told(scene, out)
    out = beside(out, production_rates.made_by(scene, out))
    production_settled.settle(scene, out)
    return beside(out, production_rates.told(scene, out))


def _told_again(scene: Scene, draft: Draft, others: list[Draft]) -> bool:
    """Such as "will make shells, with an output of 200,000 shells a year": one record."""
    page = scene.page
    if draft.fields.get("quantity"):
        before = [d for d in others if d.span[0] < draft.span[0]]
        return any(
            d.fields.get("quantity") == draft.fields["quantity"]
            and page.sentence(page.index(d.span[0])) == page.sentence(page.index(draft.span[0]))
            for d in before
        )
    here = page.sentence(page.index(draft.span[0]))
    head = str(draft.fields.get("item") or "").split()[-1:]
    return any(
        d is not draft
        and d.fields.get("quantity")
        and page.sentence(page.index(d.span[0])) == here
        and str(d.fields.get("item") or "").split()[-1:] == head
        for d in others
    )


def _made(scene: Scene) -> Iterator[Draft]:
    """What a verb of making governs."""
    known = {id(thing) for thing, _ in scene.read.made}
    listed = dict[int, Draft]()
    for thing, governed in scene.read.made:
        trigger = governed.trigger
        assert trigger is not None
        if (
            (not thing.item and not thing.values)
            or (trigger.lemma in ("make", "build", "develop") and thing.family == "aid")
            or (thing.family in ("shelter", "aid") and not _in_a_time(scene, thing))
            or _of_daily_life(scene, thing, trigger)
            or thing.head.startswith("licen")
            or _PARTS_OF.match(scene.page.text, scene.page.words[trigger.at].end)
            or thing.money
        ):
            continue
        passive = trigger.nominal or trigger.passive
        if not passive and thing.last == trigger.first:
            continue  # "Patria will assemble vehicles": a maker that is called as its goods are
        after = scene.page.words[trigger.at].end
        if _BUILT_AROUND.match(scene.page.text, after) or _IN_A_YEAR.match(scene.page.text, after):
            continue
        spoken_of = None if passive else who.meant(scene, trigger)
        subjects = [] if passive else scene.clauses.subjects(trigger)
        subjects = [a for a in subjects if who.able(scene, a)]
        makers = who.behind_by(scene, trigger) if trigger.passive else [a.id for a in subjects]
        makers = [spoken_of.id] if spoken_of else makers + who.partner(scene, trigger, subjects)
        makers = who.firms_of(scene, subjects) or makers
        start = scene.page.words[trigger.first].start
        if subjects and scene.page.sentence(
            scene.page.index(subjects[0].start)
        ) == scene.page.sentence(trigger.at):
            start = subjects[0].start
        span = (min(start, thing.start), max(thing.end, scene.page.words[trigger.at].end))
        if trigger.at in listed and thing.first > trigger.at:
            if _FOR_ANOTHER.search(scene.page.text[after : thing.start]):
                continue
            if trigger.nominal and _paired(scene, listed[trigger.at], thing):
                continue
            span = (thing.start, thing.end)  # a list: each thing for itself
        listed[trigger.at] = _draft(scene, thing, span, makers, f"production.{trigger.lemma}")
        yield listed[trigger.at]
        if not thing.values and (trigger.nominal or thing.first > trigger.at):
            for mate in _mates(scene, thing, known):
                yield _draft(scene, mate, (mate.start, mate.end), makers, "production.list")


def _paired(scene: Scene, draft: Draft, thing: Thing) -> bool:
    """Such as "the production of drones and weapons": one; the draft is made to hold both."""
    item = draft.spans.get("item")
    joined = item is not None and scene.page.text[item[1] : thing.start] == " and "
    if item is None or not joined or thing.values or "quantity" in draft.fields:
        return False
    if draft.span[0] == item[0]:
        return False  # the end of a list
    draft.spans["item"] = (item[0], thing.end)
    draft.fields["item"] = scene.page.text[item[0] : thing.end]
    draft.span = (draft.span[0], max(draft.span[1], thing.end))
    return True


#: "components that make up a battery".
_PARTS_OF = rx.compile(r" up (?:an?|the|one|two|part|most|for)\b")


def _in_a_time(scene: Scene, thing: Thing) -> bool:
    """Such as "2,000 tents a day": what is made so is made, whatever it is."""
    _, end = scene.page.sentence(thing.first)
    stop = scene.page.words[end - 1].end
    return bool(thing.values and plants.A_YEAR.search(scene.page.text, thing.end, stop))


_MARTIAL = rx.compile(
    r"(?i)\b(?:artillery|missiles?|drones?|defen[cs]e|military|weapons?|ammunition|155 ?mm"
    r"|howitzer|tank|armou?r\w*)\b"
)


def _of_daily_life(scene: Scene, thing: Thing, trigger: Trigger) -> bool:
    """Such as "made food", "built 20 wells", "produces coal": no goods of a plant."""
    martial = trigger.lemma not in ("build", "develop") and not trigger.nominal
    if martial and _MARTIAL.search(thing.item or ""):
        return False  # "to make artillery components"
    if trigger.nominal or thing.family in _ARMS:
        return trigger.lemma in ("build", "develop") and thing.first - trigger.at > 5
    begin, _ = scene.page.sentence(trigger.at)
    before = scene.page.text[scene.page.words[begin].start : thing.start]
    plain = not thing.values or trigger.lemma in ("build", "develop")
    return plain and not (trigger.passive or who.FIRM.search(before))


def _mates(scene: Scene, thing: Thing, known: set[int]) -> Iterator[Thing]:
    """Such as "the production of carriers, combat vehicles and tanks": the rest of the list."""
    page = scene.page
    _, end = page.sentence(thing.first)
    for mate in page.things_in(thing.last, end):
        joined = production_beside.JOINS.fullmatch(page.text, thing.end, mate.start)
        if not joined or mate.family not in _ARMS or not mate.item or mate.money:
            return
        if id(mate) not in known:
            yield mate
        thing = mate


#: "It makes rockets for the Army's launchers": what it is for.
_FOR_ANOTHER = rx.compile(r"(?<!plant)(?<!line)(?<!factory) (?:for|against) (?:[\w’'-]+ ){0,5}\Z")
#: Such as "the package is built around shells": nothing is made.
_BUILT_AROUND = rx.compile(r" (?:up )?(?:around|upon|into|on)\b")


def _named(scene: Scene) -> Iterator[Draft]:
    """Such as "joint arms production", "630,000 shells under production", "a plant for shells"."""
    page = scene.page
    for found in spotting.finditer(_CUE, page.text):
        first = page.index(found.start())
        if first >= len(page.words):
            continue
        begin, end = page.sentence(first)
        last = page.index(found.end())
        if _IN_A_YEAR.match(page.text, found.end()):
            continue  # "vehicles that were manufactured in 1990"
        if page.words[first].capital and first > begin and page.words[first - 1].capital:
            continue  # the name of a law or a fund
        weak = found[0].lower().split()[-1] in _WEAK
        thing = _near(scene, begin, first, last, end)
        if thing is None:
            continue
        if weak and not any(t.group == "produce" for t in scene.clauses.between(begin, end)):
            continue
        if not thing.values and _paid_for(scene, begin, first):
            continue
        start = min(thing.start, found.start())
        if (
            page.words[first - 1].low in ("joint", "potential", "domestic", "local")
            and first > begin
        ):
            start = page.words[first - 1].start
        yield _draft(scene, thing, (start, max(found.end(), thing.end)), [], "production.named")


#: "Spare parts and production": two things.
_APART = rx.compile(r"(?:,|\b(?:and|or|but))\s*\Z")
_IN_A_YEAR = rx.compile(r" in (?:the )?(?:19|20)\d\d(?:s)?\b(?! to)")


def _paid_for(scene: Scene, begin: int, first: int) -> bool:
    """Such as "13 million euros for the making of drones": what a gift of money is for."""
    sums = {id(g.thing) for g in scene.read.gifts if g.thing.money}
    return any(id(t) in sums for t in scene.page.things_in(begin, first))


def _pronouns(scene: Scene) -> Iterator[Draft]:
    """Such as "will make them in Germany": what was named last."""
    page = scene.page
    for trigger in scene.clauses.triggers:
        after = page.words[trigger.at + 1 : trigger.at + 2]
        if trigger.group != "produce" or not after or after[0].low not in ("them", "these"):
            continue
        named = [t for t in page.things_in(trigger.at - 80, trigger.at) if t.family in _ARMS]
        if not named:
            continue
        makers = [a.id for a in scene.clauses.subjects(trigger)]
        span = (page.words[trigger.first].start, after[0].end)
        draft = _draft(scene, named[-1], span, makers, f"production.{trigger.lemma}")
        draft.fields.pop("quantity", None)
        place = who.place(scene, *page.sentence(trigger.at))
        yield draft if place is None else _placed(draft, place)


def _placed(draft: Draft, place: str) -> Draft:
    draft.fields["place"] = place
    return draft


def _near(scene: Scene, begin: int, first: int, last: int, end: int) -> Thing | None:
    page = scene.page
    around = [
        t
        for t in page.things_in(begin, end)
        if t.sort == "goods"
        and t.family not in ("aid", "shelter", "cash")
        and t.item not in ("produce", "produces")
        and t.head not in _WEAK  # the plant itself is not what it makes
        and (t.values or t.head not in ("capability", "equipment"))
    ]
    touching = [
        t
        for t in around
        if not _APART.search(page.text, t.end, max(t.end, page.words[first].start))
        and not t.head.startswith("licen")
        and t.first <= last
        and t.last >= first - 1
    ]
    if touching:
        return touching[0]
    words = page.words
    behind = [
        t
        for t in around
        if last <= t.first <= last + 5
        and any(words[k].low in ("of", "to", "for", "by") for k in range(last, t.first))
    ]
    return behind[0] if behind else None


def _draft(
    scene: Scene, thing: Thing, span: tuple[int, int], makers: list[str], rule: str
) -> Draft:
    page = scene.page
    fields: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    if thing.item and thing.item_span:
        fields["item"], spans["item"] = thing.item, thing.item_span
    begin, end = page.sentence(thing.first)
    if not thing.values:
        _raised(scene, thing, end, fields)
        many = _VENTURES.search(page.text, max(0, thing.start - 70), thing.start)
        count = numbers.worded(many["n"]) or many["n"] if many else None
        if count and "quantity" not in fields:
            fields["quantity"] = float(count)
    if thing.values:
        fields["quantity"] = thing.values[0] if len(thing.values) == 1 else list(thing.values)
        if thing.number_span:
            spans["quantity"] = thing.number_span
    placed = who.place(scene, thing.first, end) or who.place(scene, begin, end)
    if not makers:
        around = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org")]
        around = [a for a in around if a.id not in who.SOURCES and not who.of_office(scene, a)]
        firms = [a for a in around if who.is_company(scene, a)]
        makers = list(dict.fromkeys(a.id for a in firms[:1] + around[:2]))
        if not firms:
            unlisted = who.unlisted(scene, begin, thing.first)
            firm = who.company(scene, page.words[begin].start, 1000)
            owners = [a for a in around if plants.MAKE_THERE.match(page.text, a.end)]
            official = all(a.id in who.OFFICIAL for a in around) and firm is not None
            official = official and not owners
            if placed and any(a.id == placed for a in around) and not thing.values:
                makers = [placed]  # "shells produced in Bulgaria"
            makers = unlisted or ([firm.id] if official and firm else makers)
        makers = makers or who.last_named(scene, page.words[begin].start)
    if makers:
        fields["maker"] = makers
    if placed:
        fields["place"] = placed
    made = Draft("production", span, fields, spans, rule, "a word of making with what is made")
    made.confidence = None if thing.family in _ARMS else 0.6
    return made


#: Such as "10 joint ventures for the production of drones": how many of them.
_VENTURES = rx.compile(
    r"\b(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,2}joint ventures? "
    r"(?:for|to|that|which|producing|making)\b[^.;:]*$"
)


def _raised(scene: Scene, thing: Thing, end: int, fields: dict[str, object]) -> None:
    """Such as "output of shells from 30,000 to 150,000 a year": the higher figure."""
    page = scene.page
    lead = page.text[thing.end : thing.end + 6]
    reach = 16 if lead.startswith(" from ") else 8
    later = [
        t
        for t in page.things_in(thing.last, end)
        if t.values and t.sort in ("unknown", "goods") and t.first - thing.last < reach
    ]
    if later and re.search(r"\b(?:to|at|of|from)\b", page.text[thing.end : later[-1].start]):
        raised = [t for t in later if page.words[t.first - 1].low == "to"]
        fields["quantity"] = (raised or later)[-1].values[-1]


_WHILE = rx.compile(r",? (?:while|whereas|but) ")
_BUILT = rx.compile(r" (?:locally )?in (?=[A-Z])")


def _bare(page: Page, trigger: Trigger) -> bool:
    """Whether a participle stands alone: "missiles built in Ukraine"."""
    verb = page.words[trigger.at].verb
    return verb is not None and verb.form == "part" and trigger.first == trigger.at


def _another(scene: Scene, thing: Thing, trigger: Trigger) -> bool:
    """Such as "90 vehicles, a request first made by": another noun stands before the verb."""
    between = scene.page.words[thing.last : trigger.first]
    opened = [k for k, w in enumerate(between) if w.closed == "determiner"]
    if not opened or any(w.low in ("which", "that", "them") for w in between):
        return False
    return any(not (w.closed or w.verb or w.is_sign) for w in between[opened[-1] :])


def _passive(scene: Scene) -> Iterator[Draft]:
    """Such as "drones, most of them to be built in Dutch plants", "shells made by Stroms"."""
    page = scene.page
    taken = {g.trigger.at for _, g in scene.read.made if g.trigger}
    for trigger in scene.clauses.triggers:
        after = page.words[trigger.at].end
        makers = who.behind_by(scene, trigger) if trigger.group == "produce" else []
        passive = trigger.group == "produce" and not trigger.nominal and trigger.passive
        built = (
            trigger.lemma != "make"
            and trigger.group == "produce"
            and _bare(page, trigger)
            and _BUILT.match(page.text, after)
        )
        if trigger.at in taken or trigger.negated or not (passive or makers or built):
            continue
        behind = page.words[trigger.at + 1 : trigger.at + 2]
        if _bare(page, trigger) and behind and behind[0].low == "to":
            continue  # "a ship built to carry tanks"
        if _IN_A_YEAR.match(page.text, after):
            continue
        begin, end = page.sentence(trigger.at)
        before = page.things_in(max(begin, trigger.first - 16), trigger.first)
        told = [t for t in before if t.family in _ARMS and not t.pronoun]
        if not told:
            continue
        if _another(scene, told[-1], trigger):
            continue
        _, b = scene.clause(trigger.at, end)
        apart = _WHILE.search(page.text, after, b)
        b = apart.start() if apart else b
        start = min(told[-1].start, page.words[trigger.first].start)
        span = (start, max(b, told[-1].end))
        there = page.actor_at(trigger.at + 2) if built and not makers else None
        makers = makers or ([there.id] if there else [])
        draft = _draft(scene, told[-1], span, makers, "production.passive")
        if "of them" in page.text[told[-1].end : page.words[trigger.at].start]:
            draft.fields.pop("quantity", None)
        where = who.place(scene, trigger.at, end)
        yield draft if where is None else _placed(draft, where)
