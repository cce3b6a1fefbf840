"""Collecting: files copied and pages fetched into the corpus, each with a record of where it came from and when."""

from indexer.collecting.adding import Added, NotAdded, add_path, add_url
from indexer.collecting.fetching import FetchLimits, fetch_limits_of

__all__ = ["Added", "FetchLimits", "NotAdded", "add_path", "add_url", "fetch_limits_of"]
