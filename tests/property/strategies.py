"""What properties are tried on: texts, queries, passages and filters, small enough to be looked at one by one."""

from __future__ import annotations

from hypothesis import strategies as st

from search.dates import parse_date_filter
from search.engines.base import Filters, IndexedPassage
from search.model import Kind, Voice
from search.querytree import And, Dated, Everything, Fuzzy, Not, Or, Phrase, Prefix, Query, Term, Wildcard

WORDS = ("weir", "weirs", "lido", "letter", "open", "the", "of", "sanction", "sanctions", "café")
NAMES = ("Ada Hughes", "Hugh Ferris", "Town Council", "Ada")
DATES = (None, "2014", "2015-06", "2015-06-26", "2015-06-26T10:52", "2016-02-29")
DATE_FILTERS = ("2014", "2015", "2015-06", "2015-06-26", "2014..2015", "2016..", "..2014", "undated")
STEMS = ("weir", "lido", "letter", "open", "the", "of", "sanction", "cafe", "absent")

_OPERATORS = ("AND", "OR", "NOT", "-", '"', "(", ")", "*", "?", "~", "~2", "..", "^2", "{", "]", "«")
_FIELDS = ("author:", "date:", "kind:", ":", "http://", "2015", "[2014 TO 2016]")
_WORDS_AND_SPACES = ("lido", "café", "’", " ", " ", "\n", "北", "U.K.", "\ud800", "\0")
_OPERATORS = ("AND", "OR", "NOT", "-", '"', "(", ")", "*", "?", "~", "~2", "..", "^2", "{", "]", "«")
_FIELDS = ("author:", "date:", "kind:", ":", "http://", "2015", "[2014 TO 2016]")
_WORDS_AND_SPACES = ("lido", "café", "’", " ", " ", "\n", "北", "U.K.", "\ud800", "\0")
QUERY_PIECES = st.sampled_from((*_OPERATORS, *_FIELDS, *_WORDS_AND_SPACES))

query_strings = st.text(max_size=60) | st.lists(QUERY_PIECES, max_size=15).map("".join)


def texts(max_words: int = 12) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=max_words).map(" ".join)


@st.composite
def documents(draw: st.DrawFn, number: int) -> list[IndexedPassage]:
    """A document of one to three passages."""
    title = draw(texts(3))
    kind = draw(st.sampled_from(list(Kind)[:3]))
    authors = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3)))
    recipients = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2)))
    date = draw(st.sampled_from(DATES))
    spoken = st.tuples(texts(), st.sampled_from(Voice))
    return [
        IndexedPassage(
            id=f"d{number}-p{ordinal}",
            document_id=f"d{number}",
            source_id=f"s{number % 2}",
            source=f"folder/file_{number % 2}.txt",
            kind=kind,
            title=title if ordinal == 0 else "",
            document_title=title,
            text=text,
            authors=authors,
            recipients=recipients,
            date=date,
            voice=voice,
        )
        for ordinal, (text, voice) in enumerate(draw(st.lists(spoken, min_size=1, max_size=3)))
    ]


@st.composite
def dossiers(draw: st.DrawFn, max_documents: int = 6) -> list[list[IndexedPassage]]:
    """The passages of some documents, by document."""
    return [draw(documents(number)) for number in range(draw(st.integers(0, max_documents)))]


def filters() -> st.SearchStrategy[Filters]:
    return st.builds(
        Filters,
        kind=_some([kind.value for kind in Kind][:3]),
        author=_some(NAMES),
        recipient=_some(NAMES),
        voice=_some([voice.value for voice in Voice]),
        source=_some(("folder/file_0.txt", "folder/file_1.txt")),
        date=_some(DATE_FILTERS).map(lambda chosen: tuple(map(parse_date_filter, chosen))),
        document=_some(("d0", "d1", "d2")),
    )


def trees() -> st.SearchStrategy[Query]:
    """Query trees of a few leaves."""
    return st.recursive(_leaves(), _combined, max_leaves=6)


def _leaves() -> st.SearchStrategy[Query]:
    stem = st.sampled_from(STEMS)
    several = st.lists(stem, min_size=1, max_size=4).map(tuple)
    name = st.sampled_from(("ada", "hugh", "hughes", "council"))
    return st.one_of(
        st.builds(Term, st.sampled_from(("text", "title")), stem),
        st.builds(Term, st.just("author"), name),
        st.builds(Phrase, st.sampled_from(("text", "title")), several, _slop()),
        st.builds(Phrase, st.just("author"), st.lists(name, min_size=2, max_size=2).map(tuple), _slop()),
        st.builds(Prefix, st.sampled_from(("text", "author", "title")), st.sampled_from(("", "s", "we", "h"))),
        st.builds(Wildcard, st.just("text"), st.sampled_from(("*i*", "s*ion?", "?eir", "*"))),
        st.builds(Fuzzy, st.just("text"), st.sampled_from(("wier", "sanction", "leter")), st.integers(1, 2)),
        st.builds(Dated, st.sampled_from(DATE_FILTERS).map(parse_date_filter)),
        st.just(Everything()),
    )


def _combined(children: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, children)


def _slop() -> st.SearchStrategy[int]:
    return st.sampled_from((0, 0, 1, 3))


def _some(values: tuple[str, ...] | list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)
