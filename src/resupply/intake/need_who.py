"""Who asks, where others are to give: "urged the allies to supply", "appealing to them to send"."""

import re

from resupply.intake import delay_actor, rx
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.triggers import BACK, Trigger

_ASKS = ("urg", "ask", "appeal", "call", "plead", "press", "beg", "request", "implor", "lobb")
_NEAR = 14


def asker(scene: Scene, trigger: Trigger) -> str | None:
    """Who asks others to do what a verb of giving tells; None where nobody is asked to.

    Args:
        scene: The text.
        trigger: The verb of giving ("to supply").
    """
    page, words = scene.page, scene.page.words
    if trigger.group == "need" or trigger.nominal or trigger.tense != "to":
        return None
    begin, _ = page.sentence(trigger.at)
    asks = range(trigger.first - 1, max(begin, trigger.first - _NEAR), -1)
    at = next((k for k in asks if words[k].low.startswith(_ASKS) and k not in page.names), None)
    if at is None or at + 1 >= trigger.first:
        return None
    if at > begin and (words[at - 1].closed == "pronoun" or words[at - 1].low in BACK):
        meant = scene.clauses.meant(at - 1)
        if meant is not None:
            return meant.id  # "the country called on its allies to"
    named = [a for a in page.actors_in(begin, at) if a.kind != "place"]
    needy = [a for a in named if scene.in_need(a)]
    if needy:
        return needy[-1].id
    return named[-1].id if named else scene.givers.topic


def of(scene: Scene, trigger: Trigger) -> str | None:
    """Who needs: the subject, the owner ("Ukraine's need"), or the country the text is about."""
    page = scene.page
    asking = asker(scene, trigger)
    if asking is not None:
        return asking  # "urged the allies to supply": who urged, and not the allies
    if not trigger.nominal:
        found = _who_came(scene, trigger) or scene.clauses.subjects(trigger)
        subject = found[0] if found else None if scene.givers.topic else scene.subject(trigger)
        if subject and subject.kind == "person" and not subject.id.isupper():
            return scene.givers.topic or subject.id  # somebody of no known country
        if subject:
            return subject.id
    owner = page.actor_at(trigger.at - 1) or page.actor_at(trigger.at - 2)
    if owner:
        return owner.id
    begin, _ = page.sentence(trigger.at)
    named = [a for a in page.actors_in(begin, trigger.at) if a.kind != "person"]
    needy = [a for a in named if scene.in_need(a)]
    if needy or scene.givers.topic:
        return needy[-1].id if needy else scene.givers.topic
    return named[-1].id if named else None


def _who_came(scene: Scene, trigger: Trigger) -> list[Actor]:
    """Such as "Kuleba flew to Rome after meeting Biden, to ask for": who opens the sentence."""
    begin, _ = scene.page.sentence(trigger.at)
    led = scene.page.actors_in(begin, min(begin + 5, trigger.first))[:1]
    aimed = trigger.tense == "to" and trigger.group == "need" and bool(led)
    opens = aimed and scene.in_need(led[0]) and scene.page.index(led[0].end) < trigger.first
    verb = scene.page.words[scene.page.index(led[0].end)].verb if opens else None
    return led if verb is not None else []


_AGENCY = rx.compile(r" (?:\w+ )?(?:agency|body|organi[sz]ation)\b")


def named(scene: Scene, actor: Actor) -> str:
    """The id of who is named; "the UN agency" is the agency that was named last."""
    if actor.id == "UN" and _AGENCY.match(scene.page.text, actor.end):
        return delay_actor.agency(scene, actor.start) or actor.id
    return actor.id


# --- who it is after all

_LACKS = frozenset(
    [
        *("short", "phrase", "lack_of", "lack", "shortage", "shortage_of", "none_left", "scarce"),
        *("rationed", "listed_each", "access_to", "needs_are", "run", "people"),
    ]
)
_WHICH = rx.compile(r",? (?:which|who|that) (?=\w)")
_HE = rx.compile(r"(?i)(?:\b(?:he|she|they|it)\b)(?: \w+){0,3}? ?\Z")
_MISSION = rx.compile(
    r"(?:(?:that|which) )?the (?P<who>(?:[a-z-]+ )?(?:mission|city|town|hospital|hospitals|charity"
    r"|brigade|battalion|regiment|foundation|project|programme|program|initiative|school|region"
    r"|island|islands)) (?:\w+ly )?(?:needs?|requires?|lacks?|seeks?)\b"
)


