"""What is shown of one document, one source, and a document that is gone."""

from __future__ import annotations

from dataclasses import dataclass

from search.left_out import blanked
from search.model import Document, Passage, Source


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of a document page. `text` is its exact text; `highlights` as in a snippet, empty without a query.

    `gap_before`: the documents quoted between the passage before this one and this one (their words are theirs).
    """

    passage: Passage
    text: str
    highlights: tuple[tuple[int, int], ...]
    gap_before: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Another document in which words of this one stand alike, twelve or more in a row.

    `words`: how many in all; the longest run of them begins with `opening`, in this document's passage `ordinal` and
    the other's `other_ordinal`. `is_earlier`: the other is the earlier one: by date, undated last, then by id.
    """

    document: Document
    is_earlier: bool
    words: int
    ordinal: int
    other_ordinal: int
    opening: str


@dataclass(frozen=True, slots=True)
class AlikeSource:
    """Another source that is nearly the same; `share`: of their characters, that of the less alike one."""

    id: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that a document page shows.

    `gap_after`: documents quoted after the last passage. `quotes`: all documents quoted in this one, in order.
    `replies`: documents that answer this one. `previous`, `next`: neighbours in its thread or exchange, by date
    and position; in a source without a thread, by position.
    """

    document: Document
    source: Source
    passages: tuple[PassageView, ...]
    gap_after: tuple[Document, ...]
    quotes: tuple[Document, ...]
    quoted_in: Document | None
    reply_to: Document | None
    replies: tuple[Document, ...]
    previous: Document | None
    next: Document | None
    generation: int
    shared: tuple[SharedWords, ...] = ()

    @property
    def words(self) -> str:
        """The source's text with blanks in the place of what the document leaves out: offsets are the same."""
        return blanked(self.source.text, self.document.left_out)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What stands among the document's words in the source and is none of them, in order."""
        return tuple(self.source.text[start:end] for start, end in self.document.left_out)


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source page: its whole text, and its documents in reading order."""

    source: Source
    documents: tuple[Document, ...]
    generation: int
    alike: tuple[AlikeSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words on the way from one text to another: `kept` in both, `removed` from the first, or `added`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FormerView:
    """A document that is gone, as it last was. `texts`: ordinal and words of its passages.

    `successor`: the present document whose words are nearest to its own, if any is near; `changes`: from the former
    text to the successor's, in order, empty without one.
    """

    document: Document
    source_name: str
    texts: tuple[tuple[int, str], ...]
    successor: Document | None
    changes: tuple[Change, ...]
    generation: int
