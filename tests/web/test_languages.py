"""The interface speaks the reader's language; the documents keep their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes

import web
from search.model import Kind, Voice
from search.settings import Settings
from tests.translations.strings import collected
from tests.web.pages import OpenPage, Page, page_problems
from web.app import create_app
from web.translations import FOLDER, SOURCE_LANGUAGE, languages
from web.words.terms import term

TEMPLATES = Path(web.__file__).parent / "templates"
OTHERS = [code for code in languages() if code != SOURCE_LANGUAGE]
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
# Names and notations, alike in every language.
ALIKE = {"kbd": r".", "code": r".*"}
_LETTER = re.compile(r"[^\W\d_]")
_ATTRIBUTE = re.compile(r'hx-|="')  # which some macros give
_PLACE = re.compile(r"%\(\w+\)[rs]|{\w+}|<[^>]*>")


def _translation(code: str) -> Catalog:
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", OTHERS)
def test_every_string_is_translated(code: str) -> None:
    translation = _translation(code)
    missing = []
    for message in collected():
        found = translation.get(message.id, message.context) if message.id else message
        forms = [] if found is None else [found.string] if isinstance(found.string, str) else list(found.string)
        if message.id and not (forms and all(forms)):
            missing.append(message.id)
    assert missing == [], "run `make messages` and translate what it lists"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_the_places_and_the_markup_of_its_string(code: str) -> None:
    changed = []
    for message in filter(lambda one: one.id, _translation(code)):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        places = {frozenset(_PLACE.findall(original)) for original in originals}
        changed += [one for one in said if frozenset(_PLACE.findall(one)) not in places]
    assert changed == []


def test_no_template_says_anything_that_cannot_be_translated(app: Flask) -> None:
    said = {
        f"{path.relative_to(TEMPLATES)}: {words}"
        for path in TEMPLATES.rglob("*.html")
        for words in _literal_words(app, path.read_text(encoding="utf-8"))
    }
    assert said == set()


def test_the_check_of_templates_finds_words_in_text_and_attributes(app: Flask) -> None:
    source = '<p title="A title">Some {{ word }}{% if word %}<b>words</b>{% endif %} {{ _("said") }}</p><kbd>n</kbd>'
    assert list(_literal_words(app, source)) == ["A title", "Some", "words"]


def test_every_word_that_describes_documents_is_translated(sample_app: Flask) -> None:
    documents = sample_app.test_client().get("/api/v1/search?group=document&size=100").get_json()["hits"]
    places = {hit["document"]["date_from"] for hit in documents} - {None}
    words = {*Kind, *Voice, *(place.removesuffix(" (derived)") for place in places)}
    with sample_app.test_request_context("/?lang=de"):
        assert [word for word in words if term(word) == word] == []


def test_pages_are_in_the_language_that_the_browser_prefers(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter", Accept_Language="de-AT,de;q=0.9,en;q=0.5")
    assert page.one("/html").get("lang") == "de"
    assert page.texts("//*[@id='count']") == ["2 Textstellen in 2 Dokumenten"]
    assert "5. März 2014" in page.texts("//*[contains(@class, 'hit-date')]")
    assert "What does sand cost?" in page.titles()
    assert "Accept-Language" in page.response.headers["Vary"]
    assert page_problems(page) == []


@pytest.mark.parametrize("accepted", ["fr", "", "en-GB", "*"])
def test_whoever_prefers_another_language_reads_english(open_page: OpenPage, accepted: str) -> None:
    assert open_page("/", Accept_Language=accepted).one("/html").get("lang") == "en"


def test_an_address_that_names_a_language_keeps_it_in_links_and_forms(client: FlaskClient) -> None:
    page = Page(client, "/?q=sand&lang=de")
    assert page.one("/html").get("lang") == "de"
    links = [str(a.get("href")) for a in page.all("//main//a[starts-with(@href, '/')]")]
    assert len(links) > 10
    assert [link for link in links if "lang=de" not in link] == []
    assert all(form.xpath(".//input[@name='lang']") for form in page.all("//main//form"))
    assert page.one("//input[@name='lang' and @form='search']").get("value") == "de"
    assert "lang" not in page.one("//link[@rel='canonical']").get("href", "")


def test_an_address_without_a_language_passes_none_on(client: FlaskClient) -> None:
    page = Page(client, "/?q=sand", GERMAN)
    assert [a for a in page.all("//main//a") if "lang=" in str(a.get("href"))] == []
    (other,) = page.all("//footer//a[@hreflang]")
    assert (other.get("href"), other.get("lang")) == ("?q=sand&lang=en", "en")
    assert Page(client, "/" + str(other.get("href")), GERMAN).one("/html").get("lang") == "en"


def test_a_language_that_there_is_none_of_is_ignored(client: FlaskClient) -> None:
    page = Page(client, "/?q=sand&lang=tlh")
    assert page.one("/html").get("lang") == "en"
    assert [a for a in page.all("//main//a") if "lang=" in str(a.get("href"))] == []


def test_a_configured_language_wins_over_the_browsers_and_an_address_over_both(app: Flask) -> None:
    configured = create_app(app.extensions["searcher"].get(), Settings(ui_language="de")).test_client()
    assert Page(configured, "/", {"Accept-Language": "en"}).one("/html").get("lang") == "de"
    assert Page(configured, "/?lang=en").one("/html").get("lang") == "en"


def test_errors_are_said_in_the_readers_language(open_page: OpenPage, client: FlaskClient) -> None:
    page = open_page("/?q=colour%3Ared", Accept_Language="de")
    assert "Es gibt kein Feld 'colour'" in page.texts("//*[@id='problem-detail']")[0]
    problem = client.get("/api/v1/search?page=x", headers=GERMAN).get_json()
    assert problem["detail"] == "Der Parameter page ist 'x'; möglich ist: eine ganze Zahl von 1 bis 10.000."
    assert problem["expected"] == "eine ganze Zahl von 1 bis 10.000"


def test_the_api_keeps_its_keys_and_values_and_says_its_labels_and_notes_in_the_readers_language(
    client: FlaskClient,
) -> None:
    english = client.get("/api/v1/search?q=%28sand").get_json()
    german = client.get("/api/v1/search?q=%28sand", headers=GERMAN).get_json()
    assert german.keys() == english.keys()
    assert german["hits"] == english["hits"]
    (kind,) = (facet for facet in german["facets"] if facet["field"] == "kind")
    assert kind["label"] == "Art des Dokuments"
    assert ("letter", "Brief") in [(one["value"], one["label"]) for one in kind["values"]]
    assert german["query"]["notes"] == [
        "Eine Klammer war nicht geschlossen; sie wurde als am Ende geschlossen gelesen."
    ]


def test_a_file_is_in_one_language_throughout(client: FlaskClient) -> None:
    response = client.get("/api/v1/search.ris?q=sand&kind=letter&lang=de")
    assert "nur das Jahr" in client.get("/api/v1/search.ris?q=dear&lang=de").get_data(as_text=True)
    assert response.status_code == 200


def test_the_languages_that_can_be_configured_are_those_that_there_are() -> None:
    choices = Settings.__dataclass_fields__["ui_language"].metadata["choices"]
    assert choices == ("auto", *languages())


def _literal_words(app: Flask, source: str) -> Iterator[str]:
    """Words that a template has outside of calls that translate, in text and in attributes that are read out."""
    tree = app.jinja_env.parse(source)
    reader = _Words()
    for data in tree.find_all(nodes.TemplateData):
        reader.feed(data.data)
    for output in tree.find_all(nodes.Output):
        for choice in output.find_all(nodes.CondExpr):
            parts = [choice.expr1, choice.expr2]
            reader.found += [str(p.value) for p in parts if isinstance(p, nodes.Const) and " " in str(p.value).strip()]
    reader.close()
    yield from reader.found


class _Words(HTMLParser):
    """Notes what a person would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._within = tag
        for name, value in attributes:
            if name in ("title", "alt", "aria-label", "placeholder") and _LETTER.search(value or ""):
                self.found.append(str(value))

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        words = data.strip()
        alike = ALIKE.get(self._within)
        if _LETTER.search(words) and not _ATTRIBUTE.match(words) and not (alike and re.fullmatch(alike, words)):
            self.found.append(words)
