"""`authority.toml` from the file to facets, searches and pages, and through its changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from search.engines.base import Filters
from search.errors import ConfigurationError
from search.results import SearchRequest
from tests.reliability.indexes import EMBEDDED, Dossier, contents, dossier_in, faults
from tests.web.applications import application

LETTERS = [
    {"id": "1", "kind": "letter", "author": "Nia Prys", "recipient": "TWG", "text": "The loom is broken."},
    {"id": "2", "kind": "letter", "author": "Prys, N.", "recipient": "The Weavers' Guild", "text": "A loom."},
    {"id": "3", "kind": "letter", "author": "Ada Marsh", "text": "Whose loom is it?"},
]  # fmt: skip
SAID = """
[[person]]
name = "Nia Prys"
spellings = ["Prys, N.", "Miss Prys"]

[[body]]
name = "The Weavers' Guild"
spellings = ["TWG"]
"""


@pytest.fixture(params=EMBEDDED)
def dossier(request: pytest.FixtureRequest, tmp_path: Path) -> Dossier:
    made = dossier_in(tmp_path / "dossier", request.param)
    made.write("letters.jsonl", "".join(f"{json.dumps(letter)}\n" for letter in LETTERS))
    return made


def facet(dossier: Dossier, name: str, q: str = "loom", **filters: tuple[str, ...]) -> dict[str, int]:
    searcher = dossier.searcher()
    try:
        found = searcher.search(SearchRequest(q, Filters(**filters)))
    finally:
        searcher.close()
    (shown,) = [one for one in found.facets if one.field == name]
    return {value.value: value.count for value in shown.values}


def test_facets_show_the_preferred_form_and_searches_find_every_form(dossier: Dossier) -> None:
    dossier.write("authority.toml", SAID)
    summary = dossier.index()
    assert summary.failures == ()
    assert facet(dossier, "author") == {"Nia Prys": 2, "Ada Marsh": 1}
    assert facet(dossier, "recipient", author=("Nia Prys",)) == {"The Weavers' Guild": 2}
    for q in ('author:"nia prys"', 'author:"prys n"', 'author:"miss prys"', "to:twg", "to:weavers"):
        assert facet(dossier, "author", q) == {"Nia Prys": 2}, q


def test_a_change_renames_what_stands_without_reading_a_file(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    assert facet(dossier, "author") == {"Nia Prys": 1, "Prys, N.": 1, "Ada Marsh": 1}
    dossier.write("authority.toml", SAID)
    summary = dossier.index()
    assert (summary.committed, summary.files_read, summary.changed) == (True, 0, 0)
    assert "2 documents got other names, as authority.toml says." in summary.notes
    assert facet(dossier, "author") == {"Nia Prys": 2, "Ada Marsh": 1}
    assert not dossier.index().committed
    _equals_a_fresh_build(dossier, tmp_path / "named")
    (dossier.corpus / "authority.toml").unlink()
    dossier.index()
    _equals_a_fresh_build(dossier, tmp_path / "unnamed")


def _equals_a_fresh_build(dossier: Dossier, folder: Path) -> None:
    fresh = dossier_in(folder, dossier.settings.engine)
    shutil.copytree(dossier.corpus, fresh.corpus, dirs_exist_ok=True)
    fresh.index()
    assert contents(dossier.settings) == contents(fresh.settings)
    assert faults(dossier.settings) == ()


def test_a_faulty_file_changes_nothing(dossier: Dossier) -> None:
    dossier.write("authority.toml", SAID)
    dossier.index()
    dossier.write("authority.toml", SAID + '[[person]]\nname = "TWG"\n')
    with pytest.raises(ConfigurationError, match="'TWG' stands under"):
        dossier.index()
    assert facet(dossier, "author") == {"Nia Prys": 2, "Ada Marsh": 1}


def test_a_page_shows_the_preferred_form_and_the_printed_one(tmp_path: Path) -> None:
    made = dossier_in(tmp_path)
    made.write("letters.jsonl", json.dumps(LETTERS[1]))
    made.write("authority.toml", SAID)
    for app in application(made.corpus, tmp_path / "served"):
        client = app.test_client()
        found = client.get("/api/v1/search?q=loom").json["hits"][0]["document"]
        assert found["authors"] == ["Nia Prys"]
        assert client.get(f"/api/v1/documents/{found['id']}").json["printed"]["authors"] == ["Prys, N."]
        page = client.get(found["url"]).get_data(as_text=True)
        assert "<dt>Names as printed</dt><dd>Prys, N.</dd>" in page


def test_names_lists_what_may_be_one_in_lines_for_the_file(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    listed = json.loads(dossier.flori("names", "--format", "json").stdout)
    assert [[form["name"] for form in one["forms"]] for one in listed] == [
        ["Nia Prys", "Prys, N."],
        ["The Weavers' Guild", "TWG"],
    ]
    assert listed[0]["forms"][1] == {"name": "Prys, N.", "documents": 1, "why": "initials"}
    lines = dossier.flori("names", "--format", "toml").stdout
    dossier.write("authority.toml", lines)
    dossier.index()
    assert facet(dossier, "author") == {"Nia Prys": 2, "Ada Marsh": 1}
    assert dossier.flori("names", "--format", "json").stdout == "[]\n"
