"""The engine's folder: tantivy's index in builds, of which its `meta.json` says whether anything was committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.builds import Builds
from search.engines.tantivy.fields import LAYOUT_VERSION
from search.errors import IndexDamagedError

_META = "meta.json"


def builds_in(folder: Path, signature: str) -> Builds:
    """The builds of an engine's folder. `signature`: the analysis at work."""
    return Builds(folder, {"engine": "tantivy", "layout": LAYOUT_VERSION, "analysis": signature}, _is_committed)


def committed_state(build: Path) -> tuple[int, int, int]:
    """What tells one committed state of a build from another, without reading it."""
    state = (build / _META).stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


@contextmanager
def damage_named(build: Path) -> Iterator[None]:
    """What tantivy raises over files that are not as it wrote them, as IndexDamagedError with the next step."""
    try:
        yield
    except (ValueError, OSError, json.JSONDecodeError, KeyError) as error:
        raise IndexDamagedError(
            f"The index in {build} cannot be read ({error}); run `flori index --rebuild`, which makes it anew."
        ) from error


def _is_committed(build: Path) -> bool:
    """Every commit has at least the record of its generation, so an index without segments has had none."""
    try:
        return bool(json.loads((build / _META).read_text(encoding="utf-8"))["segments"])
    except FileNotFoundError:
        return False
    except (ValueError, KeyError) as error:
        raise IndexDamagedError(
            f"{build / _META} cannot be read ({error}); run `flori index --rebuild`, which makes the index anew."
        ) from error
