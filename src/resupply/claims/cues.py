"""Words and what they say: stage, kind, divisor, rank, comparison. The grammar's small lexicon."""

import re

_I = re.IGNORECASE


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", _I)


#: What counts as given, by the verb; `given` is any plain word for giving.
STAGES = (
    ("allocation", _any("allocat\\w+", "earmark\\w+", "set(?:s|ting)? aside")),
    ("commitment", _any("commit(?:s|ted|ments?|ting)?")),
    ("pledge", _any("pledg\\w+", "promis\\w+", "announc\\w+", "vow(?:s|ed|ing)?", "undertook",
                    "agreed to (?:give|send|provide|donate|supply|deliver)")),
    ("intent", _any("found", "identified", "offer(?:s|ed)?", "intends?")),
    ("shipment", _any("on (?:the|its|their) way", "in transit")),
    ("delivery", _any("deliver\\w*", "sent", "send(?:s|ing)?", "shipped", "hand(?:s|ed|ing)?"
                      "(?: (?:over|out))?(?= )", "dispatch(?:es|ed|ing)?", "forwarded", "trucked",
                      "arriv\\w+", "receiv\\w+", "disburs\\w+", "transferred", "gets?", "got",
                      "getting", "obtain(?:s|ed)", "turned over", "brought",
                      "reach(?:ed|es|ing)? (?:the country|the front|Ukraine|Kyiv)")),
    ("given", _any("gave", "gives?", "given", "giving", "provid\\w+", "donat(?:ed|es|ing)",
                   "contribut\\w+", "suppl(?:y|ied|ies|ying)", "spent", "paid",
                   "pays?", "support(?:ed|s|ing)", "channell?ed", "funnell?ed", "chipped in",
                   "help(?:ed|s|ing)", "aided")),
)  # fmt: skip
KINDS = (
    ("military", _any("military", "militarily", "weapons?", "arms", "security assistance",
                      "defen[cs]e aid")),
    ("humanitarian", _any("humanitarian", "relief aid")),
    ("financial", _any("financial(?:ly)?", "budget(?:ary)?(?: support| aid)?",
                       "macro-financial", "loans?")),
    ("all", _any("all (?:kinds of )?(?:aid|support|help|assistance)", "aid of all kinds",
                 "overall aid", "total aid")),
)  # fmt: skip
#: "The size of its economy", "national output".
_SIZE = (
    r"(?:(?:the|its|their) )?(?:(?:size of (?:(?:the|its|their) )?econom(?:y|ies))|(?:own )?"
    r"(?:economic output|economic size|economic weight|national (?:output|income)|GDP))"
)
PERS = (
    ("head", _any("(?:on a )?per[- ]capita basis", "a head",
                  "per[- ](?:head|capita|person|inhabitant|citizen)",
                  "relative to (?:its |their |the )?population")),
    ("gdp", _any("(?:of|per|by|to|in terms of|in relation to) (?:its |their |the |national |own )?"
                 "(?:GDP|gross domestic product|econom(?:y|ies)|economic output"
                 "|national (?:income|output))",
                 "GDP share", "GDP-share", "measured by GDP", "against GDP",
                 "(?:when )?measured (?:by|against|as a (?:share|part|proportion) of|in terms of) "
                 + _SIZE, "(?:taking|when you take) " + _SIZE + " into account",
                 "(?:in proportion|relative|compared|proportionate) to " + _SIZE,
                 "(?:(?:adjusted )?for|by) (?:the|its|their) size of (?:the|its|their) "
                 "econom(?:y|ies)")),
    ("total", _any("in absolute terms", "in all", "in total", "overall", "in absolute numbers",
                   "absolute")),
)  # fmt: skip
GENEROUS = _any("generous\\w*", "does most", "doing most", "per its means", "punch\\w*",
                "sting(?:y|ier|iest)", "meanest", "worst")  # fmt: skip
