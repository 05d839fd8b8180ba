"""Texts out of files: plain text, web pages, PDF, Word, mail; and what is refused, and why.

Places of records refer to the text taken out here, which is kept with the reading. Nothing is
fetched: a web page is a saved file.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.intake.date_periods import published_on

#: Larger files are no documents [bytes].
BYTES_MAX = 20_000_000
#: Longer texts are no articles; more is cut off, and said [characters].
LETTERS_MAX = 300_000
#: A Word file may grow to this when unpacked [bytes], and by this factor.
UNPACKED_MAX, GROWTH_MAX = 200_000_000, 200


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a file.

    Args:
        text: Its characters; places of records refer to them.
        title: Title, subject or headline, where the file has one apart from its text.
        published: ISO day, where the file says one.
        findings: What was odd.
    """

    text: str
    title: str | None = None
    published: str | None = None
    findings: tuple[Finding, ...] = ()


def extract(source: str | Path) -> Extracted:
    """The text of a file, or of standard input for "-".

    Raises:
        SourceUnreadableError: It is missing, too large, binary, damaged or holds no text.
    """
    if str(source) == "-":
        return of_bytes(sys.stdin.buffer.read(BYTES_MAX + 1), "standard input")
    path = Path(source)
    if not path.is_file():
        raise SourceUnreadableError(
            where=str(path),
            what="there is no such file.",
            todo="check the path; a text itself is read from standard input: resupply read - .",
        )
    if path.stat().st_size > BYTES_MAX:
        _too_large(str(path), path.stat().st_size)
    return of_bytes(path.read_bytes(), str(path))


def of_bytes(data: bytes, name: str) -> Extracted:
    """The text of a file's bytes.

    Args:
        data: The bytes.
        name: Name of the file; its ending says what it is, and so do its first bytes.

    Example:
        >>> of_bytes(b"Denmark gave tents.", "a.txt").text
        'Denmark gave tents.'
    """
    if len(data) > BYTES_MAX:
        _too_large(name, len(data))
    if not data.strip():
        raise SourceUnreadableError(
            where=name, what="the file is empty.", todo="give a file with a text."
        )
    found = _reader(data, name)(data, name)
    if not found.text.strip():
        raise SourceUnreadableError(
            where=name,
            what="no text was found in it.",
            todo=(
                "a scanned page must be turned into text first; or paste the text: resupply"
                " read - ."
            ),
        )
    return _shortened(found, name)


def _too_large(name: str, size: int) -> None:
    raise SourceUnreadableError(
        where=name,
        what=(
            f"it has {size / 1e6:.0f} MB or more; a document has at most {BYTES_MAX / 1e6:.0f} MB."
        ),
        todo="cut it into its articles, or take the text out of it first.",
    )


def _reader(data: bytes, name: str) -> Callable[[bytes, str], Extracted]:
    ending = Path(name).suffix.lower()
    if data.startswith(b"%PDF") or ending == ".pdf":
        return _pdf
    if ending == ".docx" or data.startswith(b"PK\x03\x04"):
        return _docx
    if ending in (".eml", ".mbox"):
        return _mail
    head = data[:2000].lstrip().lower()
    if ending in (".html", ".htm", ".xhtml") or head.startswith((b"<!doctype html", b"<html")):
        return _html
    return _plain


def _shortened(found: Extracted, name: str) -> Extracted:
    if len(found.text) <= LETTERS_MAX:
        return found
    cut = Finding(
        code="document_cut_off",
        where=name,
        what=f"the text has {len(found.text):,} characters; the first {LETTERS_MAX:,} were read.",
        todo="cut it into its articles.",
    )
    return msgspec.structs.replace(
        found, text=found.text[:LETTERS_MAX], findings=(*found.findings, cut)
    )


# --- plain text


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Bytes as text: UTF-8 or UTF-16; lines that are neither as Windows Western, and said.

    Raises:
        SourceUnreadableError: The bytes are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if _is_binary(data):
        raise SourceUnreadableError(
            where=name,
            what="the file is not a text: it holds bytes that no text has.",
            todo="give .txt, .html, .pdf, .docx or .eml; an old .doc must be saved as .docx.",
        )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        lines = [_line(line) for line in data.split(b"\n")]
    odd = sum(guessed for _, guessed in lines)
    finding = Finding(
        code="document_encoding_guessed",
        where=name,
        what=f"{odd} of {len(lines)} lines are not UTF-8 and were read as Windows-1252.",
        todo="look at names with accents, or save the file as UTF-8.",
        count=odd,
    )
    return "\n".join(text for text, _ in lines), (finding,)


def _line(line: bytes) -> tuple[str, bool]:
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), True


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    odd = sum(sample.count(bytes([b])) for b in (*range(9), *range(14, 27), 28, 29, 30, 31))
    return b"\0" in sample or odd > len(sample) / 200


