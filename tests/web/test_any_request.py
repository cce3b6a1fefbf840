"""Whatever is asked, the answer is a page or a problem, never a failure."""

from __future__ import annotations

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(
    ["q", "author", "kind", "recipient", "source", "voice", "date", "sort", "group", "page", "size", "other"]
)
HINTS = st.sampled_from(
    [
        "",
        '"',
        "sand",
        "a*",
        "*",
        "~",
        "(",
        "AND",
        "date:",
        "author:x",
        "2015-13",
        "..",
        "2014..2015",
        "undated",
        "0",
        "1e9",
        "\0",
    ]
)
VALUES = st.one_of(HINTS, st.text(max_size=20), st.builds(" ".join, st.lists(HINTS, max_size=4)))


@given(
    path=st.sampled_from(["/", "/api/v1/search"]),
    pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5),
    update=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_no_parameters_make_the_server_fail(app: Flask, path: str, pairs: list[tuple[str, str]], update: bool) -> None:
    headers = {"HX-Request": "true"} if update else {}
    query = [(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs]
    response = app.test_client().get(path, query_string=_encoded(query), headers=headers)
    assert response.status_code in (200, 400)


def _encoded(pairs: list[tuple[str, bytes]]) -> str:
    return "&".join(f"{name}={''.join(f'%{byte:02X}' for byte in value)}" for name, value in pairs)
