"""What an activity's transactions mean: stage, giver, receiver, kind, day, and what is odd."""

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.iati.conftest import KNOWN, activity, deal, odd, one, places, read, whole, write

from resupply.sources import iati
from resupply.sources.iati.activity import Org
from resupply.sources.iati.parties import organisation
from resupply.sources.iati.shares import split

# What a transaction is


@pytest.mark.parametrize(
    ("code", "dataset", "stage"),
    [
        ("1", "iati-incoming", "delivery"),
        ("2", "iati", "commitment"),
        ("3", "iati", "delivery"),
        ("4", "iati", "use"),
        ("11", "iati-incoming", "commitment"),
        ("12", "iati", "pledge"),
        ("13", "iati-incoming", "pledge"),
        ("IF", "iati-incoming", "delivery"),
        ("C", "iati", "commitment"),
        ("D", "iati", "delivery"),
        ("E", "iati", "use"),
    ],
)
def test_every_type_reaches_its_stage(tmp_path: Path, code: str, dataset: str, stage: str) -> None:
    release, entry = one(tmp_path, deal(code))
    assert (release.dataset, str(entry.stage_from), str(entry.stage_to)) == (
        dataset,
        "outside",
        stage,
    )
    assert ("legacy_transaction_type" in {f.code for f in release.findings}) == (
        code.isalpha() and dataset == "iati"
    )


@pytest.mark.parametrize("code", ["5", "6", "7", "8", "9", "10", "LR", "QP", "CG"])
def test_interest_loans_and_equity_are_counted_and_left_out(tmp_path: Path, code: str) -> None:
    found = read(tmp_path, activity(deal(code), deal("3")))
    assert len(found["iati"].entries) == 1
    finding = odd(found)["transaction_not_counted"]
    assert (finding.level, finding.count) == ("note", 1)


def test_a_value_below_zero_takes_back(tmp_path: Path) -> None:
    _, entry = one(tmp_path, deal("2", "-1000000"))
    assert entry.reverses
    assert entry.reason
    assert entry.value == 1_000_000


# Who gives, who gets


@pytest.mark.parametrize(
    ("ref", "name", "party"),
    [
        ("GB-GOV-1", "FCDO", "GBR"),
        ("GB-1", "DFID", "GBR"),
        ("SE-0", "", "SWE"),
        ("XM-DAC-7", "", "NLD"),
        ("XM-DAC-701-2", "Ministry of Foreign Affairs", "JPN"),
        ("JP-DAC-701-2", "", "JPN"),
        ("US-USAGOV", "", "USA"),
        ("XM-DAC-928", "", "WHO"),
        ("XM-DAC-41122", "UNICEF-Ukraine", "UNICEF"),
        ("41122", "", "UNICEF"),
        ("XI-IATI-EC_ECHO", "ECHO", "EU-INST"),
        ("XM-DAC-918-3", "European Investment Bank", "EU-INST"),
        ("00141", "GOVERNMENT OF JAPAN", "JPN"),
        ("", "Government of the Netherlands", "NLD"),
        ("", "Norway, Government of", "NOR"),
        ("", "World Food Programme", "WFP"),
        ("", "European Commission", "EU-INST"),
        ("XM-OCHA-CBPF-UKR81", "Ukraine Humanitarian Fund", "XM-OCHA-CBPF-UKR81"),
        ("NL-KVK-41160054", "Cordaid", "NL-KVK-41160054"),
        ("", "Asian Development Bank", "ASDB"),
        ("", "UNITED NATIONS DEVELOPMENT PROGRAMME (UNDP)", "UNDP"),
        ("", "UNDP Multi-Partner Trust Fund (MPTF)", "X-undp-multi-partner-trust-fund-mptf"),
        ("", "UNOCHA", "OCHA"),
        ("", "United States Agency for International Development (USAID)", "USA"),
        ("", "Federal Foreign Office, Germany", "DEU"),
        ("", "Netherlands - Ministry of Foreign Affairs", "NLD"),
        ("", "Canada. Parliament", "CAN"),
        ("", "World Vision Kenya", "X-world-vision-kenya"),
        ("", "Ministry of Foreign Affairs", "X-ministry-of-foreign-affairs"),
        ("01070", "PAN-GOVERNMENT", "X-pan-government"),
        ("", "AU", "X-au"),
        ("4711", "", "X-4711"),
    ],
)
def test_a_provider_is_a_party(ref: str, name: str, party: str) -> None:
    found = organisation(Org(ref, name))
    assert found is not None
    assert found.party_id == party


def test_without_a_provider_the_publisher_gives_but_not_to_itself(tmp_path: Path) -> None:
    found = read(tmp_path, activity(deal("3"), deal("1")))
    assert found["iati"].lines[0].donor == "DNK"
    [incoming] = found["iati-incoming"].lines
    assert (incoming.donor, incoming.channel) == (None, "Danida")
    assert odd(found)["giver_not_stated"].count == 2


