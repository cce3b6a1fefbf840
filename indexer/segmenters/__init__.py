"""Segmenters, one per sort of source; they are asked in this order, and the first of equals wins.

The fallback is asked where none of them is surer than it is.
"""

from __future__ import annotations

from indexer.segmenters.base import Draft, Proposal, Segmenter
from indexer.segmenters.chat import ChatSegmenter
from indexer.segmenters.clippings import ClippingsSegmenter
from indexer.segmenters.email_message import EmailSegmenter
from indexer.segmenters.exported_messages import ExportedMessagesSegmenter
from indexer.segmenters.forum_page import CommentedArticleSegmenter, ForumPageSegmenter
from indexer.segmenters.forum_thread import ForumThreadSegmenter
from indexer.segmenters.letters import LettersSegmenter
from indexer.segmenters.messages import MessagesSegmenter
from indexer.segmenters.press_releases import PressReleasesSegmenter
from indexer.segmenters.record import RecordSegmenter
from indexer.segmenters.tei_letters import TeiLettersSegmenter
from indexer.segmenters.web_page import CONFIDENCE as FALLBACK_CONFIDENCE
from indexer.segmenters.web_page import WebPageSegmenter

__all__ = ["FALLBACK", "FALLBACK_CONFIDENCE", "SEGMENTERS", "Draft", "Proposal", "Segmenter"]

SEGMENTERS: tuple[Segmenter, ...] = (
    RecordSegmenter(),
    EmailSegmenter(),
    TeiLettersSegmenter(),
    ExportedMessagesSegmenter(),
    ChatSegmenter(),
    CommentedArticleSegmenter(),
    ForumPageSegmenter(),
    ForumThreadSegmenter(),
    MessagesSegmenter(),
    ClippingsSegmenter(),
    PressReleasesSegmenter(),
    LettersSegmenter(),
)
FALLBACK = WebPageSegmenter()
