"""What went wrong, as one record that a page can show and that the API sends as problem JSON (RFC 9457)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import NotRequired, TypedDict

from flask import url_for
from werkzeug.exceptions import HTTPException

from search.errors import (
    FlorilegiumError,
    GoneError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    NotFoundError,
    QuerySyntaxError,
    RequestError,
    UnsupportedError,
)
from search.message import Message
from web.words.language import said

CONTENT_TYPE = "application/problem+json"

_DETAILS = {
    404: Message("There is nothing at this address."),
    405: Message("This address can be read, but not written to."),
    500: Message("Something went wrong here. It has been written to the log of the server."),
}
_UNAVAILABLE: dict[type[FlorilegiumError], str] = {
    IndexMissingError: Message(
        "There is no index yet. Whoever runs this site makes one with “flori index”; the log of the server says where."
    ),
    IndexOutdatedError: Message(
        "The index was made by another version of this program. Whoever runs this site renews it with “flori index”."
    ),
    IndexDamagedError: Message(
        "The index is damaged. Whoever runs this site makes it anew with “flori index --rebuild”; "
        "the log of the server says what is wrong."
    ),
}
_UNREACHABLE = Message("The index cannot be read just now; the log of the server says why. Try again in a while.")


class ProblemJson(TypedDict):
    """A problem document. Members after `request_id` are there where a parameter is at fault, or a document is gone.

    `request_id`: what the server's log calls the request. `expected`: what would be right. `position`: the offset in
    the query where it stops making sense. `successor`: the address of the document that is nearest now to one that is
    gone.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    parameter: NotRequired[str]
    value: NotRequired[str]
    expected: NotRequired[str]
    position: NotRequired[int]
    successor: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """`detail`: for a person. `parameter`, `value`, `expected`, `position`: of a request that cannot be answered.

    `successor`: the id of the document that is nearest now to one that is gone.
    """

    status: int
    detail: str
    parameter: str | None = None
    value: str | None = None
    expected: str | None = None
    position: int | None = None
    successor: str | None = None

    @property
    def title(self) -> str:
        """The name of the status."""
        return HTTPStatus(self.status).phrase

    @property
    def place_end(self) -> int:
        """Where the word ends that stands at `position` of the value."""
        start = self.position or 0
        return start + len(re.split(r"\s", (self.value or "")[start:], maxsplit=1)[0])

    def as_json(self, instance: str, request_id: str) -> ProblemJson:
        """The problem as a document about the request for `instance`."""
        document: ProblemJson = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": said(self.detail),
            "instance": instance,
            "request_id": request_id,
        }
        if self.parameter is not None:
            document |= {"parameter": self.parameter, "value": self.value or "", "expected": said(self.expected or "")}
        if self.position is not None:
            document["position"] = self.position
        if self.successor is not None:
            document["successor"] = url_for("documents.page", document_id=self.successor)
        return document


def problem_of(error: FlorilegiumError | HTTPException) -> Problem:
    """The problem that an error is to whoever asked."""
    if isinstance(error, HTTPException):
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        return Problem(status, _DETAILS.get(status, error.description or HTTPStatus(status).phrase))
    if isinstance(error, NotFoundError):
        return Problem(HTTPStatus.NOT_FOUND, error.message)
    if isinstance(error, GoneError):
        return Problem(HTTPStatus.GONE, error.message, successor=error.successor)
    if isinstance(error, RequestError):
        position = error.position if isinstance(error, QuerySyntaxError) else None
        return Problem(HTTPStatus.BAD_REQUEST, error.message, error.parameter, error.value, error.expected, position)
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, _unavailable(error))


def _unavailable(error: FlorilegiumError) -> str:
    """What a visitor is told of what an operator can fix: nothing of the machine, whose folders the error names."""
    if isinstance(error, UnsupportedError):  # which speaks of the query
        return error.message
    return _UNAVAILABLE.get(type(error), _UNREACHABLE)
