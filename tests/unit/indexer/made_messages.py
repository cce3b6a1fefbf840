"""Messages as Outlook saves them, made here: compound files ([MS-CFB]) of properties ([MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

Tree = dict[str, "bytes | Tree"]
Value = str | bytes | int | datetime

_SECTOR, _MINI_SECTOR, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_TEXT, _NUMBER, _BINARY, _TIME = 0x001F, 0x0003, 0x0102, 0x0040


def outlook_file(path: Path, values: Mapping[int, Value], **parts: list[Tree]) -> Path:
    """The path of a message with these properties. `parts`: `recipients` and `attachments`, see `part`."""
    path.write_bytes(compound_file(message(values, header_bytes=32, **parts)))
    return path


def message(
    values: Mapping[int, Value],
    *,
    recipients: list[Tree] | None = None,
    attachments: list[Tree] | None = None,
    header_bytes: int = 24,
) -> Tree:
    """A message as a storage; with the shorter header one that is embedded in another."""
    numbers = (len(recipients or []), len(attachments or []))
    header = struct.pack("<8x4I", *numbers, *numbers).ljust(header_bytes, b"\0")
    tree = _properties(values, header)
    tree |= {f"__recip_version1.0_#{number:08X}": one for number, one in enumerate(recipients or [])}
    return tree | {f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(attachments or [])}


def part(values: Mapping[int, Value], embedded: Tree | None = None) -> Tree:
    """A recipient or an attachment; `embedded`: the message that is attached."""
    tree = _properties(values, bytes(8))
    return tree | ({"__substg1.0_3701000D": embedded} if embedded else {})


def _properties(values: Mapping[int, Value], header: bytes) -> Tree:
    tree: Tree = {}
    entries = header
    for identifier, value in values.items():
        kind, fixed, stream = _stored(value)
        entries += struct.pack("<HHI", kind, identifier, 6) + fixed
        if stream is not None:
            tree[f"__substg1.0_{identifier:04X}{kind:04X}"] = stream
    return tree | {"__properties_version1.0": entries}


def _stored(value: Value) -> tuple[int, bytes, bytes | None]:
    if isinstance(value, datetime):
        since = value - datetime(1601, 1, 1, tzinfo=UTC)
        return _TIME, struct.pack("<Q", int(since.total_seconds()) * 10_000_000), None
    if isinstance(value, int):
        return _NUMBER, struct.pack("<II", value, 0), None
    content = value.encode("utf-16-le") if isinstance(value, str) else value
    kind = _TEXT if isinstance(value, str) else _BINARY
    return kind, struct.pack("<II", len(content) + (2 if kind == _TEXT else 0), 0), content


def compound_file(tree: Tree) -> bytes:
    """The tree as a compound file of version 3, its siblings in a chain."""
    large: list[bytes] = []
    mini = bytearray()
    mini_fat: list[int] = []
    entries: list[list[object]] = []

    def chain(first: int, count: int) -> list[int]:
        return [*range(first + 1, first + count), _END] if count else []

    def store(content: bytes) -> tuple[int, int]:
        """Where the content begins, in small sectors or, as a number of `large`, below zero."""
        if len(content) >= _CUTOFF:
            large.append(content)
            return -len(large), len(content)
        first, count = len(mini_fat), -(-len(content) // _MINI_SECTOR)
        mini_fat.extend(chain(first, count))
        mini.extend(content.ljust(count * _MINI_SECTOR, b"\0"))
        return (first if count else _END), len(content)

    def add(name: str, kind: int, children: Tree, content: bytes) -> int:
        number = len(entries)
        start, size = store(content) if kind == _STREAM else (0, 0)
        entries.append([name, kind, _NONE, _NONE, start, size])
        following = _NONE
        for child in sorted(children, key=lambda one: (len(one), one.upper()), reverse=True):
            held = children[child]
            child_number = add(child, _STORAGE, held, b"") if isinstance(held, dict) else add(child, _STREAM, {}, held)
            entries[child_number][2] = following
            following = child_number
        entries[number][3] = following
        return number

    add("Root Entry", _ROOT, tree, b"")
    sectors: list[bytes] = []
    fat: list[int] = []

    def write(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // _SECTOR)
        sectors.extend(content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR))
        fat.extend(chain(first, count))
        return first if count else _END

    starts = [write(content) for content in large]
    entries[0][4:] = [write(bytes(mini)), len(mini)]
    first_mini_fat = write(_numbers(mini_fat))
    first_directory = write(b"".join(_directory_entry(entry, starts) for entry in entries))
    fat_sectors = -(-len(fat) // (_SECTOR // 4 - 1))
    first_fat = len(sectors)
    fat.extend([_FAT] * fat_sectors)
    sectors.extend(_split(_numbers(fat).ljust(fat_sectors * _SECTOR, b"\xff")))
    places = [first_fat + number for number in range(fat_sectors)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_fat_sectors = -(-len(mini_fat) // (_SECTOR // 4))
    header += struct.pack("<9I", 0, fat_sectors, first_directory, 0, _CUTOFF, first_mini_fat, mini_fat_sectors, _END, 0)
    return header + _numbers(places).ljust(436, b"\xff") + b"".join(sectors)


def _split(content: bytes) -> list[bytes]:
    return [content[at : at + _SECTOR] for at in range(0, len(content), _SECTOR)]


def _numbers(values: list[int]) -> bytes:
    return b"".join(struct.pack("<I", value) for value in values)


def _directory_entry(entry: list[object], starts: list[int]) -> bytes:
    name, kind, right, child, start, size = entry
    assert isinstance(name, str)
    assert isinstance(start, int)
    written = name.encode("utf-16-le") + b"\0\0"
    place = starts[-start - 1] if start < 0 else start
    fields = struct.pack("<HBBIII", len(written), kind, 1, _NONE, right, child)
    return written.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", place, size)
