"""Needs: what is asked for, lacked or short, by whom, and how much of it."""

import re
from collections.abc import Iterator

from resupply.intake import (
    lexicon,
    need_access,
    need_asked,
    need_drives,
    need_lacks,
    need_left,
    need_lists,
    need_people,
    need_plans,
    need_purpose,
    need_refused,
    need_scales,
    need_shapes,
    need_short,
    need_stressed,
    need_sums,
    need_turns,
    need_turns_rare,
    need_who,
    need_wide,
    need_wishes,
    not_lacked,
    numbers,
    rx,
    sentence_needs,
    sentence_scales,
    spotting,
)
from resupply.intake import scene as scenes
from resupply.intake.clauses import Governed
from resupply.intake.context import Context
from resupply.intake.draft import Draft, beside, records
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import phrase
from resupply.intake.need_words import FACED, NOT_LACKED, PRESSED
from resupply.intake.page import Actor, Page
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger


def find(document: Document, context: Context) -> list[Record]:
    """Every need of the text, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scenes.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every need of the text, one record a clause, in order of place."""
    if not scene.about_help:
        return []
    if scene.needs is not None:
        return scene.needs  # claims ask for them as well
    found = [
        *_governed(scene),
        *_bare(scene),
        *need_short.short(scene),
        *need_short.entering(scene),
        *need_sums.required(scene),
        *need_sums.rows(scene),
        *_relative(scene),
        *_pressed(scene),
        *need_lacks.lacks(scene),
        *need_lacks.pronouns(scene),
        *need_lacks.given_us(scene),
        *need_lacks.listed(scene),
    ]
    found = need_refused.kept(scene, found)
    found.sort(key=lambda d: (d.span[0], -d.span[1]))
    out: list[Draft] = []
    for draft in found:
        if not any(_same(draft, kept) for kept in out):
            out.append(draft)
    out = beside(out, need_refused.kept(scene, [*need_wide.read(scene), *need_asked.read(scene)]))
    out = beside(out, need_refused.kept(scene, list(need_shapes.read(scene))))
    for module in (
        *(need_plans, need_drives, need_people, need_access, need_wishes, need_stressed, need_left),
        *(need_turns, need_turns_rare),
    ):
        out = beside(out, module.read(scene))
    out = beside(out, need_lists.continued(scene, out))
    told = [
        need_sums.of_money(scene, need_who.settled(scene, need_purpose.purposed(scene, d)))
        for d in need_refused.kept(scene, out)
    ]
    told.sort(key=lambda d: d.span)
    told = need_scales.weigh(scene, told)
    told = need_lists.one_a_list(scene, told)
    weighed = sentence_scales.weigh(scene, "need", told, sentence_needs.need)
    told = need_turns_rare.outright(scene, weighed, told)
    made = [d for d in told if d.rule == "need.sentence"]
    told += need_lists.continued(scene, made)
    noes = (need_turns_rare.of_state, need_refused.not_needed)
    told = [d for d in told if not any(no(scene, d) for no in noes)]
    scene.needs = sorted(told, key=lambda d: d.span)
    return scene.needs


def _same(draft: Draft, kept: Draft) -> bool:
    a, b = draft.span, kept.span
    if a[0] >= b[1] or b[0] >= a[1]:
        return False
    return not (draft.fields.get("quantity") or draft.fields.get("amount")) or (
        draft.fields.get("quantity") == kept.fields.get("quantity")
        and draft.fields.get("amount") == kept.fields.get("amount")
    )


def _governed(scene: Scene) -> Iterator[Draft]:
    """Things that a verb or deed of needing governs; a list is one need."""
    groups: dict[int, list[tuple[Thing, Governed]]] = {}
    for thing, governed in scene.read.needs:
        assert governed.trigger is not None
        if not (thing.values or thing.money) and _of_people(scene, governed.trigger):
            continue
        if not_lacked.is_none(scene, thing, governed.trigger):
            continue
        groups.setdefault(governed.trigger.at, []).append((thing, governed))
    for group in groups.values():
        numbered = [(t, g) for t, g in group if t.values or t.money]
        plain = [(t, g) for t, g in group if not (t.values or t.money)]
        for thing, governed in numbered:
            yield _draft(scene, [thing], governed)
        words = scene.page.words
        for thing, governed in plain if numbered else ():
            if words[thing.first - 1].low == "for" and words[thing.first - 2].low == "and":
                yield _draft(scene, [thing], governed)  # "asked for seven systems and for shells"
        arms = [t for t, _ in plain if t.family in _ARMS]
        apart = len(arms) > 1 or need_lists.told_apart(plain)
        if not numbered and len(plain) > 2 and apart:
            for n, (thing, governed) in enumerate(plain):  # "needs tanks, radars and jets"
                made = _draft(scene, [thing], governed)
                made.span = (thing.start, thing.end) if n else made.span
                yield made
            continue
        again = [t for t, _ in plain if _MORE & {words[t.first - 1].low, words[t.first].low}]
        if not numbered and len(again) == len(plain) > 1:
            yield _draft(scene, [plain[0][0]], plain[0][1])
            for thing, governed in plain[1:]:  # "more shells, more vehicles and more aid"
                made = _draft(scene, [thing], governed)
                made.span = (thing.start, thing.end)
                yield made
        elif plain and not numbered:
            yield _draft(scene, [t for t, _ in plain[:4]], plain[0][1])


