"""Paragraphs, sentences, tokens and quotation marks, by character of the given text."""

import pytest

from resupply.intake.text import Document


def sentences(text: str) -> list[str]:
    document = Document(id="t", text=text)
    return [text[s.start : s.end] for s in document.sentences]


def quoted(text: str) -> list[str]:
    document = Document(id="t", text=text)
    return [text[q.start : q.end] for q in document.quotations if q.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Cavoli met Mr. Umerov and Dr. Park.",
        "The U.S. Army sent 5.5 m rounds.",
        "Feb. 24 was a Thursday.",
        "Clause No. 5 of Art. 3 holds.",
        "J. D. Vance spoke.",
        "Aid of approx. 12 tonnes came.",
        "They crossed at 3 p.m. on foot.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_sentences_end_at_signs_and_at_breaks() -> None:
    text = "Is it late? It is! A tent\n\n- 10 tanks\n- 4 guns"
    assert sentences(text) == ["Is it late?", "It is!", "A tent", "- 10 tanks", "- 4 guns"]


def test_a_country_s_abbreviation_ends_a_sentence_before_an_opener() -> None:
    assert sentences("It came from the U.S. The rest did not.") == [
        "It came from the U.S.",
        "The rest did not.",
    ]


def test_a_wrapped_line_is_no_break() -> None:
    text = "The ministry of the country had promised\nmore tents for the winter."
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said: "We need it."', ["We need it."]),
        ("“It’s late,” she said.", ["It’s late,"]),
        ("'It's late,' she said, 'but not over.'", ["It's late,", "but not over."]),
        ("„Wir“, he said.", ["Wir"]),
        ("«Nous sommes prêts», he said.", ["Nous sommes prêts"]),
        ("The allies' shells and Kyiv's guns.", []),
        ("A 'so-called' pause in the '90s.", ["so-called"]),
        ("“He told me ‘never again’ twice,” she said.", ["He told me ‘never again’ twice,"]),
        ("”Vi hjälper,” says the minister.", ["Vi hjälper,"]),
    ],
)
def test_quotation_marks_are_paired(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_quotation_inside_another_has_a_depth() -> None:
    document = Document(id="t", text="“He told me ‘never again’ twice,” she said.")
    assert [q.depth for q in document.quotations] == [0, 1]


def test_a_speech_over_paragraphs_goes_on() -> None:
    text = "“First we wait.\n\n“Then we act,” he said."
    document = Document(id="t", text=text)
    first, second = document.quotations
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_tokens_stand_where_they_say() -> None:
    text = "The U.S.'s F-16s, 1,000 of them."
    document = Document(id="t", text=text)
    assert all(text[t.start : t.end] == t.text for t in document.tokens)
    assert "F-16s" in [t.text for t in document.tokens]
