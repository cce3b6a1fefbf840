"""The reader of a thread of Reddit as JSON: what its address gives with `.json` behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.content import file_content
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import moment_since_epoch
from indexer.readers.exports.stated import object_of, objects_in, text_of, unescaped
from indexer.readers.exports.writing import MEDIA_TYPE, chat_source
from indexer.readers.json_content import parsed_json

_SITE = "https://www.reddit.com"
_GONE = frozenset({"[deleted]", "[removed]"})


class RedditReader:
    """Reads a file as one source; told apart from other JSON by `exports.export_reader`."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource | UnreadableRecord]:
        """The post and the comments, each above its answers, then how many the file leaves out.

        Raises UnreadableError.
        """
        listed = parsed_json(file_content(path))
        things = [one for listing in objects_in(listed) for one in _with_answers(listing)]
        post = next((object_of(one.get("data")) for one in things if one.get("kind") == "t3"), None)
        messages = [_message(object_of(one.get("data"))) for one in things if one.get("kind") in ("t3", "t1")]
        if post is None or not any(message.is_statement for message in messages):
            raise UnreadableError(
                "it is no thread of Reddit with its post; save the thread's address with .json behind it"
            )
        title = unescaped(text_of(post.get("title")))
        yield chat_source(name, Chat("reddit", "", title or name), messages)
        more = sum(_count(object_of(one.get("data"))) for one in things if one.get("kind") == "more")
        if more:
            reason = f"{more:,} further comments of the thread are not in the file; they have to be saved on their own"
            yield UnreadableRecord(f"{name}#more", reason)


def is_thread(fields: Mapping[str, object]) -> bool:
    """Whether an object is the first listing of a thread: the post alone."""
    children = list(objects_in(object_of(fields.get("data")).get("children")))
    return fields.get("kind") == "Listing" and [child.get("kind") for child in children] == ["t3"]


def _with_answers(listing: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """All things of a listing and of those within it; by a stack, for answers may be nested deeper than calls."""
    stack = [listing]
    while stack:
        thing = stack.pop()
        data = object_of(thing.get("data"))
        if thing.get("kind") == "Listing":
            stack.extend(reversed(list(objects_in(data.get("children")))))
            continue
        yield thing
        if replies := object_of(data.get("replies")):
            stack.append(replies)


def _message(fields: Mapping[str, object]) -> ExportedMessage:
    """A post or a comment. What was deleted or removed is nobody's words any more."""
    title, words = unescaped(text_of(fields.get("title"))), text_of(fields.get("selftext") or fields.get("body"))
    link = text_of(fields.get("url")) if title and fields.get("is_self") is False else ""
    permalink, author = text_of(fields.get("permalink")), text_of(fields.get("author"))
    return ExportedMessage(
        id=text_of(fields.get("name")),
        author="" if author in _GONE else author,
        sent=moment_since_epoch(fields.get("created_utc")),
        words=(Words(unescaped(words) or ("" if link else title)), *_crossposted(fields)),
        attached=(f"link: {link}",) if link else (),
        names_something=bool(link),
        edited=None if isinstance(fields.get("edited"), bool) else moment_since_epoch(fields.get("edited")),
        answers=text_of(fields.get("parent_id")) or None,
        title=title,
        url=f"{_SITE}{permalink}" if permalink.startswith("/") else None,
        is_note=words in _GONE,
    )


def _crossposted(fields: Mapping[str, object]) -> Iterator[Words]:
    for post in objects_in(fields.get("crosspost_parent_list")):
        words = (unescaped(text_of(post.get(key))) for key in ("title", "selftext"))
        yield Words("\n\n".join(filter(None, words)), quoted=True, of=text_of(post.get("author")) or None)


def _count(fields: Mapping[str, object]) -> int:
    stated = fields.get("count")
    return stated if isinstance(stated, int) else 0
