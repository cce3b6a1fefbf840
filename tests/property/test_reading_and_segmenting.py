"""Whatever a file holds: nothing is lost, offsets are right, and segmenting ends without a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.readers import UnreadableError, UnreadableRecord, reader_for
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import parse_markup
from indexer.readers.markdown import markdown_blocks
from indexer.readers.text import text_blocks
from indexer.segmentation import segment
from indexer.structure import StructuredText
from tests.property.laws import assert_blocks_cover, assert_drafts_fit, assert_each_word_is_in_one_passage

LINES = st.sampled_from(
    [
        "",
        "",
        "Re: The pond",
        "The pond",
        "Post by ada » Mon Mar 03, 2014 9:01 am",
        "Post by bo » Tue Mar 04, 2014 9:01 am",
        "Post by ada",
        "Mon Mar 03, 2014 9:01 am",
        "Submitted by ada on Sat, 03/10/2015 - 22:40",
        "« Reply #3 on: June 25, 2015, 10:52:00 am »",
        "ada | 2017-01-02 00:59:46 UTC | #1",
        "25-06-2015, 10:52 AM #2",
        "From: Ada Birch <ada>",
        "Date: Tue, 2 Apr 2019 14:37:30 -0400",
        "ada",
        "Posts: 95",
        "Joined: Fri Dec 27, 2013 11:13 pm",
        "Top",
        "• Quote",
        "━━━━━━",
        "Post Reply",
        "Who is online",
        "The text of the open letter is as follows:",
        "Ada's Group has sent an open letter to the mayor, the board and all clerks:",
        "Dear Ms Hobbs,",
        "Yours sincerely,",
        "Ada Birch",
        "It is in the Argus today, see the report:",
        "From the Argus, 6 May 2014:",
        "Argus story - ... -pond",
        "https://argus.example/1",
        "By Jo Stamp",
        "For more information contact:",
        "bo wrote:",
        "> quoted",
        "I think so too!",
        "The chairman said that the pond was dry. “We looked,” he told the Argus. " * 3,
        "We call on you to fill the pond again, and to say when it will be done. " * 4,
        "# A heading",
        "* an item",
        "\t indented \u00a0",
        "---",
        "title: x",
    ]
)
FORUM_TEXT = st.lists(LINES, max_size=40).map("\n".join)
TAGS = ("p", "div", "pre", "b", "blockquote", "table", "nav", "footer", "h2", "script", "article", "main", "ul")
PIECES = ("<br>", "<li>", "<tr>", "<td>", "words", " ", "\n", "  two words", "&nbsp;", "&amp;", "<!-- c -->", "<")
MARKUP = st.lists(
    st.sampled_from([*PIECES, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)]), max_size=40
).map("".join)


@given(st.one_of(st.text(max_size=300), FORUM_TEXT))
def test_blocks_of_any_text_leave_out_only_white_space(text: str) -> None:
    lines_as_read = text.replace("\r\n", "\n").replace("\r", "\n")
    assert_blocks_cover(lines_as_read, text_blocks(lines_as_read))
    assert_blocks_cover(lines_as_read, markdown_blocks(lines_as_read))


@given(MARKUP)
def test_rendered_html_has_blocks_and_spans_that_fit_its_text(markup: str) -> None:
    root = parse_markup(markup)
    rendered = render(root)
    assert_blocks_cover(rendered.text, rendered.blocks)
    for start, end in rendered.spans.values():
        words = rendered.text[start:end]
        assert words
        assert words == words.strip()


@given(st.one_of(FORUM_TEXT, st.text(max_size=300)))
def test_any_text_is_segmented_into_drafts_that_fit_it(text: str) -> None:
    lines_as_read = text.replace("\r\n", "\n").replace("\r", "\n")
    source = StructuredText("any.txt", "text/plain", lines_as_read, text_blocks(lines_as_read))
    segmented = segment(source)
    assert_drafts_fit(segmented)
    assert_each_word_is_in_one_passage(segmented)
    assert bool(segmented.drafts) == bool(lines_as_read.strip())


@given(
    suffix=st.sampled_from(["txt", "md", "html", "jsonl", "jsonl.gz"]),
    content=st.one_of(st.binary(max_size=400), FORUM_TEXT.map(str.encode), MARKUP.map(str.encode)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(content)
    try:
        reader = reader_for(path)
        assert reader is not None
        sources = list(reader.read(path, path.name))
    except UnreadableError:
        return
    for source in sources:
        if isinstance(source, UnreadableRecord):
            assert source.reason
        else:
            assert_blocks_cover(source.text, source.blocks)
            segmented = segment(source)
            assert_drafts_fit(segmented)
            assert_each_word_is_in_one_passage(segmented)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("line", ["https://argus.example/1", "The report in the Argus:", "'", "“", "(", "A B C D. "])
def test_a_post_of_one_line_over_and_over_is_segmented_in_time(line: str) -> None:
    text = "Pond\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\n" + f"{line}\n\n" * 3_000
    assert len(segment(StructuredText("many.txt", "text/plain", text, text_blocks(text))).drafts) >= 1
