"""Connections to the cluster, and what can go wrong with them in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from search.errors import ConfigurationError, EngineUnavailableError, IndexDamagedError

try:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import (
        AuthenticationException,
        AuthorizationException,
        ConnectionTimeout,
        NotFoundError,
        SSLError,
        TransportError,
    )
except ModuleNotFoundError as error:
    raise EngineUnavailableError(
        f"The engine opensearch needs {error.name!r}, which is not installed; "
        "install it with `pip install 'florilegium[opensearch]'`, or set another engine."
    ) from error

_GRACE_S = 2.0
"""How much longer we wait for an answer than the cluster has been told to take."""
_ATTEMPTS_ELSEWHERE = 3
"""How often a request that a node did not answer is sent to another."""
_KEPT_OPEN = 32
"""Connections kept open to a node: about as many as a server process has threads."""
_BUSY = (500, 502, 503, 504)
"""Answers of a node that is going down, or cannot take more: another is asked."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the cluster is, how to log in, and what new indexes are to be like.

    `index`: what the names of all indexes start with. `user`: empty to not log in. `ca_file`: certificates that the
    nodes' are checked with, empty for the system's. `shards`, `replicas`: of an index of passages.
    """

    urls: tuple[str, ...]
    index: str = "florilegium"
    user: str = ""
    password: str = ""
    ca_file: str = ""
    shards: int = 1
    replicas: int = 1
    timeout_s: float = 30.0

    def __str__(self) -> str:
        return ", ".join(self.urls)


class Connection:
    """The cluster at one address. Safe to use from several threads; connects at the first request."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.client = _client(address)

    def search(self, index: str, body: Mapping[str, Any], **parameters: Any) -> dict[str, Any]:
        """The cluster's answer to a search, a whole one.

        Raises EngineUnavailableError where any shard did not answer, or not in time.
        """
        bounded = {"timeout": f"{int(self.address.timeout_s * 1000)}ms", **body}
        with self.in_plain_words():
            answer: dict[str, Any] = self.client.search(
                index=index, body=bounded, params={"allow_partial_search_results": "false", **parameters}
            )
        self.check_whole(answer, "searched")
        return answer

    def check_whole(self, answer: Mapping[str, Any], done: str) -> None:
        """Raise EngineUnavailableError unless every shard took part."""
        shards = answer["_shards"]
        if answer.get("timed_out") or shards["failed"]:
            reason = "in time" if answer.get("timed_out") else _first_failure(shards)
            raise EngineUnavailableError(
                f"OpenSearch at {self.address} could not be {done}: {shards['failed']} of {shards['total']} shards "
                f"failed ({reason}). Try again, and look at its health."
            )

    @contextmanager
    def in_plain_words(self) -> Iterator[None]:
        """Raise EngineUnavailableError for whatever keeps the cluster from answering; a request it refuses stays.

        Raises IndexDamagedError where an index that should be there is not.
        """
        try:
            yield
        except SSLError as error:
            raise self._unavailable(f"its certificate is not trusted ({error.info}); set opensearch_ca_file") from error
        except ConnectionTimeout as error:
            raise self._unavailable(f"no answer within {self.address.timeout_s:g} s (opensearch_timeout_s)") from error
        except (AuthenticationException, AuthorizationException) as error:
            who = f"user {self.address.user!r}" if self.address.user else "nobody logged in"
            raise self._unavailable(f"it refused {who}; set opensearch_user and opensearch_password") from error
        except NotFoundError as error:
            raise IndexDamagedError(
                f"An index of {self.address.index!r} is gone from OpenSearch at {self.address} ({_reason(error)}); "
                "run `flori index --rebuild` to make it anew."
            ) from error
        except TransportError as error:
            if _is_refusal(error):
                raise
            raise self._unavailable(_reason(error)) from error

    def close(self) -> None:
        """Close all connections."""
        self.client.close()

    def _unavailable(self, reason: str) -> EngineUnavailableError:
        return EngineUnavailableError(f"OpenSearch at {self.address} cannot be used: {reason}.")


def _client(address: Address) -> OpenSearch:
    if not address.urls or not all(url.startswith(("http://", "https://")) for url in address.urls):
        raise ConfigurationError(
            f"opensearch_url is {', '.join(address.urls)!r}; it must be addresses such as https://search.example:9200."
        )
    return OpenSearch(
        list(address.urls),
        http_auth=(address.user, address.password) if address.user else None,
        ca_certs=address.ca_file or None,
        timeout=address.timeout_s + _GRACE_S,
        max_retries=_ATTEMPTS_ELSEWHERE,
        pool_maxsize=_KEPT_OPEN,
        retry_on_status=_BUSY,
    )


def _is_refusal(error: TransportError) -> bool:
    """Whether the cluster answered that the request itself is wrong: a defect of ours, a conflict, a missing index."""
    return isinstance(error.status_code, int) and 400 <= error.status_code < 500 and error.status_code != 429


def _reason(error: TransportError) -> str:
    if not isinstance(error.status_code, int):
        return f"it cannot be reached ({error.error})"
    cause = (error.info.get("error", {}).get("root_cause") or [{}])[0] if isinstance(error.info, dict) else {}
    return f"it answered with status {error.status_code} ({error.error}: {cause.get('reason', 'no reason given')})"


def _first_failure(shards: Mapping[str, Any]) -> str:
    failures = shards.get("failures") or [{}]
    reason: Any = failures[0].get("reason", "no reason given")
    return str(reason.get("reason", reason)) if isinstance(reason, dict) else str(reason)
