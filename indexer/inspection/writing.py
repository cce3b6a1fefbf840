"""What was found in a file, written into a correction beside it for a person to edit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from indexer.corpus.correction_files import correction_beside, correction_path
from indexer.corpus.placing import place_new, place_over
from indexer.curation import parse_correction, written_correction
from indexer.inspection.inspecting import inspect_files
from search.sources import ReadFailure


def write_correction(file: Path, *, force: bool = False) -> Path | ReadFailure:
    """Where the correction of a file now is, or why there is none.

    A correction that is there stays, unless `force` says to write another in its place; what it says is in that one.
    """
    target = correction_path(file)
    inspection = inspect_files([file])
    if inspection.failures:
        return inspection.failures[0]
    if [one.source.name for one in inspection.sources] != [file.name]:
        return ReadFailure(str(file), "it holds other than one source, and a correction lists the documents of one")
    try:
        content = BytesIO(written_correction(inspection.sources[0], only_listed=_drops(file)).encode())
        if force:
            place_over(target, content)
        else:
            place_new(target, content)
    except FileExistsError:
        return ReadFailure(str(file), f"{target.name} is there already; edit it, or say --force to write it anew")
    except OSError as error:
        return ReadFailure(str(file), f"{target} cannot be written: {error.strerror}")
    return target


def _drops(file: Path) -> bool:
    """Whether the correction that is there says of something found that it is no document."""
    correction = parse_correction(correction_beside(file) or b"")
    return correction.only_listed or any(entry.drop for entry in correction.documents)
