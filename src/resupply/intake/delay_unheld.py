"""What reads like a delay and is none: exports that fall, needs that are not met, what is seized.

A draft is dropped where its item is nothing promised to anybody, or where its verb stands in a
wish, in a name, or as an adjective.
"""

import re

from resupply.intake import rx, wars
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

#: What falls, is cut or is lowered without anybody being given less help.
_NO_HELP = rx.compile(
    r"(?:\b(?:oil|gas|grain|wheat|food|coal|steel|energy|crude|greenhouse|carbon|corn|maize"
    r"|agricultural|Russian|vaccine) )?\b(?:exports?|imports?|imported [a-z]+|dependenc\w+"
    r"|reliance|emissions?|greenhouse gas|repayments?|debts?|costs?|prices?|risks?|mortality"
    r"|revenues?|incomes?|tax(?:es)?|consumption|demand|unemployment|inflation|poverty|losses"
    r"|deaths|casualties|trade|prices|interest|debt repayment|quota|electricity)$",
    re.IGNORECASE,
)
_MARTIAL = rx.compile(r"(?i)\b(?:arms|weapons?|defen[cs]e|military|ammunition|aid|assistance)\b")
#: "Cannot meet their daily food needs": people in need, and no plan.
_LIVES = rx.compile(
    r"(?:meet|cover|satisfy|fulfil|fulfill|afford|feed|reach) (?:even |all )?(?:(?:their|his|her"
    r"|our|your|basic|most|daily|own|families['’]?|the) ){1,5}(?:[\w-]+ ){0,3}?needs\b"
    r"|(?:meet|cover) (?:\w+ ){0,3}(?:basic|daily|essential|immediate) (?:\w+ ){0,2}needs\b"
)
_CASH = rx.compile(r"(?i)\b(?:money|fund(?:s|ing)|cash|financing)\Z")
#: "Cannot be addressed without", "cannot be met by": a warning.
_GENERAL = rx.compile(
    r"\b(?:can ?not|can[’']t|could not|never) be (?:addressed|solved|won|overcome|replaced|met"
    r"|achieved|sustained|ended|understated|overestimated|underestimated|exaggerated|compared"
    r"|separated|verified|independently|seen|called|described|expected|trusted|forgotten|taken"
    r"|reached for)\b"
)
_SEIZED = rx.compile(r"(?i)\b(?:seiz\w+|confiscat\w+|impound\w+|captur\w+)\b")
_RELIEF = rx.compile(
    r"(?i)\b(?:aid|humanitarian|relief|food|supplies|assistance|convoys?|trucks?|grain|medic\w+"
    r"|fuel|rations|warehouses?|cargo|shipments?|consignments?"
    r"|bound for Ukraine|(?:bound|destined) for (?:the )?(?:front|hospitals?"
    r"|camps?|refugees|Ukraine|Gaza|Sudan))\b"
)
#: "Ready to go back to the front": the mended goods return.
_TO_FRONT = rx.compile(
    r"(?i)\b(?:go|went|gone|goes|sent|turn\w*|head\w*|sail\w*) back to (?:the )?(?:front"
    r"|fight\w*|battle\w*|war\b|Ukrain\w+|service|action|work|use|duty|troops|soldiers|units)"
)
_PUT_UP = rx.compile(r"(?i)\Aput(?:ting)? up\b")
#: "The main strands of the support", "Delayed Arms Sales".
_STRAND = rx.compile(r"(?i)\b(?:main|key|two|three|four|all|several|other|these|the|of) strands?\b")
#: "Left after ending its mission": what is over, and not held up.
_OVER = rx.compile(
    r"(?i)\A(?:end|finish|complet|conclud)(?:s|ed|ing)? (?:its|their|his|her|our) (?:[\w-]+ ){0,2}?"
    r"(?:missions?|tours?|visits?|stay|deployment|rotation|shift|trip|work)\Z"
)
_REQUEST = rx.compile(r"(?i)\bno (?:[\w-]+ )?(?:requests?|calls?|appeals?|need|sign|talk|word)\b")
_AS_HE_SPOKE = rx.compile(r"(?i)\bpaus(?:ed|es|ing) (?:for|to|before|as) (?:breath|think|a)\b")
#: "Could prevent this or whether": an act weighed and not done.
_MIGHT = rx.compile(
    r"(?i)\b(?:could|might|may|would|can|to|threaten\w* to|risks?|seek\w* to|try\w* to"
    r"|tried to|attempts? to|designed to|want\w* to|aim\w* to) (?:\w+ly |also |further |even )?\Z"
)
_HARM = rx.compile(r"(?i)\A(?:derail|prevent|thwart|undermin|sink|kill|torpedo|hamstr|foil)")
_PEOPLE_WAIT = rx.compile(
    r"(?i)\b(?:people|patients|villagers|families|refugees|survivors|residents|victims|children"
    r"|civilians|wounded|injured)\b[^.;,]{0,30}(?:wait|stuck|stranded|trapped)"
)
_GOVERN = rx.compile(
    r"(?i)\b(?:government|public|state|federal|civil) services?$|\bshutdown of gov"
)
_SERVICES = rx.compile(
    r"(?i)\A(?:essential|basic|public|social|government|vital|municipal|water|health) services?\Z"
)
_NAME = rx.compile(r"\b(?:Delayed|Paused|Blocked|Stalled|Suspended|Frozen) [A-Z][a-z]+ [A-Z]")
_OUR_WILL = rx.compile(
    r"(?i)\b(?:will|must|do|does|shall|can) not (?:be )?(?:waver|falter|weaken|flag|fail|rest)\b"
)
#: "Closed Rafah crossing", "the sealed border": how it is.
_ADJECTIVE = rx.compile(
    r"(?i)\b(?:the|a|an|still|now|this|of|through|via|at|near|as|now|long|long-)[ -]\Z"
)
_WISH = rx.compile(
    r"(?i)\b(?:urg\w+|call\w* (?:on|for|upon)|ask\w*|appeal\w*|demand\w*|plead\w*|must|should"
    r"|needs? to|want\w*|beg\w*|press\w*|in order to|designed to|aim\w* (?:to|at)|plans? to"
    r"|plann\w+ to|help\w* (?:to )?|includ\w+|support\w*|for|by|effort\w* to|work\w* to"
    r"|commit\w* to)"
    r"(?: [\w’'-]+){0,6} \Z"
)


