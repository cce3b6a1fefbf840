"""What is wrong with a correction, in words for the person who wrote it."""

from __future__ import annotations


class CorrectionError(Exception):
    """A correction that cannot be read or applied; the text names the place, the value and what would be right."""
