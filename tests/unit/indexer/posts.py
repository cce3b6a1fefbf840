"""A forum's thread of one post, and the documents that are quoted in it."""

from __future__ import annotations

from indexer.segmentation import segment
from indexer.segmenters import Draft
from tests.unit.indexer.structured import plain_text

HEADER = "Harbour Road\n\nPost by Ivo » Mon May 05, 2014 10:00 am\n\n"


def quoted(post: str) -> tuple[list[Draft], str]:
    """The documents quoted in a post, each of which lies within it, and the source's text."""
    text = HEADER + post
    parent, *children = segment(plain_text(text)).drafts
    for child in children:
        assert child.quoted_in == parent.key
        assert parent.start <= child.start < child.end <= parent.end
    return children, text
