"""What is written beside a file, and how much of it is about each of the file's sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.corpus.correction_files import SUFFIX, correction_beside
from indexer.curation.errors import CorrectionError
from indexer.curation.form import Correction
from indexer.structure import StructuredText


@dataclass(frozen=True, slots=True)
class CorrectionBeside:
    """The bytes beside a file, what they say, and whether the file holds many sources and none that is all of it.

    Raises CorrectionError where it says of many sources what can be true of one only.
    """

    written: bytes | None
    correction: Correction
    of_many: bool

    def __post_init__(self) -> None:
        if self.of_many:
            self.correction.check_about_many()

    def about(self, structured: StructuredText, *, is_record: bool) -> Correction:
        """What it says about one of the file's sources; what is attached to a message has documents of its own."""
        if not is_record:
            return self.correction
        source = {key: value for key, value in self.correction.source.items() if key not in structured.metadata}
        return Correction(source=source, every_document=self.correction.every_document if self.of_many else {})


def read_beside(path: Path) -> bytes | None:
    """What stands in the corrections of a file, if there are any. Raises CorrectionError."""
    try:
        return correction_beside(path)
    except OSError as error:
        raise CorrectionError(f"it cannot be opened: {error.strerror}") from error


def in_correction(path: str, error: CorrectionError) -> str:
    """What is wrong in the corrections of a file, as a reason why the file cannot be taken in as it is now."""
    return f"{Path(path).name}{SUFFIX} beside it cannot be applied: {error}"
