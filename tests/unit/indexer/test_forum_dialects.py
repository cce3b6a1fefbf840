"""How the common engines announce a post: one made-up thread in the form of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segmentation import segment
from search.model import Kind
from tests.unit.indexer.structured import plain_text, read_one

RULE = "━" * 60
FORMS = {
    "phpBB": "Post by {name} » {day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB numbered": "#{number} Post by {name} » {day} {month} 2015, 10:{minute}\n\n{words}\nTop\n" + RULE + "\n",
    "phpBB by": "by {name} » {day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB on two lines": "Post by {name}\n{day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB arrow below": "Post by {name}\n» {day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB button above": "Post\nby {name} » {day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB in French": "par {name} » {day} {month} 2015, 10:{minute}\n\n{words}\n\n",
    "phpBB in German": "Beitrag von {name} » Do {day}. Jun 2015, 10:{minute}\n\n{words}\n\n",
    "phpBB decoded wrongly": "Post by {name} Â» {day} {month} 2015 10:{minute} am\n\n{words}\n\n",
    "phpBB 2 in columns": (
        "{name}            PostPosted: {day} {month} 2015 10:{minute} am    Post subject:       Reply with quote\n"
        + RULE
        + "\n{words}\n\nBack to top           View users profile Send private message\n_\n\n"
    ),
    "phpBB 3 in columns": (
        "{name}                 Post subject: Re: The pond\n      PostPosted: {day} {month} 2015 10:{minute} am\n"
        "{words}\n\nTop                    Profile\n_\n"
    ),
    "SMF": (
        "{name}\nNewbie\n*\nPosts: 3\n\nRe: The pond\n"
        "« Reply #{number} on: {month} {day}, 2015, 10:{minute}:00 am »\n\n{words}\n\nLogged\n\n"
    ),
    "SMF for print": "Title: Re: The pond\nPost by: {name} on {month} {day}, 2015, 10:{minute}:00 AM\n{words}\n\n",
    "Discourse": "{name} | 2015-06-{day} 10:{minute}:00 UTC | #{number}\n\n{words}\n\n-------------------------\n\n",
    "vBulletin": (
        "{day}-06-2015, 10:{minute} AM #{number}\n{name}\nSenior Member\nJoin Date: May 2009\nPosts: 1,204\n\n"
        "Re: The pond\n\n{words}\n\n"
    ),
    "Drupal": (
        "{name}'s picture\n\nRe: The pond\n\n"
        "Submitted by {name} on {day} {month} 2015 - 10:{minute}.\n\n{words}\n\n»\n\n"
    ),
    "phpBB 2 copied": (
        "{name}\n\n\nJoined: 01 Mar 2009\nPosts: 62\nLocation: Wick\n\t\n"
        "PostPosted: Thu {month} {day}, 2015 10:{minute} am    Post subject: \tReply with quote\n"
        "{words}\nBack to top\t\nView user's profile Send private message\n"
    ),
    "phpBB 3.0 copied": (
        "{name}\n Post subject: Re: The pond\nPostPosted: Thu {month} {day}, 2015 10:{minute} am \nOffline\n\n"
        "Joined: Sun Mar 01, 2009 10:09 am\nPosts: 62\nLocation: Wick\n{words}\nTop\tProfile  \n \n"
    ),
    "FluxBB": (
        "#{number} 2015-06-{day} 10:{minute}:00\n\n{name}\n    Member\n    From: Wick\n    Registered: 2009-03-01\n"
        "    Posts: 123\n\nRe: The pond\n\n{words}\n\nOffline\n\n"
    ),
    "name and date": "{name} 2015-06-{day} 10:{minute} UTC\n{words}\n\n",
    "name, dash, date": "**{name}** — {day} {month} 2015, 10:{minute}\n{words}\n\n",
    "date below the name": "{name}\n{day} {month} 2015, 10:{minute}\n\n{words}\n\n",
    "posted below the name": "{name}\nPosted {day} {month} 2015 - 10:{minute} AM\n\n{words}\n\n",
    "posted by": "Posted by {name} on {day} {month} 2015 at 10:{minute}\n\n{words}\n\n",
}
POSTS = (
    ("frogman", "25", "Who drained the pond?"),
    ("Ada Birch", "26", "Not me, I was away."),
    ("frogman", "27", "Hm."),
)
HEAD = "Topic: The pond\n\nForum rules: be kind.\n\n"


def in_form(form: str) -> str:
    posts = (
        FORMS[form].format(name=name, day=day, month="June", minute=day, number=number, words=words)
        for number, (name, day, words) in enumerate(POSTS, start=1)
    )
    return HEAD + "".join(posts)


@pytest.mark.parametrize("form", FORMS)
def test_a_thread_is_read_in_the_form_of_every_engine(form: str) -> None:
    text = in_form(form)
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "forum thread"
    found = [(draft.authors, draft.date.edtf, text[draft.start : draft.end]) for draft in segmented.drafts]
    assert found == [((name,), f"2015-06-{day}T10:{day}", words) for name, day, words in POSTS]
    assert {draft.thread for draft in segmented.drafts} == {"The pond"}


def test_a_page_may_mix_the_forms_of_one_engine() -> None:
    text = (
        "The pond\n\nPost by frogman » 25 June 2015 10:25 am\n\nWho drained it?\n\nRe: The pond\n\nPost by Ada\n"
        "26 June 2015 10:26 am\n\nNot me."
    )
    assert [draft.authors for draft in segment(plain_text(text)).drafts] == [("frogman",), ("Ada",)]


def test_a_saved_message_of_a_mailing_list_is_an_e_mail() -> None:
    text = (
        "[pond] who drained it\n\n  • This message: [ Message body ] [ More options ]\n\n"
        "From: Ada Birch <ada>\nDate: Tue, 2 Apr 2019 14:37:30 -0400\n\n\nNot me.\n\nAda\n\n"
        "Received on Tue Apr 02 2019 - 12:37:30 BST\n\n  • This message: [ Message body ]\n"
    )
    (draft,) = segment(plain_text(text)).drafts
    assert (draft.kind, draft.authors, draft.date.edtf) == (Kind.EMAIL, ("Ada Birch",), "2019-04-02T18:37")
    assert draft.title == "[pond] who drained it"
    assert text[draft.start : draft.end] == "Not me.\n\nAda"


def test_a_topic_of_discourse_as_markdown_is_titled_by_own_words_and_keeps_rules_within_posts(tmp_path: Path) -> None:
    rule = "\n\n-------------------------\n\n"
    path = tmp_path / "topic.md"
    path.write_text(
        "ada | 2015-06-25 10:52:00 UTC | #1\n\n# The ferry\n\nIt sails no more.\n\n---\n\nWhy?" + rule + "otto_lisle | "
        '2015-06-25 12:03:41 UTC | #2\n\n[quote="ada, post:1, topic:9"]\n[quote]Sail![/quote]\nWhy?\n[/quote]\n\n'
        "I asked:\n\n* the pier is rotten" + rule + "ada | 2015-06-26 08:00:12 UTC | #3\n\n[quote]Eh[/quote]" + rule,
        encoding="utf-8",
    )
    source = read_one(path)
    first, second, third = segment(source).drafts
    assert source.text[first.start : first.end] == "# The ferry\n\nIt sails no more.\n\n---\n\nWhy?"
    assert (first.title, second.title, third.title) == ("The ferry", "I asked:", "[quote]Eh[/quote]")
    assert (second.authors, second.date.edtf) == (("otto_lisle",), "2015-06-25T12:03")


UNDERSCORES = "_" * 17


@pytest.mark.parametrize("column", ["", "Leeds" + " " * 12, " " * 20])
def test_a_signature_below_its_rule_is_no_part_of_a_post(column: str) -> None:
    text = f"Post by ada » 25 June 2015 10:25 am\n\nWho drained it?\n{column}{UNDERSCORES}\nEver the optimist.\n"
    (draft,) = segment(plain_text(HEAD + text)).drafts
    assert (HEAD + text)[draft.start : draft.end] == "Who drained it?"


@pytest.mark.parametrize(
    "words",
    [
        f"Fill this in:\nName:    {UNDERSCORES}\nand send it.",
        f"I, {UNDERSCORES}\nam the owner.",
        f"A rule.\n{UNDERSCORES}_\nGo on.",
        f"Above.\n{UNDERSCORES}" + "\nAnd on." * 13,
    ],
)
def test_a_rule_that_no_signature_follows_ends_no_post(words: str) -> None:
    text = f"{HEAD}Post by ada » 25 June 2015 10:25 am\n\n{words}\n"
    (draft,) = segment(plain_text(text)).drafts
    assert text[draft.start : draft.end] == words


def test_signatures_of_a_saved_page_are_no_words_of_the_posts(tmp_path: Path) -> None:
    post = (
        "<h3>{subject}</h3><p class=author>by <b>{name}</b> » Mon Mar 03, 2014 9:0{n} am</p><div>Words {n}.</div>"
        '<div class="signature">Ever the optimist.</div>'
    )
    path = tmp_path / "page.html"
    path.write_text(
        post.format(subject="The pond", name="ada", n=1) + post.format(subject="Re: The pond", name="bo", n=2),
        encoding="utf-8",
    )
    source = read_one(path)
    assert [source.text[draft.start : draft.end] for draft in segment(source).drafts] == ["Words 1.", "Words 2."]


@pytest.mark.parametrize("form", ["name and date", "date below the name", "posted by"])
def test_what_people_write_too_makes_no_thread_without_a_sign_of_a_forum(form: str) -> None:
    text = in_form(form).removeprefix(HEAD)
    assert [draft.kind for draft in segment(plain_text(text)).drafts] == [Kind.WEB_PAGE]


def test_a_page_of_hacker_news_is_read_with_the_title_of_its_story() -> None:
    text = (
        "Hacker News new | past | comments\tlogin\nThe ferry has not sailed (example.org)\n"
        "142 points by marina on May 3, 2021 | hide | past | favorite | 57 comments\n\n"
        "tombell on May 3, 2021 | next [–]\n\nThe buses are no better.\n\n"
        "adabirch on May 4, 2021 | parent | prev | next [–]\n\nThey are worse.\n\nGuidelines | FAQ | Lists | API\n"
    )
    drafts = segment(plain_text(text)).drafts
    assert [(draft.authors, draft.date.edtf) for draft in drafts] == [
        (("tombell",), "2021-05-03"),
        (("adabirch",), "2021-05-04"),
    ]
    assert [text[draft.start : draft.end] for draft in drafts] == ["The buses are no better.", "They are worse."]
    assert {draft.thread for draft in drafts} == {"The ferry has not sailed (example.org)"}


def test_a_conversation_copied_from_google_groups_is_a_thread_of_e_mails() -> None:
    text = (
        "Groups\n\nThe ferry timetable\n47 views\n\nMarina Holt's profile photo\nMarina Holt\nunread,\n"
        "May 5, 2014, 9:15:02 AM\nto ferry-users\nWhen does it sail?\n\nTom Bell's profile photo\nTom Bell\nunread,\n"
        "May 5, 2014, 11:40:10 AM\nto ferry-users, Marina Holt\nOn Friday.\n- show quoted text -\n"
    )
    drafts = segment(plain_text(text)).drafts
    assert [(draft.authors, draft.date.edtf, draft.kind) for draft in drafts] == [
        (("Marina Holt",), "2014-05-05T09:15", Kind.EMAIL),
        (("Tom Bell",), "2014-05-05T11:40", Kind.EMAIL),
    ]
    assert [text[draft.start : draft.end] for draft in drafts] == ["When does it sail?", "On Friday."]
    assert {draft.thread for draft in drafts} == {"The ferry timetable"}


def test_a_page_of_pipermail_is_an_e_mail_without_its_navigation() -> None:
    text = (
        "[Ferry] The timetable\n\nTom Bell tom at example.net\nMon May  5 11:40:10 BST 2014\n\n"
        "  • Previous message: [Ferry] The timetable\n  • Next message: [Ferry] The wind\n"
        "  • Messages sorted by: [ date ] [ thread ]\n\nOn Friday, if the wind is fair.\n\n"
        "  • Previous message: [Ferry] The timetable\n\nMore information about the Ferry mailing list\n"
    )
    (draft,) = segment(plain_text(text)).drafts
    assert (draft.authors, draft.date.edtf, draft.kind) == (("Tom Bell",), "2014-05-05T11:40", Kind.EMAIL)
    assert text[draft.start : draft.end] == "On Friday, if the wind is fair."


def test_the_field_of_a_header_is_no_posters_name() -> None:
    text = "Newsgroups: soc.ferries\nSubject: The pond\nDate: 5 May 1994 09:15:02 GMT\n\nWho drained it?\n"
    drafts = segment(plain_text(text * 2)).drafts
    assert not any("Subject" in name for draft in drafts for name in draft.authors)


def test_the_messages_of_an_archive_as_text_have_their_subjects_and_no_fields_of_their_headers() -> None:
    text = "".join(
        f"From ada at example.org  Mon May  {day} 09:15:02 2014\nFrom: ada at example.org (Ada Birch)\n"
        f"Date: Mon, {day} May 2014 09:15:02 +0100\nSubject: [Ferry] The timetable\n"
        f"In-Reply-To: <1@example.org>\nReferences: <1@example.org>\n <2@example.org>\nMessage-ID: <3@example.org>\n\n"
        f"It sails on day {day}.\n\n"
        for day in (5, 6)
    )
    drafts = segment(plain_text(text)).drafts
    assert [(draft.authors, draft.title, draft.kind) for draft in drafts] == [
        (("Ada Birch",), "[Ferry] The timetable", Kind.EMAIL)
    ] * 2
    assert [text[draft.start : draft.end] for draft in drafts] == ["It sails on day 5.", "It sails on day 6."]


SMF_IN_COLUMNS = """Ferry Forum

