"""Tell whether a reference leads to an object of the kind that its place asks for."""

from collections.abc import Mapping
from typing import Any, Final

from apidocs.document.document import Node
from apidocs.document.references import split_pointer
from apidocs.validation.components import SECTIONS_2, SECTIONS_3
from apidocs.validation.kinds import FIELDS, METHODS

# What a document holds, from its root on: the fields that the walk follows, and the components by section.
_ROOT: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    **FIELDS,
    "document": {
        **FIELDS["document"],
        "components": ("one", "components"),
        **{section: ("map", kind) for section, kind in SECTIONS_2.items()},
    },
    "components": {section: ("map", kind) for section, kind in SECTIONS_3.items()},
}
# What an object of a kind has of its own, where a schema could stand in its place.
_OWN_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "parameter": frozenset(("in",)),
    "header": frozenset(("schema", "content")),
    "request_body": frozenset(("content",)),
    "response": frozenset(("content", "headers", "links", "schema", "examples")),
    "path_item": frozenset((*METHODS, "additionalOperations")),
    "media_type": frozenset(("schema", "itemSchema", "example", "examples", "encoding")),
}
_LOCATIONS: Final = frozenset(("query", "header", "path", "cookie", "body", "formData", "querystring"))
_TYPES: Final = frozenset(("string", "number", "integer", "boolean", "object", "array", "null"))
_MENDS: Final[Mapping[tuple[str, str], str]] = {
    ("request_body", "schema"): "write the reference under content, as in content: "
    '{{application/json: {{schema: {{$ref: "{reference}"}}}}}}',
    ("response", "schema"): "write a description, and the reference as in content: "
    '{{application/json: {{schema: {{$ref: "{reference}"}}}}}}',
    ("header", "schema"): 'write schema: {{$ref: "{reference}"}}',
    ("parameter", "schema"): 'write name, in, and schema: {{$ref: "{reference}"}}',
    ("media_type", "schema"): 'write schema: {{$ref: "{reference}"}}',
    ("example", "schema"): "write an example of that schema under value",
    ("schema", "path_item"): "point it at the schema that is meant, such as one below components/schemas",
    ("schema", "response"): "point it at the schema in the content of that response",
    ("schema", "request_body"): "point it at the schema in the content of that request body",
    ("schema", "media_type"): "point it at the schema of that media type: add /schema",
    ("schema", "parameter"): "point it at the schema of that parameter: add /schema",
    ("schema", "header"): "point it at the schema of that header: add /schema",
    ("schema", "example"): "describe the value by a schema, and show the example beside it",
    ("header", "parameter"): "declare the header in components/headers, without name and in",
    ("parameter", "header"): "declare the parameter in components/parameters, with name and in",
}


def explain_other_kind(wanted: str, reference: Node, target: Node) -> str | None:
    """Return the message for a reference to an object of another kind; None where the kind may be right."""
    actual = _kind_of(target) or _kind_by_fields(wanted, target)
    if actual in (None, "components", wanted):
        return None
    written = reference.value["$ref"]
    mend = _MENDS.get((wanted, actual), f"point it at {_with_article(wanted)}, or write that here")
    return (
        f'{_with_article(wanted)} is expected here, but $ref "{written}" leads to {_with_article(actual)}: '
        + mend.format(reference=written)
    )


def _with_article(kind: str) -> str:
    name = kind.replace("_", " ")
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _kind_of(node: Node) -> str | None:
    """Return the kind that the place of an object says; None where the place says nothing.

    A file beside the root file is taken to be laid out like it from `components` or `paths` on.
    """
    tokens = split_pointer(node.location.pointer)
    if node.source.uri and tokens[:1] not in (["components"], ["paths"], ["webhooks"]):
        return None
    if node.document.version != "2.0" and tokens and tokens[0] in SECTIONS_2:
        return None
    kind: str | None = "document"
    while kind is not None and tokens:
        kind, tokens = _step(kind, tokens)
    return kind


def _step(kind: str, tokens: list[str]) -> tuple[str | None, list[str]]:
    """Take one field, and with it the name or number of what it holds; None for a field of free values."""
    if kind == "callback":
        return "path_item", tokens[1:]
    held, below = _ROOT.get(kind, {}).get(tokens[0], ("", None))
    rest = tokens[1:]
    if held == "one":
        return below, rest[1:] if rest and rest[0].isdigit() else rest
    is_object = bool(rest) and not (held == "patterned" and rest[0].startswith("x-"))
    return (below, rest[1:]) if is_object else (None, [])


def _kind_by_fields(wanted: str, target: Node) -> str | None:
    """Return the kind that an object of no known place must be of, for only its objects look so."""
    value = target.value
    if not isinstance(value, dict) or target.is_reference():
        return None
    if wanted != "schema":
        own = _OWN_FIELDS.get(wanted)
        is_item = wanted == "header" and target.document.version == "2.0"  # which is its own schema
        return "schema" if own and not is_item and not own & value.keys() and _is_schema(value) else None
    if _is_schema(value):
        return None
    if isinstance(value.get("name"), str) and str(value.get("in")) in _LOCATIONS:
        return "parameter"
    content = value.get("content")
    if isinstance(content, dict) and content and all("/" in name for name in content):
        return "response" if "description" in value and "required" not in value else "request_body"
    methods = [value[method] for method in METHODS if method in value]
    is_path = any(isinstance(method, dict) and "responses" in method for method in methods)
    return "path_item" if is_path else None


def _is_schema(value: Mapping[str, Any]) -> bool:
    if isinstance(value.get("properties"), dict):
        return True
    written = value.get("type")
    types = written if isinstance(written, list) else [written]
    return any(isinstance(value.get(name), list) for name in ("allOf", "oneOf", "anyOf")) or (
        bool(types) and all(isinstance(name, str) and name in _TYPES for name in types)
    )
