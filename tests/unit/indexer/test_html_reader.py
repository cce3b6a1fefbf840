"""HTML: the page as text with blocks, what it states about itself, and the span of each element."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from indexer.readers import UnreadableError
from indexer.readers.html import looks_like_html
from indexer.readers.html_tree import HtmlSource
from indexer.structure import BlockKind
from tests.unit.indexer.structured import assert_blocks_cover, read_all, read_one


def html_source(folder: Path, markup: str) -> HtmlSource:
    path = folder / "page.html"
    path.write_text(markup, encoding="utf-8")
    source = read_one(path)
    assert isinstance(source, HtmlSource)
    return source


def test_text_is_rendered_as_a_browser_shows_it(tmp_path: Path) -> None:
    source = html_source(
        tmp_path,
        "<h1>The <i>old</i>\n pond</h1><p>Dug by<br>hand &amp; spade.<br><br>In 1802.<ul><li>deep<li>cold</ul>"
        "<pre>\n  a\n    b\n</pre><div>one<div>two</div></div>",
    )
    assert source.text == "The old pond\n\nDug by\nhand & spade.\n\nIn 1802.\n\ndeep\ncold\n\n\n  a\n    b\n\none\ntwo"


def test_blocks_are_known_by_their_elements(tmp_path: Path) -> None:
    source = html_source(
        tmp_path,
        "<h2>Head</h2><p>Words<ul><li>item<ul><li>inner</ul></ul><blockquote><p>said</blockquote><pre>code</pre>"
        "<table><tr><td>a<td>b</table>",
    )
    assert [(block.kind, block.level, source.block_text(block)) for block in source.blocks] == [
        (BlockKind.HEADING, 2, "Head"),
        (BlockKind.PARAGRAPH, 0, "Words"),
        (BlockKind.LIST_ITEM, 1, "item"),
        (BlockKind.LIST_ITEM, 2, "inner"),
        (BlockKind.QUOTE, 1, "said"),
        (BlockKind.PREFORMATTED, 0, "code"),
        (BlockKind.TABLE_ROW, 0, "a\tb"),
    ]


def test_cells_of_a_table_that_lays_out_the_page_are_paragraphs(tmp_path: Path) -> None:
    source = html_source(tmp_path, "<table><tr><td>Menu<br>Home<td><p>Long words.<p>More words.</table>")
    assert [(block.kind, source.block_text(block)) for block in source.blocks] == [
        (BlockKind.PARAGRAPH, "Menu\nHome"),
        (BlockKind.PARAGRAPH, "Long words."),
        (BlockKind.PARAGRAPH, "More words."),
    ]


def test_what_is_not_shown_or_no_words_of_the_page_is_left_out(tmp_path: Path) -> None:
    source = html_source(
        tmp_path,
        "<title>no</title><script>no()</script><style>no</style><nav>no</nav><div role=navigation>no</div>"
        "<p hidden>no<p style='display: none'>no<form><button>no</button><select><option>no</select></form>"
        "<!-- no --><main><p>Kept</p><footer>kept too</footer></main> tail <footer>no</footer>",
    )
    assert source.text.split() == ["Kept", "kept", "too", "tail"]


def test_blocks_leave_out_only_white_space(tmp_path: Path) -> None:
    assert_blocks_cover(
        html_source(tmp_path, "a<p>&nbsp;</p> <b> b </b>&nbsp;<i>c</i><td>d<hr>e<pre>\n\n f </pre><br><br>g")
    )


def test_each_element_can_be_found_in_the_text(tmp_path: Path) -> None:
    source = html_source(tmp_path, "<p id=one>First <b>bold</b> words<p id=two>Second<p id=none> ")
    tree = source.tree.parse()
    words = {
        element.get("id") or element.tag: source.text[slice(*tree.spans[element])]
        for element in tree.root.iter()
        if element in tree.spans
    }
    assert words["one"] == "First bold words"
    assert words["b"] == "bold"
    assert words["two"] == "Second"
    assert "none" not in words


def test_a_page_with_its_tree_can_be_sent_to_another_process(tmp_path: Path) -> None:
    source = html_source(tmp_path, "<p>one<p>two")
    source.tree.parse()
    assert pickle.loads(pickle.dumps(source)) == source


def test_json_ld_says_most_about_a_page(tmp_path: Path) -> None:
    article = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Carrow Echo"},
            {
                "@type": "NewsArticle",
                "headline": "Library row deepens",
                "author": [{"@type": "Person", "name": "Jo Stamp"}, {"@type": "Person", "name": "Al Reed"}],
                "datePublished": "2014-05-06T23:30:00-05:00",
                "publisher": {"name": "Carrow Echo"},
            },
        ],
    }
    source = html_source(
        tmp_path,
        "<title>x</title><meta name=author content=staff>"
        f'<script type="application/ld+json">{json.dumps(article)}</script>'
        '<link rel=canonical href="https://echo.example/1"><p>Words',
    )
    assert dict(source.metadata) == {
        "title": "Library row deepens",
        "authors": '["Jo Stamp", "Al Reed"]',
        "date": "2014-05-06",
        "site": "Carrow Echo",
        "url": "https://echo.example/1",
        "kind": "news article",
    }


def test_meta_elements_are_read_where_there_is_no_json_ld(tmp_path: Path) -> None:
    source = html_source(
        tmp_path,
        "<!-- saved from url=(0023)https://pond.example/dug --><title>The pond | Pond society</title><h1>The pond</h1>"
        '<meta name="author" content="Ada Birch"><meta name="date" content="2014-03">'
        '<script type="application/ld+json">{broken</script>',
    )
    assert dict(source.metadata) == {
        "title": "The pond",
        "authors": '["Ada Birch"]',
        "date": "2014-03",
        "url": "https://pond.example/dug",
    }


def test_the_name_of_the_site_in_a_heading_is_not_the_title_of_the_page(tmp_path: Path) -> None:
    source = html_source(tmp_path, "<title>The pond - Valley forum</title><h1>Valley forum</h1>")
    assert source.metadata["title"] == "The pond - Valley forum"


@pytest.mark.parametrize("declared", ["windows-1251", "WINDOWS-1251"])
def test_the_declared_encoding_is_used(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<meta charset={declared}><p>Да".encode("cp1251"))
    assert read_one(path).text == "Да"


def test_an_xml_declaration_does_not_confuse_the_parser(tmp_path: Path) -> None:
    source = html_source(tmp_path, '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>café</p></body></html>')
    assert source.text == "café"


@pytest.mark.parametrize("markup", ["", "   ", "<!-- nothing -->", "<html></html>"])
def test_an_empty_page_has_no_words(tmp_path: Path, markup: str) -> None:
    assert html_source(tmp_path, markup).text == ""


def test_elements_nested_beyond_reason_are_refused_rather_than_lost(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 20_000 + "words", encoding="utf-8")
    with pytest.raises(UnreadableError, match="cannot be parsed"):
        read_all(path)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html>\n",
        b"\xef\xbb\xbf<html lang=en>",
        b"<!-- a -->\n<!-- b --><html>",
        b"<?xml version='1.0'?> <html>",
    ],
)
def test_a_page_is_known_by_its_beginning(head: bytes) -> None:
    assert looks_like_html(head)


@pytest.mark.parametrize("head", [b"Write <html> first.", b"<p>part", b"", b"<!-- html"])
def test_text_about_html_is_no_page(head: bytes) -> None:
    assert not looks_like_html(head)
