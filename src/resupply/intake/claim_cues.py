"""Words by which a claim is known: rankings, firsts, shares, totals, comparisons, counts."""

import re

from resupply.intake import numbers, rx

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
#: An ordinal, in letters or figures.
NTH = _NTH
_TOP = (
    r"(?:largest|biggest|greatest|leading|most generous|highest|main|top|strongest|heaviest"
    r"|single largest|poorest|worst|"
    r"smallest|lowest|fewest|weakest|slowest|most expensive|most comprehensive"
    r"|most [a-z]+(?= (?:year|month|quarter)\b))"
)
#: Whom a row from the top holds; "the top three needs" are only the first that are named.
_RANKED_ONES = (
    r"(?:donors?|supporters|contributors|providers|backers|suppliers|recipients|hosts?|producers"
    r"|manufacturers|makers|exporters|importers|lenders|givers|buyers|users|operators|countries|nations"
    r"|states|economies|companies|firms|partners|allies|spenders|crises|emergencies|operations|appeals"
    r"|destinations|sellers|markets|governments|investors|agencies|charities|organi[sz]ations|sources)\b"
)
RANKING = rx.compile(
    rf"\b(?:(?P<nth>{_NTH})[- ](?:{_TOP})|(?:among|one of) the (?P<of_n>three|four|five|six|"
    rf"seven|eight|ten|twenty|\d+) {_TOP}\b"
    r"|(?P<of>one of the|among the)? ?"
    rf"(?:\b(?P<top>(?:{_TOP}))\b(?<!on top)(?! (?:\d+|five|ten|three|twenty)\b)(?! "
    rf"of (?:the )?(?:these|them)))(?: \w+){{0,4}} (?P<noun>convoy|donors?|supporters?|"
    r"contributors?|providers?|backers?|suppliers?|recipients?|packages?|contributions?|"
    r"donations?"
    r"|delivery|tranche|shipment|hosts?|crisis|gift|pledge|allocation|producers?|"
    r"manufacturers?|makers?|exporters?|consignment|grant|loan|aid|commitment|partners?|"
    r"buyer|single|operation|emergency|importers?|yet|ever|so far|transfer|airlift|"
    r"drawdown|amount|sum|total|figure|number|volume|level|quarter|month|year|purchase|order"
    r"|investment|contract|deal|effort|operators?|users?|lenders?|backlog|givers?|batch"
    r"|factory|plant|countries that)\b"
    r"|(?P<ranks>\brank(?:s|ed|ing)?|\bplace[ds]?|\bcomes|\bcame|\bstands?) (?:in |at )?(?:the "
    rf")?(?P<place>{_NTH}(?! (?:half|quarter|week|"
    r"month|year|day|phase|time|round|stage|part|place of))|top (?:\w+)|number \w+|no\.? ?\d+"
    r"|among the top \w+)|\btop "
    r"(?P<topn>\d+|five|ten|three|twenty)\b"
    rf"(?= (?:is|are|was|were|include|by|in|on|with)\b| (?:[\w’'-]+ ){{0,3}}?{_RANKED_ONES})"
    rf"|(?:in|took|takes|holds|occupies) "
    rf"(?P<place2>{_NTH}) place"
    r"|(?:drop|fell|fall|slip|climb|ris|rose|mov|jump|sink|sank"
    rf"|slid)\w* (?:from (?:the )?{_NTH}(?: place)? to (?:the )?"
    rf"(?P<place4>{_NTH})\b|(?:back )?to (?P<place5>{_NTH}) (?:place|position|spot)\b)"
    rf"|(?P<place3>{_NTH})(?= by (?:volume|value|size|amount|share|weight))"
    rf"|the (?P<nth2>{_NTH}) (?:\w+ )?(?:country|nation|state|member|ally) (?:to|after|in)\b"
    r"|(?P<most>(?:giv(?:es|en|e|ing)|gave|donat(?:ed|es|ing)|provid(?:ed|es|ing)|contribut(?:ed"
    r"|es"
    r"|ing)|spen[dt]s?|pledged|sen[dt]s?|sending|received|got) (?:[A-Z]\w+ )?(?:by far )?the most"
    r"(?=[.,;:]| (?:in |on |per |towards |to|of all|with|overall|by|at)|$))"
    r"|(?P<leads>(?:lead(?:s|ing)?|led|head(?:s|ed|ing)?|topp?(?:s|ed|ing)?) (?:by far|the way"
    r"|(?:the|that|this|our) (?:\w+ )?"
    r"(?:list|table|field|rankings?|pack|league|chart)s?\b))|(?P<second>second only to)"
    r"|more (?:[\w-]+ ){0,6}than (?P<any>any(?:one| other|"
    r" country| nation)?\b(?: [\w]+){0,3}|all (?:the )?other(?:s| \w+)(?: combined)?))",
    re.IGNORECASE,
)
#: Such as "the deadliest typhoon of the year", "the strongest in the province for two decades".
SUPERLATIVE = rx.compile(
    r"(?:\bthe|['’]s|s’|\b[Ii]ts|\b[Tt]heir|\b[Oo]ur) [“\"‘]?(?:(?:second|third|fourth|fifth)[- ])?"
    r"(?!latest|nearest|rest|west|east|interest"
    r"|guest|forest|request|protest|harvest|starkest|clearest|bleakest|earliest|latest|modest"
    r"|honest|best-)"
    r"(?:[a-z]{3,}est|worst|best|most [a-z]+)(?:-[a-z]+)?\b(?: [\w’'-]+){0,6}? "
    r"(?:(?:(?:[\w’'-]+ ){0,5}?(?:so far|to date|ever|yet))\b|of (?:any|all) \w+"
    r"|in (?:more than |over |nearly )?a (?:decade|century|generation)"
    r"|of (?:the|this) (?:year|war|decade|century|season|conflict|world|region|country)"
    r"|since\b|ever\b|on record|in (?:the )?(?:\w+ ){0,2}(?:years|decades|generations|history"
    r"|memory|world|region|country)|in (?:its|their|[A-Z]\w+['’]s|(?:the )?\w+['’]s) history"
    r"|in (?:the )?(?:Europe|Africa|Asia|NATO|EU\b|U\.S(?=\.)|US\b|UK\b|United States|Middle East"
    r"|Alliance)|of (?:its|this|that) kind\b"
    r"|for (?:over |more than |at least )?(?:\w+ )?(?:years|decades)|so far"
    r"|to date|worldwide|anywhere|in [A-Z]\w+ history|(?:that )?(?:[A-Z]?[\w’'-]+ ){1,4}?(?:has"
    r"|have|had) (?:ever|yet|so far))\b"
    r"|\b(?:no|No) (?:one|other \w+|country|donor|nation|ally|state)(?: else)?"
    r"(?: in (?:the )?\w+)? "
    r"(?:has |have |had )?"
    r"(?:\w+ ){1,3}(?:more|so (?:much|many)|as (?:much|many))\b"
)
FIRST = rx.compile(
    r"\b(?:(?:was|were|is|are|be|been|became|become|becomes|becoming|being|as) (?:also "
    r"|again |one of |among )*the (?:very )?first(?: \w+)?(?: \w+)?(?: \w+)? (?:to|"
    r"that|which)\b|(?:his|her|its|their|['’]s) first(?! aid\b)(?: [\w’'-]+){0,3}?(?: visit"
    r"| mission"
    r"| deployment| flight| contribution| donation| aid| "
    r"trip| time| delivery| package| shipment| batch| such| convoy| meeting| summit|"
    r" tour)\b|\bthe first(?: [\w’'-]+){0,3}?(?: visit| trip| time| such| meeting| tour"
    r"|(?: delivery| package| shipment| batch| convoy)(?= under| of this kind| in (?:over |more "
    r"than |\w+ )(?:\w+ )?(?:years|months|weeks)| since| by an?))\b"
    r"|(?:make|makes|making|made) (?:it|them|him|her|[A-Z]\w+) (?:also )?the (?:very )?first(?: "
    r"[\w-]+){1,4}? to\b"
    r"|(?:become|becomes|became|is|was) (?:[A-Z]\w+|the [a-z]+)[’']s? first(?: [\w-]+){1,4}? to\b"
    r"|(?:become|becomes|became|be|is|was) the first of (?:the|those|all|its)\b"
    r"|(?:is|are|was|were|marks|marked) a first (?:for|in)\b|the first such\b"
    r"|(?:be|is|was|are|were|represents?|marks?|marked|saw) (?:the|our|its|their|his"
    r"|her) (?:very )?first "
    r"(?:[\w-]+ ){0,3}?(?:delivery|shipment|measure|package|roadmap|agreement|contract|deal|visit"
    r"|mission|meeting|convoy|flight|donation|contribution|consignment|leader|transfer|sale"
    r"|export)\b"
    r"|(?:is|was|are|were|became|becomes|marks|marked) the first(?: [\w-]+){1,3} (?:signed|made"
    r"|built|produced"
    r"|opened|agreed|struck|held|delivered|launched|created|approved|financed|funded)\b"
    r"|for the first time(?! (?:in my|I\b|acknowledg|admit|confirm|sa[iy]|announc|spoke|, I\b))"
    r"|the first(?: [\w-]+){1,7} (?:since|ever|of (?:its|this) "
    r"kind)\b|the first to do so\b"
    r"|the first (?:(?!is\b|are\b|was\b|were\b|has\b|will\b|thing\b|step\b)[\w-]+ ){0,3}to "
    r"(?:[\w-]+ ){1,7}?(?:in (?:over |more than |nearly |almost "
    r"|about )?"
    r"(?:\w+ )?(?:days|weeks|months|years)|since)\b"
    r"|the first to be (?:drawn|delivered|sent|let|allowed|shipped|supplied|built|produced|made"
    r"|signed"
    r"|funded|financed|given|approved|donated|handed|flown|trained|opened|paid)\b"
    r"|the first (?:in|for) (?:\w+ ){1,3}?(?:days|weeks|months|years|decades"
    r"|week|month|year|decade)\b"
    r"|the first(?: [\w-]+){1,3} to (?:send|leave|give|provide|supply|deliver|"
    r"donate|pledge|reach|arrive|receive|use|sign|enter|cross)\b|first(?:-ever| ever))",
    re.IGNORECASE,
)
NTH_SINCE = rx.compile(
    rf"\b(?:his|her|its|their|the|['’]s) (?P<nth>(?!first){_NTH})(?: [\w-]+){{0,8}}? "
    rf"(?:since|in as many|that \w+ has (?:sent|given|provided|approved|authori[sz]ed))\b",
    re.IGNORECASE,
)
AVERAGE = rx.compile(
    r"\b(?:[Aa]n?|[Tt]he) (?:daily |monthly |weekly |current |annual "
    r"|yearly )?average of (?:only |about |just |some "
    r"|around )?"
    r"(?P<n>\d[\d,.]*\d|\d)(?! ?(?:per ?cent|%))"
    r"|\b(?P<times>\d[\d,]*) times (?:since|in as many|so far)\b"
)
SHARE = rx.compile(
    r"\b(?P<bare>(?:barely|only|just|nearly|almost|less than|more than|about|a good) (?:a "
    r"|one )?(?:half|third|quarter|fifth|tenth))\b(?! of| an? (?:million|billion|dozen|year|day"
    r"|century|hour))|"
    r"\b(?P<word>(?:almost |nearly |about |over |more than |less than |just |only "
    r"|around |some )?(?P<part>(?<!and a )(?<!first )(?<!second )(?<!latter )half|two[- ]thirds"
    r"|(?:a|one)[- ]third|third|"
    r"three[- ]quarters|(?:a|one)[- ]quarter(?! of a [mb]illion)|(?:a|one)[- ]fifth|"
    r"one in (?:two|three|four|five|six|ten)|one[- ]tenth|a tenth|four[- ]fifths|"
    r"three out of four|nine out of ten)) (?:of (?!its own|our |my |(?:19|20)\d\d|"
    r"(?:the|this|next) year|(?:it|that|this)\b|(?:them"
    r"|which) for )|the (?:population|"
    r"total|amount)|(?:people|children|families|households|sudanese|yemenis|women|"
    r"refugees?|syrians|afghans|patients|hospitals)\b)"
    r"|\b(?:received|got|raised|secured|covered|met|collected|funded|arrived|come|paid)(?: in)? "
    r"(?:only |just |barely |less than |about |nearly |almost |some )*"
    r"(?P<got>half|(?:a |one )?(?:third|quarter|fifth|tenth)|two[- ]thirds) of "
    r"(?:that|it|this|what)\b"
    r"|\b(?P<rest>two[- ]thirds|three[- ]quarters|half|a (?:quarter|third|fifth|tenth))"
    r"(?=[- ](?:un)?(?:funded|empty|full|met))"
    r"|\b(?P<one_in>(?:one|two|three|four|six|seven|eight|nine|[1-9]) (?:in|out of)(?: every)? "
    r"(?:two|three|four|five|six|eight|ten|10|[2-8]))(?= [a-z])",
    re.IGNORECASE,
)
PARTS = {
    "half": 50,
    "two thirds": 66.7,
    "two-thirds": 66.7,
    "third": 33.3,
    "three quarters": 75,
    "three-quarters": 75,
    "quarter": 25,
    "fifth": 20,
    "tenth": 10,
    "four fifths": 80,
    "four-fifths": 80,
}
_ONE_IN = rx.compile(r"(\w+) (?:in|out of)(?: every)? (\w+)")


