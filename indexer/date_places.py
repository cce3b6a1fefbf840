"""Where a document's date may be found, in the words that readers are told; `web.words.terms` translates them."""

from __future__ import annotations

DATELINE = "its dateline"
DATELINE_BELOW = "the dateline below its signature"
HEADER = "its header"
POST_HEADER = "the post's header"
MESSAGE_HEADER = "the message's header"
CORRESPONDENCE_DESCRIPTION = "its correspondence description"
FRONT_MATTER = "the front matter"
RECORD = "the record"
PAGE_HEADING = "the page's heading"
PAGE_INTRODUCTION = "the page's introduction"
PAGE_METADATA = "the page's metadata"
ENCLOSING_POST = "the enclosing post"
POST_INTRODUCTION = "the enclosing post's introduction"


def heading_that_says(phrase: str) -> str:
    """The heading of one letter among others, with the words in it that date the letter."""
    return f"the heading '{phrase}'"
