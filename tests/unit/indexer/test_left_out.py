"""Posts in the dump of a table: the poster's column on their lines is left out of them, and offsets hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.run.progress import SilentReporter
from indexer.run.stores import open_stores
from indexer.run.sync import RunRequest, synchronize
from indexer.segmentation import SegmentedSource, segment
from indexer.upkeep.verification import verify
from search.left_out import blanked, within
from search.settings import Settings
from tests.unit.indexer.structured import plain_text

DUMP = """Ferry Forum

View previous topic :: View next topic

       Author                                         Message
ada             PostPosted: Wed Nov 05, 2003 4:13 am    Post subject: The ferry     Reply with quote
                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                The ferry has not sailed since Monday, and nobody at the
                harbour office can say when it will. I asked twice about
Joined: 03 Aug  the timetable that hangs beside the ticket window, and was
2002            told that the timetable is historical.
Posts: 284
Location: Wick, Are the buses any better this winter?
Caithness

Back to top     View users profile Send private message

_

tom bell        PostPosted: Wed Nov 05, 2003 4:28 am    Post subject: Re: The ferry Reply with quote
                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                The buses are historical too.
                _________________
Joined: 03 Nov  Seen from the pier
2003
Posts: 11

Back to top     View users profile Send private message

_

                Display posts from previous: [All Posts] [Oldest First] [Go]
Powered by phpBB
"""
TOPIC_OF_PHPBB_3 = """       Author                    Message
ada             Post subject: Re: The ferry
               PostPosted: Wed Jun 06, 2012 1:52 am
Offline        So I went to the pier and there was a note which
               nobody had signed, and it said that the
Joined: Sun    ferry sails on Thursday.
Nov 14, 2010
Posts: 62


Top             Profile

_
tom bell        Post subject: Re: The ferry
               PostPosted: Wed Jun 06, 2012 1:38 pm
Offline        Thursday of which week?

Posts: 28

Top             Profile
"""
PROFILE = ("Joined", "Posts:", "Location", "Caithness", "Offline", "2002", "2010")


def shown_words(segmented: SegmentedSource) -> list[str]:
    return [" ".join(segmented.words.text[draft.start : draft.end].split()) for draft in segmented.drafts]


@pytest.mark.parametrize(
    ("dump", "first", "second"),
    [
        (DUMP, "the timetable that hangs beside the ticket window, and was told", "The buses are historical too."),
        (TOPIC_OF_PHPBB_3, "and it said that the ferry sails on Thursday.", "Thursday of which week?"),
    ],
)
def test_the_column_beside_posts_is_none_of_their_words(dump: str, first: str, second: str) -> None:
    segmented = segment(plain_text(dump))
    words = shown_words(segmented)
    assert [draft.authors for draft in segmented.drafts] == [("ada",), ("tom bell",)]
    assert first in words[0]
    assert words[1] == second
    assert not any(label in " ".join(words) for label in PROFILE)
    assert segmented.source.text == dump


def test_what_is_left_out_is_said_with_its_place_in_the_source() -> None:
    segmented = segment(plain_text(DUMP))
    left_out = [DUMP[start:end] for start, end in segmented.drafts[0].left_out]
    assert left_out == ["Joined: 03 Aug", "2002", "Posts: 284", "Location: Wick,"]
    assert len(segmented.words.text) == len(DUMP)


def test_nothing_is_left_out_beside_a_post_whose_lines_have_no_gutter() -> None:
    crossing = DUMP.replace("Posts: 284\n", "Posts: 284, of which none were read by anybody\n")
    segmented = segment(plain_text(crossing))
    assert segmented.drafts[0].left_out == ()
    assert segmented.drafts[1].left_out == ()
    assert "Posts: 284, of which none" in shown_words(segmented)[0]


def test_passages_are_stored_without_the_column_and_verify_finds_them_in_their_places(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "thread.txt").write_text(DUMP, encoding="utf-8")
    settings = Settings(corpus=(corpus,), index=tmp_path / "index")
    synchronize(settings, RunRequest(), SilentReporter())
    with open_stores(settings) as stores, stores.catalog.at(stores.committed) as reader:
        assert verify(reader, stores.engine).faults == ()
        (document, _) = reader.source_documents(reader.source_ids()[0])
        ((passage, text),) = reader.document_passages(document.id)
    assert text == blanked(DUMP, document.left_out)[passage.start : passage.end]
    assert "was told that the timetable is historical" in " ".join(text.split())


def test_blanks_are_as_many_as_what_they_stand_for_and_line_ends_stay() -> None:
    assert blanked("abc\ndef", [(1, 5)]) == "a  \n ef"
    assert blanked("abc", []) == "abc"


def test_what_is_left_out_of_a_part_is_cut_at_its_ends() -> None:
    assert within([(0, 4), (6, 9), (20, 22)], 2, 8) == ((2, 4), (6, 8))
