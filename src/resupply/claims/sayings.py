"""Idioms of rank, share and nothing: "tops the list", "not a cent", "dried up", "none of it"."""

import re

from resupply.claims.cues import GIVER, LEAST_WORDS, MOST_WORDS, ORDINALS

_I = re.IGNORECASE
_COIN = (
    r"(?:cent|penny|dime|euro|dollar|pound|kroner?|krona|zloty|yen|franc|forint|crown|rupee|yuan"
    r"|shekel|lira)s?"
)
#: Nothing behind it that makes it another thing: "a dollar figure", "anything like as much".
_ENDS = (
    r"(?=[.,;!?)\"\u201d]|$| (?:to|in|on|for|since|towards?|at|so|until|till|by|from|this|last|yet"
    r"|and|nor|of|more|less|during|over|as military|as humanitarian|as financial|has|have|had|was"
    r"|were|is|are|went|goes)\b)"
)
#: "Has not given a cent", "never paid a single euro", "zero dollars", "gave zilch".
NO_COIN = re.compile(
    rf"(?:(?:\b(?:not|never|without)|n['\u2019]t)\b(?: (?!a\b|one\b)[\w'\u2019]+){{0,3}}? (?:a|one)"
    rf"(?: (?:single|red|lousy|measly))? {_COIN}|\bnot (?:a single|a|one) {_COIN}"
    rf"|(?:\b(?:not|never)|n['\u2019]t) (?:[\w'\u2019]+ ){{0,2}}?anything)\b{_ENDS}"
    rf"|\bzero {_COIN}\b|(?<=gave )(?:zero|zilch|nil)\b|(?<=given )(?:zero|zilch|nil)\b"
    r"|\bzero (?=(?:military |humanitarian |financial )?(?:aid|help|support|assistance|weapons)\b)",
    _I,
)
#: Behind it something may follow that makes it a part: "not a cent of it", "a cent more".
OF_SOMETHING = re.compile(r"^ (?:of|more|less|too|short|from|worth)\b", _I)
#: Plain denials of all giving, with nothing behind that narrows them.
DOES_NOT_GIVE = re.compile(
    r"(?:\b(?:does|do|did|has|have) not|\b(?:does|do|did|has|have)n['\u2019]t)"
    r" (?:yet |ever )?(?:give|gave|given|provided?|sent|send|supply|supplied|donated?|help(?:ed)?)"
    r"(?: (?:Ukraine|Kyiv|Kiev)(?: with)?)?"
    r"(?: (?:any )?(?:(?:military|humanitarian|financial|direct) )?"
    r"(?:aid|support|help|assistance))?"
    r"(?: to (?:Ukraine|Kyiv|Kiev))?"
    r"(?=[.!]?$| (?:since|in 20\d\d|in (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|so far|until|at all|this year|last year)\b)",
    _I,
)
#: "A donor of tanks" is a claim about tanks.
_OF_AID = (
    r"(?! of (?!(?:(?:military|humanitarian|financial|foreign) )?"
    r"(?:aid|support|assistance|help)\b))"
)
#: "Is among the donors", "is not a donor": whether anything was given at all.
IS_DONOR = re.compile(
    r"\b(?:is|are|was|were|remains?|counts?|figures?|feature|figure|does not figure|belongs?)"
    r"(?: not|n['\u2019]t)?(?: (?:among|amongst|one of|part of|to|(?:on|in) the list of))"
    r"(?: the| Ukraine['\u2019]s| Kyiv['\u2019]s)?"
    rf" (?:donors|contributors|supporters|backers|givers)\b{_OF_AID}"
    rf"|\b(?:is|are|was|were)(?: not|n['\u2019]t)? an? (?:donor|contributor)\b{_OF_AID}",
    _I,
)
#: "Dried up", "came to a standstill": nothing is left of what was given before.
STANDSTILL = re.compile(
    r"\b(?P<near>(?:all but|almost|nearly|virtually|practically|largely) )?"
    r"(?:dried up|(?:come|came|ground|grinded) (?P<near2>almost |nearly )?to (?:a|an) "
    r"(?:complete |total |virtual |near |near-)?(?:standstill|halt|stop))\b",
    _I,
)
NEAR_STANDSTILL = re.compile(r"\b(?:near|virtual|almost|nearly|all but|practically|largely)\b", _I)
_LIST = r"(?:list|table|ranking|rankings|league|field|pack|chart|way|board|standings)"
_OF_CLUB = r"(?:(?-i:[A-Z])\w+ |European |donor |donors['\u2019] )?"
#: "Tops the list", "leads the pack", "is at the top of the table", "has the lead".
TOPS = re.compile(
    rf"\b(?:tops?|topp(?:ed|ing)|leads?|led|heads?|headed|heading|leading) the {_OF_CLUB}{_LIST}\b"
    r"(?! (?:of|for) (?!(?:\w+ ){0,2}?(?:donors|supporters|backers|givers|contributors|allies)\b))"
    rf"|\b(?:sits? |stands? |is |are |was |were )?(?:at )?(?:the )?top of the {_OF_CLUB}{_LIST}\b"
    r"|\b(?:has|have|takes?|took|holds?|held|is in|are in|was in) the lead\b",
    _I,
)
#: "Is at the bottom of the table", "brings up the rear".
TRAILS = re.compile(
    rf"\b(?:sits? |stands? |is |are |was |were )?(?:at )?(?:the )?bottom of the {_OF_CLUB}{_LIST}\b"
    r"|\bbr(?:ings?|ought) up the rear\b|\bprops? up the table\b",
    _I,
)
#: Who gives least of what it could: by sum, by head or by GDP, as long as nothing else is said.
STINGY = re.compile(r"\b(?:stingi(?:est|er)|stingy|meanest|worst)\b", _I)
#: "The meanest donor", "the worst in the G7".
MEANEST = re.compile(
    rf"\b(?:the|its|{chr(39)}s|\u2019s|world's) (?:stingiest|most stingy|meanest|worst)\b"
    rf"(?= (?:[\w-]+ )?{GIVER}\b| (?:in|of|among)\b|[.!]?$)",
    _I,
)
#: Before a superlative: one of several.
ONE_OF = re.compile(r"\b(?:one of|some of|among|amongst) (?:the )?$", _I)
ONE_OF_ITS = re.compile(
    r"\b(?i:one of|some of|among|amongst)(?: (?:the )?"
    r"(?:world|continent|bloc|alliance|West|[A-Z][\w.-]*(?: [A-Z][\w.-]*)*))$"
)
A_LEADING = re.compile(r"\ba (?=leading donor)", _I)
ALMOST_ANY = re.compile(
    r"\b(?P<word>more|less)(?: [\w-]+){0,4}? than (?:almost|nearly|virtually|practically)"
    r" (?:any|every)(?: other)?\b",
    _I,
)
THAN_EVERY = re.compile(r"\b(?P<word>more|less)(?: [\w-]+){0,4}? than (?:every|each) other\b", _I)
#: "Are the largest donors": said of two, they are the first two.
SUPERLATIVES = re.compile(
    rf"\b(?:the|its|['\u2019]s|world's) (?:{MOST_WORDS}|{LEAST_WORDS}) (?:[\w-]+ ){{0,2}}?"
    r"(?:donors|supporters|contributors|backers|givers|providers|suppliers|countries|nations|states"
    r"|members|allies)\b",
    _I,
)
#: Denials of "as much as": "nothing like as much", "nowhere near as generous".
NOT_AS = re.compile(r"\b(?:nothing like|nowhere near|hardly|not nearly|far from)\b", _I)
#: "Trails only the US": one place below.
ONLY_BEHIND = re.compile(
    r"\b(?:(?:is |are |ranks? |ranked |stands? |comes? )?(?:behind|below)|trails?|lags? behind"
    r"|(?:is |are )?(?:surpassed|exceeded|outspent|beaten) by) only\b",
    _I,
)
#: Before the name of those who gave more: "number two " of "number two behind Washington".
PLACED = re.compile(
    r"\b(?:(?:number|no\.) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
    rf"|(?:{ORDINALS})(?: place)?),?(?: just| only)? $",
    _I,
)