Author         Topic: The ferry  (Read 412 times)

marina         The ferry
Full Member    « on: May 05, 2014, 09:15:11 AM »
***            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Offline        When does it sail, and who
               says so?
Posts: 123

tobias         Re: The ferry
Newbie         « Reply #1 on: May 05, 2014, 11:40:10 AM »
*              ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Offline        On Friday.

Posts: 7

Powered by SMF 1.1.11 | SMF © 2006-2009, Simple Machines LLC
"""
INVISION = """Ferry Forum
The ferry

By marina
May 5, 2014 in Ferry talk

marina
Members
123 posts
Posted May 5, 2014

When does it sail, and who says so?

Quote

tobias
Members
2.1k posts
Posted May 5, 2014 (edited)

On Friday.

Quote
"""


@pytest.mark.parametrize(("text", "minutes"), [(SMF_IN_COLUMNS, ("T09:15", "T11:40")), (INVISION, ("", ""))])
def test_posts_with_the_profile_beside_or_above_them_are_read(text: str, minutes: tuple[str, str]) -> None:
    segmented = segment(plain_text(text))
    assert [(draft.authors, draft.date.edtf) for draft in segmented.drafts] == [
        (("marina",), f"2014-05-05{minutes[0]}"),
        (("tobias",), f"2014-05-05{minutes[1]}"),
    ]
    words = [" ".join(segmented.words.text[draft.start : draft.end].split()) for draft in segmented.drafts]
    assert words == ["When does it sail, and who says so?", "On Friday."]
    assert {draft.thread for draft in segmented.drafts} == {"The ferry"}
