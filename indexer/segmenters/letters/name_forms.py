"""One form for each name: acronyms as the page defines them, and surnames in full where it gives them in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_IN_BRACKETS = re.compile(r"(?:[’']s?)?\s{1,3}\((?P<acronym>[A-Z][A-Za-z&-]{1,9})(?:[’']s)?\)")
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


@dataclass(frozen=True, slots=True)
class _Person:
    """A person's name in parts: `T. W. Abel` is surname `Abel`, given `t`, `w`."""

    written: str
    surname: str
    given: tuple[str, ...]

    def fits(self, other: _Person) -> bool:
        """True where one of the two can be a shorter way to write the other."""
        pairs = zip(self.given, other.given, strict=False)
        return self.surname == other.surname and all(one.startswith(two) or two.startswith(one) for one, two in pairs)

    def is_shorter(self, other: _Person) -> bool:
        """True where `other` may be the same name, more written out."""
        return len("".join(self.given)) < len("".join(other.given)) and self.fits(other)


def full_forms(names: Iterable[str], prose: str) -> dict[str, str]:
    """For each person's name the fullest form among all of them, and among names in `prose`, that fits it.

    `Abel`, `T. Abel` and `Thomas Abel` are one person, `Jane Abel` another: a bare surname stands for whoever
    bears it most often. A name that fits nobody else stays as it is.
    """
    counted = Counter(_person(name) for name in names)
    by_surname: dict[str, Counter[_Person]] = {}
    for person, count in counted.items():
        by_surname.setdefault(person.surname, Counter())[person] += count
    for match in _FULL_NAME.finditer(prose):
        forms = by_surname.get(match["surname"].capitalize())
        if forms is not None and not _TITLE.match(match[0]):
            forms[_person(" ".join(match[0].split()))] += 1
    return {person.written: _fullest(person, by_surname[person.surname]).written for person in counted}


def _fullest(name: _Person, forms: Counter[_Person]) -> _Person:
    """The most written out form that fits; where several people do, the one whose forms are most frequent."""
    fitting = [form for form in forms if name.fits(form)]
    fullest = [form for form in fitting if not any(form.is_shorter(other) for other in fitting)]
    weights = {form: sum(forms[other] for other in fitting if other.fits(form)) for form in fullest}
    heaviest = max(weights.values())
    leading = [form for form, weight in weights.items() if weight == heaviest]
    # Two people share the name equally often: nothing says which one is meant.
    if not all(one.fits(other) for one in leading for other in leading):
        return name
    return max(leading, key=lambda form: (forms[form], form == name))


def _person(name: str) -> _Person:
    parts = [part for part in re.split(r"[\s.]+", _TITLE.sub("", name)) if part] or [name]
    return _Person(name, parts[-1].capitalize(), tuple(part.lower() for part in parts[:-1]))
