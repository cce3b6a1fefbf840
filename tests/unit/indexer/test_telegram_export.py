"""Telegram Desktop's `result.json`: single chats and whole accounts, with invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.limits import Limits
from indexer.readers import UnreadableError, reader_for
from indexer.readers.exports import TelegramReader
from indexer.structure import StructuredText
from tests.reliability.indexes import contents, dossier_in, faults
from tests.unit.indexer.exported import drafts_of, voices_of, words_of
from tests.unit.indexer.structured import read_all, read_one

Fields = dict[str, object]


def message(number: int, text: object, day: int = 3, **further: object) -> Fields:
    """A message by Ada, sent at 10:12 by the exporting machine's clock and at 8:12 UTC."""
    sent = {"date": f"2021-05-{day:02}T10:12:33", "date_unixtime": str(1_620_029_553 + 86_400 * (day - 3))}
    return {"id": number, "type": "message", **sent, "from": "Ada Birch", "from_id": "user11", "text": text, **further}


def chat(*messages: Fields, **further: object) -> Fields:
    return {"name": "The ferry", "type": "private_group", "id": 4711, "messages": list(messages), **further}


def export_file(folder: Path, export: Fields | str) -> Path:
    path = folder / "result.json"
    path.write_text(export if isinstance(export, str) else json.dumps(export, indent=1), encoding="utf-8")
    return path


def test_each_message_has_its_author_its_chat_and_its_time_in_utc(tmp_path: Path) -> None:
    first = message(1, "It does not sail.\n\nNot on Sunday.")
    second = message(2, "It does.", **{"from": "Otto Lisle", "reply_to_message_id": 1})
    source = read_one(export_file(tmp_path, chat(first, second)))
    assert source.name == "result.json#4711/2021-05"
    one, other = drafts_of(source)
    assert (one.authors, one.date.edtf, one.thread) == (("Ada Birch",), "2021-05-03T08:12", "The ferry")
    assert (one.date.stated_in, one.kind.value) == ("the post's header", "forum post")
    assert (other.authors, other.reply_to) == (("Otto Lisle",), one.key)
    assert words_of(source) == ["It does not sail.\n\nNot on Sunday.", "It does."]


def test_without_seconds_since_1970_the_time_is_that_of_the_exporting_machine(tmp_path: Path) -> None:
    older = {key: value for key, value in message(1, "It sails.").items() if key != "date_unixtime"}
    (draft,) = drafts_of(read_one(export_file(tmp_path, chat(older))))
    assert draft.date.edtf == "2021-05-03T10:12"


def test_a_message_answered_in_an_earlier_month_is_named_by_its_id(tmp_path: Path) -> None:
    path = export_file(tmp_path, chat(message(1, "It sails."), message(2, "When?", 40, reply_to_message_id=1)))
    path.write_text(path.read_text().replace("2021-05-40", "2021-06-09"))
    may, june = (source for source in read_all(path) if isinstance(source, StructuredText))
    assert (may.name, june.name) == ("result.json#4711/2021-05", "result.json#4711/2021-06")
    (earlier,), (later,) = drafts_of(may), drafts_of(june)
    assert earlier.mail is not None
    assert later.mail is not None
    assert later.mail.follows == (earlier.mail.message_id,)
    assert later.reply_to is None


