"""Bulk files: one document a line, a bad line named and passed over."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from indexer.readers import UnreadableError, UnreadableRecord
from indexer.readers.jsonl import JsonlReader
from indexer.structure import StructuredText
from tests.unit.indexer.structured import assert_blocks_cover, read_all


def bulk_file(folder: Path, *lines: str | dict[str, object], name: str = "posts.jsonl") -> Path:
    path = folder / name
    content = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


@pytest.mark.parametrize("name", ["posts.jsonl", "posts.jsonl.gz", "POSTS.JSONL"])
def test_each_line_is_a_source_named_by_its_id(tmp_path: Path, name: str) -> None:
    path = bulk_file(tmp_path, {"id": "a/1", "text": "One.\r\n\r\nTwo."}, {"id": 7, "text": "Three."}, name=name)
    sources = read_all(path)
    assert [source.name for source in sources] == [f"{name}#a/1", f"{name}#7"]
    assert isinstance(sources[0], StructuredText)
    assert sources[0].text == "One.\n\nTwo."
    assert_blocks_cover(sources[0])


def test_known_fields_become_metadata_and_others_are_ignored(tmp_path: Path) -> None:
    record = {
        "id": "1",
        "title": "Boats",
        "author": "Ada Birch",
        "recipient": ["Tom Reed", "Bo Finch"],
        "date": "2014-03-01",
        "type": "letter",
        "thread": "Boats",
        "url": "https://boats.example/1",
        "text": "Words.",
        "likes": 4,
        "tags": ["x"],
    }
    (source,) = read_all(bulk_file(tmp_path, record))
    assert isinstance(source, StructuredText)
    assert dict(source.metadata) == {
        "title": "Boats",
        "author": "Ada Birch",
        "recipients": '["Tom Reed", "Bo Finch"]',
        "date": "2014-03-01",
        "kind": "letter",
        "thread": "Boats",
        "url": "https://boats.example/1",
    }


def test_a_record_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    assert [source.name for source in read_all(bulk_file(tmp_path, "", {"text": "One."}))] == ["posts.jsonl#2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "line 2: it is not JSON"),
        ("[1, 2]", "line 2: it is a JSON list, not an object"),
        ('{"id": "x"}', 'line 2: it has no words in "text"'),
        ('{"id": "x", "text": " \\n"}', 'line 2: it has no words in "text"'),
        ('{"id": "x", "text": "\\ud800"}', "line 2: its text holds half a character"),
        ('{"id": "first", "text": "again"}', "line 2: its id is that of line 1"),
        ("[" * 100_000, "line 2: "),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_others_are_read(tmp_path: Path, line: str, reason: str) -> None:
    path = bulk_file(tmp_path, {"id": "first", "text": "One."}, line, {"id": "last", "text": "Three."})
    first, bad, last = read_all(path)
    assert (first.name, last.name) == ("posts.jsonl#first", "posts.jsonl#last")
    assert isinstance(bad, UnreadableRecord)
    assert bad.name == "posts.jsonl#2"
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize("name", ["b.jsonl", "b.jsonl.gz"])
def test_a_line_beyond_the_limit_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("indexer.readers.jsonl.MAX_LINE_BYTES", 1000)
    monkeypatch.setattr("indexer.json_lines.MAX_LINE_BYTES", 1000)
    path = bulk_file(tmp_path, {"text": "x" * 5000}, {"id": "next", "text": "Words."}, name=name)
    long, following = read_all(path)
    assert isinstance(long, UnreadableRecord)
    assert long.reason == "line 1: it is longer than 1000 bytes; divide the record"
    assert following.name == f"{name}#next"


def test_lines_are_read_only_as_they_are_asked_for(tmp_path: Path) -> None:
    sources = JsonlReader().read(bulk_file(tmp_path, {"text": "One."}, "{bad"), "posts.jsonl")
    assert isinstance(next(sources), StructuredText)
    assert isinstance(next(sources), UnreadableRecord)


def test_a_gzip_file_that_breaks_off_gives_what_came_before_and_then_its_reason(tmp_path: Path) -> None:
    path = bulk_file(tmp_path, *({"id": f"{n}", "text": f"{n} " * 2000} for n in range(200)), name="cut.jsonl.gz")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    names: list[str] = []
    with pytest.raises(UnreadableError, match="cannot be read to its end"):
        names.extend(source.name for source in JsonlReader().read(path, "cut.jsonl.gz"))
    assert names[:2] == ["cut.jsonl.gz#0", "cut.jsonl.gz#1"]
    assert len(names) < 200
