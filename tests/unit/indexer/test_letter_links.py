"""Which letter answers which: by correspondents, by the date it gives, and only where one letter fits."""

from __future__ import annotations

from indexer.segmenters.base import Draft
from indexer.segmenters.letter_links import replies
from search.model import DatePrecision, DocumentDate, Kind


class Exchange:
    """Letters written one after the other into one text."""

    def __init__(self) -> None:
        self.text = ""
        self.letters: list[Draft] = []

    def add(self, key: str, sender: str, recipient: str, date: str | None, words: str) -> None:
        start = len(self.text)
        self.text += words + "\n\n"
        self.letters.append(
            Draft(
                key=key,
                kind=Kind.LETTER,
                title=key,
                start=start,
                end=start + len(words),
                authors=tuple(sender.split("; ")) if sender else (),
                recipients=tuple(recipient.split("; ")) if recipient else (),
                date=DocumentDate(date, DatePrecision.DAY, "its dateline") if date else DocumentDate(),
            )
        )

    def replies(self) -> dict[str, str]:
        return replies(self.letters, self.text)


def test_a_letter_answers_the_one_whose_date_it_names_wherever_that_stands() -> None:
    exchange = Exchange()
    exchange.add("reply", "Abel", "Bird", "1891-05-09", "Thank you for your letter of 7 May 1891. It rains.")
    exchange.add("first", "Bird", "Abel", "1891-05-03", "The tower leans.")
    exchange.add("second", "Bird", "Abel", "1891-05-07", "The tower leans more.")
    assert exchange.replies() == {"reply": "second"}


def test_a_date_that_no_letter_bears_links_nothing() -> None:
    exchange = Exchange()
    exchange.add("first", "Bird", "Abel", "1891-05-03", "The tower leans.")
    exchange.add("other", "Abel", "Bird", "1891-05-09", "I have your letter of 4 May 1891.")
    assert exchange.replies() == {}


def test_without_a_date_the_only_earlier_letter_is_answered_and_of_two_neither() -> None:
    exchange = Exchange()
    exchange.add("first", "Bird", "Abel", "1891-05-03", "The tower leans.")
    exchange.add("reply", "Abel", "Bird", "1891-05-09", "Thank you for your letter, which came on Monday.")
    exchange.add("second", "Bird", "Abel", "1891-05-12", "Nobody has come.")
    exchange.add("unclear", "Abel", "Bird", "1891-05-20", "I have received your letter and will look.")
    assert exchange.replies() == {"reply": "first"}


def test_a_later_letter_or_one_of_years_ago_is_not_answered() -> None:
    exchange = Exchange()
    exchange.add("old", "Bird", "Abel", "1880-05-03", "The tower leans.")
    exchange.add("letter", "Abel", "Bird", "1891-05-09", "Thank you for your letter.")
    exchange.add("later", "Bird", "Abel", "1891-06-01", "It leans more.")
    assert exchange.replies() == {}


def test_letters_between_others_are_not_answered() -> None:
    exchange = Exchange()
    exchange.add("first", "Cole", "Abel", "1891-05-03", "The tower leans.")
    exchange.add("letter", "Abel", "Bird", "1891-05-09", "Thank you for your letter.")
    assert exchange.replies() == {}


def test_bodies_that_write_together_are_the_same_when_most_of_their_names_are() -> None:
    exchange = Exchange()
    exchange.add("first", "Abel Trust", "UK Bird Council; Cole Society; Dunn Society", "2016-03-21", "We write.")
    exchange.add(
        "reply", "Bird Council; Cole Society; Dunn Society", "Abel Trust", "2016-03-24", "Thank you for your letter,"
    )
    assert exchange.replies() == {"reply": "first"}


def test_an_office_that_answers_in_its_clerks_name_answers_the_one_whom_it_addresses() -> None:
    exchange = Exchange()
    exchange.add("first", "Anna Abel", "Deal Council", "1987-03-04", "The tower leans.")
    exchange.add("reply", "Ben Bird", "Anna Abel", "1987-03-11", "Thank you for your letter. It has leaned since 1790.")
    assert exchange.replies() == {"reply": "first"}


def test_a_letter_that_mentions_no_letter_of_the_other_answers_none() -> None:
    exchange = Exchange()
    exchange.add("first", "Bird", "Abel", "1891-05-03", "The tower leans.")
    exchange.add("letter", "Abel", "Bird", "1891-05-09", "We write in response to your public statement of 3 May 1891.")
    assert exchange.replies() == {}
