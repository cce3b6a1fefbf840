"""What was added reads back, and what stands together is found together."""

from __future__ import annotations

import pytest

from search.catalog import INDEXED_AT, Catalog, PassageInContext, SourceEntry, open_catalog
from search.model import Document, Kind, Source
from tests.unit.search.records import (
    commit_letters,
    made_date,
    made_document,
    made_fingerprint,
    made_letter,
    made_passages,
    made_source,
    record_id,
)

AWKWARD = "Fünf “Bäder”, £1.9m, e\u0301, \u202eרכב\u202c, 𝔘𝔫𝔦, 🏊\u200d♀️, \x01 and a tab\t.\r\n"


def _commit(catalog: Catalog, source: Source, *documents: Document) -> None:
    with catalog.writer(1) as writer:
        writer.add_source(source, made_fingerprint(source), "letters")
        writer.add_documents(documents)
        writer.commit()


def test_a_source_reads_back_with_every_character(catalog: Catalog) -> None:
    source = made_source("odd.txt", AWKWARD, url="https://example.org/ä", encoding="utf-8", retrieved="2024-05-01")
    _commit(catalog, source)

    with catalog.at(1) as reader:
        assert reader.source(source.id) == source


def test_a_document_reads_back_with_every_field(catalog: Catalog) -> None:
    source = made_source("letters.txt", AWKWARD)
    document = made_document(
        "reply",
        source,
        kind=Kind.EMAIL,
        title=AWKWARD,
        authors=("Ann Ó Dé", 'the "Friends", of; the | Lido'),
        signatories=tuple(f"Signatory {number}" for number in range(17)),
        recipients=("Council",),
        date=made_date("2015-06-25T10:52", "the enclosing post", derived=True),
        quoted_in=record_id("post"),
        reply_to=record_id("letter"),
        thread="Re: Lido",
        position=3,
        start=2,
        end=30,
        url="https://example.org/1",
    )
    _commit(catalog, source, document, plain := made_document("plain", source))

    with catalog.at(1) as reader:
        assert reader.document(document.id) == document
        assert reader.document(plain.id) == plain


def test_passages_read_back_with_their_texts_in_order(catalog: Catalog) -> None:
    letter = made_letter("long")
    passages = made_passages(letter.document, *(f"Part {number}. {AWKWARD}" for number in range(12)))
    _commit(catalog, letter.source, letter.document)
    with catalog.writer(2) as writer:
        writer.add_passages(reversed(passages))
        writer.commit()

    with catalog.at(2) as reader:
        assert reader.document_passages(letter.document.id) == tuple(passages)
        ids = [passage.id for passage, _ in passages]
        assert reader.passages([*ids[:3], "missing"]) == {entry[0].id: entry for entry in passages[:3]}
        assert set(reader.passage_ids()) == set(ids)


def test_a_passage_in_context_comes_with_its_document_and_the_name_of_its_source(catalog: Catalog) -> None:
    letters = [made_letter("one"), made_letter("two")]
    passages = [made_passages(letter.document, f"First. {AWKWARD}", "Second.") for letter in letters]
    for letter, of_letter in zip(letters, passages, strict=True):
        _commit(catalog, letter.source, letter.document)
        with catalog.writer(1) as writer:
            writer.add_passages(of_letter)
            writer.commit()

    with catalog.at(1) as reader:
        found = reader.passages_in_context([passages[0][1][0].id, passages[1][0][0].id, "missing"])
    assert found == {
        passage.id: PassageInContext(passage, text, letter.document, letter.source.name)
        for letter, (passage, text) in zip(letters, (passages[0][1], passages[1][0]), strict=True)
    }


def test_nothing_is_found_for_ids_there_are_none_of(catalog: Catalog) -> None:
    with catalog.at(0) as reader:
        assert reader.source("missing") is None
        assert reader.document("missing") is None
        assert reader.former_document("missing") is None
        assert reader.passages([]) == {}
        assert reader.passages_in_context([]) == {}
        assert reader.documents(["missing"]) == {}
        assert reader.sources(["missing"]) == {}


