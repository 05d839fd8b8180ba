"""Labelled texts, as the tools that learn from them take them."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from resupply.intake import reader
from resupply.intake.context import Context
from resupply.intake.text import Document

#: Where the tables of the reader stand.
TABLES = Path(__file__).resolve().parents[1] / "src" / "resupply" / "intake" / "lexicon"


class Labelled(NamedTuple):
    """One text, its speech and dateline read, with its labels.

    Args:
        file: Where it comes from.
        id: The text's id.
        document: The text.
        context: What was read of it.
        records: Its labels.
    """

    file: str
    id: str
    document: Document
    context: Context
    records: list[dict[str, Any]]


def texts(files: Iterable[Path]) -> Iterator[Labelled]:
    """Every text of some files, one JSON object a line."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            document = Document(id=doc["id"], text=doc["text"], published=doc["published"])
            context = reader.prepare(document)
            for kind, module in reader.EXTRACTORS:
                if kind in ("dateline", "quote"):
                    reader.extractor(module)(document, context)
            yield Labelled(str(file), doc["id"], document, context, doc["records"])


def parser(about: str) -> argparse.ArgumentParser:
    """What the tools are asked: texts, which of them are fresh, where the tables go.

    Args:
        about: The docstring of the tool.
    """
    asked = argparse.ArgumentParser(description=about.splitlines()[0])
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--fresh", default=[], type=lambda said: [w for w in said.split(",") if w])
    asked.add_argument("--out", type=Path, default=TABLES)
    return asked
