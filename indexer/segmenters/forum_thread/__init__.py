"""Forum threads as copied or saved text: a header announces a post, its words follow."""

from indexer.segmenters.forum_thread.segmenter import ForumThreadSegmenter

__all__ = ["ForumThreadSegmenter"]
