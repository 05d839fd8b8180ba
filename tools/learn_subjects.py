"""Learn what the signs of a candidate weigh for its being the subject of a claim.

    .venv/bin/python -m tools.learn_subjects TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/subject_weights.txt` from labelled texts. Files in folders
named behind `--fresh` are judged by weights learned without them, and nothing is written.

The method is logistic regression (`tools/logistic.py`): a row for each labelled claim and each
candidate. A labelled claim that is not read serves too, as if it had been read.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.intake import scoring
from tools import labelled
from tools.candidates import Tables, run

from resupply.intake import claim, scene
from resupply.intake.claim_clause import draft as draft_of
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.subject_signs import SubjectSigns

PENALTY, BORDERLINE = 6.0, 0.6


class Told(NamedTuple):
    """A labelled claim and its candidates.

    Args:
        file: Where it comes from.
        text: Number of its text.
        read: Whether the rules read it.
        rule: Whether their subject is right.
        worth: How much it counts.
        right: Whether each candidate is right.
        signs: The signs of each.
    """

    file: str
    text: int
    read: bool
    rule: bool
    worth: float
    right: list[bool]
    signs: list[list[str]]


def read(files: Iterable[Path]) -> Iterator[Told]:
    """Every labelled claim with a subject."""
    for number, (file, _, document, context, records) in enumerate(labelled.texts(files)):
        labels = [r for r in records if r["kind"] == "claim"]
        if not labels:
            continue
        made = scene.of(document, context)
        drafts = claim.drafts(made)
        signs = SubjectSigns(made, drafts)
        found = [{"span": list(d.span), **d.fields} for d in drafts]
        pairs = {k: drafts[i] for i, k in scoring.pairs("claim", found, labels)}
        for k, label in enumerate(labels):
            subjects = scoring.listed(label.get("subject"))
            draft = pairs.get(k) or _as_if_read(made, label)
            if not subjects or draft is None:
                continue
            told = signs.of(draft)
            yield Told(
                *(str(file), number, k in pairs),
                is_right(draft.fields.get("subject"), subjects),
                BORDERLINE if label.get("optional") else 1.0,
                [is_right(c.actor.id, subjects) for c in told],
                [c.signs for c in told],
            )


def is_right(name: str | None, subjects: list[str]) -> bool:
    """Whether a subject is one that the labels take."""
    return bool(name) and any(scoring.same_actor(name, other) for other in subjects)


def _as_if_read(made: Scene, label: dict[str, Any]) -> Draft | None:
    """A labelled claim as a draft: its figure is the first in its words."""
    page = made.page
    first, last = (page.index(k) for k in label["span"])
    if first >= len(page.words):
        return None
    things = [t for t in page.things_in(first, last) if t.values or t.money]
    a, b = (things[0].first, things[0].last - 1) if things else (first, max(first, last - 1))
    kind = scoring.listed(label["type"])[0]
    draft = draft_of(made, a, min(b, len(page.words) - 1), kind, None, "label", wide=False)
    draft.span = (label["span"][0], label["span"][1])
    return draft


def judge(tables: Tables, told: list[Told], fresh: list[str]) -> None:
    """Print how many subjects are right on texts left out in turn."""
    found = {n: sums for n, sums in tables.left_out(fresh) if told[n].read and told[n].right}
    right = sum(told[n].right[int(sums.argmax())] for n, sums in found.items())
    rules = sum(told[n].rule for n in found)
    print(f"of {len(found)} subjects the rules name {rules} rightly, weights {right}")


if __name__ == "__main__":
    run(__doc__, read, judge, PENALTY, "subject")
