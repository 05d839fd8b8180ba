"""Pieces of sentences by their cues: asides, halves, what is counted, how long, kept promises."""

import re

from resupply.claims import cues

_I = re.IGNORECASE

#: All of a promise came: "kept its promise of a million shells".
KEPT = re.compile(
    r"\b(?P<verb>kept|keeps?|keeping|honou?red|fulfill?ed|met|meets?|made good on|delivered on"
    r"|broke|broken|breaks?|missed|misses|failed to (?:keep|meet|honou?r|fulfill?)"
    r"|(?:fell|falls) short of)"
    r" (?:on )?(?:its|their|the|a|his|her|all)(?: \w+){0,2}? "
    r"(?P<noun>promises?|pledges?|word|commitments?|targets?|deadlines?|goals?)\b",
    _I,
)
BROKEN = re.compile(r"^(?:br|miss|fail|fell|fall)", _I)
#: An aside that begins so says when or where, and narrows what the sentence claims.
NARROWS = re.compile(
    r"^(?:in|on|at|by|before|after|during|since|for|from|to|within|per|among|of|only|alone|except"
    r"|excluding|apart|outside|without|if|unless|when|as long|not"
    r"|(?:will|would|can|could|should|must|has|have|had|is|are|was|were|does|do|did) )\b",
    _I,
)
#: The verb of a sentence, and what begins a clause beside it.
FINITE = re.compile(r"\b(?:had|has|have|is|are|was|were|will|would|can|could|must)\b", _I)
RELATIVE = re.compile(r"^(?:which|who|whose|where|though|although|while|whereas|as|but|and)\b", _I)
#: A promise of which the days are those it is to be kept in.
FOR_LATER = re.compile(r"\bfor (?:this|next|the (?:next|coming)) (?:\w+ )?years?\b", _I)
#: Both ends of a range: "between 5,000 and 6,000".
BETWEEN = re.compile(
    r"\b(?:between|from) [$\u20ac\u00a3]?[\d.,]+(?: (?:million|billion|bn|m))?$", _I
)
#: Digits, or a number in words.
AMOUNT = re.compile(rf"\d|\b(?:{cues.NUMBER_WORDS}|half|thirds?|quarters?|million)\b", _I)
#: What is counted, said before the number.
NUMBER_OF = re.compile(
    r"\b(?:number|numbers|total|stock|queue|count|tally) of ([\w '-]{3,60}?)(?:\s|$)", _I
)
#: Verbs and nouns of a span of time that is a figure of its own.
TAKES = re.compile(
    r"\b(?:wait\w*|takes?|took|taken|taking|queu\w+|delay\w*|lead[- ]times?|turn-?around|detour"
    r"|stood|stuck|last(?:s|ed)|within)\b",
    _I,
)
SPAN = re.compile(r"^[ -](hour|day|week|month|year)s?\b", _I)
PART_OF_SUM = re.compile(
    r"(?:%|per ?cent|half|thirds?|quarters?|fifths?|tenths?) of (?:the|this|its|that|last|their)\b"
    r"[^,;]{0,40}$",
    _I,
)
#: A half that says that nothing of it came: "and not one has arrived".
NOT_ONE = re.compile(r"^(?:not (?:a single )?(?:one|any)|none|nothing)\b", _I)
