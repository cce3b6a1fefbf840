"""The parts of a letter, each read from a line: salutations, valedictions, headings, datelines, names."""

from __future__ import annotations

import pytest

from indexer.segmenters.letters.correspondents import Senders, read_recipients, read_senders
from indexer.segmenters.letters.datelines import is_dateline_without_year, read_dateline
from indexer.segmenters.letters.headings import Form, read_heading
from indexer.segmenters.letters.labels import Field, read_label
from indexer.segmenters.letters.marks import is_footnote, is_page_line, is_postscript
from indexer.segmenters.letters.name_forms import defined_acronyms, eased_word, full_forms
from indexer.segmenters.letters.names import clean_name, is_body, person_in, split_names
from indexer.segmenters.letters.salutations import read_salutation
from indexer.segmenters.letters.signatures import signers
from indexer.segmenters.letters.valedictions import read_valediction


@pytest.mark.parametrize(
    ("line", "whom", "alone"),
    [
        ("Dear Mr Smith,", "Mr Smith", True),
        ("Dear members of the Mill Lane Association,", "Mill Lane Association", True),
        ("Dear Friends of the Path,", "Friends of the Path", True),
        ("Dear Mrs Abel and dear friends of the tower,", "Mrs Abel", True),
        ("Dear Anna", "Anna", True),
        ("Dear Sir or Madam,", None, True),
        ("Dear Sir/Madam,", None, True),
        ("To whom it may concern:", None, True),
        ("To the Editor:", "Editor", True),
        ("My Dear Friend,--The harbour wants dredging", None, False),
        ("MY DEAR BIRD, This must not be told", "Bird", False),
        ("Dear Mr. Hale,—They tell me that the roof", "Mr. Hale", False),
        ("Sir,--The parcel came on Monday", None, False),
        ("Monsieur,", None, True),
        ("Sehr geehrte Frau Braun,", "Frau Braun", True),
    ],
)
def test_a_salutation_names_whom_it_greets_unless_it_names_nobody(line: str, whom: str | None, alone: bool) -> None:
    salutation = read_salutation(line)
    assert salutation is not None
    assert ((salutation.whom or "").lower(), salutation.alone) == ((whom or "").lower(), alone)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Dear me, what a day",
        "dear friend,",
        "Dear reader, you may think otherwise.",
        "Sirens were heard.",
        "A dear price,",
    ],
)
def test_a_line_that_greets_nobody_is_no_salutation(line: str) -> None:
    assert read_salutation(line) is None


@pytest.mark.parametrize(
    ("line", "signer"),
    [
        ("Yours sincerely,", None),
        ("Yours ever--most truly,", None),
        ("Believe me, yours very truly,", None),
        ("I am, Sir, your most obedient humble servant,", None),
        ("Your affectionate", None),
        ("As ever, your true friend,", None),
        ("In solidarity,", None),
        ("Kind regards", None),
        ("With my best wishes, and those of the mayor, who cannot swim,", None),
        ("Sincerely, Jane Doe", "Jane Doe"),
        ("Mit freundlichen Grüßen", None),
        ("For and on behalf of", None),
    ],
)
def test_a_valediction_is_read_with_the_name_in_its_line(line: str, signer: str | None) -> None:
    valediction = read_valediction(line)
    assert valediction is not None
    assert valediction.signer == signer


@pytest.mark.parametrize(
    "line", ["", "Yours was the first answer that we had.", "Thank you for your letter,", "The best regards the worst."]
)
def test_a_sentence_is_no_valediction(line: str) -> None:
    assert read_valediction(line) is None


