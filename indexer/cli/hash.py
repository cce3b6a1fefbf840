"""`flori hash`: an entry for the settings of those who may read a private dossier."""

from __future__ import annotations

import secrets
import sys

import click

from search.accounts import password_account, token_account

_TOKEN_BYTES = 32
_LEAST_CHARS = 8


@click.command("hash")
@click.argument("name")
@click.option("--token", is_flag=True, help="Make a token for a program instead, shown once.")
def command(name: str, *, token: bool) -> None:
    """Print an entry for auth_users, or with --token for auth_tokens.

    The password is asked for, or read from standard input; only its hash is printed.
    """
    if token:
        made = secrets.token_urlsafe(_TOKEN_BYTES)
        click.echo(f"The token, shown only now: {made}", err=True)
        click.echo(token_account(name, made))
        return
    click.echo(password_account(name, _password()))


def _password() -> str:
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < _LEAST_CHARS:
        raise click.UsageError(f"The password has {len(password)} characters; use at least {_LEAST_CHARS}.")
    return password
