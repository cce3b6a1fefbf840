"""Chats as programs export them, or as they were copied from them."""

from indexer.segmenters.chat.segmenter import ChatSegmenter

__all__ = ["ChatSegmenter"]
