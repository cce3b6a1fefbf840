"""News articles pasted into posts: a document of its own, by its newspaper or its byline."""

from __future__ import annotations

import pytest

from indexer.segmenters import Draft
from search.model import Kind
from tests.unit.indexer.posts import quoted

ARTICLE = (
    "A phone mast on the tower of St Blane’s church has been approved by the diocese. It had been opposed by three "
    "hundred villagers.\n\n"
    "The archdeacon said the income would pay for the roof. “I see it as a blessing,” he said. “We have prayed.”\n\n"
    "Dora Finch, who lives opposite, said that the tower was the last beautiful thing in the street. She had written "
    "to the bishop four times without an answer.\n\n"
    "A spokesman for the company told the {paper} that the mast was safe, and that it would be painted to look like "
    "stone. “You will not see it,” he said. Work is to begin in the autumn and to take six weeks."
)
TEXT = ARTICLE.format(paper="council")


def the_article(post: str) -> tuple[Draft, str]:
    """The one article quoted in a post, and its words."""
    (article,), text = quoted(post)
    assert article.kind is Kind.NEWS_ARTICLE
    return article, text[article.start : article.end]


@pytest.mark.parametrize(
    "introduction",
    [
        "It has been picked up by the national press:",
        "It has been picked up by the national press:\n\nArgus story - ... -st-blanes",
        "This was in the paper today:\n\nhttps://www.argus.example/mast",
        "From today's Argus:",
        "The local paper has it.\n\nhttps://www.argus.example/mast",
        "https://www.argus.example/mast",
        "[Mast approved](https://www.argus.example/mast)",
    ],
)
def test_an_introduction_or_a_link_opens_an_article(introduction: str) -> None:
    article, words = the_article(f"{introduction}\n\n{TEXT}")
    assert words == TEXT
    assert (article.date.edtf, article.date.stated_in, article.date.derived) == (
        "2014-05-05",
        "the enclosing post",
        True,
    )


@pytest.mark.parametrize(
    ("introduction", "paper", "author"),
    [
        ("It made the press:", "Argus", ("The Argus",)),
        ("Argus story:\n\nhttps://argus.example/1", "Argus", ("The Argus",)),
        ("It is in the Carrow Echo today, see the report:", "council", ("The Carrow Echo",)),
        ("Carrow Echo - https://echo.example/1", "council", ("Carrow Echo",)),
        ("Today's Clarion has the story:", "council", ("Clarion",)),
        ("It made the press:", "council", ()),
    ],
)
def test_the_newspaper_is_named_as_post_and_article_write_it(
    introduction: str, paper: str, author: tuple[str, ...]
) -> None:
    article, _ = the_article(f"{introduction}\n\n{ARTICLE.format(paper=paper)}")
    assert article.authors == author


def test_headline_byline_and_dateline_belong_to_the_article_and_are_read() -> None:
    article, words = the_article(
        f"From the Argus:\n\nMast to go up\n\nBy Jo Stamp and Al Reed\n\nSaturday 3 May 2014\n\n{TEXT}"
    )
    assert article.title == "Mast to go up"
    assert article.authors == ("Jo Stamp", "Al Reed")
    assert (article.date.edtf, article.date.stated_in, article.date.derived) == ("2014-05-03", "its dateline", False)
    assert words.startswith("Mast to go up\n\nBy Jo Stamp")


def test_the_day_of_issue_that_the_post_names_is_its_date() -> None:
    article, _ = the_article(f"From the Argus, 2 May 2014:\n\n{TEXT}")
    assert (article.date.edtf, article.date.derived) == ("2014-05-02", True)


@pytest.mark.parametrize(
    "afterword",
    [
        "I think that it is a scandal.",
        "What do people make of it?",
        "Typical!",
        "Read more: https://argus.example/mast",
        "Source: Argus",
        "https://argus.example/mast",
        "© Argus 2014",
        "[quote]and the roof?[/quote]",
    ],
)
def test_the_article_ends_where_the_poster_or_something_else_speaks(afterword: str) -> None:
    _, words = the_article(f"It made the press:\n\n{TEXT}\n\n{afterword}")
    assert words == TEXT


def test_two_articles_in_a_post_are_two_documents() -> None:
    articles, text = quoted(f"From the Argus:\n\n{TEXT}\n\nFrom the Echo:\n\n{TEXT}")
    assert [text[article.start : article.end] for article in articles] == [TEXT, TEXT]
    assert [article.authors for article in articles] == [("The Argus",), ("The Echo",)]


def test_a_post_may_quote_a_letter_and_an_article() -> None:
    letter = "We ask the diocese to think again, and to talk with the village before the drawing becomes a mast. " * 4
    children, _ = quoted(f"The text of the open letter is as follows:\n\n{letter}\n\nAnd from the Argus:\n\n{TEXT}")
    assert [child.kind for child in children] == [Kind.LETTER, Kind.NEWS_ARTICLE]


@pytest.mark.parametrize(
    "post",
    [
        "The press has the story:\n\nThey said it was safe. I believed them, because my neighbour said so too.\n\n"
        + "More. " * 90,
        "Read the report:\n\n"
        + "\n\n".join(f"{n}. The committee said it. The board said it. You said it." for n in range(20)),
        "In the paper:\n\nThe mast was approved, the archdeacon said.\n\nHe told them so.",
        f"The mast.\n\n{TEXT}",
        "See https://argus.example/mast\n\n"
        + "The tower is tall and made of stone, and has been so for ages past. " * 20,
        "Here is what I found out:\n\n" + "The tower is tall.\n\n" * 30,
    ],
)
def test_what_does_not_report_what_others_said_stays_in_the_post(post: str) -> None:
    assert quoted(post)[0] == []