#: Such as "the clinic in Izium, which works with a shortage of drugs".
_HOUSE = rx.compile(
    r"(?:the|an?|one|another) (?P<who>(?:[a-z-]+ ){0,2}(?:hospital|clinic|school|shelter|camp"
    r"|orphanage|kindergarten|village|town|city|brigade|battalion|unit)s?)"
    r"(?: (?:in|of|near) (?:[A-Z][\w’'-]+ ?){1,3})?,? (?:which|that|where) "
)
_OURS = rx.compile(
    r"(?i)\bwe (?:have no\b|(?:do not|don['’]t) have|lack\b|are (?:short|out) of|ran? out|have run)"
)
_PEOPLE = rx.compile(
    r"(?i)(?:the )?(?P<who>survivors|residents|people|families|refugees|victims|civilians"
    r"|inhabitants|villagers|children)\b"
)


def settled(scene: Scene, draft: Draft) -> Draft:
    """The need with who needs it set right: an agency that only tells, "which", "he", "we"."""
    who = (
        _house(scene, draft)
        or _which(scene, draft)
        or _mission(scene, draft)
        or _ours(scene, draft)
        or _we(scene, draft)
        or _they(scene, draft)
        or _presses(scene, draft)
        or _leads(scene, draft)
        or _own_short(scene, draft)
        or _it_asks(scene, draft)
        or _said_by(scene, draft)
        or _asked_by(scene, draft)
        or _made_by(scene, draft)
        or _given_to(scene, draft)
        or _not_theirs(scene, draft)
        or _everywhere(scene, draft)
    )
    if who:
        draft.fields["who"] = who
    elif draft.fields.get("who") == "UN":
        draft.fields["who"] = _agency(scene, draft)
    return draft


_WE = rx.compile(r"(?i)\b(?:we|they)(?: \w+){0,3} ?\Z")


def _we(scene: Scene, draft: Draft) -> str | None:
    """Such as "we need your help" behind a word on the invader: those whom the text is about."""
    who, topic = draft.fields.get("who"), scene.givers.topic
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    a, b = page.words[begin].start, _words(draft)[1]
    if topic is None or not _WE.search(page.text[a:b]):
        return None
    named = [x.id for x in page.actors_in(begin, page.index(b))]
    person = who not in AGENCIES and any(
        x.id == who and x.kind == "person" and not x.id.isupper() for x in page.speakers
    )
    return topic if (who == scene.givers.invader or person) and who not in named else None


_MEANS = rx.compile(r"(?i)\b(?:fund|money|cash|resourc|staff)")
_THEY = rx.compile(
    r"(?i)\b(?:they|people|families|survivors|refugees|children|victims|civilians|communities"
    r"|residents|women|households|patients)(?: \w+){0,3}? (?:are |is )?(?:\w+ly )?"
    r"(?:needs?|in (?:\w+ )?need of|lacks?|requires?|(?:are )?without)\b[^.;]{0,40}\Z"
)


def _they(scene: Scene, draft: Draft) -> str | None:
    """Such as "they urgently need help", said by an agency: those it speaks of."""
    who = draft.fields.get("who")
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    a, b = page.words[begin].start, _words(draft)[1]
    if who not in AGENCIES or "amount" in draft.fields or not _THEY.search(page.text[a:b]):
        return None
    if _MEANS.search(str(draft.fields.get("item") or "")):
        return None
    near = [x for x in page.actors_before(b, 300) if scene.in_need(x) and x.id not in AGENCIES]
    groups = [x.id for x in near if x.kind == "group"]
    lands = [x.id for x in near if x.kind == "country"]
    topic = scene.givers.topic
    told = [*lands[-1:], *([topic] if topic and topic not in AGENCIES else []), *groups[-1:]]
    return told[-1] if told else None


_PRESSES = rx.compile(r"(?i)(?:to )?(?:press|lobb|plead|push)\w* for\b")


def _presses(scene: Scene, draft: Draft) -> str | None:
    """Such as "UNICEF is in touch with donors to press for support": who opens the sentence."""
    page = scene.page
    if not _PRESSES.match(page.text, draft.span[0]):
        return None
    begin, _ = page.sentence(page.index(draft.span[0]))
    led = page.actors_in(begin, min(begin + 4, len(page.words)))[:1]
    return led[0].id if led and led[0].id in AGENCIES else None


_SHORT = rx.compile(
    r" (?:\w+ly |still |now |also |itself |too )*(?:is|are|was|were|has|have|will|would)?"
    r"(?: \w+ly| still| now| also| again| be| run| running| ran)* ?"
    r"(?:(?:short|low|out) (?:of|on)|in (?:\w+ )?need of|lacks?|faces an? (?:\w+ )?(?:shortage"
    r"|shortfall|lack))\b"
)


def _leads(scene: Scene, draft: Draft) -> str | None:
    """Such as "Europe is short of explosives as it arms Ukraine": who opens the sentence."""
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    led = page.actors_in(begin, min(begin + 3, len(page.words)))[-1:]
    if not led or led[0].kind == "person" or page.words[begin].low in ("in", "for", "to"):
        return None
    found = _SHORT.match(page.text, led[0].end)
    return led[0].id if found and found.end() <= _words(draft)[1] + 1 else None


