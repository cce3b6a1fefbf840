"""The targets of `make fuzz`, in short: every seed, and each of them spoilt a few times, the same way in every run."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.targets import TARGETS

_TIMES_SPOILT = 3
_BAITS = (
    b"\0",
    b"\n\n",
    b"\xed\xa0\x80",
    b"\xff",
    b"(",
    b"<",
    b'"',
    b"9999999999",
    "»".encode(),
    b"\r",
    b"[quote]",
    b"> ",
)


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The bytes with a few places of them taken out, doubled, or with something else in them."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                del changed[place : place + chance.randint(1, 20)]
            case 1:
                changed[place:place] = chance.choice(_BAITS)
            case 2:
                source = chance.randrange(len(changed) + 1)
                changed[place:place] = changed[source : source + chance.randint(1, 60)]
            case _:
                del changed[place:]
    return bytes(changed)


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_input_breaks_no_promise(name: str) -> None:
    target, chance = TARGETS[name], random.Random(0)
    for seed in target.seeds:
        target.run(seed)
        for _ in range(_TIMES_SPOILT):
            target.run(spoilt(seed, chance))
