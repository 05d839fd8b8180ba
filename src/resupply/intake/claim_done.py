"""Figures of what is done or held: "brought in 400,000", "has ordered 164", "still has 6 billion".

The verb before the figure, or the one behind a figure that opens its clause, makes it a total or
a count. What the readers of gifts, needs and products took is left to them.
"""

import re
from collections.abc import Iterator

from resupply.intake import rx
from resupply.intake.claim_clause import draft
from resupply.intake.claim_wide import ARMED
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|another"
    r"|approximately|close to|an estimated|as many as|fewer than|less than|well over"
    r"|an additional"
    r"|a further|a total of|the|no fewer than|a combined|a record|as much as|a whopping|its|their"
    r"|already|now|US) )*"
)
_ADVERBS = r"(?:(?:also|already|now|then|since|so far|thus far|by then|together|\w+ly|to date) )*"
_PERFECT = rf"(?:has|have|had|[’']ve|will have|having) {_ADVERBS}"

# --- sums: what came in, what is there, what it comes to

_BROUGHT = rx.compile(
    rf"\b(?:{_PERFECT}(?:raised|collected|gathered|received|got|spent|invested|put|paid|earned"
    r"|attracted|mobili[sz]ed|secured|won|saved|poured|pumped|brought in|taken in|pulled in|cost"
    r"|lost|made)|brought in|took in|pulled in|netted|fetched|chipped in|racked up|amassed"
    rf"|clubbed together) {_ABOUT}(?:[€$£])?$"
)
_HOLDS = rx.compile(
    r"\b(?:(?:now |still |currently |already )?(?:holds?|holding|sits? on|manages?|controls?)"
    r"|(?:still|now|currently) (?:has|have|had)|(?:has|have|had) (?:still|now|currently)"
    rf"|(?:will|would) (?:then |now )?have|is left with|are left with) {_ABOUT}(?:[€$£])?$"
)
_SUM = (
    r"(?:budget|sum|bill|value|cost|price tag|fund|pot|total|backlog|turnover|revenue|bid|offer"
    r"|tally|investment|support|backing|aid|assistance|spending|expenditure|outlay|debt|damage"
    r"|damages|losses|worth|envelope|allocation|contribution|figure|amount|proceeds|loan)"
)
_IS_AT = rx.compile(
    rf"\b{_SUM}\b[^.;:\n\d]{{0,110}}?,? (?:(?:is|was|are|were|stays?|stayed|remains?|remained"
    r"|stands?"
    r"|stood) (?:now |still |currently )?(?:at |put at |estimated at |valued at )?|goes? up to"
    r"|went up to|go up to|comes? to|came to|come to|runs? to|ran to|amounts? to|adds? up to"
    r"|works? out at"
    r"|climbs? to|rises? to|swells? to|grows? to|will be|would be|is expected to be|was set at"
    rf"|is set at) {_ABOUT}(?:[€$£])?$"
)
_CAME = rx.compile(
    rf"[^.;:,]{{0,60}}? (?:{_PERFECT}(?:been )?(?:come in|come|arrived|raised|collected|gathered"
    r"|secured|spent|committed|contributed|donated|pledged|disbursed|mobili[sz]ed"
    r"|invested)"
    r"|(?:was|were) (?:\w+ly )?(?:raised|collected|gathered|donated|received|contributed))\b"
    r"|[^.;:,]{0,50}? [“\"](?:has|have|had) been (?:committed|spent|secured|raised|collected)\b"
)
#: Such as "had received over 12 billion in donations": what many gave.
_MANY_GAVE = rx.compile(
    r"(?: (?:in|of|worth of|from|as|through))? ?(?:[a-z]+,? (?:and |or )?){0,4}?(?:donations"
    r"|contributions|pledges|gifts)\b"
)
_RECEIVED = rx.compile(
    rf"\b(?:{_PERFECT}|so far |already )(?:received|got|attracted|secured|taken in|drawn) {_ABOUT}"
    r"(?:[€$£])?$"
)
#: Such as "the aid is worth some 3 million in all".
_WORTH_ALL = rx.compile(
    r"\b(?:aid|assistance|help|support|whole|all of it|deliveries|donations|contributions?|supplies"
    r"|weapons|goods|equipment|relief|arms)\b(?: [\w-]+){0,4}? (?:is|are|was|were) (?:now |thus )?"
    rf"(?:worth|valued at) {_ABOUT}(?:[€$£])?$"
)
_IN_ALL = rx.compile(
    r"\b(?:in all|in total|altogether|so far|to date|overall|combined|the whole)\b", re.IGNORECASE
)
#: What was raised adds up, though it is also given.
_RAISED = rx.compile(
    rf"\b{_PERFECT}(?:raised|collected|gathered|brought in|taken in|amassed) {_ABOUT}(?:[€$£])?$"
)
_COLLECTED = rx.compile(
    rf"[^.;:,]{{0,40}}? (?:{_PERFECT}(?:been )?(?:come in|raised|collected|gathered|secured)"
    r"|(?:was|were) (?:\w+ly )?(?:raised|collected|gathered))\b"
)
_WORTH = rx.compile(
    r"\b(?:purchases|orders|contracts|sales|deals|exports|deliveries|transfers|weapons|arms"
    r"|equipment"
    rf"|aid|goods|investments?|supplies)\b[^.;:,\d]{{0,40}}? (?:worth|valued at"
    rf"|totall?ing) {_ABOUT}(?:[€$£])?$"
)
_LONG = rx.compile(
    r"\b(?:by now|by then|so far|to date|since|all in all|over the (?:last|past)|in the (?:last"
    r"|past)"
    r"|during the (?:\w+ )?(?:months|years|weeks|campaign)|made possible|already|until now)\b",
    re.IGNORECASE,
)


