"""What the index keeps of a passage: fields to match words in, fields to filter and count by, and keys to order by."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import tantivy

from search.analysis import NAME_FIELDS, POSITION_GAP, TOKEN_FIELDS, Analyzer
from search.dates import day_span, second_of_day
from search.engines.base import FACET_FIELDS, IndexedPassage

LAYOUT_VERSION = 4
"""Raised whenever the index would be laid out otherwise; an index of another version is rebuilt."""

COLUMNS = (*FACET_FIELDS, "date")
"""Fields whose values are kept with each passage, and numbered (see `value_set`) to be counted by."""

BLOCK = 48
"""Passages in a block: what a sum of 64-bit floating point holds as one bit each, in whole bytes."""

ID_COLUMNS = ("id_0", "id_1", "id_2", "id_3")
"""The bytes of a passage's id as numbers that order as ids do, the first 8 bytes in the first."""

_ID_PART_BYTES = 8
_REMEMBERED_VALUES = 20_000

Words = list[tuple[str, str]]


def tokens_field(field: str) -> str:
    """Where a field's tokens are, with positions."""
    return f"{field}_tokens"


def words_field(field: str) -> str:
    """Where a field's words are found as written, folded but not stemmed."""
    return tokens_field(field) if field in NAME_FIELDS else f"{field}_words"


