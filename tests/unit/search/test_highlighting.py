"""Only the words that a query really matches are marked."""

from __future__ import annotations

from bisect import bisect_right

import pytest

from search.analysis import Analyzer
from search.highlighting import STEPS_FOR_EACH_CHARACTER, TITLE_FIELDS, Highlighter
from search.query import parse_query
from search.querytree import Fuzzy, Or, Phrase, Term, Wildcard

ANALYZER = Analyzer("english")


def marked(q: str, text: str) -> list[str]:
    """The words of the text that the query marks."""
    highlighter = Highlighter(parse_query(q, ANALYZER).tree, ANALYZER)
    return [text[start:end] for start, end in highlighter.highlights(text)]


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("sanction", "Sanctions were SANCTIONED; sanctuary was not.", ["Sanctions", "SANCTIONED"]),
        ("cafe", "The café at the baths", ["café"]),
        ("baths café", "The café at the baths", ["café", "baths"]),
        ("pool OR lido", "No lido, no pool, no bath", ["lido", "pool"]),
        ("lido NOT council", "The council shut the lido", ["lido"]),
        ("lido -(council OR mayor)", "The mayor and the council shut the lido", ["lido"]),
        ("swim*", "Swimmers swim; the swan does not", ["Swimmers", "swim"]),
        ("*mers", "Swimmers swim; a swimmer does not", ["Swimmers"]),
        ("*shop", "A workshop, a shop, a shopper", ["workshop", "shop"]),
        ("w?ll", "Well, all is well; the wall will be swell", ["Well", "well", "wall", "will"]),
        ("cuoncil~", "The council and the counsel", ["council"]),
        ("author:lido kind:letter lido", "The lido letter", ["lido"]),
        ("author:lido", "The lido letter", []),
        ("date:2015", "In 2015", []),
        ("", "Anything", []),
        ("£1.9m", "They spent £1.9m on it, not 1 or 9m", ["1.9m"]),
        ("back-to-work", "Back-to-work schemes; back at work to swim", ["Back", "to", "work"]),
    ],
)
def test_a_query_marks_these_words(q: str, text: str, expected: list[str]) -> None:
    assert marked(q, text) == expected


def test_the_words_of_a_phrase_are_marked_only_where_the_phrase_stands() -> None:
    text = "An open question, a letter, and then the open letter: open, letters."
    assert marked('"open letter"', text) == ["open", "letter", "open", "letters"]
    assert [start for start, _ in Highlighter(Phrase("text", ("open", "letter")), ANALYZER).highlights(text)] == [
        text.index("open letter"),
        text.index("letter:"),
        text.index("open, "),
        text.index("letters"),
    ]


def test_a_phrase_of_one_word_repeated_is_found_in_its_place() -> None:
    assert marked('"to be or not to be"', "To be, to be or not to be, be to") == ["to", "be", "or", "not", "to", "be"]


@pytest.mark.parametrize(
    ("slop", "expected"),
    [(0, []), (1, []), (2, ["shut", "lido"]), (3, ["shut", "lido"])],
)
def test_a_loose_phrase_allows_so_many_words_between_and_no_more(slop: int, expected: list[str]) -> None:
    text = "They shut the old lido"
    highlighter = Highlighter(Phrase("text", ("shut", "lido"), slop), ANALYZER)
    assert [text[start:end] for start, end in highlighter.highlights(text)] == expected


def test_the_slop_of_a_phrase_counts_for_all_of_it() -> None:
    loose = Phrase("text", ("a", "b", "c"), 2)
    assert Highlighter(loose, ANALYZER).highlights("a x b x c") != ()
    assert Highlighter(loose, ANALYZER).highlights("a x b x x c") == ()


def test_a_later_first_word_is_tried_when_the_first_one_stands_too_far_off() -> None:
    text = "open the old door, open letter"
    assert Highlighter(Phrase("text", ("open", "letter")), ANALYZER).highlights(text) == ((19, 23), (24, 30))


def test_a_title_is_marked_by_title_words_and_by_text_words() -> None:
    tree = parse_query("title:lido open", ANALYZER).tree
    assert Highlighter(tree, ANALYZER, TITLE_FIELDS).highlights("Open lido") == ((0, 4), (5, 9))
    assert Highlighter(tree, ANALYZER).highlights("Open lido") == ((0, 4),)


def test_a_bracket_in_a_pattern_stands_for_itself() -> None:
    assert Highlighter(Wildcard("text", "[ab]*"), ANALYZER).highlights("abc bcd") == ()


def test_a_fuzzy_word_shares_its_first_letters() -> None:
    assert Highlighter(Fuzzy("text", "lido", 1, 1), ANALYZER).highlights("dido lidos") == ((5, 10),)
    assert Highlighter(Fuzzy("text", "lido", 1, 0), ANALYZER).highlights("dido lidos") == ((0, 4), (5, 10))


def test_a_word_found_by_several_parts_of_a_query_is_marked_once() -> None:
    assert marked('lido lid* "the lido"', "the lido") == ["the", "lido"]


def test_occurrences_say_which_part_of_the_query_they_are_of() -> None:
    tree = parse_query('lido "town council shut"', ANALYZER).tree
    found = Highlighter(tree, ANALYZER).occurrences("The town council shut the lido.")
    assert [(one.leaf, one.start, one.end) for one in found] == [(1, 4, 21), (0, 26, 30)]


def test_a_highlighter_without_words_to_find_is_false() -> None:
    assert not Highlighter(Term("author", "lido"), ANALYZER)
    assert Highlighter(Term("text", "lido"), ANALYZER)


def test_a_pattern_full_of_stars_does_not_take_forever() -> None:
    pattern = Wildcard("text", "*a" * 30 + "b")
    assert Highlighter(pattern, ANALYZER).highlights(("a" * 100 + " ") * 50) == ()


def test_the_time_a_text_takes_goes_with_its_length_whatever_the_query(monkeypatch: pytest.MonkeyPatch) -> None:
    text, phrase = "to " * 3_000, Phrase("text", ("to",) * 200)
    looks: list[int] = []
    monkeypatch.setattr("search.highlighting.bisect_right", lambda *asked: looks.append(1) or bisect_right(*asked))
    found = Highlighter(phrase, ANALYZER).highlights(text)
    assert 200 < len(found) < 3_000
    assert len(looks) <= STEPS_FOR_EACH_CHARACTER * len(text) + 200  # the place it is at is looked at to its end


def test_a_pasted_paragraph_is_marked_to_its_last_word() -> None:
    words = [f"word{number}" for number in range(120)]
    text = f"the {' the '.join(words)} the"
    phrases = Or(tuple(Phrase("text", ("the", word)) for word in words))
    assert len(Highlighter(phrases, ANALYZER).highlights(text)) == 240
