"""The shapes of the API's answers, which docs/embedding.md promises; OpenAPI's description is made from them."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class QueryJson(TypedDict):
    """How the query was understood: see `search.results.QueryReading`."""

    q: str
    parsed: str
    notes: list[str]


class TotalJson(TypedDict):
    """How much matches, exactly. `folded`, where copies are folded: hits that are not listed for themselves."""

    passages: int
    documents: int
    folded: NotRequired[int]


class SnippetJson(TypedDict):
    """A stretch of a passage. `highlights`: [start, end) in its text, in code points."""

    text: str
    highlights: list[list[int]]


class DocumentJson(TypedDict):
    """A document as hits show it. `date`: EDTF; `date_from`: how it is known; `quoted_in`: a document's id."""

    id: str
    kind: str
    title: str
    authors: list[str]
    recipients: list[str]
    date: str | None
    date_precision: str
    date_from: str | None
    quoted_in: str | None
    url: str


class FoldedCopyJson(TypedDict):
    """A matching passage that is nearly the same as an earlier one; `url` leads to it."""

    url: str
    document: DocumentJson


class HitJson(TypedDict):
    """A matching passage, with the copies folded under it where they are folded. `url` leads to it in its document.

    `voice`: `own words` where it is its document's author's, `quoting` where it is not; `quoted`: whose then, if known.
    """

    id: str
    score: float
    url: str
    voice: str
    quoted: str | None
    snippet: SnippetJson
    document: DocumentJson
    copies: NotRequired[list[FoldedCopyJson]]


class FacetValueJson(TypedDict):
    """One value of a facet: `value` is what filters take, `label` what a person reads."""

    value: str
    label: str
    count: int
    selected: bool


class FacetJson(TypedDict):
    """A field's breakdown."""

    field: str
    label: str
    values: list[FacetValueJson]


class BinJson(TypedDict):
    """`start` is itself a value of the `date` filter."""

    start: str
    count: int


class HistogramJson(TypedDict):
    """Passages by date. `interval`: year, month or day."""

    interval: str
    bins: list[BinJson]
    undated: int


class SearchJson(TypedDict):
    """The answer of `/api/v1/search`."""

    query: QueryJson
    total: TotalJson
    hits: list[HitJson]
    facets: list[FacetJson]
    histogram: HistogramJson
    page: int
    pages: int
    took_ms: float


class PassageJson(TypedDict):
    """A passage of a document. `anchor`: its place on the document's page; `start`, `end`: offsets in the source."""

    id: str
    anchor: str
    start: int
    end: int
    voice: str
    quoted: str | None
    text: str
    url: str


class SourceJson(TypedDict):
    """What a document was collected in. `original`: address of the file as collected; `retrieved_from`: of the web.

    `by_hand`: which of title, `url` (`retrieved_from`) and `retrieved` a person set otherwise than they were found.
    `notes`: what is to be known of how it was read, such as words decoded wrongly before it was collected.
    """

    id: str
    name: str
    title: str
    media_type: str
    url: str
    original: str
    retrieved_from: str | None
    retrieved: str | None
    by_hand: list[str]
    notes: list[str]


class SharedWordsJson(TypedDict):
    """Another document in which words of this one stand alike, twelve or more in a row.

    `words`: how many in all; the longest run of them begins at `here` and in the other document at `there`.
    `earlier`: the other is the earlier one: by date, undated last, then by id.
    """

    document: DocumentJson
    words: int
    earlier: bool
    here: str
    there: str


class PrintedNamesJson(TypedDict):
    """The names of a document as its source has them."""

    authors: list[str]
    signatories: list[str]
    recipients: list[str]


class DocumentDetailJson(DocumentJson):
    """The answer of `/api/v1/documents/<id>`. `reply_to`: a document's id; `published_at`: its address on the web.

    `printed`: its names as the source has them, where `authority.toml` gives any another form. `by_hand`: which fields
    a person set, see `search.model.Document`. `start` and `end`: offsets in the source.
    `previous` and `next`: neighbours in its thread, exchange or source.
    """

    signatories: list[str]
    printed: PrintedNamesJson | None
    reply_to: str | None
    thread: str | None
    published_at: str | None
    by_hand: list[str]
    start: int
    end: int
    passages: list[PassageJson]
    source: SourceJson
    quotes: list[DocumentJson]
    replies: list[DocumentJson]
    previous: DocumentJson | None
    next: DocumentJson | None
    shared: list[SharedWordsJson]


class CitedPassageJson(TypedDict):
    """A passage whole. `present`: false where it is gone, and this is what it last was. `permalink`: lasts longest."""

    id: str
    url: str
    permalink: str
    voice: str
    quoted: str | None
    text: str
    present: bool
    document: DocumentJson


class PassageListJson(TypedDict):
    """The answer of `/api/v1/passages`. `unknown`: ids of which nothing is known."""

    passages: list[CitedPassageJson]
    unknown: list[str]
