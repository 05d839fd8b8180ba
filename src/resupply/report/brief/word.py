"""A brief as a document for a word processor, so that its text can be worked on."""

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from resupply.report import charts
from resupply.report.brief.compose import left_out
from resupply.report.brief.model import Brief, Grid, Section
from resupply.report.figures import plain

if TYPE_CHECKING:
    from docx.document import Document

# A fixed moment, so that the same brief gives the same document.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a label that the file format wants without zone
_GREY = "5C6670"
_PROPERTY_MAX = 255  # as the file format allows [letters]


def docx(brief: Brief) -> bytes:
    """The brief as a .docx document."""
    from docx import Document
    from docx.shared import Mm, Pt

    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(16)
    made.styles["Normal"].font.size = Pt(9.5)
    made.core_properties.title = plain(f"{brief.title}, {brief.subtitle}")[:_PROPERTY_MAX]
    made.core_properties.author = plain(brief.made_by)[:_PROPERTY_MAX]
    made.core_properties.created = made.core_properties.modified = _MADE
    made.add_heading(plain(brief.title), 0)
    made.add_paragraph(plain(brief.subtitle))
    for section in brief.sections:
        _add_section(made, section)
    if brief.unanswered:
        made.add_heading("Not answered", 2)
        for one in brief.unanswered:
            made.add_paragraph(plain(one))
    made.add_heading("Sources", 2)
    for source in brief.sources:
        told = ", ".join(part for part in (source.title, source.published, source.url) if part)
        publisher = f"{source.publisher}: " if source.publisher else ""
        _quietly(made, f"{source.number}. {publisher}{told}")
    out = io.BytesIO()
    made.save(out)
    return _dateless(out)


def _dateless(written: io.BytesIO) -> bytes:
    """The file without the moment it was written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            kept = zipfile.ZipInfo(part.filename)  # its date is the format's first day
            kept.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(kept, old.read(part))
    return out.getvalue()


def _add_section(made: "Document", section: Section) -> None:
    from docx.shared import Mm

    made.add_heading(plain(section.title), 2)
    cites = f" [{section.cites}]" if section.cites else ""
    if section.sentence:
        made.add_paragraph(plain(section.sentence + cites))
    if section.grid is not None:
        _add_grid(made, section.grid)
        if told := left_out(section.grid):
            _quietly(made, told)
    if section.chart is not None:
        made.add_picture(io.BytesIO(charts.png(section.chart)), width=Mm(150))
        picture = made.inline_shapes[-1]._inline.docPr
        picture.set("descr", f"{section.title}. {section.sentence}")
    for note in section.notes:
        _quietly(made, f"Mind: {note}")
    _quietly(made, f"{section.command}  ({section.scope})")


def _add_grid(made: "Document", grid: Grid) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    table = made.add_table(rows=1 + len(grid.rows), cols=len(grid.headings), style="Light List")
    for number, cells in enumerate([grid.headings, *grid.rows]):
        for place, words in enumerate(cells):
            paragraph = table.cell(number, place).paragraphs[0]
            run = paragraph.add_run(plain(words.replace("\n", ", ")))
            run.font.size = Pt(8)
            run.bold = number == 0
            if grid.right[place]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _quietly(made: "Document", words: str) -> None:
    from docx.shared import Pt, RGBColor

    # What a word processor cannot hold, such as a bell in a name that was asked for, is left out.
    run = made.add_paragraph().add_run(plain(words))
    run.font.size = Pt(7.5)
    run.font.color.rgb = RGBColor.from_string(_GREY)
