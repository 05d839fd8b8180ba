"""The scores mean what they say: small cases by hand, and all sets by a second scorer."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.intake import scoring

from resupply.intake import reader
from resupply.intake.text import Document

DATA = Path(__file__).parent / "data"
TEXT = "Norway gave Ukraine 40 tents. Ana Novak said that the road was open."


def labelled(**changed: Any) -> dict[str, Any]:
    label = {
        "kind": "aid",
        "span": [20, 28],
        "donor": "NOR",
        "recipient": "UKR",
        "item": "tents",
        "quantity": 40,
        "status": "delivered",
    }
    return {"id": "a", "text": TEXT, "records": [{**label, **changed}]}


def found(**changed: Any) -> dict[str, list[dict[str, Any]]]:
    return {"a": [{**labelled()["records"][0], **changed}]}


def test_a_proposal_like_its_label_is_fully_right() -> None:
    result, _ = scoring.score([labelled()], found())
    assert result["kinds"]["aid"] == {"F1": 1.0, "exactF1": 1.0, "slotF1": 1.0}


def test_a_wrong_donor_is_found_and_not_fully_right() -> None:
    result, _ = scoring.score([labelled()], found(donor="SWE"))
    assert result["kinds"]["aid"]["F1"] == 1.0
    assert result["kinds"]["aid"]["exactF1"] == 0.0
    assert result["kinds"]["aid"]["slotF1"] == pytest.approx(4 / 5)


def test_another_number_is_another_gift() -> None:
    result, _ = scoring.score([labelled()], found(quantity=41))
    assert result["kinds"]["aid"]["F1"] == 0.0


def test_an_optional_label_is_neither_missed_nor_counted() -> None:
    nothing, _ = scoring.score([labelled(optional=True)], {})
    something, _ = scoring.score([labelled(optional=True)], found())
    assert nothing["kinds"] == something["kinds"] == {}


def test_a_second_mention_elsewhere_is_neither_right_nor_wrong() -> None:
    twice = {"a": [*found()["a"], {**found()["a"][0], "span": [30, 40]}]}
    result, _ = scoring.score([labelled()], twice)
    assert result["kinds"]["aid"]["F1"] == 1.0


def test_a_quote_must_share_half_of_its_characters() -> None:
    doc = {"id": "a", "text": TEXT, "records": [{"kind": "quote", "span": [50, 67], "mode": "x"}]}
    near = {"a": [{"kind": "quote", "span": [52, 67], "mode": "x"}]}
    far = {"a": [{"kind": "quote", "span": [61, 67], "mode": "x"}]}
    assert scoring.score([doc], near)[0]["kinds"]["quote"]["F1"] == 1.0
    assert scoring.score([doc], far)[0]["kinds"]["quote"]["F1"] == 0.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("GBR", "British government", True),
        ("SWE", "Norway", False),
        ("Zelensky", "Volodymyr Zelenskyy", True),
        ("WFP", "World Food Programme", True),
        ("Novak", "UKR", False),
    ],
)
def test_parties_are_one_by_name_or_code(a: str, b: str, same: bool) -> None:
    assert scoring.same_actor(a, b) is same


def second_scorer(root: Path) -> ModuleType:
    path = root.parent / "shared" / "intake" / "score_documents.py"
    if not path.exists():
        pytest.skip("the second scorer is not beside this project")
    spec = importlib.util.spec_from_file_location("score_documents", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_second_scorer_gives_the_same_scores(pytestconfig: pytest.Config) -> None:
    second = second_scorer(pytestconfig.rootpath)
    paths = sorted(DATA.glob("whole_*.jsonl")) + sorted(DATA.glob("lead_*.jsonl"))
    docs = [json.loads(k) for p in paths for k in p.read_text(encoding="utf-8").splitlines()]
    read = {d["id"]: _read(d) for d in docs}
    ours, _ = scoring.score(docs, read)
    theirs, _ = second.score(docs, read)
    assert ours["macroF1"] == pytest.approx(theirs["macroF1"], abs=0.01)
    assert ours["micro"]["slotF1"] == pytest.approx(theirs["micro"]["slotF1"], abs=0.01)
    for kind, scores in theirs["kinds"].items():
        for name in ("F1", "exactF1", "slotF1"):
            assert ours["kinds"][kind][name] == pytest.approx(scores[name], abs=0.02), kind


def _read(doc: dict[str, Any]) -> list[dict[str, Any]]:
    document = Document(id=doc["id"], text=doc["text"], published=doc["published"])
    return [record.to_dict() for record in reader.read(document).records]
