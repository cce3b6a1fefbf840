"""What a file is called in the corpus: safe on any system, telling where it is from, with the suffix of its format."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from indexer.collecting.errors import CollectingError
from indexer.corpus.walking import is_skipped
from indexer.readers import READABLE_SUFFIXES

_MOST_STEM_CHARS = 80
_UNSAFE = re.compile(r"[^\w.-]+")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_SAYING_LITTLE = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "text/plain", "text/xml", "application/xml"}
)
"""Media types that servers send where they know no better; then the suffix in the address counts."""
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
}


def name_of_page(url: str, media_type: str) -> str:
    """A name for what was fetched: `HOST-LAST-PART.SUFFIX`. Raises CollectingError for a format that nothing reads."""
    parts = urlsplit(url)
    last = PurePosixPath(unquote(parts.path)).name
    suffix = _suffix(last, media_type)
    stem = _ENDING.sub("", last[: len(last) - len(_known_suffix(last))])
    host = (parts.hostname or "").removeprefix("www.")
    return safe_name("-".join(filter(None, (host, stem, unquote(parts.query)))), suffix)


def safe_name(stem: str, suffix: str) -> str:
    """A file name of letters, digits, dots, dashes and underscores, of limited length, that a walk takes in."""
    written = _UNSAFE.sub("-", unicodedata.normalize("NFC", stem))
    kept = re.sub(r"-{2,}", "-", written)[:_MOST_STEM_CHARS].strip("-._") or "page"
    name = f"{kept}{suffix}"
    return f"page-{name}" if is_skipped(name) else name


def numbered(name: str, number: int) -> str:
    """The name for the first of that name, and for others with the number before the suffix: `page-2.html`."""
    if number == 1:
        return name
    suffix = _known_suffix(name) or PurePosixPath(name).suffix
    return f"{name[: len(name) - len(suffix)]}-{number}{suffix}"


def _suffix(last: str, media_type: str) -> str:
    """The suffix by the media type or, where that says little, by the address."""
    named = _known_suffix(last)
    if media_type in _SAYING_LITTLE and named:
        return named
    if media_type in _SUFFIXES:
        return _SUFFIXES[media_type]
    raise CollectingError(
        f"it is of the type {media_type or 'that its server does not say'}, which nothing here reads; "
        f"there are readers for {', '.join(READABLE_SUFFIXES)}"
    )


def _known_suffix(name: str) -> str:
    """The longest suffix of the name that a reader knows, in lower case; empty where none does."""
    return max((suffix for suffix in READABLE_SUFFIXES if name.lower().endswith(suffix)), key=len, default="")
