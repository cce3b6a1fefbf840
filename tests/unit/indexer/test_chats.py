"""Chats as text: each message with its author and time, dates in the order that the whole file shows."""

from __future__ import annotations

import re

import pytest

from indexer.segmentation import segment
from tests.unit.indexer.structured import plain_text

ANDROID = """13/05/2021, 09:14 - Messages and calls are end-to-end encrypted. Nobody outside of this chat can read them.
13/05/2021, 09:14 - Marina Holt created group "Ferry committee"
13/05/2021, 09:15 - Marina Holt: Morning all. Has anybody heard from the harbour office?
13/05/2021, 09:17 - Tom Bell: Not a word since Monday
They said: on Tuesday.
13/05/2021, 09:21 - Ada Birch: <Media omitted>
13/05/2021, 21:40 - Tom Bell: Thursday of which week?
"""
APPLE = """[03.05.21, 09:15:02] Marina Holt: Hat jemand etwas vom Hafenamt gehört?
[03.05.21, 09:17:45] Tom Bell: Kein Wort seit Montag
[04.05.21, 21:40:59] Ada Birch: Donnerstag
"""
DISCORD = """Marina Holt — 05/03/2021 10:32
Has anybody heard from the harbour office?
Tom Bell — 05/03/2021 10:35
Not a word since Monday.

They said on Tuesday.
Ada Birch — 05/14/2021 10:41
I will ring them at noon.
"""
DISCORD_EXPORTED = """==============================================================
Guild: Ferry Committee
Channel: general / harbour
==============================================================

[05/03/2021 10:32] marina.holt
Has anybody heard from the harbour office?

[05/03/2021 10:35] tombell
Not a word since Monday.

They said on Tuesday.

{Reactions}
thumbsup (2)

[05/14/2021 10:41] ada_b
I will ring them at noon.

==============================================================
Exported 3 message(s)
==============================================================
"""
DISCORD_EARLIER = re.sub(r"05/(\d\d)/2021 (\S+)\]", r"\1-May-21 \2 AM]", DISCORD_EXPORTED)
TELEGRAM = """Marina Holt, [3 May 2021 at 10:32:05]:
Has anybody heard from the harbour office?

Tom Bell, [3 May 2021 at 10:35:41]:
Not a word since Monday.

They said on Tuesday.

Ada Birch, [14 May 2021 at 10:41:00]:
I will ring them at noon.
"""
SIGNAL = """From: Marina Holt (+15550101)
Type: incoming
Sent: Mon, 3 May 2021 10:32:05 +0000
Received: Mon, 3 May 2021 10:32:06 +0000

Has anybody heard from the harbour office?

From: Tom Bell (+15550102)
Type: incoming
Sent: Mon, 3 May 2021 10:35:41 +0000
Received: Mon, 3 May 2021 10:35:42 +0000

Not a word since Monday.

They said on Tuesday.

From: Ada Birch (+15550103)
Type: incoming
Sent: Fri, 14 May 2021 10:41:00 +0000

I will ring them at noon.
"""
IRC = """[2021-05-03 10:32:05] <marina> Has anybody heard from the harbour office?
[2021-05-03 10:35:41] <@tom> Not a word since Monday.
[2021-05-03 10:36:00] * ada has joined #ferry
[2021-05-14 10:41:10] <ada> I will ring them at noon.
"""
SLACK = """Monday, May 3rd, 2021

Marina Holt
  10:32 AM
Has anybody heard from the harbour office?


Tom Bell
  10:35 AM
Not a word since Monday.
10:36
They said on Tuesday.

Friday, May 14th, 2021

Ada Birch  10:41 AM
I will ring them at noon.
"""
ZOOM_DATED = """2021-05-03 10:32:05 From Marina Holt to Everyone:
\tHas anybody heard from the harbour office?
2021-05-03 10:35:41 From Tom Bell to Marina Holt(Direct Message):
\tNot a word since Monday.
2021-05-14 10:41:10 From Ada Birch to Everyone:
\tI will ring them at noon.
"""
ZOOM = """10:32:05 From Marina Holt to Everyone:
\tHas anybody heard from the harbour office?
10:35:41 From Tom Bell to Everyone:
\tNot a word since Monday.
10:41:10 From Ada Birch : I will ring them at noon.
"""
IRSSI = """--- Log opened Mon May 03 09:00:12 2021
10:32 < marina> Has anybody heard from the harbour office?
10:35 <@tom> Not a word since Monday.
10:36 -!- ada [ada@ferry.example] has joined #ferry
10:37  * tom yawns
--- Day changed Fri May 14 2021
10:41 <+ada> I will ring them at noon.
--- Log closed Fri May 14 22:00:01 2021
"""
WEECHAT = """2021-05-03 10:32:05\tmarina\tHas anybody heard from the harbour office?
2021-05-03 10:35:41\t@tom\tNot a word since Monday.
2021-05-03 10:36:00\t-->\tada (ada@ferry.example) has joined #ferry
2021-05-14 10:41:10\tada\tI will ring them at noon.
"""
ELEMENT = """Mon, May 3, 2021, 10:32:05 AM - marina: Has anybody heard from the harbour office?
Mon, May 3, 2021, 10:35:41 AM - tom: Not a word since Monday.
Fri, May 14, 2021, 10:41:10 AM - ada: I will ring them at noon.
"""
TEAMS = """[5/3/2021 10:32 AM] Holt, Marina
Has anybody heard from the harbour office?

[5/3/2021 10:35 AM] Tom Bell
Not a word since Monday.

[5/14/2021 10:41 AM] Ada Birch
I will ring them at noon.
"""
TABLE = """2021-05-03 10:32:05\tINFO\tengine started
2021-05-03 10:35:41\tERROR\tno oil
2021-05-14 10:41:10\tINFO\tengine stopped
"""
PROGRAMME = """Friday, May 14th, 2021

Registration  9:00 AM
In the hall of the harbour office.

The pier and the town  10:30 AM
Marina Holt speaks.

Lunch  12:30 PM
Everybody is welcome.

Closing words  4:00 PM
Tom Bell speaks.
"""


