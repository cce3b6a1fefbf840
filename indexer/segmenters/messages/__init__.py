"""E-mails pasted one below the other, memoranda and telegrams: messages below the fields that head them."""

from indexer.segmenters.messages.segmenter import MessagesSegmenter

__all__ = ["MessagesSegmenter"]
