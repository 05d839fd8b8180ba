"""Sentences as people say them: what is left open is tried, what is not understood is not judged.

The figures behind the verdicts are those of the Ukraine Support Tracker, Release 16, which
`tests/picture` holds against the published tables.
"""

from collections.abc import Callable
from typing import Any

import pytest

from resupply.case import Case
from resupply.core.errors import QuestionError

Check = Callable[..., dict[str, Any]]


def read(found: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    """Fields of the claim as read."""
    return tuple(found["claim"].get(f) for f in fields)


@pytest.mark.parametrize(
    ("text", "verdict", "group", "without"),
    [
        ("Germany is the largest European donor of military aid", "holds", "Europe", None),
        ("Germany is the second-largest European donor", "does_not_hold", "Europe", None),
        ("No EU country has given more than Germany", "holds", "EU", None),
        ("The biggest Nordic donor is Denmark", "holds", "Nordic", None),
        (
            "Japan is the biggest donor of all aid outside Europe and North America",
            *("holds", None, "Europe+North America"),
        ),
        ("Apart from the United States, Germany gave most military aid", "holds", None, "USA"),
        ("Japan is the largest donor other than NATO members", "depends", None, "NATO"),
        ("Australia is the largest non-European donor per capita", "does_not_hold", None, "Europe"),
        ("The United States has given more than any European country", "holds", "Europe", None),
        ("The US has given more than any other European country", "does_not_hold", "Europe", None),
        ("Only the United States has given more than Poland", "does_not_hold", None, None),
        ("In the EU only Germany has given more than Denmark", "depends", "EU", None),
    ],
)
def test_among_whom_and_without_whom(
    check: Check, text: str, verdict: str, group: str | None, without: str | None
) -> None:
    found = check(text)
    assert read(found, "group", "without") == (group, without)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Germany is the largest donor after the United States", 2),
        ("Germany is the largest donor behind the US and the EU institutions", 3),
        ("Germany is second only to the United States", 2),
    ],
)
def test_a_place_below_somebody(check: Check, text: str, place: int) -> None:
    assert read(check(text), "subject", "place") == ("DEU", place)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Among G7 countries Italy gave the least of all aid", "holds"),
        ("Among G7 countries Canada gave the least", "does_not_hold"),
        ("Cyprus is last in the EU by GDP share", "does_not_hold"),
        ("No G7 country gave less of all aid than Italy", "holds"),
        ("No G7 country gave less of all aid than Canada", "does_not_hold"),
        ("Canada is number 3 from the bottom among members of G7", "depends"),
    ],
)
def test_the_other_end_of_the_ranking(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["less"]
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Denmark and Estonia are among the top three per capita", "holds"),
        ("The Nordic countries are among the top ten donors per head", "does_not_hold"),
        ("The Baltic states and Denmark are the top four donors by GDP share", "depends"),
        ("Germany and the UK each gave more than 9 billion euros", "holds"),
        ("Germany and the UK each gave more than 10 billion euros", "does_not_hold"),
    ],
)
def test_what_is_said_of_several_is_tried_on_everyone(
    check: Check, text: str, verdict: str
) -> None:
    found = check(text)
    assert found["claim"]["each"]
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("4 countries have allocated more than 1% of GDP", "holds"),
        ("Only five countries have allocated more than 1% of GDP", "does_not_hold"),
        ("At least 10 donors have allocated more than 2 billion euros", "holds"),
        ("9 EU members have allocated more than a billion euros in military aid", "holds"),
        ("Fewer than thirty countries have allocated military aid", "does_not_hold"),
        ("Twelve countries have sent tanks", "not_verifiable"),
        ("Only four countries have allocated more than one percent of their GDP", "holds"),
        ("Not a single country has allocated more than 2 percent of its GDP", "holds"),
        ("No country has allocated more than 1 percent of its GDP", "does_not_hold"),
        ("More than 40 donors have supported Ukraine", "holds"),
    ],
)
def test_how_many_gave_so_much(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]
    counted = [r for r in found["rows"] if r["part"] == "place"]
    assert not counted or counted[0]["rank"] == 1


