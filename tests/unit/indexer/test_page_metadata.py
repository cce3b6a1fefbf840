"""What a saved page states of itself, under the names that sites give it: its authors, its day, and that it is news."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segmentation import segment
from indexer.segmenters import Draft
from search.model import Kind
from tests.unit.indexer.structured import read_one

ADDRESS = '<link rel="canonical" href="https://www.harbournews.example/ferry">'


def page(folder: Path, head: str, body: str = "") -> Draft:
    path = folder / "page.html"
    path.write_text(f"<head><title>Ferry</title>{head}</head><body><p>It sailed.</p>{body}</body>", encoding="utf-8")
    (draft,) = segment(read_one(path)).drafts
    return draft


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("By  Ada Birch", ["Ada Birch"]),
        ("Ada Birch, Harbour News", ["Ada Birch"]),
        ("Ada Birch, Tom B. Bell, and Otto Lisle, HARBOUR NEWS", ["Ada Birch", "Tom B. Bell", "Otto Lisle"]),
        ("Ada Birch and Tom Bell", ["Ada Birch", "Tom Bell"]),
        ("Ada Birch, Shipping Correspondent", ["Ada Birch, Shipping Correspondent"]),
        ("Birch, Ada", ["Birch, Ada"]),
        ("Black and White", ["Black and White"]),
        ("Harbour News", ["Harbour News"]),
    ],
)
def test_a_byline_is_the_people_in_it_without_their_paper(tmp_path: Path, stated: str, authors: list[str]) -> None:
    assert list(page(tmp_path, f'{ADDRESS}<meta name="author" content="{stated}">').authors) == authors


def test_who_is_linked_as_author_counts_where_only_the_paper_is_named(tmp_path: Path) -> None:
    link = '<p>By <a rel="author" href="/ada">Ada Birch</a> | <a rel="author" href="/ada">Ada Birch</a></p>'
    assert page(tmp_path, f'{ADDRESS}<meta name="author" content="harbournews.example">', link).authors == (
        "Ada Birch",
    )


def test_many_who_are_linked_as_authors_are_those_of_other_articles(tmp_path: Path) -> None:
    links = "".join(
        f'<a rel="author" href="/{n}">{name} Bell</a> ' for n, name in enumerate(("Ada", "Tom", "Ida", "Ann"))
    )
    assert page(tmp_path, ADDRESS, links).authors == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="pubdate" content="May 3, 2015 13:42">',
        '<meta name="publish_date" content="Sun, 03 May 2015 23:40:00 EST">',
        '<meta name="pub_date" content="20150503">',
        '<meta name="article_date_original" content="Sunday, May 3, 2015, 12:06 PM">',
        '<meta name="DC.date.issued" content="2015-05-03">',
        '<meta itemprop="datePublished" content="2015-05-03T23:57:05.34">',
        '<time itemprop="datePublished" datetime="2015-05-03T23:40:00+02:00">yesterday</time>',
    ],
)
def test_the_day_of_publication_is_read_under_the_names_that_sites_give_it(tmp_path: Path, markup: str) -> None:
    draft = page(tmp_path, '<meta property="og:type" content="article">', markup)
    assert (draft.date.edtf, draft.kind) == ("2015-05-03", Kind.NEWS_ARTICLE)


def test_two_marked_moments_say_nothing_of_the_page(tmp_path: Path) -> None:
    moments = "".join(f'<time itemprop="datePublished" datetime="2015-05-0{day}">then</time>' for day in (3, 4))
    assert page(tmp_path, "", moments).date.edtf is None
