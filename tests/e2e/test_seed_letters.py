"""Letters in real documents, beyond what `expected.json` states of each, and in letters as printed in books."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.dates import parse_date
from indexer.segmentation import SegmentedSource, segment
from indexer.segmenters.base import Draft
from search.model import Kind
from tests.places import SAMPLES, SEEDS, needs
from tests.unit.indexer.structured import read_one

pytestmark = needs(SEEDS, SAMPLES)
COLLECTIONS = ("exchange_headed.txt", "exchange_as_printed.txt")


def segmented(path: Path) -> SegmentedSource:
    return segment(read_one(path))


def letters_of(path: Path) -> list[Draft]:
    return [draft for draft in segmented(path).drafts if draft.kind is Kind.LETTER]


def expected_source() -> tuple[Path, dict[str, Any]]:
    """The page with an exchange of letters, and what is in it."""
    truth = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    source = next(each for each in truth if all(doc["kind"] != "forum post" for doc in each["documents"]))
    return SEEDS / source["source"], source


def test_a_letter_keeps_all_its_numbered_references() -> None:
    path, source = expected_source()
    wanted = next(doc for doc in source["documents"] if "numbered references" in doc.get("note", ""))
    count = int(wanted["note"].split()[0])
    page = segmented(path)
    letter = next(draft for draft in page.drafts if wanted["title_contains"] in draft.title)
    lines = [line.strip() for line in page.source.text[letter.start : letter.end].splitlines()]
    numbered = [line for line in lines if line[:1].isdigit()]
    assert [int(line.partition(".")[0]) for line in numbered] == list(range(1, count + 1))
    assert lines[-1] == numbered[-1]


def test_co_signatories_are_no_authors_and_no_recipients() -> None:
    path, _ = expected_source()
    letters = letters_of(path)
    assert any(letter.signatories for letter in letters)
    for letter in letters:
        assert not {*letter.signatories} & {*letter.authors, *letter.recipients}
        assert len(set(letter.signatories)) == len(letter.signatories)


def test_the_words_after_the_last_reference_are_in_no_document() -> None:
    path, _ = expected_source()
    page = segmented(path)
    last = max(draft.end for draft in page.drafts)
    assert len(page.source.text) - last > 300


@pytest.mark.parametrize("name", COLLECTIONS)
def test_letters_as_printed_in_a_book_have_the_dates_that_a_person_reads(name: str) -> None:
    truth = json.loads((SAMPLES / "letters_truth.json").read_text(encoding="utf-8"))
    wanted = [date.edtf for letter in truth if (date := parse_date(letter["date_text"])) is not None]
    assert [letter.date.edtf for letter in letters_of(SAMPLES / "letters_text" / name)] == wanted


def test_letters_with_labels_have_the_authors_and_recipients_that_these_name() -> None:
    truth = json.loads((SAMPLES / "letters_truth.json").read_text(encoding="utf-8"))
    letters = letters_of(SAMPLES / "letters_text" / "exchange_headed.txt")
    assert [(letter.authors, letter.recipients) for letter in letters] == [
        ((letter["author"],), (letter["recipient"],)) for letter in truth
    ]


def test_letters_with_surnames_in_their_headings_have_authors_of_these_names() -> None:
    truth = json.loads((SAMPLES / "letters_truth.json").read_text(encoding="utf-8"))
    letters = letters_of(SAMPLES / "letters_text" / "exchange_as_printed.txt")
    assert [letter.authors[0].split()[-1] for letter in letters] == [letter["author"].split()[-1] for letter in truth]
    assert [letter.recipients[0].split()[-1] for letter in letters] == [
        letter["recipient"].split()[-1] for letter in truth
    ]


@pytest.mark.parametrize(("name", "count"), [("beethoven1_excerpt.txt", 6), ("walpole1_excerpt.txt", 6)])
def test_letters_headed_by_their_recipients_are_all_found_and_nothing_else_is(name: str, count: int) -> None:
    drafts = segmented(SAMPLES / "letters_text" / name).drafts
    assert [draft.kind for draft in drafts] == [Kind.LETTER] * count
    assert all(draft.recipients for draft in drafts)


def test_a_forum_thread_is_not_taken_for_letters() -> None:
    threads = sorted((SAMPLES / "forum_text").glob("*.txt"))
    assert threads
    for path in threads:
        assert segmented(path).segmenter != "letters", path.name
