"""People and bodies in the sentences that introduce a quoted text: who wrote it, to whom, where it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import IGNORECASE

from indexer.segmenters.letters.names import clean_name, unique

# Bounded, since a name may begin at any capital, and one long run of them has many.
_WORD = r"[A-Z][\w’'.&/-]{0,60}(?<![.’'])"
_JOINT = r"(?:(?:of|for|and|the|in|on|against|to|with|de|van|&)\s+){0,2}"
NAME = rf"(?:[Tt]he\s+)?{_WORD}(?:\s+{_JOINT}{_WORD}){{0,9}}"
"""A regular expression for a name: capitalised words, with the small ones that names have among them."""

_PERSONAL = frozenset({"I", "We", "They", "He", "She", "It", "You", "Who", "Someone", "Somebody", "Everyone"})
_POINTING = frozenset({"This", "That", "These", "Those", "Here", "There", "Below", "Above", "Attached", "My", "Our"})
_OPENING = frozenset({"Also", "And", "But", "So", "Now", "Today", "Yesterday", "Please", "Just", "Dear", "Re", "If"})
_NO_NAME = _PERSONAL | _POINTING | _OPENING
_SENT = (
    r"(?:circulat(?:ing|ed)|sen(?:t|ding)|writ(?:ing|ten)|wrote|publish(?:ing|ed)|issu(?:ing|ed)|releasing|released"
    r"|sign(?:ed|ing)|address(?:ed|ing)|deliver(?:ed|ing)|launch(?:ed|ing)|post(?:ed|ing)|put out|prepared|drafted)"
)
_HELPERS = r"(?:(?:is|are|has|have|had|was|were|been|be|now|also|just|today|recently|jointly)\s+){0,4}"
_LETTER = (
    r"(?:(?:an?|this|the|the\s+following|the\s+attached|its|their|our|another)\s+)?"
    r"(?:(?:joint|public|short|long|open)\s+){0,2}letter"
)
_TO = r"(?:\s+(?:\w+\s+){0,2}?(?:addressed\s+)?to\s+(?P<recipients>[^:;()\n]+))?"
_BY_VERB = re.compile(rf"(?P<author>{NAME})\s+{_HELPERS}{_SENT}\s+{_LETTER}{_TO}")
_THAT = re.compile(
    rf"letter\s+(?:(?:that|which)\s+)?(?P<author>{NAME})\s+{_HELPERS}{_SENT}(?:\s+to\s+(?P<recipients>[^:;()\n]+))?"
)
_FROM = re.compile(rf"letter\s+(?:from|by|of)\s+(?P<author>{NAME}){_TO}")
_TO_FROM = re.compile(
    rf"letter\s+(?:addressed\s+)?to\s+(?P<recipients>[^\s:;()\n][^:;()\n]*?)(?<!\s)\s+(?:from|by)\s+(?P<author>{NAME})"
)
_POSSESSIVE = re.compile(rf"(?P<author>{NAME})(?:['’]s|(?<=s)['’])\s+(?:open\s+)?letter{_TO}")
_TO_ONLY = re.compile(r"letter\s+(?:addressed\s+)?to\s+(?P<recipients>[^:;()\n]+)")
_INTRODUCTIONS = (_BY_VERB, _THAT, _TO_FROM, _FROM, _POSSESSIVE, _TO_ONLY)
# Where a list of recipients ends and the sentence goes on.
_AFTER_RECIPIENTS = re.compile(
    r"(?:,|(?<![\s,]))\s+(?:stating|asking|calling|urging|demanding|about|regarding|concerning|which|that|who|saying"
    r"|setting out|explaining|expressing|protesting|objecting|opposing|over|with|in response|in which|signed|from|by"
    r"|this|last|today|yesterday|as follows|is|are|was|were|reads?|follows|below|on (?=[a-z]))\b.*"
    r"|(?:,|(?<![\s,]))\s+(?:and|asking)\s+(?:it|here|this)\b.*|[.!?](?:\s.*)?$",
    re.DOTALL,
)
_COMMA = re.compile(r"(?<!\s)\s*,\s*(?:and\s+)?")
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")
_DETERMINER = re.compile(r"(?:the|all|every|each|its|their|our|other|various)\b", IGNORECASE)
_WITHIN_NAME = re.compile(r"\b(?:for|of)\s+\S+$")
_PERSON_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|Rev|Cllr|St|Hon)\.")


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who wrote a letter to whom, as far as a sentence says."""

    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def correspondence_in(texts: Iterable[str]) -> Correspondence:
    """Author and recipients of the letter that these texts introduce; what a former text says goes first."""
    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    for text in texts:
        for found in _introductions(text):
            authors = authors or found.authors
            recipients = recipients or found.recipients
    return Correspondence(authors, recipients)


def recipients_in(listed: str) -> tuple[str, ...]:
    """The recipients in `A, B and C asking them to …`, as they are named there, without `the`."""
    text = _AFTER_RECIPIENTS.sub("", listed, count=1)
    parts = [part for part in _COMMA.split(text) if part]
    if not parts:
        return ()
    names = [*parts[:-1], *_parted_at_and(parts[-1], in_list=len(parts) > 1)]
    return unique(clean_name(name) for name in names)


def is_namely(matched: str) -> bool:
    """Whether a match of NAME is a name, and not the capitalised first word of a sentence."""
    words = matched.split()
    return bool(words) and words[0] not in _NO_NAME and words[-1] not in {"The", "A", "An"}


def _introductions(text: str) -> Iterator[Correspondence]:
    sentence = _PERSON_TITLE.sub(r"\1", " ".join(text.split()))
    for pattern in _INTRODUCTIONS:
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            author = groups.get("author") or ""
            authors = (clean_name(author),) if is_namely(author) else ()
            yield Correspondence(authors, recipients_in(groups.get("recipients") or ""))


def _parted_at_and(part: str, *, in_list: bool) -> list[str]:
    """The two that the last `and` of a list joins; one where the word belongs to a name (`Food and Farming Union`)."""
    for match in reversed(list(_AND.finditer(part))):
        left, right = part[: match.start()], part[match.end() :]
        common_nouns = left == left.lower() and right == right.lower()
        if _WITHIN_NAME.search(left) and right[:1].isupper() and len(right.split()) <= 2:
            continue
        if in_list or common_nouns or _DETERMINER.match(right):
            return [left, right]
    return [part]
