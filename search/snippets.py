"""The stretch of a passage that best shows why it matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from search.highlighting import Highlighter, Occurrence, Span, marked_words
from search.results import Snippet

MAX_SNIPPET_CHARS = 300
LEAD_CHARS = 60
"""How much stands before the first match where no sentence begins near it."""
_MOST_LEAD = 0.6
"""The share of the room around the matches that may go to what stands before them."""
_LEAST_FILLED = 0.6
"""How full a snippet must be to end with its sentence."""
MOST_MARKS = 4
"""How many marks may belong to a word on either side."""
# Each way begins with what was just found: so the many letters between are passed over in one go.
SENTENCE_END = re.compile(r"[.!?…。！？\n](?:(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])[”’」』）]*\s*|(?<=\n)\s*)")
_PAUSES = frozenset("、，。！？；：")
"""Where scripts without spaces can be cut."""


def make_snippet(
    text: str, highlighter: Highlighter, *, offset: int = 0, max_chars: int = MAX_SNIPPET_CHARS
) -> Snippet:
    """A stretch of at most `max_chars` code points: of all that fit, the one with the most of the query's words.

    It begins and ends at a sentence where one does near by, else between words; without a match it is the beginning.
    `offset`: where `text` begins in its source.
    """
    occurrences = highlighter.occurrences(text)
    core = _densest(text, occurrences, max_chars)
    start, end = _widened(text, core, max_chars)
    start, end = _trimmed(text, start, end)
    return Snippet(
        text=text[start:end],
        highlights=_within(marked_words(occurrences), start, end),
        start=offset + start,
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def _densest(text: str, occurrences: Sequence[Occurrence], max_chars: int) -> Span:
    """The span of the occurrences that stand within `max_chars`: most leaves, then most occurrences, then first."""
    best, best_rank = (0, 0), (0, 0)
    stretches = [(*_with_marks(text, found.start, found.end), found.leaf) for found in occurrences]
    most_leaves = len({leaf for _, _, leaf in stretches})
    for index, (start, end, first_leaf) in enumerate(stretches, start=1):
        if best_rank >= (most_leaves, len(stretches) - index + 1):
            break  # too few are left to make a better one
        leaves, count, latest = {first_leaf}, 1, start + max_chars
        for other_start, other_end, leaf in stretches[index:]:
            if other_start >= latest:
                break
            if other_end <= latest:
                leaves.add(leaf)
                count += 1
                if other_end > end:
                    end = other_end
        if (len(leaves), count) > best_rank:
            best, best_rank = (start, end), (len(leaves), count)
    return best


def _with_marks(text: str, start: int, end: int) -> Span:
    """A word with the few brackets, quotes and stops that touch it: `(open)`."""
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return start, end
    first, last = max(0, start - MOST_MARKS), min(len(text), end + MOST_MARKS)
    while start > first and not (text[start - 1].isalnum() or text[start - 1].isspace()):
        start -= 1
    while end < last and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return start, end


def _widened(text: str, core: Span, max_chars: int) -> Span:
    """The core with what stands around it, at most `max_chars` in all; a longer core is cut at its end."""
    if len(text) <= max_chars:
        return 0, len(text)
    core_start, core_end = core[0], min(core[1], core[0] + max_chars)
    breaks = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    start = _start(text, breaks, core_start, room=max_chars - (core_end - core_start))
    if start + max_chars >= len(text):
        # The end of the passage is in sight, so that there is room for more before.
        return min((cut for cut in breaks if len(text) - max_chars <= cut < start), default=start), len(text)
    return start, _end(text, breaks, core_end, start, max_chars)


def _start(text: str, breaks: Sequence[int], core_start: int, room: int) -> int:
    """Where the sentence of the core begins if that is near enough, else a word a little before the core."""
    sentence = breaks[bisect_right(breaks, core_start) - 1]
    if core_start - sentence <= room * _MOST_LEAD:
        return sentence
    earliest = core_start - min(LEAD_CHARS, room // 2)
    return next((cut for cut in range(earliest, core_start) if _can_cut(text, cut)), core_start)


def _end(text: str, breaks: Sequence[int], core_end: int, start: int, max_chars: int) -> int:
    """The last sentence end that leaves the snippet long enough, else the last word that fits."""
    latest = start + max_chars
    least = max(core_end, start + int(max_chars * _LEAST_FILLED))
    sentence = breaks[bisect_right(breaks, latest) - 1]
    if sentence >= least:
        return sentence
    return next((cut for cut in range(latest, max(core_end, 1) - 1, -1) if _can_cut(text, cut)), latest)


def _can_cut(text: str, place: int) -> bool:
    """Whether a word ends before the place, or one begins at it."""
    return text[place - 1].isspace() or text[place].isspace() or text[place - 1] in _PAUSES


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    if not stretch.strip():
        return start, start
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def _within(words: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The words in the stretch, counted from its start; one that the stretch cuts is marked as far as it is shown."""
    return tuple(
        (max(word_start, start) - start, min(word_end, end) - start)
        for word_start, word_end in words
        if word_start < end and word_end > start
    )
