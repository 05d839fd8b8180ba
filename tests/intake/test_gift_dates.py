"""The dates of gifts: which date of a text is that of the deed, and which is of something else."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.date_joins import joined
from resupply.intake.dates import Dated, find
from resupply.intake.text import Document

#: A Wednesday.
PUBLISHED = "2024-02-28"


def days(text: str, published: str = PUBLISHED) -> list[object]:
    return [r.fields.get("date") for r in pages.read("aid", text, published)]


OF_THE_DEED = {
    "It came from Malta on Monday. In particular, the Ministry of Health of Ukraine received:\n"
    "• 90 pallets of drugs,\n• 60 tents.": ["2024-02-26", "2024-02-26"],
    "The Albatross came to Sudan on Monday with help from Malta. The Albatross carried 60 pumps.": [
        "2024-02-26"
    ],
    "In January Oslo sent Ukraine 20 boats, in March it will send 30 trucks.": [
        "2024-01",
        "2024-03",
    ],
    "The convoy, Chad's third in February, brought tents and blankets to Sudan on Monday.": [
        "2024-02-26",
        "2024-02-26",
    ],
    "Sweden's government agreed on Monday to give Ukraine 20 boats.": ["2024-02-26"],
    "A plane carrying 30 tonnes of flour for Sudan landed in Chad on Monday.": ["2024-02-26"],
    "Oslo on Monday announced approval of 3 million euros in aid for Ukraine.": ["2024-02-26"],
    "On 6 January it was reported that Oslo would give Ukraine 20 boats.": ["2024-01-06"],
    "Oslo gave Ukraine 20 boats in June last year.": ["2023-06"],
    "Oslo will give Ukraine 20 boats within the year.": ["2024"],
    "Oslo gave Ukraine 20 boats in the autumn.": ["2023-09/2023-11"],
    "Sweden will give Ukraine 20 boats. Eight will arrive next year and five in 2026.": [
        None,
        "2025",
        "2026",
    ],
    "In September Sweden gave Ukraine 20 boats, and earlier this month 30 trucks.": [
        "2023-09",
        "2024-02",
    ],
    "A batch of 20 boats promised by Malta in the spring arrived in Ukraine last week.": [
        "2024-02-19/2024-02-25"
    ],
    "Oslo will give Ukraine 20 boats in the second quarter.": ["2024-04/2024-06"],
    "Oslo will give Ukraine 20 boats by the end of July or the beginning of August.": [
        "2024-07/2024-08"
    ],
}


@pytest.mark.parametrize("text", OF_THE_DEED)
def test_a_date_belongs_to_the_verb_that_it_hangs_on(text: str) -> None:
    assert days(text) == OF_THE_DEED[text]


OF_SOMETHING_ELSE = [
    "Oslo will give Ukraine 20 boats, the minister said on Monday.",
    "The ministry on Monday said it will give Ukraine 20 boats.",
    "The ministry announced on Monday that Oslo is sending Ukraine 20 boats.",
    "Oslo will give Vanuatu 5 million euros in aid after Tuesday's earthquake.",
    "Oslo will give Ukraine 20 boats, two years after the invasion of 24 February.",
    "Oslo proposed a fund of 5 billion euros in aid to Ukraine for 2025 to 2027.",
    "Oslo sent Ukraine 20 boats, which were built in 1999.",
    "Oslo may send Ukraine 20 boats after Malta sent troops to Chad in October.",
    "Sweden, which was asked for it on Tuesday, is to give Ukraine 20 boats.",
]


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_when_somebody_spoke_or_something_happened_is_no_date_of_a_gift(text: str) -> None:
    assert days(text) == [None]


def test_a_list_has_the_date_of_its_delivery_and_not_that_of_its_announcement() -> None:
    moved = "Oslo will send Ukraine the following by the end of 2024:\n\n- 20 boats\n- 30 trucks\n"
    assert days(moved) == ["2024", "2024"]
    told = (
        "Oslo unveiled a package of aid for Ukraine on Monday.\n\nIt includes:\n\n- 20 boats\n"
        "- 30 trucks\n"
    )
    assert days(told) == ["2024-02-26", None, None]
    once = "On Monday a package was announced for Ukraine, including 20 boats and 30 trucks."
    assert days(once)[-2:] == ["2024-02-26", "2024-02-26"]


ELSEWHERE = {
    "Malta has given Ukraine its launcher. It was no secret. The launcher left Gozo on Monday.": (
        "2024-02-26"
    ),
    "Ten boats have reached Ukraine from Malta. Latvia's trucks came at the weekend.": None,
    "WFP has received 5 million euros from Oslo for Sudan. It was handed over in Juba today.": (
        "2024-02-28"
    ),
    "Oslo has sent 40 tonnes of flour to Sudan. The Nordlys left Bergen on Monday.": ("2024-02-26"),
    "A convoy with 40 tonnes of flour reached Sudan. The convoy crossed from Chad on Monday.": (
        "2024-02-26"
    ),
}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_the_next_sentence_tells_the_day_of_a_delivery(text: str) -> None:
    assert days(text)[0] == ELSEWHERE[text]


def test_the_story_goes_on_with_the_day_told_above_unless_it_looks_back() -> None:
    lead = "A ship of the government of Norway on Monday brought Sudan 20 tents."
    text = f"{lead}\n\nNorway's ambassador handed over 30 beds."
    assert days(text) == ["2024-02-26", "2024-02-26"]
    back = f"{lead}\n\nEarlier, Norway handed over 30 beds."
    assert days(back) == ["2024-02-26", None]


def test_a_semicolon_parts_the_dates_of_a_sentence() -> None:
    text = "Sweden gave Ukraine 20 boats on Monday; Norway will train 30 crews until March."
    assert days(text)[0] == "2024-02-26"
    agreed = "Sweden agreed on Monday to give Ukraine a new package.\n\nIt holds 20 boats."
    assert days(agreed) == ["2024-02-26", None]
    here = "At today's meeting in Riga, Malta pledged 20 boats to Ukraine."
    assert days(here) == ["2024-02-28"]


def test_what_follows_after_another_sum_in_a_month_is_over() -> None:
    said = "Oslo will pay 4 million in April, after 2 million in December."
    assert [d.iso for d in joined(said, find(said, PUBLISHED), PUBLISHED)] == ["2024-04", "2023-12"]
    put = "Sweden pays for aid to Ukraine. Last month Malta put in 3 million euros."
    document = Document(id="t", text=put, published=PUBLISHED)
    found = list(reader.read(document, only=("aid",)).records)
    assert (found[-1].fields["date"], found[-1].fields["status"]) == ("2024-01", "delivered")


def test_today_in_a_quoted_post_is_the_day_of_the_post() -> None:
    text = "Oslo sent 20 boats.\n\nToday we act.\n— Ana Novak (@novak) February 20, 2024\n"
    found = joined(text, find(text, PUBLISHED), PUBLISHED)
    assert {d.iso for d in found} == {"2024-02-20"}


def test_a_bare_season_without_a_month_of_publication_is_left_out() -> None:
    assert joined("He came in spring.", [], "2024") == []
    assert joined("He came in spring.", [], None) == []
    assert joined("He came in spring.", [], "2024-02") == [
        Dated(11, 17, "2023-03/2023-05", "date.bare")
    ]


def to_whom(text: str) -> list[object]:
    return [r.fields.get("recipient") for r in pages.read("aid", text, PUBLISHED)]


def test_aid_to_others_in_a_text_about_ukraine_goes_to_them() -> None:
    lead = "Kyiv waits for more aid, the ministry of Ukraine said.\n\n"
    text = "Oslo will send 8 million euros in aid for Taiwan and 60 million euros for Ukraine."
    assert to_whom(lead + text) == ["TWN", "UKR"]
    assert to_whom(lead + "Oslo will give Estonia 20 boats.") == ["EST"]
    shared = "Oslo approved 95 million euros in aid for Taiwan, Ukraine and Israel."
    assert to_whom(lead + shared) == ["UKR"]
    owned = "Oslo gave 3 million euros to the Latvian drone initiative."
    assert to_whom(lead + owned) == ["UKR"]


def test_the_load_that_landed_has_the_day_of_its_landing() -> None:
    text = "A plane from Oslo with aid for Sudan landed on Monday. The plane carried 30 tents."
    assert days(text)[-1] == "2024-02-26"


def test_a_short_line_with_a_day_is_no_dateline() -> None:
    text = "Oslo gave Chad 20 tonnes of rice yesterday.\n\nThe rice arrived in Abéché on 12 May."
    document = Document(id="t", text=text, published="2024-06-09")
    assert reader.read(document, only=("dateline",)).records == ()
    assert days(text, "2024-06-09") == ["2024-06-08"]


def test_a_body_of_the_donors_own_carries_and_does_not_get() -> None:
    text = "Kyiv waits, Ukraine said.\n\nGermany will give 3 million euros to the German Red Cross."
    assert to_whom(text) == ["UKR"]


def test_money_between_countries_that_nobody_helps_is_no_gift() -> None:
    text = "The EU gives Poland 5 billion euros from its budget this month, officials said."
    assert to_whom(text) == []


STEPS = {
    # steps from a day named before
    "Norway sent Haiti a plane on 1 February. Two days later it sent Haiti 40 tents.": "2024-02-03",
    "India gave Malawi 9 boats on 1 February. A week later it gave Malawi 40 tents.": "2024-02-08",
    "Ten trucks reached Gaza on 1 February. The next day Oman sent Gaza 40 tents.": "2024-02-02",
    "A first convoy of 14 Omani trucks crossed to Gaza on 1 February, followed by another the next "
    "day comprised of 40 tents.": "2024-02-02",
    "In a note the previous day he praised it. Today Cuba sent Haiti 9 boats, and on the same day "
    "40 tents to Haiti.": "2024-02-28",
    # days that another explains, or that a clause opens with
    "Greece handed 40 tents over to Libya yesterday (26 February).": "2024-02-26",
    "Latvia's ministry said that in 2022 it gave Ukraine 40 tents.": "2022",
    "He noted that on 3 February Croatia had given Libya 40 tents.": "2024-02-03",
    "The plane, laden with 40 tents from Oman for Sudan, landed in Aden, a port held safe from the "
    "fighting, early on Saturday.": "2024-02-24",
    "The load from Oman, which left Muscat on Monday, includes 40 tents for Yemen.": "2024-02-26",
    # days of something else
    "Italy has sent 40 tents for those made homeless by the quake that hit Libya on 1 February.": (
        None
    ),
    "Zambia sent 40 tents to Malawi, where a cyclone killed 500 people in January.": None,
    "Estonia, which on Friday marked its national day, is sending Ukraine 40 tents.": None,
    "Oslo said that in January prices had risen and it would send Ukraine 40 tents.": None,
    "As of 1 February, UNICEF had given 40 tents to Sudan.": None,
    "Founded in 2014, the charity Open Hands has sent 40 tents to Ukraine.": None,
    "Japan shipped Libya 40 tents on 3 February, the day after the storm.": "2024-02-03",
    "UNICEF gave 40 tents to displaced families in Goma, in the DR Congo, on 3 February.": (
        "2024-02-03"
    ),
}


@pytest.mark.parametrize("text", STEPS)
def test_the_day_is_that_of_the_clause_that_gives(text: str) -> None:
    made = pages.read("aid", text, PUBLISHED)
    found = [r.fields.get("date") for r in made if "40 tents" in text[r.start : r.end]]
    assert found == [STEPS[text]]
