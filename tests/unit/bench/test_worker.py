"""A worker builds, answers and reports what is missing, over its lines of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ROWS = [
    ("a", "letter", "Ada Birch", "Ben Rowe", 1834, "Of lamps\nThe lamp by the river"),
    ("b", "letter", "Ben Rowe", "", 0, "No light by the river"),
    ("c", "forum post", "Ada Birch", "", 2015, "A lamp, a lamp by the river"),
]


def converse(target: str, folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.worker", target, str(folder)],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def query(**fields: Any) -> dict[str, Any]:
    return {"query": {"shape": "all", "words": ["lamp"], "author": None, "year": None, **fields}}


def test_a_peer_counts_hits_facets_and_years_of_the_passages_it_was_given(tmp_path: Path) -> None:
    passages = tmp_path / "passages.jsonl"
    fields = ("id", "kind", "author", "recipient", "year", "words")
    passages.write_text("".join(json.dumps(dict(zip(fields, row, strict=True))) + "\n" for row in ROWS))
    index = tmp_path / "index"
    index.mkdir()
    requests = [
        {"build": [str(passages), str(passages)]},
        query(),
        query(words=["river"], author="Ada Birch", year=2015),
        query(shape="phrase", words=["lamp", "by"]),
        query(shape="prefix", words=["riv"]),
    ]
    hello, built, lamp, filtered, phrase, prefix = converse("bench.peers.whoosh:WhooshPeer", index, requests)
    assert hello["name"] == "Whoosh"
    assert built["passages"] == 3
    assert (lamp["hits"], lamp["snippets"]) == (2, 2)
    assert lamp["facets"] == {
        "kind": {"letter": 1, "forum post": 1},
        "author": {"Ada Birch": 2},
        "recipient": {"Ben Rowe": 1},
    }
    assert lamp["years"] == {"1834": 1, "2015": 1}
    assert (filtered["hits"], phrase["hits"], prefix["hits"]) == (1, 2, 3)


def test_a_peer_whose_package_is_missing_is_reported_and_not_an_error(tmp_path: Path) -> None:
    (answer,) = converse("bench.peers.nobody:Nobody", tmp_path, [])
    assert "bench.peers.nobody" in answer["unavailable"]
