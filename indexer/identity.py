"""Stable identifiers: the same text indexed again, or on another machine, has the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

_ID_BYTES = 8
_PASSAGE_BYTES = 4


def source_id(name: str) -> str:
    """16 hexadecimal digits made from the source's name alone."""
    return _digest(_ID_BYTES, name)


def document_ids(source_name: str, own_texts: Iterable[str]) -> list[str]:
    """An id of 16 hexadecimal digits for each document of a source, in reading order.

    `own_texts`: each document's text without the documents quoted in it. An id is made from the source's name, the
    document's own text and, for the second and later of equal texts, how many came before: a correction of author
    or date keeps it, and an edit to one document leaves the ids of all others as they are.
    """
    return _distinct(_ID_BYTES, source_name, own_texts)


def passage_ids(document_id: str, texts: Iterable[str]) -> list[str]:
    """An id for each passage of a document: the document's id, `-` and 8 hexadecimal digits made from its text."""
    return [f"{document_id}-{digest}" for digest in _distinct(_PASSAGE_BYTES, document_id, texts)]


def _distinct(size_bytes: int, scope: str, texts: Iterable[str]) -> list[str]:
    """A digest for each text, no two alike: equal texts are told apart by their occurrence number."""
    occurrences: Counter[str] = Counter()
    digests: dict[str, None] = {}
    for text in texts:
        digest = _digest(size_bytes, scope, str(occurrences[text]), text)
        while digest in digests:  # two texts with one digest: 32 bits are few for a book of a document
            occurrences[text] += 1
            digest = _digest(size_bytes, scope, str(occurrences[text]), text)
        occurrences[text] += 1
        digests[digest] = None
    return list(digests)


def _digest(size_bytes: int, *parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=size_bytes).hexdigest()
