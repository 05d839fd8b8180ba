"""Things that nobody gives: what others are called upon for, what people live on, what is traded.

Read from the words of the clause before a thing and right behind it.
"""

import re

from resupply.intake import only_spoken_of, rx
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: The rest of a clause: no sign that ends it, and no word that begins another.
_ON = (
    r"(?:(?!\b(?:which|who|that|while|but|after|before|as|when|where|since|because|adding|saying"
    r"|said|says|has|had|will|would|is|was|were|announc\w+|pledg\w+|promis\w+|donat\w+|sent)\b)"
    r"[^.;:!?“”\"\n])*"
)
#: As `_ON`, of a clause that tells what might be done.
_ON_BE = r"(?:(?!\b(?:which|who|that|while|but|after|before|because)\b)[^.;:!?“”\"\n])*"
_ALL = (
    r"(?:donors?|community|partners|world|member states|(?:other )?(?:countries|governments|nations"
    r"|states)|allies|everyone|leaders|europeans?|public)"
)
#: Such as "urges donors to step up their funding to provide": what they are to give.
_CALLED_UPON = rx.compile(
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|appeal(?:s|ed|ing)? to"
    r"|ask(?:s|ed|ing)|implor(?:e|es|ed|ing)|beg(?:s|ged|ging)|press(?:es|ed|ing))"
    rf" (?:[\w-]+ ){{0,3}}?{_ALL} (?:to|for) {_ON}$"
    r"|\bdemand(?:s|ed|ing)? (?:that )?(?:[\w’'-]+ ){1,4}?(?:pay|repay|give|send|provide|return"
    rf"|spend|hand over|deliver|supply) {_ON}$",
    re.IGNORECASE,
)
#: Such as "people depend on deliveries of": what they live on.
_LIVE_ON = rx.compile(
    r"\b(?:depends?|depended|(?:is|are|was|were|remains?|be|been|people|families|children) "
    r"(?:\w+ )?(?:dependent|reliant|depending|relying|surviving|living)|rel(?:y|ies|ied)"
    rf"|survived?s?|live) (?:\w+ )?(?:up)?on {_ON}$"
)
#: Such as "shows the need to provide more": what somebody should do.
_NEED_TO = rx.compile(
    r"\b(?:(?:need|necessity|urgency|duty|imperative|importance|time) (?:to|of) (?:\w+ )?"
    r"|(?:needed|required|necessary)[”\"]? to (?:(?:go on|carry on|keep|keep on|continue|help|start"
    r"|begin|be able to) (?:to )?)?)"
    rf"(?:provid|giv|send|suppl|deliver|boost|increas|strengthen|step|scal|secur|get)\w* {_ON}$"
)
#: Such as "hopes to get at least": what somebody wishes for.
_HOPED = rx.compile(
    r"\bhop(?:es?|ed|ing) (?:to (?:get|receive|obtain|secure|see|have|win)|for(?! [^.;]{0,60} to ))"
    rf" {_ON}$"
)
_WHO_LACK = (
    r"(?:people|families|children|residents|survivors|households|refugees|civilians|communities"
    r"|victims|villagers|patients|hospitals|evacuees|women|persons|[Tt]hey)"
    r"(?: (?:who|there|here|(?:in|of|from|across) (?:the )?[\w’'-]+(?: [A-Z][\w-]+)?))?"
)
#: Such as "where people are short of food and", "40,000 people will need help, including".
_LACKING = rx.compile(
    rf"\b{_WHO_LACK} (?:(?:is|are|was|were|will|would|may|could|now|still|also|urgently|badly"
    r"|desperately|remain|running|left) )*"
    r"(?:short of|without|in (?:\w+ )?need of|out of|lack(?:s|ed|ing)?|cut off from|deprived of"
    rf"|needs?|requires?) {_ON}$"
)
#: Such as "needs": right before a sum.
_NEEDS = rx.compile(r"\b(?:needs?|needed|requires?|required|seeks?|seeking|lacks?) (?:\w+ ){0,2}$")
#: Such as "needs $90 million", and "of it" right behind a part of that sum.
_NEEDED_SUM = rx.compile(
    r"\b(?:needs?|requires?|seeks?|asks? for|asked for|appeals? for|appealed for) (?:\w+ ){0,3}"
    r"(?:[A-Z]{2,3} ?)?[$€£¥]? ?\d[^\n]*\s*$"
)
_OF_IT = rx.compile(r" of (?:it|this|that|which|the (?:sum|money|total))\b")
#: Who sells abroad: "traders have shipped out".
_TRADERS = rx.compile(
    r"\b(?:[Tt]raders|[Ee]xporters|[Gg]rowers|[Ss]hippers|[Ff]armers|[Pp]roducers)"
    r"(?: (?:in|from|of) (?:the )?[\w-]+)? (?:has |have |had |\w+ly )*"
    rf"(?:shipped|exported|sold|sent|delivered|supplied) {_ON}$"
)
#: Such as "can carry payloads of up to": what something weighs or bears.
_WEIGHS = rx.compile(
    r"\b(?:payloads?|warheads?|(?:total|combined|gross|overall) weight|(?:lifting|carrying|load) "
    r"capacity) (?:of|is|was) (?:about |around |up to |over |nearly |more than )*$",
    re.IGNORECASE,
)
#: Such as "a flash appeal for the region, amounting to".
_APPEAL = rx.compile(
    r"\b[Aa]ppeals?\b[^.;\n]{0,90}\b(?:amount(?:s|ed|ing) to|total(?:s|l?ed|l?ing)|seek(?:s|ing)) "
    r"(?:about |around |up to |over |nearly |more than )*$"
)
#: Such as "The cost of helping them rose to a record high of".
_ROSE = rx.compile(
    r"\b(?:costs?|needs|requirements?|bills?|debts?|deficits?|gap|shortfall)\b[^.;\n]{0,140}?"
    r" (?:rose|surged|soared|grew|climbed|jumped|swelled|increased|risen|grown|reached|hit)"
    r" (?:to )?(?:an? )?(?:record |new |all-time )?(?:(?:high|peak|level) )?(?:of )?"
    r"(?:about |around |over |nearly |more than )*$"
)
#: Such as "$80 million six-month (May to October) net funding requirements": what is to be found.
_REQUIRED = rx.compile(
    r"(?: ?\([^()\n]{1,40}\)|[ -](?!for\b|to\b|in\b|and\b)[\w-]+){0,4}?"
    r" (?:funding|financial|financing|resource|resources) (?:requirements?|needs?|appeal)\b"
)
#: Such as "$80 million sought to provide".
_SOUGHT = rx.compile(
    r" (?:still |urgently )?(?:sought|required|requested|needed|appealed for|asked for)\b"
)
_CUT = rx.compile(
    r"\s?(?:(?:budget|funding|aid|spending) )?(?:cuts?|cutbacks?|reductions?|losses|savings)\b"
)
#: Such as "to refill stocks": for whom that buys.
_REFILLS = rx.compile(
    r"(?: [\w-]+){0,4} to (?:refill|replenish|restock|backfill|replace|make up for|fill) "
    r"(?:(?:its|their|own|our|the gaps?|stocks?|stockpiles?|inventor(?:y|ies)|arsenals?)\b"
    r"|(?:those|what|the [\w-]+|[\w-]+) (?:which |that )?(?:it |they |each \w+ )?"
    r"(?:has |have |had )?(?:given|gave|sent|donated|handed|delivered|supplied|promised)\b)"
)
_BUYS = frozenset(["buy", "order", "purchase", "procure", "acquire", "contract"])
#: Such as "was bought in 2007, but never deployed": how old it is.
_OF_OLD = rx.compile(
    r" (?:was|were|had been) (?:first )?(?:bought|built|acquired|ordered|purchased|made) "
    r"(?:in|during) (?:the )?(?:\w+ )?(?:19|20)\d\ds?\b(?! (?:for|by|to)\b)"
)
#: Such as "would not say whether Rome will send", "It is unclear if": what nobody has settled.
_UNSETTLED = rx.compile(
    r"\b(?:(?:(?:not|cannot|yet|never|nobody|no one|declin\w+|refus\w+|without|un(?:able|willing))"
    r"|n[’']t) (?:\w+ ){0,3}?(?:say|said|saying|tell|told|decided?|confirm(?:ed)?|specify|specified"
    r"|clear|known?|reveal(?:ed)?|settled?|sure|certain|disclosed?|announced?|agreed?)"
    r"|unclear|unknown|uncertain|unsure|undecided|unresolved|open|remains to be seen|doubt\w*"
    r"|no (?:\w+ )?(?:decision|word|agreement)(?: \w+){0,3}?)"
    rf"(?: (?:on|about|as to|yet|today|still))? (?:whether|if|when or whether)\b(?! not) {_ON_BE}$",
    re.IGNORECASE,
)
#: Such as "Whether Rome would send the radar": before what is told of it.
_WHETHER = rx.compile(rf"[\s“\"]*Whether (?!or not){_ON_BE}$")
_OPEN = rx.compile(
    r"[^.;:!?\n]{0,160}?\b(?:open|unclear|unknown|uncertain|undecided|unresolved|remains? to be"
    r"|(?:not|n[’']t) (?:yet )?(?:\w+ )?(?:clear|known|said?|sure|decided|settled))\b"
)
_CUES = (_CALLED_UPON, _LIVE_ON, _NEED_TO, _HOPED, _LACKING, _UNSETTLED)
#: Such as "among them members of Malta's": whom others come from.
_MEMBERS = rx.compile(
    r"\b(?:members?|staff|experts?|specialists?|volunteers|personnel) (?:of|from) [^.;:]{0,50}$"
)
_PAPERS = frozenset(["decision", "resolution", "law", "bill", "decree", "document", "memorandum"])


