"""Datelines: the line that says where and when a letter was written."""

from __future__ import annotations

import re

from indexer.dates import ParsedDate, find_dates, parse_date
from indexer.segmenters.letters.vocabulary import SMALL_WORDS_OF_DATELINES, WORDS_OF_OTHER_DATES

_LONGEST_CHARS = 120
_MOST_PLACE_WORDS = 10
_YEAR = re.compile(r"[12]\d{3}")
_PREFIX = re.compile(r"^(?:dated?|datum)\s*:?\s+", re.IGNORECASE)
_TIME_WORDS = re.compile(
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b\.?|\b(?:early|late|this|morning|afternoon|evening|night|noon|"
    r"midnight|o['’]clock|a\.?m\.?|p\.?m\.?|inst\.?|[NO]\.\s?S\.?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|half[- ]past|"
    r"\d{1,2}([:.h]\d\d)?(?=\s*(?:[ap]\.?m|o['’])))\b",
    re.IGNORECASE,
)
_FOOTNOTE_MARK = re.compile(r"\[\w{1,3}\]\s*$")
_SEASON = re.compile(r"\b(?:the\s+)?(?:spring|summer|autumn|fall|winter)\b(?:\s+of\b)?", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mch|apl)\w*\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th|d)?|\w+day)\b|"
    r"\b\d{1,2}(?:st|nd|rd|th|d)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def read_dateline(words: str) -> ParsedDate | None:
    """The date of a line that holds a date, perhaps a place, and nothing else."""
    if len(words) > _LONGEST_CHARS or _YEAR.search(words) is None:
        return None
    line = _FOOTNOTE_MARK.sub("", _PREFIX.sub("", words.replace("_", "").strip()))
    found = find_dates(line)
    if len(found) == 1:
        if "T" in found[0].edtf:
            return None  # a time to the minute is of a post or a log, not of a letter
        around = f"{line[: found[0].start]} | {line[found[0].end :]}"
        return ParsedDate(found[0].edtf, found[0].precision) if _is_place(around) else None
    if found:
        return None
    # `Vienna, 1809`, `The autumn of 1809`: a bare year counts only where nothing but a place stands before it.
    line = _SEASON.sub(" ", line).strip(" .,")
    place, _, last = line.rpartition(",")
    return (parse_date(last) if _is_place(place) else None) or parse_date(line)


def is_dateline_without_year(words: str) -> bool:
    """True for `Deal, August 5th, '56.`: where and when, but no date that could be told."""
    line = words.replace("_", "").strip(" .")
    return len(line) <= _LONGEST_CHARS and _MONTH_AND_DAY.search(line) is not None and _is_place(line)


def _is_place(text: str) -> bool:
    """True where every word has a capital, is small or is a house number; also for no words at all."""
    if re.search(r"[?!:;@]|\w{4,}\.\s+\w", text):
        return False
    words = re.findall(r"[^\W_][\w’'-]*", _TIME_WORDS.sub(" ", text))
    if len(words) > _MOST_PLACE_WORDS or any(word.lower() in WORDS_OF_OTHER_DATES for word in words):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in SMALL_WORDS_OF_DATELINES for word in words)
