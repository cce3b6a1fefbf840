"""What e-mail programs write around a message as text: the names of its fields, and the rule above one sent on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class MailField(Enum):
    """What a field states of a message."""

    SENDER = auto()
    DATE = auto()
    RECIPIENT = auto()
    COPY = auto()
    SUBJECT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class WrittenField:
    """A line `NAME: VALUE`. `languages`: those in which a program gives the field this name, by their two letters.

    `tells_sending`: it is the moment of sending by its name (`Sent:`, `Gesendet:`), as only programs call it.
    """

    field: MailField
    value: str
    languages: frozenset[str]
    tells_sending: bool = False
    in_capitals: bool = False


_ANY = "en de fr it es pt nl sv da"
_NAMES: dict[str, tuple[MailField, str]] = {
    "from": (MailField.SENDER, "en"),
    "von": (MailField.SENDER, "de"),
    "de": (MailField.SENDER, "fr es pt"),
    "da": (MailField.SENDER, "it"),
    "van": (MailField.SENDER, "nl"),
    "expéditeur": (MailField.SENDER, "fr"),
    "från": (MailField.SENDER, "sv"),
    "fra": (MailField.SENDER, "da"),
    "date": (MailField.DATE, "en fr"),
    "dated": (MailField.DATE, "en"),
    "sent": (MailField.DATE, "en"),
    "datum": (MailField.DATE, "de nl sv"),
    "gesendet": (MailField.DATE, "de"),
    "envoyé": (MailField.DATE, "fr"),
    "data": (MailField.DATE, "it pt"),
    "inviato": (MailField.DATE, "it"),
    "fecha": (MailField.DATE, "es"),
    "enviado": (MailField.DATE, "es pt"),
    "enviado el": (MailField.DATE, "es"),
    "enviada em": (MailField.DATE, "pt"),
    "verzonden": (MailField.DATE, "nl"),
    "skickat": (MailField.DATE, "sv"),
    "dato": (MailField.DATE, "da"),
    "sendt": (MailField.DATE, "da"),
    "to": (MailField.RECIPIENT, "en"),
    "an": (MailField.RECIPIENT, "de"),
    "à": (MailField.RECIPIENT, "fr"),
    "a": (MailField.RECIPIENT, "it es"),
    "para": (MailField.RECIPIENT, "es pt"),
    "pour": (MailField.RECIPIENT, "fr"),
    "aan": (MailField.RECIPIENT, "nl"),
    "till": (MailField.RECIPIENT, "sv"),
    "til": (MailField.RECIPIENT, "da"),
    "cc": (MailField.COPY, _ANY),
    "bcc": (MailField.OTHER, _ANY),
    "kopie": (MailField.COPY, "de"),
    "copie à": (MailField.COPY, "fr"),
    "kopia": (MailField.COPY, "sv"),
    "kopi": (MailField.COPY, "da"),
    "subject": (MailField.SUBJECT, "en"),
    "re": (MailField.SUBJECT, "en"),
    "betreff": (MailField.SUBJECT, "de"),
    "betrifft": (MailField.SUBJECT, "de"),
    "objet": (MailField.SUBJECT, "fr"),
    "sujet": (MailField.SUBJECT, "fr"),
    "oggetto": (MailField.SUBJECT, "it"),
    "asunto": (MailField.SUBJECT, "es"),
    "assunto": (MailField.SUBJECT, "pt"),
    "onderwerp": (MailField.SUBJECT, "nl"),
    "ämne": (MailField.SUBJECT, "sv"),
    "emne": (MailField.SUBJECT, "da"),
    "attachments": (MailField.OTHER, "en"),
    "importance": (MailField.OTHER, "en fr"),
    "reply-to": (MailField.OTHER, _ANY),
    "anlagen": (MailField.OTHER, "de"),
    "wichtigkeit": (MailField.OTHER, "de"),
    "antwort an": (MailField.OTHER, "de"),
    "répondre à": (MailField.OTHER, "fr"),
    "svara till": (MailField.OTHER, "sv"),
    "svar til": (MailField.OTHER, "da"),
    "pièces jointes": (MailField.OTHER, "fr"),
    "allegati": (MailField.OTHER, "it"),
    "priorità": (MailField.OTHER, "it"),
    "datos adjuntos": (MailField.OTHER, "es"),
    "importancia": (MailField.OTHER, "es"),
    "anexos": (MailField.OTHER, "pt"),
    "bijlagen": (MailField.OTHER, "nl"),
}
_OF_SENDING = frozenset({
    "sent", "gesendet", "envoyé", "inviato", "enviado", "enviado el", "enviada em", "verzonden", "skickat", "sendt"
})  # fmt: skip
_FIELD = re.compile(r"\*{0,2}(?P<name>[^\W\d_][\w -]{0,29})\s?:\*{0,2}\s*(?P<value>\S.*)?")
# What programs write in a header and no person does.
_OF_PROGRAMS = frozenset({
    "newsgroups", "message-id", "references", "in-reply-to", "organization", "organisation", "lines", "xref", "path",
    "nntp-posting-host", "content-type", "content-transfer-encoding", "mime-version", "user-agent",
})  # fmt: skip
_PROGRAMS_OWN = ("x-", "list-")  # and so any that begins like this
_RULE = re.compile(
    r"[-_*]{2,}\s*(?:original message|forwarded (?:message|by)\b.*|original-?nachricht|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message (?:d['’]origine|original|transféré)|mensaje (?:original|reenviado)"
    r"|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht"
    r"|doorgestuurd bericht|(?:ursprungligt|vidarebefordrat) meddelande"
    r"|(?:oprindelig|opprinnelig|videresendt) (?:meddelelse|melding)"
    r")\s*[-_*]*"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié"
    r"|inizio messaggio inoltrato|inicio del mensaje reenviado)\s?:",
    re.IGNORECASE,
)
_LINE_RULE = re.compile(r"[-_]{10,}")
# Outlook draws it so above the fields of what is answered.
_OUTLOOK_RULE = re.compile(r"_{20,}")


def read_mail_field(line: str) -> WrittenField | None:
    """The field that a line is, in the words of one of the common programs' languages; None for any other line."""
    match = _FIELD.fullmatch(line) if ":" in line else None  # most lines hold none
    if match is None:
        return None
    name = " ".join(match["name"].lower().split())
    known = _NAMES.get(name) or ((MailField.OTHER, _ANY) if is_field_of_programs(name) else None)
    if known is None:
        return None
    return WrittenField(
        field=known[0],
        value=match["value"] or "",
        languages=frozenset(known[1].split()),
        tells_sending=name in _OF_SENDING,
        in_capitals=match["name"].isupper(),
    )


def is_field_of_programs(name: str) -> bool:
    """Whether only programs write a field of this name, given in lower case: `message-id`, `newsgroups`, `x-mailer`."""
    return name in _OF_PROGRAMS or name.startswith(_PROGRAMS_OWN)


def is_message_rule(line: str) -> bool:
    """`-----Original Message-----` and its like: what stands below is another message."""
    return _RULE.fullmatch(line) is not None


def is_answered_below(line: str) -> bool:
    """The same, and the rule that Outlook draws where fields stand below it: what stands above is an answer."""
    return is_message_rule(line) or _OUTLOOK_RULE.fullmatch(line) is not None


def is_rule_above_fields(line: str) -> bool:
    """The same, and a bare rule, which says so only where fields stand below it."""
    return is_message_rule(line) or _LINE_RULE.fullmatch(line) is not None
