"""Saved forum pages: each engine by the table, structured data, and engines that nobody described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.segmentation import SegmentedSource, segment
from tests.unit.indexer.structured import read_one

FIRST, SECOND = "2015-05-14T19:52", "2015-05-14T20:15"
SHOWN = ("May 14, 2015 7:52 pm", "May 14, 2015 8:15 pm")
WORDS = (
    "The ferry is not running on Sunday, whatever the poster says, and the board knows it.",
    "<blockquote><cite>ottoline wrote:</cite> The ferry is not running</blockquote> It hangs by the pier.",
)
NAMES = ("ottoline", "bargee")


def page(*posts: str, title: str = "Sunday ferry") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{''.join(posts)}</body></html>"


def segmented(folder: Path, markup: str) -> SegmentedSource:
    path = folder / "saved.html"
    path.write_text(markup, encoding="utf-8")
    return segment(read_one(path))


ENGINES = {
    "phpBB 3": '<div id="p{n}" class="post bg2"><dl class="postprofile"><dt><a class="username">{name}</a></dt>'
    '<dd>Joined: May 1, 2010 3:15 pm</dd></dl><div class="postbody"><h3>Re: Sunday ferry</h3><p class="author">by '
    '<strong><a class="username">{name}</a></strong> » {date}</p><div class="content">{words}</div>'
    '<div class="signature">Ever afloat</div></div></div>',
    "phpBB 2": '<table><tr><td><span class="name"><a name="{n}"></a><b>{name}</b></span><br>Joined: 3 May 2010</td>'
    '<td><table><tr><td><span class="postdetails">Posted: {date}<span>&nbsp;</span>Post subject: Ferry</span></td></tr>'
    '<tr><td><span class="postbody">{words}</span></td></tr></table></td></tr></table>',
    "SMF 2": '<div class="post_wrapper"><div class="poster"><h4><a href="?action=profile">{name}</a></h4>'
    '</div><div class="postarea"><div class="keyinfo"><h5>Sunday ferry</h5><div class="smalltext">« on: {date} »</div>'
    '</div><div class="post"><div class="inner">{words}</div></div></div></div>',
    "vBulletin 3": '<table id="post{n}"><tr><td class="thead">{date}</td></tr><tr><td>'
    '<a class="bigusername">{name}</a></td></tr><tr><td><div id="post_message_{n}">{words}</div></td></tr></table>',
    "vBulletin 4": '<li id="post_{n}"><span class="date">{date}</span><a class="username">{name}</a>'
    '<blockquote class="postcontent restore">{words}</blockquote></li>',
    "Vanilla": '<div class="Item ItemComment"><span class="Author"><a class="Username">{name}</a></span>'
    '<time title="{date}" datetime="{iso}:00+00:00">May 2015</time><div class="Message">{words}</div></div>',
    "MyBB": '<div class="post" id="post_{n}"><div class="author_information"><a>{name}</a></div>'
    '<span class="post_date">{date}</span><div class="post_body" id="pid_{n}">{words}</div></div>',
    "XenForo": '<article class="message message--post" data-author="{name}"><header class="message-attribution">'
    '<time class="u-dt" datetime="{iso}:00-0500">May 14, 2015</time></header><div class="message-body">'
    '<div class="bbWrapper">{words}</div></div></article>',
    "Discourse": '<div class="topic-body crawler-post"><span class="creator"><span itemprop="name">{name}</span></span>'
    '<time datetime="{iso}:00Z">May 14</time><div class="post">{words}</div></div>',
    "Drupal": '<div class="comment"><h3 class="title">Re: Sunday ferry</h3><span class="submitted">'
    'Submitted by <a>{name}</a> on {date}</span><div class="content">{words}</div></div>',
    "microdata": '<div itemscope itemtype="https://schema.org/DiscussionForumPosting"><b itemprop="author">{name}</b>'
    '<time itemprop="datePublished" datetime="{iso}">lately</time><div itemprop="text">{words}</div></div>',
    "Hacker News": '<table><tr class="athing comtr"><td><span class="comhead"><a class="hnuser">{name}</a> <span '
    'class="age" title="{iso}:05">3 hours ago</span> <a>[-]</a></span><div class="commtext c00">{words}</div>'
    '<div class="reply"><u><a>reply</a></u></div></td></tr></table>',
    "Stack Exchange": '<div class="post-layout"><div class="answercell"><div class="s-prose js-post-body">{words}</div>'
    '<div class="user-info"><div class="user-action-time">edited <span>May 20, 2015 at 9:00</span></div><div '
    'class="user-details"><a>Somebody</a></div></div><div class="user-info"><div class="user-action-time">answered '
    '<span>{date}</span></div><div class="user-details"><a href="/u">{name}</a><i>101</i></div></div></div></div>',
    "Reddit": '<div class="thing comment" data-author="{name}"><div class="entry"><p class="tagline"><a>[-]</a><a '
    'class="author">{name}</a> <span>23 points</span> <time datetime="{iso}:05+00:00">3 years ago</time></p><form><div '
    'class="usertext-body"><div class="md">{words}</div></div></form><ul><li>permalink</li></ul></div></div>',
    "Lemmy": '<li class="comment"><article class="comment-node"><div><a class="person-listing">{name}</a><span '
    'class="moment-time"><time datetime="{iso}:05Z">3 years ago</time></span></div><div class="comment-content md-div">'
    "{words}</div></article></li>",
    "Mastodon": '<div class="status"><div class="status__info"><a class="status__relative-time"><time datetime="{iso}'
    ':05.000Z">May 14, 2015</time></a><a class="status__display-name"><b class="display-name__html">{name}</b>'
    '<span>@{name}@ferry.example</span></a></div><div class="status__content">{words}</div></div>',
    "Blogger": '<dl><dt class="comment-author"><a name="c{n}"></a><a href="/profile">{name}</a> said...</dt><dd '
    'class="comment-body">{words}</dd><dd class="comment-footer"><a>{date}</a></dd></dl>',
    "Telegram's export": '<div class="message service"><div class="body details">14 May 2015</div></div>'
    '<div class="message default clearfix" id="message{n}"><div class="pull_left userpic_wrap"><b>O</b></div><div '
    'class="body"><div class="pull_right date details" title="{iso}:05 UTC+03:00">19:52</div><div '
    'class="from_name">{name}</div><div class="text">{words}</div><span class="reactions">3</span></div></div>',
    "Discord's exporter": '<div class="chatlog__message-group"><div class="chatlog__message-container"><div '
    'class="chatlog__header"><span class="chatlog__author">{name}</span> <span class="chatlog__timestamp" title='
    '"{date}">14/5/15</span></div><div class="chatlog__content">{words}</div><i>2</i></div></div>',
    "Messenger's export": '<div class="pam _a6-g uiBoxWhite noborder"><h2 class="_2pim _a6-h">{name}</h2><div '
    'class="_3-95 _a6-p"><div><div></div><div>{words}</div><div><ul><li>♥bargee</li></ul></div></div></div><div '
    'class="_3-94 _a6-o">{date}</div></div>',
    "unknown, with classes": '<section class="entry-{n}"><i class="who-user">{name}</i> <em>{date}</em><p>{words}</p>'
    "</section>",
    "unknown, in prose": '<div class="msg"><p>Written by {name} on {date}</p><div>{words}</div></div>',
}


@pytest.mark.parametrize("engine", ENGINES)
def test_each_post_has_its_author_its_time_and_its_own_words(engine: str, tmp_path: Path) -> None:
    posts = [
        ENGINES[engine].format(n=n, name=NAMES[n], date=SHOWN[n], iso=(FIRST, SECOND)[n], words=WORDS[n])
        for n in range(2)
    ]
    found = segmented(tmp_path, page(*posts))
    assert [(draft.kind.value, draft.authors, draft.date.edtf) for draft in found.drafts] == [
        ("forum post", ("ottoline",), FIRST),
        ("forum post", ("bargee",), SECOND),
    ]
    assert {draft.thread for draft in found.drafts} == {"Sunday ferry"}
    texts = [" ".join(found.source.text[draft.start : draft.end].split()) for draft in found.drafts]
    assert texts[0] == WORDS[0]
    assert texts[1].startswith("ottoline wrote:")
    assert texts[1].endswith("by the pier.")


CHAT = """<div class="page_header"><div class="text bold">Ferry committee</div></div><div class="history">
<div class="message default clearfix"><div class="body"><div class="date details" title="03.05.2021 10:32:05 UTC+01:00">
10:32</div><div class="from_name">Ada Birch</div><div class="text">Has anybody heard?</div></div></div>
<div class="message default clearfix joined"><div class="body"><div class="date details"
title="03.05.2021 10:33:05 UTC+01:00">10:33</div><div class="text">Nobody, it seems.</div></div></div>
<div class="message default clearfix joined"><div class="body"><div class="date details"
title="03.05.2021 10:34:05 UTC+01:00">10:34</div><div class="forwarded body"><div class="from_name">Pier News
<span class="date details" title="01.05.2021 08:00:00 UTC+01:00">01.05.2021</span></div><div class="text">The pier is
closed.</div></div></div></div></div>"""


def test_a_chat_s_message_is_of_the_one_above_it_or_of_whom_it_was_forwarded_from(tmp_path: Path) -> None:
    found = segmented(tmp_path, page(CHAT, title="Exported Data"))
    assert [(draft.authors, draft.date.edtf, draft.title) for draft in found.drafts] == [
        (("Ada Birch",), "2021-05-03T10:32", "Ferry committee"),
        (("Ada Birch",), "2021-05-03T10:33", "Ferry committee"),
        (("Pier News",), "2021-05-01T08:00", "Ferry committee"),
    ]


def test_a_date_shown_month_first_is_read_as_the_markup_says(tmp_path: Path) -> None:
    post = ENGINES["Vanilla"].replace(">May 2015<", ">5/6/2015 7:52 pm<")
    posts = [
        post.format(n=n, name=NAMES[n], date="", iso=f"2015-05-06T{hour}:52", words=WORDS[n])
        for n, hour in enumerate((19, 20))
    ]
    found = segmented(tmp_path, page(*posts))
    assert found.drafts[0].date.edtf == "2015-05-06T19:52"


def test_an_article_with_comments_below_it_stays_an_article(tmp_path: Path) -> None:
    article = f"<article><p>{'The board met on Sunday and said nothing of use to anybody. ' * 20}</p></article>"
    comments = [
        f'<div class="c"><b class="user">{name}</b> <i>{date}</i><p>Shame.</p></div>'
        for name, date in zip(NAMES, SHOWN, strict=True)
    ]
    found = segmented(tmp_path, page(article, *comments))
    assert [draft.kind.value for draft in found.drafts] == ["web page"]


def test_a_day_that_a_poster_joined_is_not_the_day_of_a_post(tmp_path: Path) -> None:
    posts = [
        f'<div class="e"><b class="nick">{name}</b> <i>Joined: 3 May 2010</i> <i>{date}</i><p>{words}</p></div>'
        for name, date, words in zip(NAMES, SHOWN, WORDS, strict=True)
    ]
    assert [draft.date.edtf for draft in segmented(tmp_path, page(*posts)).drafts] == [FIRST, SECOND]


def linked(**main: object) -> str:
    description = {"@type": "DiscussionForumPosting", **main}
    return (
        f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **description})}</script>'
    )


def test_posts_described_in_json_ld_are_found_among_the_words_of_the_page(tmp_path: Path) -> None:
    answer = {
        "@type": "Comment",
        "author": {"name": "bargee"},
        "datePublished": f"{SECOND}:00Z",
        "text": "It sails now.",
    }
    description = linked(
        author={"@type": "Person", "name": "ottoline"},
        datePublished=f"{FIRST}:10+01:00",
        text=WORDS[0],
        comment=[answer],
    )
    found = segmented(tmp_path, page(description, f"<p>{WORDS[0]}</p><i>Reply</i><p>It sails <b>now</b>.</p>"))
    assert [(draft.authors, draft.date.edtf) for draft in found.drafts] == [
        (("ottoline",), FIRST),
        (("bargee",), SECOND),
    ]
    assert [found.source.text[draft.start : draft.end] for draft in found.drafts] == [WORDS[0], "It sails now."]


def test_a_description_of_words_that_the_page_does_not_show_makes_no_post(tmp_path: Path) -> None:
    description = linked(author="ottoline", datePublished=FIRST, text="Other words than these.")
    found = segmented(tmp_path, page(description, f"<p>{WORDS[0]}</p>"))
    assert [draft.kind.value for draft in found.drafts] == ["web page"]


def test_the_line_above_a_box_of_code_is_none_of_the_words(tmp_path: Path) -> None:
    code = (
        "Try this, it is short: <div class=codebox><p>Code: <a>Select all</a></p><pre>sail()</pre></div> And then go."
    )
    posts = (
        ENGINES["phpBB 3"].format(n=n, name=name, date=date, iso=FIRST, words=code)
        for n, (name, date) in enumerate(zip(NAMES, SHOWN, strict=True))
    )
    found = segmented(tmp_path, page(*posts))
    words = [" ".join(found.words.text[draft.start : draft.end].split()) for draft in found.drafts]
    assert words == ["Try this, it is short: sail() And then go."] * 2
