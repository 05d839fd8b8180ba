"""Reasons recognised behind a claim that does not hold: unit slips, other stages, other periods."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from resupply.claims.judging import Outcome, judge, place_of
from resupply.claims.ledger import Ledger, Reading
from resupply.claims.words import Claim, Figure, Reason
from resupply.picture import goods

_CURRENCIES = ("EUR", "USD", "GBP")


def of_money(claim: Claim, ledger: Ledger, reading: Reading, found: Outcome) -> list[Reason]:
    """What explains that a claim about money does not hold under its usual reading."""
    out = [*_unit(claim, found), *_currency(claim, ledger, reading)]
    for code, what, other in _others(ledger, reading):
        if code == "year_not_cumulative" and (claim.is_nothing or claim.type == "first"):
            continue
        outcome = judge(claim, ledger, other)
        if outcome.agrees:
            out.append(Reason(seen=code, what=what))
    return [*out, *membership(claim, ledger, reading)]


def slip(figure: Figure, low: float, high: float | None = None) -> Reason | None:
    """A figure that is right but for thousands: 18 bn said of 18 m.

    Example:
        >>> said = Figure(value=18e9, low=17.5e9, high=18.5e9, unit="EUR")
        >>> slip(said, 18.1e6).what
        'it is 1,000 times what the book has: billion said of million?'
        >>> slip(said, 18.1e9) is None
        True
    """
    # "Over 5 billion" agrees with any larger figure; a slip is of the figure that was said.
    high_said = 1.1 * figure.value if figure.high is None else figure.high
    near = msgspec.structs.replace(figure, low=max(figure.low, 0.9 * figure.value), high=high_said)
    for factor in (1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9):
        if near.agrees(low * factor, None if high is None else high * factor):
            return Reason(seen="unit_slip", what=_slipped(factor, low))
    return None


def _slipped(factor: float, low: float) -> str:
    words = ["", "thousand", "million", "billion", "trillion"]
    size = max((i for i in range(5) if abs(low) >= 1000.0**i), default=0)
    steps = round(abs(len(f"{max(factor, 1 / factor):.0f}") - 1) / 3) * (1 if factor > 1 else -1)
    said, true = words[max(0, min(4, size + steps))], words[size]
    much = f"{factor:,.0f} times" if factor > 1 else f"1/{1 / factor:,.0f} of"
    return f"it is {much} what the book has: {said or 'units'} said of {true or 'units'}?"


def _unit(claim: Claim, found: Outcome) -> Iterator[Reason]:
    if claim.type == "total" and claim.figure is not None and found.figure:
        reason = slip(claim.figure, found.figure)
        if reason:
            yield reason


def _currency(claim: Claim, ledger: Ledger, reading: Reading) -> Iterator[Reason]:
    """The same number is right in another currency."""
    if claim.type != "total":
        return
    for currency in _CURRENCIES:
        if currency != reading.currency:
            outcome = judge(claim, ledger, reading._replace(currency=currency))
            if outcome.agrees:
                what = f"the figure is right in {currency}, not in {reading.currency}."
                yield Reason(seen="currency", what=what)


def _others(ledger: Ledger, reading: Reading) -> Iterator[tuple[str, str, Reading]]:
    """Readings that differ in one thing the sentence did say or leave at its usual value."""
    for stage in ledger.stages:
        if stage != reading.stage:
            what = f"it holds of {stage}s, not of {reading.stage}s."
            yield f"{stage}_not_{reading.stage}", what, reading._replace(stage=stage)
    if reading.shares == "donor" and ledger.unions:
        what = "it holds when aid of the union is split to its members."
        yield "union_shares", what, reading._replace(shares="members")
    yield from _periods(ledger, reading)


def _periods(ledger: Ledger, reading: Reading) -> Iterator[tuple[str, str, Reading]]:
    if reading.since is not None:
        what = "it holds of all that was given up to then, not of the period said."
        yield "cumulative_not_period", what, reading._replace(since=None)
        return
    for year in _years(ledger):
        what = f"it holds of {year} alone, not of all that was given so far."
        in_year = reading._replace(since=date(year, 1, 1), until=date(year, 12, 31))
        yield "year_not_cumulative", what, in_year


def _years(ledger: Ledger) -> list[int]:
    ends = [p.end for p in ledger.parts(ledger.scope.currency, "donor") if p.end]
    return sorted({day.year for day in ends})


def membership(claim: Claim, ledger: Ledger, reading: Reading) -> Iterator[Reason]:
    """Group members come and go: whether the subject, or the verdict, hangs on the day."""
    group = reading.group
    if group in ("all", "countries") or claim.subject is None:
        return
    rows = [r for r in ledger.view.table("memberships") if r["group_id"] == group]
    for row in rows:
        if row["party_id"] == claim.subject and row.get("from_on"):
            joined = date.fromisoformat(str(row["from_on"]))
            day = ledger.day(reading) or ledger.today
            if joined > day or joined.year >= 2022:
                name = ledger.names.name(claim.subject)
                what = f"{name} is a member of {group} only from {joined}; counted on {day}."
                yield Reason(seen="dated_membership", what=what)
                return
    yield from _by_newcomers(claim, ledger, reading, rows)


def _by_newcomers(
    claim: Claim, ledger: Ledger, reading: Reading, rows: list[Mapping[str, object]]
) -> Iterator[Reason]:
    """Newcomers that stand above the subject: without them its place is another."""
    if claim.type != "rank":
        return
    found = place_of(claim, ledger, reading)
    above = {p.donor for p in ledger.table(reading) if found.place and p.rank < found.place}
    late = [r for r in rows if str(r.get("from_on") or "") >= "2022-02-24"]
    for row in late:
        if str(row["party_id"]) in above:
            name = ledger.names.name(str(row["party_id"]))
            since = f"is a member of {reading.group} only from {row['from_on']}"
            what = f"{name}, which stands above, {since}."
            yield Reason(seen="dated_membership", what=what)


def added_up(figure: Figure, counters: list[float]) -> Reason | None:
    """A figure that is the sum of counters which each held the one before.

    Example:
        >>> said = Figure(value=4.5e6, low=4.4e6, high=4.6e6, unit="round")
        >>> added_up(said, [1e6, 1.5e6, 2e6]).seen
        'counters_added_up'
    """
    if len(counters) < 2 or not figure.agrees(sum(counters)):
        return None
    told = " + ".join(f"{c:,.0f}" for c in counters)
    most = goods.of(max(counters), figure.unit, None)
    what = f"{told} were added up, but each counter holds the one before: {most} in all."
    return Reason(seen="counters_added_up", what=what)
