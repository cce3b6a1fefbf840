"""Offsets as runs."""

from web.documents.highlighting import Run, marked_runs, without_quote_marks


def test_offsets_cut_the_text_into_runs_that_join_to_the_whole() -> None:
    runs = marked_runs("a pool, the pool", [(2, 6), (12, 16)])
    assert runs == (Run("a "), Run("pool", marked=True), Run(", the "), Run("pool", marked=True))


def test_offsets_count_code_points() -> None:
    assert marked_runs("🏊🏊 pool", [(3, 7)])[1] == Run("pool", marked=True)


def test_text_without_highlights_is_one_run_and_no_text_none() -> None:
    assert marked_runs("pool", []) == (Run("pool"),)
    assert marked_runs("", []) == ()


def test_the_marks_of_quoted_lines_are_blanked_and_nothing_else_moves() -> None:
    text = "> > Two > one,\n> said >> he.\n>\nNo -> mark."
    blank = "    Two > one,\n  said >> he.\n \nNo -> mark."
    assert without_quote_marks(text) == blank
    assert len(blank) == len(text)
