"""Letters in TEI: what the file states of each, the words as they stand, and the editors' notes apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import UnreadableError
from indexer.segmentation import SegmentedSource, segment
from indexer.structure import BlockKind
from search.model import DatePrecision, Kind
from tests.unit.indexer.structured import assert_blocks_cover, read_all, read_one

DESCRIBED = """
<correspDesc ref="https://example.org/letters/7">
 <correspAction type="sent"><persName><surname>Prys</surname>, <forename>Nia</forename></persName>
  <placeName>Aberfal</placeName><date when="1871-03-04"/></correspAction>
 <correspAction type="received"><orgName>The Harbour Board</orgName><date when="1871-03-06"/></correspAction>
</correspDesc>"""
LETTER = """
<opener><dateline>Aberfal, <date>4 March 1871</date></dateline><salute>Gentlemen,</salute></opener>
<p>The wall has <choice><sic>faln</sic><corr>fallen</corr></choice> again<note>It fell twice before.</note>, and
 <del>nobody</del> no one <hi rend="italic">mends</hi> it.</p>
<closer><salute>Yours,</salute> <signed>N. Prys</signed></closer>"""


def edition(header: str, text: str, title: str = "Letters to the Board") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"<titleStmt><title>{title}</title><author>The Editor</author></titleStmt></fileDesc>"
        f"<profileDesc>{header}</profileDesc></teiHeader><text><body>{text}</body></text></TEI>"
    )


def segmented(folder: Path, markup: str) -> SegmentedSource:
    path = folder / "edition.xml"
    path.write_text(markup, encoding="utf-8")
    source = read_one(path)
    assert_blocks_cover(source)
    return segment(source)


def test_a_description_says_who_wrote_to_whom_and_when(tmp_path: Path) -> None:
    letter = segmented(tmp_path, edition(DESCRIBED, LETTER)).drafts[0]
    assert (letter.kind, letter.title) == (Kind.LETTER, "Letters to the Board")
    assert letter.authors == ("Nia Prys",)
    assert letter.recipients == ("The Harbour Board",)
    assert letter.signatories == ("N. Prys",)
    assert (letter.date.edtf, letter.date.stated_in) == ("1871-03-04", "its correspondence description")
    assert letter.url == "https://example.org/letters/7"


def test_the_words_are_the_writers_as_they_stand(tmp_path: Path) -> None:
    found = segmented(tmp_path, edition(DESCRIBED, LETTER))
    letter = found.drafts[0]
    assert found.source.text[letter.start : letter.end] == (
        "Aberfal, 4 March 1871\n\nGentlemen,\n\nThe wall has faln again, and no one mends it.\n\nYours,\n\nN. Prys"
    )


def test_the_editors_notes_are_a_document_of_their_own(tmp_path: Path) -> None:
    found = segmented(tmp_path, edition(DESCRIBED, LETTER))
    notes = found.drafts[1]
    assert (notes.kind, notes.title, notes.authors) == (Kind.WEB_PAGE, "Notes to Letters to the Board", ())
    assert found.source.text[notes.start : notes.end] == "It fell twice before."


def test_several_letters_in_one_file_have_each_their_own_description(tmp_path: Path) -> None:
    header = "".join(
        f'<correspDesc xml:id="c{number}" corresp="#l{number}"><correspAction type="sent"><persName>{name}</persName>'
        f'<date when="{when}"/></correspAction><correspContext>{context}</correspContext></correspDesc>'
        for number, name, when, context in (
            (2, "Huw Tegid", "1871-04", '<ref type="prev" target="#l1">the one before</ref>'),
            (1, "Nia Prys", "1871", ""),
        )
    )
    text = (
        '<div type="letter" xml:id="l1"><head>First</head><p>The wall is down.</p></div>'
        '<div type="preface"><p>An aside.</p></div>'
        '<div type="letter" xml:id="l2"><head>Second</head><p>We know.</p></div>'
    )
    first, second = segmented(tmp_path, edition(header, text)).drafts
    assert (first.title, first.authors, first.date.precision) == ("First", ("Nia Prys",), DatePrecision.YEAR)
    assert (second.title, second.authors, second.date.edtf) == ("Second", ("Huw Tegid",), "1871-04")
    assert second.reply_to == first.key


def test_a_letter_without_description_is_dated_and_signed_by_its_own_words(tmp_path: Path) -> None:
    letter = segmented(tmp_path, edition("", f'<div type="letter">{LETTER}</div>')).drafts[0]
    assert letter.authors == ("N. Prys",)
    assert (letter.date.edtf, letter.date.stated_in) == ("1871-03-04", "its dateline")


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ('<date when="1871-03-04T10:00:00Z"/>', "1871-03-04"),
        ('<date from="1871-03-04" to="1871-03-09"/>', "1871-03"),
        ('<date notBefore="1871-02" notAfter="1871-11"/>', "1871"),
        ('<date notBefore="1871" notAfter="1873"/>', None),
        ('<date notBefore="1871-03-04"/>', None),
        ('<date when="--03-04"/>', None),
        ('<date when="1871-02-31"/>', None),
        ("<date>March 4, 1871</date>", "1871-03-04"),
        ("<date>early in the year</date>", None),
    ],
)
def test_a_date_says_no_more_than_the_file_does(tmp_path: Path, date: str, edtf: str | None) -> None:
    header = f'<correspDesc><correspAction type="sent"><name>A</name>{date}</correspAction></correspDesc>'
    assert segmented(tmp_path, edition(header, "<p>Words.</p>")).drafts[0].date.edtf == edtf


def test_a_corpus_of_editions_is_one_source_with_all_letters(tmp_path: Path) -> None:
    editions = [edition(DESCRIBED, f"<p>Letter {n}.</p>", f"No. {n}").partition("?>")[2] for n in (1, 2)]
    found = segmented(tmp_path, f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{"".join(editions)}</teiCorpus>')
    assert [draft.title for draft in found.drafts] == ["No. 1", "No. 2"]


def test_structure_within_a_letter_is_kept(tmp_path: Path) -> None:
    text = (
        "<head>A list</head><p>He wrote:<quote><p>Mend it.</p></quote> and no more.</p><list><item>lime</item>"
        "<item>sand</item></list><table><row><cell>a</cell><cell>b</cell></row></table>"
        "<p>one<lb/>two<lb break='no'/>fold</p>"
    )
    source = segmented(tmp_path, edition(DESCRIBED, text)).source
    assert [(block.kind, source.block_text(block)) for block in source.blocks] == [
        (BlockKind.HEADING, "A list"),
        (BlockKind.PARAGRAPH, "He wrote:"),
        (BlockKind.QUOTE, "Mend it."),
        (BlockKind.PARAGRAPH, "and no more."),
        (BlockKind.LIST_ITEM, "lime"),
        (BlockKind.LIST_ITEM, "sand"),
        (BlockKind.TABLE_ROW, "a\tb"),
        (BlockKind.PARAGRAPH, "one\ntwofold"),
    ]


def test_entities_are_shown_and_never_filled_in_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not to be seen", encoding="utf-8")
    path = tmp_path / "edition.xml"
    markup = edition(DESCRIBED, "<p>Wall &mdash; &outside; down.</p>").partition("?>")[2]
    path.write_text(
        f'<!DOCTYPE TEI SYSTEM "absent.dtd" [<!ENTITY outside SYSTEM "{secret.as_uri()}">]>{markup}', encoding="utf-8"
    )
    assert read_one(path).text == "Wall — &outside; down."


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<rss><channel/></rss>", "its root is <rss>"),
        (edition(DESCRIBED, "<p/>"), "holds none of their words"),
        ("<TEI><text>", "no XML that can be read"),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(tmp_path: Path, markup: str, reason: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(UnreadableError, match=reason):
        read_all(path)
