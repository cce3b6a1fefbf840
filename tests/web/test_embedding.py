"""Results on other sites: frames, oEmbed, what the making page gives to copy, and who may read what."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.errors import ConfigurationError
from tests.web.applications import configured
from tests.web.dossier import HOSTILE
from tests.web.pages import OpenPage, page_problems

SITE = "http://localhost"
FRIEND = "https://friend.example"
STATES = ["/embed", "/embed/make?q=sand&kind=letter", "/embed?q=sand", "/embed?q=zzzz", "/embed?q=", "/embed?p=none"]


def found(client: FlaskClient, query: str) -> list[str]:
    return [hit["id"] for hit in client.get(f"/api/v1/search?{query}").get_json()["hits"]]


@pytest.mark.parametrize("url", STATES)
def test_every_page_for_embedding_is_sound(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    assert page.status == 200
    assert page_problems(page) == []


def test_a_frame_shows_the_first_hits_with_their_words_marked_and_opens_them_outside(open_page: OpenPage) -> None:
    page = open_page("/embed?q=tide&size=3")
    assert len(page.all("//ol/li")) == 3
    assert {text.lower() for text in page.texts("//li//mark")} == {"tide"}
    assert page.one("//base").get("target") == "_blank"
    assert page.href("All results") == "/?q=tide"


def test_a_frozen_frame_shows_the_passages_named_in_their_order_with_the_day(
    client: FlaskClient, open_page: OpenPage
) -> None:
    ids = found(client, "q=sand&size=3")[::-1]
    page = open_page(f"/embed?as-of=2016-04-12&{'&'.join(f'p={one}' for one in ids)}")
    assert page.tree.xpath("//h2/a/@href") == [f"/p/{one}" for one in ids]
    assert "As chosen on 12 April 2016" in page.texts("//footer")[0]


def test_a_frozen_frame_says_what_it_cannot_show(open_page: OpenPage) -> None:
    assert "nothing is known of them" in open_page("/embed?p=one&p=two").texts("//main")[0]


@pytest.mark.parametrize("query", ["as-of=soon", "as-of=2016-02-30", "as-of=20160412", "size=0"])
def test_an_embed_that_cannot_be_read_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/embed?q=sand&{query}").status_code == 400


def test_the_snippets_to_copy_name_the_public_address(app: Flask) -> None:
    client = configured(app, base_url="https://dossier.example/pool/")
    tree = lxml.html.document_fromstring(client.get("/embed/make?q=sand&kind=letter").get_data(as_text=True))
    frame, component, oembed, api = (element.text_content() for element in tree.xpath("//pre"))
    (framed, listener) = lxml.html.fragments_fromstring(frame)
    assert framed.get("src") == "https://dossier.example/pool/embed?q=sand&kind=letter"
    assert listener.get("src") == "https://dossier.example/pool/static/embed/flori-frame.js"
    (_, element) = lxml.html.fragments_fromstring(component)
    assert (element.tag, element.get("q"), element.get("filters")) == ("flori-search", "sand", "kind=letter")
    (fallback,) = element.iterchildren()
    assert fallback.get("href") == "https://dossier.example/pool/?q=sand&kind=letter"
    assert oembed.startswith("https://dossier.example/pool/oembed?url=")
    assert client.get(api.removeprefix("https://dossier.example/pool")).get_json()["total"]["passages"] > 0


def test_hostile_queries_stay_text_in_snippets(open_page: OpenPage) -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    page = open_page(f"/embed/make?q={quote(hostile)}")
    assert page.all("//img | //script[not(@src)]") == []
    (_, element) = lxml.html.fragments_fromstring(page.all("//pre")[1].text_content())
    assert element.get("q") == hostile


def test_results_can_be_frozen_as_they_are_today(open_page: OpenPage, client: FlaskClient) -> None:
    page = open_page("/embed/make?q=tide&size=3")
    frozen = open_page(page.href("Keep today"))
    (element,) = frozen.all("//flori-search")
    assert str(element.get("passages")).split() == found(client, "q=tide&size=3&group=document")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(element.get("as-of")))


def test_frames_are_for_this_site_alone_unless_others_are_named(client: FlaskClient, app: Flask) -> None:
    assert "frame-ancestors 'self';" in client.get("/embed?q=sand").headers["Content-Security-Policy"] + ";"
    opened = configured(app, frame_ancestors=(FRIEND,))
    assert f"frame-ancestors 'self' {FRIEND}" in opened.get("/embed?q=sand").headers["Content-Security-Policy"]
    for other in ("/", "/embed", "/embed/make?q=sand"):
        assert "frame-ancestors 'none'" in opened.get(other).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/v1/search?q=sand", "/api/v1/nothing", "/oembed?url=x"])
def test_the_api_is_closed_to_other_origins_unless_they_are_named(client: FlaskClient, app: Flask, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": FRIEND}).headers
    opened = configured(app, api_origins=(FRIEND,))
    answer = opened.get(path, headers={"Origin": FRIEND})
    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND
    stranger = opened.get(path, headers={"Origin": "https://stranger.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers
    assert all("Origin" in one.headers.get("Vary", "") for one in (answer, stranger, opened.get(path)))
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_the_api_can_be_opened_to_all_and_pages_stay_closed(app: Flask) -> None:
    opened = configured(app, api_origins=("*",))
    assert opened.get("/api/v1/search", headers={"Origin": FRIEND}).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in opened.get("/?q=sand", headers={"Origin": FRIEND}).headers


def test_a_preflight_is_answered(app: Flask) -> None:
    answer = configured(app, api_origins=(FRIEND,)).options(
        "/api/v1/search", headers={"Origin": FRIEND, "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 200
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("origin", ["friend.example", "https://friend.example/page", "https://a.example; script-src *"])
@pytest.mark.parametrize("key", ["api_origins", "frame_ancestors"])
def test_what_is_no_origin_is_refused_at_the_start(app: Flask, key: str, origin: str) -> None:
    with pytest.raises(ConfigurationError, match=key):
        configured(app, **{key: (origin,)})


def test_oembed_describes_searches_documents_and_passages(client: FlaskClient) -> None:
    (hit,) = client.get("/api/v1/search?q=builders&size=1").get_json()["hits"]
    addresses = {
        f"{SITE}/?q=sand": "/embed?q=sand",
        f"{SITE}/embed?q=sand&size=3": "/embed?q=sand&size=3",
        SITE + hit["document"]["url"]: f"/embed?p={hit['id']}",
        SITE + hit["url"]: f"/embed?p={hit['id']}",
        f"{SITE}{hit['document']['url']}?p=1": f"/embed?p={hit['id']}",
        f"{SITE}/p/{hit['id']}": f"/embed?p={hit['id']}",
    }
    for address, framed in addresses.items():
        answer = client.get("/oembed", query_string={"url": address, "maxwidth": 400, "maxheight": 300}).get_json()
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        assert answer["width"] <= 400
        assert answer["height"] <= 300
        (frame,) = lxml.html.fragments_fromstring(answer["html"])
        assert frame.get("src") == SITE + framed
        assert client.get(framed).status_code == 200


def test_oembed_in_xml_says_the_same_as_in_json(client: FlaskClient) -> None:
    (hit,) = client.get("/api/v1/search?q=sandcastle&size=1").get_json()["hits"]
    asked = {"url": f"{SITE}{hit['url']}"}
    answer = client.get("/oembed", query_string=asked | {"format": "xml"})
    assert answer.mimetype == "text/xml"
    read = {element.tag: element.text for element in ElementTree.fromstring(answer.data)}
    assert read == {name: str(value) for name, value in client.get("/oembed", query_string=asked).get_json().items()}
    assert HOSTILE in str(read["title"])


def test_oembed_in_xml_survives_what_xml_cannot_hold(client: FlaskClient) -> None:
    answer = client.get("/oembed", query_string={"url": f"{SITE}/?q=a%00b%0B", "format": "xml"})
    assert ElementTree.fromstring(answer.data).find("title") is not None


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("url=https://elsewhere.example/", 404),
        (f"url={SITE}.example/", 404),
        (f"url={SITE}/documents/0000000000000000", 404),
        (f"url={SITE}/p/0000000000000000-00000000", 404),
        (f"url={SITE}/sources/x", 404),
        (f"url={SITE}/?q=sand&format=yaml", 400),
        (f"url={SITE}/?q=sand&maxwidth=wide", 400),
        (f"url={SITE}/%3Fq=colour:red", 400),
    ],
)
def test_oembed_refuses_with_a_problem_what_it_cannot_describe(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/oembed?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_pages_tell_where_their_oembed_is(client: FlaskClient, open_page: OpenPage) -> None:
    document = open_page("/?q=herring").href("Notice", "//section[@class='hits']").partition("?")[0].partition("#")[0]
    for address in ("/?q=sand", document):
        links = open_page(address).tree.xpath("//link[@rel='alternate' and contains(@type, 'oembed')]")
        assert {link.get("type") for link in links} == {"application/json+oembed", "text/xml+oembed"}
        for link in links:
            assert client.get(str(link.get("href")).removeprefix(SITE)).status_code == 200


def test_the_web_component_is_small() -> None:
    script = Path(__file__).parents[2] / "web" / "static" / "embed" / "flori-search.js"
    assert len(gzip.compress(script.read_bytes())) < 6_000