def none(scene: Scene, draft: Draft) -> bool:
    """Whether a draft tells of nothing that is held up."""
    return any(no(scene, draft) for no in _NOES)


def _words(scene: Scene, draft: Draft) -> tuple[str, str, str]:
    """The sentence up to a draft, the draft's words, and a little behind."""
    page = scene.page
    begin, end = page.sentence(page.index(draft.span[0]))
    start = page.words[begin].start if begin < len(page.words) else draft.span[0]
    stop = page.words[end - 1].end if begin < end else draft.span[1]
    a, b = draft.span
    return page.text[start:a], page.text[a:b], page.text[b : max(b, min(stop, b + 90))]


def _nobodys(scene: Scene, draft: Draft) -> bool:
    """Such as "Russian exports fell", "lower the debt repayment"."""
    item = str(draft.fields.get("item", ""))
    plain = draft.fields["type"] in ("cut", "resumed") and not _MARTIAL.search(item)
    return bool(plain and (_NO_HELP.search(item) or _SERVICES.search(item)))


def _lives(scene: Scene, draft: Draft) -> bool:
    """Such as "families struggle to meet their basic needs"."""
    if draft.fields["type"] not in ("missed_target", "shortfall", "delayed"):
        return False
    if _CASH.search(str(draft.fields.get("item", ""))):
        return False  # "is short of money to meet the needs of refugees"
    _, said, behind = _words(scene, draft)
    return bool(_LIVES.search(said + behind))


def _general(scene: Scene, draft: Draft) -> bool:
    _, said, behind = _words(scene, draft)
    return draft.rule == "delay.stuck" and bool(
        _GENERAL.search(draft.reason) or _GENERAL.search(said + behind[:20])
    )


