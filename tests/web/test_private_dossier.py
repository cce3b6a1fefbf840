"""A private dossier: nobody who has not logged in is told anything, at any address, in any way."""

from __future__ import annotations

import base64

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.accounts import password_account, token_account
from search.errors import ConfigurationError
from search.settings import Settings
from tests.web.routes import every_address
from web.access import login
from web.app import create_app

PASSWORD, TOKEN, TITLE = "the tide comes in", "a-long-random-token", "Quay papers"
OPEN = ("/healthz", "/readyz")
HELD = ("sand", "quay", "ann bell", "harbour", "tide", "documents")


@pytest.fixture(scope="module")
def private_app(app: Flask) -> Flask:
    """The small dossier, for one person, one program, and whoever the proxy at 192.0.2.9 has logged in."""
    settings = Settings(
        title=TITLE,
        auth_users=(password_account("ann", PASSWORD),),
        auth_tokens=(token_account("reports", TOKEN),),
        auth_header="X-Forwarded-User",
        auth_proxies=("192.0.2.0/28",),
        frame_ancestors=("https://news.example",),
    )
    return create_app(app.extensions["searcher"].get(), settings)


@pytest.fixture
def stranger(private_app: Flask) -> FlaskClient:
    """A client that has not logged in."""
    return private_app.test_client()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_no_address_tells_a_stranger_anything(private_app: Flask, stranger: FlaskClient, method: str) -> None:
    addresses = [one for one in every_address(private_app) if one not in OPEN]
    assert len(addresses) >= len(list(private_app.url_map.iter_rules())) - len(OPEN)
    for address in (*addresses, "/nowhere", "/documents/0000000000000000"):
        response = stranger.open(address, method=method)
        assert response.status_code == 401, address
        said = f"{response.get_data(as_text=True)} {response.headers}".lower().replace(address.lower(), "")
        assert [word for word in HELD if word in said.replace(address.partition("?")[0].lower(), "")] == [], address
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic " + base64.b64encode(b"ann").decode()},
        {"Authorization": "Basic " + base64.b64encode(b"ann:" + b"wrong").decode()},
        {"Authorization": "Basic " + base64.b64encode(f"bob:{PASSWORD}".encode()).decode()},
        {"Authorization": "Basic " + base64.b64encode(b":").decode()},
        {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode()},
        bearer(""),
        bearer(TOKEN + "x"),
        bearer(PASSWORD),
        {"Authorization": f"Token {TOKEN}"},
        {"Authorization": "Digest username=ann"},
        {"X-Forwarded-User": "ann"},
        {"X-Forwarded-User": "ann", "X-Forwarded-For": "192.0.2.9"},
        {"Cookie": f"token={TOKEN}"},
    ],
)
def test_what_is_not_a_right_login_is_none(stranger: FlaskClient, headers: dict[str, str]) -> None:
    assert stranger.get("/api/v1/search?q=sand", headers=headers).status_code == 401
    assert stranger.get(f"/api/v1/search?q=sand&token={TOKEN}&access_token={TOKEN}").status_code == 401


def test_whoever_has_logged_in_reads_every_address(private_app: Flask, stranger: FlaskClient) -> None:
    for address in every_address(private_app):
        response = stranger.get(address, headers=bearer(TOKEN), buffered=True)
        assert response.status_code in (200, 302), address
        kept = response.headers["Cache-Control"]
        assert kept == ("no-cache, private" if address.startswith("/static/") else "private, no-store")
        assert "Authorization" in response.headers["Vary"]


def test_a_versioned_file_is_kept_by_the_browser_and_by_no_cache_between(stranger: FlaskClient) -> None:
    page = stranger.get("/", headers=bearer(TOKEN)).get_data(as_text=True)
    versioned = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    kept = stranger.get(versioned, headers=bearer(TOKEN)).headers["Cache-Control"]
    assert set(kept.split(", ")) == {"private", "max-age=31536000", "immutable"}


