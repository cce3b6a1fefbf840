"""The original file of a source, as far as it may be shown."""

from __future__ import annotations

from pathlib import Path

from search.catalog import SourceEntry
from search.errors import NotFoundError
from search.message import Message


def original_file(source: SourceEntry) -> tuple[Path, str]:
    """The file and its media type. Raises NotFoundError where it is gone or lies outside of its corpus folder now.

    A record of a bulk file has the whole bulk file.
    """
    path, root = Path(source.path), Path(source.root)
    if not path.is_file():
        raise NotFoundError(
            Message(
                "The file %(name)r is no longer in the corpus; what was indexed of it can be read.", name=source.name
            )
        )
    # A link may have been put in its place since it was indexed.
    if not path.resolve().is_relative_to(root.resolve()):
        raise NotFoundError(
            Message(
                "The file %(name)r leads out of the corpus and is not shown; index its own folder.", name=source.name
            )
        )
    return path, source.media_type
