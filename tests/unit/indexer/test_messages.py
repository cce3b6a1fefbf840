"""E-mails pasted into one text, memoranda and telegrams: each below the fields that a program or an office wrote."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from search.model import Kind
from tests.unit.indexer.structured import plain_text

ENGLISH = """From: Tom Bell <tom.bell@ferry.example>
Sent: Tuesday, March 10, 2015 4:12 PM
To: Marina Holt; Ada Birch
Cc: Otto Lisle
Subject: RE: Sunday ferry

Marina,

Let us wait until Friday.

Tom

-----Original Message-----
From: Marina Holt
Sent: Monday, March 9, 2015 11:03 AM
To: Tom Bell
Subject: Sunday ferry

The harbour office has written again. What shall I tell them?
"""
GERMAN = """Von: Tom Bell <tom.bell@faehre.example>
Gesendet: Dienstag, 10. März 2015 16:12
An: Marina Holt
Betreff: AW: Fähre am Sonntag

Warten wir bis Freitag.

-----Ursprüngliche Nachricht-----
Von: Marina Holt
Gesendet: Montag, 9. März 2015 11:03
An: Tom Bell
Betreff: Fähre am Sonntag

Das Hafenamt hat wieder geschrieben.
"""
FRENCH = """De : Tom Bell <tom.bell@bac.example>
Envoyé : mardi 10 mars 2015 16:12
À : Marina Holt
Objet : RE: Le bac du dimanche

Attendons vendredi.

-----Message d'origine-----
De : Marina Holt
Envoyé : lundi 9 mars 2015 11:03
À : Tom Bell
Objet : Le bac du dimanche

Le port a encore écrit.
"""
ITALIAN = """Da: Tom Bell
Inviato: martedì 10 marzo 2015 16:12
A: Marina Holt
Oggetto: R: Il traghetto

Aspettiamo venerdì.

Da: Marina Holt
Inviato: lunedì 9 marzo 2015 11:03
A: Tom Bell
Oggetto: Il traghetto

Il porto ha scritto di nuovo.
"""
SPANISH = """De: Tom Bell
Enviado el: martes, 10 de marzo de 2015 16:12
Para: Marina Holt
Asunto: RE: El barco

Esperemos al viernes.

De: Marina Holt
Enviado: lunes, 9 de marzo de 2015 11:03
Para: Tom Bell
Asunto: El barco

El puerto ha escrito otra vez.
"""
WITHOUT_MARKS = """Let us wait until Friday.

On Mon, Mar 9, 2015 at 11:03 AM Marina Holt <marina@ferry.example>
wrote:

The harbour office has written again.

On Fri, Mar 6, 2015 at 9:40 AM Tom Bell <tom.bell@ferry.example> wrote:

Any news of Sunday?
"""
PRINTED = """Sunday ferry
3 messages

Marina Holt <marina@ferry.example>\tMon, Mar 9, 2015 at 11:03 AM
To: Tom Bell <tom.bell@ferry.example>
The harbour office has written again.

Tom Bell <tom.bell@ferry.example>\tTue, Mar 10, 2015 at 4:12 PM
To: Marina Holt <marina@ferry.example>
Cc: Ada Birch <ada@ferry.example>
Let us wait.
[Quoted text hidden]
"""
VIEWED = """Sunday ferry
Inbox

Marina Holt <marina@ferry.example>
Mon, Mar 9, 2015, 11:03 AM
to me, Ada

The harbour office has written again.

Tom Bell
Tue, Mar 10, 2015, 4:12 PM (2 days ago)
to Marina

Let us wait.
"""
PANE = """Marina Holt
Mon 09/03/2015 11:03
To: Tom Bell; Ada Birch
Cc: Otto Lisle

The harbour office has written again.

Tom Bell
Tue 10/03/2015 16:12
To: Marina Holt

Let us wait.
"""
PROGRAMS_FIELDS = """From: Marina Holt <marina@ferry.example>
To: Tom Bell <tom.bell@ferry.example>
Date: Mon, 9 Mar 2015 11:03:05 +0000
Subject: Sunday ferry
Content-Transfer-Encoding: quoted-printable
Message-ID: <1@ferry.example>

"""
MEMORANDA = """MEMORANDUM

TO: Marina Holt, Clerk
FROM: Tom Bell
DATE: March 3, 1998
RE: The east pier

The pier will be closed in the autumn. Nothing is to be said of it yet.

MEMORANDUM

TO:     Tom Bell

FROM:   Marina Holt

DATE:   March 9, 1998

SUBJECT: The east pier

The lease runs until 2003.
"""
TELEGRAMS = """TELEGRAM

FROM: Consul Marina Holt
TO: Harbour Board
    Wick Ferry
DATED: 3 September 1922, 4.15 p.m.

Great numbers of people on the quay stop send boats at once stop

TELEGRAM

FROM: Harbour Board
TO: Consul Marina Holt
DATED: 4 September 1922

