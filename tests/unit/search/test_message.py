"""Messages are their English text, and keep what a translation needs."""

from __future__ import annotations

import pytest

from search.dates import parse_date_filter
from search.errors import RequestError
from search.message import Message


def test_a_message_is_its_text_with_the_values_put_in() -> None:
    message = Message("The %(what)s %(value)r is one of %(all)s.", what="page", value="x", all=12_345)
    assert message == "The page 'x' is one of 12,345."
    assert message.template == "The %(what)s %(value)r is one of %(all)s."
    assert message.values == {"what": "page", "value": "x", "all": 12_345}


def test_what_is_put_in_is_not_read_as_a_template() -> None:
    assert Message("No word matches %(pattern)s.", pattern="100%(x)s%") == "No word matches 100%(x)s%."


def test_an_error_of_a_request_can_be_said_in_another_language() -> None:
    with pytest.raises(RequestError) as caught:
        parse_date_filter("soon")
    assert isinstance(caught.value.message, Message)
    assert caught.value.message == str(caught.value)
