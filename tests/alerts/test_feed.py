"""The feed: Atom that a parser takes, whatever the data say."""

from lxml import etree
from tests.alerts.conftest import an_event

from resupply.alerts import feed
from resupply.alerts.event import Event, Source

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(*events: Event, link: str = "https://aid.example/") -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(feed.atom(events, case="own", title="Own", link=link), parser)


def test_a_reader_of_feeds_sees_figure_link_picture_and_source() -> None:
    root = parsed(an_event(2), an_event(1))
    assert root.tag == f"{ATOM}feed"
    first, second = root.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id") == "urn:uuid:00000000-0000-0000-0000-000000000002"
    assert second.findtext(f"{ATOM}title") == "155mm at the rear: 9 days left"
    assert "9 days" in (first.findtext(f"{ATOM}summary") or "")
    links = {link.get("rel"): link.get("href") for link in first.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://aid.example/stock-out?item=155mm&place=rear",
        "enclosure": "https://aid.example/alerts/00000000000000000000000000000002.png",
        "via": "https://wire.example/a",
    }
    assert first.find(f"{ATOM}category").get("term") == "stock_out"
    own = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert own["self"] == "https://aid.example/feeds/alerts.atom"
    assert root.findtext(f"{ATOM}updated") == "2024-02-27T02:13:20+00:00"


def test_without_an_address_of_the_server_there_are_no_links_to_it() -> None:
    root = parsed(an_event(), link="")
    assert [link.get("rel") for link in root.iter(f"{ATOM}link")] == ["via"]
    assert (root.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert not parsed(link="").findall(f"{ATOM}entry")


def test_whatever_the_data_say_the_feed_is_xml_and_no_markup() -> None:
    bad = "a\x00\x0b\ud800<script>alert(1)</script>&amp;]]>\u202e"
    event = an_event(
        title=bad, sentence=bad, sources=(Source(id=bad, title=bad, url="https://x.example/\x01"),)
    )
    (entry,) = parsed(event).findall(f"{ATOM}entry")
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<script" not in content.text
    assert "&lt;script&gt;" in content.text
