"""Which documents have words in common with one, and where: what a document page says of copies and quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from search.catalog import CatalogReader, SharedRun
from search.documents.views import SharedWords
from search.model import Document, Passage

MOST_SHOWN = 24
"""More cannot share one run (see `indexer.copies`); of more that share different ones, the first are named."""
_OPENING_WORDS = 12


def shared_words(
    reader: CatalogReader, document: Document, passages: Sequence[tuple[Passage, str]]
) -> tuple[SharedWords, ...]:
    """The documents that share words with this one, with the longest run that each shares: the earliest first."""
    runs: defaultdict[str, list[SharedRun]] = defaultdict(list)
    earlier: set[str] = set()
    for run in reader.shared_runs(document.id):
        other_id = run.later_id if run.earlier_id == document.id else run.earlier_id
        runs[other_id].append(run)
        if other_id == run.earlier_id:
            earlier.add(other_id)
    others = reader.documents(runs)
    found = [
        _shared(reader, document, passages, others[other_id], of_it, is_earlier=other_id in earlier)
        for other_id, of_it in islice(runs.items(), MOST_SHOWN)
    ]
    return tuple(sorted(found, key=_in_time))


def _shared(
    reader: CatalogReader,
    document: Document,
    passages: Sequence[tuple[Passage, str]],
    other: Document,
    runs: Sequence[SharedRun],
    *,
    is_earlier: bool,
) -> SharedWords:
    longest = max(runs, key=lambda run: run.words)
    start = longest.later_start if is_earlier else longest.earlier_start
    other_start = longest.earlier_start if is_earlier else longest.later_start
    own = _holding(passages, start)
    there = _holding(reader.document_passages(other.id), other_start)
    return SharedWords(
        document=other,
        is_earlier=is_earlier,
        words=sum(run.words for run in runs),
        ordinal=own[0].ordinal,
        other_ordinal=there[0].ordinal,
        opening=_opening(own[1][start - own[0].start :]),
    )


def _holding(passages: Sequence[tuple[Passage, str]], offset: int) -> tuple[Passage, str]:
    """The passage that holds the character at that offset."""
    return next(one for one in passages if one[0].start <= offset < one[0].end)


def _opening(text: str) -> str:
    words = text.split(maxsplit=_OPENING_WORDS)
    return " ".join(words[:_OPENING_WORDS])


def _in_time(shared: SharedWords) -> tuple[bool, bool, str, str]:
    date = shared.document.date.edtf
    return not shared.is_earlier, date is None, date or "", shared.document.id