@pytest.mark.parametrize(
    ("words", "form", "sender", "recipient", "date"),
    [
        ("Letter from A. Abel to Ben Bird, dated 3 May 1891:", Form.WORDED, "A. Abel", "Ben Bird", "1891-05-03"),
        ("Letter from the councils to MLRA", Form.WORDED, "councils", "MLRA", None),
        ("The Council’s reply, 11 March 1987", Form.WORDED, "Council", None, "1987-03-11"),
        ("MLRA Letter To The Councils – Keep The Path", Form.WORDED, "MLRA", "Councils", None),
        ("Open letter to the members of Deal Town Council", Form.WORDED, None, "Deal Town Council", None),
        ("XII. Abel to Bird", Form.EXCHANGE, "Abel", "Bird", None),
        ("Letter 2: Mary Bell to Edgar Hale", Form.EXCHANGE, "Mary Bell", "Edgar Hale", None),
        ("TO THE REV. HENRY COLE.[1]", Form.RECIPIENT, None, "Rev. Henry Cole", None),
        ("To Mrs. Bell, in St. Louis:", Form.RECIPIENT, None, "Mrs. Bell", None),
    ],
)
def test_a_heading_states_who_wrote_to_whom_and_when(
    words: str, form: Form, sender: str | None, recipient: str | None, date: str | None
) -> None:
    heading = read_heading(words)
    assert heading is not None
    assert (heading.form, heading.sender, heading.recipient) == (form, sender, recipient)
    assert (heading.date.edtf if heading.date else None) == date


@pytest.mark.parametrize(
    "words",
    [
        "We look forward to your reply to our plan.",
        "Village Halls in Response to Rain",
        "Response to the consultation on footpaths",
        "This letter is to request a meeting",
        "From theory to practice",
        "Minutes of the meeting",
        "Is this a letter to nobody?",
    ],
)
def test_a_title_or_sentence_about_something_else_is_no_heading_of_a_letter(words: str) -> None:
    assert read_heading(words) is None


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("21 March 2016", "2016-03-21"),
        ("Ashford, 17 October, 1838", "1838-10-17"),
        ("CASTLE HILL, _August_ 3, 1758.", "1758-08-03"),
        ("5 Pier Row, Dover, Kent 7 November, 1838", "1838-11-07"),
        ("Lyon, le 3 mai 1891", "1891-05-03"),
        ("Leiden, February 27, 1740, N.S.", "1740-02-27"),
        ("Town Hall, Deal, August, 1934", "1934-08"),
        ("Vienna, 1809", "1809"),
        ("The Autumn of 1817.", "1817"),
        ("1800.[1]", "1800"),
    ],
)
def test_a_dateline_gives_the_date_beside_its_place(words: str, edtf: str) -> None:
    date = read_dateline(words)
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize(
    "words",
    [
        "Posted on 3 May 2016 by Jane Doe",
        "3 May 2016 10:52",
        "The council met on 3 May 2016",
        "From 3 May 2016 to 4 May 2016",
        "Deal, August 5th, '56.",
    ],
)
def test_other_lines_with_a_date_are_no_datelines(words: str) -> None:
    assert read_dateline(words) is None


def test_a_dateline_without_its_century_is_known_as_one_all_the_same() -> None:
    assert is_dateline_without_year("Deal, August 5th, '56.")
    assert not is_dateline_without_year("Deal has two may poles")


def test_labels_are_known_with_their_value_and_alone() -> None:
    assert [read_label(line) for line in ("From", "plain words", "Note: this")] == [read_label("From:"), None, None]
    label = read_label("Subject: The reading room")
    assert label is not None
    assert (label.field, label.value) == (Field.SUBJECT, "The reading room")


def test_a_from_block_of_one_list_names_authors_and_a_list_below_a_name_its_co_signatories() -> None:
    assert read_senders(["Abel Trust; Bird Trust"]) == Senders(("Abel Trust", "Bird Trust"))
    assert read_senders(["The Abel Trust", "Bird Trust; Cole Trust."]) == Senders(
        ("Abel Trust",), ("Bird Trust", "Cole Trust")
    )
    assert read_senders(["Jane Doe", "Mill Lane Association", "12 Mill Lane"]) == Senders(("Jane Doe",))


