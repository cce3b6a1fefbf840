"""The article of a saved page that does not mark it: which of its blocks it is, by whom and of when.

trafilatura finds it; what it says is believed only as far as the page's own words show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.date_places import DATELINE
from indexer.dates import find_dates, is_either_order
from indexer.readers.html_tree import HtmlSource
from indexer.segmenters.quoted.paragraphs import Paragraph
from indexer.structure import Block, BlockKind
from search.model import DatePrecision, DocumentDate

# What trafilatura takes for the article must be found again in the page's blocks, or the two disagree.
_LEAST_FOUND_SHARE = 0.5
# A block of fewer characters may occur in an article and in a menu; alone it shows nothing.
_TELLING_CHARS = 40
# What is shorter may be a teaser or a comment, and a page without an article is better left whole.
_FEWEST_WORDS = 60
_NEWS_SPEECH = 1
# Thai, Lao, Burmese, Khmer, Japanese and Chinese.
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MOST_LINES_BELOW = 8
_MOST_LINE_WORDS = 16  # of a line that may be a date line or byline


@dataclass(frozen=True, slots=True)
class Article:
    """An article at `text[start:end]` of its source. Authors and date only where the page's words show them.

    `reports_speech`: it reports what people said, as news does.
    """

    start: int
    end: int
    authors: tuple[str, ...]
    date: DocumentDate
    reports_speech: bool


def find_article(source: HtmlSource) -> Article | None:
    """The article of the page; None where there is none to be found, as on a page of links."""
    # Loading it takes as long as reading several pages, and most sources never need it.
    from trafilatura import bare_extraction

    extracted = bare_extraction(
        source.tree.markup, with_metadata=True, include_comments=False, date_extraction_params={"original_date": True}
    )
    if extracted is None or isinstance(extracted, dict) or not extracted.text:
        return None
    lines = [" ".join(line.split()) for line in extracted.text.split("\n")]
    blocks = _blocks_of(source, lines)
    if not blocks:
        return None
    body = [Paragraph(source.block_text(block), block.start, block.end) for block in blocks]
    if sum(_words(paragraph.text) for paragraph in body) < _FEWEST_WORDS:
        return None
    authors = tuple(_in_byline(body, (extracted.author or "").split(";")))
    date = _day_in_words(source, blocks, extracted.date) or _dateline(source, blocks)
    speech = sum(paragraph.reports_speech for paragraph in body)
    return Article(
        start=blocks[0].start,
        end=blocks[-1].end,
        authors=authors,
        date=date,
        reports_speech=speech >= _NEWS_SPEECH,
    )


def _blocks_of(source: HtmlSource, lines: Sequence[str]) -> Sequence[Block]:
    """The page's blocks from the first to the last line of the article; none where too few are found again."""
    wanted = set(lines)
    own = [number for number, block in enumerate(source.blocks) if _normal(source, block) in wanted]
    telling = [number for number in own if len(_normal(source, source.blocks[number])) >= _TELLING_CHARS]
    if not telling:
        return ()
    found_chars = sum(len(_normal(source, source.blocks[number])) for number in own)
    if found_chars < _LEAST_FOUND_SHARE * sum(map(len, lines)):
        return ()
    return source.blocks[_opening(source, telling[0]) : telling[-1] + 1]


def _opening(source: HtmlSource, first: int) -> int:
    """The heading above the article's first paragraph with what stands between (byline, date), else that paragraph."""
    for number in range(first, max(first - _MOST_LINE_WORDS, -1), -1):
        block = source.blocks[number]
        if block.kind is BlockKind.HEADING:
            return number
        if number < first and _words(source.block_text(block)) > _MOST_LINE_WORDS:
            break
    return first


def _words(text: str) -> int:
    """How many words a text has, about: in scripts that part none, two characters are taken for one."""
    return len(text.split()) + len(_UNPARTED.findall(text)) // 2


def _normal(source: HtmlSource, block: Block) -> str:
    return " ".join(source.block_text(block).split())


def _in_byline(body: Sequence[Paragraph], names: Sequence[str]) -> Iterator[str]:
    """The names that stand in a byline (`By NAME`, or the name alone); elsewhere it could be anybody's."""
    short = [paragraph.text.casefold() for paragraph in body if _words(paragraph.text) <= _MOST_LINE_WORDS]
    for name in map(str.strip, names):
        if name and any(line == name.casefold() or _is_byline(line, name.casefold()) for line in short):
            yield name


def _is_byline(line: str, name: str) -> bool:
    return line.startswith("by") and name in line


def _day_in_words(source: HtmlSource, blocks: Sequence[Block], day: str | None) -> DocumentDate | None:
    """The day that trafilatura found, where a short line in the article, or near above or below it, states it too.

    A date in numbers that could be of another day shows nothing.
    """
    near = [block for block in source.blocks if block.start < blocks[-1].end]
    below = [block for block in source.blocks if block.start >= blocks[-1].end][:_MOST_LINES_BELOW]
    for block in (*near, *below) if day else ():
        line = source.block_text(block)
        for found in find_dates(line) if _words(line) <= _MOST_LINE_WORDS else ():
            if found.edtf[:10] == day and not is_either_order(line[found.start : found.end]):
                return found.stated_in(DATELINE)
    return None


def _dateline(source: HtmlSource, blocks: Sequence[Block]) -> DocumentDate:
    """The day that a short line of the article states, above all others the first such line."""
    for block in blocks:
        line = source.block_text(block)
        found = find_dates(line) if _words(line) <= _MOST_LINE_WORDS else ()
        if found and found[0].precision is DatePrecision.DAY:
            return found[0].stated_in(DATELINE)
    return DocumentDate()
