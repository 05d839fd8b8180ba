import hashlib
import sqlite3
from pathlib import Path

import pytest

from resupply.book import Book, chain
from resupply.core.words import Stage


@pytest.fixture
def path(line, move, tmp_path: Path) -> Path:
    """A book of five records: a line, three entries, the seal."""
    with Book.open(tmp_path / "book") as book:
        book.append([line(), *(move(Stage.PLEDGE, n, key=f"e{n}") for n in (1, 2, 3))])
        assert book.verify() is None
    return tmp_path / "book"


def tamper(path: Path, statement: str) -> None:
    """Change the file as someone would who goes round the program."""
    with sqlite3.connect(path) as db:
        for kind in ("updated", "deleted"):
            db.execute(f"DROP TRIGGER journal_is_never_{kind}")
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("statement", "seq", "what"),
    [
        ("UPDATE journal SET body = replace(body, '\"2\"', '\"9\"') WHERE seq = 3", 3, "its hash"),
        ("UPDATE journal SET kind = 'count' WHERE seq = 3", 3, "its hash"),
        ("UPDATE journal SET hash = zeroblob(32) WHERE seq = 2", 2, "its hash"),
        (
            "UPDATE journal SET id = '0123456789abcdef' WHERE seq = 4",
            4,
            "an id that is not its own",
        ),
        ("DELETE FROM journal WHERE seq = 3", 3, "is missing"),
        ("DELETE FROM journal WHERE seq = 1", 1, "is missing"),
        ("UPDATE journal SET seq = 9 WHERE seq = 5", 5, "is missing"),
    ],
)
def test_the_first_altered_record_is_named(path: Path, statement, seq, what) -> None:
    tamper(path, statement)
    with Book.open(path) as book:
        finding = book.verify()
    assert finding is not None
    assert finding.code == "record_was_altered"
    assert f"record {seq}" in finding.where
    assert what in finding.what
    assert finding.level == "error"


def test_a_tail_cut_off_inside_an_append_shows(path: Path) -> None:
    tamper(path, "DELETE FROM journal WHERE seq >= 4")
    with Book.open(path) as book:
        finding = book.verify()
    assert finding is not None
    assert "record 4 is missing" in finding.what


def test_a_body_that_is_no_record_is_found_though_its_hash_is_right(path: Path) -> None:
    with Book.open(path) as book:
        before = book.store.hash_at(4)
    assert before is not None
    mark = chain.link(before, "batch", "nonsense").hex()
    tamper(path, f"UPDATE journal SET body = 'nonsense', hash = x'{mark}' WHERE seq = 5")
    with Book.open(path) as book:
        finding = book.verify()
    assert finding is not None
    assert "record 5 has an id that is not its own" in finding.what


def test_progress_is_told(path: Path) -> None:
    with Book.open(path) as book:
        assert book.verify(progress=lambda done, total, what: None) is None


def test_the_chain_is_plain_sha256_that_anyone_can_recompute(path: Path) -> None:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT kind, body, hash FROM journal ORDER BY seq").fetchall()
    db.close()
    last = bytes(32)
    for kind, body, told in rows:
        last = hashlib.sha256(last + kind.encode() + b"\x1f" + body.encode()).digest()
        assert last == told
