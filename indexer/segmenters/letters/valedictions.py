"""Valedictions: the words that close a letter above its signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.segmenters.letters.names import is_name, person_in

_ADVERB = (
    r"(?:very|most|ever|always|as|and|in|sincerely|faithfully|truly|respectfully|affectionately|cordially|obediently|"
    r"gratefully|fraternally|lovingly|warmly|etc\.?|&c\.?|aye|haste|friendship|solidarity|hope|peace|comradeship|"
    r"sympathy|struggle|christ|the|till\s+death)"
)
_KINSHIP = (
    r"(?:servants?|friends?|brother|sister|son|daughter|father|mother|nephew|niece|uncle|aunt|cousin|husband|wife|pupil|"
    r"colleague|comrade|admirer|obedient|affectionate|faithful|humble|devoted|attached|grateful|sincere|loving|true)"
)
_YOURS = (
    r"(?:(?:ever|always|very|most|as\s+ever|in\s+haste|(?:i|we)\s+(?:am|are|remain)|sirs?|madam|gentlemen|dear\s+sirs?|believe\s+me|aff?(?:ectionate)?ly|sincerely|truly),?\s+)*"
    rf"(?:yours|yrs|ys)(?:[\s,]+|--)?(?:{_ADVERB}(?:[\s,]+|--)?){{0,6}}(?:for\s+(?:the\s+)?\w+)?"
)
_IRISH = r"is\s+mise(?:,?\s+le\s+meas)?|mise,?\s+le\s+meas"
# `I am, Sir, &c.`: what everybody can add is left out.
_AND_SO_ON = r"(?:i|we)\s+(?:am|are|remain)\b[,\s]+(?:(?:dear\s+)?(?:sirs?|madam|gentlemen)[,\s]+)?(?:&c|etc)\b\.?"
_YOUR_SERVANT = (
    r"(?:(?:i|we)\s+(?:am|are|remain|have\s+the\s+honou?r\s+to\s+be)|believe\s+me|as\s+ever|ever|always|in\s+haste)?"
    r"[\s,]*(?:[\w’']+[\s,]+){0,5}?(?:your|yr)\s+"
    rf"(?:[\w’']+[\s,]+){{0,6}}{_KINSHIP}(?:[\s,]+and\s+{_KINSHIP})?"
)
_SINCERELY = (
    r"(?:very\s+|most\s+)?(?:sincerely|respectfully|faithfully|cordially|truly|affectionately|fraternally|gratefully)"
    r"(?:\s+(?:yours|submitted))?"
)
_REGARDS = (
    r"(?:with\s+)?(?:(?:my|our|all|the|very|many)\s+)*"
    r"(?:kind(?:est)?|best|good|warm(?:est)?|sincere|cordial|friendly|fraternal)"
    r"(?:\s+(?:and|personal|very|\w+est))*\s+(?:regards|wishes|greetings|thanks)(?:\s+(?:to|from|and)\s[^.,]{0,30})?"
    r"|(?:many\s+)?(?:regards|thanks|cheers)(?:\s+again)?"
)
_IN_SOLIDARITY = (
    r"(?:in|with|yours\s+in)\s+(?:solidarity|hope|gratitude|sympathy|friendship|appreciation|love|peace|anticipation)"
    r"(?:\s+and\s+\w+)?"
    r"|(?:(?:lots\s+of|much|all\s+my|with(?:\s+all)?(?:\s+my)?)\s*)?love(?:\s+(?:to|from)\s[^.,]{0,30})?"
)
_FRENCH = (
    r"(?:bien\s+)?(?:cordialement|amicalement|respectueusement|sinc[eè]rement)(?:\s+(?:votre|vôtre|à\s+vous))?"
    r"|je\s+(?:vous|t[’']|te\s)\s*embrasse\b[^.]{0,60}|(?:tout\s+|bien\s+)?à\s+(?:vous|toi)|(?:mes\s+)?amiti[ée]s"
    r"|(?:votre|ton|ta)\s+(?:(?:tr[eè]s|bien|tout)\s+)?(?:d[ée]vou[ée]e?|fid[eè]le|affectionn[ée]e?|ami|amie)"
    r"|(?:veuillez|je\s+vous\s+prie|nous\s+vous\s+prions|recevez|agréez)\b[^.]{0,140}"
    r"(?:salutations|sentiments|expression)[^.]{0,60}"
)
_GERMAN = (
    r"(?:mit|viele|beste|herzliche|liebe)\s+(?:\w+en\s+)?gr[uü](?:ß|ss)en?|hochachtungsvoll|in\s+(?:alter\s+)?freundschaft"
    r"|(?:stets\s+|immer\s+|ganz\s+)?(?:ihre?|deine?|eure?|euer)(?:\s+(?:\w+\s+)?(?:ergebene|treue|getreue|alte|liebende)r?)?"
)
_ITALIAN = (
    r"cordiali\s+saluti|distinti\s+saluti|cari\s+saluti|con\s+(?:affetto|stima|amicizia)|un\s+(?:caro\s+)?(?:saluto|abbraccio)"
    r"|(?:il\s+)?(?:tuo|suo|vostro)(?:\s+(?:affezionat|devot)(?:issim)?o)?|(?:la\s+)?(?:tua|sua)(?:\s+(?:affezionat|devot)(?:issim)?a)?"
)
_SPANISH = (
    r"atentamente|cordialmente|saludos\s+cordiales|un\s+(?:fuerte\s+)?abrazo|con\s+(?:cariño|afecto)"
    r"|su\s+(?:seguro|atento|afect[ií]simo)\s+(?:servidor|amigo)"
)
_PHRASES = (
    _YOURS,
    _AND_SO_ON,
    _IRISH,
    _YOUR_SERVANT,
    _SINCERELY,
    _REGARDS,
    _IN_SOLIDARITY,
    _FRENCH,
    _GERMAN,
    _ITALIAN,
    _SPANISH,
)
_VALEDICTION = re.compile(rf"(?:{'|'.join(_PHRASES)})(?P<rest>\s*[,.!:—–-]*(?:\s+\S.*)?)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:\(?signed\)?(?:\s+by)?|signatories|signatures|the\s+undersigned|for\s+and\s+on\s+behalf\s+of|co-?signed(?:\s+by)?)"
    r"(?P<rest>\s*[:,]?(?:\s+\S.*)?)",
    re.IGNORECASE,
)
# Where a valediction may begin behind the last sentence of a paragraph.
_BEHIND_A_SENTENCE = re.compile(
    r"(?<=[.!?;—–-])[\"”’)]?\s?(?:--|[—–-])?\s?(?=(?:(?:I|We)\s(?:am|are|remain)\b|Believe\sme\b|Yours\b|Is\smise\b|I\shave\sthe\shono))"
)
_LONGEST_VALEDICTION_WORDS = 14
_LONGEST_VALEDICTION_CHARS = 240


@dataclass(frozen=True, slots=True)
class Valediction:
    """`signer`: the name that stands in the same line, if one does. `lists`: it announces a list (`Signed by:`)."""

    signer: str | None
    lists: bool = False


def read_valediction(line: str) -> Valediction | None:
    """The valediction that a line is, or None."""
    if len(line) > _LONGEST_VALEDICTION_CHARS:
        return None
    match = _SIGNED.fullmatch(line)
    if match is not None and match["rest"].strip(" :,") == "":
        return Valediction(None, lists=line.rstrip().endswith(":") or not match[0].lower().startswith("for"))
    match = match or _VALEDICTION.fullmatch(line)
    if match is None or len(line.split()) > _LONGEST_VALEDICTION_WORDS + len(match["rest"].split()):
        return None
    rest = match["rest"].strip(" ,.!:—–-")
    # `With my best wishes, and those of the mayor,` runs on to the signature.
    if not rest or (match["rest"].startswith(",") and line.endswith(",") and len(rest.split()) > 3):
        return Valediction(None)
    return Valediction(rest) if person_in(rest) or (is_name(rest) and match["rest"][:1] in ",:.—–-") else None


def read_run_in_valediction(words: str) -> Valediction | None:
    """The valediction with which running text ends, `… every year. I am, Sir, yours truly,`, or None.

    A name behind it counts in capitals, as newspapers set it; other names may be told or quoted.
    """
    for match in _BEHIND_A_SENTENCE.finditer(words, max(len(words) - _LONGEST_VALEDICTION_CHARS, 0)):
        closing = read_valediction(words[match.end() :])
        if closing is not None and (closing.signer.isupper() if closing.signer else words.endswith(",")):
            return closing
    return None
