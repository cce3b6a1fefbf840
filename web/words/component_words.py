"""The words that the web component says, in the language of the request; `{name}` is where it puts a value."""

from __future__ import annotations

from typing import Any

from babel.dates import get_month_names

from web.words.counts import forms
from web.words.language import gettext, language, locale
from web.words.terms import kinds, places


def component_words() -> dict[str, Any]:
    """All of its words. Counts are by plural category (`one`, `other`, …), as Intl.PluralRules names them."""
    months = get_month_names("wide", locale=locale())
    return {
        "language": language(),
        "passages": forms("passage"),
        "in_documents": forms("in document"),
        "nothing": gettext("No passages found"),
        "as_of": gettext("as of %(date)s", date="{date}"),
        "gone": gettext("no longer in the collection in these words"),
        "failed": gettext("The site answered with status %(status)s.", status="{status}"),
        "all": gettext("See all results"),
        "search": gettext("Search"),
        "untitled": gettext("Untitled"),
        "undated": gettext("undated"),
        "quoting": gettext("Quoting %(name)s", name="{name}"),
        "quoting_somebody": gettext("Quoting somebody else"),
        "day": gettext("%(day)s %(month)s %(year)s", day="{day}", month="{month}", year="{year}"),
        "month": gettext("%(month)s %(year)s", month="{month}", year="{year}"),
        "months": [months[number] for number in range(1, 13)],
        "time": gettext("%(date)s, %(time)s", date="{date}", time="{time}"),
        "others": forms("other", names="{names}"),
        "taken_from": gettext("taken from %(place)s", place="{place}"),
        "kinds": kinds(),
        "places": places(),
    }
