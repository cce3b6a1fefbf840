"""The body of a document page: running text, with quoted documents where they stand."""

from dataclasses import replace

from search.documents.views import DocumentView, PassageView
from search.model import Document, DocumentDate, Kind, Passage, Source
from web.documents.reading import Flow, Inset, document_body, place_on_the_web

TEXT = "She wrote:\n\nDear all.\n\nAnd then:\n\nHeadline."
SOURCE = Source("s", "s.txt", "/s.txt", "text/plain", "s", TEXT)


def document(key: str) -> Document:
    return Document(key, "s", Kind.FORUM_POST, key, (), (), (), DocumentDate(), None, None, None, 0, 0, len(TEXT))


def passage(ordinal: int, words: str, *gap: Document, highlights: tuple[tuple[int, int], ...] = ()) -> PassageView:
    start = TEXT.index(words)
    return PassageView(Passage(f"p{ordinal}", "post", ordinal, start, start + len(words)), words, highlights, gap)


VIEW = DocumentView(
    document=document("post"),
    source=SOURCE,
    passages=(passage(1, "She wrote:"), passage(2, "And then:", document("letter"), highlights=((0, 3),))),
    gap_after=(document("article"),),
    quotes=(),
    quoted_in=None,
    reply_to=None,
    replies=(),
    previous=None,
    next=None,
    generation=1,
)


def outline(view: DocumentView) -> list[str]:
    return [
        item.document.id
        if isinstance(item, Inset)
        else "".join(run.text for block in item.blocks for part in block.parts for run in part.runs)
        for item in document_body(view)
    ]


def test_quoted_documents_stand_between_the_words_around_them() -> None:
    assert outline(VIEW) == ["She wrote:", "letter", "And then:", "article"]


def test_passages_without_a_quotation_between_them_flow_on() -> None:
    together = replace(VIEW, passages=(passage(1, "And "), passage(2, "then:")), gap_after=())
    (flow,) = document_body(together)
    assert isinstance(flow, Flow)
    assert len(flow.blocks) == 1


def test_a_document_that_is_all_quotation_is_an_inset_alone() -> None:
    assert outline(replace(VIEW, passages=())) == ["article"]


def on_the_web(url: str | None, text: str, *highlights: tuple[int, int]) -> str | None:
    shown = PassageView(Passage("p1", "post", 1, 0, len(text)), text, highlights)
    return place_on_the_web(replace(VIEW, document=replace(VIEW.document, url=url), passages=(shown,)))


def test_the_page_on_the_web_is_opened_at_the_first_words_of_the_hit() -> None:
    words = "Well-known, & dear: the price of sand went up."
    assert on_the_web("https://example.org/a", words, (0, 4)) == (
        "https://example.org/a#:~:text=Well%2Dknown%2C%20%26%20dear%3A%20the%20price%20of"
    )


def test_a_passage_with_a_hit_goes_before_the_first() -> None:
    hit = replace(VIEW, document=replace(VIEW.document, url="https://example.org/"))
    assert place_on_the_web(hit) == "https://example.org/#:~:text=And%20then%3A"


def test_words_stay_within_one_line_because_lines_may_be_elements_of_their_own() -> None:
    assert on_the_web("https://example.org/", "\nDear all,\nwe write") == "https://example.org/#:~:text=Dear%20all%2C"


def test_an_address_with_a_place_keeps_it_and_without_an_address_there_is_none() -> None:
    assert on_the_web("https://example.org/#post7", "Dear all") == "https://example.org/#post7"
    assert on_the_web(None, "Dear all") is None
    assert on_the_web("javascript:alert(1)", "Dear all") is None
