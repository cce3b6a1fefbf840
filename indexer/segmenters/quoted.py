"""stub"""

from indexer.segmenters.base import Draft


def find_quoted(text: str, draft: Draft) -> tuple[Draft, ...]:
    return ()
