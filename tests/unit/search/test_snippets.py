"""A snippet shows the part of a passage that has most of the query, cut where a reader would."""

from __future__ import annotations

from search.analysis import Analyzer
from search.highlighting import Highlighter
from search.query import parse_query
from search.results import Snippet
from search.snippets import LEAD_CHARS, MAX_SNIPPET_CHARS, make_snippet

ANALYZER = Analyzer("english")
FILLER = "The weather was mild and nothing else was said about it. "
PASSAGE = (
    FILLER * 6
    + "The council met on Monday. A letter about the lido was read aloud by the mayor. "
    + FILLER * 6
    + "A letter came too late."
)


def snippet(q: str, text: str = PASSAGE, **options: int) -> Snippet:
    return make_snippet(text, Highlighter(parse_query(q, ANALYZER).tree, ANALYZER), **options)


def _marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.highlights]


def test_the_words_of_the_query_that_stand_closest_are_shown() -> None:
    found = snippet("letter lido mayor")

    assert _marked(found) == ["letter", "lido", "mayor"]
    assert "read aloud" in found.text
    assert len(found.text) <= MAX_SNIPPET_CHARS


def test_a_snippet_begins_and_ends_with_a_sentence_where_it_can() -> None:
    found = snippet("lido")

    assert found.text[0].isupper()
    assert found.text.endswith(".")


def test_a_snippet_says_that_the_passage_goes_on() -> None:
    middle, end, whole = snippet("lido"), snippet("late"), snippet("lido", "The lido.")

    assert (middle.cut_before, middle.cut_after) == (True, True)
    assert (end.cut_before, end.cut_after) == (True, False)
    assert (whole.cut_before, whole.cut_after) == (False, False)


def test_without_a_match_a_snippet_is_the_beginning() -> None:
    for q in ("", "absent", "author:mayor"):
        found = snippet(q)
        assert found.text.startswith("The weather")
        assert PASSAGE.startswith(found.text)
        assert (found.highlights, found.cut_before, found.cut_after) == ((), False, True)


def test_a_match_at_the_end_leaves_room_for_what_stands_before() -> None:
    found = snippet("late")

    assert found.text.endswith("A letter came too late.")
    assert len(found.text) > MAX_SNIPPET_CHARS / 2


def test_a_short_passage_is_shown_whole() -> None:
    text = "  The lido is shut.\n"
    assert snippet("lido", text) == Snippet("The lido is shut.", ((4, 8),), 2, cut_before=False, cut_after=False)


def test_a_snippet_knows_its_place_in_the_source() -> None:
    source = "Preface. " + PASSAGE
    found = snippet("lido", offset=len("Preface. "))

    assert source[found.start : found.start + len(found.text)] == found.text


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 100 + "lido " + "more " * 100
    found = snippet("lido", text)

    assert _marked(found) == ["lido"]
    assert found.text.startswith("word ")
    assert found.text.endswith("more")
    assert len(found.text) <= MAX_SNIPPET_CHARS


def test_a_snippet_goes_back_to_where_a_sentence_begins_if_that_is_near_enough() -> None:
    near = snippet("lido", "Before. " + "word " * 30 + "lido " + "more " * 100)
    far = snippet("lido", "Before. " + "word " * 45 + "lido " + "more " * 100)

    assert near.start == len("Before. ")
    assert far.text.index("lido") <= LEAD_CHARS


def test_in_a_narrow_snippet_no_more_than_half_of_the_room_goes_to_what_stands_before() -> None:
    found = snippet("lido", "word " * 100 + "lido " + "more " * 100, max_chars=40)

    assert found.text.index("lido") <= 20
    assert found.text.endswith("more")


def test_a_phrase_that_fits_is_not_cut() -> None:
    text = "lido " * 10 + "x " * 140 + "the open letter was read"
    found = snippet('"open letter" read', text)

    assert _marked(found) == ["open", "letter", "read"]


def test_a_word_longer_than_the_snippet_is_marked_as_far_as_it_is_shown() -> None:
    text = "Before. " + "x" * 1_000
    found = snippet("x*", text, max_chars=50)

    assert found.text == "x" * 50
    assert found.highlights == ((0, 50),)
    assert found.cut_after


def test_matches_that_only_just_fit_are_not_surrounded_by_parts_of_words() -> None:
    text = "undergoing " * 10 + "lido" + " undergoing" * 26 + " closure" + " undergoing" * 10
    found = snippet("lido closure", text)

    assert _marked(found) == ["lido", "closure"]
    assert set(found.text.split()) == {"undergoing", "lido", "closure"}


def test_text_without_spaces_is_cut_at_a_pause() -> None:
    text = "市営プールの閉鎖について、" * 60 + "手紙が届いた。" + "市営プールの閉鎖について、" * 60
    found = snippet("手紙", text)

    assert found.text.startswith("市営")
    assert found.text.endswith("、")


def test_text_without_spaces_is_cut_all_the_same() -> None:
    text = "市営プールの閉鎖について" * 60 + "手紙" + "市営プールの閉鎖について" * 60
    found = snippet("手紙", text)

    assert "手紙" in found.text
    assert len(found.text) <= MAX_SNIPPET_CHARS
    assert "".join(_marked(found)) == "手紙"


def test_a_passage_of_white_space_has_an_empty_snippet() -> None:
    assert snippet("lido", " \n" * 400).text == ""
    assert snippet("lido", "").text == ""
