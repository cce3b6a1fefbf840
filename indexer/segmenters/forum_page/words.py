"""What of a post on a page is its poster's words: without signature, buttons and edit notes at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.readers.html_tree import Span
from indexer.segmenters.forum_page.posts import PagePost
from indexer.segmenters.forum_thread.furniture import is_edge, is_edit_note
from indexer.segmenters.forum_thread.signatures import above_ruled_signature
from indexer.segmenters.lines import lines_of
from indexer.segmenters.text_span import trimmed_span


def posts_apart(text: str, posts: Sequence[PagePost]) -> list[PagePost]:
    """The posts with words that do not reach into the one before."""
    apart: list[PagePost] = []
    for post in sorted(posts, key=lambda each: (each.start, each.end)):
        start, end = _own_words(text, *trimmed_span(text, post.start, post.end))
        if start < end and (not apart or start >= apart[-1].end):
            apart.append(replace(post, start=start, end=end))
    return apart


def _own_words(text: str, start: int, end: int) -> Span:
    """The span without signature and the software's lines (buttons, links, edit notes) at its end."""
    lines = lines_of(text[start : above_ruled_signature(text, start, end)])
    while lines and (is_edge(lines[-1].text) or is_edit_note(lines[-1].text)):
        lines.pop()
    return start, start + lines[-1].end if lines else start
