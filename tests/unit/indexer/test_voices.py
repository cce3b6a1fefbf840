"""Own words and quoted words in plain text, e-mail, BBCode, copied pages and letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.model import Kind
from tests.unit.indexer.voices import OWN, UNNAMED, told_by_file, told_in


def test_marked_lines_are_quoted_and_the_line_above_says_whom() -> None:
    text = (
        "Hello all,\n\nOn 6 March 2014 at 10:52, Ada Birch <ada@example.org> wrote:\n> The ferry leaks.\n\nIt does not."
    )

    assert told_in(text, Kind.EMAIL) == [
        (OWN, "Hello all,"),
        ("Ada Birch", "On 6 March 2014 at 10:52, Ada Birch <ada@example.org> wrote: > The ferry leaks."),
        (OWN, "It does not."),
    ]


def test_answers_between_quoted_points_are_own_and_the_points_stay_their_authors() -> None:
    text = "Ada Birch wrote:\n> Who pays?\nThe board.\n> And when?\nIn May."

    assert told_in(text, Kind.EMAIL) == [
        ("Ada Birch", "Ada Birch wrote: > Who pays?"),
        (OWN, "The board."),
        ("Ada Birch", "> And when?"),
        (OWN, "In May."),
    ]


def test_what_is_quoted_within_a_quotation_is_its_own_authors() -> None:
    text = "On Mon, 3 Mar 2014, Otto wrote:\n> On Sun, 2 Mar 2014, Ada wrote:\n> > It leaks.\n> Where?\n\nBy the pier."

    assert told_in(text, Kind.EMAIL) == [
        ("Otto", "On Mon, 3 Mar 2014, Otto wrote:"),
        ("Ada", "> On Sun, 2 Mar 2014, Ada wrote: > > It leaks."),
        ("Otto", "> Where?"),
        (OWN, "By the pier."),
    ]


@pytest.mark.parametrize(
    ("attribution", "name"),
    [
        ("Ada Birch wrote:", "Ada Birch"),
        ("Ada Birch <ada@example.org> writes:", "Ada Birch"),
        ("On 4/2/19 7:24 AM, Ada Birch wrote:", "Ada Birch"),
        ("On Thu, Jun 25, 2015 at 10:52:03 +0100, Ada Birch wrote:", "Ada Birch"),
        ("On Thu, 25 Jun 2015 10:52 user123 wrote:", "user123"),
        ("On 25 June 2015 at 10:52 BST, Birch, Ada wrote:", "Birch, Ada"),
        ("On Thursday, June 25, 2015, at 10:52 AM, ada@example.org\nwrote:", "ada@example.org"),
        ("On Thursday, 25 June 2015,\nAda Birch (ada at example.org) wrote:", "Ada Birch"),
        ("At 3:23 PM +0100 1/17/03, Ada Birch wrote:", "Ada Birch"),
        ("In message <123@example.org>, Ada Birch writes:", "Ada Birch"),
        ("Am 25.06.2015 um 10:52 schrieb Ada Birch:", "Ada Birch"),
        ("Ada Birch schrieb am 25.06.2015 um 10:52 Uhr:", "Ada Birch"),
        ("Le 25 juin 2015 à 10:52, Ada Birch a écrit :", "Ada Birch"),
        ("Op 25 juni 2015 schreef Ada Birch:", "Ada Birch"),
    ],
)
def test_attributions_name_the_one_quoted(attribution: str, name: str) -> None:
    told = told_in(f"First.\n\n{attribution}\n> The ferry leaks.", Kind.EMAIL)

    assert told == [(OWN, "First."), (name, f"{' '.join(attribution.split())} > The ferry leaks.")]


@pytest.mark.parametrize(
    "line", ["This is what she wrote:", "In her report to the board she said:", "You may remember that we wrote:"]
)
def test_a_sentence_that_introduces_a_quotation_is_the_writers_own(line: str) -> None:
    assert told_in(f"{line}\n> The ferry leaks.", Kind.EMAIL) == [(OWN, line), (UNNAMED, "> The ferry leaks.")]


def test_a_message_of_nothing_but_marked_lines_quotes_all_of_it() -> None:
    assert told_in("> The ferry leaks.\n> It always did.", Kind.EMAIL) == [
        (UNNAMED, "> The ferry leaks. > It always did.")
    ]


def test_marks_without_words_are_no_quotation() -> None:
    assert told_in("Above.\n\n>\n\nBelow.") == [(OWN, "Above. > Below.")]


def test_a_message_below_a_reply_is_quoted_from_its_sender_with_its_headers() -> None:
    below = "From: Ada Birch <ada@example.org>\nSent: 25 June 2015 10:52\nTo: Otto\nSubject: Ferry\n\nIt leaks."
    text = f"I know.\n\n-----Original Message-----\n{below}"

    assert told_in(text, Kind.EMAIL) == [
        (OWN, "I know."),
        ("Ada Birch", f"-----Original Message----- {' '.join(below.split())}"),
    ]


def test_a_message_sent_on_with_marks_is_its_senders_as_its_fields_say() -> None:
    quoted = "> Subject: Ferry\n> From: Ada Birch <ada@pier.example>\n> Date: 3 May 2015\n>\n> It leaks."
    told = told_in(f"See below.\n\nBegin forwarded message:\n\n{quoted}\n\nWhat now?", Kind.EMAIL)
    assert [who for who, _ in told] == [OWN, "Ada Birch", OWN]
    assert told[1][1].endswith("> It leaks.")


def test_below_a_rule_the_sender_may_stand_under_other_fields() -> None:
    fields = "Subject: Ferry\nDate: 3 May 2015\nFrom: Ada Birch <ada@pier.example>\nTo: Tom Bell"
    ruled = told_in(f"See below.\n\n-------- Forwarded Message --------\n{fields}\n\nIt leaks.", Kind.EMAIL)
    assert [who for who, _ in ruled] == [OWN, "Ada Birch"]
    assert [who for who, _ in told_in(f"See below.\n\n{fields}\n\nIt leaks.", Kind.EMAIL)] == [OWN]


def test_headers_in_the_middle_of_a_letter_are_no_enclosed_message() -> None:
    text = "I know.\n\nFrom: the pier\nSent: to the board\nTo: nobody"

    assert told_in(text, Kind.LETTER) == [(OWN, " ".join(text.split()))]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("[quote]", UNNAMED),
        ("[quote=Ada Birch]", "Ada Birch"),
        ('[quote="Ada Birch"]', "Ada Birch"),
        ('[quote="ada, post:3, topic:12"]', "ada"),
        ("[QUOTE=ada;17]", "ada"),
        ("[quote author=Ada Birch link=topic=1.msg2#msg2 date=1435222320]", "Ada Birch"),
    ],
)
def test_bbcode_quotations_end_with_their_tag(tag: str, name: str) -> None:
    told = told_in(f"Well. {tag}It leaks.[/quote] Where?")

    assert told == [(OWN, "Well."), (name, f"{tag}It leaks.[/quote]"), (OWN, "Where?")]


def test_a_tag_without_its_partner_is_no_quotation() -> None:
    assert told_in("Type [quote] to quote.") == [(OWN, "Type [quote] to quote.")]


def test_a_bbcode_quotation_within_another_is_its_own_authors() -> None:
    told = told_in("[quote=otto][quote=ada]It leaks.[/quote] Where?[/quote]\nThere.")

    assert told == [
        ("otto", "[quote=otto]"),
        ("ada", "[quote=ada]It leaks.[/quote]"),
        ("otto", "Where?[/quote]"),
        (OWN, "There."),
    ]


def test_of_a_copied_page_the_quotation_is_what_another_post_says() -> None:
    thread = (
        "Post by ada » Thu Jun 25, 2015 10:52 am\n\nThe ferry leaks by the stern.\nSomebody must bail it out.\n\n"
        "Post by otto » Thu Jun 25, 2015 11:14 am\n\nada wrote:\nThe ferry leaks by the stern.\nI never saw it.\n"
    )

    assert told_in(thread, posters=("ada", "otto"))[-2:] == [
        ("ada", "ada wrote: The ferry leaks by the stern."),
        (OWN, "I never saw it."),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Quote:", UNNAMED),
        ("Quote from: Ada Birch on June 25, 2015, 10:52:04 AM", "Ada Birch"),
        ("Originally Posted by Ada Birch View Post", "Ada Birch"),
        ("Ada Birch wrote: ↑Thu Jun 25, 2015 10:52 am", "Ada Birch"),
        ("QUOTE (Ada Birch @ Jun 25 2015, 10:52 AM)", "Ada Birch"),
    ],
)
def test_of_a_copied_page_a_box_goes_to_the_end_of_its_paragraph(title: str, name: str) -> None:
    assert told_in(f"{title}\nIt leaks.\n\nWhere?") == [(name, f"{title} It leaks."), (OWN, "Where?")]


def test_a_quotation_on_one_line_with_the_name_of_a_poster_is_that_line() -> None:
    text = "ada wrote: It leaks by the stern.\n\nWhere?"

    assert told_in(text, posters=("ada",)) == [("ada", "ada wrote: It leaks by the stern."), (OWN, "Where?")]
    assert told_in(text, posters=("otto",)) == [(OWN, "ada wrote: It leaks by the stern. Where?")]


def test_somebody_who_posted_nothing_here_is_introduced_by_the_author() -> None:
    assert told_in("Keats wrote:\nA thing of beauty.\n\nSo he did.") == [
        (OWN, "Keats wrote: A thing of beauty. So he did.")
    ]


LETTER = """My dear Otto,

