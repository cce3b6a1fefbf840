"""How well files are cut into documents: what is found in them, measured against what is true of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

from indexer.evaluation.furniture import repeated_cells, repeated_words
from indexer.evaluation.truth import TrueDocument, TrueSource, single_spaced
from indexer.inspection.inspecting import inspect_files
from indexer.segmentation import SegmentedSource
from indexer.segmenters.base import Draft
from search.model import Kind

_FIRST_CHARS = 60
_FEWEST_CHARS = 12
_MINUTE_CHARS = len("2015-06-25T10:52")
_Placed = tuple[TrueDocument, int]


@dataclass(frozen=True, slots=True)
class SegmentationScore:
    """Counts, of one file or of several together.

    `expected`, `found`: documents that are in no other. `starts_right`: those found that begin with the words a
    true one begins with. `authors_right`, `dates_right`: of the expected. `spilled`: documents found that hold the
    first words of a true document other than their own. `words`: of all documents found. `furniture_words`: of them,
    those in lines that the page repeats beside its posts, and in phrases named as belonging to no document.
    """

    expected: int = 0
    found: int = 0
    starts_right: int = 0
    authors_right: int = 0
    dates_right: int = 0
    spilled: int = 0
    words: int = 0
    furniture_words: int = 0

    @property
    def precision(self) -> float:
        """Of the beginnings found, the share that is right."""
        return self.starts_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the true beginnings, the share that is found."""
        return self.starts_right / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A document found. `text`: its words, single-spaced. `place`: where they begin in the whole source so written."""

    draft: Draft
    text: str
    place: int


def score_source(true: TrueSource) -> SegmentationScore:
    """The score of one file; one that cannot be read has nothing found."""
    sources = inspect_files([true.path]).sources
    found = [one for segmented in sources for one in _found(segmented)]
    whole = [single_spaced(segmented.words.text) for segmented in sources]
    documents = [_placed(document, whole) for document in true.documents]
    pairs = _pairs(documents, found)
    return SegmentationScore(
        expected=len(documents),
        found=len(found),
        starts_right=sum(_begins(*pair) for pair in pairs),
        authors_right=sum(_same_people(one.draft.authors, document.authors) for (document, _), one in pairs),
        dates_right=sum(_same_date(one.draft.date.edtf, document.date) for (document, _), one in pairs),
        spilled=sum(_holds_another(document, one, true.documents) for (document, _), one in pairs),
        words=sum(len(one.text.split()) for one in found),
        furniture_words=sum(map(_furniture_words, sources))
        + sum(len(phrase.split()) for phrase in true.furniture if any(phrase in one.text for one in found)),
    )


def total(scores: Iterable[SegmentationScore]) -> SegmentationScore:
    """The counts of several files together."""
    columns = zip(*(astuple(score) for score in scores), strict=True)
    return SegmentationScore(*(sum(column) for column in columns))


def _found(segmented: SegmentedSource) -> Iterator[_Found]:
    """The documents of a source that are in no other."""
    words = segmented.words.text
    for draft in segmented.drafts:
        if draft.quoted_in is None:
            before = single_spaced(words[: draft.start])
            yield _Found(draft, single_spaced(words[draft.start : draft.end]), len(before) + bool(before))


def _placed(document: TrueDocument, whole: Sequence[str]) -> _Placed:
    """The true document with where its first words stand in the source, -1 where they do not, or more than once."""
    if len(whole) != 1 or not document.start or whole[0].count(document.start) != 1:
        return document, -1
    return document, whole[0].find(document.start)


def _furniture_words(segmented: SegmentedSource) -> int:
    posts = [draft for draft in segmented.drafts if draft.quoted_in is None and draft.kind is Kind.FORUM_POST]
    cells = repeated_cells(segmented.source.text, [draft.start for draft in posts])
    words = segmented.words.text
    return sum(repeated_words(words[draft.start : draft.end], cells) for draft in posts)


def _holds_another(document: TrueDocument, found: _Found, documents: Sequence[TrueDocument]) -> bool:
    """Whether it holds the first words of another; two may begin alike, as where both quote the same."""
    others = (other.start[:_FIRST_CHARS] for other in documents if other is not document)
    return any(start and start in found.text and not document.start.startswith(start) for start in others)


def _pairs(documents: Sequence[_Placed], found: Sequence[_Found]) -> list[tuple[_Placed, _Found]]:
    """Each true document with the one found for it: by first words, by author and date, or what is left.

    In that order of trust, and each found one once; what is left is paired in reading order.
    """
    free = dict(enumerate(found))
    pairs: dict[int, tuple[_Placed, _Found]] = {}
    for is_same in (_begins, _is_by_and_of, _is_any):
        for position, document in enumerate(documents):
            number = next((each for each, one in free.items() if is_same(document, one)), None)
            if position not in pairs and number is not None:
                pairs[position] = (document, free.pop(number))
    return [pairs[position] for position in sorted(pairs)]


def _begins(placed: _Placed, found: _Found) -> bool:
    """Whether it begins with, or at a place within, the words that are written down as the document's first."""
    document, place = placed
    known = document.start[:_FIRST_CHARS]
    if not known:
        return False
    if place >= 0 and place <= found.place < place + len(document.start):
        return True
    return found.text.startswith(known) or (
        len(found.text) >= _FEWEST_CHARS and found.text[:_FEWEST_CHARS] in document.start
    )


def _is_by_and_of(placed: _Placed, found: _Found) -> bool:
    draft, document = found.draft, placed[0]
    return _same_people(draft.authors, document.authors) and _same_date(draft.date.edtf, document.date)


def _is_any(_placed: _Placed, _found: _Found) -> bool:
    return True


def _same_people(found: Sequence[str], true: Sequence[str]) -> bool:
    """Whether they are as many, and each is named alike: `R. W. Emerson` is `Ralph Waldo Emerson`."""
    return len(found) == len(true) and all(_same_name(*names) for names in zip(found, true, strict=True))


def _same_name(found: str, true: str) -> bool:
    first, second = (name.replace(".", ". ").split() for name in (found, true))
    if found == true or not first or not second:
        return found == true
    initials = ["".join(word[0] for word in words[:-1]) for words in (first, second)]
    abbreviated = any(word.endswith(".") for word in (*first, *second))
    return abbreviated and first[-1] == second[-1] and initials[0] == initials[1]


def _same_date(found: str | None, true: str | None) -> bool:
    """Whether they agree as far as the true one says: to the minute, or the day."""
    if found is None or true is None:
        return found is true
    return found[: min(len(true), _MINUTE_CHARS)] == true[:_MINUTE_CHARS]
