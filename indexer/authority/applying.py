"""The names of documents in their preferred forms, with what was printed kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from search.model import Document, PrintedNames


@dataclass(frozen=True, slots=True)
class Entry:
    """One person or body. `kind`: `person` or `body`; `name`: the preferred form; `spellings`: the other ones."""

    kind: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """Who is meant by which spelling. `entries`: by each spelling, the preferred one included, as `spelling_key`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def applied(self, document: Document) -> Document:
        """The document with its names in their preferred forms, whichever forms they have now."""
        if not self.entries and document.printed is None and not (document.author_forms or document.recipient_forms):
            return document
        printed = document.printed or PrintedNames(document.authors, document.signatories, document.recipients)
        preferred = PrintedNames(
            self._all_preferred(printed.authors),
            self._all_preferred(printed.signatories),
            self._all_preferred(printed.recipients),
        )
        return replace(
            document,
            authors=preferred.authors,
            signatories=preferred.signatories,
            recipients=preferred.recipients,
            printed=None if printed == preferred else printed,
            author_forms=self._other_forms(preferred.authors),
            recipient_forms=self._other_forms(preferred.recipients),
        )

    def _all_preferred(self, names: Iterable[str]) -> tuple[str, ...]:
        """Each preferred form once, where it stands first; a name that nothing is said of is left as it is."""
        chosen: list[str] = []
        for name in names:
            entry = self.entries.get(spelling_key(name))
            if entry is None or entry.name not in chosen:
                chosen.append(entry.name if entry else name)
        return tuple(chosen)

    def _other_forms(self, names: Iterable[str]) -> tuple[str, ...]:
        entries = (self.entries.get(spelling_key(name)) for name in names)
        forms = (form for entry in entries if entry for form in entry.spellings)
        return tuple(dict.fromkeys(forms))


def spelling_key(name: str) -> str:
    """What two spellings have in common that differ in nothing but case and white space."""
    return " ".join(name.split()).casefold()


NO_AUTHORITY = Authority()
