"""What tells whether a source changed: where it stands, and a digest of what it holds and of its corrections."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from indexer.corpus.walking import FoundFile
from indexer.identity import source_id
from indexer.structure import StructuredText
from search.sources import Fingerprint

_JSON = json.JSONEncoder(ensure_ascii=False)


def fingerprint_of(file: FoundFile, name: str, sha256: str) -> Fingerprint:
    """The fingerprint of a source of the file: of the file itself, or of one of its records."""
    return Fingerprint(
        source_id=source_id(name),
        name=name,
        path=file.path,
        root=file.root,
        size=file.size,
        mtime_ns=file.mtime_ns,
        sha256=sha256,
        correction=file.correction,
    )


def file_sha256(path: str) -> str:
    """The digest of a file's bytes. Raises OSError."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_sha256(record: StructuredText) -> str:
    """The digest of a record. Raises UnicodeEncodeError for half a character."""
    content = _JSON.encode([record.media_type, record.text, sorted(record.metadata.items())])
    return hashlib.sha256(content.encode()).hexdigest()


def with_correction(sha256: str, correction: bytes | None) -> str:
    """The digest of a source and of the corrections beside its file; the source's own where there are none."""
    return sha256 if correction is None else hashlib.sha256(sha256.encode() + correction).hexdigest()


def place_of(file: FoundFile, source_name: str) -> str:
    """Where a source stands: the path of its file and, for a record, `#` and the record's id."""
    return file.path + source_name.removeprefix(file.name)


def place_of_source(fingerprint: Fingerprint) -> str:
    """The same, of what was fingerprinted."""
    return fingerprint.path + fingerprint.name.partition("#")[1] + fingerprint.name.partition("#")[2]
