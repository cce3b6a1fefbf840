"""Documents that try to be more than text: they are shown, exported and fed as text, everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import bibtexparser
import feedparser
import html5lib
import pytest
import rispy
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement

from search.engines.base import Group
from search.model import Document
from search.results import SearchRequest
from tests.web.applications import application
from tests.web.pages import Page, page_problems
from web.documents.directions import closed_directions
from web.exports.table import BYTE_ORDER_MARK, COLUMNS

SCRIPT = "</script><script>alert(1)</script>"
BREAKOUTS = {
    "script": SCRIPT,
    "attribute": "\"'><img src=x onerror=alert(2)><a href='javascript:alert(3)'>",
    "comment": "<!-- --> ]]> <![CDATA[ <?xml ?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e;",
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} %(name)s {name}",
    "formula": "=cmd|' /C calc'!A0",
    "formula after a line": "\n=1+1",
    "bibtex": "}, note = {x}, } \\input{/etc/passwd} % $ # _ ^ ~ & @article{x,",
    "ris": "One\nER  - \nTY  - JOUR\nTI  - Another",
    "overrides": "\u202egnp.exe\u2066\u2067 back\u200fwards\u061c",
    "controls": "bell \x07 escape \x1b[31m delete \x7f next \x85 nul \x00 tab\tfeed\x0c",
    "separators": "line\u2028paragraph\u2029\ufeffzero\u200b\u200d\ufffe\uffff",
    "combining": "Z" + "\u0351" * 300,
    "beyond": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0001\U000e0041 \U0010ffff",
    "huge": "W" * 20_000,
}
WORD = "lantern"


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A document for each of BREAKOUTS, which is its title, its author, its recipient, its thread and its text."""
    folder = tmp_path_factory.mktemp("hostile")
    records = [
        {"id": name, "kind": "letter", "title": text, "author": text, "recipient": text, "thread": text, "date": "2015",
         "url": f"javascript:alert('{name}')", "text": f"The {WORD} burns. {text} It burns still.\n{text}"}
        for name, text in BREAKOUTS.items()
    ]  # fmt: skip
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (folder / "<img src=x onerror=alert(4)>.html").write_text(
        f"<!doctype html><title>{WORD}</title><body onload=alert(5)><p>The {WORD} of the page.</p>"
        "<svg onload=alert(6)><script>alert(7)</script></svg><iframe srcdoc='<script>alert(8)</script>'></iframe>",
        encoding="utf-8",
    )
    (folder / "half.jsonl").write_text('{"id": "half", "title": "Half", "text": "a \\ud800 lantern"}', encoding="utf-8")
    yield from application(folder, tmp_path_factory.mktemp("hostile-index"))


@pytest.fixture
def reader(hostile_app: Flask) -> FlaskClient:
    """A client of the application over the hostile documents."""
    return hostile_app.test_client()


def documents(app: Flask) -> list[Document]:
    """All documents that have the word."""
    request = SearchRequest(WORD, group=Group.DOCUMENT, size=100)
    return [hit.document for hit in app.extensions["searcher"].get().search(request).hits]


def pages(app: Flask, client: FlaskClient) -> Iterator[Page]:
    """Every page on which a hostile document can appear."""
    found = app.extensions["searcher"].get().search(SearchRequest(WORD, group=Group.PASSAGE, size=100)).hits
    yield Page(client, f"/?q={WORD}&size=100")
    yield Page(client, f"/?q={WORD}&group=passage&size=100")
    yield Page(client, f"/embed?q={WORD}&size=100")
    yield Page(client, f"/embed/make?q={WORD}")
    yield Page(client, "/list?" + "&".join(f"p={hit.passage.id}" for hit in found))
    for document in documents(app):
        yield Page(client, f"/documents/{document.id}?q={WORD}")
        for name in (*document.authors, *document.recipients):
            yield Page(client, f"/?q={quote(name)}&author={quote(name)}&not_recipient={quote(name)}")
    for source_id in {document.source_id for document in documents(app)}:
        yield Page(client, f"/sources/{source_id}")
    for hit in found:
        yield Page(client, f"/p/{hit.passage.id}/cite")


def active(page: Page) -> list[str]:
    """What a browser would run or fetch of a page that is not the site's own."""
    found = [f"{element.tag}" for element in page.all("//img | //object | //embed | //base[@href] | //svg//script")]
    found += [str(name) for name in page.tree.xpath("//@*[starts-with(name(), 'on')]")]
    addresses = [str(value).strip().lower() for value in page.tree.xpath("//@href | //@src | //@action | //@srcdoc")]
    found += [one for one in addresses if one.startswith(("javascript:", "data:", "vbscript:")) or "<" in one]
    scripts: list[HtmlElement] = page.all("//script[not(@type='application/ld+json')]")
    found += [str(one.get("src")) for one in scripts if not str(one.get("src")).startswith("/static/")]
    return found


def test_no_page_runs_or_fetches_what_a_document_says(hostile_app: Flask, reader: FlaskClient) -> None:
    shown = list(pages(hostile_app, reader))
    assert len(shown) > 3 * len(BREAKOUTS)
    for page in shown:
        assert page.status in (200, 400), page.url
        assert active(page) == [], page.url
        html5lib.parse(page.html)
        assert not [one for one in page_problems(page) if "id" in one.split()[:1]], page.url


