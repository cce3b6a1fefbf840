"""What the OpenSearch engine does beyond the contract: writers on two machines, a busy cluster, many values."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opensearchpy.exceptions import TransportError

from search.analysis import Analyzer
from search.engines.base import Engine, EngineRequest, Filters, Group, IndexedPassage
from search.engines.opensearch import Address, OpenSearchEngine, bulk, hits, reading
from search.engines.opensearch.layout import Rows
from search.errors import (
    ConfigurationError,
    EngineUnavailableError,
    IndexDamagedError,
    IndexLockedError,
    IndexOutdatedError,
    UnsupportedError,
)
from search.numbered_tokens import TokenNumbering
from search.querytree import Everything, Term, Wildcard
from tests.contract.corpus import corpus, passages_of
from tests.services.opensearch import opensearch_engine

EVERYTHING = EngineRequest(Everything(), limit=100)


@pytest.fixture
def engine(opensearch_url: str, tmp_path: Path) -> Iterator[OpenSearchEngine]:
    """An engine whose index is yet to be made."""
    made = opensearch_engine(opensearch_url, tmp_path, Analyzer("english"))
    assert isinstance(made, OpenSearchEngine)
    yield made
    made.close()


def commit(engine: Engine, generation: int, *passages: IndexedPassage) -> None:
    with engine.writer() as writer:
        writer.add(passages)
        writer.commit(generation)


def found(engine: Engine) -> list[str]:
    return [hit.passage_id for hit in engine.search(EVERYTHING).hits]


def indexes(engine: OpenSearchEngine) -> list[str]:
    """The indexes of passages on the cluster."""
    prefix = engine._connection.address.index
    return sorted(engine._connection.client.indices.get_alias(index=f"{prefix}-0*"))


def test_a_row_is_the_same_whether_tokens_come_numbered_or_not() -> None:
    rows, numbering = Rows(Analyzer("english")), TokenNumbering(Analyzer("english"))
    for passage in corpus():
        numbered = replace(passage, tokens=numbering.tokens(passage.text))
        assert rows.row(numbered, 1, 1) == rows.row(passage, 1, 1)


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_writer_that_another_has_taken_over_from_changes_nothing(engine: OpenSearchEngine, *, rebuild: bool) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    with engine.writer() as slow:
        slow.add(passages_of("b", ["two"]))
        with engine.writer(rebuild=rebuild) as quick:
            quick.add(passages_of("c", ["three"]))
            quick.commit(2)
        slow._sender._guard = lambda: None  # as if it had asked a moment before
        with pytest.raises(IndexLockedError, match="Another process has begun to write"):
            slow.commit(2)
    assert found(engine) == (["c-001"] if rebuild else ["a-001", "c-001"])
    commit(engine, 3, *passages_of("d", ["four"]))
    assert "b-001" not in found(engine)


def test_what_a_writer_left_that_never_finished_is_cleared_away(engine: OpenSearchEngine) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    unfinished = engine.writer(rebuild=True).__enter__()
    unfinished.add(passages_of("b", ["two"]))
    unfinished._sending().flush()
    assert len(indexes(engine)) == 2
    commit(engine, 2, *passages_of("c", ["three"]))
    assert len(indexes(engine)) == 1
    assert found(engine) == ["a-001", "c-001"]


def test_rows_that_were_removed_do_not_stay(engine: OpenSearchEngine) -> None:
    for generation in range(1, 6):
        with engine.writer() as writer:
            writer.delete_documents(["a"])
            writer.add(passages_of("a", [f"version {generation}"]))
            writer.commit(generation)
    (index,) = indexes(engine)
    client = engine._connection.client
    client.indices.refresh(index=index)
    assert client.count(index=index)["count"] == 1


def test_other_programs_find_the_newest_state_by_an_alias(engine: OpenSearchEngine) -> None:
    client, alias = engine._connection.client, engine._connection.address.index
    commit(engine, 1, *passages_of("a", ["one"]))
    with engine.writer(rebuild=True) as writer:
        writer.add(passages_of("b", ["two"]))
        writer.commit(2)
    assert [hit["_source"]["passage"] for hit in client.search(index=alias)["hits"]["hits"]] == ["b-001"]
    with engine.writer() as writer:
        writer.delete_documents(["b"])
        writer.commit(3)
    assert client.count(index=alias)["count"] == 0


def test_more_values_than_one_answer_holds_are_all_counted(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for generation, names in enumerate((("a", "b", "c"), ("c", "d", "e", "f"))):
        commit(engine, generation + 1, *passages_of(f"{generation}", ["one", "two"], authors=names, date="2014-05"))
    request = EngineRequest(Everything(), Filters(author=("a",), kind=("web page",)))
    whole = engine.search(request)
    monkeypatch.setattr(reading, "VALUES_AT_ONCE", 2)
    assert engine.search(request) == whole
    assert dict(whole.facets["author"]) == {"a": 2, "b": 2, "c": 4, "d": 2, "e": 2, "f": 2}
    assert engine.suggest("author", "", 10)[0] == ("c", 4)


def test_documents_are_counted_exactly_however_many_there_are(engine: OpenSearchEngine) -> None:
    documents = 1_500
    commit(engine, 1, *(one for number in range(documents) for one in passages_of(f"{number}", ["ferry", "ferry"])))
    answer = engine.search(EngineRequest(Term("text", "ferri"), group=Group.DOCUMENT))
    assert (answer.passages, answer.documents) == (2 * documents, documents)


def test_changes_that_the_cluster_is_too_busy_for_are_sent_again_after_longer_and_longer_waits(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = engine._connection.client
    send, waited, refusals = client.bulk, [], [429, 503]

    def busy_bulk(**request: Any) -> Any:
        if refusals:
            raise TransportError(refusals.pop(), "rejected_execution_exception", {})
        return send(**request)

    monkeypatch.setattr(client, "bulk", busy_bulk)
    monkeypatch.setattr(time, "sleep", waited.append)
    sender = bulk.BulkSender(engine._connection, "any", lambda: None, sleep=waited.append)
    monkeypatch.setattr("search.engines.opensearch.writer.BulkSender", lambda *_: sender)
    with engine.writer() as writer:
        sender._index = writer._index
        writer.add(passages_of("a", ["one"]))
        writer.commit(1)
    assert waited == list(bulk.WAITS_S[:2])
    assert found(engine) == ["a-001"]


def test_items_that_a_shard_was_too_busy_for_are_sent_again_and_no_others(engine: OpenSearchEngine) -> None:
    connection = engine._connection
    changes = [bulk.Change({"index": {"_id": name}}, {"passage": name}, 10) for name in "ab"]
    asked: list[int] = []

    def busy_bulk(body: list[Any], index: str) -> Any:
        asked.append(len(body) // 2)
        statuses = (201, 429) if len(asked) == 1 else (201,)
        return {"errors": 429 in statuses, "items": [{"index": {"_id": "x", "status": one}} for one in statuses]}

    sender = bulk.BulkSender(connection, "any", lambda: None, sleep=lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.client, "bulk", busy_bulk)
        for change in changes:
            sender.add(change)
        sender.flush()
    assert asked == [2, 1]


def test_a_cluster_that_stays_too_busy_is_given_up(engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy_bulk(**_: Any) -> Any:
        raise TransportError(429, "rejected_execution_exception", {})

    monkeypatch.setattr(engine._connection.client, "bulk", busy_bulk)
    sender = bulk.BulkSender(engine._connection, "any", lambda: None, sleep=lambda _: None)
    sender.add(bulk.Change({"index": {"_id": "a"}}, {}, 10))
    with pytest.raises(EngineUnavailableError, match="status 429"):
        sender.flush()


@pytest.mark.parametrize(
    "answer",
    [
        {"timed_out": True, "_shards": {"failed": 0, "total": 2}},
        {"timed_out": False, "_shards": {"failed": 1, "total": 2, "failures": [{"reason": {"reason": "disk"}}]}},
    ],
    ids=["out of time", "a shard failed"],
)
def test_an_answer_that_is_not_whole_is_an_error(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    monkeypatch.setattr(engine._connection.client, "search", lambda **_: answer)
    with pytest.raises(EngineUnavailableError, match="of 2 shards failed"):
        engine.search(EVERYTHING)


def test_a_search_that_a_commit_overtakes_answers_from_the_state_after_it(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    overtakes = [True]

    def overtaken(*arguments: Any) -> Any:
        if overtakes:
            overtakes.clear()
            with engine.writer() as writer:
                writer.delete_documents(["a"])
                writer.add(passages_of("b", ["two"]))
                writer.commit(2)
        return page_hits(*arguments)

    page_hits = hits.hits_of
    monkeypatch.setattr("search.engines.opensearch.engine.hits_of", overtaken)
    answer = engine.search(EVERYTHING)
    assert (answer.generation, [hit.passage_id for hit in answer.hits]) == (2, ["b-001"])


def test_another_analysis_is_told_to_rebuild_and_a_rebuild_mends_it(
    engine: OpenSearchEngine, opensearch_url: str, tmp_path: Path
) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    german = opensearch_engine(opensearch_url, tmp_path, Analyzer("german"))
    with pytest.raises(IndexOutdatedError, match=r"english.*german.*run `flori index`"):
        german.search(EVERYTHING)
    with pytest.raises(IndexOutdatedError), german.writer():
        pass
    with german.writer(rebuild=True) as writer:
        writer.add(passages_of("b", ["zwei"]))
        writer.commit(2)
    assert found(german) == ["b-001"]
    german.close()


def test_an_index_that_somebody_has_deleted_is_damaged_and_a_rebuild_mends_it(engine: OpenSearchEngine) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    engine._connection.client.indices.delete(index=indexes(engine)[0])
    with pytest.raises(IndexDamagedError, match="run `flori index --rebuild`"):
        engine.search(EVERYTHING)
    with engine.writer(rebuild=True) as writer:
        writer.add(passages_of("b", ["two"]))
        writer.commit(2)
    assert found(engine) == ["b-001"]


def test_a_writer_whose_index_somebody_deletes_says_so(engine: OpenSearchEngine) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    (index,) = indexes(engine)

    def write() -> None:
        with engine.writer() as writer:
            engine._connection.client.indices.delete(index=index)
            writer.commit(2)

    with pytest.raises(IndexDamagedError, match="is gone"):
        write()


def test_hits_beyond_what_the_cluster_sorts_are_declared_unsupported(engine: OpenSearchEngine) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    with pytest.raises(UnsupportedError, match="narrow the search"):
        engine.search(EngineRequest(Everything(), offset=1_000_000))


def test_a_wildcard_that_the_cluster_cannot_take_is_declared_unsupported(engine: OpenSearchEngine) -> None:
    commit(engine, 1, *passages_of("a", ["one"]))
    with pytest.raises(UnsupportedError, match="too intricate"):
        engine.search(EngineRequest(Wildcard("text", "*a" + "?" * 30)))
    assert engine.search(EngineRequest(Wildcard("text", "?" * 2 + "*" * 40 + "e"))).passages == 1


def test_an_address_without_scheme_says_what_one_looks_like() -> None:
    with pytest.raises(ConfigurationError, match="https://"):
        OpenSearchEngine(Address(("localhost:9200",)), Analyzer("english"))
