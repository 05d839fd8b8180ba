"""Learn what signs weigh, from labelled texts.

    .venv/bin/python -m tools.learn_weights read ROWS.jsonl TEXTS.jsonl ...
    .venv/bin/python -m tools.learn_weights fit ROWS.jsonl ... [--without A,B] [--out FOLDER]

`read` writes one line a text: the signs of its things, and for each kind (aid, claim, need) whether
the labels say so. The reader that runs must not have been mended on these texts, or its own verdict
counts for more than it is worth on texts that nobody has read; `--blind` leaves that verdict out,
for texts that it knows. `fit` writes `src/resupply/intake/lexicon/{aid,claim,need}_weights.txt`;
rows of texts whose file name holds one of the words behind `--without` are kept out and judged.

The method is logistic regression (`tools/logistic.py`); signs met in fewer than three texts are
left out.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tools import labelled, logistic

Row = dict[str, Any]
#: Signs that tell what the rules made of a thing or its neighbours.
VERDICTS: tuple[str, ...] = (
    *("rule=", "given", "not given", "gifts=", "figures", "money=", "needed", "made", "last="),
    *("mates=", "above=", "again", "same head", "nameless above"),
    *("claim", "need near", "needs=", "need rule"),
)
#: Penalty of the squares; how much a borderline label counts, and a text whose verdicts are blind.
PENALTY, BORDERLINE, BLIND = {"aid": 10.0, "claim": 8.0, "need": 6.0}, 0.6, 0.3
LEAST_TEXTS = 3
#: Weights are kept from this many hundredths on.
LEAST = 2


def read(out: Path, files: Iterable[Path], blind: bool) -> None:
    """Write the rows of labelled texts."""
    from tools import labelled

    from resupply.intake import gift_scales

    gift_scales.SHORTEST = sys.maxsize  # the rules' own verdict is a sign
    with out.open("w", encoding="utf-8") as rows:
        for told in labelled.texts(files):
            about = {"file": told.file, "id": told.id, "blind": blind}
            signs = row(told.document, told.context, told.records)
            rows.write(json.dumps({**about, **signs}) + "\n")


def row(document: Any, context: Any, records: list[Row]) -> Row:
    """The signs of one text, and of each kind the labels and the rules' verdicts."""
    from resupply.intake import claim, claim_scales, need, need_scales, scene
    from resupply.intake.signs import Signs

    made = scene.of(document, context)
    signs = Signs(made.page, made.clauses, made.givers, made.read, {})
    things, many = signs.things, range(len(signs.things))
    needs, claims = need.drafts(made), claim.drafts(made)
    needed, claimed = need_scales.pairs(things, needs), claim_scales.pairs(things, claims)
    given = [id(t) in signs.given for t in things]
    of_needs = [list(need_scales.told(things[n], needed.get(n), needs)) for n in many]
    of_claims = [list(claim_scales.told(things[n], claimed.get(n), claims, given[n])) for n in many]
    kinds: dict[str, tuple[list[str], list[bool], list[list[str]] | None]] = {
        "aid": (labels("aid", records, things), given, None),
        "need": (labels("need", records, things), [n in needed for n in many], of_needs),
        "claim": (claim_labels(records, things), [n in claimed for n in many], of_claims),
    }
    return {
        "text": signs.of_text(),
        "things": [signs.of(n) for n in many],
        "around": [signs.around(n) for n in many],
        **{
            kind: {
                "labels": told,
                "verdicts": verdicts,
                "more": more,
                "all": sum(r["kind"] == kind and not r.get("optional") for r in records),
            }
            for kind, (told, verdicts, more) in kinds.items()
        },
    }


def labels(kind: str, records: list[Row], things: Iterable[Any]) -> list[str]:
    """For each thing: `yes`, `may be`, `open` (the labels do not say) or `no`."""
    from tests.intake import scoring

    found = [as_record(t) for t in things]
    out = ["no"] * len(found)
    told = [r for r in records if r["kind"] == kind]
    for i, j in scoring.pairs(kind, found, told):
        out[i] = "may be" if told[j].get("optional") else "yes"
    for i, record in enumerate(found):
        again = scoring.said_again(kind, record, told)
        if out[i] == "no" and (again or any(scoring.may_match(kind, record, r) for r in told)):
            out[i] = "open"
    return out


