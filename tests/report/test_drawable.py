"""Texts from data in pictures: what the drawing library dies of never reaches it."""

import resupply
from resupply.report import charts


def test_a_bell_in_a_name_does_not_end_the_program() -> None:
    spec = charts.spec_of(resupply.open("ukraine-2024").pause_cost(["USA"]))
    plain = charts.svg(spec)
    text = spec["title"]["text"] + "\x07\x0b\x85\ufffe\ud800"
    assert charts.svg({**spec, "title": {**spec["title"], "text": text}}) == plain
