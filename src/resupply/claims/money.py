"""Claims about money given: tried under every reading the words allow, and judged together."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from resupply.book import Book
from resupply.claims import bound, everyone, judging, readings, says, slips
from resupply.claims.judging import Outcome, judge
from resupply.claims.ledger import Ledger, Place, Reading
from resupply.claims.readings import ORDINAL, Open
from resupply.claims.words import Checked, Claim, Reason, unsure
from resupply.core.money import in_words

#: Dimensions in words.
CALLED = {
    "stage": "what counts as given",
    "kind": "the kind of aid",
    "per": "what it is divided by",
    "group": "who is counted as a donor",
    "shares": "whether aid of the union is counted for its members",
    "year": "the year of the population or GDP",
    "subject": "who is meant by the subject",
    "days": "the period",
}


class Tried(NamedTuple):
    """A reading and what it says."""

    reading: Reading
    outcome: Outcome


def check(claim: Claim, ledger: Ledger, book: Book) -> Checked:
    """A claim about money, with its verdict and the table behind it.

    Args:
        claim: As read.
        ledger: The book's money within the scope.
        book: For the bound of a party that is not in the record.
    """
    opened = readings.of(claim, ledger)
    tried = [Tried(r, judge(claim, ledger, r)) for r in opened.readings()]
    verdict = _verdict(claim, tried)
    if verdict == "not_verifiable":
        return _not_verifiable(claim, ledger, book, tried, opened)
    decides = _deciding(opened, tried) if verdict == "depends" else []
    usual = tried[0]
    told = [] if usual.outcome.agrees else slips.of_money(claim, ledger, *usual)
    if usual.outcome.agrees:
        told = list(slips.membership(claim, ledger, usual.reading))
    return Checked(
        claim=claim,
        verdict=verdict,
        why=_why(claim, ledger, verdict, tried, decides),
        depends_on=[CALLED[d] for d in decides],
        reasons=_once(told),
        nearest=_nearest(claim, ledger, tried),
        rows=_rows(claim, ledger, tried, decides),
        assumed=opened.assumed,
    )


def _verdict(claim: Claim, tried: Sequence[Tried]) -> str:
    """All readings decide an order; a figure holds when its usual reading does."""
    said = [t.outcome.agrees for t in tried if t.outcome.agrees is not None]
    if not said:
        return "not_verifiable"
    if any(t.outcome.is_open for t in tried) and len(set(said)) == 1:
        # What is a matter of opinion in one reading is settled by no other.
        usual = tried[0].outcome.agrees and claim.type not in ORDINAL
        return "holds" if usual else "not_verifiable"
    if all(said) or (tried[0].outcome.agrees and claim.type not in ORDINAL):
        return "holds"
    return "depends" if any(said) else "does_not_hold"


def _deciding(opened: Open, tried: Sequence[Tried]) -> list[str]:
    """Dimensions that alone turn one verdict into another."""
    by = {t.reading: t.outcome.agrees for t in tried}
    found = [
        name
        for name, values in opened.values.items()
        if len(values) > 1 and any(_turns(name, values, reading, by) for reading in by)
    ]
    # Where readings that are left open lie between, no single one may turn the verdict.
    return found or [n for n, values in opened.values.items() if len(values) > 1 and _parts(n, by)]


def _parts(name: str, by: dict[Reading, bool | None]) -> bool:
    """Whether readings that agree and those that do not have other values in a dimension."""
    yes, no = (
        {readings.value(r, name) for r, agrees in by.items() if agrees is a} for a in (True, False)
    )
    return yes != no


def _turns(
    name: str, values: Sequence[Any], reading: Reading, by: dict[Reading, bool | None]
) -> bool:
    found = {by.get(readings.changed(reading, name, v)) for v in values} - {None}
    return len(found) > 1


def _why(
    claim: Claim, ledger: Ledger, verdict: str, tried: Sequence[Tried], decides: Sequence[str]
) -> str:
    usual = tried[0]
    if verdict == "depends":
        on = ", ".join(CALLED[d] for d in decides)
        right = sum(t.outcome.agrees is True for t in tried)
        known = sum(t.outcome.agrees is not None for t in tried)
        return f"It depends on {on}: {right} of {known} readings agree."
    shown = figure_of(claim, usual.reading, usual.outcome)
    if claim.figure is not None and claim.type in ("total", "share"):
        said = figure_of(claim, usual.reading, Outcome(None, claim.figure.value))
        if claim.is_nothing and claim.negated:
            return f"The book has {shown}, the claim says that it is more than nothing."
        whose = f" ({usual.outcome.why})" if claim.each and usual.outcome.why else ""
        return f"The book has {shown}{whose}, the claim says {said} ({claim.figure.why})."
    if usual.outcome.why:
        why = f"{usual.outcome.why[0].upper()}{usual.outcome.why[1:]}"
        return f"{shown} ({usual.outcome.why})." if shown else f"{why}."
    if claim.type == "rank" and usual.outcome.place:
        name = says.subject(claim, ledger, usual.reading)
        many = f"in all {len(tried)} readings" if len(tried) > 1 else "in its one reading"
        how = f" {many}" if verdict == "holds" else f"; no reading of {len(tried)} agrees"
        return f"{name} is number {usual.outcome.place} of {usual.outcome.of} with {shown}{how}."
    return f"The book has {shown}."


def figure_of(claim: Claim, reading: Reading, outcome: Outcome) -> str:
    """A figure of an outcome in words."""
    if outcome.figure is None:
        return ""
    if claim.type in ("comparison", "change"):
        return f"{outcome.figure:.2f} times"
    if claim.type == "count":
        return f"{outcome.figure:.0f} {says.counted(reading)}"
    if claim.type == "share" or reading.per == "gdp":
        return f"{outcome.figure * 100:.3g}%" + (" of GDP" if reading.per == "gdp" else "")
    if reading.per == "head":
        return f"{outcome.figure:,.1f} {reading.currency} a head"
    return in_words(outcome.figure, reading.currency)


def _nearest(claim: Claim, ledger: Ledger, tried: Sequence[Tried]) -> str:
    """The usual reading said truly; for a claim some other reading makes true, that one first."""
    if claim.type == "comparison" and everyone.others_taken(claim) == "each":
        return _nearest_each(claim, ledger, tried[0].reading)
    usual = tried[0]
    best = next((t for t in tried if t.outcome.agrees), usual)
    told = [
        says.sentence(claim, ledger, _pinned(ledger, t.reading), t.outcome) for t in (best, usual)
    ]
    if claim.type == "rank" and usual.reading.per != "total" and best is usual:
        plain = usual.reading._replace(per="total", year=None)
        told[1] = says.sentence(claim, ledger, plain, judging.place_of(claim, ledger, plain))
    return " ".join(dict.fromkeys(t for t in told if t))


def _nearest_each(claim: Claim, ledger: Ledger, reading: Reading) -> str:
    """A statement beside each of several with whom somebody is compared."""
    told = []
    for other in str(claim.other).split("+"):
        one = msgspec.structs.replace(claim, other=other, each=False, negated=False)
        outcome = judge(one, ledger, reading)
        told.append(
            says.sentence(claim if claim.each else one, ledger, _pinned(ledger, reading), outcome)
        )
    return " ".join(t for t in told if t)


def _pinned(ledger: Ledger, reading: Reading) -> Reading:
    """The newest year by name, so that the sentence leaves nothing open."""
    if reading.per == "total" or reading.year is not None:
        return reading
    years = [p.year for p in ledger.table(reading) if p.year is not None]
    return reading._replace(year=max(years)) if len(set(years)) == 1 else reading


def _once(reasons: Sequence[Reason]) -> list[Reason]:
    return list({r.what: r for r in reasons}.values())


def _rows(
    claim: Claim, ledger: Ledger, tried: Sequence[Tried], decides: Sequence[str]
) -> list[dict[str, Any]]:
    """Readings where they decide; else the ranking around the subject, or the one figure."""
    if claim.type == "count" and not decides:
        return _counted_rows(claim, ledger, tried[0])
    if decides or claim.type != "rank":
        fixed = [n for n in (*CALLED, "currency") if n not in decides]
        usual = tried[0].reading
        kept = [t for t in tried if all(_same(t.reading, usual, n) for n in fixed)]
        return [reading_row(claim, ledger, t) for t in kept]
    return table_rows(claim, ledger, tried[0])


def _same(one: Reading, other: Reading, dimension: str) -> bool:
    return bool(readings.value(one, dimension) == readings.value(other, dimension))


def table_rows(claim: Claim, ledger: Ledger, tried: Tried) -> list[dict[str, Any]]:
    """The ranking around the subject."""
    table = ledger.table(tried.reading)
    if claim.less:
        table = [p._replace(rank=len(table) + 1 - n) for n, p in enumerate(table, 1)][::-1]
    shown = judging.around(table, tried.outcome.place, claim.place or 10)
    return _places(claim, ledger, tried.reading, shown)


def _counted_rows(claim: Claim, ledger: Ledger, tried: Tried) -> list[dict[str, Any]]:
    """Those who are counted, and who comes next."""
    table = ledger.table(tried.reading)
    return _places(claim, ledger, tried.reading, table[: int(tried.outcome.figure or 0) + 1])


def _places(
    claim: Claim, ledger: Ledger, reading: Reading, places: Sequence[Place]
) -> list[dict[str, Any]]:
    donors = ledger.subject(claim.subject, reading) if claim.subject else set()
    return [
        {
            "part": "place",
            "rank": p.rank,
            "party": p.donor,
            "name": ledger.names.name(p.donor),
            "is_subject": p.donor in donors,
            "figure": p.figure * (100 if reading.per == "gdp" else 1),
            "unit": _unit(reading),
            "amount": p.amount,
            "currency": reading.currency,
            "denominator": p.denominator,
            "year": p.year,
            "source_ids": list(p.source_ids),
        }
        for p in places
    ]


def _unit(reading: Reading) -> str:
    currency = reading.currency
    return {"gdp": "% of GDP", "head": f"{currency} a head"}.get(reading.per, currency)


def reading_row(claim: Claim, ledger: Ledger, tried: Tried) -> dict[str, Any]:
    """One reading as a row."""
    reading, out = tried
    shown = reading._asdict()
    shown.pop("currency")
    figure = out.figure
    percent = claim.type == "share" or (reading.per == "gdp" and claim.type != "comparison")
    unit = "times" if claim.type in ("comparison", "change") else _unit(reading)
    return {
        "part": "reading",
        "party": claim.subject,
        "name": says.subject(claim, ledger, reading),
        **shown,
        "rank": out.place,
        "of": out.of,
        "figure": figure * 100 if figure is not None and percent else figure,
        "unit": ("% of GDP" if reading.per == "gdp" else "%") if percent else unit,
        "amount": out.amount,
        "other": out.other,
        "currency": reading.currency,
        "agrees": out.agrees,
        "note": out.why,
        "source_ids": list(out.source_ids),
    }


def _not_verifiable(
    claim: Claim, ledger: Ledger, book: Book, tried: Sequence[Tried], opened: Open
) -> Checked:
    usual = next((t for t in tried if t.outcome.is_open), tried[0])
    name = ledger.names.name(claim.subject)
    missing = usual.outcome.why or "the record holds no figure for this"
    limits = None if usual.outcome.is_open else bound.of(claim, ledger, usual.reading, book)
    known = claim.subject is None or claim.subject in ledger.donors or usual.outcome.is_open
    todo = "" if known else f"Add a record of what {name} gave, with its source, to say more."
    shown = table_rows(claim, ledger, usual) if claim.type == "rank" else []
    if usual.outcome.is_open and not shown:
        shown = _rows(claim, ledger, [usual], [])
    return unsure(
        claim,
        missing,
        f": dataset {ledger.scope.dataset or 'all'}.",
        todo=todo,
        nearest=_nearest(claim, ledger, tried) if usual.outcome.is_open else "",
        bound=limits,
        rows=shown,
        assumed=opened.assumed,
    )
