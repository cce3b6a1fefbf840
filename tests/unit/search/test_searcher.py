"""The whole way of a search: query, engine, catalog, answer, on a real index of a small dossier."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy import event

from search.analysis import Analyzer
from search.catalog import Catalog, open_catalog
from search.dates import parse_date_filter
from search.engines import open_engine
from search.engines.base import Engine, EngineRequest, EngineResponse, Filters, Group, IndexedPassage, Sort
from search.errors import IndexDamagedError, IndexMissingError, NotFoundError, QuerySyntaxError, RequestError
from search.model import Document, Kind
from search.results import SearchRequest, SearchResult
from search.searcher import Searcher, open_searcher
from search.settings import Settings
from tests.unit.search.records import Letter, made_document, made_fingerprint, made_letter, made_passages, made_source

COUNCIL = made_letter(
    "council letter",
    "The council regrets that the lido must close. Sanctions against swimmers are not planned.",
    date="2015-06-24",
    authors=("Town Council",),
    recipients=("Friends of the Lido",),
)
FRIENDS = made_letter(
    "open letter",
    "This is our open letter: keep the lido open, drop the sanctions.",
    date="2015-06-26",
    authors=("Friends of the Lido", "Ann Ray"),
    recipients=("Town Council",),
    reply_to=COUNCIL.document.id,
)
POST = made_letter("post", "Shut? A letter is not open until it is read.", kind=Kind.FORUM_POST, thread="Lido")
QUOTED = made_letter(
    "article", "The lido has closed.", kind=Kind.NEWS_ARTICLE, date="2015-06", quoted_in=POST.document.id
)
LONG_SOURCE = made_source("minutes.txt", "")
LONG = made_document("minutes", LONG_SOURCE, "2016", kind=Kind.WEB_PAGE)
MINUTES = Letter(LONG_SOURCE, LONG, made_passages(LONG, *(f"Item {number}: the budget. " for number in range(30))))
DOSSIER = (COUNCIL, FRIENDS, POST, QUOTED, MINUTES)


def _for_engine(letter: Letter) -> Iterator[IndexedPassage]:
    document: Document = letter.document
    for passage, text in letter.passages:
        yield IndexedPassage(
            id=passage.id,
            document_id=document.id,
            source_id=document.source_id,
            source=letter.source.name,
            kind=document.kind,
            title=document.title if passage.ordinal == 1 else "",
            document_title=document.title,
            text=text,
            authors=document.authors,
            recipients=document.recipients,
            date=document.date.edtf,
        )


def _commit(
    catalog: Catalog, engine: Engine, generation: int, add: tuple[Letter, ...], remove: tuple[Letter, ...]
) -> None:
    with catalog.writer(generation) as rows, engine.writer() as postings:
        rows.remove_sources([letter.source.id for letter in remove])
        postings.delete_documents([letter.document.id for letter in remove])
        for letter in add:
            letter.add_to(rows)
            postings.add(_for_engine(letter))
        rows.commit()
        postings.commit(generation)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "why? 100% #1 of [us]" / "index")


@pytest.fixture
def stores(settings: Settings) -> Iterator[tuple[Catalog, Engine]]:
    """Catalog and engine, the dossier committed as generation 1."""
    catalog, engine = open_catalog(settings.catalog_address, create=True), open_engine(settings)
    _commit(catalog, engine, 1, DOSSIER, ())
    yield catalog, engine
    engine.close()
    catalog.close()


@pytest.fixture
def searcher(stores: tuple[Catalog, Engine]) -> Searcher:
    return Searcher(*stores, Analyzer("english"))


def _titles(result: SearchResult) -> list[str]:
    return [hit.document.title for hit in result.hits]


def _facet(result: SearchResult, field: str) -> dict[str, int]:
    facet = next(facet for facet in result.facets if facet.field == field)
    return {value.value: value.count for value in facet.values}


def test_a_hit_comes_with_its_passage_document_source_and_snippet(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest('"open letter"'))

    (hit,) = result.hits
    assert (hit.passage, hit.document) == (FRIENDS.passages[0][0], FRIENDS.document)
    assert hit.source_name == "open letter.txt"
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.highlights] == ["open", "letter"]
    assert hit.title_highlights == ((0, 4), (5, 11))
    assert hit.reply_to == COUNCIL.document
    assert hit.score > 0
    assert (result.passages, result.documents, result.pages, result.generation) == (1, 1, 1, 1)
    assert result.query.parsed == '"open letter"'
    assert result.took_ms > 0


def test_a_hit_within_a_quoted_document_names_what_it_is_quoted_in(searcher: Searcher) -> None:
    (hit,) = searcher.search(SearchRequest('"lido has closed"')).hits

    assert hit.document == QUOTED.document
    assert hit.quoted_in == POST.document


def test_facets_and_histogram_come_with_the_hits(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest("lido", Filters(author=("Ann Ray",))))

    assert _titles(result) == ["Open Letter"]
    assert _facet(result, "author") == {"Ann Ray": 1, "Friends of the Lido": 1, "Town Council": 1}
    assert _facet(result, "kind") == {"letter": 1}
    assert [(one.start, one.count) for one in result.histogram.bins] == [("2015-06-26", 1)]


def test_a_date_filter_narrows_hits_and_histogram(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest("", Filters(date=(parse_date_filter("2015-06-24..2015-06-25"),))))

    assert _titles(result) == ["Council Letter"]
    assert result.histogram.interval == "day"
    assert result.histogram.undated == 1


def test_grouped_hits_stand_for_their_documents(searcher: Searcher) -> None:
    passages = searcher.search(SearchRequest("budget"))
    documents = searcher.search(SearchRequest("budget", group=Group.DOCUMENT))

    assert (len(passages.hits), passages.pages) == (10, 3)
    assert (len(documents.hits), documents.pages, documents.hits[0].more) == (1, 1, 29)
    assert documents.passages == passages.passages == 30


def test_pages_follow_each_other_without_gap_or_repetition(searcher: Searcher) -> None:
    asked = [SearchRequest("budget", page=page, size=7) for page in (1, 2, 3, 4, 5)]
    ids = [hit.passage.id for request in asked for hit in searcher.search(request).hits]

    assert sorted(ids) == sorted(passage.id for passage, _ in MINUTES.passages)


def test_a_page_after_the_last_one_is_an_error_that_names_the_last(searcher: Searcher) -> None:
    with pytest.raises(RequestError, match="from 1 to 3") as raised:
        searcher.search(SearchRequest("budget", page=4))
    assert (raised.value.parameter, raised.value.value) == ("page", "4")


def test_nothing_found_is_an_answer(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest("absent", page=2))

    assert (result.hits, result.passages, result.pages) == ((), 0, 0)


def test_dates_order_hits_where_that_is_asked_for(searcher: Searcher) -> None:
    newest = searcher.search(SearchRequest("lido OR letter", sort=Sort.NEWEST))
    oldest = searcher.search(SearchRequest("lido OR letter", sort=Sort.OLDEST))

    assert _titles(newest) == ["Article", "Open Letter", "Council Letter", "Post"]
    assert _titles(oldest) == ["Article", "Council Letter", "Open Letter", "Post"]


def test_a_pattern_that_no_word_matches_is_noted(searcher: Searcher) -> None:
    assert "zebra*" in " ".join(searcher.search(SearchRequest("zebra*")).query.notes)
    assert searcher.search(SearchRequest("sanct*")).query.notes == ("sanct* stands for one word.",)


def test_a_query_that_cannot_be_read_says_where(searcher: Searcher) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        searcher.search(SearchRequest("colour:red"))
    assert raised.value.parameter == "q"


def test_a_document_is_shown_with_the_words_of_the_search(searcher: Searcher) -> None:
    (shown,) = searcher.document(FRIENDS.document.id, q="lido").passages

    assert [shown.text[start:end] for start, end in shown.highlights] == ["lido"]
    assert searcher.document(FRIENDS.document.id).passages[0].highlights == ()
    assert searcher.document(FRIENDS.document.id).reply_to == COUNCIL.document


def test_a_source_and_its_original_file_are_found(searcher: Searcher) -> None:
    assert searcher.source(COUNCIL.source.id).documents == (COUNCIL.document,)
    with pytest.raises(NotFoundError, match="no longer in the corpus"):
        searcher.original(COUNCIL.source.id)
    with pytest.raises(NotFoundError, match="no source 'missing'"):
        searcher.original("missing")


def test_an_original_is_the_file_itself(stores: tuple[Catalog, Engine], searcher: Searcher, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    letter = made_letter("letter")
    source = made_source("letter.txt", "Dear Sir", path=str(path))
    with stores[0].writer(1) as writer:
        writer.add_source(source, made_fingerprint(source, root=str(tmp_path)), "letters")
        writer.commit()

    assert searcher.original(letter.source.id) == (path, "text/plain")


def test_the_summary_follows_the_index(stores: tuple[Catalog, Engine], searcher: Searcher) -> None:
    before = searcher.summary()
    assert searcher.summary() is before
    _commit(*stores, 2, (), (MINUTES,))

    after = searcher.summary()
    assert (before.documents, before.passages, after.documents, after.passages) == (5, 34, 4, 4)
    assert (before.generation, after.generation) == (1, 2)


def test_words_and_names_are_suggested_by_their_beginning(searcher: Searcher) -> None:
    assert ("Friends of the Lido", 1) in searcher.suggest("author", "fri")
    assert len(searcher.suggest("author", "", limit=2)) == 2


@pytest.mark.parametrize(
    ("field", "limit", "parameter"), [("colour", 10, "field"), ("author", 0, "limit"), ("text", 51, "limit")]
)
def test_suggestions_of_another_sort_cannot_be_asked_for(
    searcher: Searcher, field: str, limit: int, parameter: str
) -> None:
    with pytest.raises(RequestError) as raised:
        searcher.suggest(field, "a", limit)
    assert raised.value.parameter == parameter


def test_a_commit_is_seen_by_a_searcher_that_is_open(stores: tuple[Catalog, Engine], searcher: Searcher) -> None:
    newcomer = made_letter("newcomer", "A zebra came to the lido.")
    assert searcher.search(SearchRequest("zebra")).passages == 0
    _commit(*stores, 2, (newcomer,), (COUNCIL,))

    assert _titles(searcher.search(SearchRequest("zebra"))) == ["Newcomer"]
    assert searcher.search(SearchRequest("regrets")).passages == 0
    with pytest.raises(NotFoundError):
        searcher.document(COUNCIL.document.id)


class _CommitBetween:
    """An engine during whose first search another process commits, and purges what that search found."""

    def __init__(self, catalog: Catalog, engine: Engine) -> None:
        self._stores = (catalog, engine)
        self.searches = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._stores[1], name)

    def search(self, request: object) -> object:
        response = self._stores[1].search(request)  # type: ignore[arg-type]
        self.searches += 1
        if self.searches == 1:
            _commit(*self._stores, 2, (), (FRIENDS,))
            with self._stores[0].writer(2) as writer:
                writer.purge(before=2)
                writer.commit()
        return response


def test_a_search_overtaken_by_a_commit_is_answered_from_the_new_state(stores: tuple[Catalog, Engine]) -> None:
    overtaken = _CommitBetween(*stores)
    result = Searcher(stores[0], overtaken, Analyzer("english")).search(SearchRequest("lido"))  # type: ignore[arg-type]

    assert overtaken.searches == 2
    assert result.generation == 2
    assert "Open Letter" not in _titles(result)


@pytest.mark.uncounted
def test_searches_beside_commits_never_mix_two_states(stores: tuple[Catalog, Engine], searcher: Searcher) -> None:
    states = [tuple(made_letter(name, f"This is state {number}.") for name in ("one", "two")) for number in range(8)]
    _commit(*stores, 2, states[0], DOSSIER)
    started, finished = Barrier(4, timeout=60), Event()

    def found() -> tuple[str, ...]:
        return tuple(hit.snippet.text for hit in searcher.search(SearchRequest("state")).hits)

    def search_until_finished() -> set[tuple[str, ...]]:
        seen = {found()}
        started.wait()
        while not finished.is_set():
            seen.add(found())
        return seen | {found()}

    with ThreadPoolExecutor(max_workers=3) as threads:
        searching = [threads.submit(search_until_finished) for _ in range(3)]
        started.wait()
        for generation, (old, new) in enumerate(pairwise(states), start=3):
            _commit(*stores, generation, new, old)
            with stores[0].writer(generation) as writer:
                writer.purge(before=generation)
                writer.commit()
        finished.set()
    seen = set().union(*(one.result() for one in searching))

    assert seen <= {(f"This is state {number}.",) * 2 for number in range(8)}
    assert {("This is state 0.",) * 2, ("This is state 7.",) * 2} <= seen


def test_a_hit_that_the_catalog_does_not_hold_is_damage(stores: tuple[Catalog, Engine], searcher: Searcher) -> None:
    with stores[0].writer(1) as writer:
        writer.remove_documents([FRIENDS.document.id])
        writer.commit()

    with pytest.raises(IndexDamagedError, match="run `flori verify`"):
        searcher.search(SearchRequest('"open letter"'))


@pytest.mark.parametrize(("failing", "is_damaged"), [(1, False), (2, True)])
def test_damage_counts_where_it_is_met_again_and_not_where_a_commit_came_meanwhile(
    stores: tuple[Catalog, Engine], searcher: Searcher, monkeypatch: pytest.MonkeyPatch, failing: int, is_damaged: bool
) -> None:
    engine, failures = stores[1], iter([IndexDamagedError("cut short")] * failing)
    search = engine.search

    def fail_at_first(request: EngineRequest) -> EngineResponse:
        for failure in failures:
            raise failure
        return search(request)

    monkeypatch.setattr(engine, "search", fail_at_first)
    if is_damaged:
        with pytest.raises(IndexDamagedError, match="cut short"):
            searcher.search(SearchRequest("lido"))
        with pytest.raises(IndexDamagedError, match="cut short"):
            searcher.check_ready()
    else:
        assert searcher.search(SearchRequest("lido")).passages == 3
        searcher.check_ready()


@pytest.mark.parametrize("size", [1, 30])
def test_a_search_reads_the_catalog_a_handful_of_times_whatever_the_size(
    stores: tuple[Catalog, Engine], searcher: Searcher, size: int
) -> None:
    statements: list[str] = []

    def count(connection: sqlite3.Connection, *_rest: object) -> None:
        connection.set_trace_callback(lambda text: statements.append(text) if text.startswith("SELECT") else None)

    event.listen(stores[0]._database, "checkout", count)
    searcher.search(SearchRequest("", size=size))
    assert 2 <= len(statements) <= 5


def test_a_searcher_opens_what_the_settings_name(stores: tuple[Catalog, Engine], settings: Settings) -> None:
    opened = open_searcher(settings)
    assert opened.search(SearchRequest("lido")).passages == 3
    opened.close()


def test_without_an_index_the_searcher_says_how_to_make_one(settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="flori index"):
        open_searcher(settings)
