"""Forum threads saved as HTML pages: the posts' elements are known by what the page states, or by how it is built."""

from indexer.segmenters.forum_page.segmenter import ForumPageSegmenter

__all__ = ["ForumPageSegmenter"]