def _plain(data: bytes, name: str) -> Extracted:
    text, findings = decode(data, name)
    return Extracted(text=text, findings=findings)


# --- web pages


def _html(data: bytes, name: str) -> Extracted:
    import trafilatura

    markup, findings = decode(data, name)
    try:
        page: Any = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    except Exception as error:  # a page can break the reader in many ways; the plain way is left
        page = None
        findings = (*findings, _odd_page(name, error))
    if page is None or not page.text:
        return Extracted(text=_all_text(markup), findings=findings)
    day = page.date if published_on(page.date) else None
    return Extracted(text=page.text, title=page.title, published=day, findings=findings)


def _odd_page(name: str, error: Exception) -> Finding:
    return Finding(
        code="document_page_odd",
        where=name,
        what=(
            f"the page could not be told from its frame ({type(error).__name__}); all text was"
            f" read."
        ),
        todo="look whether menus or advertisements were read as text.",
    )


def _all_text(markup: str) -> str:
    """All visible text of a page, a line each block."""
    from lxml import etree, html  # type: ignore[import-untyped]  # it ships no types

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = html.fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    for element in tree.iter("script", "style", "noscript", "template"):
        element.text = None
    lines = (" ".join(t.split()) for t in tree.itertext())
    return "\n".join(line for line in lines if line)


# --- PDF


def _pdf(data: bytes, name: str) -> Extracted:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceUnreadableError(
                where=name, what="the PDF is locked with a password.", todo="unlock it first."
            )
        pages = [page.extract_text() or "" for page in reader.pages[:500]]
        title = reader.metadata.title if reader.metadata else None
    except SourceUnreadableError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
        OSError,
        AssertionError,
    ) as error:
        raise SourceUnreadableError(
            where=name,
            what=f"the PDF is damaged ({type(error).__name__}).",
            todo="open and save it anew, or paste its text: resupply read - .",
        ) from error
    return Extracted(text=_unwrapped("\n\n".join(pages)), title=title or None)


def _unwrapped(text: str) -> str:
    """Lines of a page joined to paragraphs, words parted at a line's end joined."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return re.sub(r"(?<=[\w,;’)])[ \t]*\n(?=[a-z(])", " ", text)


# --- Word


def _docx(data: bytes, name: str) -> Extracted:
    from lxml import etree

    _refuse_bombs(data, name)
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        word = Document(io.BytesIO(data))
        lines = [p.text for p in word.paragraphs]
        for table in word.tables:
            lines += ["; ".join(cell.text for cell in row.cells) for row in table.rows]
        core = word.core_properties
        title = core.title or None
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        etree.LxmlError,
        zipfile.BadZipFile,
        OSError,
        NotImplementedError,
    ) as error:
        raise _no_word(name, type(error).__name__) from error
    return Extracted(text="\n".join(lines), title=title)


def _no_word(name: str, why: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        where=name,
        what=f"it is not a Word document, or a damaged one ({why}).",
        todo="open and save it anew as .docx, or paste its text: resupply read - .",
    )


def _refuse_bombs(data: bytes, name: str) -> None:
    """Refuse files that unpack to far more than they are, and XML with entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
            if size > UNPACKED_MAX or size > max(len(data), 50_000) * GROWTH_MAX:
                raise SourceUnreadableError(
                    where=name,
                    what=(
                        f"it unpacks from {len(data) / 1e6:.1f} to {size / 1e6:.0f} MB, which"
                        f" no document does."
                    ),
                    todo="do not open it; ask for the text from whoever sent it.",
                )
            for info in packed.infolist():
                if (
                    info.filename.endswith((".xml", ".rels"))
                    and b"<!DOCTYPE" in packed.read(info)[:4096]
                ):
                    raise SourceUnreadableError(
                        where=f"{name}, {info.filename}",
                        what="its XML defines entities, which Word never does.",
                        todo="do not open it; ask for the text from whoever sent it.",
                    )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _no_word(name, type(error).__name__) from error


# --- mail


def _mail(data: bytes, name: str) -> Extracted:
    from email import message_from_bytes, policy
    from email.utils import parsedate_to_datetime

    mail = message_from_bytes(data, policy=policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        return Extracted(text="")
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(body.get_payload()).encode()
    charset = body.get_content_charset() or "utf-8"
    with suppress(LookupError, UnicodeDecodeError):  # a part may not be what it says
        raw = raw.decode(charset).encode("utf-8")
    inner = _html(raw, name) if body.get_content_type() == "text/html" else _plain(raw, name)
    try:
        day: str | None = parsedate_to_datetime(str(mail["date"])).date().isoformat()
    except (TypeError, ValueError):
        day = None
    subject = " ".join(str(mail["subject"] or "").split()) or None
    return msgspec.structs.replace(inner, title=subject, published=day)