_KIND_WORD = r"(?:military|humanitarian|financial|budget\w*|weapons?|arms|loans?|relief)"
_IS = (
    r"(?:is|are|was|were|has been|have been|goes? (?:to|on|for)|went (?:to|on|for)|comes? as"
    r"|came as|consists? of|takes the form of)"
)
_AID = r"(?:aid|support|assistance|help|allocations?|commitments?|contributions?|donations?|giving)"
#: "Nearly all of Denmark's aid has been military", "not one euro of US aid is military".
OF_OWN = re.compile(
    r"\b(?:(?P<nearly>(?:nearly|almost|virtually|practically|just about|close to) all)"
    r"|(?P<hardly>(?:almost|virtually|practically|next to|nearly) (?:none|nothing)"
    r"|(?:hardly|barely|scarcely) any|next to nothing)"
    rf"|(?P<none>none|nothing|no part|not (?:a single|a|one) {_COIN})"
    r"|(?<!of )(?P<all>all|the whole|the entirety"
    r"|every (?:single )?(?:euro|dollar|cent|pound|penny))"
    r"|the (?P<vast>vast|overwhelming|great|large|huge) majority"
    r"|the (?P<bulk>lion['\u2019]s share|largest part|greater part|larger part|better part))"
    rf"(?: of)? (?=(?:[^,;]{{0,60}}? )?{_AID}\b)"
    r"(?P<whose>(?:(?!gave\b|given\b|who\b|that\b|which\b)[^\s,;]+ ){0,9}?"
    rf"{_IS})(?: (?:now|still|purely|exclusively|entirely|solely|for))? {_KIND_WORD}\b",
    _I,
)
_MOSTLY = (
    r"(?:(?P<most>mostly|mainly|largely|predominantly|primarily|chiefly|for the most part)"
    r"|(?P<vast>overwhelmingly)"
    r"|(?P<nearly>(?:almost|nearly|virtually|practically) (?:entirely|exclusively|wholly|only|all))"
    r"|(?P<all>entirely|exclusively|purely|solely|wholly|only|all))"
)
_GAVE = r"(?:gave|given|gives?|provided?|provides|sent|sends|supplied|supplies|donated?|donates)"
#: "Germany's aid is mostly military", "has given only humanitarian aid".
MOSTLY = (
    re.compile(
        rf"\b{_AID}(?: to Ukraine| to Kyiv)? {_IS}(?: (?:so far|still|now))? {_MOSTLY} "
        rf"{_KIND_WORD}\b",
        _I,
    ),
    re.compile(rf"\b{_GAVE} (?:Ukraine |Kyiv )?{_MOSTLY} {_KIND_WORD} {_AID}\b", _I),
    re.compile(rf"\b{_MOSTLY} {_GAVE} (?:Ukraine |Kyiv )?{_KIND_WORD} {_AID}\b", _I),
)
#: "Its share of total aid is around a third": the fraction stands behind.
SHARE_OF = re.compile(
    r"\b(?:share|proportion|part) (?:of|in) [^,;]{2,40}? (?:is|was|are|were|stands? at|stood at"
    r"|amounts? to|came to|comes to|reached|reaches|makes up|equals) (?P<before>(?:[a-z]+ ){0,2}?)"
    r"(?:(?P<two>two|three|four) )?(?:a |one )?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b",
    _I,
)
#: Behind a share: " of Germany's aid", so that the kind before it is a part of its own.
OF_ITS_AID = re.compile(rf"^(?:['\u2019]s?)? (?:(?:total|overall|entire|whole|all) )?{_AID}\b", _I)
OF_WHOM = re.compile(r"^ of (?:the |all (?:the )?)?$", _I)
#: "The share of military aid in German support is ...".
KIND_IN = re.compile(rf"\bshare of {_KIND_WORD}(?: {_AID})? in (?=.{{2,40}} {_AID}\b)", _I)
#: A coin that is said not to have been given: no sum.
NOT_COIN = re.compile(r"\b(?:not|never) (?:even )?(?:a single )?$", _I)

