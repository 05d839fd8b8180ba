"""What was odd, counted: a large file has thousands of the same oddity."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from resupply.core.findings import Finding
from resupply.core.words import counted, some


class _Text(NamedTuple):
    """What is said of an oddity: `{n}` is how many there are, `{which}` which codes or names."""

    of: str
    what: str
    todo: str
    level: str = "note"


_LOOK = "look it up at its publisher."
_DEAL, _ACTIVITY = "transaction", "activity"
_TEXTS: Mapping[str, _Text] = {
    "activity_without_identifier": _Text(
        _ACTIVITY, "{n} without an identifier; not taken.", _LOOK, "error"
    ),
    "transaction_without_type": _Text(
        _DEAL, "{n} without a type; not taken.", _LOOK, "error"
    ),
    "unknown_transaction_type": _Text(
        _DEAL, "{n} of a type that is in no code list ({which}); not taken.", _LOOK, "error"
    ),
    "transaction_without_value": _Text(
        _DEAL, "{n} without a value; not taken, for without one nothing is said.", _LOOK, "error"
    ),
    "not_a_number": _Text(
        _DEAL, "{n} with a value that is no number ({which}); not taken.", _LOOK, "error"
    ),
    "absurd_number": _Text(
        _DEAL, "{n} with a value too large to be true ({which}); not taken.", _LOOK, "error"
    ),
    "currency_not_stated": _Text(
        _DEAL, "{n} without a currency, of activities without a default; not taken.", _LOOK, "error"
    ),
    "not_a_currency": _Text(
        _DEAL, "{n} in what is no code of a currency ({which}); not taken.", _LOOK, "error"
    ),
    "same_activity_twice": _Text(
        _ACTIVITY,
        "{n} met again in the files ({which}); what was updated last counts, or else read last.",
        "nothing, if these are states of several days; else remove the older file.",
        "warning",
    ),
    "file_left_out": _Text(
        "file",
        "{n} of the folder left out, for it cannot be read ({which}).",
        "bring it in alone to be told why.",
        "warning",
    ),
    "unknown_currency": _Text(
        _DEAL, "{n} in a currency that is not in ISO 4217 ({which}); taken as it is.", _LOOK,
        "warning",
    ),
    "not_a_day": _Text(
        _DEAL, "{n} on a day that is none ({which}); taken as undated.", _LOOK, "warning"
    ),
    "undated_amount": _Text(
        _DEAL, "{n} without a day.", "give the day if its publisher knows it.", "warning"
    ),
    "decimal_comma": _Text(
        _DEAL, "{n} with a value read with a decimal comma ({which}).", "check it.", "warning"
    ),
    "thousands_comma": _Text(
        _DEAL, "{n} with a value read with commas between thousands ({which}).", "check it.",
        "warning",
    ),
    "point_was_replaced": _Text(
        _DEAL, "{n} with NULL for the point of a value ({which}).", "check it.", "warning"
    ),
    "unknown_country": _Text(
        _DEAL,
        "{n} for a country whose code is on no list ({which}); taken under an id of its own.",
        _LOOK,
        "warning",
    ),
    "shares_not_whole": _Text(
        _ACTIVITY,
        "{n} with percentages of countries and regions that do not sum to 100. What is missing "
        "goes to nobody named; what sums to more is not divided.",
        _LOOK,
        "warning",
    ),
    "money_passed_on": _Text(
        _ACTIVITY,
        "{n} with money that came in and money that went out: what is paid was given by others, "
        "who may tell of it too.",
        "compare givers one by one; do not add agencies to the governments that fund them.",
        "warning",
    ),
    "shares_not_stated": _Text(
        _ACTIVITY,
        "{n} for several countries or regions without their parts; the money goes to the group.",
        "nothing: how much is whose is not known.",
    ),
    "shares_applied": _Text(
        _DEAL,
        "{n} divided over countries and regions by the percentages of the activity.",
        "nothing: what is reckoned so is marked as derived.",
    ),
    "recipient_not_stated": _Text(
        _DEAL,
        "{n} without a country or region, of activities without one.",
        "nothing: who gets the money is not stated.",
    ),
    "giver_not_stated": _Text(
        _DEAL,
        "{n} without a provider. Of what goes out, the publisher is taken as the giver; of what "
        "comes in, the giver is not known.",
        "nothing, unless you know better: then correct the line.",
    ),
    "giver_without_id": _Text(
        _DEAL,
        "{n} with a provider in words only, known by that name.",
        "add names that mean the same party to `aliases`.",
    ),
    "legacy_transaction_type": _Text(
        _DEAL,
        "{n} with a letter for the type ({which}), as before version 2.",
        "nothing: it was read by that version's list.",
    ),
    "transaction_not_counted": _Text(
        _DEAL,
        "{n} of interest, repayments, reimbursements, equity or guarantees (type {which}); left "
        "out.",
        "nothing: this is no aid on its way.",
    ),
    "negative_amount": _Text(
        _DEAL,
        "{n} with a value below zero: what was stated before is taken back.",
        "nothing: it is booked as a reversal.",
    ),
    "amount_of_zero": _Text(
        _DEAL,
        "{n} with a value of 0; left out, for nothing moves.",
        "nothing, unless 0 was written for unknown.",
    ),
}  # fmt: skip


class Oddities:
    """Counts oddities by code, and remembers where each was met first."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._count: Counter[str] = Counter()
        self._which: dict[str, Counter[str]] = {}

    def add(self, code: str, where: str, which: str = "") -> None:
        """One more of a code.

        Args:
            code: One of those this reader knows.
            where: Where it is.
            which: The code or name that is odd.
        """
        self._first.setdefault(code, where)
        self._count[code] += 1
        if which:
            seen = self._which.setdefault(code, Counter())
            if which in seen or len(seen) < 1000:
                seen[which[:40]] += 1

    def findings(self) -> Iterator[Finding]:
        """One finding a code, errors first."""
        levels = ("error", "warning", "note")
        for level in levels:
            for code, text in _TEXTS.items():
                if text.level == level and self._count[code]:
                    yield self._finding(code, text)

    def _finding(self, code: str, text: _Text) -> Finding:
        number = self._count[code]
        which = [name for name, _ in self._which.get(code, Counter()).most_common()]
        return Finding(
            code=code,
            where=self._first[code],
            what=text.what.format(n=_counted(number, text.of), which=some(which)),
            todo=text.todo,
            level=text.level,
            count=number,
        )


def _counted(number: int, word: str) -> str:
    return f"{number:,} activities" if word == _ACTIVITY and number > 1 else counted(number, word)
