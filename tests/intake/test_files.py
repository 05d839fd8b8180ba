"""Texts out of files, and files that hold none."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from resupply.core.errors import SourceUnreadableError
from resupply.intake import files

SAID = "Norway gave 10 boats to Ukraine, the minister said on Monday in Oslo."


def test_plain_text_keeps_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SAID.encode())
    assert files.extract(path).text == SAID


def test_a_page_gives_its_article_and_not_its_scripts() -> None:
    body = f"<p>{SAID}</p>" * 4
    head = "<head><title>Boats</title><script>var x='evil()';</script></head>"
    page = f"<html>{head}<body><article><h1>Boats</h1>{body}</article></body></html>"
    found = files.of_bytes(page.encode(), "a.html")
    assert SAID in found.text
    assert "evil" not in found.text


def test_a_page_that_is_hardly_one_gives_its_words() -> None:
    found = files.of_bytes(b"<html><body><div>Ten boats<script>no()</script></div>", "a.html")
    assert found.text.split() == ["Ten", "boats"]


def test_a_word_file_gives_paragraphs_and_tables() -> None:
    word = docx.Document()
    word.add_paragraph(SAID)
    word.add_table(1, 2).rows[0].cells[0].text = "Boats"
    kept = io.BytesIO()
    word.save(kept)
    found = files.of_bytes(kept.getvalue(), "a.docx")
    assert found.text.startswith(SAID)
    assert "Boats" in found.text


def test_a_mail_gives_its_body_subject_and_day() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Ten boats", "Tue, 27 Feb 2024 10:00:00 +0000"
    mail.set_content(SAID)
    found = files.of_bytes(mail.as_bytes(), "a.eml")
    assert (found.text.strip(), found.title, found.published) == (SAID, "Ten boats", "2024-02-27")


def test_utf_16_is_read() -> None:
    assert files.of_bytes(SAID.encode("utf-16"), "a.txt").text == SAID


def test_mixed_encodings_are_read_line_by_line_and_told() -> None:
    data = "Mälaren\n".encode() + "Mälaren".encode("cp1252")
    found = files.of_bytes(data, "a.txt")
    assert found.text == "Mälaren\nMälaren"
    assert [(f.code, f.count) for f in found.findings] == [("document_encoding_guessed", 1)]


def test_a_long_text_is_cut_off_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LETTERS_MAX", 10)
    found = files.of_bytes(SAID.encode(), "a.txt")
    assert found.text == SAID[:10]
    assert [f.code for f in found.findings] == ["document_cut_off"]


def empty_pdf() -> bytes:
    kept = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(kept)
    return kept.getvalue()


def packed(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("_", "/") + ".xml", data)
    return kept.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "a.txt", "empty"),
        (b" \n ", "a.txt", "empty"),
        (bytes(range(256)) * 4, "a.txt", "not a text"),
        (empty_pdf(), "a.pdf", "no text"),
        (b"%PDF-1.7 broken", "a.pdf", "damaged"),
        (b"PK\x03\x04broken", "a.docx", "not a Word document"),
        (packed(word_document=BOMB), "a.docx", "entities"),
        (packed(word_document=b"0" * 30_000_000), "a.docx", "unpacks"),
        (packed(other=b"<a/>"), "a.docx", "not a Word document"),
        (b"From: a\n\n", "a.eml", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, name: str, what: str) -> None:
    with pytest.raises(SourceUnreadableError, match=what) as refused:
        files.of_bytes(data, name)
    assert refused.value.where.startswith(name)
    assert refused.value.todo


def test_a_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2000)
    monkeypatch.setattr(files, "BYTES_MAX", 1000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(SourceUnreadableError, match="a document has at most"):
        files.extract(path)


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(SourceUnreadableError, match="no such file"):
        files.extract("nowhere.txt")


def test_right_to_left_and_emblems_pass() -> None:
    said = "العربية 🇺🇦 \u202eevil"
    assert files.of_bytes(said.encode(), "a.txt").text == said
