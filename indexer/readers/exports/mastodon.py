"""The reader of `outbox.json`, the posts in an account's archive of Mastodon or what else speaks ActivityPub.

The form is an OrderedCollection of activities: https://www.w3.org/TR/activitystreams-vocabulary/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content
from indexer.readers.exports.json_parts import json_parts
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import written_moment
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.exports.writing import MEDIA_TYPE, monthly_sources
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import parse_markup
from indexer.readers.json_content import parsed_json

ACTOR_FILE = "actor.json"


class MastodonReader:
    """Reads it post by post; told apart from other JSON by `exports.export_reader`."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """A source for each month, named `name#ACCOUNT/2021-05`. Raises UnreadableError.

        The account's name comes from `actor.json` beside the file, where the archive has it.
        """
        shown_names = _shown_names(path.with_name(ACTOR_FILE))
        posts = (
            (_account(activity, shown_names), _message(activity, shown_names))
            for place, activity in json_parts(path, ((), ("orderedItems",)))
            if place == ("orderedItems", "item") and isinstance(activity, dict)
        )
        yield from monthly_sources(name, posts)


def _shown_names(actor: Path) -> Mapping[str, str]:
    """The address of the account -> the name that it shows."""
    try:
        fields = object_of(parsed_json(file_content(actor))) if actor.is_file() else {}
    except UnreadableError:  # it is named where it is read itself
        return {}
    return {text_of(fields.get("id")): text_of(fields.get("name"))} if fields.get("name") else {}


def _account(activity: Mapping[str, object], shown_names: Mapping[str, str]) -> Chat:
    address = text_of(activity.get("actor"))
    return Chat("activitypub", _handle(address), f"Posts of {shown_names.get(address) or _handle(address)}")


def _handle(address: str) -> str:
    """`ada@wick.example` for `https://wick.example/users/ada`."""
    parts = urlsplit(address)
    name = parts.path.rstrip("/").rpartition("/")[2].lstrip("@")
    return f"{name}@{parts.netloc}" if name and parts.netloc else address


def _message(activity: Mapping[str, object], shown_names: Mapping[str, str]) -> ExportedMessage:
    """A post. What the account only passed on (`Announce`) is named by its address, and nobody's words here."""
    post = object_of(activity.get("object"))
    author = text_of(post.get("attributedTo")) or text_of(activity.get("actor"))
    media = list(objects_in(post.get("attachment")))
    is_own = activity.get("type") == "Create" and bool(post)
    passed_on = Words(f"{text_of(activity.get('type'))}: {text_of(activity.get('object'))}")
    return ExportedMessage(
        id=text_of(post.get("id")) or text_of(activity.get("id")),
        author=shown_names.get(author) or _handle(author),
        sent=written_moment(post.get("published") or activity.get("published")),
        words=tuple(_words(post)) if is_own else (passed_on,),
        attached=tuple(_medium(one) for one in media),
        names_something=any(text_of(one.get("name")) for one in media),
        edited=written_moment(post.get("updated")),
        answers=text_of(post.get("inReplyTo")) or None,
        url=text_of(post.get("url")) or None,
        is_note=not is_own,
    )


def _words(post: Mapping[str, object]) -> Iterator[Words]:
    """The warning that stands before it, the post, and the choices of a poll."""
    yield Words(text_of(post.get("summary")))
    yield Words(render(parse_markup(text_of(post.get("content")))).text)
    choices = [*objects_in(post.get("oneOf")), *objects_in(post.get("anyOf"))]
    yield Words("\n".join(f"- {text_of(choice.get('name'))}" for choice in choices))


def _medium(fields: Mapping[str, object]) -> str:
    """Its kind, where it lies, and how the author describes it."""
    kind = text_of(fields.get("mediaType")).partition("/")[0] or "file"
    described = text_of(fields.get("name"))
    return f"{kind}: {text_of(fields.get('url'))}{f': {described}' if described else ''}"
