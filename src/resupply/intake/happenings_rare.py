"""Events by rarer words: somebody who has been to a place, media events, send-offs, sittings.

Read after all others, so that they only add to them.
"""

from resupply.intake.happenings import of_rows

_KIND = (
    r"(?:cit(?:y|ies)|towns?|capital|village|port|region|province|district|island|front|border"
    r"|plant|factory|facility|base|camp|shipyard|hospital|range|site|headquarters|exhibition"
    r"|warehouse|depot|airfield|airport|training\s+ground|side(?=\sof)|crossing|hub|frontline)"
)
_BUILT = (
    r"(?:Building|Facility|Centre|Center|Hospital|School|Plant|Factory|Bridge|Embassy|Hub|Port"
    r"|Terminal|Base|Station|Museum|Complex|Headquarters|Shipyard|Airport|Memorial|Clinic|Wing)"
)

_ROWS: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    (
        "visit",
        r"(?:has|have|had|having)\s+(?:also\s+|already\s+|just\s+|recently\s+)?been\s+to"
        r"(?=\s+(?:the\s+)?[A-Z])"
        rf"|(?:went|gone|returned|came|headed|drove|flew|travell?ed|journeyed|ventured)\s+to"
        rf"(?=\s+the\s+(?:[\w-]+\s+){{0,4}}{_KIND}\b)"
        r"|(?:spent)\s+(?:the\s+|an?\s+|two\s+|three\s+)?(?:days?|weekend|week|morning|afternoon"
        r"|night)\s+in(?=\s+[A-Z])",
        True,
        ("been to", " to the ", "spent "),
    ),
    (
        "press_conference",
        r"(?:[Mm]edia|[Pp]ress)\s+(?:event|call|point|availability|appearance|opportunity|stakeout)"
        r"(?=[,.;]|\s+(?:in|at|on|with|after|before|by|held|today|yesterday|last|this)\b)"
        r"|[Pp]hoto\s+call(?=\s+(?:in|at|on|with)\b)|doorstep(?=\s+(?:in|at|on|before|ahead)\b)",
        False,
        ("edia ", "ress ", "hoto call", "doorstep"),
    ),
    (
        "ceremony",
        r"(?:(?<=\b[Aa]t the )|(?<=\b[Dd]uring the ))(?:dispatch|send-off|sendoff|flag(?:ging)?-off"
        r"|flag-raising|unveiling|groundbreaking|commissioning|naming|presentation|awarding|rollout"
        r"|roll-out)(?=\s+(?:of\s[^.;,]{3,50}\s)?(?:at|in)\s+(?:the\s+)?[A-Z])"
        r"|(?:(?<=\b[Aa]t the )|(?<=\b[Aa]t an ))event(?=\s+(?:in|at)\s+(?:the\s+)?[A-Z])"
        r"|[Ss]end-off\s+(?:event|ceremony)",
        False,
        ("t the ", "uring the ", "t an event", "end-off"),
    ),
    (
        "ceremony",
        rf"(?:(?:will|to)\s+(?:also\s+|officially\s+|formally\s+)?(?:inaugurate|unveil)"
        rf"|(?:inaugurat|unveil)(?:es|ed|s)|[Ii]naugurating|Opening)"
        rf"(?=\s+(?:the|an?|its)\s+(?:[\w-]+\s+){{0,6}}?{_BUILT}\b)",
        True,
        ("naugurat", "nveil", "Opening"),
    ),
    (
        "meeting",
        r"[Ss]itting(?=\s+of\s+(?:the|an?)\s+[“\"A-Z])"
        r"|(?:[Tt]alk|[Cc]hat|[Aa]udience|t[eê]te-[aà]-t[eê]te)(?=\s+with\s+(?:the\s+)?[A-Z])"
        r"|[Hh]uddle(?=\s+with\s+[A-Z])|[Bb]ilateral(?=\s+with\s+[A-Z])",
        False,
        ("itting of", "alk with", "hat with", "udience with", "tête", "uddle", "ilateral with"),
    ),
    (
        "signing",
        r"[Aa]greements?\s+between\s[^.;:\n]{70,160}?\s(?:was|were|has\s+been|have\s+been)\s+signed\b"
        r"|signed\s+(?:\d+|several|a\s+number\s+of|two|three|four|five)\s+MoUs\b",
        True,
        ("greement", "MoUs"),
    ),
    (
        "ceremony",
        r"(?:handed|presented|delivered)(?=\s[^.;\n]{3,110}?\sin\s+the\s+presence\s+of\s)"
        r"|(?:was|were|been)\s+(?:\w+ly\s+)?(?:handed\s+over|presented)\s+by(?=\s[^.;\n]{0,40}"
        r"(?:[Aa]mbassador|Minister|Secretary|President|Commissioner|Governor|Mayor)\b)"
        r"|(?:(?<=\n)|(?<=\. ))Handing\s+over(?=\s[^.;,\n]{3,50}\s(?:in|at)\s[A-Z])",
        False,
        ("presence of", "over by", "presented by", "Handing over"),
    ),
)

