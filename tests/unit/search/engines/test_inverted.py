"""Inverted lists built and merged in whole arrays hold what a dictionary filled word by word holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.counting.arrays import narrow
from search.engines.whoosh import list_merge
from search.engines.whoosh.inverted import NO_INTEGERS, Inverted, invert, order_of
from search.engines.whoosh.list_merge import merge

Lists = dict[str, dict[int, list[int]]]
"""Token -> passage number -> positions."""

passages_of_words = st.lists(st.lists(st.sampled_from(["weir", "lido", "a", "zebra", "北"]), max_size=6), max_size=6)


def looked_up(lists: Inverted) -> Lists:
    found: Lists = {}
    for index, token in enumerate(lists.tokens):
        postings = lists.postings(index)
        ends = np.cumsum(postings.frequencies)
        found[token] = {
            number: postings.positions[end - count : end].tolist()
            for number, count, end in zip(
                postings.numbers.tolist(), postings.frequencies.tolist(), ends.tolist(), strict=True
            )
        }
    return found


def obvious(passages: Sequence[Sequence[str]], numbers: Sequence[int] | None = None) -> Lists:
    lists: Lists = {}
    for number, words in zip(numbers or range(len(passages)), passages, strict=True):
        for position, word in enumerate(words):
            lists.setdefault(word, {}).setdefault(number, []).append(position)
    return dict(sorted(lists.items()))


def inverted(passages: Sequence[Sequence[str]]) -> Inverted:
    tokens = list(dict.fromkeys(word for words in passages for word in words))
    return invert(
        tokens,
        np.array([tokens.index(word) for words in passages for word in words], np.uint32),
        np.array([number for number, words in enumerate(passages) for _ in words], np.uint32),
        np.array([position for words in passages for position, _ in enumerate(words)], np.uint32),
    )


@given(passages_of_words)
def test_inverting_keeps_every_word_where_it_stands(passages: list[list[str]]) -> None:
    assert looked_up(inverted(passages)) == obvious(passages)


@given(passages_of_words)
def test_without_positions_the_passages_of_each_token_are_kept(passages: list[list[str]]) -> None:
    with_positions = inverted(passages)
    tokens = list(with_positions.tokens)
    presence = invert(
        tokens,
        np.array([tokens.index(word) for words in passages for word in words], np.uint32),
        np.array([number for number, words in enumerate(passages) for _ in words], np.uint32),
    )
    assert list(presence.tokens) == tokens
    for index in range(len(tokens)):
        postings = presence.postings(index)
        assert postings.numbers.tolist() == with_positions.postings(index).numbers.tolist()
        assert postings.frequencies.size == postings.positions.size == 0


@given(
    st.lists(st.tuples(passages_of_words, st.randoms(use_true_random=False)), min_size=1, max_size=3),
    st.sampled_from([1, 3, 1_000]),
)
def test_merging_keeps_what_stays_under_its_new_number(
    sources: list,  # type: ignore[type-arg]
    at_once: int,
) -> None:
    parts, words, numbers = [], [], []
    following = 5
    for passages, chance in sources:
        renumbered = np.full(len(passages), -1, np.int64)
        for number, passage in enumerate(passages):
            if chance.random() < 0.7:
                renumbered[number] = following
                words.append(passage)
                numbers.append(following)
                following += 1
        parts.append((inverted(passages), renumbered))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_merge, "_MERGED_AT_ONCE", at_once)
        assert looked_up(merge(parts)) == obvious(words, numbers)


@given(passages_of_words, st.sampled_from(["", "w", "weir", "x", "z", "北"]))
def test_counts_are_of_live_passages(passages: list[list[str]], prefix: str) -> None:
    lists = inverted(passages)
    live = np.array([number % 3 != 0 for number in range(len(passages))], bool)
    indices = lists.prefix_range(prefix)
    starting = [token for token in lists.tokens if token.startswith(prefix)]
    assert [lists.tokens[index] for index in indices] == starting
    expected = [sum(token in words for words, alive in zip(passages, live, strict=True) if alive) for token in starting]
    assert lists.passage_counts(indices, live).tolist() == expected
    assert lists.passage_counts(indices, np.ones(len(passages), bool)).tolist() == [
        sum(token in words for words in passages) for token in starting
    ]


def test_a_token_that_is_not_there_has_no_index() -> None:
    lists = inverted([["weir", "lido"]])
    assert lists.index("weir") == 1
    assert lists.index("we") is None
    assert lists.index("zebra") is None


def test_numbers_take_the_least_room_that_holds_them() -> None:
    assert narrow(np.array([0, 255])).dtype == np.uint8
    assert narrow(np.array([256])).dtype == np.uint16
    assert narrow(np.array([70_000])).dtype == np.uint32
    assert narrow(NO_INTEGERS).dtype == np.uint8


def test_tokens_are_put_in_order_past_what_sixteen_bits_count() -> None:
    ranks = np.random.default_rng(3).integers(0, 200_000, 50_000).astype(np.uint32)
    for of_few_tokens in (ranks, ranks % 100, ranks[:0]):
        assert order_of(of_few_tokens).tolist() == np.argsort(of_few_tokens, kind="stable").tolist()
