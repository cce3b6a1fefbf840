"""Runs killed at random moments with searches beside, again and again: `make chaos`.

After each kill the index is the old one or the new one and `flori verify` finds it in step; the next run ends with
what a fresh build holds; and no search beside ever sees anything else.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.places import quick_folder
from tests.reliability.beside import answer_of, searching
from tests.reliability.editions import EDITIONS, fresh_indexes, states_of, write_edition
from tests.reliability.flipping import flip_bits
from tests.reliability.indexes import EMBEDDED, Contents, Dossier, contents, dossier_in, faults
from tests.reliability.killing import flori_index, is_killed_after, seconds_of
from tests.reliability.readers_killed import kill_readers
from tests.reliability.test_growth import MOST_GROWTH, grown

KILLS = 200
READER_KILLS = 50
SEED = 20140503
GROWTH_RUNS = 50
FLIPS = 20
CATALOG_FLIPS = 500
_RUNS: dict[str, tuple[str, ...]] = {"incremental": (), "full": ("--rebuild",)}
_MARGIN = 1.3
"""Kills fall anywhere in the time that a run takes, and a little beyond."""
_MEASURED_EVERY = 20
"""Kills after which that time is measured anew: what else the machine does changes it."""


@dataclass
class Figures:
    """What came of the kills on one engine. `hit`: kills that met a run still going, by sort of run.

    `left`: which state they left. `wrong`: what should not have been, in words.
    """

    engine: str
    kills: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    searches: int = 0
    states_seen: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.engine}: {self.kills} kills, {self.hit['incremental']} of them in an incremental run and "
            f"{self.hit['full']} in a full one; left {self.left['old']} times the old state and {self.left['new']} "
            f"times the new; {self.searches:,} searches beside; {len(self.wrong)} wrong"
        )


def kill_runs(folder: Path, engine: str, kills: int, seed: int) -> Figures:
    """Kill as many runs over an index in that folder, and compare what each leaves with fresh builds."""
    chance = random.Random(f"{seed} {engine}")
    fresh = fresh_indexes(folder / "fresh", engine)
    states = states_of(fresh)
    dossier = dossier_in(folder / "killed", engine)
    write_edition(dossier, EDITIONS[0])
    dossier.index()
    run_s: dict[str, float] = {}
    figures = Figures(engine)
    moments = _moments(kills, chance)
    with searching(dossier, [answer_of(one) for one in fresh.values()]) as beside:
        for kill in range(kills):
            if kill % _MEASURED_EVERY == 0:
                run_s = _run_times(dossier)
            edition, before = EDITIONS[(kill + 1) % 2], EDITIONS[kill % 2]
            write_edition(dossier, edition)
            sort = chance.choice(list(_RUNS))
            delay_s = moments[kill] * run_s[sort]
            figures.kills += 1
            figures.hit[sort] += is_killed_after(partial(flori_index, dossier, *_RUNS[sort]), delay_s)
            where = f"{engine}, kill {kill + 1}, of the {sort} run after {delay_s:.4f} s"
            figures.left[_left(dossier, states, before, edition, figures.wrong, where)] += 1
            dossier.index()
            _check(contents(dossier.settings) == states[edition], figures.wrong, f"{where}: the next run differs")
            _check(not faults(dossier.settings), figures.wrong, f"{where}: faults after the next run")
    figures.searches, figures.states_seen = beside.searches, len(beside.seen)
    figures.wrong.extend(f"a search beside: {one}" for one in beside.wrong)
    return figures


def _moments(kills: int, chance: random.Random) -> list[float]:
    """As many shares of a run, from 0 to _MARGIN, in any order: one in each of as many equal parts of the way."""
    shares = [_MARGIN * (kill + chance.random()) / kills for kill in range(kills)]
    chance.shuffle(shares)
    return shares


def _run_times(dossier: Dossier) -> dict[str, float]:
    """How long each sort of run takes, each with the other edition before it; ends with the first edition."""
    times = {}
    for edition, (sort, options) in zip(reversed(EDITIONS), _RUNS.items(), strict=True):
        write_edition(dossier, edition)
        times[sort] = seconds_of(partial(flori_index, dossier, *options))
    return times


def _left(dossier: Dossier, states: dict[str, Contents], before: str, after: str, wrong: list[str], where: str) -> str:
    """Which state a kill left: `old`, `new` or neither, which is wrong."""
    found = contents(dossier.settings)
    _check(not faults(dossier.settings), wrong, f"{where}: {faults(dossier.settings)}")
    if found == states[before]:
        return "old"
    _check(found == states[after], wrong, f"{where}: neither state is left")
    return "new"


def _check(holds: bool, wrong: list[str], told: str) -> None:
    if not holds:
        wrong.append(told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="on each engine")
    parser.add_argument("--reader-kills", type=int, default=READER_KILLS, help="among processes that read")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--engine", choices=EMBEDDED, action="append", help="only this one; may be repeated")
    chosen = parser.parse_args(arguments)
    print(f"seed {chosen.seed}")
    wrong: list[str] = []
    for engine in chosen.engine or EMBEDDED:
        started_s = time.monotonic()
        with quick_folder() as folder:
            figures = kill_runs(folder, engine, chosen.kills, chosen.seed)
        print(f"{figures}; {time.monotonic() - started_s:.0f} s", flush=True)
        wrong.extend(figures.wrong)
        with quick_folder() as folder:
            readers = kill_readers(folder, engine, chosen.reader_kills, chosen.seed)
        print(readers, flush=True)
        wrong.extend(readers.wrong)
        with tempfile.TemporaryDirectory() as folder_name:
            growth = grown(dossier_in(Path(folder_name), engine), GROWTH_RUNS)
        print(f"{engine}: {GROWTH_RUNS} runs make the folder {growth:.2f} times a fresh build's", flush=True)
        _check(growth < MOST_GROWTH, wrong, f"{engine}: the folder grew {growth:.2f} times")
        with quick_folder() as folder:
            dossier = dossier_in(folder, engine)
            for edition in EDITIONS:
                write_edition(dossier, edition)
                dossier.index()
            flips = flip_bits(dossier, FLIPS, CATALOG_FLIPS, chosen.seed)
        print(f"{engine}: {flips}", flush=True)
        wrong.extend(f"{engine}: a flipped bit in {path} went unnoticed" for path in flips.missed)
    for one in wrong:
        print(f"WRONG: {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