def claim_labels(records: list[Row], things: list[Any]) -> list[str]:
    """The same for figures and the claims that tell them."""
    from resupply.intake import claim_scales, scales
    from resupply.intake.draft import Draft

    told = [r for r in records if r["kind"] == "claim"]
    drafts = [Draft("claim", (r["span"][0], r["span"][1]), r) for r in told]
    paired = claim_scales.pairs(things, sorted(drafts, key=lambda d: d.span))
    out = ["no" if scales.figures(t) else "open" for t in things]
    for n, draft in paired.items():
        out[n] = "may be" if draft.fields.get("optional") else "yes"
    return out


def as_record(thing: Any) -> Row:
    """A thing as a record of a gift, to be matched with labels."""
    record: Row = {"span": [thing.start, max(thing.end, thing.start + 1)]}
    if thing.item:
        record["item"] = thing.item
    if thing.values:
        record["quantity"] = list(thing.values)
    if thing.money:
        record["amount"] = list(thing.money.amounts)
        record["currency"] = list(thing.money.currencies)
    return record


def fit(kind: str, rows: list[Row], penalty: float | None = None) -> dict[str, float]:
    """Weights of the signs of a kind; the one of "" is what is added to every sum."""
    penalty = PENALTY[kind] if penalty is None else penalty
    told = [list(_signs(kind, row)) for row in rows]
    texts = Counter(s for text in told for s in {s for thing in text for s in thing})
    known = {s: n for n, s in enumerate(sorted(s for s, n in texts.items() if n >= LEAST_TEXTS))}
    kept, target, worth = [], [], []
    for row, text in zip(rows, told, strict=True):
        for signs, label in zip(text, row[kind]["labels"], strict=True):
            if label == "open":
                continue
            kept.append(signs)
            target.append(label != "no")
            worth.append((BORDERLINE if label == "may be" else 1) * (BLIND if row["blind"] else 1))
    found = logistic.fit(logistic.matrix(kept, known), np.array(target), np.array(worth), penalty)
    return {"": float(found[-1]), **dict(zip(known, map(float, found[:-1]), strict=True))}


def _signs(kind: str, row: Row) -> Iterator[list[str]]:
    more = row[kind]["more"]
    for n, thing in enumerate(row["things"]):
        signs = [*row["text"], *thing]
        if more is not None:
            signs += [*row["around"][n], *more[n]]
        yield [s for s in signs if not s.startswith(VERDICTS)] if row["blind"] else signs


def chances(kind: str, row: Row, weights: dict[str, float]) -> list[float]:
    """How likely each thing of a text is of a kind."""
    sums = (sum(weights.get(s, 0) for s in {*signs, ""}) for signs in _signs(kind, row))
    return [float(1 / (1 + np.exp(-s))) for s in sums]


def judged(kind: str, rows: list[Row], chosen: Iterable[Iterable[bool]]) -> list[float]:
    """Precision, recall and F1 of what is taken for a kind, by its labels on things."""
    hit = extra = missed = 0
    for row, told in zip(rows, chosen, strict=True):
        for label, yes in zip(row[kind]["labels"], told, strict=True):
            hit += bool(yes) and label == "yes"
            extra += bool(yes) and label == "no"
            missed += label == "yes" and not yes
    wrong = extra + missed
    return [
        hit / max(1, hit + extra),
        hit / max(1, hit + missed),
        2 * hit / max(1, 2 * hit + wrong),
    ]


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=("read", "fit"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--without", default="")
    parser.add_argument("--out", type=Path, default=labelled.TABLES)
    told = parser.parse_args()
    if told.step == "read":
        return read(told.files[0], told.files[1:], told.blind)
    rows = [json.loads(line) for f in told.files for line in f.read_text().splitlines()]
    out = [w for w in told.without.split(",") if w]
    aside = [r for r in rows if any(w in r["file"] for w in out)]
    for kind in PENALTY:
        weights = fit(kind, [r for r in rows if r not in aside])
        heading = f"What each sign of {kind} weighs [hundredths]. Made by tools/learn_weights.py."
        logistic.write(told.out / f"{kind}_weights.txt", heading, weights, LEAST)
        for name, chosen in (
            ("rules", [r[kind]["verdicts"] for r in aside]),
            ("weights", [[c > 0.5 for c in chances(kind, r, weights)] for r in aside]),
        ):
            if aside:
                shares = ", ".join(f"{share:.3f}" for share in judged(kind, aside, chosen))
                print(f"{kind}, {name}: precision, recall, F1 {shares}")


if __name__ == "__main__":
    main()
