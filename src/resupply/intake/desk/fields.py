"""Which fields a proposal of each kind has, and how a reviewer's words become their values."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from resupply.core.dates import to_day
from resupply.core.errors import QuestionError, RefusedError, unknown_name
from resupply.core.words import AidKind, Stage

#: Statuses a text gives to aid, and the stage each becomes.
STATUSES = ("in_talks", "pledged", "committed", "delivered", "paused")
_EVERY = ("known_on", "note")
_QUANTITY = ("quantity", "quantity_low", "quantity_high", "unit")
_AMOUNT = ("amount", "amount_low", "amount_high", "currency")

#: Fields by kind, in the order they are shown.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "aid": (
        "donor", "recipient", "item", *_QUANTITY, *_AMOUNT, "status", "stage", "date", "aid_kind",
        "happened_on", "due_on", "title", "dataset", "place", *_EVERY,
    ),
    "need": ("who", "item", *_QUANTITY, *_AMOUNT, "metric", "date", *_EVERY),
    "claim": ("subject", "type", "value", "unit", "item", "date", *_EVERY),
    "delay": ("type", "actor", "item", "start", "end", "place", "effect", "name", *_EVERY),
    "production": ("maker", "item", *_QUANTITY, "per", "type", "place", "date", *_EVERY),
    "event": (
        "name", "type", "place", "date", "participants", "statement_kind", "statement", "by",
        *_EVERY,
    ),
    "quote": ("speaker", "mode", *_EVERY),
    "dateline": ("place", "date", *_EVERY),
}  # fmt: skip

_NUMBERS = ("quantity", "quantity_low", "quantity_high", "amount", "amount_low", "amount_high")
#: Fields that are one whole day.
DAYS = ("known_on", "due_on", "start", "end")
#: Fields that are one of these words.
ONE_OF = {
    "status": STATUSES,
    "stage": tuple(s.value for s in Stage),
    "aid_kind": tuple(k.value for k in AidKind),
    "mode": ("direct", "indirect", "mixed"),
    "per": ("day", "week", "month", "year"),
}
#: The same, of one kind alone.
OF_KIND = {("production", "type"): ("output", "capacity", "target")}


def one_of(kind: str, name: str) -> tuple[str, ...]:
    """The words that a field of a kind may be; none = it is free.

    Example:
        >>> one_of("production", "type"), one_of("event", "type")
        (('output', 'capacity', 'target'), ())
    """
    return OF_KIND.get((kind, name)) or ONE_OF.get(name, ())


def changed(kind: str, fields: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with a reviewer's changes; an empty word makes a field unknown again.

    Raises:
        RefusedError: A field the kind does not have, or a value it cannot take.

    Example:
        >>> changed("aid", {"donor": "FIN", "unit": "t"}, {"quantity": "5 000", "unit": ""})
        {'donor': 'FIN', 'quantity': 5000}
    """
    out = dict(fields)
    for name, given in changes.items():
        where = f"field {name}"
        if name not in FIELDS[kind]:
            raise unknown_name(where, "field", name, FIELDS[kind])
        value = _value(where, kind, name, given)
        if value is None:
            out.pop(name, None)
        else:
            out[name] = value
    return out


def _value(where: str, kind: str, name: str, given: Any) -> Any:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if isinstance(given, list | tuple):
        values = [_value(where, kind, name, g) for g in given]
        flat = [w for v in values for w in (v if isinstance(v, list) else [v]) if w is not None]
        return flat or None
    return _parser(kind, name)(where, given)


def _parser(kind: str, name: str) -> Callable[[str, Any], Any]:
    if name in _NUMBERS:
        return _number
    if name in DAYS:
        return lambda where, given: to_day(given, where=where).isoformat()
    if name in ("date", "happened_on"):
        return _partial
    if name == "currency":
        return _currency
    if words := one_of(kind, name):
        return lambda where, given: _one_of(where, str(given), words)
    if name == "participants":
        return lambda _, given: [w.strip() for w in str(given).split(",") if w.strip()]
    return lambda where, given: _words(where, str(given))


def _words(where: str, given: str) -> str:
    text = " ".join(given.split())
    if len(text) > 500:
        raise RefusedError(
            where=where, what="it is longer than 500 letters.", todo="say it in fewer words."
        )
    return text


def _number(where: str, given: Any) -> int | float:
    try:
        number = Decimal(str(given).replace(",", "").replace("_", "").replace(" ", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(given, bool) or not number.is_finite() or not 0 <= number < Decimal("1e24"):
        raise RefusedError(
            where=where,
            what=f'"{given}" is not an amount.',
            todo="write a plain number of zero or more, such as 20000, or leave it empty.",
        )
    return int(number) if number == number.to_integral_value() else float(number)


def _currency(where: str, given: Any) -> str:
    code = str(given).strip().upper()
    if len(code) != 3 or not code.isalpha():
        raise RefusedError(
            where=where,
            what=f'"{given}" is not a currency code.',
            todo="write the ISO 4217 code, such as EUR.",
        )
    return code


def _one_of(where: str, word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise unknown_name(where, where.removeprefix("field "), word, words, QuestionError)
    return word


def _partial(where: str, given: Any) -> str:
    text = str(given).strip()
    interval(text, where=where)
    return text


def interval(text: str, *, where: str = "date") -> tuple[date, date]:
    """First and last day of an ISO day, month, year or interval of them.

    Raises:
        RefusedError: It is none of these.

    Example:
        >>> [str(d) for d in interval("2024-02")], [str(d) for d in interval("2024/2024-03-05")]
        (['2024-02-01', '2024-02-29'], ['2024-01-01', '2024-03-05'])
    """
    first, _, last = text.partition("/")
    start, end = _edges(first, where)[0], _edges(last or first, where)[1]
    if start > end:
        raise RefusedError(
            where=where, what=f"{text} ends before it begins.", todo="write the earlier day first."
        )
    return start, end


def _edges(text: str, where: str) -> tuple[date, date]:
    from resupply.core.dates import month_end

    parts = text.strip().split("-")
    if len(parts) == 3:
        day = to_day(text, where=where)
        return day, day
    month = to_day(
        f"{text.strip()}-01" if len(parts) == 2 else f"{text.strip()}-01-01", where=where
    )
    if len(parts) == 2:
        return month, month_end(month)
    return month, date(month.year, 12, 31)
