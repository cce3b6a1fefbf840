"""What an index keeps of a passage: which fields as columns, which as inverted lists, and how each is filled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from whoosh.fields import COLUMN, Schema

from search.analysis import NAME_FIELDS, POSITION_GAP, TOKEN_FIELDS, Analyzer
from search.engines.base import FACET_FIELDS, IndexedPassage
from search.engines.whoosh.columns import NumberColumn, OrdinalColumn
from search.engines.whoosh.ids import IdColumn
from search.engines.whoosh.inverted import Inverted
from search.engines.whoosh.running_text import RunningText
from search.numbered_tokens import TokenNumbering

LAYOUT_VERSION = 3
"""Raised whenever the files would be laid out otherwise; an index of another version is rebuilt."""

_REMEMBERED_VALUES = 2_000


def words_field(field: str) -> str:
    """Where a field's words are found as written: beside the field where that has stems, else in itself."""
    return field if field in NAME_FIELDS else f"{field} words"


def new_schema() -> Schema:
    """The columns of an index. Inverted lists are the codec's and need no field of Whoosh's."""
    ids = {name: COLUMN(IdColumn()) for name in ("passage", "document")}
    values = {name: COLUMN(OrdinalColumn()) for name in ("date", *FACET_FIELDS)}
    return Schema(length=COLUMN(NumberColumn()), **ids, **values)


def column_values(passage: IndexedPassage, length: int) -> dict[str, str | int]:
    """What the columns hold of a passage. `length`: its tokens, those of its title included.

    A facet's values are a JSON list, each once; a date is EDTF, empty where there is none.
    """
    values = {
        "kind": (str(passage.kind),),
        "author": passage.authors,
        "recipient": passage.recipients,
        "voice": (str(passage.voice),),
        "source": (passage.source,),
    }
    return {
        "passage": passage.id,
        "document": passage.document_id,
        "date": passage.date or "",
        "length": length,
        **{name: _stored(values[name]) for name in FACET_FIELDS},
    }


@lru_cache(_REMEMBERED_VALUES)
def _stored(values: tuple[str, ...]) -> str:
    return json.dumps(list(dict.fromkeys(values)))


class PassageTokens:
    """The tokens of many passages, by field, until they are inverted."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._numbering = TokenNumbering(analyzer)
        # All passages of a document share these, and many documents some of them.
        self._analyze_once = lru_cache(_REMEMBERED_VALUES)(analyzer.words_and_stems)
        self._fields = {field: RunningText() for field in TOKEN_FIELDS}

    def __len__(self) -> int:
        """Tokens of all texts."""
        return len(self._fields["text"])

    def add(self, number: int, passage: IndexedPassage) -> int:
        """Take in a passage under its number; the number of tokens in its text, its title's included."""
        title = self._analyze_once(passage.title)
        tokens = passage.tokens or self._numbering.tokens(passage.text)
        self._fields["text"].add(number, title, 0)
        self._fields["text"].add_numbered(number, tokens, len(title) + POSITION_GAP if title else 0)
        self._fields["title"].add(number, self._analyze_once(passage.document_title), 0)
        self._fields["kind"].add(number, self._analyze_once(str(passage.kind)), 0)
        self._fields["source"].add(number, self._analyze_once(passage.source), 0)
        self._add_names("author", number, passage.authors + passage.author_forms)
        self._add_names("recipient", number, passage.recipients + passage.recipient_forms)
        return len(title) + len(tokens.numbers)

    def inverted(self) -> Iterator[tuple[str, Inverted]]:
        """The inverted lists of each field, one after the other; all passages are forgotten."""
        self._numbering = TokenNumbering(self._analyzer)
        for field in TOKEN_FIELDS:
            running, self._fields[field] = self._fields[field], RunningText()
            if field in NAME_FIELDS:
                yield field, running.by_word()
            else:
                yield field, running.by_stem()
                yield words_field(field), running.presence_by_word()

    def _add_names(self, field: str, number: int, names: tuple[str, ...]) -> None:
        position = 0
        for name in names:
            words = self._analyze_once(name)
            self._fields[field].add(number, words, position)
            position += len(words) + POSITION_GAP
