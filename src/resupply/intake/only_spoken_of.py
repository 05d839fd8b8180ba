"""What stands in the news of aid and is no gift: fields of work, state costs, names of offices.

Read from the words of the clause before a thing; what has a figure of its own is left to others,
but for sums of money that measure an economy.
"""

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

_ON = (
    r"(?:(?!\b(?:which|who|that|while|but|after|before|as|when|where|since|because|has|had|have"
    r"|will|would|is|was|are|were|announc\w+|pledg\w+|promis\w+|donat\w+|sent|gave|deliver\w*)\b)"
    r"[^.;:!?“”\"\n])*"
)
#: As `_ON`, of a clause that tells what might have been done.
_ON_BE = r"(?:(?!\b(?:while|but|after|because)\b)[^.;:!?“”\"\n])*"
#: Such as "in areas such as shelter, water and": where help is given, not what.
_FIELDS = rx.compile(
    r"\b(?:areas?|fields?|sectors?|domains?|spheres?|priorities)"
    r"(?:,? (?:such as|like|including|among them|of)"
    rf"|:) {_ON}$|\bsuch (?:areas|fields|sectors|domains|spheres) as {_ON}$"
)
#: Such as "expenditures of the state, among them pensions and": what a state pays at home.
_COSTS = rx.compile(
    r"\b(?:expenditures?|expenses|costs|obligations|outlays|bills)\b[^.;:!?\n]{0,90}?,? "
    rf"(?:among them|including|such as|like|in particular|mainly|chiefly) {_ON}$"
)
#: Such as "struggled to pay for imports of food,": what is traded.
_TRADED = rx.compile(
    r"\b(?:[Ii]mports?|[Pp]rices?|[Ss]hortages?|[Ss]carcity|[Cc]onsumption"
    rf"|[Tt]he (?:total |overall |(?:second|third|fourth)-)?(?:(?:high|larg|great|bigg)est )?number"
    rf"|(?:makers?|producers?|manufacturers|exporters|importers)) of (?:the )?{_ON}$"
    r"|\b(?:[Tt]rouble|[Pp]roblems?|[Dd]ifficulties|[Oo]utages|[Dd]isruptions?|[Ii]nterruptions?)"
    rf" (?:with|of|in|to) (?:the )?{_ON}$"
    rf"|\b[Ii]mports?\b[^.;:!?\n]{{0,40}}?,? (?:including|such as|among them) {_ON}$"
)
#: Such as "there will be no": what is not there.
_NONE = rx.compile(r"\b(?:[Nn]o|[Nn]either|[Nn]or)(?: (?:functioning|clean|working|adequate))? $")
#: Such as "The money will help to provide": what aid is for.
_HELPS = rx.compile(
    r"\b(?:It|This|They|(?:[Tt]he|[Tt]his|[Tt]hese) (?:[a-z]+ )?(?:money|funds?|package|grant"
    r"|funding|donation|contribution|allocation|sum)) (?:will|would|is to|can|could|should) "
    rf"(?:also )?(?:help|be used|be spent|allow|enable|go) {_ON}$"
)
#: Such as "Committee on National Health,": the rest is the name of an office.
_OFFICE = rx.compile(
    r"\b(?:Committee|Commission|Ministry|Minister|Department|Directorate|Cent(?:er|re)|Office|Agency"
    r"|Bureau|Institute|Association|Secretary|Council|University|Faculty|School|Service|Board|[Tt]eam"
    r"|[Cc]ontingent|[Dd]etachment|[Cc]rew)s? "
    r"(?:on|for|of) (?:the )?(?:(?:[A-Z][\w’'-]+|and|of|for|&),? )*$"
)
#: Such as "from the already announced packages": told of before.
_BEFORE = rx.compile(
    r" (?:from|under|in|within) (?:the |its |their )?(?:\w+ )?(?:already|previously|earlier) "
    r"(?:announced|promised|pledged|approved|agreed|declared|allocated)\b"
)
#: Such as "reserves well above": what an economy has.
_ECONOMY = rx.compile(
    r"\b(?:reserves|GDP|gross domestic product|revenues?|turnover|exports|imports|inflation)"
    r"(?: (?!with\b|by\b|through\b|loan\b|grant\b|from\b)[a-z]+){0,3}? "
    r"(?:above|below|over|beyond|exceed(?:s|ed|ing)?|to|at|of|reach(?:es|ed)?|total(?:s|led)?) "
    r"(?:(?:about|around|over|more than|nearly|almost|some|roughly|just) )*$"
)
#: What is told, allowed or asked, and never goods.
_WORDS = frozenset(
    [
        *("instruction", "opportunity", "permission", "approval", "invitation", "directive"),
        *("message", "signal", "appeal", "answer", "reply", "request", "question", "consent"),
    ]
)
_GIVING = (
    r"(?:\w+ing|(?:the )?(?:deliver(?:y|ies)|suppl(?:y|ies)|transfers?|provision|exports?) of)"
)
#: Such as "its stance on sending": what is thought of it.
_THOUGHT = rx.compile(
    r"\b(?:polic(?:y|ies)|stance|attitude|views?|row|dispute|quarrel|rift|disagreements?|talk"
    r"|rumou?rs?|laws?|ban|rules|restrictions|limits|dilemma|caution|scepticism|doubts?) "
    rf"(?:on|of|over|about|towards?|regarding) {_GIVING} {_ON}$"
)
#: Such as "denied reports that it had sent": what was not done.
_NOT_SO = rx.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|refut\w+|fake|false|untrue|unfounded) "
    r"(?:\w+ ){0,3}?(?:reports?|claims?|allegations?|rumou?rs|suggestions?|news|stories|posts?)"
    rf" (?:that|of|about) {_ON_BE}$"
)
#: Such as "Had it sent": likewise.
_HAD_IT = rx.compile(rf"[“\"]?(?:Had|Were) (?:\w+ ){{1,3}}?(?:\w+ed|sent|given|to) {_ON_BE}$")
_SAID_TO_BE = rx.compile(
    rf"(?:\w+ ){{0,2}}?(?:[Rr]eports|[Cc]laims|[Rr]umou?rs) (?:that|of) {_ON_BE}$"
)
_UNTRUE = rx.compile(
    r"[^.;:!?\n]{0,120}?\b(?:(?:is|are|was|were|been|proved) (?:\w+ )?(?:denied|dismissed|refuted"
    r"|rejected|false|untrue|fake|wrong|unfounded))\b"
)
_CUES = (_FIELDS, _COSTS, _TRADED, _THOUGHT)
_BACK = 220


def holds(page: Page, thing: Thing) -> bool:
    """Whether a thing is only spoken of.

    Args:
        page: The text.
        thing: Goods or a sum.
    """
    text = page.text
    begin = page.words[page.sentence(thing.first)[0]].start
    start = max(begin, thing.start - _BACK)
    if thing.head in _WORDS or _NOT_SO.search(text, start, thing.start):
        return True
    if _HAD_IT.match(text, begin, thing.start):
        return True
    if _SAID_TO_BE.match(text, begin, thing.start) and _UNTRUE.match(text, thing.end):
        return True
    if thing.money:
        return _ECONOMY.search(text, start, thing.money.begin) is not None
    if thing.values:
        return False
    if any(cue.search(text, start, thing.start) for cue in _CUES):
        return True
    if thing.item[:1].isupper() and _OFFICE.search(text, start, thing.start):
        return True
    if thing.family == "aid" and _HELPS.search(text, start, thing.start):
        return True
    near = max(begin, thing.start - 30)
    return bool(_NONE.search(text, near, thing.start) or _BEFORE.match(text, thing.end))
