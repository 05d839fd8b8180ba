"""Recipes that options build: refused where they go in a circle, inputs that nobody can give named.

An input of which no source is stated anywhere is not a limit of the sums, for nothing is known of
it: a finding says so. An input that has any source is limited by what its sources give.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from resupply.book import View
from resupply.core.errors import NetworkError, unknown_name
from resupply.core.findings import Finding
from resupply.network.model import Network, Recipe, exactly
from resupply.production.options import Option


def chosen_rows(view: View, options: Sequence[Option]) -> tuple[str, ...]:
    """Rows only offered to plans that options build on: their recipes, and what feeds those."""
    inputs: dict[str, set[str]] = {}
    for row in view.table("recipe_inputs"):
        inputs.setdefault(str(row["recipe_id"]), set()).add(str(row["item"]))
    recipes = [o.recipe for o in options if o.recipe]
    fed = {item for name in recipes for item in inputs.get(name, ())}
    supplies = [
        str(r["supply_id"])
        for r in view.table("supplies")
        if r.get("taken") in (False, "no") and str(r["item"]) in fed
    ]
    return tuple(dict.fromkeys([*recipes, *supplies]))


def refuse_circles(recipes: Sequence[Recipe]) -> None:
    """Refuse recipes that need, in the end, what they make.

    Raises:
        NetworkError: With the items of the circle.

    Example:
        >>> shell = Recipe(id="a", place="p", output="shell", per_day=exactly(1.0),
        ...     inputs={"powder": exactly(0.01)})
        >>> refuse_circles([shell])
        >>> powder = Recipe(id="b", place="p", output="powder", per_day=exactly(1.0),
        ...     inputs={"shell": exactly(1.0)})
        >>> refuse_circles([shell, powder])
        Traceback (most recent call last):
        resupply.core.errors.NetworkError: recipes, powder, shell
        what: they go in a circle: powder is made from shell, shell from powder.
        todo: take one of the inputs out of `recipe_inputs`.
    """
    needs: dict[str, set[str]] = {}
    for recipe in recipes:
        needs.setdefault(recipe.output, set()).update(recipe.inputs)
    circle = _circle(needs)
    if circle:
        steps = ", ".join(
            f"{one} {'is made from' if at == 0 else 'from'} {other}"
            for at, (one, other) in enumerate(zip(circle, [*circle[1:], circle[0]], strict=True))
        )
        raise NetworkError(
            where=f"recipes, {', '.join(sorted(circle))}",
            what=f"they go in a circle: {steps}.",
            todo="take one of the inputs out of `recipe_inputs`.",
        )


def _circle(needs: Mapping[str, Collection[str]]) -> list[str]:
    """Items of a circle, in order; empty when there is none."""
    done: set[str] = set()

    def walk(item: str, way: list[str]) -> list[str]:
        if item in way:
            return way[way.index(item) :]
        if item in done:
            return []
        for other in sorted(needs.get(item, ())):
            found = walk(other, [*way, item])
            if found:
                return found
        done.add(item)
        return []

    for item in sorted(needs):
        found = walk(item, [])
        if found:
            return found
    return []


def refuse_unknown(
    options: Sequence[Option], known: Collection[str], recipes: Collection[str]
) -> None:
    """Refuse options that name options or recipes the case does not have.

    Raises:
        NetworkError: With the nearest names.
    """
    for option in options:
        for column in ("requires", "excludes"):
            for name in getattr(option, column):
                if name not in known:
                    where = f"production_options, {option.id}, {column}"
                    raise unknown_name(where, "option", name, known, NetworkError)
        if option.recipe and option.recipe not in recipes:
            where = f"production_options, {option.id}, recipe"
            raise unknown_name(where, "recipe", option.recipe, recipes, NetworkError)
    _refuse_waiting(options)


def _refuse_waiting(options: Sequence[Option]) -> None:
    """Options that require each other in a circle could never be there first."""
    circle = _circle({o.id: o.requires for o in options})
    if circle:
        raise NetworkError(
            where=f"production_options, {', '.join(sorted(circle))}, requires",
            what="they require each other in a circle, so none could be there first.",
            todo="take one of them out of `requires`.",
        )


def with_options(
    network: Network, options: Sequence[Option]
) -> tuple[Network, tuple[Option, ...], tuple[Finding, ...]]:
    """The network with a recipe for each option that serves a need, at the end of its recipes.

    Args:
        network: With the recipes that options build on.
        options: Those that can be reckoned with.

    Returns:
        The network, the options it has recipes for in that order, and what is odd.

    Raises:
        NetworkError: Recipes in a circle.
    """
    recipes = {r.id: r for r in network.recipes}
    items, places = {i.id for i in network.items}, {p.id for p in network.places}
    useful = tuple(o for o in options if o.item in items and o.place in places)
    found = [_serves_nothing(o) for o in options if o not in useful]
    made = [_recipe(o, recipes.get(o.recipe or "")) for o in useful]
    refuse_circles([*network.recipes, *made])
    sourced = _sourced(network, useful)
    every = [_limited(r, sourced, found) for r in (*network.recipes, *made)]
    return (
        msgspec.structs.replace(network, recipes=every),
        useful,
        tuple(_once(found)),
    )


def _recipe(option: Option, base: Recipe | None) -> Recipe:
    """What an option makes at full size; its ramp is put on later."""
    return Recipe(
        id=f"option {option.id}",
        place=option.place,
        output=option.item,
        per_day=exactly(0.0),
        inputs={} if base is None else base.inputs,
        lead_days=exactly(0.0) if base is None else base.lead_days,
        party=option.party,
    )


def _sourced(network: Network, options: Sequence[Option]) -> set[tuple[str, str]]:
    """Places and items that lie, come or are made there, would be by an option, or get there."""
    sourced = {
        *((s.place, s.item) for s in network.stocks),
        *((s.place, s.item) for s in network.supplies),
        *((r.place, r.output) for r in network.recipes if r.per_day.high > 0),
        *((o.place, o.item) for o in options),
    }
    while True:
        carried = {
            (leg.to_place, item)
            for leg in network.legs
            for place, item in sourced
            if place == leg.from_place and (leg.items is None or item in leg.items)
        }
        if carried <= sourced:
            return sourced
        sourced |= carried


def _limited(recipe: Recipe, sourced: Collection[tuple[str, str]], found: list[Finding]) -> Recipe:
    """A recipe with only those inputs of which something is known where it is made."""
    kept = {i: each for i, each in recipe.inputs.items() if (recipe.place, i) in sourced}
    for item in sorted(recipe.inputs.keys() - kept.keys()):
        found.append(
            Finding(
                code="input_without_source",
                where=f"recipe_inputs, {item} at {recipe.place}",
                what=f"no source of {item} is stated from which {recipe.place} could have it, so "
                "it limits nothing here: what it limits in truth is not known.",
                todo="state what there is of it in `supplies`, `counts` or `recipes`.",
                level="note",
                subject=item,
            )
        )
    return msgspec.structs.replace(recipe, inputs=kept)


def _serves_nothing(option: Option) -> Finding:
    return Finding(
        code="option_serves_no_need",
        where=f"production_options, {option.id}, item",
        what=f"{option.name}: no need of the plan is served by {option.item}, so it is not "
        "weighed.",
        todo="take another reading of the need with --take, or add a row to `substitutions`.",
        level="note",
        subject=option.id,
    )


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    seen = set[tuple[str, str]]()
    for finding in found:
        key = finding.code, finding.where
        if key not in seen:
            seen.add(key)
            yield finding
