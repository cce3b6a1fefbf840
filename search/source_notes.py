"""What a person should know of how a source was read: doubts about its encoding, and characters lost before it came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.message import Message


class NoteKind(StrEnum):
    """What a note is about. The value is what is stored."""

    GUESSED_ENCODING = "guessed encoding"
    OTHER_THAN_DECLARED = "other than declared"
    MIXED_ENCODINGS = "mixed encodings"
    MISDECODED = "misdecoded"
    REPLACED = "replaced"
    STRAY_MARKS = "stray marks"


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One note on a source.

    `count`: lines of MIXED_ENCODINGS, words of MISDECODED, characters of REPLACED and STRAY_MARKS, else 0.
    `found`: the encoding declared, or an example as it stands in the source. `read_as`: the encoding taken, or what
    the example most likely was; the source's text keeps what is found.
    """

    kind: NoteKind
    count: int = 0
    found: str = ""
    read_as: str = ""


_TEMPLATES = {
    NoteKind.GUESSED_ENCODING: Message(
        "It does not say in which encoding it is; %(read_as)s fits it best. Where names look wrong, save it as UTF-8."
    ),
    NoteKind.OTHER_THAN_DECLARED: Message("It says that it is in %(found)s; its bytes are %(read_as)s and read so."),
    NoteKind.MIXED_ENCODINGS: Message(
        "It mixes encodings: %(count)s of its lines are %(found)s, the others %(read_as)s; each was read as it is."
    ),
    NoteKind.MISDECODED: Message(
        "Words in it were decoded wrongly before it was collected, %(count)s in all: “%(found)s” for “%(read_as)s”. "
        "They stand and are found as they are; collect a better copy if there is one."
    ),
    NoteKind.REPLACED: Message(
        "Characters in it were lost before it was collected, %(count)s in all: “%(found)s”. "
        "Collect a better copy if there is one."
    ),
    NoteKind.STRAY_MARKS: Message(
        "Byte order marks stand within its text, %(count)s in all, as where files were joined."
    ),
}


def note_message(note: SourceNote) -> Message:
    """The note as sentences for a person."""
    return Message(_TEMPLATES[note.kind].template, count=note.count, found=note.found, read_as=note.read_as)
