"""Turns of phrase of delays that are rarer: holds kept and lifted, consent awaited, gaps of money.

Patterns alone; `delay_turns` reads them.
"""

from resupply.intake import rx

#: Goods, money and help that can be held up.
AID = (
    r"(?:(?:[\w’'-]+ (?:and )?){0,4}?(?:aid|assistance|support|help|rations|deliver(?:y|ies)"
    r"|supplies|food|weapons|arms|(?:am)?munitions?|missiles|tanks|jets|aircraft|shells|vehicles"
    r"|bombs|rockets|drones|howitzers|guns|planes|helicopters|interceptors"
    r"|equipment|systems?|goods|fuel|medicines?|grain|convoys?|trucks?|shipments?|backfill\w*"
    r"|transfers?|tranches?|packages?|funding|funds|training|relief)"
    r"(?: (?:aid|assistance|support|deliver(?:y|ies)|supplies|shipments?|packages?|systems?))?)"
)
_MONEY = r"(?:money|funds|funding|cash|financing)"
_PAPER = (
    r"(?:approval|ratification|clearance|consent|green light|permission|authori[sz]ation|go-ahead"
    r"|(?:export )?licen[cs]es?|signature|sign-off|assent|endorsement)"
)
_DEAL = (
    r"(?:(?:[\w’'-]+ ){0,3}?(?:sales?|deals?|bills?|loans?|grants?|agreements?|contracts?|requests?"
    r"|orders?|proposals?|exports?))"
)
_STILL = r"(?:still |now |yet |currently |also |\w+ly )*"
_BE = r"(?:is|are|was|were|remains?|remained|has been|have been)"

