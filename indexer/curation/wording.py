"""Words of a source found in its text, whatever white space stands between them there."""

from __future__ import annotations

import re
from itertools import islice

from indexer.curation.errors import CorrectionError

_SHOWN_WORDS = 12
_LEADING_MARKS = r"\W{0,9}?"


def shown(words: str) -> str:
    """The words for a message, in quotation marks, and not too many of them."""
    listed = words.split()
    return f"“{' '.join(listed[:_SHOWN_WORDS])}{'…' if len(listed) > _SHOWN_WORDS else ''}”"


def starts_in(text: str, words: str) -> list[int]:
    """Every place where the words begin, ascending; not in the middle of a longer word."""
    pattern = _pattern(words)
    whole = re.compile(rf"(?<!\w){pattern}" if words.split()[0][0].isalnum() else pattern)
    return [match.start() for match in whole.finditer(text)]


def end_after(text: str, words: str, start: int, occurrence: int | None) -> int:
    """Where the words end that are the last of a document beginning at `start`.

    Raises CorrectionError where they do not occur from there on, or more often than once and no occurrence is named.
    """
    pattern, named = _pattern(words), f"the words {shown(words)} (ends)"
    whole = re.compile(rf"{pattern}(?!\w)" if words.split()[-1][-1].isalnum() else pattern)
    ends = [match.end() for match in islice(whole.finditer(text, start), (occurrence or 1) + 1)]
    if not ends:
        raise CorrectionError(f"{named} do not occur in the source after the document's first")
    if occurrence is None and len(ends) > 1:
        raise CorrectionError(
            f"{named} occur more than once after the document's first; "
            "give more words before them, or say which with ends_occurrence = 1"
        )
    if occurrence is not None and len(ends) < occurrence:
        raise CorrectionError(f"{named} occur only {len(ends)} times there, so there is no number {occurrence}")
    return ends[(occurrence or 1) - 1]


def begins_with(text: str, start: int, words: str) -> bool:
    """Whether what begins at `start` begins with the words, marks such as an opening quote left aside."""
    return re.compile(_LEADING_MARKS + _pattern(words)).match(text, start) is not None


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
