"""Descriptions of a few lines that stand for very many values, to measure that their cost is bounded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Schemas = dict[str, Any]


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


# Each at a size of less than 100 kB.
SHAPES: Final[dict[str, Callable[[], Schemas]]] = {
    "combined choices": lambda: combined(30),
    "doubled parts": lambda: doubled(100),
    "deep objects": lambda: deep(60),
    "cycles": lambda: cyclic(40),
    "enum values": lambda: valued(5000),
}


def write_hostile_shape(folder: Path, name: str) -> Path:
    """Write a description whose only operation takes the schema `Shape`."""
    content = {"application/json": {"schema": _ref("Shape")}}
    operation = {
        "operationId": "send",
        "summary": "Send",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "Sent"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": name, "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/shapes": {"post": operation}},
        "components": {"schemas": SHAPES[name]()},
    }
    target = folder / f"{name.replace(' ', '-')}.json"
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


def choice(name: str) -> dict[str, Any]:
    """Return a choice between two objects."""
    return {"oneOf": [{"type": "object", "properties": {f"{name}{number}": {}}} for number in range(2)]}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
