"""Threads copied as text from Reddit, X, Mastodon, YouTube and Facebook: who posted what, without the buttons."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from tests.unit.indexer.structured import plain_text

REDDIT_NEW = """u/weirwatcher avatar
weirwatcher
•
3y ago
Has anyone seen the letter of the Harbour Board?

Upvote
48

Downvote

14
Go to comments


Share
Sort by:

Best

u/millpond_mary avatar
millpond_mary
•
3y ago
We got one too. It has no signature.


Upvote
23

Downvote

Reply

Share

u/heron77 avatar
heron77
OP
•
3y ago
Out of 300 letters, I have seen two.

Upvote
-2

Downvote

Reply
"""
REDDIT_LEVELS = """r/wickferry
Posted by u/weirwatcher 3 years ago
The letter of the Harbour Board
Has anyone seen it?

14 Comments
Share
Save

level 1
millpond_mary
·
3 yr. ago
We got one too.


23
Reply
Share

level 2
weirwatcher
OP
·
3 yr. ago
Could you scan it?


8
Reply
Share
"""
REDDIT_OLD = """[–]weirwatcher[S] 12 points 3 years ago
Could you scan it?
permalink save parent report give award reply

[–]millpond_mary 23 points 3 years ago*
It has no signature.

Ask heron.
permalink save context full comments (3) report give award reply
"""
X = """Pier Watch
@pierwatch
·
May 3, 2021
The Harbour Board has confirmed it. This is what they say:
3
12
40

Pier Watch
@pierwatch
·
May 3, 2021
The letter was dated two weeks before it came.
1
4

Marina Holt
@marinaholt
·
May 14
Replying to
@pierwatch
Ours came on Saturday.
2
"""
MASTODON = """Pier Watch
@pierwatch@ferry.example
10:32 AM · May 3, 2021
The Harbour Board has confirmed it.

Marina Holt
@marina@ferry.example
3h
Ours came on Saturday.
"""
YOUTUBE = """3 Comments
Sort by
Add a comment...
@marinaholt
2 years ago
The part about the letter is worth hearing twice.
12
Reply
@tombell7
2 years ago (edited)
Where is the engineer's report?
3
Reply
2 replies
@adabirch
1 year ago
I asked for it in March.

Reply
"""
FACEBOOK = """Save Wick Ferry Pier
3 May 2021 ·
The Harbour Board has confirmed in a letter that the pier will close.
48
12 comments
7 shares
Like
Comment
Share
Marina Holt
Will there be a collection for the costs?
Like
Reply
2y
Tom Bell
Yes, at the door.
2y
Like
Reply
Edited
Ada Birch
I cannot come.
Will somebody take notes?
Like
Reply
1w
"""


FACEBOOK_GROUP = """Wick Ferry Residents
Public group
·
2.1K members
Marina Holt
Admin
·
3 May 2021
·
The Harbour Board has confirmed it.
All reactions:
48
12 comments
Like
Comment
Tom Bell
Has anyone got a copy of the letter?
3y
Like
Reply
Marina Holt
Author
Admin
I will scan it tonight.
3y
Like
Reply
"""


def found(text: str) -> list[tuple[str, str]]:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "forum thread"
    return [(draft.authors[0], segmented.words.text[draft.start : draft.end]) for draft in segmented.drafts]


def test_reddit_in_its_present_form() -> None:
    assert found(REDDIT_NEW) == [
        ("weirwatcher", "Has anyone seen the letter of the Harbour Board?"),
        ("millpond_mary", "We got one too. It has no signature."),
        ("heron77", "Out of 300 letters, I have seen two."),
    ]


def test_reddit_in_levels_has_the_posts_title_below_its_header() -> None:
    assert found(REDDIT_LEVELS) == [
        ("weirwatcher", "Has anyone seen it?"),
        ("millpond_mary", "We got one too."),
        ("weirwatcher", "Could you scan it?"),
    ]
    assert {draft.thread for draft in segment(plain_text(REDDIT_LEVELS)).drafts} == {"The letter of the Harbour Board"}


def test_reddit_in_its_older_form() -> None:
    assert found(REDDIT_OLD) == [
        ("weirwatcher", "Could you scan it?"),
        ("millpond_mary", "It has no signature.\n\nAsk heron."),
    ]


def test_x_shows_a_name_a_handle_and_a_day_and_a_day_without_a_year_is_none() -> None:
    assert found(X) == [
        ("Pier Watch", "The Harbour Board has confirmed it. This is what they say:"),
        ("Pier Watch", "The letter was dated two weeks before it came."),
        ("Marina Holt", "Ours came on Saturday."),
    ]
    assert [draft.date.edtf for draft in segment(plain_text(X)).drafts] == ["2021-05-03", "2021-05-03", None]


def test_mastodon_shows_a_handle_with_its_server() -> None:
    first, second = segment(plain_text(MASTODON)).drafts
    assert (first.authors, first.date.edtf) == (("Pier Watch",), "2021-05-03T10:32")
    assert (second.authors, second.date.edtf) == (("Marina Holt",), None)


def test_comments_below_a_video_are_by_their_handles() -> None:
    assert found(YOUTUBE) == [
        ("@marinaholt", "The part about the letter is worth hearing twice."),
        ("@tombell7", "Where is the engineer's report?"),
        ("@adabirch", "I asked for it in March."),
    ]


def test_facebook_has_a_name_below_the_buttons_of_the_comment_above() -> None:
    assert found(FACEBOOK) == [
        ("Save Wick Ferry Pier", "The Harbour Board has confirmed in a letter that the pier will close."),
        ("Marina Holt", "Will there be a collection for the costs?"),
        ("Tom Bell", "Yes, at the door."),
        ("Ada Birch", "I cannot come.\nWill somebody take notes?"),
    ]
    assert segment(plain_text(FACEBOOK)).drafts[0].date.edtf == "2021-05-03"


def test_what_stands_beside_a_name_in_a_group_is_none_of_the_words() -> None:
    assert found(FACEBOOK_GROUP) == [
        ("Marina Holt", "The Harbour Board has confirmed it."),
        ("Tom Bell", "Has anyone got a copy of the letter?"),
        ("Marina Holt", "I will scan it tonight."),
    ]
    assert segment(plain_text(FACEBOOK_GROUP)).drafts[0].date.edtf == "2021-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "Our rules\n\nBelow a post there are\n\nLike\n\nReply\n\nShare\n\nThey are explained in the help pages.\n",
        "Follow us\n\nWick Ferry Museum\n@wickmuseum\n\nOpen from 3 May 2021 to 4 June 2021, every day but Monday.\n",
        "level 1\nThe first floor has three rooms.\nlevel 2\nThe second has two.\n",
    ],
    ids=["buttons", "a handle", "levels"],
)
def test_a_page_that_only_names_buttons_or_handles_stays_whole(text: str) -> None:
    assert len(segment(plain_text(text)).drafts) == 1
