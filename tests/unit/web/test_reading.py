"""The body of a document page: running text, with quoted documents where they stand."""

from dataclasses import replace

from search.model import Document, DocumentDate, Kind, Passage, Source
from search.results import DocumentView, PassageView
from web.reading import Flow, Inset, document_body, hit_passages

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


def test_the_passages_with_hits_are_those_with_highlights() -> None:
    assert hit_passages(VIEW) == (2,)