def sums(scene: Scene) -> Iterator[Draft]:
    """Money that came in, is held, or that something comes to."""
    page = scene.page
    gifts, others = _taken(scene)
    for thing in page.things:
        if not thing.money or thing.inside:
            continue
        given = id(thing) in gifts or id(thing) in others
        lead = thing.money.begin
        begin, end = page.sentence(thing.first)
        start = max(page.words[begin].start, thing.start - 150)
        stop = page.words[end - 1].end
        many = _RECEIVED.search(page.text, start, lead)
        if many and _MANY_GAVE.match(page.text, thing.money.end):
            yield _sum_of(scene, many, thing, "claim.donated")
            continue
        in_all = _WORTH_ALL.search(page.text, start, lead)
        if in_all and _IN_ALL.search(page.text, page.words[begin].start, stop):
            yield _sum_of(scene, in_all, thing, "claim.worth")
            continue
        cues = (_RAISED, _IS_AT) if given else (_BROUGHT, _HOLDS, _IS_AT)
        found = next(
            (m for cue in cues if (m := cue.search(page.text, start, thing.start))),
            None,
        )
        worth = found is None and _WORTH.search(page.text, start, thing.start)
        if worth and not _LONG.search(page.text, page.words[begin].start, stop):
            worth = None
        found = found or worth or None
        if given and found is None and not _COLLECTED.match(page.text, thing.end, stop):
            continue
        if found is None and not _CAME.match(page.text, thing.end, stop):
            continue
        if found is None and _WHOLE.search(page.text, start, thing.start):
            continue
        if _UNSURE.search(page.text, start, thing.start) or _CONVERTED.search(
            page.text, max(0, thing.start - 40), thing.start
        ):
            continue
        first = page.index(found.start()) if found else thing.first
        yield draft(scene, first, thing.last - 1, "total", thing.figure, "claim.sum", False)


def _sum_of(scene: Scene, cue: re.Match[str], thing: Thing, rule: str) -> Draft:
    first, last = scene.page.index(cue.start()), scene.page.index(thing.money.end) - 1  # type: ignore[union-attr]
    return draft(scene, first, last, "total", thing.figure, rule, False)


#: Such as "85 million of the 600 million needed": the whole, of which a part has come.
_WHOLE = rx.compile(r"\bof (?:the |its |an? |some |estimated |required |about |roughly )+$")
#: Such as "3 million kroner (280,000 euros": the same sum again.
_CONVERTED = rx.compile(r"\d[\d.,]*(?: [\w.]+){0,3} ?[(\[](?:about |some |around |or |= ?)?$")
#: Such as "could be", "needs", "the shortfall is": no sum that is there.
_UNSURE = rx.compile(
    r"\b(?:needs?|needed|requires?|required|shortfall|gap|appeal\w*|asks?|asked|seek\w*|if|unless"
    r"|package|tranche|batch|consignment|per (?:person|month|day|head|unit)|each|prices?)\b"
)

#: Such as "As of end January, the fund had allocated": all that was done by then.
_AS_OF = rx.compile(
    r"\b(?:[Aa]s (?:of|at)|[Bb]y|[Uu]ntil|[Uu]p to) (?:the )?(?:today|now|date|end|mid|early"
    r"|late|start"
    r"|beginning|yesterday|this|last|\d{1,2}|(?:19|20)\d\d|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b[^.;:,]{0,30},? (?:[^.;:,]{2,70} )?(?:has"
    r"|have|had) "
    rf"{_ADVERBS}(?!to\b|been (?:asked|told)|pledged to|promised to)(?:[a-z]+ed|sent|given|spent"
    r"|put"
    r"|got|taken|brought|paid|built|bought|made) (?:(?!for\b|from\b|at\b|with\b)[a-z]+ ){0,5}?"
    rf"{_ABOUT}(?:exactly )?(?:[€$£])?$"
)