def test_a_person_logs_in_with_a_password(stranger: FlaskClient) -> None:
    assert "sand" in stranger.get("/?q=sand", auth=("ann", PASSWORD)).get_data(as_text=True)


def test_a_password_once_right_is_not_hashed_at_every_request(
    stranger: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stranger.get("/?q=sand", auth=("ann", PASSWORD)).status_code == 200
    hashed: list[str] = []
    monkeypatch.setattr(login, "password_matches", lambda _, password: bool(hashed.append(password)))
    assert stranger.get("/?q=sand", auth=("ann", PASSWORD)).status_code == 200
    assert stranger.get("/?q=sand", auth=("ann", "wrong")).status_code == 401
    assert stranger.get("/?q=sand", auth=("nobody", "wrong")).status_code == 401
    assert hashed == ["wrong", "wrong"]  # as much work for a name that does not exist


@pytest.mark.parametrize(("peer", "status"), [("192.0.2.9", 200), ("::ffff:192.0.2.9", 200), ("192.0.2.99", 401)])
def test_the_name_in_a_header_is_believed_from_the_proxy_alone(stranger: FlaskClient, peer: str, status: int) -> None:
    headers = {"X-Forwarded-User": "ann"}
    assert stranger.get("/", headers=headers, environ_base={"REMOTE_ADDR": peer}).status_code == status
    assert stranger.get("/", headers={"X-Forwarded-User": " "}, environ_base={"REMOTE_ADDR": peer}).status_code == 401


def test_a_client_cannot_pass_for_the_proxy_by_an_address_it_claims(app: Flask) -> None:
    settings = Settings(auth_header="X-Forwarded-User", auth_proxies=("192.0.2.9",), trusted_hops=1)
    client = create_app(app.extensions["searcher"].get(), settings).test_client()
    headers = {"X-Forwarded-User": "ann", "X-Forwarded-For": "192.0.2.9"}
    assert client.get("/", headers=headers, environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 403
    headers = {"X-Forwarded-User": "ann", "X-Forwarded-For": "203.0.113.7"}
    assert client.get("/", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 200


def test_the_answer_to_a_stranger_says_how_to_log_in(stranger: FlaskClient) -> None:
    response = stranger.get("/")
    offered = response.headers.getlist("WWW-Authenticate")
    assert [one.split()[0] for one in offered] == ["Basic", "Bearer"]
    assert "log in" in response.get_data(as_text=True)
    assert stranger.get("/api/v1/search").content_type == "application/problem+json"


def test_machines_learn_that_the_service_lives_and_no_more(stranger: FlaskClient) -> None:
    assert stranger.get("/healthz").get_json() == {"status": "ok"}
    assert stranger.get("/readyz").get_json() == {"status": "ready"}
    assert stranger.get("/readyz", headers=bearer(TOKEN)).get_json()["documents"] == 38


def test_a_frame_on_an_allowed_site_shows_nothing_without_a_login(stranger: FlaskClient) -> None:
    assert stranger.get("/embed?q=sand").status_code == 401
    shown = stranger.get("/embed?q=sand", headers=bearer(TOKEN))
    assert "https://news.example" in shown.headers["Content-Security-Policy"]


def test_pages_of_other_sites_cannot_be_let_in_while_reading_needs_a_login() -> None:
    settings = Settings(auth_tokens=(token_account("reports", TOKEN),), api_origins=("*",))
    with pytest.raises(ConfigurationError, match="api_origins"):
        create_app(settings)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(auth_users=("ann:secret",)), "auth_users: entry 1 is not name:scrypt"),
        (Settings(auth_tokens=("secret",)), "auth_tokens: entry 1 is not name:sha256"),
        (Settings(auth_header="X Forwarded"), "auth_header is 'X Forwarded'"),
        (Settings(auth_header="X-User", auth_proxies=("proxy",)), "auth_proxies has 'proxy'"),
    ],
)
def test_a_wrong_setting_is_named_and_no_secret_is_shown(settings: Settings, told: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        create_app(settings)
    assert told in str(raised.value)
    assert "secret" not in str(raised.value)
