"""What docs/embedding.md shows is what the API does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

DOCUMENT = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)


def test_the_example_answer_is_as_the_description_says(client: FlaskClient) -> None:
    components = client.get("/api/v1/openapi.json").get_json()["components"]
    for schema in components["schemas"].values():
        schema["additionalProperties"] = False
    (example,) = map(json.loads, code_blocks("json"))
    Draft202012Validator({"$ref": "#/components/schemas/Search", "components": components}).validate(example)
    snippet = example["hits"][0]["snippet"]
    assert [snippet["text"][start:end] for start, end in snippet["highlights"]] == ["open", "letter"]


def test_the_example_request_finds_something_in_the_sample_dossier(sample_client: FlaskClient) -> None:
    (command,) = code_blocks("sh")
    address = re.search(r"http://[^/]+(/[^']+)", command)
    assert address
    assert sample_client.get(address[1]).get_json()["hits"]


def test_every_parameter_is_in_the_table(client: FlaskClient) -> None:
    parameters = client.get("/api/v1/openapi.json").get_json()["paths"]["/api/v1/search"]["get"]["parameters"]
    table = DOCUMENT.partition("| parameter |")[2].partition("\n\n")[0]
    described = {name for row in table.splitlines() if row for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert described == {parameter["name"] for parameter in parameters}


@pytest.mark.skipif(shutil.which("node") is None, reason="the example in JavaScript needs node to be run")
def test_the_example_in_javascript_marks_what_the_offsets_say() -> None:
    (script,) = code_blocks("js")
    stand_in = """
      const made = () => ({textContent: "", parts: [], append(...parts) { this.parts.push(...parts) }});
      globalThis.document = {createElement: made};
    """
    call = 'const shown = showSnippet({text: "🏊 a pool", highlights: [[4, 8]]});'
    write = 'process.stdout.write(shown.parts.map(p => typeof p === "string" ? p : `[${p.textContent}]`).join(""));'
    run = subprocess.run(["node", "-e", stand_in + script + call + write], capture_output=True, text=True, check=True)
    assert run.stdout == "🏊 a [pool]"


def test_every_attribute_and_property_of_the_web_component_is_described() -> None:
    script = (Path(__file__).parents[2] / "web" / "static" / "embed" / "flori-search.js").read_text(encoding="utf-8")
    (observed,) = re.findall(r"observedAttributes = \[(.*?)\]", script)
    names = {*re.findall(r'"([\w-]+)"', observed), *re.findall(r"--flori-[\w-]+", script)}
    assert len(names) > 10
    described = set(re.findall(r"`([\w-]+)`", DOCUMENT.partition("**A web component**")[2]))
    assert names - described == set()


def test_the_script_to_embed_is_the_one_that_the_making_page_gives(client: FlaskClient) -> None:
    (example,) = [block for block in code_blocks("html") if "<flori-search" in block]
    made = client.get("/embed/make?q=pool&kind=letter").get_data(as_text=True)
    (script,) = re.findall(r"/static/embed/[\w-]+\.js", example)
    assert client.get(script).status_code == 200
    assert script in made
