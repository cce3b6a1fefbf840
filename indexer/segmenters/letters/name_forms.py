"""One form for each name: acronyms as the page defines them, and surnames in full where it gives them in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_IN_BRACKETS = re.compile(r"(?:[’']s?)?\s+\((?P<acronym>[A-Z][A-Za-z&-]{1,9})(?:[’']s)?\)")
_SENTENCE_MARK = re.compile(r"[.;:!?()\n]")
_LONGEST_NAME_CHARS = 120
_FULL_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+\.?\s|[A-Z]\.\s?){1,3}(?P<surname>[A-Z][\w’'-]{2,})\b")
_LONGEST_INITIALS = 2
_VOWEL = re.compile(r"[AEIOUY]")
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|sir|hon|cllr|councillor|herr|frau|m|mme|mlle)\b\.?\s+)+",
    re.IGNORECASE,
)


def defined_acronyms(text: str) -> dict[str, str]:
    """What each acronym stands for, where the text says so: `Mill Lane Traders (MLT)`, `Traders’ (MLT)`."""
    acronyms: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        before = _SENTENCE_MARK.split(text[max(match.start() - _LONGEST_NAME_CHARS, 0) : match.start()])[-1]
        name = _name_with_initials(before, match["acronym"])
        if name is not None:
            acronyms.setdefault(match["acronym"], name)
    return acronyms


def _name_with_initials(words_before: str, acronym: str) -> str | None:
    """The shortest run of words at the end whose capitals spell the acronym."""
    words = words_before.split()
    letters = [letter for letter in acronym if letter.isupper()]
    for start in range(len(words) - 1, -1, -1):
        capitals = [part[0] for word in words[start:] for part in re.split(r"[-/]", word) if part[:1].isupper()]
        if capitals == letters and words[start][0].isupper():
            return " ".join(words[start:])
        if len(capitals) > len(letters):
            return None
    return None


def spelled_out(name: str, acronyms: Mapping[str, str]) -> str:
    """The name for which an acronym alone stands; any other name as it is."""
    return acronyms.get(name, name)


def eased_word(name: str, text: str) -> str:
    """One word in capitals as a name, where the text writes it so or uses no such acronym: `BIRD`, but `NATO`."""
    if not (name.isalpha() and name.isupper() and len(name) > _LONGEST_INITIALS):
        return name
    eased = name.capitalize()
    if re.search(rf"\b{eased}\b", text):
        return eased
    in_a_sentence = re.search(rf"[a-z,]\s+{name}\b|\b{name}(?:[’']s)?\s+[a-z]", text)
    return name if in_a_sentence or _VOWEL.search(name) is None else eased


def full_forms(names: Iterable[str], prose: str) -> dict[str, str]:
    """For each person's name the fullest form among all of them, and among names in `prose`, that fits it.

    `Carlyle`, `T. Carlyle` and `Thomas Carlyle` are one person, `Jane Carlyle` another: a bare surname stands
    for whoever bears it most often. A name that fits nobody else stays as it is.
    """
    counted = Counter(names)
    by_surname: dict[str, Counter[str]] = {}
    for name, count in counted.items():
        by_surname.setdefault(_surname(name), Counter())[name] += count
    for match in _FULL_NAME.finditer(prose):
        forms = by_surname.get(_surname(match["surname"]))
        if forms is not None and not _TITLE.match(match[0]):
            forms[" ".join(match[0].split())] += 1
    return {name: _fullest(name, by_surname[_surname(name)]) for name in counted}


def _fullest(name: str, forms: Counter[str]) -> str:
    """The most written out form that fits; where several people do, the one whose forms are most frequent."""
    fitting = [form for form in forms if _fits(name, form)]
    fullest = [form for form in fitting if not any(_is_shorter(form, other) for other in fitting)]
    weights = {form: sum(forms[other] for other in fitting if _fits(other, form)) for form in fullest}
    leading = [form for form, weight in weights.items() if weight == max(weights.values())]
    # Two people share the name equally often: nothing says which one is meant.
    if not all(_fits(one, other) for one in leading for other in leading):
        return name
    return max(leading, key=lambda form: (forms[form], form == name))


def _is_shorter(form: str, other: str) -> bool:
    return _fits(form, other) and len("".join(_given(form))) < len("".join(_given(other)))


def _fits(name: str, form: str) -> bool:
    """True where one of the two can be a shorter way to write the other."""
    mine, others = _given(name), _given(form)
    if _surname(name) != _surname(form):
        return False
    return all(one.startswith(other) or other.startswith(one) for one, other in zip(mine, others, strict=False))


def _given(name: str) -> list[str]:
    """Given names and initials, lower case: `R.W. Emerson` -> `r`, `w`."""
    return [part.lower() for part in re.split(r"[\s.]+", _TITLE.sub("", name))[:-1] if part]


def _surname(name: str) -> str:
    words = re.split(r"[\s.]+", _TITLE.sub("", name).rstrip("."))
    return words[-1].casefold().capitalize() if words else name
