"""The letters of a TEI file: which elements hold them, and what the file states of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from indexer.date_places import DATELINE
from indexer.readers.tei.correspondence import Correspondence, correspondence, people, stated_date
from indexer.readers.tei.elements import ID, children, descendants, local_name, shown_words
from indexer.readers.tei.source import TeiLetter
from search.model import DocumentDate


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """The element that holds a letter, its description (empty where there is none), and the header of its edition."""

    element: etree._Element
    described: Correspondence
    header: etree._Element | None


def find_letters(edition: etree._Element) -> list[FoundLetter]:
    """The letters of one `TEI` element, in reading order; none where nothing says that it holds letters.

    They are its `div` (or, in a group, `text`) elements of type letter; else, where one description stands for all,
    its whole text.
    """
    header = next(children(edition, "teiHeader"), None)
    descriptions = [] if header is None else [correspondence(each) for each in descendants(header, "correspDesc")]
    texts = list(children(edition, "text"))
    marked = [each for text in texts for each in descendants(text, "div", "text") if each.get("type") == "letter"]
    elements = marked or (texts if len(descriptions) == 1 else [])
    return [
        FoundLetter(element, _description_of(element, number, len(elements), descriptions), header)
        for number, element in enumerate(elements)
    ]


def letter(found: FoundLetter, span: tuple[int, int], keys: Mapping[str, str], number: int) -> TeiLetter:
    """A letter at its span. `keys`: ids of elements -> keys of letters; `number` counts from 1 within the source."""
    element, described = found.element, found.described
    signed = [name for part in descendants(element, "signed") for name in _signatories(part)]
    date = described.date if described.date.edtf else _own_date(element)
    return TeiLetter(
        key=f"letter {number}",
        start=span[0],
        end=span[1],
        title=_title(found),
        authors=described.senders or tuple(signed) or _header_authors(found.header),
        signatories=tuple(signed),
        recipients=described.recipients,
        date=date,
        answers=keys.get(described.answers or ""),
        url=described.url,
    )


def names_of(found: FoundLetter) -> Iterator[str]:
    """The ids by which other letters may name this one."""
    for element in (found.element, *found.element.iterancestors()):
        identifier = element.get(ID)
        if identifier:
            yield identifier
        if local_name(element) == "TEI":
            break
    yield from found.described.describes


def _description_of(
    element: etree._Element, number: int, letters: int, descriptions: list[Correspondence]
) -> Correspondence:
    """The description that names the element; else the one in its place, where there is one for each letter."""
    named = {target.removeprefix("#") for name in ("decls", "corresp") for target in element.get(name, "").split()}
    identifier = element.get(ID)
    for each in descriptions:
        if each.describes & named or (identifier is not None and identifier in each.describes):
            return each
    if len(descriptions) == letters:
        return descriptions[number]
    return Correspondence()


def _signatories(signed: etree._Element) -> list[str]:
    return list(people(signed)) or list(filter(None, [" ".join(shown_words(signed).split())]))


def _own_date(element: etree._Element) -> DocumentDate:
    parts = descendants(element, "dateline", "opener", "closer")
    read = (stated_date(date, DATELINE) for part in parts for date in descendants(part, "date"))
    return next((date for date in read if date.edtf), DocumentDate())


def _title(found: FoundLetter) -> str:
    """The letter's own heading, else the title of its edition; empty where there is neither."""
    heads = (shown_words(head) for head in children(found.element, "head"))
    title = next(filter(None, heads), "")
    if not title and found.header is not None:
        title = next((shown_words(each) for each in descendants(found.header, "title")), "")
    return " ".join(title.split())


def _header_authors(header: etree._Element | None) -> tuple[str, ...]:
    """The authors of the edition's title statement."""
    if header is None:
        return ()
    statements = descendants(header, "titleStmt")
    names = (" ".join(shown_words(each).split()) for part in statements for each in children(part, "author"))
    return tuple(filter(None, names))
