"""What is true of some files: the documents in them, as people wrote it down beside the files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.dates import parse_date
from search.errors import OperatorError

_TRUTH_FILES = "*_truth.json"
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """`date`: EDTF, None for undated; `start`: the words it begins with, single-spaced, as many
    as are written down; a heading or header lines may be among them."""

    authors: tuple[str, ...]
    date: str | None
    start: str


@dataclass(frozen=True, slots=True)
class TrueSource:
    """The documents of one file that are in no other, in order, and phrases of the page that belong to none."""

    path: Path
    documents: tuple[TrueDocument, ...]
    furniture: tuple[str, ...] = ()


def read_truth(folder: Path) -> list[TrueSource]:
    """What the files `*_truth.json` in a folder say of the files below it.

    A truth file is a list. Its items are files: `{"file", "text", "posts": [{"author", "date", "start"}]}`, where
    `text` names a second form of the file; or `{"source", "documents": [{"authors", "date", "starts"}],
    "not_in_any_document"}`; or they are documents, `{"author", "date" or "date_text", "start"}`, which belong to the
    file that holds their first words. Raises OperatorError where there is none, or one is something else.
    """
    paths = sorted(folder.glob(_TRUTH_FILES))
    if not paths:
        raise OperatorError(f"There is no file {_TRUTH_FILES} in {folder}; name the folder that holds the truth.")
    return [source for path in paths for source in _sources(path)]


def single_spaced(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(text.split())


def _sources(path: Path) -> Iterator[TrueSource]:
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        loose: list[Mapping[str, object]] = []
        for item in items:
            if "posts" in item:
                documents = tuple(map(_document, item["posts"]))
                yield from (
                    TrueSource(path.parent / item[form], documents) for form in ("file", "text") if form in item
                )
            elif "documents" in item:
                own = (one for one in item["documents"] if not one.get("quoted_in"))
                furniture = tuple(map(single_spaced, item.get("not_in_any_document", ())))
                yield TrueSource(path.parent / item["source"], tuple(map(_document, own)), furniture)
            else:
                loose.append(item)
        yield from _placed(path.parent, loose)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OperatorError(f"{path} is no truth file ({error!r}); see `flori eval-segmentation --help`.") from error


def _document(item: Mapping[str, object]) -> TrueDocument:
    authors = item.get("authors", [item.get("author")])
    written = item.get("date") or item.get("date_text")
    parsed = parse_date(str(written)) if written else None
    start = str(item.get("start") or item.get("starts") or "")
    return TrueDocument(
        authors=tuple(str(author) for author in authors if author) if isinstance(authors, list) else (),
        date=parsed.edtf if parsed else None,
        start=single_spaced(start),
    )


def _placed(folder: Path, items: list[Mapping[str, object]]) -> Iterator[TrueSource]:
    """The documents by the file that holds most of them; what no file holds is given with the first of them."""
    if not items:
        return
    documents = [_document(item) for item in items]
    counts: defaultdict[Path, int] = defaultdict(int)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _TEXT_SUFFIXES and path.is_file():
            text = single_spaced(path.read_bytes().decode("utf-8", "replace"))
            counts[path] = sum(document.start[:40] in text for document in documents)
    if counts and max(counts.values()):
        yield TrueSource(max(counts, key=lambda path: counts[path]), tuple(documents))
