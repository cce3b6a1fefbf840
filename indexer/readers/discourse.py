"""The reader of Discourse topics as JSON: what `/t/TOPIC.json` answers, https://docs.discourse.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import parse_markup
from indexer.readers.json_content import parsed_json
from indexer.readers.written_blocks import WrittenBlocks
from indexer.structure import BlockKind, StructuredText

_SECONDS = len("2014-07-14T04:46:54")


class DiscourseReader:
    """Reads `.json` files that are a topic of Discourse."""

    media_type = "application/json"
    suffixes = frozenset({".json"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The topic as text, each post below the line that Discourse's own export gives it (`NAME | TIME | #N`).

        Raises UnreadableError, also for JSON that is no topic.
        """
        topic = parsed_json(file_content(path))
        posts = _posts(topic)
        if not isinstance(topic, dict) or not posts:
            raise UnreadableError(
                "it is JSON, but neither a topic of Discourse with its posts (post_stream) nor another export "
                "that is known; write .jsonl for records"
            )
        title = str(topic.get("title") or topic.get("fancy_title") or "").strip()
        written = WrittenBlocks()
        written.add(BlockKind.HEADING, title, 1)
        for post in posts:
            time = str(post.get("created_at", ""))[:_SECONDS].replace("T", " ")
            written.add(BlockKind.HEADING, f"{post['username']} | {time} UTC | #{post.get('post_number')}", 2)
            rendered = render(parse_markup(str(post["cooked"])))
            written.add_all(rendered.text, rendered.blocks)
        metadata = {"title": title} if title else {}
        if replies := _replies(posts):
            metadata["replies"] = json.dumps(replies)
        yield StructuredText(name, self.media_type, written.text, written.blocks, metadata, "utf-8")


def _replies(posts: list[Mapping[str, object]]) -> dict[str, str]:
    """The number of each post that answers another than the first, and the number of that one."""
    answered = ((post.get("post_number"), post.get("reply_to_post_number")) for post in posts)
    return {str(number): str(other) for number, other in answered if number and other}


def _posts(topic: object) -> list[Mapping[str, object]]:
    """The posts that a person wrote; notes of the software (`closed this topic`) have no words."""
    stream = topic.get("post_stream") if isinstance(topic, dict) else None
    posts = stream.get("posts") if isinstance(stream, dict) else None
    listed = posts if isinstance(posts, list) else []
    return [post for post in listed if isinstance(post, dict) and post.get("username") and post.get("cooked")]
