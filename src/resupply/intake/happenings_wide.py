"""Events by wider words: approvals, fairs and assemblies, openings, handovers, decrees, talks.

Read after those of `happenings` and `happenings_more`, so that they only add to them. Each row says
which words a text must hold before its pattern is tried.
"""

from resupply.intake import rx
from resupply.intake.happenings import of_rows

_SITE = (
    r"(?:plants?|factor(?:y|ies)|hospitals?|schools?|cent(?:re|er)s?|hubs?|bridges?|depots?"
    r"|warehouses?"
    r"|facilit(?:y|ies)|works|shipyards?|embass(?:y|ies)|consulates?|clinics?|(?:production"
    r"|assembly)\s+lines?"
    r"|memorials?|shelters?|terminals?|ports?|pipelines?|stations?|offices?|bases?|camps?"
    r"|wells?|wards?"
    r"|laborator(?:y|ies)|workshops?|refiner(?:y|ies)|mills?|museums?|headquarters|branch(?:es)?"
    r"|airports?|railways?|exhibitions?)"
)
_BILL = (
    r"(?:proposals?|bills?|laws?|acts?|budgets?|decrees?|plans?|motions?|resolutions?"
    r"|amendments?|decisions?"
    r"|packages?|measures?|legislation|requests?|agreements?|orders?|treat(?:y|ies)"
    r"|conventions?|strateg(?:y|ies)"
    r"|programmes?|programs?|sanctions?|loans?|reforms?|declarations?|regulations?|ordinances?"
    r"|reviews?"
    r"|exports?|transfers?|sales?|deliver(?:y|ies)|imports?|bans?|contracts?|allocations?"
    r"|supplements?"
    r"|mandates?|tariffs?|licen[cs]es?|appointments?|accession)"
)
_OBJECT = (
    rf"(?=\s+(?:on\s+[A-Z][\w ,]{{2,16}}\s+)?(?:(?:an?|the|its|their|his|her|this|that|two"
    rf"|three|several|[A-Z]\w+['’]s)\s+)?(?:[\w$€£.,’'-]+\s+){{0,6}}?{_BILL}\b)"
)
_DECREE = (
    r"(?:decree|law|bill|act|order|executive\s+order|package|legislation|proclamation|resolution)"
)
_LED = r"(?<=the )"

