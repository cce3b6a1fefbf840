"""Requests made up from the API's own description are answered as it says; the short form of such a test."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web.openapi import openapi_document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
"""Not that what the description does not allow is refused: unknown and empty parameters are ignored on purpose."""


@pytest.mark.parametrize("path", openapi_document()["paths"])
def test_whatever_the_description_allows_is_answered_as_it_says(app: Flask, path: str) -> None:
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def conforms(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    conforms()


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    assert list(OpenAPIV31SpecValidator(client.get("/api/v1/openapi.json").get_json()).iter_errors()) == []
