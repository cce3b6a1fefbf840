"""What must hold on every page, in every state that a reader can reach."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from flask import Flask

from search.model import Kind
from tests.web.pages import OpenPage, Page, page_problems

STATES = {
    "start": "/",
    "results": "/?q=sand",
    "restricted": "/?q=sand&kind=letter&date=2014&date=undated",
    "left out": "/?q=sand&not_author=Ann+Bell&find_author=e",
    "a name found": "/?q=tide&find_author=2",
    "passages": "/?q=quay&group=passage",
    "everything": "/?sort=newest",
    "second page": "/?q=tide&page=2",
    "hostile": "/?q=sandcastle",
    "hostile query": "/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&author=%22%3E%3Cb%3E",
    "nothing": "/?q=zzzz",
    "nothing with restrictions": "/?q=sand&author=Nobody&kind=email",
    "bad query": "/?q=colour%3Ared",
    "bad date": "/?q=sand&date=soon",
    "bad page": "/?q=sand&page=99",
    "no such document": "/documents/0000000000000000",
    "no such source": "/sources/0000000000000000",
    "no such page": "/nowhere",
}


@pytest.mark.parametrize("url", STATES.values(), ids=STATES)
def test_every_state_of_the_search_page_is_sound(open_page: OpenPage, url: str) -> None:
    assert page_problems(open_page(url)) == []


@pytest.mark.parametrize("url", ["/", "/?q=sand", "/nowhere"])
def test_a_page_says_in_its_head_what_it_is(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    descriptions = [page, open_page(page.href("What does sand cost?"))] if url == "/?q=sand" else [page]
    texts = [str(one.tree.xpath("/html/head/meta[@name='description']/@content")[0]).strip() for one in descriptions]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_every_document_and_source_of_the_small_dossier_is_sound(app: Flask) -> None:
    assert [found for page in _reading_pages(app) for found in page_problems(page)] == []


def test_every_document_and_source_of_the_sample_dossier_is_sound(sample_app: Flask) -> None:
    pages = list(_reading_pages(sample_app))
    assert len(pages) >= 62  # at least 50 documents in 12 sources
    assert [(page.url, found) for page in pages for found in page_problems(page)] == []


def test_no_link_of_the_start_and_results_pages_leads_nowhere(app: Flask) -> None:
    client = app.test_client()
    links = {
        urljoin(STATES[state], str(href).partition("#")[0])
        for state in ("start", "results", "restricted", "nothing with restrictions", "second page")
        for href in Page(client, STATES[state]).tree.xpath("//body//a/@href")
    }
    assert len(links) > 50
    assert [link for link in sorted(links - {""}) if client.get(link).status_code != 200] == []


def test_static_files_are_there_and_kept_for_good_under_their_version(open_page: OpenPage, app: Flask) -> None:
    page = open_page("/")
    addresses = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    for address in map(str, addresses):
        response = app.test_client().get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
    assert "immutable" not in app.test_client().get("/static/base.css").headers["Cache-Control"]
    assert "immutable" not in app.test_client().get("/static/base.css?v=old").headers["Cache-Control"]


def test_every_kind_of_document_has_its_icon(app: Flask) -> None:
    sprite = app.test_client().get("/static/icons.svg").get_data(as_text=True)
    assert [kind for kind in Kind if f'id="{kind.replace(" ", "-")}"' not in sprite] == []


def _reading_pages(app: Flask) -> Iterator[Page]:
    """Every document page, as one reaches it from a search, and every source page."""
    client = app.test_client()
    sources = set()
    for number in range(1, 100):
        answer = client.get(f"/api/v1/search?group=document&size=100&page={number}").get_json()
        for hit in answer["hits"]:
            document = Page(client, f"{hit['document']['url']}?q=the")
            sources.add(document.href("In its place").partition("#")[0])
            yield document
        if number >= answer["pages"]:
            break
    yield from (Page(client, source) for source in sorted(sources))