def test_an_answer_is_linked_across_months_and_exports(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    answer = message(2, "When?", reply_to_message_id=1) | {"date_unixtime": "1623000000"}
    dossier.write("later/result.json", json.dumps(chat(answer)))
    dossier.index()
    dossier.write("result.json", json.dumps(chat(message(1, "It sails."))))
    dossier.index()
    sources = contents(dossier.settings)["sources"]
    assert isinstance(sources, list)
    later, first = (source[4][0][0] for source in sources)
    assert (later["title"], later["reply_to"], later["thread"]) == ("When?", first["id"], "The ferry")
    assert faults(dossier.settings) == ()


def test_what_the_program_notes_is_nobodys_statement(tmp_path: Path) -> None:
    joined: Fields = {"id": 2, "type": "service", "date": "2021-05-03T10:13:00", "date_unixtime": "1620029580"}
    joined |= {"actor": "Otto Lisle", "actor_id": "user12", "action": "invite_members", "members": ["Tom Reed", None]}
    unsupported: Fields = {"id": 3, "type": "unsupported"}
    source = read_one(export_file(tmp_path, chat(message(1, "It sails."), joined, message(4, ""))))
    assert words_of(source) == ["It sails."]
    assert "invite members: Tom Reed" in source.text
    with pytest.raises(UnreadableError, match="without a single message that says something"):
        read_all(export_file(tmp_path, chat(joined, unsupported)))


def test_forwarded_words_are_of_whom_they_come_from(tmp_path: Path) -> None:
    forwarded = message(1, "The ferry is sold.\n\nFor a pound.", forwarded_from="Otto Lisle")
    source = read_one(export_file(tmp_path, chat(forwarded)))
    assert drafts_of(source)[0].authors == ("Ada Birch",)
    assert voices_of(source) == [("Otto Lisle wrote:\n\nThe ferry is sold.\n\nFor a pound.", "Otto Lisle")]


@pytest.mark.parametrize("name", [None, "All about the ferry? Yes; and more!"])
def test_forwarded_words_are_not_the_senders_where_no_name_is_known(tmp_path: Path, name: str | None) -> None:
    source = read_one(export_file(tmp_path, chat(message(1, "The ferry is sold.", forwarded_from=name))))
    ((quoted, who),) = voices_of(source)
    assert who is None
    assert quoted.endswith("The ferry is sold.")


def test_styled_words_are_put_together_and_quotations_are_told_apart(tmp_path: Path) -> None:
    text = [
        "See ",
        {"type": "bold", "text": "here"},
        {"type": "text_link", "text": "this", "href": "https://a.example"},
    ]
    text += [{"type": "blockquote", "text": "It sails."}, "No."]
    source = read_one(export_file(tmp_path, chat(message(1, text))))
    assert voices_of(source) == [("Quote:\n\nIt sails.", None)]
    assert words_of(source) == ["See herethis (https://a.example)\n\nQuote:\n\nIt sails.\n\nNo."]


def test_what_came_with_a_message_is_named(tmp_path: Path) -> None:
    skipped = "(File not included. Change data exporting settings to download.)"
    photo = message(1, "Look.", photo="photos/photo_1@03-05-2021_10-12-33.jpg")
    alone = message(2, "", photo="photos/photo_2@03-05-2021_10-12-33.jpg")
    file = message(3, "", file=skipped, file_name="minutes.pdf", mime_type="application/pdf")
    voice = message(4, "", file="voice_messages/audio_1.ogg", media_type="voice_message")
    poll = message(5, "", poll={"question": "Sail?", "answers": [{"text": "Yes", "voters": 2}]})
    place = message(6, "", place_name="The pier", location_information={"latitude": 1.5, "longitude": 2.5})
    source = read_one(export_file(tmp_path, chat(photo, alone, file, voice, poll, place)))
    assert words_of(source) == [
        "Look.\n\n[photo: photos/photo_1@03-05-2021_10-12-33.jpg]",
        "[file: minutes.pdf (not in the export)]",
        "Sail?\n- Yes",
        "[place: The pier]\n[location: 1.5, 2.5]",
    ]
    assert "[photo: photos/photo_2@" in source.text
    assert "[voice message: voice_messages/audio_1.ogg]" in source.text


def test_an_edited_message_says_when_above_its_words(tmp_path: Path) -> None:
    edited = message(1, "It sails.", edited="2021-05-03T11:00:00", edited_unixtime="1620032400")
    source = read_one(export_file(tmp_path, chat(edited)))
    assert source.text == "Ada Birch, 2021-05-03 08:12 UTC, edited 2021-05-03 09:00 UTC\n\nIt sails."


def test_an_account_gives_each_chat_its_own_sources(tmp_path: Path) -> None:
    gone = message(1, "Gone.", **{"from": None})
    saved = {"type": "saved_messages", "id": 11, "messages": [message(7, "Note to self.")]}
    left = {"name": None, "type": "private_channel", "id": 12, "messages": [gone]}
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 11, "first_name": "Ada"},
        "contacts": {"about": "", "list": [{"user_id": 12, "first_name": "Otto"}]},
        "chats": {"about": "", "list": [chat(message(1, "It sails.")), saved]},
        "left_chats": {"about": "", "list": [left]},
    }
    sources = [one for one in read_all(export_file(tmp_path, account)) if isinstance(one, StructuredText)]
    assert [source.name for source in sources] == [f"result.json#{chat}/2021-05" for chat in (4711, 11, 12)]
    found = [drafts_of(source)[0] for source in sources]
    assert [draft.thread for draft in found] == ["The ferry", "Saved Messages", "Chat 12"]
    assert found[2].authors == ("user11",)


def test_of_a_damaged_export_what_stands_before_the_damage_is_read(tmp_path: Path) -> None:
    path = export_file(tmp_path, chat(message(1, "It sails."), message(2, "It does not.")))
    path.write_text(path.read_text()[:-60])
    sources: list[StructuredText] = []
    with pytest.raises(UnreadableError, match=r"damaged or cut off .*; export it again"):
        sources.extend(TelegramReader().read(path, "result.json"))
    assert [words_of(source) for source in sources] == [["It sails."]]


@pytest.mark.parametrize("chunk_bytes", [1, 2, 3, 5, 65_536])
def test_control_characters_are_read_as_the_exporter_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk_bytes: int
) -> None:
    monkeypatch.setattr("indexer.readers.exports.json_parts._CHUNK_BYTES", chunk_bytes)
    path = export_file(tmp_path, chat(message(1, "a@@b \\x01 c")))
    path.write_text("\ufeff" + path.read_text().replace("@@", r"\x01"), encoding="utf-8")
    assert words_of(read_one(path)) == ["a\x01b \\x01 c"]


def test_no_more_messages_than_a_part_holds_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.exports.writing._MOST_MESSAGES", 2)
    path = export_file(tmp_path, chat(*(message(number, f"No. {number}") for number in range(5))))
    names = [source.name for source in read_all(path)]
    assert names == [f"result.json#4711/2021-05{part}" for part in ("", "~2", "~3")]


def test_json_that_only_looks_alike_is_refused_as_before(tmp_path: Path) -> None:
    for other in ({"messages": [{"id": 1, "text": "words"}]}, {"about": "x", "chats": []}, {"type": "x", "id": 1}):
        with pytest.raises(UnreadableError, match="it is JSON, but neither"):
            read_one(export_file(tmp_path, other))


def test_an_export_is_not_bound_by_the_size_of_a_file(tmp_path: Path) -> None:
    from indexer.corpus.walking import FoundFile
    from indexer.run.outcomes import ReadJob
    from indexer.run.reading import Unprepared, read_structured

    path = export_file(tmp_path, chat(message(1, "It sails.")))
    job = ReadJob(FoundFile(path.name, str(path), str(tmp_path), 10_000_000_000, 0), limits=Limits())
    assert [isinstance(read, Unprepared) for read in read_structured(job)] == [True]
    assert isinstance(reader_for(path), TelegramReader)
