"""The JSON API: the shapes that it promises, its own description, and its problems."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from search.engines.base import FACET_FIELDS
from search.results import MAX_SIZE
from web.problems import CONTENT_TYPE

FIXED_SEARCH = {"query", "total", "hits", "facets", "histogram", "page", "pages", "took_ms"}
FIXED_HIT = {"id", "score", "url", "snippet", "document"}
OF_VOICES = {"voice", "quoted"}
FIXED_DOCUMENT = {
    *("id", "kind", "title", "authors", "recipients"),
    *("date", "date_precision", "date_from", "quoted_in", "url"),
}


def search(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200, response.get_data(as_text=True)
    answer: dict[str, Any] = response.get_json()
    return answer


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    """The API's own description."""
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return answer


def errors(description: dict[str, Any], path: str, status: int, answer: object) -> list[str]:
    """Where an answer differs from its description; a member that is not described is a difference."""
    (content,) = description["paths"][path]["get"]["responses"][str(status)]["content"].values()
    components = {
        name: {**schema, "additionalProperties": False} for name, schema in description["components"]["schemas"].items()
    }
    schema = {**content["schema"], "components": {"schemas": components}}
    return [error.message for error in Draft202012Validator(schema).iter_errors(answer)]


@pytest.mark.parametrize(
    "query",
    ["", "q=sand", "q=zzzz", "q=sand&kind=letter&author=Ann+Bell&date=2014..2016&sort=newest", "q=quay&group=document"],
)
def test_searches_are_as_described(client: FlaskClient, description: dict[str, Any], query: str) -> None:
    answer = search(client, query)
    assert errors(description, "/api/v1/search", 200, answer) == []
    assert set(answer) == FIXED_SEARCH
    assert all(set(hit) == FIXED_HIT | OF_VOICES and set(hit["document"]) == FIXED_DOCUMENT for hit in answer["hits"])


def test_documents_are_as_described(client: FlaskClient, description: dict[str, Any]) -> None:
    hits = search(client, "group=document&size=100")["hits"]
    assert hits
    for hit in hits:
        answer = client.get(f"/api/v1/documents/{hit['document']['id']}").get_json()
        assert errors(description, "/api/v1/documents/{document_id}", 200, answer) == []


def test_a_hit_is_a_passage_unless_documents_are_asked_for(client: FlaskClient) -> None:
    passages, documents = search(client, "q=stones+quay&size=100"), search(client, "q=stones+quay&group=document")
    assert passages["total"] == documents["total"]
    assert len(passages["hits"]) == passages["total"]["passages"] > 1
    assert len(documents["hits"]) == documents["total"]["documents"] == 1


def test_the_addresses_of_a_hit_lead_to_it(client: FlaskClient) -> None:
    (hit,) = search(client, "q=herring&size=1")["hits"]
    path, _, anchor = hit["url"].partition("#")
    assert path == hit["document"]["url"]
    assert f'id="{anchor}"' in client.get(path).get_data(as_text=True)


def test_highlights_are_offsets_in_code_points(client: FlaskClient) -> None:
    (hit,) = search(client, f"q={quote('café')}&size=1")["hits"]
    text = hit["snippet"]["text"]
    assert {text[start:end] for start, end in hit["snippet"]["highlights"]} == {"café"}


def test_every_facet_value_can_be_sent_back_as_a_filter(client: FlaskClient) -> None:
    facets = search(client, "q=sand")["facets"]
    assert {facet["field"] for facet in facets if facet["values"]} == set(FACET_FIELDS)
    for facet in facets:
        for value in facet["values"]:
            answer = client.get("/api/v1/search", query_string={"q": "sand", facet["field"]: value["value"]}).get_json()
            assert answer["total"]["passages"] == value["count"]


def test_every_bin_can_be_sent_back_as_a_date(client: FlaskClient) -> None:
    histogram = search(client, "q=tide")["histogram"]
    assert histogram["bins"]
    for one in histogram["bins"]:
        assert search(client, f"q=tide&date={one['start']}")["total"]["passages"] == one["count"]


def test_pages_part_the_hits(client: FlaskClient) -> None:
    pages = [search(client, f"q=tide&size=7&page={number}") for number in range(1, 6)]
    assert {page["pages"] for page in pages} == {5}
    ids = [hit["id"] for page in pages for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"]["passages"] == 30


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("q=colour:red", "q", "colour:red"),
        ("date=soon", "date", "soon"),
        ("sort=best", "sort", "best"),
        (f"size={MAX_SIZE + 1}", "size", str(MAX_SIZE + 1)),
        ("size=0", "size", "0"),
        ("page=0", "page", "0"),
        ("kind=leter", "kind", "leter"),
        ("not_kind=Letter", "not_kind", "Letter"),
        ("kind=letter&voice=theirs", "voice", "theirs"),
        ("q=sand&page=99", "page", "99"),
    ],
)
def test_a_bad_request_names_the_parameter_its_value_and_what_would_be_right(
    client: FlaskClient, description: dict[str, Any], query: str, parameter: str, value: str
) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert (response.status_code, response.content_type) == (400, CONTENT_TYPE)
    problem = response.get_json()
    assert errors(description, "/api/v1/search", 400, problem) == []
    assert (problem["status"], problem["parameter"], problem["value"]) == (400, parameter, value)
    assert problem["expected"]


def test_a_query_problem_points_at_its_place(client: FlaskClient) -> None:
    problem = client.get("/api/v1/search?q=sand+colour:red").get_json()
    assert problem["value"][problem["position"] :].startswith("colour")


def test_what_is_not_there_is_a_problem_document(client: FlaskClient, description: dict[str, Any]) -> None:
    response = client.get("/api/v1/documents/0000000000000000")
    assert (response.status_code, response.content_type) == (404, CONTENT_TYPE)
    assert errors(description, "/api/v1/documents/{document_id}", 404, response.get_json()) == []
    assert client.get("/api/v1/nothing").content_type == CONTENT_TYPE


def test_writing_is_refused_with_the_methods_that_work(client: FlaskClient) -> None:
    response = client.post("/api/v1/search")
    assert (response.status_code, response.content_type) == (405, CONTENT_TYPE)
    assert "GET" in response.headers["Allow"]


def test_unknown_parameters_are_ignored(client: FlaskClient) -> None:
    assert search(client, "q=sand&utm_source=letter")["total"] == search(client, "q=sand")["total"]


def test_every_parameter_is_described_with_its_limits(client: FlaskClient, description: dict[str, Any]) -> None:
    described = {one["name"]: one["schema"] for one in description["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert set(described) == {
        *("q", "author", "kind", "recipient", "source", "voice", "date"),
        *("not_author", "not_kind", "not_recipient", "not_source", "not_voice"),
        *("sort", "group", "copies", "page", "size"),
    }
    assert described["size"]["maximum"] == MAX_SIZE
    for choice in described["sort"]["enum"]:
        search(client, f"q=sand&sort={choice}")
    assert search(client, "q=tide")["hits"] == search(client, f"q=tide&size={described['size']['default']}")["hits"]


def test_the_description_is_openapi_and_its_schemas_are_schemas(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
