"""What was found in a source, written as a correction that changes nothing until somebody edits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import tomlkit
from tomlkit.items import Item, Table

from indexer.curation.values import is_moment, is_web_address
from indexer.curation.wording import begins_with, ends_after, starts_in
from indexer.segmentation import SegmentedSource
from indexer.segmenters.base import Draft
from search.model import Kind

_FEWEST_WORDS, _MOST_WORDS = 6, 48
"""How many first or last words are written; more where fewer stand in several places."""

_ONLY_LISTED = "what is not listed below is no document"


def written_correction(found: SegmentedSource, *, only_listed: bool = False) -> str:
    """A correction of a source, as TOML, that says what was found, with comments on what may be changed.

    `only_listed`: it also says that nothing else is a document, as where others were dropped by hand.
    """
    written = tomlkit.document()
    for line in _introduction(found):
        written.add(tomlkit.comment(line))
    written.add(tomlkit.nl())
    written.add("source", _source_table(found, only_listed=only_listed))
    every = tomlkit.table()
    every.add(tomlkit.comment(f'kind = "{Kind.LETTER.value}"  # one of: {", ".join(kind.value for kind in Kind)}'))
    every.add(tomlkit.nl())
    written.add("every_document", every)
    entries = tomlkit.aot()
    for draft in found.drafts:
        place = _place(found.source.text, draft)
        if place:
            entries.append(_entry(found.source.text, place, draft, found.drafts))
    if len(entries):
        written.add("document", entries)
    return tomlkit.dumps(written)


def _introduction(found: SegmentedSource) -> list[str]:
    by = f" by the segmenter {found.segmenter!r}" if found.segmenter else ""
    return [
        f"What was found in {found.source.name}{by}.",
        "Change what is wrong; what is left as it is stays as it is.",
        "starts and ends are the first and last words of a document, and white space between them does not matter.",
        "A document that is missing can be added in the same way. Take out lines, or whole documents, that need no",
        'correction: they are found as before. Dates: 2015-06-26, 2015-06, 2015, or "" for undated.',
    ]


def _source_table(found: SegmentedSource, *, only_listed: bool) -> Table:
    table = tomlkit.table()
    table.add("title", found.title)
    url, retrieved = found.source.metadata.get("url", ""), found.source.metadata.get("retrieved", "")
    if is_web_address(url) or not url:
        table.add("url", url)
    if is_moment(retrieved) or not retrieved:
        table.add("retrieved", retrieved)
    if only_listed:
        table.add("only_listed", tomlkit.boolean("true").comment(_ONLY_LISTED))
    else:
        table.add(tomlkit.comment(f"only_listed = true  # {_ONLY_LISTED}"))
    table.add(tomlkit.nl())
    return table


def _entry(text: str, place: Mapping[str, str | int], draft: Draft, drafts: Sequence[Draft]) -> Table:
    table = tomlkit.table()
    for key, value in place.items():
        table.add(key, value)
    table.add("kind", draft.kind.value)
    table.add("title", draft.title)
    for key in ("authors", "signatories", "recipients"):
        names: tuple[str, ...] = getattr(draft, key)
        if names or key == "authors":
            table.add(key, _names(names))
    date = tomlkit.string(draft.date.edtf or "")
    table.add("date", date.comment(draft.date.known_from) if draft.date.known_from else date)
    if draft.thread:
        table.add("thread", draft.thread)
    if draft.url and is_web_address(draft.url):
        table.add("url", draft.url)
    for key in ("quoted_in", "reply_to"):
        words = _words_of(text, getattr(draft, key), draft, drafts, is_parent=key == "quoted_in")
        if words:
            table.add(key, words)
    return table


def _names(names: Sequence[str]) -> Item:
    array = tomlkit.array()
    array.extend(names)
    return array.multiline(multiline=len(names) > 3)


def _place(text: str, draft: Draft) -> dict[str, str | int]:
    """As few first and last words as say where the document is, and which occurrence where no number of them does.

    Empty where it begins or ends in the middle of a word, which no words can say.
    """
    words = text[draft.start : draft.end].split()
    first, starts = _telling([" ".join(words[:count]) for count in _counts(words)], partial(starts_in, text))
    last, ends = _telling(
        [" ".join(words[-count:]) for count in _counts(words)], partial(ends_after, text, draft.start, first)
    )
    if draft.start not in starts or draft.end not in ends:
        return {}
    place: dict[str, str | int] = {"starts": first}
    if len(starts) > 1:
        place["starts_occurrence"] = starts.index(draft.start) + 1
    place["ends"] = last
    if len(ends) > 1:
        place["ends_occurrence"] = ends.index(draft.end) + 1
    return place


def _telling(candidates: Sequence[str], places_of: Callable[[str], list[int]]) -> tuple[str, list[int]]:
    """The first of the candidates that stands in one place only, else the last, with the places where it stands."""
    words, places = "", list[int]()
    for words in candidates:
        places = places_of(words)
        if len(places) == 1:
            break
    return words, places


def _counts(words: Sequence[str]) -> list[int]:
    """How many words are tried: few, and then twice as many, up to all or the most that anybody would read."""
    counts = [_FEWEST_WORDS]
    while counts[-1] < min(len(words), _MOST_WORDS):
        counts.append(counts[-1] * 2)
    return counts


def _words_of(text: str, key: str | None, draft: Draft, drafts: Sequence[Draft], *, is_parent: bool) -> str:
    """The first words that name another document; empty where there is none, or no words name it alone."""
    other = next((each for each in drafts if each.key == key), None)
    if other is None:
        return ""
    words = text[other.start : other.end].split()
    others = [each for each in drafts if each is not draft]
    for count in _counts(words):
        named = [each for each in others if begins_with(text, each.start, " ".join(words[:count]))]
        outermost = max(named, key=lambda each: each.end)
        if is_parent or ({each.start for each in named} == {other.start} and outermost is other):
            return " ".join(words[:count])
    return ""
