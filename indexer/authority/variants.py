"""Names that may be of one person or body, for a person to judge: nothing is merged by it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from search.analysis import fold

ALIKE_PERCENT = 90.0
"""Spellings that are nearer than this may be one, by rapidfuzz's ratio of their words in order."""
_SHORTEST_FUZZY = 6
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd"}
    | {"reverend", "hon", "rt", "cllr", "councillor", "mp", "msp", "mep", "capt", "captain", "col", "colonel", "gen"}
    | {"general", "lt", "major", "father", "sister", "brother", "phd", "obe", "mbe", "cbe", "jr", "sr", "esq"}
)
# Not `a`, which is an initial in the names of people.
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "in", "on", "at", "an", "to", "de", "la", "du", "des"})
_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,10}")


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name and how many documents have it, as author, signatory or recipient."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Names that may be one, the most frequent first, which is taken for the preferred form.

    `kind`: `person` or `body`, as far as it can be told. `reasons`: for each name after the first, why.
    """

    kind: str
    names: tuple[NameCount, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name read into words: folded, a comma's parts put in order, titles left out."""

    spelling: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.words)


def suggestions(counts: Mapping[str, int]) -> tuple[Suggestion, ...]:
    """Groups of names that may be one, most documents first. `counts`: documents by name.

    Names are compared as the same words (order of an inverted name, titles, case and accents aside), by initials
    (only where one fuller name fits), as an abbreviation, and by spelling. Nothing here is sure.
    """
    names = [_read(spelling) for spelling in sorted(counts)]
    links = [
        *_same_words(names),
        *_initials(names),
        *_abbreviations(names),
        *_near_spellings(names),
    ]
    groups = [_suggestion(members, links, counts) for members in _groups(links)]
    return tuple(sorted(groups, key=lambda one: (-sum(name.documents for name in one.names), one.names[0].name)))


_Link = tuple[str, str, str]
"""Two spellings and why they may be one."""


def _read(spelling: str) -> _Name:
    last, comma, first = spelling.partition(",")
    parts = (first, last) if comma and _is_inverted(first, last) else (spelling,)
    words = tuple(word for part in parts for word in _WORD.findall(fold(part)))
    bare = tuple(word for word in words if word not in _TITLES)
    return _Name(spelling, bare or words)


def _is_inverted(first: str, last: str) -> bool:
    return "," not in first and 1 <= len(first.split()) <= 3 and 1 <= len(last.split()) <= 3


def _main_words(name: _Name) -> list[str]:
    return [word for word in name.words if word not in _SMALL_WORDS]


def _same_words(names: Iterable[_Name]) -> Iterable[_Link]:
    by_words: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        by_words[tuple(sorted(_main_words(name))) or name.words].append(name.spelling)
    for spellings in by_words.values():
        for other in spellings[1:]:
            yield spellings[0], other, "the same words"


def _initials(names: Sequence[_Name]) -> Iterable[_Link]:
    """A name with an initial and the one fuller name that it fits; none where it fits several."""
    by_last: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if len(name.words) > 1:
            by_last[name.words[-1]].append(name)
    for of_last in by_last.values():
        for short in of_last:
            if not any(len(word) == 1 for word in short.words[:-1]):
                continue
            fuller = [name for name in of_last if _fits(short.words, name.words)]
            if len({name.key for name in fuller}) == 1:
                yield fuller[0].spelling, short.spelling, "initials"


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the first is the second with forenames cut to initials, or left out after the first."""
    if short[-1] != full[-1] or short == full or all(len(word) == 1 for word in full[:-1]):
        return False
    pairs = zip(short[:-1], full[:-1], strict=False)
    return len(short) <= len(full) and all(
        one == other or (len(one) == 1 and other.startswith(one)) for one, other in pairs
    )


def _abbreviations(names: Sequence[_Name]) -> Iterable[_Link]:
    by_letters: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name.words) > 1:
            for words in (name.words, _main_words(name)):
                letters = "".join(word[0] for word in words)
                if name.spelling not in by_letters[letters]:
                    by_letters[letters].append(name.spelling)
    for name in names:
        if _ABBREVIATION.fullmatch(name.spelling):
            letters = fold(name.spelling.replace(".", ""))
            for spelling in by_letters.get(letters, ()):
                yield spelling, name.spelling, "abbreviation"


def _near_spellings(names: Sequence[_Name]) -> Iterable[_Link]:
    """Names whose last words begin alike, as most misspelt names' do: all pairs of all names would be too many."""
    blocks: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if len(name.key) >= _SHORTEST_FUZZY and not any(character.isdigit() for character in name.key):
            blocks[name.words[-1][0]].append(name)
    for block in blocks.values():
        keys = [name.key for name in block]
        for place, name in enumerate(block):
            near = process.extract(
                name.key, keys[place + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE_PERCENT, limit=None
            )
            for _, _, index in near:
                other = block[place + 1 + index]
                if other.key != name.key and not _differ_in_initials(name.words, other.words):
                    yield name.spelling, other.spelling, "spelling"


def _differ_in_initials(words: Sequence[str], others: Sequence[str]) -> bool:
    """`J. Smith` and `T. Smith` are near in spelling and two people."""
    return {word for word in words if len(word) == 1} != {word for word in others if len(word) == 1}


def _groups(links: Iterable[_Link]) -> list[set[str]]:
    """The spellings that links connect, directly or through others."""
    group_of: dict[str, set[str]] = {}
    for one, other, _ in links:
        joined = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def _suggestion(members: set[str], links: Iterable[_Link], counts: Mapping[str, int]) -> Suggestion:
    ordered = sorted(members, key=lambda name: (_ABBREVIATION.fullmatch(name) is not None, -counts[name], name))
    why: defaultdict[str, set[str]] = defaultdict(set)
    for one, other, reason in links:
        if one in members:
            why[one].add(reason)
            why[other].add(reason)
    is_body = any(_ABBREVIATION.fullmatch(name) or _SMALL_WORDS & {*fold(name).split()} for name in members)
    return Suggestion(
        kind="body" if is_body else "person",
        names=tuple(NameCount(name, counts[name]) for name in ordered),
        reasons=tuple(", ".join(sorted(why[name])) for name in ordered[1:]),
    )
