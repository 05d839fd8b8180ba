"""An answer as a page for people: what was asked, the answer, the table, and what it rests on."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from resupply.core.answer import Answer, Part
from resupply.core.findings import Finding
from resupply.core.words import counted
from resupply.report.figures import plain
from resupply.report.tables import lay_out

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_PIPED_WIDTH = 100
_FINDINGS_MAX = 5
#: What goes first where there is no room, by question: what a reader can best do without.
_FIRST_TO_GO = {
    "balances": ("shipped", "used", "pledged", "unknown", "left"),
    "pauses": ("basis", "length_days", "end"),
    "promises": (
        "words",
        "evidence",
        "days_left",
        "met_on",
        "delivered_basis",
        "days_late",
        "kind",
        "promised_on",
        "delivered",
    ),
    "plan": ("per_day",),
    "stock": ("counted_on", "need_per_day", "use_basis", "runs_out_on"),
    "lags": ("same_month_mean_months", "basis"),
    "sources": ("basis", "stage_from", "reason", "happened_to", "stage_to"),
}
#: Answers that are about the program, not about a case.
_WITHOUT_SCOPE = (
    *("cases", "new", "copy", "import", "record", "count", "verify", "review", "watch", "read"),
    *("users", "audit", "export"),
)
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Page(NamedTuple):
    """What a page says besides the answer.

    Args:
        title: Heading, where there is one.
        entries_command: Command that lists the entries behind the figures.
        rows_max: Rows shown of a long table; None = all.
        examples: Findings shown of a kind; None = all.
        more: What shows the rest.
    """

    title: str = ""
    entries_command: str | None = None
    rows_max: int | None = 50
    examples: int | None = 3
    more: str = "--all shows them"


def print_page(answer: Answer, page: Page) -> None:
    """Print an answer to stdout; colours only where a terminal shows them."""
    screen = console()
    with screen.capture() as captured:
        for part in _parts(answer, page, screen.width):
            screen.print(part)
    write(captured.get())


def print_words(words: str, *, style: str = "") -> None:
    """Print words, wrapped to the terminal."""
    from rich.text import Text

    screen = console()
    with screen.capture() as captured:
        screen.print(Text(words, style=style))
    write(captured.get())


def console() -> "Console":
    """A console as wide as the terminal; 100 letters when piped."""
    from rich.console import Console

    made = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not made.is_terminal and "COLUMNS" not in made._environ:
        made.width = _PIPED_WIDTH
    return made


def write(text: str) -> None:
    """Write text whatever letters the terminal knows; trailing blanks are of no use to anybody."""
    lines = (line.rstrip(" ") for line in text.split("\n"))
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write("\n".join(lines).encode(encoding, "replace").decode(encoding))


def _parts(answer: Answer, page: Page, width: int) -> Iterator["RenderableType"]:
    from rich.text import Text

    if page.title:
        yield Text(page.title, style="bold")
    if answer.sentence:
        yield Text(plain(answer.sentence))
    if _is_findings(answer):
        yield from _by_code(answer.findings, page)
    elif answer.tables or answer.told:
        yield from _several(answer, page, width)
    elif answer.columns and answer.rows:
        told = _in_words(answer)
        if told:
            answer = structs.replace(answer, rows=[r for r in answer.rows if not _is_stated(r)])
        if answer.rows:
            yield Text()
            yield from _table(answer, page, width)
        yield from _list("Stated by others:", told, page)
    yield from _footer(answer, page)
    yield Text()


def _several(answer: Answer, page: Page, width: int) -> Iterator["RenderableType"]:
    """An answer of several tables: each under its heading, and the sentences after the first."""
    from rich.text import Text

    main = Part(name="", title=answer.title, columns=answer.columns, rows=answer.rows)
    shown = [t for t in answer.tables if t.shown]
    first, rest = [t for t in shown if t.first], [t for t in shown if not t.first]
    for at, part in enumerate((*first, main, *rest)):
        if at == len(first):
            for line in answer.told:
                yield Text(f"\n{plain(line)}")
        if part.rows:
            yield Text(f"\n{part.title}", style="bold")
            most = page.rows_max if part.rows_max is None else part.rows_max
            cut = page._replace(rows_max=page.rows_max and most)
            yield from _table(
                structs.replace(answer, columns=part.columns, rows=part.rows), cut, width
            )


def _is_stated(row: Mapping[str, Any]) -> bool:
    return row.get("kind") == "stated"


def _in_words(answer: Answer) -> list[str]:
    """Pauses that somebody stated: words, not figures, tell them apart."""
    if answer.question != "pauses":
        return []
    rows = sorted((r for r in answer.rows if _is_stated(r)), key=lambda r: (r["start"], r["name"]))
    return [f"{r['start']} {r['name']}: {_what(r)} ({_how_long(r)})" for r in rows]


def _what(row: Mapping[str, Any]) -> str:
    return str(row["basis"] or "").partition("; ")[0] or "not said what"


def _how_long(row: Mapping[str, Any]) -> str:
    days = row["length_days"]
    long = counted(days, "day") if days else ""  # none yet: it was stated ahead
    end = f"to {row['end']}" if row["end"] else "open"
    return ", ".join(part for part in (long, end) if part)


def _list(title: str, lines: Sequence[str], page: Page) -> Iterator["RenderableType"]:
    from rich.text import Text

    if not lines:
        return
    yield Text(f"\n{title}")
    for line in lines[: page.rows_max]:
        yield _indented(line, 2)
    if page.rows_max is not None and len(lines) > page.rows_max:
        yield _dim(f"  and {len(lines) - page.rows_max:,} more: {page.more}.")
    yield Text()


def _is_findings(answer: Answer) -> bool:
    return {"code", "what", "todo"} <= {c.name for c in answer.columns}


def _table(answer: Answer, page: Page, width: int) -> Iterator["RenderableType"]:
    rows = answer.rows[: page.rows_max]
    laid = lay_out(
        answer.columns,
        rows,
        width=width,
        bar=_bar(answer),
        first_to_go=_first_to_go(answer),
    )
    yield laid.table
    below = list(laid.notes)
    if len(rows) < len(answer.rows):
        below.append(f"{len(answer.rows) - len(rows):,} more rows: {page.more}.")
    if below:
        yield _dim(" ".join(below))


def _first_to_go(answer: Answer) -> tuple[str, ...]:
    """Columns that give way where there is no room; a figure's name may end in its unit."""
    names = [c.name for c in answer.columns]
    plain = {name.rpartition("_")[0]: name for name in names} | {name: name for name in names}
    return tuple(plain[n] for n in _FIRST_TO_GO.get(answer.question, ()) if n in plain)


