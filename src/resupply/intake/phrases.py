"""Noun phrases that speak: their words, and how a speaker is written."""

import re
from typing import NamedTuple

from resupply.intake import gazetteer, rx
from resupply.intake.frame import HIDDEN
from resupply.intake.mention import Mention
from resupply.intake.wordlists import words as words_of


class Speaker(NamedTuple):
    """Somebody who says something.

    Args:
        name: Surname, code or words of the text; "" where the words name nobody.
        start: First character of the words.
        end: Character behind the last.
        how: How it was understood, for the reviewer.
    """

    name: str
    start: int
    end: int
    how: str


SKIP_BEFORE = rx.compile(
    r"(?:^|(?<=[\s,]))(?:there|here|has|have|had|will|would|is|was|were|are|also|later|then"
    r"|further|just"
    r"|once|again|previously|repeatedly|earlier|"
    r"recently|already|today|yesterday|meanwhile|therefore|only|now|still|himself|herself"
    r"|themselves|itself|separately|jointly|both|[a-z]+ly|for\s+(?:his|her|its|their)\s+part|"
    r"(?:is|are|was|were)\s+(?:due\s+|set\s+|expected\s+|likely\s+)?to"
    r"|went on to|goes on to|went on|did|does|do|been|being|himself|reportedly)\s+$"
)

WORD_BACK = rx.compile(
    r"(?:[^\W_]|[.'’&/@-]|(?<=\d),(?=\d))+[,.]?\s+$|(?:[^\W_]|[.'’&/@-]|(?<=\d),(?=\d))+$"
)

STOP = words_of(
    "and but or while as that when where because since although though if after before until"
    " which who whom whose than so yet"
    " is are was were be been being has have had will would can could may might must should do"
    " does did not"
    " in on at by with from about over into during under between against through amid per via to"
)

#: Prepositions inside a speaker's phrase: "head of the agency", "spokesman for the ministry".
INNER = words_of("of for")

INNER_LEFT = rx.compile(
    r"(?i)(?:one|responsible|some|many|most|several|two|spokes\w+|head|chief|director|minister"
    r"|opponents?|supporters?|proponents?|advocates?|critics?|backers?|organi[sz]ers?|founder|owner"
    r"|organi[sz]ations?|institution|foundation|fund|authority|court|commission|committee"
    r"|directorate|department|bureau|inspectorate|secretariat|network|assembly|alliance|trust"
    r"|mayors|governors|commanders|envoys|premiers|chancellors|founders?|owners?|residents?|citizens?|inhabitants?|employees|relatives|survivors?|heads"
    r"|chiefs|directors|ministers|secretaries|presidents|representatives|ambassadors|managers"
    r"|secretary"
    r"|president|coordinator"
    r"|commissioner|representative|official|officials|ministry|department|"
    r"ambassador|office|chair|chairman|member|members|leader|leaders|commander|chancellor"
    r"|deputy|speaker|adviser|advisor|envoy|general|staff|"
    r"study|academy|school|society|house|institute|university|bank|council|union|agency"
    r"|manager|coalition|federation|chamber"
    r"|union|association|group|government|mayor|governor|state|service|services|wing|branch"
    r"|arm|unit|centre|center|board|team|mission|author|authors|majority)\s+$"
)

#: Behind these begins who speaks: "on the same day Ukrainian officials".
WHEN_WORDS = words_of("day evening morning night week month year time occasion moment")

PRONOUN = words_of("he she they it who which we i")

