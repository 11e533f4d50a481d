"""Every example the generator makes validates against its schema, by an independent library."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.direction import Direction
from apidocs.schemas.shape.shape import Shaper
from support.documents import SPEC, SPECS, real_document

OWN = [SPEC, *sorted(SPECS.glob("*.yaml"))]
# Documents of the corpus with their components whose oneOf has alternatives that one value cannot tell apart.
CORPUS = {
    "box/openapi.json": {"Event", "Events", "EventSourceResource"},
    "discord/openapi.json": set(),
    "github/api.github.com.json": {"event"},
    "museum/openapi.yaml": set(),
    "openai/openapi.yaml": {"BetaCompoundFilter", "CompoundFilter", "CreateEvalCompletionsRunDataSource"},
    "petstore/openapi.yaml": set(),
    "slack/slack_web_openapi_v2.json": set(),
}
# Schemas of ours that apply themselves to the same value: validating one never ends.
ENDLESS = {"AllOfItself", "Animal", "Cat", "OnlyItself", "Repeating"}
AUTHORED = ("example", "examples", "default")
NAMED = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_generated_examples_of_our_documents_validate(path: Path, tmp_path: Path) -> None:
    assert set(_iter_mismatches(path, tmp_path)) == set()


@pytest.mark.parametrize("name", CORPUS)
def test_generated_examples_of_real_documents_validate(name: str, tmp_path: Path) -> None:
    path = real_document(name)
    assert {found[0] for found in _iter_mismatches(path, tmp_path)} == CORPUS[name]


def _iter_mismatches(path: Path, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield component, direction and message; authored examples and defaults are not ours, and left out."""
    document = load(str(path))
    bare = folder / "bare.json"
    bare.write_text(json.dumps(_without_authored(document.root.value)), encoding="utf-8")
    api = Api.from_spec(load(str(bare)))
    shaper = Shaper(api.schemas)
    directions: tuple[Direction, ...] = ("request", "response")
    for direction in directions:
        schemas = _Schemas(json.loads(bare.read_text(encoding="utf-8")), document.version, direction)
        for name, schema in api.components.items():
            shape = shaper.shape(schema, direction)
            error = (
                None
                if shape.is_cut or name in ENDLESS
                else schemas.error(schema.location.pointer, shape.value)
            )
            if error is not None:
                yield name, direction, error


def _without_authored(value: Any, *, is_named: bool = False) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_without_authored(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_authored(member, is_named=key in NAMED and not is_named)
        for key, member in value.items()
        if is_named or key not in AUTHORED
    }


class _Schemas:
    """The component schemas of a document in plain JSON Schema 2020-12, as they hold in one direction."""

    def __init__(self, root: Any, version: str, direction: Direction) -> None:  # noqa: ANN401
        self._root = root
        self._is_old = version in ("2.0", "3.0")
        self._one_way = "readOnly" if direction == "request" else "writeOnly"
        holder = "definitions" if version == "2.0" else "components"
        own = root.get(holder, {})
        named = own if version == "2.0" else own.get("schemas", {})
        plain = {name: self._plain(schema) for name, schema in named.items()}
        self._whole = {holder: plain if version == "2.0" else {"schemas": plain}}

    def error(self, pointer: str, value: object) -> str | None:
        validator = Draft202012Validator({**self._whole, "$ref": f"#{pointer}"})
        return next(
            (f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)), None
        )

    def _plain(self, schema: Any, *, is_named: bool = False) -> Any:  # noqa: ANN401
        if isinstance(schema, list):
            return [self._plain(element) for element in schema]
        if not isinstance(schema, dict) or is_named:
            return (
                schema
                if not isinstance(schema, dict)
                else {key: self._plain(found) for key, found in schema.items()}
            )
        if self._is_old and isinstance(schema.get("$ref"), str):
            return {"$ref": schema["$ref"]}
        found = {
            key: member if key in ("enum", "const") else self._plain(member, is_named=key in NAMED)
            for key, member in schema.items()
            if key not in ("discriminator", "xml", "pattern")
        }
        if _is_regular(schema.get("pattern")):
            found["pattern"] = schema["pattern"]
        if self._is_old:
            _modernise(schema, found)
        names = found.get("required")
        if isinstance(names, list):
            found["required"] = [
                name for name in names if not self._is_one_way(schema.get("properties", {}).get(name))
            ]
        return found

    def _is_one_way(self, schema: Any) -> bool:  # noqa: ANN401
        while isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
            target = self._root
            for token in schema["$ref"].split("/")[1:]:
                target = target[token.replace("~1", "/").replace("~0", "~")]
            schema = target
        if not isinstance(schema, dict):
            return False
        return bool(schema.get(self._one_way)) or any(map(self._is_one_way, schema.get("allOf", [])))


def _is_regular(pattern: object) -> bool:
    try:
        re.compile(str(pattern))
    except re.error:
        return False
    return isinstance(pattern, str)


def _modernise(schema: dict[str, Any], found: dict[str, Any]) -> None:
    """Write what OpenAPI 3.0 and Swagger 2.0 say their own way as 3.1 does."""
    if isinstance(schema.get("items"), list):
        found["prefixItems"] = found.pop("items")
    if schema.get("type") == "file":
        found["type"] = "string"
    if (schema.get("nullable") or schema.get("x-nullable")) and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if found.get(exclusive) is True and bound in found:
            found[exclusive] = found.pop(bound)
        elif isinstance(found.get(exclusive), bool):
            del found[exclusive]
