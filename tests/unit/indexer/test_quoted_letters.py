"""Letters pasted into posts: a document of its own, with author, recipients and a date from the post."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from indexer.segmenters import Draft
from search.model import DatePrecision, Kind
from tests.unit.indexer.posts import quoted
from tests.unit.indexer.structured import plain_text

BODY = (
    "The level crossing at Sable Lane is the only way to school for sixty children. To shut it is to send them along a "
    "road without a pavement, past a quarry, in the dark of winter.\n\n"
    "We have counted the trains. There are nine a day. No accident has happened there since the line was built.\n\n"
    "We call on you to publish the risk assessment, and to walk the road with us before anything is decided."
)


def the_letter(post: str) -> tuple[Draft, str]:
    """The one letter quoted in a post, and its words."""
    (letter,), text = quoted(post)
    assert letter.kind is Kind.LETTER
    return letter, text[letter.start : letter.end]


@pytest.mark.parametrize(
    "introduction",
    [
        "The text of the open letter is as follows:",
        "Here is the full text of the letter:",
        "Here's our open letter to the council:",
        "Open letter to the county council:",
        "We have sent the following open letter to the council:",
        "The letter reads:",
        "They are meeting on Monday. Below is the letter that the school sent:",
        "The open letter follows below.",
    ],
)
def test_an_introducing_line_opens_a_letter(introduction: str) -> None:
    _, words = the_letter(f"Bad news.\n\n{introduction}\n\n{BODY}")
    assert words == BODY


@pytest.mark.parametrize("introduction", ["Here it is in full:", "The text is as follows:", "It reads:"])
def test_an_introducing_line_may_refer_to_a_letter_named_before(introduction: str) -> None:
    letter, words = the_letter(f"Ada Birch has sent an open letter to the mayor.\n\n{introduction}\n\n{BODY}")
    assert words == BODY
    assert letter.title == "Open letter from Ada Birch to mayor"
    assert quoted(f"The mayor spoke.\n\n{introduction}\n\n{BODY}")[0] == []


def test_its_date_is_the_day_of_the_post_and_says_so() -> None:
    letter, _ = the_letter(f"The text of the open letter is as follows:\n\n{BODY}")
    assert (letter.date.edtf, letter.date.precision) == ("2014-05-05", DatePrecision.DAY)
    assert (letter.date.stated_in, letter.date.derived) == ("the enclosing post", True)


@pytest.mark.parametrize("dateline", ["3 May 2014", "Carrow, 3 May 2014"])
def test_a_dateline_of_its_own_goes_before_the_post(dateline: str) -> None:
    letter, words = the_letter(f"Here is the text of our letter:\n\n{dateline}\n\nDear Ms Hobbs,\n\n{BODY}")
    assert (letter.date.edtf, letter.date.stated_in, letter.date.derived) == ("2014-05-03", "its dateline", False)
    assert words.startswith(dateline)


@pytest.mark.parametrize(
    ("cue", "authors", "recipients"),
    [
        (
            "Bridge Users is circulating an open letter to the council, Valley Rail and all clerks asking for time.",
            ("Bridge Users",),
            ("council", "Valley Rail", "all clerks"),
        ),
        (
            "The Friends of Fen have written an open letter to Ms Hobbs, the Board and the Office for Arts and Sport.",
            ("Friends of Fen",),
            ("Ms Hobbs", "Board", "Office for Arts and Sport"),
        ),
        (
            "There is an open letter from Sable Lane School to teachers and parents.",
            ("Sable Lane School",),
            ("teachers", "parents"),
        ),
        (
            "This is about Ada Birch's open letter to the Food and Farming Union.",
            ("Ada Birch",),
            ("Food and Farming Union",),
        ),
        ("An open letter to the mayor by Tom Reed is going round.", ("Tom Reed",), ("mayor",)),
        ("They have sent an open letter to MPs.", (), ("MPs",)),
    ],
)
def test_who_wrote_it_to_whom_is_told_by_the_post(
    cue: str, authors: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    letter, _ = the_letter(f"{cue}\n\nThe text of the open letter is as follows:\n\n{BODY}")
    assert (letter.authors, letter.recipients) == (authors, recipients)


def test_salutation_and_signature_tell_what_the_post_does_not() -> None:
    letter, words = the_letter(
        f"We sent this letter on Friday:\n\nDear Councillor Hobbs,\n\n{BODY}\n\n"
        "Yours sincerely,\n\nAda Birch\nTom Reed\n\nI hope that they read it."
    )
    assert letter.authors == ("Ada Birch",)
    assert letter.signatories == ("Tom Reed",)
    assert letter.recipients == ("Councillor Hobbs",)
    assert words.endswith("Tom Reed")


def test_the_name_in_the_signature_completes_the_one_in_the_post() -> None:
    letter, _ = the_letter(
        f"The Friends have sent an open letter to the mayor:\n\nDear Mayor,\n\n{BODY}\n\nYours faithfully,\n\n"
        "Friends of Carrow Library"
    )
    assert letter.authors == ("Friends of Carrow Library",)


@pytest.mark.parametrize(
    "afterword",
    [
        "For more information contact:",
        "For further information please contact Jo on 01234 567890.",
        "Contact: jo@crossing.example",
        "https://crossing.example/letter",
        "Read more at crossing.example",
        "[end of letter]",
        "----------",
        "I'll hand it in on Tuesday.",
        "What do people think?",
        "Please sign it!",
        "kit wrote:\n> and the quarry?",
    ],
)
def test_the_letter_ends_where_something_else_begins(afterword: str) -> None:
    _, words = the_letter(f"The text of the open letter is as follows:\n\n{BODY}\n\n{afterword}")
    assert words == BODY


def test_a_letter_without_blank_lines_is_found_below_its_introduction() -> None:
    lines = BODY.replace("\n\n", "\n")
    _, words = the_letter(f"The text of the open letter is as follows:\n{lines}\nI'll hand it in on Tuesday.")
    assert words == lines


def test_a_heading_above_the_salutation_is_the_title() -> None:
    letter, words = the_letter(
        f"Here is the text of the letter:\n\nThink again about Sable Lane\n\nDear Ms Hobbs,\n\n{BODY}"
    )
    assert letter.title == "Think again about Sable Lane"
    assert words.startswith(letter.title)


def test_a_letter_without_a_heading_is_titled_by_who_wrote_to_whom() -> None:
    letter, _ = the_letter(f"Valley Rail has published an open letter to the council:\n\n{BODY}")
    assert letter.title == "Open letter from Valley Rail to council"


@pytest.mark.parametrize(
    "post",
    [
        f"I wrote a letter to my MP about three things:\n\n1. {BODY}",
        f"I followed the rules to the letter:\n\n{BODY}",
        "Here is the text of the letter:\n\nNo.",
        f"Has anybody read the letter?\n\n{BODY}",
        f"Dear all,\n\n{BODY}\n\nYours sincerely,\n\nIvo",
        f"{BODY}\n\nThe letter reads:",
    ],
)
def test_talk_about_letters_divides_no_post(post: str) -> None:
    assert quoted(post)[0] == []


def test_prose_that_is_no_post_is_not_searched_for_letters() -> None:
    text = f"On letters\n\nThe text of the open letter is as follows:\n\n{BODY}"
    assert [draft.kind for draft in segment(plain_text(text)).drafts if draft.quoted_in] == []
