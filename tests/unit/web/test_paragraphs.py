"""Plain text as blocks: what stays together, what is kept, and where passages and highlights fall."""

import textwrap
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from web.documents.paragraphs import Block, BlockKind, Span, text_blocks


def words(block: Block) -> str:
    return "".join(run.text for part in block.parts for run in part.runs)


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, words(block)) for block in text_blocks(text, 0, len(text))]


def test_blank_lines_part_paragraphs() -> None:
    assert blocks("\n\nOne.\n\n \nTwo.\n") == [(BlockKind.PARAGRAPH, "One."), (BlockKind.PARAGRAPH, "Two.")]


def test_the_lines_of_an_address_stay_lines() -> None:
    assert blocks("3 Mill Street\nHern\nHX1 2AB") == [(BlockKind.PARAGRAPH, "3 Mill Street\nHern\nHX1 2AB")]


def test_a_hard_wrapped_paragraph_flows() -> None:
    prose = (
        "The committee met twice in the spring and once more, at the request of its members, before the summer. " * 3
    )
    wrapped = textwrap.fill(prose, 72)
    assert blocks(wrapped) == [(BlockKind.PARAGRAPH, prose.strip())]


def test_a_signature_under_hard_wrapped_text_keeps_its_lines() -> None:
    prose = textwrap.fill("The committee met twice in the spring and once more before the summer came. " * 3, 72)
    assert blocks(f"{prose}\n\nYours\nAnn Bell")[-1] == (BlockKind.PARAGRAPH, "Yours\nAnn Bell")


def test_long_lines_are_paragraphs_of_their_own() -> None:
    long = "word " * 30 + "end."
    assert blocks(f"{long}\n{long}") == [(BlockKind.PARAGRAPH, long), (BlockKind.PARAGRAPH, long)]


def test_list_items_and_references_are_set_one_by_one() -> None:
    found = blocks("We ask:\n* for answers\n*for time\n1. A book\n[2] A paper")
    assert [kind for kind, _ in found] == [BlockKind.PARAGRAPH, *[BlockKind.ITEM] * 4]
    assert found[1][1] == "* for answers"


def test_a_year_at_the_start_of_a_line_is_no_item() -> None:
    assert blocks("2015 was dry.")[0][0] is BlockKind.PARAGRAPH


def test_an_emphasised_word_at_the_start_of_a_line_is_no_item() -> None:
    assert blocks("*Never* again.")[0][0] is BlockKind.PARAGRAPH
    assert blocks("**Never** again.")[0][0] is BlockKind.PARAGRAPH


def test_quoted_lines_and_headings_are_told_apart() -> None:
    assert [kind for kind, _ in blocks("# Title\n> said\n> she\nI agree.")] == [
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]


def test_the_signs_of_a_heading_are_set_apart_from_its_words() -> None:
    (block,) = text_blocks("## Two pools", 0, 12, [Span(0, 12, 1, ((3, 6),))])
    runs = [(run.text, run.quiet, run.marked) for part in block.parts for run in part.runs]
    assert runs == [("##", True, False), (" ", False, False), ("Two", False, True), (" pools", False, False)]


def test_a_passage_that_begins_within_a_paragraph_does_not_break_it() -> None:
    (block,) = text_blocks("One. Two.", 0, 9, [Span(0, 5, 1), Span(5, 9, 2)])
    assert [(part.ordinal, part.opens) for part in block.parts] == [(1, True), (2, True)]


def test_the_anchor_of_a_passage_stands_once_where_it_begins() -> None:
    text = "One.\n\nTwo.\n\nThree."
    found = text_blocks(text, 0, len(text), [Span(0, len(text), 7)])
    assert [part.opens for block in found for part in block.parts] == [True, False, False]


def test_a_highlight_across_a_wrapped_line_is_marked_in_one_piece() -> None:
    prose = "The committee met twice in the spring and once more before the summer of the open"
    text = f"{prose}\nletter that it had been sent by the members of the club and by their friends."
    at = text.index("open\nletter")
    (block,) = text_blocks(text, 0, len(text), [Span(0, len(text), 1, ((at, at + 11),))])
    assert [run.text for part in block.parts for run in part.runs if run.marked] == ["open letter"]


LINES = st.lists(st.text(st.sampled_from("ab .>*#1)\t—é"), max_size=120), max_size=12)


@example(lines=["", "", "", "111111 1"], cuts=[9, 10])
@given(lines=LINES, cuts=st.lists(st.integers(0, 500), max_size=6))
def test_no_word_is_lost_or_repeated_and_every_passage_has_one_anchor(lines: list[str], cuts: list[int]) -> None:
    text = "\n".join(lines)
    bounds = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    spans = [Span(a, b, n) for n, (a, b) in enumerate(pairwise(bounds), start=1)]
    found = text_blocks(text, 0, len(text), spans)
    assert "".join("".join(map(words, found)).split()) == "".join(text.split())
    opened = [part.ordinal for block in found for part in block.parts if part.opens]
    worded = [span.ordinal for span in spans if text[span.start : span.end].strip()]
    assert [ordinal for ordinal in opened if ordinal in worded] == worded
    assert len(opened) == len(set(opened))
