"""What the catalog keeps of e-mails' headers, by which messages of different sources are linked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, exists, or_, select

from search.catalog.schema import STANDING, documents, mail, sources
from search.model import MailHeaders


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail's headers, and how it is linked as of now.

    `source_name`: of its source. `own_thread`: as its own subject names it; `thread`, `reply_to`, `by_hand`: the
    document's.
    """

    document_id: str
    source_name: str
    headers: MailHeaders
    own_thread: str | None
    thread: str | None
    reply_to: str | None
    by_hand: tuple[str, ...]


def mail_changed(connection: Connection, generation: int) -> bool:
    """Whether the generation added or removed any."""
    changed = exists(select(mail.c.row_key).where(or_(mail.c.added == generation, mail.c.removed == generation)))
    return bool(connection.execute(select(changed)).scalar())


def standing_mail(connection: Connection) -> tuple[Mail, ...]:
    """All that stand, by the names of their sources and their places in them."""
    statement = (
        select(
            mail.c.document_id,
            sources.c.name,
            mail.c.message_id,
            mail.c.follows,
            mail.c.thread.label("own_thread"),
            documents.c.thread,
            documents.c.reply_to,
            documents.c.by_hand,
        )
        .join(documents, and_(documents.c.id == mail.c.document_id, documents.c.removed == STANDING))
        .join(sources, and_(sources.c.id == documents.c.source_id, sources.c.removed == STANDING))
        .where(mail.c.removed == STANDING)
        .order_by(sources.c.name, documents.c.position)
    )
    return tuple(
        Mail(
            document_id=row.document_id,
            source_name=row.name,
            headers=MailHeaders(row.message_id, row.follows),
            own_thread=row.own_thread,
            thread=row.thread,
            reply_to=row.reply_to,
            by_hand=row.by_hand,
        )
        for row in connection.execute(statement)
    )
