"""The page of tables says what the declarations say."""

from pathlib import Path

from resupply.core.fields import CASE, TABLES
from resupply.report.reference import tables_markdown

PAGE = Path(__file__).parents[2] / "docs/reference/tables.md"


def test_the_page_of_tables_is_up_to_date() -> None:
    """`cog -r docs/reference/tables.md` makes it anew."""
    made = PAGE.read_text(encoding="utf-8").split("]]] -->\n", 1)[1].split("<!-- [[[end]]]")[0]
    assert made.strip() == tables_markdown().strip()


def test_every_table_row_has_five_cells() -> None:
    rows = [r for r in tables_markdown().splitlines() if r.startswith("| `")]
    assert len(rows) == sum(len(t.fields) for t in TABLES.values()) + len(CASE.fields)
    assert all(r.replace("\\|", "").count("|") == 6 for r in rows)
