"""python -m bench: ours and named peers on the same text, in one go."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.contenders import CONTENDERS, Contender
from bench.corpus import open_corpus, read_passages
from bench.machine import describe_machine
from bench.measure import Measurement, measure
from bench.places import BUILD, TextMissingError
from bench.queries import choose_queries
from bench.report import growth_report, report


def main() -> int:
    """Measure and print the tables; the figures go to .build/bench/ as JSON. 2: there is no text to measure on."""
    arguments = _parse()
    machine = describe_machine()
    measurements: list[Measurement] = []
    for size in arguments.size:
        try:
            corpus = open_corpus(size)
        except TextMissingError as missing:
            print(missing, file=sys.stderr)
            return 2
        queries = choose_queries(read_passages(corpus.passages_path))
        measurement = measure(corpus, queries, arguments.peers, arguments.rounds)
        tables = report(measurement, machine)
        print(tables)
        print(f"Kept: {_save(measurement, machine, tables)}", file=sys.stderr)
        measurements.append(measurement)
    if len(measurements) > 1:
        print(growth_report(measurements[0], measurements[-1]))
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--size",
        type=int,
        nargs="+",
        default=[100_000],
        metavar="PASSAGES",
        help="size of the corpus (default 100000); several sizes also show how times grow",
    )
    parser.add_argument(
        "--peers",
        type=_contenders,
        default=list(CONTENDERS),
        metavar="KEY,…",
        help=f"whom to measure (default all): {', '.join(each.key for each in CONTENDERS)}",
    )
    parser.add_argument("--rounds", type=int, default=20, help="times that each query is asked (default 20)")
    return parser.parse_args()


def _contenders(text: str) -> list[Contender]:
    by_key = {each.key: each for each in CONTENDERS}
    keys = text.split(",")
    unknown = [key for key in keys if key not in by_key]
    if unknown:
        raise argparse.ArgumentTypeError(f"no peer {', '.join(unknown)}; there are {', '.join(by_key)}")
    return [by_key[key] for key in keys]


def _save(measurement: Measurement, machine: dict[str, str], tables: str) -> Path:
    """Write the tables down, and all figures beside them; of the answers the counts, not the facets' values."""
    figures = {"machine": machine, **asdict(measurement)}
    for result in figures["results"]:
        for answer in result["answers"].values():
            answer["facets"] = {field: len(values) for field, values in answer["facets"].items()}
            answer["years"] = len(answer["years"])
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    path = BUILD / f"speed-{measurement.corpus_passages}-{moment}.json"
    path.write_text(json.dumps(figures, indent=1))
    path.with_suffix(".md").write_text(tables)
    return path


if __name__ == "__main__":
    sys.exit(main())
