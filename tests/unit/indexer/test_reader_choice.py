"""Which reader a file gets: by its suffix and by a look at its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import UnreadableError, reader_for

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
PAGE = b"<!doctype html><p>Words"
WORDS = b"Dear Tom, come soon."


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("note.txt", WORDS, "text/plain"),
        ("NOTE.TXT", WORDS, "text/plain"),
        ("note.md", WORDS, "text/markdown"),
        ("page.htm", PAGE, "text/html"),
        ("posts.jsonl", b"{}", "application/jsonl"),
        ("posts.jsonl.gz", b"\x1f\x8b", "application/jsonl"),
        ("page", PAGE, "text/html"),
        ("note", WORDS, "text/plain"),
        ("page.txt", PAGE, "text/html"),
        ("empty.txt", b"", "text/plain"),
    ],
)
def test_a_file_gets_the_reader_of_its_suffix_or_of_its_bytes(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    reader = reader_for(path)
    assert reader is not None
    assert reader.media_type == media_type


@pytest.mark.parametrize(("name", "content"), [("photo.png", PNG), ("photo", PNG), ("script.py", b"print()")])
def test_a_format_that_nothing_reads_has_no_reader(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reader_for(path) is None


@pytest.mark.parametrize("name", ["photo.txt", "photo.html", "photo.md"])
def test_a_binary_file_named_as_text_is_refused_with_the_next_step(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PNG)
    with pytest.raises(UnreadableError, match=r"binary file.*give it the suffix"):
        reader_for(path)


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        reader_for(tmp_path / "gone.txt")