def share(part: str) -> float | None:
    """What percentage the words for a part mean.

    Example:
        >>> share("two thirds"), share("one in five"), share("four out of ten")
        (66.7, 20.0, 40.0)
    """
    found = _ONE_IN.fullmatch(part)
    read = [float(n) if n.isdigit() else numbers.worded(n) for n in found.groups()] if found else []
    if len(read) == 2 and read[0] and read[1]:
        return round(100 * read[0] / read[1], 1)
    return PARTS.get(part)


TOTAL = rx.compile(
    r"\b(?:since (?:the (?:start|beginning|outbreak|invasion|full|russia|launch|earthquake)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b|(?:19|20)\d\d|\d\d? |russia|october|february|then\b|last|early|late|it began|"
    r"its|the|[\w’'-]+ (?:was|were|has been) (?:first )?\w+(?:ed|en)\b)"
    r"|so far(?! (?:the )?largest)|to date|(?:has|have)(?: already| now)+ (?=\w+ed|given|sent)|"
    r"(?:(?:has|have|had|already) (?:passed|topped|exceeded|surpassed|crossed|reached)|now tops"
    r"|now exceeds)(?= (?:about |over |some |the )*[\d$€£])"
    r"|(?:will|to|soon|now|would) total(?= )|total(?:s|led|ling) (?=[A-Z$€£\d])"
    r"|total (?:[\w-]+ ){0,2}(?:exports|sales|orders|spending|funding|value)|"
    r"in total|in all\b|altogether|(?:bring|"
    r"tak)(?:s|es|e|ing) (?:[\w’'-]+ ){0,8}to|"
    r"(?:rais|lift|push)(?:s|es|e|ing) (?:[\w’'-]+ ){0,5}to|(?:climb|ris|increas|"
    r"grow|grown|amount)(?:s|es|en|ed|ing)? to|has risen to|sum of|total(?:s|led|ling|ed|"
    r"ing)? (?:of|(?:\w+ ){0,2}(?:support|(?:pledges|commitments|contributions"
    r"|donations)(?=[: ]+(?:over |about |now )?[\d$€£]))|aid|assistance|to|value)|the total"
    r"|amount(?:s|ed|ing)? "
    r"to|bring(?:s|ing)? (?:the|its|their|our|total|to)|brought (?:the|its)|taking "
    r"(?:the|its)|takes (?:the|its)|cumulative|combined|overall|until now|up to now|"
    r"the total (?:value|amount)|adds? up to|reach(?:es|ed) (?:a total|\$|€|£)|stands? "
    r"at)\b",
    re.IGNORECASE,
)
COMPARE = rx.compile(
    r"\b(?:(?:a|one|by a) (?P<part>half|third|quarter|fifth|tenth) (?:less|lower|fewer|more"
    r"|higher"
    r"|smaller|larger|bigger|down|up)"
    r"|(?:(?:\d[\d.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
    r"|fifty|hundred|several|many) times|twice|double|triple|half|thrice) "
    r"(?:as (?:much|many|large|big|"
    r"high|fast)|more|the|less|fewer|what|that|higher|larger|bigger)|as much as "
    r"(?:all|the)|(?:more|"
    r"less|fewer) than (?:all|the (?:rest|other|year|two|previous)|double|twice|in\b|"
    r"had|was|were|last|before|during|the \w+ had)|compared (?:with|to)|by a factor of|"
    r"\d[\d.]*[- ]?fold|"
    r"(?:fewer|less|more(?! (?:important|united|determined|essential|needed|necessary|urgent"
    r"|ready"
    r"|relevant|vital|crucial|critical|committed|dangerous|precious|resolute|obvious|clear)\b)) "
    r"[\w ]{2,40} than (?:at any time|ever|in any)|"
    r"more (?:\w+ )(?:[^.;:\"”]{3,80}? )than (?:in|at|during|over|before|since|"
    r"all|from) (?:the|any|all|its|"
    r"\d|last|previous)|"
    r"(?:makes?|made|making) (?:it|them|this) (?:the )?(?:larger|bigger|more|smaller)|"
    r"exceed(?:s|ed|ing)? "
    r"(?:those|that|the|all|its|what)|(?:up|down|"
    r"rise|increase|decrease|(?<!to )drop|fall|increased|risen|fell|dropped|grew|grown) (?:of "
    r"|by )?(?:\d[\d.,]*|from(?! (?:his|her|their|its|my|our)\b)|more)"
    r"|(?<!not )(?:less|fewer|lower|higher|larger) than (?:in|the|last|"
    r"a)|(?:doubl|tripl|trebl|quadrupl)(?:ed|es|ing(?! down))"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twenty)-?fold|while russia"
    r"|against "
    r"\d[\d.,]*|outguns?)\b",
    re.IGNORECASE,
)
COUNTED = rx.compile(
    r"\b(?:need|needs|registered|enrolled|screened|get|gets|have had|shelters|houses|keep|step "
    r"from|in need|require|"
    r"requires|face|faces|facing|depend|depends|displaced|fled|reached|reach|reaches|"
    r"reaching|received|receive|receives|got|had|feed|feeds|fed|feeding|assist|assists|assisted|"
    r"help|helped|helping|served|serve|serves|serving|benefit|benefiting|benefitting|"
    r"benefited|affects?|affected|affecting|impact(?:s|ed|ing)?|deprived|depriving|losing|loses?|"
    r"cut off|lost|suffer|suffers|hungry|hunger|joined|pledged|support|supports|supported|"
    r"trained|train|treated|vaccinated|at risk|malnourished|homeless|without|starving|"
    r"living|host|hosts|living in|home to|provided|provide|enough for|relying|rely|"
    r"famine|insecure|killed|died|perished|heat|power|supply|shelter|supplied|sheltered|home"
    r"|covers?|"
    r"attended|took part|gathered|contributed|taught|instructed"
    r"|forced|dead\b|missing|injured|wounded|stranded"
    r"|(?:are|were|is) (?:now |already |currently )?(?:working|involved|participating|engaged"
    r"|taking part)"
    r"|disrupt\w*|trapped|orphaned|infected|uprooted|driven|evacuated|equipped|at work|signed up"
    r"|sustain|for \d|"
    r"targeted|go hungry|entered|crossed|a day|per day|a month|per "
    r"month)\b",
    re.IGNORECASE,
)


