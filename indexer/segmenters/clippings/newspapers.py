"""Which names are those of newspapers and magazines, by the words that their titles are made of."""

from __future__ import annotations

import re

from indexer.segmenters.letters.names import eased_capitals, is_name

_ENGLISH = (
    "advertiser advocate argus banner bulletin chronicle citizen courant courier daily dispatch despatch echo enquirer "
    "examiner express gazette gleaner globe guardian herald independent inquirer intelligencer journal leader magazine "
    "mail mercury messenger mirror monitor news newspaper nonconformist observer packet post press recorder record "
    "register reporter review sentinel spectator standard star statesman sun telegraph times tribune visitor weekly "
    "world"
)
_ABROAD = (
    "allgemeine anzeiger blatt bote kurier merkur nachrichten presse rundschau spiegel tageblatt tagblatt tageszeitung "
    "welt zeit zeitung "
    "aurore dauphiné figaro humanité monde parisien quotidien temps "
    "corriere gazzetta giornale messaggero mattino repubblica stampa "
    "diario heraldo mundo país periódico vanguardia "
    "correio diário folha jornal público "
    "courant dagblad handelsblad nieuwsblad telegraaf volkskrant"
)
_TITLE_WORDS = frozenset(f"{_ENGLISH} {_ABROAD}".split())
# Other things are called so as well: `Weekly Bulletin`, `Performance Review`.
_DOUBTFUL = frozenset({
    "bulletin", "citizen", "daily", "journal", "leader", "monitor", "packet", "record", "recorder", "register",
    "review", "weekly",
})  # fmt: skip
_ARTICLES = frozenset({"the", "die", "der", "das", "le", "la", "il", "el", "l", "o", "a", "de", "het"})
_JOINTS = frozenset({"of", "de", "di"})
_PLACE = re.compile(r"\s\([^()]{1,40}\)?$")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 8


def newspaper_in(words: str, *, located: bool) -> str | None:
    """The title that these words are, perhaps with a place (`The Argus (Wick)`, `The Argus, Wick`); None for others.

    A title ends in a word of titles (`Wick Ferry Argus`), or has it before `of` (`Times of Wick`). One of a single
    word counts with an article before it, and a doubtful one with that, or if it is `located` by a page or the like.
    """
    title = _PLACE.sub("", words.strip()).partition(",")[0]
    title = f"{title[:1].upper()}{title[1:]}"  # `the Daily Mail`, behind `From`
    parts = [word.casefold() for word in _WORD.findall(title)]
    with_article = bool(parts) and parts[0] in _ARTICLES
    own = parts[1:] if with_article else parts
    if not own or len(own) > _MOST_WORDS or not is_name(title):
        return None
    named = own[0] if len(own) > 1 and own[1] in _JOINTS else own[-1]
    is_sure = with_article or (len(own) > 1 and (located or named not in _DOUBTFUL))
    return eased_capitals(" ".join(title.split())) if is_sure and named in _TITLE_WORDS else None
