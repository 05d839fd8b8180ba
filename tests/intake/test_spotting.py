"""Looking for a pattern at the words it may begin with finds what a search everywhere finds."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply import intake
from resupply.intake import dates, happenings, rx, spotting

DATA = Path(__file__).parent / "data"


def _patterns() -> dict[str, re.Pattern[str]]:
    out = {f"event {n}": h.pattern for n, h in enumerate(happenings.HAPPENINGS)}
    out |= {f"date {n}": rule[1] for n, rule in enumerate(dates._RULES)}
    for module in pkgutil.iter_modules(intake.__path__, "resupply.intake."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if rx.is_pattern(value):
                out[f"{module.name}.{name}"] = value
    return out


PATTERNS = _patterns()


def _spans(found: object) -> list[tuple[int, int]]:
    return [m.span() for m in found]  # type: ignore[attr-defined]


def test_every_pattern_of_the_reader_finds_the_same() -> None:
    texts = []
    for path in sorted(DATA.glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()[:4]]
    told = [p for p in PATTERNS.values() if spotting._plan(p).heads or spotting._plan(p).choices]
    assert len(told) > 400
    for text in texts:
        for pattern in told:
            assert _spans(spotting.finditer(pattern, text)) == _spans(pattern.finditer(text)), (
                pattern.pattern
            )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:a|an|the) gun", "A gun, an gun, the gun, bathe gun"),
        (r"(?i)\b(?:a|an|the) GUN", "A gun, An Gun, THE GUN"),
        (r"\bgun(?: gun)*", "gun gun gun, gun"),
        (r"\b(?: more| less)? than", "far more than that; less than"),
        (r"\b[0-9]{2,}\b", "12 345 6 x78"),
        (r"\bécole|\bEcole", "école Ecole école"),
        (r"\b(?:k|s)m\b", "\u212am Sm \u017fm km"),
        (r"\b(?:x|)y", "y xy x y"),
        (r"\w+ gun", "the gun a gun"),
        (r"(?:\bthe|['’]s) gun", "the gun, Oslo's gun"),
        (r"(?:\bthe|['’]s)(?: big)? gun", "the gun, Oslo’s gun, its gun, ’s gun"),
        (r"\b(?=[a-z])(?!un)\w?un", "gun un run"),
        (r"\b(?>tank|tan)s", "tanks tans"),
        (r"\b(?:[\w-]+ ){0,2}guns? (?:late|lost)\b", "the big gun late. A gun lost.\nguns\nlate"),
        (r"(?<![\d-])\d\d-[a-z]", "x20-a 120-b 20-c, \u0662\u0660-d"),
        (r"\b\d+ guns", "\u0662\u0660 guns, 20 guns"),
        (r"[a-z]+ (?:gun|tank)(?= is$)", "a gun is\nno tank is"),
        (r"[a-z]+ gun(?!\n\.)", "a gun\n. a gun\na"),
        (r"(?:[a-z]+ )*(?:s|k)un up", "a \u017fun up and \u212aun up"),
        (r"[a-z]+ (?:\bécole|eco) up", "my école up, my eco up"),
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_shapes_of_patterns(pattern: str, text: str, flags: int) -> None:
    compiled = re.compile(pattern, flags)
    assert _spans(spotting.finditer(compiled, text)) == _spans(compiled.finditer(text))


WORDS = st.sampled_from(
    [
        "on",
        "On",
        "5",
        "May",
        "2024",
        "met",
        "with",
        "first",
        "twice",
        "the",
        "’s",
        "İ",
        "ſ",
        "€",
        "-",
    ]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "", "\u00a0", ". "])), max_size=12))
def test_made_up_texts(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    for pattern in [rule[1] for rule in dates._RULES] + [h.pattern for h in happenings.HAPPENINGS]:
        assert _spans(spotting.finditer(pattern, text)) == _spans(pattern.finditer(text))


def test_a_pattern_that_may_begin_anywhere_is_searched_as_usual() -> None:
    assert spotting._plan(re.compile(r"\w+ gun")).heads is None
    assert spotting._plan(re.compile(r"gun")).heads is None
    assert spotting._plan(re.compile(r"\bgun")).heads == ("gun",)
