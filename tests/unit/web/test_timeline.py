"""The picture of an exchange: where people and documents stand."""

from search.model import Document, DocumentDate, Kind
from web.documents.timeline import MOST_PEOPLE, Row, timeline


def letter(key: str, author: str, recipient: str, edtf: str | None) -> Document:
    date = DocumentDate(edtf=edtf)
    return Document(key, "s", Kind.LETTER, key, (author,), (), (recipient,), date, None, None, None, 0, 0, 1)


EXCHANGE = (
    letter("answer", "Board", "Ann", "2014-02-01"),
    letter("ask", "Ann", "Board", "2014-01-01"),
    letter("thanks", "Ann", "Board", "2014-03-04"),
)


def test_marks_stand_in_order_of_time_on_the_line_of_their_author() -> None:
    drawn = timeline(EXCHANGE)
    assert drawn is not None
    assert [mark.document.id for mark in drawn.marks] == ["ask", "answer", "thanks"]
    assert [mark.x for mark in drawn.marks] == sorted({mark.x for mark in drawn.marks})
    height_of = {row.name: row.y for row in drawn.rows}
    for mark in drawn.marks:
        assert mark.from_y == (height_of[mark.document.authors[0]],)
        assert mark.to_y == (height_of[mark.document.recipients[0]],)


def test_long_names_that_begin_alike_are_told_apart() -> None:
    names = ("British Association for Counselling", "British Association for Counselling and Psychotherapy")
    labels = [Row(name, 0).label for name in names]
    assert labels == ["British Association…Counselling", "British Association…Psychotherapy"]
    assert Row("Ann Bell", 0).label == "Ann Bell"
    assert len(Row("x" * 90, 0).label) < 34


def test_equal_times_take_equal_room() -> None:
    dates = ("2014-01-01", "2014-01-11", "2014-01-21")
    drawn = timeline([letter(str(n), "Ann", "Board", edtf) for n, edtf in enumerate(dates)])
    assert drawn is not None
    first, second, third = (mark.x for mark in drawn.marks)
    assert second - first == third - second


def test_what_is_undated_or_addressed_to_nobody_is_left_out() -> None:
    alone = Document("open", "s", Kind.LETTER, "", ("Ann",), (), (), DocumentDate("2014"), None, None, None, 0, 0, 1)
    drawn = timeline((*EXCHANGE, letter("undated", "Ann", "Board", None), alone))
    assert drawn is not None
    assert len(drawn.marks) == len(EXCHANGE)


def test_too_little_for_a_picture_makes_none() -> None:
    assert timeline(()) is None
    assert timeline(EXCHANGE[:2]) is None
    assert timeline([letter(str(n), "Ann", "Board", "2014-01-01") for n in range(5)]) is None


def test_years_that_no_calendar_has_are_put_at_the_ends() -> None:
    drawn = timeline([letter(edtf, "Ann", "Board", edtf) for edtf in ("-0044-03-15", "0044", "2014")])
    assert drawn is not None
    assert [mark.document.id for mark in drawn.marks] == ["-0044-03-15", "0044", "2014"]


def test_of_many_people_those_who_wrote_most_are_drawn() -> None:
    many = [letter(f"{n}", f"P{n}", "Board", f"2014-01-{n + 1:02}") for n in range(20)]
    drawn = timeline((*many, *EXCHANGE))
    assert drawn is not None
    assert len(drawn.rows) == MOST_PEOPLE
    assert {"Ann", "Board"} <= {row.name for row in drawn.rows}


def test_all_who_wrote_a_letter_have_a_mark_on_their_line() -> None:
    date = DocumentDate(edtf="2014-02-02")
    joint = Document(
        "j", "s", Kind.LETTER, "", ("Nobody", "Ann", "Ben"), (), ("Board",), date, None, None, None, 0, 0, 1
    )
    by_ben = letter("ben", "Ben", "Board", "2014-01-03")
    drawn = timeline((*EXCHANGE, joint, by_ben))
    assert drawn is not None
    height_of = {row.name: row.y for row in drawn.rows}
    (mark,) = (mark for mark in drawn.marks if mark.document is joint)
    assert mark.from_y == tuple(height_of[name] for name in joint.authors)
    assert (mark.top, mark.bottom) == (min(height_of.values()), max(height_of.values()))