SHARES = (
    ("members", _any("union aid split to members", "(?:counting|including|with) "
                     "(?:its |their |the )?(?:EU share|share of (?:the )?EU aid|EU shares)")),
    ("donor", _any("bilateral(?:ly)?", "unions counted as donors", "without (?:the )?EU shares?")),
)  # fmt: skip
#: "Without the EU share" says how a union's aid is counted, and leaves nobody out.
SHARED = re.compile(r"\bwithout (?:the )?EU shares?\b", _I)
TOGETHER = _any("together", "combined", "jointly", "taken together", "put together", "between them")
YEAR = re.compile(r"\b(?:population|GDP|inhabitants) (?:of|in) (20\d\d)\b", _I)
#: "Half of all European military aid": a share among the members of a group.
OF_ALL = re.compile(
    r"(?:half|thirds?|quarters?|fifths?|tenths?|%|per ?cent) of (?:all|total)(?: the)? $", _I
)
#: "A quarter of European military aid": said of one of them, it is a share among them.
SHARE_OF_GROUP = re.compile(
    r"(?:half|thirds?|quarters?|fifths?|tenths?|%|per ?cent) of (?:the )?$", _I
)
AMONG = re.compile(
    r"\b(?:in|among|within|of|across|amongst)(?: all| the| other| all the)?"
    r"(?: (?:members?|countries|states|allies|member states) (?:of|in))?(?: the)? $"
    r"|\bleads $",  # "leads Europe": the first in it
    _I,
)
MEMBERS = re.compile(
    r"^(?:'s)?[ -](?:members?|countries|states|allies|member states|nations)\b", _I
)
#: "Europe's biggest donor" is the biggest in Europe.
OWN = re.compile(
    r"^['\u2019]s (?:\w+[- ])?(?:largest|biggest|most generous|leading|top|main|highest|smallest"
    r"|lowest|least generous|stingiest|most stingy|meanest|worst)\b",
    re.I,
)
#: Before a name that is left out: "outside Europe", "apart from the US", "non-European".
WITHOUT = re.compile(
    r"\b(?:outside(?: of)?|excluding|except(?: for)?|apart from|aside from|other than|not counting"
    r"|leaving (?:out|aside)|besides|without|non-)(?: the)? ?$",
    _I,
)
#: "The largest after the US" is the second.
AFTER = re.compile(
    r"\b(?:after|(?:behind|lags? behind|trails?|(?:surpassed|exceeded|outspent|beaten) by) only"
    r"|behind|(?:second|third|fourth) only to)(?: that of)?(?: the)? $",
    _I,
)
COUNTRIES = _any("countr(?:y|ies)", "nations?", "(?:single|individual) (?:states?|donors?)")
ALL_DONORS = _any(
    "all donors", "any donor", "donors together", "the world", "everyone", "everybody"
)

