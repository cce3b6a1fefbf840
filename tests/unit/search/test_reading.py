"""A document is shown with its passages in place, and with all that it stands next to."""

from __future__ import annotations

from typing import Any

import pytest

from search.analysis import Analyzer
from search.catalog import Catalog
from search.documents.reading import view_document, view_source
from search.documents.views import DocumentView
from search.errors import IndexDamagedError, NotFoundError
from search.highlighting import Highlighter
from search.model import Kind
from search.querytree import Everything, Term
from tests.unit.search.records import (
    Letter,
    commit_letters,
    made_document,
    made_fingerprint,
    made_letter,
    made_passages,
    made_source,
)

ANALYZER = Analyzer("english")
NOTHING = Highlighter(Everything(), ANALYZER)

OPENING, QUOTED_LETTER, REMARK, QUOTED_ARTICLE = "Look at this.", "Dear Sir, no.", "And this:", "The lido is shut."
TEXT = f"{OPENING} {QUOTED_LETTER} {REMARK} {QUOTED_ARTICLE}"
SOURCE = made_source("thread.txt", TEXT)


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


POST = made_document("post", SOURCE, kind=Kind.FORUM_POST, position=0, reply_to=made_document("start", SOURCE).id)
LETTER = made_document("letter", SOURCE, position=1, quoted_in=POST.id, **_span(QUOTED_LETTER))
ARTICLE = made_document(
    "article", SOURCE, kind=Kind.NEWS_ARTICLE, position=2, quoted_in=POST.id, **_span(QUOTED_ARTICLE)
)
START = made_document("start", SOURCE, "2015-06-25", position=3, thread="Lido")
ANSWER = made_document("answer", SOURCE, "2015-06-27", position=4, thread="Lido", reply_to=START.id)


@pytest.fixture
def thread(catalog: Catalog) -> Catalog:
    """A post that quotes a letter between its sentences and an article after them."""
    passages = [made_passages(made_document("post", SOURCE, **_span(words)), words)[0] for words in (OPENING, REMARK)]
    with catalog.writer(1) as writer:
        writer.add_source(SOURCE, made_fingerprint(SOURCE), "forum posts")
        writer.add_documents([POST, LETTER, ARTICLE, START, ANSWER])
        writer.add_passages(passages)
        writer.add_passages(made_passages(LETTER, QUOTED_LETTER))
        writer.commit()
    return catalog


def _view(catalog: Catalog, document_id: str, words: Highlighter = NOTHING) -> DocumentView:
    with catalog.at(1) as reader:
        return view_document(reader, document_id, words)


def test_quoted_documents_stand_in_the_gaps_that_they_were_taken_out_of(thread: Catalog) -> None:
    view = _view(thread, POST.id)

    assert [(shown.text, shown.gap_before) for shown in view.passages] == [(OPENING, ()), (REMARK, (LETTER,))]
    assert view.gap_after == (ARTICLE,)
    assert view.quotes == (LETTER, ARTICLE)


def test_a_document_made_only_of_quotes_has_them_after_no_passage(thread: Catalog) -> None:
    with thread.writer(2) as writer:
        writer.remove_documents([POST.id])
        writer.add_documents([POST])
        writer.commit()

    with thread.at(2) as reader:
        view = view_document(reader, POST.id, NOTHING)
    assert view.passages == ()
    assert view.gap_after == (LETTER, ARTICLE)


def test_a_document_knows_what_it_is_quoted_in_and_what_it_answers(thread: Catalog) -> None:
    assert _view(thread, LETTER.id).quoted_in == POST
    assert _view(thread, POST.id).reply_to == START
    assert _view(thread, POST.id).quoted_in is None
    assert _view(thread, START.id).replies == (ANSWER, POST)


def test_a_document_knows_its_neighbours_and_its_source(thread: Catalog) -> None:
    view = _view(thread, START.id)

    assert (view.previous, view.next) == (None, ANSWER)
    assert view.source == SOURCE
    assert view.generation == 1


def test_the_words_of_a_query_are_marked_in_every_passage(thread: Catalog) -> None:
    view = _view(thread, POST.id, Highlighter(Term("text", "this"), ANALYZER))

    assert [[shown.text[a:b] for a, b in shown.highlights] for shown in view.passages] == [["this"], ["this"]]


def test_without_a_query_nothing_is_marked(thread: Catalog) -> None:
    assert [shown.highlights for shown in _view(thread, POST.id).passages] == [(), ()]


def test_a_document_that_points_to_one_that_is_gone_is_shown_without_it(catalog: Catalog) -> None:
    lonely: Letter = made_letter("lonely", quoted_in="0" * 16, reply_to="1" * 16)
    commit_letters(catalog, 1, lonely)

    view = _view(catalog, lonely.document.id)
    assert (view.quoted_in, view.reply_to) == (None, None)


def test_a_source_is_shown_with_its_documents_in_reading_order(thread: Catalog) -> None:
    with thread.at(1) as reader:
        view = view_source(reader, SOURCE.id)

    assert view.source == SOURCE
    assert view.documents == (POST, LETTER, ARTICLE, START, ANSWER)


def test_what_is_not_there_is_named(catalog: Catalog) -> None:
    with catalog.at(0) as reader:
        with pytest.raises(NotFoundError, match="no document 'missing'"):
            view_document(reader, "missing", NOTHING)
        with pytest.raises(NotFoundError, match="no source 'missing'"):
            view_source(reader, "missing")


def test_a_document_without_its_source_is_damage(catalog: Catalog) -> None:
    with catalog.writer(1) as writer:
        writer.add_documents([POST])
        writer.commit()

    with pytest.raises(IndexDamagedError, match=SOURCE.id):
        _view(catalog, POST.id)
