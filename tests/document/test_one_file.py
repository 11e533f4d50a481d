"""The document for download is one file that says what all the files of the description say."""

import json
from pathlib import Path

import pytest

from apidocs.document.bundle import one_file
from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.validation.validate import validate
from support.documents import iter_pages, write_document

TEXTS = {
    "openapi.yaml": """\
openapi: 3.1.0
info: {title: Pets, version: '1', summary: All about pets}
servers: [{url: https://a.example}]
paths:
  /pets: {$ref: paths/pets.yaml}
  /pets/{id}: {$ref: 'paths/pets.yaml#/one'}
components:
  schemas:
    Pet: {$ref: 'models/a%20pet.yaml'}
    Tag: {type: string, description: A mark., x-note: {$ref: nowhere.yaml}}
x-files: {paths/pets.yaml: taken}
""",
    "paths/pets.yaml": """\
get:
  operationId: listPets
  summary: List pets
  parameters: [{$ref: '../models/shared.yaml#/parameters/limit'}]
  responses: {'200': {$ref: '../models/shared.yaml#/responses/a~1b%25'}}
one:
  parameters: [{name: id, in: path, required: true, schema: {type: string}, example: p1}]
  get:
    operationId: getPet
    summary: Get a pet
    responses:
      '200':
        description: The pet.
        content: {application/json: {schema: {$ref: '../models/a pet.yaml'}}}
        links: {next: {operationRef: '../openapi.yaml#/paths/~1pets/get', description: All others}}
""",
    "models/a pet.yaml": """\
$id: https://a.example/schemas/pet
type: object
discriminator: {propertyName: kind, mapping: {cat: './shared.yaml#/Cat'}}
properties:
  kind: {type: string}
  tag: {$ref: '../openapi.yaml#/components/schemas/Tag'}
  parent: {$ref: '#'}
  name: {$ref: '#/$defs/name'}
  labels: {type: object, properties: {$id: {type: string}}, example: {$id: as it is}}
$defs: {name: {type: string, maxLength: 20}}
""",
    "models/shared.yaml": """\
parameters: {limit: {name: limit, in: query, description: How many, schema: {type: integer}, example: 3}}
responses: {a/b%: {description: Pets., content: {application/json: {schema: {$ref: '#/List'}}}}}
List: {type: array, items: {$ref: a pet.yaml}}
Cat: {type: object, allOf: [{$ref: a pet.yaml}], properties: {purrs: {type: boolean}}}
""",
}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    for name, text in TEXTS.items():
        path = tmp_path / "spec" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    document = load(str(tmp_path / "spec/openapi.yaml"))
    assert [problem.rule for problem in validate(document) if problem.level == "error"] == []
    return document


def pages_of(document: Document) -> dict[str, str]:
    api = Api.from_spec(document)
    pages = iter_pages(api)
    return {page.src_uri: page.article for page in pages}


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_the_published_file_alone_gives_the_same_pages(document: Document, tmp_path: Path, name: str) -> None:
    pages = pages_of(document)
    assert "How many" in pages["api-reference/default/listpets/index.md"]
    write_document(document, tmp_path / "docs")
    published = load(str(tmp_path / "docs/api-reference" / name))
    assert pages_of(published) == pages
    assert list(published.sources) == [""]
    assert not [problem for problem in validate(published) if problem.rule == "unresolvable-ref"]


def test_references_become_paths_inside_the_file(document: Document) -> None:
    value = one_file(document)
    files = value["x-files"]
    assert value["components"]["schemas"]["Pet"] == {"$ref": "#/x-files/models~1a%20pet.yaml"}
    assert value["paths"]["/pets"] == {"$ref": "#/x-files/paths~1pets.yaml_"}
    assert files["paths/pets.yaml"] == "taken"
    operation = files["paths/pets.yaml_"]["get"]
    assert operation["responses"]["200"] == {"$ref": "#/x-files/models~1shared.yaml/responses/a~1b%25"}
    pet = files["models/a pet.yaml"]
    assert pet["properties"]["name"] == {"$ref": "#/x-files/models~1a%20pet.yaml/$defs/name"}
    assert pet["discriminator"]["mapping"] == {"cat": "#/x-files/models~1shared.yaml/Cat"}
    link = files["paths/pets.yaml_"]["one"]["get"]["responses"]["200"]["links"]["next"]
    assert link["operationRef"] == "#/x-files/paths~1pets.yaml_/get"


def test_only_what_is_no_address_any_more_is_taken_away(document: Document) -> None:
    value = one_file(document)
    pet = value["x-files"]["models/a pet.yaml"]
    assert "$id" not in pet
    assert pet["properties"]["labels"]["properties"] == {"$id": {"type": "string"}}
    assert pet["properties"]["labels"]["example"] == {"$id": "as it is"}
    assert value["components"]["schemas"]["Tag"]["x-note"] == {"$ref": "nowhere.yaml"}


def test_a_document_of_one_file_is_published_as_it_is(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\ncomponents: {schemas: {A: {$id: 'https://a.example/a', $ref: '#/x y'}}}\n"
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    document = load(str(tmp_path / "openapi.yaml"))
    assert one_file(document) is document.root.value
    write_document(document, tmp_path / "docs")
    folder = tmp_path / "docs/api-reference"
    assert (folder / "openapi.yaml").read_text(encoding="utf-8") == text
    assert json.loads((folder / "openapi.json").read_text(encoding="utf-8")) == document.root.value
