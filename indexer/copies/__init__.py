"""Words that stand in several documents: proposed by fingerprints, verified word by word (see ADR 18)."""

from indexer.copies.fingerprints import fingerprints
from indexer.copies.tracing import pack, trace_copies

__all__ = ["fingerprints", "pack", "trace_copies"]