@pytest.mark.parametrize(
    ("text", "whole", "verdict"),
    [
        ("Most of Germany's aid is military", "own", "holds"),
        ("More than half of Germany's aid is military", "own", "holds"),
        ("Ten percent of Denmark's aid is humanitarian", "own", "does_not_hold"),
        ("92.4% of EU aid is financial", "own", "holds"),
        ("Germany has allocated 62.8% of what it committed", "commitment", "holds"),
        ("Germany has allocated half of what it promised", "pledge", "depends"),
        ("Half of European commitments have not been delivered", "commitment", "not_verifiable"),
        ("Half of the US aid has been delivered", "given", "not_verifiable"),
        ("One in five euros of all aid comes from Germany", None, "depends"),
        ("Every second euro of military aid comes from the US", None, "holds"),
        ("Germany gives more than half of all European military aid", None, "does_not_hold"),
    ],
)
def test_a_share_of_ones_own(check: Check, text: str, whole: str, verdict: str) -> None:
    found = check(text)
    assert read(found, "whole") == (whole,)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The US gave less in 2023 than the year before", "holds"),
        ("Germany gave less in 2023 than in 2022", "does_not_hold"),
        ("Germany's aid rose by 18.7% in 2023 compared with 2022", "holds"),
        ("German military allocations rose by 82% from 2022 to 2023", "holds"),
        ("Sweden's military aid more than doubled in 2023", "holds"),
        ("US allocations were lower in the second half of 2023 than a year earlier", "holds"),
        ("US aid has fallen to zero since January 2024", "holds"),
        ("German aid has fallen to zero since January 2024", "does_not_hold"),
        ("Japan quadrupled its aid in 2023", "holds"),
        ("US aid fell by a third in 2023", "does_not_hold"),
    ],
)
def test_against_which_days(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["type"] == "change"
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Netherlands gave about a third of what Germany gave", "depends"),
        ("Germany gave 59% more of all aid than the UK, bilaterally", "holds"),
        ("Germany gave 20% more than the UK", "does_not_hold"),
        ("Romania gave ten times less than Poland", "does_not_hold"),
        ("Germany gave as much as the United Kingdom", "does_not_hold"),
        ("Denmark gave over four times as much per head as the US", "holds"),
        ("Greece gave 0.54 times as much as Bulgaria, unions counted as donors", "depends"),
        ("France is a bigger donor than Poland", "depends"),
        ("Greece ranks below Bulgaria", "depends"),
        ("Germany has overtaken the UK", "holds"),
        ("Spain's aid is only half of Italy's", "depends"),
        ("France's aid is a tenth of Germany's", "does_not_hold"),
        ("It is false that the US has given more than France", "does_not_hold"),
    ],
)
def test_how_many_times_as_much(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["type"] == "comparison"
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Italy has given nothing", "does_not_hold"),
        ("Hungary has given no weapons", "holds"),
        ("The US has allocated no new military aid since January 2024", "holds"),
        ("Sweden has allocated no aid since December 2023", "does_not_hold"),
        ("Albania has given nothing", "not_verifiable"),
        ("Canada has never given tanks", "not_verifiable"),
        ("China has given Ukraine nothing", "does_not_hold"),
        ("Turkey gave no money, only weapons", "holds"),
        ("Austria has not given any weapons", "not_verifiable"),
        ("Ireland has supplied no lethal aid", "not_verifiable"),
        ("The US has delivered no shells since December", "not_verifiable"),
        ("Croatia has never delivered helicopters", "does_not_hold"),
    ],
)
def test_nothing_at_all(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]
    assert found["claim"]["figure"]["value"] == 0


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Sweden is the largest donor of winter clothing", ["winter clothing"]),
        ("Norway was the first country to pledge a five-year package", ["five-year package"]),
        ("Sweden's latest package is worth 633 million euros", ["package"]),
        ("The EU's 50 billion facility is the largest single commitment", ["50", "facility"]),
        ("Japan is among the ten largest donors to WFP", ["WFP"]),
        ("Japan has given 1.6 billion dollars in humanitarian and financial aid", ["financial"]),
        ("Denmark has allocated 75 million euros to rebuild Mykolaiv", ["rebuild Mykolaiv"]),
        ("Poland spends 4 percent of GDP on defence", ["defence"]),
        ("Making up three quarters of all aid, the US is the largest donor", ["three quarters"]),
        ("American taxpayers have each paid 200 euros", ["taxpayers"]),
        ("Croatia promised 14 helicopters but has delivered none", ["has delivered none"]),
        ("After the war the US made 28,000 shells a month", ["After the war"]),
    ],
)
def test_what_is_not_understood_is_not_judged(check: Check, text: str, unread: list[str]) -> None:
    found = check(text)
    assert list(found["claim"]["unread"]) == unread
    assert found["verdict"] == "not_verifiable"
    assert f'"{unread[0]}"' in found["why"]
    assert f'"{unread[-1]}"' in found["missing"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the Kiel Institute, Denmark gave most per head",
        "The minister said that Denmark gave most per head",
        "Relative to its population, tiny Denmark has clearly given most to Ukraine",
        "Since the start of the full-scale invasion Denmark has given most per head",
        "Denmark has given most per head, the ministry said",
        "Denmark has become the most generous donor per capita in the world",
        '"Denmark is the largest donor per head," Scholz said',
    ],
)
def test_words_that_change_nothing_are_passed_over(check: Check, text: str) -> None:
    found = check(text)
    assert "unread" not in found["claim"]
    assert found["verdict"] == "holds", found["why"]


