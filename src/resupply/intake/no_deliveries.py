"""Deliveries that are spoken of and not made: what cannot be brought, what is asked of a sum."""

import re

from resupply.intake import rx
from resupply.intake.need_words import MUST_COME
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.wars import of_foes

_BRING = (
    r"(?:deliver\w*|bring\w*|provid\w*|send\w*|suppl(?:y|ying|ies)|get\w*|transport\w*|distribut\w*"
    r"|ship\w*|mov(?:e|ing)|(?:the )?(?:timely |safe |continued )*(?:delivery|deliveries"
    r"|supply|flow"
    r"|supplies|entry|distribution|provision|shipments?|transfer) of)"
)
#: As in "unable to deliver food", "delays in the delivery of shells", "the cost of bringing aid".
_FAILS = rx.compile(
    r"\b(?:inability|unable|not able|impossible|failures?|failed|failing|fails|costs?|pressure"
    r"|avenues?|routes?|difficult\w*|challenges?|barriers?|obstacles?|delays?|setbacks?|hurdles?"
    r"|disruptions?|constraints|hampered?|hindered?|imped\w+|complicat\w+|struggl\w+"
    r"|(?:crucial|vital|essential|critical|key|important|necessary) (?:for|to)) "
    r"(?:of (?:\w+ ){1,4}?(?:days|weeks|months|hours) )?(?:(?:to|of|in|with|for|on|the|from) )?"
    rf"(?:\w+ly )?(?:critical |vital |urgent |essential )?{_BRING} (?:[\w,’'-]+ ){{0,9}}$",
    re.IGNORECASE,
)
#: As in "received reports of closed hospitals": words, and no goods.
_REPORTS = rx.compile(
    r"\b(?:receiv\w+|got|gets?|getting|had|have) (?:[\w-]+ ){0,2}?(?:reports?|complaints"
    r"|information"
    r"|news|word|accounts|evidence|warnings|threats|allegations|confirmation) (?:of|about|on"
    r"|that)\b"
    r"[^.;]*$"
)
#: As in "unable to reach stores to deliver kits", "cannot certify the transfer of kit".
_CANNOT = rx.compile(
    r"\b(?:unable|not able|cannot|can ?not|impossible|too dangerous|yet) (?:to )?[^.;,]{0,60}?\bto "
    rf"{_BRING} (?:[\w,’'-]+ ){{0,9}}$"
    r"|\b(?:cannot|can ?not|could not|unable to|yet to) (?:\w+ly )?(?:certify|approve|authori[sz]e"
    r"|confirm|guarantee|decide)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
#: As in "to allow the urgent delivery of food": asked of others, and not made.
_ALLOWS = rx.compile(
    r"\bto (?:\w+ly )?(?:allow|permit|facilitate|ensure|guarantee|enable) (?:for )?(?:the )?"
    r"(?:[\w-]+ ){0,3}?(?:delivery|deliveries|supply|flow|entry|passage|distribution|provision) of "
    r"(?:[\w,’'-]+ ){0,9}$"
)
#: As in "prevented fuel from being delivered", "the ban keeps out", "had cut off its supply of".
_KEPT = rx.compile(
    r"\b(?:prevent\w*|bar(?:s|red)?|block\w*|bans?|banned|prohibit\w*|forb[ia]d\w*|cut off"
    r"|dwindling|depleted|shrinking|diminishing|concerns? (?:about|over)) (?:[\w’'-]+ ){0,3}?"
    r"(?:supply|supplies|stocks?|stockpiles?|reserves|flow|delivery|transfers?|(?:re-)?exports?) of"
    r" (?:[\w,’'-]+ ){0,9}$"
)
#: As in "of the 275 million needed", "of the requested $1 billion".
_PART_OF = rx.compile(
    r" of (?:the |its |their |an? )?(?:[\w-]+ ){0,2}?(?P<asked>requested |required |needed )?"
    r"(?:US|about |some |nearly |around )?$"
)
_ASKED = rx.compile(
    r" (?:(?:that |which )?(?:is |are |was |were |it )|being )?(?:needed|needs|required|requires"
    r"|requested|sought|appeal|asked for)\b"
)


_FORMS = rx.compile(
    r"(?:forms?|types?|kinds?|rounds?) of (?:[\w-]+ )?(?:aid|assistance|help|support)"
)
_DEEDS = frozenset(["movement", "mission", "attempt", "war", "vote"])
_VOTED = rx.compile(r"\bvot(?:e|ed|es|ing) (?:was |is |by |of )?$")
_VOTES = rx.compile(
    r" (?:in favou?r|(?:voting |voted )?against|abst\w+|to \d+ (?:against|in favou?r|votes?))\b"
    r"| votes?\b"
)
#: Such as "announced the termination of its food programme", "means to end the supply of".
_ENDS = rx.compile(
    r"\b(?:termination|ending|cessation|discontinuation|cancellation|end) (?:of|to) "
    r"(?:(?:its|the|their|all|most|any) )*(?:[\w-]+ ){0,4}$"
    r"|\b(?:end|ends|ended|ceases?d?|discontinued?|phase out|wind down|give up) "
    r"(?:(?:its|the|their|all|most|any|further|this|our) )*(?:military |humanitarian |arms )?"
    r"(?:suppl(?:y|ies)|deliver(?:y|ies)|provision|transfers?|shipments?|exports?|flow|sending)"
    r"(?: of (?:[\w,-]+ ){0,5})?$"
    r"|\b(?:cancel\w*|scrap\w*|abandon\w*|dropped|drops|gave up|vot(?:ed|es|ing) down|reneg\w+ on"
    r"|(?:pull|back)(?:s|ed|ing) (?:out of|away from)|w[ea]nt back on|walk(?:s|ed) back|shelv\w+)"
    r" (?:(?:an?|the|its|their|his|all|earlier) ){0,2}(?:plan|promise|pledge|offer|bill|gift|deal"
    r"|donation|deliverie|delivery|transfer|shipment)s? (?:of|for|on|to \w+) (?:[\w’'-]+ ){0,6}$"
    r"|\bagainst (?:(?:the|any|its|further) )?(?:(?:send|giv|supply|deliver|provid|donat|transferr"
    r"|export|sell)ing|(?:supply|delivery|deliveries|transfer|export|sale|provision) of) "
    r"(?:[\w-]+ ){0,5}$"
)
#: Such as "though there should have been 20 lorries".
_SHOULD = rx.compile(
    r"\b(?:should have been|was supposed to be|were supposed to be|instead of|rather than"
    r"|far cry from"
    r"|up from|down from|compared (?:with|to)) (?:the )?"
    r"(?:about |some |usual |roughly |over |promised |planned |agreed |pledged )*$"
)
#: Such as "the plan has only secured": a total, and nobody's gift.
_GOT = rx.compile(
    r"\b(?:received|secured|obtained|attracted|raised) (?:only|just|merely|barely|less than)"
    r" (?:about |around |some |approximately |roughly |nearly )*$"
    r"|\b(?:only|so far|just|barely|merely) (?:been )?(?:received|secured|obtained|attracted"
    r"|raised) "
    r"(?:about |around |some |approximately |roughly |nearly )*$"
)
_FROM = rx.compile(r"[^.;]{0,60}\bfrom (?:the )?[A-Z]")
_SHOT = rx.compile(
    r"\b(?:shoot(?:ing)?|shot) down (?:[\w,’'-]+ ){0,4}$|\b(?:repel\w*|fend(?:ing)? off) "
    r"(?:[\w,’'-]+ ){0,4}$"
)
_STOPS = rx.compile(
    r"(?:,? and (?:[\w-]+ ){1,2})? (?:(?:will|would|can|could|is|are) no longer be \w+ed"
    r"|(?:is|are|was|were) (?:expected|likely|about|set|due) to (?:run|end|expire|fall|drop|dry))\b"
)


#: As in "received only 5.6 billion out of the 44 billion": the whole.
_OUT_OF = rx.compile(
    r"\b(?:received|secured|obtained|attracted|raised)\b(?:[^.;]"
    r"|\.(?=\d)){3,40}illion (?:out )?of (?:the |its )?$"
)
#: As in "the appeal includes requests for Sudan ($6 billion)".
_REQUESTS = rx.compile(
    r"\b(?:appeal|plan|requirements?|needs)\b[^.;]{0,30}? includ\w+ [^.;]{0,20}?"
    r"(?:requests?|requirements?|needs|appeals) [^;]*\($"
)


def _of_foes(page: Page, begin: int, end: int) -> bool:
    """Whether a sentence tells of nobody but an attacker and those who arm it."""
    return of_foes({a.id for a in page.actors_in(begin, end) if a.kind in ("country", "org")})


#: "Should arrive by Christmas" is on its way; "should enter each day" is what is lacking.
_BY_DAY = rx.compile(
    r"(?: \w+){0,3}? (?:by|before|next|this|in) (?:the |early |late |mid-)?[A-Z\w]"
)


def is_none(page: Page, thing: Thing) -> bool:
    """Whether a thing stands in words of what does not come, or is the whole that was asked for."""
    begin, end = page.sentence(thing.first)
    lead = page.text[page.words[begin].start : thing.start]
    if _of_foes(page, begin, end):
        return True
    if _FORMS.match(thing.item or ""):
        return True  # "at least one form of assistance"
    if thing.head in _DEEDS or _ENDS.search(lead):
        return True
    voted = _VOTED.search(lead) or _VOTES.match(page.text, thing.end)
    due = MUST_COME.match(page.text, thing.end) if thing.values else None
    if due and not ("should" in due[0] and _BY_DAY.match(page.text, due.end())):
        return True  # "100 lorries need to enter"
    if thing.values and (voted or _SHOULD.search(lead)):
        return True
    if thing.money:
        lead = page.text[page.words[begin].start : thing.money.start]
        if _REQUESTS.search(lead) or _OUT_OF.search(lead):
            return True
        if _GOT.search(lead) and not _FROM.match(page.text, thing.end):
            return True
        part = _PART_OF.search(lead) if lead[-40:].count(" of ") else None
        asked = part is not None and (part["asked"] or _ASKED.match(page.text, thing.money.end))
        return bool(asked)
    if thing.values:
        return False
    said = (cue.search(lead) for cue in (_SHOT, _FAILS, _KEPT, _REPORTS, _CANNOT, _ALLOWS))
    return any(said) or _no_longer(page, thing)


def _no_longer(page: Page, thing: Thing) -> bool:
    """Such as "water would no longer be delivered", "fuel is expected to run out"."""
    _, end = page.sentence(thing.first)
    return bool(_STOPS.match(page.text, thing.end, page.words[end - 1].end))
