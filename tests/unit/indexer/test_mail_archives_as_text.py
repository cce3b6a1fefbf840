"""Newsgroups, digests and archives as text: several messages, each below the fields that a program wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segmentation import segment
from search.model import Kind
from tests.unit.indexer.structured import plain_text, read_one

USENET = """From: marina@example.org (Marina Holt)
Newsgroups: soc.ferries
Subject: The timetable
Date: 5 May 1994 09:15:02 GMT
Organization: Wick Ferry Users

When does it sail?

--
Marina Holt, Quay Street
"The river knows the way."

From: tom@example.net (Tom Bell)
Newsgroups: soc.ferries
Subject: Re: The timetable
Date: 5 May 1994 11:40:10 GMT
References: <2qabc@news.example.org>
 <2qabd@news.example.org>

On Friday.
"""
MAILMAN = """Today's Topics:

   1. The timetable (Marina Holt)
   2. Re: The timetable (Tom Bell)

----------------------------------------------------------------------

Message: 1
Date: 5 May 1994 09:15:02 +0000
From: Marina Holt <marina@example.org>
Subject: The timetable
To: ferry@lists.example.org

When does it sail?

------------------------------

Message: 2
Date: 5 May 1994 11:40:10 +0000
From: Tom Bell <tom@example.net>
Subject: Re: The timetable
Message-ID: <3abc@example.net>

On Friday.

------------------------------

_______________________________________________
Ferry mailing list

End of Ferry Digest, Vol 3, Issue 5
"""
YAHOO = """There are 2 messages in this issue.

Message: 1
   Date: Thu, 5 May 1994 09:15:02 -0000
   From: Marina Holt <marina@example.org>
Subject: The timetable

When does it sail?

________________________________________________________________________

Message: 2
   Date: Thu, 5 May 1994 11:40:10 -0000
   From: Tom Bell <tom@example.net>
Subject: Re: The timetable

On Friday.

________________________________________________________________________

Your use of Yahoo! Groups is subject to the terms.
"""


@pytest.mark.parametrize("text", [USENET, MAILMAN, YAHOO])
def test_each_message_is_an_e_mail_with_its_author_date_and_subject(text: str) -> None:
    drafts = segment(plain_text(text)).drafts
    assert [(draft.kind, draft.authors, draft.date.edtf, draft.title) for draft in drafts] == [
        (Kind.EMAIL, ("Marina Holt",), "1994-05-05T09:15", "The timetable"),
        (Kind.EMAIL, ("Tom Bell",), "1994-05-05T11:40", "Re: The timetable"),
    ]
    assert [text[draft.start : draft.end] for draft in drafts] == ["When does it sail?", "On Friday."]
    assert {draft.thread for draft in drafts} == {"The timetable"}


def test_messages_on_other_subjects_in_one_digest_are_of_other_threads() -> None:
    other = YAHOO.replace("Re: The timetable", "Re: Hens")
    assert [draft.thread for draft in segment(plain_text(other)).drafts] == ["The timetable", "Hens"]


def test_letters_with_lines_for_sender_and_date_stay_letters() -> None:
    text = "".join(
        f"From: {name}\nTo: Tom Bell\nDate: {day} May 1994\nSubject: The ferry\n\nDear Tom,\n\nIt does not sail.\n\n"
        f"Yours sincerely,\n\n{name}\n\n"
        for name, day in (("Ada Birch", 3), ("Otto Lisle", 4))
    )
    assert [draft.kind for draft in segment(plain_text(text)).drafts] == [Kind.LETTER, Kind.LETTER]


def test_the_list_of_answers_below_a_message_of_mhonarc_is_none_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "msg00012.html"
    path.write_text(
        "<html><head><title>The timetable</title></head><body><h1>The timetable</h1><hr><ul><li><em>From</em>: Ada "
        "Birch &lt;ada@xxxx&gt;</li><li><em>Date</em>: Mon, 5 May 2003 09:15:02 +0000</li></ul><hr><pre>When does "
        "it sail?</pre><hr><ul><li><b>Follow-Ups</b>:<ul><li><strong>Re: The timetable</strong></li></ul></li></ul>"
        "<ul><li>Prev by Date: <strong>Hens</strong></li></ul></body></html>",
        encoding="utf-8",
    )
    source = read_one(path)
    (draft,) = segment(source).drafts
    assert source.text[draft.start : draft.end] == "When does it sail?"
    assert (draft.kind, draft.authors, draft.date.edtf) == (Kind.EMAIL, ("Ada Birch",), "2003-05-05T09:15")
