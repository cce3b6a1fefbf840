"""How well files are cut into documents: what is found in them, measured against what is true of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from indexer.inspection import inspect_files
from indexer.segmentation import SegmentedSource
from indexer.segmentation_truth import TrueDocument, TrueSource, single_spaced
from indexer.segmenters.base import Draft

_FIRST_CHARS = 60
_FEWEST_CHARS = 12
_MINUTE_CHARS = len("2015-06-25T10:52")


@dataclass(frozen=True, slots=True)
class SegmentationScore:
    """Counts, of one file or of several together.

    `expected`, `found`: documents that are in no other. `starts_right`: those found that begin with the words a
    true one begins with. `authors_right`, `dates_right`: of the expected. `spilled`: documents found that hold the
    first words of a true document other than their own. `furniture`, `furniture_left`: phrases named as belonging
    to no document, and those of them that stand in one.
    """

    expected: int = 0
    found: int = 0
    starts_right: int = 0
    authors_right: int = 0
    dates_right: int = 0
    spilled: int = 0
    furniture: int = 0
    furniture_left: int = 0

    @property
    def precision(self) -> float:
        """Of the beginnings found, the share that is right."""
        return self.starts_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the true beginnings, the share that is found."""
        return self.starts_right / self.expected if self.expected else 0.0


def score_source(true: TrueSource) -> SegmentationScore:
    """The score of one file; one that cannot be read has nothing found."""
    sources = inspect_files([true.path]).sources
    found = [(segmented, draft) for segmented in sources for draft in segmented.drafts if draft.quoted_in is None]
    texts = [_text(segmented, draft) for segmented, draft in found]
    pairs = _pairs(true.documents, [draft for _, draft in found], texts)
    return SegmentationScore(
        expected=len(true.documents),
        found=len(found),
        starts_right=sum(_begins(document, draft, text) for document, draft, text in pairs),
        authors_right=sum(_same_people(draft.authors, document.authors) for document, draft, _ in pairs),
        dates_right=sum(_same_date(draft.date.edtf, document.date) for document, draft, _ in pairs),
        spilled=sum(
            any(other.start[:_FIRST_CHARS] in text for other in true.documents if other is not document and other.start)
            for document, _, text in pairs
        ),
        furniture=len(true.furniture),
        furniture_left=sum(any(phrase in text for text in texts) for phrase in true.furniture),
    )


def total(scores: Iterable[SegmentationScore]) -> SegmentationScore:
    """The counts of several files together."""
    columns = zip(*(astuple(score) for score in scores), strict=True)
    return SegmentationScore(*(sum(column) for column in columns))


def _text(segmented: SegmentedSource, draft: Draft) -> str:
    return single_spaced(segmented.words.text[draft.start : draft.end])


def _pairs(
    documents: Sequence[TrueDocument], drafts: Sequence[Draft], texts: Sequence[str]
) -> list[tuple[TrueDocument, Draft, str]]:
    """Each true document with the one found for it: by first words, by author and date, or what is left.

    In that order of trust, and each found one once; what is left is paired in reading order.
    """
    free = dict(enumerate(zip(drafts, texts, strict=True)))
    pairs: dict[int, tuple[TrueDocument, Draft, str]] = {}
    for is_same in (_begins, _is_by_and_of, _is_any):
        for position, document in enumerate(documents):
            number = next((each for each, (draft, text) in free.items() if is_same(document, draft, text)), None)
            if position not in pairs and number is not None:
                pairs[position] = (document, *free.pop(number))
    return [pairs[position] for position in sorted(pairs)]


def _begins(document: TrueDocument, _draft: Draft, text: str) -> bool:
    """Whether the first words are among those that are written down as the document's first."""
    known = document.start[:_FIRST_CHARS]
    return bool(known) and (
        text.startswith(known) or (len(text) >= _FEWEST_CHARS and text[:_FEWEST_CHARS] in document.start)
    )


def _is_by_and_of(document: TrueDocument, draft: Draft, _text: str) -> bool:
    return _same_people(draft.authors, document.authors) and _same_date(draft.date.edtf, document.date)


def _is_any(_document: TrueDocument, _draft: Draft, _text: str) -> bool:
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
