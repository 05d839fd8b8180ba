"""Activities of the International Aid Transparency Initiative (IATI), versions 1.0x to 2.03.

Two datasets, never added up:

- `iati`: what organisations say they promised and paid: pledges, commitments, disbursements
  (`delivery`) and expenditure (`use`).
- `iati-incoming`: money as those who get it tell of it. Givers tell of it too.

Interest, loan repayments, equity and guarantees are no aid on its way; they are counted and left.
"""

from datetime import date
from pathlib import Path

from resupply.core.statements import Release


def read(path: Path | str, *, known_on: date, source_id: str | None = None) -> tuple[Release, ...]:
    r"""The activities of a file, or of all files of a folder.

    Args:
        path: An activity file (`.xml`), packed or not (`.xml.gz`), or a folder of them.
        known_on: Day the files were public.
        source_id: Name of the source's row; made from day and content when not given.

    Returns:
        Two releases, `iati` and `iati-incoming`; either may have no entries. Each speaks of the
        activities of the files and of no others.

    Raises:
        SourceUnreadableError: A file is not what it should be; nothing can be taken from it.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "activities.xml"
        >>> _ = file.write_text("<iati-activities version='2.03'><iati-activity>"
        ...     "<iati-identifier>DK-1-7</iati-identifier><reporting-org ref='DK-1'/>"
        ...     "<recipient-country code='UA'/><transaction><transaction-type code='3'/>"
        ...     "<transaction-date iso-date='2024-02-26'/><value currency='DKK'>500</value>"
        ...     "</transaction></iati-activity></iati-activities>")
        >>> given, incoming = read(file, known_on=date(2024, 2, 28))
        >>> line, entry = given.lines[0], given.entries[0]
        >>> line.donor, line.recipient, str(entry.stage_to), str(entry.value), entry.currency
        ('DNK', 'UKR', 'delivery', '500', 'DKK')
    """
    from resupply.sources.iati.files import read_activities
    from resupply.sources.iati.stated import releases

    return releases(read_activities(Path(path)), known_on=known_on, source_id=source_id)
