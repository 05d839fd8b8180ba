"""The UN's Financial Tracking Service: flows of humanitarian money, by its API or as CSV.

Three datasets, never added up:

- `fts`: what comes in across the boundary of the question; the published totals are its sums.
- `fts-shared`: flows to several places at once, of which how much is whose is not stated.
- `fts-internal`: money passed on inside the boundary, counted already when it came in.

A pledge is a stage of its own (`pledge`), a commitment another, and what is paid is delivered.
"""

from datetime import date
from pathlib import Path

from resupply.core.statements import Release


def read(path: Path | str, *, known_on: date, source_id: str | None = None) -> tuple[Release, ...]:
    r"""The flows of a file, or of all files of a folder.

    Args:
        path: Pages of the API (`flow/custom-search`, JSON), exports (CSV, with or without the row
            of HXL tags), or a folder of them. All pages of a question belong together.
        known_on: Day the files were public.
        source_id: Name of the source's row; made from day and content when not given.

    Returns:
        One release a dataset that has flows. Amounts in USD.

    Raises:
        SourceUnreadableError: The file is not what it should be; nothing can be taken from it.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "flows.csv"
        >>> _ = file.write_text("id,amountUSD,date,status,boundary,srcOrganization,destLocations\n"
        ...     "9,500,2024-02-26,paid,incoming,\"Norway, Government of\",JOR\n")
        >>> (release,) = read(file, known_on=date(2024, 2, 28))
        >>> line, entry = release.lines[0], release.entries[0]
        >>> line.donor, line.recipient, str(entry.stage_to), str(entry.value), entry.currency
        ('NOR', 'JOR', 'delivery', '500', 'USD')
    """
    from resupply.sources.fts.files import read_flows
    from resupply.sources.fts.stated import releases

    return releases(read_flows(Path(path)), known_on=known_on, source_id=source_id)
