"""Words by which a delay is known, with the type each means."""

import re
from collections.abc import Iterator

from resupply.intake import lexicon, rx
from resupply.intake.page import Page

#: Verbs and nouns of holding up, by the type they mean.
TYPES = {
    **dict.fromkeys(
        [
            "pause",
            "suspend",
            "halt",
            "freeze",
            "withhold",
            "suspension",
            "cessation",
            "stop",
            "terminate",
            "break",
            "interruption",
            "cancel",
            "scrap",
        ],
        "paused",
    ),
    **dict.fromkeys(["stall", "hold-up", "holdup"], "stalled"),
    **dict.fromkeys(
        [
            "strand",
            "trap",
            "bar",
            "block",
            "veto",
            "obstruct",
            "blockade",
            "blockage",
            "impede",
            "prevent",
        ],
        "blocked",
    ),
    **dict.fromkeys(
        [
            "delay",
            "postpone",
            "slow",
            "hold",
            "postponement",
            "slowdown",
            "hamper",
            "disrupt",
            "disruption",
            "hinder",
            "shelve",
        ],
        "delayed",
    ),
    **dict.fromkeys(
        ["refuse", "reject", "deny", "withdraw", "rescind", "retract", "turn", "pull", "back"],
        "refused",
    ),
    **dict.fromkeys(
        [
            "halve",
            "slash",
            "cut",
            "reduce",
            "curtail",
            "restrict",
            "reduction",
            "cutback",
            "decline",
            "fall",
            "shrink",
            "downsize",
        ],
        "cut",
    ),
    **dict.fromkeys(["miss"], "missed_target"),
    **dict.fromkeys(["shortfall"], "shortfall"),
    **dict.fromkeys(["resume", "restart", "unblock", "unfreeze", "reinstate"], "resumed"),
    **dict.fromkeys(["divert", "reroute", "redirect", "loot"], "diverted"),
}
#: Phrases that say so without such a verb.
STUCK = rx.compile(
    r"\b(?:(?:is|are|was|were|remains?|remained|has been|have been|being|been|got|"
    r"gets|currently|still) (?:still |currently |now |also |long )?(?:stuck|held "
    r"up|on hold|bogged down|deadlocked|at a standstill|in limbo|stranded|mired|tied "
    r"up|behind schedule|overdue|in doubt|frozen)"
    r"|(?:held|holding|hold) up (?=\S)|(?:held|holding|hold|put|placed|putting) (?:on hold|on ice"
    r"|(?<!put )(?<!putting )(?<!placed )"
    r"back(?! (?:the )?(?:Russia|Moscow|enem|attack|advanc|offens|inva|assault|tears)))"
    r"|will not be "
    r"met|(?:not|never) (?:be |been )?(?:met|reached|fulfilled|kept|delivered|disbursed|"
    r"arrived|pay|send|supply|deliver|provide|release)"
    r"|(?:would|will|can|could|did|does|do|has|have)(?:n[’']t| not) (?:yet )?(?:meet|"
    r"reach|be met|be reached|supply|send|deliver|provide|release|pass|arrived|been "
    r"delivered|been met|approve|pay|give|donate|keep)"
    r"|turned (?:away|around)(?= (?:by|at|from|on|and|after|before)|[,.;:])"
    r"|(?:had|has|have|forced|obliged) to turn back"
    r"|(?:has|have|had|is|are|was|were) (?:all but |almost |now |largely )?(?:dried|drying) up"
    r"|later than (?:planned|expected|promised|scheduled|hoped|agreed|announced)"
    r"|(?:has|have|had|is|are|was|were) (?:stood|standing) still|stands still"
    r"|(?:unwilling|not willing|not ready|not prepared) to (?:supply|send|deliver|provide|release"
    r"|approve|give|hand over|transfer)"
    r"|(?:has|have|had) (?:\w+ly )?(?:limited|restricted|constrained|curbed) the (?:amount|flow"
    r"|volume|number) of"
    r"|(?:is|are|was|were|been) (?:still |now )?waiting (?=in|at|outside|near|to enter|to cross"
    r"|for (?:clearance|permission|approval))"
    r"|f[ae]ll(?:s|en|ing)? (?:far |well |way )?short(?: of)?|fell through|only (?:a "
    r")?(?:third|half|quarter|fraction) of (?:what|the)"
    r"|(?:not|never) (?:yet )?received permission|waiting for (?:clearance|permission)|turned back"
    r"|(?:ground|came|brought|(?:has|have|had) (?:now )?come) to a (?:halt|standstill|stop)"
    r"|been held (?:at|by) (?:an? |the )?(?:\w+ )?(?:checkpoint|"
    r"border|customs|port|crossing|army)s?"
    r"|(?:will|would|can) no longer (?:be )?(?:send|supply|arm|deliver|provide|give|fund|"
    r"transfer|pay|sent|"
    r"supplied|delivered|provided|approved|considered|funded|financed|placed|accepted|granted"
    r"|processed|available)"
    r"|cannot (?:be (?!ruled|denied|overstated|excluded|justified|ignored|blamed"
    r"|confirmed)\w+ed|meet|deliver|supply|send|reach)|dropped its (?:veto|objections?)|"
    r"lifted (?:its|the|a) (?:veto|blockade|block|ban|suspension|freeze|hold)|failed to "
    r"(?:pass|agree|deliver|approve|reach|send|pay|meet|advance|move|vote|find|secure)|"
    r"fail(?:s|ing)? to (?:pass|"
    r"agree|deliver|approve|reach|meet)|behind schedule"
    r"|(?:come|comes|came|coming|arrive[sd]?|arriving|is|are|was|were|running) (?:too "
    r"|very |months? |weeks? )?late"
    r"|(?:sits?|sat|sitting) on(?= [$€£\d])|(?:has|have|had|is|are|was|were) yet to|hold(?:s|ing)? "
    r"off(?= (?:on|from|until|with|deliver\w+|send\w+|pay\w+|any)\b|[.,;])|wait(?:s|ing)? with"
    r"|(?:stood|stands|sat|sits|sitting|lay|lies|lying|waited|waits|languish\w+|gather(?:ed"
    r"|ing) dust|idled)"
    r" (?:idle |unused |around )?(?:(?:in|at|on|outside|near) (?:[\w-]+ ){1,9})?(?:for (?:[\w-]+ "
    r"){0,3}?(?:days|weeks|months)\b|in (?:customs"
    r"|port|"
    r"storage|a warehouse|warehouses)|at (?:the |a )?(?:border|port|customs))"
    r"|(?:run|ran|running) (?:in)?to (?:a |an |the )?(?:\w+ )?(?:shortages?|trouble|difficult\w+|"
    r"obstacles?|delays?|problems?)"
    r"|(?:has|have|had) been (?:waiting|awaiting)|(?:is|are) still (?:waiting|awaiting)"
    r"|(?:was|were|is|are|been|remains?|remained|stays?|becomes?|became) (?:\w+ly |all but )?"
    r"(?:closed|shut|impassable|inaccessible|cut off|unusable|sealed)\b(?= (?:for|by|"
    r"because|since|until|after|due|on|again|in [A-Z\d])|[,.;])"
    r"|(?:will|would|can|could|wo|ca)(?:n[’']t| ?not) (?:be (?:\w+ )?(?:delivered|ready|sent"
    r"|handed over|shipped|available)|arrive|come|fly|enter service) (?:in \w+ )?(?:before|until)"
    r"|(?:unable|not able) to (?:bring|get|distribute|send|move|access)(?= (?:\w+ ){0,3}(?:aid|food"
    r"|fuel|help|supplies|relief|medicine|assistance|water))"
    r"|(?:unable|not able) to (?:pass|cross|enter|proceed|move on|continue|get through|leave|go on)"
    r"|(?:hardly|barely|unlikely to|not be able to|unable to|struggl\w+ to) (?:reach|"
    r"meet|hit|deliver|supply)"
    r"|(?:left|leave|strip\w*|dropp?\w*) (?:[\w$,.]+ ){0,6}(?:out of|from) (?:the "
    r"|a )?(?:\w+ )?(?:bill|budget|deal|assistance|rations))\b",
    re.IGNORECASE,
)
#: Words that a phrase of `STUCK` begins with; longer ones by their first letters.
_FIRST = lexicon.words("delay.stuck")
_BEGINS = ("languish", "gather", "struggl", "strip", "drop")
_NT = ("n't", "n’t")


