"""Channels of Discord as DiscordChatExporter writes them in JSON, with invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers import UnreadableError
from indexer.segmentation import segment
from tests.unit.indexer.exported import voices_of, words_of
from tests.unit.indexer.structured import read_all, read_one

Fields = dict[str, object]


def message(number: int, content: str, kind: str = "Default", **further: object) -> Fields:
    author = {"id": "11", "name": "ada", "discriminator": "0000", "nickname": "Ada Birch", "isBot": False, "roles": []}
    return {
        "id": str(number),
        "type": kind,
        "timestamp": "2021-05-03T23:12:33.123+00:00",
        "timestampEdited": None,
        "callEndedTimestamp": None,
        "isPinned": False,
        "content": content,
        "author": author,
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [],
        "mentions": [],
        "inlineEmojis": [],
        **further,
    }


def export_file(folder: Path, *messages: Fields) -> Path:
    export = {
        "guild": {"id": "1", "name": "Wick", "iconUrl": ""},
        "channel": {"id": "42", "type": "GuildTextChat", "categoryId": "2", "category": "Boats", "name": "ferry"},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2022-01-01T00:00:00+00:00",
        "messages": list(messages),
        "messageCount": len(messages),
    }
    path = folder / "Wick - Boats - ferry [42].json"
    path.write_text(json.dumps(export, indent=2), encoding="utf-8")
    return path


def test_each_message_has_its_author_its_channel_its_time_and_what_it_answers(tmp_path: Path) -> None:
    time = "2021-05-04T01:30:00+02:00"
    reference = {"type": "Default", "messageId": "1", "channelId": "42", "guildId": "1"}
    reply = message(2, "When?", "Reply", reference=reference, timestamp=time, timestampEdited=time)
    source = read_one(export_file(tmp_path, message(1, "It sails."), reply))
    assert source.name.endswith("#42/2021-05")
    one, other = segment(source).drafts
    assert (one.authors, one.date.edtf, one.thread) == (("Ada Birch",), "2021-05-03T23:12", "Wick / Boats / ferry")
    assert (other.date.edtf, other.reply_to) == ("2021-05-03T23:30", one.key)
    assert "Ada Birch, 2021-05-03 23:30 UTC, edited 2021-05-03 23:30 UTC" in source.text


def test_what_discord_notes_is_nobodys_statement(tmp_path: Path) -> None:
    joined = message(2, "Joined the server.", "GuildMemberJoin")
    pinned = message(3, "Pinned a message.", "ChannelPinnedMessage", reference={"messageId": "1"})
    boosted = message(4, "Ada", "8")
    source = read_one(export_file(tmp_path, joined, message(1, "It sails."), pinned, boosted))
    assert words_of(source) == ["It sails."]
    assert "Joined the server." in source.text


def test_a_message_that_was_sent_on_and_a_page_that_is_shown_are_quoted(tmp_path: Path) -> None:
    forwarded = {"timestamp": "2021-05-01T10:00:00+00:00", "content": "It is sold.", "attachments": [], "embeds": []}
    embed = {"title": "Ferry sold", "url": "https://a.example", "description": "For a pound.", "fields": []}
    embed |= {"author": {"name": "Wick Argus"}}
    source = read_one(export_file(tmp_path, message(1, "Look", embeds=[embed], forwardedMessage=forwarded)))
    assert voices_of(source) == [
        ("Quote:\n\nIt is sold.", None),
        ("Wick Argus wrote:\n\nFerry sold\n\nFor a pound.", "Wick Argus"),
    ]


def test_what_a_bot_shows_is_its_own(tmp_path: Path) -> None:
    fields = [{"name": "Departs", "value": "noon", "isInline": True}]
    bot = message(1, "", embeds=[{"title": "Ferry", "description": "", "fields": fields}])
    bot["author"] = {"id": "9", "name": "Timetable", "isBot": True}
    source = read_one(export_file(tmp_path, bot))
    assert (words_of(source), voices_of(source)) == (["Ferry\n\nDeparts: noon"], [])
    assert segment(source).drafts[0].authors == ("Timetable",)


def test_a_named_file_is_a_statement_and_a_sticker_alone_is_none(tmp_path: Path) -> None:
    file = message(1, "", attachments=[{"id": "5", "url": "x", "fileName": "minutes.pdf", "fileSizeBytes": 1}])
    sticker = message(2, "", stickers=[{"id": "6", "name": "wave", "format": "Png", "sourceUrl": "x"}])
    source = read_one(export_file(tmp_path, file, sticker))
    assert words_of(source) == ["[file: minutes.pdf]"]
    assert "[sticker: wave]" in source.text


def test_a_channel_without_messages_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="without a single message"):
        read_all(export_file(tmp_path))