#: Endings of phrases that speak: bodies, people by their role, papers.
SPEAKS = rx.compile(
    r"(?i)\b(?:minist(?:ry|er|ers)|government|spokes\w+|officials?|president|premier"
    r"|chancellor|secretary(?:[- ]general)?|agency|agencies|office|department|army|military|"
    r"command|staff|statement|report|letter|communiqu[eé]|document|source|sources|diplomats?"
    r"|ambassador|commission|coalition|council|parliament|compan(?:y|ies)|firms?|manufacturers?|"
    r"director|chief|head|leaders?|general|officers?|commander|coordinator|commissioner"
    r"|representative|envoy|analysts?|experts?|economists?|researchers?|authors?|institute|"
    r"persons?|banks?|fund|groups?|organi[sz]ations?|unions?|alliance|embassy|administration|authorit(?:y|ies)"
    r"|service|police|mayor|governor|senator|lawmakers?|allies|partners|doctors?|workers?|"
    r"residents?|farmers?|volunteers?|soldiers?|\w+\s+(?:data|figures|images)|father|mother"
    r"|teacher|nurse|surgeon|newspaper"
    r"|portal|outlet|broadcaster|tabloid|magazine|website|press|media|centre|center|charit(?:y|ies)|foundation|"
    r"committee|board|team|mission|delegation|presidency|ministries|medics|women|man|woman"
    r"|people|driver|manager|founder|chair(?:man|woman|person)?|adviser|advisor|"
    r"professor|scientist|pilot|refugee|refugees|auditors?|court|release|update|sitrep"
    r"|bulletin|assessment|survey|study|paper|plan|appeal|tweet|post|brochure|fact sheet|text"
    r"|declaration|"
    r"charg[eé](?:\s+d['’]affaires)?|king|queen|prince|pope|bishop|priest|co-chairs?|ministers"
    r"|presidents|countries|states"
    r"|nations|members|cluster|network|partner|consortium|taskforce|headquarters|secretariat"
    r"|bloc|cabinet|coast\s?guard|border guards?|navy|air force|fire brigade|brigade|battalion"
    r"|forces|customs|rescuers|firefighters|paramedics|operator|utility|airline|railways?|port"
    r"|airport|hospital|clinic|school|church|diocese|parish|chamber|prosecutors?|lawyers?|attorney"
    r"|witness(?:es)?|survivors?|relatives|families|parents|traders?|engineers?|crews?|critics"
    r"|supporters|opposition|party|faction|MPs|deputies|senators|republicans|democrats|activists?"
    r"|campaigners?|investigators?|inspectors?|observers?|monitors?|aides?|insiders?|captain"
    r"|skipper|instructors?|trainers?|veterans?|shopkeepers?|carmaker|shipbuilder|producer|supplier"
    r"|developer|contractor|start-?up|giant|treasury|observatory|police force|tribunal|regulator"
    r"|interlocutors?|participants?|attendees|organi[sz]ers?|beneficiar(?:y|ies)|opponents"
    r"|proponents|advocates|backers|provider|association|federation|academy|society"
    r"|directorate|watchdog|ombudsman|treasurer|premiers|envoys|negotiators?|mediators?|rebels"
    r"|militia|junta"
    r"|kremlin|pentagon|vatican|of them|of those|he|she|they|it)$"
)

#: Behind people without a name: "an official involved in the talks".
INVOLVED = rx.compile(
    r"(?i)\b(?:officials?|sources?|people|persons?|diplomats?|aides?|officers?|workers?|ministers?"
    r"|engineers?|residents?|doctors?|men|women|man|woman)(?P<behind>\s+(?:(?:directly"
    r"|closely)\s+)?"
    r"(?:involved\s+in|familiar\s+with|close\s+to|briefed\s+on|with\s+knowledge\s+of|aware\s+of"
    r"|working\s+(?:on|in|at|for|with)|based\s+in|living\s+in|in\s+charge\s+of|taking\s+part\s+in)"
    r"\s+[^,;:.]{2,80})$"
)

#: As in "our colleagues at OCHA": the body speaks.
COLLEAGUES = rx.compile(r"(?i)\bcolleagues\s+(?:at|from|in|of)\s+(?:the\s+)?$")

#: Somebody, though without a name.
ONE_PERSON = rx.compile(
    r"(?i)\b(?:spokes(?:man|woman|person)|official|diplomat|banker|officer|doctor|nurse|driver"
    r"|teacher|engineer|soldier|medic|pilot|trader|analyst|volunteer|resident|worker|farmer"
    r"|president|premier|minister|chancellor|ambassador|refugee|woman|man|mother|father|captain"
    r"|adviser|aide|envoy|broker|dispatcher)$"
)

#: As in "the agency": the body of that sort named before.
BODY_AGAIN = rx.compile(
    r"(?i)the\s+(?:un\s+|u\.n\.\s+|aid\s+|relief\s+|world\s+)?(?:agency|organi[sz]ation|charity"
    r"|alliance|bloc|institute|watchdog|fund|lender|body)"
)