@pytest.mark.parametrize(
    "text",
    [
        "Until 2027 Estonia intends to give 0.25 percent of GDP",
        "Germany gives 8 billion euros a year",
        "The UK will deliver aid worth 3 billion pounds",
    ],
)
def test_plans_and_rates_are_no_sums_of_the_past(check: Check, text: str) -> None:
    found = check(text)
    assert found["verdict"] == "not_verifiable"
    assert "neither plans nor rates" in found["missing"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Since 2014 it has committed more than $11.8 billion", '"it" is nobody'),
        ("The country has spent 21 billion crowns on military aid", '"The country" is nobody'),
        ("In all, the aid is worth some 180 million euros", "neither who gave it"),
        ("Allies have so far delivered half of that", "neither who gave it"),
    ],
)
def test_who_was_named_before_is_nobody(ukraine: Case, text: str, what: str) -> None:
    with pytest.raises(QuestionError) as caught:
        ukraine.claim(text)
    assert what in caught.value.what


def test_a_part_of_a_sum_is_a_claim_of_its_own(ukraine: Case) -> None:
    text = "Canada has committed over C$8 billion, of which 4 billion Canadian dollars are military"
    result = ukraine.claim(text).result
    assert result is not None
    kinds = [(c["claim"].get("kind"), c["verdict"]) for c in result["claims"]]
    assert kinds == [(None, "holds"), ("military", "holds")]


def test_more_than_a_figure_to_somebody_is_no_comparison(ukraine: Case) -> None:
    result = ukraine.claim("Estonia has given more than 1% of its GDP to Ukraine").result
    assert result is not None
    assert [(c["claim"]["type"], c["verdict"]) for c in result["claims"]] == [("share", "holds")]


def test_what_came_of_a_promise_is_a_delivery(check: Check) -> None:
    text = "Ukraine has received 330,000 shells from the EU of the million it promised"
    found = check(text)
    assert read(found, "type", "stage") == ("count", "delivery")
    assert found["verdict"] == "holds", found["why"]


