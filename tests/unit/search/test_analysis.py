"""What counts as a word, and what words are evened out to."""

from __future__ import annotations

import sys
import threading
import unicodedata

import pytest

from search.analysis import MAX_TOKEN_CHARS, Analyzer, fold
from search.errors import ConfigurationError


@pytest.fixture(scope="module")
def english() -> Analyzer:
    return Analyzer("english")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("back-to-work", ["back", "to", "work"]),
        ("£1.9m and $2.50.", ["1.9m", "and", "2.50"]),
        ("350,000 or 1,234,567.89", ["350000", "or", "1234567.89"]),
        ("pages 12,34 and 1,2", ["pages", "12", "34", "and", "1", "2"]),
        ("v1.2.3 on 127.0.0.1", ["v1.2.3", "on", "127.0.0.1"]),
        ("at 10:52 on 2016-04-12", ["at", "10", "52", "on", "2016", "04", "12"]),
        ("The end.The start", ["the", "end", "the", "start"]),
        ("U.K., U.S.A. and e.g. Ph.D.", ["uk", "usa", "and", "eg", "ph", "d"]),
        ("the U.K.'s and the UK’s", ["the", "uk", "and", "the", "uk"]),
        ("_e.g._", ["eg"]),
        ("don't and don’t", ["don't", "and", "don't"]),
        ("the children's boys' ‘quoted’", ["the", "children", "boys", "quoted"]),
        ("O’Neill's rock'n'roll", ["o'neill", "rock'n'roll"]),
        ("joe.bloggs@example.org", ["joe", "bloggs", "example", "org"]),
        ("https://example.org/a_page?id=7", ["https", "example", "org", "a", "page", "id", "7"]),
        ("Café, CAFÉ, cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Straße Œuvre Łódź Ærø", ["strasse", "oeuvre", "lodz", "aero"]),
        ("soft\u00adhyphen, zero\u200bwidth", ["softhyphen", "zero", "width"]),
        ("weir² m³ H₂O note¹²", ["weir", "m", "h", "o", "note"]),
        ("北京大学abc", ["北", "京", "大", "学", "abc"]),
        ("ひらがな 한국", ["ひ", "ら", "が", "な", "한", "국"]),
        ("हिन्दी", ["हिन्दी"]),
        ("Ёлка и йод", ["елка", "и", "йод"]),
        ("İstanbul", ["istanbul"]),
        ("１２ ＡＢＣ ﬁne", ["12", "abc", "fine"]),
        ("— … !!! 😀 ***", []),
        ("", []),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str], english: Analyzer) -> None:
    assert english.words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sanctions", "Sanctioned"),
        ("letter's", "letters"),
        ("U.K.", "uk"),
        ("résumé", "resumes"),
        ("350,000", "350000"),
        ("don't", "don’t"),
    ],
)
def test_these_are_compared_as_one(one: str, other: str, english: Analyzer) -> None:
    assert english.stems(one) == english.stems(other)


def test_stop_words_are_kept(english: Analyzer) -> None:
    assert english.stems("to be or not to be") == ["to", "be", "or", "not", "to", "be"]


def test_every_mark_that_unicode_knows_may_stand_inside_a_word(english: Analyzer) -> None:
    marks = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]

    assert [mark for mark in marks if len(english.words(f"b{mark}c")) != 1] == []


def test_offsets_are_those_of_the_text_as_it_stands(english: Analyzer) -> None:
    text = "Cafe\u0301s—the U.K.’s 350,000 ﬁnes 😀 北京"
    assert [text[token.start : token.end] for token in english.tokens(text)] == [
        "Cafe\u0301s",
        "the",
        "U.K.’s",
        "350,000",
        "ﬁnes",
        "北",
        "京",
    ]


def test_words_stems_and_tokens_agree(english: Analyzer) -> None:
    text = "The councillors’ letters weren't answered in 1.5 years; naïve U.K. readers 北京"
    tokens = list(english.tokens(text))
    assert english.words(text) == [token.text for token in tokens]
    assert english.stems(text) == [token.stem for token in tokens]
    assert english.words_and_stems(text) == [(token.text, token.stem) for token in tokens]


def test_names_are_compared_as_written_and_titles_by_their_stems(english: Analyzer) -> None:
    assert english.field_tokens("author", "Hughes") == ["hughes"]
    assert english.field_tokens("title", "Hughes") == english.stems("hughes") == ["hugh"]


def test_a_run_without_end_is_cut_to_a_token_of_bounded_length(english: Analyzer) -> None:
    (word,) = english.words("x" * 10_000)
    assert word == "x" * MAX_TOKEN_CHARS


@pytest.mark.parametrize("text", ["a." * 50_000, "1." * 50_000, "1,000" * 50_000, "a'" * 50_000, "\u0301a" * 50_000])
def test_long_texts_of_joints_take_time_in_proportion(text: str, english: Analyzer) -> None:
    assert sum(token.end - token.start for token in english.tokens(text)) <= len(text)


def test_other_languages_stem_by_their_own_rules() -> None:
    german, french = Analyzer("german"), Analyzer("french")
    assert german.stems("Häuser") == german.stems("Haus")
    assert french.words("l'homme d’État") == ["l", "homme", "d", "etat"]
    assert Analyzer("spanish").stems("canciones") == Analyzer("spanish").stems("canción")
    assert Analyzer("russian").stems("письмами") == Analyzer("russian").stems("письмо")


def test_a_language_without_stemming_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"'klingon'.*english"):
        Analyzer("klingon")


def test_the_signature_tells_what_tokens_depend_on(english: Analyzer) -> None:
    assert english.signature == Analyzer("english").signature
    assert english.signature != Analyzer("german").signature


def test_folding_takes_accents_and_keeps_letters_of_other_scripts() -> None:
    assert fold("ÀÉÎõü Ωμέγα") == "aeiou ωμεγα"
    assert fold("шлём йод") == "шлем йод"
    assert fold("שָׁלוֹם") == "שלום"
    assert fold("がぎ") == "がぎ"


def test_threads_share_an_analyzer(english: Analyzer) -> None:
    texts = [" ".join(f"word{number}ing{thread}" for number in range(3_000)) for thread in range(4)]
    expected = [Analyzer("english").stems(text) for text in texts]
    found: list[list[str]] = [[] for _ in texts]

    def stem(thread: int) -> None:
        found[thread] = english.stems(texts[thread])

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=stem, args=(thread,)) for thread in range(len(texts))]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    finally:
        sys.setswitchinterval(interval)
    assert found == expected