def _seized(scene: Scene, draft: Draft) -> bool:
    """Such as "the smuggled vehicles were seized": no help on its way."""
    if draft.fields["type"] != "diverted" or not _SEIZED.search(draft.reason):
        return False
    before, said, behind = _words(scene, draft)
    return not _RELIEF.search(before + said + behind)


def _to_front(scene: Scene, draft: Draft) -> bool:
    _, said, behind = _words(scene, draft)
    return draft.fields["type"] == "diverted" and bool(_TO_FRONT.search(said + behind))


def _phrased(scene: Scene, draft: Draft) -> bool:
    """Such as "put up 15 camps", "the main strands", "no request for help has come"."""
    said = _words(scene, draft)[1]
    if _PUT_UP.search(draft.said) or _OVER.match(said):
        return True
    if draft.rule == "delay.strand" and _STRAND.search(said):
        return True
    if draft.rule == "delay.none" and (_REQUEST.search(said) or _AGAIN_WAR.search(said)):
        return True
    return bool(_NAME.search(said) or _AS_HE_SPOKE.search(said) or _OUR_WILL.search(said))


_AGAIN_WAR = rx.compile(
    r"(?i)\bto (?:attack|bomb|shell|strike|fight|fire|hit|protest)\b|\w+ing at\b"
)


def _might(scene: Scene, draft: Draft) -> bool:
    """Such as "strikes that could derail support": nothing is derailed."""
    verb = draft.said
    if not _HARM.match(verb):
        return False
    page = scene.page
    begin, _ = page.sentence(page.index(draft.span[0]))
    at = page.text.find(verb[:4], max(draft.span[0], page.words[begin].start), draft.span[1])
    return at >= 0 and bool(_MIGHT.search(page.text, max(0, at - 30), at))


def _waiting(scene: Scene, draft: Draft) -> bool:
    """Such as "injured villagers are still waiting to be evacuated"."""
    before, said, _ = _words(scene, draft)
    return "wait" in draft.reason and bool(_PEOPLE_WAIT.search(before + said))


def _adjective(scene: Scene, draft: Draft) -> bool:
    """Such as "through the closed Rafah crossing"."""
    if draft.rule != "delay.closed" or not re.match(
        r"closed|shut|sealed|blocked", draft.reason[1:]
    ):
        return False
    a = draft.span[0]
    return bool(_ADJECTIVE.search(scene.page.text[max(0, a - 12) : a]))


def _government(scene: Scene, draft: Draft) -> bool:
    return bool(_GOVERN.search(str(draft.fields.get("item", ""))))


def _to_resume(scene: Scene, draft: Draft) -> bool:
    """Such as "urged donors to restore funding", "a plan for restoring aid"."""
    if draft.fields["type"] != "resumed":
        return False
    verb = draft.said.split()[0].lower()
    bare = re.match(
        r"(?:restor|reviv|reinstat|resum|restart|reopen|renew|unblock|eas|lift)(?:e|ing)?\Z", verb
    )
    before = _words(scene, draft)[0]
    return bool(bare and _WISH.search(before[-90:].rstrip() + " "))


_TO_ATTACKER = rx.compile(rf" (?:[\w-]+ ){{0,2}}?(?:to|for) (?:the )?(?:{wars.NAMES})\b")
_FOES = wars.ATTACKERS | frozenset(code for war in wars.WARS for code in war.armed_by)


def _of_foes(scene: Scene, draft: Draft) -> bool:
    """Such as "hopes to halt arms supplies to" an attacker: nobody's help is held up."""
    item = draft.spans.get("item")
    if item is None or draft.fields["type"] not in ("paused", "suspended", "cut", "blocked"):
        return False
    page = scene.page
    owner = page.actor_at(page.index(item[0])) or page.actor_at(page.index(item[0]) - 1)
    theirs = owner is not None and owner.id in _FOES and owner.end > item[0] - 2
    arms = bool(_MARTIAL.search(page.text[slice(*item)]))
    return bool(arms and theirs) or bool(_TO_ATTACKER.match(page.text, item[1]))


_NOES = (
    _of_foes,
    *(_nobodys, _lives, _general, _seized, _to_front, _phrased, _might, _waiting),
    *(_adjective, _government, _to_resume),
)
