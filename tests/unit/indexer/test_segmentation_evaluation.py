"""Segmentation measured against truth: beginnings, people, dates, and words that belong elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.evaluation.furniture import repeated_cells, repeated_words
from indexer.evaluation.measuring import SegmentationScore, score_source, total
from indexer.evaluation.truth import read_truth
from search.errors import OperatorError

THREAD = """Ferry timetable

Post by marina » Mon May 05, 2014 9:15 am

When does it sail, and who says so?

Post by tobias » Mon May 05, 2014 11:40 am

On Friday, if the wind is fair.
"""
FIRST = {"author": "marina", "date": "2014-05-05T09:15:00", "start": "When does it sail,"}
SECOND = {"author": "tobias", "date": "2014-05-05T11:40", "start": "On Friday, if"}


def scored(folder: Path, truth: object, **files: str) -> SegmentationScore:
    (folder / "my_truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (folder / "thread.txt").write_text(THREAD, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return total(map(score_source, read_truth(folder)))


def test_a_file_that_is_cut_rightly_scores_full(tmp_path: Path) -> None:
    score = scored(tmp_path, [{"file": "thread.txt", "posts": [FIRST, SECOND]}])
    assert score == SegmentationScore(expected=2, found=2, starts_right=2, authors_right=2, dates_right=2, words=15)
    assert (score.precision, score.recall) == (1.0, 1.0)


def test_a_missing_document_a_wrong_author_and_a_wrong_date_are_counted(tmp_path: Path) -> None:
    posts = [{**FIRST, "author": "marino"}, {**SECOND, "date": "2014-05-05T11:41"}, {"author": "x", "start": "Not it"}]
    score = scored(tmp_path, [{"file": "thread.txt", "posts": posts}])
    assert (score.expected, score.found, score.authors_right, score.dates_right) == (3, 2, 1, 1)
    assert (score.precision, round(score.recall, 2)) == (1.0, 0.67)


def test_words_of_other_documents_and_of_none_are_counted(tmp_path: Path) -> None:
    documents = [
        {"authors": ["marina"], "date": "2014-05-05", "starts": "When does it sail,"},
        {"authors": ["nobody"], "date": None, "starts": "who says so?"},
    ]
    truth = [{"source": "thread.txt", "documents": documents, "not_in_any_document": ["the wind", "Ferry timetable"]}]
    score = scored(tmp_path, truth)
    assert (score.spilled, score.words, score.furniture_words) == (1, 15, 2)


def test_a_document_that_begins_within_the_first_words_written_down_begins_rightly(tmp_path: Path) -> None:
    written = "Post by tobias » Mon May 05, 2014 11:40 am On"
    score = scored(tmp_path, [{"file": "thread.txt", "posts": [FIRST, {**SECOND, "start": written}]}])
    assert score.starts_right == 2


def test_what_a_page_repeats_beside_its_posts_is_counted_where_it_is_left_in_them() -> None:
    page = "It sails.\nada\nPosts: 12\nYes. Posts: none.\ntom\nPosts: 7\nThank you.\nada\nPosts: 12\n"
    starts = [page.index(words) for words in ("It sails", "Yes", "Thank")]
    cells = repeated_cells(page, starts)
    assert cells == {"posts:"}
    assert repeated_words("It sails. Posts: none.\nPosts: 12    Yes.", cells) == 2
    assert repeated_cells(page, starts[:2]) == frozenset()


def test_what_one_poster_repeats_in_one_post_is_no_furniture() -> None:
    page = "Error: no file\nError: no file\nError: no file\nWhy?\nYes.\nThank you.\n"
    assert repeated_cells(page, [0, page.index("Yes"), page.index("Thank")]) == frozenset()


def test_documents_without_a_file_belong_to_the_one_that_holds_them(tmp_path: Path) -> None:
    score = scored(tmp_path, [{"author": "marina", "date_text": "5 May 2014", "start": "When does"}], other="Words.")
    assert (score.expected, score.found, score.starts_right, score.dates_right) == (1, 2, 1, 1)


def test_an_abbreviated_name_is_the_same_name(tmp_path: Path) -> None:
    letter = "Ada B. Birch to Otto Lisle\n\n3 May 1815\n\nDear Sir,\n\nIt sails.\n\nYours,\n\nAda B. Birch\n"
    truth = [{"file": "letter.txt", "posts": [{"author": "Ada Bess Birch", "date": "1815-05-03", "start": "Ada"}]}]
    assert scored(tmp_path, truth, letter=letter).authors_right == 1


@pytest.mark.parametrize("truth", ["no list", [1], [{"posts": [3], "file": "thread.txt"}], {"a": 1}])
def test_a_file_that_is_no_truth_is_named(tmp_path: Path, truth: object) -> None:
    with pytest.raises(OperatorError, match=r"my_truth\.json is no truth file"):
        scored(tmp_path, truth)


def test_a_folder_without_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="name the folder that holds the truth"):
        read_truth(tmp_path)
