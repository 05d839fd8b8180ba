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
#: Such as "in areas such as shelter, water and": where help is given, not what.
_FIELDS = rx.compile(
    r"\b(?:areas?|fields?|sectors?|domains?|spheres?|priorities)(?: (?:such as|like|including|of)"
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
    rf"|[Tt]he (?:total |overall )?number) of (?:the )?{_ON}$"
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
    r"|Bureau|Institute|Association|Secretary|Council|University|Faculty|School|Service|Board)s? "
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
_CUES = (_FIELDS, _COSTS, _TRADED)
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
    if thing.head in _WORDS:
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