def _bar(answer: Answer) -> str | None:
    """A ranking is also drawn: the figure that ranks comes first after the name."""
    if answer.question != "rank" or not _can_draw():
        return None
    figures = [c.name for c in answer.columns if c.shown and c.digits is not None]
    return figures[0] if figures else None


def _can_draw() -> bool:
    """Whether the terminal's letters include blocks."""
    try:
        "█▏".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _footer(answer: Answer, page: Page) -> Iterator["RenderableType"]:
    from rich.text import Text

    if answer.question not in _WITHOUT_SCOPE:
        yield _dim(f"Scope: {plain(answer.scope.sentence())}.")
    for warning in answer.warnings:
        yield Text(f"Mind: {plain(warning)}", style="yellow")
    if answer.findings and not _is_findings(answer):
        yield from _first_findings(answer.findings)
    if answer.sources:
        lists = f"{page.entries_command} lists the entries; " if page.entries_command else ""
        yield _dim(f"Sources: {len(answer.sources):,} ({lists}--json names them).")


def _first_findings(findings: Sequence[Finding]) -> Iterator["RenderableType"]:
    yield _dim(f"Odd in these data: {len(findings):,}")
    for finding in findings[:_FINDINGS_MAX]:
        yield _indented(f"{finding.where}: {finding.what}", 2)
    if len(findings) > _FINDINGS_MAX:
        yield _dim(f"  and {len(findings) - _FINDINGS_MAX:,} more; --json lists them.")


def _by_code(findings: Sequence[Finding], page: Page) -> Iterator["RenderableType"]:
    """Findings of a kind together: the first few, and what to do about them once."""
    from rich.text import Text

    for (level, code), same in _grouped(findings).items():
        head = (level, _COLOURS.get(level, "")), " ", (code.replace("_", " "), "bold")
        if page.examples == 0:
            yield Text.assemble(f"{sum(f.count for f in same):>7,}  ", *head)
            continue
        yield Text.assemble("\n", *head, f"  {sum(f.count for f in same):,}")
        for finding in same[: page.examples]:
            yield _indented(f"{finding.where}: {finding.what}", 2)
        if page.examples is not None and len(same) > page.examples:
            yield _dim(f"  and {len(same) - page.examples:,} more: {page.more}.")
        yield _indented(f"todo: {same[0].todo}", 2, style="dim")
    if findings and page.examples != 0:
        yield Text()


def _grouped(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    by: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by.setdefault((finding.level, finding.code), []).append(finding)
    return by


def _dim(words: str) -> "Text":
    from rich.text import Text

    return Text(words, style="dim")


def _indented(words: str, by: int, *, style: str = "") -> Any:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(plain(words), style=style), (0, 0, 0, by))
