"""Bytes to text: the encoding is found, never guessed away, and no byte is dropped or replaced."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from search.source_notes import NoteKind, SourceNote

# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a page or a message means that names one of these: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
# The legacy encodings of https://encoding.spec.whatwg.org/#names-and-labels and the two of DOS. Where several
# are as likely, the first of this list is taken: short western text fits a dozen of them equally.
_LEGACY = (
    *("cp1252", "cp1250", "cp1251", "iso8859_2", "iso8859_15", "koi8_r", "cp932", "gb18030", "big5", "cp949", "euc_jp"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "mac_roman", "mac_cyrillic", "koi8_u"),
    *("iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_10", "iso8859_13"),
    *("iso8859_14", "iso8859_16", "iso2022_jp", "cp866", "cp850", "cp437"),
)
_MESS_WEIGHT = 3.0  # against coherence; both are 0 to 1, and mess stays small even in the wrong encoding
_TIE = 0.03  # of likelihood, below which two encodings are as likely
_DETECTION_BYTES = 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02
_LINE_END = re.compile(r"\r\n?")
_UTF8_SHARE_OF_MIXED = 0.2  # of the lines beyond ASCII; below it they may be UTF-8 by chance
_SHOWN_NAMES = {
    "cp125": "windows-125",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16-le": "UTF-16 without a byte order mark",
    "utf-16-be": "UTF-16 without a byte order mark",
}


class UndecodableError(Exception):
    """Bytes that are no text in any known encoding; the message says why."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text with `\\n` line ends and without a byte order mark, and the Python name of the encoding it was in.

    Of a file that mixes encodings it is that of most lines. `notes`: what a person should know of the choice.
    """

    text: str
    encoding: str
    notes: tuple[SourceNote, ...] = ()


def decode(content: bytes, declared: str | None = None) -> DecodedText:
    """The text of a whole file.

    In this order: a byte order mark, UTF-8, the `declared` encoding as the web understands its name (an unknown one
    is passed over), UTF-16 without a mark, then what charset-normalizer finds most likely. Every step is strict: an
    encoding that does not fit each byte is not taken. Where some lines are UTF-8 and the others are not, each is read
    as what it is, and a note says so. Raises UndecodableError.
    """
    stated = _marked(content) or _first_that_fits(content, ("utf-8",))
    if stated:
        return _decoded(content, stated, _unlike_declared(stated, declared, content))
    meant = _meant(declared)
    mixed = _mixed(content, meant)
    if mixed:
        return mixed
    encoding = _first_that_fits(content, (meant,)) or _detected(content)
    guess = SourceNote(NoteKind.GUESSED_ENCODING, read_as=shown_encoding(encoding))
    return _decoded(content, encoding, _unlike_declared(encoding, declared, content) if declared else (guess,))


def shown_encoding(encoding: str) -> str:
    """The Python name of an encoding as people know it: `cp1252` is windows-1252."""
    found = next((name for name in _SHOWN_NAMES if encoding.startswith(name)), None)
    return encoding.replace(found, _SHOWN_NAMES[found], 1) if found else encoding.upper()


def _decoded(content: bytes, encoding: str, notes: tuple[SourceNote, ...]) -> DecodedText:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"its byte {error.start} does not fit the encoding {encoding} it begins with") from error
    return DecodedText(_LINE_END.sub("\n", text), encoding, notes)


def _meant(declared: str | None) -> str | None:
    """The encoding that a declaration means; None where there is none, or nothing of that name is known."""
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    return _MEANT.get(name, name) if name else None


def _unlike_declared(encoding: str, declared: str | None, content: bytes) -> tuple[SourceNote, ...]:
    """That the encoding taken is another than the one declared, where a character shows the difference."""
    if declared is None or content.isascii():
        return ()
    try:
        if codecs.lookup(declared).name == codecs.lookup(encoding).name.removesuffix("-sig"):
            return ()
        if content.decode(declared) == content.decode(encoding):
            return ()
    except (LookupError, UnicodeDecodeError):
        pass  # then it surely is another
    return (SourceNote(NoteKind.OTHER_THAN_DECLARED, found=declared, read_as=shown_encoding(encoding)),)


def _mixed(content: bytes, meant: str | None) -> DecodedText | None:
    """The text of a file with lines of UTF-8 and lines of an older encoding with one byte a character, else None."""
    lines = content.splitlines(keepends=True)
    beyond = [line for line in lines if not line.isascii()]
    older = [line for line in beyond if not _is_utf8(line)]
    in_utf8 = len(beyond) - len(older)
    if b"\x00" in content or in_utf8 < max(1, _UTF8_SHARE_OF_MIXED * len(beyond)):
        return None
    rest = b"".join(older)
    encoding = _first_that_fits(rest, (meant,)) or _older_encoding(rest, mostly_utf8=in_utf8 >= len(older))
    if encoding == "utf-8" or len(rest.decode(encoding)) != len(rest):
        return None
    text = "".join(line.decode("utf-8" if _is_utf8(line) else encoding) for line in lines)
    few, many = ("utf-8", encoding) if in_utf8 < len(older) else (encoding, "utf-8")
    note = SourceNote(NoteKind.MIXED_ENCODINGS, min(in_utf8, len(older)), shown_encoding(few), shown_encoding(many))
    return DecodedText(_LINE_END.sub("\n", text), many, (note,))


def _older_encoding(lines: bytes, *, mostly_utf8: bool) -> str:
    """That of the lines which are no UTF-8. A few bytes that fit nothing keep no file of UTF-8 out: Latin-1 has a
    character for each of them."""
    try:
        return _detected(lines)
    except UndecodableError:
        if not mostly_utf8:
            raise
        return "latin-1"


def _is_utf8(line: bytes) -> bool:
    return _first_that_fits(line, ("utf-8",)) is not None


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text: control characters that no writing uses."""
    if _marked(head) or _unmarked_utf16(head):
        return False
    return b"\x00" in head or len(_CONTROL.findall(head)) > len(head) * _CONTROL_SHARE


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _first_that_fits(content: bytes, encodings: tuple[str | None, ...]) -> str | None:
    if b"\x00" in content:
        return None
    for encoding in filter(None, encodings):
        try:
            content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return encoding
    return None


