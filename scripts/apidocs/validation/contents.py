"""Check media types, their encodings, fields that exclude each other, and the bodies of Swagger 2.0."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from apidocs.document.document import Document, Node
from apidocs.problems import Problem, quote
from apidocs.validation.places import Places, end_of

# RFC 6838, section 4.2, with what a range may hold (RFC 9110, section 12.5.1) and parameters after it.
_MEDIA_TYPE: Final = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+\s*(;.*)?", re.ASCII | re.DOTALL)
# What a file of Swagger 2.0 is sent in.
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")
# Keywords by which a schema may have properties that it does not list.
_OPEN: Final = ("patternProperties", "$dynamicRef", "if", "dependentSchemas")
# Headers that no parameter says, and what says them (OpenAPI 3.1, section 4.8.12.1).
_IGNORED: Final[Mapping[str, str]] = {
    "accept": "the media types of the responses say it; remove it",
    "authorization": "declare a security scheme in its place",
    "content-type": "the media types of the request body say it; remove it",
}
# Of two fields in one object only the first is read.
_EXCLUSIVE: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "parameter": (("example", "examples"), ("schema", "content")),
    "header": (("example", "examples"), ("schema", "content")),
    "media_type": (("example", "examples"),),
    "example": (("value", "externalValue"), ("value", "dataValue"), ("value", "serializedValue")),
    "link": (("operationId", "operationRef"),),
}


def check_contents(document: Document, places: Places) -> Iterator[Problem]:
    """Yield the problems of media types, encodings, fields that exclude each other, and bodies of 2.0."""
    yield from _check_bodies(document, places)
    for place in places.places:
        yield from _check_names(document, place.node)
        if place.kind == "media_type":
            yield from _check_encoding(document, place.node)
        if place.kind == "parameter" and document.version != "2.0":
            yield from _check_ignored(document, place.node)
        if document.version != "2.0":
            for one, other in _EXCLUSIVE.get(place.kind, ()):
                yield from _check_exclusive(document, place.node, one, other)


def _check_names(document: Document, node: Node) -> Iterator[Problem]:
    lists = [node.get(key) for key in ("consumes", "produces")] if document.version == "2.0" else []
    listed = [(each.value, each) for held in lists if held is not None for each in held.elements()]
    content = node.get("content") if document.version != "2.0" else None
    for name, found in (*listed, *(content.items() if content is not None else ())):
        is_extension = found.parent is not None and found.parent.key == "content" and name.startswith("x-")
        if isinstance(name, str) and not is_extension and not _MEDIA_TYPE.fullmatch(name.strip()):
            message = f"{quote(name)} is no media type: write type and subtype, such as application/json"
            yield document.problem(found, "media-type-name", message)


def _check_exclusive(document: Document, node: Node, one: str, other: str) -> Iterator[Problem]:
    if node.get(one) is not None and node.get(other) is not None:
        message = f'"{one}" and "{other}" exclude each other: keep one of them'
        yield document.problem(node.child(other), "exclusive-fields", message)


def _check_ignored(document: Document, parameter: Node) -> Iterator[Problem]:
    name, location = parameter.value.get("name"), parameter.value.get("in")
    mend = _IGNORED.get(str(name).lower()) if location == "header" else None
    if mend is not None:
        message = f"a header parameter {quote(str(name))} is ignored (OpenAPI, Parameter Object): {mend}"
        yield document.problem(parameter, "ignored-parameter", message, key="name")


def _check_encoding(document: Document, media_type: Node) -> Iterator[Problem]:
    encoding, schema = media_type.get("encoding"), media_type.get("schema")
    names = None if schema is None else _property_names(schema)
    for name, found in encoding.items() if encoding is not None else ():
        if names is not None and name not in names:
            message = (
                f"the body has no property {quote(name)} to be encoded: add it to the schema, or correct the "
                "name"
            )
            yield document.problem(found, "unknown-encoding", message)


def _property_names(schema: Node) -> set[str] | None:
    """Return the names of all properties, those of alternatives included; None where others may come."""
    names, seen, todo = set[str](), set[int](), [schema]
    while todo:
        part = end_of(todo.pop())
        if part is None or not isinstance(part.value, dict):
            return None
        if id(part.value) in seen:
            continue
        seen.add(id(part.value))
        others = part.value.get("additionalProperties")
        if any(key in part.value for key in _OPEN) or others is True or isinstance(others, dict):
            return None
        properties = part.get("properties")
        names |= {name for name, _ in properties.items()} if properties is not None else set()
        lists = [part.get(key) for key in ("allOf", "anyOf", "oneOf")]
        todo += [member for held in lists if held is not None for member in held.elements()]
    return names


def _check_bodies(document: Document, places: Places) -> Iterator[Problem]:
    """Yield second bodies, forms beside a body, and files that no form carries."""
    for place in places.of_kind("operation") if document.version == "2.0" else ():
        own = [*_iter_parameters(place.node)]
        replaced = {_identity(target) for _, target in own}
        of_path = [] if place.node.parent is None else _iter_parameters(place.node.parent)
        inherited = [each for each in of_path if _identity(each[1]) not in replaced]
        yield from _check_operation(document, place.node, [*inherited, *own])


def _iter_parameters(holder: Node) -> Iterator[tuple[Node, Node]]:
    """Give each parameter as it is written, and where its references end."""
    parameters = holder.get("parameters")
    for written in parameters.elements() if parameters is not None else ():
        target = end_of(written)
        if target is not None and isinstance(target.value, dict):
            yield written, target


def _identity(parameter: Node) -> tuple[str, str]:
    """Return what tells parameters apart: place and name, but for a body, whose name says nothing."""
    location = str(parameter.value.get("in"))
    return location, "" if location == "body" else str(parameter.value.get("name"))


def _check_operation(
    document: Document, operation: Node, parameters: list[tuple[Node, Node]]
) -> Iterator[Problem]:
    bodies = [written for written, target in parameters if target.value.get("in") == "body"]
    fields = [(written, target) for written, target in parameters if target.value.get("in") == "formData"]
    for written in bodies[1:]:
        message = "an operation has one body: join these in one schema, or send the rest as query parameters"
        yield document.problem(written, "several-bodies", message)
    if bodies and fields:
        message = "body and formData exclude each other: send all in a form, or all in one body"
        yield document.problem(fields[0][0], "several-bodies", message)
    for written, target in parameters:
        if target.value.get("type") == "file":
            yield from _check_file(document, operation, written, target)


def _check_file(document: Document, operation: Node, written: Node, target: Node) -> Iterator[Problem]:
    if target.value.get("in") != "formData":
        message = "a file is sent in a form: write in: formData, and consumes: [multipart/form-data]"
        yield document.problem(written, "file-without-form", message)
        return
    consumes = operation.get("consumes") or document.root.get("consumes")
    types = consumes.value if consumes is not None and isinstance(consumes.value, list) else []
    if not any(str(name).partition(";")[0].strip().lower() in _FORMS for name in types):
        message = "a file needs a form to be sent in: add consumes: [multipart/form-data] to the operation"
        yield document.problem(written, "file-without-form", message)
