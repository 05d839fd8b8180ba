"""Documents as they come: whole or not at all, once, and only from where they are watched."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from resupply.case import Case
from resupply.case.reviewing.watching import look
from resupply.core.errors import RefusedError, SourceUnreadableError
from resupply.intake.files import of_bytes
from resupply.intake.watch import Item, files, items

TEXT = "Denmark will send 20 howitzers to Ukraine, the minister Troels Lund Poulsen said on Monday."
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><id>urn:1</id><title>Howitzers</title><link href="https://wire.example/1"/>
<published>2024-02-20T23:30:00+02:00</published>
<content type="html">
&lt;p&gt;Denmark will send 20 howitzers.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content>
</entry>
<entry><id>urn:2</id><title>Tents</title><summary>Norway gave tents.</summary></entry>
<entry><id>urn:3</id><title/></entry></feed>"""
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Daily</title><item><guid>7</guid><title>Aid</title><link>https://daily.example/7</link>
<pubDate>Tue, 20 Feb 2024 08:00:00 GMT</pubDate><description>short</description>
<content:encoded><![CDATA[<p>Norway gave <b>tents</b>.</p><p>More is to come.</p>]]>
</content:encoded></item>
</channel></rss>"""


def old(path: Path, text: str | bytes = TEXT) -> Path:
    """A file that was left alone for an hour."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    then = time.time() - 3600
    os.utime(path, (then, then))
    return path


def never(_: str) -> str | None:
    return None


def seen_in(folder: Path, sleep: Callable[[float], None] = lambda _: None) -> list[Item]:
    return list(files(folder, never, of_bytes, sleep=sleep))


def test_a_document_is_read_once(case: Case, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "below").mkdir(parents=True)
    old(inbox / "a.txt")
    old(inbox / "below" / "b.txt", TEXT + " He spoke in Odense, at a factory of the state.")
    first = look(case, inbox)
    assert [(r["name"], r["what"]) for r in first.rows] == [
        ("a.txt", "queued"),
        ("below/b.txt", "queued"),
    ]
    assert [r["story"] for r in first.rows] == [1, 1]
    assert look(case, inbox).sentence == "Nothing new."
    old(inbox / "a.txt", TEXT + " More.")
    assert [(r["name"], r["what"]) for r in look(case, inbox).rows] == [("a.txt", "queued")]


def test_a_copy_of_a_text_is_no_new_document(case: Case, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    old(inbox / "a.txt")
    old(inbox / "copy.txt")
    assert [r["what"] for r in look(case, inbox).rows] == ["queued", "there already"]
    assert len(case.desk.documents().rows) == 1


def test_a_file_being_written_is_not_read_half(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT[:40])

    def goes_on(_: float) -> None:
        with path.open("a") as stream:
            stream.write(TEXT[40:])

    (item,) = seen_in(tmp_path, sleep=goes_on)
    assert (item.text, item.later) == (None, True)
    assert item.findings[0].code == "still_being_written"
    (whole,) = seen_in(tmp_path)
    assert whole.text == TEXT


def test_what_programs_have_not_finished_is_left_alone(tmp_path: Path) -> None:
    for name in (".a.txt", "a.txt.part", "a.txt.crdownload", "~a.txt", "a.tmp", "a.csv"):
        old(tmp_path / name)
    assert seen_in(tmp_path) == []


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "outside"
    inbox.mkdir()
    outside.mkdir()
    old(outside / "secret.txt")
    (inbox / "a.txt").symlink_to("../outside/secret.txt")
    (inbox / "b.txt").symlink_to(outside / "gone.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "loop").symlink_to(inbox)
    found = seen_in(inbox)
    assert [(i.name, i.text, i.findings[0].code) for i in found] == [
        ("a.txt", None, "outside_the_folder"),
        ("b.txt", None, "outside_the_folder"),
    ]


def test_links_within_the_folder_are_read(tmp_path: Path) -> None:
    old(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert [i.text for i in seen_in(tmp_path)] == [TEXT, TEXT]


def test_what_cannot_be_read_is_told_once_and_the_rest_is_read(case: Case, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    old(inbox / "a.txt", b"\x00\x01\x02" * 50)
    old(inbox / "b.pdf", b"%PDF-1.4 no")
    old(inbox / "c.txt", b"")
    old(inbox / "d.txt")
    first = look(case, inbox)
    assert [r["what"] for r in first.rows] == ["not read", "not read", "not read", "queued"]
    assert {f.code for f in first.findings} >= {"document_unreadable"}
    assert all(f.where and f.todo for f in first.findings)
    assert look(case, inbox).rows == []


@pytest.mark.parametrize("path", ["nowhere", "", "\x00", "x" * 5000])
def test_a_path_that_is_none_is_refused(case: Case, tmp_path: Path, path: str) -> None:
    with pytest.raises(RefusedError):
        look(case, tmp_path / path / "none")


def test_an_atom_feed_gives_its_items_with_day_and_address(tmp_path: Path) -> None:
    first, second, third = items(old(tmp_path / "f.xml", ATOM), never)
    assert first.text == "Howitzers\n\nDenmark will send 20 howitzers."
    assert (first.url, first.published) == ("https://wire.example/1", "2024-02-20")
    assert first.publisher == "The Wire"
    assert (second.text, second.published) == ("Tents\n\nNorway gave tents.", None)
    assert (third.text, third.findings[0].code) == (None, "document_unreadable")


def test_an_rss_feed_gives_its_items(tmp_path: Path) -> None:
    (item,) = items(old(tmp_path / "f.xml", RSS), never)
    assert item.text == "Aid\n\nNorway gave tents.\n\nMore is to come."
    assert (item.name, item.published, item.publisher) == ("feed 7", "2024-02-20", "Daily")


def test_a_feed_is_read_once_and_its_new_items_later(case: Case, tmp_path: Path) -> None:
    feed = old(tmp_path / "f.xml", ATOM)
    assert [r["what"] for r in look(case, feed).rows] == ["queued", "queued", "not read"]
    assert look(case, feed).rows == []
    more = "<entry><id>urn:4</id><title>New</title></entry></feed>"
    old(feed, ATOM.replace("</feed>", more))
    assert [r["name"] for r in look(case, feed).rows] == ["feed urn:4"]
    assert case.desk.documents().rows[0]["url"] == "https://wire.example/1"


BODY = ATOM.partition("?>")[2].replace("Howitzers", "&a;")
BOMB = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
HOSTILE = {
    "words of its own": f'<!DOCTYPE feed [<!ENTITY a "b">]>{BODY}',
    "a file of the machine": f'<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>{BODY}',
    "a file that is not used": f'<!DOCTYPE feed SYSTEM "file:///etc/passwd">{ATOM[39:]}',
    "a bomb": f"<!DOCTYPE feed [{BOMB}]>{BODY.replace('&a;', '&j;')}",
    "another XML": "<html><body/></html>",
    "no XML": "Denmark gave tents.",
    "cut off": ATOM[:400],
    "nothing": "",
    "bytes": "\x00\x01",
    "too deep": "<rss><channel>" + "<a>" * 5000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceUnreadableError) as refused:
        list(items(old(tmp_path / "f.xml", content), never))
    assert "f.xml" in refused.value.where
    assert "root:" not in str(refused.value)
