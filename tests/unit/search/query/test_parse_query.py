"""What queries mean, how they are written out again, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from search.analysis import Analyzer
from search.dates import parse_date_filter
from search.errors import QuerySyntaxError, RequestError, UnknownFieldError
from search.query import parse_query
from search.query.limits import MAX_CLAUSES, MAX_DEPTH, MAX_EXPANDING_CLAUSES, MAX_QUERY_CHARS, MAX_SLOP
from search.querytree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
)

ANALYZER = Analyzer("english")


def words(*tokens: str) -> tuple[Query, ...]:
    return tuple(Term("text", token) for token in tokens)


def text(*tokens: str, slop: int = 0) -> Phrase:
    return Phrase("text", tokens, slop)


def dated(value: str) -> Dated:
    return Dated(parse_date_filter(value))


A, B, C, D = words("a", "b", "c", "d")

READINGS: list[tuple[str, Query, str]] = [
    # words
    ("sanctions", Term("text", "sanction"), "sanctions"),
    ("open letter", And(words("open", "letter")), "open AND letter"),
    ("cats and dogs or not", And(words("cat", "and", "dog", "or", "not")), "cats AND and AND dogs AND or AND not"),
    ("back-to-work", text("back", "to", "work"), '"back-to-work"'),
    ("don’t", Term("text", "don't"), "don’t"),
    ("£1.9m U.K. 350,000", And(words("1.9m", "uk", "350000")), "1.9m AND U.K AND 350,000"),
    ("foo & bar", And(words("foo", "bar")), "foo AND bar"),
    ("北京", text("北", "京"), '"北京"'),
    # phrases
    ('"open letter"', text("open", "letter"), '"open letter"'),
    ("“open letter”", text("open", "letter"), '"open letter"'),
    ("«open letter»", text("open", "letter"), '"open letter"'),
    ('"open letter"~3', text("open", "letter", slop=3), '"open letter"~3'),
    ('"letter"', Term("text", "letter"), "letter"),
    ('"AND" "or"', And(words("and", "or")), "and AND or"),
    ('"to be or not to be"', text("to", "be", "or", "not", "to", "be"), '"to be or not to be"'),
    # operators
    ("a AND b OR c", Or((And((A, B)), C)), "(a AND b) OR c"),
    ("a b OR c d", And((A, Or((B, C)), D)), "a AND (b OR c) AND d"),
    ("a OR b OR c", Or((A, B, C)), "a OR b OR c"),
    ("(a b) (c d)", And((A, B, C, D)), "a AND b AND c AND d"),
    ("(a OR b) AND c", And((Or((A, B)), C)), "(a OR b) AND c"),
    ("(a OR b) AND c OR d", Or((And((Or((A, B)), C)), D)), "((a OR b) AND c) OR d"),
    ("c AND (a OR b)", And((C, Or((A, B)))), "c AND (a OR b)"),
    ("a NOT b", And((A, Not(B))), "a AND NOT b"),
    ("a -b", And((A, Not(B))), "a AND NOT b"),
    ("-a", Not(A), "NOT a"),
    ('-"a b"', Not(text("a", "b")), 'NOT "a b"'),
    ("-(a OR b) c", And((Not(Or((A, B))), C)), "NOT (a OR b) AND c"),
    ("NOT(a)", Not(A), "NOT a"),
    ("NOT (NOT a)", Not(Not(A)), "NOT (NOT a)"),
    ("(a)OR(b)", Or((A, B)), "a OR b"),
    ("a - b -- c", And((A, B, C)), "a AND b AND c"),
    # parts of words
    ("sanct*", Prefix("text", "sanct"), "sanct*"),
    ("SANCT*", Prefix("text", "sanct"), "SANCT*"),
    ("éc*", Prefix("text", "ec"), "éc*"),
    ("s?nct*n", Wildcard("text", "s?nct*n"), "s?nct*n"),
    ("*tion", Wildcard("text", "*tion"), "*tion"),
    ("s??ct*n", Wildcard("text", "s??ct*n"), "s??ct*n"),
    ("a**b", Wildcard("text", "a*b"), "a*b"),
    ("e-mail*", And((Term("text", "e"), Prefix("text", "mail"))), "e AND mail*"),
    ("北京*", And((Term("text", "北"), Prefix("text", "京"))), "北 AND 京*"),
    ("*", Everything(), "*"),
    ("*:*", Everything(), "*"),
    ("sanction~", Fuzzy("text", "sanction", 1), "sanction~"),
    ("Sanction~2", Fuzzy("text", "sanction", 2), "Sanction~2"),
    ("letter~0", Term("text", "letter"), "letter"),
    # fields
    ("author:Hughes", Term("author", "hughes"), "author:Hughes"),
    ("Author:Hughes", Term("author", "hughes"), "author:Hughes"),
    ("from:hughes", Term("author", "hughes"), "author:hughes"),
    ("to:jones", Term("recipient", "jones"), "recipient:jones"),
    ('recipient:"mary jones"', Phrase("recipient", ("mary", "jones")), 'recipient:"mary jones"'),
    ("kind:letters", Term("kind", "letter"), "kind:letters"),
    ("title:(open OR closed)", Or((Term("title", "open"), Term("title", "close"))), "title:open OR title:closed"),
    ("source:a/b.html", Phrase("source", ("a", "b", "html")), 'source:"a/b.html"'),
    ("text:letter", Term("text", "letter"), "letter"),
    ("-author:hughes a", And((Not(Term("author", "hughes")), A)), "NOT author:hughes AND a"),
    ("author:sm?th*", Wildcard("author", "sm?th*"), "author:sm?th*"),
    ("title:sanctoin~2", Fuzzy("title", "sanctoin", 2), "title:sanctoin~2"),
    # dates
    ("date:2015", dated("2015"), "date:2015"),
    ("date:2015-06-26", dated("2015-06-26"), "date:2015-06-26"),
    ("date:2014..2016", dated("2014..2016"), "date:2014..2016"),
    ("date:[2014 TO 2016]", dated("2014..2016"), "date:2014..2016"),
    ("date:[2014-02 to *]", dated("2014-02.."), "date:2014-02.."),
    ("date:[* TO 2016]", dated("..2016"), "date:..2016"),
    ('date:"2015-06"', dated("2015-06"), "date:2015-06"),
    ("date:(2015 OR undated)", Or((dated("2015"), dated("undated"))), "date:2015 OR date:undated"),
    ("-date:undated", Not(dated("undated")), "NOT date:undated"),
    # what only looks like the language
    ("http://example.org/a?b=1", text("http", "exampl", "org", "a", "b", "1"), '"http://example.org/a?b=1"'),
    ("note:5", text("note", "5"), '"note:5"'),
    ("lido ?", *words("lido"), "lido"),
    ("https://author:80/", text("https", "author", "80"), '"https://author:80/"'),
    ("mailto:ann@example.org", text("mailto", "ann", "exampl", "org"), '"mailto:ann@example.org"'),
    ("10:52", text("10", "52"), '"10:52"'),
    ("Re: lido", And(words("re", "lido")), "Re AND lido"),
    ("RE:lido", text("re", "lido"), '"RE:lido"'),
    ("std::vector", text("std", "vector"), '"std::vector"'),
    ("foo~bar foo^2", And((text("foo", "bar"), text("foo", "2"))), '"foo~bar" AND "foo^2"'),
    ("[2014 TO 2016]", And(words("2014", "to", "2016")), "2014 AND TO AND 2016"),
    ("letter(s)", And(words("letter", "s")), "letter AND s"),
    ("AT&T", text("at", "t"), '"AT&T"'),
    ("author:", Term("text", "author"), "author"),
    ("", Everything(), ""),
    (" \t\n", Everything(), ""),
]


@pytest.mark.parametrize(("query", "tree", "display"), READINGS, ids=[query for query, _, _ in READINGS])
def test_a_query_is_read_and_written_out_so(query: str, tree: Query, display: str) -> None:
    parsed = parse_query(query, ANALYZER)
    assert parsed.tree == tree
    assert parsed.display == display
    assert parse_query(display, ANALYZER).tree == tree


@pytest.mark.parametrize(
    ("query", "display", "note"),
    [
        ('he said "open letter', 'he AND said AND "open letter"', "quotation mark was not closed"),
        ("(a OR b", "a OR b", "parenthesis was not closed"),
        ("a) b", "a AND b", "closing parenthesis"),
        ("a AND", "a", "AND joins nothing"),
        ("OR a", "a", "OR joins nothing"),
        ("a AND OR b", "a AND b", "OR joins nothing"),
        ("a NOT", "a", "NOT joins nothing"),
        ("who wrote this?", "who AND wrote AND this", "question mark"),
        ("letter~7", "letter~2", "at most 2"),
        ('"a b"~5000', f'"a b"~{MAX_SLOP}', f"at most {MAX_SLOP}"),
        ('"sanct* letter"', '"sanct* letter"', "stands for itself"),
        ("kind: letter", "kind AND letter", "no space"),
    ],
)
def test_what_is_mended_is_told(query: str, display: str, note: str) -> None:
    parsed = parse_query(query, ANALYZER)
    assert parsed.display == display
    assert any(note in one for one in parsed.notes)


def test_a_plain_query_has_no_notes() -> None:
    assert parse_query('open "letter" -author:hughes date:2015 sanct*', ANALYZER).notes == ()


@pytest.mark.parametrize("query", ["-", '"', "(", ")", "…", "? !", '"" ()', "-()", "~"])
def test_punctuation_alone_finds_nothing_and_says_so(query: str) -> None:
    parsed = parse_query(query, ANALYZER)
    assert parsed.tree == Nothing()
    assert "no word to search for" in parsed.notes[0]


@pytest.mark.parametrize("query", ["AND", "OR", "NOT", "AND OR", "(NOT)"])
def test_a_lone_operator_is_refused_with_what_to_write(query: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"needs words.*to search for the word") as caught:
        parse_query(query, ANALYZER)
    assert caught.value.position == query.index(query.strip("()").split()[0])


def test_two_negations_are_refused_where_they_stand() -> None:
    with pytest.raises(QuerySyntaxError, match="at character 12; write NOT or - once") as caught:
        parse_query("letter NOT NOT reply", ANALYZER)
    assert caught.value.position == len("letter NOT ")


@pytest.mark.parametrize("query", ["lido colour:red", 'lido colour:"deep red"', "lido colour:(red OR blue)"])
def test_an_unknown_field_is_named_with_those_there_are(query: str) -> None:
    with pytest.raises(UnknownFieldError, match=r"'colour'.*author.*quotation marks") as caught:
        parse_query(query, ANALYZER)
    assert caught.value.position == len("lido ")
    assert (caught.value.parameter, caught.value.value) == ("q", query)


@pytest.mark.parametrize("query", ["date:soon", "date:2015-13", "date:2016..2014", "date:2015*", "date:[2014 TO"])
def test_a_date_that_cannot_be_read_is_refused_with_examples(query: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"date:\[2014 TO 2016\]") as caught:
        parse_query(f"lido {query}", ANALYZER)
    assert caught.value.position >= len("lido ")


def test_a_range_of_anything_but_dates_is_refused() -> None:
    with pytest.raises(QuerySyntaxError, match="Only dates have ranges"):
        parse_query("author:[a TO b]", ANALYZER)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("a" * (MAX_QUERY_CHARS + 1), MAX_QUERY_CHARS),
        ("a " * (MAX_CLAUSES + 1), MAX_CLAUSES),
        ("a* " * (MAX_EXPANDING_CLAUSES + 1), MAX_EXPANDING_CLAUSES),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH),
    ],
)
def test_a_query_beyond_a_limit_is_refused_with_the_limit(query: str, limit: int) -> None:
    with pytest.raises(RequestError, match=f"more than {limit:,}") as caught:
        parse_query(query, ANALYZER)
    assert caught.value.parameter == "q"


def test_a_query_at_the_limits_is_read() -> None:
    clauses = "a* " * MAX_EXPANDING_CLAUSES + "b " * (MAX_CLAUSES - MAX_EXPANDING_CLAUSES)
    parsed = parse_query("(" * MAX_DEPTH + clauses + ")" * MAX_DEPTH, ANALYZER)
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.children) == MAX_CLAUSES
