"""From headers to posts: where the words of each begin and end, under what subject, in which thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.segmenters.forum_thread.furniture import (
    is_edge,
    is_edit_note,
    is_mail_field,
    is_page_edge,
    is_page_foot,
    is_profile,
    is_sure_profile,
    labelled_title,
)
from indexer.segmenters.forum_thread.headers import PostHeader
from indexer.segmenters.forum_thread.heads import (
    Head,
    ProfileOf,
    above_edges,
    below_edges,
    may_be_of_profile,
    profile_start,
    read_head,
    without_quoted,
)
from indexer.segmenters.forum_thread.subjects import clean_subject, is_subject, thread_title
from indexer.segmenters.lines import Line
from search.model import Kind

_COLUMN_GAP = "   "


@dataclass(frozen=True, slots=True)
class Post:
    """A post whose words are `text[start:end]` of the source. `framed`: its header stands as a forum puts it."""

    header: PostHeader
    subject: str | None
    start: int
    end: int
    framed: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The posts with words in reading order, and the title of the discussion, without `Re:`."""

    title: str | None
    posts: tuple[Post, ...]


def find_posts(lines: Sequence[Line], headers: Sequence[PostHeader]) -> Thread:
    """The posts that these headers announce; `headers` in order and at least one."""
    preamble = [line.text for line in lines[: headers[0].first]]
    title = thread_title(preamble, list(_subjects(lines, headers)), {header.author for header in headers})
    title = title or headers[0].subject
    previous = [None, *headers[:-1]]
    heads = [read_head(lines, header, before, title) for header, before in zip(headers, previous, strict=True)]
    kept = without_quoted(heads, lines)
    ends = [head.first for head in kept[1:]] + [len(lines)]
    posts = (_post(lines, head, end, title) for head, end in zip(kept, ends, strict=True))
    return Thread(title=title, posts=tuple(post for post in posts if post.start < post.end))


def _subjects(lines: Sequence[Line], headers: Sequence[PostHeader]) -> Iterator[str]:
    for header in headers:
        position = above_edges(lines, header.first, 0)
        yield header.subject or (lines[position - 1].text if position else "")


def _post(lines: Sequence[Line], head: Head, end: int, title: str | None) -> Post:
    first, subject = _below_header(lines, head, end, title)
    last = _end_of_words(lines, first, end, head.header.author)
    on_top = not any(line.text for line in lines[: head.header.first])
    return Post(
        header=head.header,
        subject=clean_subject(subject) if subject else None,
        start=_first_word(lines[first]) if first < last else 0,
        end=lines[last - 1].end if first < last else 0,
        framed=bool(head.frames) or on_top,
    )


def _below_header(lines: Sequence[Line], head: Head, end: int, title: str | None) -> tuple[int, str | None]:
    """The line of the first word below a header, past profile and subject where they stand there, and the subject."""
    position = below_edges(lines, head.header.last + 1, end)
    if head.header.dialect.kind is Kind.EMAIL:
        return _below_fields(lines, position, end, head.subject)
    if head.header.dialect.profile_below:
        position = below_edges(lines, _below_profile(lines, position, end), end)
    else:
        position = below_edges(lines, _below_sure_profile(lines, position, end), end)
    if position < end and is_subject(lines[position].text, title):
        return below_edges(lines, position + 1, end), head.subject or lines[position].text
    return position, head.subject


def _below_profile(lines: Sequence[Line], position: int, end: int) -> int:
    last = position
    number = position
    while number < end and may_be_of_profile(lines[number].text):
        number += 1
        if is_sure_profile(lines[number - 1].text) or (last > position and is_profile(lines[number - 1].text)):
            last = number
    return last


def _below_fields(lines: Sequence[Line], position: int, end: int, subject: str | None) -> tuple[int, str | None]:
    """The line of the first word of an e-mail below what is left of its header, and the subject where that has it."""
    while position < end:
        title = labelled_title(lines[position].text)
        if title is None and not is_mail_field(lines[position].text):
            break
        subject = subject or title
        position += 1
    return below_edges(lines, position, end), subject


def _below_sure_profile(lines: Sequence[Line], position: int, end: int) -> int:
    """The line after a profile that stands here and of which every line is known; `position` where none does."""
    number, is_sure = position, False
    while number < end and (not lines[number].text or is_profile(lines[number].text)):
        is_sure = is_sure or is_sure_profile(lines[number].text)
        number += 1
    return number if is_sure and number < end else position


def _first_word(line: Line) -> int:
    """Where the poster's words start on the first line; a table's left column (`Offline   I think …`) is none."""
    left, _, right = line.text.partition(_COLUMN_GAP)
    return line.end - len(right.lstrip()) if right and (is_profile(left) or is_edge(left)) else line.start


def _end_of_words(lines: Sequence[Line], first: int, end: int, author: str) -> int:
    """The line after the last word of the poster's own."""
    foot = next((number for number in range(first, end) if is_page_foot(lines[number].text)), end)
    last_of_page = foot < end or end == len(lines)
    posters = ProfileOf(poster_below=None, poster_above=author)
    position, before = foot, -1
    while position != before:
        before = position
        position = above_edges(lines, position, first)
        position = profile_start(lines, position, first, posters)
        position = _above_edit_note(lines, position, first)
        if last_of_page and position > first and is_page_edge(lines[position - 1].text):
            position -= 1
    return position


def _above_edit_note(lines: Sequence[Line], position: int, first: int) -> int:
    """The line of a note that the post was edited, with its reason below it or without, else `position`."""
    if position > first and is_edit_note(lines[position - 1].text):
        return position - 1
    has_reason = position > first + 1 and lines[position - 1].text.startswith("Reason:")
    return position - 2 if has_reason and is_edit_note(lines[position - 2].text) else position
