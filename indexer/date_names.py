"""What months and weekdays are called in the languages that dates are read in.

dateparser has the names; its own parser is not asked, because it completes what is missing from today's date.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable

from dateparser.data.date_translation_data import de, en, es, fr, it, nl, pt

_LANGUAGES = (en, fr, de, es, it, nl, pt)
_MONTH_KEYS = tuple(name.lower() for name in calendar.month_name[1:])
_WEEKDAY_KEYS = tuple(name.lower() for name in calendar.day_name)
# The contractions of older English hands; dateparser knows those of today.
_OLD_MONTHS = {"jany": 1, "feby": 2, "febry": 2, "augt": 8, "septr": 9, "octr": 10, "novr": 11, "decr": 12}


def _unaccented(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _names(keys: tuple[str, ...], shortest_abbreviation: int, first_number: int) -> dict[str, int]:
    """Every name in every language, lower case, to its number. Short foreign abbreviations are other words."""
    numbers: dict[str, int] = {}
    for language in _LANGUAGES:
        for number, key in enumerate(keys, start=first_number):
            spellings: Iterable[str] = (spelling.lower() for spelling in language.info[key])
            for spelling in spellings:
                if len(spelling) >= (3 if language is en else shortest_abbreviation):
                    numbers.setdefault(spelling, number)
                    numbers.setdefault(_unaccented(spelling), number)
    return numbers


# Abbreviations of three letters that are no words of English.
_SHORT_MONTHS = {"jän": 1, "mär": 3, "mrz": 3, "mrt": 3, "mai": 5, "mei": 5, "okt": 10, "dez": 12}
MONTHS = _SHORT_MONTHS | _names(_MONTH_KEYS, 4, 1) | _OLD_MONTHS
ENGLISH_MONTHS = {spelling for key in _MONTH_KEYS for spelling in en.info[key]} | _OLD_MONTHS.keys()
WEEKDAYS = {"tues": 1, "thur": 3, "thurs": 3} | _names(_WEEKDAY_KEYS, 4, 0)
# What forum software puts before a date (`Do 25. Jun 2015`); in running text `so` and `do` are other words.
WEEKDAYS_OF_SOFTWARE = WEEKDAYS | _names(_WEEKDAY_KEYS, 2, 0)
