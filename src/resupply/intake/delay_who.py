"""Who holds something up, where no country or body is named right by the verb.

"Israeli authorities", "armed groups", "western partners", "the caretaker government": people and
states meant by a noun, and whose aid it is that comes late.
"""

import re
from collections import Counter

from resupply.intake import delay_actor, delay_beside, delay_doers, rx
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.production_who import SOURCES
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.wars import ATTACKERS
from resupply.intake.wordlists import words as words_of

_PEOPLE = (
    r"partners|allies|donors|countries|governments|nations|states|capitals|lawmakers|companies"
    r"|suppliers|manufacturers|authorities|officials|troops|soldiers|forces|groups|fighters|gangs"
    r"|militias?|militants|rebels|gunmen|settlers|protesters|farmers|hauliers|customs|ministers"
    r"|ambassadors|leaders|members|senators|republicans|democrats|liberals|conservatives|parties"
    r"|organi[sz]ations|agencies|charities|NGOs|humanitarians|truckers|drivers|hospitals|clinics"
    r"|workers|programmes|ministries|banks|firms|airlines|unions|tribes|strikers|inspectors"
    r"|army|military|police|junta|navy|(?<=the )west|villagers|crowds|landowners"
    r"|residents|looters|traders|providers|contractors|insurers"
)
#: As in "recent decisions by Israeli authorities to suspend".
_BY_TO = rx.compile(
    rf"\bby (?:the |some |local )*(?P<who>(?:[\w-]+ ){{0,3}}?(?:{_PEOPLE}|government|army"
    r"|military)) to \Z",
    re.IGNORECASE,
)
_WEST = rx.compile(
    rf"\b(?P<who>(?:[Ww]estern|[Aa]llied|[Ee]uropean|Nordic|Baltic|Arab"
    rf"|Gulf)(?: (?:{_PEOPLE}))?)\b"
)
_GROUP = rx.compile(
    rf"(?:\A|[\s,;“\"])(?P<who>(?:[\w-]+ ){{0,2}}(?:{_PEOPLE}))"
    r"(?: (?:to the conflict|on the ground|in [A-Z]\w+))?(?:, [^.,;:]{3,60},)? "
    r"(?:(?:is|are|was|were|has|have|had|been|also|still|continue[sd]?|keep|kept|would|will|did"
    r"|do|not|had|could|can|may|might|must|already|forced|due|obliged|compelled|now|repeatedly"
    r"|of|a|an|the|that|began|begun|start(?:ed)?|to|tried|threaten(?:ed)?|vow(?:ed)?|sa(?:y|id)"
    r"|they|announced|yet|so|far|who|which|fail(?:ed)?|come|daily|\w+ing|\w+ly) ){0,6}\Z",
    re.IGNORECASE,
)
#: As in "accused the authorities of a siege that has blocked".
_ACCUSED = rx.compile(
    rf"\b(?:accus|blam|charg)\w+ (?P<who>(?:the )?(?:[\w-]+ ){{0,3}}?(?:{_PEOPLE})) "
    r"(?:of|for) [^.;:]*\Z",
    re.IGNORECASE,
)
_STATE = rx.compile(
    r"\b(?:[Tt]he|[Hh]is|[Ii]ts|[Hh]er|[Oo]ur) (?:[\w’'-]+ ){0,3}?"
    r"(?:government|administration|country|cabinet|coalition|president|parliament|legislature)\b"
)
_LEADS = words_of(
    "many several most other "
    "the a an some of and that which as but with in after before since when while because although"
    " from said says"
)


#: As in "aid groups announced that they were cutting": who "they" are.
_THEY = rx.compile(
    rf"(?:\A|[\s,;“\"])(?P<who>(?:(?!the |that |and )[\w-]+ ){{0,2}}?(?:{_PEOPLE}))"
    r"(?: in [A-Z]\w+)? (?:(?:have|had|also|already|now) )*(?:sa(?:y|id)|announced?"
    r"|warn(?:ed)?|declared?|decided?|signal?led|told \w+) (?:on \w+ )?(?:that )?they "
    r"(?:(?:are|were|have|had|will|would|could|may|might|must|be|been|also|now|to|\w+ing|\w+ly"
    r"|forced|obliged) )*\Z",
    re.IGNORECASE,
)


