"""Passages for the contract suite: some hundred made up from a fixed seed, and hand-written ones that try edges."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from search.engines.base import IndexedPassage
from search.model import Kind, Voice

_SEED = 20150626
_DOCUMENTS = 130
_COMMON = "the of and to in that it was for on we not as be this with by are from have"
_USUAL = (
    "council lido water swimmer meeting letter answer question sanction sanctions sanctioned proposal closure budget "
    "petition member vote report councillor harbour boiler roof season ticket review objection appeal resident"
)
_RARE = "weir algae sluice tannin bursar ombudsman turnstile quorum zenith jetty kelp lintel mural nettle otter"
_AUTHORS = ("Ada Hughes", "Hugh Ferris", "Town Council", "Mary-Jane O’Neill", "José Álvarez", "Friends of the Lido")
_RECIPIENTS = ("Town Council", "Ada Hughes", "The Editor")
_DATES = (
    None,
    None,
    "2014",
    "2014-11",
    "2015",
    "2015-06",
    "2015-06-26",
    "2015-06-26T10:52",
    "2015-06-26T00:00",
    "2015-06-26T08:15",
    "2015-06-26T23:59:59",
    "2015-06-26T18:00",
    "2015-07-01",
    "2016-02-29",
    "2016-12-31",
    "2017-01-01",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A hand-written document: its passages' texts, and the rest as `IndexedPassage` has it."""

    id: str
    texts: tuple[str, ...]
    title: str = ""
    kind: Kind = Kind.WEB_PAGE
    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    source: str = "hand/written_cases.txt"


CASES = (
    Case("be", ("To be, or not to be: that is the question.", "Be that as it may, not to be is to be not.")),
    Case("work", ("The back-to-work scheme, and back then to the work.", "They went back to work at 10:52.")),
    Case("money", ("It cost £1.9m, that is 1.9 million, for 350,000 people.", "440 of 350000 came; 1,9 did not.")),
    Case("acronyms", ("The IAPT service of the U.K. and the UK’s own, e.g. in the U.S.A.",)),
    Case("quotes", ("They don't know, we don’t either; ‘quoted’ and “double”; the council's and councils'.",)),
    Case(
        "accents", ("Café, cafe, CAFÉ and cafe\u0301; naïve Ångström; Straße and STRASSE.",), authors=("José Álvarez",)
    ),
    Case("address", ("Write to joe.bloggs@example.org or see https://example.org/a_page?id=7#top today.",)),
    Case("han", ("北京大学の学生です。", "京都大学 and 大阪"), title="大学"),
    Case("scripts", ("Это письмо. Η επιστολή. هذه رسالة. שלום עולם. हिन्दी में पत्र.",)),
    Case("emoji", ("A smile 😀 between words 👩‍👩‍👧 and more.", "soft\u00adhyphen and zero\u200bwidth")),
    Case("empty words", ("— … !!! ???",), title="*** ---"),
    Case("titled", ("The text after it.", "A second passage."), title="Open letter on sanctions", kind=Kind.LETTER),
    Case(
        "signed by many",
        ("We all sign this.",),
        title="Open",
        kind=Kind.LETTER,
        authors=("Ada Hughes", "Hugh Ferris", "Ada Hughes"),
        recipients=("Jane Ferris", "Ada"),
        date="2015-06-26",
    ),
    Case("long", (" ".join(["sanction"] * 40 + ["weir"] * 3 + ["lido"] * 200),), kind=Kind.NEWS_ARTICLE),
    Case("short", ("Sanction.",), kind=Kind.NEWS_ARTICLE, date="2016"),
    Case("gap", ("letter ends one", "begins another"), title="Here a letter ends"),
    Case("slop", ("one two three four five six two one", "six five four three two one")),
    Case("spelling", ("sanctoin sacntion anction sanctionn sanxion santcion sactions",)),
    Case("old", ("A chronicle from long before.",), date="0044-03-15", kind=Kind.WEB_PAGE),
    Case("footnotes", ("The weir² was m³ and H₂O¹.",)),
    Case("numbers", ("v1.2.3 and 127.0.0.1 on 2016-04-12, pages 12,34 and 1,234,567.89",)),
)


def corpus() -> list[IndexedPassage]:
    """All passages, the same at every call."""
    return [*_hand_written(), *_made_up()]


def passages_of(
    document_id: str,
    texts: Sequence[str],
    *,
    title: str = "",
    kind: Kind = Kind.WEB_PAGE,
    authors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    date: str | None = None,
    source: str = "made/up.txt",
    quoting: Collection[int] = (),
) -> Iterator[IndexedPassage]:
    """A document's passages, the title on the first. `quoting`: the ordinals of those that are not the author's."""
    for ordinal, text in enumerate(texts, start=1):
        yield IndexedPassage(
            id=f"{document_id}-{ordinal:03d}",
            document_id=document_id,
            source_id=f"source of {source}",
            source=source,
            kind=kind,
            title=title if ordinal == 1 else "",
            document_title=title,
            text=text,
            authors=authors,
            recipients=recipients,
            date=date,
            voice=Voice.QUOTING if ordinal in quoting else Voice.OWN_WORDS,
        )


def _hand_written() -> Iterator[IndexedPassage]:
    for case in CASES:
        yield from passages_of(
            f"case {case.id}",
            case.texts,
            title=case.title,
            kind=case.kind,
            authors=case.authors,
            recipients=case.recipients,
            date=case.date,
            source=case.source,
        )


def _made_up() -> Iterator[IndexedPassage]:
    chance = random.Random(_SEED)
    for number in range(_DOCUMENTS):
        yield from passages_of(
            f"{chance.getrandbits(64):016x}",
            [_text(chance) for _ in range(chance.choice((1, 1, 2, 3, 5)))],
            title=_text(chance, 4).title() if chance.random() < 0.7 else "",
            kind=chance.choice(list(Kind)),
            authors=tuple(chance.sample(_AUTHORS, chance.choice((0, 1, 1, 1, 2, 3)))),
            recipients=tuple(chance.sample(_RECIPIENTS, chance.choice((0, 0, 1, 2)))),
            date=chance.choice(_DATES),
            source=f"folder_{number % 3}/file-{number % 7}.html",
            quoting=range(2, 6, 1 + number % 3),
        )


def _text(chance: random.Random, words: int | None = None) -> str:
    count = words or chance.randint(8, 60)
    pools = chance.choices((_COMMON, _USUAL, _RARE), weights=(10, 8, 1), k=count)
    return " ".join(chance.choice(pool.split()) for pool in pools) + "."
