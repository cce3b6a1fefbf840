"""Which spellings of a name are one person or body, as `authority.toml` says, and which may be (`variants`)."""

from indexer.authority.applying import NO_AUTHORITY, Authority
from indexer.authority.reading import FILE_NAME, digests, parse_authority, read_authorities

__all__ = ["FILE_NAME", "NO_AUTHORITY", "Authority", "digests", "parse_authority", "read_authorities"]
