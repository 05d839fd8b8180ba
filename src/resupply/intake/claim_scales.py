"""Claims weighed: every figure of a text is judged by all that stands around it.

A claim of the rules whose figure the weights speak against is left out, a figure that they speak
for becomes a claim. Claims without a figure (ranks, firsts) are the rules' alone.
"""

from collections.abc import Iterator, Sequence

from resupply.intake import rx, weights
from resupply.intake.claim_clause import draft as draft_of
from resupply.intake.draft import Draft
from resupply.intake.scales import figures, near, same_figure
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

#: Chances: a claim of the rules below the first is left out, a figure from the second on is one.
LEAVE, TAKE = 0.45, 0.5
#: The rule of what the weights alone take.
WEIGHED = "claim.weighed"
#: Rules that are surer than the weights: whatever they read is a claim.
_SURE = frozenset(
    [
        *("claim.harm", "claim.shot", "claim.year"),
        *("claim.lately", "claim.key", "claim.gdp", "claim.overall"),
        *("claim.from_many", "claim.one_of", "claim.secured"),
        *("claim.comparison", "claim.than", "claim.goal", "claim.of_which"),
        *(
            "claim.against",
            "claim.compared",
            "claim.then",
            "claim.donated",
            "claim.label",
            "claim.as_of",
            "claim.worth",
        ),
    ]
)
#: From here on people are counted for their own sake, whatever is said beside them.
_MANY = 1000
#: How far a figure may stand from the words of its claim [characters].
_BESIDE = 15


def weigh(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The claims that are left, with their chances, and the figures that become claims."""
    signs = scene.signs
    if signs is None:
        return drafts
    paired = pairs(signs.things, drafts)
    with_figure = {id(d) for d in paired.values()}
    found = [d for d in drafts if id(d) not in with_figure]
    covered = {n for n, t in enumerate(signs.things) if any(near(t, _telling(t, drafts)))}
    for n, thing in enumerate(signs.things):
        if not figures(thing):
            continue
        draft = paired.get(n)
        verdict = list(told(thing, draft, drafts, id(thing) in signs.given))
        chance = weights.chance(signs.weight("claim", n, verdict))
        if draft is None and chance >= TAKE and n not in covered and not _other(scene, thing):
            draft = _claim(scene, thing)
            draft.reason = weights.reason("claim", signs.told(n))
        elif draft is not None and chance < LEAVE and draft.rule not in _SURE:
            draft = None
        if draft is not None:
            draft.confidence = None if draft.rule in _SURE else weights.sure(chance)
            found.append(draft)
    return sorted(found, key=lambda d: d.span)


def _telling(thing: Thing, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The claims whose words may tell how many people these are; a rank or a first never does."""
    if thing.sort != "people" or thing.values[:1] < (_MANY,):
        return drafts
    return [d for d in drafts if d.fields["type"] not in ("ranking", "first")]


#: Such as "means to train close to 3,000 soldiers": training that is given.
_TO_TRAIN = rx.compile(r"\b(?:to|will|would) (?:also )?(?:train|teach|instruct)\b[^.;:]{0,40}$")


def _other(scene: Scene, thing: Thing) -> bool:
    """Whether a figure is known to tell what is made, or whom is to be trained."""
    led = _TO_TRAIN.search(scene.page.text, max(0, thing.start - 60), thing.start)
    people = thing.sort == "people"
    return (led is not None) if people else id(thing) in scene.made


def pairs(things: Sequence[Thing], drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Which claim tells the figure of which thing: one to one, the nearest first."""
    close = []
    for n, thing in enumerate(things):
        if figures(thing):
            for draft in near(thing, drafts, _BESIDE):
                if same_figure(thing, draft.fields.get("value")):
                    close.append((abs(thing.start - _at(draft)), n, draft))
    out: dict[int, Draft] = {}
    taken: set[int] = set()
    for _, n, draft in sorted(close, key=lambda k: k[:2]):
        if n not in out and id(draft) not in taken:
            out[n] = draft
            taken.add(id(draft))
    return out


def _at(draft: Draft) -> int:
    """Where the figure of a claim stands, or its words begin."""
    return draft.spans.get("value", draft.span)[0]


def told(thing: Thing, draft: Draft | None, drafts: Sequence[Draft], given: bool) -> Iterator[str]:
    """The signs of what the rules for claims made of a thing."""
    claimed = draft is not None
    yield f"claimed={claimed}"
    yield f"claimed given {claimed} {given}"
    yield f"claims={min(4, len(drafts))}"
    for one in near(thing, drafts):
        yield f"claim rule={one.rule} {claimed}"
        yield f"claim type={one.fields['type']} {claimed}"


def _claim(scene: Scene, thing: Thing) -> Draft:
    kind = "share" if thing.sort == "share" else "total" if thing.money else "count"
    values = [int(v) if v == int(v) else v for v in figures(thing)]
    value = values[0] if len(values) == 1 else values
    return draft_of(scene, thing.first, thing.last - 1, kind, value, WEIGHED, wide=False)