_CARDINALS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20},
    **{"thirty": 30, "forty": 40, "fifty": 50},
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_TO_NINE = "two|three|four|five|six|seven|eight|nine"
NUMBER_WORDS = "|".join(_CARDINALS)
_N = rf"\d{{1,3}}|{'|'.join(_CARDINALS)}"
ORDINALS = rf"\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}"
MOST_WORDS = r"largest|biggest|highest|greatest|most generous|top|leading|most important|most"
LEAST_WORDS = r"smallest|lowest|least generous|stingiest|most stingy|meanest|least|fewest"
GIVER = (
    r"(?:donors?|supporters?|contributors?|backers?|givers?|providers?|suppliers?|partners?"
    r"|countr(?:y|ies)|nations?|states?|members?|allies|ally|powers?|economy|economies)"
)
#: "The largest European donor", "no EU country": the group's name as an adjective.
RANKED = re.compile(
    rf"\b(?:{MOST_WORDS}|{LEAST_WORDS}|{ORDINALS}|any|any other|no|no other|every|only|other|main)"
    r"[ -](?:(?!to\b|of\b)\w+ )?$",
    _I,
)
GIVERS = re.compile(rf"^[ -](?:\w+[ -])?{GIVER}\b", _I)
#: Behind a name: what it gives, so that the name is whose it is and no group.
AID_OF = re.compile(
    r"^(?:'s)? (?:(?:military|humanitarian|financial|total|overall|foreign) )*(?:aid|support"
    r"|assistance|help|allocations?|commitments?|pledges?|promises|deliveries|contributions?)\b",
    _I,
)
TOP = re.compile(rf"\btop[- ](?P<n>{_N})\b|\bthe (?P<n2>{_N}) (?:{MOST_WORDS})\b", _I)
NUMBER = re.compile(rf"\b(?:number|no\.|rank(?:s|ed)?(?: at| as)?(?: number)?)\s*(?P<n>{_N})\b", _I)
NTH = re.compile(
    rf"(?<!\ba )(?<!\bone )(?<!\btwo )\b(?P<n>{ORDINALS})(?:[- ](?:{MOST_WORDS})\b"
    r"|(?: \w+)? (?:donors?|places?|placed|supporters?"
    r"|suppliers?|country|provider)\b"
    r"|(?=,? (?:in|by|per|among|after|overall|behind|just behind|relative|worldwide|only to)\b)"
    r"|[.,;]?$)",
    _I,
)
#: "The lowest level since January" ranks months, and no donors.
_NO_LEVEL = r"\b(?! (?:levels?|points?|amounts?|monthly|sums?|figures?|values?)\b)"
MOST = re.compile(
    rf"\b(?:the|its|{chr(39)}s|world's) (?:{MOST_WORDS}){_NO_LEVEL}"
    r"|\bmore(?: \w+){0,4}? than any(?:one| other|body)?\w*"
    r"|\b(?:gave|give|given|gives|provided|spent|allocated|committed|pledged|sent|delivered|does|done)"
    r" (?:the )?most\b|\b(?:comes|came|ranks|stands) first\b|\bleads\b|\bleading donor\b",
    _I,
)
#: The other end of the ranking: "gave the least", "is last", "number 3 from the bottom".
LEAST = re.compile(
    rf"\b(?:the|its|{chr(39)}s) (?:{LEAST_WORDS}){_NO_LEVEL}"
    r"|\bless(?: \w+){0,4}? than any(?:one| other|body)?\w*"
    r"|\b(?:gave|give|given|gives|provided|spent|allocated|committed|pledged|sent|delivered|does|done)"
    r" (?:the )?(?:least|fewest)\b|\b(?:comes|came|ranks|ranked|stands|is|are|was|were) last\b"
    r"(?! (?:month|week|year|quarter))",
    _I,
)
BOTTOM = re.compile(rf"\bbottom (?P<n>{_N})\b|\bthe (?P<n2>{_N}) (?:{LEAST_WORDS})\b", _I)
NTH_LEAST = re.compile(rf"\b(?P<n>{ORDINALS})[- ](?:{LEAST_WORDS})\b", _I)
FROM_LEAST = re.compile(r"\b(?:from|counted from) the (?:bottom|end|least)\b", _I)
FIRST_TO = re.compile(
    r"\b(?:one of |among )?the (?:very )?first(?: (?:country|countries|nation|nations|state|states"
    rf"|donor|donors|(?P<n>{_N})))? to\b|\bfirst to\b",
    _I,
)
OTHERS = re.compile(
    r"\b(?:all|the) (?:the )?(?:other\w*|rest)(?: (?:donors|countries|of the world))?(?: together"
    r"| combined| put together| taken together)?|\beveryone else\b|\bthe rest of the world\b",
    _I,
)
_TIMES = (
    r"(?:one|two|three|four|five) and a half times|twice|thrice|double"
    rf"|(?:\d+(?:\.\d+)?|{'|'.join(_CARDINALS)}) times|half"
)
NOBODY = re.compile(
    r"\b(?:(?:no|not (?:a single|one)) (?:other )?(?:[\w-]+ )?"
    r"(?:country|donor|nation|state|one|party|member|ally)|nobody|none)\b",
    re.IGNORECASE,
)
#: "Has given nothing", "no new aid", "has never sent any".
NOTHING = re.compile(
    r"\b(?:nothing|none at all"
    r"|(?:no|not (?:\w+ ){0,2}?any|n['\u2019]t (?:\w+ ){0,2}?any|never (?:\w+ ){1,2}?any)"
    r" (?:(?:new|further|more|additional|other|military|humanitarian|financial|single|direct"
    r"|U\.?S\.?) )*"
    r"(?:aid|help|support|assistance|money|weapons?|arms|allocations?|commitments?|pledges?|donations?"
    r"|contributions?)"
    r"|never (?:given|gave|sent|provided|supplied|delivered|allocated|committed|pledged|donated)"
    r"|(?:gave|given|gives?|sent|provided|supplied|delivered|donated) no"
    r"(?: (?!since|in|to|for|from|at|until|by|during|on)[\w-]+){1,3})\b",
    re.IGNORECASE,
)
NEXT_TO = re.compile(r"\b(?:next to|almost|practically|virtually|nearly|hardly) $", re.IGNORECASE)
#: "No money" is none of financial aid; "no weapons" may be military aid all the same.
MONEY_ALONE = re.compile(r"\bno(?: \w+)? money\b", re.IGNORECASE)
WEAPONS = re.compile(r"\b(?:weapons?|arms)\b", re.IGNORECASE)
MORE_THAN = re.compile(
    r"^ (?:more|less|fewer|over|as|much|like|close|near|compar\w+|but|except|short|beside"
    r"|in comparison|approaching)\b",
    re.IGNORECASE,
)
#: "Only five countries have given more than 1% of GDP": how many, and the verb behind them.
HOW_MANY = re.compile(
    rf"\b(?:(?P<n>{_N})|(?P<none>no|not a single|not one|none(?= of the)))"
    r" (?:of the )?"
    r"(?:(?:other|[A-Z][\w-]+|member) )?"
    r"(?:countries|country|donors?|nations?|states?|members?|allies|ally)\b"
    r"(?= (?:\w+ ){0,4}?(?:gave|give|given|allocated|committed|pledged|promised|provided|spent"
    r"|delivered|contributed|donated|supported|helped|backed)\b)",
    _I,
)
#: "Each of them", "both": what is said of several is said of everyone.
EACH = re.compile(
    r"\b(?:each|both|every one|individually|respectively|(?<=have )all)\b(?! (?:other|but)\b)",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|never|no longer)\b(?! (?:(?:less|more|fewer) than|only|just|merely|alone)\b)"
    r"|\w+n['\u2019]t\b",
    re.IGNORECASE,
)
#: Between names that are meant together.
AND = re.compile(r"^(?:,|,? and|,? as well as|,? plus|,? together with) (?:the )?$")
WITH_MEMBERS = re.compile(r"\b(?:and|with) (?:its|their|the) members?\b", re.IGNORECASE)
#: "Twice its financial aid": measured against another kind of its own.
_ITS_KIND = r"(?= (?:its|their) (?:military|humanitarian|financial)\b)"
_SIZES = r"more|less|fewer|higher|lower|larger|bigger|greater|smaller"
COMPARE = re.compile(
    rf"\b(?:(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent) (?P<by>{_SIZES})(?: \w+){{0,6}}? than"
    rf"|(?P<factor>{_TIMES})(?:(?: as (?:much|many|large)\b)?(?: \w+){{0,5}}? (?:as|than|that of)"
    rf"|{_ITS_KIND})"
    rf"|(?:(?P<two>{_TO_NINE}) )?(?:a |one )?(?P<part>half|thirds?|quarters?|fifths?|tenths?)"
    r" (?:of (?:what|that of|the (?:amount|sum)(?: that| of)?)|as (?:much|many)(?: \w+){0,4}? as"
    rf"|of{_ITS_KIND})"
    rf"|(?P<word>{_SIZES})(?: \w+){{0,6}}? than"
    r"|(?P<even>as (?:much|many|large|generous)(?: \w+){0,4}? as)"
    r"|(?P<exceeds>exceeds?|exceeded|over(?:took|taken|takes)|surpass(?:es|ed)?"
    r"|out(?:spends?|spent|strips?|stripped|paces?|paced|does|did|ranks?|ranked|performs?|performed)"
    r"|(?:dwarf(?:s|ed)?|eclips(?:es|ed))(?! by)"
    r"|(?:is|are|was|were|been) (?:dwarfed|exceeded|surpassed|overtaken|outspent|eclipsed"
    r"|outstripped) by"
    r"|(?:lags?|lagged|lagging|trails?|trailed|trailing)(?: (?:far|well|way|slightly|just))? behind"
    r"|trails|trailed|leads|led|ahead of|behind"
    r"|(?:ranks?|ranked|stands?|comes?|lies|is|are) (?:above|below)))\b",
    _I,
)
#: What may stand between "than" and whom one is compared with.
_LINK = r"(?:the|all|of|that|those|what|its|their|either|both|for|by|from|does|did|has|have)"
_NO_LINK = r"(?!(?:any|other|to|in|half|one|two|three|thirds?|quarters?|fifths?|tenths?)\b)"
LINK = re.compile(rf"^ *(?:{_LINK} )*(?:{_NO_LINK}[a-z]+ ){{0,2}}$", _I)
#: Itself at another time: "than in 2022", "compared with the year before".
BASE = re.compile(
    r"^ *(?:(?:it|they|he|she) did )?(?:(?:in|during|over|for) )?(?:all of |the whole of )?"
    r"(?:(?P<same>the same (?:period|time|months?|quarter|half|days?)) (?:(?:in|of|a|the) )*"
    r"(?:(?P<sy>20[12]\d)|last year|year (?:before|earlier)|previous year)|"
    r"(?P<y>20[12]\d)"
    r"|(?P<ago>(?:the|a) (?:year (?:before|earlier|ago)|(?:previous|preceding) year))"
    r"|(?:the )?(?:month|quarter|period) (?:before|earlier)"
    r"|the (?:previous|preceding|last) (?:month|quarter)|last year|a month (?:before|earlier|ago)"
    r"|before)\b",
    _I,
)
AGAINST = re.compile(
    r"\b(?:(?:as )?compared (?:with|to)|against|versus|vs\.?|relative to|in comparison (?:with|to)"
    r"|up from|down from|from|than|over|on)(?= )",
    _I,
)
CHANGE = re.compile(
    r"\b(?P<word>doubled|tripled|quadrupled|quintupled|halved|rose|risen|grew|grown|increas\w+|fell|fallen|dropp\w+|declin\w+"
    r"|decreas\w+|shrank|shrunk|plunged|slumped|went up|went down|dried up"
    r"|(?:come|came|ground) to an? [\w -]{0,12}?(?:standstill|halt|stop))\b",
    _I,
)
FROM_TO = re.compile(r"\bfrom (?P<y>20[12]\d) (?:to|until) (?P<y2>20[12]\d)\b", _I)
BY_PART = re.compile(
    rf"\bby (?:about |nearly |almost |over |more than |some )?(?:(?P<two>{_TO_NINE}) )?(?:a |one )?"
    r"(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b",
    _I,
)
TO_ZERO = re.compile(r"\bto (?:zero|nothing|nought|nil|a (?:halt|standstill))\b", _I)
_DOWN = ("halved", "fell", "fallen", "dropp", "declin", "decreas", "shr", "plunged", "slumped",
         "went down")  # fmt: skip
