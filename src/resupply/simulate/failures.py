"""What can fail: sources (donors and makers), places, legs; alone or together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from resupply.core.errors import QuestionError, unknown_name
from resupply.network.model import Level, Network, Window
from resupply.network.naming import Names, Parties
from resupply.plan.build import supplied
from resupply.plan.calendar import per_period
from resupply.plan.lp import Lp
from resupply.plan.problem import Floats, Problem

#: Sorts of things that can fail, in the order they are listed.
KINDS = ("source", "place", "leg", "maker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What is lost together.

    Args:
        kind: `source`, `place`, `leg`, `maker`, or `several`.
        id: Name of it; several are joined by a plus sign.
        name: For people.
        parties: Donors and makers whose supplies and output stop.
        places: Places that nothing enters or leaves, with what lies and arrives there.
        legs: Legs that carry nothing.
        recipes: What is no longer made.
    """

    kind: str
    id: str
    name: str
    parties: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    legs: frozenset[str] = frozenset()
    recipes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What a failure takes from a problem in some periods.

    Args:
        arrivals: What does not come [item units], shape (P, K, T).
        stock: Opening stock that is lost [item units], shape (P, K).
        legs: Legs that are closed.
        recipes: Recipes that stand still.
        during: Periods concerned: the part of each that is lost, shape (T,), in [0, 1].
    """

    arrivals: Floats
    stock: Floats
    legs: tuple[int, ...]
    recipes: tuple[int, ...]
    during: Floats


def single(network: Network, kinds: Sequence[str] = KINDS) -> list[Failure]:
    """Every single failure: each source, place, leg and maker.

    Places where goods are used are left out: their loss is the loss of the need itself.

    Args:
        network: Where.
        kinds: Only these sorts.

    Raises:
        QuestionError: A sort there is none of.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise unknown_name("--kinds", "sort of failure", kind, KINDS)
    used_at = {n.place for n in network.needs}
    found = {
        "source": [_source(p) for p in sorted(_parties(network))],
        "place": [_place(p.id, p.name) for p in network.places if p.id not in used_at],
        "leg": [_leg(leg.id) for leg in network.legs],
        "maker": [_recipe(r.id) for r in network.recipes],
    }
    return [failure for kind in KINDS if kind in kinds for failure in found[kind]]


def named(network: Network, names: Iterable[str], parties: Parties | None = None) -> Failure:
    """The failure of what is named: a party, place, leg or recipe; several fail together.

    A group of parties fails with all its members. Capitals do not matter.

    Args:
        network: Where.
        names: Ids or names.
        parties: What names of parties mean; None = their ids alone.

    Raises:
        QuestionError: Nothing in the network is called that.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> named(two_places_network(), ["road"]).kind
        'leg'
    """
    called = Names(network, parties)
    every = {f.id: f for f in (_one(network, called, name) for name in names)}
    found = list(every.values())
    if not found:
        raise QuestionError(
            where="what fails",
            what="nothing was named.",
            todo="name a donor, maker, place or leg.",
        )
    if len(found) == 1:
        return found[0]
    return Failure(
        kind="several",
        id="+".join(f.id for f in found),
        name=" and ".join(f.name for f in found),
        parties=frozenset().union(*(f.parties for f in found)),
        places=frozenset().union(*(f.places for f in found)),
        legs=frozenset().union(*(f.legs for f in found)),
        recipes=frozenset().union(*(f.recipes for f in found)),
    )


def _one(network: Network, called: Names, name: str) -> Failure:
    meant = called.parties_of(name)
    if len(meant) > 1:
        return Failure(kind="source", id=name, name=name, parties=meant)
    if meant:
        return _source(next(iter(meant)))
    every = [*single(network), *(_place(p.id, p.name) for p in network.places)]
    for failure in every:
        if name.casefold() in (failure.id.casefold(), failure.name.casefold()):
            return failure
    if called.is_party(name):
        raise QuestionError(
            where="what fails",
            what=f'"{name}" supplies and makes nothing in this network.',
            todo=f"name one of {', '.join(sorted(called.party_ids)) or 'its places or legs'}.",
        )
    known = {f.id for f in every}
    raise called.unknown("what fails", "donor, maker, place or leg", name, known)


def _source(party: str) -> Failure:
    return Failure(kind="source", id=party, name=party, parties=frozenset([party]))


def _place(place: str, name: str) -> Failure:
    return Failure(kind="place", id=place, name=name, places=frozenset([place]))


