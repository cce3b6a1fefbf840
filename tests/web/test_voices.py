"""Own and quoted words on the pages and in the API, over the sample dossier."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Page, page_problems

VOICES = "//section[@aria-labelledby='facet-voice']"


@pytest.fixture
def quoting_post(sample_client: FlaskClient) -> str:
    """The address of the post in which RookeryLaner is quoted."""
    hits = sample_client.get("/api/v1/search?q=casino&voice=quoting").get_json()["hits"]
    return str(hits[0]["document"]["url"])


def test_the_voice_facet_counts_every_passage_once(sample_client: FlaskClient) -> None:
    answer = sample_client.get("/api/v1/search").get_json()
    (facet,) = (one for one in answer["facets"] if one["field"] == "voice")
    assert {one["value"] for one in facet["values"]} == {"own words", "quoting"}
    assert sum(one["count"] for one in facet["values"]) == answer["total"]["passages"]


def test_a_voice_is_chosen_left_out_and_taken_back_as_any_facet_value_is(sample_client: FlaskClient) -> None:
    page = Page(sample_client, "/?q=purpose")
    chosen = Page(sample_client, page.href("Quoting", VOICES))
    assert chosen.url == "/?q=purpose&voice=quoting"
    assert chosen.texts("//a[contains(@class, 'chip')]") == ["Remove Voice: Quoting ×"]
    assert chosen.href("Leave out Quoting", VOICES) == "/?q=purpose&not_voice=quoting"


def test_filters_by_voice_part_the_hits(sample_client: FlaskClient) -> None:
    def found(query: str) -> dict[str, str]:
        hits = sample_client.get(f"/api/v1/search?q=casino&{query}").get_json()["hits"]
        return {hit["id"]: hit["voice"] for hit in hits}

    everything = found("")
    assert set(everything.values()) == {"own words", "quoting"}
    assert found("voice=quoting") == {one: voice for one, voice in everything.items() if voice == "quoting"}
    assert found("voice=own+words") == found("not_voice=quoting")
    assert found("voice=own+words&voice=quoting") == everything


def test_a_hit_in_quoted_words_names_the_one_quoted(sample_client: FlaskClient) -> None:
    (hit,) = sample_client.get("/api/v1/search?q=casino&voice=quoting").get_json()["hits"]
    assert (hit["quoted"], hit["document"]["authors"]) == ("RookeryLaner", ["coldfeet"])
    page = Page(sample_client, "/?q=casino&voice=quoting")
    assert page.texts("//li[@class='hit']//p[contains(@class, 'voice')]") == ["Quoting RookeryLaner"]


def test_a_document_sets_quoted_passages_apart_and_says_whose_they_are(
    sample_client: FlaskClient, quoting_post: str
) -> None:
    page = Page(sample_client, quoting_post)
    assert page_problems(page) == []
    (quoted,) = page.texts("//blockquote[@class='quoting']")
    assert quoted.startswith("Quoting RookeryLaner")
    assert quoted.endswith("who might put up a casino")
    own = " ".join(page.texts("//div[@class='document-text']/p"))
    assert own.startswith("With a pool, surely.")
    assert "casino" not in own


def test_the_passages_of_a_document_in_the_api_are_in_one_voice_each(
    sample_client: FlaskClient, quoting_post: str
) -> None:
    passages = sample_client.get(f"/api/v1{quoting_post}").get_json()["passages"]
    assert [(one["voice"], one["quoted"]) for one in passages] == [("quoting", "RookeryLaner"), ("own words", None)]


def test_words_nobody_is_named_for_are_somebody_elses(sample_client: FlaskClient) -> None:
    page = Page(sample_client, "/?q=%22two+summers+together%22&voice=quoting")
    assert "Quoting somebody else" in page.texts("//p[contains(@class, 'voice')]")


def test_a_quotation_taken_away_names_the_one_whose_words_it_is(sample_client: FlaskClient) -> None:
    (hit,) = sample_client.get("/api/v1/search?q=casino&voice=quoting").get_json()["hits"]
    cited = Page(sample_client, f"/p/{hit['id']}/cite").texts("//pre[@class='quotation']")[0]
    assert "— RookeryLaner, quoted in coldfeet," in cited
    listed = sample_client.get(f"/api/v1/passages?p={hit['id']}").get_json()["passages"]
    assert [(one["voice"], one["quoted"]) for one in listed] == [("quoting", "RookeryLaner")]
    table = sample_client.get("/api/v1/search.csv?q=casino&voice=quoting").get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert (row["voice"], row["quoted"]) == ("quoting", "RookeryLaner")


def test_an_embed_says_whom_a_hit_quotes(sample_client: FlaskClient) -> None:
    assert "Quoting RookeryLaner" in Page(sample_client, "/embed?q=casino&voice=quoting").html
