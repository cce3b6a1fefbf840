"""What stands above a post's header: its subject, its poster's profile; and which headers a post only quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from indexer.segmenters.forum_thread.furniture import is_edge, is_profile, is_sure_profile
from indexer.segmenters.forum_thread.headers import PostHeader
from indexer.segmenters.forum_thread.subjects import MOST_TITLE_CHARS, is_subject
from indexer.segmenters.lines import Line

_NAME_LINES = ("{}", "{}'s picture", "{}’s picture", "{}'s profile photo", "{}’s profile photo")
_MOST_PROFILE_LINES = 16
_MOST_PROFILE_LINE_CHARS = 40
_USUAL_SHARE = 1 / 3


class Frame(Enum):
    """What a forum puts around a header, and a person who quotes one does not."""

    SUBJECT = auto()
    PROFILE = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """A header with what stands above it, from line `first` on; the words of the post before it end there."""

    header: PostHeader
    first: int
    subject: str | None
    frames: frozenset[Frame]


@dataclass(frozen=True, slots=True)
class ProfileOf:
    """Whose profile may stand between two posts: some engines put it above the post it belongs to, some below.

    A poster may also sign with the name, so a profile below must have a line that surely is of one.
    """

    poster_below: str | None
    poster_above: str | None


def read_head(lines: Sequence[Line], header: PostHeader, previous: PostHeader | None, title: str | None) -> Head:
    """The head of `header`; nothing above the end of the `previous` header belongs to it."""
    floor = previous.last + 1 if previous else 0
    posters = ProfileOf(poster_below=header.author, poster_above=previous.author if previous else None)
    subject = header.subject
    position = above_edges(lines, header.first, floor)
    profile = profile_start(lines, position, floor, posters)
    if subject is None and profile == position > floor:
        line = lines[position - 1].text
        above = above_edges(lines, position - 1, floor)
        profile = profile_start(lines, above, floor, posters)
        if is_subject(line, title) or (profile < above and len(line) <= MOST_TITLE_CHARS):
            subject, position = line, above
        else:
            profile = position
    found = {
        Frame.NUMBER: header.numbered,
        Frame.SUBJECT: subject is not None,
        Frame.PROFILE: profile < position or header.dialect.in_columns,
    }
    frames = frozenset(frame for frame, there in found.items() if there)
    return Head(header, above_edges(lines, min(profile, position), floor), subject, frames)


def without_quoted(heads: Sequence[Head], lines: Sequence[Line]) -> list[Head]:
    """The heads but those that stand in a post because somebody quoted them: they lack what the others have.

    Where a site writes buttons around posts, people quote none of its headers: they copy them whole.
    """
    if heads[0].header.dialect.edges is not None:
        return list(heads)
    usual = _usual_frames(heads)
    kept = list(heads[:1])
    seen = {_identity(head) for head in kept}
    following: Head | None
    for head, following in zip_longest(heads[1:], heads[2:]):
        introduced = _is_introduced(head, kept[-1], lines)
        repeated = _identity(head) in seen and "T" in (head.header.date.edtf or "")
        if usual:
            quoted = not head.frames & usual or (introduced and repeated)
        elif Frame.PROFILE in head.frames:
            quoted = introduced and repeated
        else:
            quoted = introduced or repeated or _is_out_of_order(head, kept[-1], following)
        if not quoted:
            kept.append(head)
            seen.add(_identity(head))
    return kept


def _usual_frames(heads: Sequence[Head]) -> frozenset[Frame]:
    """What enough of the headers have for the others to be suspect.

    The first does not count: above it stands the page's title, whether posts have subjects or not. Nor do
    profiles: guests have none.
    """
    replies = heads[1:]
    counts = Counter(frame for head in replies for frame in head.frames - {Frame.PROFILE})
    return frozenset(frame for frame, count in counts.items() if count >= _USUAL_SHARE * len(replies))


def _identity(head: Head) -> tuple[str, str | None]:
    return head.header.author, head.header.date.edtf


def _is_introduced(head: Head, previous: Head, lines: Sequence[Line]) -> bool:
    """Whether the last words above a head end with a colon (`As was said above:`), and it is not of a later time."""
    date, before = head.header.date.edtf, previous.header.date.edtf
    if date and before and date > before:
        return False
    above = head.first
    while above > previous.header.last + 1 and not lines[above - 1].text:
        above -= 1
    return above > previous.header.last + 1 and lines[above - 1].text.endswith(":")


def _is_out_of_order(head: Head, previous: Head, following: Head | None) -> bool:
    """Whether a header is older than the one before it, and the one after it is not."""
    date, before = head.header.date.edtf, previous.header.date.edtf
    after = following.header.date.edtf if following else None
    return bool(date and before and after and date < before <= after)


def profile_start(lines: Sequence[Line], position: int, floor: int, posters: ProfileOf) -> int:
    """The first line of the profile that ends above `position`, or `position` where none stands there.

    It reaches up to the poster's name, else to the topmost line that surely is of a profile.
    """
    start = position
    labels: set[str] = set()
    for number in range(position - 1, max(floor, position - _MOST_PROFILE_LINES) - 1, -1):
        text = lines[number].text
        if _is_name_line(text, posters.poster_below) or (labels and _is_name_line(text, posters.poster_above)):
            return number if labels or _are_of_profile(lines[number + 1 : start]) else start
        label = text.partition(":")[0].casefold()
        if is_sure_profile(text) and label not in labels:
            start = number
            labels.add(label)
        elif not (may_be_of_profile(text) or (not text and (labels or _are_of_profile(lines[number + 1 : start])))):
            break
    return start


def _are_of_profile(lines: Sequence[Line]) -> bool:
    return all(not line.text or is_profile(line.text) for line in lines)


def may_be_of_profile(line: str) -> bool:
    """Whether a line among those of a profile may belong to it: short, no sentence, not two columns of a table."""
    if is_profile(line):  # also a label alone: `Contact:`
        return True
    short = 0 < len(line) <= _MOST_PROFILE_LINE_CHARS
    return short and "   " not in line and not line.endswith((".", "?", "!", ":"))


def above_edges(lines: Sequence[Line], position: int, floor: int) -> int:
    """The line below which nothing but blank lines, rules and buttons stand above `position`."""
    while position > floor and is_edge(lines[position - 1].text):
        position -= 1
    return position


def below_edges(lines: Sequence[Line], position: int, end: int) -> int:
    """The first line from `position` on that is no blank line, rule or button."""
    while position < end and is_edge(lines[position].text):
        position += 1
    return position


def _is_name_line(line: str, name: str | None) -> bool:
    return name is not None and line.casefold() in {form.format(name).casefold() for form in _NAME_LINES}
