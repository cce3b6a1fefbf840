"""The language that a request is answered in, and the interface's words in it. Documents' own words stay as they are.

It is the one that the address names (`lang=de`), else the configured one, else the one that the browser prefers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.numbers import format_decimal
from flask import Flask, Response, g, has_request_context, request

from search.message import Message
from web.named_language import PARAMETER, keep_named_language, named_language
from web.site import current_settings
from web.translations import SOURCE_LANGUAGE, languages, translations

AUTOMATIC = "auto"


def register_language(app: Flask) -> None:
    """Let templates say things in the language of the request, and links keep it where the address names it."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        _plain, _plain_plural, newstyle=True
    )
    app.jinja_env.filters.update(number=number, said=said)
    app.jinja_env.globals.update(language=language, language_links=language_links, named_language=named_language)
    for code in languages():
        translations(code)
    app.url_defaults(keep_named_language)
    app.after_request(_vary_by_language)


def language() -> str:
    """The code of the language of the request; the source language outside of one."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    code: str | None = g.get("language")
    if code is None:
        code = g.language = _chosen()
    return code


def locale() -> Locale:
    """How the language of the request writes numbers and dates."""
    return Locale(language())


def gettext(message: str, /, **values: Any) -> str:
    """A message in the language of the request, with `%(name)s` replaced by values."""
    said_so = _plain(message)
    return said_so % values if values else said_so


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
    """A message about a number of things; `%(num)s` is the number as the language writes it."""
    return _plain_plural(singular, plural, num) % {"num": number(num), **values}


def said(message: str) -> str:
    """What search has to say, in the language of the request; what is no Message stays as it is."""
    if not isinstance(message, Message):
        return message
    values = {name: _value(value) for name, value in message.values.items()}
    return gettext(message.template, **values)


def number(value: int) -> str:
    """A whole number as the language writes it: `1,204`, `1.204`."""
    return _written(value, language())


def language_links() -> tuple[tuple[str, str, str], ...]:
    """For every other language: its code, what it calls itself, and the address of this page in it."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
    return tuple(
        (code, name, f"?{urlencode([*pairs, (PARAMETER, code)])}")
        for code, name in languages().items()
        if code != language()
    )


@lru_cache(maxsize=4096)
def _written(value: int, code: str) -> str:
    """Babel takes its time over a number; a page shows hundreds, most of them small and the same."""
    written: str = format_decimal(value, locale=Locale(code))
    return written


def _chosen() -> str:
    if named := named_language():
        return named
    configured = current_settings().ui_language
    if configured != AUTOMATIC:
        return configured
    g.language_negotiated = True
    return request.accept_languages.best_match(languages()) or SOURCE_LANGUAGE


def _plain(message: str) -> str:
    return translations(language()).gettext(message) if message else ""


def _plain_plural(singular: str, plural: str, num: int) -> str:
    return translations(language()).ngettext(singular, plural, num)


def _value(value: Any) -> Any:
    if isinstance(value, int):
        return number(value)
    return said(value) if isinstance(value, str) else value


def _vary_by_language(response: Response) -> Response:
    if g.get("language_negotiated"):
        response.vary.add("Accept-Language")
        response.content_language.add(language())
    return response
