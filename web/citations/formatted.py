"""References and quotations as a person writes them.

Of our own, and not by a CSL processor: a style has no place for where a date is known from, which a reader of letters
and posts must be told. Whoever needs a journal's style has the CSL item.
"""

from __future__ import annotations

from search.model import Passage, Voice
from web.citations.reference import Reference
from web.words.language import gettext
from web.words.terms import capitalized, term
from web.words.wording import closed_up, date_words, from_to, names


def formatted_reference(reference: Reference) -> str:
    """`Ann Bell to Harbour Board, “Title”. Letter, [26 June 2015, from the enclosing post]. Archive, source. URL`."""
    document = reference.document
    people = names(document.authors) or gettext("Unknown author")
    return gettext(
        "%(people)s, “%(title)s”. %(kind)s, %(date)s. %(archive)s, %(source)s. %(address)s",
        people=from_to(people, names(document.recipients)),
        title=reference.title,
        kind=capitalized(document.kind),
        date=_date(reference),
        archive=reference.archive,
        source=reference.source_name,
        address=reference.permalink,
    )


def quotation(reference: Reference, passage: Passage, text: str) -> str:
    """The words in quotation marks, and below them where they stand: `Ada, quoted in …` where they are hers."""
    where = formatted_reference(reference)
    if passage.voice is Voice.QUOTING:
        where = gettext("%(name)s, quoted in %(where)s", name=passage.quoted or gettext("Somebody else"), where=where)
    return gettext("“%(words)s”", words=closed_up(text)) + f"\n\n— {where}"


def _date(reference: Reference) -> str:
    """The date; in brackets, as archivists do, where the document does not state it itself."""
    date = reference.document.date
    if date.edtf is None:
        return gettext("undated")
    words = date_words(date.edtf)
    if not date.derived:
        return words
    return gettext("[%(date)s, from %(place)s]", date=words, place=term(date.stated_in or "its surroundings"))
