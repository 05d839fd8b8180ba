"""Claims of two figures compared, of leaders and firsts, of sums by a day; and what is none."""

import pytest
from tests.intake import pages

#: What each page begins with.
BEFORE = "Norway sent tents and water pumps to Malawi last week, and Kenya sent flour.\n\n"


def claims(said: str) -> list[tuple[str, object]]:
    return pages.claims(said, BEFORE)


def subjects(said: str) -> set[tuple[object, object]]:
    """Value and subject of each claim of a sentence."""
    found = pages.read("claim", said, "2025-03-10", BEFORE)
    return {(r.fields.get("value"), r.fields.get("subject")) for r in found}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Chile gave $76 million in grants, against $69 million from Peru.",
            {(76e6, "CHL"), (69e6, "PER")},
        ),
        (
            "Chile set aside more, $76 million to Peru's less than $48 million.",
            {(76e6, "CHL"), (48e6, "PER")},
        ),
        ("It was $90 million for Chile, $40 million for Spain.", {(90e6, "CHL"), (40e6, "ESP")}),
        (
            "Chile's $40 million is dwarfed by Norway's $90 million.",
            {(40e6, "CHL"), (90e6, "NOR")},
        ),
        (
            "Chile has spent $90 million, compared with $60 million spent by Peru.",
            {(90e6, "CHL"), (60e6, "PER")},
        ),
        ("The pumps came late, but Chile contributes more money.", {(None, "CHL")}),
    ],
)
def test_each_of_two_figures_is_about_whoever_stands_with_it(
    said: str, told: set[tuple[object, object]]
) -> None:
    assert told <= subjects(said)


@pytest.mark.parametrize(
    "said",
    [
        "The grant rose from $5 million to $7 million for Chile.",
        "Norway gave $5 million for Malawi and $3 million for Sudan.",
        "Norway adds $5 million to the $30 million from Kenya.",
        "A pump costs $400, against $300 from Peru.",
    ],
)
def test_sums_of_one_giver_are_no_pair(said: str) -> None:
    assert not {r.rule for r in pages.read("claim", said, lead=BEFORE)} & {"claim.against"}


TOLD = {
    "Chile leads in volumes of grain.": ("ranking", 1),
    "By sums, Chile and Peru are in front.": ("ranking", 1),
    "Chile and Peru top the list of givers.": ("ranking", 1),
    "Chile is among the leaders in grants.": ("ranking", None),
    "No other country has sent as many tents.": ("ranking", 1),
    "Norway has trebled its support for Malawi.": ("comparison", 3),
    "Norway has doubled its aid to Malawi to 300 million euros.": ("comparison", [2, 3e8]),
    "The works will make twice as many pumps as in 2021.": ("comparison", 2),
    "The gift costs more than the $40 million set aside for dams.": ("comparison", 4e7),
    "The camps went up from 89 to 112, with 70,000 people in them.": ("comparison", [89, 112]),
    "The fund has $40 million in hand, against $50 million at the same time last year.": (
        "comparison",
        [4e7, 5e7],
    ),
    "The first flour to be let into the town in two months came by night.": ("first", "first"),
    "Norway readies a package, the first to be drawn from the new fund.": ("first", "first"),
    "Acme is one of only three makers of such pumps in Africa.": ("count", 3),
    "Our partners (from more than 30 countries) have given tents.": ("count", 30),
    "As of end January, the fund had allocated $31.5 million to clinics.": ("total", 31.5e6),
    "As of today the club has managed to buy and send 9,000 stoves.": ("total", 9000),
    "The town said it had received over 12 million euros in private donations.": ("total", 12e6),
    "The help is worth around $40 million in all.": ("total", 4e7),
    "Of the $90 million asked for, Malawi has received only $20 million.": ("total", [2e7, 9e7]),
    "Of the pumps that Norway promised, only 480 have arrived.": ("count", 480),
    "The charity has 9,400 crates of paste lying in its store.": ("count", 9400),
    "Norway, once the biggest donor, paid for half of the world's stoves.": ("share", 50),
    "Some 9 million Yemenis need food.": ("count", 9_000_000),
    "Malawi faces the worst drought in its history, with 6 million people in hunger.": (
        "count",
        6_000_000,
    ),
}


@pytest.mark.parametrize("said", TOLD)
def test_leads_growth_and_sums_by_a_day_are_claims(said: str) -> None:
    assert TOLD[said] in claims(said)


@pytest.mark.parametrize(
    "said",
    [
        "The new club agreed on it at its first meeting on Thursday.",
        "The shell tore a hole in a tower of Malawi's second-largest city.",
        "The drive over the hills took hours longer than usual.",
        "The blast killed four people in the port.",
        "Six people were wounded there.",
        "The first phase is to begin in two weeks.",
        "He met donors and members of staff from 20 companies.",
        "The lorries parked in front of the depot.",
        "The minister was among the leaders invited.",
        "By then Norway had been asked to send 9,000 stoves.",
        "Kenya needed $4 million in donations.",
    ],
)
def test_news_of_a_day_is_none(said: str) -> None:
    assert not claims(said)


def test_what_goes_with_a_rank_or_with_cases_is_no_claim_of_its_own() -> None:
    ranked = claims("Chile comes third among the donors with over 0.4% of its output.")
    assert "share" not in {kind for kind, _ in ranked}
    assert ("count", 29) not in claims("The district has 1,800 cases, including 29 deaths.")


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("The war has brought the world's largest hunger crisis upon Sudan.", "SDN"),
        ("Ana Hoxha tops the list of givers.", "Hoxha"),
        ("The largest donors are:\nChile – €17 million,\nPeru – €15 million.", "CHL"),
        ("In second place in the region, by what is known, is Chile.", "CHL"),
        ("Norway has found Russian assets in all worth $3 billion in its banks so far.", "RUS"),
    ],
)
def test_plain_words_tell_whom_a_claim_is_about(said: str, subject: str) -> None:
    assert subject in {name for _, name in subjects(said + pages.BEHIND)}


SHEET = """Water Fund

  • Allocations this month (US$)
    $34.5 million
  • Countries helped
    9

Funding required
$80 million
"""


def test_a_sum_below_its_label_is_a_total_of_the_fund_above() -> None:
    told = subjects(SHEET)
    assert (34.5e6, "Water Fund") in told
    assert 80e6 not in {value for value, _ in told}
