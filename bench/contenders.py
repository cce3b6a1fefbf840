"""Who is measured: each contender's module and the Python that runs it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, which finds Debian's packages."""

JAVA = 30
"""Warm-up rounds for what runs on Java, which compiles what has run often enough."""


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
    Contender(
        "flori-opensearch", "bench.peers.florilegium_opensearch:OpenSearchEnginePeer", ours=True, warm_up_rounds=JAVA
    ),
    Contender("whoosh", "bench.peers.whoosh:WhooshPeer"),
    Contender("tantivy", "bench.peers.tantivy:TantivyPeer"),
    Contender("datasette", "bench.peers.datasette:DatasettePeer"),
    Contender("xapian", "bench.peers.xapian:XapianPeer", python=SYSTEM_PYTHON),
    Contender("opensearch", "bench.peers.opensearch:OpenSearchPeer", warm_up_rounds=JAVA),
)
