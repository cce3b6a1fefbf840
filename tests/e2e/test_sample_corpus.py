"""The sample dossier in `corpus/` comes out as the documents that a person finds in it (`corpus_truth.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from indexer.authority import FILE_NAME
from indexer.corpus.correction_files import corrected_path, is_correction
from indexer.curation.form import PLACE_KEYS, SOURCE_KEYS
from indexer.curation.values import DOCUMENT_FIELDS
from indexer.inspection.inspecting import inspect_files
from indexer.readers import reader_for
from indexer.segmentation import segment
from indexer.segmenters.base import Draft
from indexer.structure import StructuredText
from indexer.voices import quotations_of
from tests.places import SAMPLE

TRUTH: list[dict[str, Any]] = json.loads(Path(__file__).with_name("corpus_truth.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Found:
    """A source as it was read, and what was found in it."""

    structured: StructuredText
    drafts: tuple[Draft, ...]

    def text(self, draft: Draft) -> str:
        """The document's words, quoted ones included, with white space made even."""
        return even(self.structured.text[draft.start : draft.end])

    def own_text(self, draft: Draft) -> str:
        """The document's words without those of the documents quoted in it."""
        text, position = "", draft.start
        for quoted in (each for each in self.drafts if each.quoted_in == draft.key):
            text += self.structured.text[position : quoted.start]
            position = quoted.end
        return even(text + self.structured.text[position : draft.end])


def even(text: str) -> str:
    return " ".join(text.split())


def files() -> list[Path]:
    return sorted(
        path for path in SAMPLE.rglob("*") if path.is_file() and not is_correction(path.name) and path.name != FILE_NAME
    )


def read_corpus() -> Iterator[StructuredText]:
    for path in files():
        reader = reader_for(path)
        assert reader is not None, f"nothing reads {path}"
        for item in reader.read(path, path.relative_to(SAMPLE).as_posix()):
            assert isinstance(item, StructuredText), f"a record of {path} cannot be read: {item}"
            yield item


@pytest.fixture(scope="module")
def dossier() -> dict[str, Found]:
    return {structured.name: Found(structured, tuple(segment(structured).drafts)) for structured in read_corpus()}


def starts(document: dict[str, Any], found: Found, draft: Draft) -> bool:
    return found.text(draft).startswith(even(document["starts"]))


def draft_of(document: dict[str, Any], found: Found) -> Draft:
    """The draft that begins with the words that the truth gives, a whole page of which it is a part left aside."""
    candidates = [draft for draft in found.drafts if starts(document, found, draft)]
    assert candidates, (
        f"no document starts {document['starts']!r}; found: {[found.text(draft)[:60] for draft in found.drafts]}"
    )
    return min(candidates, key=lambda draft: draft.end - draft.start)


def every_document() -> list[Any]:
    return [
        pytest.param(source, document, id=f"{source['source']}:{document['key']}")
        for source in TRUTH
        for document in source["documents"]
    ]


def every_source() -> list[Any]:
    return [pytest.param(source, id=source["source"]) for source in TRUTH]


def test_the_truth_names_every_source_of_the_dossier(dossier: dict[str, Found]) -> None:
    assert {source["source"] for source in TRUTH} == set(dossier)


def test_every_file_says_that_it_is_invented(dossier: dict[str, Found]) -> None:
    corrections = [path for path in SAMPLE.rglob("*") if is_correction(path.name)]
    silent = [path.name for path in (*files(), *corrections) if "invented" not in said_by(path, dossier).lower()]
    assert silent == []


def said_by(path: Path, dossier: dict[str, Found]) -> str:
    """What stands in a file as it is, and what a reader finds in one that is packed."""
    found = dossier.get(path.relative_to(SAMPLE).as_posix())
    return path.read_bytes().decode("utf-8", errors="ignore") + (found.structured.text if found else "")


def test_the_dossier_is_worth_searching(dossier: dict[str, Found]) -> None:
    drafts = [draft for found in dossier.values() for draft in found.drafts]
    assert len(files()) >= 12
    assert len({path.suffix for path in files()}) >= 4
    assert len(drafts) >= 70
    assert len({draft.kind for draft in drafts}) >= 5
    assert len({author for draft in drafts for author in draft.authors}) >= 30
    assert len({draft.date.edtf[:4] for draft in drafts if draft.date.edtf}) >= 5
    assert {draft.date.precision.value for draft in drafts} == {"day", "month", "year", "unknown"}
    assert any(draft.date.derived for draft in drafts)


@pytest.mark.parametrize("source", every_source())
def test_a_source_holds_the_documents_that_a_person_finds_in_it(
    source: dict[str, Any], dossier: dict[str, Found]
) -> None:
    found = dossier[source["source"]]
    assert [(draft.kind.value, found.text(draft)[:40]) for draft in found.drafts] == [
        (document["kind"], found.text(draft_of(document, found))[:40]) for document in source["documents"]
    ]


@pytest.mark.parametrize("source", every_source())
def test_page_furniture_is_in_no_document(source: dict[str, Any], dossier: dict[str, Found]) -> None:
    found = dossier[source["source"]]
    left_in = [
        (phrase, draft.key)
        for phrase in source["not_in_any_document"]
        for draft in found.drafts
        if phrase in found.text(draft)
    ]
    assert left_in == []