def found(text: str) -> list[tuple[str, str | None, str]]:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "chat"
    return [(draft.authors[0], draft.date.edtf, text[draft.start : draft.end]) for draft in segmented.drafts]


def test_each_message_with_words_is_a_document_and_the_programs_notes_are_none() -> None:
    assert found(ANDROID) == [
        ("Marina Holt", "2021-05-13T09:15", "Morning all. Has anybody heard from the harbour office?"),
        ("Tom Bell", "2021-05-13T09:17", "Not a word since Monday\nThey said: on Tuesday."),
        ("Tom Bell", "2021-05-13T21:40", "Thursday of which week?"),
    ]


def test_dates_with_dots_have_the_day_first() -> None:
    assert [when for _, when, _ in found(APPLE)] == ["2021-05-03T09:15", "2021-05-03T09:17", "2021-05-04T21:40"]


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (("5/3/21", "5/3/21", "5/14/21"), "2021-05-03T09:15", "2021-05-14T09:15"),
        (("30/5/21", "1/6/21", "2/6/21"), "2021-05-30T09:15", "2021-06-02T09:15"),
        (("2021-05-03", "2021-05-04", "2021-06-01"), "2021-05-03T09:15", "2021-06-01T09:15"),
        (("3/5/21", "3/5/21", "4/5/21"), "2021", "2021"),
        (("21/10/21", "22/10/21", "23/10/21"), "2021-10-21T09:15", "2021-10-23T09:15"),
    ],
    ids=["month first", "day first", "year first", "either", "days like years"],
)
def test_day_and_month_are_told_apart_by_all_dates_together_or_left_open(
    dates: tuple[str, ...], first: str, last: str
) -> None:
    text = "".join(f"{day}, 9:15 AM - Tom Bell: Has it sailed?\n" for day in dates)
    whens = [when for _, when, _ in found(text)]
    assert (whens[0], whens[-1]) == (first, last)


@pytest.mark.parametrize(
    "text",
    [DISCORD, DISCORD.replace(" — ", "\n — \n"), DISCORD_EXPORTED, DISCORD_EARLIER, TELEGRAM, SIGNAL, IRC, SLACK],
    ids=[
        "Discord",
        "Discord, copied on three lines",
        "Discord's exporter",
        "Discord's exporter, earlier",
        "Telegram",
        "Signal",
        "IRC",
        "Slack",
    ],
)
def test_the_messages_of_other_programs_are_told_apart_with_day_and_time(text: str) -> None:
    messages = found(text)
    assert messages[0][1:] == ("2021-05-03T10:32", "Has anybody heard from the harbour office?")
    assert messages[1][1] == "2021-05-03T10:35"
    assert messages[1][2].startswith("Not a word since Monday.")
    assert messages[-1][1:] == ("2021-05-14T10:41", "I will ring them at noon.")
    names = list(dict.fromkeys(author.partition(" ")[0].partition(".")[0].lower()[:3] for author, _, _ in messages))
    assert names == ["mar", "tom", "ada"]


def test_what_a_program_notes_below_a_message_is_none_of_its_words() -> None:
    assert found(DISCORD_EXPORTED)[1][2] == "Not a word since Monday.\n\nThey said on Tuesday."
    assert found(IRC)[1][2] == "Not a word since Monday."


def test_a_message_without_a_name_above_it_is_of_the_one_who_spoke_last() -> None:
    assert found(SLACK)[2] == ("Tom Bell", "2021-05-03T10:36", "They said on Tuesday.")


def test_messages_of_today_are_undated() -> None:
    lines = ["Tom Bell — Yesterday at 9:15 PM", "Marina Holt — Today at 10:32 AM", "Tom Bell — Today at 10:35 AM"]
    assert {when for _, when, _ in found("".join(f"{line}\nHas it sailed?\n" for line in lines))} == {None}


