"""What search engines and browsers ask a site for: what to search it with, what it holds, what to leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from web.xml_text import xml_text

SITEMAP_SIZE = 50_000
"""Addresses in one file, at most: https://www.sitemaps.org/protocol.html"""
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SHORT_NAME_CHARS = 16
_LEFT_ALONE = ("/api/", "/embed", "/oembed", "/list")


def opensearch_description(title: str, root: str, icon_url: str) -> bytes:
    """The description with which a browser adds the search to its own (OpenSearch 1.1, draft 6)."""
    register_namespace("", _OPENSEARCH)
    description = Element(f"{{{_OPENSEARCH}}}OpenSearchDescription")
    texts = {
        "ShortName": title[:_SHORT_NAME_CHARS],
        "Description": f"Search the documents of {title}",
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for name, text in texts.items():
        SubElement(description, f"{{{_OPENSEARCH}}}{name}").text = xml_text(text)
    image = SubElement(description, f"{{{_OPENSEARCH}}}Image", type="image/svg+xml", width="16", height="16")
    image.text = icon_url
    for media_type, path in (("text/html", "/"), ("application/atom+xml", "/api/v1/search.atom")):
        template = f"{root}{path}?q={{searchTerms}}"
        SubElement(description, f"{{{_OPENSEARCH}}}Url", type=media_type, method="get", template=template)
    written: bytes = tostring(description, encoding="utf-8", xml_declaration=True)
    return written


def sitemap(addresses: Iterable[str]) -> bytes:
    """One file of addresses."""
    return _locations("urlset", "url", addresses)


def sitemap_index(addresses: Iterable[str]) -> bytes:
    """The file that names the files of addresses."""
    return _locations("sitemapindex", "sitemap", addresses)


def robots_text(*, allowed: bool, sitemap_url: str) -> str:
    """What is asked of search engines. A request, and no lock: who must not read the site must not reach it."""
    if not allowed:
        return "User-agent: *\nDisallow: /\n"
    rules = "".join(f"Disallow: {path}\n" for path in _LEFT_ALONE)
    return f"User-agent: *\n{rules}\nSitemap: {sitemap_url}\n"


def _locations(outer: str, inner: str, addresses: Iterable[str]) -> bytes:
    register_namespace("", _SITEMAP)
    root = Element(f"{{{_SITEMAP}}}{outer}")
    for address in addresses:
        SubElement(SubElement(root, f"{{{_SITEMAP}}}{inner}"), f"{{{_SITEMAP}}}loc").text = address
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
