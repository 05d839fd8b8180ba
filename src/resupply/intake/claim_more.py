"""Claims by shapes that stand beside another claim: key figures, growth, parts of a whole, ranks.

Each is told by its own words and covers no more than them, so that a clause may hold several.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from resupply.intake import claim_cues as cues
from resupply.intake import (
    claim_done,
    claim_gaps,
    claim_harm,
    claim_plans,
    claim_wholes,
    claim_wide,
    claim_words,
    numbers,
    rx,
    spotting,
)
from resupply.intake.claim_clause import draft
from resupply.intake.claim_ranks import firsts, nth_gifts, nths, ranks, singled, told
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|approximately|close to|an estimated|as many as|fewer than|less than|well over|now) )*"
)
_WHOLE = r"(?:figure|amount|total|number|level|sum|need|needs|demand|target|requirements?|capacity)"


def read(scene: Scene) -> Iterator[Draft]:
    """Every claim that one of these shapes tells, the surest first."""
    more = (*claim_wholes.READERS, *claim_words.READERS, *claim_plans.READERS, *claim_done.READERS)
    for reader in (*_READERS, *claim_wide.READERS, claim_gaps.read, *more, *claim_harm.READERS):
        yield from reader(scene)


def fits(found: Draft, kept: list[Draft]) -> bool:
    """Whether a claim says something that those around it do not say."""
    return not any(_same(found, other) for other in kept)


def _same(found: Draft, other: Draft) -> bool:
    mine, theirs = found.fields.get("value"), other.fields.get("value")
    if abs(found.span[0] - other.span[0]) < 150 and mine == theirs is not None:
        return True  # told already
    if not found.overlaps(other):
        return False
    singled = ("ranking", "first")
    own = found.rule != "claim.record"
    if own and found.fields["type"] in singled and other.fields["type"] not in singled:
        return found.meets(*other.spans.get("value", other.span))
    if other.fields["type"] == "ranking" and found.fields["type"] == "total":
        return True  # "the biggest backer, with 52 billion"
    open_ = mine is None or theirs is None or found.fields["type"] == "ranking"
    if isinstance(mine, list) and theirs in mine:
        return True
    if isinstance(mine, list) and isinstance(theirs, list) and set(mine) <= set(theirs):
        return True
    return open_ or mine == theirs or (isinstance(theirs, list) and mine in theirs)


_OF_WHOLE = rx.compile(
    rf"(?: [a-z-]+)?(?: of| out of)(?: the| an?| its| their)?(?: (?P<asked>requested|required"
    rf"|needed"
    rf"|planned|promised|pledged|targeted|total))?(?: {_ABOUT})?\s*"
)
_WANTED = rx.compile(
    r" (?:(?:that|which) (?:is|are|was|were) |it |they |being )?(?:needed|required|requested"
    r"|promised"
    r"|pledged|sought|appealed"
    r"|asked|target|goal|requirement|appeal|committed|planned|needs|wants)\b"
)


_CAME = rx.compile(
    r"\b(?:only|just|barely|secured|received|raised|come|provided|disbursed|delivered|paid"
    r"|collected"
    r"|arrived|covered)\b"
)


#: Such as "just 60 million of the 160 million had been received".
_FEW = rx.compile(r"\b(?:only|just|barely|merely|a mere|less than|so far|hardly|scarcely)\b")
_HAS_COME = rx.compile(
    r"[^.;:]{0,40}? (?:has|have|had|was|were) (?:so far |now |yet |already |actually )?(?:been )?"
    r"(?:received|raised|secured|paid|disbursed|come|arrived|delivered|collected|provided|funded"
    r"|contributed|spent|released|met|covered)\b"
)


def secured(scene: Scene) -> Iterator[Draft]:
    """Such as "only $10.1 billion of the $29 billion needed": how much of a whole has come."""
    page = scene.page
    told = [t for t in page.things if t.money or t.values]
    for part, whole in pairwise(told):
        between = page.text[part.end : whole.start]
        joined = _OF_WHOLE.fullmatch(between) if len(between) <= 45 else None
        if joined is None or bool(part.money) != bool(whole.money):
            continue
        end = whole.money.end if whole.money else whole.end
        few = _FEW.search(page.text, max(0, part.start - 20), part.end)
        come = few and _HAS_COME.match(page.text, end)
        if not joined["asked"] and not come and not _WANTED.match(page.text, end):
            continue
        around = page.text[max(0, part.start - 40) : part.start], page.text[end:][:70]
        if not any(_CAME.search(said) for said in around):
            continue
        yield draft(
            scene,
            part.first,
            whole.last,
            "total",
            [part.figure, whole.figure],
            "claim.secured",
            False,
        )


_SOME_OF = rx.compile(
    r"\b(?:(?:[Oo]nly|[Jj]ust|[Bb]arely|[Ff]ewer than|[Aa]t least|[Aa]bout"
    r"|[Ss]ome) (?P<part>\d[\d,]*|[a-z]+)|(?P<bare>\d[\d,]*|two|three|four|five|six|seven"
    r"|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty)) "
    r"(?:out )?of (?:(?:the|its|their|all|these) )*(?P<all>\d[\d,]*|[a-z]+) (?:[a-z-]+ ){0,2}?"
    r"(?:missions?|convoys?|requests?|trucks?|hospitals?|centres?|centers?|bakeries|crossings?"
    r"|members|states|countries|donors|systems|tanks|jets|people|children|families|schools"
    r"|facilities|points|localit(?:y|ies)|districts|provinces|regions|areas|camps|aircraft"
    r"|drones|vehicles|aid workers|routes|sites|requests|governorates"
    r"|deliveries|shipments|batteries|clinics|wells|partners|projects)\b"
)


def _some_of(scene: Scene) -> Iterator[Draft]:
    """Such as "only 2 of the 21 planned missions": how many of how many."""
    for found in spotting.finditer(_SOME_OF, scene.page.text):
        read = [_count(found["part"] or found["bare"]), _count(found["all"])]
        if read[0] and read[1] and read[0] < read[1] and (read[1] > 4 or not found["bare"]):
            yield from told(scene, found, "count", read, "some_of")


def _count(said: str) -> float | None:
    plain = said.replace(",", "")
    return float(plain) if plain.isdigit() else numbers.worded(said)


_GROWN = rx.compile(
    r"\b(?:grown|grew|grows|rose|risen|swelled|swollen|climbed|jumped|surged|soared|dwindled"
    rf"|doubled|tripled|expanded) (?:\w+ly )?(?:from [^,.;]{{2,30}} )?to {_ABOUT}$"
)


_TRADE = rx.compile(
    r"\b(?:prices?|[Ee]xports?|[Ii]mports?|rates?|[Ii]nflation|GDP|profits?|sales)\b"
)


def _grown(scene: Scene) -> Iterator[Draft]:
    """Such as "by 2023 it had grown to 36 million doses"."""
    page = scene.page
    for thing in page.things:
        if not (thing.values or thing.money) or thing.sort in ("time", "share"):
            continue
        found = _GROWN.search(page.text, max(0, thing.start - 70), thing.start)
        if found and not _TRADE.search(page.text, max(0, thing.start - 90), thing.start):
            first = page.index(found.start())
            yield draft(scene, first, thing.last - 1, "total", thing.figure, "claim.grown", False)


_TOTALLING = rx.compile(
    rf"\btotal(?:l?ed|l?ing|s)?(?: (?:of|to|at|up to))? {_ABOUT}$|\bwill soon total {_ABOUT}$"
)


_ALREADY = rx.compile(r"\b(?:already|so far|to date)\b")


def _totalling(scene: Scene) -> Iterator[Draft]:
    """Such as "twenty shipments totaling 114 tons", "will soon total EUR 545 million"."""
    page = scene.page
    gifts = scene.given
    for thing in page.things:
        if not (thing.values or thing.money) or thing.sort == "time":
            continue
        if id(thing) in gifts and not _ALREADY.search(page.text[thing.end : thing.end + 60]):
            continue
        found = _TOTALLING.search(page.text, max(0, thing.start - 40), thing.start)
        if found and not found[0].startswith(("total of", "totals of")):
            yield draft(
                scene,
                page.index(found.start()),
                thing.last - 1,
                "total",
                thing.figure,
                "claim.totalling",
                False,
            )


_TOLL = rx.compile(
    rf"\b(?:claim(?:ed|s)|cost|costs|took|taken) (?P<n>{_ABOUT}(?P<v>\d[\d,.]*)) lives\b"
    rf"|\b(?P<v2>\d[\d,.]*) (?:attacks?|incidents?|strikes|violations|cases|deaths|fatalities"
    rf"|injuries|casualties"
    r"|air raids|outages)(?: on [\w ]{3,30}?| against [\w ]{3,30}?| of [\w ]{3,30}?)?"
    r" (?:since|this year|so far|in the (?:past|last)|were (?:recorded|reported|registered"
    r"|confirmed)"
    r"|have been|had been|recorded|reported)\b"
    r"|\b(?<![.,\d])(?<!\bin )(?<!\bof )(?P<v3>\d[\d,.]*) (?:[a-z-]+ )?"
    r"(?:locations|areas|districts|sites|hospitals"
    r"|schools|facilities|homes|houses"
    r"|villages|towns|provinces|households|communities|clinics|bridges|camps|families)"
    r"(?= (?:are|were|have been|had been|remain|lie|stand|was)\b)"
)


def _tolls(scene: Scene) -> Iterator[Draft]:
    """Such as "has claimed over 20,000 lives", "34 attacks since"."""
    for found in spotting.finditer(_TOLL, scene.page.text):
        said = (found["v"] or found["v2"] or found["v3"]).strip(",.").replace(",", "")
        led = scene.page.text[max(0, found.start() - 5) : found.start()].endswith((" for ", " to "))
        if said.replace(".", "", 1).isdigit() and float(said) > 1 and not led:
            yield from told(scene, found, "count", float(said), "toll")


_GIVEN_TO = rx.compile(r"\b(?:to|for|train\w*|teach\w*|invit\w*) (?:[\w-]+ )?" + _ABOUT + "$")
_WILL = rx.compile(
    r"\b(?:will|would|could|can|may|might|to|plans?|aims?|hopes?|target\w*|goal)\b[^.;:]{0,60}$"
)


def _many(scene: Scene) -> Iterator[Draft]:
    """Such as "more than one million refugees": so many people are a figure by themselves."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "people" or not thing.values or thing.values[0] < 1000:
            continue
        begin, _ = page.sentence(thing.first)
        lead = page.text[page.words[begin].start : thing.start]
        if thing.head in claim_wide.ARMED or _GIVEN_TO.search(lead) or _WILL.search(lead):
            continue
        summed = _TOTAL_OF.search(page.text, max(0, thing.start - 24), thing.start + 12)
        summed = None if _SHALL.match(page.text, thing.end) else summed
        if not (summed or _FATE.match(page.text, thing.end) or _HOSTS.search(lead)):
            continue
        yield draft(
            scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.many", False
        )