FRACTION = re.compile(
    rf"\b(?:(?P<two>{_TO_NINE})[ -])?(?:a |one[ -]|the )?"
    r"(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?! of a (?:million|billion|thousand)\b)"
    r"(?= of\b| the\b|[ -](?:funded|financed|covered|met)\b)"
    rf"|\b(?:one in|every) (?P<n>{ORDINALS}|{_N})(?= (?:euro|dollar|pound)s?\b)"
    r"|\b(?P<most>most|the (?:bulk|majority)|a majority)(?= of\b)",
    _I,
)
#: What a share is a part of, where it is the giver's own: "of what it promised".
_HAVE = r"(?:has |have |had |was |were |is |are |been |also |once |already )*"
OF_PROMISE = re.compile(
    r"\bof the (?P<said>promised|pledged|committed)\b"
    r"|\bof (?:what|all(?: aid)?|everything|that|those|the (?:\w+ ){1,3}?)(?: ?(?:that|which))?"
    r"(?: ?(?:it|they|he|she|was|were|the [\w ]{2,20}?|[A-Z]\w+))? ?"
    + _HAVE
    + r"(?P<verb>promis\w+|pledg\w+|committed|announced|allocated)\b"
    r"|\bof (?:its|their|the|all|these|those|(?:[A-Z][\w.]*(?: [A-Z][\w.]*)*(?:'s?)?))"
    r" (?:\w+ ){0,2}?"
    r"(?P<noun>pledges|promises|commitments|allocations)\b",
)
#: "Half of US aid has been delivered": the share of what was given that has come so far.
OF_AID_DONE = re.compile(
    r"\bof (?:[\w.'-]+ ){0,5}?(?:aid|support|assistance|help|money|funds|package)"
    r" (?:has|have|had|was|were|is|are)"
    r" (?:not |yet |been |already |actually |so far |only )*"
    r"(?:deliver\w+|sent|shipped|disburs\w+|arrived|handed over|paid|received|transferred)\b",
    _I,
)
ALL_AID = re.compile(r"\bof (?:all|the total|total|global)\b", _I)
#: "A tenth of Denmark's aid is humanitarian": a kind of the giver's own aid.
OF_OWN_KIND = re.compile(
    r"\bof .{0,60}?\b(?:is|are|was|were|has been|have been|goes? (?:to|on|for)"
    r"|went (?:to|on|for)|comes? as|came as|consists? of|takes the form of)(?: \w+){0,2}? "
    r"(?:military|humanitarian|financial|budget\w*|weapons?|arms|loans?|relief)\b",
    _I,
)
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
#: How goods are meant; the first that is found counts.
MANNERS = (
    ("late", _any("late(?! (?:January|February|March|April|May|June|July|August|September"
                  "|October|November|December|last|this|in|20\\d\\d))", "delayed", "overdue",
                  "behind schedule", "too late")),
    ("on_time", _any("on time", "in time", "by the deadline")),
    ("price", _any("costs?", "prices?", "priced")),
    ("through", _any("goes through", "passes through", "went through", "transits?", "via")),
    ("capacity", _any("can (?:now )?(?:make|produce|manufacture|build|turn out|churn out|assemble)",
                      "able to (?:make|produce|build|turn out)", "capacity", "capable of",
                      "could (?:make|produce|build|turn out)", "capacities")),
    ("target", _any("will (?:make|produce|deliver|send|reach|have|build|turn out|give|provide|get"
                    "|supply|donate|ship)", "aim(?:s|ed|ing)?",
                    "(?:is|are) (?:supposed|due|set) to",
                    "intends? to", "planned", "planning", "plans? to", "target",
                    "goal", "to be delivered", "expect(?:s|ed)", "is due",
                    "wants? to (?:make|reach|produce|deliver|send|help|assist|feed|support)",
                    "hop(?:es?|ing) (?:to|for)", "targets?", "targeted")),
    ("output", _any("mak(?:e|es|ing)(?! up| it| them| her)", "made(?! the| a)",
                    "produc(?:e|es|ed|ing|tion)",
                    "manufactur(?:e|es|ed|ing)", "(?:turn|churn|pump|roll)(?:s|ed|ing)? out",
                    "buil(?:d|ds|t|ding)", "assembl(?:e|es|ed|ing)",
                    "(?<!economic )(?<!national )output")),
    ("use", _any("down to", "ration(?:ed|ing)", "getting by", "fires?",
                  "fired", "firing", "us(?:es|ed|ing)", "shoots?", "shot", "consum\\w+",
                  "expend(?:s|ed|ing)?",
                  "burn(?:s|ed|ing|t)? through", "spend(?:s|ing)? (?=[\\d,.]+ (?:shells|rounds))")),
    ("need", _any("needs?", "needed", "require\\w*", "asks? for", "ask(?:ed|ing) for", "in need",
                  "wants?(?! to\\b)", "wanted", "request(?:s|ed|ing)?", "call(?:s|ed|ing) for",
                  "appeal(?:s|ed|ing) for", "demand(?:s|ed|ing)?", "seek(?:s|ing)?", "sought",
                  "minimum")),
)  # fmt: skip
OF = re.compile(r"^ (?:of|\w+ GDP)\b", _I)
#: Between a share and whom it is of.
OF_OTHER = re.compile(r"^ of (?:that of |the aid of )?(?:the )?$", _I)
OF_WHICH = re.compile(
    r",? (?:of|out of) (?:which|these|this sum)\b,? ?|,? including (?=[\u00a3$\u20ac\d])", _I
)
#: "It is false that ...": what follows is denied.
FALSE_THAT = re.compile(
    r"^(?:it(?:['\u2019]s| is| was)|this is) (?:false|untrue|wrong|not true|not the case|a lie)"
    r"(?: to say)? that ",
    _I,
)
#: The half that says what did not come: "promised 14 but has delivered none".
BUT_NOT = re.compile(
    r",? (?:but|yet|though|although) (?=.*\b(?:not|none|never|nothing|no)\b|.*n['\u2019]t\b)", _I
)
#: Everyone of a people: a sum a head.
EVERY_ONE = re.compile(
    r"\b(?:[Ee]very|[Ee]ach)(?: single)? (?!NATO|EU|G7)[A-Z][a-z]+\b"
    r"(?! (?:country|member|nation|state|donor|ally))"
)
ANY = re.compile(r"\bthan any\b(?! other)", _I)
ONLY = re.compile(r"\b[Oo]nly (?:the )?$")
#: Days that are said and not read.
DAYS_UNREAD = re.compile(r"\b(?:before|after|during) the (?:war|invasion)\b", _I)
PER_TIME = re.compile(
    r"\b(?:a|per|each|every)[ -](day|week|month|year)\b|\b(dai|month|year)ly\b", _I
)


