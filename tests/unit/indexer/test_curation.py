"""Corrections by hand: what a person may write beside a source, and what comes of it."""

from __future__ import annotations

import pytest

from indexer.curation import CorrectionError, curate, parse_correction
from indexer.segmentation import SegmentedSource, segment
from indexer.segmenters.base import Draft
from search.model import DatePrecision, Kind
from tests.unit.indexer.structured import plain_text

LETTERS = """The Boathouse, Wick Ferry

3 May 2015

Dear Mr Quill,

The ferry has not sailed since Monday. Nobody at the harbour can say why.

Yours sincerely,

Ada Birch

The Harbour Office, Wick

5 May 2015

Dear Ms Birch,

It will sail on Friday.

Yours sincerely,

Otto Quill
"""

THREAD = """Ferry timetable

Post by marina » Mon May 05, 2014 9:15 am

Has anybody heard when the ferry sails again? The harbour master wrote to the paper: The ferry sails when it sails.

Post by tobias » Mon May 05, 2014 11:40 am

Thanks!

Post by marina » Tue May 06, 2014 8:02 am

Thanks!
"""


def corrected(text: str, correction: str) -> SegmentedSource:
    return curate(segment(plain_text(text)), parse_correction(correction.encode()))


def words_of(segmented: SegmentedSource, draft: Draft) -> str:
    return segmented.source.text[draft.start : draft.end]


def reason(text: str, correction: str) -> str:
    with pytest.raises(CorrectionError) as raised:
        corrected(text, correction)
    return str(raised.value)


def test_an_empty_correction_changes_nothing() -> None:
    assert corrected(LETTERS, "") == segment(plain_text(LETTERS))


def test_a_document_found_is_named_by_its_first_words_whatever_the_white_space() -> None:
    first, second = corrected(
        LETTERS, '[[document]]\nstarts = "Dear Ms\\nBirch, It   will"\nauthors = ["Otto Quill, harbour master"]\n'
    ).drafts
    assert (first.authors, first.by_hand) == (("Ada Birch",), ())
    assert (second.authors, second.by_hand) == (("Otto Quill, harbour master",), ("authors",))


def test_a_date_by_hand_says_so_and_has_the_precision_that_is_written() -> None:
    (_, second) = corrected(LETTERS, '[[document]]\nstarts = "Dear Ms Birch"\ndate = "2015-06"\n').drafts
    assert second.date.edtf == "2015-06"
    assert second.date.precision is DatePrecision.MONTH
    assert second.date.known_from == "set by hand"


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ('"2015"', "2015"),
        ("2015", "2015"),
        ("2015-06-26", "2015-06-26"),
        ("2015-06-26T10:52:00+02:00", "2015-06-26T08:52"),
    ],
)
def test_dates_may_be_written_as_toml_writes_them(written: str, edtf: str) -> None:
    (_, second) = corrected(LETTERS, f'[[document]]\nstarts = "Dear Ms Birch"\ndate = {written}\n').drafts
    assert second.date.edtf == edtf


def test_an_empty_date_makes_a_document_undated() -> None:
    (_, second) = corrected(LETTERS, '[[document]]\nstarts = "Dear Ms Birch"\ndate = ""\n').drafts
    assert (second.date.edtf, second.date.known_from, second.by_hand) == (None, None, ("date",))


def test_what_is_set_as_it_was_found_stays_known_as_it_was_found() -> None:
    (_, second) = corrected(LETTERS, '[[document]]\nstarts = "Dear Ms Birch"\ndate = "2015-05-05"\n').drafts
    assert (second.date.known_from, second.by_hand) == ("its dateline", ())


def test_one_value_holds_for_every_document_unless_its_own_entry_says_otherwise() -> None:
    first, second = corrected(
        LETTERS,
        '[every_document]\nthread = "Ferry, 2015"\nkind = "news"\n'
        '[[document]]\nstarts = "Dear Ms Birch"\nkind = "letter"\n',
    ).drafts
    assert (first.kind, first.thread, first.by_hand) == (Kind.NEWS_ARTICLE, "Ferry, 2015", ("kind", "thread"))
    assert (second.kind, second.thread, second.by_hand) == (Kind.LETTER, "Ferry, 2015", ("thread",))


def test_two_letters_found_as_one_are_parted_where_the_second_is_said_to_start() -> None:
    text = LETTERS.replace("5 May 2015\n\nDear Ms Birch,\n\n", "")
    whole = segment(plain_text(text))
    parted = corrected(
        text,
        '[[document]]\nstarts = "The Harbour Office"\nends = "Otto Quill"\nkind = "letter"\nauthors = ["Otto Quill"]\n',
    )
    first, second = parted.drafts
    assert len(whole.drafts) == 1
    assert words_of(parted, first).endswith("Ada Birch")
    assert words_of(parted, second).startswith("The Harbour Office")
    assert (second.authors, second.by_hand) == (("Otto Quill",), ("extent", "kind", "authors"))
    assert first.by_hand == ("extent",)


def test_two_documents_found_are_joined_by_the_first_words_of_one_and_the_last_of_the_other() -> None:
    joined = corrected(LETTERS, '[[document]]\nstarts = "Dear Mr Quill"\nends = "Otto Quill"\n')
    (draft,) = joined.drafts
    assert words_of(joined, draft).startswith("Dear Mr Quill")
    assert words_of(joined, draft).endswith("Otto Quill")
    assert (draft.authors, draft.by_hand) == (("Ada Birch",), ("extent",))