_TOTAL_OF = rx.compile(r"\b[Aa]n? (?:combined |grand |estimated )?total of \b")
_SHALL = rx.compile(r"[^.;:,]{0,40}? (?:will|would|should|could|can|are to|is to)\b")
_HOSTS = rx.compile(r"\b(?:hosts?|hosting|home to|shelters|sheltering)\b[^.;:]{0,30}$")
_FATE = rx.compile(
    r" (?:across|crossed|fled|returned|(?:went|came) (?:back|home)|gave|donated|contributed|died"
    r"|(?:who |that )?(?:have|had"
    r"|has) (?:now |already |since )?"
    r"(?:fled|crossed|died|lost|returned|arrived|left|moved|sought|signed|donated)|(?:are|were"
    r"|remain|have been) (?:\w+ )?"
    r"(?:displaced|uprooted|homeless|missing|stranded|trapped|cut off|hungry|malnourished"
    r"|affected))\b"
)
_TIMES = rx.compile(
    r"\b(?P<n>\d[\d.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?:-"
    r"| )(?:times|fold)"
    r" (?:what|as (?:much|many|large|big|high|fast)|the (?:amount|number|size|volume|sum"
    r"|rate|level|total|value)|higher"
    r"|larger|bigger|that|those|its|their)\b"
)
_FAR = rx.compile(
    r"\b(?:far|much|considerably|significantly|substantially|way|vastly|slightly|many) (?:fewer"
    r"|less"
    r"|more|lower|higher|greater|larger|smaller|bigger)\b[^.;:,]{2,70}? than\b(?! (?:one|a|two"
    r"|three)\b)"
    r"|\b(?:gave|give|gives|given|sent|spent|paid|contributed|provided) (?:far|much) (?:less"
    r"|more)\b"
)


