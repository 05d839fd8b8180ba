"""What cannot be checked is refused with where, what and what to do; never guessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resupply
from resupply.case import Case
from resupply.core.errors import QuestionError, RefusedError

CASE = resupply.open("ukraine-2024")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the text is empty"),
        ("   \n ", "the text is empty"),
        ("Poland is nice", "nothing in it can be checked"),
        ("The US sent 2,000,000", "has no unit"),
        ("x" * 1_000_000, "1,000,000 letters"),
        ("Who gave most?", "names nobody"),
        ("Estonia gave most per GDP and Poland sent 2,000,000", "has no unit"),
        ("The top ten", "names nobody"),
        ("Germany gave more than Germany", "compares somebody with itself"),
        ("Germany is number 0", "0 is no rank"),
        ("Germany gave -5 euros", "below zero"),
        ("14 bn euros", "neither who gave it nor of what"),
    ],
)
def test_what_cannot_be_checked_is_refused(ukraine: Case, text: str, what: str) -> None:
    with pytest.raises(QuestionError) as caught:
        ukraine.claim(text)
    assert what in caught.value.what
    assert caught.value.where
    assert caught.value.todo


def test_two_claims_of_a_sentence_are_both_checked(ukraine: Case) -> None:
    result = ukraine.claim("Estonia is first by GDP share and fourth in all").result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]] == ["holds", "does_not_hold"]


def test_a_list_of_claims_is_checked_one_by_one(ukraine: Case) -> None:
    said = "Germany gave 14.5 bn euros, France 39 bn euros and Poland 4.3 bn euros"
    result = ukraine.claim(said).result
    assert result is not None
    verdicts = {c["claim"]["subject"]: c["verdict"] for c in result["claims"]}
    assert verdicts == {"DEU": "holds", "FRA": "does_not_hold", "POL": "holds"}


def test_the_second_half_has_the_verb_of_the_first(ukraine: Case) -> None:
    result = ukraine.claim("Croatia delivered 14 helicopters and 90 tanks").result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]] == ["holds", "not_verifiable"]
    assert result["claims"][1]["claim"]["stage"] == "delivery"


def test_a_range_agrees_with_what_lies_in_it(ukraine: Case) -> None:
    for said, verdict in (("14-15", "holds"), ("15-16", "does_not_hold")):
        result = ukraine.claim(f"Germany gave {said} bn euros of all aid, bilaterally").result
        assert result is not None
        assert result["claims"][0]["verdict"] == verdict


def test_names_in_a_list_are_no_second_claim(ukraine: Case) -> None:
    result = ukraine.claim("Norway, Sweden and Denmark together gave 9 bn euros").result
    assert result is not None
    assert len(result["claims"]) == 1


def test_one_of_three_ways_is_needed(ukraine: Case) -> None:
    with pytest.raises(QuestionError):
        ukraine.claim()
    with pytest.raises(QuestionError):
        ukraine.claim("Estonia gave most", type="rank")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"type": "rating"}, "type"),
        ({"type": "rank", "subject": "Estonia"}, "rank"),
        ({"type": "rank", "subject": "Estonia", "rank": 0}, "rank"),
        ({"type": "rank", "subject": "Estonland", "rank": 1}, "subject"),
        ({"type": "rank", "subject": "Estonia", "rank": 1, "group": "Mars"}, "group"),
        ({"type": "total", "subject": "Estonia", "value": 1.0}, "unit"),
        ({"type": "rank", "subject": "Estonia", "rank": 1, "per": "mile"}, "per"),
    ],
)
def test_fields_are_refused_by_name(ukraine: Case, fields: dict[str, object], where: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ukraine.claim(**fields)
    assert caught.value.where == where


def test_fields_and_words_are_the_same_claim(ukraine: Case) -> None:
    words = ukraine.claim("Estonia is number 1 relative to GDP").result
    fields = ukraine.claim(type="rank", subject="Estonia", rank=1, per="gdp").result
    assert words is not None
    assert fields is not None
    for key in ("verdict", "why", "nearest", "rows"):
        assert words["claims"][0][key] == fields["claims"][0][key]


def test_a_file_is_checked_line_by_line(ukraine: Case, tmp_path: Path) -> None:
    file = tmp_path / "claims.txt"
    file.write_text("# claims\nEstonia gave most per GDP\n\nPoland is nice\n", encoding="utf-8")
    answer = ukraine.claim(file=file)
    assert answer.result is not None
    assert [c["verdict"] for c in answer.result["claims"]] == ["holds"]
    assert [(f.code, f.where) for f in answer.findings] == [("claim_unread", f"{file}, line 4")]


def test_a_file_that_is_no_text_is_refused(ukraine: Case, tmp_path: Path) -> None:
    file = tmp_path / "claims.bin"
    file.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(RefusedError) as caught:
        ukraine.claim(file=file)
    assert "UTF-8" in caught.value.what


@pytest.mark.parametrize(
    "bounds", [{"place": "ua-rear"}, {"boundary": "UKR"}, {"donor": "EST"}, {"measure": "quantity"}]
)
def test_bounds_it_cannot_keep_to_are_refused(ukraine: Case, bounds: dict[str, str]) -> None:
    with pytest.raises(QuestionError):
        ukraine.claim("Estonia gave most", **bounds)


def test_a_second_claim_is_told_with_its_subject(ukraine: Case) -> None:
    result = ukraine.claim("Germany gave 14.5 bn euros and is the third largest donor").result
    assert result is not None
    assert result["claims"][1]["text"] == "Germany is the third largest donor"


SAID = """Estonia Germany the US EU NATO gave most per head GDP 18 bn euros million shells half of
top ten first to more than twice as much all others 0 -3 % in 2023 by March 99999999999999999999
is number second largest donor and fell doubled \x00 ١٢ 1e400 .. ,"""
words = st.sampled_from(SAID.split())


@given(st.lists(words, min_size=1, max_size=14))
def test_any_words_are_answered_or_refused(said: list[str]) -> None:
    try:
        answer = CASE.claim(" ".join(said))
    except RefusedError:
        return
    assert answer.result is not None
    for claim in answer.result["claims"]:
        assert claim["verdict"] in ("holds", "does_not_hold", "depends", "not_verifiable")
        assert claim["why"]