def by_then(scene: Scene) -> Iterator[Draft]:
    """Such as "As of end January, the fund had allocated 31 million"."""
    page = scene.page
    for thing in page.things:
        money = thing.money is not None
        if thing.inside or not (money or _countable(thing)):
            continue
        begin, _ = page.sentence(thing.first)
        lead = thing.number_span[0] if thing.number_span else thing.start
        start = max(page.words[begin].start, lead - 200)
        if _AS_OF.search(page.text, start, lead):
            kind = "count" if thing.sort == "people" else "total"
            last = thing.last - 1
            yield draft(scene, thing.first, last, kind, thing.figure, "claim.as_of", False)


# --- counts: what somebody owns, has bought, has helped

_OWNS = rx.compile(
    r"\b(?:now |still |currently |already )?(?:operates?|fields?|counts?|comprises?|includes?"
    r"|takes in|unites?|employs?|numbers?|consists of|is made up of|owns?|runs?|hosts?|holds?"
    rf"|(?:still|now|currently) (?:has|have|had)|(?:has|have) (?:now|currently|still)) {_ABOUT}$"
)
#: What holds or includes goods is a load, and mostly a gift.
_HAS = rx.compile(
    r"\b(?:now |still |currently |already )?(?:operates?|fields?|owns?|(?:still|now|currently) "
    rf"(?:has|have|had)|(?:has|have) (?:now|currently|still)) {_ABOUT}$"
)
_GOT = rx.compile(
    rf"\b(?:{_PERFECT}(?:received|got|built|opened|deployed|handed over|sent out|organi[sz]ed"
    r"|held"
    rf"|delivered|sent|admitted|registered|completed|launched|fired)) {_ABOUT}$"
)
_BOUGHT = rx.compile(
    rf"\b{_PERFECT}(?:ordered|acquired|taken delivery of|commissioned|leased|lost|signed up for) "
    rf"{_ABOUT}$"
)
_HELPED = rx.compile(
    r"\b(?:helped|supported|assisted|equipped|treated|trained|evacuated|sent out|carried out"
    r"|conducted|rehabilitated|rebuilt|repaired|restored|cleared|demined|visited|registered"
    rf"|enrolled|admitted|reached) {_ABOUT}$"
)
#: Such as "six pilots are in training", "31 countries have concluded".
_STATE = rx.compile(
    r"(?: (?!who\b|that\b|which\b|while\b|but\b|is\b|to\b)[\w’'-]+(?: \([^)]{1,30}\))?){0,10}? "
    r"(?:(?:are|were|have been|had been|has been|is|was) (?:(?:now|still|currently|also"
    r"|at present"
    r"|already|\w+ly) )*(?:waiting|set up|put up|installed|established|created|downed|without"
    r"|left without|meant for|expected to|built|parked"
    r"|stranded|stuck|trained|in training|training|admitted"
    r"|treated|enrolled|registered|deployed|stationed|working|operating|operational|involved"
    r"|taking part|participating|destroyed|damaged|killed|wounded|injured|detained|evacuated"
    r"|rescued|hospitali[sz]ed|shot down|launched|fired|intercepted|hit|signed|concluded|closed"
    r"|repaired|restored|opened|delivered|built|employed|housed|sheltered|served|reached|fed"
    r"|vaccinated|screened|cleared|distributed|supported|assisted|helped)"
    r"|(?:have|had|has) (?:(?:now|so far|already|also|since|\w+ly) )*(?:signed|concluded|joined"
    r"|ratified|pledged"
    r"|contributed|taken part|brought|arrived|fled|died|returned|crossed|left|entered|landed"
    r"|agreed"
    r"|donated|registered|applied|offered|recogni[sz]ed|endorsed|approved|backed|adopted|lost"
    r"|entered|reached|passed|completed|graduated)"
    r"|(?:signed|took part|attended|joined|gave|donated|contributed|entered|crossed|landed"
    r"|arrived"
    r"|face|need|lack|rely|depend) )"
)
#: Such as "has 900 crates of it lying in a store": what is there, and goes nowhere.
_LYING = rx.compile(
    r"(?: of (?:it|them|[a-z]+(?: [a-z]+)?))?,?(?: (?:that|which) (?:is|are))?(?: (?:now|still|just"
    r"|currently))* (?:lying|sitting|stranded|stuck|piled up|rotting|spoiling|gathering dust"
    r"|languishing|stored|stockpiled) (?:up |idle )?(?:in|on|at|outside|inside|for)\b"
)
_LACKS = rx.compile(r"(?:need|lack|rely|depend) $")
_BROUGHT_OVER = rx.compile(r"(?:delivered|distributed|donated|handed over|brought)$")
_COUNTED = frozenset(["people", "unknown", "place", "goods"])


