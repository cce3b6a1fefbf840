"""Which folders an indexing run covers: those named, those remembered from earlier runs, those configured."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.corpus.correction_files import corrected_path
from indexer.corpus.walking import is_within, printable
from search.errors import OperatorError


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run covers.

    `roots`: all folders (or single files) that the index holds from now on. `limits`: the run is about what lies
    at or below these paths only; None for everything. `notes`: what the person should be told of it.
    """

    roots: tuple[Path, ...]
    limits: tuple[Path, ...] | None = None
    notes: tuple[str, ...] = ()

    def covers(self, path: str, root: str) -> bool:
        """Whether the run answers for a file that was found below `root` in an earlier one."""
        return root not in map(str, self.roots) or self.reaches(path)

    def reaches(self, path: str) -> bool:
        """Whether a path, or a record of a file (`PATH#ID`), lies within the limits."""
        return self.limits is None or any(
            is_within(path, str(limit)) or path.startswith(f"{limit}#") for limit in self.limits
        )

    def walked(self) -> tuple[Path, ...]:
        """The roots that the run has to look into."""
        if self.limits is None:
            return self.roots
        return tuple(
            root
            for root in self.roots
            if any(is_within(str(limit), str(root)) or is_within(str(root), str(limit)) for limit in self.limits)
        )


def choose_scope(
    named: Sequence[Path],
    remembered: Iterable[str],
    configured: Sequence[Path],
    *,
    forgotten: Sequence[Path] = (),
    everything: bool = False,
) -> Scope:
    """The scope of a run: the paths named, else all roots remembered, else the configured corpus.

    A path inside a remembered root limits the run to it; any other becomes a root, in the place of those inside it.
    A correction stands for the file that it is about. `forgotten` roots are no longer remembered. With `everything`,
    the run covers all roots whatever was named.
    Raises OperatorError where a path is not there: a folder that vanished is not taken for an empty one.
    """
    roots = _without([Path(root) for root in remembered], forgotten)
    if not named and not (roots or forgotten):
        roots = [_place(path) for path in configured]
    notes: list[str] = []
    limits = [_adopt(corrected_path(_place(path)), roots, notes) for path in named]
    limited = bool(named) and not everything
    scope = Scope(tuple(roots), tuple(limits) if limited else None, tuple(notes))
    for root in scope.walked():
        _require(root, is_new=root in limits)
    return scope


def _place(path: Path) -> Path:
    """Where a path leads; of links in a circle, over which `resolve` of Python before 3.13 fails, the path itself."""
    return Path(os.path.realpath(path))


def _without(roots: list[Path], forgotten: Sequence[Path]) -> list[Path]:
    for path in forgotten:
        if _place(path) not in roots:
            held = ", ".join(map(printable, roots)) or "none"
            raise OperatorError(f"The index does not hold a folder {printable(_place(path))}. It holds: {held}.")
        roots = [root for root in roots if root != _place(path)]
    return roots


def _adopt(path: Path, roots: list[Path], notes: list[str]) -> Path:
    """The path itself, after it has become a root unless it lies inside one."""
    if any(is_within(str(path), str(root)) for root in roots):
        return path
    for inner in [root for root in roots if is_within(str(root), str(path))]:
        roots.remove(inner)
        notes.append(
            f"{printable(inner)} is indexed as a part of {printable(path)} from now on; "
            "its documents get new addresses."
        )
    roots.append(path)
    return path


def _require(root: Path, *, is_new: bool) -> None:
    if root.exists():
        return
    shown = printable(root)
    if is_new:
        raise OperatorError(f"There is no file or folder {shown}; name one that exists. Nothing was changed.")
    raise OperatorError(
        f"The folder {shown} is not there, and the index may hold documents from it. Put it back, or run "
        f"`flori index --forget {shown}` to take them out. Nothing was changed."
    )
