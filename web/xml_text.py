"""Text that XML can hold."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the control characters and lone surrogates that no XML may have (XML 1.0, 2.2)."""
    return _NOT_IN_XML.sub("", text)
