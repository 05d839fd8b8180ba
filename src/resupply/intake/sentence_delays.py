"""Delays of sentences that no rule reads but the weights speak for: what is held up, by whom."""

import re
from collections.abc import Mapping

from resupply.intake import delay_actor, delay_doers, delay_nouns, delay_rules, rx
from resupply.intake import sentence_drafts as drafts
from resupply.intake.delay_who import PAST
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.sentence_scales import chosen

#: What the families of a delay mean, by family; beginnings of words that mean something else.
_TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "delay.stop": (
        "paused",
        {
            **dict.fromkeys(("cancel", "terminat", "scrap", "abandon", "gutt", "end"), "cut"),
            **dict.fromkeys(("close", "closing", "closure", "shut"), "blocked"),
            "suspen": "suspended",
        },
    ),
    "delay.hold": ("stalled", {}),
    "delay.block": ("blocked", {"stall": "stalled", "stuck": "stalled", "loot": "diverted"}),
    "delay.refuse": ("refused", {}),
    "delay.late": ("delayed", {}),
    "delay.short": (
        "shortfall",
        {
            **dict.fromkeys(("cut", "slash", "reduc", "scal", "drop", "ration", "defund"), "cut"),
            **dict.fromkeys(("fell", "decreas", "shr", "plummet"), "cut"),
            **dict.fromkeys(("target", "goal", "miss"), "missed_target"),
        },
    ),
    "delay.resume": ("resumed", {}),
    "delay.divert": ("diverted", {}),
}