def _compared(scene: Scene) -> Iterator[Draft]:
    """Such as "nine times what the UK has given", "can make far fewer shells than it claims"."""
    for found in spotting.finditer(_TIMES, scene.page.text):
        value = numbers.worded(found["n"]) if found["n"].isalpha() else float(found["n"])
        yield from told(scene, found, "comparison", value, "times")
    for found in spotting.finditer(_FAR, scene.page.text):
        yield from told(scene, found, "comparison", None, "far")


_PART = rx.compile(
    r"\b(?:only |just |barely |about |less than |more than |nearly |almost "
    r"|roughly )*(?P<part>half|two[- ]thirds|a third"
    r"|one third|three[- ]quarters|a quarter|one quarter|a fifth|a tenth) of (?:this|that"
    r"|the (?:required|needed|promised"
    rf"|pledged|planned|target|necessary|announced)) (?:{_WHOLE}|[a-z]+)\b"
    r"|\bonly (?:about |around )?(?P<part2>half|two[- ]thirds|a third|a quarter|a fifth"
    r"|a tenth) of (?:the|its|our|their|all)"
    r" (?:[a-z-]+ ){1,3}?(?:has|have|had|is|are|was|were)\b"
)


_OF_WHOM = rx.compile(
    r" (?:the |all |its |their )*(?:[a-z]+ ){0,2}?(?:people|population|children|women|girls|boys"
    r"|households|families|refugees|hospitals|schools|needs|requirements|countries|donors|doses)\b"
)


