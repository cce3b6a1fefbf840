"""One form for each name: acronyms as the page defines them, and surnames in full where it gives them in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_DEFINED = re.compile(
    r"(?P<name>[^\W\d_][^.;:!?()\n]{3,120}?)(?:[’']s?)?\s+\((?P<acronym>[A-Z][A-Za-z&-]{1,9})(?:[’']s)?\)"
)
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|sir|hon|cllr|councillor|herr|frau|m|mme|mlle)\b\.?\s+)+",
    re.IGNORECASE,
)


def defined_acronyms(text: str) -> dict[str, str]:
    """What each acronym stands for, where the text says so: `Mill Lane Traders (MLT)`, `Traders’ (MLT)`."""
    acronyms: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        name = _name_with_initials(match["name"], match["acronym"])
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


def full_forms(names: Iterable[str], prose: str) -> dict[str, str]:
    """For each person's name the fullest form among all of them, and among names in `prose`, that fits it.

    `Carlyle`, `T. Carlyle` and `Thomas Carlyle` are one person, `Jane Carlyle` another: a bare surname stands
    for whoever bears it most often. A name that fits nobody else stays as it is.
    """
    counted = Counter(names)
    by_surname: dict[str, Counter[str]] = {}
    for name, count in counted.items():
        by_surname.setdefault(_surname(name), Counter())[name] += count
    for surname, forms in by_surname.items():
        if _is_plain(surname):
            forms.update(_full_names_in(prose, surname))
    return {name: _fullest(name, by_surname[_surname(name)]) for name in counted}


def _full_names_in(prose: str, surname: str) -> list[str]:
    pattern = rf"\b((?:[A-Z][\w’'-]+\.?\s|[A-Z]\.\s?){{1,3}}){re.escape(surname)}\b"
    found = (match[0] for match in re.finditer(pattern, prose))
    return [" ".join(name.split()) for name in found if not _TITLE.match(name)]


def _fullest(name: str, forms: Counter[str]) -> str:
    fitting = [form for form in forms if _fits(name, form)]
    if not _given(name):
        weight = {form: sum(forms[other] for other in fitting if _fits(other, form)) for form in fitting}
        heaviest = max(weight.values())
        leading = [form for form in fitting if weight[form] == heaviest and _given(form)] or [name]
        # Two people share the surname equally often: nothing says which one is meant.
        if not all(_fits(one, other) for one in leading for other in leading):
            return name
        fitting = leading
    return max(fitting, key=lambda form: (len("".join(_given(form))), form == name))


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


def _is_plain(surname: str) -> bool:
    return surname.isalpha() and len(surname) > 2
