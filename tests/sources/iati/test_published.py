"""Files as published: counts and sums by a second way, and what a third party reckoned."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.iati.conftest import signed

from resupply.book import Book, restate
from resupply.core.records import Entry
from resupply.core.statements import Release
from resupply.sources import iati

KNOWN = date(2022, 5, 8)
UKRAINE, COVID = "ukraine_prefiltered_2022-05-08.xml", "dportal_covid_2021-06-15_20MB.xml.gz"
SAMPLE, REFERENCES = "dportal_covid_sample_2021.xml", "oipa_example_203_references.xml"
#: Activities and transactions, as counted by others.
COUNTS = {UKRAINE: (137, 2727), COVID: (1700, 6289), SAMPLE: (401, 1033), REFERENCES: (577, 577)}
TYPES = {
    ("iati", "pledge"): {"12"},
    ("iati", "commitment"): {"2", "C"},
    ("iati", "delivery"): {"3", "D"},
    ("iati", "use"): {"4", "E"},
    ("iati-incoming", "pledge"): {"13"},
    ("iati-incoming", "commitment"): {"11"},
    ("iati-incoming", "delivery"): {"1", "IF"},
}
_NOT_TAKEN = ("amount_of_zero", "transaction_not_counted", "transaction_without_type")


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "iati"


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


def by_text(path: Path) -> Iterator[tuple[str, str, Decimal]]:
    """Type, currency and value of each transaction, by patterns in the text of the file."""
    for stated in re.split(r"(?=<iati-activity[ >])", text_of(path))[1:]:
        default = re.search(r'<iati-activity[^>]* default-currency="(\w+)"', stated)
        for deal in re.findall(r"<transaction[ >].*?</transaction>", stated, re.DOTALL):
            kind = re.search(r'<transaction-type[^>]*code="(\w+)"', deal)
            value = re.search(r"<value(?P<more>[^>]*)>\s*(?P<number>[-\d.]+)\s*</value>", deal)
            if kind and value:
                own = re.search(r'currency="(\w+)"', value["more"])
                currency = own or default
                assert currency is not None
                yield kind[1], currency[1], Decimal(value["number"])


def sums(releases: tuple[Release, ...]) -> dict[tuple[str, str, str], Decimal]:
    told: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for release in releases:
        for entry in release.entries:
            told[release.dataset, str(entry.stage_to), str(entry.currency)].append(entry)
    return {key: signed(entries) for key, entries in told.items()}


@pytest.mark.parametrize("name", COUNTS)
def test_every_activity_and_transaction_is_taken_or_told(folder: Path, name: str) -> None:
    releases = iati.read(folder / name, known_on=KNOWN)
    stated = {entry.locator for release in releases for entry in release.entries}
    left = sum(f.count for f in releases[0].findings if f.code in _NOT_TAKEN)
    activities = len(set(releases[0].covers_cells))
    assert (activities, len(stated) + left) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_sums_are_those_of_the_text(folder: Path, name: str) -> None:
    second: defaultdict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for kind, currency, value in by_text(folder / name):
        for (dataset, stage), kinds in TYPES.items():
            if kind in kinds:
                second[dataset, stage, currency] += value
    ours = sums(iati.read(folder / name, known_on=KNOWN))
    assert ours == {key: value for key, value in second.items() if key in ours or value}


def test_what_a_third_party_reckoned_of_the_same_file(folder: Path) -> None:
    """OCHA's converter sums by month and activity in USD; of activities in USD it is exact."""
    file = folder / "covid_sample_transactions_expected_hxl.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))[1:]
    theirs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        theirs[row["Activity id"], row["Transaction type"]] += int(row["Total money"])
    release = iati.read(folder / SAMPLE, known_on=date(2021, 7, 1))[0]
    ours: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    currencies: defaultdict[str, set[str | None]] = defaultdict(set)
    for entry in release.entries:
        if entry.happened_from and entry.happened_from >= date(2020, 1, 1):
            name = str(entry.locator).split("activity ")[1].split(", transaction")[0]
            spent = "commitments" if str(entry.stage_to) == "commitment" else "spending"
            ours[name, spent].append(entry)
            currencies[name].add(entry.currency)
    compared = [key for key in theirs if currencies[key[0]] == {"USD"}]
    assert len(compared) == 89
    for key in compared:
        assert abs(signed(ours[key]) - theirs[key]) <= len(rows), key
    assert {name for name, _ in theirs} <= set(currencies)


def test_a_later_state_of_a_published_file_writes_what_differs(
    folder: Path, tmp_path: Path
) -> None:
    book = Book.open(None)
    restate(book, iati.read(folder / UKRAINE, known_on=KNOWN))
    text = (folder / UKRAINE).read_text(encoding="utf-8")
    changed = text.replace(">208193.03<", ">208200.03<").replace(
        '<value currency="CHF" value-date="2022-02-28">-1000000</value>', "<value/>"
    )
    assert changed.count("208200.03") == changed.count("<value/>") == 1
    (tmp_path / UKRAINE).write_text(changed, encoding="utf-8")
    before = sum(1 for _ in book.records("entry"))
    restate(book, iati.read(tmp_path / UKRAINE, known_on=date(2022, 7, 19)))
    new = [e for _, e in book.records("entry") if isinstance(e, Entry)][before:]
    assert [(e.line_id, str(e.stage_to), e.value, e.reverses) for e in new] == [
        ("iati/XM-DAC-21018-MDRUA011", "use", 7, False),
        ("iati/XM-DAC-21018-MDRUA011", "delivery", 1_000_000, False),
    ]


def test_letters_of_version_1_and_values_below_zero_in_a_large_file(folder: Path) -> None:
    """77,475 transactions: read once, as a stream."""
    releases = iati.read(folder / "dportal_covid_2021-06-15_170MB.xml.gz", known_on=KNOWN)
    counts = {finding.code: finding.count for finding in releases[0].findings}
    stated = {entry.locator for release in releases for entry in release.entries}
    assert len(set(releases[0].covers_cells)) == 13_200
    assert counts["legacy_transaction_type"] == 138
    assert counts["transaction_without_type"] == 21
    assert len(stated) + sum(counts[code] for code in _NOT_TAKEN) == 77_475
