"""Events in plain words of offices: what was "also signed", orders issued, briefings to states.

Read after all others, so that they only add to them.
"""

from resupply.intake.happenings import of_rows

_PAPERS = (
    r"(?:agreements?|contracts?|deals?|memorandums?|memoranda|accords?|treat(?:y|ies)|MoUs?|MOUs?"
    r"|protocols?|letters?\s+of\s+(?:intent|offer|understanding)|declarations?|pacts?)"
)
#: "his counterpart", "Prime Minister Ana Novak".
_SOMEBODY = (
    r"(?:(?:his|her)\s(?:[\w-]+\s){0,3}counterpart"
    r"|(?:the\s)?(?:[A-Z]\w+\s){0,3}?(?:President|Minister|Premier|Chancellor|Mayor|Governor|Secretary"
    r"|Ambassador|Commissioner)\s[A-Z])"
)
_BE = r"(?:was|were|has\s+been|have\s+been|had\s+been)"

_ROWS: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    (
        "signing",
        rf"(?:(?:[Ll]etters?|[Mm]emorand(?:um|a|ums)|[Pp]rotocols?|[Dd]eclarations?)\s+of\s+[a-z]+"
        rf"|(?:[A-Z]?[a-z-]+\s+){{0,3}}(?:[Aa]greements?|[Cc]ontracts?|[Pp]rotocols?))\s+{_BE}\s+also\s+"
        r"(?:signed|inked|concluded|initialled)\b",
        True,
        (" also signed", " also inked", " also concluded", " also initialled"),
    ),
    (
        "signing",
        rf"(?:(?:is|are|were|was|will\s+be)\s+)signing\s+(?:an?\s+|the\s+|new\s+|several\s+"
        rf"|two\s+|three\s+)?(?:[\w-]+\s+){{0,3}}?{_PAPERS}\b",
        True,
        (" signing ",),
    ),
    (
        "signing",
        r"(?:sealed|signed|inked|concluded|finali[sz]ed)\s+(?:four|five|six|seven|eight|nine|ten"
        rf"|a\s+dozen|\d+)\s+(?:[\w-]+\s+){{0,4}}?{_PAPERS}\b",
        True,
        ("sealed ", "signed ", "inked ", "concluded ", "finali"),
    ),
    (
        "signing",
        r"(?:put|affixed|set)\s+(?:their|his|her|its)\s+(?:signatures?|names?)\s+(?:under|to|on)\s+"
        rf"(?:[\w-]+\s+){{0,5}}?{_PAPERS}\b"
        rf"|put\s+pen\s+to\s+paper\s+on\s+(?:[\w-]+\s+){{0,5}}?{_PAPERS}\b",
        True,
        (" signature", " names ", " name ", " pen to paper"),
    ),
    (
        "ceremony",
        r"(?<=\b[Tt]he )(?:event|function|gathering)(?=\s+was\s+(?:also\s+)?attended\s+by\b)",
        False,
        ("attended by",),
    ),
    (
        "meeting",
        rf"discussed(?=\s[^.;:,“”\"]{{3,80}}?\swith\s{_SOMEBODY})"
        rf"|exchanged\s+views(?=\s[^.;:,“”\"]{{0,80}}?\bwith\s{_SOMEBODY})",
        True,
        ("discussed ", "exchanged views"),
    ),
    (
        "meeting",
        r"(?<=\b[Hh]is )(?:[\w-]+\s+){0,3}counterpart\s+(?:(?:also|then|later|[a-z]+ly)\s+){0,3}"
        r"(?:talked|conferred|met)\b|(?<=\b[Hh]er )(?:[\w-]+\s+){0,3}counterpart\s+"
        r"(?:(?:also|then|later|[a-z]+ly)\s+){0,3}(?:talked|conferred|met)\b",
        True,
        ("counterpart ",),
    ),
    (
        "conference",
        r"Moot(?!\s+(?:[Pp]oint|[Cc]ourt|[Cc]ompetition))\b|(?<=[Dd]onors )moot\b"
        r"|(?<=[Cc]limate )moot\b",
        False,
        ("oot",),
    ),
    (
        "decision",
        r"(?:issued|adopted|passed)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}?(?:order|decree|directive"
        r"|ordinance|regulation|ruling)\b",
        True,
        ("issued ", "adopted ", "passed "),
    ),
    (
        "decision",
        r"(?:has\s+|have\s+|had\s+)?agreed\s+(?:on|to)\s+(?:an?|the)\s+(?:[€$£]|\d)",
        True,
        ("agreed on", "agreed to"),
    ),
    (
        "meeting",
        r"[Bb]riefing(?=\s+(?:on|about)\s+[\w ’'-]{2,40}?\s+to\s+(?:the\s+)?[\w. -]{3,40}?"
        r"\s+in\s+[A-Z])"
        r"|[Bb]riefing(?=\s+(?:to|for|with)\s+(?:the\s+)?(?:U\.?N\.?|EU|NATO|member|ambassadors"
        r"|diplomats|lawmakers|senators)\b)",
        False,
        ("riefing on", "riefing about", "riefing to", "riefing for", "riefing with"),
    ),
)

HELD = of_rows(_ROWS)
