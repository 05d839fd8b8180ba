"""Cases of a few lines, as folder or workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

Write = Callable[..., Path]

BASE = {
    "case.toml": '[case]\nname = "small"\nas_of = 2024-02-28\n',
    "sources.csv": "source_id,title,published\ns1,A page,2024-02-01\n",
    "parties.csv": "party_id,name\nFIN,Finland\nPOL,Poland\nUKR,Ukraine\n",
    "items.csv": "item_id,name,unit\n155mm,155 mm round,round\nmoney,money,currency\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Write a folder case: the base, and files by table name (text or bytes)."""

    def write(**tables: str | bytes | None) -> Path:
        path = tmp_path / "small"
        path.mkdir(exist_ok=True)
        files: dict[str, str | bytes | None] = {
            **BASE,
            **{k if "." in k else f"{k}.csv": v for k, v in tables.items()},
        }
        for name, text in files.items():
            if text is not None:
                content = text.encode() if isinstance(text, str) else text
                (path / name).write_bytes(content)
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    """Write a workbook: rows by sheet."""

    def write(**sheets: list[list[object]]) -> Path:
        path = tmp_path / "small.xlsx"
        with xlsxwriter.Workbook(path) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if hasattr(value, "isoformat"):
                            sheet.write_datetime(number, column, value, day)
                        else:
                            sheet.write(number, column, value)
        return path

    return write
