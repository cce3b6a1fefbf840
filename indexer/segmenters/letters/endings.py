"""Where a letter ends: its valediction and signature, and what belongs to it below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.dates import ParsedDate
from indexer.segmenters.letters.datelines import read_dateline
from indexer.segmenters.letters.layout import Unit, is_headline_of_next, is_title_of_next
from indexer.segmenters.letters.marks import (
    is_copy_note,
    is_footnote,
    is_page_line,
    is_postscript,
    is_references_heading,
)
from indexer.segmenters.letters.names import person_in
from indexer.segmenters.letters.salutations import opens_printed_letter, read_salutation
from indexer.segmenters.letters.signatures import (
    continues_signature,
    is_name_with_address,
    is_of_address,
    is_signed_name,
    signers,
)
from indexer.segmenters.letters.trailers import Trailers, is_references
from indexer.segmenters.letters.valedictions import Valediction, read_run_in_valediction, read_valediction
from indexer.structure import BlockKind

_FEWEST_LISTED = 3
_MOST_WORDS_OF_A_NAME = 5
_MOST_LINES_OF_A_SIGNATURE = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """`end`: index of the first unit after the letter. `signed`: a signature closes it, or a `valediction`.

    `signatories`: those in a list below the signature. `date`: of a dateline below the signature.
    `sure`: the end is marked, by a signature or by references.
    """

    end: int
    signers: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: ParsedDate | None = None
    signed: bool = False
    valediction: bool = False
    sure: bool = False


def find_ending(units: Sequence[Unit], body: int, limit: int, *, keep_rest: bool) -> Ending:
    """The ending of the letter whose text begins at unit `body` and that ends before unit `limit`.

    `keep_rest`: what stands below the signature is the letter's, as in printed letters with their unnamed
    postscripts, and not the page's own words.
    """
    limit = _before_page_lines(units, body, limit)
    closing = next((index for index in range(body, limit) if _closes(units, body, index)), None)
    references = next((index for index in range(body + 1, limit) if is_references(units, index, limit)), None)
    trailers = Trailers(units, limit, units[body], keep_rest=keep_rest)
    if closing is not None and (references is None or closing < references or _valediction(units[closing])):
        return _signed_ending(units, closing, limit, trailers)
    if references is not None:
        return Ending(trailers.end_after(references), sure=True)
    return _unsigned_ending(units, body, limit, trailers)


def is_date_of_signature(units: Sequence[Unit], index: int) -> bool:
    """True for `Quay Street, 6 May 1926` right below a signature: it dates that letter, not the next.

    Nor does it date the next where that has a headline, which would stand above its own date.
    """
    if read_dateline(units[index].words) is None:
        return False
    is_above_headline = index + 2 < len(units) and is_headline_of_next(units, index + 1, index + 2)
    above = index
    while above > max(index - _MOST_LINES_OF_A_SIGNATURE, 0) and units[above].blank_lines <= is_above_headline:
        above -= 1
        if _valediction(units[above]) is not None:
            return True
    return False


def _before_page_lines(units: Sequence[Unit], body: int, limit: int) -> int:
    """The index where two lines of the page's frame in a row begin, or `limit`."""
    for index in range(body + 1, limit):
        first = units[index]
        if _is_frame(first) and read_valediction(first.words) is None:
            following = units[index + 1] if index + 1 < limit else None
            if following is None or len(first.lines) > 1 or _is_frame(following):
                return index
    return limit


def _is_frame(unit: Unit) -> bool:
    return unit.is_short and all(is_page_line(line.words) for line in unit.lines)


def _closes(units: Sequence[Unit], body: int, index: int) -> bool:
    if index == body:  # a salutation, perhaps with all of the letter in its paragraph
        return read_run_in_valediction(units[body].words) is not None
    if _valediction(units[index]) is not None:
        return True
    return units[index - 1].is_sentence and is_signed_name(units[index])


def _valediction(unit: Unit) -> Valediction | None:
    return read_valediction(unit.words) or read_run_in_valediction(unit.words)


