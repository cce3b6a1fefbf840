"""The people of a byline as a page states it: `By Ada Birch and Tom Bell, Harbour News` is two, and not their paper."""

from __future__ import annotations

import re
from collections.abc import Collection

_BY = re.compile(r"(?:by|par) ", re.IGNORECASE)
_PARTS = re.compile(r",? (?:and|&|et|und|y|e) |, ")
_CONJUNCTION = re.compile(r" (?:and|&|et|und|y|e) ")
_NAME = re.compile(r"[^\W\d_][^\d@/:;,]{2,50}")
_MOST_NAME_WORDS = 5
_TELLING_LETTERS = 5


def people_of(byline: str, sites: Collection[str]) -> list[str]:
    """The people named, in order, without `By` and the name of the site, which is one of `sites`.

    What is no list of names is given whole. A list has an `and`: with commas alone, what follows a name may be a role
    or another of its parts (`Birch, Ada`).
    """
    words = " ".join(byline.split())
    words = _BY.sub("", words, count=1) if _BY.match(words) else words
    before, comma, after = words.rpartition(", ")
    if comma and is_site(after, sites):
        words = before
    parts = _PARTS.split(words)
    is_list = _CONJUNCTION.search(words) is not None and all(map(is_full_name, parts))
    return parts if is_list else [words] if words else []


def is_full_name(words: str) -> bool:
    """Whether these are a given name and a surname at least, each with a capital."""
    each = words.split()
    is_short = 2 <= len(each) <= _MOST_NAME_WORDS and _NAME.fullmatch(words) is not None
    return is_short and each[0][0].isupper() and each[-1][0].isupper()


def is_site(name: str, sites: Collection[str]) -> bool:
    """Whether a name is that of the site, as its name or its address has it: `USA TODAY` of `www.usatoday.com`."""
    own = _letters(name)
    return any(
        own.startswith(site)
        or site.startswith(own)
        or (len(min(own, site, key=len)) >= _TELLING_LETTERS and site in own)
        for site in map(_letters, sites)
        if own and site
    )


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum()).removeprefix("www")
