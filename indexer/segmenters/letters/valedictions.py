"""Valedictions: the words that close a letter above its signature, and what else follows a letter's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.segmenters.letters.names import is_name, person_in

_ADVERB = (
    r"(?:very|most|ever|always|as|and|in|sincerely|faithfully|truly|respectfully|affectionately|cordially|obediently|"
    r"gratefully|fraternally|lovingly|warmly|etc\.?|&c\.?|aye|haste|friendship|solidarity|hope|peace|comradeship|"
    r"sympathy|struggle|christ|the|till\s+death)"
)
_KINSHIP = (
    r"(?:servants?|friends?|brother|sister|son|daughter|father|mother|nephew|niece|uncle|aunt|cousin|husband|wife|pupil|"
    r"colleague|comrade|admirer|obedient|affectionate|faithful|humble|devoted|attached|grateful|sincere|loving|true)"
)
_PHRASES = (
    r"(?:(?:ever|always|very|most|as\s+ever|in\s+haste|i\s+am|we\s+are|aff?(?:ectionate)?ly|sincerely|truly),?\s+)*"
    rf"(?:yours|yrs|ys)(?:[\s,]+|--)?(?:{_ADVERB}(?:[\s,]+|--)?){{0,6}}",
    rf"(?:(?:i|we)\s+(?:am|are|remain|have\s+the\s+honou?r\s+to\s+be)|believe\s+me|as\s+ever|ever|always|in\s+haste)?"
    rf"[\s,]*(?:[\w’']+[\s,]+){{0,5}}?(?:your|yr)\s+(?:[\w’']+[\s,]+){{0,6}}?{_KINSHIP}(?:[\s,]+and\s+{_KINSHIP})?",
    r"(?:very\s+|most\s+)?(?:sincerely|respectfully|faithfully|cordially|truly|affectionately|fraternally|gratefully)"
    r"(?:\s+(?:yours|submitted))?",
    r"(?:with\s+)?(?:(?:my|our|all|the|very|many)\s+)*(?:kind(?:est)?|best|good|warm(?:est)?|sincere|cordial|friendly|fraternal)"
    r"(?:\s+(?:and|personal|very|\w+est))*\s+(?:regards|wishes|greetings|thanks)(?:\s+(?:to|from|and)\s[^.,]{0,30})?",
    r"(?:many\s+)?(?:regards|thanks|cheers)(?:\s+again)?",
    r"(?:in|with|yours\s+in)\s+(?:solidarity|hope|gratitude|sympathy|friendship|appreciation|love|peace|anticipation)"
    r"(?:\s+and\s+\w+)?",
    r"(?:lots\s+of|much|all\s+my|with\s+(?:all\s+)?(?:my\s+)?)?\s*love(?:\s+(?:to|from)\s[^.,]{0,30})?",
    r"(?:bien\s+)?(?:cordialement|amicalement|respectueusement|sinc[eè]rement)(?:\s+(?:v[oô]tre|à\s+vous))?",
    r"(?:veuillez|je\s+vous\s+prie|nous\s+vous\s+prions|recevez|agréez)\b[^.]{0,140}(?:salutations|sentiments|expression)[^.]{0,60}",
    r"(?:mit|viele|beste|herzliche)\s+(?:\w+en\s+)?gr[uü](?:ß|ss)en?|hochachtungsvoll|ihr\s+(?:sehr\s+)?ergebener",
    r"atentamente|cordialmente|saludos\s+cordiales|cordiali\s+saluti|distinti\s+saluti",
)
_VALEDICTION = re.compile(rf"(?:{'|'.join(_PHRASES)})(?P<rest>\s*[,.!:—–-]*(?:\s+\S.*)?)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:\(?signed\)?(?:\s+by)?|signatories|signatures|the\s+undersigned|for\s+and\s+on\s+behalf\s+of|co-?signed(?:\s+by)?)"
    r"(?P<rest>\s*[:,]?(?:\s+\S.*)?)",
    re.IGNORECASE,
)
_LONGEST_VALEDICTION_WORDS = 14
_LONGEST_VALEDICTION_CHARS = 240
_POSTSCRIPT = re.compile(r"\(?(?:P\.?\s?){1,3}S\b\.?|postscript\b|nachschrift\b", re.IGNORECASE)
_COPY_NOTE = re.compile(
    r"(?:cc|c\.c\.|bcc|copy\s+to|copies\s+to|encs?|encls?|enclosed|enclosures?|attached|attachments?)\b\s*\.?\s*[:.(]",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(
    r"(?:appendix|appendices|annexe?|enclosure|attachment|schedule)(?:\s+(?:\d{1,2}|[A-Z]|[ivx]+))?\b\s*(?:[:.–—-].{0,80})?",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:\d+\.?\s*)?(?:references|notes|endnotes|footnotes|sources|bibliography|works\s+cited|further\s+reading|"
    r"notes\s+and\s+references)\s*:?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\].)]{1,2}\s*\S|\[\d{1,3}\]")
_FOOTNOTE = re.compile(r"\[(?:foot)?note\b|[*†‡§]{1,3}\s?\S|\[\w{1,3}\]$|\[[A-Z*†]?\d*\]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Valediction:
    """`signer`: the name that stands in the same line, if one does. `lists`: it announces a list (`Signed by:`)."""

    signer: str | None
    lists: bool = False


def read_valediction(line: str) -> Valediction | None:
    """The valediction that a line is, or None."""
    if len(line) > _LONGEST_VALEDICTION_CHARS:
        return None
    match = _SIGNED.fullmatch(line)
    if match is not None and match["rest"].strip(" :,") == "":
        return Valediction(None, lists=line.rstrip().endswith(":") or not match[0].lower().startswith("for"))
    match = match or _VALEDICTION.fullmatch(line)
    if match is None or len(line.split()) > _LONGEST_VALEDICTION_WORDS + len(match["rest"].split()):
        return None
    rest = match["rest"].strip(" ,.!:—–-")
    # `With my best wishes, and those of the mayor,` runs on to the signature.
    if not rest or (match["rest"].startswith(",") and line.endswith(",") and len(rest.split()) > 3):
        return Valediction(None)
    return Valediction(rest) if person_in(rest) or (is_name(rest) and match["rest"][:1] in ",:.—–-") else None


def is_postscript(words: str) -> bool:
    """True for what begins with `P.S.`"""
    return _POSTSCRIPT.match(words) is not None


def is_copy_note(words: str) -> bool:
    """True for `cc: …` and `Enc.: …` below a signature."""
    return _COPY_NOTE.match(words) is not None


def is_attachment_heading(words: str) -> bool:
    """True for `Appendix`, `Enclosure 2: The survey`."""
    return _ATTACHMENT.fullmatch(words) is not None


def is_references_heading(words: str) -> bool:
    """True for `References`, `Notes:` and their like, alone."""
    return _REFERENCES.fullmatch(words) is not None


def is_numbered(words: str) -> bool:
    """True for an entry of a numbered list of references."""
    return _NUMBERED.match(words) is not None


def is_footnote(words: str) -> bool:
    """True for `[Footnote 1: …]`, `* …` and their like."""
    return _FOOTNOTE.match(words) is not None and not (words[0] == words[-1] == "*")
