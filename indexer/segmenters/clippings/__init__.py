"""Newspaper clippings typed or pasted into one text, each with the paper and the day that it was taken from."""

from indexer.segmenters.clippings.segmenter import ClippingsSegmenter

__all__ = ["ClippingsSegmenter"]