def counts(scene: Scene) -> Iterator[Draft]:
    """Counted goods and people somebody has, got or helped, or whose state is told."""
    page = scene.page
    gifts, others = _taken(scene)
    for thing in page.things:
        if not _countable(thing):
            continue
        given = id(thing) in gifts
        begin, end = page.sentence(thing.first)
        stop = page.words[end - 1].end
        lying = not given and _LYING.match(page.text, thing.end, stop)
        if id(thing) in others and not lying:
            continue
        start = max(page.words[begin].start, thing.start - 70)
        owns = _HAS if thing.sort == "goods" else _OWNS
        cues = (_BOUGHT, _HELPED) if given else (owns, _BOUGHT, _GOT, _HELPED)
        lead = thing.number_span[0] if thing.number_span else thing.start
        found = next((m for c in cues if (m := c.search(page.text, start, lead))), None)
        state = (
            not given
            and found is None
            and _opens(scene, thing, begin)
            and _STATE.match(page.text, thing.end, stop)
        )
        if not found and not state and not lying:
            continue
        lacks = state and thing.sort != "people" and _LACKS.search(state[0])
        if lacks or (state and thing.sort == "goods" and _BROUGHT_OVER.search(state[0])):
            continue  # a gift that nobody read
        first = page.index(found.start()) if found else thing.first
        last = (
            thing.last - 1 if found or not state else max(thing.last, page.index(state.end())) - 1
        )
        yield draft(scene, first, last, "count", thing.values[0], "claim.done", False)


def _countable(thing: Thing) -> bool:
    if (
        thing.sort not in _COUNTED
        or not thing.values
        or thing.money
        or thing.inside
        or thing.pronoun
    ):
        return False
    return thing.values[0] >= 5 and not thing.unit and thing.head not in _TIMES


_TIMES = frozenset(
    [
        *("hour", "day", "week", "month", "year", "decade", "minute", "percent", "km", "time"),
        *("kilometre", "kilometer", "mile", "meter", "metre", "point", "age", "page", "official"),
    ]
)
_OPENS = rx.compile(
    rf"(?:^|[.,;:“\"”–—] ?| and | that | while | but | when | said )\s?(?:{_ABOUT})\Z",
    re.IGNORECASE,
)


def _opens(scene: Scene, thing: Thing, begin: int) -> bool:
    """Whether the figure is the subject of its clause."""
    start = scene.page.words[begin].start
    lead = thing.number_span[0] if thing.number_span else thing.start
    if scene.page.text[start:lead].lower().endswith(("the ", "these ", "those ", "its ", "their ")):
        return False  # told before
    return lead == start or bool(_OPENS.search(scene.page.text[max(start, lead - 40) : lead]))


def _taken(scene: Scene) -> tuple[frozenset[int], frozenset[int]]:
    """What gifts took, and what needs and products took."""
    return scene.given, scene.needed | scene.made


_FOR_THEM = rx.compile(
    r"\b(?:services?|care|assistance|treatment|supply|protection|access|relief|support|help"
    r"|shelter|rations"
    r"|water|meals|training|education|vaccinations?)(?: [\w-]+){0,4}? (?:to|for|reaching"
    r"|covering) "
    rf"(?:directly )?{_ABOUT}$"
    r"|\b(?:meant|intended|enough|destined|sufficient|pay|provide|cater|serves?"
    rf"|serving) for {_ABOUT}$"
    rf"|\bserv(?:es|ed|ing|e) {_ABOUT}$|\b(?:gave|given|giving|handed|offered|sent"
    rf"|brought) {_ABOUT}$"
)


def served(scene: Scene) -> Iterator[Draft]:
    """Such as "services to 132,000 displaced people", "trauma care for 165,000 patients"."""
    page = scene.page
    _, others = _taken(scene)
    for thing in page.things:
        if (
            thing.sort != "people"
            or not thing.values
            or thing.values[0] < 1000
            or id(thing) in others
        ):
            continue
        if thing.head in ARMED:
            continue
        lead = thing.number_span[0] if thing.number_span else thing.start
        begin, _ = page.sentence(thing.first)
        start = max(page.words[begin].start, lead - 90)
        if _FOR_THEM.search(page.text, start, lead) and not _ASKED.search(page.text, start, lead):
            yield draft(
                scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.for", False
            )


#: Such as "appeals for food for 3 million people": what is not there.
_ASKED = rx.compile(
    r"\b(?:needs?|needed|appeal\w*|asks?|asked|seek\w*|lack\w*|require\w*|request\w*|without"
    r"|to (?:help|provide|give))\b"
)

READERS = (sums, by_then, counts, served)
