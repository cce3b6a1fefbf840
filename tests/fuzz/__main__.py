"""`make fuzz`: lets Atheris (https://github.com/google/atheris) think of inputs, so many seconds for each target.

Prints how many inputs were tried; an input that breaks a promise is kept in `.build/fuzz`, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

from tests.fuzz.targets import TARGETS
from tests.places import ROOT

_TRIED = re.compile(r"stat::number_of_executed_units: (\d+)")
_STARTING_S = 120


def main() -> int:
    """Fuzz the targets named, or all, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", help=f"one or more of: {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    asked = parser.parse_args()
    results = [_in_a_process(name, asked.seconds) for name in asked.names or TARGETS]
    return 0 if all(results) else 1


def _in_a_process(name: str, seconds: int) -> bool:
    """Whether nothing was found."""
    command = [sys.executable, "-m", "tests.fuzz.one", name, str(seconds)]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=seconds + _STARTING_S, check=False
    )
    tried = _TRIED.search(ended.stderr)
    good = ended.returncode == 0 and tried is not None
    print(
        f"{name:22} {int(tried[1]) if tried else 0:>10,} inputs tried  {'nothing found' if good else 'FAILED'}",
        flush=True,
    )
    if not good:
        print(ended.stdout[-3_000:], ended.stderr[-3_000:], file=sys.stderr)
    return good


if __name__ == "__main__":
    sys.exit(main())
