"""Activity files, read as a stream: large ones do not fit into memory as a tree."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from resupply.core.errors import SourceUnreadableError
from resupply.sources.iati.activity import Activity
from resupply.sources.iati.elements import activity
from resupply.sources.iati.oddities import Oddities

#: A file that is or unpacks to more than this is refused.
FILE_BYTES_MAX = 2 * 10**9
#: As is one with more than this, or more elements, between the ends of two activities.
ACTIVITY_BYTES_MAX, ACTIVITY_ELEMENTS_MAX = 64 * 10**6, 2 * 10**6
_CHUNK = 1 << 16
#: What stands before the first element is a declaration, comments, and nothing else [bytes].
_PROLOG_MAX = 1 << 20
_ENDINGS = (".xml", ".xml.gz")
_ACTIVITY, _ORGANISATION = "iati-activity", "iati-organisation"


class Activities(NamedTuple):
    """What the files hold.

    Args:
        activities: Each activity once.
        odd: What was odd about reading them.
        sha256: Hash of the files.
    """

    activities: Sequence[Activity]
    odd: Oddities
    sha256: str


def read_activities(path: Path) -> Activities:
    """The activities of a file, or of all files of a folder.

    Raises:
        SourceUnreadableError: Nothing that can be read, or no activity in it.
    """
    odd = Oddities()
    kept: dict[str, Activity] = {}
    hashes = []
    for file in _files(path):
        try:
            read = list(_read(file, odd))
        except SourceUnreadableError:
            if file == path:
                raise
            odd.add("file_left_out", file.name, file.name)
            continue
        hashes.append(_sha256(file))
        for stated in read:
            _keep(kept, stated, odd)
    if not kept:
        raise _refused(
            path.name,
            "there is no activity in it that can be read.",
            "give activity files of the standard (iati-activities), not lists of organisations.",
        )
    whole = hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
    return Activities(list(kept.values()), odd, whole)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(
        f for f in path.iterdir() if f.name.casefold().endswith(_ENDINGS) and f.is_file()
    )
    if not found:
        raise _refused(
            path.name,
            "the folder has no .xml and no .xml.gz file.",
            "give a folder with activity files of one day.",
        )
    return found


def _keep(kept: dict[str, Activity], stated: Activity, odd: Oddities) -> None:
    """Each activity once: the one updated last, else the one read last."""
    held = kept.get(stated.identifier)
    if held is not None:
        odd.add("same_activity_twice", stated.where(), stated.identifier)
        if held.updated_on and (stated.updated_on is None or stated.updated_on < held.updated_on):
            return
    kept[stated.identifier] = stated


def _read(file: Path, odd: Oddities) -> Iterator[Activity]:
    """The activities of one file, one by one."""
    try:
        with file.open("rb") as packed:
            is_packed = packed.read(2) == b"\x1f\x8b"
            packed.seek(0)
            source = gzip.GzipFile(fileobj=packed) if is_packed else packed
            for element in _elements(file.name, source):  # type: ignore[arg-type]
                read = activity(element, file.name, odd)
                if read is not None:
                    yield read
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise _refused(
            file.name, "the packed file breaks off, or is damaged.", "download it again."
        ) from None
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise _refused(file.name, f"{reason}.", "check the path and the permissions.") from None


def _elements(name: str, source: IO[bytes]) -> Iterator[Element]:
    """The elements of activities; each is emptied once the next is asked for."""
    parser: XMLPullParser[Element] = XMLPullParser(events=("start", "end"))
    walk = _Walk(name)
    read = since = 0
    try:
        for chunk in _chunks(name, source):
            read += len(chunk)
            since += len(chunk)
            if read > FILE_BYTES_MAX or since > ACTIVITY_BYTES_MAX:
                raise _too_large(name, read, since)
            parser.feed(chunk)
            for element in walk.ended(parser):
                since = 0
                yield element
        parser.close()
    except ParseError as error:
        line = error.position[0]
        raise _refused(
            f"{name}, line {line:,}",
            f"this is not XML, or it breaks off: {str(error).split(':')[0]}.",
            "download it again.",
        ) from None
    except (ValueError, LookupError):
        raise _refused(name, "its encoding is not known.", "save it as UTF-8.") from None
    if walk.root == "iati-organisations":
        raise _refused(
            name, "it lists organisations, not activities.", "give the publisher's activity file."
        )


class _Walk:
    """Goes through the elements of a file and keeps only the activity at hand."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._above: list[Element] = []
        self._inside = 0  # depth inside an activity
        self._seen = 0
        self.root: str | None = None

    def ended(self, parser: "XMLPullParser[Element]") -> Iterator[Element]:
        """Activities that have ended."""
        events = cast("Iterable[tuple[str, Element]]", parser.read_events())
        for event, element in events:
            if event == "start":
                self._start(element)
                continue
            if self._inside > 1:
                self._inside -= 1
                continue
            if self._inside == 1:
                self._inside = self._seen = 0
                yield element
            self._leave()

    def _start(self, element: Element) -> None:
        if self.root is None:
            self.root = element.tag
        self._seen += 1
        if self._seen > ACTIVITY_ELEMENTS_MAX:
            raise _refused(
                self._name,
                f"it has more than {ACTIVITY_ELEMENTS_MAX:,} elements without the end of an "
                "activity.",
                "this is no file of a publisher; do not open it.",
            )
        if self._inside or element.tag == _ACTIVITY:
            self._inside += 1
        if self._inside <= 1:
            self._above.append(element)

    def _leave(self) -> None:
        """Free what has ended: the element itself, and its place in the one above."""
        self._above.pop().clear()
        if self._above:
            self._above[-1].clear()


