"""Delays of many donors at once, each judged beside the others: few events widen, never sharpen.

A donor's rate of moving at an age is a product of three: what is usual at that age, the donor's
own factor, and the donor's own deviation at that age.

    h_ub = g_b theta_u xi_ub ;  theta_u ~ Gamma(nu, nu) ;  xi_ub ~ Gamma(kappa_b, kappa_b)
    events_ub ~ Poisson(h_ub exposure_ub)

All conditionals are gamma, so Gibbs sampling is exact and quick; nu and kappa_b, which say how
alike donors are, are drawn too. docs/explanation/forecast.md has the reasons and the limits.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.forecast.survival import added
from resupply.forecast.waits import MOVED, OPEN, WITHDRAWN

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Ages at which the usual rate may change [day]; the last rate goes on without end.
EDGES = np.array([0.0, 31, 61, 92, 122, 183, 274, 365, 548, 730, 1096])
#: What moves at a younger age moved at once [day].
AT_ONCE_DAYS = 1.0
#: Events that the prior of a rate counts as.
_PRIOR_EVENTS = 0.5
_CHAINS, _BURN_IN = 50, 100
#: Likenesses tried: from donors that have nothing in common to donors that are all alike.
_LIKENESS = np.geomspace(0.25, 64.0, 33)
#: Their log-weights: even in the spread between donors, 1/sqrt(likeness) (Gelman 2006), so that
#: a record too short to tell does not take donors to be alike.
_PRIOR = -0.5 * np.log(_LIKENESS)
#: Usual shares that move at once that are tried.
_USUAL = 1 / (1 + np.exp(-np.linspace(-7, 7, 57)))


class Evidence(NamedTuple):
    """What the pieces of many units come to.

    Args:
        at_once: Weight that moved at once, shape (units,).
        weight: All weight, shape (units,).
        moved: Weight that moved later, by age, shape (units, ages).
        exposure: Weight times days at that age, same shape.
        withdrawn: Weight that was withdrawn, shape (units,).
    """

    at_once: Floats
    weight: Floats
    moved: Floats
    exposure: Floats
    withdrawn: Floats


class Hazards(NamedTuple):
    """Draws of how units move.

    Args:
        at_once: Share that moves at once, shape (draws, units).
        moving: Rate of moving by age [1/day], shape (draws, units, ages).
        leaving: Rate of being withdrawn [1/day], shape (draws, units).
    """

    at_once: Floats
    moving: Floats
    leaving: Floats


def evidence(
    ages: Floats, outcomes: NDArray[np.int8], weights: Floats, units: Ints, size: int
) -> Evidence:
    """Add up pieces by unit and age.

    Args:
        ages: Age at the end of each piece, or by now [day], 0 or more.
        outcomes: Of each piece: open, moved, withdrawn.
        weights: What each counts.
        units: Which unit each belongs to, 0 to size - 1.
        size: Number of units.

    Example:
        >>> one = np.array([40.0])
        >>> found = evidence(one, np.array([1], np.int8), np.ones(1), np.zeros(1, int), 1)
        >>> found.exposure[0, :3], found.moved[0, :3]
        (array([31.,  9.,  0.]), array([0., 1., 0.]))
    """
    at_once = (outcomes == MOVED) & (ages < AT_ONCE_DAYS)
    later = ~at_once
    age, weight, unit = ages[later], weights[later], units[later]
    upper = np.append(EDGES[1:], np.inf)
    inside = np.clip(age[:, None], EDGES, upper) - EDGES
    exposure = np.zeros((size, len(EDGES)))
    np.add.at(exposure, unit, weight[:, None] * inside)
    place = np.searchsorted(EDGES, age, side="right") - 1
    moved = np.zeros((size, len(EDGES)))
    came = outcomes[later] == MOVED
    np.add.at(moved, (unit[came], place[came]), weight[came])
    gone = outcomes[later] == WITHDRAWN
    return Evidence(
        at_once=added(units[at_once], weights[at_once], size),
        # What is open on its first day may still move at once: it says nothing of that.
        weight=added(units, weights * ((outcomes != OPEN) | (ages >= AT_ONCE_DAYS)), size),
        moved=moved,
        exposure=exposure,
        withdrawn=added(unit[gone], weight[gone], size),
    )


def sample(record: Evidence, *, draws: int, seed: int) -> Hazards:
    """Draws of the rates of all units given the record; the same seed gives the same draws."""
    chance = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, 0x5EED])))
    total = record.exposure.sum(axis=1, keepdims=True)
    return Hazards(
        at_once=_at_once(record.at_once, record.weight, draws, chance),
        moving=_rates(record.moved, record.exposure, draws, chance),
        leaving=_rates(record.withdrawn[:, None], total, draws, chance)[:, :, 0],
    )


def _rates(events: Floats, exposure: Floats, draws: int, chance: np.random.Generator) -> Floats:
    """Gibbs sampling of rates, many chains side by side; shape (draws, units, ages)."""
    units, ages = events.shape
    chains = min(_CHAINS, draws)
    usual = max(events.sum(), _PRIOR_EVENTS) / max(exposure.sum(), 1.0)
    g = np.full((chains, 1, ages), usual) * chance.lognormal(0, 0.5, (chains, 1, ages))
    theta = chance.gamma(2.0, 0.5, (chains, units, 1))
    xi = np.ones((chains, units, ages))
    nu = chance.choice(_LIKENESS, (chains, 1, 1))
    kappa = chance.choice(_LIKENESS, (chains, 1, ages))
    kept = []
    for step in range(_BURN_IN + -(-draws // chains)):
        seen = (g * xi * exposure).sum(axis=2, keepdims=True)
        theta = _gamma(chance, nu + events.sum(axis=1, keepdims=True), nu + seen)
        nu = _likeness(theta, chance)
        if ages > 1:  # with one age the donor's factor says all
            xi = _gamma(chance, kappa + events, kappa + g * theta * exposure)
            kappa = _likeness(xi, chance)
        seen = (theta * xi * exposure).sum(axis=1, keepdims=True)
        came = events.sum(axis=0)[None, None]
        g = _gamma(chance, _PRIOR_EVENTS + came, _PRIOR_EVENTS / usual + seen)
        # Only products are seen: moving a common factor between the parts mixes the chains.
        shared = theta.mean(axis=1, keepdims=True)
        if step < _BURN_IN // 2:
            theta, g = theta / shared, g * shared
        if step >= _BURN_IN:
            kept.append(g * theta * xi)
    found: Floats = np.concatenate(kept)[:draws]
    return found


def _gamma(chance: np.random.Generator, shape: Floats, rate: Floats) -> Floats:
    # A shape near nothing may draw 0, whose logarithm nobody can take.
    shape = np.broadcast_to(shape, np.broadcast_shapes(shape.shape, rate.shape))
    drawn: Floats = np.maximum(chance.standard_gamma(shape), 1e-200) / rate
    return drawn


def _likeness(factors: Floats, chance: np.random.Generator) -> Floats:
    """How alike factors of mean 1 are, age by age, drawn given them; shape (chains, 1, ages)."""
    from scipy.special import gammaln

    size = factors.shape[1]
    logs, sums = (x.sum(axis=1)[..., None] for x in (np.log(factors), factors))
    n = _LIKENESS
    odds = size * (n * np.log(n) - gammaln(n)) + (n - 1) * logs - n * sums + _PRIOR
    return _chosen(odds, _LIKENESS, chance)[:, None]


def _chosen(logs: Floats, values: Floats, chance: np.random.Generator) -> Floats:
    """One of the values by log-weights along the last axis; shape without it."""
    share = np.exp(logs - logs.max(axis=-1, keepdims=True))
    edges = np.cumsum(share, axis=-1) / share.sum(axis=-1, keepdims=True)
    place = (chance.random((*logs.shape[:-1], 1)) > edges).sum(axis=-1)
    found: Floats = values[np.minimum(place, len(values) - 1)]
    return found


def _at_once(came: Floats, weight: Floats, draws: int, chance: np.random.Generator) -> Floats:
    """Share that moves at once: each unit's own, drawn towards what is usual (beta-binomial)."""
    from scipy.special import betaln

    usual, alike = np.meshgrid(_USUAL, _LIKENESS)
    a, b = (usual * alike).ravel(), ((1 - usual) * alike).ravel()
    missed = np.maximum(weight - came, 0.0)
    logs = (betaln(a[:, None] + came, b[:, None] + missed) - betaln(a, b)[:, None]).sum(axis=1)
    logs += np.repeat(_PRIOR, len(_USUAL))
    edges = np.cumsum(np.exp(logs - logs.max()))
    at = np.searchsorted(edges, chance.random(draws) * edges[-1])
    drawn: Floats = chance.beta(a[at][:, None] + came, b[at][:, None] + missed)
    return drawn


