"""The words of a state: what a prefix, wildcard or fuzzy word stands for, and what can be suggested."""

from __future__ import annotations

import re

from search.edits import within_edits
from search.engines.base import Expansion
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl, Pattern
from search.querytree import Fuzzy, Prefix, Wildcard

MAX_TOKENS_OF_PATTERN = 2_000
"""Tokens that a prefix or wildcard may stand for, as on the other engines."""
MAX_TOKENS_OF_FUZZY = 200
"""Tokens that a fuzzy word may stand for, as on the other engines."""
MAX_WORDS_LISTED = 50_000
"""Words that the cluster lists for one pattern, below its own limit of 65,535; no more are counted as found."""

# https://lucene.apache.org/core/9_12_0/core/org/apache/lucene/util/automaton/RegExp.html
_SPECIAL = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')


def expand(reader: StateReader, leaf: Pattern) -> tuple[list[str], Expansion]:
    """The tokens that the leaf stands for, the most frequent ones where there are too many."""
    counts = counted_tokens(reader, leaf)
    limit = MAX_TOKENS_OF_FUZZY if isinstance(leaf, Fuzzy) else MAX_TOKENS_OF_PATTERN
    tokens = sorted(counts, key=lambda token: (-counts[token], token))[:limit]
    return tokens, Expansion(leaf.field, _written(leaf), len(tokens), len(counts))


def counted_tokens(reader: StateReader, leaf: Pattern) -> dict[str, int]:
    """The tokens that the leaf stands for, and how many passages have each."""
    field = f"{leaf.field}_words"
    # The parentheses keep OpenSearch 2.19 from a shorter way for prefixes that fails where no word has them.
    words: Dsl = {"terms": {"field": field, "size": MAX_WORDS_LISTED, "include": f"({_expression(leaf)})"}}
    body = {"size": 0, "track_total_hits": False, "aggs": {"words": words}}
    found = reader.search([{"bool": {"filter": [_holding(field, leaf)]}}], body)["aggregations"]["words"]["buckets"]
    counts = {bucket["key"]: bucket["doc_count"] for bucket in found}
    if isinstance(leaf, Fuzzy):
        return {token: count for token, count in counts.items() if within_edits(leaf.token, token, leaf.distance)}
    return counts


def _holding(field: str, leaf: Pattern) -> Dsl:
    """The passages among whose words the leaf's can be, so that no others are looked through."""
    match leaf:
        case Wildcard(pattern=pattern):
            return {"wildcard": {field: {"value": pattern.replace("\\", "\\\\")}}}
        case Prefix(prefix=prefix):
            return {"prefix": {field: prefix}}
        case Fuzzy(token=token, prefix_length=length):
            return {"prefix": {field: token[:length]}}


def _expression(leaf: Pattern) -> str:
    """A regular expression of Lucene's that the leaf's words match; a fuzzy word's match as far as start and length."""
    match leaf:
        case Prefix(prefix=prefix):
            return _literal(prefix) + ".*"
        case Wildcard(pattern=pattern):
            steps = {"*": ".*", "?": "."}
            return "".join(steps.get(part) or _literal(part) for part in re.split(r"([*?])", pattern))
        case Fuzzy(token=token, distance=distance, prefix_length=length):
            rest = len(token) - min(length, len(token))
            return f"{_literal(token[:length])}.{{{max(rest - distance, 0)},{rest + distance}}}"


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _written(leaf: Pattern) -> str:
    match leaf:
        case Prefix(prefix=prefix):
            return f"{prefix}*"
        case Wildcard(pattern=pattern):
            return pattern
        case Fuzzy(token=token, distance=distance):
            return f"{token}~{distance}"
