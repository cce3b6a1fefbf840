"""The fallback: one document of whatever nothing else knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segmentation import segment
from indexer.segmenters import Draft
from search.model import Kind
from tests.unit.indexer.structured import plain_text, read_one

ESSAY = """On the manners of boards

When people first wrote to each other on boards, the software put a line above each message, and nobody thought about
that line until it was gone. This essay is about the line, and about what it taught us to expect of one another. It
was a plain thing, and always the same, which is why it worked; a reader knew where a speaker began and where he ended.

A typical one looked as follows:

Post by Ferdinand » Thu Jun 25, 2015 10:52 am

It told you who and when, and it never told you why. There is something to be said for that. I have often thought that
letters lost something when the date moved from the foot to the head.
"""
POEM = (
    "The Heron\n\nHe stands, 3 May 2014, 10:00,\ngrey on grey,\nand will not post, reply,\nor say.\n\nJoined: reeds 7\n"
)
CODE = 'def post(by: str) -> str:\n    """Post by Ada » Mon Mar 03, 2014 9:01 am"""\n    return f"Post by {by} » now"\n'
LOG = "ERROR 2015-06-25 10:52:01\ndisk full\nINFO 2015-06-25 10:53:01\nretry\nERROR 2015-06-25 10:54:01\ndisk full\n"
DIARY = "Diary\n\nMonday 3 March 2014, 10:00\nWent to the mill.\n\nTuesday 4 March 2014, 11:30\nRain.\n"
MINUTES = (
    "Meetings\n\nBudget day - 3 March 2014, 19:30\nPresent: A, B.\n\nPlanning day - 10 March 2014, 19:30\nNobody.\n"
)
BLOG = "The pond\n\nPosted by Ada Birch on 3 March 2014 at 10:15\n\nIt was dug in 1802, and nobody knows why.\n"
BYLINE = "The pond\n\nby Ada Birch\n3 March 2014\n\nIt was dug in 1802, and nobody knows why.\n"


@pytest.mark.parametrize("text", [ESSAY, POEM, CODE, LOG, DIARY, MINUTES, BLOG, BYLINE])
def test_prose_poetry_code_and_logs_stay_one_web_page(text: str) -> None:
    segmented = segment(plain_text(text))
    (draft,) = segmented.drafts
    assert draft.kind is Kind.WEB_PAGE
    assert text[draft.start : draft.end] == text.strip()


def test_the_title_is_the_first_line_cut_at_a_word() -> None:
    (draft,) = segment(plain_text("word " * 60)).drafts
    assert draft.title.endswith("word…")
    assert len(draft.title) <= 121


def test_a_source_without_words_has_no_document() -> None:
    segmented = segment(plain_text(" \n\n\t"))
    assert (segmented.drafts, segmented.segmenter, segmented.confidence) == ((), "", 0.0)


def test_a_heading_is_the_title_of_a_markdown_page(tmp_path: Path) -> None:
    path = tmp_path / "pond.md"
    path.write_text("Some words first.\n\n## The **pond**\n\nDug by hand.\n", encoding="utf-8")
    assert segment(read_one(path)).drafts[0].title == "The pond"


def page(folder: Path, markup: str) -> tuple[Draft, str]:
    path = folder / "page.html"
    path.write_text(markup, encoding="utf-8")
    source = read_one(path)
    (draft,) = segment(source).drafts
    return draft, source.text[draft.start : draft.end]


def test_only_the_main_part_of_a_page_is_the_document(tmp_path: Path) -> None:
    _, words = page(tmp_path, "<header>Masthead</header><main><h1>Pond</h1><p>Dug.</main><aside>See also</aside>")
    assert words == "Pond\n\nDug."


def test_a_teaser_is_not_taken_for_the_main_part(tmp_path: Path) -> None:
    _, words = page(tmp_path, f"<article>Teaser</article><p>{'Long words. ' * 20}")
    assert words.startswith("Teaser")


def test_what_the_page_states_is_taken_from_it(tmp_path: Path) -> None:
    draft, _ = page(
        tmp_path,
        '<title>Library row</title><meta property="og:type" content="article"><meta name=author content="Jo Stamp">'
        '<meta property="article:published_time" content="2014-05-06T08:00:00Z"><p>Words.',
    )
    assert (draft.kind, draft.title, draft.authors) == (Kind.NEWS_ARTICLE, "Library row", ("Jo Stamp",))
    assert (draft.date.edtf, draft.date.stated_in) == ("2014-05-06", "the page's metadata")
