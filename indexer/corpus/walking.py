"""What is in the corpus: the files below its roots, and those that are refused, with the reason."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from indexer.authority import FILE_NAME
from indexer.corpus.correction_files import corrected_name, correction_state, is_correction
from search.sources import ReadFailure

_SKIPPED = re.compile(
    r"""
    \..*                       # hidden files, version control, the index itself
    | .*~ | \#.*\# | ~\$.*     # editors' copies and locks
    | .*\.(?:swp|swo|swx|tmp|temp|bak|part|crdownload)
    | Thumbs\.db | desktop\.ini | __MACOSX
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the corpus, and its fingerprint as far as the file system tells it.

    `name`: see `search.model.Source.name`. `root`: the folder it was found under, or the file itself.
    `correction`: the state of the corrections beside it, see `indexer.curation`; empty without.
    """

    name: str
    path: str
    root: str
    size: int
    mtime_ns: int
    correction: str = ""


@dataclass(slots=True)
class Walk:
    """What was found below some roots.

    `files`: by name, in order. `refused`: files and folders left out, with the reason; what the catalog holds of
    them, and of anything below them, is not to be taken for gone.
    """

    files: dict[str, FoundFile] = field(default_factory=dict)
    refused: list[ReadFailure] = field(default_factory=list)

    def refuse(self, path: Path, reason: str) -> None:
        """Note that a file or folder is left out."""
        self.refused.append(ReadFailure(printable(path), reason))

    def add(self, file: FoundFile) -> None:
        """Take in a file, unless another one has its name already."""
        standing = self.files.setdefault(file.name, file)
        if standing is not file:
            self.refuse(Path(file.path), f"{standing.path} has the same name below its own root; rename one of them")


def walk(roots: Iterable[Path], below: Iterable[Path] | None = None, *, index: Path | None = None) -> Walk:
    """All files below the roots, in the order of the roots; a folder's own files by name, then its folders.

    All paths are absolute. `below`: where given, only files at or below one of these. `index`: a folder that is no
    part of any corpus. Links, hidden files and editors' temporary files are left out; a link that leads out of its
    root is refused.
    """
    found = Walk()
    limits = None if below is None else list(below)
    excluded = None if index is None else index.resolve()
    for root in roots:
        if root.is_dir():
            _walk_folder(found, root, limits, excluded)
        else:
            _take(found, root, root, root.stat())
    return found


def is_skipped(name: str) -> bool:
    """Whether a file or folder of that name is no part of a corpus: hidden, temporary, or about other files."""
    return _SKIPPED.fullmatch(name) is not None


def printable(path: Path) -> str:
    """The path as text that can be shown and stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_within(path: str, ancestor: str) -> bool:
    """Whether a path is the other one, or lies below it."""
    return path == ancestor or path.startswith(ancestor.rstrip("/") + "/")


def _walk_folder(found: Walk, root: Path, limits: list[Path] | None, excluded: Path | None) -> None:
    """Take in the folder and those below it; by a stack, for folders may be nested deeper than calls may be."""
    stack = [root]
    while stack:
        current = stack.pop()
        try:
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            found.refuse(current, f"the folder cannot be listed: {error.strerror}")
            continue
        names = {entry.name for entry in entries}
        wanted = [entry for entry in entries if _is_wanted(entry, limits) and Path(entry.path) != root / FILE_NAME]
        for entry in wanted:
            if not is_correction(entry.name):
                _take_entry(found, root, entry)
            elif corrected_name(entry.name) not in names:
                found.refuse(Path(entry.path), _orphaned(corrected_name(entry.name)))
        folders = [Path(entry.path) for entry in reversed(wanted) if entry.is_dir(follow_symlinks=False)]
        stack.extend(path for path in folders if path != excluded)


def _orphaned(name: str) -> str:
    return f"it corrects {name}, and there is no file of that name beside it; name it after its file, or delete it"


def _is_wanted(entry: os.DirEntry[str], limits: list[Path] | None) -> bool:
    if is_skipped(entry.name):
        return False
    return limits is None or any(_leads_to(entry.path, str(limit)) for limit in limits)


def _leads_to(path: str, limit: str) -> bool:
    """Whether what is at or below the limit can be found at, above or below the path."""
    return is_within(path, limit) or is_within(limit, path)


def _take_entry(found: Walk, root: Path, entry: os.DirEntry[str]) -> None:
    path = Path(entry.path)
    try:
        if entry.is_symlink():
            _judge_link(found, root, path)
        elif not entry.is_dir():
            _take(found, root, path, entry.stat())
    except OSError as error:
        found.refuse(path, f"it cannot be looked at: {error.strerror}")


def _judge_link(found: Walk, root: Path, path: Path) -> None:
    """A link within the root is passed over, since what it leads to is found itself."""
    target = Path(os.path.realpath(path))  # `resolve` of Python before 3.13 fails over links in a circle
    if target.is_symlink():
        found.refuse(path, "it is a link that leads back to itself")
    elif not target.exists():
        found.refuse(path, f"it is a link to {printable(target)}, which does not exist")
    elif not target.is_relative_to(root.resolve()):
        found.refuse(path, f"it is a link out of the corpus, to {printable(target)}; copy the file instead")


def _take(found: Walk, root: Path, path: Path, status: os.stat_result) -> None:
    name = unicodedata.normalize("NFC", path.name if path == root else path.relative_to(root).as_posix())
    if not stat.S_ISREG(status.st_mode):
        found.refuse(path, "it is neither a file nor a folder")
    elif not _is_text(name):
        found.refuse(path, "its name is not UTF-8; rename it")
    else:
        found.add(FoundFile(name, str(path), str(root), status.st_size, status.st_mtime_ns, correction_state(path)))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8 stand in a path as lone surrogates
        return False
    return True
