from typing import Any

from rich.console import Console

from resupply.core.answer import Column
from resupply.report.tables import lay_out


def printed(columns: list[Column], rows: list[dict[str, Any]], **how: Any) -> tuple[str, list[str]]:
    width = how.pop("width", 100)
    laid = lay_out(columns, rows, width=width, **how)
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(laid.table)
    return captured.get(), list(laid.notes)


def wide(count: int, rows: int = 5) -> tuple[list[Column], list[dict[str, Any]]]:
    columns = [Column(name=f"figure_{i}", title=f"Figure {i}", digits=0) for i in range(count)]
    cells = [{c.name: 1_000_000 * r + i for i, c in enumerate(columns)} for r in range(rows)]
    return columns, cells


def test_no_figure_is_ever_cut_or_broken() -> None:
    columns, rows = wide(20)
    for width in (40, 60, 80, 100, 300):
        out, notes = printed(columns, rows, width=width)
        assert max(map(len, out.splitlines())) <= width
        assert "…" not in out
        assert "4,000,000" in out
        assert any("No room for" in n for n in notes) == (width < 300)


def test_the_right_goes_first_unless_another_can_better_be_spared() -> None:
    columns, rows = wide(6)
    _, notes = printed(columns, rows, width=60)
    assert notes == ["No room for: Figure 5 (--csv has all columns)."]
    _, notes = printed(columns, rows, width=60, first_to_go=["figure_2"])
    assert notes == ["No room for: Figure 2 (--csv has all columns)."]


def test_a_column_that_says_the_same_in_every_row_is_told_once_below() -> None:
    columns, rows = wide(6)
    rows = [{**r, "figure_3": 7} for r in rows]
    _, notes = printed(columns, rows, width=60)
    assert notes == ["In all rows: Figure 3 7."]
    _, notes = printed(columns, [{**r, "figure_3": None} for r in rows], width=60)
    assert notes == ["Not known of any row: Figure 3."]


def test_few_rows_of_many_columns_stand_upright() -> None:
    columns, rows = wide(20, rows=2)
    out, notes = printed(columns, rows, width=60)
    assert len(out.splitlines()) == 20
    assert out.splitlines()[3].split() == ["Figure", "3", "3", "1,000,003"]
    assert notes == []


def test_unknown_is_marked_and_explained() -> None:
    columns = [Column(name="donor", title="Donor"), Column(name="value", title="Value", unit="EUR")]
    out, notes = printed(columns, [{"donor": "A", "value": None}, {"donor": "B", "value": 2.0}])
    assert "A" in out
    assert notes == ["- is not known."]


def test_bars_are_as_long_as_their_figures() -> None:
    columns = [Column(name="donor", title="Donor"), Column(name="value", title="Value", digits=0)]
    rows = [{"donor": "A", "value": 8.0}, {"donor": "B", "value": 4.0}, {"donor": "C", "value": 0}]
    out, _ = printed(columns, rows, bar="value")
    assert [line.count("█") for line in out.splitlines()[-3:]] == [24, 12, 0]
    out, _ = printed(columns, rows, bar="value", width=16)
    assert "█" not in out


def test_wide_letters_are_counted_as_they_are_drawn() -> None:
    columns = [Column(name="name", title="Name"), Column(name="value", title="Value", digits=0)]
    rows = [{"name": "日本国日本国日本国日本国", "value": 1}, {"name": "Київ", "value": 22}]
    out, _ = printed(columns, rows, width=30)
    assert out.splitlines()[-1].split() == ["Київ", "22"]