SHORT_OF_MONEY = rx.compile(
    rf"\b(?:{_BE}|stays?|leaving [\w’' ]{{3,30}}?|left [\w’' ]{{3,30}}?) {_STILL}"
    rf"(?:short of|low on|out of|starved of|strapped for) (?P<item>{_MONEY})\b(?! laundering)"
)
LACK_OF_MONEY = rx.compile(
    rf"\b[Ll]ack of (?:\w+ )?(?P<item>{_MONEY}|donations|contributions)\b|\b(?P<thing>"
    r"(?:[Ff]und(?:ing|s)|[Ff]inancing|[Cc]ash)) (?:gaps?|shortfalls?|shortages?|crunch"
    r"|squeeze)\b"
)
AWAITED = rx.compile(
    rf"\b(?P<item>{AID}|{_DEAL})(?: (?:to|for|of|in) [\w’' -]{{2,40}}?)? {_BE} {_STILL}"
    r"(?:awaiting|waiting for|pending|stuck awaiting|held up pending|on hold pending|subject to) "
    rf"(?:the |a |an |its |their |final |formal )*(?:[\w’'-]+ ){{0,3}}?{_PAPER}\b"
)
HOLD_KEPT = rx.compile(
    r"\b(?:keep(?:s|ing)?|kept|maintain(?:s|ed|ing)?|prolong(?:s|ed|ing)?|extend(?:s|ed|ing)?"
    r"|impos(?:es|ed|ing)|plac(?:es|ed|ing)) (?:in place )?(?:the |its |a |their |his )*"
    r"(?:[\w-]+ )?(?:hold|freeze|pause|suspension|block|halt|stop) on "
    rf"(?:the |its |all |any |their )*(?P<item>{AID}|(?:[\w-]+ )?ones|rest|remainder)\b"
)
RELEASED = rx.compile(
    r"\b(?:is|are|was|were|has|have|had|will be|would be) (?:now |since |finally |also )*"
    rf"releas(?:ing|ed) (?:the |its |some of the |held |delayed |withheld )*(?P<item>{AID})\b"
)
#: What stands before a release of goods that were held.
HELD = rx.compile(r"(?i)\b(?:hold|held up|held back|paus\w+|withh\w+|fr[eo]ez\w*|suspen\w+)\b")
VETO_LIFTED = rx.compile(
    r"\b(?:lifts|lifted|drops|dropped|withdraws|withdrew|withdrawn|removed|removes|abandons|abandoned"
    r"|waives|waived|g[ai]ve(?:s|n)? up|(?:decid\w+|agree\w*|chose|choos\w+|mov\w+|ready|prepar\w+"
    r"|consent\w*) to (?:lift|drop|withdraw|remove|abandon|waive|give up)) "
    r"(?:its |the |his |her |their |a |[A-Z]\w+['’]s? )*(?P<item>veto|objections?|opposition"
    r"|reservations?)(?= (?:on|to|against|of|in|over|after|and|so|as|when|which|last|this)\b"
    r"|[.,;\n]|\Z)"
)
AGAINST = rx.compile(
    r"\b(?:lean(?:s|ed|ing|t)?|com(?:es|ing) (?:out|down)|came (?:out|down)|spoke out|spoken out"
    r"|spoke|speak(?:s|ing)? out|decided|decides|ruled) (?:\w+ly )?against (?:new |any |more "
    r"|further |the |additional |another |giving |sending |providing |its )*"
    rf"(?P<item>{AID}|(?:[\w-]+ ){{0,2}}?(?:disbursements?|loans?|payments?|exports?"
    r"|allocations?))\b"
)
_HELP = (
    r"(?:(?:[Mm]ilitary|foreign|humanitarian|financial|economic|development|security|food|lethal"
    r"|arms|weapons?|direct|[A-Z]\w+) ){0,3}(?:aid|assistance|support|deliver(?:y|ies)|supplies"
    r"|shipments?|funding|contributions?|donations?|handouts)"
)
#: "Vowed to end his country's military support", "wants to halt all arms deliveries".
MEANS_TO_END = rx.compile(
    r"\b(?:(?:vow|pledg|promis|threaten|plan|intend|want|mean|seek|campaign|prepar|propos|decid"
    r"|aim|resolv|order|call)(?:s|n?ed|e|es|n?ing|t)? (?:on )?|sought |set |due |ready |about "
    r"|going |determined |(?:will|would|shall) )(?:to )?(?:\w+ly )?(?:end|stop|halt|cease"
    r"|discontinue|terminate|wind down|phase out|put an end to|cut off) (?:all |any |the |its "
    r"|their |his |her |our |further |future |such |more )*(?:\w+['’]s? )?"
    rf"(?P<item>{_HELP})\b(?! (?:routes|lines|chains?|work|cuts|groups|agenc|convoys))"
)
#: "The gap between needs and funding".
GAP_BETWEEN = rx.compile(
    r"\b(?:gap|gulf|mismatch|imbalance|disparity) between (?:the |[a-z]+ing )*(?:[a-z]+ )?(?:needs?"
    r"|requirements?|demands?|what is needed) and (?:the |available |actual |received |current )*"
    r"(?P<item>(?:humanitarian )?(?:funding|funds|money|financing|contributions|resources))\b"
)
PIPELINE = rx.compile(
    r"\b(?P<item>(?:(?:food|aid|medical|supply|nutrition|relief) ){1,2}pipelines?) "
    r"(?:breaks?|ruptures?|breakdowns?)\b"
)
HALVED = rx.compile(
    rf"\b(?P<item>(?:[\w-]+ )?[Rr]ations|{AID})(?: (?:was|were|has been|have been|being|be))?"
    r"(?: \w+ly| again)? (?:halved|slashed|cut in half)\b(?! (?:its|their|the)\b)"
)
GOAL_LATE = rx.compile(
    r"\b(?:reach|meet|hit|attain|achiev)(?:es|e|ed|ing|s)? (?:the|its|their|that|this|our) "
    r"(?:[\w-]+ ){0,2}?(?P<item>goal|target|objective|milestone|number|rate)s? "
    r"(?:[\w-]+ ){0,6}?(?:late\b(?! (?:this|next|in|last|\d))|later than|behind schedule)"
)
NO_LONGER = rx.compile(
    r"\b(?:will|would|can|could|do|does|shall) no longer (?:be )?(?:able to )?(?:(?P<item>arm)\b"
    r"|(?:supply|send|deliver|provide|transfer|give|fund|finance|hand over|ship)(?:ing)? "
    rf"(?:[A-Z]\w+ |its |any |such |the |more |with )*(?P<thing>{AID})\b)"
)
WILL_NOT = rx.compile(
    r"\b(?:will|would) not (?:send|supply|deliver|provide|give|hand over|transfer|ship) "
    rf"(?:[A-Z]\w+ |its |any |such |the |these |those |more |with )*(?P<item>{AID})\b"
)
#: "Parliament failed to help Kyiv", with whom it leaves alone right behind.
FAILED_TO_HELP = rx.compile(
    r"\b(?P<who>[A-Z][\w’-]+(?: [A-Z]\w+)?|parliament|lawmakers|senate|congress|house|council"
    r"|(?:the )?(?:government|world|West|international community|donors|allies)) "
    r"(?:has |have |had |again |once more |so far )*fail(?:s|ed) to (?:\w+ly )?"
    r"(?P<item>help|support|assist|arm|fund|aid) (?:the |its |their )?"
    r"(?=[A-Z]|people\b|civilians\b|refugees\b|victims\b|army\b|them\b)"
)
_WAY = (
    r"(?:(?:(?!The )[A-Z][\w’'-]+ ){0,3}(?:border )?(?:crossings?(?: points?)?|border|corridor|road"
    r"|port|airport|bridge))"
)
OPEN_AGAIN = rx.compile(
    r"(?:\b(?P<who>(?:[A-Z][\w’-]+ ){0,3}[A-Z][\w’-]+) (?:has |had |have )?(?:announced|declared"
    r"|decided|ordered|agreed) that (?:the |its |all )?)?"
    rf"\b(?P<item>{_WAY}) (?:is|was|are|were|would be|has been|have been|had been) (?:now |once )?"
    r"(?:open(?:ed)? (?:again|once more)|back open|re-?opened)\b"
)
REOPENED = rx.compile(
    r"\b(?:(?:has|have|had) (?:now |again )?)?(?:re-?opened|opened again) "
    rf"(?:the |its |all |a )*(?P<item>{_WAY})\b"
)
LOOTED = rx.compile(
    r"\b(?:loot|ransack|plunder|pillag)(?:s|ed|es)? (?:the |a |an |its |all |several |two |three )*"
    r"(?:[A-Z]\w+(?:['’]s)? )?"
    r"(?P<item>(?:[a-z-]+ )?(?:stores?|stocks|warehouses?|depots?|storehouses?))\b"
)
EFFORTS = rx.compile(
    r"\b(?P<item>[Ee]fforts to (?:help|feed|reach|deliver|bring|get|provide|supply|evacuate|arm"
    rf"|distribute|send|aid|assist))\b(?: [\w’'-]+){{0,12}} {_BE} (?:\w+ly |also )?"
    r"(?:held up|stalled|stuck|hampered|blocked|delayed|hindered|obstructed|thwarted|frustrated"
    r"|bogged down|impeded|disrupted)\b"
)
HALVING = rx.compile(
    r"\b(?:[Hh]alving|[Ss]lashing|[Gg]utting|[Tt]rimming|[Ss]caling (?:back|down)) (?:of )?"
    rf"(?:its|their|the|all|his|her|our) (?P<item>{AID})\b"
)
LIMBO = rx.compile(
    rf"\b(?P<item>{AID}|Aid|{_DEAL}|(?:(?![Tt]he )[\w’'-]+ )?(?:purchases?|procurement|projects?"
    r"|programmes?|programs?|plans?))(?: (?:to|of|for|from|by|with) [\w’' -]{2,30}?)? "
    rf"(?:{_BE}|stays?|stayed|hangs?|hung) {_STILL}(?:in limbo|in the balance|up in the air)\b"
)

