"""Read Swagger 2.0 as the values of OpenAPI 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from apidocs.document.document import Location, Node
from apidocs.model.example import Example
from apidocs.model.media_type import Encoding, Header, MediaType
from apidocs.model.parameter import DEFAULT_STYLES, Parameter, merged_parameters
from apidocs.model.reading import extensions_of, flag, mapping_of, optional, text, texts
from apidocs.model.request_body import RequestBody
from apidocs.model.response import Response, sorted_responses
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.schema.schema import Schema
from apidocs.model.server import Server, document_url

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
JSON: Final = "application/json"
BINARY: Final = "application/octet-stream"
# `collectionFormat` as style and explode; `tsv` has no style in OpenAPI 3, so it keeps a name of its own.
STYLES: Final[Mapping[str, tuple[str, bool]]] = {
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}


def read_parameters(holders: Sequence[Node], reader: SchemaReader) -> tuple[Parameter, ...]:
    """Return the parameters but for those of the body; a path's and an operation's are merged."""
    parameters = _parameters(holders, reader)
    return tuple(found for found in parameters if found.location not in ("body", "formData"))


def _parameters(holders: Sequence[Node], reader: SchemaReader) -> tuple[Parameter, ...]:
    return merged_parameters(holders, lambda node: _parameter(node, reader))


def _parameter(node: Node, reader: SchemaReader) -> Parameter:
    """Read a parameter: it is its own schema, save in the body, where it has one (Parameter Object)."""
    location = text(node, "in") or ""
    style, explode = STYLES.get(text(node, "collectionFormat") or "", (None, False))
    body_schema = node.get("schema")
    schema = reader.from_spec(node) if body_schema is None else reader.from_spec(body_schema)
    return Parameter(
        name=text(node, "name") or "",
        location=location,
        description=text(node, "description"),
        required=location == "path" or flag(node, "required"),
        schema=_plain(schema) if body_schema is None else schema,
        examples=tuple(Example(None, (value,)) for value in optional(node, "x-example")),
        style=style or DEFAULT_STYLES.get(location, "form"),
        explode=explode,
        allow_empty_value=flag(node, "allowEmptyValue"),
        extensions={key: value for key, value in extensions_of(node).items() if key != "x-example"},
        place=node.location,
    )


def _plain(schema: Schema) -> Schema:
    """Leave to a parameter or header, which is its own schema, the words that are not of the schema."""
    return replace(schema, description=None, extensions={})


def read_request_body(holders: Sequence[Node], reader: SchemaReader) -> RequestBody | None:
    """Return the body that a `body` parameter, or all `formData` parameters together, describe."""
    parameters, operation = _parameters(holders, reader), holders[-1]
    consumes = _media_types(operation, "consumes")
    for parameter in parameters:
        if parameter.location == "body":
            content = tuple(
                MediaType(name, parameter.schema, parameter.examples) for name in consumes or (JSON,)
            )
            own = parameter.extensions
            return RequestBody(parameter.description, parameter.required, content, parameter.place, own)
    fields = [parameter for parameter in parameters if parameter.location == "formData"]
    return _form(fields, operation, consumes) if fields else None


def _form(fields: list[Parameter], operation: Node, consumes: tuple[str, ...]) -> RequestBody:
    location = operation.location
    properties = {field.name: _property(field) for field in fields}
    required = tuple(field.name for field in fields if field.required)
    place = Location(location.uri, f"{location.pointer}/parameters")
    schema = Schema(place, types=("object",), properties=properties, required=required)
    has_file = any(found.constraints.get("format") == "binary" for found in properties.values())
    names = tuple(name for name in consumes if name in FORMS) or (FORMS[has_file],)
    encoding = {
        field.name: Encoding(style=field.style, explode=field.explode)
        for field in fields
        if "array" in properties[field.name].types and (field.style, field.explode) != ("form", True)
    }
    content = tuple(MediaType(name, schema, encoding=encoding) for name in names)
    return RequestBody(None, bool(required), content)


def _property(field: Parameter) -> Schema:
    schema = field.schema or Schema(Location("", ""))
    examples = tuple(value for example in field.examples for value in example.value)
    return replace(schema, description=field.description, extensions=field.extensions, examples=examples)


def read_responses(operation: Node, reader: SchemaReader) -> tuple[Response, ...]:
    """Return every response; its schema holds for each media type the operation produces."""
    produces = _media_types(operation, "produces")
    responses = (
        Response(
            status,
            None,
            text(node, "description"),
            tuple(_header(name, header, reader) for name, header in mapping_of(node, "headers")),
            tuple(_iter_content(node, produces, reader)),
            extensions=extensions_of(node),
            place=node.location,
        )
        for status, node in mapping_of(operation, "responses")
        if not status.startswith("x-")
    )
    return sorted_responses(responses)


def _iter_content(node: Node, produces: tuple[str, ...], reader: SchemaReader) -> Iterator[MediaType]:
    member = node.get("schema")
    schema = None if member is None else reader.from_spec(member)
    examples = {
        name: Example(None, optional(node.child("examples"), name))
        for name, _ in mapping_of(node, "examples")
    }
    names: tuple[str, ...] = ()
    if schema is not None:
        is_file = schema.constraints.get("format") == "binary"
        names = produces or ((BINARY,) if is_file else () if examples else (JSON,))
    for name in dict.fromkeys((*names, *examples)):
        yield MediaType(name, schema, (examples[name],) if name in examples else ())


def _header(name: str, node: Node, reader: SchemaReader) -> Header:
    return Header(
        name,
        text(node, "description"),
        schema=_plain(reader.from_spec(node)),
        place=node.location,
        extensions={**_collection_format(node), **extensions_of(node)},
    )


def _collection_format(node: Node) -> dict[str, Any]:
    """Return how a header's list is written: OpenAPI 3 knows one way only, and no word for it."""
    return {key: value for key in ("collectionFormat",) for value in optional(node, key)}


def _media_types(operation: Node, key: str) -> tuple[str, ...]:
    """Return an operation's own list, also when it is empty, else the document's."""
    owner = operation if operation.get(key) is not None else operation.document.root
    return texts(owner, key)


def read_servers(node: Node) -> tuple[Server, ...]:
    """Return a server for each scheme; an operation has servers of its own where it names schemes."""
    root = node.document.root
    schemes = texts(node, "schemes")
    if node is not root and not schemes:
        return ()
    host, base_path = text(root, "host"), text(root, "basePath") or "/"
    if host is None:
        return (Server(base_path, base_url=document_url(root)),)
    # Without `schemes` it is the one the document came by; a file came by none, and https is the safe one.
    default = "http" if document_url(root).startswith("http:") else "https"
    return tuple(Server(f"{scheme}://{host}/{base_path.lstrip('/')}") for scheme in schemes or (default,))
