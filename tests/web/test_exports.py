"""Searches and lists taken away: as tables, lines, references and feeds, each read by a program made for it."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any
from urllib.parse import quote

import bibtexparser
import feedparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from flask.testing import FlaskClient

from search.model import Kind
from tests.web.dossier import HOSTILE, HOSTILE_NAME
from web.exports.formats import FORMATS
from web.exports.table import BYTE_ORDER_MARK, COLUMNS

SITE = "http://localhost"


def text(client: FlaskClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def table(client: FlaskClient, query: str) -> list[dict[str, str]]:
    written = text(client, f"/api/v1/search.csv?{query}")
    assert written.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def lines(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(client, f"/api/v1/search.jsonl?{query}").splitlines()]


@pytest.mark.parametrize("query", ["q=sand", "q=tide&sort=oldest", "q=quay&group=document", "kind=letter"])
def test_exports_hold_all_hits_in_their_order(client: FlaskClient, query: str) -> None:
    hits = client.get(f"/api/v1/search?{query}&size=100").get_json()["hits"]
    wanted = [hit["id"] for hit in hits]
    assert [row["passage"] for row in table(client, query)] == wanted
    assert [record["id"] for record in lines(client, query)] == wanted
    response = client.get(f"/api/v1/search.jsonl?{query}")
    assert response.headers["Flori-Found"] == response.headers["Flori-Given"] == str(len(wanted))


def test_a_table_has_its_columns_and_whole_passages(client: FlaskClient) -> None:
    rows = table(client, "q=sand&kind=letter")
    assert tuple(rows[0]) == COLUMNS
    (asked,) = [row for row in rows if row["title"] == "What does sand cost?"]
    assert (asked["authors"], asked["recipients"], asked["date"]) == ("Ann Bell", "Harbour Board", "2014-03-05")
    assert asked["text"] == "The price of sand went up again, and the harbour board has not said why."
    assert asked["url"] == f"{SITE}/p/{asked['passage']}"


def test_lines_of_a_table_end_as_its_standard_says(client: FlaskClient) -> None:
    written = client.get("/api/v1/search.csv?q=tide").get_data()
    assert written.count(b"\r\n") == written.count(b"\n") == 31


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_of_a_table_is_a_formula(formula_client: FlaskClient, start: str) -> None:
    rows = [row for row in table(formula_client, "q=sum") if start in row["authors"]]
    assert rows
    for row in rows:
        assert row["title"].startswith("'")
        assert not any(value.startswith(start) for value in row.values())


def test_hostile_names_come_through_every_format_unchanged(client: FlaskClient) -> None:
    (row,) = table(client, "q=sandcastle")
    assert (row["title"], row["authors"]) == (HOSTILE, HOSTILE_NAME)
    (record,) = lines(client, "q=sandcastle")
    assert record["document"]["authors"] == [HOSTILE_NAME]
    (csl,) = json.loads(text(client, "/api/v1/search.csl.json?q=sandcastle"))
    assert csl["author"] == [{"literal": HOSTILE_NAME}]
    (ris,) = rispy.loads(text(client, "/api/v1/search.ris?q=sandcastle"))
    assert (ris["title"], ris["authors"]) == (HOSTILE, [HOSTILE_NAME])


def test_bibtex_is_read_by_a_bibtex_parser(sample_client: FlaskClient) -> None:
    documents = lines(sample_client, "group=document")
    library = bibtexparser.parse_string(text(sample_client, "/api/v1/search.bib?group=document"))
    assert library.failed_blocks == []
    entries = {entry.key: entry.fields_dict for entry in library.entries}
    assert len(entries) == len(documents) > 50
    for one in documents:
        document = one["document"]
        fields = entries[f"flori-{document['id']}"]
        assert fields["url"].value == f"{SITE}/documents/{document['id']}"
        assert (document["date"] is None) == ("year" not in fields)
        if document["date_from"] and document["date_from"].endswith("(derived)"):
            assert "taken from" in fields["note"].value


def test_names_in_bibtex_stay_whole(client: FlaskClient) -> None:
    (entry,) = bibtexparser.parse_string(text(client, "/api/v1/search.bib?q=sandcastle")).entries
    assert entry.fields_dict["author"].value == "{" + HOSTILE_NAME + "}"
    assert "\\&" in entry.fields_dict["title"].value


def test_ris_is_read_by_a_ris_parser(sample_client: FlaskClient) -> None:
    documents = [one["document"] for one in lines(sample_client, "group=document")]
    records = rispy.loads(text(sample_client, "/api/v1/search.ris?group=document"))
    assert [record["id"] for record in records] == [f"flori-{one['id']}" for one in documents]
    for record, document in zip(records, documents, strict=True):
        assert record.get("authors", []) == document["authors"]
        assert record.get("year") == (document["date"][:4] if document["date"] else None)


def test_csl_json_is_set_by_a_citation_processor(client: FlaskClient) -> None:
    items = json.loads(text(client, "/api/v1/search.csl.json?q=sand+OR+tide&group=document"))
    assert len(items) > 20
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    written = [str(entry) for entry in bibliography.bibliography()]
    assert any("Ann Bell" in entry and "2014" in entry for entry in written)


def test_references_name_each_document_once(client: FlaskClient) -> None:
    records = rispy.loads(text(client, "/api/v1/search.ris?q=quay+stones&group=passage"))
    assert len(records) == 1
    assert len(lines(client, "q=quay+stones&group=passage")) > 1


@pytest.mark.parametrize("client_name", ["client", "sample_client"])
def test_the_feed_is_read_by_a_feed_reader(client_name: str, request: pytest.FixtureRequest) -> None:
    client: FlaskClient = request.getfixturevalue(client_name)
    feed = feedparser.parse(client.get("/api/v1/search.atom?sort=newest").get_data())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert 0 < len(feed.entries) <= 50
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert {entry.tags[0].term for entry in feed.entries} <= set(Kind)
    for entry in feed.entries:
        assert entry.id.startswith("tag:localhost,")
        assert datetime.fromisoformat(entry.updated).tzinfo
        assert entry.authors[0].name
        assert client.get(entry.link.removeprefix(SITE)).status_code == 302


def test_entries_keep_ids_and_dates_from_request_to_request(client: FlaskClient) -> None:
    feeds = [client.get(f"/api/v1/search.atom?q={q}").get_data() for q in ("sand", "sand+price")]
    first, second = map(feedparser.parse, feeds)
    dated = {entry.id: (entry.updated, entry.get("published")) for entry in first.entries}
    again = {entry.id: (entry.updated, entry.get("published")) for entry in second.entries}
    assert again
    assert again.items() <= dated.items()


def test_a_feed_survives_what_xml_cannot_hold(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/api/v1/search.atom?q=sandcastle%00%0B").get_data())
    assert not feed.bozo


def test_a_list_can_be_had_in_every_format(client: FlaskClient) -> None:
    ids = [hit["id"] for hit in client.get("/api/v1/search?q=sand").get_json()["hits"]][:2]
    named = "&".join(f"p={one}" for one in reversed(ids))
    for suffix in FORMATS:
        assert client.get(f"/api/v1/passages.{suffix}?{named}").status_code == 200
    rows = [json.loads(line) for line in text(client, f"/api/v1/passages.jsonl?{named}").splitlines()]
    assert [row["id"] for row in rows] == ids[::-1]


@pytest.mark.parametrize("suffix", [*FORMATS, "atom"])
def test_a_search_that_cannot_be_read_is_refused_before_anything_is_sent(client: FlaskClient, suffix: str) -> None:
    response = client.get(f"/api/v1/search.{suffix}?q={quote('colour:red')}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


def test_there_is_no_other_format(client: FlaskClient) -> None:
    assert client.get("/api/v1/search.docx?q=sand").status_code == 404
    assert client.get("/api/v1/passages.atom?p=x").status_code == 404


def test_the_results_page_leads_to_every_format_of_what_it_shows(client: FlaskClient) -> None:
    page = text(client, "/?q=tide&kind=forum+post&sort=oldest&page=2")
    answer = client.get("/api/v1/search?q=tide&sort=oldest&group=document&size=100").get_json()
    shown = [hit["id"] for hit in answer["hits"]]
    for suffix in (*(f".{name}" for name in FORMATS), ".atom", ""):
        address = f"/api/v1/search{suffix}?q=tide&amp;kind=forum+post&amp;sort=oldest&amp;group=document"
        assert address in page
    assert [row["passage"] for row in table(client, "q=tide&kind=forum+post&sort=oldest&group=document")] == shown
