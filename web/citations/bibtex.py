"""References as BibTeX."""

from __future__ import annotations

from web.citations.reference import Reference
from web.words.terms import capitalized
from web.words.wording import from_to

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TABLE = str.maketrans(_ESCAPED)
_URL_TABLE = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex_entry(reference: Reference) -> str:
    """One entry, in UTF-8 as BibTeX's successors read it. Of type misc, which alone holds letters and posts alike."""
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference).items() if value)
    return f"@misc{{{reference.key},\n{written}}}\n"


def _fields(reference: Reference) -> dict[str, str]:
    document, date = reference.document, reference.date_parts
    kind = from_to(capitalized(document.kind), ", ".join(document.recipients))
    return {
        # A name in braces of its own is not taken apart, and its "and" parts no list.
        "author": " and ".join(f"{{{_text(name)}}}" for name in document.authors),
        "title": f"{{{_text(reference.title)}}}",
        "year": str(date[0]) if date else "",
        "month": str(date[1]) if len(date) > 1 else "",
        "day": str(date[2]) if len(date) > 2 else "",
        "date": (document.date.edtf or "").partition("T")[0],
        "howpublished": _text(f"{kind}. {reference.archive}, {reference.source_name}"),
        "url": reference.permalink.translate(_URL_TABLE),
        "note": _text("; ".join(reference.notes)),
    }


def _text(value: str) -> str:
    return " ".join(value.split()).translate(_TABLE)