#: "The cabinet of Malta announced that it was cutting": who says so does it.
_IT = rx.compile(
    r"(?: (?:has|have|had|also|later|then|on \w+day|\w+ly))* (?:sa(?:id|ys?)|announc\w+|warn\w*"
    r"|confirm\w*|declar\w+|decid\w+|signal\w*) (?:on \w+day )?(?:that )?(?:it|he|she|they)"
    r"(?: (?:is|are|was|were|has|have|had|will|would|may|might|could|must|be|been|also|now|to|\w+ly"
    r"|forced|obliged|temporarily))* \Z"
)
#: "Forcing aid agencies to reduce": who is made to do it does it.
_MADE_TO = rx.compile(
    r"\b(?:forc(?:e[sd]?|ing)|oblig(?:e[sd]?|ing)|compel(?:s|led|ling)?|push(?:e[sd]|ing)?"
    r"|prompt(?:s|ed|ing)?|le(?:d|ads?|ading)|caus(?:e[sd]?|ing)|driv(?:es?|ing)|drove|pressur\w+"
    r"|requir(?:e[sd]?|ing)) (?:the |its |their |many |some |most )?"
    r"(?P<who>(?:[\w’'-]+ ){0,3}?[\w’'-]+) to (?:\w+ly )?\Z"
)


def _told_of_itself(scene: Scene, draft: Draft) -> str | None:
    """Who says that "it" does so, and who is made to do so, right in front of the verb."""
    page, item = scene.page, draft.spans.get("item", draft.span)
    verb = _verb(page.text, draft, item)
    if item[0] < verb or verb >= page.words[-1].start:
        return None
    begin, _ = page.sentence(page.index(verb))
    start = max(page.words[begin].start, verb - 120)
    made = _MADE_TO.search(page.text, start, verb)
    if made is not None:
        return _of_made(scene, made)
    near = [a for a in page.actors_before(verb, 120) if a.start >= start and a.kind != "place"]
    return near[-1].id if near and _IT.fullmatch(page.text, near[-1].end, verb) else None


def _of_made(scene: Scene, made: re.Match[str]) -> str | None:
    """Who "the agency" or "it" is that is made to do so; else its words."""
    page = scene.page
    last = page.index(made.end("who") - 1)
    named = page.actors_in(page.index(made.start("who")), last + 1)
    meant = named[-1] if named else scene.clauses.meant(last)
    noun = page.words[last].low
    if meant is not None or noun not in _BACK_TO:
        return meant.id if meant is not None else made["who"]
    return delay_actor.agency(scene, made.start()) or delay_actor.agency(scene, len(page.text))


_BACK_TO = frozenset(["agency", "it", "them", "him", "her", "us", "me", "organisation"])


def _they(scene: Scene, draft: Draft) -> str | None:
    """Who "they" are that say so of themselves: a group without a name."""
    page = scene.page
    verb = _verb(page.text, draft, draft.spans.get("item", draft.span))
    verb = min(verb, draft.span[0]) if draft.rule == "delay.less_work" else verb
    begin, _ = page.sentence(page.index(draft.span[0]))
    start = max(page.words[begin].start, verb - 120)
    found = _THEY.search(page.text[start:verb])
    return _of(scene, found["who"], start + found.start("who")) if found else None