#: What says of a gathering that it is one: "took place", "will be held".
_TAKES_PLACE = (
    r"(?=(?:\s(?:of|on|between|with|in)\s[^.;,\n]{2,70}?)?\s(?:will\s(?:take\splace|be\sheld)|took\splace"
    r"|takes\splace|(?:was|were|is\sto\sbe|are\sto\sbe|is\sbeing)\sheld"
    r"|is\s(?:scheduled|set|planned|due)\s(?:for|to\s(?:take|be))\b))"
)
#: Gatherings by words that mean much else as well.
_TAKING_PLACE: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    (
        "meeting",
        r"(?:[Ss]egment|(?<!training )[Ss]ession(?!\sof\s(?:training|treatment))|[Dd]ialogue"
        r"|[Hh]earings?|[Cc]onsultations|[Dd]iscussions?"
        rf"|[Dd]ebate|[Rr]eception|[Aa]ssembly){_TAKES_PLACE}",
        False,
        ("place", "held", "scheduled", " set ", "planned", " due "),
    ),
    (
        "conference",
        rf"(?:[Ee]xhibition|[Ee]xpo|[Cc]ongress|[Cc]onvention|[Ww]orkshop|[Ss]eminar|[Ww]ebinar"
        rf"|[Ss]ymposium|[Tt]rade\s[Ff]air){_TAKES_PLACE}",
        False,
        ("place", "held", "scheduled", " set ", "planned", " due "),
    ),
    (
        "press_conference",
        r"[Pp]ressers?(?=[,.;]|\s)"
        r"|[Aa]ppearance\sbefore\s(?:the\s)?(?:press|media|reporters|journalists|cameras)\b",
        False,
        ("resser", "ppearance before"),
    ),
    (
        "visit",
        r"[Vv]isited,\s(?:on|this|last|early|late|yesterday|today|in)\b[^,.;]{0,30},(?=\s(?:the\s|an?\s)?[A-Za-z])"
        r"|[Vv]isited(?=\s(?:on\s[A-Z]\w+day|today|yesterday|this\s\w+|last\s\w+)\s(?:the\s|an?\s)?[A-Za-z])",
        True,
        ("isited",),
    ),
    (
        "visit",
        r"(?:[Tt]our|[Tt]rip)(?=\s(?:that|which)\s(?:has\s|had\s|will\s)?(?:also\s)?(?:took|taken|take"
        r"|brought|led|bring)\s)",
        False,
        ("our ", "rip "),
    ),
    (
        "meeting",
        r"[Tt]alks(?=\s(?:(?:that|which)\s)?(?:he|she|they|it|(?:the\s)?[A-Z]\w+)\s"
        r"(?:has\s|had\s|have\s)?(?:had|held)\s)"
        r"|[Dd]iscussion(?=\s(?:on|about|of)\s[^.;,\n]{2,40}?\s(?:in\s[A-Z]|today|yesterday|on\s\w+day"
        r"|among|between)\b)",
        False,
        ("alks ", "iscussion "),
    ),
)

#: Names of meetings that are held under no other word.
_HELD: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    (
        "press_conference",
        r"(?:[Vv]ideo|[Oo]nline|[Uu]\.?N\.?|[Bb]ackground)\s+briefing"
        r"(?=[,.;]|\s+(?:in|at|on|with|from|after|before|by|today|yesterday|last|this)\b)",
        False,
        ("briefing",),
    ),
    (
        "conference",
        r"(?:[Pp]anel|[Rr]ound-?table)\s+discussion(?=\s+(?:on|at|in|with|about|of)\b)",
        False,
        ("discussion",),
    ),
    (
        "visit",
        r"(?:humanitarian|relief|goodwill|working|trade|diplomatic|peace)\s+mission"
        r"(?=\s+to\s+(?:the\s+)?[A-Z])"
        r"|tour(?=\s+(?:that|which)\s+(?:took|takes|will\s+take|ha[sd]\s+taken|brought)\b)",
        False,
        (" mission to", "tour that", "tour which"),
    ),
    (
        "visit",
        r"(?:is|was|were|are)\s+(?:also\s+)?due\s+(?:back\s+)?in(?=\s+(?:the\s+)?[A-Z])"
        r"|(?:was|were|is|are)\s+at(?=\s+the\s+[^.;,]{2,40}?\b(?:border|camp|front|port|crossing"
        r"|hospital|base|site|plant|factory)\b)",
        True,
        (" due in", "due back in", " at the "),
    ),
    (
        "signing",
        r"[Ss]igning(?=\s+(?:earlier|last|this|in|on)\s+(?:[\w]+\s+){0,3}of\s+(?:an?|the)\s)",
        False,
        ("igning ",),
    ),
    (
        "ceremony",
        r"(?:(?<=\bled the )|(?<=\battended the )|(?<=\bwitnessed the )|(?<=\boversaw the )"
        r"|(?<=\bat the )|(?<=\bduring the ))(?:formal\s+|official\s+)?hand-?over"
        r"(?=\s+(?:to|of|between|in|at|on)\b)",
        False,
        ("the handover", "the hand-over", "formal hand", "official hand"),
    ),
    (
        "call",
        r"(?:[Ss]poke|spoken|speaks)(?=\s+(?:with|to)\s+the\s+(?:[\w’'-]+\s+){0,3}?(?:[Cc]ommissioner"
        r"|CEO|[Dd]irector|[Cc]oordinator|[Rr]epresentative|[Ss]ecretary|[Hh]ead|[Cc]hief|[Cc]hair\w*)\b"
        r"(?:\s+(?:for|of|in)\b|,?\s+[A-Z]))",
        True,
        ("poke", "spoken", "speaks"),
    ),
    (
        "meeting",
        r"(?:Foreign\s+Affairs|North\s+Atlantic|Justice\s+and\s+Home\s+Affairs)\s+Council"
        r"(?=\s+(?:beg[ai]ns?|met|meets|meeting|session|opens?|opened|in|on|this|today)\b|[,.])",
        False,
        (" Council",),
    ),
    (
        "decision",
        r"(?:has\s+|have\s+|had\s+)?(?:thrown|threw)\s+out(?=\s+(?:the|an?|its|all|amend|propos)"
        r"\w*\s?)|(?:has\s+|have\s+|had\s+)?voted\s+down(?=\s)",
        True,
        (" out ", "voted down"),
    ),
)

RARE = of_rows((*_ROWS, *_HELD, *_TAKING_PLACE))
