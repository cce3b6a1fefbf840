"""Structured text: what a reader makes of a file, and what a segmenter works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from search.source_notes import SourceNote

RULE_MARKS = "-_=*~━─—"
"""The characters of which a rule is drawn between parts of a text, to stand in brackets of a regular expression."""

MOST_WRAPPED_CHARS = 130
"""Nobody wraps lines by hand beyond this: where a stretch has longer lines, each is a paragraph."""


class BlockKind(StrEnum):
    """What a block is, as far as the format says."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"
    TABLE_ROW = "table row"
    RULE = "rule"
    FRONT_MATTER = "front matter"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands on its own: `text[start:end]`, without white space at its ends.

    `level`: 1 to 6 for a heading, depth for a list item or quote, else 0. `quotes`: in how many quotations it stands,
    whatever its kind, as far as the format says so.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class StructuredText:
    """A source as text and blocks. Blocks are in reading order, do not overlap, and leave out only white space.

    `text`: line ends are `\\n`; no other character of the file's text is changed or dropped.
    `name`: see `search.model.Source.name`. `metadata`: what the format itself states, with keys of this
    project: `title`, `author`, `authors` (JSON list), `recipient`, `recipients` (JSON list), `signatory`,
    `signatories` (JSON list), `date` (as written), `kind`, `thread`, `url`, `site`, `retrieved`; of an e-mail also
    `message_id` and `follows` (JSON list): see `search.model.MailHeaders`; of a thread also `replies`: a JSON object,
    the number of a post -> the number of the one it replies to. `notes`: what the reader doubted about its encoding.
    """

    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    notes: tuple[SourceNote, ...] = ()

    def block_text(self, block: Block) -> str:
        """The words of one block."""
        return self.text[block.start : block.end]
