"""How passages lie in the cluster: names of indexes and fields, their settings, and what is written of a passage.

The tokens are ours (`search.analysis`), joined by spaces; the cluster only takes them apart again, so that they are
the same on every engine. `<field>_tokens` keeps them with positions, `<field>_words` the words before stemming.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.analysis import NAME_FIELDS, POSITION_GAP, TOKEN_FIELDS, Analyzer
from search.dates import day_span, moments, second_of_day
from search.engines.base import FACET_FIELDS, IndexedPassage

LAYOUT_VERSION = 3
"""Raised whenever passages would be written otherwise; an index of another version is rebuilt."""

STANDING = 2_147_483_647
"""What `removed` holds while a row stands: larger than the number of any state."""
MAX_WINDOW = 1_000_000
"""The last hit that can be shown: the cluster keeps all hits up to it in memory while it sorts."""

_LONGEST_TOKEN = 10_000  # the cluster would cut longer ones in two; ours end long before
_LONGEST_EXPRESSION = 20_000
_KEYWORD = {"type": "keyword"}
_INTEGER = {"type": "integer"}
_LONG = {"type": "long"}

_WordsAndStems = Sequence[tuple[str, str]]


def state_index(prefix: str) -> str:
    """The index that holds the one document which names the state that searches see."""
    return f"{prefix}-state"


def passages_index(prefix: str, number: int) -> str:
    """The index that the writer of that number builds."""
    return f"{prefix}-{number:06d}"


def is_passages_index(prefix: str, name: str) -> bool:
    """Whether the name is one that `passages_index` gives."""
    return re.fullmatch(rf"{re.escape(prefix)}-\d{{6,}}", name) is not None


def index_body(shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mapping of an index of passages. Nothing is seen before a refresh, which the writer orders."""
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",
                "codec": "best_compression",
                "max_result_window": MAX_WINDOW,
                "max_regex_length": _LONGEST_EXPRESSION,
                "similarity": {"frequency": {"type": "scripted", "script": {"source": "return doc.freq;"}}},
                "analysis": {
                    "analyzer": {"ours": {"type": "custom", "tokenizer": "spaces"}},
                    "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
                },
            }
        },
        "mappings": {"dynamic": "strict", "properties": _properties()},
    }


def _properties() -> dict[str, Any]:
    tokens: dict[str, Any] = {"type": "text", "analyzer": "ours", "norms": False}
    tokens["position_increment_gap"] = POSITION_GAP
    return {
        **dict.fromkeys(("passage", "document", *FACET_FIELDS, "date"), _KEYWORD),
        **dict.fromkeys(("document_number", "length", "first_day", "last_day", "added", "removed"), _INTEGER),
        **dict.fromkeys(("first_moment", "last_moment"), _LONG),
        **{f"{field}_tokens": tokens for field in TOKEN_FIELDS},
        # Scores how often a passage has a token; `statistics` makes BM25 of it.
        "text_tokens": {**tokens, "similarity": "frequency"},
        **{f"{field}_words": _KEYWORD for field in TOKEN_FIELDS},
    }


def row_id(passage_id: str, state: int) -> str:
    """The id of a passage's row: one for each state that adds it, so that to send it twice is to send it once."""
    return f"{passage_id}@{state}"


class Rows:
    """Makes rows of passages."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyze = analyzer.words_and_stems

    def row(self, passage: IndexedPassage, document_number: int, state: int) -> dict[str, object]:
        """All that the index keeps of a passage that `state` adds. Raises ValueError where its date is not EDTF."""
        span = day_span(passage.date)
        facets: Mapping[str, tuple[str, ...]] = {
            "kind": (str(passage.kind),),
            "author": passage.authors,
            "recipient": passage.recipients,
            "source": (passage.source,),
        }
        row: dict[str, object] = {
            "passage": passage.id,
            "document": passage.document_id,
            "document_number": document_number,
            "added": state,
            "removed": STANDING,
            "voice": str(passage.voice),
            **{name: list(dict.fromkeys(values)) for name, values in facets.items() if values},
        }
        of_text = passage.tokens.words_and_stems() if passage.tokens else self._analyze(passage.text)
        row["length"] = _add_tokens(row, "text", (self._analyze(passage.title), of_text))
        _add_tokens(row, "title", (self._analyze(passage.document_title),))
        forms = {"author": passage.author_forms, "recipient": passage.recipient_forms}
        for name, values in facets.items():
            _add_tokens(row, name, map(self._analyze, values + forms.get(name, ())))
        if span is not None and passage.date is not None:
            row |= {"date": passage.date.partition("T")[0], "first_day": span.first, "last_day": span.last}
            row["first_moment"], row["last_moment"] = moments(span, second_of_day(passage.date))
        return row


def _add_tokens(row: dict[str, object], field: str, of_texts: Iterable[_WordsAndStems]) -> int:
    """Put into the row the tokens of each text that has any, and all their words, each once; count the tokens."""
    analyzed = [of_text for of_text in of_texts if of_text]
    which = 0 if field in NAME_FIELDS else 1
    row[f"{field}_tokens"] = [" ".join(token[which] for token in of_text) for of_text in analyzed]
    row[f"{field}_words"] = sorted({word for of_text in analyzed for word, _ in of_text})
    return sum(map(len, analyzed))
