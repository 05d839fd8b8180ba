"""Rules of single verbs of delay: what they mean in their place, and where nothing is held up."""

import re
from collections.abc import Iterator

from resupply.intake import lexicon, rx, spotting
from resupply.intake.delay_cues import TYPES
from resupply.intake.draft import Draft
from resupply.intake.page import Page
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKERS

_ARMS = frozenset(
    ["drone", "missile", "jet", "aircraft", "tank", "shell", "rocket", "round", "plane", "uav"]
)
_TAKES = rx.compile(
    r"[^.;:]{0,60}?\b(?:(?:could|would|will|may|might|can) (?:take|need)|takes"
    r"|(?:is|was|are|were) (?:not possible|impossible|unlikely|out of the question))\b"
)


_WAY_IN = frozenset(["access", "entry", "passage", "permission", "clearance", "permits"])


#: "Has stopped a plan to send", "halted a planned package".
_PLAN = rx.compile(
    r" (?:(?:an?|the|its|his|her|their|any|all) )?(?:[a-z]+ )?"
    r"(?:planned|plans?|proposals?|bills?)\b"
)


def kind_of(scene: Scene, trigger: Trigger, kind: str) -> str:
    """The type a verb means in its place.

    "Declined to bring the bill" is a refusal, "resuming it could take months" a delay.
    """
    words = scene.page.words
    after = words[trigger.at + 1].low if trigger.at + 1 < len(words) else ""
    if trigger.lemma == "decline" and after == "to":
        return "refused"
    if trigger.lemma == "fall" and after in ("short", "far", "well", "below"):
        return "shortfall"
    if trigger.lemma == "fall" and after == "through":
        return "stalled"
    if trigger.lemma == "deny" and after in _WAY_IN:
        return "blocked"  # "missions were denied access"
    if trigger.lemma in ("stop", "halt") and _PLAN.match(scene.page.text, words[trigger.at].end):
        return "blocked"  # what had not begun is no pause
    later = kind == "resumed" and trigger.tense == "ing"
    if later and _TAKES.match(scene.page.text, words[trigger.at].end):
        return "delayed"
    return kind


def inside(scene: Scene, trigger: Trigger) -> bool:
    """Such as "called on both to stop blocking convoys": it is said that they are blocked."""
    words = scene.page.words
    before = words[trigger.at - 1].low if trigger.at else ""
    return before in ("stop", "end", "cease") and words[trigger.at].low.endswith("ing")


