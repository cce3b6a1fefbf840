"""The segmenter of chats as text: a line names who speaks and when, and the words follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.chat.days import Numbers, date_of, on_day, orders_of, written_date
from indexer.segmenters.chat.forms import CHAT_FORMS, ChatForm
from indexer.segmenters.stated import first_line
from indexer.structure import StructuredText
from search.model import DocumentDate, Kind

# What stands in the place of words: `<Media omitted>` in any language, a file's name, a message taken back. On its
# maker's telephones what the program itself says begins with a mark of direction.
_WITHOUT_WORDS = re.compile(
    r"<[^<>\n]{4,40}>|(?:media|image|video|audio|sticker|gif|document) omitted|[\w-]{1,80}\.\w{2,5} \([^()\n]{4,40}\)"
    r"|(?:this message was deleted|you deleted this message|(?:diese nachricht wurde|du hast diese nachricht) gelöscht"
    r"|(?:se )?eliminó este mensaje|eliminaste este mensaje|ce message a été supprimé|dit bericht is verwijderd)\.?",
    re.IGNORECASE,
)
_SAID_BY_PROGRAM = "\u200e"
# What programs write below a message: reactions, the end of an export.
_NOTE = re.compile(r"={5,}|-{5,}|exported [\d,]+ messages?.*|exported \d+ message\(s\)|\{reactions\}", re.IGNORECASE)
_REACTIONS = re.compile(r"\n\{Reactions\}\n[^\n]*$")
_DAY_LINE = re.compile(
    r"(?:[-—–=\s]*(?:day changed(?: to)?|log (?:opened|closed)):?\s*)?(?P<day>\S.{4,40}?)[-—–=\s]*", re.IGNORECASE
)
_FEWEST_MESSAGES = 3
_MOST_CHARS_ABOVE = 2_000
_MOST_WORDS_OF_A_NAME = 5
_MOST_NAMES_PER_MESSAGE = 0.75
_CONFIDENCE = 0.985


@dataclass(frozen=True, slots=True)
class _Message:
    """`numbers`: of its day as they stand. `day`: in ISO form, that of the nearest line above it that states one.

    `name`: None for what the program itself notes.
    """

    head: re.Match[str]
    name: str | None
    day: str | None
    start: int
    end: int

    @property
    def numbers(self) -> Numbers | None:
        groups = self.head.groupdict()
        day = (groups.get("first"), groups.get("second"), groups.get("third"))
        return (day[0], day[1], day[2]) if day[0] and day[1] and day[2] else None


class ChatSegmenter:
    """Makes a document of each message with words; what the program notes (`Ada joined`) belongs to none."""

    name = "chat"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The messages in order, or None where a text does not begin as a chat does."""
        chats = (self._of_form(source.text, form) for form in CHAT_FORMS)
        drafts = max(chats, key=len)
        return Proposal(self.name, _CONFIDENCE, drafts) if drafts else None

    def _of_form(self, text: str, form: ChatForm) -> tuple[Draft, ...]:
        if form.pattern.search(text, 0, _MOST_CHARS_ABOVE) is None:
            return ()
        messages = list(_messages(text, form))
        numbers = [one.numbers for one in messages if one.numbers]
        orders = orders_of(numbers, messages[0].head.groupdict().get("mark") or "") if numbers else []
        said = [one for one in messages if one.name and _has_words(text[one.start : one.end])]
        if len(said) < _FEWEST_MESSAGES or bool(numbers) != bool(orders) or not _are_people(said, form):
            return ()
        return tuple(_draft(text, one, orders) for one in said)


def _are_people(messages: Sequence[_Message], form: ChatForm) -> bool:
    """Whether those who speak are enough for a form that people may write too, and speak again if undated.

    In a day's programme hardly anything comes twice (`Coffee`).
    """
    names = {message.name for message in messages}
    if form.fewest_people == 1:
        return True
    are_short = all(len((name or "").split()) <= _MOST_WORDS_OF_A_NAME for name in names)
    are_dated = all(message.numbers for message in messages)
    speak_again = len(names) <= _MOST_NAMES_PER_MESSAGE * len(messages)
    return are_short and form.fewest_people <= len(names) and (are_dated or speak_again)


def _messages(text: str, form: ChatForm) -> Iterator[_Message]:
    heads = list(form.pattern.finditer(text))
    day = _day_above(text, 0, heads[0].start())[1]
    name: str | None = None
    for head, below in zip(heads, [*heads[1:], None], strict=True):
        name = (head["name"] or "").strip() or (name if form.goes_on else None)
        end, day_below = _day_above(text, head.end(), below.start() if below else len(text))
        yield _Message(head, name, day, head.end(), end)
        day = day_below or day


def _day_above(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where words end that lie in [start, end), and in ISO form the day that a line below them states, if one does."""
    day: str | None = None
    while start < end:
        line_start = max(text.rfind("\n", start, end) + 1, start)
        line = text[line_start:end].strip()
        found = _DAY_LINE.fullmatch(line)
        on = written_date(found["day"]) if found else DocumentDate()
        if line and on.edtf is None and not _NOTE.fullmatch(line):
            break
        day = day or (on.edtf[:10] if on.edtf else None)
        end = max(line_start - 1, start)
    reactions = _REACTIONS.search(text[max(start, end - 200) : end])
    return (end - len(reactions[0]) if reactions else end), day


def _has_words(text: str) -> bool:
    words = text.strip()
    return bool(words) and not words.startswith(_SAID_BY_PROGRAM) and _WITHOUT_WORDS.fullmatch(words) is None


def _draft(text: str, message: _Message, orders: Sequence[str]) -> Draft:
    return Draft(
        key=f"message at {message.start}",
        kind=Kind.FORUM_POST,
        title=first_line(text[message.start : message.end]),
        start=message.start,
        end=message.end,
        authors=(message.name or "",),
        date=_date(message, orders),
    )


def _date(message: _Message, orders: Sequence[str]) -> DocumentDate:
    groups = message.head.groupdict()
    if message.numbers:
        return date_of(message.numbers, orders, groups.get("time") or "")
    if groups.get("written"):
        return written_date(groups["written"])
    time = groups.get("time") or groups.get("further")
    return on_day(message.day, time) if message.day and time else DocumentDate()
