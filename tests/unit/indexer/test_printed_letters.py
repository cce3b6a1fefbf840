"""Letters as newspapers and books print them: headline, editor, salutation in the text, signature, address and day."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from indexer.segmenters.base import Draft
from indexer.segmenters.letters.salutations import is_to_the_editor, read_salutation
from indexer.segmenters.letters.valedictions import read_run_in_valediction, read_valediction
from search.model import Kind
from tests.unit.indexer.structured import plain_text

WORDS = "The ferry has been late on each day of this week, and the board says\nnothing at all about it."
BELOW = "Quay Street, May 6, 1926."


def drafts_of(text: str) -> tuple[Draft, ...]:
    return segment(plain_text(text)).drafts


def stated(draft: Draft) -> tuple[Kind, str, tuple[str, ...], str | None]:
    return draft.kind, draft.title, draft.authors, draft.date.edtf


@pytest.mark.parametrize(
    "opening",
    [
        "Sir, - ",
        "SIR,—",
        "SIR,\n\n",
        "Sir – ",
        "Dear Sir:--",
        "Sir: ",
        "Mr. Editor,—",
        "Gentlemen: ",
        "Messrs. Editors:—",
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"], ids=["close", "apart"])
def test_a_letter_below_its_headline_and_the_editor_is_found_however_its_salutation_stands(
    opening: str, blank: str
) -> None:
    text = (
        f"THE FERRY{blank}To the Editor of the Wick Argus\n\n{opening}{WORDS}\n\nYours faithfully,\nA. Lisle\n{BELOW}\n"
    )
    (draft,) = drafts_of(text)
    assert stated(draft) == (Kind.LETTER, "THE FERRY", ("A. Lisle",), "1926-05-06")
    assert draft.recipients == ("Editor of the Wick Argus",)


@pytest.mark.parametrize(
    "closing",
    [
        "\n\nI am, Sir, yours faithfully,\n",
        "\nI remain, Sir,\nYour obedient servant,\n",
        "\n\nI am, &c.,\n",
        " I am, Sir, &c.,\n",
        "—I am, Sir, yours truly, ",
        " – Yours, etc,\n",
        "\nYours for the right,\n",
    ],
)
@pytest.mark.parametrize(
    ("signature", "author"),
    [("A. M. COYLE.", "A. M. Coyle"), ("ONE WHO PAYS.", "One Who Pays")],
    ids=["a name", "a pseudonym"],
)
def test_the_author_and_the_day_stand_below_the_valediction_in_its_line_or_in_that_of_the_text(
    closing: str, signature: str, author: str
) -> None:
    (draft,) = drafts_of(
        f"THE FERRY.\n\nTO THE EDITOR OF THE WICK ARGUS.\n\nSIR,—{WORDS}{closing}{signature}\n{BELOW}\n"
    )
    assert stated(draft) == (Kind.LETTER, "THE FERRY", (author,), "1926-05-06")


def test_letters_below_one_heading_keep_their_headlines_signatures_and_days_apart() -> None:
    text = (
        f"LETTERS TO THE EDITOR\n\nTHE FERRY\n\nSir,—{WORDS}\nI am, Sir, yours truly,\nA. M. COYLE.\n{BELOW}\n\n"
        f"THE TOWN BAND.\n\nSir,—{WORDS}\nYours, etc.,\nBERTHA LUNN.\n4, Castle Terrace.\n\n"
        f"A LOST DOG\n\nDear Sir:—{WORDS}\nYours truly,\nH. PENROSE\nMay 8, 1926.\n"
    )
    assert [stated(draft)[1:] for draft in drafts_of(text)] == [
        ("THE FERRY", ("A. M. Coyle",), "1926-05-06"),
        ("THE TOWN BAND", ("Bertha Lunn",), None),
        ("A LOST DOG", ("H. Penrose",), "1926-05-08"),
    ]


def test_a_day_above_a_headline_is_that_of_the_letter_above() -> None:
    letter = f"Sir,—{WORDS}\n\nYours truly,\n\n"
    text = (
        f"Letters to the Editor\n\nFerry\n\n{letter}Ada Birch\n\nWick, 6 May 1926\n\n"
        f"Band\n\n{letter}Otto Lisle\n\nThurso, 7 May 1926\n"
    )
    assert [(draft.title, draft.date.edtf) for draft in drafts_of(text)] == [
        ("Ferry", "1926-05-06"),
        ("Band", "1926-05-07"),
    ]


def test_names_below_the_last_words_sign_without_a_valediction_and_places_do_not() -> None:
    text = f"Letters\n\nSir – {WORDS}\nJANE DOE, Bath\n\nSir – {WORDS}\nTom Lunn\nAshford, Kent\n"
    assert [draft.authors for draft in drafts_of(text)] == [("Jane Doe",), ("Tom Lunn",)]


def test_an_address_of_several_lines_below_a_name_in_capitals_signs_nothing() -> None:
    letter = f"Sir, – {WORDS} – Yours, etc,\n"
    text = f"{letter}TOM LUNN,\nSalthill,\nCo Galway.\n\n{letter}JANE DOE,\nRathgar,\nDublin 6.\n"
    assert [draft.authors for draft in drafts_of(text)] == [("Tom Lunn",), ("Jane Doe",)]


def test_the_number_of_a_printed_letter_is_no_part_of_the_one_above() -> None:
    one = f"TO THE EDITOR OF THE WICK ARGUS.\n\nSir,—{WORDS}\n\nI am, Sir, your obedient servant,\n\nAN OLD PILOT.\n\n"
    drafts = drafts_of(text := f"[No. 12.]\n\n{one}[No. 13.]\n\n{one}")
    assert [text[draft.start : draft.end][-13:] for draft in drafts] == ["AN OLD PILOT."] * 2


@pytest.mark.parametrize(
    "text",
    [
        f"The inquiry\n\nChairman: When was it?\n\nSir: I saw it on Monday. {WORDS}\n\nGentlemen: we were there.\n",
        f'The ferry\n\n{WORDS}\n\n"Sir - it will sink," a letter to the editor said. I am, he said, not to blame.\n',
        f"Gentlemen, I stand before you tonight. {WORDS}\n\nGentlemen - it is our ferry. {WORDS}\n\nJANE DOE\n",
        f"{WORDS} Dear Mother, I said, I am never going again. Yours, Walter.\n",
    ],
    ids=["a hearing", "a report", "a speech", "a tale"],
)
def test_what_is_only_said_to_somebody_is_no_letter(text: str) -> None:
    assert [draft.kind for draft in drafts_of(text)] == [Kind.WEB_PAGE]


def test_a_line_of_running_text_that_begins_with_the_editor_addresses_nobody() -> None:
    assert is_to_the_editor("TO THE EDITOR OF THE WICK ARGUS.")
    assert not is_to_the_editor("To the editor who asked me for this")


def test_a_salutation_that_may_be_a_speaker_is_uncertain() -> None:
    salutations = [read_salutation(line) for line in ("Sir: I saw it", "SIR,—I saw it")]
    assert [each.certain for each in salutations if each] == [False, True]


def test_a_valediction_behind_a_sentence_needs_a_comma_or_a_name_in_capitals() -> None:
    assert read_run_in_valediction("It is late. I am, Sir, yours truly,") == read_valediction("Yours truly,")
    assert read_run_in_valediction("It is late. Yours, Walter.") is None
    assert read_run_in_valediction("It is late. I am yours truly") is None
