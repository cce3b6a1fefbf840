"""Letters found in made-up pages: where each begins and ends, who wrote it to whom and when, and what is not its."""

from __future__ import annotations

import pytest

from indexer.readers.text import text_blocks
from indexer.segmenters.base import Draft
from indexer.segmenters.letters import LettersSegmenter
from indexer.structure import Block, BlockKind, StructuredText
from search.model import DatePrecision, DocumentDate, Kind

SINGLE = """\
12 Mill Lane
Ashford
TN23 1AA

3 May 2016

Mr John Reed
Planning Officer
Ashford Borough Council

Dear Mr Reed,

Re: Application 14/0032, Mill Lane

I write to object to the proposal to close the footpath behind Mill Lane. It has been in use for as long as
anyone here can remember.

Yours sincerely,

Jane Doe
Chair, Mill Lane Residents' Association

P.S. I enclose the survey.

Enc.: Footpath survey, March 2015
"""

EXCHANGE = """\
The footpath letters

In the spring of 2016 the Mill Lane Residents' Association (MLRA) and the borough council wrote to each other about
the footpath. The MLRA replied on 30 May 2016, and its reply comes first.

From:

The Mill Lane Residents' Association

Ashford Ramblers; Friends of the Path; The Tuesday Walkers.

To:

Ashford Borough Council; Kent County Council

The path and the promise

Thank you for your reply of 20 May 2016. We are sorry that you would not meet us.

We shall put the matter to the ombudsman.

Appendix

Letter from the councils to MLRA, dated 20th May 2016:

Dear members of the Mill Lane Residents' Association,

Thank you for your letter. We have considered it with care, and see no reason to change the proposal.

Yours faithfully,

The Ashford Borough Council
The Kent County Council

MLRA Letter To The Councils – Keep The Path


The Mill Lane Residents' Association (MLRA) has two hundred members and meets on Tuesdays in the old school.


3 May 2016

From:

Mill Lane Residents' Association

To:

Ashford Borough Council

Kent County Council


The path and the promise

We write about the footpath behind Mill Lane [1]. It has been in use for as long as anyone can remember.

References

  1. https://ashford.example/paths/14
  2. Ashford Borough Council, Cabinet paper 12, May 2015.
Kent walks
Where to go on Sunday

The Rambler
Paths, stiles and tea
"""

COLLECTION = """\
XII. Abel to Bird

Deal, 3 May, 1838

My Dear Friend,--The harbour wants dredging again, and nobody will
pay for it.  I wrote to the Board in March, and have had no answer.

Yours ever,
           A. Abel

The stone has come from Portland, and is all of the wrong size.


XIII. Bird to Abel

5 Pier Road, Dover
7 June, 1838

Dear Abel,--I have your letter of the 3d of May.  The Board met on
Tuesday and talked of the weather.

                --Thomas Bird

-------
* A small harbour in Kent.
-------


XIV. Bird to Abel

Dover, August, 1838

Dear Abel,--Nothing has been done.
"""


def structured(text: str) -> StructuredText:
    return StructuredText(name="page.txt", media_type="text/plain", text=text, blocks=text_blocks(text))


def letters_in(text: str) -> list[Draft]:
    """The drafts of the page, in reading order."""
    proposal = LettersSegmenter().propose(structured(text))
    return list(proposal.drafts) if proposal else []


def confidence_for(text: str) -> float:
    proposal = LettersSegmenter().propose(structured(text))
    return proposal.confidence if proposal else 0.0


def day(edtf: str, stated_in: str, *, derived: bool = False) -> DocumentDate:
    return DocumentDate(edtf, DatePrecision.DAY, stated_in, derived)


def test_a_file_with_one_letter_is_one_letter_with_the_people_and_the_date_of_its_own_words() -> None:
    (letter,) = letters_in(SINGLE)
    assert (letter.kind, letter.title) == (Kind.LETTER, "Application 14/0032, Mill Lane")
    assert (letter.authors, letter.signatories, letter.recipients) == (("Jane Doe",), (), ("Mr John Reed",))
    assert letter.date == day("2016-05-03", "its dateline")


def test_a_letter_runs_from_its_salutation_to_its_postscript_and_enclosure() -> None:
    (letter,) = letters_in(SINGLE)
    words = SINGLE[letter.start : letter.end]
    assert words.startswith("Dear Mr Reed,")
    assert words.endswith("Enc.: Footpath survey, March 2015")