def test_a_line_is_an_activity_and_what_is_not_as_it_says_is_apart(tmp_path: Path) -> None:
    other = (
        '<provider-org ref="SE-0"/><receiver-org><narrative>Red Cross</narrative></receiver-org>'
    )
    found = read(
        tmp_path,
        activity(
            deal("2"),
            deal("3", more=other),
            deal("3", more='<recipient-country code="MD"/>'),
        ).replace("<transaction>", '<transaction humanitarian="1">', 1),
    )["iati"]
    lines = {line.line_id: line for line in found.lines}
    assert set(lines) == {
        "iati/DK-1-7/humanitarian",
        "iati/DK-1-7/from SWE",
        "iati/DK-1-7/MDA",
    }
    assert lines["iati/DK-1-7/from SWE"].channel == "Red Cross"
    assert lines["iati/DK-1-7/MDA"].recipient == "MDA"
    assert lines["iati/DK-1-7/from SWE"].title == "Winter help"


@pytest.mark.parametrize(
    ("told", "expected", "code"),
    [
        ([("UA", "60"), ("MD", "40")], {"UKR": 60, "MDA": 40}, None),
        ([("UA", "100"), ("1/89", "100")], {"UKR": 100}, None),
        ([("UA", "50"), ("1/89", "50")], {"UKR": 50, "X-region-89": 50}, None),
        ([("UA", None), ("MD", None)], {"MDA+UKR": 100}, "shares_not_stated"),
        ([("UA", "100"), ("MD", "0")], {"UKR": 100}, None),
        ([("UA", "0")], {"UKR": 100}, None),
        ([("UA", "30")], {"UKR": 30, None: 70}, "shares_not_whole"),
        ([("UA", "90"), ("MD", "90")], {"MDA+UKR": 100}, "shares_not_whole"),
        ([("1/298", "100"), ("99/77", "100")], {"X-region-298": 100}, None),
        ([("2/151", "100")], {"X-region-2-151": 100}, None),
        ([("UA", "50"), ("UA", "50")], {"UKR": 100}, None),
        ([("QQ", None)], {"X-qq": 100}, "unknown_country"),
        ([("298", None)], {"X-region-298": 100}, None),
        ([], {None: 100}, "recipient_not_stated"),
    ],
)
def test_percentages_divide_what_an_activity_moves(
    tmp_path: Path,
    told: list[tuple[str, str | None]],
    expected: dict[str | None, int],
    code: str | None,
) -> None:
    found = read(tmp_path, activity(places(*told), deal("3"), place=""))
    release = found["iati"]
    lines = {line.line_id: line.recipient for line in release.lines}
    assert {lines[e.line_id]: e.value for e in release.entries} == expected
    is_divided = len(expected) > 1
    assert all((str(e.basis) == "derived") == is_divided for e in release.entries)
    assert all(("100 EUR" in (e.note or "")) == is_divided for e in release.entries)
    codes = set(odd(found)) - {"giver_not_stated", "shares_applied"}
    assert codes == ({code} if code else set())


@given(
    st.decimals(Decimal("0.000001"), Decimal(10**13), places=6),
    st.lists(st.decimals(Decimal("0.01"), Decimal(100), places=2), min_size=1, max_size=30),
)
def test_parts_sum_to_the_whole_and_none_is_below_zero(
    amount: Decimal, weights: list[Decimal]
) -> None:
    told = split(amount, weights)
    assert sum(told) == amount
    assert min(told) >= 0
    assert split(-amount, weights) == [-part for part in told]


@pytest.mark.parametrize(
    ("flags", "inner", "deal_flag", "kind"),
    [
        ('humanitarian="1"', "", "", "humanitarian"),
        ("", "", 'humanitarian="1"', "humanitarian"),
        ('humanitarian="1"', "", 'humanitarian="0"', "unspecified"),
        ("", '<sector code="72010" vocabulary="1"/>', "", "humanitarian"),
        ("", '<sector code="72010"/><sector code="15170"/>', "", "unspecified"),
        ("", '<sector code="720" vocabulary="99"/>', "", "unspecified"),
        ('humanitarian="0"', '<sector code="740" vocabulary="2"/>', "", "humanitarian"),
        ("", "", "", "unspecified"),
    ],
)
def test_aid_is_humanitarian_by_flag_or_by_sector(
    tmp_path: Path, flags: str, inner: str, deal_flag: str, kind: str
) -> None:
    stated = deal("3").replace("<transaction>", f"<transaction {deal_flag}>")
    release, _ = one(tmp_path, inner, stated, flags=flags)
    assert [str(line.aid_kind) for line in release.lines] == [kind]


@pytest.mark.parametrize(
    ("updated", "known"),
    [
        ("2024-03-01T10:00:00Z", date(2024, 3, 1)),
        ("2024-02-26", date(2024, 2, 26)),
        ("2024-02-01T10:00:00", KNOWN),  # before the transaction's day
        ("2024-06-01T10:00:00", KNOWN),  # after the file was public
        ("soon", KNOWN),
    ],
)
def test_what_is_known_when(tmp_path: Path, updated: str, known: date) -> None:
    _, entry = one(tmp_path, deal("3"), flags=f'last-updated-datetime="{updated}"')
    assert entry.known_on == known
    assert entry.happened_from == entry.happened_to == date(2024, 2, 26)


