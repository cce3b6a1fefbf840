"""Catalog and engine opened for writing, and whether what they hold can be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.analysis import Analyzer
from search.catalog import Catalog, GenerationGoneError, open_catalog, recreate_catalog
from search.engines import open_engine
from search.engines.base import Engine
from search.errors import IndexDamagedError, IndexOutdatedError
from search.settings import Settings

SEGMENTATION_VERSION = 26
"""Raised whenever the same file would give other documents or passages; an index made with another is rebuilt."""

ROOTS = "roots"
_ROOTS_COPY = "roots.json"
MADE_WITH = "made with"


@dataclass(frozen=True, slots=True)
class Stores:
    """What a run works on.

    `index`: the index folder. `committed`: the generation that searches answer from, 0 where there is none.
    `roots`: those remembered. `language`: whose rules tokens follow. `made_with`: what decides how
    texts are cut and analyzed, now. `rebuild`: why all files must be read, or None.
    """

    index: Path
    catalog: Catalog
    engine: Engine
    committed: int
    roots: tuple[str, ...]
    language: str
    made_with: str
    rebuild: str | None


@contextmanager
def open_stores(settings: Settings, *, rebuild: bool = False) -> Iterator[Stores]:
    """Catalog and engine, made where there are none, and closed after the block.

    What another version made is to be rebuilt; what is damaged is, if `rebuild` asks for it, and raises
    IndexDamagedError otherwise.
    """
    analyzer = Analyzer(settings.language)
    with ExitStack() as opened:
        engine = opened.enter_context(closing(open_engine(settings, analyzer)))
        committed, unreadable = _committed(engine, rebuild=rebuild)
        catalog, roots, reason = _usable_catalog(settings, committed, rebuild=rebuild)
        opened.callback(catalog.close)
        made_with = f"{analyzer.signature}; segmentation {SEGMENTATION_VERSION}; {engine.name}"
        reason = (
            unreadable or reason or _outdated(catalog, committed, made_with) or _unwritable(engine, rebuild=rebuild)
        )
        yield Stores(
            settings.index,
            catalog,
            engine,
            committed,
            roots,
            settings.language,
            made_with,
            reason or ("as asked" if rebuild else None),
        )


def remember_roots(index: Path, roots: Sequence[str]) -> None:
    """Keep a copy of the roots beside the catalog, which may be lost or damaged."""
    draft = index / f"{_ROOTS_COPY}.new"
    draft.write_text(json.dumps(roots), encoding="utf-8")
    draft.replace(index / _ROOTS_COPY)


def _committed(engine: Engine, *, rebuild: bool) -> tuple[int, str | None]:
    """The generation that searches answer from, 0 where there is none; and why it cannot be told, where that is so."""
    try:
        return engine.generation(), None
    except IndexOutdatedError as error:
        return 0, str(error)
    except IndexDamagedError as error:
        if not rebuild:
            raise
        return 0, str(error)


def _usable_catalog(
    settings: Settings, committed: int, *, rebuild: bool
) -> tuple[Catalog, tuple[str, ...], str | None]:
    """The catalog, the roots it remembers, and why it had to be made anew, or None."""
    try:
        catalog = open_catalog(settings.catalog_address, create=True)
        if rebuild:
            _check(catalog)
    except IndexOutdatedError as error:
        return recreate_catalog(settings.catalog_address), remembered_roots(settings.index), str(error)
    except IndexDamagedError as error:
        if not rebuild:
            raise
        return recreate_catalog(settings.catalog_address), remembered_roots(settings.index), str(error)
    try:
        return catalog, _roots(catalog, committed) or remembered_roots(settings.index), None
    except GenerationGoneError:
        # The engine's files were lost, or are another engine's, while the catalog went on.
        catalog.close()
        reason = "the catalog and the engine's files are of different runs"
        return recreate_catalog(settings.catalog_address), remembered_roots(settings.index), reason


def _check(catalog: Catalog) -> None:
    """Raise IndexDamagedError where any of the catalog is not as it was written; then it is closed."""
    try:
        faults = catalog.faults()
    except IndexDamagedError:
        catalog.close()
        raise
    if faults:
        catalog.close()
        raise IndexDamagedError(faults[0])


def remembered_roots(index: Path) -> tuple[str, ...]:
    """The roots by the copy beside the catalog; none where nothing was committed, or the copy is damaged too."""
    try:
        return tuple(json.loads((index / _ROOTS_COPY).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return ()


def _roots(catalog: Catalog, generation: int) -> tuple[str, ...]:
    with catalog.at(generation) as reader:
        stated = reader.meta(ROOTS)
    try:
        return tuple(json.loads(stated)) if stated else ()
    except ValueError:  # damaged; they are in the copy too
        return ()


def _outdated(catalog: Catalog, committed: int, made_with: str) -> str | None:
    """Why what the engine holds cannot be kept, or None: also where the catalog knows nothing of it."""
    if committed == 0:
        return None
    with catalog.at(committed) as reader:
        stated = reader.meta(MADE_WITH)
    if stated == made_with:
        return None
    if stated is None:
        return "the engine holds passages that the catalog knows nothing of"
    return f"it was made with {stated}, and this program works with {made_with}"


def _unwritable(engine: Engine, *, rebuild: bool) -> str | None:
    """Why the engine cannot go on from what it has, or None."""
    try:
        with engine.writer():
            return None
    except IndexOutdatedError as error:
        return str(error)
    except IndexDamagedError as error:
        if not rebuild:
            raise
        return str(error)
