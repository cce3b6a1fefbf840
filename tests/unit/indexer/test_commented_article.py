"""Saved articles with comments below them, and comments that lie within those that they answer."""

from __future__ import annotations

from pathlib import Path

from indexer.segmentation import SegmentedSource, segment
from search.model import Kind
from tests.unit.indexer.structured import read_one

STORY = (
    "<p>On Monday the quay was full of people with prams and crates of hens, and there was no ferry. On Tuesday there "
    "were fewer people and no ferry. By Wednesday the hens had gone home, and the harbour master said that the "
    "timetable had always been meant as a suggestion.</p><p>I have lived here for forty years and have never known it "
    "late by less than a day, but this is the first time that nobody even pretended to look for it.</p>"
)
ARTICLE = f'<article><h1>No ferry</h1><p>By <a rel="author">Otto Lisle</a>, May 13, 2015</p>{STORY}</article>'
SAID = {
    "ottoline": "Whatever the poster says, it never sails.",
    "bargee": "It hangs by the pier.",
    "Ada": "He does not.",
}


def comment(name: str, day: int, answers: str = "") -> str:
    return (
        f'<li class="comment" id="comment-{day}"><div class="comment-body"><div class="comment-author"><b class="fn">'
        f'{name}</b> <span class="says">says:</span></div><div class="comment-meta"><a>May {day}, 2015 at 7:52 PM</a>'
        f'</div><p>{SAID[name]}</p><div class="reply"><a>Reply</a></div></div>{answers}</li>'
    )


def segmented(folder: Path, *parts: str) -> SegmentedSource:
    path = folder / "saved.html"
    path.write_text(f"<html><head><title>No ferry</title></head><body>{''.join(parts)}</body></html>", "utf-8")
    return segment(read_one(path))


def comments_in(found: SegmentedSource) -> list[tuple[str, str | None, str]]:
    return [
        (draft.authors[0], draft.date.edtf, found.source.text[draft.start : draft.end])
        for draft in found.drafts
        if draft.kind is Kind.FORUM_POST
    ]


def test_an_article_and_each_comment_below_it_are_documents(tmp_path: Path) -> None:
    answer = f'<ul class="children">{comment("bargee", 15)}</ul>'
    listed = f'<ol class="comment-list">{comment("ottoline", 14, answer)}{comment("Ada", 16)}</ol>'
    found = segmented(tmp_path, ARTICLE, f'<section id="comments"><h2>3 thoughts</h2>{listed}</section>')
    article = found.drafts[0]
    assert found.source.text[article.start : article.end].endswith("pretended to look for it.")
    assert comments_in(found) == [
        ("ottoline", "2015-05-14T19:52", SAID["ottoline"]),
        ("bargee", "2015-05-15T19:52", SAID["bargee"]),
        ("Ada", "2015-05-16T19:52", SAID["Ada"]),
    ]
    assert {draft.reply_to for draft in found.drafts[1:]} == {article.key}


def test_a_single_comment_is_a_document_too(tmp_path: Path) -> None:
    found = segmented(tmp_path, ARTICLE, f'<ol class="commentlist">{comment("ottoline", 14)}</ol>')
    assert comments_in(found) == [("ottoline", "2015-05-14T19:52", SAID["ottoline"])]
    assert len(found.drafts) == 2


def test_comments_in_a_list_of_terms_are_documents_too(tmp_path: Path) -> None:
    comments = "".join(
        f'<dt class="comment-author"><a>{name}</a> said...</dt><dd class="comment-body"><p>{SAID[name]}</p></dd>'
        f'<dd class="comment-footer"><a>{day} May 2015 at 19:52</a></dd>'
        for day, name in enumerate(SAID, start=14)
    )
    found = segmented(tmp_path, ARTICLE, f'<div id="comments"><dl>{comments}</dl></div>')
    assert [(author, when) for author, when, _ in comments_in(found)] == [
        (name, f"2015-05-{day}T19:52") for day, name in enumerate(SAID, start=14)
    ]
    assert [words for _, _, words in comments_in(found)] == list(SAID.values())


def test_an_article_and_its_comments_that_microdata_marks_are_documents(tmp_path: Path) -> None:
    comments = "".join(
        f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><b itemprop="author">{name}</b> '
        f'<time itemprop="dateCreated" datetime="2015-05-{day}T19:52">{day} May 2015</time>'
        f'<div itemprop="text">{SAID[name]}</div></div>'
        for day, name in enumerate(SAID, start=14)
    )
    found = segmented(
        tmp_path,
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">No ferry again</h1>'
        '<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ruth Ellery'
        '</span></span> <time itemprop="datePublished" datetime="2015-05-13">13 May 2015</time></p>'
        f'<div itemprop="articleBody"><p>{"The board met and said nothing of use. " * 5}</p></div>{comments}</article>',
    )
    article = found.drafts[0]
    assert (article.kind, article.title, article.authors, article.date.edtf) == (
        Kind.NEWS_ARTICLE,
        "No ferry again",
        ("Ruth Ellery",),
        "2015-05-13",
    )
    assert [author for author, _, _ in comments_in(found)] == list(SAID)


def test_an_article_without_comments_stays_one_document(tmp_path: Path) -> None:
    form = '<div id="comments"><h3>Leave a reply</h3><p>Comments closed on May 20, 2015 by the editor.</p></div>'
    assert len(segmented(tmp_path, ARTICLE, form).drafts) == 1


def test_of_comments_within_comments_each_has_its_own_words_and_the_date_of_its_title(tmp_path: Path) -> None:
    def post(name: str, day: int, answers: str = "") -> str:
        return (
            f'<li class="post"><div class="content"><span class="author"><a>{name}</a></span> '
            f'<a class="time-ago" title="Posted on May {day}, 2015 7:52 PM">10 years ago</a><div class="message">'
            f'<p>{SAID[name]}</p></div></div><ul class="children">{answers}</ul></li>'
        )

    thread = f'<div id="disqus_thread"><ul>{post("ottoline", 14, post("bargee", 15))}{post("Ada", 16)}</ul></div>'
    assert comments_in(segmented(tmp_path, ARTICLE, thread)) == [
        ("ottoline", "2015-05-14T19:52", SAID["ottoline"]),
        ("bargee", "2015-05-15T19:52", SAID["bargee"]),
        ("Ada", "2015-05-16T19:52", SAID["Ada"]),
    ]


def test_a_name_is_read_without_the_initial_that_stands_for_a_picture(tmp_path: Path) -> None:
    posts = "".join(
        f'<div class="item"><div class="PostUser"><a><span class="Avatar">{name[0]}</span> <span class="username">'
        f'{name}</span></a></div><time>May {day}, 2015 7:52 PM</time><div class="body"><p>{SAID[name]} And more '
        "words than that, for it is a thread of its own.</p></div></div>"
        for day, name in enumerate(SAID, start=14)
    )
    assert [author for author, _, _ in comments_in(segmented(tmp_path, posts))] == list(SAID)
