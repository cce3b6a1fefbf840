"""From headers to posts: where each begins and ends, its subject, the thread's title, and which headers are quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest
from re import IGNORECASE

from indexer.segmenters.forum_furniture import (
    is_edge,
    is_edit_note,
    is_page_edge,
    is_page_foot,
    is_profile,
    is_sure_profile,
    labelled_title,
)
from indexer.segmenters.forum_headers import PostHeader
from indexer.segmenters.lines import Line

_SUBJECT_LABEL = re.compile(r"(?:title|subject|post subject|default)\s*:?\s+(?=\S)", IGNORECASE)
_REPLY_MARK = re.compile(r"(?:(?:re|aw|sv|antw|réf?)\s*(?:\[\d+\])?:\s*)+", IGNORECASE)
_MENU = re.compile(r"^•|\[ |\s\]$")
_SAME_SUBJECT_CHARS = 20  # engines cut the subject of a reply, so a beginning of this length is as good
_NAME_LINES = ("{}", "{}'s picture", "{}’s picture")
_MOST_TITLE_CHARS = 150
_MOST_PROFILE_LINES = 16
_MOST_PROFILE_LINE_CHARS = 40


class Frame(Enum):
    """What a forum puts around a header, and a person who quotes one does not."""

    SUBJECT = auto()
    PROFILE = auto()
    NUMBER = auto()


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


@dataclass(frozen=True, slots=True)
class _Names:
    """Who may stand at the top of a profile: the poster `above` whose post it is, the one `below` whose post it is.

    A poster also signs with the name, so the one of a profile below a post counts only with a sure line.
    """

    above: str | None
    below: str | None


@dataclass(frozen=True, slots=True)
class _Head:
    """A header with what stands above it: `first` is the line where the previous post's end must be looked for."""

    header: PostHeader
    first: int
    subject: str | None
    frames: frozenset[Frame]


def find_posts(lines: Sequence[Line], headers: Sequence[PostHeader]) -> Thread:
    """The posts that these headers announce; `headers` in order and at least one."""
    title = _thread_title(lines, headers)
    heads = _without_quoted([_head(lines, headers, number, title) for number in range(len(headers))], lines)
    ends = [head.first for head in heads[1:]] + [len(lines)]
    found = (_post(lines, head, end, title) for head, end in zip(heads, ends, strict=True))
    return Thread(title=title, posts=tuple(post for post in found if post.start < post.end))


def _post(lines: Sequence[Line], head: _Head, end: int, title: str | None) -> Post:
    first, subject = _below_header(lines, head, end, title)
    last = _end_of_words(lines, first, end, head.header.author)
    first_words = not any(line.text for line in lines[: head.header.first])
    return Post(
        header=head.header,
        subject=_SUBJECT_LABEL.sub("", _untitled(subject), count=1) if subject else None,
        start=_first_word(lines[first]) if first < last else 0,
        end=lines[last - 1].end if first < last else 0,
        framed=bool(head.frames) or first_words,
    )


def _head(lines: Sequence[Line], headers: Sequence[PostHeader], number: int, title: str | None) -> _Head:
    header = headers[number]
    floor = headers[number - 1].last + 1 if number else 0
    names = _Names(header.author, headers[number - 1].author if number else None)
    subject = header.subject
    frames = {Frame.NUMBER} if header.numbered else set()
    position = _above_edges(lines, header.first, floor)
    profile = _profile_start(lines, position, floor, names)
    if subject is None and profile == position > floor:
        above = _above_edges(lines, position - 1, floor)
        profile = _profile_start(lines, above, floor, names)
        if _is_subject(lines[position - 1].text, title) or (
            profile < above and len(lines[position - 1].text) <= _MOST_TITLE_CHARS
        ):
            subject = lines[position - 1].text
            position = above
        else:
            profile = position
    if subject is not None:
        frames.add(Frame.SUBJECT)
    if profile < position:
        frames.add(Frame.PROFILE)
        position = profile
    return _Head(header, _above_edges(lines, position, floor), subject, frozenset(frames))


def _without_quoted(heads: list[_Head], lines: Sequence[Line]) -> list[_Head]:
    """The heads but those that stand in a post, because somebody quoted them: they lack what the others have."""
    counts = Counter(frame for head in heads[1:] for frame in head.frames)
    usual = {frame for frame in (Frame.SUBJECT, Frame.NUMBER) if counts[frame] >= max(1, len(heads[1:]) / 3)}
    if usual:
        return [heads[0], *(head for head in heads[1:] if head.frames & usual)]
    kept = heads[:1]
    seen = {_identity(heads[0].header)}
    following: _Head | None
    for head, following in zip_longest(heads[1:], heads[2:]):
        bare = Frame.PROFILE not in head.frames
        repeated = _identity(head.header) in seen and "T" in (head.header.date.edtf or "")
        if bare and (repeated or _is_introduced(head, kept[-1], lines) or _is_out_of_order(head, kept[-1], following)):
            continue
        kept.append(head)
        seen.add(_identity(head.header))
    return kept


def _identity(header: PostHeader) -> tuple[str, str | None]:
    return header.author, header.date.edtf


def _is_introduced(head: _Head, previous: _Head, lines: Sequence[Line]) -> bool:
    """Whether the last words above a header end with a colon (`As was said above:`)."""
    above = head.header.first
    while above > previous.header.last + 1 and not lines[above - 1].text:
        above -= 1
    return above > previous.header.last + 1 and lines[above - 1].text.endswith(":")


def _is_out_of_order(head: _Head, previous: _Head, following: _Head | None) -> bool:
    """Whether a header is older than the one before it, and the one after it is not."""
    date, before = head.header.date.edtf, previous.header.date.edtf
    after = following.header.date.edtf if following else None
    return bool(date and before and after and date < before <= after)


