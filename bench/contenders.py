"""Who is measured: each contender's module and the Python that runs it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, which finds Debian's packages."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A peer by its key on the command line.

    `ours`: measured against the others, not one of them. `warm_up_rounds`: asked before anything is timed.
    """

    key: str
    target: str
    ours: bool = False
    python: str = sys.executable
    warm_up_rounds: int = 2


CONTENDERS = (
    Contender("flori-whoosh", "bench.peers.florilegium:WhooshEnginePeer", ours=True),
    Contender("flori-tantivy", "bench.peers.florilegium:TantivyEnginePeer", ours=True),
    Contender("whoosh", "bench.peers.whoosh:WhooshPeer"),
    Contender("tantivy", "bench.peers.tantivy:TantivyPeer"),
    Contender("datasette", "bench.peers.datasette:DatasettePeer"),
    Contender("xapian", "bench.peers.xapian:XapianPeer", python=SYSTEM_PYTHON),
    # Java compiles what has run often enough.
    Contender("opensearch", "bench.peers.opensearch:OpenSearchPeer", warm_up_rounds=30),
)
