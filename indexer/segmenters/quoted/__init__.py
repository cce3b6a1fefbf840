"""Documents quoted in a post: letters and news articles that somebody pasted."""

from indexer.segmenters.quoted.finder import find_quoted

__all__ = ["find_quoted"]