def _words(draft: Draft) -> tuple[int, int]:
    """Characters from the start of a need to what is needed."""
    at = draft.spans.get("item") or draft.spans.get("amount") or draft.span
    return draft.span[0], max(draft.span[0], at[0])


def _which(scene: Scene, draft: Draft) -> str | None:
    """Such as "talks on Ukraine, which is desperately seeking jets": who stands before it."""
    a, b = _words(draft)
    led = list(_WHICH.finditer(scene.page.text, a, b))
    if not led or "," not in led[-1][0]:
        return None
    before = [x for x in scene.page.actors_before(led[-1].start(), 30) if x.start >= a]
    near = before and not re.search(r"[,;]", scene.page.text[before[-1].end : led[-1].start()])
    return before[-1].id if near else None


def _mission(scene: Scene, draft: Draft) -> str | None:
    """Such as "the $600 million the mission needs": nobody that a list knows."""
    m = _MISSION.search(scene.page.text, *draft.span)
    if m is None and not draft.fields.get("who"):
        m = _PEOPLE.match(scene.page.text, *draft.span)
    return m["who"] if m else None


def _house(scene: Scene, draft: Draft) -> str | None:
    """Such as "to a clinic in Izium, which works with a lack of drugs": the clinic."""
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    stop = max(draft.span[0], _words(draft)[1])
    found = list(_HOUSE.finditer(page.text, page.words[begin].start, stop))
    apart = not found or re.search(r"[,;:]", page.text[found[-1].end() : stop])
    return None if apart else found[-1]["who"]


def _ours(scene: Scene, draft: Draft) -> str | None:
    """Such as "We have no guns", said by a minister of a land that is not helped: that land."""
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    speaker = page.speaker_at(draft.span[0])
    if speaker is None or len(speaker.id) != 3 or not speaker.id.isupper():
        return None
    lead = page.text[page.words[begin].start : max(draft.span[0], _words(draft)[1])]
    return speaker.id if _OURS.search(lead) and not scene.in_need(speaker) else None


_TELLS = rx.compile(
    r"(?:,? (?:also|which|who|has|have|had)\b)* (?:said|says?|warn\w*|report\w*|told|tells?|add\w*"
    r"|estimat\w*|not(?:es|ed)|stat\w+|announc\w*|point\w*|call\w*|fear\w*|find\w*|found)\b"
)
_IT = rx.compile(
    r"\b(?:[Ii]t|[Tt]he (?:agency|body|organi[sz]ation|charity))"
    r"(?: \w+ly| also| now| still| will| would| says it| said it)* (?:needs?|needed|requires?"
    r"|required|asks?|asked|seeks?|looks for|is (?:seeking|asking)|has (?:asked|requested)"
    r"|lacks?)\b"
)


def _own_short(scene: Scene, draft: Draft) -> str | None:
    """Such as "MSF, which treats hundreds, is now short of supplies": a body that lacks itself."""
    if draft.rule.split(".")[-1] not in _LACKS or "amount" in draft.fields:
        return None
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    led = [a for a in page.actors_in(begin, min(begin + 4, len(page.words))) if a.kind == "org"]
    if not led or _TELLS.match(page.text, led[0].end) or page.words[begin].low in ("in", "for"):
        return None
    cue = page.text[led[0].end : max(led[0].end, draft.span[1])]
    near = re.match(r"(?:,[^,.;]{3,80},)?(?: \w+){0,4} (?:short|out|low|lacks?|without)\b", cue)
    return led[0].id if near else None


def _it_asks(scene: Scene, draft: Draft) -> str | None:
    """Such as "it will need US$6.7 million": the agency that was spoken of last."""
    if "amount" not in draft.fields or draft.fields.get("who") in AGENCIES:
        return None
    page = scene.page
    found = _IT.search(page.text, max(0, draft.span[0] - 30), draft.span[1])
    if not found:
        return None
    before = [a for a in page.actors_before(found.start(), 250) if a.kind == "org"]
    return before[-1].id if before and before[-1].id in AGENCIES else None


def _said_by(scene: Scene, draft: Draft) -> str | None:
    """Such as "the UN said that medicines ran short in Chad": the land, and not who tells."""
    rule = draft.rule.split(".")[-1]
    who = draft.fields.get("who")
    if rule not in _LACKS or who not in AGENCIES or "amount" in draft.fields:
        return None
    if _MEANS.search(str(draft.fields.get("item") or "")):
        return None
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    named = scene.page.actors_in(begin, end)
    lands = [a.id for a in named if a.kind == "country" and scene.in_need(a)]
    topic = scene.givers.topic
    return lands[-1] if lands else topic if topic and topic not in AGENCIES else None


