"""References and quotations as a person writes them.

Of our own, and not by a CSL processor: a style has no place for where a date is known from, which a reader of letters
and posts must be told. Whoever needs a journal's style has the CSL item.
"""

from __future__ import annotations

from search.model import Passage, Voice
from web.citations.reference import Reference
from web.wording import date_words, names


def formatted_reference(reference: Reference) -> str:
    """`Ann Bell to Harbour Board, “Title”. Letter, [26 June 2015, from the enclosing post]. Archive, source. URL`."""
    document = reference.document
    people = names(document.authors) or "Unknown author"
    if document.recipients:
        people += f" to {names(document.recipients)}"
    kind = document.kind.capitalize()
    where = f"{reference.archive}, {reference.source_name}"
    return f"{people}, “{reference.title}”. {kind}, {_date(reference)}. {where}. {reference.permalink}"


def quotation(reference: Reference, passage: Passage, text: str) -> str:
    """The words in quotation marks, and below them where they stand: `Ada, quoted in …` where they are hers."""
    where = formatted_reference(reference)
    if passage.voice is Voice.QUOTING:
        where = f"{passage.quoted or 'Somebody else'}, quoted in {where}"
    return f"“{text.strip()}”\n\n— {where}"


def _date(reference: Reference) -> str:
    """The date; in brackets, as archivists do, where the document does not state it itself."""
    date = reference.document.date
    if date.edtf is None:
        return "undated"
    words = date_words(date.edtf)
    return f"[{words}, from {date.stated_in or 'its surroundings'}]" if date.derived else words
