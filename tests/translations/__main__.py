"""`make messages`: brings every string of the interface into every translation, and says which are still to do."""

from __future__ import annotations

from collections.abc import Sequence

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.translations.strings import collected
from web.translations import FOLDER, SOURCE_LANGUAGE, languages


def main() -> None:
    """Update all translations; what is said no longer is dropped."""
    strings = collected()
    for language in languages():
        if language != SOURCE_LANGUAGE:
            update(language, strings)


def update(language: str, strings: Catalog) -> None:
    """Write one translation anew."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        translation = read_po(file, locale=language)
    translation.update(strings, no_fuzzy_matching=True)
    # Nothing in the file may depend on when it was written, nor on lines that move.
    with path.open("wb") as file:
        write_po(file, translation, width=120, ignore_obsolete=True, include_lineno=False, omit_header=True)
    missing = [message.id for message in translation if message.id and not all(_forms(message.string))]
    print(f"{language}: {len(translation)} strings, {len(missing)} to translate")
    for message_id in missing:
        print(f"  {message_id}")


def _forms(translated: str | Sequence[str] | None) -> Sequence[str]:
    return (translated or "",) if translated is None or isinstance(translated, str) else translated


if __name__ == "__main__":
    main()
