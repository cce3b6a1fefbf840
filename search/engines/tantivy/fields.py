"""What the index keeps of a passage: fields to match words in, fields to filter and count by, and keys to order by."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from types import MappingProxyType

import tantivy

from search.analysis import NAME_FIELDS, POSITION_GAP, Analyzer
from search.dates import day_span
from search.engines.base import FACET_FIELDS, IndexedPassage

LAYOUT_VERSION = 2
"""Raised whenever the index would be laid out otherwise; an index of another version is rebuilt."""

TOKEN_FIELDS = ("text", "title", "kind", "author", "recipient", "source")
"""Fields of the query language. Each has its tokens with positions, and but for names its words as written."""

_REMEMBERED_VALUES = 20_000
_RANK_BYTES = 8

Words = list[tuple[str, str]]


def tokens_field(field: str) -> str:
    """Where a field's tokens are, with positions."""
    return f"{field}_tokens"


def words_field(field: str) -> str:
    """Where a field's words are found as written, folded but not stemmed."""
    return tokens_field(field) if field in NAME_FIELDS else f"{field}_words"


def new_schema() -> tantivy.Schema:
    """The fields of an index.

    `is_passage` marks passages; one more record holds `generation`. `session` numbers the writer that added a
    passage. `rank` orders as the first bytes of the passage's id do. `first_day`, `last_day`: the days that the
    date covers (YYYYMMDD), absent where there is none; `date`: EDTF cut to the day.
    """
    builder = tantivy.SchemaBuilder()
    for field in TOKEN_FIELDS:
        builder.add_text_field(tokens_field(field), tokenizer_name="whitespace", index_option="position")
        if field not in NAME_FIELDS:
            builder.add_text_field(words_field(field), tokenizer_name="whitespace", index_option="basic")
    for field in (*FACET_FIELDS, "date"):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    for field in ("passage", "document"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("first_day", "last_day"):
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in ("document_number", "rank"):
        builder.add_unsigned_field(field, indexed=field == "document_number", fast=True)
    builder.add_unsigned_field("session", indexed=True)
    builder.add_unsigned_field("generation", stored=True, indexed=True, fast=True)
    builder.add_boolean_field("is_passage", indexed=True)
    return builder.build()


def document_number(document_id: str) -> int:
    """A document's id as a number of 64 bits, which columns hold more cheaply; two alike are not to be expected."""
    return int.from_bytes(hashlib.blake2b(document_id.encode(), digest_size=8).digest(), "big")


def rank_of(passage_id: str) -> int:
    """A number that orders as the first bytes of the id do."""
    return int.from_bytes(passage_id.encode()[:_RANK_BYTES].ljust(_RANK_BYTES, b"\0"), "big")


class Records:
    """Makes tantivy's records of passages."""

    def __init__(self, analyzer: Analyzer, session: int) -> None:
        self._analyze = analyzer.words_and_stems
        self._analyze_once = lru_cache(_REMEMBERED_VALUES)(analyzer.words_and_stems)
        self._session = session

    def of_passage(self, passage: IndexedPassage) -> tantivy.Document:
        """The record of a passage."""
        record = tantivy.Document()
        self._add_words(record, passage)
        self._add_values(record, passage)
        return record

    def _add_words(self, record: tantivy.Document, passage: IndexedPassage) -> None:
        text = self._analyze(passage.text)
        _add_tokens(record, "text", text)
        if passage.title:
            # Far behind the text, so that no phrase reaches from one into the other.
            title = self._analyze_once(passage.title)
            record.add_pre_tokenized_text(tokens_field("text"), _placed(tuple(stem for _, stem in title)))
            record.add_text(words_field("text"), " ".join(word for word, _ in title))
        _add_tokens(record, "title", self._analyze_once(passage.document_title))
        _add_tokens(record, "kind", self._analyze_once(str(passage.kind)))
        self._add_names(record, "source", (passage.source,))
        self._add_names(record, "author", passage.authors)
        self._add_names(record, "recipient", passage.recipients)

    def _add_names(self, record: tantivy.Document, field: str, names: tuple[str, ...]) -> None:
        for name in names:
            words = tuple(word for word, _ in self._analyze_once(name))
            record.add_pre_tokenized_text(tokens_field(field), _placed(words))

    def _add_values(self, record: tantivy.Document, passage: IndexedPassage) -> None:
        record.add_boolean("is_passage", True)
        record.add_unsigned("session", self._session)
        record.add_text("passage", passage.id)
        record.add_text("document", passage.document_id)
        record.add_unsigned("document_number", document_number(passage.document_id))
        record.add_unsigned("rank", rank_of(passage.id))
        record.add_text("kind", str(passage.kind))
        record.add_text("voice", str(passage.voice))
        record.add_text("source", passage.source)
        for field, values in (("author", passage.authors), ("recipient", passage.recipients)):
            for value in dict.fromkeys(values):
                record.add_text(field, value)
        span = day_span(passage.date)
        if passage.date is not None and span is not None:
            record.add_text("date", passage.date.partition("T")[0])
            record.add_integer("first_day", span.first)
            record.add_integer("last_day", span.last)


def generation_record(generation: int) -> tantivy.Document:
    """The one record that says as which generation the index was committed."""
    record = tantivy.Document()
    record.add_unsigned("generation", generation)
    return record


def _add_tokens(record: tantivy.Document, field: str, words: Words) -> None:
    record.add_text(tokens_field(field), " ".join([stem for _, stem in words]))
    record.add_text(words_field(field), " ".join([word for word, _ in words]))


@lru_cache(_REMEMBERED_VALUES)
def _placed(tokens: tuple[str, ...]) -> tantivy.PreTokenizedString:
    """Tokens one after the other, a gap away from what stands before them in the field."""
    placed = [tantivy.Token(token, POSITION_GAP + place, 0, 0) for place, token in enumerate(tokens)]
    return tantivy.PreTokenizedString("", placed)


FACET_COLUMNS = MappingProxyType({field: {"field": field, "size": 1_000_000} for field in (*FACET_FIELDS, "date")})
"""The aggregation that counts each value of a field: room for all of them, so that counts are exact."""