STRONG = rx.compile(
    r"\b(?:in total|in all\b|altogether|to date|total(?:s|led|ling)?|so far (?!largest|"
    r"biggest)|until now|up to now|since|amounts? to|bringing|taking the|cumulative|combined)\b",
    re.IGNORECASE,
)


#: Such as "of 42 donors, only 20 gave": how many of how many.
OF_MANY = rx.compile(
    r"\b(?:of|out of|from among) (?:the |its |all )?(?P<all>\d[\d,]*|[a-z-]+)(?: \w+){1,4}?,? "
    r"(?:only|just|merely|barely|so far|no more than|fewer than|about|some|at least) "
    r"(?P<part>\d[\d,]*|[a-z-]+)\b(?! in | ?%| per | million| billion)",
    re.IGNORECASE,
)
#: Such as "has 42 F-16s": what somebody owns, where nothing is given or asked for.
OWNS = rx.compile(
    r"\b(?:has|have|had|owns?|operates?|operating|fielding|possess(?:es)?|fields?|holds?|runs?"
    r"|keeps?) "
    r"(?:only |just |about |around |some |more than |over |nearly |at least |roughly |still )*$",
    re.IGNORECASE,
)
KILLED = rx.compile(r"\b(?:killed|wounded|dead|died|injured|fallen|missing|captured|trained?)\b")

