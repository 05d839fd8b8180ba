"""From elements of an activity file to activities; nothing here may fail on odd content."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from xml.etree.ElementTree import Element

from resupply.sources.iati.activity import Activity, Org, Place, Transaction
from resupply.sources.iati.codes import DAC_SECTORS, LETTERS, TYPES
from resupply.sources.iati.oddities import Oddities
from resupply.sources.reading.days import day_of
from resupply.sources.reading.numbers import clean, parse

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ID_MAX, _NAME_MAX, _TITLE_MAX = 200, 200, 160
_EARMARKING = {"1": 1, "2": 2, "3": 3, "4": 4}


def activity(element: Element, file: str, odd: Oddities) -> Activity | None:
    """The activity an element states; None when it has no identifier.

    Args:
        element: An `iati-activity`.
        file: File it stands in.
        odd: Told what is odd.
    """
    identifier = _text(element.find("iati-identifier"), _ID_MAX)
    if not identifier:
        odd.add("activity_without_identifier", file)
        return None
    read = Activity(
        file=file,
        identifier=identifier,
        reporter=_org(element.find("reporting-org")) or Org(),
        title=_narrative(element.find("title"), _TITLE_MAX),
        updated_on=day_of(element.get("last-updated-datetime")),
        humanitarian=_flag(element.get("humanitarian")),
        sectors=tuple(_sectors(element)),
        places=tuple(_places(element)),
        earmarking=_earmarking(element),
        transactions=(),
    )
    return _with_transactions(read, element, odd)


def _with_transactions(read: Activity, element: Element, odd: Oddities) -> Activity:
    from msgspec.structs import replace

    currency = element.get("default-currency") or ""
    found = [
        told
        for number, stated in enumerate(element.findall("transaction"), 1)
        if (told := _transaction(stated, number, currency, read.where(number), odd))
    ]
    return replace(read, transactions=tuple(found))


def _transaction(
    element: Element, number: int, default_currency: str, where: str, odd: Oddities
) -> Transaction | None:
    code = _type(element, where, odd)
    if code is None:
        return None
    stated = element.find("value")
    amount = _amount(stated, where, odd)
    if stated is None or amount is None:
        return None
    currency = _currency(stated.get("currency") or default_currency, where, odd)
    if currency is None:
        return None
    return Transaction(
        number=number,
        code=code,
        amount=amount,
        currency=currency,
        day=_day(element, where, odd),
        provider=_org(element.find("provider-org")),
        receiver=_org(element.find("receiver-org")),
        places=tuple(_places(element)),
        humanitarian=_flag(element.get("humanitarian")),
        sectors=tuple(_sectors(element)),
    )


def _type(element: Element, where: str, odd: Oddities) -> str | None:
    """Its code, if it is one that counts."""
    stated = element.find("transaction-type")
    said = clean(stated.get("code")) if stated is not None else ""
    code = LETTERS.get(said.upper(), said)
    if not said:
        odd.add("transaction_without_type", where)
    elif code not in TYPES:
        odd.add("unknown_transaction_type", where, said)
    elif TYPES[code].stage is None:
        odd.add("transaction_not_counted", where, code)
    else:
        if code != said:
            odd.add("legacy_transaction_type", where, said)
        return code
    return None


def _amount(stated: Element | None, where: str, odd: Oddities) -> Decimal | None:
    """Its value, if it states one that moves something."""
    text = (stated.text or "") if stated is not None else ""
    found = parse(text)
    if found.odd in ("not_a_number", "absurd_number"):
        odd.add(found.odd, where, clean(text))
    elif found.value is None:
        odd.add("transaction_without_value", where)
    elif found.value == 0:
        odd.add("amount_of_zero", where)
    else:
        if found.odd:
            odd.add(found.odd, where, clean(text))
        if found.value < 0:
            odd.add("negative_amount", where)
        return found.value
    return None


def _currency(stated: str, where: str, odd: Oddities) -> str | None:
    code = clean(stated).upper()
    if not code:
        odd.add("currency_not_stated", where)
    elif not (len(code) == 3 and code.isascii() and code.isalpha()):
        odd.add("not_a_currency", where, code)
    else:
        if not _is_listed(code):
            odd.add("unknown_currency", where, code)
        return code
    return None


@lru_cache(maxsize=1024)
def _is_listed(code: str) -> bool:
    import pycountry

    return pycountry.currencies.get(alpha_3=code) is not None


def _day(element: Element, where: str, odd: Oddities) -> date | None:
    stated = element.find("transaction-date")
    said = clean(stated.get("iso-date")) if stated is not None else ""
    if not said:
        odd.add("undated_amount", where)
        return None
    found = day_of(said)
    if found is None:
        odd.add("not_a_day", where, said)
    return found


def _org(element: Element | None) -> Org | None:
    if element is None:
        return None
    ref = clean(element.get("ref"))[:_NAME_MAX]
    name = _narrative(element, _NAME_MAX)
    return Org(ref, name, clean(element.get("type"))[:8]) if ref or name else None


def _places(element: Element) -> Iterator[Place]:
    for stated in element.findall("recipient-country"):
        yield _place(stated, None)
    for stated in element.findall("recipient-region"):
        yield _place(stated, clean(stated.get("vocabulary"))[:8] or "1")


def _place(element: Element, vocabulary: str | None) -> Place:
    percent = parse(element.get("percentage"), limit=Decimal(1000)).value
    return Place(
        clean(element.get("code")).upper()[:40],
        _narrative(element, _NAME_MAX),
        vocabulary,
        percent if percent is not None and percent >= 0 else None,
    )


def _sectors(element: Element) -> Iterator[str]:
    for stated in element.findall("sector"):
        if (stated.get("vocabulary") or "") in DAC_SECTORS and (code := stated.get("code")):
            yield code[:8]


def _earmarking(element: Element) -> int | None:
    """By the vocabulary of earmarking among the types of aid."""
    marks = [
        _EARMARKING[stated.get("code") or ""]
        for stated in element.findall("default-aid-type")
        if stated.get("vocabulary") == "2" and stated.get("code") in _EARMARKING
    ]
    return max(marks, default=None)


def _flag(stated: str | None) -> bool | None:
    return {"1": True, "true": True, "0": False, "false": False}.get((stated or "").strip())


def _narrative(element: Element | None, longest: int) -> str:
    """The English words of an element, else the first; version 1 has them in the element itself."""
    if element is None:
        return ""
    told = list(_told(element.findall("narrative")))
    english = [text for language, text in told if language.startswith("en")]
    own = [text for _, text in told]
    return next(iter([*english, *own]), clean(element.text))[:longest].strip()


def _told(narratives: Iterable[Element]) -> Iterator[tuple[str, str]]:
    for narrative in narratives:
        text = clean(narrative.text)
        if text:
            yield (narrative.get(_LANGUAGE) or "").casefold(), text


def _text(element: Element | None, longest: int) -> str:
    return clean(element.text)[:longest].strip() if element is not None else ""