def settle(scene: Scene, draft: Draft) -> None:
    """Give a draft who holds it up, where a noun says so and no name does."""
    they = _they(scene, draft) or _told_of_itself(scene, draft) or _own_forces(scene, draft)
    if they is not None:
        draft.fields["actor"] = they
        return
    relative = _relative(scene, draft)
    if relative is not None:
        draft.fields["actor"] = relative
        return
    acting = _acting(scene, draft)
    if acting is not None:
        draft.fields["actor"] = acting
        return
    known = draft.fields.get("actor")
    far = (
        known in AGENCIES
        and draft.fields["type"] in ("blocked", "stalled")
        and not _here(scene, draft)
    )
    person = isinstance(known, str) and not known.isupper()
    plain = isinstance(known, str) and known.islower() and " " not in known
    if known in SOURCES:
        draft.fields.pop("actor")  # an agency of news holds nothing up
        known = None
    if person and known and _says(scene, draft, str(known)):
        draft.fields.pop("actor")  # "Ana Novak said rations had been cut": not by her
        known = None
    if known in AGENCIES and draft.fields["type"] in _DONE_TO and _says(scene, draft, str(known)):
        far = True  # "UNICEF said that the army is blocking trucks"
    if known == "OCHA" and draft.fields["type"] in ("blocked", "refused", "cut", "stalled"):
        draft.fields.pop("actor")  # it counts what others hold up
        known = None
    loose = far or plain or (person and _by_state(scene, draft))
    loose = loose or _only_behind(scene, draft)
    sayer = _state_says(scene, draft)
    if known not in (None, *ATTACKERS) and not loose and sayer is None:
        return
    found = _named_by(scene, draft) or sayer
    if found is not None:
        draft.fields["actor"] = found
    elif far and draft.spans.get("item", draft.span)[0] > draft.span[0]:
        draft.fields.pop("actor", None)  # the agency tells of it, and blocks nothing


_DONE_TO = frozenset(["blocked", "diverted", "refused"])
_SAID = rx.compile(
    r"[,”\"’] (?:the |an? )?(?P<who>[A-Z][\w’.-]+(?: [A-Z][\w’-]+)?)(?:['’]s)?"
    r"(?: (?:foreign|defen[cs]e|ministry|government|ministers?|of|spokes\w+|officials?|department"
    r"|embassy|prime|president|army|official))* (?:said|says|announced|confirmed)\b"
)


def _state_says(scene: Scene, draft: Draft) -> str | None:
    """Such as "aid was paused, the Pentagon said": a state that tells what was done does it."""
    page, item = scene.page, draft.spans.get("item", draft.span)
    if draft.fields["type"] not in _OWN_DEED or _here(scene, draft):
        return None
    _, end = page.sentence(page.index(draft.span[0]))
    found = _SAID.search(page.text, item[1], page.words[end - 1].end)
    actor = page.actor_at(page.index(found.start("who"))) if found else None
    if actor is None or not (actor.kind == "country" and _able(scene, actor)):
        own = actor is not None and actor.id in _AT_WORK and _HANDED_OUT.search(page.text, *item)
        return actor.id if actor is not None and own else None
    return actor.id


#: Whose rations and kitchens they are that stop, when they say so.
_AT_WORK = AGENCIES - {"UN", "OCHA"}
_HANDED_OUT = rx.compile(r"(?i)ration|food|cash|meal|distribution|programme|operation|assistance")
_OWN_DEED = frozenset(["paused", "suspended", "cut", "delayed", "refused"])
#: As in "condemned both sides for obstructing", "accuses Chad of blocking".
_BLAMED = rx.compile(
    r"\b(?:accus|blam|condemn|critici[sz]|denounc|charg|fault|rebuk|sanction)\w* "
    r"(?P<who>[^,.;:]{2,60}?) (?:of|for) (?:[\w-]+ ){0,2}\Z"
)
#: What is not done by the subject ahead of it: "failed to deliver", "has yet to pay".
_NOT_DONE = rx.compile(
    r"(?i)(?:(?:had|ha[sv]e?|did|do|does|is|are|was|were|will|would|can|could)(?:n[’']t| not)\b"
    r"|fail|cannot|unable|unwilling|(?:ha[sv]e?|had) yet|struggl|not (?:yet )?(?:deliver|send|met))"
)