def not_held(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb of delay stands for something else in its place."""
    words = scene.page.words
    after = words[trigger.at + 1 : trigger.at + 2]
    low = after[0].low if after else ""
    if trigger.lemma == "fall" and low in _INTO:
        return True  # "could fall into chaos"
    if trigger.lemma == "cut" and _CUT_OFF.match(scene.page.text, words[trigger.at].end):
        return True  # "cutting millions of people off from care"
    if trigger.lemma in ("cut", "slash", "reduce") and NO_CUT.match(
        scene.page.text, words[trigger.at].end
    ):
        return True  # "to cut red tape"
    if trigger.lemma == "deny" and _WHICH_DENIES.search(
        scene.page.text, max(0, words[trigger.at].start - 40), words[trigger.at].end
    ):
        return True  # "accused them of looting, which they deny"
    if (
        trigger.lemma == "miss"
        and words[trigger.at].low == "missing"
        and trigger.first == trigger.at
    ):
        return True  # "because of missing spare parts"
    if trigger.lemma == "break":
        return not trigger.nominal or low in ("to", "on")  # "a break to ease the food crisis"
    if trigger.lemma in ("deny", "refuse", "decline", "reject") and _SPEAKS.match(
        scene.page.text, words[trigger.at].end
    ):
        return True  # "denied that the grain was stolen", "refused to say whether"
    if trigger.lemma == "pause" and after and (after[0].is_sign and after[0].text not in ",."):
        return True  # somebody paused in speaking
    if trigger.lemma in ("stop", "end", "cease") and after and after[0].verb:
        counts = after[0].verb.group in ("other", "report")  # "stopped counting the lorries"
        return low.endswith("ing") and (after[0].verb.lemma in TYPES or counts)
    if trigger.lemma == "pause" and trigger.nominal:
        lull = words[trigger.at - 1].low in ("humanitarian", "tactical") or _LULL.match(
            scene.page.text, words[trigger.at].end
        )
        return words[trigger.at - 1].low == "on" or bool(lull)  # "on pause": read with its verb
    if trigger.lemma == "freeze":
        near = {w.low for w in words[max(0, trigger.at - 3) : trigger.at + 4]}
        return (
            "assets" in near
            or low in ("funds", "conflict", "money")
            or is_weather(scene, trigger.at)
        )
    if trigger.lemma == "bar":
        return "from" not in {w.low for w in words[trigger.at + 1 : trigger.at + 9]}
    return False


_FREEZES = rx.compile(
    r" (?:(?:all|its|the|their|his|any|most|further|new|some) ){1,2}(?:[\w-]+ ){0,3}?"
    r"(?:aid|assistance|support|funding|funds|help|payments?|deliver(?:y|ies)|shipments?|grants?"
    r"|contributions?|programmes?|programs?|spending|money)\b"
)


def is_weather(scene: Scene, at: int) -> bool:
    """Whether word `at` is "freezing" and freezes no aid."""
    word = scene.page.words[at]
    return word.low == "freezing" and _FREEZES.match(scene.page.text, word.end) is None


#: Fighting pauses, and aid goes on.
_LULL = rx.compile(
    r"s? (?:in|to|of) (?:the |all |its )?(?:[\w’'-]+ ){0,2}?(?:fighting|hostilities|war"
    r"|violence|attacks"
    r"|strikes|combat|bombardment|bombing|shelling)\b"
)
#: Such as "a pause in the fighting": what is paused is the war.
_TRUCE = rx.compile(
    r"(?:(?:humanitarian|tactical|military|daily) pauses?\b|\w+ pauses? in (?:the |all )?"
    r"(?:fighting|hostilities|war|conflict|bomb\w+|military|strikes|violence|attacks))",
    re.IGNORECASE,
)
_INTO = frozenset(["into", "on", "onto", "under", "upon", "victim", "apart", "ill", "behind"])
_CUT_OFF = rx.compile(
    r" [^.;:]{0,40}?\b(?:people|families|civilians|residents|areas|towns|villages) off\b"
)
#: What is cut to nobody's harm.
NO_CUT = rx.compile(
    r" (?:through |down on |back on )?(?:(?:the|its|all|their|unnecessary|much) )*(?:red tape"
    r"|bureaucracy|corners|ties|paperwork|ribbons?|waste|costs|delivery times|lead times"
    r"|delays|waiting times|barriers|prices|emissions)\b"
)
_WHICH_DENIES = rx.compile(
    r"(?i)\b(?:which|a (?:charge|claim)(?: that| which)?) (?:[\w’'-]+ ){1,4}den(?:y|ies|ied)\Z"
)
_UP_TO = rx.compile(r"\bhold(?:s|ing)? up to (?=\d)")
_SPEAKS = rx.compile(
    r" (?:that|having|\w+ing|it|he|she|they|any"
    r"|(?:(?:the|all|these|such|those|recent|any) )*(?:claims?|reports?|charges?|accusations?"
    r"|rumou?rs?|speculation|allegations?|suggestions?|criticism)"
    r"|to (?:say|comment|name|give details|tell|confirm|disclose|specify|answer|discuss"
    r"|identify))\b"
)


def falls(scene: Scene, trigger: Trigger, item: tuple[int, int]) -> bool:
    """Such as "a drone fell into the sea", "air defences stopped missiles": war, and no delay."""
    if scene.page.text[slice(*item)].lower().startswith(("military operation", "offensive")):
        return True
    if trigger.lemma not in ("fall", "decline", "shrink", "stop", "halt", "slow", "divert"):
        return False
    head = lexicon.singular(scene.page.text[slice(*item)].split()[-1].lower())
    return head in _ARMS


_WORKS = rx.compile(r"\b(?:factory|factories|plants?)$")
_HIT_BY = rx.compile(r"\b(?:hit|affected)(?: hard)? by\b")
#: What can be hit by a strike or a storm and come late.
_ON_ITS_WAY = rx.compile(
    r"(?i)deliver|shipment|suppl(?:y|ies)\b|convoy|distribution|operation|transport|flights?\b"
    r"|production"
)
_LATE = rx.compile(
    r"\b(?:late|delay\w*|slow\w*|behind|stall\w*|postpon\w*|schedule|construction|build\w*"
    r"|open\w*"
    r"|suspend\w*|halt\w*|resum\w*)\b"
)


def where(page: Page, k: int, first: int) -> bool:
    """Whether word `k` is a plant that says where something lies ("at a plant")."""
    if lexicon.singular(page.words[k].low) not in ("factory", "plant"):
        return False
    i = k - 1
    while i >= first and (page.words[i].closed == "determiner" or not page.words[i].closed):
        if page.words[i].is_sign or page.words[i].verb:
            return False
        i -= 1
    return i >= first and page.words[i].low in ("at", "in", "from", "near", "to")


def struck(scene: Scene, draft: Draft) -> bool:
    """Such as "the factory was hit by a missile": war, and nothing that comes late."""
    said = scene.page.text[slice(*draft.span)]
    if _TRUCE.search(said) or _UP_TO.search(said):
        return True
    if _HIT_BY.search(said) and not _ON_ITS_WAY.search(said):
        return True  # "aid for Chad, which was hit by floods"
    return bool(_WORKS.search(str(draft.fields.get("item")))) and not _LATE.search(said)


#: "Called on all to let aid resume": what is asked for has not come.
_WISHED = rx.compile(
    r"\b(?:call(?:s|ed|ing)? (?:\w+ ){0,4}?(?:on|for|upon)|urg\w+|demand\w*|appeal\w*"
    r"|plead\w*|must|should|looking for|wants?|seek\w*|insist\w*"
    r"|press(?:ed|es|ing)? (?:\w+ ){0,4}(?:for|to)"
    r"|in order to|(?:work|try)ing to|(?:hop|tri)(?:es|ed|ing) to|hope to"
    r"|pray\w*|whether|if|unless|until|once|as soon as|(?:timeline"
    r"|date) for when)\b[^.;:]*\Z"
)


#: "Each pledge that comes late costs lives".
_EACH = rx.compile(r"\b(?:[Ee]ach|[Ee]very) \Z")


_BROKEN = rx.compile(r"\n\s*\n|\n\s*[-–•*]")
#: Such as "there is no question of stopping the use of": nothing is held up.
_NOT_SO = rx.compile(
    r"\b(?:no question of|without ever|far from|(?:is|are|was|were) not (?:about"
    r"|a question of))\s*\Z"
    r"|\b(?:[Ii]f|[Uu]nless) (?!not\b)[^,.;:]{0,50}\Z"
)


def wished(scene: Scene, draft: Draft) -> bool:
    """Whether what is to go on again is only asked for, or a thing is said of all and none."""
    page = scene.page
    item = draft.spans.get("item", draft.span)
    if _BROKEN.search(page.text, draft.span[0], draft.span[1]):
        return True  # over two paragraphs
    begin, _ = page.sentence(page.index(draft.span[0]))
    start = page.words[begin].start
    for at in (draft.span[0], item[0]):
        if _NOT_SO.search(page.text[max(start, at - 90) : at]):
            return True
    if _EACH.search(page.text[max(0, item[0] - 7) : item[0]]):
        return True
    if draft.fields["type"] != "resumed":
        return False
    return bool(_WISHED.search(page.text[start : max(draft.span[0], item[0])]))


#: Verbs whose object behind them says what is held up; without it, it is not the noun before.
_ACTIVE = frozenset(
    [
        "reduce",
        "halve",
        "cut",
        "slash",
        "postpone",
        "prevent",
        "stall",
        "stop",
        "halt",
        "slow",
        "block",
        "hamper",
        "disrupt",
        "hinder",
        "impede",
    ]
)


def other_object(scene: Scene, trigger: Trigger, end: int) -> bool:
    """Such as "to prevent further incidents", "stalling the advance": something else is held up."""
    words = scene.page.words
    if trigger.lemma == "hold" and not trigger.passive:
        held = scene.page.actor_at(trigger.at + 2)  # "hold back Russia's army"
        return words[trigger.at + 1].low == "back" and held is not None and held.id in ATTACKERS
    if trigger.nominal or trigger.passive or trigger.lemma not in _ACTIVE:
        return False
    if trigger.first and words[trigger.first - 1].low in ("which", "that"):
        return False
    after = words[trigger.at + 1] if trigger.at + 1 < end else None
    return after is not None and (
        after.closed == "determiner"
        or not (after.closed or after.is_sign or after.low.endswith("ly"))
    )


_HOLD = rx.compile(
    r"\b(?P<put>(?:put|puts|putting|placed|places|placing|left)) "
    r"(?P<np>(?:[\w’'-]+(?:,\d{3})* ){1,9}?)on (?:hold|pause|ice)\b"
)


def put_on_hold(scene: Scene) -> Iterator[Draft]:
    """Such as "it had put food distribution in the north on pause"."""
    page = scene.page
    for found in spotting.finditer(_HOLD, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        said = re.match(
            r"(?:(?:all|its|the|their|most|any) )*(?P<item>.+?)(?= (?:in|to|for|from|of|at)"
            r" | $)",
            found["np"],
        )
        named = page.actors_in(begin, at)
        back = [k for k in range(begin, at) if page.words[k].low in ("it", "they", "he", "agency")]
        meant = scene.clauses.meant(back[-1]) if back else None
        if said is None or not _about(said["item"]):
            continue
        start = found.start("np") + said.start("item")
        item = (start, start + len(said["item"]))
        fields: dict[str, object] = {"type": "paused", "item": said["item"]}
        who = meant or (named[-1] if named else None)
        if who is not None:
            fields["actor"] = who.id
        yield Draft("delay", found.span(), fields, {"item": item}, "delay.on_hold", f'"{found[0]}"')


def _about(said: str) -> bool:
    about = lexicon.words("delay.about")
    return any(lexicon.singular(w.lower()) in about or w.lower() in about for w in said.split())


_KEPT_OUT = rx.compile(
    r"\b(?:block|prevent|bar|stop|keep|kept|obstruct|hinder)(?:s|ed|ped|red|ing|ping|ring)? "
    r"(?:any |all |the |most |more |their |its )*(?P<item>(?:[a-z-]+ ){0,2}?(?:aid|food|fuel"
    r"|supplies|convoys?|trucks?|medicines?|assistance|deliveries|goods|relief|shipments?|water"
    r"|equipment|weapons|ammunition|grain)) from (?:being |ever )?"
    r"(?:enter|reach|leav|cross|pass|gett|arriv|deliver|com|mov|flow|go)\w*\b"
)


def kept_out(scene: Scene) -> Iterator[Draft]:
    """Such as "soldiers block aid from entering": who stands before the verb keeps it out."""
    page = scene.page
    for found in spotting.finditer(_KEPT_OUT, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        acting = [a for a in page.actors_in(begin, at) if a.id != scene.givers.topic]
        fields: dict[str, object] = {"type": "blocked", "item": found["item"]}
        if acting:
            fields["actor"] = acting[-1].id
        spans = {"item": found.span("item")}
        yield Draft("delay", found.span(), fields, spans, "delay.kept_out", f'"{found[0]}"')


_WAY = (
    r"(?:(?:the|its|all|both|another|a|main|only|last|remaining) )*(?:[\w’'-]+ ){0,4}?"
    r"(?:crossings?|borders?|checkpoints?|corridors?|airspace|ports?|bridges?|roads?)\b"
)
#: Not "closed the border deal", nor a way that was open.
_CLOSED = rx.compile(
    rf"\b(?:clos(?:ed|es)|shut|shuts|sealed|seals|block(?:ed|ing|s)?)(?: off"
    rf"| down)? (?P<item>{_WAY})(?! (?:deal|case"
    r"|talks|agreement|security))"
    rf"|\b(?:[Cc]losing|[Cc]losure|[Ss]hutdown|[Ss]hutting|[Ss]ealing)(?: down)? of (?P<way>{_WAY})"
    r"|\b(?P<gate>crossing|border|checkpoint) (?:has been|was|is|remains|remained|stays|stayed)"
    r" (?:closed|shut|sealed)\b"
)
_ITS_NAME = rx.compile(r"(?:[A-Z]\w+ )+\Z")


def closed(scene: Scene) -> Iterator[Draft]:
    """Such as "Israel closed the Kerem Shalom crossing": a way of aid that is shut."""
    page = scene.page
    for found in spotting.finditer(_CLOSED, page.text):
        group = "item" if found["item"] else "way" if found["way"] else "gate"
        name = _ITS_NAME.search(page.text, max(0, found.start() - 60), found.start())
        if group == "gate" and name is None:
            continue
        first = name.start() if group == "gate" and name else found.start()
        at = page.index(first)
        begin, _ = page.sentence(at)
        item = (first if group == "gate" else found.start(group), found.end(group))
        fields: dict[str, object] = {"type": "blocked", "item": page.text[slice(*item)]}
        acting = [a for a in page.actors_in(max(begin, at - 6), at) if a.kind in ("country", "org")]
        if acting and group == "item":
            fields["actor"] = acting[-1].id
        said = page.text[first : found.end()]
        span = (first, found.end())
        yield Draft("delay", span, fields, {"item": item}, "delay.closed", f'"{said}"')


_NUM = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen|half)"
_FEW = rx.compile(
    rf"\b(?:[Oo]nly|[Jj]ust|[Mm]erely|[Bb]arely) (?:about |some |around )?{_NUM} (?:out )?of "
    rf"(?:the |its |their |all )*{_NUM} "
    r"(?P<item>(?:(?:promised|planned|pledged|announced) )?(?:[\w-]+ ){0,4}?"
    r"(?:trucks?|truckloads|convoys|tanks|vehicles|systems|shells|rounds|jets|aircraft|howitzers"
    r"|launchers|batteries|guns|shipments|flights|missiles|boats|generators|doses|tonnes|tons)"
    r"(?: of (?:aid|food|fuel|supplies))?)\b"
    r"|\b[Nn]one of (?:the |its )?(?:promised |pledged |planned )?(?P<none>(?:\d[\d,]* |two "
    r"|three "
    r"|four |five |six |ten )?(?:[\w-]+ ){0,3}?[\w-]+) (?:has|have|had) (?:yet "
    r"|so far )?(?:been )?"
    r"(?:sent|delivered|arrived|come|handed over|received|paid|disbursed)\b"
)
_CAME = rx.compile(
    r"\b(?:promised|pledged|planned|delivered|arriv|reach|enter|pass|cross|sent|come|came|got)"
)


#: "Promised a million shells but has delivered only 300,000 so far".
_SO_FAR = rx.compile(
    r"\b(?:has|have|had) (?:so far |to date |thus far )?(?:delivered|sent|provided|supplied"
    r"|received|handed over|paid|given|disbursed|produced|donated) "
    r"(?:only|just|merely|barely|less than|under|no more than) (?:about |around |some )?"
    rf"(?:{_NUM}|a (?:third|quarter|fifth|tenth|fraction))(?: (?:percent|per cent)| ?%)?"
)
#: "Of the shells promised, only 300,000 have reached the country", "barely 40 were let in".
_CAME_FEW = rx.compile(
    r"\b(?:[Oo]nly|[Jj]ust|[Mm]erely|[Bb]arely|[Ff]ewer than|[Ll]ess than|[Nn]o more than"
    rf"|[Nn]ot even) (?:about |around |some )?{_NUM}(?: (?:thousand|million|of (?:them|these|those)"
    r"|a day|per day))?(?: (?:has|have|had|was|were|are|is|been|being|so far|actually))* (?:reached"
    r"|arrived|come|came|delivered|(?:let|allowed) (?:in|through)|entered|crossed|handed over|sent"
    r"|received|shipped|g[eo]t (?:in|through)|made it|supplied|materiali[sz]ed)\b"
)
_VOWED = rx.compile(
    r"\b(?:promis|pledg|commit|plann|vow|target|agreed|order|request|need|expect)\w*"
    r"|\b(?:would|will|was to|were to) (?:let|allow|send|deliver|supply|give|provide)\b"
)


def short_so_far(scene: Scene) -> Iterator[Draft]:
    """What was promised and came only in part: the goods named with the promise."""
    page = scene.page
    passive = list(spotting.finditer(_CAME_FEW, page.text))
    for found in (*spotting.finditer(_SO_FAR, page.text), *passive):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        told = _goods_told(scene, begin, at)
        if not told and found in passive and begin:
            begin, _ = page.sentence(begin - 1)
            told = _goods_told(scene, begin, at)
        start = page.words[begin].start
        vowed = _VOWED.search(page.text, start, found.start())
        if not vowed or not told:
            continue
        acting = [a for a in page.actors_in(begin, at) if a.id not in scene.apart]
        item = told[0 if found in passive else -1].item
        fields: dict[str, object] = {"type": "shortfall", "item": item}
        if acting:
            fields["actor"] = acting[0].id
        yield Draft("delay", found.span(), fields, {}, "delay.so_far", f'"{found[0]}"')


def _goods_told(scene: Scene, begin: int, end: int) -> list[Thing]:
    told = scene.page.things_in(begin, end)
    return [t for t in told if t.item and t.item_span and t.sort == "goods"]


def few_of_many(scene: Scene) -> Iterator[Draft]:
    """Such as "only 15 of 131 planned trucks have passed", "none of the tanks has been sent"."""
    page = scene.page
    for found in spotting.finditer(_FEW, page.text):
        group = "item" if found["item"] else "none"
        begin, end = page.sentence(page.index(found.start()))
        stop = page.words[end - 1].end
        if not _CAME.search(page.text, page.words[begin].start, stop):
            continue
        named = page.actors_in(begin, page.index(found.start()))
        able = [a for a in named if a.id not in scene.apart]
        said, spans = found[group], {"item": found.span(group)}
        if said.lower() in ("it", "them", "this", "that", "these"):
            before = [t for t in page.things_in(max(0, begin - 60), begin) if t.item]
            if not before:
                continue
            said, spans = before[-1].item, {}
        kind = "missed_target" if group == "item" else "delayed"
        fields: dict[str, object] = {"type": kind, "item": said}
        if able:
            fields["actor"] = able[0].id
        yield Draft("delay", found.span(), fields, spans, "delay.few", f'"{found[0]}"')


def of_a_name(scene: Scene, draft: Draft) -> bool:
    """Such as "opposing the Rapid Support Forces": a word of a name is nothing that waits."""
    item = draft.spans.get("item")
    if item is None:
        return False
    actor = scene.page.actor_at(scene.page.index(item[0]))
    named = actor is not None and actor.kind in ("org", "group")
    return actor is not None and named and actor.start < item[0] and item[1] < actor.end