def _detected(content: bytes) -> str:
    encoding = _unmarked_utf16(content)
    if encoding:
        return encoding
    if looks_binary(content):
        raise UndecodableError("it holds control characters as binary files do")
    if _has_only_marks_beyond_ascii(content):
        return "cp1252"
    sample = content if len(content) <= _DETECTION_BYTES else content[: content.rfind(b"\n", 0, _DETECTION_BYTES)]
    matches = list(from_bytes(sample, cp_isolation=list(_LEGACY)))
    best = max(map(_likelihood, matches), default=0.0)
    as_likely = {name for match in matches if _likelihood(match) >= best - _TIE for name in match.could_be_from_charset}
    ranked = [name for name in _LEGACY if name in as_likely]
    ranked += [match.encoding for match in sorted(matches, key=_likelihood, reverse=True)]
    encoding = _first_that_fits(content, tuple(ranked))
    if encoding is None:
        raise UndecodableError("its bytes fit no known encoding")
    return encoding


def _likelihood(match: CharsetMatch) -> float:
    return float(match.coherence - _MESS_WEIGHT * match.chaos)


def _has_only_marks_beyond_ascii(content: bytes) -> bool:
    """Whether all that is not ASCII would be typographic marks in Windows-1252: then no word tells encodings apart."""
    try:
        beyond = content.translate(None, delete=bytes(range(128))).decode("cp1252")
    except UnicodeDecodeError:
        return False
    return not any(character.isalpha() for character in beyond)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 by its zero bytes: in text of a Latin alphabet nearly every second byte is zero."""
    sample = content[:4096]
    if len(content) % 2 or len(sample) < 4:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None
