"""Who wrote each letter to whom: labels, headings, signatures and salutations weighed, names in one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.segmenters.letters.finding import FoundLetter
from indexer.segmenters.letters.head_reading import Head
from indexer.segmenters.letters.headings import Form
from indexer.segmenters.letters.name_forms import eased_word, full_forms, spelled_out
from indexer.segmenters.letters.names import clean_name, is_body, is_contact, is_name, person_in, unique

# More names than this below a letter are a list of supporters, not its authors.
_MOST_AUTHORS = 10
_SHARE_OF_ONE_AUTHOR = 0.6


@dataclass(frozen=True, slots=True)
class Attribution:
    """Authors, co-signatories and recipients of one letter."""

    authors: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names in it."""
        return (*self.authors, *self.signatories, *self.recipients)


def attribute(
    letters: Sequence[FoundLetter], acronyms: Mapping[str, str], prose: str, text: str
) -> tuple[Attribution, ...]:
    """The attribution of each letter, in order.

    `acronyms`: what the page defines; `prose`: its words outside the letters, where names may stand in full;
    `text`: all of it, which shows whether a word in capitals is a name.
    """
    written = [_as_written(letter) for letter in letters]
    names = {name for each in written for name in each.names} | {
        name for letter in letters for name in letter.ending.signers
    }
    plain = {name: eased_word(clean_name(spelled_out(name, acronyms)), text) for name in names}
    people = [plain[name] for each in written for name in (*each.authors, *each.recipients)]
    signed = [plain[name] for letter in letters for name in letter.ending.signers]
    forms = full_forms([name for name in (*people, *signed) if person_in(name)], prose)
    in_full = {name: forms.get(plain[name], plain[name]) for name in plain}
    resolved = [
        Attribution(
            unique(in_full[name] for name in each.authors),
            unique(plain[name] for name in each.signatories),
            unique(in_full[name] for name in each.recipients),
        )
        for each in written
    ]
    return _with_author_of_collection(letters, _with_same_recipients(resolved))


def _with_same_recipients(written: Sequence[Attribution]) -> list[Attribution]:
    """`To the same`: the recipients of the letter before."""
    named: list[Attribution] = []
    for each in written:
        if named and tuple(name.casefold() for name in each.recipients) == ("same",):
            each = replace(each, recipients=named[-1].recipients)
        named.append(each)
    return named


def _as_written(letter: FoundLetter) -> Attribution:
    head, signers = letter.head, letter.ending.signers
    authors = head.senders.authors or _authors(head, signers if len(signers) <= _MOST_AUTHORS else ())
    others = tuple(name for name in (*signers, *letter.ending.signatories) if not _same_among(name, authors))
    return Attribution(authors, (*head.senders.signatories, *others), _recipients(head))


def _authors(head: Head, signers: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a heading names as the sender, unless that is no name and a signature says it better."""
    named = head.heading.sender if head.heading else None
    if named is None or not signers:
        return signers if named is None else (named,)
    if not is_name(named):
        return signers
    same = [signer for signer in signers if _same_person(named, signer)]
    return (max([named, *same], key=len),) if same else (named,)


def _same_among(name: str, names: Iterable[str]) -> bool:
    return any(name == other or _same_person(name, other) for other in names)


def _same_person(one: str, other: str) -> bool:
    """True for `Abel` and `T. Abel`, `Jane` and `Jane Doe`."""
    if not (person_in(one) and person_in(other)):
        return False
    first, second = one.lower().split(), other.lower().split()
    if "." in one and _initials(one) == "".join(filter(str.isalpha, one.lower())):
        return _initials(one) == _initials(other)
    return first[-1] == second[-1] or (1 in (len(first), len(second)) and first[0] == second[0])


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s.]+", name.lower()) if part)


def _recipients(head: Head) -> tuple[str, ...]:
    whom = head.salutation.whom if head.salutation else None
    if head.recipients:
        return head.recipients
    named = head.heading.recipient if head.heading else None
    if named is not None and whom is not None and named.lower() in whom.lower():
        return (whom,)
    if named is not None and (is_name(named) or whom is None):
        return (named,)
    addressed = _in_address(head, whom)
    return (addressed,) if addressed else (whom,) if whom else ()


def _in_address(head: Head, whom: str | None) -> str | None:
    """The full name, in the lines of an address above, of the one whom the salutation greets."""
    surname = whom.split()[-1].lower() if whom else None
    for line in head.addresses:
        person = person_in(line)
        if person and " " in person and surname == person.split()[-1].lower():
            return person
    if whom is not None:
        return None
    persons = [
        person for line in head.addresses if not is_contact(line) and (person := person_in(line)) and " " in person
    ]
    bodies = [clean_name(line) for line in head.addresses if is_body(line) and not is_contact(line)]
    return persons[-1] if persons else bodies[-1] if bodies else None


def _with_author_of_collection(letters: Sequence[FoundLetter], written: list[Attribution]) -> tuple[Attribution, ...]:
    """In a collection headed by recipients alone, letters unsigned, or signed `Father`, are of its one author."""
    series = {
        position
        for position, letter in enumerate(letters)
        if letter.head.in_series and letter.head.heading and letter.head.heading.form is Form.RECIPIENT
    }
    signed = Counter(written[position].authors for position in series if written[position].authors)
    if not signed:
        return tuple(written)
    author, count = signed.most_common(1)[0]
    if count < _SHARE_OF_ONE_AUTHOR * signed.total():
        return tuple(written)
    return tuple(
        Attribution(author, each.signatories, each.recipients)
        if position in series and not any(" " in name for name in each.authors)
        else each
        for position, each in enumerate(written)
    )
