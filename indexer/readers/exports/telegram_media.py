"""What came with a message of a Telegram export besides its words, a line for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.readers.exports.stated import object_of, text_of

# Telegram names these itself, as `video_files/round_video_1@03-05-2021_10-12-33.mp4`.
_WITHOUT_NAMES = frozenset({"sticker", "voice_message", "video_message", "animation"})


def attached_things(fields: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """The lines, and whether one of them says something by itself: the name of a file, a person or a place."""
    telling = tuple(_telling(fields))
    return (*telling, *_silent(fields)), bool(telling)


def _telling(fields: Mapping[str, object]) -> Iterator[str]:
    if "file" in fields and text_of(fields.get("media_type")) not in _WITHOUT_NAMES:
        yield _file(fields, text_of(fields.get("media_type")) or "file")
    if contact := object_of(fields.get("contact_information")):
        yield f"contact: {_joined(contact, 'first_name', 'last_name', 'phone_number', by=' ')}"
    if place := _joined(fields, "place_name", "address", by=", "):
        yield f"place: {place}"
    if location := object_of(fields.get("location_information")):
        yield f"location: {location.get('latitude')}, {location.get('longitude')}"
    if game := _joined(fields, "game_title", "game_link", by=" "):
        yield f"game: {game}"
    if invoice := object_of(fields.get("invoice_information")):
        yield f"invoice: {_joined(invoice, 'title', 'description', by=', ')}"


def _silent(fields: Mapping[str, object]) -> Iterator[str]:
    if "photo" in fields:
        yield f"photo: {_path(fields['photo'])}"
    if fields.get("media_type") == "sticker":
        yield f"sticker: {text_of(fields.get('sticker_emoji')) or _path(fields.get('file'))}"
    elif "file" in fields and text_of(fields.get("media_type")) in _WITHOUT_NAMES:
        yield _file(fields, text_of(fields.get("media_type")))


def _file(fields: Mapping[str, object], kind: str) -> str:
    """The kind, the name that the sender gave it where that is stated, and where it lies in the export."""
    name, path = text_of(fields.get("file_name")), _path(fields.get("file"))
    shown = path if not name or path.endswith(f"/{name}") else f"{name} ({path})"
    return f"{kind.replace('_', ' ')}: {shown}"


def _path(value: object) -> str:
    """The path; where the exporter says in parentheses that it left the file out, that it did."""
    path = text_of(value)
    return "not in the export" if not path or path.startswith("(") else path


def _joined(fields: Mapping[str, object], *keys: str, by: str) -> str:
    return by.join(filter(None, (text_of(fields.get(key)) for key in keys)))
