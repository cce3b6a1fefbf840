"""Accounts: hashes that hold for one password or token and show nothing of it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from indexer.cli import main
from search.accounts import holder_of, password_hashes, password_matches, token_account, token_hashes
from search.errors import ConfigurationError


def test_the_command_makes_a_hash_of_a_password_that_the_settings_take() -> None:
    made = CliRunner().invoke(main, ["hash", "ann"], input="grüne Wellen\n")
    assert made.exit_code == 0
    assert "Wellen" not in made.output
    hashed = password_hashes([made.stdout.strip()])["ann"]
    assert password_matches(hashed, "grüne Wellen")
    assert not password_matches(hashed, "grüne Welle")


def test_the_command_makes_a_token_and_shows_it_once() -> None:
    made = CliRunner().invoke(main, ["hash", "--token", "reports"])
    token = made.stderr.strip().rpartition(" ")[2]
    assert len(token) >= 40
    assert token not in made.stdout
    hashes = token_hashes([made.stdout.strip(), token_account("other", "else")])
    assert holder_of(token, hashes) == "reports"
    assert holder_of(token[:-1], hashes) is None


def test_a_short_password_is_refused() -> None:
    made = CliRunner().invoke(main, ["hash", "ann"], input="short\n")
    assert made.exit_code == 2
    assert "at least 8" in made.stderr


@pytest.mark.parametrize("name", ["", "a:b", "a,b", "a\nb"])
def test_a_name_that_settings_could_not_hold_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be used"):
        token_account(name, "token")
