"""The quotations in the documents of a source: all ways in which a text shows them, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.attributions import read_attribution
from indexer.passages import stretches
from indexer.segmentation import SegmentedSource
from indexer.segmenters.base import Draft
from indexer.structure import StructuredText
from indexer.voices.copied import CopiedQuotations
from indexer.voices.enclosed import enclosed_quotations
from indexer.voices.indented import indented_quotations
from indexer.voices.lines import SpokenLine, spoken_lines
from indexer.voices.nested import nested_quotations
from indexer.voices.quotations import Quotation, combined, quotation_at
from indexer.voices.tagged import tagged_quotations
from search.model import Kind

_ANSWERING_KINDS = frozenset({Kind.EMAIL, Kind.FORUM_POST})


def quotations_of(segmented: SegmentedSource) -> Mapping[str, tuple[Quotation, ...]]:
    """By draft's key: what its author quotes of others, ascending and apart.

    The words of a document quoted in another are its own author's; they count in neither.
    """
    drafts, source, holes = segmented.drafts, segmented.words, segmented.quoted_spans()
    copied = CopiedQuotations(source.text, frozenset(name for draft in drafts for name in draft.authors))
    return {draft.key: _quotations(source, draft, holes[draft.key], copied) for draft in drafts}


def _quotations(
    source: StructuredText, draft: Draft, holes: Sequence[tuple[int, int]], copied: CopiedQuotations
) -> tuple[Quotation, ...]:
    own = list(stretches(draft.start, draft.end, holes))
    lines = _from_own_depth(draft, spoken_lines(source.text, own, source.blocks, draft.kind))
    tagged = [one for start, end in own for one in tagged_quotations(source.text, start, end)]
    marked = combined(source.text, (tagged, nested_quotations(lines, copied.people)))
    unmarked = [line for line in lines if quotation_at(marked, line.start) is None] if marked else lines
    return combined(source.text, (marked, *_unmarked(draft.kind, lines, unmarked, copied)))


def _unmarked(
    kind: Kind, lines: Sequence[SpokenLine], unmarked: Sequence[SpokenLine], copied: CopiedQuotations
) -> Iterator[Iterator[Quotation]]:
    if kind in _ANSWERING_KINDS:
        yield enclosed_quotations(lines)
        yield copied.find(unmarked)
    if kind is Kind.LETTER:
        yield indented_quotations(unmarked)


def _from_own_depth(draft: Draft, lines: Sequence[SpokenLine]) -> Sequence[SpokenLine]:
    """The lines with depths counted from where the document itself stands: it may be quoted as a whole, and pages set
    whole letters in boxes for their looks. A message of nothing but marked lines quotes all of it.
    """
    outside = min((line.depth for line in lines), default=0)
    is_layout = outside and all(line.boxed for line in lines) and read_attribution(lines[0].words) is None
    if not outside or not (draft.quoted_in or is_layout):
        return lines
    return [line._replace(depth=line.depth - outside) for line in lines]
