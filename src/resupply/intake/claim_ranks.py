"""Claims of rank: superlatives of any noun, ordinals of what somebody owns, firsts."""

import re
from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import lexicon, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


def told(
    scene: Scene, found: re.Match[str], kind: str, value: object, rule: str
) -> Iterator[Draft]:
    """A claim over the words of a match, and no more than them."""
    page = scene.page
    first, last = page.index(found.start()), page.index(found.end()) - 1
    if first < len(page.words) and last >= first:
        yield draft(scene, first, last, kind, value, f"claim.{rule}", False)


_TOP = r"(?:largest|biggest|highest|most generous|oldest|heaviest|costliest|fastest-growing)"
_NOT_TOP = lexicon.words("claim.no_rank")
_RANK = rx.compile(
    r"(?:\b(?P<one>one of) )?(?:\b[Tt]he|['’]s|\b[Ii]ts|\b[Oo]ur|\b[Tt]heir) (?:(?P<next>next"
    rf"|second|third|fourth|fifth)[- ])?(?:{_TOP}|(?<=next )(?:greatest|best|most)) "
    rf"(?P<noun>(?:[A-Za-z][\w’'-]+ ){{0,4}}?[a-z][\w’'-]+)\b"
    r"|\b(?:gave|given|giving|donated|provided|contributed|sent|pledged|spent|paid|received"
    r"|gets?|receives?) (?:by far )?the (?P<most>most|least)\b"
    r"(?! (?:\w+ ){0,2}(?:expensive|important|modern|needed|advanced))"
    r"|\b(?:is|are|was|remains?|being|as) (?:among |one of )the (?:\w+ )?(?P<lead>leading|main"
    r"|top|principal|foremost|major)"
    r" (?:countries|nations|donors|states|contributors|suppliers|producers|exporters|makers"
    r"|backers|supporters|partners)\b"
    r"|\bis the (?:world['’]s )?leading (?:\w+ )?(?P<prod>producer|exporter|supplier|maker"
    r"|manufacturer|donor|provider)\b"
    r"|\b(?:still|clearly|currently|now) leads(?= by| in| with| the|[,.;])"
)


_RANK_WORD = rx.compile(
    "largest|biggest|highest|oldest|heaviest|costliest|fastest|greatest|best|generous|the most"
    "|the least|leading|principal|foremost|main |top |major |leads"
)
_NTH_WORD = rx.compile(
    r"\d(?:st|nd|rd|th)\b|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|teenth|twentieth"
)


def _near(
    cue: re.Pattern[str], word: re.Pattern[str], text: str, before: int
) -> Iterator[re.Match[str]]:
    """Matches of a cue, looked for only around one of its words."""
    end = 0
    for at in spotting.finditer(word, text):
        found = cue.search(text, max(end, at.start() - before), at.end() + 120)
        if found and found.start() <= at.start():
            end = found.end()
            yield found


def ranks(scene: Scene) -> Iterator[Draft]:
    """Such as "Pakistan's largest tent factory", "gave the most", "the next greatest giver"."""
    for found in _near(_RANK, _RANK_WORD, scene.page.text, 40):
        noun = (found["noun"] or "").split()
        if any(lexicon.singular(w.lower()) in _NOT_TOP for w in noun):
            continue
        if cues.graded(scene.page.text, found.start(), found.end()):
            continue
        nth = {"next": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}.get(
            found["next"] or "", 1
        )
        plain = found["one"] or found["lead"]
        yield from told(scene, found, "ranking", None if plain else nth, "rank")


_NTH = rx.compile(
    r"(?:['’]s|\b[Ii]ts|\b[Tt]heir"
    rf"|\b[Oo]ur) (?P<nth>(?!first\b)(?:{cues.NTH}))(?: [a-z-]+){{0,2}}? (?:venture|plant"
    r"|factory|mission"
    rf"|hub|production line|drawdown of equipment|drawdown (?=\w+ (?:[\w’'-]+ ){{0,4}}since))\b"
    rf"|\b[Tt]he (?P<nth2>(?!first\b)(?:{cues.NTH}))(?: (?:package|drawdown|shipment|delivery"
    r"|tranche|convoy|flight))?"
    r"(?= (?:that|which) [A-Z\w]+ (?:has|have) (?:sent|given|provided|delivered|donated|made))"
)


