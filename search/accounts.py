"""Accounts as the settings keep them, `name:hash`: made by `flori hash`, checked by the web."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from werkzeug.security import check_password_hash, generate_password_hash

from search.errors import ConfigurationError

_PASSWORD_METHOD = "scrypt"  # noqa: S105 - the name of a method
_TOKEN_METHOD = "sha256"  # noqa: S105 - the name of a method


def password_account(name: str, password: str) -> str:
    """The entry of `auth_users` for a password: slow to try out, since people choose passwords."""
    return f"{_checked_name(name)}:{generate_password_hash(password, method=_PASSWORD_METHOD)}"


def token_account(name: str, token: str) -> str:
    """The entry of `auth_tokens` for a token. A fast hash is enough for what is long and random."""
    return f"{_checked_name(name)}:{_TOKEN_METHOD}:{_digest(token)}"


def password_hashes(entries: Sequence[str]) -> dict[str, str]:
    """Name -> hash of the entries of `auth_users`. Raises ConfigurationError for one without name or hash."""
    return _hashes("auth_users", entries, _PASSWORD_METHOD, "flori hash")


def token_hashes(entries: Sequence[str]) -> dict[str, str]:
    """Name -> hash of the entries of `auth_tokens`. Raises ConfigurationError for one without name or hash."""
    return _hashes("auth_tokens", entries, _TOKEN_METHOD, "flori hash --token")


def password_matches(hashed: str, password: str) -> bool:
    """Whether a password is the one that was hashed; takes a tenth of a second and 32 MB on purpose."""
    return check_password_hash(hashed, password)


def holder_of(token: str, hashes: Mapping[str, str]) -> str | None:
    """The name that a token belongs to. All hashes are compared, in constant time."""
    digest = f"{_TOKEN_METHOD}:{_digest(token)}"
    holders = [name for name, hashed in hashes.items() if hmac.compare_digest(hashed, digest)]
    return holders[0] if holders else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _checked_name(name: str) -> str:
    if not name or not name.isprintable() or ":" in name or "," in name:
        raise ConfigurationError(f"The name {name!r} cannot be used; write one without colon and comma.")
    return name


def _hashes(key: str, entries: Sequence[str], method: str, command: str) -> dict[str, str]:
    """Name -> hash. Messages do not show an entry: it may be a password that somebody forgot to hash."""
    hashes: dict[str, str] = {}
    for place, entry in enumerate(entries, start=1):
        name, _, hashed = entry.partition(":")
        if not name or not hashed.startswith(f"{method}:"):
            raise ConfigurationError(f"{key}: entry {place} is not name:{method}:…; make it with `{command} NAME`.")
        hashes[name] = hashed
    return hashes