def _below_header(lines: Sequence[Line], head: _Head, end: int, title: str | None) -> tuple[int, str | None]:
    """The line of the first word below a header, past a profile and subject that stand there, and the subject."""
    position = _below_edges(lines, head.header.last + 1, end)
    paragraph = position
    while paragraph < end and _may_be_of_profile(lines[paragraph].text):
        paragraph += 1
    sure = [number for number in range(position, paragraph) if is_sure_profile(lines[number].text)]
    if sure:
        position = sure[-1] + 1
        while position < paragraph and is_profile(lines[position].text):
            position += 1
        position = _below_edges(lines, position, end)
    subject = head.subject
    if position < end and _is_subject(lines[position].text, title):
        subject = subject or lines[position].text
        position = _below_edges(lines, position + 1, end)
    return position, subject


def _first_word(line: Line) -> int:
    """Where the poster's words start on the first line; a table's left column (`Offline   I think …`) is none."""
    left, _, right = line.text.partition("   ")
    return line.end - len(right.lstrip()) if right and (is_profile(left) or is_edge(left)) else line.start


def _end_of_words(lines: Sequence[Line], first: int, end: int, author: str) -> int:
    """The line after the last word of a post's own."""
    foot = next((number for number in range(first, end) if is_page_foot(lines[number].text)), end)
    last_post = foot < end or end == len(lines)
    position, before = foot, -1
    while position != before:
        before = position
        position = _above_edges(lines, position, first)
        position = _profile_start(lines, position, first, _Names(None, author))
        if last_post and position > first and is_page_edge(lines[position - 1].text):
            position -= 1
        note = next(
            (number for number in range(max(first, position - 2), position) if is_edit_note(lines[number].text)),
            position,
        )
        position = note if note >= position - 1 or lines[note + 1].text.startswith("Reason:") else position
    return position


def _profile_start(lines: Sequence[Line], position: int, floor: int, names: _Names) -> int:
    """The first line of the profile that ends above `position`, or `position` where none stands there.

    It reaches up to the poster's name, else to the topmost line that is surely of a profile. Some engines put it
    above the post and some below, so both posters' names are looked for.
    """
    start, sure = position, False
    for number in range(position - 1, max(floor, position - _MOST_PROFILE_LINES) - 1, -1):
        text = lines[number].text
        if _is_name_line(text, names.above) or _is_name_line(text, names.below):
            unsigned = _is_name_line(text, names.above) and all(
                is_profile(line.text) for line in lines[number + 1 : start]
            )
            return number if sure or unsigned else start
        if is_sure_profile(text):
            start, sure = number, True
        elif not (_may_be_of_profile(text) or (sure and not text)):
            break
    return start


def _is_name_line(line: str, name: str | None) -> bool:
    return name is not None and line.casefold() in {form.format(name).casefold() for form in _NAME_LINES}


def _may_be_of_profile(line: str) -> bool:
    """Whether a line among those of a profile may belong to it: short, no sentence, not two columns of a table."""
    short = 0 < len(line) <= _MOST_PROFILE_LINE_CHARS
    return short and "   " not in line and not line.endswith((".", "?", "!"))


def _thread_title(lines: Sequence[Line], headers: Sequence[PostHeader]) -> str | None:
    """The line above the posts that their subjects repeat, else the one right above the first post."""
    preamble = [_untitled(line.text) for line in lines[: headers[0].first]]
    labelled = next(filter(None, map(labelled_title, preamble)), None)
    if labelled:
        return labelled
    subjects = Counter(_base(subject) for subject in _reply_subjects(lines, headers))
    for base, _ in subjects.most_common(1):
        repeated = next((line for line in preamble if _base(line).startswith(base)), None)
        if repeated:
            return repeated
    if headers[0].subject:
        return _REPLY_MARK.sub("", headers[0].subject)
    names = {header.author for header in headers}
    for line in reversed(preamble):
        if is_edge(line) or is_page_edge(line) or is_profile(line) or _MENU.search(line) or line in names:
            continue
        return _REPLY_MARK.sub("", line) if len(line) <= _MOST_TITLE_CHARS and not line.endswith((".", ":")) else None
    return None


def _reply_subjects(lines: Sequence[Line], headers: Sequence[PostHeader]) -> list[str]:
    above = [(_above_edges(lines, header.first, 0), header) for header in headers]
    subjects = [header.subject or (lines[position - 1].text if position else "") for position, header in above]
    return [subject for subject in subjects if _REPLY_MARK.match(subject)]


def _is_subject(line: str, title: str | None) -> bool:
    if len(line) > _MOST_TITLE_CHARS:
        return False
    subject = _SUBJECT_LABEL.sub("", line, count=1)
    if _REPLY_MARK.match(subject):
        return True
    return title is not None and bool(line) and _is_same(_base(_untitled(subject)), _base(title))


def _is_same(subject: str, title: str) -> bool:
    return subject == title or (len(subject) >= _SAME_SUBJECT_CHARS and title.startswith(subject))


def _base(subject: str) -> str:
    return " ".join(_REPLY_MARK.sub("", subject, count=1).casefold().split())


def _untitled(line: str) -> str:
    """The line without the marks of a Markdown heading."""
    return line.lstrip("#").strip() if line.startswith("#") else line


def _above_edges(lines: Sequence[Line], position: int, floor: int) -> int:
    while position > floor and is_edge(lines[position - 1].text):
        position -= 1
    return position


def _below_edges(lines: Sequence[Line], position: int, end: int) -> int:
    while position < end and is_edge(lines[position].text):
        position += 1
    return position
