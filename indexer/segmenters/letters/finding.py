"""The letters of a source: each head with the text below it, kept where enough speaks for a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.segmenters.letters.endings import Ending, find_ending
from indexer.segmenters.letters.heads import Head, find_heads
from indexer.segmenters.letters.layout import Unit

# From what speaks for a letter to how sure that makes: a salutation alone is 2, with a valediction 3.
_CONFIDENCE = {2: 0.5, 3: 0.8, 4: 0.9, 5: 0.93}
_MOST_CONFIDENCE = 0.95
_FEWEST_POINTS = 2
_FEWEST_POINTS_ANYWHERE = 3
# A title above an introduction, or an editor's paragraph above a dateline, is no farther from the letter.
_MOST_WORDS_BELOW_TITLE = 200
_MOST_WORDS_ABOVE_UNCERTAIN = 40


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter as units: its text is those from `head.body` up to `ending.end`.

    `title_above`: the heading stands apart, above text that is not the letter's.
    """

    head: Head
    ending: Ending
    title_above: bool = False

    @property
    def confidence(self) -> float:
        """How sure this is a letter, 0 to 1."""
        return _CONFIDENCE.get(self.points, _MOST_CONFIDENCE if self.points > max(_CONFIDENCE) else 0.0)

    @property
    def points(self) -> int:
        """What speaks for it: its head, and that it is signed."""
        return self.head.points + self.ending.signed


def find_letters(units: Sequence[Unit]) -> tuple[FoundLetter, ...]:
    """The letters in reading order."""
    heads = _with_titles(units, list(find_heads(units)))
    letters: list[FoundLetter] = []
    # Letters that begin with the source, without a word of introduction, have it to themselves.
    unintroduced = bool(heads) and not any(unit.is_sentence for unit in units[: heads[0][0].first])
    for position, (head, title_above) in enumerate(heads):
        following = [later for later, _ in heads[position + 1 :]]
        limit = next((later.first for later in following if later.points >= _FEWEST_POINTS), len(units))
        ending = find_ending(units, head.body, limit, keep_rest=unintroduced or head.in_series)
        letter = FoundLetter(head, ending, title_above)
        if _is_letter(units, letter) and (not letters or head.first >= letters[-1].ending.end):
            letters.append(letter)
    return tuple(letters)


def _is_letter(units: Sequence[Unit], letter: FoundLetter) -> bool:
    """True where enough speaks for it: more is asked below much other text, where a salutation may be quoted."""
    words_above = sum(len(unit.words.split()) for unit in units[: letter.head.first] if unit.is_sentence)
    fewest = _FEWEST_POINTS if words_above <= _MOST_WORDS_ABOVE_UNCERTAIN else _FEWEST_POINTS_ANYWHERE
    has_text = any(unit.is_sentence for unit in units[letter.head.body : letter.ending.end])
    return has_text and letter.points >= fewest


def _with_titles(units: Sequence[Unit], heads: list[Head]) -> list[tuple[Head, bool]]:
    """The heads, each with whether its heading was a title above other text, joined where they were two."""
    joined: list[tuple[Head, bool]] = []
    for head in heads:
        previous = joined[-1][0] if joined else None
        if previous is not None and _is_title_of(units, previous, head, first=len(joined) == 1):
            joined.pop()
            joined.append((_joined(previous, head), True) if head.heading is None else (head, False))
        else:
            joined.append((head, False))
    return joined


def _is_title_of(units: Sequence[Unit], title: Head, head: Head, *, first: bool) -> bool:
    """True where `title` is but a heading, and the letter that it announces begins with `head`."""
    bare = title.heading is not None and not (
        title.salutation or title.dateline or title.senders.authors or title.recipients
    )
    if not bare or title.in_series or head.points < _FEWEST_POINTS:
        return False
    words_between = sum(len(unit.words.split()) for unit in units[title.body : head.first])
    return first or (head.heading is None and words_between <= _MOST_WORDS_BELOW_TITLE)


def _joined(title: Head, head: Head) -> Head:
    certain = title.heading is not None and title.heading.certain
    return replace(head, first=head.first, heading=title.heading, points=head.points + (3 if certain else 1))
