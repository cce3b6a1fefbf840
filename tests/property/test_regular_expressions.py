"""No regular expression of ours backtracks badly: a linter reads them, and long hostile texts are run through them.

A pattern is tried with the methods that its module calls on it, since `\\s+$` costs nothing where it is matched at one
place and a square of the length where it is searched for. Patterns that are kept in tables are matched, not searched.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

import indexer
import search
import web

_CUBIC = 3
_SHORT, _LONG = 600, 4 * 600
"""The long texts take four times as long where work grows with the length, and sixteen times with its square."""
_MOST_GROWTH = 8
_NOTHING_S = 0.004
"""Less is no sign of anything: with the square of the length, these texts take ten times as long."""
_PLAIN_UNITS = (
    " ",
    "\n",
    "\t",
    "a",
    "A",
    "0",
    "a ",
    "A ",
    "A. ",
    "Ab ",
    ".",
    ",",
    ", ",
    "(",
    "“",
    "'",
    "-",
    "<",
    "/",
    "@",
)
_MOST_UNITS = 60
_SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}

Pattern = re.Pattern[str] | re.Pattern[bytes]


@cache
def patterns() -> dict[str, tuple[Pattern, bool]]:
    """All compiled patterns that our modules hold, by where they stand, and whether they are searched for."""
    found: dict[str, tuple[Pattern, bool]] = {}
    for package in (search, indexer, web):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            imported = importlib.import_module(module.name)
            source = inspect.getsource(imported)
            for name, value in vars(imported).items():
                methods = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", source))
                for number, pattern in enumerate(held_in(value)):
                    found[f"{module.name}.{name}[{number}]"] = (pattern, not methods.isdisjoint(_SEARCHING))
    return found


def held_in(value: object) -> Iterator[Pattern]:
    """The patterns in a module's value: itself, or those of a table."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from held_in(item)
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from held_in(item)
    elif type(value).__module__.startswith(("search.", "indexer.", "web.")) and is_dataclass(value):
        for each in fields(value):
            yield from held_in(getattr(value, each.name, None))


def literals(parsed: Any) -> Iterator[str]:
    """What a pattern spells out: the best bait."""
    run = ""
    for code, argument in parsed:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        yield run
        run = ""
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.SUBPATTERN):
            yield from literals(argument[-1])
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from literals(branch)
        elif code is codes.IN:
            yield from (chr(member) for kind, member in argument[:8] if kind is codes.LITERAL)
    yield run


def baits(pattern: Pattern) -> Iterator[Callable[[int], str]]:
    """Texts of any length that the pattern may begin to match over and over, and in the end does not."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    spelled = sorted(set(filter(None, literals(parser.parse(source, flags)))), key=len)[:_MOST_UNITS]
    for unit in dict.fromkeys((*_PLAIN_UNITS, *spelled, *(f"{word} " for word in spelled if word.isalpha()))):
        yield lambda chars, unit=unit: unit * (chars // len(unit)) + "\0"
    for start in spelled:
        for unit in (" ", "A", "a"):
            yield lambda chars, start=start, unit=unit: start + " " + unit * chars + "\0"


def time_taken_s(pattern: Pattern, text: str, *, searched: bool) -> float:
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    started_s = time.thread_time()
    if searched:
        for _ in pattern.finditer(subject):
            pass
    else:
        pattern.match(subject)
        pattern.fullmatch(subject)
    return time.thread_time() - started_s


def growth(pattern: Pattern, bait: Callable[[int], str], *, searched: bool) -> float:
    """How much longer the long text takes than the short one; the least of three, since a busy machine only adds."""
    if time_taken_s(pattern, bait(_LONG), searched=searched) < _NOTHING_S:
        return 0.0
    short_s = min(time_taken_s(pattern, bait(_SHORT), searched=searched) for _ in range(3))
    long_s = min(time_taken_s(pattern, bait(_LONG), searched=searched) for _ in range(3))
    return long_s / short_s if long_s >= _NOTHING_S else 0.0


def test_there_are_patterns_of_all_three_packages() -> None:
    assert {name.partition(".")[0] for name in patterns()} == {"search", "indexer", "web"}


def test_the_linter_finds_no_pattern_whose_work_explodes() -> None:
    faults = {
        f"{name}: {ambiguity.example()}"
        for name, (pattern, _) in patterns().items()
        if isinstance(pattern.pattern, str)
        for ambiguity in find(SreOpParser().parse_sre(pattern.pattern, pattern.flags))
        if ambiguity.starriness >= _CUBIC
    }
    assert not faults


@pytest.mark.parametrize("package", ["search", "indexer", "web"])
def test_work_grows_with_the_length_of_a_hostile_text_and_not_with_its_square(package: str) -> None:
    faults = {}
    for name, (pattern, searched) in patterns().items():
        if name.startswith(f"{package}."):
            for bait in baits(pattern):
                grown = growth(pattern, bait, searched=searched)
                if grown > _MOST_GROWTH:
                    faults[name] = f"{bait(20)!r}: {grown:.0f} times"
                    break
    assert not faults