def test_a_page_with_an_exchange_gives_its_introduction_and_each_letter() -> None:
    drafts = letters_in(EXCHANGE)
    assert [draft.kind for draft in drafts] == [Kind.WEB_PAGE, Kind.LETTER, Kind.LETTER, Kind.LETTER]
    assert [draft.title for draft in drafts] == [
        "The footpath letters",
        "The path and the promise",
        "Letter from the councils to MLRA, dated 20th May 2016",
        "MLRA Letter To The Councils – Keep The Path",
    ]
    assert {draft.thread for draft in drafts[1:]} == {"The footpath letters"}


def test_the_letters_of_an_exchange_are_cut_at_their_first_and_last_words() -> None:
    ends = [
        (" ".join(EXCHANGE[draft.start : draft.end].split()[:4]), EXCHANGE[draft.start : draft.end].split()[-1])
        for draft in letters_in(EXCHANGE)
    ]
    assert ends == [
        ("In the spring of", "first."),
        ("Thank you for your", "ombudsman."),
        ("Dear members of the", "Council"),
        ("We write about the", "2015."),
    ]


def test_a_from_block_names_the_author_and_below_it_the_co_signatories() -> None:
    reply = letters_in(EXCHANGE)[1]
    assert reply.authors == ("Mill Lane Residents' Association",)
    assert reply.signatories == ("Ashford Ramblers", "Friends of the Path", "Tuesday Walkers")
    assert reply.recipients == ("Ashford Borough Council", "Kent County Council")


def test_bodies_that_sign_together_are_authors_of_equal_standing() -> None:
    answer = letters_in(EXCHANGE)[2]
    assert answer.authors == ("Ashford Borough Council", "Kent County Council")
    assert answer.signatories == ()


def test_an_acronym_stands_for_the_name_that_the_page_gives_with_it() -> None:
    assert letters_in(EXCHANGE)[2].recipients == ("Mill Lane Residents' Association",)


def test_each_date_says_where_it_was_found() -> None:
    assert [draft.date for draft in letters_in(EXCHANGE)] == [
        DocumentDate(),
        day("2016-05-30", "the page's introduction", derived=True),
        day("2016-05-20", "the heading 'dated 20th May 2016'"),
        day("2016-05-03", "its dateline"),
    ]


def test_a_letter_answers_the_one_whose_date_it_gives_and_one_without_a_date_the_only_one_before_it() -> None:
    drafts = letters_in(EXCHANGE)
    assert [draft.reply_to for draft in drafts] == [None, drafts[2].key, drafts[3].key, None]


def test_links_below_the_last_reference_are_in_no_letter() -> None:
    found = letters_in(EXCHANGE)
    assert found
    assert [draft for draft in found if "Kent walks" in EXCHANGE[draft.start : draft.end]] == []


def test_printed_letters_are_told_apart_by_their_headings_and_keep_postscripts_and_footnotes() -> None:
    letters = letters_in(COLLECTION)
    assert [letter.title for letter in letters] == ["XII. Abel to Bird", "XIII. Bird to Abel", "XIV. Bird to Abel"]
    assert COLLECTION[letters[0].start : letters[0].end].endswith("all of the wrong size.")
    assert COLLECTION[letters[1].start : letters[1].end].endswith("* A small harbour in Kent.")


def test_surnames_in_headings_are_given_as_fully_as_the_signatures_give_them() -> None:
    letters = letters_in(COLLECTION)
    assert [letter.authors for letter in letters] == [("A. Abel",), ("Thomas Bird",), ("Thomas Bird",)]
    assert [letter.recipients for letter in letters] == [("Thomas Bird",), ("A. Abel",), ("A. Abel",)]


def test_a_dateline_may_stand_on_two_lines_or_lack_its_day() -> None:
    dates = [(letter.date.edtf, letter.date.precision) for letter in letters_in(COLLECTION)]
    assert dates == [
        ("1838-05-03", DatePrecision.DAY),
        ("1838-06-07", DatePrecision.DAY),
        ("1838-08", DatePrecision.MONTH),
    ]


def test_a_date_without_its_year_is_of_the_year_before_the_answer() -> None:
    first, second, third = letters_in(COLLECTION)
    assert (first.reply_to, second.reply_to, third.reply_to) == (None, first.key, None)


def test_labels_in_one_line_each_head_a_letter() -> None:
    (letter,) = letters_in(
        "From: Mary Bell\nTo: Edgar Hale\nDate: 3 May 1922\nSubject: The reading room\n\n"
        "We need forty chairs, and somebody to mend the roof before the winter comes.\n"
    )
    assert (letter.title, letter.authors, letter.recipients) == ("The reading room", ("Mary Bell",), ("Edgar Hale",))
    assert letter.date == day("1922-05-03", "its header")


