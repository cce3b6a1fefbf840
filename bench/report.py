"""The measurement as Markdown tables: speed by query, ratios to the peers, indexing, and the aims."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import geometric_mean, median

from bench.aims import Aim, aims_of, growth_aims
from bench.measure import Measurement, Result


def percentile(times: Sequence[float], share: float) -> float:
    """The time that `share` of all do not exceed (nearest rank)."""
    return sorted(times)[math.ceil(share * len(times)) - 1]


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    lines = [header, [":--", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def report(measurement: Measurement, machine: dict[str, str]) -> str:
    """The whole report of one run."""
    parts = [
        f"## {measurement.corpus_passages:,} passages, {measurement.corpus_documents:,} documents",
        _circumstances(measurement, machine),
        f"### Queries: median (p95) in ms, and hits; {measurement.rounds} rounds",
        _query_table(measurement),
        _words_of_queries(measurement),
        "### Queries: processor time of all processes, median in ms",
        _cpu_table(measurement),
        "### Indexing, size and memory",
        _index_table(measurement),
    ]
    ours = [result for result in measurement.results if result.ours]
    for each in ours:
        parts += [f"### {each.name}: its median as a share of the peer's", _ratio_table(measurement, each)]
    if ours:
        parts += ["### Aims", aims_table(aims_of(measurement))]
    return "\n\n".join(parts) + "\n"


def aims_table(aims: Iterable[Aim]) -> str:
    """Each aim with what was measured and what was wanted."""
    rows = [
        [
            aim.text,
            f"{aim.measured:.2f}",
            f"{'≥' if aim.at_least else '≤'} {aim.wanted:.2f}",
            "yes" if aim.met else "no",
        ]
        for aim in aims
    ]
    return markdown_table(["", "measured", "wanted", "met"], rows)


def growth_report(small: Measurement, large: Measurement) -> str:
    """How much longer each contender takes on the larger corpus, query by query."""
    after = {result.key: result for result in large.results}
    rows = []
    for result in small.results:
        if result.key in after:
            ratios = [
                median(after[result.key].times_ms[name]) / median(result.times_ms[name]) for name in _names(small)
            ]
            rows.append([result.name, *(f"{ratio:.1f}" for ratio in ratios), f"{geometric_mean(ratios):.1f}"])
    aims = growth_aims(small, large)
    title = f"## From {small.corpus_passages:,} to {large.corpus_passages:,} passages: median as a multiple"
    parts = [title, markdown_table(["", *_names(small), "mean"], rows), *([aims_table(aims)] if aims else [])]
    return "\n\n".join(parts) + "\n"


def _names(measurement: Measurement) -> list[str]:
    return [query.name for query in measurement.queries]


def _circumstances(measurement: Measurement, machine: dict[str, str]) -> str:
    facts = [f"- {name}: {value}" for name, value in machine.items()]
    facts += [f"- {result.name}: {result.version}; {result.about}" for result in measurement.results]
    facts += [f"- {key}: skipped ({reason})" for key, reason in measurement.skipped.items()]
    facts.append(f"- other processes kept {measurement.neighbours_cores:.2f} cores busy while queries ran")
    return "\n".join(facts)


def _query_table(measurement: Measurement) -> str:
    rows = []
    for name in _names(measurement):
        cells = []
        for result in measurement.results:
            times = result.times_ms[name]
            cells.append(f"{median(times):.1f} ({percentile(times, 0.95):.1f}) · {result.answers[name]['hits']:,}")
        rows.append([name, *cells])
    return markdown_table(["", *(result.name for result in measurement.results)], rows)


def _cpu_table(measurement: Measurement) -> str:
    rows = [
        [name, *(f"{median(result.cpu_ms[name]):.1f}" for result in measurement.results)]
        for name in _names(measurement)
    ]
    return markdown_table(["", *(result.name for result in measurement.results)], rows)


def _words_of_queries(measurement: Measurement) -> str:
    lines = []
    for query in measurement.queries:
        limits = f"; {query.author}, {query.year}" if query.author else ""
        lines.append(f"- {query.name}: {' '.join(query.words)}{'*' if query.shape == 'prefix' else ''}{limits}")
    return "\n".join(lines)


def _index_table(measurement: Measurement) -> str:
    header = [
        "",
        "passages",
        "seconds",
        "CPU seconds",
        "passages/s",
        "index MB",
        "peak MB, indexing",
        "peak MB, searching",
        "cores taken by others",
    ]
    rows = [
        [
            result.name,
            f"{result.passages:,}",
            f"{result.build_s:.1f}",
            f"{result.build_cpu_s:.1f}",
            f"{result.passages_per_s:,.0f}",
            _megabytes(result.index_bytes),
            _megabytes(result.build_peak_bytes),
            _megabytes(result.search_peak_bytes),
            f"{result.build_neighbours_cores:.2f}",
        ]
        for result in measurement.results
    ]
    return markdown_table(header, rows)


def _ratio_table(measurement: Measurement, ours: Result) -> str:
    peers = [result for result in measurement.results if not result.ours]
    rows = [
        [name, *(f"{median(ours.times_ms[name]) / median(peer.times_ms[name]):.2f}" for peer in peers)]
        for name in _names(measurement)
    ]
    rows.append(["index rate", *(f"{ours.passages_per_s / peer.passages_per_s:.2f}" for peer in peers)])
    return markdown_table(["", *(peer.name for peer in peers)], rows)


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f}"
