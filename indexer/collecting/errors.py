"""Why something could not be collected, in words for the person who asked for it."""

from __future__ import annotations


class CollectingError(Exception):
    """A file or page that cannot be taken into the corpus; the text says why and, where there is one, a way."""