ROWS = (
    (LIMBO, "stalled", "limbo"),
    (HALVING, "cut", "halving"),
    (FAILED_TO_HELP, "refused", "failed_to_help"),
    (OPEN_AGAIN, "resumed", "open_again"),
    (REOPENED, "resumed", "reopened"),
    (LOOTED, "diverted", "looted"),
    (EFFORTS, "stalled", "efforts"),
    (SHORT_OF_MONEY, "shortfall", "short_of_money"),
    (LACK_OF_MONEY, "shortfall", "money_gap"),
    (AWAITED, "stalled", "awaited"),
    (HOLD_KEPT, "paused", "hold_kept"),
    (RELEASED, "resumed", "released"),
    (VETO_LIFTED, "resumed", "veto_lifted"),
    (AGAINST, "refused", "against"),
    (MEANS_TO_END, "suspended", "means_to_end"),
    (GAP_BETWEEN, "shortfall", "gap_between"),
    (PIPELINE, "shortfall", "pipeline"),
    (HALVED, "cut", "halved"),
    (NO_LONGER, "paused", "no_longer"),
    (WILL_NOT, "refused", "will_not"),
    (GOAL_LATE, "delayed", "goal_late"),
)
#: Told alone: where the sentence tells another delay, this is only why.
ALONE = frozenset(["delay.money_gap", "delay.pipeline"])
#: A gap that is closed or only feared is none, nor one of factories.
CLOSED = rx.compile(
    r"(?i)\b(?:th(?:is|at) \Z|(?:clos|fill|bridg|cover|plug|narrow|address|avoid|avert|prevent"
    r"|eas|offset|meet|solv|overcom|potential|possible|no|any|without|if|despite|reduc|tackl"
    r"|compensat)\w*"
    r"(?: for)?(?: (?:the|a|an|this|its|their|any|these|some|part|of))*(?: [\w-]+){0,2} \Z"
    r"|(?:industr\w+|capacit\w+|production|factor(?:y|ies))\b)"
)
