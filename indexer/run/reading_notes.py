"""What is to be said of a source's characters: words decoded wrongly before, characters lost, stray marks."""

from __future__ import annotations

import re
from collections import Counter

from indexer.structure import StructuredText
from search.source_notes import NoteKind, SourceNote

# Wrongly decoded UTF-8 is two characters or more beyond ASCII in a row; Windows-1252 read as Latin-1 leaves controls.
_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[\x80-\x9f]")
_MOST_WORD_CHARS = 100
_REPLACEMENT = "\ufffd"
_MARK = re.compile("^\ufeff", re.MULTILINE)  # within a line it is a joiner, as forums put it into posts
_AROUND_CHARS = 12


def reading_notes(source: StructuredText) -> tuple[SourceNote, ...]:
    """What its reader noted, then what its text shows. Nothing of the text is changed."""
    if source.text.isascii():
        return source.notes
    return (*source.notes, *_misdecoded(source.text), *_lost(source.text), *_stray_marks(source.text))


def _misdecoded(text: str) -> tuple[SourceNote, ...]:
    """Words that are no words of any writing, and are when they are encoded again and decoded rightly."""
    if not _SUSPECT.search(text):
        return ()
    from ftfy import fix_encoding  # takes a while to import, and few texts need it
    from ftfy.badness import is_bad

    suspects = Counter(word for word in text.split() if len(word) <= _MOST_WORD_CHARS and _SUSPECT.search(word))
    right = {word: fix_encoding(word) for word in suspects if is_bad(word)}
    wrong = [word for word, fixed in right.items() if fixed != word and not _SUSPECT.search(fixed)]
    if not wrong:
        return ()
    return (SourceNote(NoteKind.MISDECODED, sum(suspects[word] for word in wrong), wrong[0], right[wrong[0]]),)


def _lost(text: str) -> tuple[SourceNote, ...]:
    first = text.find(_REPLACEMENT)
    if first < 0:
        return ()
    around = " ".join(text[max(0, first - _AROUND_CHARS) : first + _AROUND_CHARS].split())
    return (SourceNote(NoteKind.REPLACED, text.count(_REPLACEMENT), around),)


def _stray_marks(text: str) -> tuple[SourceNote, ...]:
    count = len(_MARK.findall(text)) if "\ufeff" in text else 0
    return (SourceNote(NoteKind.STRAY_MARKS, count),) if count else ()
