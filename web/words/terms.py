"""The fixed words in which documents are described, as they are shown: kinds, voices, and where a date was found."""

from __future__ import annotations

from search.message import Message
from search.model import Kind, Voice
from web.words.language import said

_TERMS: dict[str, Message] = {
    term: term
    for term in (
        # Kinds
        Message("letter"),
        Message("forum post"),
        Message("news article"),
        Message("email"),
        Message("web page"),
        # Voices
        Message("own words"),
        Message("quoting"),
        # Where a date was found
        Message("its dateline"),
        Message("its header"),
        Message("its correspondence description"),
        Message("its surroundings"),
        Message("the dateline below its signature"),
        Message("the enclosing post"),
        Message("the enclosing post's introduction"),
        Message("the front matter"),
        Message("the heading"),
        Message("the message's header"),
        Message("the page's heading"),
        Message("the page's introduction"),
        Message("the page's metadata"),
        Message("the post's header"),
        Message("the record"),
        Message("set by hand"),
        # Spans of the histogram
        Message("decade"),
        Message("year"),
        Message("month"),
        Message("day"),
    )
}


def term(word: str) -> str:
    """A word of the fixed vocabulary in the language of the request; any other, and what it quotes, stays as it is."""
    known, quote, quoted = word.partition(" '")
    return f"{said(_TERMS.get(known, known))}{quote}{quoted}"


def capitalized(word: str) -> str:
    """The same at the head of a line. Only its first letter changes: the rest may be names and nouns."""
    shown = term(word)
    return shown[:1].upper() + shown[1:]


def kinds() -> dict[str, str]:
    """What each kind is called."""
    return {kind.value: term(kind) for kind in Kind}


def places() -> dict[str, str]:
    """All words of the vocabulary but kinds and voices, which may be where a date was found."""
    others = {*Kind, *Voice}
    return {str(word): term(word) for word in _TERMS if word not in others}
