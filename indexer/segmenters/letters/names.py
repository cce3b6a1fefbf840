"""Names of people and bodies as letters write them: what is one, what several, and how it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.segmenters.letters.vocabulary import BODY_WORDS, MINOR_WORDS, PERSON_PARTICLES, ROLE_WORDS, TITLES

_STREET = re.compile(
    r"\b(?:road|street|end|close|avenue|house|terrace|square|drive|gardens|mews|cottages?|crescent|villas?|lane|st|rd|ave)\.?$",
    re.IGNORECASE,
)
# Streets and surnames at once: an address where a place follows.
_STREET_OR_SURNAME = re.compile(r"\b(?:court|hill|park|row|farm|hall|green|walk|place|way)$", re.IGNORECASE)
_CONTACT = re.compile(r"@|https?:|www\.|\b(?:tel|phone|mobile|fax|e-?mail)\b|\d{4}|^\d", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!\s)\s*[<(\[](?:mailto:)?[^\s<>@]{1,64}@[^\s<>]{1,255}[>)\]]")
_EDITORS_MARK = re.compile(r"^\[[\w.]{1,4}\]\s*")
_FOOTNOTE_MARK = re.compile(r"(?<!\s)\s*(?:\[\d{1,4}\]|(?<!\*)\*+|†|‡)\s*$")
_ENDS_WITH_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Esq|Jr|Sr|Ltd|Inc|Co|Bart|etc|Bros|Rev|Hon)|&c)\.$", re.IGNORECASE)
_AND = re.compile(r"(?:,|(?<![\s,]))\s+(?:and|&|et|und|y)\s+|,\s+", re.IGNORECASE)
_LONGEST_NAME_WORDS = 14
# `members of the Council`: the Council is addressed.
GROUP = re.compile(
    r"^(?:[Tt]he\s+|[Aa]ll\s+|[Ff]ellow\s+)*(?:[Mm]embers|trustees|staff|officers|directors|board|colleagues|friends|"
    r"supporters|readers|editors?)\s+(?:of|at|from|in)\s+(?:the\s+)?(?=[A-Z])"
)


def clean_name(text: str) -> str:
    """The name alone: no footnote mark, no punctuation around it, no `The ` before it, capitals eased."""
    name = " ".join(_ADDRESS.sub("", text).replace("_", "").replace("**", "").split())
    name = _EDITORS_MARK.sub("", _FOOTNOTE_MARK.sub("", name)).strip(' ,;:–—-"“”')
    if name.endswith(".") and not _ENDS_WITH_ABBREVIATION.search(name):
        name = name[:-1]
    name = re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE)
    return eased_capitals(name)


def eased_capitals(name: str) -> str:
    """`HENRY COLE` as `Henry Cole`; one word alone may be an acronym and stays as it is."""
    words = name.split()
    if len(words) < 2 or not name.isupper():
        return name
    return " ".join(_eased_word(word, first=position == 0) for position, word in enumerate(words))


def _eased_word(word: str, *, first: bool) -> str:
    if re.fullmatch(r"(?:[A-Z]\.)+,?|[IVX]{2,}\.?", word):
        return word
    lowered = word.lower()
    if not first and lowered.strip(".,") in MINOR_WORDS:
        return lowered
    return re.sub(r"(?<![^\W_’'])[^\W\d_]", lambda letter: letter[0].upper(), lowered)


def is_name(text: str) -> bool:
    """True where every word that carries meaning has a capital, as in `College of Surgeons`."""
    words = _words(text)
    ends_inside = re.search(r"[?!:]" if text.isupper() else r"[?!:]|\b(?!Messrs)\w{5,}\.\s", text)
    if not words or len(words) > _LONGEST_NAME_WORDS or ends_inside:
        return False
    # A body may carry a small word with a hyphen or in brackets, a sentence carries many.
    return words[0][0].isupper() and all(word[0].isupper() or word.lower() in MINOR_WORDS for word in words)


def is_body(text: str) -> bool:
    """True for the name of an organisation."""
    lowered = [word.lower() for word in _words(text)]
    return is_name(text) and (
        text.lower().startswith("the ")
        or any(word.removesuffix("’s").removesuffix("'s").rstrip("’'") in BODY_WORDS for word in lowered)
        or bool({"of", "for", "against"} & set(lowered))
    )


def person_in(text: str) -> str | None:
    """The person that a line such as `Dr Jane Doe, Chair` names, or None where it names none."""
    name = re.split(r",|\s[–—(-]\s?|\s\(", text, maxsplit=1)[0]
    name = clean_name(name)
    words = [word.strip(".").lower() for word in name.split()]
    bare = [word for word in words if word not in TITLES]
    if not bare or bare[0] == "dear" or len(words) > 6 or re.search(r"\d", name) or not is_name(name):
        return None
    if any(word in BODY_WORDS or word in ROLE_WORDS for word in bare):
        return None
    small = [word for word in name.split() if word in MINOR_WORDS]
    if any(word not in PERSON_PARTICLES for word in small):
        return None
    return name


def is_role(text: str) -> bool:
    """True for `Chair, Mill Lane Traders` or `on behalf of …`: it says what the signer is, not who."""
    lowered = text.lower()
    return lowered.startswith(("on behalf of", "for and on behalf", "for the ")) or any(
        word in ROLE_WORDS for word in re.findall(r"[\w-]+", lowered)[:4]
    )


def is_contact(text: str) -> bool:
    """True for an address, a telephone number, a web or mail address."""
    return _CONTACT.search(text) is not None


def is_street(text: str) -> bool:
    """True for a line of an address: `Mill Lane`, `Castle Hill, Ashford`; not for `Tom Hill, Secretary`."""
    first, _, rest = text.partition(",")
    if _STREET.search(first) is not None:
        return not is_role(rest)
    return bool(rest) and _STREET_OR_SURNAME.search(first) is not None and not is_role(rest)


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list: parted by `;`, or by commas and `and` where every part is a person's name."""
    if ";" in text:
        return unique(clean_name(part) for part in text.split(";"))
    parts = _AND.split(text)
    persons = [person_in(part) for part in parts]
    if len(parts) > 1 and all(person is not None and " " in person for person in persons):
        return unique(person for person in persons if person)
    # `Ms Jane Doe, Chief Executive`: the name ends at the comma.
    person = person_in(text)
    return unique([person if person and " " in person else clean_name(text)])


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are not empty, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_][\w’'.&-]*", text)
