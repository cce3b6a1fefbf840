"""The segmenter of messages in one text: an e-mail's whole thread as it was pasted, memoranda, telegrams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.mail_fields import is_rule_above_fields
from indexer.readers.mail_headers import thread_subject
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.forum_thread.mail_headers import mail_headers
from indexer.segmenters.letters.valedictions import read_valediction
from indexer.segmenters.lines import Line, lines_of
from indexer.segmenters.messages.header import Form, MessageHeader
from indexer.segmenters.messages.headers import message_headers
from indexer.segmenters.signature_mark import above_marked_signature
from indexer.segmenters.stated import first_line, title_of
from indexer.segmenters.text_span import trimmed_span
from indexer.structure import StructuredText
from search.model import Kind

# Above letters, which read some of these fields too, and below threads, whose posts may hold a pasted message.
_CONFIDENCE = 0.97
_MOST_WORDS_OF_A_COVER = 40
_MOST_WORDS_ABOVE_ONE = 120
_MOST_CLOSING_LINES = 24
_LEFT_BY_PROGRAMS = frozenset({"[quoted text hidden]", "- show quoted text -"})


class MessagesSegmenter:
    """Finds messages by the fields above them, with authors, recipients, date, subject and what each answers."""

    name = "messages"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The messages in reading order, or None where fields are those of letters, newsgroups or none."""
        lines = lines_of(source.text)
        headers = message_headers(lines)
        if all(header.form is Form.PLAIN for header in headers) or mail_headers(lines):
            return None
        above = trimmed_span(source.text, 0, lines[headers[0].first].start)
        words_above = len(source.text[slice(*above)].split())
        if len(headers) == 1 and words_above > _MOST_WORDS_ABOVE_ONE and not headers[0].sent_on:
            return None
        thread = next((thread_subject(header.subject) for header in headers if header.subject), None)
        ends = [header.first for header in headers[1:]] + [len(lines)]
        headed = zip(headers, ends, strict=True)
        messages = [_message(source.text, lines, header, end, thread) for header, end in headed]
        drafts = _answering([draft for draft in messages if draft.start < draft.end], headers)
        if not drafts:
            return None
        if words_above and (headers[0].sent_on or _is_signed_above(lines, headers[0])):
            drafts.insert(0, _unheaded(source.text, lines, headers[0], thread, drafts[0].key))
        elif words_above > _MOST_WORDS_OF_A_COVER:
            drafts.insert(0, Draft("page", Kind.WEB_PAGE, title_of(source), *above))
        return Proposal(self.name, _CONFIDENCE, tuple(drafts))


def _message(text: str, lines: Sequence[Line], header: MessageHeader, below: int, thread: str | None) -> Draft:
    start, end = _own_words(text, lines, header.last + 1, below)
    own_thread = thread_subject(header.subject) if header.subject else thread
    return Draft(
        key=f"message at {header.first}",
        kind=Kind.LETTER if header.form is Form.OFFICE else Kind.EMAIL,
        title=header.subject or thread or first_line(text[start:end]),
        start=start,
        end=end,
        authors=header.authors,
        recipients=header.recipients,
        date=header.date,
        thread=own_thread,
    )


def _is_signed_above(lines: Sequence[Line], header: MessageHeader) -> bool:
    """Whether what stands above an e-mail closes as a message does: it answers that one or sends it on."""
    closing = [line.text for line in lines[max(header.first - _MOST_CLOSING_LINES, 0) : header.first]]
    return header.form is Form.MAIL and any(read_valediction(line) is not None for line in closing if line)


def _unheaded(text: str, lines: Sequence[Line], below: MessageHeader, thread: str | None, answered: str) -> Draft:
    """The message above the first header, which answers what stands below it or sends it on; nobody says by whom."""
    start, end = _own_words(text, lines, 0, below.first)
    title = thread or first_line(text[start:end])
    return Draft("unheaded", Kind.EMAIL, title, start, end, reply_to=answered, thread=thread)


def _own_words(text: str, lines: Sequence[Line], first: int, end: int) -> tuple[int, int]:
    """The span of a message's words: without rules and notes of the program at their ends, and its signature."""
    while end > first and _is_of_program(lines[end - 1].text):
        end -= 1
    while first < end and _is_of_program(lines[first].text):
        first += 1
    if first == end:
        return 0, 0
    start, last = lines[first].start, lines[end - 1].end
    return trimmed_span(text, start, above_marked_signature(text, start, last))


def _is_of_program(line: str) -> bool:
    return not line or is_rule_above_fields(line) or line.lower() in _LEFT_BY_PROGRAMS


def _answering(drafts: Sequence[Draft], headers: Sequence[MessageHeader]) -> list[Draft]:
    """Each message with the one that it answers: below it where the newest stands on top, else above it."""
    days = [draft.date.edtf or "" for draft in drafts]
    newest_first = len(days) > 1 and days[0] >= days[-1] and days == sorted(days, reverse=True)
    oldest_first = days == sorted(days) and not newest_first
    subject_of = {f"message at {header.first}": header.subject for header in headers}
    answered: list[Draft | None] = [None] * len(drafts)
    if newest_first:
        answered = [*drafts[1:], None]
    elif oldest_first:
        answered = [None, *drafts[:-1]]
    return [
        replace(draft, reply_to=other.key) if other and _goes_on(draft, other, subject_of[draft.key]) else draft
        for draft, other in zip(drafts, answered, strict=True)
    ]


def _goes_on(draft: Draft, other: Draft, subject: str | None) -> bool:
    """Whether a message is of the thread of another, and of no new subject."""
    is_reply = subject is None or subject != thread_subject(subject)
    return is_reply and draft.thread == other.thread and draft.thread is not None
