"""XML parsed with care: no entity is filled in, and nothing is fetched from elsewhere."""

from __future__ import annotations

from lxml import etree

from indexer.readers.base import UnreadableError


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The root of the document; `name` is what the message calls it. Raises UnreadableError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} is no XML that can be read ({error.msg}); save it again") from error
