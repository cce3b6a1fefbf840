"""The reader of EPUB: its chapters in the order of the spine, https://www.w3.org/TR/epub-33/#sec-spine-elem."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from indexer.readers.base import UnreadableError
from indexer.readers.content import decoded
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import parse_markup
from indexer.readers.unpacking import Unpacking
from indexer.readers.written_blocks import WrittenBlocks
from indexer.readers.zipped import opened_zip, part_bytes, xml_part
from indexer.structure import StructuredText

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class EpubReader:
    """Reads `.epub` books that are not encrypted."""

    unpacking: Unpacking
    media_type: str = "application/epub+zip"
    suffixes: frozenset[str] = frozenset({".epub"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The book as one text, with its title and creators. Raises UnreadableError."""
        written = WrittenBlocks()
        with opened_zip(path) as archive:
            rootfile = xml_part(archive, "META-INF/container.xml", self.unpacking).find(f".//{_CONTAINER}rootfile")
            if rootfile is None:
                raise UnreadableError("it does not say where its contents are listed; export it again")
            package_path = rootfile.get("full-path", "")
            package = xml_part(archive, package_path, self.unpacking)
            for chapter in _chapters(package, dirname(package_path)):
                markup = decoded(part_bytes(archive, chapter, self.unpacking), "utf-8").text
                rendered = render(parse_markup(_without_declaration(markup)))
                written.add_all(rendered.text, rendered.blocks)
        yield StructuredText(name, self.media_type, written.text, written.blocks, _stated(package))


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """The parts that hold text, in reading order."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "html" in item.get("media-type", ""):
            yield normpath(join(folder, unquote(item.get("href", ""))))


def _without_declaration(markup: str) -> str:
    """The markup without `<?xml … ?>`, whose encoding is no longer that of the text."""
    return markup.partition("?>")[2] if markup.startswith("<?xml") else markup


def _stated(package: etree._Element) -> dict[str, str]:
    title = (package.findtext(f".//{_DC}title") or "").strip()
    creators = [creator.text.strip() for creator in package.iter(f"{_DC}creator") if creator.text]
    stated = {"title": title, "authors": json.dumps(creators, ensure_ascii=False) if creators else ""}
    return {key: value for key, value in stated.items() if value}
