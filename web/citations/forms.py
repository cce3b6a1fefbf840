"""The forms that one document's reference is shown and downloaded in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from search.documents.taken import CitedPassage
from search.documents.views import DocumentView
from web.citations.bibtex import bibtex_entry
from web.citations.formatted import formatted_reference
from web.citations.reference import Reference, csl_item, reference_to
from web.citations.ris import ris_record
from web.site import absolute, current_settings


@dataclass(frozen=True, slots=True)
class Form:
    """A format of references; `write` makes the whole file."""

    name: str
    write: Callable[[Reference], str]


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A reference in one form. `suffix`: of the address it can be downloaded from."""

    name: str
    suffix: str
    written: str


@dataclass(frozen=True, slots=True)
class Citing:
    """A document's reference as text and in every form."""

    document_id: str
    text: str
    forms: tuple[WrittenForm, ...]


def _csl_json(reference: Reference) -> str:
    return json.dumps([csl_item(reference)], ensure_ascii=False, indent=2) + "\n"


FORMS = {
    "bib": Form("BibTeX", bibtex_entry),
    "ris": Form("RIS", ris_record),
    "csl.json": Form("CSL-JSON", _csl_json),
}


def citing_forms(reference: Reference) -> Citing:
    """All that is shown where one cites."""
    forms = tuple(WrittenForm(form.name, suffix, form.write(reference).strip()) for suffix, form in FORMS.items())
    return Citing(reference.document.id, formatted_reference(reference), forms)


def reference_to_view(view: DocumentView) -> Reference:
    """The reference to the document of a page."""
    permalink = absolute(url_for("documents.page", document_id=view.document.id))
    return reference_to(view.document, permalink, current_settings().title, view.source.name, view.source.url)


def reference_to_passage(cited: CitedPassage) -> Reference:
    """The reference to a passage: its document's, with the passage's own address."""
    permalink = absolute(url_for("permalinks.passage", passage_id=cited.passage.id))
    return reference_to(cited.document, permalink, current_settings().title, cited.source_name, cited.source_url)