KEY_FIGURE = rx.compile(
    r"(?: and [\d,]+ \w+)? (?:(?:remain|were|are|was|have been|has been|had been) )?"
    r"(?:recorded|reported|"
    r"confirmed|registered|killed|wounded|injured|hospitali[sz]ed|collapsed|damaged|destroyed|"
    r"targeted|reached|displaced|affected|fled|assisted|malnourished|internally displaced)\b"
)


RATE = rx.compile(
    r"[^.,;]{0,28}?(?<!within)(?<! in)(?<! over)(?<!than)(?<! for) (?:a|per|every|"
    r"each) (?:day|month|week|year)\b"
)


def times(said: str) -> list[float]:
    """How many times as much a verb means; nothing where it does not say.

    Example:
        >>> times("tripled"), times("fell from")
        ([3.0], [])
    """
    low = said.lower()
    fold = re.match(r"([a-z]+?)-?fold\b", low)
    if fold and (many := numbers.worded(fold[1])):
        return [many]
    return next((v for word, v in _TIMES.items() if low.startswith(word)), [])


#: Such as "has set up 40 clinics", "broke down 12 times": a verb with its adverb; nothing grows.
PHRASAL = rx.compile(
    r"\b(?:set|put|cut|hold|held|mak|made|tak|took|g[ai]v|pick|back|clos|shut|open|sign|draw|drew|bring"
    r"|br[ou]|buil[dt]|lin[ei]|round|dig|dug|bl[eo]w|burn|t[eo]r[en]|knock|lock|track|buy|bought|end"
    r"|call|pil[ei]|freed?\b|eat|ate\b|us[ei]|turn|shot|shoot|str[iu]ck|la[iy]|wr[io]t|stand|stood|hand"
    r"|com[ei]|came|gather|fir[ei]|own|sen[dt]|split|divid)[a-z]* \Z"
)
_PERCENT = rx.compile(r" ?(?:%|per ?cent)")


