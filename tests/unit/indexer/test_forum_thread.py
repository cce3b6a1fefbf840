"""Forum threads: where posts begin and end, what the software wrote, and headers that are only quoted."""

from __future__ import annotations

import pytest

from indexer.segmentation import SegmentedSource, segment
from search.model import DatePrecision, Kind
from tests.unit.indexer.structured import plain_text

THREAD = """Footbridge at Mill Lane

All about footpaths, stiles and bridges in the valley. Be kind to one another, and say where you saw what.
Post Reply
Posts: 12
Joined: Sat Feb 02, 2013 8:00 pm

Footbridge at Mill Lane

Post by wilma » Mon Mar 03, 2014 9:01 am

The council has closed the footbridge.

Does anybody know why?

Posts: 1,044
Joined: Fri Dec 27, 2002 11:13 pm
Location: Carrow

Re: Footbridge at Mill Lane

Post by Tom K. Reed » Mon Mar 03, 2014 11:30 pm

The boards are rotten.

Posts: 13
Joined: Sat Feb 02, 2013 8:00 pm

Re: Footbridge at Mill Lane

Post by wilma » Tue Mar 04, 2014 12:05 am

Thanks Tom.


Post Reply

Who is online

Users browsing this forum: wilma and 3 guests
"""


def thread(text: str) -> SegmentedSource:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "forum thread"
    return segmented


def words(segmented: SegmentedSource) -> list[str]:
    return [segmented.source.text[draft.start : draft.end] for draft in segmented.drafts]


def authors(segmented: SegmentedSource) -> list[str]:
    return [author for draft in segmented.drafts for author in draft.authors]


def test_each_post_has_its_author_time_subject_and_thread() -> None:
    segmented = thread(THREAD)
    assert authors(segmented) == ["wilma", "Tom K. Reed", "wilma"]
    assert [draft.date.edtf for draft in segmented.drafts] == [
        "2014-03-03T09:01",
        "2014-03-03T23:30",
        "2014-03-04T00:05",
    ]
    assert [draft.title for draft in segmented.drafts] == [
        "Footbridge at Mill Lane",
        "Re: Footbridge at Mill Lane",
        "Re: Footbridge at Mill Lane",
    ]
    for draft in segmented.drafts:
        assert draft.kind is Kind.FORUM_POST
        assert draft.thread == "Footbridge at Mill Lane"
        assert (draft.date.precision, draft.date.stated_in) == (DatePrecision.DAY, "the post's header")
        assert not draft.date.derived


def test_what_the_software_wrote_is_in_no_post() -> None:
    assert words(thread(THREAD)) == [
        "The council has closed the footbridge.\n\nDoes anybody know why?",
        "The boards are rotten.",
        "Thanks Tom.",
    ]


@pytest.mark.parametrize("spacing", ["single", "double"])
def test_blank_lines_or_none_make_no_difference(spacing: str) -> None:
    lines = [line for line in THREAD.split("\n") if line]
    segmented = thread(("\n" if spacing == "single" else "\n\n").join(lines))
    assert [post.split() for post in words(segmented)] == [post.split() for post in words(thread(THREAD))]
    assert authors(segmented) == ["wilma", "Tom K. Reed", "wilma"]


def test_a_thread_without_profiles_or_subjects_is_divided_at_its_headers() -> None:
    segmented = thread(
        "Post by ada » Mon Mar 03, 2014 9:01 am\n\nOne.\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nTwo.\n\n"
        "Post by ada » Mon Mar 03, 2014 9:31 am\n\nThree."
    )
    assert words(segmented) == ["One.", "Two.", "Three."]
    assert [draft.thread for draft in segmented.drafts] == [None, None, None]


def test_a_thread_of_one_post_is_a_thread() -> None:
    segmented = thread(
        "Allotment minutes\n\nPost by Hetty » Sun Jun 01, 2014 5:00 pm\n\nWe met on Friday.\n\nPost Reply\n"
    )
    assert words(segmented) == ["We met on Friday."]
    assert segmented.drafts[0].title == "Allotment minutes"


def test_the_subject_that_the_engine_cut_short_still_belongs_to_the_thread() -> None:
    title = "A very long subject about the footbridge at Mill Lane and its boards"
    segmented = thread(
        f"{title}\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\nOne.\n\n"
        f"{title[:60]}\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nTwo."
    )
    assert words(segmented) == ["One.", "Two."]
    assert segmented.drafts[1].title == title[:60]
    assert segmented.drafts[1].thread == title


def test_a_header_quoted_in_a_post_is_part_of_the_post() -> None:
    segmented = thread(
        "Bus 44\n\nPost by marlow » Mon Jan 06, 2014 9:00 am\n\nThe 44 is to be cut.\n\n"
        "Re: Bus 44\n\nPost by June » Mon Jan 06, 2014 6:12 pm\n\nThat is how he put it,\n\n"
        "Post by marlow » Mon Jan 06, 2014 9:00 am\n\nThe 44 is to be cut.\n\nI disagree.\n\n"
        "Re: Bus 44\n\nPost by marlow » Tue Jan 07, 2014 9:00 am\n\nWe shall see."
    )
    assert authors(segmented) == ["marlow", "June", "marlow"]
    assert words(segmented)[1].endswith("I disagree.")


