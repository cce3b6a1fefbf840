"""Which e-mail answers which, by Message-ID, In-Reply-To and References, wherever in the dossier they lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.catalog import CatalogWriter, Mail
from search.model import Document

_MOST_ANCESTORS = 1000
_PART = re.compile(r"[/#]")
_DOCUMENTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Link:
    """`reply_to`: the id of the document that an e-mail answers. `thread`: the subject that its thread began with."""

    reply_to: str | None
    thread: str | None


def link_mail(catalog: CatalogWriter) -> None:
    """Say of each e-mail that stands what it answers and in which thread it is; no file is read again for it.

    What a person said of either holds. All messages are looked through whenever one of them changed, so that the
    result does not depend on the order in which they came.
    """
    if not catalog.mail_changed():
        return
    messages = catalog.mail()
    threads = _Threads(messages)
    links = {one.document_id: threads.link_of(one) for one in messages}
    changed = [one.document_id for one in messages if links[one.document_id] != Link(one.reply_to, one.thread)]
    for start in range(0, len(changed), _DOCUMENTS_AT_ONCE):
        documents = catalog.documents_with_quoted(changed[start : start + _DOCUMENTS_AT_ONCE])
        catalog.replace_documents([_linked(document, links) for document in documents])


def _linked(document: Document, links: Mapping[str, Link]) -> Document:
    """The e-mail as linked; what is quoted in one is in its thread."""
    if document.id in links:
        return replace(document, reply_to=links[document.id].reply_to, thread=links[document.id].thread)
    if "thread" in document.by_hand or not document.quoted_in:
        return document
    return replace(document, thread=links[document.quoted_in].thread)


class _Threads:
    """The messages of a dossier by their ids."""

    def __init__(self, messages: Sequence[Mail]) -> None:
        self._copies: defaultdict[str, list[Mail]] = defaultdict(list)
        for message in sorted(messages, key=lambda one: (one.source_name, one.document_id)):
            if message.headers.message_id:
                self._copies[message.headers.message_id].append(message)
        self._answered: Mapping[str, Mail | None] = {one.document_id: self._find_answered(one) for one in messages}

    def link_of(self, message: Mail) -> Link:
        """How a message is linked; what a person said of it stays."""
        answered = self._answered[message.document_id]
        found = answered.document_id if answered else None
        return Link(
            reply_to=message.reply_to if "reply_to" in message.by_hand else found,
            thread=message.thread if "thread" in message.by_hand else self._root_of(message).own_thread,
        )

    def _find_answered(self, message: Mail) -> Mail | None:
        """The nearest message that it follows and the dossier holds; of its copies the one that lies closest to it."""
        if "reply_to" in message.by_hand:
            return None
        own = message.headers.message_id
        held = next((one for one in message.headers.follows if one in self._copies and one != own), None)
        if held is None:
            return None
        return max(self._copies[held], key=lambda copy: _parts_in_common(copy.source_name, message.source_name))

    def _root_of(self, message: Mail) -> Mail:
        root, seen = message, {message.document_id}
        while (above := self._answered[root.document_id]) and above.document_id not in seen:
            if len(seen) == _MOST_ANCESTORS:
                break
            root = above
            seen.add(above.document_id)
        return root


def _parts_in_common(name: str, other: str) -> int:
    """How many folders and files the names of two sources have in common, from the first on."""
    count = 0
    for one, another in zip(_PART.split(name), _PART.split(other), strict=False):
        if one != another:
            break
        count += 1
    return count
