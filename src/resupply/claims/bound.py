"""What a claim implies although the record cannot check it: the figure a place would take."""

from collections.abc import Iterator
from typing import Any

from resupply.book import Book
from resupply.claims.ledger import Ledger, Reading
from resupply.claims.words import Claim
from resupply.core.money import in_words
from resupply.core.records import Row


def of(claim: Claim, ledger: Ledger, reading: Reading, book: Book) -> dict[str, Any] | None:
    """The bound a rank implies for a party that is not in the record; None = none can be put.

    Args:
        claim: A rank claim.
        ledger: The book's money.
        reading: The usual reading.
        book: For every population or GDP of the party that was known by the day, not only the last.
    """
    if claim.type != "rank" or claim.place is None or claim.subject is None:
        return None
    table = ledger.table(reading)
    last = next((p for p in table if p.rank >= claim.place), None)
    if last is None:
        return None
    rows = [
        _row(claim, ledger, reading._replace(kind=kind), figures)
        for kind in _kinds(ledger, reading)
        for figures in _denominators(claim, ledger, reading, book)
    ]
    found = [r for r in rows if r is not None]
    return {
        "place": claim.place,
        "held_by": last.donor,
        "held_by_name": ledger.names.name(last.donor),
        "figure": last.figure,
        "currency": reading.currency,
        "per": reading.per,
        "rows": found,
        "sentence": _sentence(claim, ledger, reading, last.figure, last.donor, found),
        "source_ids": list(last.source_ids),
    }


def _kinds(ledger: Ledger, reading: Reading) -> list[str]:
    own = [reading.kind]
    return [*own, "military"] if reading.kind == "all" and _has_military(ledger) else own


def _has_military(ledger: Ledger) -> bool:
    return any(p.kind == "military" for p in ledger.parts(ledger.scope.currency, "donor"))


def _denominators(
    claim: Claim, ledger: Ledger, reading: Reading, book: Book
) -> Iterator[dict[str, Any] | None]:
    """Every figure ever given for the party's newest year, and none where nothing is divided."""
    if reading.per == "total":
        yield None
        return
    metric = "population" if reading.per == "head" else "gdp"
    known = [
        r
        for _, r in book.records("row")
        if isinstance(r, Row)
        and r.table == "denominators"
        and (r.fields.get("party_id"), r.fields.get("metric")) == (claim.subject, metric)
        and (ledger.view.as_of is None or r.known_on <= ledger.view.as_of)
    ]
    newest = max((int(r.fields["year"]) for r in known), default=None)
    for row in known:
        if int(row.fields["year"]) == newest:
            yield {
                "denominator": float(row.fields["value"]),
                "year": newest,
                "known_on": row.known_on,
                "source_id": row.source_id,
                "note": row.fields.get("note") or "",
            }


def _row(
    claim: Claim, ledger: Ledger, reading: Reading, figures: dict[str, Any] | None
) -> dict[str, Any] | None:
    table = ledger.table(reading)
    last = next((p for p in table if p.rank >= (claim.place or 1)), None)
    if last is None:
        return None
    value = figures["denominator"] if figures else 1.0
    return {
        "kind": reading.kind,
        "stage": reading.stage,
        "held_by": last.donor,
        "figure": last.figure,
        "amount": last.figure * value,
        **(figures or {}),
    }


def _sentence(
    claim: Claim,
    ledger: Ledger,
    reading: Reading,
    figure: float,
    donor: str,
    rows: list[dict[str, Any]],
) -> str:
    unit = {"head": "a head", "gdp": "of GDP", "total": "in all"}[reading.per]
    shown = f"{figure * 100:.3f}%" if reading.per == "gdp" else f"{figure:,.1f} {reading.currency}"
    if reading.per == "total":
        shown = in_words(figure, reading.currency)
    name = ledger.names.name(claim.subject)
    day = ledger.day(reading)
    head = f"Place {claim.place} takes {shown} {unit} ({ledger.names.name(donor)}, by {day})"
    if not rows:
        metric = "population" if reading.per == "head" else "GDP"
        return f"{head}; no {metric} of {name} is in the book, so no sum can be put."
    if reading.per == "total":
        return f"{head}."
    return f"{head}: for {name} {'; '.join(_amount(r, reading) for r in rows)}."


def _amount(row: dict[str, Any], reading: Reading) -> str:
    kind = "" if row["kind"] == "all" else f" of {row['kind']} aid"
    metric = "people" if reading.per == "head" else f"{reading.currency} of GDP"
    worth = f"at least {in_words(row['amount'], reading.currency)}{kind}"
    return f"{worth} with {row['denominator']:,.0f} {metric} ({row['year']}, {row['source_id']})"
