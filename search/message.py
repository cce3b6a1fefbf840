"""Sentences for a person, in English, that can still be said in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


class Message(str):
    """A sentence that remembers its template and the values put into it. It is its English text wherever it is shown.

    The template is the key of a translation, with places as `%(name)s` and `%(name)r`; a value may be a Message too.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, **values: Any) -> Self:
        """The sentence; without values the template is taken as it stands. Whole numbers are grouped: `1,204`."""
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        message = super().__new__(cls, template % shown if shown else template)
        message.template = template
        message.values = values
        return message
