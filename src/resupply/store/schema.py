"""The tables, by version. A migration is a list of statements that lifts version n-1 to n."""

#: What a book file says it is (PRAGMA application_id): "RSUP".
APPLICATION_ID = 0x52535550

MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE journal (
            seq  INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id   TEXT NOT NULL,
            body TEXT NOT NULL,
            hash BLOB NOT NULL)""",
        "CREATE UNIQUE INDEX journal_id ON journal (id)",
        "CREATE INDEX journal_other ON journal (kind, seq) WHERE kind <> 'entry'",
        """CREATE TABLE names (
            space TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (space, name)) WITHOUT ROWID""",
        # Nothing is ever changed: the file itself refuses it.
        """CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal
           BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        """CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
           BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        # For people with a database browser.
        """CREATE VIEW entries AS SELECT seq, id AS entry_id,
            json_extract(body,'$.line_id') AS line_id,
            json_extract(body,'$.stage_from') AS stage_from,
            json_extract(body,'$.stage_to') AS stage_to,
            json_extract(body,'$.quantity') AS quantity,
            json_extract(body,'$.unit') AS unit,
            json_extract(body,'$.value') AS value,
            json_extract(body,'$.currency') AS currency,
            coalesce(json_extract(body,'$.reverses'), 0) AS reverses,
            json_extract(body,'$.happened_from') AS happened_from,
            json_extract(body,'$.happened_to') AS happened_to,
            json_extract(body,'$.known_on') AS known_on,
            json_extract(body,'$.source_id') AS source_id,
            json_extract(body,'$.locator') AS locator,
            json_extract(body,'$.corrects') AS corrects,
            json_extract(body,'$.reason') AS reason
            FROM journal WHERE kind = 'entry'""",
    ),
}

#: The version this program writes.
VERSION = max(MIGRATIONS)