def test_a_source_is_listed_without_its_text(catalog: Catalog) -> None:
    source = made_source("a/b.txt", AWKWARD, url="https://example.org/", retrieved="2024-05-01")
    _commit(catalog, source)

    with catalog.at(1) as reader:
        assert reader.sources([source.id]) == {
            source.id: SourceEntry(
                id=source.id,
                name="a/b.txt",
                path="/dossier/a/b.txt",
                root="/dossier",
                media_type="text/plain",
                title=source.title,
                url="https://example.org/",
                retrieved="2024-05-01",
                segmenter="letters",
                length=len(AWKWARD),
                mtime_ns=1,
            )
        }


def test_documents_of_a_source_come_in_reading_order_and_quotes_where_they_begin(catalog: Catalog) -> None:
    source = made_source("thread.txt", "x" * 100)
    post = made_document("post", source, position=1)
    late = made_document("late quote", source, position=3, start=60, end=70, quoted_in=post.id)
    early = made_document("early quote", source, position=2, start=20, end=30, quoted_in=post.id)
    before = made_document("introduction", source, position=0)
    _commit(catalog, source, late, post, early, before)

    with catalog.at(1) as reader:
        assert reader.source_documents(source.id) == (before, post, early, late)
        assert reader.documents_quoted_in(post.id) == (early, late)


def test_replies_come_by_date_with_the_undated_last(catalog: Catalog) -> None:
    source = made_source("letters.txt")
    letter = made_document("letter", source, position=0)
    dates = [None, "2016-04-12", "2016", "2016-03-24T09:00", "2016-03-24"]
    replies = [
        made_document(f"reply {place}", source, date, reply_to=letter.id, position=place)
        for place, date in enumerate(dates, start=1)
    ]
    _commit(catalog, source, letter, *replies)

    with catalog.at(1) as reader:
        found = [reply.date.edtf for reply in reader.replies_to(letter.id)]
    assert found == ["2016", "2016-03-24", "2016-03-24T09:00", "2016-04-12", None]


def _walk(catalog: Catalog, start: Document) -> list[str]:
    """The titles met by following `next`, checking at each step that `previous` leads back."""
    titles = [start.title]
    with catalog.at(1) as reader:
        here = start
        while following := reader.neighbours(here)[1]:
            assert reader.neighbours(following)[0] == here
            titles.append(following.title)
            here = following
    return titles


def test_neighbours_in_a_thread_go_by_date_through_all_its_sources(catalog: Catalog) -> None:
    pages = [made_source("page 2.txt"), made_source("page 1.txt")]
    posts = [
        made_document("Fourth", pages[0], "2015-06-26T13:47", thread="Demonstration", position=0),
        made_document("Second", pages[1], "2015-06-25T18:44", thread="Demonstration", position=0),
        made_document("First", pages[1], "2015-06-25T10:52", thread="Demonstration", position=1),
        made_document("Third", pages[1], "2015-06-26T11:46", thread="Demonstration", position=2),
        made_document("Undated", pages[0], thread="Demonstration", position=1),
        made_document("Elsewhere", pages[0], "2015-06-26", thread="Another", position=2),
    ]
    with catalog.writer(1) as writer:
        for page in pages:
            writer.add_source(page, made_fingerprint(page), "forum")
        writer.add_documents(posts)
        writer.commit()

    assert _walk(catalog, posts[2]) == ["First", "Second", "Third", "Fourth", "Undated"]
    with catalog.at(1) as reader:
        assert reader.neighbours(posts[2])[0] is None


def test_posts_of_one_day_keep_the_order_of_their_sources(catalog: Catalog) -> None:
    pages = [made_source(name) for name in ("b.txt", "a.txt")]
    posts = [
        made_document(f"{page.name} {place}", page, "2015-06-25", thread="Lido", position=place)
        for page in pages
        for place in (1, 0)
    ]
    with catalog.writer(1) as writer:
        for page in pages:
            writer.add_source(page, made_fingerprint(page), "forum")
        writer.add_documents(posts)
        writer.commit()

    first = next(post for post in posts if post.title == "A.Txt 0")
    assert _walk(catalog, first) == ["A.Txt 0", "A.Txt 1", "B.Txt 0", "B.Txt 1"]


