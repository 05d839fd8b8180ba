"""A shipped case's book is kept between questions, and nothing shows it but the time it takes."""

from pathlib import Path

import pytest

import resupply
from resupply.case import cache, opening


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setattr(cache, "place", lambda case: tmp_path / "cache" / f"{case.name}-0.sqlite")
    return tmp_path / "cache"


def told() -> tuple[object, object]:
    case = resupply.open("pipeline-breaks-2024")
    answer = case.table("facts").to_dict(), case.check().to_dict()["rows"]
    case.close()
    return answer


def test_the_kept_book_answers_as_the_one_just_made(folder: Path, monkeypatch) -> None:
    first = told()
    assert [p.suffix for p in sorted(folder.iterdir())] == [".json", ".sqlite"]
    monkeypatch.setattr(opening, "take_tables", None)  # nothing is made again
    assert told() == first


@pytest.mark.parametrize("name", ["pipeline-breaks-2024-0.sqlite"])
@pytest.mark.parametrize("damage", [b"", b"no book at all" * 99])
def test_a_damaged_one_is_made_again(folder: Path, name: str, damage: bytes) -> None:
    first = told()
    (folder / name).write_bytes(damage)
    assert told() == first
    assert (folder / name).read_bytes()[:6] == b"SQLite"


def test_a_cache_that_cannot_be_written_stops_nothing(folder: Path) -> None:
    folder.write_text("a file where the folder would be")
    assert told()
    assert folder.is_file()


def test_another_state_of_the_tables_or_the_code_has_another_place(
    tmp_path: Path, monkeypatch
) -> None:
    shipped = Path(resupply.__file__).parent / "shipped" / "pipeline-breaks-2024"
    copy = tmp_path / shipped.name
    copy.mkdir()
    for file in shipped.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    first = cache.place(copy)
    assert first == cache.place(copy)
    with (copy / "facts.csv").open("a") as facts:
        facts.write("\n")
    assert cache.place(copy) != first
    monkeypatch.setattr(resupply, "__version__", "0.0.0")
    assert cache.place(shipped) != first


def test_a_newer_state_drops_the_older_ones_of_its_case(folder: Path) -> None:
    folder.mkdir()
    older = [folder / "pipeline-breaks-2024-9.sqlite", folder / "pipeline-breaks-2024-9.json"]
    others = folder / "ukraine-2024-9.sqlite"
    for path in (*older, others):
        path.write_bytes(b"x")
    told()
    assert not any(p.exists() for p in older)
    assert others.exists()