def delay(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is held up, and by whom."""
    at, family = _told_best(scene, begin)
    kind = _type(scene, at, begin, end, family)
    return _made(scene, at, begin, end, kind) if kind is not None else None


def _told_best(scene: Scene, begin: int) -> tuple[int, str]:
    """The word that speaks most, and its family; ways of speaking that hold nothing up left out."""
    told = _told(scene, begin)
    able = [(at, family) for weight, at, family in told if not _of_speech(scene, at)]
    if told and able and able[0] != told[0][1:]:
        able = [t[1:] for t in told if t[1:] in able and t[0] >= _MORE]
    return able[0] if able else told[0][1:] if told else (begin, "delay.late")


#: Words of the families in ways of speaking, as they stand in the text.
_SPEECH = rx.compile(
    r"(?i)(?:fr(?:o|ee)z\w*(?: (?:[\w-]+ )?)assets"
    r"|longer (?:safe|fit|drinkable|necessary|alone|young|there|a|an|the)\b"
    r"|(?:run|runs|ran|running) (?!(?:\w+ly )?(?:out|short|low|dry|down|into|late|behind"
    r"|aground)\b)"
    r"|refill\w*|insist\w* ?[.,;:]|put at\b"
    r"|(?:shut|shuts|close|closes|stop|stops|end|ends) (?:down |entirely |soon )?(?:if|unless)\b)"
)
_SPEECH_BEFORE = rx.compile(
    r"(?i)(?:\bassets (?:\w+ )?fr(?:o|ee)z\w*|\bthe (?:as )?yet|['’]s less"
    r"|\b(?:could|might|may) [^.;,]{0,30}cut(?:ting)? off)\Z"
)


def _of_speech(scene: Scene, at: int) -> bool:
    """Such as "frozen assets", "no longer safe", "run a campaign", "the yet to be signed"."""
    word, text = scene.page.words[at], scene.page.text
    if word.low.startswith(("cut", "slash", "reduc")) and delay_rules.NO_CUT.match(text, word.end):
        return True
    end = word.end + 4 * text.startswith(" off", word.end)
    before = _SPEECH_BEFORE.search(text, max(0, word.start - 40), end)
    return bool(_SPEECH.match(text, word.start) or before)


def more(scene: Scene, known: list[Draft]) -> list[Draft]:
    """What else a sentence tells that the weights speak for: other words, of other things."""
    words = scene.page.words
    out: list[Draft] = []
    for _, begin, end in chosen(scene, "delay"):
        start, close = words[begin].start, words[end - 1].end
        here = [d for d in (*known, *out) if d.meets(start, close)]
        for weight, at, family in _told(scene, begin):
            if not here or weight < _MORE:
                break
            made = _another(scene, at, begin, end, family, here)
            if made is not None:
                out.append(made)
                here.append(made)
    return out


_MORE = 200


def _another(
    scene: Scene, at: int, begin: int, end: int, family: str, here: list[Draft]
) -> Draft | None:
    page, word = scene.page, scene.page.words[at]
    kind = _type(scene, at, begin, end, family)
    if kind is None:
        return None
    if any(_told_already(word.low, d) for d in here) or not _tells(scene, at, begin, family):
        return None
    first, last = max(begin, at - 6), min(_before_why(scene, at, end), at + 7)
    thing = drafts.nearest(scene, at, first, last)
    item = thing.item_span if thing else _noun(scene, at, first, last)
    if (
        item is None
        or item[0] <= word.start < item[1]
        or any(_same(item, d, page.text) for d in here)
    ):
        return None
    a, b = min(item[0], word.start), max(item[1], word.end)
    made = Draft("delay", (a, b), {"type": kind, "item": page.text[slice(*item)]}, {"item": item})
    made.rule, made.reason = "delay.more", f'"{word.text}"'
    actor = delay_doers.doer(scene, at, begin, end) or _of_mate(scene, at, here)
    if actor:
        made.fields["actor"] = actor
    return made


def _of_mate(scene: Scene, at: int, here: list[Draft]) -> object:
    """Such as "rations will be cut, and cash stopped" by the same: no one is named for either."""
    trigger = drafts.trigger_at(scene, at)
    if trigger is None or not trigger.passive:
        return None
    return next((d.fields["actor"] for d in here if "actor" in d.fields), None)


#: Beginnings of the words of a family that tell what is done; others of it only say how.
_FEW: Mapping[str, tuple[str, ...]] = {
    "delay.short": ("cut", "slash", "reduc", "halv"),
    "delay.late": ("delay", "postpon", "slow", "lagg", "wait", "backlog"),
}
_BECAUSE = rx.compile(
    r"\b(?:for|due to|because of|owing to|amid|despite|citing|over|given)(?: [\w-]+){0,3} \Z"
)


def _tells(scene: Scene, at: int, begin: int, family: str) -> bool:
    """Whether a word tells what is done, and not only why: a verb, or "a pause of"."""
    words, low = scene.page.words, scene.page.words[at].low
    if delay_rules.is_weather(scene, at):
        return False
    if family in _FEW and not low.startswith(_FEW[family]):
        return False
    trigger = drafts.trigger_at(scene, at)
    if (trigger and not trigger.nominal) or (trigger is None and low.endswith(("ed", "ing"))):
        return True
    led = words[at + 1].low in ("of", "on", "to", "in") if at + 1 < len(words) else False
    lead = scene.page.text[words[begin].start : words[at].start]
    return led and not _BECAUSE.search(lead)


def _told_already(low: str, draft: Draft) -> bool:
    """Whether a draft was read in such a word."""
    said = draft.said.lower()
    return low in said or low[:4] in (said[:4], PAST.get(said[:4], "")[:4])


def _same(item: tuple[int, int], draft: Draft, text: str) -> bool:
    known = draft.spans.get("item")
    if known and item[0] < known[1] and known[0] < item[1]:
        return True
    return (
        text[slice(*item)].lower().split()[-1:]
        == str(draft.fields.get("item")).lower().split()[-1:]
    )


def _told(scene: Scene, begin: int) -> list[tuple[int, int, str]]:
    odds = scene.odds
    return odds.all_told_by("delay", odds.sentence(begin)) if odds else []


def _made(scene: Scene, at: int, begin: int, end: int, kind: str) -> Draft | None:
    thing = drafts.nearest(scene, at, begin, _before_why(scene, at, end))
    made = drafts.draft_of(scene, "delay", begin, end, thing)
    appeal = _FUNDED.search(scene.page.said(begin, end))
    if appeal is not None:
        a, b = (scene.page.words[begin].start + k for k in appeal.span("item"))
        made.fields["item"], made.spans["item"] = appeal["item"], (a, b)
    item = made.spans.get("item")
    if not made.fields.get("item"):
        item = _noun(scene, at, begin, end)
        if item is None and delay_doers.doer(scene, at, begin, end) is None:
            return None
        item = item or _object(scene, at, end)
        if item is None:
            return None
        made.fields["item"], made.spans["item"] = scene.page.text[slice(*item)], item
    made.fields["type"] = kind
    made.reason = f'"{scene.page.words[at].text}"'
    actor = _actor(scene, at, begin, end, item)
    if actor:
        made.fields["actor"] = actor
    return made


#: Such as "an appeal for Chad is only a third funded": the appeal falls short.
_FUNDED = rx.compile(
    r"\b(?P<item>(?:[a-z-]+ )?(?:appeal|response plan|plan|programme|program))\b[^.;:]{0,110}"
    r"\b(?:funded|financed|covered)\b"
)


#: "Was not delayed", "no pause in": nothing is held up.
_DENIED = rx.compile(
    r"(?:\b(?:no|not|never|without|neither|nor)|n[’']t)"
    r"(?: (?:an?|any|be|been|the|to|likely to|expected to|ever|yet|\w+ly)){0,3} [“\"‘']?\Z",
    re.IGNORECASE,
)
_SUPPOSED = rx.compile(r"\b(?:[Ii]f|[Uu]nless|[Ii]n case|[Ww]hether) [^,.;:]{0,60}\Z")
#: "Decide on freezing", "a vote on cutting": nothing is done yet.
_UNDECIDED = rx.compile(
    r"(?i)\b(?:decide|deciding|decision|vot(?:e|ing)|debat(?:e|es|ed|ing)|weigh(?:s|ed|ing)?"
    r"|consider(?:s|ed|ing)?|discuss(?:es|ed|ing)?) (?:(?:on|about|over) )?\Z"
)
#: "The doors of the clinic were shut": nothing on its way.
_DOORS = rx.compile(
    r"(?i)\b(?:doors?|windows?|shops?|schools?|shutters|curtains|eyes|bakeries|banks|kitchens)\b"
    r"[^.;,]{0,50} (?:is|are|was|were|stay|stayed|remain|remained) (?:all |now |again )?\Z"
)
#: A pause of fire, and none of help.
_TRUCE = rx.compile(
    r"(?i)(?:cease|cessation|halt|stop|pause|suspen\w+)[ -]"
    r"(?:fires?|(?:of|in) (?:hostilities|fighting|fire))\b"
)
#: What ends when it is closed; a way is blocked by it.
_WORK = rx.compile(
    r"program(?:me)?s?|projects?|clinics?|cent(?:er|re)s|offices?|kitchens?|services|operations"
    r"|missions?"
)
#: Families of which "not" makes the contrary.
_PLAIN = frozenset(["delay.stop", "delay.block", "delay.refuse"])
_LATE = ("delay", "postpon", "slow", "lag")
_UNABLE = rx.compile(
    r" to (?:\w+ly )?(?:equip|make|produce|manufacture|meet|fill|fund|pay|afford|feed|cover|buy)\b"
)


def _type(scene: Scene, at: int, begin: int, end: int, family: str) -> str | None:
    """What a word of a family means; None where it is denied, or only supposed."""
    words, text = scene.page.words, scene.page.text
    low = words[at].low
    if _of_speech(scene, at):
        return None
    lead = text[words[begin].start : words[at].start]
    if _SUPPOSED.search(lead) or _UNDECIDED.search(lead) or _TRUCE.match(text, words[at].start):
        return None
    if _DENIED.search(lead):
        if family == "delay.resume":
            return "paused"  # "has not resumed"
        if family in _PLAIN or low.startswith(_LATE):
            return None
    if low in ("shut", "closed") and _DOORS.search(lead):
        return None
    near = words[max(begin, at - 8) : min(end, at + 6)]
    if low.startswith("deadlin") and any(w.low.startswith("miss") for w in near):
        return "missed_target"
    if low == "unable" and _UNABLE.match(text, words[at].end):
        return "shortfall"
    if low.startswith(("clos", "shut")) and any(_WORK.fullmatch(w.low) for w in near):
        return "cut"
    kind, others = _TYPES[family]
    return next((k for word, k in others.items() if low.startswith(word)), kind)


def _actor(scene: Scene, at: int, begin: int, end: int, item: tuple[int, int] | None) -> str | None:
    trigger = drafts.trigger_at(scene, at)
    found = delay_doers.doer(scene, at, begin, end)
    if found is None and trigger is not None and item:
        found = delay_actor.find(scene, trigger, item)
    if found is None and item:
        found = delay_actor.giver(scene, item) or delay_actor.named_before(scene, item[0])
    return found


def _before_why(scene: Scene, at: int, end: int) -> int:
    """Such as "delayed by a lack of parts", "due to war": behind stands who or why, not what."""
    words = scene.page.words
    if at + 1 < end and words[at + 1].low == "by":
        return at + 1
    return next((k for k in range(at + 1, end) if words[k].low in delay_nouns.CAUSES), end)


def _object(scene: Scene, at: int, end: int) -> tuple[int, int] | None:
    """Such as "suspend thousands of learning centres": the first noun phrase behind the word."""
    page, first = scene.page, at + 1
    last = min(_before_why(scene, at, end), at + 9)
    while first < last and (page.words[first].closed in _LEADING or page.words[first].verb):
        first += 1
    k = first
    while k < last and (page.words[k].low == "of" or not _breaks(scene, k)):
        k += 1
    return (page.words[first].start, page.words[k - 1].end) if k > first else None


_LEADING = ("determiner", "preposition", "adverb", "number")


def _breaks(scene: Scene, i: int) -> bool:
    word = scene.page.words[i]
    return bool(word.closed or word.is_sign or word.verb) or i in scene.page.names


def _noun(scene: Scene, at: int, begin: int, end: int) -> tuple[int, int] | None:
    """What is no thing, and can be held up: behind the word, or ahead of it."""
    behind = delay_nouns.noun(scene, at + 1, min(_before_why(scene, at, end), at + 9))
    return behind or delay_nouns.noun_left(scene, max(begin, at - 18), at)
