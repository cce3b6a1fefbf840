"""Slack's export, zipped and unpacked, with invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers import UnreadableError, UnreadableRecord
from indexer.segmentation import segment
from indexer.structure import StructuredText
from tests.unit.indexer.exported import voices_of, words_of
from tests.unit.indexer.made_files import zip_file
from tests.unit.indexer.structured import read_all, read_one

Fields = dict[str, object]

LISTS: dict[str, list[Fields]] = {
    "users.json": [
        {"id": "U1", "team_id": "T1", "name": "ada", "real_name": "Ada Birch", "profile": {"display_name": "ada"}},
        {"id": "U2", "team_id": "T1", "name": "otto", "profile": {"real_name": "Otto Lisle", "display_name": "o"}},
    ],
    "channels.json": [{"id": "C1", "name": "ferry", "created": 1, "creator": "U1", "members": ["U1", "U2"]}],
    "dms.json": [{"id": "D1", "created": 1, "members": ["U1", "U2"]}],
    "integration_logs.json": [],
}
ROOT_TS = "1620029553.000200"


def message(text: str, ts: str = ROOT_TS, **further: object) -> Fields:
    return {"type": "message", "user": "U1", "text": text, "ts": ts, "team": "T1", **further}


def members(*messages: Fields, channel: str = "ferry") -> dict[str, str]:
    day = {f"{channel}/2021-05-03.json": list(messages)}
    return {name: json.dumps(content, indent=4) for name, content in (LISTS | day).items()}


def unpacked(folder: Path, *messages: Fields, channel: str = "ferry") -> Path:
    """The export in the folder; the path of its one day."""
    for name, content in members(*messages, channel=channel).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder / channel / "2021-05-03.json"


def test_each_message_has_the_name_of_its_author_its_channel_its_time_and_what_it_answers(tmp_path: Path) -> None:
    reply = message("When?", "1620029600.000100", user="U2", thread_ts=ROOT_TS)
    source = read_one(unpacked(tmp_path, message("It sails.", thread_ts=ROOT_TS), reply))
    one, other = segment(source).drafts
    assert (one.authors, one.date.edtf, one.thread) == (("Ada Birch",), "2021-05-03T08:12", "ferry")
    assert (one.reply_to, other.authors, other.reply_to) == (None, ("Otto Lisle",), one.key)


def test_the_archive_as_downloaded_gives_the_same_as_its_folders(tmp_path: Path) -> None:
    sent = (message("It sails, <@U2>."), message("No.", "1620029600.000100", user="U2"))
    apart = read_one(unpacked(tmp_path, *sent))
    (zipped,) = read_all(zip_file(tmp_path / "export.zip", members(*sent)))
    assert isinstance(zipped, StructuredText)
    assert zipped.name == "export.zip#ferry/2021-05-03.json"
    assert (zipped.text, segment(zipped).drafts) == (apart.text, segment(apart).drafts)
    below = {f"Wick export/{name}": content for name, content in members(*sent).items()}
    (deeper,) = read_all(zip_file(tmp_path / "deeper.zip", below))
    assert isinstance(deeper, StructuredText)
    assert deeper.text == apart.text


def test_an_answer_to_a_message_of_another_day_names_it_by_its_id(tmp_path: Path) -> None:
    (draft,) = segment(read_one(unpacked(tmp_path, message("When?", "1620115953.000100", thread_ts=ROOT_TS)))).drafts
    assert draft.mail is not None
    assert draft.mail.follows == (f"slack:ferry:{ROOT_TS}",)
    assert draft.reply_to is None


def test_lists_of_people_and_channels_hold_no_documents_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    unpacked(tmp_path, message("It sails."))
    assert [read_all(tmp_path / name) for name in LISTS] == [[], [], [], []]
    (tmp_path / "users.json").write_text("[{")
    with pytest.raises(UnreadableError, match="no JSON that can be read"):
        read_all(tmp_path / "users.json")
    damaged = members(message("It sails.")) | {"channels.json": "[{"}
    bad, source = read_all(zip_file(tmp_path / "d.zip", damaged))
    assert isinstance(bad, UnreadableRecord)
    assert bad.name == "d.zip#channels.json"
    assert isinstance(source, StructuredText)


def test_ids_links_and_escapes_are_shown_as_people_see_them(tmp_path: Path) -> None:
    text = (
        "<@U2> <@U9|bo> <#C1> <#C2|weir> <!here> <https://a.example|the Argus> <https://b.example> a &lt; b &amp;amp;"
    )
    (words,) = words_of(read_one(unpacked(tmp_path, message(text))))
    assert words == ("@Otto Lisle @bo #ferry #weir @here the Argus (https://a.example) https://b.example a < b &amp;")


def test_what_slack_notes_and_what_is_gone_is_nobodys_statement(tmp_path: Path) -> None:
    joined = message("<@U1> has joined the channel", subtype="channel_join")
    gone = message("This message was deleted.", "1620029600.000100", user="USLACKBOT", subtype="tombstone")
    source = read_one(unpacked(tmp_path, joined, message("It sails.", "1620029601.000100"), gone))
    assert words_of(source) == ["It sails."]
    assert "@Ada Birch has joined the channel" in source.text
    assert read_all(unpacked(tmp_path, joined)) == []


def test_a_shared_message_and_a_marked_line_are_quoted(tmp_path: Path) -> None:
    shared = {"is_msg_unfurl": True, "is_share": True, "author_name": "Otto Lisle", "text": "It is sold.", "ts": "1.0"}
    source = read_one(unpacked(tmp_path, message("&gt; Is it?\nSee:", attachments=[shared])))
    assert voices_of(source) == [("> Is it?", None), ("Otto Lisle wrote:\n\nIt is sold.", "Otto Lisle")]


def test_what_a_program_posts_is_its_own_and_named_after_it(tmp_path: Path) -> None:
    table = {"title": "Ferry", "text": "Departs at noon.", "fields": [{"title": "Pier", "value": "2"}]}
    bot = message("", subtype="bot_message", username="Timetable", bot_id="B1", attachments=[table])
    del bot["user"]
    source = read_one(unpacked(tmp_path, bot))
    assert (words_of(source), voices_of(source)) == (["Ferry\n\nDeparts at noon.\n\nPier: 2"], [])
    assert segment(source).drafts[0].authors == ("Timetable",)


def test_a_file_is_named_and_an_edit_is_said(tmp_path: Path) -> None:
    files = [{"id": "F1", "name": "minutes.pdf"}, {"id": "F2", "mode": "tombstone"}]
    source = read_one(unpacked(tmp_path, message("", files=files, edited={"user": "U1", "ts": "1620029600.000000"})))
    assert words_of(source) == ["[file: minutes.pdf]\n[file: F2 (deleted)]"]
    assert source.text.startswith("Ada Birch, 2021-05-03 08:12 UTC, edited 2021-05-03 08:13 UTC")


def test_a_conversation_of_two_is_named_after_them(tmp_path: Path) -> None:
    (draft,) = segment(read_one(unpacked(tmp_path, message("It sails."), channel="D1"))).drafts
    assert draft.thread == "Ada Birch, Otto Lisle"


def test_without_its_lists_a_message_still_names_its_author(tmp_path: Path) -> None:
    path = unpacked(tmp_path, message("It sails.", user_profile={"real_name": "Ada Birch", "name": "ada"}))
    for name in LISTS:
        (tmp_path / name).unlink()
    assert segment(read_one(path)).drafts[0].authors == ("Ada Birch",)


def test_a_list_of_other_things_is_refused_as_before(tmp_path: Path) -> None:
    other = tmp_path / "users.json"
    other.write_text('[{"type": "message", "id": 1}]')
    with pytest.raises(UnreadableError, match="it is JSON, but neither"):
        read_all(other)
    (refused,) = read_all(zip_file(tmp_path / "d.zip", {"users.json": other.read_text()}))
    assert isinstance(refused, UnreadableRecord)
    assert "it is JSON, but neither" in refused.reason
