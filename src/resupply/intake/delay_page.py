"""Who holds something up, told elsewhere on the page.

A page tells of one hold-up in many sentences, and names in few of them who is behind it. Where a
sentence names nobody, or only those whom the goods are meant for, it is who is behind the page's
other hold-ups of the kind: what is stopped on its way, or what there is too little money for. Such
a delay has a flag.
"""

from collections import Counter
from collections.abc import Sequence

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES

_MONEY = frozenset(["cut", "shortfall", "missed_target"])
_MEANT_FOR = rx.compile(
    r"\b(?:for|to|into|towards?|including|such as|like)(?: [a-z]+){0,3}(?: (?:[A-Z]\w+,? ?)+and)? "
    r"(?:the )?\Z"
)


def by_the_page(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give each delay that names nobody who is behind the page's others of its kind.

    Args:
        scene: The text.
        drafts: Its delays, in order of place.
    """
    for draft in drafts:
        if _only_meant_for(scene, draft) or _only_a_seat(scene, draft):
            draft.fields.pop("actor")
    known = [d for d in drafts if d.fields.get("actor")]
    for draft in drafts:
        if draft.fields.get("actor"):
            continue
        who = _of_others(known, draft) or _agency(scene, draft)
        if who:
            draft.fields["actor"] = who
            draft.flags.append("who is behind it is told of others on the page: look at the actor")


def _of_others(known: Sequence[Draft], draft: Draft) -> object:
    """Who is behind most delays of the kind; of two, the nearer one before."""
    alike = [d for d in known if _kind(d) == _kind(draft)]
    if not alike:
        return None
    counts = Counter(str(d.fields["actor"]) for d in alike)
    before = [d for d in alike if d.span[0] < draft.span[0]]
    near = (before or alike[:1])[-1].fields["actor"]
    most, times = counts.most_common(1)[0]
    return most if times > counts[str(near)] else near


def _kind(draft: Draft) -> bool:
    return draft.fields["type"] in _MONEY


def _agency(scene: Scene, draft: Draft) -> str | None:
    """The agency whose money or rations run short: the one that the page names most."""
    if not _kind(draft):
        return None
    named = Counter(a.id for a in scene.page.actors if a.id in AGENCIES - {"UN", "OCHA"})
    return named.most_common(1)[0][0] if named else None


def _only_meant_for(scene: Scene, draft: Draft) -> bool:
    """Such as "supplies meant for Chad are stuck": Chad holds nothing up."""
    who, page = draft.fields.get("actor"), scene.page
    if who is None or draft.fields["type"] in _MONEY:
        return False
    begin, end = page.sentence(page.index(draft.span[0]))
    named = [a for a in page.actors_in(begin, end) if a.id == who]
    if not (named and scene.in_need(named[0])):
        return False
    start = page.words[begin].start
    return all(_MEANT_FOR.search(page.text, start, a.start) for a in named)


def _only_a_seat(scene: Scene, draft: Draft) -> bool:
    """Such as "the Rome-based agency": where it sits."""
    who, page = draft.fields.get("actor"), scene.page
    begin, end = page.sentence(page.index(draft.span[0]))
    named = [a for a in page.actors_in(begin, end) if a.id == who] if who else []
    return bool(named) and all(page.text.startswith("-based", a.end) for a in named)