NOUN = rx.compile(r"(?:[\w’'-]+\s+){0,5}[A-Za-z][a-z]{2,}(?<!ly)(?<!ing)(?<!ed)")

NO_NOUNS = words_of(
    "not then there here also been being more less much many first last next other others than"
    " this that these those same own week year month day"
)

NOT_SPEAKERS = words_of(
    "to that on in at for with by from of as if when while it's there not more about over"
    " after before under during through via amid because since until between against"
)

SPEAKS_SOON = rx.compile(
    r"(?i)\b(?:spokes\w+|head|director|chief|official|officials|minister|ministry|secretary"
    r"|president|coordinator|representative|statement|report|analyst|member|mother|father|woman|man"
    r"|resident|farmer|doctor|nurse|surgeon|teacher|worker|volunteer|refugee|soldier|officer"
    r"|commander|ambassador|envoy|diplomat|lawmaker|senator|manager|owner|founder|engineer|driver"
    r"|chair\w*|leader|governor|mayor|adviser|advisor|researcher|professor|fellow|economist|lawyer"
    r"|activist|survivor|witness|neighbou?r|aide|source|editor|captain|colonel|general|ceo"
    r"|executive|chancellor|king|queen|bishop|priest|imam|elder|trader|shopkeeper|student|child"
    r"|boy|girl|grandmother|grandfather|widow|medic|pilot|banker|broker|author|historian|veteran"
    r"|deputy|commissioner|expert|scientist|spokesperson|group|company|firm|charity|agency)\b"
)


#: Bodies that every state has: whose it is must be said.
_BARE = words_of("government administration army military parliament cabinet presidency")


def shown(mention: Mention) -> str:
    """How a speaker is written: surname; the full name where it is not clear which part that is."""
    if mention.kind in ("person", "role", "pronoun"):
        known = mention.kind != "person" or mention.name in gazetteer.offices()
        clear = known or len(mention.name.split()) < 3 or " " in mention.id
        return mention.id if clear else mention.name
    if mention.form == "ministry":
        bare = mention.name.lower() in _BARE and gazetteer.adjective(mention.country)
        return f"{bare} {mention.name}" if bare else mention.name
    return mention.id


DAYS_ETC = words_of(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May"
    " June July August September October November December Earlier Later"
    " Meanwhile Furthermore However Moreover Additionally Also Besides Nevertheless Nonetheless"
    " Still Yet Then Thus Hence Therefore Instead Otherwise Likewise Similarly Separately"
    " Afterwards Afterward Previously Recently Currently Finally"
    " Firstly Secondly Today Yesterday Tomorrow"
    " Late Early Shortly Soon Despite Amid Following With Without From After Before During"
    " Under Over Since Until While"
    " Because Although Though When Where Whether Like Unlike Per Via Upon Within Among Against"
    " Between Through Throughout Given There Here This That These Those"
    " Tonight Overall Indeed Perhaps Reportedly Apparently Meantime Elsewhere Again Now"
)


def plain_role(before: str) -> bool:
    """Whether only an article and a few words stand before a role."""
    return bool(
        re.fullmatch(
            r"(?i)\s*(?:(?:the|a|an|his|her|its|their|this)\s+)?(?:[\w'’.-]+\s+){0,3}", before
        )
    )


def is_alone(before: str) -> bool:
    """Whether only an article or a country stands before a name."""
    return bool(
        re.fullmatch(
            r"(?i)\s*(?:(?:the|its|their|his|her|a|an)\s+)?(?:[A-Z][\w.]+(?:['’]s)?\s+)?", before
        )
    )


def is_name(name: str) -> bool:
    """Whether words look like the name of somebody: capitals from first to last."""
    words = name.split()
    given = len(words) > 1 and words[0] in ("April", "May", "June", "August")
    if words and words[0] in DAYS_ETC and not given:
        return False
    return (
        bool(words)
        and len(words) <= 5
        and HIDDEN not in name
        and all(
            w[0].isupper()
            or w.startswith(("el-", "al-"))
            or w in ("of", "the", "for", "de", "al", "and", "von", "van", "der", "bin")
            for w in words
        )
        and (words[-1][0].isupper() or words[-1].startswith(("el-", "al-")))
        and words[0] not in ("But", "And", "The", "In", "On", "It", "As", "Having", "Being")
    )
