"""Runs one peer in a process of its own, so that its memory is its own: python -m bench.worker MODULE:CLASS FOLDER.

Requests come as JSON lines on stdin, answers go as JSON lines to stdout. Needs nothing but the standard library
and what the peer itself imports.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from bench.peers.base import Peer, PeerQuery, PeerUnavailableError


def main(target: str, folder: str) -> None:
    """Answer requests until stdin ends."""
    # Whatever a peer prints must not get among the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        peer = _load(target)(Path(folder))
    except (PeerUnavailableError, ModuleNotFoundError) as reason:
        _send(answers, {"unavailable": str(reason)})
        return
    try:
        _send(answers, {"name": peer.name, "about": peer.about, "version": peer.version()})
        for line in sys.stdin:
            request = json.loads(line)
            try:
                _send(answers, _answer(peer, request))
            except PeerUnavailableError as reason:
                _send(answers, {"unavailable": str(reason)})
    finally:
        peer.close()


def _load(target: str) -> type[Peer]:
    module, _, name = target.partition(":")
    peer: type[Peer] = getattr(importlib.import_module(module), name)
    return peer


def _answer(peer: Peer, request: dict[str, Any]) -> dict[str, Any]:
    if "build" in request:
        documents, passages = map(Path, request["build"])
        return asdict(peer.build(documents, passages))
    asked = PeerQuery(**{**request["query"], "words": tuple(request["query"]["words"])})
    started = time.perf_counter()
    reply = peer.ask(asked)
    took_s = time.perf_counter() - started
    return {"ms": took_s * 1000, **asdict(peer.read(reply))}


def _send(answers: TextIO, content: dict[str, Any]) -> None:
    answers.write(json.dumps(content) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