def _acting(scene: Scene, draft: Draft) -> str | None:
    """Who is blamed for it; who did not do what is owed; the subject, not who stands behind."""
    page, item = scene.page, draft.spans.get("item", draft.span)
    verb = _verb(page.text, draft, item)
    at = page.index(verb)
    if at >= len(page.words):
        return None
    begin, end = page.sentence(at)
    blamed = _BLAMED.search(page.text, page.words[begin].start, verb)
    if blamed is not None:
        return _of(scene, blamed["who"], blamed.start("who"))
    told = delay_beside.border(scene, at, end) or delay_beside.source(
        scene, max(item[1], page.words[at].end)
    )
    whose = delay_beside.owner(scene, at, begin)
    if told is None and whose is not None:
        told = whose.id
    known = draft.fields.get("actor") is not None and _here(scene, draft)
    if told is None and not known and item[0] > verb:
        told = delay_beside.spoken_of(scene, verb, begin)
    if told is not None:
        return told
    owed = draft.rule == "delay.stuck" and _NOT_DONE.match(page.text, verb) and item[0] > verb
    if not owed and not _stands_behind(scene, draft, verb):
        return None
    return delay_doers.ahead(scene, at, begin)


def _own_forces(scene: Scene, draft: Draft) -> str | None:
    """Such as "the Chadian army lifted its ban", though it is Chad that is helped."""
    page, item = scene.page, draft.spans.get("item", draft.span)
    verb = _verb(page.text, draft, item)
    if item[0] < verb:
        return None
    begin, _ = page.sentence(page.index(draft.span[0]))
    start = page.words[begin].start
    group = _GROUP.search(page.text[start:verb])
    if group is None:
        return None
    first, last = (page.index(start + k) for k in group.span("who"))
    named = [a for a in page.actors_in(first, last) if a.id == scene.givers.topic]
    return named[0].id if named else None


#: "..., which refused to deliver": whoever stands right before; "who signed an order freezing".
_WHICH = rx.compile(
    r",?\s(?:which|who)\s(?:(?:has|have|had|also|then|later|still|now|recently|\w+ly)\s)*"
    r"(?:(?:signed|issued|ordered|announced|imposed|decreed|declared)\s(?:an?\s|the\s)?"
    r"(?:[a-z]+\s)?(?:order|decree|directive|decision|memo|law)\s)?\Z"
)
_BEHIND_NAME = rx.compile(r"(?: and (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?")


def _relative(scene: Scene, draft: Draft) -> str | None:
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    verb = _verb(page.text, draft, draft.spans.get("item", draft.span))
    m = _WHICH.search(page.text, page.words[begin].start, verb)
    if m is None or draft.spans.get("item", draft.span)[0] < verb:
        return None
    near = page.actors_before(m.start(), 60)
    beside = near and _BEHIND_NAME.fullmatch(page.text, near[-1].end, m.start())
    able = beside and near[-1].kind in ("country", "org", "person")
    return near[-1].id if able else None


def _says(scene: Scene, draft: Draft, name: str) -> bool:
    """Whether somebody only says so, in the same sentence and before it."""
    page = scene.page
    begin, end = page.sentence(page.index(draft.span[0]))
    said = page.said(begin, end)
    who = re.escape(name)
    saying = r"(?:said|says|told|warned|noted|added|wrote)\b"
    return bool(
        re.search(rf"{who}\b[^.;]{{0,40}}?\b{saying}", said)
        or re.search(rf"[”\"],? {saying} (?:[\w.]+ ){{0,5}}?{who}", said)
    )


def _by_state(scene: Scene, draft: Draft) -> bool:
    """As in "said his government was ending aid": the state does it, and not who said so."""
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    verb = _verb(page.text, draft, draft.spans.get("item", draft.span))
    return bool(_STATE.search(page.text, max(page.words[begin].start, verb - 60), verb))


