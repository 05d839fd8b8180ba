"""The Ukraine Support Tracker of the Kiel Institute: its site's CSV set and its item rows.

Two datasets, never added up, for they state the same aid twice:

- `kiel`: the site's figures by donor and month (`site.py`), checked against its other files
  (`checks.py`).
- `kiel-rows`: the activities of the workbook's main sheet, or of a CSV made from it (`rows.py`).

Columns are found by name, never by position (`columns.py`). Kiel's ids are numbered anew in each
release, so an activity is named by what it says about itself (`identity.py`).
"""

from datetime import date
from pathlib import Path

from resupply.core.statements import Release


def read(path: Path | str, *, known_on: date, source_id: str | None = None) -> Release:
    r"""One state of the tracker, as stated by a file or a folder.

    Args:
        path: A folder with the site's CSV set (`data_explorer.csv` and what lies beside it), that
            file alone, a CSV of rows (`bilateral_activities.csv`), or the workbook (`.xlsx`).
        known_on: Day the state was public.
        source_id: Name of the source's row; made from day and content when not given, for two
            contents were published under one label.

    Returns:
        Lines, entries, reference rows and findings. Amounts in EUR.

    Raises:
        SourceUnreadableError: The file is not what it should be; nothing can be taken from it.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "data_explorer.csv"
        >>> _ = file.write_text("country,iso,year,month,financial,humanitarian,military\n"
        ...                     "Denmark,DNK,2022,3,0,0.002,0.15\n")
        >>> [(e.cell, str(e.value)) for e in read(file, known_on=date(2026, 7, 30)).entries]
        [('DNK/humanitarian/allocation/2022-03', '2000000'),
         ('DNK/military/allocation/2022-03', '150000000')]
    """
    # The readers of files are heavy, and a command line that only prints help needs none of them.
    from resupply.sources.kiel.detect import detect

    return detect(Path(path)).release(known_on=known_on, source_id=source_id)
