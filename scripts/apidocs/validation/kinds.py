"""What kinds of object an OpenAPI document is made of, and which objects each of them holds."""

from collections.abc import Mapping

# The children of each kind of object: field -> (how they are held, their kind). "map" holds them under free
# names, "patterned" too but with x- fields between them, "one" holds one or, tolerantly, a list of them.
_Fields = Mapping[str, tuple[str, str]]
_SCHEMAS_BY_NAME = (
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "dependencies",
)
_SCHEMAS = (
    *("allOf", "anyOf", "oneOf", "prefixItems", "items", "additionalItems", "not", "if", "then", "else"),
    *("contains", "propertyNames", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
    "contentSchema",
)
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_ENCODINGS: _Fields = {
    "encoding": ("map", "encoding"),
    "prefixEncoding": ("one", "encoding"),
    "itemEncoding": ("one", "encoding"),
}
_VALUE_FIELDS: _Fields = {
    "schema": ("one", "schema"),
    "content": ("map", "media_type"),
    "examples": ("map", "example"),
}
FIELDS: Mapping[str, _Fields] = {
    "document": {"paths": ("patterned", "path_item"), "webhooks": ("map", "path_item")},
    "path_item": {
        "parameters": ("one", "parameter"),
        **dict.fromkeys(METHODS, ("one", "operation")),
        "additionalOperations": ("map", "operation"),
    },
    "operation": {
        "parameters": ("one", "parameter"),
        "requestBody": ("one", "request_body"),
        "responses": ("patterned", "response"),
        "callbacks": ("map", "callback"),
    },
    "parameter": _VALUE_FIELDS,
    "header": _VALUE_FIELDS,
    "request_body": {"content": ("map", "media_type")},
    "response": {
        "headers": ("map", "header"),
        "content": ("map", "media_type"),
        "links": ("map", "link"),
        "schema": ("one", "schema"),
    },
    "media_type": {
        "schema": ("one", "schema"),
        "itemSchema": ("one", "schema"),
        "examples": ("map", "example"),
        **_ENCODINGS,
    },
    "encoding": {"headers": ("map", "header"), **_ENCODINGS},
    "schema": {
        **dict.fromkeys(_SCHEMAS_BY_NAME, ("map", "schema")),
        **dict.fromkeys(_SCHEMAS, ("one", "schema")),
    },
}
