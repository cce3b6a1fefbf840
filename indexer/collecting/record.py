"""The record of where a file came from and when: the beginning of its corrections, in the same form."""

from __future__ import annotations

import tomlkit


def collecting_record(retrieved: str, *, url: str = "", copied_from: str = "") -> bytes:
    """A correction file that says when a file was collected, and from which address.

    `copied_from`: a path is kept as a comment only, for it concerns nobody who reads the pages.
    """
    written = tomlkit.document()
    written.add(tomlkit.comment(f"Copied from {_one_line(copied_from)}." if copied_from else "Fetched by `flori add`."))
    source = tomlkit.table()
    if url:
        source.add("url", url)
    source.add("retrieved", retrieved)
    written.add("source", source)
    return tomlkit.dumps(written).encode()


def _one_line(path: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in path)