def of_a_verb(text: str, found: re.Match[str]) -> bool:
    """Whether "up 40" or "down 12" belongs to the verb before it, and no share grew."""
    if found[0][:2].lower() not in ("up", "do") or _PERCENT.match(text, found.end()):
        return False
    return PHRASAL.search(text, max(0, found.start() - 12), found.start()) is not None


#: Such as "has doubled its aid to 8 million": what has grown, whatever was given.
HAS_GROWN = rx.compile(
    r"\b(?:has|have|had|[’']ve) (?:\w+ly |now |more than |nearly |almost )*(?:doubled|tripled"
    r"|trebled"
    r"|quadrupled)\Z"
)
#: Verbs that say by themselves that something grew.
RISEN = rx.compile(r"(?:doubled|tripled|trebled|quadrupled|\w+fold|.* times)\b", re.IGNORECASE)
_TIMES = {
    **{"doubl": [2.0], "twice": [2.0], "tripl": [3.0], "trebl": [3.0], "thrice": [3.0]},
    **{"quadrupl": [4.0], "half": [0.5]},
}


def nth_before(said: str) -> int | None:
    """The ordinal in "twelfth and largest", before the superlative.

    Example:
        >>> nth_before("the twelfth and ")
        12
    """
    found = re.search(
        rf"\b({_NTH})(?: \w+)? and (?:so far |also )?(?:the |its )?$", said, re.IGNORECASE
    )
    return ordinal(found[1]) if found else None


