"""What is fuzzed: functions that take any bytes, and fail where the program breaks a promise about them.

Each may refuse what it is given with the error that its part declares; anything else that is raised is a defect, as
is one that takes longer than MOST_S.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from indexer.curation import CorrectionError, parse_correction
from indexer.dates import find_dates, parse_date
from indexer.limits import time_limit
from indexer.readers import READERS, UnreadableError, UnreadableRecord, reader_for
from indexer.readers.front_matter import parse_front_matter
from indexer.readers.text import text_blocks
from indexer.segmentation import in_reading_order, segment
from indexer.segmenters import SEGMENTERS
from indexer.structure import StructuredText
from search.analysis import Analyzer
from search.dates import parse_date_filter
from search.errors import RequestError
from search.highlighting import Highlighter
from search.query import any_words, parse_query
from search.querytree import Nothing
from search.snippets import make_snippet
from tests.fuzz import seeds
from tests.property.laws import assert_blocks_cover, assert_drafts_fit, assert_each_word_is_in_one_passage

MOST_S = 30.0
_ANALYZER = Analyzer("english")
_SNIPPET_CHARS = 120


@dataclass(frozen=True, slots=True)
class Target:
    """`check` raises where a promise is broken. `seeds`: inputs to begin with."""

    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...]

    def run(self, content: bytes) -> None:
        """Check these bytes. Raises TimeLimitError where that takes too long."""
        with time_limit(MOST_S):
            self.check(content)


def _assert_reason(error: Exception) -> None:
    assert str(error).strip()


def _assert_advice(error: RequestError) -> None:
    _assert_reason(error)
    assert error.expected


def _query(content: bytes) -> None:
    query = content.decode("utf-8", "surrogateescape")
    any_words(query, _ANALYZER)
    try:
        read = parse_query(query, _ANALYZER)
    except RequestError as error:
        _assert_advice(error)
        return
    if read.tree != Nothing():
        again = parse_query(read.display, _ANALYZER)
        assert again.tree == read.tree


def _snippet(content: bytes) -> None:
    """The first line is the query, the rest the text."""
    query, _, text = content.decode("utf-8", "surrogateescape").partition("\n")
    try:
        tree = parse_query(query, _ANALYZER).tree
    except RequestError:
        return
    found = make_snippet(text, Highlighter(tree, _ANALYZER), max_chars=_SNIPPET_CHARS)
    assert found.text == text[found.start : found.start + len(found.text)]
    assert len(found.text) <= _SNIPPET_CHARS
    ends = [0, *(edge for span in found.highlights for edge in span), len(found.text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in found.highlights)


def _dates(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    for found in filter(None, (parse_date(text), *find_dates(text))):
        parse_date_filter(found.edtf.partition("T")[0])
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    try:
        parse_date_filter(text)
    except RequestError as error:
        _assert_advice(error)


def _front_matter(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    try:
        found = parse_front_matter(text)
    except UnreadableError as error:
        _assert_reason(error)
        return
    if found is not None:
        assert 0 < found.end <= len(text)


def _correction(content: bytes) -> None:
    try:
        parse_correction(content)
    except CorrectionError as error:
        _assert_reason(error)


def _segmenters(content: bytes) -> None:
    """Every segmenter by itself, then the choice among them."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    source = StructuredText("any.txt", "text/plain", text, text_blocks(text))
    assert_blocks_cover(text, source.blocks)
    for segmenter in SEGMENTERS:
        proposal = segmenter.propose(source)
        if proposal is not None:
            in_reading_order(text, proposal.drafts)
    _segmented(source)


def _segmented(source: StructuredText) -> None:
    segmented = segment(source)
    assert_drafts_fit(segmented)
    assert_each_word_is_in_one_passage(segmented)
    assert bool(segmented.drafts) == bool(source.text.strip())


def _reader(suffix: str, content: bytes) -> None:
    """A file of that format: each source in it has blocks that cover it, and is segmented."""
    with tempfile.TemporaryDirectory(prefix="flori-fuzz-") as folder:
        path = Path(folder, f"any{suffix}")
        path.write_bytes(content)
        try:
            reader = reader_for(path)
            for source in reader.read(path, path.name) if reader else ():
                if isinstance(source, UnreadableRecord):
                    assert source.reason
                else:
                    assert_blocks_cover(source.text, source.blocks)
                    _segmented(source)
        except UnreadableError as error:
            _assert_reason(error)


def _part(suffix: str, parts: Mapping[str, bytes], name: str, content: bytes) -> None:
    """A zipped file of that format, whole but for the content of one part."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for part, standing in (parts | {name: content}).items():
            archive.writestr(part, standing)
    _reader(suffix, packed.getvalue())


def _targets() -> dict[str, Target]:
    found = {
        "query": Target(_query, seeds.QUERIES),
        "snippet": Target(_snippet, seeds.SNIPPETS),
        "dates": Target(_dates, seeds.DATES),
        "front-matter": Target(_front_matter, seeds.FRONT_MATTER),
        "correction": Target(_correction, seeds.CORRECTIONS),
        "segmenters": Target(_segmenters, seeds.TEXTS),
    }
    for suffix in sorted({suffix for reader in READERS for suffix in reader.suffixes}):
        found[f"reader{suffix}"] = Target(partial(_reader, suffix), seeds.FILES.get(suffix, seeds.TEXTS))
    for suffix, (parts, name) in seeds.PARTS.items():
        found[f"part-of{suffix}"] = Target(partial(_part, suffix, parts, name), (parts[name], *seeds.MARKUP))
    return found


TARGETS: Mapping[str, Target] = _targets()
