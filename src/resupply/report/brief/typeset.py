"""A brief as PDF: typeset by Typst, tagged for screen readers (PDF/UA-1), fonts inside."""

import warnings
from datetime import UTC, datetime
from importlib.resources import files

import msgspec

from resupply.core.errors import ResupplyError
from resupply.report import charts
from resupply.report.brief.compose import left_out
from resupply.report.brief.model import Brief, Section

#: A fixed moment, so that the same brief gives the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(brief: Brief) -> bytes:
    """The brief as PDF.

    Raises:
        ResupplyError: It could not be typeset.
    """
    import typst

    parts = {
        "main.typ": files(__package__).joinpath("brief.typ").read_bytes(),
        "brief.json": msgspec.json.encode(_plainly(brief)),
    }
    for place, section in enumerate(brief.sections):
        if section.chart is not None:
            parts[f"chart-{place}.svg"] = charts.svg(section.chart).encode()
    try:
        with warnings.catch_warnings():
            # A letter that no font inside has is drawn as a box; the words stay right.
            warnings.simplefilter("ignore", UserWarning)
            made: bytes = typst.compile(  # type: ignore[call-overload]  # its types lack files by name
                parts,
                format="pdf",
                ignore_system_fonts=True,
                pdf_standards="ua-1",
                timestamp=_MADE,
            )
            return made
    except RuntimeError as error:
        raise ResupplyError(
            where="the brief",
            what=f"it could not be typeset: {str(error).splitlines()[0]}",
            todo="report the command as an error; a name ending in .docx or --json may do.",
        ) from None


def _plainly(brief: Brief) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(brief)
    told["sections"] = [_section(place, s) for place, s in enumerate(brief.sections)]
    return told


def _section(place: int, section: Section) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(section)
    told["chart"] = None if section.chart is None else f"chart-{place}.svg"
    told["more"] = left_out(section.grid) if section.grid else ""
    return told