@pytest.mark.parametrize("name", ["script", "attribute", "comment", "template", "formula", "bibtex"])
def test_a_page_shows_the_characters_themselves(hostile_app: Flask, reader: FlaskClient, name: str) -> None:
    text = " ".join(BREAKOUTS[name].split())
    (document,) = [one for one in documents(hostile_app) if " ".join(one.title.split()) == text]
    page = Page(reader, f"/documents/{document.id}")
    assert text in page.texts("//h1")[0]
    assert text in page.texts("//main")[0].replace(page.texts("//h1")[0], "", 1)
    hits = Page(reader, f"/?q={WORD}&size=100")
    assert text in hits.titles()


def test_data_within_a_page_cannot_end_its_script(hostile_app: Flask, reader: FlaskClient) -> None:
    for document in documents(hostile_app):
        page = Page(reader, f"/documents/{document.id}")
        (data,) = page.all("//script[@type='application/ld+json']")
        assert json.loads(data.text)["name"] in (document.title, "Untitled")
        raw = page.html.split('<script type="application/ld+json">')[1].partition("</script>")[0]
        assert raw.isascii()
        assert not set("<>&") & set(raw)


def test_no_text_turns_the_direction_of_what_stands_beside_it(hostile_app: Flask, reader: FlaskClient) -> None:
    for page in pages(hostile_app, reader):
        for text in page.tree.xpath("//body//text() | //@value | //@title | //@aria-label"):
            assert closed_directions(str(text)) == str(text), page.url


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("plain", "plain"),
        ("\u202eabc", "\u202eabc\u202c"),
        ("\u202eabc\u202c", "\u202eabc\u202c"),
        ("\u2066\u202ea", "\u2066\u202ea\u202c\u2069"),
        ("\u202c\u2069a", "\u202c\u2069a"),
    ],
)
def test_marks_of_direction_are_closed_where_a_text_ends(text: str, closed: str) -> None:
    assert closed_directions(text) == closed
    assert closed_directions(closed) == closed


def test_feeds_and_descriptions_are_sound_xml(hostile_app: Flask, reader: FlaskClient) -> None:
    written = reader.get(f"/api/v1/search.atom?q={WORD}").data
    entries = ElementTree.fromstring(written).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) >= len(BREAKOUTS)
    parsed = feedparser.parse(written)
    assert not parsed.bozo
    # Text, which a reader shows as it stands, and not markup (RFC 4287, 3.1.1).
    details = [entry[f"{name}_detail"] for entry in parsed.entries for name in ("title", "summary")]
    assert {detail["type"] for detail in details} == {"text/plain"}
    assert SCRIPT in {detail["value"] for detail in details}
    for document in documents(hostile_app):
        url = quote(f"http://localhost/documents/{document.id}")
        described = reader.get(f"/oembed?format=xml&url={url}")
        assert described.status_code == 200
        ElementTree.fromstring(described.data)
    for name in BREAKOUTS.values():
        ElementTree.fromstring(reader.get(f"/api/v1/search.atom?q={quote(name[:200])}").data)


def test_a_table_keeps_its_columns_and_computes_nothing(reader: FlaskClient) -> None:
    written = reader.get(f"/api/v1/search.csv?q={WORD}").get_data(as_text=True).removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert len(rows) > len(BREAKOUTS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


def test_lines_and_answers_are_sound_json(reader: FlaskClient) -> None:
    written = reader.get(f"/api/v1/search.jsonl?q={WORD}").get_data(as_text=True)
    records: list[dict[str, Any]] = [json.loads(line) for line in written.split("\n") if line]
    titles = {" ".join(str(record["document"]["title"]).split()) for record in records}
    assert SCRIPT in titles
    found = reader.get(f"/api/v1/search?q={WORD}&size=100").get_json()
    for hit in found["hits"]:
        text = hit["snippet"]["text"]
        assert all(0 <= start < end <= len(text) for start, end in hit["snippet"]["highlights"])


def test_references_hold_one_entry_for_each_document(hostile_app: Flask, reader: FlaskClient) -> None:
    expected = len(documents(hostile_app))
    bibtex = reader.get(f"/api/v1/search.bib?q={WORD}&group=document").get_data(as_text=True)
    library = bibtexparser.parse_string(bibtex)
    assert (len(library.entries), library.failed_blocks) == (expected, [])
    ris = reader.get(f"/api/v1/search.ris?q={WORD}&group=document").get_data(as_text=True)
    assert len(rispy.loads(ris)) == expected
    assert len(re.findall(r"^ER  - ", ris, re.MULTILINE)) == expected
    assert len(reader.get(f"/api/v1/search.csl.json?q={WORD}&group=document").get_json()) == expected


def test_suggestions_are_text(reader: FlaskClient) -> None:
    for start in ("lan", "</s", "=cm", "\u202eg", "\"'>", "{{", "WW"):
        page = Page(reader, f"/suggest?q={quote(start)}")
        assert page.status == 200
        assert active(page) == []


def test_an_original_is_never_run(hostile_app: Flask, reader: FlaskClient) -> None:
    for source_id in {document.source_id for document in documents(hostile_app)}:
        response = reader.get(f"/sources/{source_id}/original", buffered=True)
        assert response.mimetype == "text/plain"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "\n" not in response.headers.get("Content-Disposition", "")


def test_a_text_that_is_no_text_is_left_out_and_named(hostile_app: Flask) -> None:
    assert "Half" not in {document.title for document in documents(hostile_app)}
