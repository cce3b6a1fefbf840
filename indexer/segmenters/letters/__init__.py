"""Letters: found by their headings, datelines, salutations and signatures."""

from indexer.segmenters.letters.segmenter import LettersSegmenter

__all__ = ["LettersSegmenter"]
