"""Where documents and proposals wait for review: one SQLite file beside the book.

The desk is a queue, not the ledger: a proposal changes until it is decided. What was decided, by
whom and from what to what, is kept in `decisions`, which the file itself refuses to change.
"""

from collections.abc import Sequence
from typing import NamedTuple

from resupply.core.errors import DeskUnreadableError, RefusedError
from resupply.store.small import SmallFile, cannot_be_written, is_busy

#: What a desk file says it is (PRAGMA application_id): "RSDK".
APPLICATION_ID = 0x5253444B
VERSION = 1

_TABLES = (
    """CREATE TABLE documents (
        number INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        story  INTEGER NOT NULL,
        body   TEXT NOT NULL,
        text   TEXT NOT NULL,
        sketch BLOB NOT NULL)""",
    """CREATE TABLE proposals (
        number   INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents,
        key      TEXT NOT NULL,
        status   TEXT NOT NULL,
        body     TEXT NOT NULL,
        UNIQUE (document, key))""",
    "CREATE INDEX proposals_status ON proposals (status)",
    """CREATE TABLE decisions (
        number   INTEGER PRIMARY KEY,
        proposal INTEGER NOT NULL REFERENCES proposals,
        body     TEXT NOT NULL)""",
    "CREATE INDEX decisions_proposal ON decisions (proposal)",
    "CREATE TABLE begun (proposal INTEGER PRIMARY KEY)",
    # What a watcher has seen, by path or address of the item.
    "CREATE TABLE seen (name TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TRIGGER decisions_are_never_updated BEFORE UPDATE ON decisions
       BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END""",
    """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
       BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END""",
)


class DocumentRow(NamedTuple):
    """A document as kept: `body` is its JSON without the text; `story` the first that tells it."""

    number: int
    sha256: str
    story: int
    body: str


class ProposalRow(NamedTuple):
    """A proposal as kept: `body` is its JSON."""

    number: int
    document: int
    key: str
    status: str
    body: str


class DeskStore(SmallFile):
    """The queue in one SQLite file.

    Args:
        path: The file; made when it is not there.
        timeout_seconds: How long to wait for another reviewer's decision.

    Raises:
        DeskUnreadableError: Not a desk, damaged, of a newer version, or no right to write.
    """

    APPLICATION_ID, VERSION, TABLES = APPLICATION_ID, VERSION, _TABLES
    PRAGMAS = ("foreign_keys = ON",)

    def _refused(self, *said: str) -> RefusedError:
        return DeskUnreadableError(str(self.path), *said)

    def _in_our_words(self, text: str) -> Sequence[str]:
        return _in_our_words(text)

    # Documents

    def add_document(self, sha256: str, story: int, body: str, text: str, sketch: bytes) -> int:
        """Keep a document; its number. `story` 0 = it tells a story of its own."""
        with self._told():
            sql = "INSERT INTO documents (sha256, story, body, text, sketch) VALUES (?,?,?,?,?)"
            number = self._db.execute(sql, (sha256, story, body, text, sketch)).lastrowid
            assert number is not None
            if not story:
                self._db.execute("UPDATE documents SET story = number WHERE number = ?", (number,))
        return number

    def put_document(self, number: int, body: str) -> None:
        """Say what is known of a document anew."""
        with self._told():
            self._db.execute("UPDATE documents SET body = ? WHERE number = ?", (body, number))

    def put_story(self, number: int, story: int) -> None:
        """Say that a document tells the story of an earlier one."""
        with self._told():
            self._db.execute("UPDATE documents SET story = ? WHERE number = ?", (story, number))

    def document_of(self, sha256: str) -> int | None:
        """Number of the document with these bytes of text."""
        with self._told():
            row = self._db.execute(
                "SELECT number FROM documents WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return row[0] if row else None

    def documents(self, number: int | None = None) -> list[DocumentRow]:
        """All documents, or the one of that number, in order."""
        sql = "SELECT number, sha256, story, body FROM documents"
        with self._told():
            return [DocumentRow(*r) for r in self._select(sql, "number", number)]

    def text(self, number: int) -> str:
        """The whole text of a document; empty when there is none."""
        with self._told():
            row = self._db.execute(
                "SELECT text FROM documents WHERE number = ?", (number,)
            ).fetchone()
        return str(row[0]) if row else ""

    def sketches(self) -> list[tuple[int, int, bytes]]:
        """Number, story and sketch of every document."""
        with self._told():
            return self._db.execute(
                "SELECT number, story, sketch FROM documents ORDER BY number"
            ).fetchall()

    # Proposals and decisions

    def add_proposal(self, document: int, key: str, status: str, body: str) -> int:
        """Keep a proposal; its number."""
        sql = "INSERT INTO proposals (document, key, status, body) VALUES (?,?,?,?)"
        with self._told():
            number = self._db.execute(sql, (document, key, status, body)).lastrowid
        assert number is not None
        return number

    def put_proposal(self, number: int, status: str, body: str) -> None:
        """Say a proposal anew."""
        with self._told():
            self._db.execute(
                "UPDATE proposals SET status = ?, body = ? WHERE number = ?", (status, body, number)
            )

    def proposals(
        self, number: int | None = None, *, document: int | None = None, status: str | None = None
    ) -> list[ProposalRow]:
        """Proposals in order: one, those of a document, those of a status, or all."""
        sql = "SELECT number, document, key, status, body FROM proposals"
        asked = {"number": number, "document": document, "status": status}
        given = {k: v for k, v in asked.items() if v is not None}
        where = " AND ".join(f"{name} = ?" for name in given)
        with self._told():
            rows = self._db.execute(
                f"{sql}{' WHERE ' + where if where else ''} ORDER BY number", tuple(given.values())
            ).fetchall()
        return [ProposalRow(*r) for r in rows]

    def add_decision(self, proposal: int, body: str) -> int:
        """Keep a decision on a proposal for good; its number."""
        with self._told():
            number = self._db.execute(
                "INSERT INTO decisions (proposal, body) VALUES (?,?)", (proposal, body)
            ).lastrowid
        assert number is not None
        return number

    def decisions(self, proposal: int | None = None) -> list[tuple[int, int, str]]:
        """Number, proposal and body of the decisions on one proposal, or on all, in order."""
        with self._told():
            return self._select(
                "SELECT number, proposal, body FROM decisions", "proposal", proposal
            )

    # What was seen

    def seen(self, name: str) -> str | None:
        """The mark under which a file or an item of a feed was last seen."""
        with self._told():
            row = self._db.execute("SELECT mark FROM seen WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def begun(self) -> list[int]:
        """Proposals whose booking was begun: an interruption leaves them undecided."""
        with self._told():
            rows = self._db.execute("SELECT proposal FROM begun").fetchall()
        return [row[0] for row in rows]

    def put_begun(self, proposal: int) -> None:
        """Note, outside any transaction, that a booking begins."""
        with self._told():
            self._db.execute(
                "INSERT OR IGNORE INTO begun SELECT number FROM proposals WHERE number = ?",
                (proposal,),
            )

    def end_begun(self, proposal: int) -> None:
        """Note that a booking is decided."""
        with self._told():
            self._db.execute("DELETE FROM begun WHERE proposal = ?", (proposal,))

    def put_seen(self, name: str, mark: str) -> None:
        """Remember a file or an item as seen."""
        with self._told():
            self._db.execute("INSERT OR REPLACE INTO seen VALUES (?,?)", (name, mark))

    def _select(self, sql: str, column: str, value: int | None) -> list[tuple]:  # type: ignore[type-arg]  # rows differ by statement
        where, given = ("", ()) if value is None else (f" WHERE {column} = ?", (value,))
        return self._db.execute(f"{sql}{where} ORDER BY number", given).fetchall()


def _in_our_words(text: str) -> Sequence[str]:
    if is_busy(text):
        return (
            "another reviewer is deciding at this moment.",
            "try again in a moment; nothing was changed.",
        )
    return cannot_be_written(text) or (
        f"it is not a sound desk ({text}).",
        "restore the file from a copy, or move it away.",
    )
