"""The text of a TEI file as blocks, and where each of its letters came to stand."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from indexer.readers.tei.elements import children, descendants, is_shown, local_name, shown_words
from indexer.readers.written_blocks import WrittenBlocks
from indexer.structure import Block, BlockKind

# Elements that stand on lines of their own; what holds one of them is divided at it.
_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "ab": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "opener": BlockKind.PARAGRAPH,
    "closer": BlockKind.PARAGRAPH,
    "dateline": BlockKind.PARAGRAPH,
    "salute": BlockKind.PARAGRAPH,
    "signed": BlockKind.PARAGRAPH,
    "byline": BlockKind.PARAGRAPH,
    "trailer": BlockKind.PARAGRAPH,
    "postscript": BlockKind.PARAGRAPH,
    "addrLine": BlockKind.PARAGRAPH,
    "lg": BlockKind.PARAGRAPH,
    "l": BlockKind.LIST_ITEM,
    "item": BlockKind.LIST_ITEM,
    "row": BlockKind.TABLE_ROW,
    "div": BlockKind.PARAGRAPH,
    "text": BlockKind.PARAGRAPH,
    "body": BlockKind.PARAGRAPH,
}
_MOST_HEADING_LEVEL = 6


@dataclass(frozen=True, slots=True)
class RenderedTei:
    """`spans`: of each letter's element with words, in the text. `notes_start`: where the editors' notes begin."""

    text: str
    blocks: tuple[Block, ...]
    spans: dict[etree._Element, tuple[int, int]]
    notes_start: int | None


def render(texts: Collection[etree._Element], letters: Collection[etree._Element]) -> RenderedTei:
    """The words of `texts` (elements `text`) in order, then their notes. `letters`: elements whose spans are wanted.

    A note stands apart because it interrupts the sentence that it hangs on, and is not its writer's.
    """
    rendering = _Rendering(frozenset(letters))
    for text in texts:
        rendering.add(text, depth=0, quoted=False)
    written = len(rendering.blocks.blocks)
    for text in texts:
        for note in _outermost_notes(text):
            rendering.blocks.add(BlockKind.PARAGRAPH, shown_words(note, notes=True))
    blocks = rendering.blocks.blocks
    notes_start = blocks[written].start if len(blocks) > written else None
    return RenderedTei(rendering.blocks.text, blocks, rendering.spans, notes_start)


class _Rendering:
    """Walks the elements and writes their blocks."""

    def __init__(self, letters: frozenset[etree._Element]) -> None:
        self.blocks = WrittenBlocks()
        self.spans: dict[etree._Element, tuple[int, int]] = {}
        self._letters = letters

    def add(self, element: etree._Element, *, depth: int, quoted: bool) -> None:
        """Write an element: whole where nothing in it stands on its own, else piece by piece."""
        if not is_shown(element) or local_name(element) == "note":
            return
        quoted = quoted or local_name(element) in ("quote", "q", "cit")
        first = len(self.blocks.blocks) if element in self._letters else 0
        if local_name(element) == "row":
            self.blocks.add(BlockKind.TABLE_ROW, "\t".join(map(shown_words, children(element, "cell"))))
        elif _holds_blocks(element):
            self._add_pieces(element, depth=depth + (local_name(element) == "div"), quoted=quoted)
        else:
            self._write(element, shown_words(element), depth=depth, quoted=quoted)
        if element in self._letters:
            written = self.blocks.blocks[first:]
            if written:
                self.spans[element] = (written[0].start, written[-1].end)

    def _add_pieces(self, element: etree._Element, *, depth: int, quoted: bool) -> None:
        """Children that stand on their own become blocks; what lies between two of them becomes one more."""
        between = etree.Element("p")
        between.text = element.text
        for child in element:
            if _is_block(child) or _holds_blocks(child):
                self._write(between, shown_words(between), depth=depth, quoted=quoted)
                between = etree.Element("p")
                self.add(child, depth=depth, quoted=quoted)
                between.text = child.tail
            else:
                between.append(deepcopy(child))  # a copy, so that the file's own tree stays as it was
        self._write(between, shown_words(between), depth=depth, quoted=quoted)

    def _write(self, element: etree._Element, words: str, *, depth: int, quoted: bool) -> None:
        kind = BlockKind.QUOTE if quoted else _KINDS.get(local_name(element), BlockKind.PARAGRAPH)
        level = min(max(depth, 1), _MOST_HEADING_LEVEL) if kind is BlockKind.HEADING else 0
        self.blocks.add(kind, words, 1 if kind in (BlockKind.QUOTE, BlockKind.LIST_ITEM) else level)


def _is_block(element: etree._Element) -> bool:
    return local_name(element) in _KINDS


def _holds_blocks(element: etree._Element) -> bool:
    """Whether something within stands on its own; a note's paragraphs do not."""
    return any(
        _is_block(each) and not any(local_name(above) == "note" for above in each.iterancestors())
        for each in element.iter()
        if each is not element
    )


def _outermost_notes(text: etree._Element) -> list[etree._Element]:
    notes = list(descendants(text, "note"))
    return [note for note in notes if not any(local_name(above) == "note" for above in note.iterancestors())]
