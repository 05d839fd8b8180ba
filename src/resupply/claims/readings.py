"""The readings a claim leaves open: for each dimension the values its words allow.

The first value of a dimension is the usual one; a claim is read with all usual values first.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from resupply.claims import cues, sayings
from resupply.claims.ledger import STAND_IN, Ledger, Reading
from resupply.claims.words import Claim
from resupply.core.dates import month_end
from resupply.picture.goods import is_currency

_USUAL: tuple[str, ...] = ("allocation", "commitment", "delivery", "pledge")
#: Kroner are those of the country that speaks, unless it says whose.
_CROWNS = {"NOR": "NOK", "SWE": "SEK", "ISL": "ISK"}
_DANISH = re.compile(r"\bDKK\b|\bDanish (?:kron|crown)", re.IGNORECASE)
#: Types whose answer is an order, not a figure: all readings must agree for them to hold.
ORDINAL = ("rank", "first", "comparison")


class Open(NamedTuple):
    """The dimensions of a claim with their values, and what was assumed for each."""

    values: Mapping[str, Sequence[Any]]
    assumed: Mapping[str, str]

    def readings(self) -> list[Reading]:
        """All readings, the usual one first."""
        names = list(self.values)
        out = []
        for chosen in product(*self.values.values()):
            fields = dict(zip(names, chosen, strict=True))
            since, until = fields.pop("days")
            out.append(Reading(**fields, since=since, until=until))
        return out


def value(reading: Reading, dimension: str) -> Any:
    """The value of a reading in a dimension; `days` are its first and last day."""
    if dimension == "days":
        return reading.since, reading.until
    return getattr(reading, dimension)


def changed(reading: Reading, dimension: str, to: Any) -> Reading:
    """The reading with another value in one dimension."""
    if dimension == "days":
        return reading._replace(since=to[0], until=to[1])
    return reading._replace(**{dimension: to})


def of(claim: Claim, ledger: Ledger) -> Open:
    """The dimensions of a claim and the values its words allow.

    Args:
        claim: As read.
        ledger: The book's money, which knows what the record holds.
    """
    assumed: dict[str, str] = {}
    per = _per(claim)
    values: dict[str, Sequence[Any]] = {
        "stage": _stages(claim, ledger, assumed),
        "kind": _kinds(claim, ledger, assumed),
        "per": per,
        "group": _groups(claim, ledger, assumed),
        "shares": _shares(claim, ledger, assumed),
        "year": _years(claim, ledger, per),
        "days": _days(claim, ledger, assumed),
        "currency": [_currency(claim, ledger)],
        "subject": _subjects(claim, ledger, assumed),
        "without": [claim.without or ""],
    }
    return Open(values, assumed)


def _stages(claim: Claim, ledger: Ledger, assumed: dict[str, str]) -> list[str]:
    if claim.stage is None:
        usual = [s for s in _USUAL if s in ledger.stages]
        assumed["stage"] = f"not said; {' and '.join(usual[:2])} tried"
        return usual[:2] or ["allocation"]
    found = ledger.stands_in(claim.stage) or STAND_IN[claim.stage][0]
    if found != claim.stage:
        words = claim.said.get("stage", claim.stage)
        assumed["stage"] = f'"{words}" is read as {found}, the nearest this record has'
    return [found]


def _kinds(claim: Claim, ledger: Ledger, assumed: dict[str, str]) -> list[str]:
    if claim.kind is not None:
        return [claim.kind]
    kinds = {p.kind for p in ledger.parts(ledger.scope.currency, "donor")}
    of_money = sayings.MONEY.search(claim.text) or (
        claim.is_nothing and sayings.COINS.search(claim.text)
    )
    if of_money and "financial" in kinds and len(kinds) > 1:
        assumed["kind"] = "not said; all aid, and financial aid alone, tried"
        return ["all", "financial"]
    if claim.is_nothing:
        return ["all"]  # nothing is nothing of any kind
    tried = ["all", "military"] if "military" in kinds and len(kinds) > 1 else ["all"]
    if len(tried) > 1:
        assumed["kind"] = "not said; all aid, and military aid alone, tried"
    return tried


def _per(claim: Claim) -> list[str]:
    if claim.per is not None:
        return [claim.per]
    generous = cues.GENEROUS.search(claim.text)
    return ["gdp", "head", "total"] if generous else ["total"]


def _groups(claim: Claim, ledger: Ledger, assumed: dict[str, str]) -> list[str]:
    if claim.group is not None:
        return [claim.group]
    among_all = (
        claim.type in ("rank", "first") or claim.other == "others" or claim.without or claim.least
    )
    name = claim.subject or ""
    is_union = "+" in name or ledger.names.is_group(name) or name in ledger.unions
    if among_all and ledger.unions and not is_union:
        assumed["group"] = "not said; all donors, and countries alone, tried"
        return ["all", "countries"]
    return ["all"]


def _shares(claim: Claim, ledger: Ledger, assumed: dict[str, str]) -> list[str]:
    if claim.shares is not None:
        return [claim.shares]
    if not ledger.unions or claim.subject in ledger.unions or claim.type == "first":
        return ["donor"]
    assumed["shares"] = "not said; a union as a donor, and its aid split to members, tried"
    return ["donor", "members"]


def _years(claim: Claim, ledger: Ledger, per: Sequence[str]) -> list[int | None]:
    if claim.year is not None:
        return [claim.year]
    divided = [p for p in per if p != "total"]
    years = sorted({y for p in divided for y in ledger.years(p)}, reverse=True)
    return [None, *years[1:]] if years else [None]


def _days(
    claim: Claim, ledger: Ledger, assumed: dict[str, str]
) -> list[tuple[date | None, date | None]]:
    """The period said; for a change without one, the last full year, half-year and quarter."""
    said = (claim.since or ledger.scope.since, claim.until or ledger.scope.until)
    if claim.base and not any(said):
        return [_year_behind(claim.base[1], ledger)]
    if claim.type != "change" or any(said):
        return [said]
    today = ledger.day(Reading("allocation")) or ledger.today
    last = month_end(today)
    end = today if today == last else today.replace(day=1) - timedelta(days=1)
    year = end.year if end.month == 12 else end.year - 1
    assumed["days"] = "not said; the last full year, and the last 6 and 3 full months, tried"
    return [
        (date(year, 1, 1), date(year, 12, 31)),
        *((_months_back(end, months), end) for months in (6, 3)),
    ]


def _year_behind(base: date, ledger: Ledger) -> tuple[date, date]:
    """The year behind the one something is measured against, or what is known of it."""
    last = ledger.day(Reading("allocation")) or ledger.today
    return date(base.year + 1, 1, 1), max(
        min(date(base.year + 1, 12, 31), last), date(base.year + 1, 1, 1)
    )


def _months_back(end: date, months: int) -> date:
    first = end.year * 12 + end.month - months
    return date(first // 12, first % 12 + 1, 1)


def _currency(claim: Claim, ledger: Ledger) -> str:
    figure = claim.least or claim.figure
    unit = figure.unit if figure else None
    if unit == "DKK" and not _DANISH.search(claim.text):
        unit = _CROWNS.get(claim.subject or "", unit)
    return str(unit) if is_currency(unit) else ledger.scope.currency


def _subjects(claim: Claim, ledger: Ledger, assumed: dict[str, str]) -> list[str]:
    subject = claim.subject
    if subject is None or not ledger.names.is_group(subject):
        return ["own"]
    if not ledger.unions_of(ledger.names.members(subject, ledger.day(Reading("allocation")))):
        return ["members"]
    if cues.WITH_MEMBERS.search(claim.text):
        return ["members"]
    own = [m for m in ledger.names.find(claim.text) if m.id == subject]
    if any(cues.MEMBERS.match(claim.text[m.end :]) for m in own):
        return ["countries"]
    if subject not in {str(r["group_id"]) for r in ledger.view.table("memberships")}:
        return ["members"]
    assumed["subject"] = "the institutions alone, and with their members, tried"
    return ["institutions", "members"]
