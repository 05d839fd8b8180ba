"""Words that say that something runs short or is asked for."""

import re

from resupply.intake import rx

_HOW = (
    r"(?:[“\"‘']?(?:particularly|especially|desperately|severely|still|now|very|critically|dangerously"
    r"|also|again|almost|nearly|all but|virtually"
    r"|completely|fast|rapidly|quickly|perilously|already|often|always|sorely|acutely|seriously"
    r"|chronically|extremely|so|badly|urgently)[”\"’']? ){0,2}"
)
SHORT = rx.compile(
    rf"\b(?:(?:has|have|had|is|are|remains?|runs?|running|ran|was|were|be|been) {_HOW}[“\"‘']?"
    r"(?:(?:in )?(?:critically )?short(?: supply)?(?: of)?|running (?:out|low|short)(?: of| on)?"
    r"|run out(?: of)?|be exhausted|be depleted|out of(?! service| action| order|"
    r" the| reach| a | date| control| work)|low on|tight on(?! (?:time|space))|lacking"
    r"|scarce|depleted|exhausted|badly needed"
    r"|used up|running dry|run dry|dwindling|critically low|at (?:\w+ )?low levels?|urgently "
    r"needed|needed|required|necessary|essential|insufficient|"
    r"not enough)|(?:in|of) (?:urgent |dire |"
    r"desperate |great |immediate |acute )?need of"
    r"|(?:urgently|badly|desperately|sorely)[- ]needed|much needed|(?:is|are|remains?) "
    r"(?:the |our |their |its )*(?:most (?:needed|wanted|urgent)|greatest need"
    r"|top priority)|short on|for (?:want|"
    r"lack) of|starved of|run(?:ning)? "
    r"(?:out|low|short) (?:of|on)|ran (?:out|low|short) (?:of|on)|(?:must|have to|"
    r"need to) be (?:\w+ly )?(?:delivered|supplied|provided|increased|accelerated|expanded"
    r"|strengthened"
    r"|unblocked|released|raised|doubled|tripled|replenished|restored|replaced|financed|funded"
    r"|secured|let in|allowed in|brought in|let through|admitted"
    r"|stepped up|allowed|shipped|distributed|donated|transferred|handed over|sent|sped up)"
    r"|(?:is|are|was|were|has been|have been|stands?) (?:almost |nearly |completely )?empty"
    r"|(?:is|are|remains?) (?:now |still )?(?:an? |the |its |their |our |[A-Z]\w+['’]s )"
    r"(?:number one |single |two |three )?(?:higher|highest|main|first|urgent|top|greatest"
    r"|biggest|number one|chief|absolute) (?:priorit(?:y|ies)|needs?)"
    r"|cannot (?:keep up with|meet|satisfy) (?:the )?demand"
    r"|(?:left|leaves|leaving) (?:[\w’'-]+ ){1,3}short of"
    r"|(?:is|are) (?:almost|nearly|all but|virtually) gone"
    r"|(?:will|would|could|may|might) (?:soon |probably )?run (?:out|low|short|dry)(?: of| on)?"
    r"|there (?:is|are) (?:not enough|no|too (?:little|few)|hardly any))\b",
    re.IGNORECASE,
)

#: Such as "unless it gets 9 million", "if it does not secure 9 million".
UNLESS = rx.compile(
    r"\b(?:(?:unless|until)\b[^.;]{0,50}? (?:secures?|receives?|gets?|raises?|finds?|obtains?)"
    r"|(?:if|should)\b[^.;]{0,50}?(?:not|n['’]t|fails? to) "
    r"(?:secure|receive|get|raise|find|obtain))"
    r" (?:about |around |some |nearly |over |another |at least |a |an |further |additional )*$"
    r"|\b(?:required|needed|requested|necessary) (?:amount|sum|total|funding|funds|budget) of "
    r"(?:about |some |around |nearly |over )?$",
    re.IGNORECASE,
)
#: Of these, what can only be said of a stock.
USED_UP = rx.compile(
    r"used up|run(?:ning)? (?:out|low|short|dry)|exhausted|depleted|gone$|dwindling|low$|scarce"
)
#: Verbs of pressing somebody that no list of verbs of giving has: "pressed Berlin to send more".
PRESSED = rx.compile(
    r"\b(?:press(?:ed|es|ing)?|push(?:ed|es|ing)?|lobb(?:ied|ies|ying)|implor(?:ed|es|ing)"
    r"|exhort(?:ed|s)|plead(?:ed|s|ing)? with|begg(?:ed|ing)|pressur(?:ed|es|ing))"
    r" (?:[\w.’'-]+ ){1,8}?to (?P<does>give|send|provide|supply|step up|increase|raise|allow"
    r"|release|approve|deliver|speed up|accelerate|hand over|pass|lift|do|donate|transfer|share"
    r"|unblock|unlock|support|back|help|fund)\b"
)
#: Such as "asked the minister for a statement on the use of nuclear weapons": nothing lacked.
NOT_LACKED = rx.compile(
    r"\b(?:(?:in|as) (?:return|exchange|compensation|payment) for|(?:use|threat|risk|danger"
    r"|statement|rights|siphoning|diversion|theft) (?:of|to|on))"
    r" (?:[\w.’'-]+ ){0,3}$"
)

#: What makes these verbs tell of a lack: "faces a shortage of", "struggles to get", "await tents".
FACED = {
    "face": rx.compile(
        r" (?:\w+ly )?(?:an? |the |its |their )?(?:[\w-]+,? ){0,3}?(?:shortages?|shortfalls?|gaps?"
        r"|scarcity|lack|deficits?|deficienc\w+|crunch)\b|[^.;,]{0,40}\$"
    ),
    "struggle": rx.compile(
        r" (?:for |with (?:an? |the )?(?:\w+ )?(?:shortage|lack|shortfall|scarcity|deficit)s?\b"
        r"|to (?:\w+ly )?(?:get|find|obtain|secure|buy|source|procure|acquire|afford"
        r"|raise|generate|produce|meet|cope|fund|pay|replace|replenish))"
    ),
    "await": rx.compile(
        r" (?!(?:the |a |an |its |their |final |official )*(?:permission|clearance|approval"
        r"|permits?"
        r"|decisions?|repl(?:y|ies)|answers?|results?|visas?|inspection|news|word|response|outcome"
        r"|orders|authori[sz]ation|trial|collection|distribution))"
    ),
}

#: Behind goods that are counted: "100 lorries need to enter a day".
MUST_COME = rx.compile(
    r"(?: (?:a|per|every|each) (?:day|week|month)| daily| weekly)?(?: still| urgently| now)? "
    r"(?:needs? to|must|ha(?:ve|s) to|should) (?:be (?:let in|allowed in|brought in|admitted"
    r"|able to enter)"
    r"|enter|arrive|come in|get in|get through|cross|go in|pass)\b"
)
