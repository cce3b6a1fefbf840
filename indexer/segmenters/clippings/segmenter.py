"""The segmenter of clippings: several articles in one text, or one, with where each was taken from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.readers.html_tree import HtmlSource
from indexer.readers.text import text_blocks
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.clippings.citations import Citation, find_citations
from indexer.segmenters.clippings.layout import Clipping, find_clippings, first_headline, is_edge
from indexer.segmenters.letters import LettersSegmenter
from indexer.segmenters.letters.salutations import is_to_the_editor
from indexer.segmenters.lines import Line, lines_of
from indexer.segmenters.stated import first_line, title_of
from indexer.segmenters.text_span import trimmed_span
from indexer.structure import StructuredText
from search.left_out import Stretches, blanked
from search.model import Kind

# Above letters, since one to an editor is found within its clipping.
_CONFIDENCE = 0.96
_CONFIDENCE_OF_ONE = 0.6
_CONFIDENCE_OF_A_LETTER = 0.5
_SHARE_OF_A_LETTER = 0.6
_FEWEST_WORDS_EACH = 15
_SHARE_WITH_WORDS = 0.8
_SHARE_OF_TEXT = 0.6
_MOST_WORDS_OF_A_COVER = 40
_FIRST_LINES = 4
_MOST_WORDS_ABOVE_ITS_SOURCE = 600


class ClippingsSegmenter:
    """Finds articles by the lines that name the paper and the day, with headline, byline and newspaper."""

    name = "clippings"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The articles, and letters to the editor among them, or None where hardly all words are of such."""
        lines = lines_of(source.text)
        citations = find_citations(lines)
        if not citations or (len(citations) == 1 and not _is_of_whole(source, lines, citations[0])):
            return None
        clippings = find_clippings(lines, citations)
        if len(clippings) < _SHARE_WITH_WORDS * len(citations) or not clippings:
            return None
        words = sum(len(_text(source.text, lines, one).split()) for one in clippings)
        if words < max(_FEWEST_WORDS_EACH * len(clippings), _SHARE_OF_TEXT * len(source.text.split())):
            return None
        top = min(clippings[0].first, citations[0].first)
        cover = [line.text for line in lines[:top] if not is_edge(line.text)]
        has_cover = sum(len(line.split()) for line in cover) <= _MOST_WORDS_OF_A_COVER
        thread = first_line(cover[0]) if cover and has_cover and len(clippings) > 1 else None
        drafts = [draft for one in clippings for draft in _drafts(source.text, lines, one, thread)]
        if not has_cover:
            drafts.insert(
                0, Draft("page", Kind.WEB_PAGE, title_of(source), *trimmed_span(source.text, 0, lines[top].start))
            )
        return Proposal(self.name, _CONFIDENCE if len(citations) > 1 else _CONFIDENCE_OF_ONE, tuple(drafts))


def _is_of_whole(source: StructuredText, lines: Sequence[Line], citation: Citation) -> bool:
    """Whether one line alone says where all of a text is from: at its top, or below it with a page or the like."""
    if isinstance(source, HtmlSource):  # pages state their own dates, and show those of others
        return False
    with_words = [number for number, line in enumerate(lines) if line.text]
    if citation.first in with_words[:_FIRST_LINES]:
        return True
    is_short = len(source.text.split()) <= _MOST_WORDS_ABOVE_ITS_SOURCE
    return citation.last == with_words[-1] and citation.located and is_short


def _text(text: str, lines: Sequence[Line], clipping: Clipping) -> str:
    return text[lines[clipping.first].start : lines[clipping.end - 1].end]


def _drafts(text: str, lines: Sequence[Line], clipping: Clipping, thread: str | None) -> list[Draft]:
    """The clipping, and apart from it a letter to the editor that follows it without a line of its own."""
    for number in range(clipping.first + 1, clipping.end):
        if is_to_the_editor(lines[number].text):
            headline = first_headline(lines, number)
            letter = _letter(text[lines[number].start : lines[clipping.end - 1].end])
            if letter is None or headline <= clipping.first:
                break
            key, start = f"clipping at {lines[headline].start}", lines[number].start
            title = lines[headline].text if headline < number else letter.title
            moved = replace(letter, key=key, start=letter.start + start, end=letter.end + start)
            article = _draft(text, lines, replace(clipping, end=headline), thread)
            return [article, replace(moved, title=title, thread=thread)]
    return [_draft(text, lines, clipping, thread)]


def _draft(text: str, lines: Sequence[Line], clipping: Clipping, thread: str | None) -> Draft:
    """The article, or the letter to the editor that the clipping is."""
    start, end = lines[clipping.first].start, lines[clipping.end - 1].end
    citation = clipping.citation
    left_out: Stretches = tuple((lines[number].start, lines[number].end) for number in clipping.labels)
    key = f"clipping at {start}"
    own = blanked(text, left_out)
    letter = _letter(own[start:end])
    if letter is not None:
        moved = replace(letter, key=key, start=letter.start + start, end=letter.end + start, thread=thread)
        return moved if letter.date.edtf else replace(moved, date=citation.date)
    return Draft(
        key=key,
        kind=Kind.NEWS_ARTICLE,
        title=clipping.title or first_line(own[start:end]),
        start=start,
        end=end,
        authors=clipping.authors or (citation.newspaper,),
        date=citation.date,
        thread=thread,
        left_out=left_out,
    )


def _letter(words: str) -> Draft | None:
    """The signed letter that most of these words are; None where they are none, or more than one."""
    source = StructuredText(name="", media_type="text/plain", text=words, blocks=text_blocks(words))
    proposal = LettersSegmenter().propose(source)
    if proposal is None or proposal.confidence < _CONFIDENCE_OF_A_LETTER or len(proposal.drafts) != 1:
        return None
    letter = proposal.drafts[0]
    is_most = letter.end - letter.start >= _SHARE_OF_A_LETTER * len(words.strip())
    return letter if is_most and letter.authors else None
