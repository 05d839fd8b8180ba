"""Units of mass and length behind a number: tonnes in every spelling, kilograms, kilometres."""

from collections.abc import Container, Sequence

from resupply.intake.words import Word

#: Unit that each word stands for.
UNITS = {
    **dict.fromkeys(["t", "tonne", "tonnes", "ton", "tons", "mt", "mts", "tn"], "t"),
    **dict.fromkeys(("metric ton", "metric tons", "metric tonnes", "metric tonne"), "t"),
    **dict.fromkeys(("kilotonnes", "kilotons", "kt"), "kt"),
    **dict.fromkeys(
        ["kg", "kgs", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilos", "kilo"], "kg"
    ),
    **dict.fromkeys(["km", "kilometre", "kilometres", "kilometer", "kilometers", "kms"], "km"),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), "m"),
    **{"lbs": "lb", "pounds": "lb", "lb": "lb", "short tons": "st", "quintals": "q"},
}
#: Tonnes or kilometres in one of each unit; one where none is told.
TO_BASE = {"kt": 1e3, "kg": 1e-3, "lb": 0.000453592, "st": 0.907185, "q": 0.1, "m": 1e-3}
LENGTHS = frozenset(["km", "m"])


def read(words: Sequence[Word], at: int) -> tuple[str | None, int]:
    """The unit that begins with a word, and the index of the word behind it.

    Args:
        words: Words of the text.
        at: Index of the word behind the number.

    Example:
        >>> from resupply.intake.words import split
        >>> read(split("metric tons of flour"), 0)
        ('t', 2)
    """
    if at >= len(words) or "\n" in words[at].gap:
        return None, at
    if words[at].low == "-" and not words[at].gap:
        at += 1
    two = words[at].low + " " + words[at + 1].low if at + 1 < len(words) else ""
    if two in UNITS:
        return UNITS[two], at + 2
    if at >= len(words) or words[at].low not in UNITS:
        return None, at
    if words[at].text in ("T", "Mt"):
        return None, at
    long = UNITS[words[at].low] == "m"
    if long and not (at + 1 < len(words) and words[at + 1].low == "of"):
        return None, at  # "at 300 metres"; "300 metres of cable" is a length of goods
    return UNITS[words[at].low], at + 1


def converted(words: Sequence[Word], at: int, numbers: Container[int]) -> int:
    """Index behind a bracket that tells the same in another unit ("21 km (13 miles) of wire").

    Args:
        words: Words of the text.
        at: Index of the word behind the measure.
        numbers: Indices of the words where a number begins.
    """
    if at + 3 >= len(words) or words[at].text != "(":
        return at
    if words[at + 2].text == ")" and words[at + 1].low in UNITS:
        return at + 3  # "pounds (lbs)"
    if at + 1 not in numbers:
        return at
    near = range(at + 2, min(at + 6, len(words)))
    return next((k + 1 for k in near if words[k].text == ")"), at)
