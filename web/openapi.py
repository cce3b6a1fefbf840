"""The OpenAPI 3.1 description of the API, made from the types it answers with and the limits it checks."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from search.documents.citing import MAX_NAMED
from search.engines.base import EXCLUDING, Group, Sort
from search.fixed_values import FIXED_VALUES
from search.json_shapes import DocumentDetailJson, PassageListJson, SearchJson
from search.paging import MAX_REACH_HITS
from search.results import DEFAULT_SIZE, MAX_SIZE, CopyMode
from web.exports.feed import FEED_SUFFIX, FEED_TYPE, MAX_ENTRIES
from web.exports.formats import FORMATS
from web.parameters import MAX_PAGE
from web.problems import CONTENT_TYPE, ProblemJson

Schema = dict[str, Any]

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_FILTERS = {
    "author": "Only documents by this author.",
    "kind": "Only documents of this kind.",
    "recipient": "Only documents addressed to this recipient.",
    "source": "Only documents from the source of this name.",
    "voice": "Only passages in this voice: `own words` are their document's author's, `quoting` are somebody else's.",
}
_DATES = (
    "Only documents whose whole date lies within a year, month or day (2015, 2015-06, 2015-06-26) or a range "
    "(2014..2016, 2014.., ..2016), or those undated. May repeat: any of the values will do."
)
_PROBLEMS = {
    401: "The dossier is private, and the request brings no right login.",
    403: "The dossier is private, and is read through the address at which one logs in.",
    414: "The query string is far longer than any that could be answered.",
    429: "There were too many requests from this address; Retry-After says when to try again.",
    400: "A parameter cannot be read; the problem names it, its value and what would be right.",
    404: "There is nothing with this id.",
    410: "The document is gone; the problem names the one nearest to it now, if any is near.",
    503: "The index is missing or cannot be read, or the server has more to do than it can; the problem says which.",
}
_ANYWHERE = (401, 403, 414, 429)
"""What the guards before every operation may answer."""


def openapi_document(base_url: str = "") -> Schema:
    """The whole description. `base_url`: what stands before the paths, without a slash at its end."""
    components: Schema = {}
    paths = {
        "/api/v1/search": _operation(
            "search", "Search the passages.", list(_search_parameters()), SearchJson, (400, 503), components
        ),
        "/api/v1/documents/{document_id}": _operation(
            "document", "One document with its text.", [_document_id()], DocumentDetailJson, (404, 410, 503), components
        ),
        "/api/v1/passages": _operation(
            "passages", "Passages by their ids, whole.", [_passage_ids()], PassageListJson, (400, 503), components
        ),
    }
    paths |= {
        "/api/v1/search.{format}": _file_operation(
            "searchFile",
            f"All hits as a file, at most {MAX_REACH_HITS:,}, or the first {MAX_ENTRIES} as a feed.",
            (*FORMATS, FEED_SUFFIX),
            [one for one in _search_parameters() if one["name"] not in ("page", "size")],
            components,
        ),
        "/api/v1/passages.{format}": _file_operation(
            "passagesFile", "Passages by their ids, as a file.", tuple(FORMATS), [_passage_ids()], components
        ),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Florilegium",
            "version": version("florilegium"),
            "description": "Offsets count Unicode code points. Addresses are relative to the host of the answer.",
        },
        "servers": [{"url": base_url or "/"}],
        "paths": paths,
        "components": {"schemas": components},
    }


def schema_of(annotation: Any, components: Schema) -> Schema:
    """The JSON schema of a type that the API answers with; named types are added to `components`."""
    if is_typeddict(annotation):
        return _reference(annotation, components)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is NotRequired:
        return schema_of(arguments[0], components)
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0], components)}
    if origin is types.UnionType:
        return {"anyOf": [schema_of(argument, components) for argument in arguments]}
    return {"type": _SIMPLE[annotation]}


def _reference(record: type, components: Schema) -> Schema:
    name = record.__name__.removesuffix("Json")
    if name not in components:
        components[name] = {}  # holds the place, should the type refer to itself
        members = get_type_hints(record, include_extras=True)
        components[name] = {
            "type": "object",
            "description": inspect.cleandoc(record.__doc__ or ""),
            "properties": {key: schema_of(annotation, components) for key, annotation in members.items()},
            # Not from the type's own list, which takes annotations in quotes as they stand.
            "required": [key for key, annotation in members.items() if get_origin(annotation) is not NotRequired],
        }
    return {"$ref": f"#/components/schemas/{name}"}


def _operation(
    name: str, summary: str, parameters: list[Schema], answer: type, problems: tuple[int, ...], components: Schema
) -> Schema:
    responses = {"200": _response("The answer.", "application/json", answer, components)}
    for status in (*problems, *_ANYWHERE):
        responses[str(status)] = _response(_PROBLEMS[status], CONTENT_TYPE, ProblemJson, components)
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}}


def _file_operation(
    name: str, summary: str, suffixes: tuple[str, ...], parameters: list[Schema], components: Schema
) -> Schema:
    media_types = {suffix: one.media_type.partition(";")[0] for suffix, one in FORMATS.items()} | {
        FEED_SUFFIX: FEED_TYPE
    }
    responses: Schema = {
        "200": {
            "description": "The file. Flori-Found and Flori-Given say how many hits there are and how many it holds.",
            "content": {media_types[suffix]: {"schema": _file_schema(suffix)} for suffix in suffixes},
        }
    }
    for status in (400, 404, 503, *_ANYWHERE):
        responses[str(status)] = _response(_PROBLEMS[status], CONTENT_TYPE, ProblemJson, components)
    suffix = {"name": "format", "in": "path", "required": True, "schema": {"type": "string", "enum": list(suffixes)}}
    return {
        "get": {"operationId": name, "summary": summary, "parameters": [suffix, *parameters], "responses": responses}
    }


def _file_schema(suffix: str) -> Schema:
    return {"type": "array", "items": {"type": "object"}} if suffix.endswith("json") else {"type": "string"}


def _response(description: str, media_type: str, record: type, components: Schema) -> Schema:
    return {"description": description, "content": {media_type: {"schema": schema_of(record, components)}}}


def _search_parameters() -> Iterator[Schema]:
    yield _parameter("q", "The query; empty finds everything.", {"type": "string", "default": ""})
    for name, description in _FILTERS.items():
        known = FIXED_VALUES.get(name, ())
        yield _repeated(name, f"{description} May repeat: any of the values will do.", known)
        yield _repeated(EXCLUDING + name, f"Leaves out what {name} with this value would leave.", known)
    yield _repeated("date", _DATES)
    yield _parameter("sort", "The order of hits.", _choices(list(Sort), Sort.RELEVANCE))
    yield _parameter("group", "What a hit stands for.", _choices(list(Group), Group.PASSAGE))
    yield _parameter(
        "copies", "Whether nearly equal passages stand under the earliest.", _choices(list(CopyMode), CopyMode.ALL)
    )
    yield _parameter("page", "The page of hits, from 1.", _range(MAX_PAGE, 1))
    yield _parameter("size", "Hits on a page.", _range(MAX_SIZE, DEFAULT_SIZE))


def _passage_ids() -> Schema:
    schema = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_NAMED}
    about = "The id of a passage. May repeat: they come in this order, those that are gone as they last were."
    return _parameter("p", about, schema) | {"style": "form", "explode": True}


def _document_id() -> Schema:
    return {"name": "document_id", "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _repeated(name: str, description: str, known: Iterable[str] = ()) -> Schema:
    item: Schema = {"type": "string"}
    if values := [str(value) for value in known]:
        item["enum"] = values
    schema = {"type": "array", "items": item}
    return _parameter(name, description, schema) | {"style": "form", "explode": True}


def _choices(values: list[str], default: str) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values], "default": str(default)}


def _range(most: int, default: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}
