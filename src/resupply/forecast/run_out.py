"""When stocks run out: many paths of each stock, day by day.

    left[t] = max(0, left[t-1] + arrivals[t] - use[t])

A stock is out from the first day on which less is there than is used. Stock and use are the
picture's (`picture.stock`), arrivals the network's (`coming`). Nothing is shared out by a plan:
what comes is taken to go where it is used, the quickest way, with no limit on the roads.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.forecast.coming import Chance, Coming, late, lead, triangle
from resupply.network.model import Network, Range

Floats = NDArray[np.float64]
Row = Mapping[str, Any]


class Stock(NamedTuple):
    """A stock whose amount and use are known.

    Args:
        row: Its row of the picture.
        first: What lies there today, shape (draws,).
        use: What is used a day, shape (draws,).
        ends: Least and most there today, least and most use a day: the ends of the ranges.
        other: The key of the stock that this one is another reading of; None = it stands alone.
    """

    row: Row
    first: Floats
    use: Floats
    ends: tuple[float, float, float, float]
    other: tuple[str, str] | None

    @property
    def key(self) -> tuple[str, str]:
        """Place and item."""
        return str(self.row["place"]), str(self.row["item"])


class Paths(NamedTuple):
    """How a stock may go.

    Args:
        stock: Which.
        left: What is left at the end of each day, shape (draws, days).
        arrivals: What came each day, same shape.
        out_on: First day on which less was there than used, counted from today; 0 = not within
            the days, shape (draws,).
        reached_by: Supplies that reach it.
        bounds: Least and most left by the ends of the ranges of stock and use, with least and
            most arrivals drawn, shape (2, days).
    """

    stock: Stock
    left: Floats
    arrivals: Floats
    out_on: NDArray[np.int64]
    reached_by: tuple[Coming, ...]
    bounds: Floats


def stocks(
    rows: Sequence[Row], chance: Chance, readings: Mapping[str, str], rate: str = "use"
) -> tuple[list[Stock], list[tuple[Row, str]]]:
    """Stocks that can be followed, and the others with the reason why not.

    Args:
        rows: Of `picture.stock.answer`.
        chance: Where draws come from.
        readings: Assumption -> the assumption it is another reading of.
        rate: `use`: as much goes as is used; `need`: as much as is needed.
    """
    found, others = list[Stock](), list[tuple[Row, str]]()
    by_basis = {name: (str(r["place"]), str(r["item"])) for r in rows if (name := _assumption(r))}
    for row in rows:
        why = _lacking(row, rate)
        if why:
            others.append((row, why))
            continue
        name = f"{row['item']} at {row['place']}"
        use_ends = _ends(row, f"{rate}_per_day")
        use = triangle(*use_ends, chance.even(f"{rate} of {name}"))
        luck = chance.even(f"stock of {name}")
        if row["expected_low"] is None and row["expected"] is None:
            # Days of cover are days of use, whatever rate is asked about.
            cover, used = _ends(row, "days_of_supply"), _ends(row, "use_per_day")
            first = triangle(*cover, luck) * triangle(*used, chance.even(f"use of {name}"))
            ends = (cover[0] * used[0], cover[2] * used[2])
        else:
            stock_ends = _ends(row, "expected")
            first, ends = triangle(*stock_ends, luck), (stock_ends[0], stock_ends[2])
        other = by_basis.get(readings.get(_assumption(row), ""))
        found.append(Stock(row, first, use, (*ends, use_ends[0], use_ends[2]), other))
    return found, others


def _assumption(row: Row) -> str:
    return str(row["stock_basis"] or "").removeprefix("assumption ").split(" ")[0]


def _lacking(row: Row, rate: str) -> str | None:
    ends = [row[f"{rate}_per_day{e}"] for e in ("_low", "", "_high")]
    if all(x is None for x in ends):
        word = "used" if rate == "use" else "needed"
        return f"nobody says what is {word} there"
    if max(x for x in ends if x is not None) <= 0:
        return "nothing is used there"
    there = ("expected_low", "expected", "expected_high", "days_of_supply")
    known = [n for n in there if row[n] is not None]
    cover_alone = known == ["days_of_supply"]
    if not known or (cover_alone and row["use_per_day"] is None):
        return "nobody says how much lies there"
    return None


def _ends(row: Row, name: str) -> tuple[float, float | None, float]:
    """Ends and middle of a figure; an open end is taken at what is stated."""
    low, middle, high = (row[f"{name}{e}"] for e in ("_low", "", "_high"))
    known = [float(x) for x in (low, middle, high) if x is not None]
    return min(known), None if middle is None else float(middle), max(known)


def arriving(
    found: Sequence[Stock],
    network: Network | None,
    comings: Sequence[Coming],
    serves: Mapping[str, Mapping[str, Range]],
    chance: Chance,
) -> Iterator[tuple[Floats, tuple[Coming, ...]]]:
    """What reaches each stock, and from which supplies.

    What can reach several stocks is split by what they use; another reading of a stock gets what
    that stock would.

    Args:
        found: Stocks.
        network: The case's; None = it has none.
        comings: What becomes available.
        serves: Item of a stock -> items that serve it, with what one of them counts.
        chance: Where draws come from.
    """
    ways = {s.key: _ways(s, network, comings, serves) for s in found}
    for stock in found:
        size = (chance.draws, comings[0].daily.shape[1]) if comings else (chance.draws, 1)
        total, used = np.zeros(size), []
        for coming in comings:
            path = ways[stock.key].get(coming.supply.id)
            if path is None:
                continue
            rivals = [
                s
                for s in found
                if coming.supply.id in ways[s.key]
                and s.other is None
                and s.key != stock.key
                and s.key != stock.other
            ]
            share = stock.use / (stock.use + sum((r.use for r in rivals), np.zeros(chance.draws)))
            rate = serves.get(stock.key[1], {}).get(coming.supply.item)
            worth = 1.0 if rate is None else chance.of(rate, "")
            came = late(coming.daily, path, chance)
            total += came * (share * worth)[:, None]
            used.append(coming)
        yield total, tuple(used)


def _ways(
    stock: Stock,
    network: Network | None,
    comings: Sequence[Coming],
    serves: Mapping[str, Mapping[str, Range]],
) -> dict[str, tuple[Any, ...]]:
    """Supplies that reach a stock, with their way."""
    place, item = stock.key
    if network is None:
        return {}
    out: dict[str, tuple[Any, ...]] = {}
    for coming in comings:
        supply = coming.supply
        if supply.item != item and supply.item not in serves.get(item, {}):
            continue
        if supply.party == place:  # a stock of the party itself, wherever it lies
            out[supply.id] = ()
            continue
        path = lead(network, place, supply.item).get(supply.place)
        if path is not None:
            out[supply.id] = path
    return out


def follow(stock: Stock, arrivals: Floats, reached_by: tuple[Coming, ...], days: int) -> Paths:
    """A stock day by day.

    Example:
        >>> ends = (15.0, 15.0, 10.0, 10.0)
        >>> stock = Stock({}, np.full(2, 15.0), np.full(2, 10.0), ends, None)
        >>> came = np.array([[0, 0, 0, 0], [0, 9, 10, 10.0]])
        >>> paths = follow(stock, came, (), 4)
        >>> paths.left.tolist(), paths.out_on.tolist()
        ([[5.0, 0.0, 0.0, 0.0], [5.0, 4.0, 4.0, 4.0]], [2, 0])
    """
    came = np.zeros((len(stock.first), days))
    came[:, : arrivals.shape[1]] = arrivals[:, :days]
    left, short = _walk(stock.first, came, stock.use)
    low, high = np.quantile(came, (0.0, 1.0), axis=0)
    least, _ = _walk(np.array([stock.ends[0]]), low[None], np.array([stock.ends[3]]))
    most, _ = _walk(np.array([stock.ends[1]]), high[None], np.array([stock.ends[2]]))
    return Paths(
        stock=stock,
        left=left,
        arrivals=came,
        out_on=np.where(short.any(axis=1), short.argmax(axis=1) + 1, 0),
        reached_by=reached_by,
        bounds=np.concatenate([least, most]),
    )


def _walk(first: Floats, came: Floats, use: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    left = np.empty_like(came)
    short = np.zeros(came.shape, dtype=np.bool_)
    now = first
    for day in range(came.shape[1]):
        there = now + came[:, day] - use
        short[:, day] = there < -1e-9 * np.maximum(use, 1.0)
        now = np.maximum(there, 0.0)
        left[:, day] = now
    return left, short