The board has answered at last. I copy it for you:

    The ferry is sound in every part, and the water that is found in it of a
    morning is the rain of the night before.

You may think of this what you like. The account is:

    Tar      2s
    Oakum    1s

Yours, Ada"""


def test_prose_set_in_below_a_colon_in_a_letter_is_quoted_and_accounts_are_not() -> None:
    told = told_in(LETTER, Kind.LETTER)

    assert [who for who, _ in told] == [OWN, UNNAMED, OWN]
    assert told[1][1].startswith("The ferry is sound")
    assert told[1][1].endswith("the night before.")


def test_indented_lines_of_a_post_stay_its_authors() -> None:
    assert [who for who, _ in told_in(LETTER, Kind.FORUM_POST)] == [OWN]


def test_inline_quotation_marks_stay_own_words() -> None:
    text = "She said “the ferry leaks by the stern, and has done so since March”, and I believe her."

    assert told_in(text) == [(OWN, text)]


def test_markdown_quotes_with_the_line_above_naming_their_author(tmp_path: Path) -> None:
    text = "# Ferry\n\nThis is odd.\n\nAda Birch wrote:\n\n> The ferry leaks\nby the stern.\n\nDoes it?\n"

    assert told_by_file(tmp_path / "note.md", text) == [
        [
            (OWN, "# Ferry This is odd."),
            ("Ada Birch", "Ada Birch wrote: > The ferry leaks by the stern."),
            (OWN, "Does it?"),
        ]
    ]


def test_marks_in_code_are_no_quotation(tmp_path: Path) -> None:
    text = "# Shell\n\nType this:\n\n```\n> ls\n```\n\nThat is all.\n"

    assert [[who for who, _ in told] for told in told_by_file(tmp_path / "note.md", text)] == [[OWN]]


def test_a_letter_pasted_into_a_post_is_its_authors_own_words(tmp_path: Path) -> None:
    body = "\n\n".join(["We ask the council to keep the pool open, as it was left to the town for good."] * 4)
    thread = (
        "Post by otto » Thu Jun 25, 2015 10:52 am\n\nHere is the open letter that the Friends of the Pool sent to the "
        f"Council:\n\nDear Council,\n\n{body}\n\nYours faithfully,\nAda Birch\n\n\n"
        "Post by ada » Thu Jun 25, 2015 11:14 am\n\nWell done.\n"
    )
    told = told_by_file(tmp_path / "thread.txt", thread)

    assert len(told) == 3
    assert [[who for who, _ in document] for document in told] == [[OWN], [OWN], [OWN]]
