"""Descriptions of less than 100 kB that stand for very much, to measure that their cost is bounded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Schemas = dict[str, Any]
Document = dict[str, Any]


def combined(levels: int) -> Schemas:
    """Let each level combine three choices, each between the next level and more than it."""
    schemas: Schemas = {"Shape": _ref("L0"), f"L{levels}": choice("end")}
    for level in range(levels):
        following = _ref(f"L{level + 1}")
        more = {"allOf": [following, {"type": "object", "properties": {f"x{level}": {}}}]}
        schemas[f"L{level}"] = {"allOf": [{"oneOf": [following, more]} for _ in range(3)]}
    return schemas


def doubled(levels: int) -> Schemas:
    """Let each level build on the next one twice."""
    schemas: Schemas = {"Shape": _ref("A0"), **{f"{name}{levels}": choice(name) for name in "AB"}}
    for level in range(levels):
        for name in "AB":
            schemas[f"{name}{level}"] = {"allOf": [_ref(f"A{level + 1}"), _ref(f"B{level + 1}")]}
    return schemas


def deep(levels: int) -> Schemas:
    """Let each level have 30 properties, each of the next level."""
    schemas: Schemas = {"Shape": _ref("D0"), f"D{levels}": {"type": "string"}}
    for level in range(levels):
        properties = {f"p{number}": _ref(f"D{level + 1}") for number in range(30)}
        schemas[f"D{level}"] = {"type": "object", "properties": properties}
    return schemas


def cyclic(count: int) -> Schemas:
    """Let each schema require three others, each of them one of four that lead back."""
    schemas: Schemas = {"Shape": _ref("C0")}
    for number in range(count):
        properties = {
            f"r{place}": {
                "oneOf": [_ref(f"C{(number * 3 + place + 1 + other) % count}") for other in range(4)]
            }
            for place in range(3)
        }
        schemas[f"C{number}"] = {"type": "object", "required": list(properties), "properties": properties}
    return schemas


def valued(count: int) -> Schemas:
    """Have a text of this many values."""
    return {"Shape": {"type": "string", "enum": [f"value-{number}" for number in range(count)]}}


def endless(count: int) -> Schemas:
    """Let each schema be any of all schemas, so that none has a value."""
    alternatives = [_ref(f"E{number}") for number in range(count)]
    return {"Shape": _ref("E0"), **{f"E{number}": {"oneOf": alternatives} for number in range(count)}}


def chained(count: int) -> Schemas:
    """Let each schema be a `$ref` to the next one."""
    chain: Schemas = {f"R{number}": _ref(f"R{number + 1}") for number in range(count)}
    return {"Shape": _ref("R0"), **chain, f"R{count}": {"type": "object"}}


def heirs(count: int) -> Schemas:
    """Let a schema be told apart by a property from all that build on it."""
    base = {"type": "object", "properties": {"kind": {"type": "string"}}}
    more = [{"type": "object", "properties": {f"p{number}": {}}} for number in range(count)]
    return {
        "Shape": {**base, "discriminator": {"propertyName": "kind"}},
        **{f"Heir{number}": {"allOf": [_ref("Shape"), own]} for number, own in enumerate(more)},
    }


def calling_back(count: int) -> Document:
    """Let each operation call back to two others, which call back as well."""

    def called(*others: int) -> dict[str, Any]:
        callbacks = {f"c{other}": {"$ref": f"#/components/callbacks/c{other % count}"} for other in others}
        return {"post": {"responses": {"204": {"description": "Heard"}}, "callbacks": callbacks}}

    callbacks = {
        f"c{number}": {"{$request.body#/url}": called(number + 1, number + 7)} for number in range(count)
    }
    paths = {f"/calls/{number}": called(number) for number in range(count)}
    document = _document({**paths, "/shapes": {"get": _OPERATION}})
    return {**document, "components": {"callbacks": callbacks}}


def nested_tags(count: int) -> Document:
    """Let each tag stand below the next one."""
    tags = [{"name": f"t{number}", "parent": f"t{number + 1}"} for number in range(count)]
    document = _document({"/shapes": {"get": {**_OPERATION, "tags": ["t0"]}}})
    return {**document, "openapi": "3.2.0", "tags": [*tags, {"name": f"t{count}"}]}


def described(text: str) -> Document:
    """Describe an operation in these words."""
    return _document({"/shapes": {"get": {**_OPERATION, "description": text}}})


_OPERATION: Final = {
    "operationId": "send",
    "summary": "Send",
    "responses": {"204": {"description": "Sent"}},
}


def _document(paths: dict[str, Any]) -> Document:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shapes", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
    }


def taking(schemas: Schemas) -> Document:
    """Let the only operation take the schema `Shape`."""
    body = {"content": {"application/json": {"schema": _ref("Shape")}}}
    document = _document({"/shapes": {"post": {**_OPERATION, "requestBody": body}}})
    return {**document, "components": {"schemas": schemas}}


# What a build of any of them may cost.
MOST_CPU: Final = 5.0
MOST_MEGABYTES: Final = 300
# Each at a size of less than 100 kB.
SHAPES: Final[dict[str, Callable[[], Document]]] = {
    "combined choices": lambda: taking(combined(30)),
    "doubled parts": lambda: taking(doubled(100)),
    "deep objects": lambda: taking(deep(60)),
    "cycles": lambda: taking(cyclic(40)),
    "choices of choices": lambda: taking(endless(50)),
    "chain of references": lambda: taking(chained(300)),
    "enum values": lambda: taking(valued(5000)),
    "heirs": lambda: taking(heirs(300)),
    "callbacks of callbacks": lambda: calling_back(60),
    "tags inside tags": lambda: nested_tags(300),
    "open parentheses": lambda: described("http://a.b/" + "(" * 90_000),
}


def write_hostile_shape(folder: Path, name: str) -> Path:
    """Write the description of this name."""
    target = folder / f"{name.replace(' ', '-')}.json"
    target.write_text(json.dumps(SHAPES[name]()), encoding="utf-8")
    return target


def choice(name: str) -> dict[str, Any]:
    """Return a choice between two objects."""
    return {"oneOf": [{"type": "object", "properties": {f"{name}{number}": {}}} for number in range(2)]}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