_PLACES = ("place", "place2", "place3", "place4", "place5")


def rank(found: re.Match[str]) -> float | None:
    """The rank a match of `RANKING` states; None for "one of the largest".

    Example:
        >>> rank(RANKING.search("the second-largest donor")), rank(RANKING.search("top ten givers"))
        (2, 10.0)
    """
    if found["second"]:
        return 2
    if found["nth"] or (found["nth2"] and found["nth2"].lower() != "first"):
        return ordinal(found["nth"] or found["nth2"])
    if found["of_n"]:
        return _plain(found["of_n"])
    said = next((found[p] for p in _PLACES if found[p]), None)
    if said or found["topn"]:
        words = (said or found["topn"]).split()
        return ordinal(words[-1]) or _plain(words[-1])
    return 1 if not found["of"] else None


def _plain(word: str) -> float | None:
    read = numbers.worded(word) if word.isalpha() else None
    return read or (float(word) if word.isdigit() else None)


def ordinal(word: str) -> int | None:
    """The number of an ordinal.

    Example:
        >>> ordinal("twelfth"), ordinal("13th"), ordinal("ten")
        (12, 13, None)
    """
    low = word.lower()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", low)
    return int(digits[1]) if digits else None


#: Such as "people worst hit by the crisis", "its highest level of alert": a grade, and no rank.
_GRADED = rx.compile(
    r"(?:worst|best|hardest|most)[- ](?:hit|affected|known|placed|off|equipped|armed|suited"
    r"|case|of all)\b"
    r"|(?:highest|top|lowest|greatest|main|leading) (?:possible )?levels?(?: of (?:[\w-]+ ){0,2}?"
    r"(?:activation|alert|alarm|readiness|emergency|emergenc(?:y|ies)|priority|importance"
    r"|classification"
    r"|government|leadership|authority|politics|response|preparedness|representation|security"
    r"|secrecy"
    r"|mobili[sz]ation|care|quality|support|attention)\b|(?! (?:since|ever|on record|in|for"
    r"|of)\b))",
    re.IGNORECASE,
)
#: Such as "agencies and leading makers of arms": makers of whom nobody says that they lead.
_BARE = rx.compile(r"\b(?:and|with|of|from|by|for|to|other|several|many|some|various) \Z")
_MANY = rx.compile(r"(?:leading|top|main)(?: [\w-]+){0,4} \w+s\b", re.IGNORECASE)