def _leg(leg: str) -> Failure:
    return Failure(kind="leg", id=leg, name=f"leg {leg}", legs=frozenset([leg]))


def _recipe(recipe: str) -> Failure:
    return Failure(kind="maker", id=recipe, name=recipe, recipes=frozenset([recipe]))


def _parties(network: Network) -> set[str]:
    named = [s.party for s in network.supplies] + [r.party for r in network.recipes]
    return {party for party in named if party is not None}


def lost(
    failure: Failure, network: Network, problem: Problem, level: Level, during: Floats | None = None
) -> Lost:
    """What a failure takes from a problem.

    Args:
        failure: What fails.
        network: What the problem was made of.
        problem: Its numbers.
        level: At which they were taken.
        during: Part of each period in which it lasts, shape (T,); None = from first to last.
    """
    labels = problem.labels
    part = np.ones(problem.calendar.count) if during is None else during
    arrivals = np.zeros(problem.arrivals.shape)
    for supply in network.supplies:
        if supply.party in failure.parties:
            at = labels.places.index(supply.place), labels.items.index(supply.item)
            arrivals[at] += per_period(problem.calendar, supplied(supply, problem.calendar, level))
    gone = [p in failure.places for p in labels.places]
    arrivals[gone] = problem.arrivals[gone]
    stock = np.where(np.array(gone)[:, None], problem.stock, 0.0)
    legs = [
        at
        for at, name in enumerate(labels.legs)
        if name in failure.legs or gone[problem.leg_from[at]] or gone[problem.leg_to[at]]
    ]
    recipes = [
        at
        for at, recipe in enumerate(network.recipes)
        if recipe.id in failure.recipes
        or recipe.party in failure.parties
        or recipe.place in failure.places
    ]
    return Lost(
        arrivals=np.minimum(arrivals, problem.arrivals) * part,
        stock=stock,
        legs=tuple(legs),
        recipes=tuple(recipes),
        during=part,
    )


def bounds(lp: Lp, problem: Problem, loss: Lost) -> tuple[Floats, Floats, Floats]:
    """The program's bounds under a failure: upper ends of variables, lower and upper of rows.

    The shape of the program stays as it is, so a solver goes on from where it was.
    """
    upper, columns = lp.upper.copy(), lp.columns
    left = 1.0 - loss.during
    for leg in loss.legs:
        sent = columns.sent[leg]
        closed = np.broadcast_to(left[None, :] <= 0, sent.shape) & (sent >= 0)
        upper[sent[closed]] = 0.0
    for recipe in loss.recipes:
        upper[columns.made[recipe]] = problem.recipes.limit[recipe] * left
    row_lower, row_upper = lp.row_lower.copy(), lp.row_upper.copy()
    balance = lp.rows("balance")
    gone = loss.arrivals.copy()
    if loss.during[0] > 0:
        gone[:, :, 0] += loss.stock
    for side in (row_lower, row_upper):
        side[balance] -= gone
    return upper, row_lower, row_upper


def without(problem: Problem, loss: Lost) -> Problem:
    """The numbers under a failure, for a plan made anew."""
    open_ = problem.open.copy()
    closed = loss.during >= 1.0
    for leg in loss.legs:
        open_[leg][:, closed] = False
    limit = problem.recipes.limit.copy()
    for recipe in loss.recipes:
        limit[recipe] *= 1.0 - loss.during
    return replace(
        problem,
        arrivals=problem.arrivals - loss.arrivals,
        stock=problem.stock - (loss.stock if loss.during[0] > 0 else 0.0),
        open=open_,
        recipes=replace(problem.recipes, limit=limit),
    )


def without_network(network: Network, failure: Failure) -> Network:
    """The network under a failure from the first day on."""
    closed = (Window(factor=0.0, why=f"loss of {failure.id}"),)
    shut = {
        leg.id
        for leg in network.legs
        if leg.id in failure.legs or {leg.from_place, leg.to_place} & failure.places
    }
    change = msgspec.structs.replace
    return change(
        network,
        legs=[change(x, windows=x.windows + closed) if x.id in shut else x for x in network.legs],
        stocks=[s for s in network.stocks if s.place not in failure.places],
        supplies=[
            change(s, windows=s.windows + closed)
            if s.party in failure.parties or s.place in failure.places
            else s
            for s in network.supplies
        ],
        recipes=[
            change(r, windows=r.windows + closed)
            if r.id in failure.recipes or r.party in failure.parties or r.place in failure.places
            else r
            for r in network.recipes
        ],
    )