def test_the_currency_is_the_values_else_the_activitys(tmp_path: Path) -> None:
    stated = deal("3").replace(' currency="EUR"', "")
    _, entry = one(tmp_path, stated, flags='default-currency="DKK"')
    assert entry.currency == "DKK"


def test_version_1_has_its_words_in_the_elements_themselves(tmp_path: Path) -> None:
    text = (
        "<iati-activities version='1.05'><iati-activity default-currency='EUR'>"
        "<iati-identifier> NL-1-9 </iati-identifier><reporting-org ref='NL-1'>Netherlands"
        "</reporting-org><title>Roads</title><recipient-country code='ML'/>"
        "<transaction><transaction-type code='D'/><value>5</value>"
        "<provider-org>Rotary Club</provider-org>"
        "<transaction-date iso-date='2012-01-05'/></transaction></iati-activity></iati-activities>"
    )
    (tmp_path / "old.xml").write_text(text)
    release = iati.read(tmp_path / "old.xml", known_on=KNOWN)[0]
    [line] = release.lines
    assert (line.title, line.donor, line.recipient) == ("Roads", "X-rotary-club", "MLI")


def test_what_others_added_in_their_own_namespace_is_not_read(tmp_path: Path) -> None:
    added = (
        '<u:value xmlns:u="http://reporting.example/" currency="USD">9</u:value>'
        '<u:transaction-type xmlns:u="http://reporting.example/" code="2"/>'
    )
    _, entry = one(tmp_path, deal("3").replace("<value", added + "<value"))
    assert (entry.value, entry.currency) == (100, "EUR")


# What is odd


@pytest.mark.parametrize(
    ("inner", "code", "level", "taken"),
    [
        (deal("").replace(' code=""', ""), "transaction_without_type", "error", 0),
        (deal("77"), "unknown_transaction_type", "error", 0),
        (deal("3", " "), "transaction_without_value", "error", 0),
        (deal("3").replace("<value", "<nothing").replace("/value", "/nothing"),
         "transaction_without_value", "error", 0),
        (deal("3", "dozens"), "not_a_number", "error", 0),
        (deal("3", "395,88"), "decimal_comma", "warning", 1),
        (deal("3", "1,000.5"), "thousands_comma", "warning", 1),
        (deal("3", "NaN"), "transaction_without_value", "error", 0),
        (deal("3", "1e99"), "absurd_number", "error", 0),
        (deal("3").replace(' currency="EUR"', ""), "currency_not_stated", "error", 0),
        (deal("3").replace("EUR", "euros"), "not_a_currency", "error", 0),
        (deal("3").replace("EUR", "EUX"), "unknown_currency", "warning", 1),
        (deal("3", day="80740580.74"), "not_a_day", "warning", 1),
        (deal("3", day="20210605"), "not_a_day", "warning", 1),
        (deal("3", day="0202-01-01"), "not_a_day", "warning", 1),
        (deal("3", day=""), "undated_amount", "warning", 1),
        (deal("3", "0.00"), "amount_of_zero", "note", 0),
        (deal("3", more="<provider-org><narrative>Oak</narrative></provider-org>"),
         "giver_without_id", "note", 1),
        (deal("3") + deal("1"), "money_passed_on", "warning", 1),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_and_counted(
    tmp_path: Path, inner: str, code: str, level: str, taken: int
) -> None:
    found = read(tmp_path, activity(inner))
    assert len(found["iati"].entries) == taken
    finding = odd(found)[code]
    assert (finding.level, finding.count) == (level, 1)
    assert finding.where.startswith("file.xml, activity DK-1-7")


def test_an_activity_without_an_identifier_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, activity(deal(), name=" "), activity(deal(), name="DK-1-8"))
    assert [line.line_id for line in found["iati"].lines] == ["iati/DK-1-8"]
    assert odd(found)["activity_without_identifier"].level == "error"


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("2024-03-01", "2024-03-02", 2),
        ("2024-03-02", "2024-03-01", 1),
        ("", "", 2),
        ("2024-03-02", "", 1),
    ],
)
def test_of_an_activity_told_twice_the_later_counts(
    tmp_path: Path, first: str, second: str, stands: int
) -> None:
    found = read(
        tmp_path,
        *(
            activity(deal("3", value), flags=f'last-updated-datetime="{day}"' if day else "")
            for value, day in (("1", first), ("2", second))
        ),
    )
    assert [e.value for e in found["iati"].entries] == [stands]
    assert odd(found)["same_activity_twice"].level == "warning"


def test_a_folder_is_read_together_and_a_bad_file_left_out(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<html")
    write(tmp_path, activity(deal("3")), name="a.xml")
    packed = gzip.compress(whole(activity(deal("2"), name="DK-1-8")).encode())
    (tmp_path / "c.xml.gz").write_bytes(packed)
    given_, _ = iati.read(tmp_path, known_on=KNOWN)
    assert {e.locator.split(",")[0] for e in given_.entries if e.locator} == {"a.xml", "c.xml.gz"}
    assert next(f.what for f in given_.findings if f.code == "file_left_out").count("b.xml") == 1
