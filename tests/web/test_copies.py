"""Copies on the pages: folded under the earliest, unfolded by a link, named on documents."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.pages import Page, words


def test_results_say_how_many_copies_are_folded_and_lead_to_each(sample_client: FlaskClient) -> None:
    page = Page(sample_client, "/?q=lido")
    folded = sample_client.get("/api/v1/search?q=lido&copies=fold&group=document").json["total"]["folded"]
    assert f"{folded} copies are folded under earlier ones." in words(page.one("//*[@id='copies']"))
    assert page.one("//*[@id='copies-all']").get("href") == "/?q=lido&copies=all"
    copy_url = page.all("//li[@class='copies']/a")[0].get("href")
    assert sample_client.get(copy_url).status_code == 200


def test_unfolded_results_list_every_copy_and_lead_back(sample_client: FlaskClient) -> None:
    page = Page(sample_client, "/?q=lido&copies=all")
    assert not page.all("//li[@class='copies']")
    assert page.one("//*[@id='copies-fold']").get("href") == "/?q=lido"


def test_counts_are_the_same_folded_or_not(sample_client: FlaskClient) -> None:
    folded = sample_client.get("/api/v1/search?q=lido&copies=fold&size=100").json
    every = sample_client.get("/api/v1/search?q=lido&size=100").json
    assert folded["facets"] == every["facets"]
    assert folded["total"]["passages"] == every["total"]["passages"] == len(every["hits"])
    assert len(folded["hits"]) + folded["total"]["folded"] == len(every["hits"])
    assert sum(len(hit["copies"]) for hit in folded["hits"]) == folded["total"]["folded"] > 0
    assert "copies" not in every["hits"][0]


def test_a_copy_names_the_first_and_the_first_names_the_copy(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?q=lido&copies=fold&size=100").json["hits"]
    original = next(hit for hit in hits if hit["copies"])
    first, copy = original["document"], original["copies"][0]["document"]
    page = Page(sample_client, copy["url"])
    links = [link.get("href").partition("#")[0] for link in page.all("//*[@id='shared']//a")]
    assert "First in" in words(page.one("//*[@id='shared']"))
    assert first["url"] in links
    assert "This document is the first that has them." in words(
        Page(sample_client, first["url"]).one("//*[@id='shared']")
    )


def test_any_other_way_to_list_copies_is_named_as_wrong(sample_client: FlaskClient) -> None:
    answer = sample_client.get("/api/v1/search?copies=some")
    assert answer.status_code == 400
    assert "fold, all" in answer.get_data(as_text=True)
