"""The API's JSON has the shapes that are fixed, and nothing else."""

from __future__ import annotations

import json
from typing import get_type_hints

from search.documents.views import DocumentView, PassageView
from search.engines.base import Filters
from search.facets import facets
from search.json_shapes import DocumentDetailJson
from search.model import Kind
from search.results import Bin, CopyMode, Histogram, Hit, QueryReading, SearchRequest, SearchResult, Snippet
from search.serialize import document_detail_json, search_json
from tests.unit.search.records import made_date, made_document, made_passages, made_source, record_id

TEXT = "The lido is shut. Nobody said why."
SOURCE = made_source("thread.txt", TEXT, url="https://example.org/thread", retrieved="2024-05-01")
POST = made_document("post", SOURCE, kind=Kind.FORUM_POST, authors=("Ann", "Bob"), thread="Lido")
LETTER = made_document(
    "letter",
    SOURCE,
    made_date("2015-06-25", "the enclosing post", derived=True),
    authors=("Friends of the Lido",),
    signatories=("Cora", "Dan"),
    recipients=("Council",),
    quoted_in=POST.id,
    reply_to=record_id("earlier"),
    by_hand=("recipients",),
)
((PASSAGE, _),) = made_passages(LETTER, TEXT)


def _result() -> SearchResult:
    snippet = Snippet("The lido is shut.", ((4, 8), (12, 16)), 0, cut_after=True)
    return SearchResult(
        request=SearchRequest("lido", copies=CopyMode.ALL),
        query=QueryReading("lido", "lido", ("A note.",)),
        passages=3,
        documents=2,
        hits=(Hit(PASSAGE, LETTER, SOURCE.name, 1.25, snippet, more=1, quoted_in=POST),),
        facets=facets({"author": [("", 1), ("Ann", 2)]}, Filters(author=("Ann",))),
        histogram=Histogram("day", (Bin("2015-06-25", 2),), undated=1),
        page=1,
        pages=1,
        took_ms=1.2345,
        generation=4,
    )


LETTER_JSON = {
    "id": LETTER.id,
    "kind": "letter",
    "title": "Letter",
    "authors": ["Friends of the Lido"],
    "recipients": ["Council"],
    "date": "2015-06-25",
    "date_precision": "day",
    "date_from": "the enclosing post (derived)",
    "quoted_in": POST.id,
    "url": f"https://dossier.example/documents/{LETTER.id}",
}


def test_a_search_has_exactly_the_fixed_shape() -> None:
    assert search_json(_result(), "https://dossier.example") == {
        "query": {"q": "lido", "parsed": "lido", "notes": ["A note."]},
        "total": {"passages": 3, "documents": 2},
        "hits": [
            {
                "id": PASSAGE.id,
                "score": 1.25,
                "url": f"https://dossier.example/documents/{LETTER.id}#p1",
                "voice": "own words",
                "quoted": None,
                "snippet": {"text": "The lido is shut.", "highlights": [[4, 8], [12, 16]]},
                "document": LETTER_JSON,
            }
        ],
        "facets": [
            {
                "field": "author",
                "label": "Author",
                "values": [
                    {"value": "Ann", "label": "Ann", "count": 2, "selected": True},
                    {"value": "", "label": "Unknown author", "count": 1, "selected": False},
                ],
            }
        ],
        "histogram": {"interval": "day", "bins": [{"start": "2015-06-25", "count": 2}], "undated": 1},
        "page": 1,
        "pages": 1,
        "took_ms": 1.2,
    }


def _view() -> DocumentView:
    return DocumentView(
        document=LETTER,
        source=SOURCE,
        passages=(PassageView(PASSAGE, TEXT, ((4, 8),)),),
        gap_after=(),
        quotes=(),
        quoted_in=POST,
        reply_to=None,
        replies=(POST,),
        previous=None,
        next=POST,
        generation=4,
    )


def test_a_document_comes_with_its_words_and_its_neighbours() -> None:
    found = document_detail_json(_view(), "https://dossier.example")

    assert {name: found[name] for name in LETTER_JSON} == LETTER_JSON  # type: ignore[literal-required]
    assert found["passages"] == [
        {
            "id": PASSAGE.id,
            "anchor": "p1",
            "start": 0,
            "end": len(TEXT),
            "voice": "own words",
            "quoted": None,
            "text": TEXT,
            "url": f"https://dossier.example/documents/{LETTER.id}#p1",
        }
    ]
    assert found["source"] == {
        "id": SOURCE.id,
        "name": "thread.txt",
        "title": SOURCE.title,
        "media_type": "text/plain",
        "url": f"https://dossier.example/sources/{SOURCE.id}",
        "original": f"https://dossier.example/sources/{SOURCE.id}/original",
        "retrieved_from": "https://example.org/thread",
        "retrieved": "2024-05-01",
        "by_hand": [],
        "notes": [],
    }
    assert found["by_hand"] == ["recipients"]
    assert found["signatories"] == ["Cora", "Dan"]
    assert found["reply_to"] == record_id("earlier")
    assert [other["id"] for other in found["replies"]] == [POST.id]
    assert found["previous"] is None
    assert found["next"] is not None
    assert found["next"]["date_from"] is None


def test_a_document_has_every_field_of_its_type_and_no_other() -> None:
    assert set(document_detail_json(_view())) == set(get_type_hints(DocumentDetailJson))


def test_addresses_are_relative_to_the_host_where_no_base_is_given() -> None:
    assert search_json(_result())["hits"][0]["url"] == f"/documents/{LETTER.id}#p1"


def test_every_answer_can_be_written_as_json() -> None:
    for answer in (search_json(_result()), document_detail_json(_view())):
        assert json.loads(json.dumps(answer)) == answer
