"""Under load: how many requests work at once, what the others are told, and that nobody waits for ever."""

from __future__ import annotations

from threading import Barrier, Event, Thread

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from search.errors import ConfigurationError
from search.settings import Settings
from web.app import create_app
from web.load.admission import Places
from web.load.rates import Rates


def busy_app(app: Flask, **settings: object) -> Flask:
    """The application over the small dossier, with views that can be held up."""
    busy = create_app(app.extensions["searcher"].get(), Settings(**settings))  # type: ignore[arg-type]
    busy.extensions["go_on"], busy.extensions["begun"] = Event(), []

    @busy.get("/api/held")
    def held() -> str:
        busy.extensions["begun"].append(1)
        busy.extensions["go_on"].wait(120)
        return "done"

    @busy.get("/api/streamed")
    def streamed() -> Response:
        return Response(piece for piece in (b"a", b"b"))

    @busy.get("/api/failing")
    def failing() -> str:
        raise ZeroDivisionError

    return busy


def statuses_of_burst(busy: Flask, requests: int) -> tuple[list[int], list[Thread]]:
    """Start so many requests at once; their statuses come in as they are answered."""
    statuses: list[int] = []
    start = Barrier(requests)

    def ask() -> None:
        start.wait()
        statuses.append(busy.test_client().get("/api/held").status_code)

    threads = [Thread(target=ask) for _ in range(requests)]
    for thread in threads:
        thread.start()
    return statuses, threads


def until(condition: object, seconds: float = 60) -> None:
    """Wait until a call gives something true."""
    pause = Event()
    for _ in range(int(seconds * 100)):
        if condition():  # type: ignore[operator]
            return
        pause.wait(0.01)
    pytest.fail("it did not come to that in time")


def test_a_burst_beyond_places_and_queue_is_turned_away_at_once(app: Flask) -> None:
    busy = busy_app(app, threads=2, max_waiting=3, max_wait_s=15)
    statuses, threads = statuses_of_burst(busy, 9)
    until(lambda: len(statuses) == 4)  # while the others are still held up
    assert statuses == [503] * 4
    refused = busy.test_client().get("/api/v1/search")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "15")
    assert refused.content_type == "application/problem+json"
    assert "try again" in busy.test_client().get("/?q=sand").get_data(as_text=True)
    assert [busy.test_client().get(url).status_code for url in ("/healthz", "/readyz", "/metrics")] == [200] * 3
    busy.extensions["go_on"].set()
    for thread in threads:
        thread.join(20)
    assert sorted(statuses) == [200] * 5 + [503] * 4
    assert len(busy.extensions["begun"]) == 5


def test_whoever_waits_too_long_is_turned_away(app: Flask) -> None:
    busy = busy_app(app, threads=1, max_waiting=1, max_wait_s=0.1)
    statuses, threads = statuses_of_burst(busy, 2)
    until(lambda: statuses == [503])
    busy.extensions["go_on"].set()
    for thread in threads:
        thread.join(20)
    assert statuses == [503, 200]


@pytest.mark.parametrize(("url", "status"), [("/api/failing", 500), ("/nowhere", 404), ("/api/streamed", 200)])
def test_a_place_is_given_back_however_a_request_ends(app: Flask, url: str, status: int) -> None:
    busy = busy_app(app, threads=1, max_waiting=0)
    for _ in range(3):
        response = busy.test_client().get(url)
        response.get_data()
        assert response.status_code == status


def test_an_answer_that_nobody_reads_to_its_end_gives_its_place_back(app: Flask) -> None:
    busy = busy_app(app, threads=1, max_waiting=0)
    for _ in range(3):
        response = busy.test_client().get("/api/v1/search.jsonl?q=tide")
        assert response.status_code == 200
        assert busy.test_client().get("/?q=sand").status_code == 503
        response.close()
        assert busy.test_client().head("/api/v1/search.jsonl?q=tide").status_code == 200
    assert busy.test_client().get("/?q=sand").status_code == 200


def test_a_place_is_taken_once_for_each_that_is_given_back() -> None:
    places = Places(at_work=1, waiting=0, wait_s=1)
    assert [places.enter(), places.enter()] == [True, False]
    places.leave()
    assert places.enter()


@pytest.fixture
def limited(app: Flask) -> FlaskClient:
    """A client of an application that allows two requests a minute, behind one proxy."""
    settings = Settings(rate_limit=("2/minute", "100/day"), trusted_hops=1)
    return create_app(app.extensions["searcher"].get(), settings).test_client()


def test_an_address_that_asks_too_often_is_told_when_to_come_back(limited: FlaskClient) -> None:
    said = [limited.get("/api/v1/search", headers={"X-Forwarded-For": "203.0.113.7"}) for _ in range(3)]
    assert [one.status_code for one in said] == [200, 200, 429]
    assert 1 <= int(said[2].headers["Retry-After"]) <= 60
    assert said[2].get_json()["title"] == "Too Many Requests"
    assert limited.get("/api/v1/search", headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 200
    assert limited.get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 200


def test_no_client_gets_more_by_claiming_other_addresses(limited: FlaskClient) -> None:
    claimed = [f"198.51.100.{n}, 203.0.113.9" for n in range(3)]
    statuses = [limited.get("/", headers={"X-Forwarded-For": one}).status_code for one in claimed]
    assert statuses == [200, 200, 429]


def test_no_forwarded_header_is_believed_without_proxies(app: Flask) -> None:
    client = create_app(app.extensions["searcher"].get(), Settings(rate_limit=("1/minute",))).test_client()
    statuses = [client.get("/", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(2)]
    assert statuses == [200, 429]
    claimed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert "evil.example" not in client.get("/opensearch.xml", headers=claimed).get_data(as_text=True)


def test_a_subscriber_with_a_whole_network_counts_as_one_client() -> None:
    rates = Rates(["1/minute"])
    assert rates.wait_s("2001:db8::1") is None
    assert rates.wait_s("2001:db8::ffff:2") is not None
    assert rates.wait_s("2001:db8:0:1::1") is None


def test_what_is_no_rate_is_refused_at_the_start() -> None:
    with pytest.raises(ConfigurationError, match="'often'"):
        create_app(Settings(rate_limit=("often",)))
