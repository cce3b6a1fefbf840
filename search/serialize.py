"""Answers as JSON: functions that fill the shapes of the API.

`base_url` is what stands before a path: empty for addresses relative to the host, else without a slash at its end.
"""

from __future__ import annotations

from search.documents.taken import CitedPassage, PassageList
from search.documents.views import DocumentView, PassageView, SharedWords
from search.json_shapes import (
    BinJson,
    CitedPassageJson,
    DocumentDetailJson,
    DocumentJson,
    FacetJson,
    FacetValueJson,
    HistogramJson,
    HitJson,
    PassageJson,
    PassageListJson,
    PrintedNamesJson,
    SearchJson,
    SharedWordsJson,
    SourceJson,
    TotalJson,
)
from search.model import Document, Passage, PrintedNames, Source
from search.results import CopyMode, Facet, Histogram, Hit, SearchResult
from search.source_notes import note_message


def cited_passage_json(cited: CitedPassage, base_url: str = "") -> CitedPassageJson:
    """A passage to take away."""
    return {
        "id": cited.passage.id,
        "url": _passage_url(cited.passage, base_url),
        "permalink": f"{base_url}/p/{cited.passage.id}",
        "voice": cited.passage.voice.value,
        "quoted": cited.passage.quoted,
        "text": cited.text,
        "present": cited.present,
        "document": document_json(cited.document, base_url),
    }


def passage_list_json(found: PassageList, base_url: str = "") -> PassageListJson:
    """Passages named by their ids."""
    return {
        "passages": [cited_passage_json(cited, base_url) for cited in found.passages],
        "unknown": list(found.unknown),
    }


def search_json(result: SearchResult, base_url: str = "") -> SearchJson:
    """A search's answer."""
    return {
        "query": {"q": result.query.q, "parsed": result.query.parsed, "notes": list(result.query.notes)},
        "total": _total(result),
        "hits": [_hit(hit, base_url, result.request.copies) for hit in result.hits],
        "facets": [_facet(facet) for facet in result.facets],
        "histogram": _histogram(result.histogram),
        "page": result.page,
        "pages": result.pages,
        "took_ms": round(result.took_ms, 1),
    }


def document_detail_json(view: DocumentView, base_url: str = "") -> DocumentDetailJson:
    """A document with its words and what it stands next to."""
    document = view.document
    return {
        **document_json(document, base_url),
        "signatories": list(document.signatories),
        "printed": _printed(document.printed),
        "reply_to": document.reply_to,
        "thread": document.thread,
        "published_at": document.url,
        "by_hand": list(document.by_hand),
        "start": document.start,
        "end": document.end,
        "passages": [_passage(shown, base_url) for shown in view.passages],
        "source": _source(view.source, base_url),
        "quotes": [document_json(other, base_url) for other in view.quotes],
        "replies": [document_json(other, base_url) for other in view.replies],
        "previous": document_json(view.previous, base_url) if view.previous else None,
        "next": document_json(view.next, base_url) if view.next else None,
        "shared": [_shared(one, document.id, base_url) for one in view.shared],
    }


def document_json(document: Document, base_url: str = "") -> DocumentJson:
    """A document as hits show it."""
    return {
        "id": document.id,
        "kind": document.kind.value,
        "title": document.title,
        "authors": list(document.authors),
        "recipients": list(document.recipients),
        "date": document.date.edtf,
        "date_precision": document.date.precision.value,
        "date_from": document.date.known_from,
        "quoted_in": document.quoted_in,
        "url": _document_url(document.id, base_url),
    }


def _printed(names: PrintedNames | None) -> PrintedNamesJson | None:
    if names is None:
        return None
    return {
        "authors": list(names.authors),
        "signatories": list(names.signatories),
        "recipients": list(names.recipients),
    }


def _shared(shared: SharedWords, document_id: str, base_url: str) -> SharedWordsJson:
    other = shared.document
    return {
        "document": document_json(other, base_url),
        "words": shared.words,
        "earlier": shared.is_earlier,
        "here": f"{_document_url(document_id, base_url)}#p{shared.ordinal}",
        "there": f"{_document_url(other.id, base_url)}#p{shared.other_ordinal}",
    }


def _total(result: SearchResult) -> TotalJson:
    total: TotalJson = {"passages": result.passages, "documents": result.documents}
    if result.request.copies is CopyMode.FOLD:
        total["folded"] = result.folded
    return total


def _hit(hit: Hit, base_url: str, copies: CopyMode) -> HitJson:
    shown: HitJson = {
        "id": hit.passage.id,
        "score": hit.score,
        "url": _passage_url(hit.passage, base_url),
        "voice": hit.passage.voice.value,
        "quoted": hit.passage.quoted,
        "snippet": {"text": hit.snippet.text, "highlights": [list(span) for span in hit.snippet.highlights]},
        "document": document_json(hit.document, base_url),
    }
    if copies is CopyMode.FOLD:
        shown["copies"] = [
            {
                "url": f"{_document_url(copy.document.id, base_url)}#p{copy.ordinal}",
                "document": document_json(copy.document, base_url),
            }
            for copy in hit.copies
        ]
    return shown


def _facet(facet: Facet) -> FacetJson:
    label_of, chosen = facet.values.labels.get, facet.values.chosen
    # Of their columns, since there are thousands, which as records would take twice as long.
    values: list[FacetValueJson] = [
        {"value": value, "label": label_of(value, value), "count": count, "selected": value in chosen}
        for value, count in facet.values.counts
    ]
    return {"field": facet.field, "label": facet.label, "values": values}


def _histogram(histogram: Histogram) -> HistogramJson:
    bins: list[BinJson] = [{"start": one.start, "count": one.count} for one in histogram.bins]
    return {"interval": histogram.interval, "bins": bins, "undated": histogram.undated}


def _passage(shown: PassageView, base_url: str) -> PassageJson:
    passage = shown.passage
    return {
        "id": passage.id,
        "anchor": _anchor(passage),
        "start": passage.start,
        "end": passage.end,
        "voice": passage.voice.value,
        "quoted": passage.quoted,
        "text": shown.text,
        "url": _passage_url(passage, base_url),
    }


def _source(source: Source, base_url: str) -> SourceJson:
    url = f"{base_url}/sources/{source.id}"
    return {
        "id": source.id,
        "name": source.name,
        "title": source.title,
        "media_type": source.media_type,
        "url": url,
        "original": f"{url}/original",
        "retrieved_from": source.url,
        "retrieved": source.retrieved,
        "by_hand": list(source.by_hand),
        "notes": [str(note_message(note)) for note in source.notes],
    }


def _anchor(passage: Passage) -> str:
    return f"p{passage.ordinal}"


def _document_url(document_id: str, base_url: str) -> str:
    return f"{base_url}/documents/{document_id}"


def _passage_url(passage: Passage, base_url: str) -> str:
    return f"{_document_url(passage.document_id, base_url)}#{_anchor(passage)}"