def open_share(hazards: Hazards, ages: Floats) -> Floats:
    """Share of what did not move at once that is still open at these ages.

    Returns:
        Shape (draws, units, ages asked).
    """
    total = hazards.moving + hazards.leaving[:, :, None]
    found: Floats = np.exp(-_along(total, ages))
    return found


def moved_by(hazards: Hazards, ages: Floats) -> Floats:
    """Share of what did not move at once that has moved by these ages (cumulative incidence).

    Within an age of constant rates h (moving) and w (withdrawn) the open share falls as
    exp(-(h + w) t), and h / (h + w) of what leaves has moved.

    Args:
        hazards: Draws of rates.
        ages: Rising, 0 or more [day].

    Returns:
        Shape (draws, units, ages asked).
    """
    total = hazards.moving + hazards.leaving[:, :, None]
    part = np.divide(hazards.moving, total, out=np.zeros_like(total), where=total > 0)
    at_edges = np.exp(-_along(total, EDGES))
    left = at_edges[..., :-1] - at_edges[..., 1:]
    full = np.concatenate(
        [np.zeros((*left.shape[:2], 1)), np.cumsum(part[..., :-1] * left, axis=2)], axis=2
    )
    place = np.searchsorted(EDGES, ages, side="right") - 1
    now = np.exp(-_along(total, ages))
    found: Floats = full[..., place] + part[..., place] * (at_edges[..., place] - now)
    return found


def _along(rates: Floats, ages: Floats) -> Floats:
    """Cumulative rate from age 0 to each age."""
    inside = np.clip(ages[:, None], EDGES, np.append(EDGES[1:], np.inf)) - EDGES
    found: Floats = rates @ inside.T
    return found
