"""Forum threads and comments saved as HTML pages: known by what the page states, or by how it is built."""

from indexer.segmenters.forum_page.comments import CommentedArticleSegmenter
from indexer.segmenters.forum_page.segmenter import ForumPageSegmenter

__all__ = ["CommentedArticleSegmenter", "ForumPageSegmenter"]
