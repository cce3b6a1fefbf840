"""Segmenters, one per sort of source; they are asked in this order, and the first of equals wins."""

from __future__ import annotations

from indexer.segmenters.base import Draft, Proposal, Segmenter
from indexer.segmenters.email_message import EmailSegmenter
from indexer.segmenters.forum_page import ForumPageSegmenter
from indexer.segmenters.forum_thread import ForumThreadSegmenter
from indexer.segmenters.letters import LettersSegmenter
from indexer.segmenters.record import RecordSegmenter
from indexer.segmenters.tei_letters import TeiLettersSegmenter
from indexer.segmenters.web_page import WebPageSegmenter

__all__ = ["SEGMENTERS", "Draft", "Proposal", "Segmenter"]

SEGMENTERS: tuple[Segmenter, ...] = (
    RecordSegmenter(),
    EmailSegmenter(),
    TeiLettersSegmenter(),
    ForumPageSegmenter(),
    ForumThreadSegmenter(),
    LettersSegmenter(),
    WebPageSegmenter(),
)