def test_an_open_letter_has_its_many_signers_as_signatories() -> None:
    names = [
        f"{first} {last}" for first in ("Anna", "Ben", "Carl", "Dora") for last in ("Abel", "Bird", "Cole", "East")
    ]
    (letter,) = letters_in(
        "Open letter to the Secretary of State for Transport\n\n3 February 2019\n\nDear Secretary of State,\n\n"
        "We ask you to keep the night train. It is the only one that many of us can take home.\n\n"
        "Yours faithfully,\n\n" + "\n".join(f"{name}, teacher" for name in names)
    )
    assert (letter.authors, letter.signatories) == ((), tuple(names))
    assert letter.recipients == ("Secretary of State for Transport",)


def test_names_listed_below_the_signature_sign_with_the_author() -> None:
    (letter,) = letters_in(
        "Dear Minister,\n\nThe night train is the only one that many of us can take home.\n\nIn solidarity,\n\n"
        "The Night Train Group\n\nSigned by:\n\n1. Anna Abel, nurse\n2. Ben Bird, baker\n3. Carl Cole\n"
    )
    assert (letter.authors, letter.signatories) == (("Night Train Group",), ("Anna Abel", "Ben Bird", "Carl Cole"))


def test_a_letter_in_the_middle_of_a_page_is_quoted_in_it() -> None:
    text = (
        "Why the council changed its mind\n\n"
        "For two years the council would not speak to the residents of Mill Lane about the path. Then, in May, this "
        "letter came through every door in the street.\n\n"
        "Dear residents,\n\nWe have listened to what you said and have decided to keep the footpath open.\n\n"
        "Yours sincerely,\n\nTom Hill\nLeader of the Council\n\n"
        "It was not what anybody had expected. The residents held a party on the path that Saturday, and the council "
        "sent a cake with a very small signpost on it.\n"
    )
    page, letter = letters_in(text)
    assert (page.kind, letter.kind, letter.quoted_in) == (Kind.WEB_PAGE, Kind.LETTER, page.key)
    assert page.start < letter.start < letter.end < page.end
    assert letter.authors == ("Tom Hill",)


def test_the_frame_of_a_page_is_in_no_letter() -> None:
    text = "Dear Minister,\n\nPlease keep the night train.\n\nYours,\n\nAnna Abel\n\nShare this:\nTwitter\nRelated\n"
    (letter,) = letters_in(text)
    assert text[letter.start : letter.end].endswith("Anna Abel")


def test_letters_to_an_editor_share_the_date_of_their_newspaper_and_keep_their_titles_apart() -> None:
    text = (
        "Ashford Courier\nFriday 26 September 2014\nLetters to the Editor\n\n\n"
        "The walk home\n\nDear Editor,\n\nNobody counted the widths that he swam.\n\nYours sincerely,\n\n"
        "Mary Bell\nBridge End, Ashford\n\n\n"
        "Parking\n\nDear Editor,\n\nI counted 388 cars and have no more to say.\n\nYours faithfully,\n\n"
        "Tom Hill\nCastle Road, Ashford\n"
    )
    letters = letters_in(text)
    assert [(letter.title, letter.authors) for letter in letters] == [
        ("The walk home", ("Mary Bell",)),
        ("Parking", ("Tom Hill",)),
    ]
    assert {letter.date for letter in letters} == {day("2014-09-26", "the page's heading", derived=True)}


def test_a_french_dateline_and_its_valediction_are_read() -> None:
    (letter,) = letters_in(
        "Lyon, le 3 mai 1891\n\nMon cher ami,\n\nLe jardin est en fleurs et nous vous attendons.\n\n"
        "Bien cordialement,\n\nJean Moreau\n"
    )
    assert (letter.date, letter.authors) == (day("1891-05-03", "its dateline"), ("Jean Moreau",))


def test_a_date_may_stand_below_the_signature() -> None:
    (letter,) = letters_in(
        "SIR,--The works will begin in the spring, if the money can be found.\n\n"
        "I am, Sir, your most obedient humble servant,\n                    EDW. HILL.\n\nDeal, 4th March, 1821.\n"
    )
    assert letter.authors == ("Edw. Hill",)
    assert letter.date == day("1821-03-04", "the dateline below its signature")


def test_letters_with_nothing_but_a_salutation_and_a_name_are_found() -> None:
    first, second = letters_in(
        "Dear Anna,\n\nThe boat leaves on Friday, and there is a berth for you.\n\nTom\n\n---\n\n"
        "Dear Tom,\n\nThank you for your letter. I have no wish to go to sea in March.\n\nAnna\n"
    )
    assert (first.authors, first.recipients) == (("Tom",), ("Anna",))
    assert (second.authors, second.recipients, second.reply_to) == (("Anna",), ("Tom",), first.key)