_ROWS: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    (
        "decision",
        r"(?:backed|endorsed|authori[sz]ed|approved|rejected|adopted|ratified|vetoed|passed|cleared"
        r"|permitted|lifted|repealed|extended|suspended|overturned|upheld)" + _OBJECT,
        True,
        ("ed ", "upheld"),
    ),
    (
        "decision",
        r"turned\s+down(?=\s+(?:an?|the|its|their|his|[A-Z]\w+['’]s)\s(?!(?:[\w-]+\s)?(?:requests?|calls?"
        r"|appeals?|pleas?|offers?|demands?|invitations?)\b))"
        r"|voted\s+(?:down|through|for|on|by)(?=\s)|voted(?=\s+\d+\s*(?:-|–|to)\s*\d)"
        r"|declared(?=\s+(?:[\w-]+\s+){1,8}?(?:emergency|holiday|mourning|state\s+of))"
        r"|signed\s+off\s+on\b|(?:gave|given|gives)\s+(?:the|a|its|their|his"
        r"|her)?\s*(?:[a-z]+\s+)?(?:green\s+light|go-ahead|nod"
        r"|approval|consent|blessing|assent)(?=\s+(?:to|for|on)\s)",
        True,
        (
            "turned down",
            "voted",
            "declared",
            "signed off",
            "green light",
            "go-ahead",
            "nod",
            "approval",
            "consent",
            "assent",
            "blessing",
        ),
    ),
    (
        "decision",
        r"(?:(?:was|were|been|be)\s+|(?<=, ))(?:[a-z]+ly\s+)?(?:approved|adopted|endorsed"
        r"|rejected|passed"
        r"|ratified"
        r"|authori[sz]ed|cleared|vetoed)\s+(?:on\s+[A-Z][\w ]{2,14}\s+|[a-z]+\s+)?by\b"
        r"|(?:[Ff]inal|[Ff]ormal|[Uu]nanimous|[Pp]arliamentary|[Pp]residential"
        r"|[Rr]egulatory)\s+(?:approval|consent|go-ahead|assent)"
        r"(?=\s+(?:from|by|of|on|in)\s)"
        r"|(?<=\b[Tt]he )vote\s+was(?=\s+\d)",
        False,
        (
            "approved",
            "adopted",
            "endorsed",
            "rejected",
            "passed",
            "ratified",
            "authori",
            "cleared",
            "vetoed",
            "approval",
            "consent",
            "assent",
            "go-ahead",
            "vote was",
        ),
    ),
    (
        "decision",
        r"(?:[Bb]ill|[Ll]aw|[Bb]udget|[Aa]mendments?|[Pp]ackage|[Mm]otion|[Mm]easures?"
        r"|[Rr]esolution|[Ll]egislation)\s+"
        r"(?:on\s[^.,;]{2,40}\s)?(?:has\s+|have\s+|had\s+)?(?:cleared|passed)\s+(?:(?:in|by"
        r"|through)\s+)?(?:the\s+|its\s+|a\s+)?(?:lower\s+|upper\s+|first\s+|second\s+"
        r"|final\s+)*"
        r"(?:[Hh]ouse|[Ss]enate|[Pp]arliament|[Cc]ongress|[Cc]hamber|committee|reading|vote"
        r"|hurdle|Bundestag|Sejm|Duma|Rada|Knesset)\b",
        False,
        (" cleared", " passed"),
    ),
    (
        "decision",
        r"(?<=\b[Ii]t )(?:has\s+|had\s+)?(?:passed|cleared)\s+(?:the\s+)?"
        r"(?:(?:US|U\.S\.|lower|upper)\s+)?"
        r"(?:House|Senate|[Pp]arliament|Congress|Bundestag|Sejm|Duma|Rada|Knesset|chamber)\b",
        False,
        (" passed", " cleared"),
    ),
    (
        "summit",
        r"(?:(?<=\b[Aa]t the )|(?<=\b[Dd]uring the ))(?:G7|G20|BRICS|ASEAN|Davos)(?=\s+in\s+[A-Z])",
        False,
        ("G7", "G20", "BRICS", "ASEAN"),
    ),
    (
        "conference",
        r"(?<=sidelines of )[A-Z][\w-]+(?:\s\d{4})?(?=[,.;]|\s+in\s+[A-Z])",
        False,
        ("sidelines of ",),
    ),
    (
        "ceremony",
        r"(?:[Ff]irst|[Ff]oundation|[Cc]orner)[\s-]?(?:stone|brick|sod|spade)\s+(?:of"
        r"|for)\s[^.;,]{3,60}?\s(?:was|were|has\s+been|is\s+to\s+be|will\s+be)\s+(?:laid"
        r"|turned|cut)\b",
        False,
        ("stone", "brick", "sod", "spade"),
    ),
    (
        "visit",
        r"(?:flew|jetted|drove|rode|travell?ed)\s+into(?=\s+[A-Z])"
        r"|(?:will\s+)?(?:travel|come|fly)(?:s|ed"
        r"|ing)?\s+to(?=\s+[A-Z][\w-]+(?:\s[A-Z]\w+)?\s+(?:on|next|this|later|tomorrow|today"
        r"|yesterday|last|in\s+(?:the\s+)?(?:coming|[A-Z]))\b)",
        True,
        (" into ", "travel", "come", "fly"),
    ),
    (
        "signing",
        r"(?:[Aa]greement|[Dd]eal|[Ll]etter\s+of\s+[Ii]ntent|[Mm]emorandum|[Dd]eclaration"
        r"|[Cc]ontract|[Pp]act|[Aa]ccord"
        r"|[Tt]reaty|[Pp]rotocol)(?:,\s[^,.;]{3,60},)?,?\s+(?:which"
        r"|that)\s+(?:[\w.’'-]+\s+){1,7}?signed(?=[.,;]|\s+(?:on|in|at|last|this|yesterday"
        r"|today|late|earlier|with)\b)|"
        rf"{_DECREE},?\s+(?:that|which)\s+(?:[\w.’'-]+\s+){{1,6}}?(?:signed|issued)(?=\s+(?:on"
        rf"|in|last|this|yesterday|today|late|earlier)\b)"
        rf"|{_DECREE},?\s+signed\s+by(?=\s+(?:the\s+)?(?:[\w.-]+\s+){{0,3}}[A-Z])"
        rf"|signed(?=\s+(?:into\s+law\b|(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}{_DECREE}\b))",
        False,
        (" signed", " issued"),
    ),
    (
        "signing",
        r"signed(?:\s+and\s+exchanged)?\s+(?:(?:an?|the|two|three|several|their"
        r"|its)\s+)?(?:[\w-]+\s+){0,4}?"
        r"(?:leases?|notes|loan|term\s+sheets?|road\s?maps?|financing|statements?\s+of\s+intent"
        r"|partnerships?|framework|understandings?|papers|deeds?|concession|licen[cs]e"
        r"|joint\s+ventures?)\b",
        True,
        ("signed",),
    ),
    (
        "signing",
        r"(?:[Aa]greements?|[Cc]ontracts?|[Mm]emorand\w+|[Dd]eals?|[Dd]ocuments?"
        r"|[Dd]eclarations?)\s+(?:within|under|in|of|as\s+part\s+of|from)\s"
        r"[^.;:,\n]{2,60}?\s+(?:was|were|has\s+been|have\s+been|will\s+be)\s+(?:\w+ly\s+)?signed\b",
        True,
        (" signed",),
    ),
    (
        "conference",
        _LED + r"(?:(?:UN|U\.N\.|United\s+Nations)\s+[Gg]eneral\s+[Aa]ssembly|UNGA"
        r"|World\s+Health\s+Assembly)"
        r"(?=[,.;]|\s+(?:in|on|this|last|next|where|and|session|meeting|to)\b)",
        False,
        ("eneral ", "UNGA", "World Health Assembly"),
    ),
    (
        "conference",
        r"(?:[A-Z][\w’'&-]*\s+)+(?:(?:[Dd]efen[cs]e|[Tt]rade|[Aa]ir|[Aa]rms|[Ii]ndustry"
        r"|[Ss]ecurity)\s+)*"
        r"(?:Show|Expo|Exhibition|Fair|Symposium|Seminar|Roundtable)"
        r"(?=[,.;]|\s+(?:in|at|on|held|this|last|next|near|where|opened|with)\b)"
        r"|(?<=\b[Aa]t the )(?:[A-Z][\w’'&-]*\s+)+(?:[Cc]ongress|[Cc]onvention|[Ww]orkshop"
        r"|[Ss]eminar|[Ss]ymposium)"
        r"(?=[,.;]|\s+(?:in|at|on|held|this|last|near|where)\b)"
        r"|(?:[A-Z][\w’'&-]*\s+)+(?:trade|air|arms|defen[cs]e|weapons"
        r"|industry)\s+(?:trade\s+)?(?:show|fair|exhibition|expo)\b"
        r"|(?:trade|air|arms|defen[cs]e|weapons|industry)\s+(?:show|fair|exhibition"
        r"|expo)(?=[,.;]|\s+(?:in|at|on|near|this|last|held)\b)",
        False,
        (
            "how",
            "xpo",
            "xhibition",
            "air",
            "ymposium",
            "ongress",
            "orkshop",
            "eminar",
            "oundtable",
            "onvention",
        ),
    ),
    (
        "conference",
        r"(?:[Pp]ledging|[Dd]onors?|[Dd]onors['’]|[Ff]und-?raising|[Hh]igh-level|[Ss]ide"
        r"|[Tt]own[\s-]hall)\s+event"
        r"(?=[,.;]|\s+(?:in|at|on|for|with|held|hosted|organi[sz]ed|this|last|co-hosted|raised"
        r"|brought)\b)",
        False,
        (" event",),
    ),
    (
        "ceremony",
        rf"(?:(?:[Gg]rand|[Oo]fficial|[Ff]ormal|[Cc]eremonial"
        rf"|[Ss]olemn)\s+)?(?<![\w-])[Oo]pening(?=\s+of\s+(?:an?|the|its|their|this"
        rf"|new)\s+(?:[\w’'-]+\s+){{0,4}}{_SITE}\b)"
        r"|(?<=\b[Aa]t the )(?:official\s+|grand\s+)?opening(?=[.,;”\"]|\s+(?:on|in|of"
        r"|alongside|with)\b)",
        False,
        ("pening",),
    ),
    (
        "ceremony",
        r"(?<=\b[Aa]t the )(?:official\s+|formal\s+|ceremonial\s+)?(?:hand-?over"
        r"|handing-?\s?over|send-?off|unveiling|roll-?out)(?=[.,;]|\s+(?:of|on|in|at|to)\b)"
        r"|(?<=in the )(?:official\s+|ceremonial\s+)?hand-?over(?=\s+of\b)"
        r"|(?<=[Dd]uring the )(?:official\s+)?(?:hand-?over|send-?off)(?=\s+(?:of|on|in|at)\b)"
        r"|(?:(?<=attended the )|(?<=witnessed the )|(?<=witness the )|(?<=oversaw the ))"
        r"(?:official\s+)?(?:hand-?over|send-?off|unveiling)\b",
        False,
        ("over", "off", "unveiling", "roll"),
    ),
    (
        "ceremony",
        rf"(?:[Ii]naugurat(?:ed|es)|officially\s+opened|ceremonially\s+opened)(?=\s+(?:an?|the"
        rf"|its|their|two|three|four|five|six|several"
        rf"|[A-Z])\s?(?:[\w’'-]+\s+){{0,5}}?{_SITE}\b)"
        r"|(?:put|putting|stuck|turned|turning|dug|lifted)\s+the\s+first\s+(?:symbolic\s+"
        r"|ceremonial\s+)?(?:shovel\w*|spade\w*|sod|stone)\b",
        True,
        ("naugurat", "opened", "the first "),
    ),
    (
        "ceremony",
        r"(?:[Cc]ommemorati(?:on|ve)\s+)?[Ee]vents?(?=\s+(?:marking|commemorating|to\s+mark"
        r"|to\s+commemorate|in\s+memory\s+of|celebrating|honou?ring)\s)"
        r"|[Cc]ommemorations?(?=\s+(?:of|for|in|on|marking)\s)|(?:memorial|remembrance"
        r"|prayer)\s+service(?=\s+(?:for|in|at|on)\s)"
        r"|(?:military|victory)\s+parade(?=\s+(?:in|on|at)\s)",
        False,
        ("vent", "ommemoration", " service", "parade"),
    ),
    (
        "meeting",
        r"[Tt]alks?(?=\s+(?:overnight|late|earlier|yesterday|today|behind|lasting|via|by)\b)"
        r"|(?:one-on-one|one-to-one|face-to-face|bilateral|trilateral)\s+(?:talk"
        r"|session)(?=\s)|(?<=\ba )talk(?=\s+between\s)|[Tt]alk(?=\s+with\s+(?:his|her|their)\s)"
        r"|audience(?=\s+with\s)"
        r"|(?:[A-Z][\w-]+\s+){1,3}Council\s+(?:discussion|debate|session)(?=\s+(?:on|in|today"
        r"|yesterday|this|last)\b)"
        r"|(?:\d+(?:st|nd|rd|th)\s+)(?:[A-Z][\w+/-]*\s+|\d\+\d\s+){1,5}(?:Dialogue"
        r"|Consultations|Talks|Council|Commission|Committee)(?=\s+(?:in|at|on|today|yesterday"
        r"|this|last)\b)",
        False,
        (
            "alk",
            "audience",
            "Council ",
            "session",
            "Dialogue",
            "Consultations",
            "Commission",
            "Committee",
        ),
    ),
    (
        "meeting",
        r"(?:had|has\s+had|have\s+had|had\s+had)\s+an?\s+(?:[a-z]+\s+){0,2}(?:meeting|talk"
        r"|conversation|audience)"
        r"(?=\s+(?:with|in|on|at)\s)|(?:[Rr]eceive|[Hh]ost|[Ww]elcome)(?=\s+(?:Mr|Mrs|Ms|Dr"
        r"|President|Prime\s+Minister|Chancellor"
        r"|King|Queen|Secretary|Minister|his\s+\w+\s+counterpart|her\s+\w+\s+counterpart)\b)",
        True,
        ("had a", "eceive ", "ost ", "elcome "),
    ),
    (
        "visit",
        r"(?:is|are|was|were)\s+(?:also\s+|currently\s+|now\s+)?visiting(?=\s+(?:the\s+)?[A-Z])"
        r"|visited(?=\s+(?:an?|the|two|three|several)\s+(?:[\w-]+\s+){0,4}(?:sites?|cent(?:re"
        r"|er)s?|camps?|towns?|villages?"
        r"|districts?|areas?|schools?|hospitals?|shelters?|regions?|points?|communit(?:y|ies)"
        r"|famil(?:y|ies))\b)"
        r"|(?:undertook|undertakes|concluded|wrapped\s+up|is\s+on|was\s+on|are\s+on|made"
        r"|makes)\s+an?\s+(?:[\w-]+\s+){0,3}(?:visit|trip|mission|tour)(?=\s+(?:to|in|of)\s)",
        True,
        ("visit", " trip", " mission", " tour"),
    ),
)

WIDE = of_rows(_ROWS, wide=True)

#: Who decides on bills and plans, besides those of `happenings.DECIDERS`.
DECIDERS = rx.compile(
    r"(?i)\b(?:president|premier|prime\s+minister|minister|king|queen|court|authorities"
    r"|legislature|yuan|regulator"
    r"|agency|who|organi[sz]ation|board|fund|bank|governor|mayor|voters|members|executive"
    r"|tribunal|union"
    r"|alliance|bloc|nations|party)\b[^.;]{0,40}$"
)