def test_neighbours_without_a_thread_go_by_position_in_the_source(catalog: Catalog) -> None:
    source = made_source("page.txt")
    documents = [
        made_document(f"Document {place}", source, date, position=place)
        for place, date in enumerate(["2016", None, "2014"])
    ]
    in_thread = made_document("Post", source, thread="Lido", position=3)
    _commit(catalog, source, *documents, in_thread)

    assert _walk(catalog, documents[0]) == ["Document 0", "Document 1", "Document 2"]
    assert _walk(catalog, in_thread) == ["Post"]


def test_quoted_documents_stand_beside_each_other_and_not_beside_posts(catalog: Catalog) -> None:
    source = made_source("thread.txt")
    posts = [made_document(f"Post {place}", source, position=place) for place in (0, 9)]
    quotes = [made_document(f"Quote {place}", source, position=place, quoted_in=posts[0].id) for place in (1, 2)]
    _commit(catalog, source, *posts, *quotes)

    assert _walk(catalog, posts[0]) == ["Post 0", "Post 9"]
    assert _walk(catalog, quotes[0]) == ["Quote 1", "Quote 2"]


def test_the_summary_counts_what_is_there(catalog: Catalog) -> None:
    commit_letters(
        catalog,
        1,
        made_letter("first", date="2015-06-25T10:52"),
        made_letter("second", date="2014"),
        made_letter("third", date="2016-03"),
        made_letter("fourth", kind=Kind.WEB_PAGE),
        made_letter("fifth", kind=Kind.FORUM_POST),
    )
    with catalog.writer(2) as writer:
        writer.remove_sources([made_letter("fifth").source.id])
        writer.set_meta(INDEXED_AT, "2026-01-02T03:04:05Z")
        writer.commit()

    with catalog.at(2) as reader:
        summary = reader.summary()
    assert (summary.generation, summary.indexed_at) == (2, "2026-01-02T03:04:05Z")
    assert (summary.sources, summary.documents, summary.passages, summary.undated) == (4, 4, 4, 1)
    assert summary.kinds == (("letter", 3), ("web page", 1))
    assert (summary.first_date, summary.last_date) == ("2014", "2016-03")


def test_the_dates_of_a_summary_have_no_time(catalog: Catalog) -> None:
    commit_letters(catalog, 1, made_letter("only", date="2015-06-25T10:52"))

    with catalog.at(1) as reader:
        assert reader.summary().first_date == reader.summary().last_date == "2015-06-25"


def test_a_document_whose_date_is_not_edtf_is_refused(catalog: Catalog) -> None:
    source = made_source("letters.txt")
    with catalog.writer(1) as writer, pytest.raises(ValueError, match="25 June"):
        writer.add_documents([made_document("letter", source, "25 June 2015")])


def test_a_reader_outside_of_its_with_block_says_how_to_use_it(catalog: Catalog) -> None:
    with pytest.raises(RuntimeError, match="inside `with"):
        catalog.at(0).documents(["any"])
    with pytest.raises(RuntimeError, match="inside `with"):
        catalog.writer(1).commit()


@pytest.mark.parametrize(("database", "kept"), [("sqlite_url", "a\0b"), ("postgres_database", "a\ufffdb")])
def test_a_nul_character_is_kept_or_stood_in_for_so_that_no_offset_moves(
    database: str, kept: str, request: pytest.FixtureRequest
) -> None:
    catalog = open_catalog(request.getfixturevalue(database), create=True)
    letter = made_letter("with nul", "a\0b")
    commit_letters(catalog, 1, letter)
    with catalog.at(1) as reader:
        assert [text for _, text in reader.document_passages(letter.document.id)] == [kept]
        source = reader.source(letter.source.id)
    catalog.close()
    assert source == letter.source
