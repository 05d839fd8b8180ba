"""A supply system as arrays for simulation: what there is, comes, is asked for and can be sent.

A `pair` is an item at a place, an `entry` an item on a leg, a `row` a shared capacity. Days count
from the first day. `docs/explanation/simulate.md` says what happens in which order on a day.
"""

from collections import namedtuple
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resupply.core.errors import QuestionError
from resupply.simulate.kernel import BASE_STOCK, PLAN, PUSH, TABLE
from resupply.simulate.layout import by_destination, rings, wishes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Ways of deciding what is sent.
POLICIES = {"plan": PLAN, "push": PUSH, "base_stock": BASE_STOCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The arrays. Index arrays are of whole numbers; the last multiplier is always 1.

    Args:
        days: Days simulated.
        items: Number of items.
        pair_item: Item of each pair, shape (Q,).
        stock: Opening stock [item units], shape (Q,).
        supply_pair, supply: What comes each day [item units], shapes (S,), (S, D).
        supply_source: On/off source of each supply, -1 = always on, shape (S,).
        source_on: Whether each source is on at first, shape (O,).
        source_days: Tables of durations [day]: row 0 of an off spell, row 1 of an on spell,
            shape (O, 2, 256).
        source_first: The same for what is left of the spell under way, shape (O, 2, 256).
        need_pair: Where each need is, shape (N,), in order of tier.
        need: What is asked for each day [units of need], shape (N, D).
        need_backlog: Whether unmet need waits, shape (N,).
        need_law: How a day's need is drawn: 0 = not, 1 = Poisson with that mean, 2 = normal cut
            at nothing, with a standard deviation of `need_spread` times the mean; shape (N,).
        serve_ptr, serve_pair, serve_rate: Pairs that serve each need, in order of use.
        legs: Number of legs.
        leg_ptr: Entries of each leg, shape (L + 1,); entries are sorted by leg.
        leg_open: 1 on days on which a leg is open, shape (L, D).
        lead_fixed: Lead time [day], -1 = drawn from the table, shape (L,).
        lead_days: Tables of lead times [day], shape (L, 256): equally likely.
        entry_leg, entry_from, entry_to: Shape (E,).
        row_ptr, row_entry, row_weight: Entries of each shared capacity, weight of one unit.
        row_leg_ptr, row_leg: Legs of each shared capacity.
        row_amount: Per day, shape (R, D).
        room_amount, room_ptr, room_pair, room_weight, room_entry_ptr, room_entry,
            room_entry_weight, room_leg_ptr, room_leg: Room at places.
        recipe_pair, recipe_limit, recipe_lead, input_ptr, input_pair, input_amount: Making.
        policy: `plan`, `push` or `base_stock`.
        planned: What the plan sends each day, shape (E, D).
        share: Part of the stock (push) or of the order (base-stock) that an entry takes, (E,).
        target: Base-stock levels, shape (Q,).
        *_mult: Which uncertain figure multiplies each.
        uncertain: Names of the uncertain figures, shape (A,).
        multipliers: What each is multiplied by, as a table of quantiles, shape (A, 256).
        products: Figures that rest on several: they follow the uncertain ones.
        watch: Pairs whose stock is kept day by day.
    """

    days: int
    items: int
    pair_item: Ints
    stock: Floats
    supply_pair: Ints
    supply: Floats
    supply_source: Ints
    source_on: NDArray[np.bool_]
    source_days: Ints
    source_first: Ints
    need_pair: Ints
    need: Floats
    need_backlog: NDArray[np.bool_]
    need_law: Ints
    need_spread: Floats
    serve_ptr: Ints
    serve_pair: Ints
    serve_rate: Floats
    legs: int
    leg_ptr: Ints
    leg_open: Floats
    lead_fixed: Ints
    lead_days: Ints
    entry_leg: Ints
    entry_from: Ints
    entry_to: Ints
    row_ptr: Ints
    row_entry: Ints
    row_weight: Floats
    row_leg_ptr: Ints
    row_leg: Ints
    row_amount: Floats
    room_amount: Floats
    room_ptr: Ints
    room_pair: Ints
    room_weight: Floats
    room_entry_ptr: Ints
    room_entry: Ints
    room_entry_weight: Floats
    room_leg_ptr: Ints
    room_leg: Ints
    recipe_pair: Ints
    recipe_limit: Floats
    recipe_lead: Ints
    input_ptr: Ints
    input_pair: Ints
    input_amount: Floats
    policy: str
    planned: Floats
    share: Floats
    target: Floats
    stock_mult: Ints
    supply_mult: Ints
    need_mult: Ints
    row_mult: Ints
    recipe_mult: Ints
    serve_mult: Ints
    uncertain: tuple[str, ...]
    multipliers: Floats
    products: tuple[tuple[int, ...], ...]
    watch: Ints

    @property
    def pairs(self) -> int:
        """Number of pairs."""
        return len(self.pair_item)

    @property
    def ring(self) -> int:
        """Days an arrival can lie ahead, and one more."""
        leads = (self.lead_days, self.lead_fixed, self.recipe_lead)
        return max(int(a.max(initial=1)) for a in leads)

    def numbers(self) -> Any:
        """The arrays as the compiled loops take them.

        Raises:
            QuestionError: A duration or share below zero, or a policy there is none of.
        """
        if self.policy not in POLICIES:
            raise QuestionError(
                where=f"--policy {self.policy}",
                what="that is no way of deciding what is sent.",
                todo=f"choose one of: {', '.join(POLICIES)}.",
            )
        if min(int(a.min(initial=0)) for a in (self.lead_days, self.source_days)) < 0:
            raise QuestionError(
                where="the case's lead times and pauses",
                what="a duration is below zero.",
                todo="mend the row: durations are days, zero or more.",
            )
        entries, pairs = len(self.entry_leg), self.pairs
        last = len(self.uncertain) + len(self.products)
        given: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        defaults = {
            "planned": (entries, self.days),
            "share": (entries,),
            "target": (pairs,),
            "need_spread": (len(self.need_pair),),
        }
        for name, shape in defaults.items():
            given[name] = given[name] if given[name].size else np.zeros(shape)
        if self.policy != "plan":
            given["planned"] = np.zeros((entries, self.days))
        for name, count in (
            ("stock_mult", pairs),
            ("supply_mult", len(self.supply_pair)),
            ("need_mult", len(self.need_pair)),
            ("row_mult", len(self.row_amount)),
            ("recipe_mult", len(self.recipe_pair)),
            ("serve_mult", len(self.serve_pair)),
        ):
            given[name] = given[name] if len(given[name]) else np.full(count, last)
        if not len(given["need_law"]):
            given["need_law"] = np.zeros(len(self.need_pair), dtype=np.int64)
        if not given["leg_open"].size:
            given["leg_open"] = np.ones((self.legs, self.days))
        given |= {
            "policy": POLICIES[self.policy],
            "pairs": pairs,
            "ring": self.ring,
            "rows": len(self.row_amount),
            "rooms": len(self.room_amount),
            "sources": len(self.source_on),
        }
        given |= by_destination(given)
        given |= rings(given, pairs, self.ring) | wishes(given, pairs)
        given |= _rows(given) | _orders(given) | self._by_day(given)
        given |= {
            # Small, to stay in the cache; what is sent today is there tomorrow at the earliest.
            "lead_days": np.maximum(given["lead_days"], 1).astype(np.uint16),
            "leads_drawn": bool((self.lead_fixed < 0).any()),
        }
        del given["uncertain"], given["multipliers"], given["products"]
        arrays = {k: np.ascontiguousarray(v) if np.ndim(v) else v for k, v in given.items()}
        return _Numbers(**arrays)

    def _by_day(self, given: dict[str, Any]) -> dict[str, Any]:
        """What differs from day to day, a row a day."""
        return {
            "planned_on": given["planned"].T,
            "supply_on": self._of_days(self.supply),
            "need_on": self._of_days(self.need),
            "row_on": self._of_days(self.row_amount),
            "open_on": given["leg_open"].T,
            "leg_entries": int(np.diff(self.leg_ptr).max(initial=0)),
        }

    def _of_days(self, amounts: Floats) -> Floats:
        """Amounts as rows of days, also where there are none."""
        return amounts.T if amounts.size else np.zeros((self.days, len(amounts)))


def _orders(given: dict[str, Any]) -> dict[str, Any]:
    """Who orders along which entries, those nearest the need first, for base-stock."""
    into: dict[int, list[int]] = {}
    ordering = np.flatnonzero(given["share"] > 0).tolist()
    for entry in ordering:
        into.setdefault(int(given["entry_to"][entry]), []).append(entry)
    beyond = dict.fromkeys(into, 0)  # longest way on to a place that orders from it
    for _ in range(len(into)):
        before = dict(beyond)
        for pair, entries in into.items():
            for entry in entries:
                giver = int(given["entry_from"][entry])
                if giver in beyond:
                    beyond[giver] = min(max(beyond[giver], beyond[pair] + 1), len(into))
        if beyond == before:
            break
    pairs = sorted(into, key=lambda pair: (beyond[pair], pair))
    ptr, flat = compressed([into[pair] for pair in pairs])
    return {
        "order_pair": np.array(pairs, dtype=np.int64),
        "order_ptr": ptr,
        "order_entry": flat,
    }


def _rows(given: dict[str, Any]) -> dict[str, Any]:
    """Capacities of one leg that has no other are met leg by leg; the rest need a look at all.

    Gives `leg_row` (such a capacity of each leg, -1 = none), `entry_weight` in it,
    `row_shared`, and whether there are any of those.
    """
    legs_of = np.diff(given["row_leg_ptr"])
    rows_of = np.bincount(given["row_leg"], minlength=given["legs"])
    row_of = np.repeat(np.arange(len(legs_of)), legs_of)
    shared = legs_of != 1
    shared[row_of[rows_of[given["row_leg"]] > 1]] = True
    leg_row = np.full(given["legs"], -1, dtype=np.int64)
    alone = ~shared[row_of]
    leg_row[given["row_leg"][alone]] = row_of[alone]
    weight = np.zeros(len(given["entry_leg"]))
    entry_row = np.repeat(np.arange(len(legs_of)), np.diff(given["row_ptr"]))
    own = ~shared[entry_row]
    weight[given["row_entry"][own]] = given["row_weight"][own]
    return {
        "leg_row": leg_row,
        "entry_weight": weight,
        "row_shared": shared,
        "rows_shared": bool(shared.any()),
    }


_NAMES = [f for f in System.__slots__ if f not in ("uncertain", "multipliers", "products")]
_Numbers = namedtuple(  # type: ignore[misc]  # compiled loops need a plain one
    "_Numbers",
    [
        *_NAMES,
        *("pairs", "ring", "rows", "rooms", "sources"),
        *("leg_row", "entry_weight", "row_shared", "rows_shared"),
        *("planned_on", "supply_on", "need_on", "row_on", "open_on", "leg_name", "leg_entries"),
        *("ring_of", "entry_ring", "ring_rows", "planned_out", "part_of"),
        *("leads_drawn", "order_pair", "order_ptr", "order_entry"),
    ],
)


_EMPTY: dict[str, Any] = {
    "supply_pair": np.zeros((0,), dtype=np.int64),
    "supply": np.zeros(
        (
            0,
            0,
        )
    ),
    "supply_source": np.zeros((0,), dtype=np.int64),
    "source_on": np.zeros((0,), dtype=bool),
    "source_days": np.zeros(
        (
            0,
            2,
            TABLE,
        ),
        dtype=np.int64,
    ),
    "source_first": np.zeros(
        (
            0,
            2,
            TABLE,
        ),
        dtype=np.int64,
    ),
    "need_pair": np.zeros((0,), dtype=np.int64),
    "need": np.zeros(
        (
            0,
            0,
        )
    ),
    "need_backlog": np.zeros((0,), dtype=bool),
    "need_law": np.zeros((0,), dtype=np.int64),
    "need_spread": np.zeros((0,)),
    "serve_ptr": np.zeros((1,), dtype=np.int64),
    "serve_pair": np.zeros((0,), dtype=np.int64),
    "serve_rate": np.zeros((0,)),
    "legs": 0,
    "leg_ptr": np.zeros((1,), dtype=np.int64),
    "leg_open": np.zeros(
        (
            0,
            0,
        )
    ),
    "lead_fixed": np.zeros((0,), dtype=np.int64),
    "lead_days": np.zeros(
        (
            0,
            TABLE,
        ),
        dtype=np.int64,
    ),
    "entry_leg": np.zeros((0,), dtype=np.int64),
    "entry_from": np.zeros((0,), dtype=np.int64),
    "entry_to": np.zeros((0,), dtype=np.int64),
    "row_ptr": np.zeros((1,), dtype=np.int64),
    "row_entry": np.zeros((0,), dtype=np.int64),
    "row_weight": np.zeros((0,)),
    "row_leg_ptr": np.zeros((1,), dtype=np.int64),
    "row_leg": np.zeros((0,), dtype=np.int64),
    "row_amount": np.zeros(
        (
            0,
            0,
        )
    ),
    "room_amount": np.zeros((0,)),
    "room_ptr": np.zeros((1,), dtype=np.int64),
    "room_pair": np.zeros((0,), dtype=np.int64),
    "room_weight": np.zeros((0,)),
    "room_entry_ptr": np.zeros((1,), dtype=np.int64),
    "room_entry": np.zeros((0,), dtype=np.int64),
    "room_entry_weight": np.zeros((0,)),
    "room_leg_ptr": np.zeros((1,), dtype=np.int64),
    "room_leg": np.zeros((0,), dtype=np.int64),
    "recipe_pair": np.zeros((0,), dtype=np.int64),
    "recipe_limit": np.zeros(
        (
            0,
            0,
        )
    ),
    "recipe_lead": np.zeros((0,), dtype=np.int64),
    "input_ptr": np.zeros((1,), dtype=np.int64),
    "input_pair": np.zeros((0,), dtype=np.int64),
    "input_amount": np.zeros((0,)),
    "policy": "push",
    "planned": np.zeros(
        (
            0,
            0,
        )
    ),
    "share": np.zeros((0,)),
    "target": np.zeros((0,)),
    "stock_mult": np.zeros((0,), dtype=np.int64),
    "supply_mult": np.zeros((0,), dtype=np.int64),
    "need_mult": np.zeros((0,), dtype=np.int64),
    "row_mult": np.zeros((0,), dtype=np.int64),
    "recipe_mult": np.zeros((0,), dtype=np.int64),
    "serve_mult": np.zeros((0,), dtype=np.int64),
    "uncertain": (),
    "multipliers": np.zeros(
        (
            0,
            TABLE,
        )
    ),
    "products": (),
    "watch": np.zeros((0,), dtype=np.int64),
}


def system(**given: Any) -> System:
    """A system of the parts that are named; what is left out is empty.

    Args:
        **given: Fields of `System`; `days`, `items`, `pair_item` and `stock` are needed.

    Example:
        >>> one = system(days=3, items=1, pair_item=np.zeros(1, int), stock=np.array([5.0]))
        >>> one.pairs, one.policy, one.supply.shape
        (1, 'push', (0, 0))
    """
    return System(**{**_EMPTY, **given})


def compressed(groups: list[list[int]]) -> tuple[Ints, Ints]:
    """Lists of numbers as one array and where each begins.

    Example:
        >>> [a.tolist() for a in compressed([[4, 5], [], [6]])]
        [[0, 2, 2, 3], [4, 5, 6]]
    """
    ends = np.cumsum([0, *(len(g) for g in groups)])
    return ends.astype(np.int64), np.array([x for g in groups for x in g], dtype=np.int64)
