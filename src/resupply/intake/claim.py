"""Claims that can be checked: totals, counts, rankings, firsts, shares, comparisons, targets."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from resupply.intake import (
    claim_compared,
    claim_counts,
    claim_more,
    claim_not,
    claim_scales,
    claim_sums,
    claim_tables,
    claim_targets,
    claim_wholes,
    claim_wide,
    need,
    numbers,
    rx,
    spotting,
    subject_scales,
)
from resupply.intake import claim_cues as cues
from resupply.intake import scene as scenes
from resupply.intake.claim_clause import draft
from resupply.intake.context import Context
from resupply.intake.draft import Draft, records
from resupply.intake.excluding import FIRST_SINCE
from resupply.intake.gift_words import PRICED
from resupply.intake.page import Actor, Page
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.text import Document
from resupply.intake.things import Thing


def find(document: Document, context: Context) -> list[Record]:
    """Every claim of the text, in order of place; see `intake.reader` for the contract."""
    scene = scenes.of(document, context)
    told = drafts(scene)
    subject_scales.weigh(scene, told)
    return records(told, document.text)


def drafts(scene: Scene) -> list[Draft]:
    """Every claim of the text, in order of place; one a clause, the most telling first."""
    if not (scene.about_help or claim_not.of_defence(scene)):
        return []  # a text about something else
    out: list[Draft] = []
    asked = [d for d in need.drafts(scene) if d.fields.get("amount")]
    readers = (
        _rankings,
        _superlatives,
        _firsts,
        _nths,
        claim_sums.nth_gifts,
        _of_many,
        claim_more.secured,
        claim_wholes.received,
        claim_wholes.several,
        claim_tables.pairs,
        claim_tables.rows,
        claim_sums.tables,
        claim_sums.labelled,
        claim_sums.key_figures,
        claim_wide.overall,
        _totals,
        claim_sums.sums,
        claim_sums.great,
        claim_sums.broken_down,
        claim_counts.of_which,
        _shares,
        claim_compared.comparisons,
        claim_counts.counts,
        claim_sums.unnamed_people,
        claim_counts.owned,
    )
    for reader in (*readers, claim_counts.rates, claim_targets.targets):
        for found in reader(scene):
            if reader in _OF_SUMS and any(_same_sum(found, d) for d in asked):
                continue
            if not any(found.overlaps(k) for k in out) and not claim_not.only_looks(
                scene, found, out
            ):
                out.append(found)
    for found in claim_more.read(scene):
        if claim_more.fits(found, out) and not claim_not.only_looks(scene, found, out):
            out.append(found)
    out = claim_scales.weigh(scene, sorted(out, key=lambda d: d.span))
    out = [d for d in out if not _no_claim(scene, d, out)]
    out = claim_wholes.joined(scene, out)
    more = [d for d in claim_wholes.parts(scene, out) if claim_more.fits(d, out)]
    return sorted([*out, *more], key=lambda d: d.span)


def _no_claim(scene: Scene, found: Draft, out: list[Draft]) -> bool:
    """What is told with another claim, or is news of a day."""
    told = claim_not.few_hurt(scene, found) or claim_not.deaths_of_cases(scene, found)
    told = told or claim_not.of_a_vote(scene, found) or claim_not.of_a_price(scene, found)
    return told or claim_not.with_a_rank(scene, found, out)


def _same_sum(found: Draft, asked: Draft) -> bool:
    """Whether a total is the sum that is asked for in the same words, and not what has come."""
    amount = asked.fields["amount"]
    sums = amount if isinstance(amount, list) else [amount]
    return found.overlaps(asked) and (
        found.fields.get("value") in sums or found.fields["type"] == "count"
    )


def _rankings(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in spotting.finditer(cues.RANKING, page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        if (found["nth2"] or "").lower() == "first":
            continue
        if _WEAK_TOP.fullmatch(found["top"] or "") and page.words[at - 1].low in ("a", "as", "an"):
            continue  # "a main supplier"
        if _WEAK_TOP.fullmatch(found["top"] or "") and cues.leads_it(page.text, found):
            continue
        if cues.only_graded(page.text, found):
            continue
        if (found["top"] or "").lower() == "main" and _OWN_PART.fullmatch(found["noun"] or ""):
            continue  # "its main contribution"
        value = cues.rank(found)
        also = cues.nth_before(page.text[max(0, found.start() - 40) : found.start()])
        values = [value, also] if also and value is not None else value
        made = draft(scene, at, page.index(found.end()) - 1, "ranking", values, "claim.ranking")
        _tops(scene, found, made)
        yield made


#: Such as "The largest donors are:" above the list of them.
_LISTED = rx.compile(
    r"(?: (?:of|in|to|for|by|among)\b[^.;:,\n]{2,50})? (?:is|are|were|was)(?: now)?: "
    r"?\n?\W{0,6}(?=[A-Z])"
)


_NAME = rx.compile(r"(?<![.!?] )(?P<who>(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+) \Z")


def _named(page: Page, at: int) -> Actor | None:
    """A name in capitals that ends before a character and that no list knows."""
    found = _NAME.search(page.text, max(0, at - 50), at)
    return Actor(*found.span("who"), found["who"], "person") if found else None


def _tops(scene: Scene, found: re.Match[str], made: Draft) -> None:
    """Who stands right before "tops the list", or first in the list that a rank opens."""
    page = scene.page
    who = None
    if found["leads"]:
        near = page.actors_before(found.start(), 40)
        who = (
            near[-1] if near and near[-1].end == found.start() - 1 else _named(page, found.start())
        )
    elif listed := _LISTED.match(page.text, found.end()):
        who = page.actor_at(page.index(listed.end()))
    if who is not None and who.kind != "place":
        made.fields["subject"], made.spans["subject"] = who.id, (who.start, who.end)
        made.rule = "claim.tops"


_OWN_PART = rx.compile(r"contribution|effort|order|aid|contract|deal|operation|commitment", re.I)
_WEAK_TOP = rx.compile(r"main|top|leading", re.IGNORECASE)


def _superlatives(scene: Scene) -> Iterator[Draft]:
    """Such as "the deadliest typhoon of the year"."""
    page = scene.page
    for found in spotting.finditer(cues.SUPERLATIVE, page.text):
        at = page.index(found.start())
        if at < len(page.words) and not cues.needy(found[0]):
            nth = cues.nth_before(found[0].split()[1].split("-")[0] + " and ") or 1
            yield draft(scene, at, page.index(found.end()) - 1, "ranking", nth, "claim.superlative")


def _firsts(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for found in spotting.finditer(cues.FIRST, page.text):
        at = _owner(page, found)
        if at < len(page.words):
            yield draft(scene, at, page.index(found.end()) - 1, "first", "first", "claim.first")


def _owner(page: Page, found: re.Match[str]) -> int:
    """The word a phrase begins with; of "Oslo's first", whose it is."""
    at = page.index(found.start())
    return at - 1 if found[0][0] in "'’" else at


def _nths(scene: Scene) -> Iterator[Draft]:
    """Such as "his third since the invasion", "an average of 97 entered in February"."""
    page = scene.page
    for found in spotting.finditer(cues.NTH_SINCE, page.text):
        at = _owner(page, found)
        if at < len(page.words):
            nth = cues.ordinal(found["nth"])
            yield draft(scene, at, page.index(found.end()) - 1, "count", nth, "claim.nth")
    for found in spotting.finditer(cues.AVERAGE, page.text):
        at = page.index(found.start())
        value = _digits(found["n"] or found["times"])
        if at < len(page.words) and value is not None:
            yield draft(scene, at, page.index(found.end()) - 1, "count", value, "claim.average")


def _shares(scene: Scene) -> Iterator[Draft]:
    page = scene.page
    for thing in page.things:
        if thing.sort == "share" and not _denied(scene, thing) and not _changes(scene, thing):
            value = claim_counts.with_count(scene, thing.start, thing.end, thing.values[0])
            rule = "claim.gdp" if _GDP.match(page.text, thing.end) else "claim.share"
            yield draft(scene, thing.first, thing.last - 1, "share", value, rule)
    for found in spotting.finditer(cues.SHARE, page.text):
        at = page.index(found.start())
        if at < len(page.words):
            said = (
                found["part"]
                or found["one_in"]
                or found["rest"]
                or found["got"]
                or found["bare"].split()[-1]
            )
            part = cues.share(re.sub(r"^(?:a|one)[- ](?!in)", "", said.lower()))
            value = claim_counts.with_count(scene, found.start(), found.end(), part)
            yield draft(scene, at, page.index(found.end()) - 1, "share", value, "claim.share")


#: A share of what a whole country makes or spends is always told to be checked.
_GDP = rx.compile(
    r" of (?:its |their |the |our |the country['’]s |[A-Z]\w+['’]s? )?(?:annual |own |pre-war "
    r"|total "
    r"|nominal )?(?:GDP|GNI|GNP|gross (?:domestic|national)|national (?:income|output)"
    r"|economic output)\b"
)
#: Prices move all day; what they did is no claim about aid.
_MARKET = frozenset(["price", "prices", "shares", "stocks", "inflation", "hryvnia", "rouble"])


#: Such as "41.17 UAH ▲0.12%": what a board of rates shows.
_ARROW = rx.compile(r"[▲▼△▽↑↓]")


def _denied(scene: Scene, thing: Thing) -> bool:
    """Such as "unfortunately not 50 per cent": what is not so."""
    words = scene.page.words[max(0, thing.first - 4) : thing.first]
    if _ARROW.search(scene.page.text, max(0, thing.start - 12), thing.end):
        return True
    return bool(words) and (words[-1].low == "not" or any(w.low in _MARKET for w in words))


#: By how much something is cut belongs to the cut.
_CUT_BY = rx.compile(
    r"\b(?:cut|cuts|cutting|reduc(?:e|ed|es|ing)|slash(?:ed|es|ing)?)\b[^.;:]{0,60}? by "
    r"(?:up to |about |around |nearly |almost |some |as much as |more than |over )?$"
)


#: By how much something changed is a comparison with what was.
_GREW_BY = rx.compile(
    r"\b(?:drop|fell|fall|rose|rise|risen|grow|grew|increas|decreas|shr[aiu]nk|declin|jump|surg"
    r"|soar|climb|plung|slump|tumbl|plummet)\w* (?:by )?(?:about |around |some |nearly |almost "
    r"|over |more than |up to |as much as |at least )?$"
)
_A_RISE = rx.compile(
    r"[- ](?:rise|increase|drop|fall|decline|surge|jump|reduction|decrease|growth)\b"
)


def _changes(scene: Scene, thing: Thing) -> bool:
    """Such as "down 87% from last year": a share of what was, and so a comparison."""
    words = scene.page.words
    if _CUT_BY.search(scene.page.text, max(0, thing.start - 90), thing.start):
        return True
    if _GREW_BY.search(scene.page.text, max(0, thing.start - 40), thing.start):
        return True
    if _A_RISE.match(scene.page.text, thing.end):
        return True
    lead = {w.low for w in words[max(0, thing.first - 2) : thing.first]}
    behind = words[thing.last].low if thing.last < len(words) else ""
    if behind in ("lower", "higher", "less", "more", "fewer", "smaller", "larger"):
        return True
    return bool(lead & {"down", "up"}) and behind in ("from", "on", "compared", "against", "over")


def _of_many(scene: Scene) -> Iterator[Draft]:
    """Such as "of 42 donors, only 20 gave"."""
    page = scene.page
    for found in spotting.finditer(cues.OF_MANY, page.text):
        read = [numbers.worded(found[k]) or _digits(found[k]) for k in ("part", "all")]
        at = page.index(found.start())
        if None in read or at >= len(page.words):
            continue
        dated = page.text[max(0, found.start() - 3) : found.start()] == "As "
        if dated or read[0] >= read[1]:  # type: ignore[operator]
            continue  # "as of 31 August the plan was only 26 per cent funded"
        yield draft(scene, at, page.index(found.end()) - 1, "count", read, "claim.of_many")


def _digits(said: str) -> float | None:
    plain = said.replace(",", "")
    return float(plain) if plain.isdigit() else None


def _totals(scene: Scene) -> Iterator[Draft]:
    """Sums and goods "since the start", "so far", "in total": per cue the nearest figure."""
    page, gifts = scene.page, scene.given
    begins = sorted(spotting.places(cues.TOTAL, page.text) or ())
    for begin, end in page.ranges:
        if begin >= end:
            continue
        a, b = page.words[begin].start, page.words[end - 1].end
        if bisect_left(begins, a) == bisect_left(begins, b):
            continue
        said = page.text[a:b]
        told = page.things_in(begin, end)
        figures = [t for t in told if _countable(t) or t.sort == "share"]
        figures = [t for t in figures if not (claim_compared.of_time(scene, t) or _one_of_them(t))]
        for cue in cues.TOTAL.finditer(said):
            behind = (
                [t for t in figures if t.start >= cue.end() + a] if _GROWN.search(cue[0]) else []
            )
            near = min(behind or figures, key=lambda t: _apart(cue, t, a), default=None)
            if (
                near is None
                or _of_one(cue, said)
                or (
                    _DIRECT.match(cue[0])
                    and said[cue.end() :][:3].strip()[:1].isdigit()
                    and near.start - a > cue.end() + 12
                )
                or _parted(scene, cue, near, a, begin, end)
                or FIRST_SINCE.search(said, max(0, cue.start() - 40), cue.start())
                or _held_up(scene, near)
                or (id(near) in gifts and PRICED.search(page.text[: near.start][-90:]))
                or _STUCK.search(said, max(0, near.end - a), max(0, cue.start()))
                or _NONE.search(said, 0, cue.start())
                or _worth_of_one(cue, said)
                or claim_not.to_be_lifted(cue, said)
                or (_RISES.match(cue[0]) and _OUTPUT.search(said, 0, cue.end()))
                or near.sort == "share"
                or _apart(cue, near, a) > 110
                or (id(near) in gifts and not cues.STRONG.search(said))
                or (
                    (id(near) in gifts or near.sort == "goods")
                    and _only_of(cue, said, near.start - a)
                )
                or (near.inside and _VALUED.search(said[: max(0, near.start - a)]))
            ):
                continue
            value = near.figure
            wide = not _INCLUDING.search(page.text[: near.start][-40:])
            last = near.last - 1 if wide else max(near.last, page.index(cue.end() + a)) - 1
            yield draft(scene, near.first, last, "total", value, "claim.total", wide)


#: What the goods of one gift are worth, and no total of several.
_VALUED = rx.compile(
    r"\b(?:in the|with a|at a|of a|for a) (?:total|combined) (?:value|worth|cost) of (?:\w+ )?$"
)
#: Such as "7.6 billion since 2021, including 6.9 billion since the invasion": a claim in a claim.
_INCLUDING = rx.compile(r"\bincluding (?:\w+ )?$")
_DIRECT = rx.compile(r"(?:total|sum) of$", re.IGNORECASE)
_GROWN = rx.compile(r"^(?:bring|tak|rais|lift|push).* to$", re.IGNORECASE)


_PERFECT = rx.compile(r"\b(?:has|have|had|so far|since|to date|until now|already)\b")


def _of_one(cue: re.Match[str], said: str) -> bool:
    """Such as "costs 90 million in all", "a plan amounting to 7 billion": of one thing."""
    low = cue[0].lower()
    bracket = said[: cue.start()].rstrip().endswith(("(", "(a"))
    once = low in ("in all", "altogether", "in total") and not _PERFECT.search(said)
    return bracket or low == "amounting to" or (once and low == "in all")


def _only_of(cue: re.Match[str], said: str, at: int) -> bool:
    """Such as "pledged a total of 20,000 parcels": one gift, and no more since anything."""
    joined = 0 <= at - cue.start() < 40 and cue[0].lower() in ("total of", "sum of")
    return joined and len(cues.STRONG.findall(said)) == 1


#: Such as "the loan, which has been stuck since March": since when it waits, no total.
_STUCK = rx.compile(
    r"\b(?:which|that) (?:has|have|had|is|are|remains?)\b[^.;]{0,30}\b(?:stuck|blocked|frozen"
    r"|delayed"
    r"|stalled|on hold|suspended|paused|waiting)\b"
)


#: Such as "no new aid has been seen since the last package": nothing that adds up.
_NONE = rx.compile(
    r"\b(?:[Nn]o|[Nn]one|[Nn]othing)\b[^,;:]{0,60}\b(?:has|have|had|was|were)\b[^,;:]*$"
)


_ONE_GIFT = rx.compile(
    r"\b(?:the|this|a|an|its) (?:(?:new|latest|next|first|fresh|\w+th|whole|current) )?"
    r"(?:[\w-]+ ){0,2}?(?:package|batch|shipment|delivery|tranche|consignment|convoy|lot"
    r"|programme|program|project|scheme|facility)\b",
    re.IGNORECASE,
)
_WORTH = rx.compile(
    r"in total|in all|altogether|amounting to|(?:the )?total(?: value)?|overall", re.IGNORECASE
)


def _worth_of_one(cue: re.Match[str], said: str) -> bool:
    """Such as "the new package, worth 7 billion in all": what one gift is worth, and no total."""
    if not _WORTH.fullmatch(cue[0].strip()) or len(cues.STRONG.findall(said)) > 1:
        return False
    return bool(_ONE_GIFT.search(said))


#: What a plant turns out is production, and no total.
_RISES = rx.compile(r"(?:rais|lift|push|climb|ris|increas|grow|has risen)\w* ", re.IGNORECASE)
_OUTPUT = rx.compile(r"\b(?:output|capacity|production|produc(?:e|es|ing)|manufactur\w+)\b")


def _held_up(scene: Scene, thing: Thing) -> bool:
    """Such as "has blocked 50 billion euros since May": since when it is held up, no total."""
    trigger = scene.clauses.govern(thing).trigger
    if trigger is None or trigger.nominal or trigger.passive:
        return False
    return trigger.group == "delay" or trigger.lemma in ("wait", "await")


def _parted(scene: Scene, cue: re.Match[str], near: Thing, at: int, begin: int, end: int) -> bool:
    """Whether other goods stand between a figure and its cue."""
    between = range(near.end, cue.start() + at)
    if ";" in scene.page.text[near.end : cue.start() + at]:
        return True
    if ":" in scene.page.text[cue.end() + at : near.start] and cue[0].lower().startswith("since"):
        return True  # "since the last package: 480 million"
    return any(
        t.start in between and t.sort == "goods" and not t.inside
        for t in scene.page.things_in(begin, end)
    )


def _countable(thing: Thing) -> bool:
    if (thing.inside and not thing.money) or thing.sort not in ("money", "goods", "unknown"):
        return False
    return bool(thing.values or thing.money)


def _one_of_them(thing: Thing) -> bool:
    return thing.pronoun and thing.values[:1] == (1.0,)


_OF_SUMS = (_totals, claim_counts.counts)


def _apart(cue: re.Match[str], thing: Thing, at: int) -> int:
    """Characters between a cue and a figure of a sentence that begins at `at`."""
    return max(cue.start() + at - thing.end, thing.start - cue.end() - at, 0)