#: Everyone of a group, before its name: "every NATO member", "all EU countries but Malta".
EVERY = re.compile(
    r"\b(?:every|each)(?: single)?(?: one)?(?: member| country| ally)?(?: of)?(?: the)? $", _I
)
ALL = re.compile(
    r"\ball(?: of)?(?: the)?(?: (?:members?|countries|allies) (?:of|in))?(?: the)? $", _I
)
#: "Every other donor", "everyone": of all that are counted.
EVERY_DONOR = re.compile(
    r"\b(?:(?:every|each)(?: single)?(?: other)? (?:donor|country|nation|state)|everyone(?: else)?"
    r"|everybody(?: else)?)(?= (?:has|have|gave|gives|provided|spent|allocated|committed)\b)",
    _I,
)
#: Everyone at all but some: "all but Hungary and Malta".
ALL_BUT = re.compile(
    r"\b(?:all|every\w*|each)(?: of)?(?: the)?(?: (?-i:[A-Z])[\w-]+){0,2}"
    r"(?: (?:members?|countries|country|donors?|states?|member states|allies|ally|nations?))?"
    r" (?:but|bar|except|apart from|other than|save)(?: for)?(?: the)? $",
    _I,
)
ALL_BUT_SOME = re.compile(
    r"\ball(?: [\w-]+){0,3}? but (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a few"
    r"|a handful|some)\b",
    _I,
)
#: A part of a group nobody has listed: "small EU countries", "many NATO members".
SOME_OF = re.compile(
    r"\b(?:small(?:er)?|big(?:ger)?|large(?:r)?|rich(?:er)?|poor(?:er)?|wealth(?:y|ier)|tiny|tinier"
    r"|neighbou?ring|many|most|some|several|few|a few|various|other|great|strong(?:er)?|leading"
    r"|main|major|individual)(?: of)?(?: the)? $",
    _I,
)
#: Words for the money itself: financial aid, or all that was given.
MONEY = re.compile(r"\b(?:money|cash)\b", _I)
COINS = re.compile(rf"\b(?:a|one|single) {_COIN}\b", _I)
#: "More military than humanitarian aid": what a kind is measured against.
OTHER_KIND = re.compile(
    r"^ *(?:(?:its|their|the|of|on|for|in|it gives|it gave|it has given|they gave) )*"
    r"(?P<kind>military|humanitarian|financial)\b(?: (?:aid|support|assistance|help))?",
    _I,
)
#: How others in a list are taken: each of them, or as one.
EACH_OTHER = re.compile(r"\b(?:either|both|each|or)\b", _I)
AS_ONE = re.compile(r"\b(?:together|combined|jointly|between them|the (?:sum|total) of)\b", _I)
AHEAD_OF = re.compile(r"\bahead of(?: the)? $", _I)
THE_REST = re.compile(r"\bthe (?:rest|others)\b", _I)
#: Between names that somebody is compared with.
AND_OR = re.compile(r"^(?:,|,? (?:and|or)|,? as well as|,? plus) (?:the )?$")
#: "Every NATO member", as the words of a place.
EVERYONE = re.compile(r"\b(?:every\w*|each|all)\b", _I)
OF_ORDER = re.compile(
    r"\b(?:behind|trail\w*|lag\w*|ahead of|above|below|leads?|led|outrank\w*)\b", _I
)