def _asked_by(scene: Scene, draft: Draft) -> str | None:
    """Such as "he thanked the Norwegian minister and asked for Norway's help": who asks."""
    if draft.rule.split(".")[-1] not in ("ask", "request", "seek", "appeal", "phrase", "urge"):
        return None
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    at = page.index(draft.span[0])
    known = [a for a in page.actors if a.id == draft.fields.get("who")][:1]
    if not known or known[0].kind != "country" or scene.in_need(known[0]):
        return None
    a, b = _words(draft)
    if _HE.search(page.text[a:b].rsplit(" ", 2)[0]) or re.search(
        r"\bhe has\b|\bshe has\b", page.text[a:b]
    ):
        return scene.givers.topic
    if page.words[max(begin, at - 1)].low != "and":
        return None
    named = [x for x in page.actors_in(begin, at) if x.kind == "person" or scene.in_need(x)]
    return named[0].id if named else None


_MADE = rx.compile(
    r" (?:(?:[\w-]+ ){0,4}?for [\w -]{3,40}? )?(?:made|issued|launched|put out|sent out|put forward"
    r"|sent|voiced|renewed) (?:jointly )?by (?:the )?(?:[A-Z]?[a-z]+ of |authorities (?:of|in) )?"
    r"(?=[A-Z])"
)
_APPEAL = rx.compile(r"(?i)\b(?:appeals?|requests?|calls?|pleas?|demands?)\b")


def _made_by(scene: Scene, draft: Draft) -> str | None:
    """Such as "the appeal for funding made by the Government of Turkey": who made it."""
    page = scene.page
    _, end = page.sentence(page.index(draft.span[0]))
    stop = page.words[end - 1].end
    for noun in _APPEAL.finditer(page.text, draft.span[0], draft.span[1]):
        found = _MADE.match(page.text, noun.end(), stop)
        named = page.actor_at(page.index(found.end())) if found else None
        if named is not None and named.kind != "person":
            return named.id
    return None


_GIVEN = rx.compile(
    r"[^.;:,]{0,40} to be (?:\w+ly )?(?:given|sent|supplied|delivered|provided|handed(?: over)?"
    r"|transferred|donated|shipped) to (?:the )?(?=[A-Z])"
)


def _given_to(scene: Scene, draft: Draft) -> str | None:
    """Such as "called for missiles to be given to Kyiv", said by who gives: whose they will be."""
    page = scene.page
    found = _GIVEN.match(page.text, _words(draft)[1])
    named = page.actor_at(page.index(found.end())) if found else None
    return named.id if named is not None and scene.in_need(named) else None


_SPOKEN = rx.compile(r"(?i)\b(?:we|they|he|she|which|of|in)\b")
_HIGH_IN = rx.compile(r" in (?:the )?(?=[A-Z])")


def _not_theirs(scene: Scene, draft: Draft) -> str | None:
    """Such as "they need more artillery", told to a donor's house: those whom the text is about.

    A donor needs something where the sentence names it, or "it" means it.
    """
    who, topic, page = draft.fields.get("who"), scene.givers.topic, scene.page
    known = [a for a in page.actors if a.id == who and a.kind in ("country", "org")][:1]
    if topic is None or topic in AGENCIES or not known or scene.in_need(known[0]):
        return None
    begin, end = page.sentence(page.index(draft.span[0]))
    stop = _words(draft)[1]
    inside = _HIGH_IN.search(page.text, draft.span[0], min(draft.span[1] + 5, len(page.text)))
    placed = page.actor_at(page.index(inside.end())) if inside else None
    if placed is not None and placed.id == topic:
        return topic
    named = any(a.id == who and _by_name(scene, a) for a in page.actors_in(begin, end))
    own = _SPOKEN.search(page.text, page.words[begin].start, stop)
    return topic if own and not named else None


_WORLD = rx.compile(
    r"(?i)\b(?:people|children|women|families) (?:across the globe|around the (?:world|globe)"
    r"|worldwide|globally|in the world)\b"
)


def _everywhere(scene: Scene, draft: Draft) -> str | None:
    """Such as "300 million people across the globe need aid": people of no one land."""
    found = _WORLD.search(scene.page.text, *draft.span)
    return found[0].split()[0].lower() if found else None


def _by_name(scene: Scene, actor: Actor) -> bool:
    """Whether a land or body stands there by its name, and not as "the minister"."""
    said = scene.page.text[actor.start : actor.end].removeprefix("The ")
    return actor.kind in ("country", "org") and not said.islower()


def _agency(scene: Scene, draft: Draft) -> str:
    """The agency that "the UN food agency" means in the sentence of a need."""
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    told = [a for a in scene.page.actors_in(begin, end) if a.id == "UN"]
    return named(scene, told[0]) if told else "UN"
