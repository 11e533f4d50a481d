"""The texts and names of a document that its author wrote for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from apidocs.document.document import Document, Location
from apidocs.document.references import join_pointer
from apidocs.model.operation import CODE_SAMPLES
from apidocs.schemas.constraints import written_value

Kind = Literal["objects", "names", "callback", "values"]

# Keywords whose value is a word of the specification or leads somewhere: no text of the author.
STRUCTURE: Final = frozenset(
    [
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$id",
        "$ref",
        "$schema",
        "$self",
        "in",
        "jsonSchemaDialect",
        "nodeType",
        "openapi",
        "operationRef",
        "parent",
        "style",
        "swagger",
        "type",
        "collectionFormat",
        "flow",
        "defaultMapping",
    ]
)
# Keywords whose value is a mapping from names to objects.
NAMES: Final = frozenset(
    [
        "$defs",
        "callbacks",
        "content",
        "definitions",
        "dependentRequired",
        "dependentSchemas",
        "encoding",
        "examples",
        "flows",
        "headers",
        "links",
        "mapping",
        "parameters",
        "pathItems",
        "paths",
        "patternProperties",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "scopes",
        "securityDefinitions",
        "securitySchemes",
        "variables",
        "webhooks",
        "mediaTypes",
    ]
)
# Keywords that assert something of a value, or describe it: whoever calls an operation needs to know it.
ASSERTIONS: Final = frozenset(
    [
        "const",
        "default",
        "deprecated",
        "description",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "mapping",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "required",
    ]
)
# Of these only `true` asserts anything.
FLAGS: Final = frozenset(["deprecated", "required"])
# These are flags of another bound in 3.0.
EXCLUSIVE: Final = frozenset(["exclusiveMaximum", "exclusiveMinimum"])
# Keywords whose value is any JSON value.
VALUES: Final = frozenset(["const", "dataValue", "default", "enum", "example", "examples", "value"])


@dataclass(frozen=True)
class Text:
    """One text: `tokens` lead to it, or to the member that it names; `is_name` tells which.

    `keyword` is of which keyword it is an assertion: a value as a page writes it.
    """

    uri: str
    tokens: tuple[str, ...]
    text: str
    is_name: bool
    keyword: str | None = None

    @property
    def location(self) -> Location:
        """Where it is written."""
        return Location(self.uri, join_pointer(self.tokens))


def iter_texts(document: Document) -> Iterator[Text]:
    """Iterate over the texts of every file of the document, in the order of the files."""
    for source in dict.fromkeys(document.sources.values()):
        yield from _iter_texts(source.uri, (), source.value, "objects")


def _iter_texts(
    uri: str,
    tokens: tuple[str, ...],
    value: Any,  # noqa: ANN401
    kind: Kind,
    keyword: str | None = None,
) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(uri, tokens, value, is_name=False, keyword=keyword)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _iter_texts(uri, (*tokens, str(index)), element, kind, keyword)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _iter_member(uri, (*tokens, str(key)), member, kind)
    elif keyword is not None and _asserts(keyword, value):
        yield Text(uri, tokens, written_value(value), is_name=False, keyword=keyword)


def _iter_member(uri: str, tokens: tuple[str, ...], value: Any, kind: Kind) -> Iterator[Text]:  # noqa: ANN401
    key = tokens[-1]
    if key == "$ref" and kind != "values" and isinstance(value, str):
        return
    if kind in ("names", "callback", "values"):
        is_word = tokens[-2] == "mapping" and kind == "names"  # of a discriminator
        yield Text(uri, tokens, key, is_name=True, keyword="mapping" if is_word else None)
    if kind == "values":
        yield from _iter_texts(uri, tokens, value, "values")
    elif kind == "callback":
        yield from _iter_texts(uri, tokens, value, "names" if isinstance(value, dict) else "objects")
    elif kind == "names":
        is_target = tokens[-2] == "mapping"  # a mapping's values lead to schemas
        yield from () if is_target else _iter_texts(uri, tokens, value, "objects")
    elif key in CODE_SAMPLES:
        yield from _iter_texts(uri, tokens, value, "objects")
    elif key.startswith("x-"):
        yield Text(uri, tokens, key, is_name=True)
        yield from _iter_texts(uri, tokens, value, "values")
    elif key not in STRUCTURE:
        asserted = key if key in ASSERTIONS else None
        yield from _iter_texts(uri, tokens, value, _kind_of(key, value), asserted)


def _asserts(keyword: str, value: object) -> bool:
    return value is True if keyword in FLAGS else not (keyword in EXCLUSIVE and isinstance(value, bool))


def _kind_of(key: str, value: object) -> Kind:
    if key == "callbacks":
        return "callback"
    if key in NAMES and isinstance(value, dict):
        return "names"
    return "values" if key in VALUES or key == "security" else "objects"
