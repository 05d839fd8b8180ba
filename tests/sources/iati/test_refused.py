"""Files that are none, that are damaged, or that mean harm."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.iati.conftest import KNOWN, activity, deal, places, whole

from resupply.book import Book, restate
from resupply.core.errors import SourceUnreadableError
from resupply.sources import iati
from resupply.sources.iati import files

_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<iati-activities><iati-activity><iati-identifier>&b;</iati-identifier></iati-activity>"
    "</iati-activities>"
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (_ENTITIES.encode(), "document type"),
        (('<?xml version="1.0" encoding="UTF-16"?>' + _ENTITIES).encode("utf-16"), "document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        (b"", "empty"),
        (b"donor,value\nDNK,1\n", "not XML"),
        (b'{"a": 1}', "not XML"),
        (b"<!doctype html><html></html>", "not XML"),
        (b"\x00\x01\x02" * 500, "not XML"),
        (b"<!-- " + b"x" * 2_000_000, "not XML"),
        (b"<html><body></body></html>", "no activity"),
        (b"<iati-activities></iati-activities>", "no activity"),
        (b"<iati-organisations><iati-organisation/></iati-organisations>", "organisations"),
        (whole(activity(deal()))[:-30].encode(), "breaks off"),
        (gzip.compress(whole(activity(deal())).encode())[:-20], "breaks off"),
        (b"\x1f\x8bnothing", "breaks off"),
        (gzip.compress(b"\0" * 50_000_000), "not XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "not XML"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "bad.xml").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=what) as refused:
        iati.read(tmp_path / "bad.xml", known_on=KNOWN)
    assert refused.value.where.startswith("bad.xml")
    assert refused.value.todo


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match=r"no \.xml"):
        iati.read(tmp_path, known_on=KNOWN)


@pytest.mark.parametrize("limit", ["FILE_BYTES_MAX", "ACTIVITY_BYTES_MAX", "ACTIVITY_ELEMENTS_MAX"])
def test_what_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(files, limit, 100_000)
    bomb = b"<iati-activities><iati-activity>" + b"<a/>" * 120_000
    (tmp_path / "bomb.xml.gz").write_bytes(gzip.compress(bomb))
    with pytest.raises(SourceUnreadableError, match=r"more than 100,000"):
        iati.read(tmp_path / "bomb.xml.gz", known_on=KNOWN)


_GOOD = whole(
    activity(deal("2", "5000"), deal("1", "-7.5"), places(("MD", "40"), ("1/89", "60"))),
    activity(deal("D", "9", "2020-01-05"), name="DK-1-8"),
).encode()


@given(
    st.lists(
        st.tuples(st.integers(0, len(_GOOD) - 1), st.binary(max_size=4), st.integers(0, 40)),
        max_size=6,
    )
)
def test_no_damage_gives_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, bytes, int]]
) -> None:
    content = _GOOD
    for at, put, cut in changes:
        content = content[:at] + put + content[at + cut :]
    _taken_or_refused(tmp_path_factory, content)


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
_ODD = st.one_of(
    _TEXT,
    st.sampled_from(["", "1", "-1e5", "inf", "UA", "9" * 60, "2024-02-30", "0000-01-01", "|"]),
)


@given(st.dictionaries(st.sampled_from([b"2024-02-26", b"EUR", b"DK-1-7", b"DK-1", b"5000", b"MD",
                                        b"40", b"89", b"Danida"]), _ODD))  # fmt: skip
def test_no_content_gives_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, put: dict[bytes, str]
) -> None:
    from xml.sax.saxutils import quoteattr

    content = _GOOD
    for old, new in put.items():
        content = content.replace(old, quoteattr(new)[1:-1].replace("<", "&lt;").encode())
    _taken_or_refused(tmp_path_factory, content)


def _taken_or_refused(folder: pytest.TempPathFactory, content: bytes) -> None:
    path = folder.getbasetemp() / "odd.xml"
    path.write_bytes(content)
    try:
        found = iati.read(path, known_on=KNOWN)
    except SourceUnreadableError:
        return
    with_book = Book.open(None)
    restate(with_book, found)
    assert restate(with_book, found).added == 0
