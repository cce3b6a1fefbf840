"""Whatever is typed is answered: with a tree, or with an error that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.errors import RequestError
from search.query import ParsedQuery, any_words, parse_query
from search.query.grammar import Syntax, read_by_grammar, read_syntax
from search.querytree import Nothing
from tests.property.strategies import query_strings

ANALYZER = Analyzer("english")


def parsed(query: str) -> ParsedQuery | RequestError:
    try:
        return parse_query(query, ANALYZER)
    except RequestError as error:
        return error


@given(query_strings)
@settings(max_examples=200)
@example('"' * 2_000)
@example("(" * 1_999 + "a")
@example(":[ " * 600)
@example("NOT " * 500)
def test_any_string_is_parsed_or_refused_with_advice(query: str) -> None:
    read = parsed(query)
    if isinstance(read, RequestError):
        assert read.parameter == "q"
        assert str(read)
        assert read.expected


@given(query_strings)
@settings(max_examples=200)
@example("¼?0")
def test_a_query_written_out_means_the_same_again(query: str) -> None:
    read = parsed(query)
    if isinstance(read, ParsedQuery) and read.tree != Nothing():
        again = parse_query(read.display, ANALYZER)
        assert again.tree == read.tree
        assert parse_query(again.display, ANALYZER) == again


@given(st.lists(st.sampled_from(["AND", "and", "OR", "NOT", "_", "é", "\u0301", "²", " ", "\t", "date"]) | st.text()))
@example(["lido", " ", "1"])
@example([" "])
def test_plain_words_are_read_as_the_grammar_reads_them(pieces: list[str]) -> None:
    query = "".join(pieces)
    read, by_grammar = outcome(read_syntax, query), outcome(read_by_grammar, query)
    assert read == by_grammar


def outcome(read: Callable[[str], Syntax], query: str) -> object:
    """All that the conversion looks at, or the error."""
    try:
        found = read(query)
    except RequestError as error:
        return str(error)
    return repr(found.root), found.notes, found.dangling and found.dangling.text


@given(query_strings)
def test_any_text_in_quotation_marks_is_a_query_for_its_words(query: str) -> None:
    words = ANALYZER.words(query)
    quoted = '"' + query.translate(str.maketrans("", "", '"“”„‟«»＂')) + '"'
    read = parsed(quoted)
    assert isinstance(read, ParsedQuery)
    assert (read.tree == Nothing()) == (not words)


@given(query_strings)
def test_any_text_can_be_read_as_a_bag_of_words(query: str) -> None:
    assert (any_words(query, ANALYZER) == Nothing()) == (not ANALYZER.words(query))