@pytest.mark.parametrize(("source", "document"), every_document())
def test_a_document_is_cut_where_a_person_cuts_it(
    source: dict[str, Any], document: dict[str, Any], dossier: dict[str, Found]
) -> None:
    found = dossier[source["source"]]
    text = found.text(draft_of(document, found))
    assert text.endswith(even(document["ends"])), f"it ends {text[-120:]!r}, not {document['ends']!r}"


@pytest.mark.parametrize(("source", "document"), every_document())
def test_a_document_is_dated_as_a_person_dates_it(
    source: dict[str, Any], document: dict[str, Any], dossier: dict[str, Found]
) -> None:
    date = draft_of(document, dossier[source["source"]]).date
    expected = document["date"]
    precision = {None: "unknown", 4: "year", 7: "month"}.get(expected and len(expected), "day")
    found = date.edtf[: len(expected)] if date.edtf and precision == "day" else date.edtf
    assert (found, date.precision.value, date.derived) == (expected, precision, document["derived"])


@pytest.mark.parametrize(("source", "document"), every_document())
def test_a_document_has_the_authors_and_recipients_that_a_person_names(
    source: dict[str, Any], document: dict[str, Any], dossier: dict[str, Found]
) -> None:
    draft = draft_of(document, dossier[source["source"]])
    assert list(draft.authors) == document["authors"]
    assert len(draft.signatories) == document.get("signatories", 0)
    if "recipients" in document:
        assert list(draft.recipients) == document["recipients"]
    for part in document.get("recipients_contain", []):
        assert any(part in recipient for recipient in draft.recipients), draft.recipients


@pytest.mark.parametrize(("source", "document"), every_document())
def test_a_document_has_its_title_and_its_place_among_the_others(
    source: dict[str, Any], document: dict[str, Any], dossier: dict[str, Found]
) -> None:
    found = dossier[source["source"]]
    draft = draft_of(document, found)
    keys = {each["key"]: draft_of(each, found).key for each in source["documents"]}
    assert document["title_contains"] in draft.title
    assert draft.title
    assert draft.quoted_in == (keys[document["quoted_in"]] if "quoted_in" in document else None)
    if "reply_to" in document:
        assert draft.reply_to == (keys[document["reply_to"]] if document["reply_to"] else None)
    if "thread" in document:
        assert draft.thread == document["thread"]


def test_the_words_of_a_quoted_document_are_not_those_of_its_post(dossier: dict[str, Found]) -> None:
    found = dossier["forum/thread-dressing-gown-march.txt"]
    own_words = " ".join(found.own_text(draft) for draft in found.drafts if draft.quoted_in is None)
    assert "letterheads" not in own_words
    assert "Edwardian bathing costume" not in own_words


@pytest.mark.parametrize(
    ("source", "key", "original"),
    [
        ("forum/thread-dressing-gown-march.txt", "p1-letter", "letters/open-letter-2014-02-10.md"),
        ("forum/thread-dressing-gown-march.txt", "p11-article", "news/courier-2014-02-26-dressing-gowns.html"),
    ],
)
def test_what_a_post_quotes_is_word_for_word_what_the_dossier_holds_elsewhere(
    source: str, key: str, original: str, dossier: dict[str, Found]
) -> None:
    documents = {each["key"]: each for entry in TRUTH if entry["source"] == source for each in entry["documents"]}
    found = dossier[source]
    quoted = found.text(draft_of(documents[key], found))
    assert quoted in even(dossier[original].structured.text)


def test_what_is_quoted_without_being_a_document_of_its_own_is_told_apart_and_credited() -> None:
    paths = [path for path in files() if path.parent.name in ("forum", "mail")]
    quoted = [
        (one.quoted, even(source.source.text[one.start : one.end]))
        for source in inspect_files(paths).sources
        for quotations in quotations_of(source).values()
        for one in quotations
    ]
    assert {name for name, _ in quoted} == {"MrsB", "RookeryLaner", "Tobias Achterberg", None}
    assert ("RookeryLaner", "RookeryLaner wrote: ↑ Sun Jan 18, 2015 5:50 pm who might put up a casino") in quoted
    (unnamed,) = (words for name, words in quoted if name is None)
    assert unnamed.startswith("The land is given to the Corporation")


def test_the_corrections_of_the_dossier_are_about_what_is_there_and_say_what_no_text_shows() -> None:
    corrected = [corrected_path(path) for path in SAMPLE.rglob("*") if is_correction(path.name)]
    inspection = inspect_files(corrected)
    assert inspection.failures == ()
    by_hand = [(draft.authors, draft.by_hand) for source in inspection.sources for draft in source.drafts]
    assert (("Josef Dvořáček",), ("title", "authors")) in by_hand


def test_the_correction_that_the_documentation_shows_is_that_of_the_dossier() -> None:
    page = (SAMPLE.parent / "docs" / "corrections.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert shown == (SAMPLE / "letters/note-from-the-builder.txt.flori.toml").read_text(encoding="utf-8")


def test_every_key_of_a_correction_is_documented() -> None:
    page = (SAMPLE.parent / "docs" / "corrections.md").read_text(encoding="utf-8")
    assert [key for key in (*SOURCE_KEYS, *PLACE_KEYS, *DOCUMENT_FIELDS) if f"`{key}`" not in page] == []