def _signed_ending(units: Sequence[Unit], closing: int, limit: int, trailers: Trailers) -> Ending:
    valediction = _valediction(units[closing])
    first = closing if valediction is None else closing + 1
    end = _signature_end(units, first, limit)
    dates = [read_dateline(unit.words) for unit in units[first:end]]
    lines = [valediction.signer] if valediction and valediction.signer else []
    for unit, date in zip(units[first:end], dates, strict=True):
        lines.extend(line.words for line in unit.lines if date is None)
    end = max(end, closing + 1)
    list_end = _list_of_signers_end(units, end, limit)
    listed = [line.words for unit in units[end + 1 : list_end] for line in unit.lines]
    return Ending(
        end=trailers.end_after(list_end),
        signers=signers(lines),
        signatories=signers(listed),
        date=next((date for date in dates if date is not None), None),
        signed=True,
        valediction=valediction is not None,
        sure=True,
    )


def _signature_end(units: Sequence[Unit], first: int, limit: int) -> int:
    end = first
    while end < limit and (_opens_signature(units[end]) if end == first else continues_signature(units[end])):
        if end > first and is_title_of_next(units, end, limit):
            break
        end += 1
    return end


def _list_of_signers_end(units: Sequence[Unit], heading: int, limit: int) -> int:
    """The index after the names below a heading such as `Signed by`, which stands below the signature itself."""
    announced = read_valediction(units[heading].words) if heading < limit else None
    if announced is None or not announced.lists:
        return heading
    end = heading + 1
    while end < limit and (units[end].kind is BlockKind.LIST_ITEM or continues_signature(units[end])):
        end += 1
    return end


def _opens_signature(unit: Unit) -> bool:
    """True for what may stand right below a valediction: short lines that are neither a label nor a frame."""
    return (
        all(len(line.words) <= 120 for line in unit.lines)
        and unit.kind is not BlockKind.HEADING
        and not (unit.is_title_like and len(unit.words.split()) > _MOST_WORDS_OF_A_NAME)
        and (not unit.is_sentence or _is_signature(unit))
        and not is_postscript(unit.words)
        and not is_copy_note(unit.words)
        and not is_footnote(unit.words)
        and not is_references_heading(unit.words)
        and unit.kind is not BlockKind.RULE
    )


def _is_signature(unit: Unit) -> bool:
    return is_signed_name(unit) or continues_signature(unit) or is_name_with_address(unit)


def _unsigned_ending(units: Sequence[Unit], body: int, limit: int, trailers: Trailers) -> Ending:
    """The end after the last running text, and after the names below it, if they are a signature."""
    content = [index for index in range(body, limit) if _is_content(units[index])]
    end = content[-1] + 1 if content else body + 1
    last = end
    while last < limit and continues_signature(units[last]):
        if last > end and is_title_of_next(units, last, limit):
            break
        last += 1
    if last == end and _is_lone_name(units, body, end, limit):
        last += 1
    names = signers([line.words for unit in units[end:last] for line in unit.lines])
    # One name may be a link below the text; with nothing after it but the next title, or as a list, it is a signature.
    is_last = last == limit or units[last].kind is BlockKind.RULE or is_title_of_next(units, last, limit)
    if names and (len(names) >= _FEWEST_LISTED or is_last):
        return Ending(last, names, signed=True, sure=True)
    return Ending(trailers.end_after(end) if trailers.keep_rest else end)


def _is_lone_name(units: Sequence[Unit], body: int, index: int, limit: int) -> bool:
    """True for `Anna` at the end of a letter that began with a salutation."""
    if index >= limit or read_salutation(units[body].lines[0].words) is None:
        return False
    words = units[index].lines[0].words
    lines = units[index].lines
    is_set_apart = words.isupper() or opens_printed_letter(units[body].lines[0].words)
    has_place = len(lines) == 2 and is_set_apart and " " in words and is_of_address(lines[1].words, words)
    is_short = (len(lines) == 1 or has_place) and len(words.split()) <= _MOST_WORDS_OF_A_NAME
    return is_short and "--" not in words and person_in(words) is not None and not is_page_line(words)


def _is_content(unit: Unit) -> bool:
    return (
        unit.is_sentence
        or unit.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_ROW, BlockKind.PREFORMATTED)
        or is_footnote(unit.words)
    )