def test_over_a_figure_is_no_slip_of_it(check: Check) -> None:
    found = check("The Netherlands has allocated over 5 billion euros in military aid, bilaterally")
    assert found["verdict"] == "does_not_hold"
    assert "unit_slip" not in {r["code"] for r in found["reasons"]}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Every German has given about 174 euros to Ukraine", "holds"),
        ("Norway has committed 81.3 billion kroner", "holds"),
        ("Norway has committed 81.3 billion Danish kroner", "does_not_hold"),
        ("So far this year Denmark has given 271 million euros", "holds"),
        ("Croatia has handed over 12 helicopters", "does_not_hold"),
        ("By the end of November the EU had delivered 330,000 shells", "does_not_hold"),
        ("The EU delivered 330,000 shells in January", "not_verifiable"),
        ("Germany has delivered 14.5 billion euros of aid", "not_verifiable"),
        ("Hungary has given 54 million euros", "holds"),
    ],
)
def test_a_figure_is_of_its_own_days_people_and_stage(
    check: Check, text: str, verdict: str
) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]


def test_almost_nothing_is_not_nothing(ukraine: Case) -> None:
    with pytest.raises(QuestionError):
        ukraine.claim("Hungary has given next to nothing")


def test_a_denied_figure_has_no_nearest_statement_in_its_own_words(check: Check) -> None:
    found = check("The EU has not delivered 330,000 shells")
    assert (found["verdict"], found["nearest"]) == ("does_not_hold", None)


def test_fields_say_the_same_as_words(ukraine: Case) -> None:
    told = ukraine.claim(type="rank", subject="Japan", rank=1, without="Europe")
    assert told.result is not None
    (found,) = told.result["claims"]
    assert found["claim"]["without"] == "Europe"
    own = ukraine.claim(
        type="share", subject="Germany", value=0.5, operator="over", whole="own", kind="military"
    )
    assert own.result is not None
    assert own.result["claims"][0]["verdict"] == "holds"
    most = ukraine.claim(
        type="share", subject="Germany", value=0.99, operator="over", whole="own", kind="military"
    )
    assert most.result is not None
    assert most.result["claims"][0]["verdict"] == "does_not_hold"
    kinds = ukraine.claim(
        type="comparison", subject="Germany", whole="humanitarian", kind="military", factor=2
    )
    assert kinds.result is not None
    worded = ukraine.claim("Germany has given twice as much military as humanitarian aid").result
    assert worded is not None
    assert kinds.result["claims"][0]["verdict"] == worded["claims"][0]["verdict"]
    both = ukraine.claim(type="rank", subject="Denmark", rank=3, top=True, each=True, per="head")
    assert both.result is not None
    assert both.result["claims"][0]["verdict"] == "holds"


def test_a_kind_is_no_whole_of_a_share(ukraine: Case) -> None:
    with pytest.raises(QuestionError, match="no whole of a share"):
        ukraine.claim(type="share", subject="Germany", value=0.5, whole="military")
    with pytest.raises(QuestionError, match="no whole of a comparison"):
        ukraine.claim(type="comparison", subject="Germany", other="France", whole="own")


SAID_AGAIN = [
    "Germany is the third-largest European donor",
    "Japan is the second biggest donor outside Europe",
    "Among G7 countries Canada gave the least",
    "Only five countries have allocated more than 1% of GDP",
    "Seven EU members have allocated more than a billion euros in military aid",
    "Ten percent of Denmark's aid is humanitarian",
    "Germany has allocated half of what it promised",
    "Germany gave less in 2023 than in 2022",
    "US allocations doubled in the second half of 2023 compared with a year earlier",
    "Germany gave 20% more than the UK",
    "The Netherlands gave about a tenth of what Germany gave",
    "Italy has given nothing",
    "Fewer than thirty countries have allocated military aid",
    "Outside the EU, Norway has given second most relative to GDP",
]


@pytest.mark.parametrize("text", SAID_AGAIN)
def test_the_nearest_true_statement_of_each_holds(ukraine: Case, check: Check, text: str) -> None:
    nearest = check(text)["nearest"]
    assert nearest
    result = ukraine.claim(nearest).result
    assert result is not None
    for again in result["claims"]:
        assert again["verdict"] == "holds", (again["text"], again["why"], again["claim"])
