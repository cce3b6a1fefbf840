"""Passages: every character once, of a good size, along what the text is made of."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.passages import CHARS_A_WORD, MAX_WORDS, MIN_WORDS, split_passages
from indexer.structure import Block, BlockKind

MOST_WORDS = MAX_WORDS + MIN_WORDS // 2
SENTENCE = "The council met on Monday and heard what the swimmers had to say about it."


def blocks_of(text: str) -> list[Block]:
    """Paragraphs apart by empty lines; `#` starts a heading and `-` a list item."""
    kinds = {"#": BlockKind.HEADING, "-": BlockKind.LIST_ITEM}
    found = re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)
    return [
        Block(kinds.get(match[0][0], BlockKind.PARAGRAPH), match.start(), match.start() + len(match[0].rstrip()))
        for match in found
    ]


def passages_of(text: str, holes: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split_passages(text, 0, len(text), blocks_of(text), holes)]


def words(count: int, word: str = "word") -> str:
    return " ".join([word] * count)


paragraphs = st.one_of(
    st.text(max_size=200),
    st.integers(0, 400).map(words),
    st.integers(1, 30).map(lambda count: " ".join([SENTENCE] * count)),
    st.integers(1, 40).map(lambda count: "- " + words(count)),
    st.just("# A heading"),
    st.integers(1, 5000).map(lambda count: "字" * count),
)
texts = st.lists(paragraphs, max_size=12).map("\n\n".join)


@given(texts, st.data())
def test_every_character_outside_quoted_documents_is_in_exactly_one_passage(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    holes = [(start, end) for start, end in pairwise(cuts) if start < end][::2]
    start, end = data.draw(st.sampled_from([(0, len(text)), (len(text) // 3, len(text) - len(text) // 4)]))

    spans = split_passages(text, start, end, blocks_of(text), holes)

    covered = [offset for first, last in spans for offset in range(first, last)]
    assert len(covered) == len(set(covered))
    assert spans == sorted(spans)
    quoted = {offset for first, last in holes for offset in range(first, last)}
    own = set(range(start, end)) - quoted
    assert set(covered) <= own
    assert not "".join(text[offset] for offset in sorted(own - set(covered))).strip()


@given(texts)
def test_no_passage_is_empty_or_much_longer_than_the_limit(text: str) -> None:
    for passage in passages_of(text):
        assert passage.strip()
        assert len(passage.split()) <= MOST_WORDS
        assert sum(map(len, passage.split())) <= MOST_WORDS * CHARS_A_WORD + CHARS_A_WORD


@given(texts)
def test_without_quoted_documents_the_passages_joined_are_the_text(text: str) -> None:
    assert "".join(passages_of(text)) == ("" if not text.strip() else text)


@given(st.lists(st.integers(5, 60), min_size=8, max_size=60))
def test_plain_prose_gives_passages_of_the_stated_size(lengths: list[int]) -> None:
    text = "\n\n".join(f"{words(length)}." for length in lengths)
    *sizes, before_last, last = [0, 0, *(len(passage.split()) for passage in passages_of(text))]

    assert all(MIN_WORDS <= size <= MAX_WORDS for size in sizes if size)
    # The last two share what is left, along paragraphs, which here are never cut in two.
    assert all(MIN_WORDS // 2 <= size <= MAX_WORDS for size in (before_last, last) if size)


def test_a_short_document_is_one_passage() -> None:
    text = "Dear Anna,\n\nThank you for the map.\n\nYours, Ben"
    assert passages_of(text) == [text]


def test_a_passage_ends_with_its_paragraph_where_it_can() -> None:
    paragraph = " ".join([SENTENCE] * 6)
    assert passages_of(f"{paragraph}\n\n{paragraph}") == [f"{paragraph}\n\n", paragraph]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    passages = passages_of(" ".join([SENTENCE] * 40))
    assert len(passages) > 2
    assert all(passage.strip().startswith("The council") and passage.strip().endswith("it.") for passage in passages)


def test_a_heading_stays_with_what_follows_it() -> None:
    text = f"{words(100)}.\n\n# What was decided\n\n{words(120)}."
    assert passages_of(text)[1].startswith("# What was decided\n\nword")


def test_a_heading_before_a_long_paragraph_stays_with_its_first_sentence() -> None:
    text = f"{words(75)}.\n\n# What was decided\n\n{' '.join([SENTENCE] * 30)}"
    assert not any(passage.rstrip().endswith("decided") for passage in passages_of(text))


def test_list_items_and_references_stay_whole() -> None:
    items = [f"- {number} {words(70)}" for number in range(9)]
    passages = passages_of("\n\n".join(items))
    assert len(passages) > 1
    assert [item for passage in passages for item in passage.strip().split("\n\n")] == items


def test_a_text_without_sentences_is_cut_between_words() -> None:
    passages = passages_of(words(1000))
    assert "".join(passages) == words(1000)
    assert all(set(passage.split()) == {"word"} for passage in passages)


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    passages = passages_of("x" * 50_000)
    assert max(map(len, passages)) <= MOST_WORDS * CHARS_A_WORD


def test_the_words_after_a_quoted_document_are_a_passage_of_their_own() -> None:
    text = "Look at this:\n\nA quoted letter.\n\nWhat do you think?"
    hole = (text.index("A quoted"), text.index("\n\nWhat"))
    assert passages_of(text, (hole,)) == ["Look at this:\n\n", "\n\nWhat do you think?"]


def test_white_space_between_two_quoted_documents_is_no_passage() -> None:
    assert passages_of("One.\n\nTwo.\n\nThree.", ((0, 4), (6, 10))) == ["\n\nThree."]


def test_a_document_within_a_source_takes_no_words_of_its_neighbours() -> None:
    text = "First post.\n\nSecond post.\n\nThird post."
    assert split_passages(text, 13, 25, blocks_of(text)) == [(13, 25)]


@pytest.mark.uncounted
@pytest.mark.parametrize("unit", ["“", ". A", "(", "a ", "\n", "1.\n", "字。"], ids=repr)
def test_odd_texts_take_no_more_than_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count + "."
        started = time.process_time()
        split_passages(text, 0, len(text), [Block(BlockKind.PARAGRAPH, 0, len(text))])
        return time.process_time() - started

    seconds(1_000)
    assert seconds(60_000) < 12 * seconds(15_000) + 0.2


@given(texts, st.data())
def test_passages_begin_at_every_seam_and_still_hold_every_character_once(text: str, data: st.DataObject) -> None:
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text)]
    seams = sorted(data.draw(st.sets(st.sampled_from(starts), max_size=5))) if starts else []

    spans = split_passages(text, 0, len(text), blocks_of(text), seams=seams)

    assert "".join(text[start:end] for start, end in spans) == ("" if text.isspace() else text)
    assert {seam for seam in seams if text[:seam].strip()} <= {start for start, _ in spans}
    assert all(text[start:end].strip() for start, end in spans)
