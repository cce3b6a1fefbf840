"""Front matter: YAML above a text, which states what the one document below it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.inspection.inspecting import inspect_files
from indexer.readers.front_matter import parse_front_matter
from indexer.segmenters.base import Draft
from search.catalog import ReadFailure
from search.model import Kind

LETTER = """Dear Mr Quill,

The ferry has not sailed since Monday. Nobody at the harbour can say why.

Yours sincerely,

Ada Birch
"""


def inspected(tmp_path: Path, front_matter: str, body: str = LETTER) -> tuple[Draft, ...]:
    path = tmp_path / "letter.md"
    path.write_text(f"---\n{front_matter}---\n\n{body}", encoding="utf-8")
    (source,) = inspect_files([path]).sources
    return source.drafts


def failure(tmp_path: Path, front_matter: str) -> ReadFailure:
    path = tmp_path / "letter.md"
    path.write_text(f"---\n{front_matter}---\n\n{LETTER}", encoding="utf-8")
    (found,) = inspect_files([path]).failures
    return found


def test_what_is_stated_above_a_letter_goes_before_what_the_letter_shows(tmp_path: Path) -> None:
    stated = "title: The ferry\nauthors: [Ada Birch the elder]\nsignatories:\n  - Tom Reed\n  - Jo Stamp\n"
    (draft,) = inspected(tmp_path, f"{stated}date: 2015-05 # by the postmark\nthread: Ferry\n")
    assert (draft.kind, draft.title, draft.thread) == (Kind.LETTER, "The ferry", "Ferry")
    assert (draft.authors, draft.signatories) == (("Ada Birch the elder",), ("Tom Reed", "Jo Stamp"))
    assert draft.recipients == ("Mr Quill",), "what is not stated stays as it was found"
    assert (draft.date.edtf, draft.date.known_from) == ("2015-05", "the front matter")
    assert draft.by_hand == ()


def test_above_several_documents_it_says_nothing_of_any_of_them(tmp_path: Path) -> None:
    second = LETTER.replace("Quill", "Stamp").replace("Ada Birch", "Tom Reed")
    drafts = inspected(tmp_path, "author: The county archive\ndate: 2020\n", f"{LETTER}\n{second}")
    assert [draft.authors for draft in drafts] == [("Ada Birch",), ("Tom Reed",)]
    assert [draft.date.edtf for draft in drafts] == [None, None]


def test_a_correction_goes_before_front_matter(tmp_path: Path) -> None:
    (tmp_path / "letter.md.flori.toml").write_text('[every_document]\ndate = "2016"\n', encoding="utf-8")
    (draft,) = inspected(tmp_path, "date: 2015\n")
    assert (draft.date.edtf, draft.date.known_from, draft.by_hand) == ("2016", "set by hand", ("date",))


def test_what_yaml_would_take_for_numbers_and_dates_stays_what_was_typed() -> None:
    front_matter = parse_front_matter("---\nDate: 2015-05\nno: 007\nyes: on\nlong: |\n  a\n  b\n---\n")
    assert front_matter is not None
    assert dict(front_matter.fields) == {"date": "2015-05", "no": "007", "yes": "on", "long": "a\nb\n"}


@pytest.mark.parametrize(
    ("front_matter", "line"), [("title: Re: Sunday ferry\n", 2), ("author: Ada\nthread: [Ferry\n", 4)]
)
def test_front_matter_that_is_no_yaml_is_named_with_its_line(tmp_path: Path, front_matter: str, line: int) -> None:
    reason = failure(tmp_path, front_matter).reason
    assert reason.startswith(f"line {line}, in its front matter, is no YAML (")
    assert reason.endswith("put a value that has a colon or a bracket in it into quotes")


@pytest.mark.parametrize(
    "text",
    [
        "---\nNote: this is prose\nand goes on, without being fields\n---\n",
        "---\n- a list\n---\n",
        "---\n[1, 2]\n---\n",
        "---\n# nothing but a comment\n---\n",
        "---\n{a: b, [c]: d}\n---\n",
    ],
)
def test_what_is_no_table_of_named_fields_is_no_front_matter(text: str) -> None:
    assert parse_front_matter(text) is None


@pytest.mark.parametrize("value", ["\0", "[" * 3_000])
def test_what_yaml_cannot_hold_is_taken_for_words(value: str) -> None:
    assert parse_front_matter(f"---\ntitle: {value}\n---\nwords") is None
