"""Delays: aid that is paused, blocked, late, cut, refused, diverted or resumed."""

import re
from collections.abc import Iterator
from itertools import chain

from resupply.intake import (
    delay_actor,
    delay_cause,
    delay_deeds,
    delay_funds,
    delay_goods,
    delay_heads,
    delay_lifted,
    delay_nouns,
    delay_page,
    delay_rules,
    delay_shapes,
    delay_turns,
    delay_unheld,
    delay_ways,
    delay_who,
    rx,
    sentence_delays,
    sentence_scales,
    spotting,
)
from resupply.intake import delay_cues as cues
from resupply.intake import scene as scenes
from resupply.intake.context import Context
from resupply.intake.draft import Draft, beside, records
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.triggers import Trigger


def find(document: Document, context: Context) -> list[Record]:
    """Every delay of the text, in order of place; see `intake.reader` for the contract."""
    return records(drafts(scenes.of(document, context)), document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every delay of the text, in order of place; one a clause."""
    if not scene.about_help:
        return []
    readers = (
        *(_verbs, _stuck, delay_rules.put_on_hold, delay_rules.kept_out),
        *(delay_rules.few_of_many, delay_rules.short_so_far, delay_rules.closed, _none_came),
    )
    found = sorted(
        [d for reader in readers for d in reader(scene)], key=lambda d: (d.span[0], -d.span[1])
    )
    out: list[Draft] = []
    said = [d for d in found if d.rule != "delay.none"]
    for draft in found:
        if draft.rule == "delay.none" and any(_together(scene, draft, k) for k in said):
            continue
        if not draft.fields.get("actor") and draft.fields["type"] == "resumed" and out:
            _of_the_last(draft, out[-1])
        if out:
            _end_before(scene, out[-1], draft)
        if not any(draft.overlaps(k) for k in out):
            out.append(draft)
    funds = list(delay_funds.read(scene))
    others = (module.read(scene) for module in (delay_shapes, delay_deeds))
    out = beside(
        delay_funds.outdone(out, funds),
        chain(chain.from_iterable(others), funds, delay_ways.read(scene)),
    )
    turns = list(delay_turns.read(scene))
    out = delay_turns.with_turns(out, turns)
    out = [d for d in out if not delay_rules.struck(scene, d) and not delay_rules.wished(scene, d)]
    out = [d for d in out if not (delay_rules.of_a_name(scene, d) or delay_unheld.none(scene, d))]
    weighed = sentence_scales.weigh(scene, "delay", out, sentence_delays.delay)
    out = delay_turns.outright(weighed, out)
    out = sorted([*out, *sentence_delays.more(scene, out)], key=lambda d: d.span)
    out = delay_turns.with_others(scene, delay_turns.with_gaps(scene, out, turns))
    for draft in out:
        _plain_item(draft)
        delay_goods.name(scene, draft)
        delay_heads.whole(scene, draft)
        delay_who.settle(scene, draft)
        delay_cause.by_cause(scene, draft)
        delay_lifted.resumed(scene, draft)
    delay_page.by_the_page(scene, out)
    return out


def _plain_item(draft: Draft) -> None:
    """The item without a verb that leads to it: "said rations", "keeping goods"."""
    lead = _LEADING.match(str(draft.fields.get("item", "")))
    if lead and "item" in draft.spans:
        draft.fields["item"] = str(draft.fields["item"])[lead.end() :]
        draft.spans["item"] = (draft.spans["item"][0] + lead.end(), draft.spans["item"][1])


_LEADING = rx.compile(
    r"(?:[\w-]+ ){0,2}?(?:said|says|halted|paused|suspended|stopped|frozen|froze|delayed|blocked"
    r"|saying|that|keeping|want|wants|see|letting|confirming|receiving"
    r"|getting|providing|delivering|continuing|resell|reselling|re-export|re-exporting) "
)


def _end_before(scene: Scene, last: Draft, draft: Draft) -> None:
    """Such as "aid paused for long, when the House was deadlocked": two that are held up."""
    at = draft.span[0]
    if not last.spans.get("item") or not last.spans["item"][1] < at < last.span[1]:
        return
    opened = scene.page.text.rfind(", ", last.spans["item"][1], at)
    if opened > 0 and _OPENS.match(scene.page.text, opened):
        last.span = (last.span[0], opened)


_OPENS = rx.compile(r", (?:when|while|whereas|but|after|because) ")


def _together(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether two drafts stand in one sentence."""
    page = scene.page
    return page.sentence(page.index(a.span[0])) == page.sentence(page.index(b.span[0]))


def _of_the_last(draft: Draft, last: Draft) -> None:
    """What resumes without a name was held up by whom the delay before names."""
    if last.fields.get("actor"):
        draft.fields["actor"] = last.fields["actor"]


def _verbs(scene: Scene) -> Iterator[Draft]:
    for trigger in scene.clauses.triggers:
        kind = cues.TYPES.get(trigger.lemma) if trigger.group in ("delay", "need") else None
        after = scene.page.words[trigger.at + 1 : trigger.at + 2]
        if trigger.lemma == "hold" and after and after[0].low == "back":
            kind = "paused"
        inner = delay_rules.inside(scene, trigger)
        if not kind or (trigger.negated and not inner) or delay_rules.not_held(scene, trigger):
            continue
        kind = delay_rules.kind_of(scene, trigger, kind)
        if trigger.passive and trigger.lemma == "refuse" and after and after[0].low == "to":
            trigger = trigger._replace(passive=False)  # "senators refused to agree to"
        item = _item(scene, trigger)
        if item is None and trigger.nominal and trigger.lemma in _HALTS:
            item = _concerned(scene, trigger)
        if (
            item is None
            or _adjective(scene, trigger)
            or delay_rules.falls(scene, trigger, item)
            or (trigger.tense == "maybe" and scene.page.text[slice(*item)].endswith("work"))
        ):
            continue
        yield _draft(scene, trigger, kind, item)


_HALTS = frozenset(["pause", "suspension", "halt", "freeze"])
#: As in "the pause includes shells", "a halt that affects all aid".
_CONCERNS = rx.compile(
    r" (?:that |which |will |would |could |also |now )*(?:includ|affect|concern|cover|appl(?:y"
    r"|ies|ied)|hit"
    r"|involv|extend|encompass|impact)\w*\b"
)


def _concerned(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """What a halt is said to be of, by a verb behind it."""
    page = scene.page
    said = _CONCERNS.match(page.text, page.words[trigger.at].end)
    if said is None and page.actor_at(trigger.at - 1) is None:
        return None
    first = page.index(said.end()) if said else trigger.at + 1
    return delay_nouns.noun(scene, first, page.sentence(trigger.at)[1])


def _adjective(scene: Scene, trigger: Trigger) -> bool:
    """Such as "get reduced rations": says how the goods are, and not what was done."""
    before = scene.page.words[trigger.first - 1] if trigger.first else None
    if before is not None and before.low in ("remain", "remains", "remained", "stays", "stayed"):
        return False  # "remains blocked"
    verb = scene.page.words[trigger.at].verb
    bare = trigger.first == trigger.at and verb is not None and verb.form == "part"
    return (
        bare and before is not None and (before.verb is not None or before.closed == "preposition")
    )


def _draft(scene: Scene, trigger: Trigger, kind: str, item: tuple[int, int]) -> Draft:
    page = scene.page
    actor = delay_actor.find(scene, trigger, item)
    if actor is None and kind != "refused":
        actor = delay_actor.giver(scene, item)
    loose = actor is None or (actor == scene.givers.topic and trigger.tense == "ing")
    if loose and kind in ("paused", "cut", "resumed", "delayed", "shortfall"):
        actor = delay_actor.agency(scene, item[0]) or actor
    if actor is None and trigger.passive:
        actor = delay_actor.named_before(scene, item[0])
    start = page.words[trigger.first].start
    if trigger.nominal and trigger.at:
        start = min(start, page.words[trigger.at].start)
    a = min(start, item[0])
    subjects = [] if trigger.nominal or trigger.passive else scene.clauses.subjects(trigger)
    if subjects and page.sentence(page.index(subjects[0].start)) == page.sentence(trigger.at):
        a = min(a, subjects[0].start)
    attributive = trigger.tense == "ing" and item[0] == page.words[trigger.at].end + 1
    if attributive:
        a = page.words[trigger.first].start
    _, end = page.sentence(trigger.at)
    _, b = scene.clause(trigger.at, end)
    if (
        trigger.nominal or attributive
    ):  # "the halt of aid in May, operations were stopped": two that are held up
        comma = page.text.find(", ", max(item[1], page.words[trigger.at].end), b)
        b = comma if comma > 0 else b
    b = max(min(b, a + 300), item[1], page.words[trigger.at].end)
    item = _of_target(scene, item)
    fields: dict[str, object] = {"type": kind, "item": page.text[slice(*item)]}
    if actor:
        fields["actor"] = actor
    return Draft(
        "delay", (a, b), fields, {"item": item}, f"delay.{trigger.lemma}", f'"{trigger.lemma}"'
    )


def _none_came(scene: Scene) -> Iterator[Draft]:
    """Such as "no convoy has reached the north", "began to hand out food again"."""
    page = scene.page
    for cue, kind in ((cues.NONE_CAME, "blocked"), (cues.AGAIN, "resumed")):
        for found in spotting.finditer(cue, page.text):
            first = page.index(found.start())
            begin, end = page.sentence(first)
            _, b = scene.clause(first, end)
            named = page.actors_in(begin, page.index(found.end()))
            held = [a for a in named if a.id != scene.givers.topic]
            fields: dict[str, object] = {"type": kind, "item": found["item"]}
            if held:
                fields["actor"] = held[-1].id
            span = (found.start(), max(min(b, found.start() + 300), found.end()))
            spans = {"item": found.span("item")}
            yield Draft("delay", span, fields, spans, "delay.none", f'"{found[0]}"')


def _of_target(scene: Scene, item: tuple[int, int]) -> tuple[int, int]:
    """Such as "its target of 1 million shells": the goods, where they are named."""
    after = scene.page.index(item[1])
    said = scene.page.text[slice(*item)].lower()
    if not said.endswith(
        (
            "target",
            "goal",
            "offer",
            "plan",
            "promise",
            "request",
            "operation",
            "programme",
            "delivery",
            "deliveries",
            "shipment",
            "shipments",
            "distribution",
            "payment",
            "export",
            "exports",
            "supply",
            "transfer",
            "production",
        )
    ):
        return item
    asked = said.endswith("request") and scene.page.words[after : after + 1]
    reach = 6 if asked and asked[0].low == "to" else 4
    for thing in scene.page.things_in(after, after + reach):
        if thing.item_span and (reach == 6 or scene.page.words[after].low in ("of", "for")):
            return thing.item_span
    return item


_AMONG = rx.compile(
    r" (?:is|are|was|were) (?:also )?among the (?:[\w-]+ ){0,2}?(?:items?|goods|things|weapons|arms"
    r"|systems|munitions|supplies|ones|those)(?: (?:that|which))? (?:\w+ ){0,3}\Z"
)
#: What only says what goods are for or whose they are.
_FOR = rx.compile(r" (?:to|for|that|which|used|meant|needed) ")


def _among(scene: Scene, trigger: Trigger, begin: int) -> tuple[int, int] | None:
    """Such as "radars to find drones are among the goods delayed": the radars."""
    page = scene.page
    start = page.words[begin].start
    led = _AMONG.search(
        page.text, max(start, page.words[trigger.first].start - 80), page.words[trigger.first].start
    )
    if led is None:
        return None
    near = [t for t in page.things_in(begin, page.index(led.start())) if t.sort == "goods"]
    for thing in near:
        if thing.item_span and _FOR.match(page.text, thing.end):
            return thing.item_span
    return near[-1].item_span if near else None


def _item(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """What is held up: the goods or the vote before or behind the word."""
    page = scene.page
    begin, end = page.sentence(trigger.at)
    among = _among(scene, trigger, begin)
    if among is not None:
        return among
    paren = any(w.text == "(" for w in page.words[trigger.at : trigger.at + 9])
    behind = delay_nouns.noun(scene, trigger.at + 1, min(end, trigger.at + (17 if paren else 9)))
    reach = 18 if delay_actor.intransitive(scene, trigger) else 9
    before = delay_nouns.noun_left(scene, max(begin, trigger.first - reach), trigger.first)
    apart = before and behind and "," in page.text[page.words[trigger.at].end : behind[0]]
    if apart and not trigger.nominal:
        behind = None  # "with the packages held up earlier, Chad raised its output"
    if trigger.nominal:
        lead = page.words[trigger.at + 1].low if trigger.at + 1 < end else ""
        return (
            behind
            if behind and lead in ("in", "of", "to", "on")
            else before
            if before and before[1] >= page.words[trigger.at].start - 1
            else None
        )
    if not behind and delay_rules.other_object(scene, trigger, end):
        return delay_nouns.goods(scene, trigger.at, min(end, trigger.at + 9))
    if not behind and trigger.lemma in ("refuse", "reject", "deny", "withdraw"):
        behind = delay_nouns.goods(scene, trigger.at, min(end, trigger.at + 9))
    if not behind and not trigger.passive:
        sums = [t for t in page.things_in(trigger.at, min(end, trigger.at + 9)) if t.money]
        behind = (sums[0].item_span or (sums[0].start, sums[0].end)) if sums else None
        behind = behind or (
            None if before else delay_nouns.goods(scene, trigger.at, min(end, trigger.at + 9))
        )
    if trigger.passive and not before and trigger.lemma != "loot":
        before = delay_nouns.goods(
            scene, max(begin, trigger.first - 4), trigger.first, nearest=True
        )
    if (
        trigger.passive
        or delay_actor.intransitive(scene, trigger)
        or trigger.lemma in ("stall", "decline", "fall", "shrink")
    ):
        return before or behind
    return behind or before


_FAILED = rx.compile(
    r"(?:.*\b(?:closed|shut|impassable)$|cannot|can|could|not|never|did|do|does|has not|have "
    r"not)\b",
    re.IGNORECASE,
)


#: As in "did not reach the port on time".
_ON_TIME = rx.compile(
    r"[^.;:,]{0,40}\b(?:on|in) (?:time|schedule)\b|[^.;:,]{0,30}\byet\b"
    r"|[^.;:,]{0,50}\b(?:until|before) (?:the |at |early|late|mid|next|\d|[A-Z])"
)


#: As in "has yet to receive its jets": what is owed stands behind.
_OWED = rx.compile(
    r"yet to (?:receive|get|deliver|send|approve|pay|provide|release|give|hand|supply|pass|see"
    r"|disburse|transfer|allocate|fulfil|ship)"
)


def _stuck(scene: Scene) -> Iterator[Draft]:
    """Such as "is stuck in", "remains on hold", "will not be met", "would not supply"."""
    page = scene.page
    for found in cues.stuck(page):
        first = page.index(found.start())
        if first >= len(page.words):
            continue
        begin, end = page.sentence(first)
        last = page.index(found.end())
        refusal = bool(cues.REFUSAL.fullmatch(found[0]))
        owed = _OWED.search(found[0] + page.text[found.end() : found.end() + 16]) is not None
        lifts = found[0].lower().startswith("lifted")  # "trucks let in since Malta lifted the ban"
        item = (
            delay_nouns.noun(scene, last, min(end, last + 12))
            or delay_nouns.goods(scene, last, min(end, last + 12))
            if owed
            else delay_nouns.noun(scene, last, min(end, last + 8))
            if refusal
            or found[0].endswith(" of")
            or found[0]
            .lower()
            .startswith(("dropped", "lifted", "held", "holding", "put", "placed"))
            else None
        )
        item = (
            item
            or (None if lifts else delay_nouns.noun_left(scene, max(begin, first - 10), first))
            or (
                None
                if refusal or _FAILED.match(found[0])
                else delay_nouns.goods(scene, max(begin, first - 16), first, nearest=True)
            )
            or delay_nouns.noun(scene, last, min(end, last + 8))
            or (
                delay_nouns.noun(scene, first, last)
                if found[0].lower().startswith("drop")
                else None
            )
        )
        if item is None and not _FAILED.match(found[0]):
            sums = [t for t in page.things_in(last, min(end, last + 7)) if t.values or t.money]
            sums = sums or [t for t in page.things_in(max(begin, first - 4), first) if t.unit]
            item = (sums[0].start, sums[0].end) if sums else None
        if item is None:
            continue
        kind = (
            "refused"
            if refusal
            else next((k for rx, k in cues.KINDS if rx.search(found[0])), "stalled")
        )
        if kind == "missed_target" and _ON_TIME.match(page.text, found.end()):
            kind = "delayed"
        owner = page.actor_at(page.index(item[0]) - 1)
        here = next(
            (k + 1 for k in range(first - 1, begin, -1) if page.words[k].text == ";"), begin
        )
        actors = (
            [owner]
            if owner
            else delay_actor.led_by(scene, here, first)
            or [a for a in page.actors_in(here, first) if a.id not in scene.apart]
            or [a for a in page.actors_in(last, end) if a.id != scene.givers.topic]
        )
        fields: dict[str, object] = {"type": kind, "item": page.text[slice(*item)]}
        held = actors[0].id if actors else delay_actor.giver(scene, item)
        held = held or delay_actor.named_before(scene, page.words[begin].start)
        if held:
            fields["actor"] = held
        a = min(item[0], found.start(), actors[0].start if actors and refusal else found.start())
        _, b = scene.clause(first, end)
        yield Draft(
            "delay",
            (a, max(min(b, a + 300), found.end(), item[1] if item[0] > found.start() else 0)),
            fields,
            {"item": item},
            "delay.stuck",
            f'"{found[0]}"',
        )
