"""Learn what the signs of a gift weigh, from labelled texts.

    .venv/bin/python tools/learn_gifts.py read ROWS.jsonl TEXTS.jsonl ...
    .venv/bin/python tools/learn_gifts.py fit ROWS.jsonl ... [--without A,B] [--out FILE]

`read` writes one line a text: the signs of its things and whether the labels say they are given.
The reader that runs must not have been mended on these texts, or its own verdict counts for more
than it is worth on texts that nobody has read; `--blind` leaves that verdict out, for texts that it
knows. `fit` writes `src/resupply/intake/lexicon/gift_weights.txt`; rows of texts whose file name
holds one of the words behind `--without` are kept out and judged.

The method is logistic regression with a penalty on the squares of the weights, fitted by L-BFGS
(Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., 4.4 and 18.4);
signs met in fewer than three texts are left out.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

HERE = Path(__file__).resolve().parents[1]
OUT = HERE / "src" / "resupply" / "intake" / "lexicon" / "gift_weights.txt"
#: Signs that tell what the rules made of a thing or its neighbours.
VERDICTS = ("rule=", "given", "not given", "gifts=", "figures", "money=", "needed", "made", "last=")
VERDICTS = (*VERDICTS, "mates=", "above=", "again", "same head", "nameless above")
#: Penalty of the squares; how much a borderline label counts, and a text whose verdicts are blind.
PENALTY, BORDERLINE, BLIND = 20.0, 0.6, 0.6
LEAST_TEXTS = 3
SCALE = 100


def read(out: Path, files: Iterable[Path], blind: bool) -> None:
    """Write the rows of labelled texts."""
    sys.path.insert(0, str(HERE))
    from resupply.intake import gift_scales, reader, scene
    from resupply.intake.gift_signs import Signs
    from resupply.intake.text import Document

    gift_scales.SHORTEST = sys.maxsize  # the rules' own verdict is a sign
    with out.open("w") as rows:
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines():
                doc = json.loads(line)
                document = Document(id=doc["id"], text=doc["text"], published=doc["published"])
                context = reader.prepare(document)
                for kind, module in reader.EXTRACTORS:
                    if kind in ("dateline", "quote"):
                        reader.extractor(module)(document, context)
                made = scene.of(document, context)
                told = made.read
                signs = Signs(made.page, made.clauses, made.judge, told, {})
                things = [signs.of(n) for n in range(len(signs.things))]
                row = {
                    "file": str(file),
                    "id": doc["id"],
                    "blind": blind,
                    "text": signs.of_text(),
                    "things": things,
                    "labels": labels(doc, made.page.things),
                    "given": [id(t) in signs.given for t in signs.things],
                    "missed": sum(
                        r["kind"] == "aid" and not r.get("optional") for r in doc["records"]
                    ),
                }
                rows.write(json.dumps(row) + "\n")


def labels(doc: dict[str, Any], things: Iterable[Any]) -> list[str]:
    """For each thing: `given`, `may be`, `open` (the label does not say) or `no`."""
    from tests.intake import scoring

    found = [_as_record(t) for t in things]
    out = ["no"] * len(found)
    for kind in ("aid", "need", "production"):
        told = [r for r in doc["records"] if r["kind"] == kind]
        for i, j in scoring.pairs(kind, found, told):
            if out[i] == "no":
                sure = "may be" if told[j].get("optional") else "given"
                out[i] = sure if kind == "aid" else "other"
        for i, record in enumerate(found) if kind != "production" else ():
            again = scoring.said_again(kind, record, told)
            if out[i] == "no" and (again or any(scoring.may_match(kind, record, r) for r in told)):
                out[i] = "open"
    return ["no" if label == "other" else label for label in out]


def _as_record(thing: Any) -> dict[str, Any]:
    record: dict[str, Any] = {"span": [thing.start, max(thing.end, thing.start + 1)]}
    if thing.item:
        record["item"] = thing.item
    if thing.values:
        record["quantity"] = list(thing.values)
    if thing.money:
        record["amount"] = list(thing.money.amounts)
        record["currency"] = list(thing.money.currencies)
    return record


def fit(rows: list[dict[str, Any]], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of the signs; the one of "" is what is added to every sum."""
    texts: Counter[str] = Counter()
    for row in rows:
        texts.update({s for thing in _signs(row) for s in thing})
    known = {s: n for n, s in enumerate(sorted(s for s, n in texts.items() if n >= LEAST_TEXTS))}
    index, start, target, worth = [], [0], [], []
    for row in rows:
        for signs, label in zip(_signs(row), row["labels"], strict=True):
            if label == "open":
                continue
            index += [known[s] for s in sorted(set(signs)) if s in known]
            start.append(len(index))
            target.append(label != "no")
            worth.append((BORDERLINE if label == "may be" else 1) * (BLIND if row["blind"] else 1))
    shape = (len(target), len(known))
    x = csr_array((np.ones(len(index)), np.array(index), np.array(start)), shape=shape)
    sign, weight = np.where(target, 1.0, -1.0), np.array(worth)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w[:-1] + w[-1])
        value = weight @ np.logaddexp(0, -margin) + penalty / 2 * (w[:-1] @ w[:-1])
        slope = -weight * sign / (1 + np.exp(margin))
        return value, np.append(x.T @ slope + penalty * w[:-1], slope.sum())

    best = minimize(
        loss, np.zeros(len(known) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    )
    weights = dict(zip(known, best.x[:-1], strict=True))
    return {"": float(best.x[-1]), **weights}


def _signs(row: dict[str, Any]) -> Iterator[list[str]]:
    for thing in row["things"]:
        signs = [*row["text"], *thing]
        yield [s for s in signs if not s.startswith(VERDICTS)] if row["blind"] else signs


def chances(row: dict[str, Any], weights: dict[str, float]) -> list[float]:
    """How likely each thing of a text is given."""
    sums = (sum(weights.get(s, 0) for s in {*signs, ""}) for signs in _signs(row))
    return [float(1 / (1 + np.exp(-s))) for s in sums]


def judged(
    rows: list[dict[str, Any]], given: Iterable[Iterable[bool]]
) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is taken for given."""
    hit = extra = 0
    for row, chosen in zip(rows, given, strict=True):
        for label, yes in zip(row["labels"], chosen, strict=True):
            hit += bool(yes) and label == "given"
            extra += bool(yes) and label == "no"
    all_of_them = sum(row["missed"] for row in rows)
    return (
        hit / max(1, hit + extra),
        hit / max(1, all_of_them),
        2 * hit / (hit + extra + all_of_them),
    )


def write(weights: dict[str, float], out: Path) -> None:
    """The table: sign and hundredths, one a line, what rounds to nothing left out."""
    lines = ["# What each sign of a gift weighs [hundredths]. Made by tools/learn_gifts.py."]
    for sign, weight in sorted(weights.items()):
        if (told := round(SCALE * weight)) or not sign:
            lines.append(f"{sign}\t{told}")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=("read", "fit"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--without", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    told = parser.parse_args()
    if told.step == "read":
        return read(told.files[0], told.files[1:], told.blind)
    rows = [json.loads(line) for f in told.files for line in f.read_text().splitlines()]
    out = [w for w in told.without.split(",") if w]
    aside = [r for r in rows if any(w in r["file"] for w in out)]
    weights = fit([r for r in rows if r not in aside])
    write(weights, told.out)
    for name, chosen in (
        ("rules", [r["given"] for r in aside]),
        ("weights", [[c > 0.5 for c in chances(r, weights)] for r in aside]),
    ):
        if aside:
            shares = ", ".join(f"{share:.3f}" for share in judged(aside, chosen))
            print(f"{name}: precision, recall, F1 {shares}")


if __name__ == "__main__":
    main()