def test_a_quotation_that_was_not_found_becomes_a_document_quoted_in_its_post() -> None:
    marked = corrected(
        THREAD,
        '[[document]]\nstarts = "The ferry sails when"\nends = "when it sails."\nkind = "letter"\n'
        'quoted_in = "Has anybody heard"\nauthors = ["The harbour master"]\n',
    )
    post, letter, *_ = marked.drafts
    assert (post.kind, letter.kind) == (Kind.FORUM_POST, Kind.LETTER)
    assert letter.quoted_in == post.key
    assert words_of(marked, post).startswith("Has anybody heard")
    assert post.by_hand == ()
    assert "quoted_in" in letter.by_hand


def test_equal_documents_are_told_apart_by_the_occurrence_of_their_words() -> None:
    correction = '[[document]]\nstarts = "Thanks!"\nstarts_occurrence = 2\nreply_to = "Has anybody"\n'
    first, second, third = corrected(THREAD, correction).drafts
    assert (second.reply_to, third.reply_to) == (None, first.key)
    assert third.by_hand == ("reply_to",)


def test_only_what_is_listed_is_a_document_where_the_correction_says_so() -> None:
    only = corrected(THREAD, '[source]\nonly_listed = true\n[[document]]\nstarts = "Has anybody"\n')
    (draft,) = only.drafts
    assert words_of(only, draft).startswith("Has anybody")


def test_what_is_no_document_is_dropped_and_nothing_points_to_it() -> None:
    drafts = corrected(
        THREAD,
        '[[document]]\nstarts = "Has anybody"\ndrop = true\n',
    ).drafts
    assert len(drafts) == 2
    assert {draft.reply_to for draft in drafts} <= {draft.key for draft in drafts} | {None}


def test_the_source_gets_a_title_an_address_and_a_time_of_retrieval() -> None:
    source = corrected(
        LETTERS, '[source]\ntitle = "Ferry papers"\nurl = "https://ferry.example/1"\nretrieved = 2026-05-14T09:30:00Z\n'
    )
    assert source.title == "Ferry papers"
    assert source.source.metadata["url"] == "https://ferry.example/1"
    assert source.source.metadata["retrieved"] == "2026-05-14T09:30:00+00:00"
    assert source.by_hand == ("title",), "an address where none was known is a record of collecting"


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        ('[[document]]\nstarts = "Dear Nobody, it"', "“Dear Nobody, it” (starts) do not occur"),
        ('[[document]]\nstarts = "Yours sincerely"', "“Yours sincerely” (starts) occur more than once; give more"),
        ('[[document]]\nstarts = "It will sail"', "no document was found to start there"),
        ('[[document]]\nstarts = "Dear Mr Quill"\nends = "Farewell"', "“Farewell” (ends) do not occur"),
        ('[[document]]\nstarts = "Dear Mr Quill"\nends = "Yours sincerely"', "occur more than once"),
        (
            '[[document]]\nstarts = "Dear Mr Quill"\nstarts_occurrence = 4',
            "occur only 1 times, so there is no number 4",
        ),
        ('[[document]]\nstarts = "It will sail"\nends = "on Friday."', 'give its kind, as kind = "letter"'),
        ('[[document]]\nstarts = "Dear Mr Quill"\nreply_to = "Dear nobody"', "no document starts with the words"),
        ('[[document]]\nstarts = "Dear Mr Quill"\nquoted_in = "Dear Ms Birch"', "does not lie in one that starts"),
        ('[[document]]\nstarts = "Dear Mr Quill"\n[[document]]\nstarts = "Dear Mr"', "is listed twice"),
        (
            (
                '[[document]]\nstarts = "Dear Mr Quill"\nends = "Dear Ms"\n'
                '[[document]]\nstarts = "The Harbour Office"\nends = "Otto Quill"\nkind = "letter"'
            ),
            "overlap; end the one before the other starts",
        ),
    ],
)
def test_words_that_say_no_place_are_named_with_what_to_do(correction: str, expected: str) -> None:
    assert expected in reason(LETTERS, correction)


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        ("[document", "cannot be read as TOML"),
        ("[documents]", "did you mean 'document'?"),
        ('[source]\nauthor = "A"', "[source] has a key 'author'"),
        ('[[document]]\nstarts = "x"\nauthor = "A"', "did you mean 'authors'?"),
        ("[[document]]\n", "[[document]] 1: there is no starts"),
        ('[[document]]\nstarts = " "', "must be words of the source"),
        ('[every_document]\nkind = "poem"', "one of letter, forum post"),
        ('[every_document]\ndate = "2015-13"', "no such month"),
        ('[every_document]\ndate = "May 2015"', "[every_document] date is 'May 2015'"),
        ("[every_document]\nauthors = [1]", "a list of names"),
        ('[source]\nurl = "javascript:alert(1)"', "begins with http:// or https://"),
        ('[source]\nretrieved = "yesterday"', "a day or time such as"),
        ("[source]\nonly_listed = 1", "true or false"),
        ('document = "x"', "[[document]] on a line of its own"),
    ],
)
def test_a_correction_that_cannot_be_read_says_where_and_what_would_be_right(correction: str, expected: str) -> None:
    assert expected in reason(LETTERS, correction)


def test_a_correction_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(CorrectionError, match="cannot be read as TOML"):
        parse_correction(b"a = " + b"[" * 5_000)
