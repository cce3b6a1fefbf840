"""Whatever the text and the query, a snippet is an exact slice and its highlights lie in it."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.highlighting import Highlighter, Occurrence
from search.querytree import And, Fuzzy, Not, Or, Phrase, Prefix, Query, Term, Wildcard
from search.snippets import MOST_MARKS, SENTENCE_END, make_snippet

ANALYZER = Analyzer("english")
WORDS = ["lido", "Lidos", "letter", "open", "café", "to", "be", "£1.9m", "back-to-work", "市営", "ไทย", "x" * 40]
texts = (
    st.lists(
        st.one_of(
            st.sampled_from(WORDS), st.sampled_from([" ", ". ", "\n\n", "…” ", "\u0301", "\u00ad"]), st.text(max_size=5)
        )
    ).map(" ".join)
    | st.text()
)
tokens = st.sampled_from([stem for word in WORDS for stem in ANALYZER.stems(word)])
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Term, st.just("text"), tokens),
    st.builds(Phrase, st.just("text"), st.lists(tokens, min_size=1, max_size=4).map(tuple), st.integers(0, 3)),
    st.builds(Prefix, st.just("text"), tokens.map(lambda token: token[:2])),
    st.builds(Wildcard, st.just("text"), st.text("*?lidoe[]", min_size=1, max_size=6)),
    st.builds(Fuzzy, st.just("text"), tokens, st.integers(1, 2)),
)
trees: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda children: And(tuple(children))),
        st.lists(inner, max_size=4).map(lambda children: Or(tuple(children))),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@given(text=texts, tree=trees, max_chars=st.integers(1, 120), offset=st.integers(0, 10))
def test_a_snippet_is_a_slice_that_holds_its_highlights(text: str, tree: Query, max_chars: int, offset: int) -> None:
    found = make_snippet(text, Highlighter(tree, ANALYZER), offset=offset, max_chars=max_chars)

    start = found.start - offset
    assert found.text == text[start : start + len(found.text)]
    assert len(found.text) <= max_chars
    assert found.text == found.text.strip()
    assert found.cut_before == bool(text[:start].strip())
    assert found.cut_after == bool(text[start + len(found.text) :].strip())
    ends = [0, *(edge for span in found.highlights for edge in span), len(found.text)]
    assert ends == sorted(ends)
    assert all(first < last for first, last in found.highlights)


@given(text=texts, tree=trees)
def test_what_is_met_in_a_text_shows_in_its_snippet(text: str, tree: Query) -> None:
    highlighter = Highlighter(tree, ANALYZER)
    assert bool(make_snippet(text, highlighter).highlights) == bool(highlighter.highlights(text))


prose = st.lists(st.sampled_from(["lido", "letter.", "undergoing", "it", "\n", "(open)", "council,"]), max_size=80).map(
    " ".join
)


@example(text="(open) lido lido lido lido lido", tree=Or((Term("text", "open"), Term("text", "lido"))), max_chars=30)
@given(text=prose, tree=trees, max_chars=st.integers(30, 120))
def test_no_word_is_cut_in_two(text: str, tree: Query, max_chars: int) -> None:
    found = make_snippet(text, Highlighter(tree, ANALYZER), max_chars=max_chars)
    before, after = text[: found.start][-1:], text[found.start + len(found.text) :][:1]
    assert not before.strip()
    assert not after.strip()


@given(text=prose, tree=trees, max_chars=st.integers(30, 120))
def test_no_other_stretch_that_fits_has_more_of_the_querys_words(text: str, tree: Query, max_chars: int) -> None:
    occurrences = Highlighter(tree, ANALYZER).occurrences(text)
    shown = make_snippet(text, Highlighter(tree, ANALYZER), max_chars=max_chars)
    end = shown.start + len(shown.text)
    room = max_chars - MOST_MARKS  # on the right; on the left they are looked for as well
    best = max((_within(occurrences, one.start, one.start - MOST_MARKS + room) for one in occurrences), default=(0, 0))
    assert _within(occurrences, shown.start, end) >= best


def _within(occurrences: list[Occurrence], start: int, end: int) -> tuple[int, int]:
    """How many leaves of the query, and how many occurrences, lie in a stretch."""
    met = [one.leaf for one in occurrences if start <= one.start and one.end <= end]
    return len(set(met)), len(met)


@given(st.text(alphabet='a.!…。"”’」) \n', max_size=30))
def test_sentences_end_where_the_plain_expression_finds_their_ends(text: str) -> None:
    plain = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][”’」』）]*\s*|\n\s*")
    assert [match.span() for match in SENTENCE_END.finditer(text)] == [match.span() for match in plain.finditer(text)]


@given(text=texts, word=st.sampled_from(WORDS))
def test_every_place_of_a_word_is_marked_and_nothing_else(text: str, word: str) -> None:
    stems = ANALYZER.stems(word)
    tree = Or(tuple(Term("text", stem) for stem in stems))
    expected = tuple((token.start, token.end) for token in ANALYZER.tokens(text) if token.stem in stems)
    assert Highlighter(tree, ANALYZER).highlights(text) == expected


@given(
    words=st.lists(st.sampled_from("abc"), max_size=12), phrase=st.lists(st.sampled_from("abc"), min_size=1, max_size=4)
)
def test_a_phrase_is_found_exactly_where_its_words_stand_in_a_row(words: list[str], phrase: list[str]) -> None:
    text = " ".join(words)
    places = [at for at in range(len(words)) if words[at : at + len(phrase)] == phrase]
    expected = sorted({(2 * (at + step), 2 * (at + step) + 1) for at in places for step in range(len(phrase))})
    assert Highlighter(Phrase("text", tuple(phrase)), ANALYZER).highlights(text) == tuple(expected)
