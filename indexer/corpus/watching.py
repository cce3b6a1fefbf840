"""Waiting for the corpus to change: bursts of changes come as one, and a vanished folder may come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import Change, watch

from indexer.corpus.correction_files import corrected_path
from indexer.corpus.walking import is_skipped, is_within

BURST_MS = 1_600
"""Changes that follow each other closely, as a copied folder's do, are taken together for at most so long."""
RETRY_MS = 5_000


def watch_corpus(roots: Sequence[Path], update: Callable[[], bool]) -> None:
    """Call `update` after every burst of changes below the roots, and once at the start, until interrupted.

    Where it gives False it is called again every RETRY_MS until it succeeds. Raises KeyboardInterrupt.
    """
    while True:
        _watch_until_mended([root for root in roots if root.exists()], roots, update)


def _watch_until_mended(present: Sequence[Path], roots: Sequence[Path], update: Callable[[], bool]) -> None:
    """Watch the roots that are there; ends when an update succeeds after one that did not.

    What has vanished is no longer watched when it comes back, be it in the same burst: then the watching begins anew.
    """
    pending = True  # something may have changed before the watching began
    lost = len(present) < len(roots)
    watched = {root if root.is_dir() else root.parent for root in present}
    changes = watch(
        *sorted(watched),
        watch_filter=_Relevant(roots),
        debounce=BURST_MS,
        rust_timeout=RETRY_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    for changed in changes:
        if not (changed or pending):
            continue
        lost = lost or any(change is Change.deleted and Path(path) in watched for change, path in changed)
        pending = not update()
        if lost and not pending:
            return
        lost = lost or pending


class _Relevant:
    """Whether a change concerns the corpus."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = [str(root) for root in roots]

    def __call__(self, change: Change, path: str) -> bool:
        about = corrected_path(Path(path))
        for root in self._roots:
            if is_within(str(about), root):
                return not any(is_skipped(part) for part in about.relative_to(root).parts)
        return False