Two boats leave tonight stop
"""
LETTERS = """From: Marina Holt
To: Tom Bell
Date: 9 March 1915

Dear Tom,

The harbour office has written again. What shall I tell them?

Yours,
Marina
"""
THREAD = f"""Sunday ferry

Post by ottoline » Thu May 14, 2015 7:52 pm

This came from a friend at the harbour office:

{ENGLISH}

Re: Sunday ferry

Post by bargee » Thu May 14, 2015 8:15 pm

So they knew.
"""
REPORT = f"""{"The pier was closed in that year, and nobody in the town had been asked about it. " * 12}

From: Marina Holt
Sent: Monday, March 9, 2015 11:03 AM
To: Tom Bell
Subject: Sunday ferry

The harbour office has written again.
"""

Told = tuple[tuple[str, ...], tuple[str, ...], str | None, str]


def told(text: str) -> list[Told]:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "messages"
    return [(one.authors, one.recipients, one.date.edtf, text[one.start : one.end]) for one in segmented.drafts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GERMAN, ["Warten wir bis Freitag.", "Das Hafenamt hat wieder geschrieben."]),
        (FRENCH, ["Attendons vendredi.", "Le port a encore écrit."]),
        (ITALIAN, ["Aspettiamo venerdì.", "Il porto ha scritto di nuovo."]),
        (SPANISH, ["Esperemos al viernes.", "El puerto ha escrito otra vez."]),
    ],
    ids=["German", "French", "Italian", "Spanish"],
)
def test_a_thread_that_was_pasted_is_told_apart_in_the_languages_of_mail_programs(text: str, words: list[str]) -> None:
    assert told(text) == [
        (("Tom Bell",), ("Marina Holt",), "2015-03-10T16:12", words[0]),
        (("Marina Holt",), ("Tom Bell",), "2015-03-09T11:03", words[1]),
    ]


def test_each_message_has_its_people_subject_and_thread_and_answers_the_one_below_it() -> None:
    answer, first = segment(plain_text(ENGLISH)).drafts
    assert (answer.kind, answer.title, answer.thread) == (Kind.EMAIL, "RE: Sunday ferry", "Sunday ferry")
    assert (answer.recipients, answer.reply_to, first.reply_to) == (("Marina Holt", "Ada Birch"), first.key, None)
    assert ENGLISH[answer.start : answer.end] == "Marina,\n\nLet us wait until Friday.\n\nTom"


def test_what_stands_above_the_first_line_that_says_who_wrote_is_a_message_of_nobody_known() -> None:
    assert told(WITHOUT_MARKS) == [
        ((), (), None, "Let us wait until Friday."),
        (("Marina Holt",), (), "2015-03-09T11:03", "The harbour office has written again."),
        (("Tom Bell",), (), "2015-03-06T09:40", "Any news of Sunday?"),
    ]


def test_a_thread_as_a_program_prints_it_is_told_apart() -> None:
    assert told(PRINTED) == [
        (("Marina Holt",), ("Tom Bell",), "2015-03-09T11:03", "The harbour office has written again."),
        (("Tom Bell",), ("Marina Holt",), "2015-03-10T16:12", "Let us wait."),
    ]


def test_messages_as_a_program_shows_them_are_told_apart() -> None:
    first, second = "The harbour office has written again.", "Let us wait."
    assert told(VIEWED) == [
        (("Marina Holt",), ("Ada",), "2015-03-09T11:03", first),
        (("Tom Bell",), ("Marina",), "2015-03-10T16:12", second),
    ]
    assert told(PANE) == [
        (("Marina Holt",), ("Tom Bell", "Ada Birch"), "2015-03-09T11:03", first),
        (("Tom Bell",), ("Marina Holt",), "2015-03-10T16:12", second),
    ]


def test_fields_that_only_programs_write_are_of_the_header_too() -> None:
    text = PROGRAMS_FIELDS + "The harbour office has written again."
    assert told(text) == [
        (("Marina Holt",), ("Tom Bell",), "2015-03-09T11:03", "The harbour office has written again.")
    ]


def test_memoranda_are_letters_without_the_word_above_the_next() -> None:
    first, second = segment(plain_text(MEMORANDA)).drafts
    assert (first.kind, first.title, first.authors, first.recipients) == (
        Kind.LETTER,
        "The east pier",
        ("Tom Bell",),
        ("Marina Holt",),
    )
    assert (first.date.edtf, second.date.edtf) == ("1998-03-03", "1998-03-09")
    assert MEMORANDA[first.start : first.end].endswith("of it yet.")
    assert MEMORANDA[second.start : second.end] == "The lease runs until 2003."


def test_telegrams_are_letters_of_their_day() -> None:
    first, second = segment(plain_text(TELEGRAMS)).drafts
    assert (first.kind, first.date.edtf, second.date.edtf) == (Kind.LETTER, "1922-09-03", "1922-09-04")
    assert TELEGRAMS[first.start : first.end].endswith("at once stop")


def test_letters_with_the_same_fields_a_thread_with_a_pasted_message_and_a_report_stay_what_they_are() -> None:
    assert segment(plain_text(LETTERS)).segmenter == "letters"
    assert [one.authors for one in segment(plain_text(THREAD)).drafts] == [("ottoline",), ("bargee",)]
    assert segment(plain_text(REPORT)).segmenter != "messages"


@pytest.mark.parametrize(
    "line",
    [
        "El mar, 3 nov 2020 a las 10:22, Ada Birch (<ada@pier.example>) escribió:",
        "Em ter., 3 de nov. de 2020 às 10:22, Ada Birch <ada@pier.example> escreveu:",
        "Em 3 de nov. de 2020, à(s) 10:22, Ada Birch <ada@pier.example> escreveu:",
        "Il giorno mar 3 nov 2020 alle ore 10:22 Ada Birch <ada@pier.example> ha scritto:",
        'In data 3 novembre 2020 10:22:31 "Ada Birch" <ada@pier.example> ha scritto:',
        "Op di 3 nov. 2020 om 10:22 schreef Ada Birch <ada@pier.example>:",
        "Op 3 nov. 2020, om 10:22 heeft Ada Birch <ada@pier.example> het volgende geschreven:",
        "Den tis 3 nov. 2020 kl 10:22 skrev Ada Birch <ada@pier.example>:",
        "On 3 Nov 2020, at 10:22, Ada Birch <ada@pier.example> wrote:",
        "2020-11-03 10:22 Ada Birch <ada@pier.example>:",
        "Ada Birch <ada@pier.example> wrote on 03/11/2020 10:22:31:",
        "---- On Tue, 3 Nov 2020 10:22:50 +0000 Ada Birch <ada@pier.example> wrote ----",
    ],
)
def test_programs_say_in_many_forms_who_wrote_what_stands_below(line: str) -> None:
    assert told(f"We shall wait until Friday.\n\n{line}\n\nThe ferry will not sail on Sunday.\n") == [
        ((), (), None, "We shall wait until Friday."),
        (("Ada Birch",), (), "2020-11-03T10:22", "The ferry will not sail on Sunday."),
    ]


FIELDS = "From: Ada Birch <ada@pier.example>\nSent: Tuesday, 3 November 2020 10:22\nTo: Tom Bell\nSubject: Ferry\n"


@pytest.mark.parametrize(
    "answer",
    ["We wait.\n\nKind regards,\n\nTom Bell\nHarbour Board\n", f"We wait.\n{'_' * 32}"],
    ids=["signed", "ruled off"],
)
def test_a_short_answer_above_an_e_mail_is_a_message_too(answer: str) -> None:
    messages = told(f"{answer}\n{FIELDS}\nThe ferry will not sail on Sunday.\n")
    assert [words.partition("\n")[0] for _, _, _, words in messages] == [
        "We wait.",
        "The ferry will not sail on Sunday.",
    ]


FRENCH_FIELDS = """-------- Message transféré --------
Sujet : Bac
Date : Tue, 3 Nov 2020 10:22:31 +0000
De : Ada Birch <ada@pier.example>
Répondre à : Pier <pier@pier.example>
Pour : Tom Bell <tom@pier.example>
"""


@pytest.mark.parametrize(
    ("text", "authors", "recipients", "subject"),
    [
        (
            FIELDS.replace(
                "Subject: Ferry", "Subject: The ferry of Sunday, the pier of Monday and the wall of\nTuesday"
            ).replace("To: Tom Bell\n", "")
            + "To: 'Tom Bell'\n",
            ("Ada Birch",),
            ("Tom Bell",),
            "The ferry of Sunday, the pier of Monday and the wall of Tuesday",
        ),
        (
            FIELDS.replace("<ada@pier.example>", "<ada@pier.example> On Behalf Of Pier Trust"),
            ("Pier Trust",),
            ("Tom Bell",),
            "Ferry",
        ),
        (FIELDS.replace("Subject", "\n\nSubject"), ("Ada Birch",), ("Tom Bell",), "Ferry"),
        (
            FRENCH_FIELDS,
            ("Ada Birch",),
            ("Tom Bell",),
            "Bac",
        ),
        (
            "Från: Ada Birch <ada@pier.example>\nSkickat: 3 november 2020 10:22\nTill: Tom Bell\nÄmne: Färjan\n",
            ("Ada Birch",),
            ("Tom Bell",),
            "Färjan",
        ),
    ],
    ids=["a subject on two lines", "on behalf of", "blank lines", "French", "Swedish"],
)
def test_fields_are_read_as_programs_break_and_name_them(
    text: str, authors: tuple[str, ...], recipients: tuple[str, ...], subject: str
) -> None:
    (message,) = segment(plain_text(f"{text}\nThe ferry will not sail on Sunday.\n")).drafts
    assert (message.authors, message.recipients, message.title) == (authors, recipients, subject)
    assert message.date.edtf == "2020-11-03T10:22"
