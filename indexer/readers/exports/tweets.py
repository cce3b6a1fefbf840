"""The reader of the posts in an archive of X: `data/tweets.js`, which is JSON with an assignment before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content, file_head
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import Moment
from indexer.readers.exports.stated import object_of, objects_in, text_of, unescaped
from indexer.readers.exports.writing import MEDIA_TYPE, monthly_sources
from indexer.readers.json_content import parsed_json

ACCOUNT_FILE = "account.js"
_ASSIGNMENT = re.compile(rb"\s*window\.YTD\.(?:deleted_)?tweets?\.part\d{1,6}\s*=")
_ANY_ASSIGNMENT = re.compile(rb"\s*window\.YTD\.\w{1,60}\.part\d{1,6}\s*=")
_RETWEET = re.compile(r"RT @(\w{1,30}): ")
_WRITTEN = "%a %b %d %H:%M:%S %z %Y"  # `Mon May 03 08:12:33 +0000 2021`


class TweetsReader:
    """Reads `.js` files that `holds_tweets` knows."""

    media_type = MEDIA_TYPE
    suffixes = frozenset({".js"})

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """A source for each month, named `name#ACCOUNT/2021-05`. Raises UnreadableError.

        Whose posts they are is stated in `account.js` beside the file, and nowhere else.
        """
        account = _account(path.with_name(ACCOUNT_FILE))
        posts = [object_of(one.get("tweet")) or one for one in objects_in(_assigned(file_content(path)))]
        posts.sort(key=lambda post: text_of(post.get("id_str")).zfill(20))
        display, handle = text_of(account.get("accountDisplayName")), text_of(account.get("username"))
        author = display or (f"@{handle}" if handle else "")
        chat = Chat("x", handle or "posts", f"Posts of {author or 'an account of X'}")
        yield from monthly_sources(name, ((chat, _message(post, author)) for post in posts))


def holds_tweets(path: Path) -> bool:
    """Whether the file is a part of an archive of X that holds posts. Raises UnreadableError."""
    return _ASSIGNMENT.match(file_head(path)) is not None


def _assigned(content: bytes) -> object:
    assignment = _ANY_ASSIGNMENT.match(content)
    return parsed_json(content[assignment.end() :].rstrip().removesuffix(b";") if assignment else content)


def _account(path: Path) -> Mapping[str, object]:
    try:
        listed = _assigned(file_content(path)) if path.is_file() else []
    except UnreadableError:  # its posts are read without a name then, as where there is no such file
        return {}
    return next((object_of(one.get("account")) for one in objects_in(listed)), {})


def _message(fields: Mapping[str, object], author: str) -> ExportedMessage:
    identifier = text_of(fields.get("id_str"))
    media = object_of(fields.get("extended_entities") or fields.get("entities")).get("media")
    return ExportedMessage(
        id=identifier,
        author=author,
        sent=_moment(text_of(fields.get("created_at"))),
        words=(_words(fields),),
        attached=tuple(
            f"{text_of(one.get('type'))}: {text_of(one.get('media_url_https'))}" for one in objects_in(media)
        ),
        answers=text_of(fields.get("in_reply_to_status_id_str")) or None,
        url=f"https://x.com/i/status/{identifier}" if identifier.isdecimal() else None,
    )


def _words(fields: Mapping[str, object]) -> Words:
    """The words with the addresses that its short links lead to; those of a retweet are of whom it names."""
    text = text_of(fields.get("full_text")) or text_of(fields.get("text"))
    for link in objects_in(object_of(fields.get("entities")).get("urls")):
        short, expanded = text_of(link.get("url")), text_of(link.get("expanded_url"))
        text = text.replace(short, expanded) if short and expanded else text
    retweet = _RETWEET.match(text)
    return Words(unescaped(text[retweet.end() :]), True, f"@{retweet[1]}") if retweet else Words(unescaped(text))


def _moment(written: str) -> Moment | None:
    try:
        sent = datetime.strptime(written, _WRITTEN).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return Moment(sent.isoformat(timespec="minutes"), in_utc=True)