@pytest.mark.parametrize(
    ("introduction", "quoted"),
    [
        ("As was said above:", "Post by kit » Sun Jan 05, 2014 9:00 am"),
        ("He said it before.", "Post by marlow » Mon Jan 06, 2014 9:00 am"),
        ("Somebody said so on Sunday.", "Post by kit » Sun Jan 05, 2014 9:00 am"),
    ],
)
def test_among_bare_headers_a_quoted_one_is_known_by_colon_repetition_or_time(introduction: str, quoted: str) -> None:
    segmented = thread(
        "Post by marlow » Mon Jan 06, 2014 9:00 am\n\nThe 44 is to be cut.\n\n"
        f"Post by June » Mon Jan 06, 2014 6:12 pm\n\n{introduction}\n\n{quoted}\n\nThe 44 is safe.\n\n"
        "Post by marlow » Tue Jan 07, 2014 9:00 am\n\nWe shall see."
    )
    assert authors(segmented) == ["marlow", "June", "marlow"]


def test_a_post_that_ends_with_a_colon_does_not_swallow_the_next() -> None:
    segmented = thread(
        "Post by marlow » Mon Jan 06, 2014 9:00 am\n\nA picture of the 44:\n\n"
        "Post by June » Mon Jan 06, 2014 6:12 pm\n\nLovely."
    )
    assert words(segmented) == ["A picture of the 44:", "Lovely."]


def test_a_header_of_another_engine_within_a_post_divides_nothing() -> None:
    segmented = thread(
        "Post by ada » Mon Mar 03, 2014 9:01 am\n\nThe old board wrote it so:\n\n"
        "Submitted by nobody on Sat, 04/01/2014 - 10:00\n\nOdd.\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nYes."
    )
    assert authors(segmented) == ["ada", "bo"]


def test_words_that_look_like_a_profile_stay_where_they_stand_inside_a_post() -> None:
    segmented = thread(
        "Profiles\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\n"
        "Mine says\n\nPosts: 95\nJoined: Fri Dec 27, 2013 11:13 pm\n\nand that is wrong.\n\n"
        "Re: Profiles\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nQuite."
    )
    assert words(segmented)[0].splitlines()[2:4] == ["Posts: 95", "Joined: Fri Dec 27, 2013 11:13 pm"]


@pytest.mark.parametrize(
    "ending", ["Thanks", "Return to sender", "Location: the Red Lion, 8 pm", "Reason: none", "Next!"]
)
def test_the_last_words_of_a_poster_are_not_cut_as_furniture(ending: str) -> None:
    segmented = thread(
        f"Pub\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\nWords.\n\n{ending}\n\n"
        "Posts: 7\nJoined: Sat Feb 02, 2013 8:00 pm\n\nRe: Pub\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nGood."
    )
    assert words(segmented)[0].endswith(ending)


def test_a_note_of_an_edit_is_cut_with_its_reason() -> None:
    segmented = thread(
        "Pub\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\nWords.\n\n"
        "Last edited by ada on Mon Mar 03, 2014 9:09 am, edited 1 time in total.\nReason: spelling\nTop\n\n"
        "Re: Pub\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nGood."
    )
    assert words(segmented)[0] == "Words."


def test_profiles_below_the_posts_are_cut_with_the_name_above_them() -> None:
    segmented = thread(
        "Lights\n\nby Hetty » Sun Jun 01, 2014 5:00 pm\n\nThree are out.\n\nHetty\nNewbie\nPosts: 12\n"
        "Joined: Sat Feb 02, 2013 8:00 pm\nTop\n\nRe: Lights\n\nby Bo » Sun Jun 01, 2014 7:00 pm\n\nReported.\n\nBo"
    )
    assert words(segmented) == ["Three are out.", "Reported.\n\nBo"]


def test_posts_without_words_are_no_documents() -> None:
    segmented = thread(
        "Pictures\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\n\nRe: Pictures\n\n"
        "Post by bo » Mon Mar 03, 2014 9:30 am\n\nI see nothing."
    )
    assert authors(segmented) == ["bo"]


def test_newest_first_is_as_good_as_oldest_first() -> None:
    segmented = thread(
        "Post by bo » Tue Mar 04, 2014 9:30 am\n\nThree.\n\nPost by ada » Mon Mar 03, 2014 9:30 am\n\nTwo.\n\n"
        "Post by bo » Sun Mar 02, 2014 9:01 am\n\nOne."
    )
    assert words(segmented) == ["Three.", "Two.", "One."]


def test_pages_saved_one_after_the_other_leave_their_edges_out() -> None:
    page = (
        "Bridge\n\nPost by ada » Mon Mar 03, 2014 9:0{n} am\n\nWords {n}.\n\nPost Reply\n\nWho is online\n\nBoard.\n\n"
    )
    segmented = thread(page.format(n=1) + page.format(n=2))
    assert words(segmented) == ["Words 1.", "Words 2."]


def test_a_date_relative_to_today_opens_a_post_of_unknown_date() -> None:
    segmented = thread(
        "Bridge\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\nOne.\n\n"
        "Re: Bridge\n\nPost by bo » Yesterday, 9:30 am\n\nTwo."
    )
    assert [draft.date.edtf for draft in segmented.drafts] == ["2014-03-03T09:01", None]
    assert segmented.drafts[1].date.precision is DatePrecision.UNKNOWN