#: Behind "came second", where places are told; "our people come first" tells none.
_RANKED = rx.compile(
    r"(?: place)?(?:,? (?:in|with|at|among|behind|by|of|on|ahead|followed|overall|worldwide"
    r"|and [A-Z])"
    r"\b| ?[(.;]|,? [A-Z€$£\d]|$)"
)
#: Such as "efforts to top that number": a verb.
_TO_TOP = rx.compile(r"top (?:that|this|the|it|its|up|their)\b", re.IGNORECASE)


_NEEDY = rx.compile(
    r"(?:most (?:vulnerable|needy|at-risk|disadvantaged|marginali[sz]ed|destitute|deprived"
    r"|desperate"
    r"|excluded|impoverished|(?:severely )?affected)|neediest|poorest|weakest|(?:worst|hardest)"
    r"[- ](?:hit|affected|off))(?! (?:country|nation|state|city|region|place|crisis|emergency)\b)"
)


def needy(said: str) -> bool:
    """Such as "the most vulnerable families in the region": a class of people, and no rank."""
    return _NEEDY.search(said) is not None


def graded(text: str, start: int, end: int) -> bool:
    """Whether a grade is told from one of these characters on."""
    found = _GRADED.search(text, start, end + 60)
    return found is not None and found.start() < end


def only_graded(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a rank tells a grade, or a class nobody is first of."""
    if (found["ranks"] or "").lower() in ("comes", "came"):
        return _RANKED.match(text, found.end()) is None
    at = found.start("top")
    if at < 0:
        return False
    if _GRADED.match(text, at) or _TO_TOP.match(text, at):
        return True
    return bool(
        _MANY.match(text, at) and found["of"] is None and _BARE.search(text, max(0, at - 9), at)
    )


_LEADS_IT = rx.compile(
    r"\b(?:is|are|was|were|been|be|by) leading\b|\btop (?:[\w.-]+ ){0,4}(?:officials?|diplomats?"
    r"|envoys?|chief|coordinator|commanders?|generals?|advis[eo]rs?|aides?|negotiators?|leaders?"
    r"|lawmakers?|ministers?|executives?|brass|officers?|spokes\w+|experts?|scientists?)\b"
)


def leads_it(text: str, found: re.Match[str]) -> bool:
    """Such as "Qatar is leading an aid drive", "the top aid official": no ranking."""
    return _LEADS_IT.search(text, max(0, found.start() - 20), found.end() + 30) is not None
