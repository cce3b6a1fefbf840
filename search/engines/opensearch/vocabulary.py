"""The words of a state, as the cluster lists them: for prefixes, wildcards and fuzzy words, and for suggestions."""

from __future__ import annotations

import re

from opensearchpy.exceptions import RequestError as RefusedRequest

from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl
from search.engines.patterns import Pattern, fixed_start, written
from search.errors import UnsupportedError
from search.querytree import Fuzzy, Prefix, Wildcard

MAX_WORDS_LISTED = 50_000
"""Words that the cluster lists for one pattern, below its own limit of 65,535; no more are counted as found."""

_TOO_INTRICATE = "too_complex_to_determinize_exception"
# https://lucene.apache.org/core/9_12_0/core/org/apache/lucene/util/automaton/RegExp.html
_SPECIAL = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~^$-]')


def counted_words(reader: StateReader, leaf: Pattern) -> dict[str, int]:
    """Words among which are all that the leaf stands for, and how many passages have each.

    For a prefix or wildcard these are they; for a fuzzy word, those of its start and about its length. Raises
    UnsupportedError for a wildcard that the cluster finds too intricate (`*a` with a dozen `?` after it).
    """
    field = f"{leaf.field}_words"
    # The parentheses keep OpenSearch 2.19 from a shorter way for prefixes that fails where no word has them.
    words: Dsl = {"terms": {"field": field, "size": MAX_WORDS_LISTED, "include": f"({_expression(leaf)})"}}
    body = {"size": 0, "track_total_hits": False, "aggs": {"words": words}}
    try:
        answer = reader.search([{"bool": {"filter": [_holding(field, leaf)]}}], body)
    except RefusedRequest as error:
        if _TOO_INTRICATE not in str(error.info):
            raise
        raise UnsupportedError(
            f"{written(leaf)} is too intricate for the opensearch engine; use fewer ? after a *."
        ) from error
    found = answer["aggregations"]["words"]["buckets"]
    return {bucket["key"]: bucket["doc_count"] for bucket in found}


def _holding(field: str, leaf: Pattern) -> Dsl:
    """The passages among whose words the leaf's can be, so that no others are looked through."""
    if isinstance(leaf, Wildcard):
        return {"wildcard": {field: {"value": leaf.pattern.replace("\\", "\\\\")}}}
    return {"prefix": {field: fixed_start(leaf)}}


def _expression(leaf: Pattern) -> str:
    """A regular expression of Lucene's for the words."""
    match leaf:
        case Prefix(prefix=prefix):
            return _literal(prefix) + ".*"
        case Wildcard(pattern=pattern):
            steps = {"*": ".*", "?": "."}
            return "".join(steps.get(part) or _literal(part) for part in re.split(r"([*?])", pattern))
        case Fuzzy(token=token, distance=distance):
            start = fixed_start(leaf)
            rest = len(token) - len(start)
            return f"{_literal(start)}.{{{max(rest - distance, 0)},{rest + distance}}}"


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
