"""What the engine is told of a document."""

from __future__ import annotations

import pytest

from indexer.entries import engine_entries
from search.model import Document, DocumentDate, Kind, Passage, Voice

POST = Document(
    id="post",
    source_id="thread",
    kind=Kind.FORUM_POST,
    title="The ferry",
    authors=("otto",),
    signatories=(),
    recipients=(),
    date=DocumentDate(),
    quoted_in=None,
    reply_to=None,
    thread=None,
    position=0,
    start=0,
    end=20,
)
OWN, QUOTING = Voice.OWN_WORDS, Voice.QUOTING


@pytest.mark.parametrize(
    ("voices", "titles"),
    [
        ((OWN, QUOTING), ["The ferry", ""]),
        ((QUOTING, OWN, OWN), ["", "The ferry", ""]),
        ((QUOTING, QUOTING), ["The ferry", ""]),
    ],
)
def test_the_title_is_searched_with_the_first_own_words(voices: tuple[Voice, ...], titles: list[str]) -> None:
    passages = [
        (Passage(f"p{ordinal}", "post", ordinal, 0, 10, voice), "It leaks.") for ordinal, voice in enumerate(voices, 1)
    ]

    entries = list(engine_entries("thread.html", POST, passages))

    assert [entry.title for entry in entries] == titles
    assert [entry.voice for entry in entries] == list(voices)
