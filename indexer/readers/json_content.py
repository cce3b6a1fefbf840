"""JSON that is read as a whole."""

from __future__ import annotations

import json

from indexer.readers.base import UnreadableError
from indexer.readers.content import decoded


def parsed_json(content: bytes) -> object:
    """What these bytes say, in whatever encoding. Raises UnreadableError where they are no JSON."""
    try:
        value: object = json.loads(decoded(content).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is no JSON that can be read ({error}); export it again") from error
    return value
