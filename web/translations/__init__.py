"""The languages that the interface speaks, and its words in them.

A language is a folder with `LC_MESSAGES/messages.po`. It is compiled when it is first needed, so that nothing that is
made from something else has to be committed or built.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
"""The language that templates and code are written in; it needs no translations."""


@cache
def languages() -> dict[str, str]:
    """By code, what each language calls itself, the source language first."""
    codes = (SOURCE_LANGUAGE, *sorted(path.name for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()))
    return {code: Locale(code).get_display_name(code) or code for code in codes}


@cache
def translations(language: str) -> NullTranslations:
    """The translations into a language; those into the source language give back what they are given."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