def test_messages_without_a_day_are_undated() -> None:
    assert {when for _, when, _ in found(SLACK.partition("\n\n")[2].replace("Friday, May 14th, 2021\n\n", ""))} == {
        None
    }


@pytest.mark.parametrize(
    "text", [ZOOM, ZOOM.replace(" From ", "\t From  ").replace(" to Everyone:", "  to  Everyone :")]
)
def test_a_meeting_s_chat_has_times_without_a_day(text: str) -> None:
    assert found(text) == [
        ("Marina Holt", None, "Has anybody heard from the harbour office?"),
        ("Tom Bell", None, "Not a word since Monday."),
        ("Ada Birch", None, "I will ring them at noon."),
    ]


@pytest.mark.parametrize("text", [IRSSI, WEECHAT, TEAMS, ELEMENT], ids=["irssi", "WeeChat", "Teams, copied", "Element"])
def test_logs_of_other_clients_are_told_apart_and_their_notes_are_nobody_s_words(text: str) -> None:
    assert [(when, words) for _, when, words in found(text)] == [
        ("2021-05-03T10:32", "Has anybody heard from the harbour office?"),
        ("2021-05-03T10:35", "Not a word since Monday."),
        ("2021-05-14T10:41", "I will ring them at noon."),
    ]


def test_a_table_of_levels_and_messages_is_no_chat() -> None:
    assert segment(plain_text(TABLE)).segmenter != "chat"


def test_the_program_s_own_words_and_files_are_no_messages() -> None:
    text = (
        "[03.05.21, 09:14:02] Ferry: \u200eMessages and calls are end-to-end encrypted.\n"
        "[03.05.21, 09:15:02] Marina Holt: Has it sailed?\n"
        "[03.05.21, 09:16:02] Tom Bell: \u200e<attached: 00000012-PHOTO.jpg>\n"
        "[03.05.21, 09:17:02] Tom Bell: <Medien ausgeschlossen>\n"
        "[03.05.21, 09:18:02] Tom Bell: IMG-20210503-WA0001.jpg (Datei angehängt)\n"
        "[03.05.21, 09:19:02] Tom Bell: Not yet\n"
        "[03.05.21, 09:20:02] Ada Birch: It never does\n"
    )
    assert [words for _, _, words in found(text)] == ["Has it sailed?", "Not yet", "It never does"]


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("30/5/2021, 9:15 p.\u00a0m. - {}: ", "2021-05-30T21:15"),
        ("30/5/21, 9:15\u202fPM - {}: ", "2021-05-30T21:15"),
        ("30.5.2021 klo 21.15 - {}: ", "2021-05-30T21:15"),
        ("30/05/2021 à 21:15 - {} : ", "2021-05-30T21:15"),
        ("[21:15, 30/5/2021] {}: ", "2021-05-30T21:15"),
        ("[9:15 p. m., 30/5/2021] {}: ", "2021-05-30T21:15"),
    ],
)
def test_the_time_of_a_message_is_read_as_telephones_write_it_in_several_languages(head: str, when: str) -> None:
    text = "".join(f"{head.format(name)}Has it sailed?\n" for name in ("Marina Holt", "Tom Bell", "Marina Holt"))
    assert found(text)[0] == ("Marina Holt", when, "Has it sailed?")


def test_a_nick_is_written_without_the_host_that_a_proxy_notes() -> None:
    lines = ("<tom!n=tom@pier.example> quiet today", "*** You disconnected", "<ada!~a@10.0.0.7> as ever")
    text = "".join(f"[14 Jan 12:3{minute}] {line}\n" for minute, line in enumerate((*lines, *lines)))
    assert [(who, words) for who, _, words in found(text)] == [("tom", "quiet today"), ("ada", "as ever")] * 2


BRACKETED = "".join(
    f"[{time} AM] {item}\nIn the hall of the harbour office.\n\n"
    for time, item in (
        ("9:00", "Registration"),
        ("9:30", "Pier and town"),
        ("10:00", "Coffee"),
        ("10:30", "Marina Holt"),
        ("11:30", "Coffee"),
    )
)


@pytest.mark.parametrize("text", [PROGRAMME, BRACKETED])
def test_a_programme_of_a_day_is_no_chat(text: str) -> None:
    assert len(segment(plain_text(text)).drafts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "3/5/21, 9:15 - Tom Bell: once\n",
        "The log began:\n3/5/2021, 9:15 - engine started\n3/5/2021, 9:16 - engine stopped\n3/5/2021, 9:17 - quiet\n",
        "99/99/21, 9:15 - a: b\n99/99/21, 9:16 - a: c\n99/99/21, 9:17 - a: d\n",
    ],
)
def test_a_log_without_people_or_dates_is_no_chat(text: str) -> None:
    assert segment(plain_text(text)).segmenter != "chat"