def is_only_told(page: Page, thing: Thing, governed: Governed) -> bool:
    """Whether nobody gives a thing, by the words around it.

    Args:
        page: The text.
        thing: Goods or a sum.
        governed: Its verb.
    """
    text, begin = page.text, page.words[page.sentence(thing.first)[0]].start
    start = max(begin, thing.start - 260)
    if any(cue.search(text, start, thing.start) for cue in _CUES):
        return True
    if _WHETHER.match(text, begin, thing.start) and _OPEN.match(text, thing.end):
        return True
    if only_spoken_of.holds(page, thing):
        return True
    if _TRADERS.search(text, start, thing.start) or thing.head in _PAPERS:
        return True
    if thing.money:
        return _is_sought(text, start, thing, thing.money.end)
    team = thing.family == "rescue" and not thing.values
    if team and _MEMBERS.search(text, max(start, thing.start - 80), thing.start):
        return True
    if thing.unit and _WEIGHS.search(text, start, thing.start):
        return True
    trigger = governed.trigger
    bought = trigger is not None and (trigger.lemma in _BUYS or trigger.group == "receive")
    return bought and bool(_REFILLS.match(text, thing.end) or _OF_OLD.match(text, thing.end))


def _is_sought(text: str, start: int, thing: Thing, end: int) -> bool:
    """Whether a sum is one that somebody needs, asks for or cuts."""
    if any(cue.search(text, start, thing.start) for cue in (_APPEAL, _NEEDS, _ROSE)):
        return True
    if _REQUIRED.match(text, end) or _CUT.match(text, end) or _SOUGHT.match(text, end):
        return True
    part = _OF_IT.match(text, end)
    return bool(part and _NEEDED_SUM.search(text, max(0, thing.start - 250), thing.start))
