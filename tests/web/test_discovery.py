"""How browsers and search engines get to know the site, and what its pages tell programs."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.applications import configured
from tests.web.pages import OpenPage, Page

SITE = "http://localhost"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: FlaskClient, path: str) -> list[str]:
    tree = ElementTree.fromstring(client.get(path).data)
    return [str(element.text).removeprefix(SITE) for element in tree.iter(f"{SITEMAP}loc")]


def test_a_browser_can_add_the_search(client: FlaskClient, open_page: OpenPage) -> None:
    link = open_page("/").one("//link[@rel='search']")
    response = client.get(str(link.get("href")))
    assert response.mimetype == link.get("type") == "application/opensearchdescription+xml"
    description = ElementTree.fromstring(response.data)
    assert 0 < len(str(description.findtext(f"{OPENSEARCH}ShortName"))) <= 16
    assert description.findtext(f"{OPENSEARCH}Description")
    templates = {url.get("type"): str(url.get("template")) for url in description.iter(f"{OPENSEARCH}Url")}
    for media_type, template in templates.items():
        answer = client.get(template.removeprefix(SITE).replace("{searchTerms}", "sand"))
        assert (answer.status_code, answer.mimetype) == (200, media_type)


def test_sitemaps_name_every_document_once(client: FlaskClient) -> None:
    (file,) = locations(client, "/sitemap.xml")
    found = locations(client, file)
    assert len(found) == len(set(found)) == client.get("/readyz").get_json()["documents"]
    assert all(client.get(path).status_code == 200 for path in found[:5])
    assert client.get("/sitemaps/2.xml").status_code == 404
    assert client.get("/sitemaps/0.xml").status_code == 404


def test_a_large_collection_has_several_sitemaps(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = locations(client, "/sitemaps/1.xml")
    monkeypatch.setattr("web.views.discovery.SITEMAP_SIZE", 10)
    files = locations(client, "/sitemap.xml")
    assert len(files) == -(-len(whole) // 10) > 1
    assert [path for file in files for path in locations(client, file)] == whole


def test_robots_are_allowed_or_not_as_configured(client: FlaskClient, app: Flask) -> None:
    allowed = client.get("/robots.txt")
    assert f"Sitemap: {SITE}/sitemap.xml" in allowed.get_data(as_text=True)
    assert "Disallow: /\n" not in allowed.get_data(as_text=True)
    assert "X-Robots-Tag" not in client.get("/").headers
    closed = configured(app, robots="disallow")
    assert closed.get("/robots.txt").get_data(as_text=True) == "User-agent: *\nDisallow: /\n"
    assert "noindex" in closed.get("/?q=sand").headers["X-Robots-Tag"]


def described(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(str(page.one("//script[@type='application/ld+json']").text))
    return data


@pytest.mark.parametrize(
    ("query", "kind", "date"),
    [
        ("kind=letter&q=cost", "Message", "dateSent"),
        ("kind=forum+post&q=tide", "DiscussionForumPosting", "datePublished"),
        ("kind=news+article", "NewsArticle", "datePublished"),
    ],
)
def test_a_document_tells_programs_what_it_is(open_page: OpenPage, query: str, kind: str, date: str) -> None:
    page = open_page(open_page(f"/?{query}").href("", "//h3").partition("?")[0])
    data = described(page)
    assert (data["@context"], data["@type"]) == ("https://schema.org", kind)
    assert data["@id"] == f"{SITE}{page.url}"
    assert data[date][:2] == "20"
    assert data.get("author") or data.get("sender")


def test_only_dates_that_a_document_states_are_told_to_programs(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?group=document&size=100").get_json()["hits"]
    documents = [hit["document"] for hit in hits]
    derived = [one for one in documents if (one["date_from"] or "").endswith("(derived)")]
    undated = [one for one in documents if one["date"] is None]
    assert derived
    assert undated
    for one in derived + undated:
        assert not {"datePublished", "dateSent"} & set(described(Page(sample_client, one["url"])))
