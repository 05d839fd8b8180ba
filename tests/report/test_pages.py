import pytest

from resupply.core.answer import Answer, Column
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.report.pages import Page, print_page

ODD = [Finding(code="no_day", where=f"row {i}", what="no day.", todo="give it.") for i in range(7)]
ROWS = Answer(
    question="q",
    scope=Scope(dataset="own"),
    columns=[Column(name="donor", title="Donor")],
    rows=[{"donor": f"D{i}"} for i in range(60)],
    sources={"s1": {}},
    sentence="Sixty donors [bold]gave[/bold].",
    findings=ODD,
    warnings=["mind the gap."],
)


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function made here
    monkeypatch.delenv("COLUMNS", raising=False)

    def printed(answer: Answer, **how: object) -> str:
        print_page(answer, Page(title="Donors.", **how))  # type: ignore[arg-type]  # fields of Page
        return capsys.readouterr().out

    return printed


def test_a_page_says_what_how_much_and_what_it_rests_on(page) -> None:  # type: ignore[no-untyped-def]  # fixture
    lines = page(ROWS, entries_command="resupply sources").splitlines()
    assert lines[0] == "Donors."
    assert lines[1] == "Sixty donors [bold]gave[/bold]."
    assert "10 more rows: --all shows them." in lines
    assert "Scope: dataset own, values in EUR." in lines
    assert "Mind: mind the gap." in lines
    assert "Odd in these data: 7" in lines
    assert "  row 4: no day." in lines
    assert "  row 5: no day." not in lines
    assert "  and 2 more; --json lists them." in lines
    assert "Sources: 1 (resupply sources lists the entries; --json names them)." in lines


def test_findings_of_a_kind_stand_together_with_one_way_out(page) -> None:  # type: ignore[no-untyped-def]  # fixture
    columns = [Column(name=n, title=n) for n in ("code", "what", "todo")]
    found = Answer(question="check", scope=Scope(), columns=columns, findings=ODD)
    out = page(found)
    assert "warning no day  7\n  row 0: no day.\n" in out
    assert "  and 4 more: --all shows them.\n  todo: give it.\n" in out
    assert out.count("todo:") == 1
    assert page(found, examples=None).count("no day.\n") == 7
    assert "      7  warning no day\n" in page(found, examples=0)


def test_lines_have_no_blanks_at_their_ends(page) -> None:  # type: ignore[no-untyped-def]  # fixture
    assert not [line for line in page(ROWS).splitlines() if line != line.rstrip()]


def test_pauses_that_somebody_stated_are_told_in_words_below_the_figures(page) -> None:  # type: ignore[no-untyped-def]  # fixture
    names = ("name", "kind", "start", "end", "length_days", "missing_eur", "basis")
    rows = [
        ("United States", "gap", "2024-01-01", None, 60, 5e9, "compared with itself"),
        ("United States", "stated", "2023-12-27", None, 63, None, "US drawdowns stop; no money"),
        ("Slovakia", "stated", "2023-10-26", "2023-10-27", 1, None, "Military aid ends"),
    ]
    told = Answer(
        question="pauses",
        scope=Scope(),
        columns=[Column(name=n, title=n) for n in names],
        rows=[dict(zip(names, row, strict=True)) for row in rows],
    )
    out = page(told)
    table, stated = out.split("Stated by others:\n")
    assert "stated" not in table
    assert stated.splitlines()[:2] == [
        "  2023-10-26 Slovakia: Military aid ends (1 day, to 2023-10-27)",
        "  2023-12-27 United States: US drawdowns stop (63 days, open)",
    ]
    assert len(told.rows) == 3