_ARMS = lexicon.words("production.arms")
_MORE = frozenset(["more", "further", "additional"])


def _draft(scene: Scene, things: list[Thing], governed: Governed) -> Draft:
    trigger = governed.trigger
    assert trigger is not None
    who = need_who.of(scene, trigger)
    start = min(_start(scene, trigger, things[0]), *(t.start for t in things))
    end = max(t.end for t in things)
    fields: dict[str, object] = {"who": who} if who else {}
    spans = {}
    named = [t for t in things if t.item and not (t.money and numbers.worded(t.item))]
    if (
        trigger.passive
        and len(named) > 1
        and any(w.verb for w in scene.page.words[named[0].last : named[-1].first])
    ):
        named = named[:1]  # "fuel has become a vital good, as it is needed"
    if named:
        a, b = scene.thing_span(named)
        fields["item"], spans["item"] = scene.page.text[a:b], (a, b)
    elif things[0].money:
        fields["item"] = "funding"
    else:
        before = [
            t
            for t in scene.page.things
            if t.first < things[0].first and t.sort == "goods" and t.item
        ]
        fields["item"] = before[-1].item if before else None
    amounts(things[0], fields, spans)
    return Draft(
        "need",
        (start, end),
        fields,
        spans,
        f"need.{trigger.lemma}",
        f'"{trigger.lemma}" asks for it',
    )


def _start(scene: Scene, trigger: Trigger, thing: Thing) -> int:
    words = scene.page.words
    if trigger.nominal or trigger.passive:
        return min(words[trigger.at].start, thing.start)
    subjects = scene.clauses.subjects(trigger)
    start = words[trigger.first].start
    if subjects and 0 < start - subjects[0].start < 200:
        begin, _ = scene.page.sentence(trigger.at)
        return max(subjects[0].start, words[begin].start)
    return min(start, thing.start)


def _bare(scene: Scene) -> Iterator[Draft]:
    """A verb of needing with an object that no list of goods knows ("called for backing")."""
    governed = {g.trigger.at for _, g in scene.read.needs if g.trigger}
    for trigger in scene.clauses.triggers:
        if trigger.at in governed or trigger.nominal or trigger.negated:
            continue
        if _of_people(scene, trigger) or _decides(scene, trigger):
            continue
        after = scene.page.words[trigger.at + 1 : trigger.at + 2]
        if trigger.lemma == "hope" and (not after or after[0].low not in ("for", "to")):
            continue  # "hopes this serves"
        if trigger.lemma in FACED:
            continue  # told with what is lacked, or not at all
        if trigger.group == "need" or trigger.lemma in ("ask", "urge", "request"):
            draft = _asked(scene, trigger) or _plain(scene, trigger)
            if draft:
                yield draft


_LACKS = frozenset(["need", "lack", "require", "seek", "await", "ask", "request"])
_ASKS_FOR = frozenset(["ask", "call", "plead", "beg", "appeal"])


def _plain(scene: Scene, trigger: Trigger) -> Draft | None:
    """Such as "Ukraine needs long-range fires": an object that no list of goods knows."""
    page, words = scene.page, scene.page.words
    if trigger.lemma not in _LACKS or trigger.passive or trigger.negated or trigger.matrix:
        return None
    k = trigger.at + 1
    _, end = page.sentence(trigger.at)
    if trigger.lemma in _ASKS_FOR and (k >= end or words[k].low != "for"):
        return None
    while k < end and (
        words[k].closed in ("determiner", "adverb") or words[k].low in ("for", "more")
    ):
        k += 1
    first = k
    while k < end and k - first < 4 and not words[k].closed and not words[k].is_sign:
        noun = words[k].verb is None or (words[k].verb.form == "s" and k > first)  # type: ignore[union-attr]
        if not noun or words[k].low.endswith("ly") or k in page.names or k in page.dated:
            break
        k += 1
    if k == first or (k < end and words[k].low == "to"):
        return None
    head = lexicon.singular(words[k - 1].low)
    if head in ("first", "most", "foremost", "second", "versus"):
        return None
    if head in lexicon.not_goods() or words[k - 1].low in lexicon.not_goods():
        return None
    subjects = scene.clauses.subjects(trigger)
    named = [a for a in subjects if scene.in_need(a) or a.kind == "org"]
    if not named:
        return None
    begin = words[page.sentence(trigger.at)[0]].start
    start = max(min(named[0].start, words[trigger.first].start), begin)
    item = (words[first].start, words[k - 1].end)
    fields: dict[str, object] = {"who": named[0].id, "item": page.text[slice(*item)]}
    said = f'"{trigger.lemma}" with what is lacked'
    return Draft("need", (start, item[1]), fields, {"item": item}, f"need.{trigger.lemma}", said)


