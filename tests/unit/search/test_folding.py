"""Which passages are copies of which, and what a search says of those it folds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.catalog import AlikePassages
from search.engines.base import Filters, Group
from search.folding import copies_in
from search.results import CopyMode, SearchRequest
from search.searcher import Searcher
from tests.reliability.indexes import dossier_in

ARTICLE = (
    "The lido will not open this summer, the council said on Monday. Its pipes lose a third of the water every "
    "night, and nobody can say where it goes. The repair would cost more than the bath has earned in ten years."
)
FILES = {
    "gazette.txt": f"{ARTICLE}\n",
    "copy.txt": f"{ARTICLE} Copied out.\n",
    "mention.txt": f"I read it too. {ARTICLE.partition('.')[0]}. What a shame that is for the whole town, I say, and "
    "I shall write to my councillor about it tomorrow, for this cannot be the last word on it. Who signs with me?\n",
}


def alike(*pairs: str) -> list[AlikePassages]:
    """Pairs such as `a b`: passages of documents of the same name."""
    return [AlikePassages(*pair.split(), *pair.split()) for pair in pairs]


def test_a_copy_folds_under_the_earliest_that_is_none_itself() -> None:
    copies = copies_in(1, alike("a b", "a c", "b c"))
    assert copies.passages.ids == ("a", "b", "c")
    assert copies.first == [0, 0, 0]


def test_a_chain_of_copies_does_not_fold_what_is_not_alike() -> None:
    copies = copies_in(1, alike("a b", "b c", "c d"))
    assert copies.passages.ids == ("a", "b", "c", "d")
    assert copies.first == [0, 0, 2, 2]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    dossier = dossier_in(tmp_path_factory.mktemp("copies"))
    for name, text in FILES.items():
        dossier.write(name, text)
    dossier.index()
    opened = dossier.searcher()
    yield opened
    opened.close()


@pytest.mark.parametrize("group", Group)
def test_a_copy_stands_under_the_hit_and_counts_stay(searcher: Searcher, group: Group) -> None:
    folded = searcher.search(SearchRequest("lido", group=group))
    every = searcher.search(SearchRequest("lido", group=group, copies=CopyMode.ALL))
    assert (folded.passages, folded.documents, folded.facets) == (every.passages, every.documents, every.facets)
    assert (folded.listed, folded.folded, every.listed, every.folded) == (2, 1, 3, 0)
    assert len(every.hits) == 3
    original = next(hit for hit in folded.hits if hit.copies)
    (copy,) = original.copies
    assert copy.document.id != original.document.id
    assert original.document.id < copy.document.id  # neither has a date
    assert not any(hit.copies for hit in every.hits)


def test_a_copy_is_a_hit_of_its_own_where_the_original_does_not_match(searcher: Searcher) -> None:
    found = searcher.search(SearchRequest("lido", Filters(source=("copy.txt",))))
    assert [hit.source_name for hit in found.hits] == ["copy.txt"]
    assert found.folded == 0


def test_within_one_document_nothing_is_folded(searcher: Searcher) -> None:
    copy = searcher.search(SearchRequest("copied")).hits[0].document
    assert searcher.search(SearchRequest("lido", Filters(document=(copy.id,)))).listed == 1


def test_a_document_names_those_that_have_its_words_the_earliest_first(searcher: Searcher) -> None:
    copy = searcher.search(SearchRequest("copied")).hits[0].document
    view = searcher.document(copy.id)
    assert sorted(shared.words for shared in view.shared) == [12, 42]
    assert [shared.is_earlier for shared in view.shared] == sorted(
        (one.is_earlier for one in view.shared), reverse=True
    )
    assert all(shared.opening.startswith("The lido will not open this summer") for shared in view.shared)


def test_a_source_names_those_that_are_nearly_the_same(searcher: Searcher) -> None:
    copy = searcher.search(SearchRequest("copied")).hits[0].document
    (other,) = searcher.source(copy.source_id).alike
    assert other.name == "gazette.txt"
    assert 0.9 <= other.share < 1
