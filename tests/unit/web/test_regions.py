"""A source's text as nested regions."""

from dataclasses import replace

from search.model import Document, DocumentDate, Kind
from web.documents.regions import Region, Stretch, source_regions

TEXT = "Menu\n\nThe post says:\n\nA letter.\n\nGoodbye.\n\nFooter"


def document(key: str, start_words: str, end_words: str) -> Document:
    start, end = TEXT.index(start_words), TEXT.index(end_words) + len(end_words)
    return Document(key, "s", Kind.FORUM_POST, key, (), (), (), DocumentDate(), None, None, None, 0, start, end)


POST = document("post", "The post", "Goodbye.")
LETTER = document("letter", "A letter", "letter.")


def outline(children: tuple[Stretch | Region, ...]) -> list[object]:
    return [
        (child.document.id, outline(child.children))
        if isinstance(child, Region)
        else "".join(run.text for block in child.blocks for part in block.parts for run in part.runs)
        for child in children
    ]


def test_a_quoted_document_stands_within_the_one_that_quotes_it() -> None:
    assert outline(source_regions(TEXT, [POST, LETTER])) == [
        "Menu",
        ("post", ["The post says:", ("letter", ["A letter."]), "Goodbye."]),
        "Footer",
    ]


def test_a_source_without_documents_is_all_furniture() -> None:
    assert outline(source_regions("Menu", [])) == ["Menu"]


def test_documents_that_overlap_show_no_text_twice() -> None:
    early = replace(LETTER, id="early", start=0, end=POST.start + 8)
    shown = outline(source_regions(TEXT, [early, POST]))
    assert str(shown).count("The post") == 1
    assert "Footer" in str(shown)