_STEPS = rx.compile(
    r"\b(?:to|for|more|further|greater|continued|additional|of)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?P<item>(?:(?!(?:on|up|go|to|in|for|with|keep)\b)[\w-]+ "
    r")?(?:support|aid|help|assistance|supplies|deliver\w*|backing|weapons|arms|ammunition|"
    r"funding|funds|donations?|ceasefire|access|solidarity|protection|air defen[cs]e|"
    r"investment|decisions?|unity|sanctions|contributions?|resources|permission"
    r"|opening|action|intervention|release|truce|corridors?|guarantees))\b",
    re.IGNORECASE,
)


def _decides(scene: Scene, trigger: Trigger) -> bool:
    """Such as "we need to consider whether": a choice, and nothing that is lacked."""
    after = scene.page.words[trigger.at + 1 : trigger.at + 6]
    return any(w.low in ("whether", "if") for w in after)


def _delivers(page: Page, i: int) -> bool:
    """Whether "delivery of" or "supply of" ends at a word."""
    before = page.words[i - 1].low
    return page.words[i].low == "of" and before.startswith(("deliver", "suppl", "transfer"))


_CALLED_ON = rx.compile(r" (?:\w+ly |again |once more |out |also )?(?:for|on|upon)\b")
#: Such as "wanted to join forces to increase donations": what one means to do.
_JOINS = rx.compile(
    r" to (?:\w+ly )?(?!(?:get|receive|have|see|obtain|secure|buy|acquire|win|be|ensure"
    r"|gain)\b)[a-z]+\b"
)
_CALLS = frozenset(["appeal", "call", "urge", "plead"])


_ACCESS = rx.compile(r" (?P<item>(?:[a-z-]+ (?:and )?){0,3}access)\b")


def _asked(scene: Scene, trigger: Trigger) -> Draft | None:
    page = scene.page
    _, end = page.sentence(trigger.at)
    a, b = scene.clause(trigger.at, end)
    if trigger.lemma in _CALLS and not trigger.nominal:  # "appealed to all, rich and poor, to"
        b = max(b, min(page.words[end - 1].end, a + 160))
    if trigger.lemma == "call" and not (
        trigger.nominal or _CALLED_ON.match(page.text, page.words[trigger.at].end)
    ):
        return None  # "called the gift proof of lasting support"
    if trigger.lemma == "want" and _JOINS.match(page.text, page.words[trigger.at].end):
        return None
    found = _STEPS.search(page.text, page.words[trigger.at].end, min(b, a + 160))
    if not found:
        return None
    subject = scene.subject(trigger)
    if subject is None or not (scene.in_need(subject) or subject.kind == "person"):
        return None
    item = found.span("item")
    opens = page.words[page.index(item[0])]
    if opens.verb and opens.end < item[1]:
        item = (opens.end + 1, item[1])  # "to supply air defence": the verb is not asked for
    of = page.index(item[1])
    if of + 1 < end and _delivers(page, of):
        item = phrase(scene, of + 1, end, 4) or item  # "speed up the delivery of radars"
    if page.actor_at(page.index(item[1]) - 1) is not None:
        return None  # "called for the Rapid Support Forces to stop"
    between = page.text[page.words[trigger.at].end : item[0]]
    access = _ACCESS.match(between) if trigger.lemma == "need" else None
    if access:  # "need safe access to get help to": the access
        start = page.words[trigger.at].end
        item = start + access.start("item"), start + access.end()
    if re.search(r"\b(?:is|are|was|were|has|have|had)\b", between) or NOT_LACKED.search(between):
        return None
    start = (
        subject.start
        if 0 <= a - subject.start < 120
        and page.sentence(page.index(subject.start)) == page.sentence(trigger.at)
        else a
    )
    return Draft(
        "need",
        (min(start, item[0]), item[1] if trigger.lemma in _CALLS else max(b, item[1])),
        {"who": subject.id, "item": page.text[slice(*item)]},
        {"item": item},
        f"need.{trigger.lemma}",
        f'"{trigger.lemma}" with what is asked for',
    )


