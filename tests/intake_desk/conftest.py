"""A case of one's own, and documents as read, written in the words of the field."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import resupply
from resupply.case import Case
from resupply.intake.records import Reading, Record

SMALL = Path(__file__).parents[1] / "cli/small-case"
#: Spans of a made-up article, by their words.
ARTICLE = (
    "NORTHPORT, 20 February 2024. Northland will send 5,000 artillery rounds to Riverland by June, "
    "its minister said. Southland and Northland together set aside EUR 30 million for repairs. "
    "Deliveries have been held up since January. Riverland needs 40,000 rounds a month."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small case, to write in."""
    copied = Path(shutil.copytree(SMALL, tmp_path / "own"))
    with (copied / "case.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[headline]\npromises = "press"\n')
    return copied


@pytest.fixture
def case(folder: Path) -> Iterator[Case]:
    opened = resupply.open(folder)
    yield opened
    opened.close()


Read = Callable[..., Reading]


@pytest.fixture
def read() -> Read:
    """`read(text, (kind, words, fields), ...)`: a document as a reader would have read it."""

    def made(
        text: str, *found: tuple[str, str, dict[str, Any]], published: str | None = "2024-02-20"
    ) -> Reading:
        records = []
        for kind, words, fields in found:
            start = text.index(words)
            records.append(
                Record(
                    kind=kind,
                    start=start,
                    end=start + len(words),
                    fields=fields,
                    spans={"words": (start, start + len(words))},
                    rule=f"{kind}.test",
                    reason="written for the test",
                )
            )
        return Reading(id="t", published=published, text=text, records=records)

    return made


@pytest.fixture
def article(read: Read) -> Reading:
    return read(
        ARTICLE,
        ("aid", "5,000 artillery rounds", {
            "donor": "NNN", "recipient": "RRR", "item": "155 mm", "quantity": 5000,
            "status": "pledged", "date": "2024-06",
        }),
        ("aid", "set aside EUR 30 million for repairs", {
            "donor": ["SSS", "NNN"], "recipient": "RRR", "item": "repairs", "amount": 3e7,
            "currency": "EUR", "status": "committed",
        }),
        ("delay", "Deliveries have been held up since January", {
            "type": "delayed", "actor": "NNN", "item": "deliveries",
        }),
        ("need", "Riverland needs 40,000 rounds a month", {
            "who": "RRR", "item": "rounds", "quantity": 40000,
        }),
    )  # fmt: skip