def _only_behind(scene: Scene, draft: Draft) -> bool:
    """As in "the government turned down an appeal from Chile": Chile turned down nothing."""
    if not _by_state(scene, draft):
        return False
    verb = _verb(scene.page.text, draft, draft.spans.get("item", draft.span))
    return _stands_behind(scene, draft, verb)


def _stands_behind(scene: Scene, draft: Draft, verb: int) -> bool:
    """Whether the actor is named in the sentence behind its verb only, led to by a preposition."""
    page = scene.page
    begin, end = page.sentence(page.index(draft.span[0]))
    mine = [a for a in page.actors_in(begin, end) if a.id == draft.fields.get("actor")]
    if any(_CUTS_OF.fullmatch(page.text, verb, a.start) for a in mine):
        return False  # "cuts from the agency" are its own
    return bool(mine) and all(a.start > verb and _led(page.text, a.start) for a in mine)


_CUTS_OF = rx.compile(
    r"(?:cut|cutback|freeze|pause|halt|suspension|reduction|delay|veto|blockade|withdrawal)s? "
    r"(?:of|from|by) (?:the |its )?(?:[a-z]+ )?"
)


def _led(text: str, at: int) -> bool:
    return text[max(0, at - 10) : at].endswith(
        ("from ", "for ", "to ", "with ", "from the ", "for the ", "to the ")
    )


def _here(scene: Scene, draft: Draft) -> bool:
    """Whether the one known is named in the sentence itself."""
    page = scene.page
    begin, end = page.sentence(page.index(draft.span[0]))
    return any(a.id == draft.fields.get("actor") for a in page.actors_in(begin, end))


def _named_by(scene: Scene, draft: Draft) -> str | None:
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    start = page.words[begin].start if begin < len(page.words) else 0
    item = draft.spans.get("item", draft.span)
    verb = _verb(page.text, draft, item)
    lead = page.text[start:verb]
    decided = _BY_TO.search(lead)
    if decided:
        return _of(scene, decided["who"], start + decided.start("who"))
    if item[0] >= verb:
        state = list(_STATE.finditer(lead))
        if state and len(lead) - state[-1].end() < 40:
            return _home(scene, start + state[-1].start())
        group = _GROUP.search(lead) or _ACCUSED.search(lead)
        if group:
            return _of(scene, group["who"], start + group.start("who"))
    west = _WEST.search(page.text, max(start, item[0] - 60), max(item[1], verb))
    return west["who"] if west else None


#: Beginnings of verbs, and of what is past of them.
PAST = {"hold": "held", "free": "froze", "fall": "fell", "shri": "shrank", "brea": "broke"}


def _verb(text: str, draft: Draft, item: tuple[int, int]) -> int:
    """Where the words of holding up stand."""
    said = draft.said
    if draft.rule not in ("delay.stuck", "delay.phrase"):
        said = said[:4]
    at = text.find(said, *draft.span)
    if at < 0 and said in PAST:
        at = text.find(PAST[said], *draft.span)
    return at if at >= 0 else item[0]


def _of(scene: Scene, who: str, at: int) -> str:
    """The country of "Israeli authorities"; else the words, without what leads to them."""
    page = scene.page
    named = page.actors_in(page.index(at), page.index(at + len(who)))
    if named:
        return named[0].id
    words = who.split()
    while len(words) > 1 and words[0].lower() in _LEADS:
        words = words[1:]
    return " ".join(words)


def _home(scene: Scene, at: int) -> str | None:
    """Whose "the government" is: the country named most often before, not the one in need."""
    before = [a for a in scene.page.actors_before(at, 4000) if _able(scene, a)]
    named = Counter(a.id for a in before)
    return named.most_common(1)[0][0] if named else None


def _able(scene: Scene, actor: Actor) -> bool:
    return actor.kind in ("country", "person") and actor.id not in scene.apart
