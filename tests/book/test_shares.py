import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from resupply.book.shares import key_of, split
from resupply.core.records import Row

DAY = date(2024, 2, 1)


def share(member: str, part: float, known_on: date = DAY, **fields: object) -> Row:
    key = f"EU-INST/{member}/{known_on}/{fields}"
    said = {"group_id": "EU-INST", "member_id": member, "share": part, **fields}
    return Row(source_id="me", key=key, known_on=known_on, table="shares", row_id=key, fields=said)


def given(**amounts: float) -> pl.DataFrame:
    return pl.DataFrame({"donor": list(amounts), "amount": list(amounts.values())})


def by_donor(frame: pl.DataFrame) -> dict[str, float]:
    return dict(frame.group_by("donor").agg(pl.col("amount").sum()).iter_rows())


def test_germany_with_its_part_of_the_unions_aid(book) -> None:
    book.append([share("DEU", 0.22638), share("FRA", 0.77362)])
    seen = split(given(DEU=25.295, **{"EU-INST": 84.425}), book.view(), "EU-INST")
    assert by_donor(seen.frame)["DEU"] == pytest.approx(44.407, abs=0.0005)
    assert seen.frame["amount"].sum() == pytest.approx(25.295 + 84.425)
    assert seen.findings == []


def test_the_union_is_a_donor_or_split_never_both_and_the_split_says_so(book) -> None:
    book.append([share("DEU", 0.4), share("FRA", 0.6)])
    seen = split(given(**{"EU-INST": 10.0}), book.view(), "EU-INST").frame
    assert seen.sort("donor").select("donor", "amount", "split_from", "derived").rows() == [
        ("DEU", 4.0, "EU-INST", True),
        ("FRA", 6.0, "EU-INST", True),
    ]


def test_shares_that_do_not_sum_to_one_are_told(book) -> None:
    book.append([share("DEU", 0.4), share("FRA", 0.5)])
    [finding] = split(given(**{"EU-INST": 10.0}), book.view(), "EU-INST").findings
    assert finding.code == "shares_do_not_sum_to_one"
    assert "2 members sum to 0.900000" in finding.what


def test_without_a_key_the_union_stays_a_donor_and_that_is_told(book) -> None:
    seen = split(given(**{"EU-INST": 10.0}), book.view(), "EU-INST")
    assert by_donor(seen.frame) == {"EU-INST": 10.0}
    assert [f.code for f in seen.findings] == ["no_shares_known"]


def test_the_key_is_the_one_of_the_day_as_last_known(book) -> None:
    book.append([share("DEU", 1.0, until_on="2023-12-31"), share("FRA", 1.0, from_on="2024-01-01")])
    book.append([share("FRA", 0.5, date(2024, 3, 1)), share("POL", 0.5, date(2024, 3, 1))])
    rows = given(**{"EU-INST": 10.0})
    assert set(split(rows, book.view(DAY), "EU-INST", date(2023, 5, 1)).frame["donor"]) == {"DEU"}
    assert set(split(rows, book.view(DAY), "EU-INST").frame["donor"]) == {"FRA"}
    after = split(rows, book.view(), "EU-INST", date(2024, 3, 1)).frame
    assert by_donor(after) == {"FRA": 5.0, "POL": 5.0}


def test_the_published_parts_are_met(book, shared_data: Path) -> None:
    folder = shared_data / "kiel_site/2026-07-30_labelled-R29_f259890"
    with (folder / "eu_aid_shares.csv").open(encoding="utf-8") as file:
        parts = {r["iso"]: float(r["eu_share_bn"]) for r in csv.DictReader(file)}
    with (folder / "data_explorer.csv").open(encoding="utf-8") as file:
        rows = [(r["iso"], float(r["total"])) for r in csv.DictReader(file)]
    whole = sum(parts.values())
    book.append([share(m, v / whole) for m, v in parts.items()])
    frame = pl.DataFrame(rows, schema=["donor", "amount"], orient="row")
    seen = by_donor(split(frame, book.view(), "EU").frame)
    assert seen["EU"] == pytest.approx(84.425, abs=0.001)  # no key of that name: a donor
    frame = frame.with_columns(pl.col("donor").replace("EU", "EU-INST"))
    seen = split(frame, book.view(), "EU-INST").frame
    assert "EU-INST" not in set(seen["donor"])
    assert parts["DEU"] / whole == pytest.approx(0.22638, abs=0.000005)
    assert by_donor(seen.filter("derived")) == pytest.approx(parts, abs=0.0001)


def test_an_older_key_entered_later_does_not_win(book) -> None:
    book.append([share("DEU", 0.3, date(2024, 3, 1)), share("DEU", 0.2, DAY)])
    assert key_of(book.view(), "EU-INST", None) == {"DEU": 0.3}