def test_a_to_block_gives_one_recipient_a_line_but_not_the_lines_of_an_address() -> None:
    assert read_recipients(["Abel Trust", "Bird Council"]) == ("Abel Trust", "Bird Council")
    assert read_recipients(["Mr John Reed, Planning Officer", "Bird Council", "1 High Street"]) == ("Mr John Reed",)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Jane Doe", "Chair, Mill Lane Residents' Association"], ("Jane Doe",)),
        (["Jane Doe", "Ashford Borough Council"], ("Jane Doe",)),
        (["Jane Doe, Chair", "Tom Hill, Secretary"], ("Jane Doe", "Tom Hill")),
        (["Jane Doe and Tom Hill"], ("Jane Doe", "Tom Hill")),
        (["Mary Bell", "Bridge End, Ashford"], ("Mary Bell",)),
        (["The Abel Council", "Bird Leisure", "Cole Consulting"], ("Abel Council", "Bird Leisure", "Cole Consulting")),
        (["--T. Abel"], ("T. Abel",)),
        (["Jane Doe", "Tel: 01234 567890", "www.example.org"], ("Jane Doe",)),
        (["1. Anna Abel, nurse", "2. Ben Bird"], ("Anna Abel", "Ben Bird")),
        (["Mary"], ("Mary",)),
        (["Head of Planning"], ()),
        ([], ()),
    ],
)
def test_a_signature_block_names_those_who_sign_and_not_their_roles_and_addresses(
    lines: list[str], names: tuple[str, ...]
) -> None:
    assert signers(lines) == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Abel Trust", "Abel Trust"),
        (" Abel Trust.", "Abel Trust"),
        ("HENRY COLE, ESQ.", "Henry Cole, Esq."),
        ("SECRETARY OF STATE", "Secretary of State"),
        ("NATO", "NATO"),
        ("Jane Doe <jane@example.org>", "Jane Doe"),
        ("Abel & Co.", "Abel & Co."),
        ("T. Abel*", "T. Abel"),
    ],
)
def test_a_name_is_given_without_what_surrounds_it(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_persons_and_bodies_are_told_apart() -> None:
    assert [person_in(name) for name in ("Dr Jane Doe, Chair", "T. Abel", "Pieter van Dijk")] == [
        "Dr Jane Doe",
        "T. Abel",
        "Pieter van Dijk",
    ]
    for name in ("Mill Lane Association", "College of Surgeons", "Doctors for Trees", "The Ramblers"):
        assert (person_in(name) if name != "The Ramblers" else None, is_body(name)) == (None, True)


def test_a_comma_parts_persons_and_not_the_words_of_a_body() -> None:
    assert split_names("Anna Abel, Ben Bird and Carl Cole") == ("Anna Abel", "Ben Bird", "Carl Cole")
    assert split_names("Alliance for Trees and Water") == ("Alliance for Trees and Water",)


def test_acronyms_are_taken_where_their_letters_begin_the_words_before_them() -> None:
    text = "The Mill Lane Association’s (MLA) path. It cost money (VAT). Friends of the Deal Pier (FDP) paid."
    assert defined_acronyms(text) == {"MLA": "Mill Lane Association", "FDP": "Friends of the Deal Pier"}


def test_a_bare_surname_is_of_whoever_bears_it_most_often() -> None:
    names = ["Abel", "Abel", "T. Abel", "T. Abel", "Thomas Abel", "Jane Abel", "Bird"]
    forms = full_forms(names, "letters between Thomas Abel and Ralph Waldo Bird")
    assert forms["Abel"] == forms["T. Abel"] == "Thomas Abel"
    assert (forms["Jane Abel"], forms["Bird"]) == ("Jane Abel", "Ralph Waldo Bird")


def test_a_surname_that_two_people_bear_equally_often_stays_as_it_is() -> None:
    assert full_forms(["Abel", "Thomas Abel", "Jane Abel"], "")["Abel"] == "Abel"


def test_a_word_in_capitals_is_a_name_unless_the_text_uses_it_as_an_acronym() -> None:
    assert eased_word("BIRD", "TO BIRD.\n\nI saw Bird on Monday.") == "Bird"
    assert eased_word("NATO", "a letter to NATO on arms") == "NATO"
    assert eased_word("BBC", "BBC") == "BBC"


def test_what_stands_around_a_letter_is_known_by_its_words() -> None:
    assert is_postscript("P.S.--I must ask you one question")
    assert is_footnote("[Footnote 1: A small harbour.]")
    assert not is_footnote("*Written for a sample.*")
    assert [is_page_line(words) for words in ("Leave a Reply", "Share this:", "Letters about the tower")] == [
        True,
        True,
        False,
    ]
