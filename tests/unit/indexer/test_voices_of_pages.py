"""Own words and quoted words on saved pages: the boxes of forum software and mail programs, and plain blockquotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.indexer.voices import OWN, UNNAMED, told_by_file

POST = (
    '<div id="p{n}" class="post bg2"><dl class="postprofile"><dt><a class="username">{name}</a></dt></dl>'
    '<div class="postbody"><p class="author">by <strong><a class="username">{name}</a></strong> » {date}</p>'
    '<div class="content">{words}</div></div></div>'
)


def thread(words: str) -> str:
    """A page with a post of ada's, and one of otto's with these words."""
    first = POST.format(n=1, name="ada", date="Thu Jun 25, 2015 10:52 am", words="The ferry leaks by the stern.")
    second = POST.format(n=2, name="otto", date="Thu Jun 25, 2015 11:14 am", words=words)
    return f"<html><head><title>Ferry</title></head><body><h1>Ferry</h1>{first}{second}</body></html>"


BOXES = {
    "phpBB 3": "<blockquote><div><cite>ada wrote:</cite>It leaks.</div></blockquote>",
    "phpBB 3.2": '<blockquote><div><cite><a href="#">ada</a> wrote: <a href="#p1">↑</a><div>Thu Jun 25, 2015 10:52 am'
    "</div></cite>It leaks.</div></blockquote>",
    "phpBB subsilver": '<div class="quotetitle">ada wrote:</div><div class="quotecontent">It leaks.</div>',
    "phpBB 2": '<table><tr><td><span class="genmed"><b>ada wrote:</b></span></td></tr>'
    '<tr><td class="quote">It leaks.</td></tr></table>',
    "SMF 1": '<div class="quoteheader"><a href="#">Quote from: ada on June 25, 2015, 10:52:04 AM</a></div>'
    '<div class="quote">It leaks.</div>',
    "SMF 2": '<div class="quoteheader"><div class="topslice_quote"><a href="#">Quote from: ada on June 25, 2015, '
    '10:52:04 AM</a></div></div><blockquote class="bbc_standard_quote">It leaks.</blockquote>'
    '<div class="quotefooter"><div class="botslice_quote"></div></div>',
    "vBulletin 3": '<div style="margin:20px"><div class="smallfont">Quote:</div><table><tr>'
    '<td class="alt2" style="border:1px inset"><div>Originally Posted by <strong>ada</strong></div>'
    '<div style="font-style:italic">It leaks.</div></td></tr></table></div>',
    "vBulletin 4": '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container">'
    '<div class="bbcode_postedby">Originally Posted by <strong>ada</strong></div>'
    '<div class="message">It leaks.</div></div></div></div>',
    "Discourse": '<aside class="quote" data-username="ada"><div class="title"><img alt=""> ada:</div>'
    "<blockquote><p>It leaks.</p></blockquote></aside>",
    "XenForo 1": '<div class="bbCodeBlock bbCodeQuote" data-author="ada"><aside><div class="attribution type">ada '
    'said: <a href="#">↑</a></div><blockquote class="quoteContainer"><div class="quote">It leaks.</div>'
    "</blockquote></aside></div>",
    "XenForo 2": '<blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title"><a>ada said:</a>'
    '</div><div class="bbCodeBlock-content">It leaks.</div></blockquote>',
    "MyBB": '<blockquote class="mycode_quote"><cite>ada Wrote:</cite>It leaks.</blockquote>',
    "FluxBB": '<div class="quotebox"><cite>ada wrote:</cite><blockquote><p>It leaks.</p></blockquote></div>',
    "Vanilla": '<blockquote class="Quote" rel="ada"><div class="QuoteAuthor"><a>ada</a> said:</div>'
    '<div class="QuoteText">It leaks.</div></blockquote>',
    "Invision 4": '<blockquote class="ipsQuote"><div class="ipsQuote_citation">On 6/25/2015 at 10:52 AM, ada '
    'said:</div><div class="ipsQuote_contents"><p>It leaks.</p></div></blockquote>',
    "Invision 2": "<div class='quotetop'>QUOTE(ada @ Jun 25 2015, 10:52 AM)</div>"
    "<div class='quotemain'>It leaks.</div>",
    "Drupal": '<div class="quote-msg"><div class="quote-author"><em>ada</em> wrote:</div>It leaks.</div>',
    "Gmail": '<div class="gmail_quote"><div class="gmail_attr">On Thu, 25 Jun 2015 at 10:52, ada &lt;a@b.example&gt; '
    "wrote:<br></div><blockquote>It leaks.</blockquote></div>",
}


@pytest.mark.parametrize("engine", BOXES)
def test_the_box_of_an_engine_is_quoted_from_the_one_it_names(tmp_path: Path, engine: str) -> None:
    words = f"I must object. {BOXES[engine]}It has been mended since."

    (first, second) = told_by_file(tmp_path / "saved.html", thread(words))

    assert first == [(OWN, "The ferry leaks by the stern.")]
    assert [who for who, _ in second] == [OWN, "ada", OWN], second
    assert second[0][1] == "I must object."
    assert second[1][1].endswith("It leaks.")
    assert second[2][1] == "It has been mended since."


def test_a_box_within_a_box_is_its_own_authors(tmp_path: Path) -> None:
    words = (
        "<blockquote><div><cite>ada wrote:</cite><blockquote><div><cite>bargee wrote:</cite>It leaks.</div>"
        "</blockquote>Where?</div></blockquote>By the stern."
    )

    assert told_by_file(tmp_path / "saved.html", thread(words))[1] == [
        ("ada", "ada wrote:"),
        ("bargee", "bargee wrote: It leaks."),
        ("ada", "Where?"),
        (OWN, "By the stern."),
    ]


def test_two_boxes_one_after_the_other_are_each_its_own_authors(tmp_path: Path) -> None:
    words = f"{BOXES['phpBB 3.2']}{BOXES['phpBB 3.2'].replace('ada', 'bargee')}Both of you are wrong."

    told = told_by_file(tmp_path / "saved.html", thread(words))[1]

    assert [who for who, _ in told] == ["ada", "bargee", OWN]


def test_a_box_does_not_lend_its_name_to_the_next_one(tmp_path: Path) -> None:
    words = f"{BOXES['phpBB 3']}No.<blockquote>The deed says otherwise.</blockquote>There."

    told = told_by_file(tmp_path / "saved.html", thread(words))[1]

    assert [who for who, _ in told] == ["ada", OWN, UNNAMED, OWN]


def test_a_list_within_a_blockquote_is_quoted(tmp_path: Path) -> None:
    listed = "<blockquote><ul><li>tar</li><li>oakum</li></ul></blockquote>"
    page = f"<title>Report</title><p>They ask for:</p>{listed}<p>So.</p>"

    assert told_by_file(tmp_path / "page.html", page) == [
        [(OWN, "They ask for:"), (UNNAMED, "tar oakum"), (OWN, "So.")]
    ]


def test_a_page_that_is_set_in_as_a_whole_quotes_nobody(tmp_path: Path) -> None:
    page = "<title>Ferry</title><blockquote><p>The ferry leaks.</p><p>It always did.</p></blockquote>"

    assert told_by_file(tmp_path / "page.html", page) == [[(OWN, "The ferry leaks. It always did.")]]


def test_lines_that_an_archive_of_mail_marks_are_quoted(tmp_path: Path) -> None:
    page = (
        "<title>Ferry</title><p>I know.<br><br>On Thu, 25 Jun 2015 10:52, ada wrote:<br><em>&gt; It leaks.</em><br><br>"
        "By the stern.</p>"
    )

    assert told_by_file(tmp_path / "page.html", page) == [
        [
            (OWN, "I know."),
            ("ada", "On Thu, 25 Jun 2015 10:52, ada wrote: > It leaks."),
            (OWN, "By the stern."),
        ]
    ]


def test_an_html_message_quotes_what_its_program_set_apart(tmp_path: Path) -> None:
    message = (
        "From: Otto <otto@example.org>\nTo: ada@example.org\nSubject: Re: Ferry\n"
        "Date: Thu, 25 Jun 2015 11:14:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>I know.</p>{BOXES['Gmail']}\n"
    )

    assert [who for who, _ in told_by_file(tmp_path / "reply.eml", message)[0]] == [OWN, "ada"]


def test_a_topic_of_discourse_as_json_keeps_who_is_quoted(tmp_path: Path) -> None:
    posts = [
        {"username": "ada", "created_at": "2015-06-25T10:52:00Z", "post_number": 1, "cooked": "<p>It leaks.</p>"},
        {
            "username": "otto",
            "created_at": "2015-06-25T11:14:00Z",
            "post_number": 2,
            "cooked": f"{BOXES['Discourse']}<p>It has been mended since.</p>",
        },
    ]
    topic = json.dumps({"title": "The ferry", "post_stream": {"posts": posts}})

    told = told_by_file(tmp_path / "topic.json", topic)

    assert [who for who, _ in told[0]] == [OWN]
    assert told[1] == [("ada", "ada: It leaks."), (OWN, "It has been mended since.")]