def _shares(scene: Scene) -> Iterator[Draft]:
    """Such as "90% lack a diet, over 15% are malnourished": the second share of a clause."""
    page = scene.page
    for thing in page.things:
        lead = {w.low for w in page.words[max(0, thing.first - 4) : thing.first]}
        if thing.sort == "share" and not lead & {
            "not",
            "price",
            "prices",
            "shares",
            "inflation",
            "by",
        }:
            behind = page.words[thing.last].low if thing.last < len(page.words) else ""
            if behind == "of" and _OF_WHOM.match(page.text, page.words[thing.last].end):
                yield draft(
                    scene, thing.first, thing.last, "share", thing.values[0], "claim.share", False
                )


def _parts(scene: Scene) -> Iterator[Draft]:
    """Such as "the current capacity is only a third of this figure"."""
    for found in spotting.finditer(_PART, scene.page.text):
        part = re.sub(r"^(?:a|one)[- ]", "", (found["part"] or found["part2"]).lower())
        yield from told(scene, found, "share", cues.PARTS.get(part), "part_of")


_PLACES = rx.compile(
    rf"\b(?:brings? together|brought together|unit(?:es|ed|ing)|(?:come|comes|came|coming"
    rf"|arriv\w+|flow\w+) from|backed by|joined by|supported by|signed by"
    rf"|operates? in|works? in|present in|active in|exports? to|sold to"
    rf"|reach\w*) {_ABOUT}(?P<n>\d+|[a-z]+) (?:[a-z-]+ )?(?:countries"
    r"|states|nations|governments|donors|organi[sz]ations|partners|members|companies)\b"
)


def _places(scene: Scene) -> Iterator[Draft]:
    """Such as "brings together about 50 countries", "donations have come from over 30 states"."""
    for found in spotting.finditer(_PLACES, scene.page.text):
        value = float(found["n"]) if found["n"].isdigit() else numbers.worded(found["n"])
        if value and value > 3:
            yield from told(scene, found, "count", value, "places")


_SPENT = rx.compile(
    rf"\b(?:invested|put in|ploughed in|plowed in|poured in"
    rf"|racked up) (?:into \w+ )?[“\"]?{_ABOUT}[”\"]?\s?$"
)
_TALLY = rx.compile(
    r"\b(?:Kiel Institute|[Ss]upport [Tt]racker|[Aa]id [Tt]racker|tally|tallies|database|ledger)\b"
)
_NOT_YET = rx.compile(
    r"\b(?:[Tt]hat (?:is|was) worth|demand\w*|repa(?:y|id)\w*|reparations|will|would|plans?|package"
    r"|announced|announcing|proposed|needs?|seeks?|costs?|budget"
    r"|order|contract|held|blocked|affects?|owed|debt|loan)\b"
)
_PERFECT = rx.compile(r"\b(?:has|have|had) \w+[^.;]{0,90}$")
_ELLIPSIS = rx.compile(r"(?:,|;| and| while| whereas| but) (?:the )?$")


def _spent(scene: Scene) -> Iterator[Draft]:
    """Such as "we invested about $5 billion", "..., Europe $35 billion"; sums of a tally."""
    page = scene.page
    tally = bool(_TALLY.search(page.text))
    for thing in page.things:
        if not thing.money or thing.money.amounts[0] < 1e8:
            continue
        lead = page.text[max(0, thing.start - 60) : thing.start]
        owner = page.actor_at(thing.first - 1)
        begin, _ = page.sentence(thing.first)
        beside = (
            owner is not None
            and page.words[thing.first].gap == " "
            and owner.kind in ("country", "org")
            and _ELLIPSIS.search(page.text, max(0, owner.start - 9), owner.start)
            and _PERFECT.search(page.text, page.words[begin].start, owner.start)
        )
        said = page.text[page.words[begin].start : thing.end + 40]
        great = thing.money.amounts[0] >= 1e9
        listed = tally and great and not _NOT_YET.search(said)
        if (great and _SPENT.search(lead)) or beside or listed:
            yield draft(
                scene, thing.first, thing.last - 1, "total", thing.figure, "claim.spent", False
            )


_READERS = (
    secured,
    _some_of,
    _grown,
    _totalling,
    _tolls,
    _compared,
    _parts,
    _shares,
    ranks,
    nths,
    nth_gifts,
    firsts,
    singled,
    _places,
    _spent,
    _many,
)
