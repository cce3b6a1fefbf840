"""One measurement: every peer builds its index in turn, then all answer the same queries in alternating order."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.contenders import Contender
from bench.corpus import Corpus
from bench.places import BUILD
from bench.process import MemoryWatch, Neighbours, ProcessorWatch, UnavailableError, Worker, cpu_ms
from bench.queries import BenchQuery


@dataclass(slots=True)
class Result:
    """What was measured of one contender.

    `times_ms`: query name -> one time for each round, as its user waits. `cpu_ms`: the same as processor time of all
    its processes, which tells more than the clock where others keep the machine busy.
    """

    key: str
    ours: bool
    name: str
    about: str
    version: str
    passages: int
    build_s: float
    build_cpu_s: float
    build_neighbours_cores: float
    index_bytes: int
    build_peak_bytes: int
    search_peak_bytes: int = 0
    times_ms: dict[str, list[float]] = field(default_factory=dict)
    cpu_ms: dict[str, list[float]] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def passages_per_s(self) -> float:
        """The index rate."""
        return self.passages / self.build_s


@dataclass(slots=True)
class Measurement:
    """One run. `skipped`: contender -> reason. `neighbours_cores`: what others took while queries ran."""

    corpus_passages: int
    corpus_documents: int
    rounds: int
    queries: list[BenchQuery]
    results: list[Result] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    neighbours_cores: float = 0.0


def measure(corpus: Corpus, queries: Sequence[BenchQuery], contenders: Sequence[Contender], rounds: int) -> Measurement:
    """Build, warm up and query. Index folders are removed afterwards."""
    measurement = Measurement(corpus.passages, corpus.documents, rounds, list(queries))
    BUILD.mkdir(parents=True, exist_ok=True)
    with ExitStack() as cleanup:
        folder = Path(tempfile.mkdtemp(prefix="indexes-", dir=BUILD))
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        running: list[_Running] = []
        for contender in contenders:
            try:
                running.append(_build(contender, corpus, folder / contender.key, cleanup))
            except UnavailableError as reason:
                measurement.skipped[contender.key] = " ".join(str(reason).split())
                _say(f"{contender.key}: skipped, {reason}")
        measurement.results = [each.result for each in running]
        watches = [cleanup.enter_context(MemoryWatch(each.worker.pid)) for each in running]
        for each in running:
            _warm_up(each, queries)
        with Neighbours() as neighbours:
            _query_all(running, queries, rounds)
        measurement.neighbours_cores = neighbours.cores
        for each, watch in zip(running, watches, strict=True):
            each.result.search_peak_bytes = watch.peak_bytes
    return measurement


@dataclass(frozen=True, slots=True)
class _Running:
    contender: Contender
    worker: Worker
    result: Result


def _build(contender: Contender, corpus: Corpus, folder: Path, cleanup: ExitStack) -> _Running:
    folder.mkdir()
    _say(f"{contender.key}: building …")
    worker = Worker(contender, folder)
    cleanup.callback(worker.close)
    with MemoryWatch(worker.pid) as memory, ProcessorWatch(worker.pid) as processor, Neighbours() as neighbours:
        built = worker.ask({"build": [str(corpus.documents_path), str(corpus.passages_path)]})
    result = Result(
        key=contender.key,
        ours=contender.ours,
        name=worker.hello["name"],
        about=worker.hello["about"],
        version=worker.hello["version"],
        passages=built["passages"],
        build_s=built["seconds"],
        build_cpu_s=processor.cpu_s,
        build_neighbours_cores=neighbours.cores,
        index_bytes=built["index_bytes"],
        build_peak_bytes=memory.peak_bytes,
    )
    _say(f"{contender.key}: {result.passages} passages in {result.build_s:.1f} s")
    return _Running(contender, worker, result)


def _warm_up(peer: _Running, queries: Sequence[BenchQuery]) -> None:
    for query in list(queries) * peer.contender.warm_up_rounds:
        peer.worker.ask({"query": _plain(query)})


def _query_all(running: list[_Running], queries: Sequence[BenchQuery], rounds: int) -> None:
    """Each round asks every peer every query; which peer begins alternates, so that none always follows another."""
    processes = {each.result.key: each.worker.processes() for each in running}
    for number in range(rounds):
        turn = number % len(running)
        for query in queries:
            for each in running[turn:] + running[:turn]:
                before_ms = cpu_ms(processes[each.result.key])
                answer = each.worker.ask({"query": _plain(query)})
                used_ms = cpu_ms(processes[each.result.key]) - before_ms
                each.result.cpu_ms.setdefault(query.name, []).append(used_ms)
                each.result.times_ms.setdefault(query.name, []).append(answer.pop("ms"))
                each.result.answers[query.name] = answer
        _say(f"round {number + 1} of {rounds}", end="\r")
    _say("")


def _plain(query: BenchQuery) -> dict[str, Any]:
    return {"shape": query.shape.value, "words": query.words, "author": query.author, "year": query.year}


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)
