"""Subjects of claims weighed: whom or what a claim is about, of all that may be meant.

The rules name a subject by grammar and by what is known of aid; that they name it is one sign
among others (`subject_signs`). The likeliest candidate is taken.
"""

from collections.abc import Sequence

from resupply.intake import claim_beside, claim_settled, rx, weights
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.subject_signs import Candidate, SubjectSigns

#: Whose first it is the rules tell oftener.
_BY_RULE = frozenset(["first"])
#: Rules that read a figure by the name that stands with it.
_BOUND = frozenset(["claim.against", "claim.more", "claim.tops", "claim.label", "claim.paid_part"])


def weigh(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives claims the likeliest of their subjects, in place."""
    signs = SubjectSigns(scene, drafts) if drafts and scene.signs is not None else None
    told = [signs.of(draft) if signs else [] for draft in drafts]
    for draft, candidates in zip(drafts, told, strict=True):
        if draft.fields.get("type") in _BY_RULE or draft.rule in _BOUND:
            continue
        found = _sure(scene, draft)
        if found is None and candidates and not _points_back(scene, draft):
            able = [c for c in candidates if not _receives(scene, c.actor)]
            found = _likeliest(able or candidates)
            found = claim_settled.instead(scene, found, *_where(scene, draft)) or found
        if found is not None and found.id != draft.fields.get("subject"):
            draft.fields["subject"] = found.id
            draft.spans["subject"] = (found.start, found.end)


_THIS = rx.compile(
    r"(?:And |But )?(?:This|That|These) (?:is|was|are|were) (?:now |also |already )?(?:the )?\Z"
)


def _points_back(scene: Scene, draft: Draft) -> bool:
    """Such as "This is the highest number": of whom the sentence before tells."""
    at = draft.spans.get("value", draft.span)[0]
    start = scene.page.words[scene.page.sentence(scene.page.index(at))[0]].start
    ranked = draft.fields["type"] == "ranking"
    return ranked and _THIS.match(scene.page.text, start, at) is not None


_GIVING = rx.compile(
    r"\b(?:giv(?:e|es|en|ing)|gave|sen(?:d|ds|t|ding)|provid(?:e|es|ed|ing)|suppl(?:y|ies|ied|ying)"
    r"|offer(?:s|ed|ing)?|help(?:s|ed|ing)?|support(?:s|ed|ing)?|assist(?:s|ed|ing)?|arm(?:s|ed|ing)"
    r"|grant(?:s|ed|ing)?|lend|lent|fund(?:s|ed|ing)?|equip(?:s|ped|ping)?) (?:the )?\Z"
)


def _receives(scene: Scene, actor: Actor) -> bool:
    """Such as "has given Chad 30 lorries": of whom the sentence does not tell."""
    told = scene.page.actor_at(scene.page.index(actor.start))
    lead = scene.page.text[max(0, actor.start - 20) : actor.start]
    return told is not None and told.kind == "country" and _GIVING.search(lead) is not None


def _sure(scene: Scene, draft: Draft) -> Actor | None:
    """Whom plain words name, for which nothing need be weighed."""
    return claim_beside.sure(scene, *_where(scene, draft), str(draft.fields["type"]))


def _where(scene: Scene, draft: Draft) -> tuple[int, int]:
    """The first and the last word of the figure of a claim."""
    start, end = draft.spans.get("value", draft.span)
    first = min(scene.page.index(start), len(scene.page.words) - 1)
    return first, max(first, scene.page.index(end) - 1)


def _likeliest(candidates: Sequence[Candidate]) -> Actor:
    """Who or what the signs speak for most; what several share is summed once."""
    shared = {id(c.shared): c.shared for c in candidates}
    sums = {name: weights.total("subject", signs) for name, signs in shared.items()}
    odds = [sums[id(c.shared)] + weights.total("subject", c.own) for c in candidates]
    return candidates[odds.index(max(odds))].actor