def stuck(page: Page) -> Iterator[re.Match[str]]:
    """Every phrase of `STUCK` in a text, looked for where one of its first words stands."""
    end = 0
    for word in page.words:
        low = word.low
        if word.start < end or not (low in _FIRST or low.startswith(_BEGINS) or low.endswith(_NT)):
            continue
        found = STUCK.match(page.text, word.start)
        if found:
            end = found.end()
            yield found


#: Nothing came; or what had stopped begins again.
NONE_CAME = rx.compile(
    r"\bno (?:[\w-]+ ){0,3}?(?P<item>aid|convoys?|trucks?|food|fuel|supplies|deliver(?:y|ies)|"
    r"flights?|payments?|ships?|shells|weapons|assistance|help|medicines?) "
    r"(?:has|have|had) (?:been )?"
    r"(?:reached|entered|arrived|come|got|crossed|delivered|allowed|paid|passed|sent)\b",
    re.IGNORECASE,
)
AGAIN = rx.compile(
    r"\b(?:begun|began|started|begin|start)s? (?:\w+ing|to \w+) (?P<item>[\w ]{2,30}?) again\b",
    re.IGNORECASE,
)
#: The type a phrase of `STUCK` means, the first that fits.
KINDS = (
    (rx.compile(r"failed to (?:pass|adv|appr|agree|move|vote)", re.IGNORECASE), "blocked"),
    (rx.compile(r"no longer|to a (?:halt|stand|stop)", re.IGNORECASE), "paused"),
    (rx.compile(r"(?:not )?(?:willing|unwilling|ready|prepared) to", re.IGNORECASE), "refused"),
    (
        rx.compile(
            r"permission|clearance|turn(?:ed)? (?:back|away|around)"
            r"|^(?:un|not )able to (?:pass|bring|distribute|send"
            r"|access|cross|enter|proceed|move|continue|get|leave|go)"
            r"|(?:amount|flow|volume|number) of$",
            re.IGNORECASE,
        ),
        "blocked",
    ),
    (rx.compile(r"later than|still$|waiting $|(?:before|until)$", re.IGNORECASE), "delayed"),
    (rx.compile(r"dr(?:ied|ying) up", re.IGNORECASE), "cut"),
    (
        rx.compile(r"^(?:sto|stand|sat|sit|la|lie|wait|lang|gath|idl|r[ua]n)", re.IGNORECASE),
        "delayed",
    ),
    (rx.compile(r"(?:closed|shut|impassable|inaccessible|cut off)$", re.IGNORECASE), "blocked"),
    (rx.compile(r"await|been waiting|still waiting", re.IGNORECASE), "delayed"),
    (rx.compile(r"late$|yet to|behind schedule|overdue", re.IGNORECASE), "delayed"),
    (rx.compile(r"^(?:left|leave|strip|drop)(?!ped its)", re.IGNORECASE), "cut"),
    (rx.compile(r"hardly|barely|unlikely|unable|struggl", re.IGNORECASE), "missed_target"),
    (rx.compile(r"off$|wait", re.IGNORECASE), "paused"),
    (
        rx.compile(
            r"(?:not|never) (?:yet )?(?:been |be )?(?:delivered|arrived|disbursed)$|yet "
            r"(?:been |be )?delivered$",
            re.IGNORECASE,
        ),
        "delayed",
    ),
    (rx.compile(r"not|n[’']t|cannot|short|fail", re.IGNORECASE), "missed_target"),
    (rx.compile(r"dropped|lifted", re.IGNORECASE), "resumed"),
    (rx.compile(r"on hold|on ice|frozen|back", re.IGNORECASE), "paused"),
)
REFUSAL = rx.compile(
    r"(?:would|will|does|do)(?:n[’']t| not) (?:supply|send|deliver|provide|release|"
    r"approve|pay|give(?! up| in| way)|donate|pass)",
    re.IGNORECASE,
)
