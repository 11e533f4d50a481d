"""Check examples and defaults against their schemas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from apidocs.document.document import Document, Location, Node
from apidocs.model.reading import WITHOUT_SIBLINGS
from apidocs.problems import Problem
from apidocs.validation.json_schema import SchemaChecker
from apidocs.validation.places import Place, Places, end_of
from apidocs.validation.schema_errors import Mismatch

_MOST_PER_EXAMPLE = 5
_PARAMETER_ITSELF = ("type", "items")


@dataclass(frozen=True)
class _Example:
    """One written value, the words that name it, and the schema it should match."""

    name: str
    value: Node
    schema: Node
    may_be_text: bool = False
    is_sent: bool = False


def check_examples(document: Document, places: Places) -> Iterator[Problem]:
    """Yield one problem for each value in an example or default that its schema does not allow."""
    checker = SchemaChecker(document)
    for place in places.places:
        for example in _iter_examples(place):
            yield from _check_example(document, checker, example)


def _iter_examples(place: Place) -> Iterator[_Example]:
    node = place.node
    if place.kind == "schema":
        yield from _iter_schema_examples(node)
    elif place.kind in ("parameter", "header"):
        yield from _iter_parameter_examples(node, place.kind)
    elif place.kind in ("request_body", "response"):
        is_sent = place.kind == "request_body"
        yield from (replace(example, is_sent=is_sent) for example in _iter_content_examples(node))
        yield from _iter_response_examples(node)


def _iter_schema_examples(node: Node) -> Iterator[_Example]:
    for key in ("example", "default"):
        value = node.get(key)
        if value is not None:
            yield _Example(key, value, node)
    several = node.get("examples")
    for value in several.elements() if several is not None else ():
        yield _Example("example", value, node)


def _iter_parameter_examples(node: Node, kind: str) -> Iterator[_Example]:
    """Of parameters and headers; in Swagger 2.0 they are, except for a body, their own schema."""
    written = node.get("name")
    name = f' of {kind} "{written.value}"' if written is not None else f" of this {kind}"
    schema = node.get("schema")
    if schema is None and any(node.get(key) is not None for key in _PARAMETER_ITSELF):
        schema = node
    if schema is not None:
        default = node.get("default")
        if default is not None:
            yield _Example(f"default{name}", default, schema)
        yield from _iter_written(node, name, schema, may_be_text=_is_serialised(schema))
    yield from _iter_content_examples(node)


def _is_serialised(schema: Node) -> bool:
    """Tell whether an example may be the one string that is sent for it (OpenAPI 3.0, 4.7.12.2)."""
    resolved = end_of(schema)
    kind = resolved.get("type") if resolved is not None else None
    return kind is None or kind.value not in ("string", "integer", "number", "boolean")


def _iter_content_examples(node: Node) -> Iterator[_Example]:
    content = node.get("content")
    for name, written in content.items() if content is not None else ():
        media_type = end_of(written)
        schema = media_type.get("schema") if media_type is not None else None
        if media_type is not None and schema is not None:
            yield from _iter_written(media_type, f" of {name}", schema, may_be_text=not _is_json(name))


def _iter_response_examples(node: Node) -> Iterator[_Example]:
    """Swagger 2.0: a response has one schema, and an example of each media type."""
    schema, examples = node.get("schema"), node.get("examples")
    if schema is not None and examples is not None:
        for name, value in examples.items():
            yield _Example(f"example of {name}", value, schema, may_be_text=not _is_json(name))


def _iter_written(holder: Node, name: str, schema: Node, *, may_be_text: bool) -> Iterator[_Example]:
    """Yield the values of `example` and `examples`; those outside (externalValue) are not read."""
    single = holder.get("example")
    if single is not None and not single.is_reference():  # in practice a $ref here means a file, not a value
        yield _Example(f"example{name}", single, schema, may_be_text)
    several = holder.get("examples")
    for key, written in several.items() if several is not None else ():
        example = end_of(written)
        value = _first_of(example, "dataValue", "value") if example is not None else None
        if value is not None and not value.is_reference():
            yield _Example(f'example "{key}"{name}', value, schema, may_be_text)


def _first_of(node: Node, *keys: str) -> Node | None:
    return next((found for key in keys if (found := node.get(key)) is not None), None)


def _is_json(media_type: str) -> bool:
    name = media_type.partition(";")[0].strip().lower()
    return name == "application/json" or name.endswith("+json")


def _check_example(document: Document, checker: SchemaChecker, example: _Example) -> Iterator[Problem]:
    if example.may_be_text and isinstance(example.value.value, str):
        return
    schema = _end(example.schema)
    if schema is None:
        return
    mismatches = checker.mismatches(schema.location, example.value.value)
    for mismatch in mismatches[:_MOST_PER_EXAMPLE]:
        yield _problem(document, example, mismatch)
    if example.is_sent:
        for member in islice(_iter_read_only(example.value, schema), _MOST_PER_EXAMPLE):
            yield _read_only_problem(document, example, member)


def _problem(document: Document, example: _Example, mismatch: Mismatch) -> Problem:
    node, steps = _descend(example.value, mismatch)
    subject = "it" if not steps else _joined(steps)
    why = f"{subject} {mismatch.words}"
    message = f"{example.name} does not match its schema: {why}: correct the value or the schema"
    return document.problem(node, "example-mismatch", message)


def _iter_read_only(value: Node, schema: Node) -> Iterator[Node]:
    """Iterate over the members of a value that a schema calls readOnly, whichever alternative holds."""
    parts = list(_iter_parts(schema, set()))
    for name, member in value.items():
        schemas = [found for part in parts if (found := _below(part, "properties", name)) is not None]
        if any(_is_read_only(found) for found in schemas):
            yield member
        else:
            yield from _distinct(found for each in schemas for found in _iter_read_only(member, each))
    for element in value.elements():
        items = (items for part in parts if (items := part.get("items")) is not None)
        yield from _distinct(found for each in items for found in _iter_read_only(element, each))


def _distinct(nodes: Iterable[Node]) -> Iterable[Node]:
    return {node.location: node for node in nodes}.values()


def _below(node: Node, *keys: str) -> Node | None:
    found: Node | None = node
    for key in keys:
        found = None if found is None else found.get(key)
    return found


def _is_read_only(schema: Node) -> bool:
    written = (part.get("readOnly") for part in _iter_parts(schema, set()))
    return any(found is not None and found.value is True for found in written)


def _iter_parts(schema: Node, seen: set[Location]) -> Iterator[Node]:
    """Iterate over all that a schema is joined from by `$ref` and allOf, itself included."""
    if schema.location in seen or not isinstance(schema.value, dict):
        return
    seen.add(schema.location)
    if not schema.is_reference() or schema.document.version not in WITHOUT_SIBLINGS:
        yield schema
    target = end_of(schema) if schema.is_reference() else None
    members = schema.get("allOf")
    for part in (*([] if target is None else [target]), *([] if members is None else members.elements())):
        yield from _iter_parts(part, seen)


def _read_only_problem(document: Document, example: _Example, member: Node) -> Problem:
    message = (
        f"{example.name} holds the readOnly property `{member.key}`, which no request should have: "
        "leave it out, or correct the schema"
    )
    return document.problem(member, "read-only-sent", message)


def _descend(value: Node, mismatch: Mismatch) -> tuple[Node, tuple[str | int, ...]]:
    node, steps = value, []
    for step in mismatch.path:
        key = int(step) if isinstance(node.value, list) else step
        node = node.child(key)
        steps.append(key)
    return node, tuple(steps)


def _joined(steps: tuple[str | int, ...]) -> str:
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return f'"{words.removeprefix(".")}"'


def _end(schema: Node) -> Node | None:
    """Find the component a plain reference leads to, so that all who refer to it share one compiled check."""
    return end_of(schema) if schema.is_reference() and len(schema.value) == 1 else schema