_ASKED_FOR = rx.compile(
    r",? (?:that |which )?(?:(?P<who>"
    r"(?:(?!(?:to|in|for|of|with|as|by|at) )(?:[\w’'-]|\.(?=\w))+ ){0,4}?[\w.’'-]+) )?"
    r"(?:has |have |had |is |are |was |were |so |long |been |badly |urgently |still |now |most "
    r"|\w+ly )*(?:asking for|asked for|needs?|wants?|requested|seeking|sought|requires?"
    r"|begging for|waiting for|lacks?)\b(?! (?:more|an?|the|additional|further|some|\d[\d,.]*) )"
)


_COUNTED = frozenset(["people", "place"])


def _of_people(scene: Scene, trigger: Trigger) -> bool:
    """Such as "17 million people need help": counted people, which is a claim."""
    if trigger.first and scene.page.words[trigger.first - 1].closed == "pronoun":
        return False
    before = scene.page.things_in(trigger.first - 8, trigger.first)
    counted = [t for t in before if t.values and t.sort in _COUNTED and trigger.first - t.last < 8]
    return any(not _taken_in(scene, t, trigger) for t in counted)


_ABOUT = frozenset(["over", "about", "some", "more", "than", "nearly", "at", "least", "almost"])


def _taken_in(scene: Scene, people: Thing, trigger: Trigger) -> bool:
    """Such as "has taken in 400,000 refugees and needs": the people are an object."""
    words = scene.page.words
    if words[trigger.first - 1].low not in ("and", "but"):
        return False
    k = people.first - 1
    while k > 0 and words[k].low in _ABOUT:
        k -= 1
    return words[k].closed == "preposition" or words[k].verb is not None


def _asking(scene: Scene, start: int, end: int) -> Actor | None:
    """Who asks in "that the Ukrainian military needs": named there, or "its gunners"."""
    page = scene.page
    named = page.actors_in(page.index(start), page.index(end))
    if page.text[start:end].lower() in ("we", "they", "it"):
        at = page.index(start)
        named = [a for a in [scene.clauses.meant(at)] if a is not None]
        told = page.actors_in(page.sentence(at)[0], at)
        needy = [a for a in told if a.id == scene.givers.topic]
        if needy and named and not scene.in_need(named[0]):
            named = needy  # "armed Chad with the weapons it needs"
    if named or scene.givers.topic is None:
        return named[0] if named else None
    plain = re.match(
        r"(?:its|their|the) (?:[\w-]+ )?(?:gunners|army|military|troops|soldiers|people"
        r"|hospitals?|country|forces|units|brigades?)\b",
        page.text[start:end],
    )
    return Actor(start, end, scene.givers.topic, "country") if plain else None


def _pressed(scene: Scene) -> Iterator[Draft]:
    """Such as "Dutton pressed the government to give Ukraine more equipment"."""
    page = scene.page
    for found in spotting.finditer(PRESSED, page.text):
        begin, end = page.sentence(page.index(found.start()))
        before = page.actors_in(begin, page.index(found.start()))
        goods = [t for t in page.things_in(page.index(found.start("does")), end) if t.item]
        near = goods and goods[0].start - found.end() < 60 and goods[0].sort == "goods"
        who = next((a for a in before if scene.in_need(a) or a.kind == "person"), None)
        if not near or who is None:
            continue
        thing = goods[0]
        fields: dict[str, object] = {"who": who.id, "item": thing.item}
        spans = {"item": thing.item_span} if thing.item_span else {}
        amounts(thing, fields, spans)
        start = who.start if found.start() - who.start < 120 else found.start()
        yield Draft(
            "need", (start, thing.end), fields, spans, "need.pressed", f'"{found[0].split()[0]}"'
        )


def _relative(scene: Scene) -> Iterator[Draft]:
    """Such as "the jets that Kyiv has been asking for"."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "goods" or not thing.item:
            continue
        found = _ASKED_FOR.match(page.text, thing.end)
        actor = _asking(scene, *found.span("who")) if found and found["who"] else None
        if found is None or actor is None or not scene.in_need(actor) or " not " in found[0]:
            continue
        listed = [
            t
            for t in page.things_in(page.sentence(thing.first)[0], thing.last)
            if 0 < thing.start - t.end < 8
        ]
        a, b = scene.thing_span([*listed, thing])
        fields: dict[str, object] = {"who": actor.id, "item": page.text[a:b]}
        spans = {"item": (a, b), "who": (actor.start, actor.end)}
        amounts(thing, fields, spans)
        yield Draft(
            "need", (a, found.end()), fields, spans, "need.relative", f'"{found[0].strip()}"'
        )