def first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> tuple[str, str] | None:
    """The first word of a lexicon that the text holds, and how it is said.

    Example:
        >>> first(STAGES, "Estonia has allocated most per head")
        ('allocation', 'allocated')
        >>> first(KINDS, "Estonia is first") is None
        True
    """
    for value, pattern in table:
        match = pattern.search(text)
        if match:
            return value, match[0]
    return None


def number(word: str) -> int:
    """A cardinal or ordinal as a number.

    Example:
        >>> number("ten"), number("4th"), number("second")
        (10, 4, 2)
    """
    low = word.casefold()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    return _CARDINALS.get(low) or int(re.sub(r"\D", "", low))


def factor(word: str) -> float:
    """How many times "twice", "three times", "1.5 times", "half" is."""
    low = word.casefold()
    fixed = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "half": 0.5}
    first_word = low.split()[0]
    if " and a half" in low:
        return _CARDINALS[first_word] + 0.5
    if first_word in fixed:
        return fixed[first_word]
    return float(_CARDINALS[first_word]) if first_word in _CARDINALS else float(first_word)


def fraction(match: re.Match[str]) -> float:
    """The share a fraction in words is."""
    found = match.groupdict()
    if found.get("most"):
        return 0.5
    if found.get("n"):
        return 1 / number(match["n"])
    part = match["part"].casefold()
    one = _PARTS[part if part in _PARTS else part[:-1]]
    return one * _CARDINALS.get((match["two"] or "").casefold(), 1)


def percent(words: str, read: float) -> float:
    """In per cent a point is a point: "1.552%" is no thousand and a half."""
    plain = re.match(r"\d{1,3}\.\d+(?!\d|[.,])", words)
    return float(plain[0]) if plain else read


def is_down(word: str) -> bool:
    """Whether a word of change is downwards."""
    return word.casefold().startswith(_DOWN)
