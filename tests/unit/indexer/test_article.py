"""The article of a saved page that does not mark it, among menus, lists of links and comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segmentation import segment
from indexer.segmenters import Draft
from search.model import Kind
from tests.unit.indexer.structured import read_one

MENU = (
    "<div id=top><a href=/>Home</a> <a href=/news>News</a></div>"
    "<div><ul><li><a href=a>Weather</a><li><a href=b>Jobs</a></ul></div>"
)
STORY = """
<p>The council has agreed to rebuild the west wall of the lido, which fell in the storms of February and closed it.</p>
<p>"We have been patient for long enough," said Councillor Ida Fenn, who has led the campaign since the autumn.</p>
<p>Work will begin in May and should cost forty thousand pounds, of which half has been raised by its friends.</p>
<p>A surveyor's report, seen by this paper, says that the wall had been undermined by a drain nobody had mapped.</p>"""
REST = (
    "<div class=related><h3>Most read</h3><ul><li><a href=x>Man bites dog</a><li><a href=y>Bus late</a></ul></div>"
    "<div class=comments><h3>Comments</h3><p>About time, I have been saying this for years.</p></div>"
    "<div id=foot>Copyright. All rights reserved. Cookies.</div>"
)


def page(folder: Path, body: str, head: str = "<title>Lido wall to be rebuilt</title>") -> tuple[Draft, str]:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    source = read_one(path)
    (draft,) = segment(source).drafts
    return draft, source.text[draft.start : draft.end]


def story(byline: str = "", text: str = STORY) -> str:
    return f"{MENU}<div><div class=story><h1>Lido wall to be rebuilt</h1>{byline}{text}</div>{REST}</div>"


def test_the_article_is_the_document_without_menus_links_and_comments(tmp_path: Path) -> None:
    _, words = page(tmp_path, story("<p class=byline>By Mabel Orrin</p><p>Published: 12 March 2014</p>"))
    assert words.startswith("Lido wall to be rebuilt\n\nBy Mabel Orrin\n\nPublished: 12 March 2014\n\nThe council")
    assert words.endswith("a drain nobody had mapped.")


def test_byline_and_date_line_are_read_and_said_to_be_such(tmp_path: Path) -> None:
    draft, _ = page(tmp_path, story("<p class=byline>By Mabel Orrin</p><p>Published: 12 March 2014</p>"))
    assert (draft.kind, draft.title, draft.authors) == (
        Kind.NEWS_ARTICLE,
        "Lido wall to be rebuilt",
        ("Mabel Orrin",),
    )
    assert (draft.date.edtf, draft.date.stated_in) == ("2014-03-12", "its dateline")


def test_what_the_page_states_itself_goes_before_what_its_words_show(tmp_path: Path) -> None:
    head = (
        "<title>Lido wall to be rebuilt</title><meta name=author content='Nia Prys'>"
        "<meta name=date content='2014-03-11'>"
    )
    draft, _ = page(tmp_path, story("<p class=byline>By Mabel Orrin</p><p>Published: 12 March 2014</p>"), head)
    assert (draft.authors, draft.date.edtf, draft.date.stated_in) == (
        ("Nia Prys",),
        "2014-03-11",
        "the page's metadata",
    )


@pytest.mark.parametrize(
    ("byline", "text"),
    [
        ("", STORY),
        ("<p class=byline>By Mabel Orrin</p>", STORY.replace(" said ", " wrote ").replace(" says ", " shows ")),
    ],
)
def test_without_byline_or_without_reported_speech_it_is_no_news(tmp_path: Path, byline: str, text: str) -> None:
    draft, _ = page(tmp_path, story(byline, text))
    assert draft.kind is Kind.WEB_PAGE


def test_a_page_of_links_stays_whole(tmp_path: Path) -> None:
    _, words = page(tmp_path, MENU + REST)
    assert words.startswith("Home News")
    assert words.endswith("Cookies.")


def test_a_date_deep_in_a_sentence_does_not_date_the_article(tmp_path: Path) -> None:
    later = STORY.replace(
        "Work will begin in May", "Since the wall was inspected on 4 March 2013 by two engineers, work"
    )
    draft, _ = page(tmp_path, story("", later))
    assert draft.date.edtf is None


@pytest.mark.parametrize(
    ("above", "date"),
    [
        ("<p>3 March 2014</p><p>Updated: Wednesday, 12 March 2014</p>", "2014-03-12"),
        ("<p>5/3/2014</p>", "2014-03-05"),
    ],
)
def test_a_day_that_the_markup_states_too_is_the_article_s_and_else_the_first_line_with_one(
    tmp_path: Path, above: str, date: str
) -> None:
    draft, _ = page(tmp_path, story(above), '<meta property="og:article:published_time" content="2014-03-12">')
    assert draft.date.edtf == date


def test_a_person_s_byline_and_reported_speech_are_news_and_a_body_s_are_not(tmp_path: Path) -> None:
    kinds = [
        page(tmp_path, story(), f'<meta name="author" content="{name}">')[0].kind
        for name in ("Mabel Orrin", "Lido Trust")
    ]
    assert kinds == [Kind.NEWS_ARTICLE, Kind.WEB_PAGE]


def test_an_article_whose_script_parts_no_words_is_found_too(tmp_path: Path) -> None:
    paragraph = (
        "市议会决定重建西墙。该墙在二月的风暴中倒塌，迫使泳池关闭至今。议员说，大家已经等得够久了。工程将于五月开始。"
    )
    text = "".join(f"<p>{number}。{paragraph}</p>" for number in range(3))
    draft, words = page(tmp_path, story("<p>2014年3月12日 10:30</p>", text))
    assert words.startswith("Lido wall to be rebuilt\n\n2014年3月12日")
    assert words.endswith(paragraph)
    assert draft.date.edtf == "2014-03-12T10:30"
