"""Old addresses: what they show when the text behind them has changed or is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.run.progress import SilentReporter
from indexer.run.sync import RunRequest, synchronize
from search.searcher import open_searcher
from search.settings import Settings
from tests.web.pages import Page, page_problems
from web.app import create_app

LETTER = "The bridge over the mill stream is closed until the beams have been looked at by a carpenter from the town. "
OTHER = "Nothing in this note has to do with anything else that was ever written down in the parish. "

Rewrite = Callable[[dict[str, str]], FlaskClient]
"""Makes these the files of the dossier, indexes them again and gives a client of what is there now."""


@pytest.fixture
def rewrite(tmp_path: Path) -> Iterator[Rewrite]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    settings = Settings(corpus=(corpus,), index=tmp_path / "index")
    opened = []

    def write(files: dict[str, str]) -> FlaskClient:
        for path in corpus.iterdir():
            path.unlink()
        for name, text in files.items():
            (corpus / name).write_text(text, encoding="utf-8")
        synchronize(settings, RunRequest(), SilentReporter())
        opened.append(open_searcher(settings))
        return create_app(opened[-1]).test_client()

    yield write
    for searcher in opened:
        searcher.close()


def only_hit(client: FlaskClient, query: str) -> tuple[str, str]:
    """The addresses of the document and the passage that alone match."""
    (hit,) = client.get(f"/api/v1/search?q={query}").get_json()["hits"]
    return hit["document"]["url"], hit["id"]


def test_a_permalink_leads_to_its_passage(client: FlaskClient) -> None:
    hits = client.get("/api/v1/search?q=quay+stones&size=100").get_json()["hits"]
    assert hits
    for hit in hits:
        response = client.get(f"/p/{hit['id']}")
        assert (response.status_code, response.location) == (302, hit["url"])


def test_addresses_stay_when_everything_is_indexed_again(rewrite: Rewrite) -> None:
    files = {"bridge.txt": LETTER * 2, "note.txt": OTHER * 2}
    before = rewrite(files)
    after = rewrite(files | {"more.txt": "A further note about eels and their price in spring. " * 3})
    for query in ("bridge", "parish"):
        assert only_hit(before, query) == only_hit(after, query)


def test_an_old_address_of_a_text_that_changed_shows_what_it_was_and_what_changed(rewrite: Rewrite) -> None:
    document, passage = only_hit(rewrite({"bridge.txt": LETTER * 2, "note.txt": OTHER * 2}), "carpenter")
    client = rewrite({"bridge.txt": (LETTER * 2).replace("carpenter", "smith"), "note.txt": OTHER * 2})
    present, _ = only_hit(client, "smith")
    assert client.get(f"/p/{passage}").location == f"{document}#p1"
    page = Page(client, document)
    assert page.status == 200
    assert page_problems(page) == []
    assert page.one("//*[@id='standing']//a").get("href") == present
    assert page.texts("//del") == ["carpenter", "carpenter"]
    assert page.texts("//ins") == ["smith", "smith"]
    assert "by a carpenter from" in page.texts("//*[@id='p1']")[0]
    assert page.all("//meta[@name='robots' and @content='noindex']")


def test_a_text_in_a_renamed_file_is_found_again(rewrite: Rewrite) -> None:
    document, _ = only_hit(rewrite({"bridge.txt": LETTER * 2}), "carpenter")
    client = rewrite({"renamed.txt": LETTER * 2, "note.txt": OTHER * 2})
    page = Page(client, document)
    assert page.status == 200
    assert page.one("//*[@id='standing']//a").get("href") == only_hit(client, "carpenter")[0]
    assert page.all("//del | //ins") == []


def test_an_old_address_of_a_text_that_is_gone_shows_what_it_was(rewrite: Rewrite) -> None:
    document, passage = only_hit(rewrite({"bridge.txt": LETTER * 2, "note.txt": OTHER * 2}), "carpenter")
    client = rewrite({"note.txt": OTHER * 2})
    page = Page(client, document)
    assert page.status == 410
    assert page_problems(page) == []
    assert "nothing in it now is near to it" in page.texts("//*[@id='standing']")[0]
    assert "by a carpenter from" in page.texts("//*[@id='p1']")[0]
    cite = Page(client, f"/p/{passage}/cite")
    assert cite.status == 200
    assert "by a carpenter from" in cite.texts("//pre")[0]
    assert "no longer in the collection" in cite.texts("//main")[0]


def test_lists_and_frozen_embeds_show_a_passage_that_is_gone_as_it_was(rewrite: Rewrite) -> None:
    _, passage = only_hit(rewrite({"bridge.txt": LETTER * 2, "note.txt": OTHER * 2}), "carpenter")
    client = rewrite({"note.txt": OTHER * 2})
    (gone,) = client.get(f"/api/v1/passages?p={passage}").get_json()["passages"]
    assert not gone["present"]
    assert "carpenter" in gone["text"]
    for url in (f"/embed?p={passage}", f"/list?p={passage}"):
        assert "this is how they last stood there" in Page(client, url).texts("//main")[0]
    assert client.get(f"/api/v1/passages.csv?p={passage}").get_data(as_text=True).rstrip().endswith("false")


def test_the_api_says_that_a_document_is_gone_and_where_its_words_are_now(rewrite: Rewrite) -> None:
    document, _ = only_hit(rewrite({"bridge.txt": LETTER * 2}), "carpenter")
    client = rewrite({"bridge.txt": (LETTER * 2).replace("carpenter", "smith")})
    response = client.get(f"/api/v1{document}")
    assert (response.status_code, response.mimetype) == (410, "application/problem+json")
    assert response.get_json()["successor"] == only_hit(client, "smith")[0]


@pytest.mark.parametrize("path", ["/documents/0000000000000000", "/p/0000000000000000-00000000/cite", "/p/x/cite"])
def test_what_never_was_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
