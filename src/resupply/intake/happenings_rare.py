"""Events by rarer words: somebody who has been to a place, media events, send-offs, sittings.

Read after all others, so that they only add to them.
"""

from resupply.intake.happenings import of_rows

_KIND = (
    r"(?:cit(?:y|ies)|towns?|capital|village|port|region|province|district|island|front|border"
    r"|plant|factory|facility|base|camp|shipyard|hospital|range|site|headquarters|exhibition"
    r"|warehouse|depot|airfield|airport|training\s+ground)"
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

RARE = of_rows(_ROWS)
