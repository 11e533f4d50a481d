"""What is no change: another order, another layout, other names of components, another version."""

import copy
import json
import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.diff.compare import compare
from apidocs.document.load import load
from apidocs.model.api import Api
from support.documents import SPEC, SPECS, real_document

VERSIONS = sorted((Path(__file__).parent / "versions").iterdir())
DOCUMENTS = [SPEC, *sorted(SPECS.glob("*.yaml")), *VERSIONS]
# Keywords whose order says nothing.
SETS = frozenset({"required", "enum", "tags", "parameters", "servers", "oneOf", "anyOf", "allOf"})
BINARY = {"type": "string", "format": "binary"}

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def api_of_value(value: Any, folder: Path) -> Api:  # noqa: ANN401 - JSON
    path = folder / "openapi.json"
    path.write_text(json.dumps(value, default=str), encoding="utf-8")
    return Api.from_spec(load(str(path)))


def said(base: Api, revision: Api) -> list[str]:
    return [f"{change.id} {change.subject}" for change in compare(base, revision)]


def shuffled(value: Any, choose: random.Random, key: str = "") -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        keys = list(value)
        choose.shuffle(keys)
        return {name: shuffled(value[name], choose, name) for name in keys}
    if isinstance(value, list):
        found = [shuffled(element, choose) for element in value]
        if key in SETS:
            choose.shuffle(found)
        return found
    return value


def renamed(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Give each component schema and parameter another name."""
    text = json.dumps(value, default=str)
    for kind in ("schemas", "parameters", "responses"):
        for name in value.get("components", {}).get(kind, {}):
            text = text.replace(f'"#/components/{kind}/{name}"', f'"#/components/{kind}/Other{name}"')
    found = json.loads(text)
    for kind in ("schemas", "parameters", "responses"):
        members = found.get("components", {}).get(kind, {})
        found.get("components", {}).update({kind: {f"Other{name}": each for name, each in members.items()}})
    return found


def hoisted(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Move each schema of a media type and of a property into a component of its own."""
    found = copy.deepcopy(value)
    components = found.setdefault("components", {}).setdefault("schemas", {})

    def move(owner: dict[str, Any], key: str) -> None:
        if isinstance(owner[key], dict) and "$ref" not in owner[key]:
            name = f"Part{len(components)}"
            components[name] = owner[key]
            owner[key] = {"$ref": f"#/components/schemas/{name}"}

    def walk(here: Any) -> None:  # noqa: ANN401 - JSON
        for key, member in list(here.items()) if isinstance(here, dict) else []:
            walk(member)
            if key == "schema":
                move(here, key)
            if key == "properties" and isinstance(member, dict):
                for name in member:
                    move(member, name)
        for element in here if isinstance(here, list) else []:
            walk(element)

    walk(found["paths"])
    return found


def inlined(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Write each parameter, response and request body where it is used."""

    def walk(here: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(here, dict):
            reference = str(here.get("$ref", ""))
            if reference.startswith("#/components/") and not reference.startswith("#/components/schemas/"):
                _, _, kind, name = reference.split("/")
                return walk(value["components"][kind][name])
            return {key: walk(member) for key, member in here.items()}
        return [walk(element) for element in here] if isinstance(here, list) else here

    return walk(value)


@each_document
def test_a_document_does_not_differ_from_itself(path: Path) -> None:
    sides = [Api.from_spec(load(str(path))) for _ in range(2)]
    assert said(*sides) == []


@each_document
def test_order_is_no_change(path: Path, tmp_path: Path) -> None:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    base = api_of_value(value, tmp_path)
    for seed in range(3):
        choose = random.Random(seed)  # noqa: S311 - an order, no secret
        assert said(base, api_of_value(shuffled(value, choose), tmp_path)) == []


@pytest.mark.parametrize("rewrite", [renamed, hoisted, inlined])
def test_layout_is_no_change(rewrite: Callable[[Any], Any], tmp_path: Path) -> None:
    value = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    other = rewrite(value)
    assert json.dumps(other, default=str) != json.dumps(value, default=str)
    sides = [api_of_value(each, tmp_path) for each in (value, other)]
    assert said(sides[0], sides[1]) == []
    assert said(sides[1], sides[0]) == []


def test_bytes_are_bytes_wherever_their_schema_is_written(tmp_path: Path) -> None:
    responses = {"200": {"description": "ok", "content": {"application/zip": {"schema": BINARY}}}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"responses": responses}}},
    }
    newer = json.loads(json.dumps(document).replace(json.dumps(BINARY), "{}").replace("3.0.3", "3.1.0"))
    sides = [api_of_value(value, tmp_path) for value in (document, hoisted(document), newer)]
    assert [said(base, revision) for base, revision in permutations(sides, 2)] == [[]] * 6


def test_other_files_are_no_change(tmp_path: Path) -> None:
    text = SPEC.read_text(encoding="utf-8").replace(
        '"#/components/schemas/', '"schemas.yaml#/components/schemas/'
    )
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "schemas.yaml").write_text(SPEC.read_text(encoding="utf-8"), encoding="utf-8")
    parted = Api.from_spec(load(str(tmp_path / "openapi.yaml")))
    assert said(Api.from_spec(load(str(SPEC))), parted) == []


@pytest.mark.parametrize(("base", "revision"), list(permutations(VERSIONS, 2)), ids=lambda path: path.stem)
def test_the_version_is_no_change(base: Path, revision: Path) -> None:
    found = said(Api.from_spec(load(str(base))), Api.from_spec(load(str(revision))))
    assert [line for line in found if not line.startswith("path-parameter-renamed")] == []


def corpus_documents() -> list[Path]:
    names = ("slack/slack_web_openapi_v2.json", "museum/openapi.yaml", "petstore/openapi.yaml")
    return [real_document(name) for name in names]


def test_any_two_documents_of_the_corpus_can_be_compared() -> None:
    apis = [Api.from_spec(load(str(path))) for path in corpus_documents()]
    assert [compare(api, api) for api in apis] == [()] * len(apis)
    for base, revision in permutations(apis, 2):
        found = compare(base, revision)
        assert found
        assert all(change.text() for change in found)


def test_an_edit_of_a_large_description_is_all_that_is_found(tmp_path: Path) -> None:
    value = json.loads(real_document("box/openapi.json").read_text(encoding="utf-8"))
    base = api_of_value(value, tmp_path)
    value["components"]["schemas"]["User--Base"]["properties"]["id"]["type"] = "integer"
    del value["paths"]["/files/{file_id}"]["delete"]
    assert sorted(said(base, api_of_value(value, tmp_path))) == [
        "operation-removed DELETE /files/{file_id}",
        "request-type-changed User--Base.id",
        "response-type-changed User--Base.id",
    ]
