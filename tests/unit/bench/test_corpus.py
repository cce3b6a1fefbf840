"""The generated corpus: the same at every run, and the same at its start whatever its size."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bench import corpus
from bench.corpus import KIND_OF_FILE, Corpus, open_corpus, read_passages
from search.model import Kind


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A shared folder with five documents of each file, three paragraphs each."""
    data = tmp_path / "shared" / "data"
    data.mkdir(parents=True)
    for name in KIND_OF_FILE:
        with gzip.open(data / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(5):
                text = "\n\n".join(f"{name} {number} paragraph {part}, in so many words." for part in range(3))
                author = "Birch, Ada; Rowe, Ben" if number else ""
                fields = {"title": f"{name} {number}", "author": author, "text": text}
                fields |= {"date_text": "14 May, 1834"} if name == "letters_gutenberg" else {"date": "2015-06-25T10:52"}
                lines.write(json.dumps(fields) + "\n")
    monkeypatch.setenv("FLORI_SHARED", str(tmp_path / "shared"))
    monkeypatch.setattr(corpus, "BUILD", tmp_path / "build")
    return tmp_path


def pairs_of_words(text: str) -> set[tuple[str, str]]:
    """The words that follow each other within a paragraph."""
    return {pair for paragraph in text.split("\n\n") for pair in pairwise(paragraph.split())}


def lines_of(made: Corpus) -> list[str]:
    return made.documents_path.read_text(encoding="utf-8").splitlines()


@pytest.mark.usefixtures("shared")
def test_a_corpus_has_as_many_passages_as_asked_for() -> None:
    made = open_corpus(12)
    assert made.passages == 12
    assert len(list(read_passages(made.passages_path))) == 12


@pytest.mark.usefixtures("shared")
def test_a_larger_corpus_starts_with_the_smaller_one() -> None:
    small, large = lines_of(open_corpus(10)), lines_of(open_corpus(45))
    assert large[:10] == small


@pytest.mark.usefixtures("shared")
def test_a_corpus_beyond_the_real_documents_goes_on_with_texts_in_which_words_follow_as_in_theirs() -> None:
    records = [json.loads(line) for line in lines_of(open_corpus(45))]
    assert len({record["id"] for record in records}) == 45
    real, made = records[:20], records[20:]
    neighbours = {(record["kind"], *pair) for record in real for pair in pairs_of_words(record["text"])}
    assert {(record["kind"], *pair) for record in made for pair in pairs_of_words(record["text"])} <= neighbours
    assert {record["text"] for record in made} - {record["text"] for record in real}
    lengths = {record["id"]: [len(part.split()) for part in record["text"].split("\n\n")] for record in real}
    for record in made:
        original = record["id"].rpartition("-")[0]
        assert [len(part.split()) for part in record["text"].split("\n\n")] == lengths[original]


@pytest.mark.usefixtures("shared")
def test_names_and_dates_are_written_so_that_every_engine_reads_them_alike() -> None:
    passages = list(read_passages(open_corpus(20).passages_path))
    assert {passage.author for passage in passages} == {"", "Birch, Ada, Rowe, Ben"}
    assert {(passage.kind == Kind.LETTER, passage.year) for passage in passages} >= {(True, 1834), (False, 2015)}


@pytest.mark.usefixtures("shared")
def test_a_first_passage_begins_with_its_documents_title() -> None:
    passages = list(read_passages(open_corpus(10).passages_path))
    assert passages
    for passage in passages:
        title, words = passage.words.split("\n", 1)
        assert words.startswith(f"{title} paragraph")
