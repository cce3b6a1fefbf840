"""Fuzzes one target in this process, which ends with it: python -m tests.fuzz.one TARGET SECONDS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["search", "indexer"]):
    from tests.fuzz.targets import MOST_S, TARGETS

KEPT = Path(__file__).parents[2] / ".build" / "fuzz"
LONGEST_BYTES = 20_000


def main(name: str, seconds: int) -> None:
    """Try inputs until the time is up, or one breaks a promise: it is kept below KEPT, and the process fails."""
    target, folder = TARGETS[name], KEPT / name
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(seed[:LONGEST_BYTES])
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}", f"-timeout={MOST_S:.0f}"]
    shown = ["-print_final_stats=1", f"-artifact_prefix={folder}{os.sep}"]
    # Not `target.run`: the alarm clock is the fuzzer's own here.
    atheris.Setup([sys.argv[0], *limits, *shown, str(seeds)], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