def new_schema() -> tantivy.Schema:
    """The fields of an index.

    `is_passage` marks passages; one more record holds `generation` and `next_number`. `session` numbers the writer
    that added a passage. `number`: the passage's own, never given twice; `bit`: its place in its block, as a power
    of two. `first_day`, `last_day`: the days that the date covers (YYYYMMDD), absent where there is none; `date`:
    EDTF cut to the day; `second`: the `second_of_day` of its time.
    """
    builder = tantivy.SchemaBuilder()
    for field in TOKEN_FIELDS:
        builder.add_text_field(tokens_field(field), tokenizer_name="whitespace", index_option="position")
        if field not in NAME_FIELDS:
            builder.add_text_field(words_field(field), tokenizer_name="whitespace", index_option="basic")
    for field in ("passage", "document", *COLUMNS):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("first_day", "last_day"):
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in ("number", "document_number"):
        builder.add_unsigned_field(field, indexed=True, fast=True)
    for field in ("bit", "second", *ID_COLUMNS, *map(set_field, COLUMNS)):
        builder.add_unsigned_field(field, fast=True)
    builder.add_unsigned_field("session", indexed=True)
    builder.add_unsigned_field("generation", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("next_number", stored=True)
    builder.add_boolean_field("is_passage", indexed=True)
    return builder.build()


def set_field(field: str) -> str:
    """Where the number of the set of a passage's values in that field is."""
    return f"{field}_set"


def document_number(document_id: str) -> int:
    """A document's id as a number of 64 bits, which columns hold more cheaply; two alike are not to be expected."""
    return _digest(document_id)


@lru_cache(_REMEMBERED_VALUES)
def value_set(values: tuple[str, ...]) -> int:
    """The number of a set of values, of 64 bits; two alike are not to be expected."""
    return _digest("".join(f"{value}\0" for value in values))


def id_parts(passage_id: str) -> list[int]:
    """What the columns of ID_COLUMNS hold. Raises ValueError for an id that they do not have room for."""
    encoded = passage_id.encode()
    length = _ID_PART_BYTES * len(ID_COLUMNS)
    if len(encoded) > length:
        raise ValueError(f"the passage id {passage_id!r} has more than {length} bytes")
    padded = encoded.ljust(length, b"\0")
    return [int.from_bytes(padded[at : at + _ID_PART_BYTES], "big") for at in range(0, length, _ID_PART_BYTES)]


class Records:
    """Makes tantivy's records of passages."""

    def __init__(self, analyzer: Analyzer, session: int) -> None:
        self._analyze = analyzer.words_and_stems
        self._analyze_once = lru_cache(_REMEMBERED_VALUES)(analyzer.words_and_stems)
        self._session = session

    def of_passage(self, passage: IndexedPassage, number: int) -> tantivy.Document:
        """The record of a passage, which is given that number."""
        record = tantivy.Document()
        self._add_words(record, passage)
        self._add_identity(record, passage, number)
        _add_values(record, passage)
        return record

    def _add_words(self, record: tantivy.Document, passage: IndexedPassage) -> None:
        if passage.tokens:
            record.add_text(tokens_field("text"), " ".join(passage.tokens.stems()))
            record.add_text(words_field("text"), " ".join(passage.tokens.words()))
        else:
            _add_tokens(record, "text", self._analyze(passage.text))
        if passage.title:
            # Far behind the text, so that no phrase reaches from one into the other.
            title = self._analyze_once(passage.title)
            record.add_pre_tokenized_text(tokens_field("text"), _placed(tuple(stem for _, stem in title)))
            record.add_text(words_field("text"), " ".join(word for word, _ in title))
        _add_tokens(record, "title", self._analyze_once(passage.document_title))
        _add_tokens(record, "kind", self._analyze_once(str(passage.kind)))
        self._add_names(record, "source", (passage.source,))
        self._add_names(record, "author", passage.authors + passage.author_forms)
        self._add_names(record, "recipient", passage.recipients + passage.recipient_forms)

    def _add_names(self, record: tantivy.Document, field: str, names: tuple[str, ...]) -> None:
        for name in names:
            words = tuple(word for word, _ in self._analyze_once(name))
            record.add_pre_tokenized_text(tokens_field(field), _placed(words))

    def _add_identity(self, record: tantivy.Document, passage: IndexedPassage, number: int) -> None:
        record.add_boolean("is_passage", True)
        record.add_unsigned("session", self._session)
        record.add_text("passage", passage.id)
        record.add_text("document", passage.document_id)
        record.add_unsigned("document_number", document_number(passage.document_id))
        record.add_unsigned("number", number)
        record.add_unsigned("bit", 1 << number % BLOCK)
        for column, part in zip(ID_COLUMNS, id_parts(passage.id), strict=True):
            record.add_unsigned(column, part)


def _add_values(record: tantivy.Document, passage: IndexedPassage) -> None:
    columns: dict[str, tuple[str, ...]] = {
        "kind": (str(passage.kind),),
        "author": passage.authors,
        "recipient": passage.recipients,
        "voice": (str(passage.voice),),
        "source": (passage.source,),
        "date": (passage.date.partition("T")[0],) if passage.date is not None else (),
    }
    for field, values in columns.items():
        distinct = tuple(dict.fromkeys(values))
        record.add_unsigned(set_field(field), value_set(distinct))
        for value in distinct:
            record.add_text(field, value)
    record.add_unsigned("second", second_of_day(passage.date))
    span = day_span(passage.date)
    if span is not None:
        record.add_integer("first_day", span.first)
        record.add_integer("last_day", span.last)


def generation_record(generation: int, next_number: int) -> tantivy.Document:
    """The one record that says as which generation the index was committed, and how far passages are numbered."""
    record = tantivy.Document()
    record.add_unsigned("generation", generation)
    record.add_unsigned("next_number", next_number)
    return record


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _add_tokens(record: tantivy.Document, field: str, words: Words) -> None:
    record.add_text(tokens_field(field), " ".join([stem for _, stem in words]))
    record.add_text(words_field(field), " ".join([word for word, _ in words]))


@lru_cache(_REMEMBERED_VALUES)
def _placed(tokens: tuple[str, ...]) -> tantivy.PreTokenizedString:
    """Tokens one after the other, a gap away from what stands before them in the field."""
    placed = [tantivy.Token(token, POSITION_GAP + place, 0, 0) for place, token in enumerate(tokens)]
    return tantivy.PreTokenizedString("", placed)
