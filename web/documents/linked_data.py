"""A document in the vocabulary of https://schema.org, for search engines and other programs that read pages."""

from __future__ import annotations

from typing import Any

from search.documents.views import DocumentView
from search.model import Document, Kind
from web.links import document_url
from web.site import absolute, current_settings, site_root
from web.words.wording import title_of, web_address

_TYPES = {
    Kind.LETTER: "Message",
    Kind.EMAIL: "EmailMessage",
    Kind.FORUM_POST: "DiscussionForumPosting",
    Kind.NEWS_ARTICLE: "NewsArticle",
    Kind.WEB_PAGE: "WebPage",
}
_SENT = (Kind.LETTER, Kind.EMAIL)
_HEADLINE_CHARS = 110


def linked_data(view: DocumentView) -> dict[str, Any]:
    """The document as JSON-LD. `text` is its first passage: the page around it has all.

    A date that the document does not state itself is left out, as there is no place to say how it is known.
    """
    document = view.document
    address = absolute(document_url(document))
    title = title_of(document)
    published_at = web_address(document.url, view.source.url)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES[document.kind],
        "@id": address,
        "url": address,
        "name": title,
        "headline": None if document.kind in _SENT else title[:_HEADLINE_CHARS],
        **_people(document),
        **_dates(document),
        "text": view.passages[0].text if view.passages else None,
        "sameAs": published_at,
        "isBasedOn": {"@id": absolute(document_url(view.quoted_in))} if view.quoted_in else None,
        "isPartOf": {"@type": "Collection", "name": current_settings().title, "url": f"{site_root()}/"},
    }
    return {name: value for name, value in described.items() if value}


def _people(document: Document) -> dict[str, Any]:
    """Whether a name is a person's or an organisation's is not known, so that none is given a type."""
    authors, recipients = ([{"name": name} for name in names] for names in (document.authors, document.recipients))
    return {"sender": authors, "recipient": recipients} if document.kind in _SENT else {"author": authors}


def _dates(document: Document) -> dict[str, str]:
    if document.date.derived or not document.date.edtf:
        return {}
    return {"dateSent" if document.kind in _SENT else "datePublished": document.date.edtf}
