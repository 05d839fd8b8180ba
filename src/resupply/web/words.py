"""Languages of the pages: catalogues of words, and numbers and days as CLDR writes them.

Words are written in English where they are used. `locale/<language>/*.po` translate them; all
files of a folder are merged, so that several people can add to them at once.
"""

import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

FOLDER = Path(__file__).parent / "locale"
#: Languages by code, each in its own name.
LANGUAGES: Mapping[str, str] = {"en": "English", "uk": "Українська"}
#: Which country's habits numbers and days follow.
_HABITS = {"en": "en_GB", "uk": "uk_UA"}
#: Letters whose codes are not in the order of the alphabet.
_ALPHABET = {letter: 0x430 + at for at, letter in enumerate("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")}
#: Names of countries that sources spell otherwise than CLDR.
_SPELT = {"Turkiye": "Türkiye", "Turkey": "Türkiye", "Czech Republic": "Czechia"}


def marked(words: str) -> str:
    """Words to be translated later, where they are shown.

    Example:
        >>> marked("Donors")
        'Donors'
    """
    return words


class Words:
    r"""One language: its words, numbers and days.

    Args:
        language: One of `LANGUAGES`.

    Example:
        >>> Words("uk").say("Donor"), Words("uk").say("Denmark")
        ('Донор', 'Данія')
        >>> Words("uk").number("1,234.5"), Words("uk").day(date(2024, 2, 28))
        ('1\xa0234,5', '28 лют. 2024\u202fр.')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_HABITS[language])
        self._catalogue = _catalogue(language)
        self._countries = {} if language == "en" else _countries(self._locale)
        self._signs = {
            ord(","): get_group_symbol(self._locale),
            ord("."): get_decimal_symbol(self._locale),
            ord("-"): get_minus_sign_symbol(self._locale),
        }

    def say(self, words: str, **values: Any) -> str:
        """Words in this language; `{name}` in them stands for a value."""
        said = self._catalogue.gettext(words) if words else ""
        if said == words and not values:
            return self._countries.get(words, words)
        return said.format(**values) if values else said

    def many(self, one: str, several: str, number: int, **values: Any) -> str:
        """Words for a number of things, in the right plural."""
        said = self._catalogue.ngettext(one, several, number)
        return said.format(number=self.number(f"{number:,}"), **values)

    def number(self, figure: str) -> str:
        """A number written the English way, written the way of this language."""
        return figure.translate(self._signs)

    def month(self, day: date) -> str:
        """The month a day lies in."""
        return format_skeleton("yMMM", day, locale=self._locale)

    def order(self, text: str) -> tuple[int, ...]:
        """Where words stand in the alphabet of this language.

        Example:
            >>> sorted(["Японія", "Індія", "Австралія", "Йорданія"], key=Words("uk").order)
            ['Австралія', 'Індія', 'Йорданія', 'Японія']
        """
        return tuple(_ALPHABET.get(letter, ord(letter)) for letter in text.casefold())

    def day(self, day: date, form: str = "medium") -> str:
        """A day."""
        return format_date(day, format=form, locale=self._locale)


@cache
def words(language: str) -> Words:
    """The words of a language; made once."""
    return Words(language)


def _countries(locale: Locale) -> Mapping[str, str]:
    """Names of countries in this language by their English ones."""
    english, own = Locale.parse("en").territories, locale.territories
    # Codes of two letters are countries; numbers are continents.
    codes = [code for code in map(str, english) if len(code) == 2 and code in own]
    found = {english[code]: own[code] for code in codes}
    return found | {spelt: found[name] for spelt, name in _SPELT.items() if name in found}


@cache
def _catalogue(language: str) -> NullTranslations:
    merged: NullTranslations = NullTranslations()
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        read = GNUTranslations(compiled)
        read.add_fallback(merged)
        merged = read
    return merged
