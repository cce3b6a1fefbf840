"""The errors a person can act on: what a user can fix (a request) and what an operator can fix (an index)."""

from __future__ import annotations

from search.message import Message


class FlorilegiumError(Exception):
    """The base of all; its text names the thing, the value received and the next step."""

    @property
    def message(self) -> str:
        """The text; a `Message` where a user, and not an operator, is to read it."""
        text: str = self.args[0] if self.args else ""
        return text


class RequestError(FlorilegiumError):
    """A request that cannot be answered as it stands: HTTP 400.

    `parameter` and `value` are what was received, `expected` says what would be right.
    """

    def __init__(self, message: str, *, parameter: str, value: str, expected: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value
        self.expected = expected


def unreadable_parameter(name: str, value: str, expected: str) -> RequestError:
    """The error of a parameter whose value cannot be taken; `expected` ends the sentence `it must be …`."""
    return RequestError(
        Message(
            "The parameter %(name)s is %(value)r; it must be %(expected)s.", name=name, value=value, expected=expected
        ),
        parameter=name,
        value=value,
        expected=expected,
    )


class QuerySyntaxError(RequestError):
    """A query that cannot be parsed. `position` is the offset in the query where it stops making sense."""

    def __init__(self, message: str, *, query: str, position: int, expected: str) -> None:
        super().__init__(message, parameter="q", value=query, expected=expected)
        self.position = position


class CostlySearchError(RequestError):
    """A search that was given up since it took longer than `seconds`, the most that one may."""

    def __init__(self, seconds: float, *, query: str = "") -> None:
        limit = f"{seconds:g}"
        super().__init__(
            Message(
                "The search was given up after %(limit)s seconds, the most that one may take; "
                "write fewer words with *, ? or ~, or more letters before them.",
                limit=limit,
            ),
            parameter="q",
            value=query,
            expected=Message("a query that is answered within %(limit)s seconds", limit=limit),
        )
        self.seconds = seconds


class UnknownFieldError(QuerySyntaxError):
    """A query that names a field there is none of (`colour:red`)."""


class NotFoundError(FlorilegiumError):
    """No document, passage or source has that id: HTTP 404."""


class GoneError(FlorilegiumError):
    """A document that was there once: HTTP 410. `successor`: id of the document nearest to it now, if any is near."""

    def __init__(self, message: str, *, successor: str | None) -> None:
        super().__init__(message)
        self.successor = successor


class OperatorError(FlorilegiumError):
    """What an operator can fix: HTTP 503, and exit code 2 on the command line."""


class IndexMissingError(OperatorError):
    """Nothing has been committed yet. `place`: what a person would call where the index was looked for."""

    def __init__(self, place: object) -> None:
        super().__init__(f"There is no index in {place} yet; run `flori index` to make one.")


class IndexOutdatedError(OperatorError):
    """The index was made by another version, or with another analysis; indexing rebuilds it."""


class IndexDamagedError(OperatorError):
    """The files of the index cannot be read; `flori index --rebuild` mends it."""


class IndexLockedError(OperatorError):
    """Another process is writing to the index."""


class EngineUnavailableError(OperatorError):
    """The engine is not installed, or cannot be reached."""


class UnsupportedError(OperatorError):
    """The engine declares that it cannot do what was asked."""


class ConfigurationError(OperatorError):
    """A setting has a value that is not allowed; the message names the key, its value and what is."""