_NTH_GIFT = rx.compile(
    r"(?:['’]s|\b[Ii]ts|\b[Tt]heir|\b[Oo]ur|\b[Tt]he) (?P<nth>(?!first\b"
    rf"|second\b)(?:{cues.NTH}))"
    r"(?:(?: (?!and\b)[\w-]+){2,4}? (?:package|consignment|shipment|delivery|convoy|airlift)\b"
    r"|(?: [\w-]+)?? (?:package|consignment|shipment|delivery|convoy|airlift)"
    r"(?= of [a-z]| (?:that )?[A-Z][\w-]+ (?:has|have|had)\b))"
)


def nth_gifts(scene: Scene) -> Iterator[Draft]:
    """Such as "Oslo's tenth military aid package", "the 24th relief consignment"."""
    for found in _near(_NTH_GIFT, _NTH_WORD, scene.page.text, 24):
        yield from told(scene, found, "count", cues.ordinal(found["nth"]), "nth_of_many")


def nths(scene: Scene) -> Iterator[Draft]:
    """Such as "Rheinmetall's second venture", "the 15th that Sweden has sent"."""
    for found in _near(_NTH, _NTH_WORD, scene.page.text, 24):
        yield from told(
            scene, found, "count", cues.ordinal(found["nth"] or found["nth2"]), "nth_of"
        )


_FIRST = rx.compile(
    r"\bthe (?:very |world['’]s )?first (?:[\w–-]+ ){0,3}?(?:joint venture|country|nation"
    r"|company|state|ally|member state"
    r"|round of (?:spending|funding|purchases|financing))\b"
    r"|(?:['’]s|\b[Ii]ts|\b[Tt]heir) first (?:[\w–-]+ ){0,2}?(?:joint venture|plant|factory"
    r"|overseas \w+|contract|export|mission)\b"
)


def firsts(scene: Scene) -> Iterator[Draft]:
    """Such as "the first German-Ukrainian joint venture"."""
    if "first" not in scene.page.text:
        return
    for found in spotting.finditer(_FIRST, scene.page.text):
        yield from told(scene, found, "first", "first", "first_of")


#: Such as "the second malaria vaccine to reach the market", "among the staunchest supporters".
_NTH_TO = rx.compile(
    r"\b(?:is|are|was|were|be|became|becomes?|becoming|being|as) (?:now |also |only |just )?the "
    rf"(?P<nth>(?!first\b)(?:{cues.NTH}))(?: (?!time\b|day\b|year\b|one\b|phase\b|stage\b"
    rf"|step\b|part\b|round\b|half\b)[\w’'-]+){{1,4}}? to [a-z]+"
)
_STAUNCH = rx.compile(
    r"\b(?:one of|among) (?:the |its |their |our |[A-Z]\w+['’]s? )(?:world['’]s )?"
    r"(?:very )?(?:[a-z]{3,}est|most [a-z]+)(?: and (?:[a-z]{3,}est|most [a-z]+))? "
    r"(?:[\w-]+ ){0,2}?(?:supporters|backers|donors|contributors|contributions|donations|givers"
    r"|suppliers|providers|gifts|pledges|packages|shipments|appeals|operations|emergencies"
    r"|crises)\b"
)
_FIRST_IN = rx.compile(
    r"\b(?:is|are|was|were|be|became|becomes?|marks?|marked|opens?|opened|builds?|built) "
    r"(?:[A-Z][\w-]*(?:['’]s|s['’])|its|their"
    r"|the (?:[A-Za-z-]+ ){1,3}?['’]s) first (?:[\w-]+ ){1,5}?"
    r"(?:in|on|outside|beyond) (?:the )?(?:[A-Z]|continent|region|country|world)"
)


def singled(scene: Scene) -> Iterator[Draft]:
    """Which of a row something is, and who is among those that do most."""
    text = scene.page.text
    for found in spotting.finditer(_NTH_TO, text):
        yield from told(scene, found, "ranking", cues.ordinal(found["nth"]), "nth_to")
    for found in spotting.finditer(_STAUNCH, text):
        yield from told(scene, found, "ranking", None, "staunch")
    for found in spotting.finditer(_FIRST_IN, text):
        yield from told(scene, found, "first", "first", "first_in")
