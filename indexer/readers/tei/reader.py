"""The reader of TEI files: one edition, or a corpus of them, as one text with its letters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content
from indexer.readers.safe_xml import parse_xml
from indexer.readers.tei.elements import children, descendants, local_name, shown_words
from indexer.readers.tei.letters import FoundLetter, find_letters, letter, names_of
from indexer.readers.tei.rendering import RenderedTei, render
from indexer.readers.tei.source import TeiLetter, TeiSource

_EDITIONS = ("TEI", "TEI.2")  # the latter before the fifth edition of the guidelines


class TeiReader:
    """Reads `.xml` and `.tei` files whose root is `TEI` or `teiCorpus`."""

    media_type = "application/tei+xml"
    suffixes = frozenset({".xml", ".tei"})

    def read(self, path: Path, name: str) -> Iterator[TeiSource]:
        """The file as one text. Raises UnreadableError, also for other XML and for an edition without a text."""
        root = parse_xml(file_content(path), "the file")
        if local_name(root) not in (*_EDITIONS, "teiCorpus"):
            raise UnreadableError(
                f"its root is <{local_name(root)}>, and of XML only TEI is read; save it as HTML or text"
            )
        editions = [root] if local_name(root) in _EDITIONS else list(descendants(root, *_EDITIONS))
        texts = [text for edition in editions for text in children(edition, "text")]
        found = [each for edition in editions for each in find_letters(edition)]
        rendered = render(texts, [each.element for each in found])
        if not rendered.blocks:
            raise UnreadableError("it describes texts and holds none of their words; add the file that holds them")
        yield TeiSource(
            name=name,
            media_type=self.media_type,
            text=rendered.text,
            blocks=rendered.blocks,
            metadata=_metadata(root),
            letters=_letters(found, rendered),
            notes_start=rendered.notes_start,
        )


def _letters(found: list[FoundLetter], rendered: RenderedTei) -> tuple[TeiLetter, ...]:
    """The letters that have words, in reading order."""
    standing = [each for each in found if each.element in rendered.spans]
    keys: dict[str, str] = {}
    for number, each in enumerate(standing, start=1):
        for identifier in names_of(each):
            keys.setdefault(identifier, f"letter {number}")
    return tuple(
        letter(each, rendered.spans[each.element], keys, number) for number, each in enumerate(standing, start=1)
    )


def _metadata(root: etree._Element) -> dict[str, str]:
    """The title and authors of the whole, from its own header."""
    header = next(children(root, "teiHeader"), None)
    statement = None if header is None else next(descendants(header, "titleStmt"), None)
    if statement is None:
        return {}
    title = next((" ".join(shown_words(each).split()) for each in children(statement, "title")), "")
    authors = [" ".join(shown_words(each).split()) for each in children(statement, "author")]
    stated = {"title": title, "authors": json.dumps(authors, ensure_ascii=False) if any(authors) else ""}
    return {key: value for key, value in stated.items() if value}
