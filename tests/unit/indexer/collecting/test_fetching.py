"""Fetching: from checked addresses only, within limits, and whole or not at all."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.collecting import Added, FetchLimits, NotAdded, add_url, addresses
from indexer.collecting.addresses import is_public
from indexer.collecting.naming import name_of_page, numbered, safe_name
from tests.unit.indexer.collecting.site import PAGE, serving

ALLOWED = FetchLimits(size_bytes=1_000_000, time_s=10, allow_private=True)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as port:
        yield f"http://127.0.0.1:{port}"


def reason(url: str, folder: Path, limits: FetchLimits = ALLOWED) -> str:
    outcome = add_url(url, folder, limits)
    assert isinstance(outcome, NotAdded), outcome
    assert outcome.given == url
    assert list(folder.iterdir()) == [], "nothing is left of what could not be fetched"
    return outcome.reason


def test_a_page_is_there_as_it_came_with_where_and_when_beside_it(site: str, tmp_path: Path) -> None:
    outcome = add_url(f"{site}/ferry.html#top", tmp_path, ALLOWED)
    assert isinstance(outcome, Added)
    assert (outcome.path.name, outcome.was_there) == ("127.0.0.1-ferry.html", False)
    assert outcome.path.read_bytes() == PAGE
    record = (tmp_path / "127.0.0.1-ferry.html.flori.toml").read_text(encoding="utf-8")
    assert f'[source]\nurl = "{site}/ferry.html"\nretrieved = "20' in record


def test_where_redirects_lead_is_where_a_page_is_from(site: str, tmp_path: Path) -> None:
    outcome = add_url(f"{site}/moved", tmp_path, ALLOWED)
    assert isinstance(outcome, Added)
    assert outcome.path.name == "127.0.0.1-ferry-t-12-x-1.html"
    assert f'url = "{site}/news/ferry.php?t=12&x=1"' in outcome.path.with_name(
        f"{outcome.path.name}.flori.toml"
    ).read_text(encoding="utf-8")


def test_the_same_again_is_there_already_and_another_page_gets_another_name(site: str, tmp_path: Path) -> None:
    first, again = add_url(f"{site}/a", tmp_path, ALLOWED), add_url(f"{site}/a", tmp_path, ALLOWED)
    assert isinstance(first, Added)
    assert again == Added(f"{site}/a", first.path, was_there=True)
    first.path.write_bytes(b"<p>As it was last year.</p>")
    other = add_url(f"{site}/a", tmp_path, ALLOWED)
    assert isinstance(other, Added)
    assert other.path.name == "127.0.0.1-a-2.html"
    assert first.path.read_bytes() == b"<p>As it was last year.</p>"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/missing", "it answered 404"),
        ("/round", "it leads on more than 5 times"),
        ("/picture", "it is of the type image/png, which nothing here reads; there are readers for .docx"),
        ("/bomb", "it has more than 1,000,000 bytes"),
        ("/cut", "it broke off"),
        ("/moved-away?ftp://127.0.0.1/x", "no address of http or https"),
        ("/moved-away?file:///etc/passwd", "no address of http or https"),
    ],
)
def test_what_cannot_be_fetched_says_why_and_leaves_nothing(
    path: str, expected: str, site: str, tmp_path: Path
) -> None:
    assert expected in reason(site + path, tmp_path)


def test_a_page_that_drips_is_given_up_after_the_time_it_may_take(site: str, tmp_path: Path) -> None:
    limits = FetchLimits(time_s=1, allow_private=True)
    assert reason(f"{site}/slow", tmp_path, limits) == "it took longer than 1 seconds; raise max_fetch_s"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://ferry.example/x",
        "https://",
        "https:///x",
        "http://ada:secret@ferry.example/",
        "http://[::1",
        "http://x:99999/",
    ],
)
def test_an_address_that_is_none_of_a_page_is_refused(url: str, tmp_path: Path) -> None:
    assert "secret" not in reason(url, tmp_path)


def test_this_machine_is_not_asked_unless_that_is_allowed(site: str, tmp_path: Path) -> None:
    for address in (site, site.replace("127.0.0.1", "localhost"), "http://[::1]:1/", "http://0.0.0.0:1/"):
        assert "nothing is fetched unless fetch_private is set" in reason(address, tmp_path, FetchLimits())


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::"),
        *("64:ff9b::7f00:1", "2001:db8::1"),
    ],
)
def test_private_loopback_link_local_and_reserved_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_each_step_of_a_redirect_is_checked(monkeypatch: pytest.MonkeyPatch, site: str, tmp_path: Path) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.2")
    with serving("127.0.0.2") as port:
        outcome = add_url(f"http://127.0.0.2:{port}/page", tmp_path / "..", FetchLimits())
        assert isinstance(outcome, Added)
        outcome.path.unlink()
        assert "127.0.0.1, of this machine" in reason(
            f"http://127.0.0.2:{port}/moved-away?{site}/page", tmp_path, FetchLimits()
        )


def test_a_name_is_asked_for_once_and_the_address_that_was_checked_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, site: str, tmp_path: Path
) -> None:
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        if host != "ferry.example":
            return resolve(host, *rest, **more)  # type: ignore[arg-type]
        return resolve("127.0.0.1" if asked.count(host) == 1 else "127.0.0.3", *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    outcome = add_url(site.replace("127.0.0.1", "ferry.example"), tmp_path, ALLOWED)
    assert isinstance(outcome, Added)
    assert outcome.path.name == "ferry.example.html"
    assert asked == ["ferry.example", "127.0.0.1"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here to make a certificate with")
def test_over_tls_the_certificate_must_be_of_the_name_and_not_of_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-days", "1", "-subj", "/CN=ferry.example", "-addext", "subjectAltName=DNS:ferry.example"),
            *("-keyout", "key.pem", "-out", "only.pem"),
        ],
        cwd=made,
        check=True,
        capture_output=True,
    )
    both = made / "both.pem"
    both.write_bytes((made / "key.pem").read_bytes() + (made / "only.pem").read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(made / "only.pem"))
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: resolve("127.0.0.1" if host.endswith("example") else host, *rest, **more),
    )
    folder = tmp_path / "corpus"
    folder.mkdir()
    with serving(certificate=both) as port:
        assert "doesn't match 'ferry.example'" in reason(f"https://other.example:{port}/", folder)
        assert isinstance(add_url(f"https://ferry.example:{port}/", folder, ALLOWED), Added)


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://www.gazette.example/2015/ferry.html", "text/html", "gazette.example-ferry.html"),
        ("https://gazette.example/", "text/html", "gazette.example.html"),
        ("https://gazette.example/viewtopic.php?f=2&t=17", "text/html", "gazette.example-viewtopic-f-2-t-17.html"),
        ("https://gazette.example/report.PDF", "application/octet-stream", "gazette.example-report.pdf"),
        ("https://gazette.example/report", "application/pdf", "gazette.example-report.pdf"),
        ("https://gazette.example/notes.md", "text/plain", "gazette.example-notes.md"),
        ("https://gazette.example/a.jsonl.gz", "application/octet-stream", "gazette.example-a.jsonl.gz"),
        ("https://gazette.example/..%2F..%2Fetc/pass%00wd", "text/plain", "gazette.example-pass-wd.txt"),
        ("https://gazette.example/.hidden", "text/plain", "gazette.example-.hidden.txt"),
        ("https://gazette.example/Fähre am Freitag", "text/html", "gazette.example-Fähre-am-Freitag.html"),
    ],
)
def test_the_name_says_where_a_page_is_from_and_the_suffix_what_it_is(url: str, media_type: str, name: str) -> None:
    assert name_of_page(url, media_type) == name


def test_names_are_never_too_long_and_never_ones_that_a_walk_passes_over() -> None:
    assert len(safe_name("a" * 500, ".html")) == 85
    assert safe_name("...", ".html") == "page.html"
    assert numbered("a.jsonl.gz", 3) == "a-3.jsonl.gz"