def test_an_unsigned_letter_in_a_collection_of_one_persons_letters_is_that_persons() -> None:
    letters = letters_in(
        "50.\n\nTO BIRD.\n\nMarch 7, 1809.\n\nThe curtain is not come.\n\nABEL.\n\n\n"
        "51.\n\nTO COLE.\n\n1809.\n\nSend me the trios.\n\nABEL.\n\n\n"
        "52.\n\nTO BIRD.\n\nI cannot come to-day, for want of a coat.\n"
    )
    assert [letter.authors for letter in letters] == [("Abel",)] * 3
    assert [letter.date.precision for letter in letters] == [
        DatePrecision.DAY,
        DatePrecision.YEAR,
        DatePrecision.UNKNOWN,
    ]


def test_a_letter_quoted_in_markdown_is_found_under_its_heading() -> None:
    text = "## Letter from Anna Abel to the council, 4 March 1987\n\n> Dear councillors,\n>\n> The tower leans.\n"
    source = StructuredText(
        name="tower.md",
        media_type="text/markdown",
        text=text,
        blocks=(
            Block(BlockKind.HEADING, 0, 53, level=2),
            Block(BlockKind.QUOTE, 55, 74, level=1),
            Block(BlockKind.QUOTE, 77, len(text) - 1, level=1),
        ),
    )
    proposal = LettersSegmenter().propose(source)
    assert proposal is not None
    (letter,) = proposal.drafts
    assert letter.authors == ("Anna Abel",)
    assert letter.date == day("1987-03-04", "the heading '4 March 1987'")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (SINGLE, 0.9, 1.0),
        (EXCHANGE, 0.9, 1.0),
        (COLLECTION, 0.9, 1.0),
        ("Dear Tom,\n\nIt was good to see you on Sunday.\n\nLove,\nMary\n", 0.7, 0.9),
        ("Dear Tom,\n\nIt was good to see you on Sunday.\n", 0.4, 0.6),
    ],
)
def test_the_more_structure_a_letter_shows_the_surer_the_segmenter_is(text: str, least: float, most: float) -> None:
    assert least <= confidence_for(text) <= most


ESSAY = (
    "On writing letters\n\nA letter is the most patient of forms. Dear reader, you may think that nobody writes them "
    "now. My grandfather wrote one every week from 1941 to 1945.\n\nTo the editor of a newspaper one writes "
    "differently. One begins with Sir, and ends with a name.\n\nYours, as they say, sincerely.\n"
)
NEWS = (
    "Council rejects footpath plea\n\nBy Jane Doe\n3 May 2016\n\nAshford Borough Council has rejected a plea to keep "
    "the footpath open, a spokesman said on Tuesday.\n\nIn a letter to the residents, the council's chief executive "
    'said the path was "not needed".\n'
)
CODE = (
    "# From: the settings\nimport os\n\ndef main(To: str) -> None:\n"
    '    """Dear maintainer, fix this.\n\n    Regards\n    """\n'
)
MINUTES = "Minutes of the meeting, 3 May 2016\n\nPresent: Jane Doe, Tom Hill\n\n1. The chair opened the meeting.\n"
DIARY = "3 May 1891\n\nWalked to the mill with Tom.\n\n4 May 1891\n\nRain all day. Wrote to Anna.\n"
PAPER = (
    "Response to the consultation on footpaths\n\n3 May 2016\n\nThe association has two hundred members.\n\n"
    "1. The path should stay open.\n\nMill Lane Residents' Association\n"
)
BUTTONS = (
    "Subscribe to Newsletter\n\nPosted on 3 May 2016\n\nThe ferry will sail on Sunday after all, the board said.\n\n"
    "Post to Facebook\n\n4 May 2016\n\nThe pier was closed again on Monday, and nobody was told.\n\nHarbour News\n"
)
HEADLINES = (
    "The Ferry Makes a Stop\n\n3 May 2016\n\nThe ferry called at the pier of the village on Sunday.\n\nPier News\n\n"
    "Old Harbour Gets a Wall\n\n4 May 2016\n\nThe wall of the harbour is to be rebuilt by the board.\n\nPier News\n"
)


@pytest.mark.parametrize("text", [ESSAY, NEWS, CODE, MINUTES, DIARY, PAPER, BUTTONS, HEADLINES, "", "Dear"])
def test_what_is_no_letter_is_not_taken_for_one(text: str) -> None:
    assert letters_in(text) == []


def test_salutations_in_a_forum_thread_count_for_less_than_the_thread() -> None:
    post = "Joined: 3 May 2016\nPosts: 95\n\nDear all,\n\nDoes anyone know when the march starts?\n\nRegards,\nTom\n\n"
    assert confidence_for(post * 3) < 0.5
