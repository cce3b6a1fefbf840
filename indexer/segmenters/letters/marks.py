"""What stands around a letter's text, known by its words: postscripts, references, footnotes, the page's frame."""

from __future__ import annotations

import re

_POSTSCRIPT = re.compile(r"\(?(?:P\.?\s?){1,3}S\b\.?|postscript\b|nachschrift\b", re.IGNORECASE)
_COPY_NOTE = re.compile(
    r"(?:cc|c\.c\.|bcc|copy\s+to|copies\s+to|encs?|encls?|enclosed|enclosures?|attached|attachments?)\b\s*(?:\.\s*)?[:.(]",
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
_PAGE_LINE = re.compile(
    r"(?:(?:the\s+)?end(?:\s+of\b.*)?$|share\b|tweet\b|related\b|leave\s+a\s+(?:reply|comment)|repl(?:y|ies)$|(?:\d+|no)\s+(?:comments?|replies)|comments?\b|"
    r"(?:recent|older|newer|previous|next|more|latest)\s+(?:posts?|comments?|entries|articles?|page|from)|post\s+navigation|"
    r"(?:previous|next)$|archives?$|(?:category|categories)\b|tags?\b|tagged\b|search\b|menu$|home$|about(?:\s+(?:us|me|this)\b|$)|"
    r"contact(?:\s+us)?$|follow\b|subscribe\b|newsletter|print(?:\s+this)?$|e-?mail\s+this|facebook|twitter|log\s?(?:in|out)\b|"
    r"register$|privacy\b|cookies?\b|copyright\b|©|filed\s+under|posted\s+(?:in|on|by)|loading|like\s+(?:this|loading)|"
    r"click\s+here|download\b|read\s+more|back\s+to|skip\s+to|sign\s+(?:in|up)|rss$|site\s?map|navigation$)",
    re.IGNORECASE,
)


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


def is_page_line(words: str) -> bool:
    """True for the words of a page's own frame: `Leave a Reply`, `Share this:`, `Recent Posts`."""
    return len(words.split()) <= 6 and _PAGE_LINE.match(words) is not None