def _chunks(name: str, source: IO[bytes]) -> Iterator[bytes]:
    """The file's bytes, once it is known that no definitions of its own stand before the root.

    Only there can a file define entities, of which a few lines make gigabytes.
    """
    check = expat.ParserCreate()
    check.StartDoctypeDeclHandler = _Definitions.met
    check.StartElementHandler = _Root.met
    read = 0
    is_checked = False
    while chunk := source.read(_CHUNK):
        read += len(chunk)
        if not is_checked:
            is_checked = _is_past_prolog(name, check, chunk)
            if not is_checked and read > _PROLOG_MAX:
                raise _not_xml(name)
        yield chunk
    if not read:
        raise _refused(name, "the file is empty.", "download it again.")


def _is_past_prolog(name: str, check: expat.XMLParserType, chunk: bytes) -> bool:
    try:
        check.Parse(chunk, False)
    except _Root:
        return True
    except _Definitions:
        raise _refused(
            name,
            "it has a document type of its own (DOCTYPE), which activity files never have.",
            "do not open it; get the file from its publisher.",
        ) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise _not_xml(name) from None
    return False


class _Definitions(Exception):  # noqa: N818 - a signal, not an error
    """A document type is declared."""

    @classmethod
    def met(cls, *_: object) -> None:
        raise cls


class _Root(Exception):  # noqa: N818 - a signal, not an error
    """The first element begins."""

    @classmethod
    def met(cls, *_: object) -> None:
        raise cls


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _not_xml(name: str) -> SourceUnreadableError:
    return _refused(
        name, "this is not XML.", "give an activity file of the standard (.xml or .xml.gz)."
    )


def _too_large(name: str, read: int, since: int) -> SourceUnreadableError:
    what = f"it has more than {ACTIVITY_BYTES_MAX:,} bytes without the end of an activity."
    if read > FILE_BYTES_MAX:
        what = f"it has, or unpacks to, more than {FILE_BYTES_MAX:,} bytes."
    return _refused(name, what, "give the files of one publisher at a time.")


def _refused(where: str, what: str, todo: str) -> SourceUnreadableError:
    return SourceUnreadableError(where=where, what=what, todo=todo)
