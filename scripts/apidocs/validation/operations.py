"""Check operations: their ids, their path parameters, their summaries."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apidocs.document.document import Document, Location, Node
from apidocs.model.operation import MOST_INNER_CALLBACKS
from apidocs.problems import Problem
from apidocs.validation.kinds import METHODS
from apidocs.validation.places import Places, end_of

_TEMPLATE_NAME = re.compile(r"\{([^{}]+)\}")


def is_template(path: str) -> bool:
    """Tell whether each brace of a path belongs to the name of a parameter (OpenAPI 3.1, 4.8.2)."""
    return not set("{}") & set(_TEMPLATE_NAME.sub("", path))


@dataclass(frozen=True)
class _Operation:
    """One method on one path, with the path items whose parameters it has."""

    path: str
    method: str
    node: Node
    path_items: tuple[Node, ...]

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def operation_id(self) -> str:
        found = self.node.get("operationId")
        return found.value if found is not None and isinstance(found.value, str) else ""


def check_operations(document: Document, places: Places) -> Iterator[Problem]:
    """Yield what is wrong with the operations; webhooks and callbacks need no operationId, have no path."""
    operations = tuple(_iter_operations(document))
    checks: tuple[Callable[[Document, _Operation], Iterator[Problem]], ...] = (
        _check_operation_id,
        _check_path_parameters,
        _check_callbacks,
    )
    for operation in operations:
        for check in checks:
            yield from check(document, operation)
    yield from _check_templates(document)
    yield from _check_same_templates(document)
    yield from _check_unique_ids(document, operations, places)
    yield from _check_unique_slugs(document, operations)
    yield from _check_words(document, places)


def _iter_operations(document: Document) -> Iterator[_Operation]:
    paths = document.root.get("paths")
    for path, written in paths.items() if paths is not None else ():
        if path.startswith("x-"):
            continue
        path_items = tuple(_iter_path_items(written))
        for path_item in path_items:
            for method, node in _iter_methods(path_item):
                yield _Operation(path, method, node, path_items)


def _iter_path_items(written: Node) -> Iterator[Node]:
    """Yield a path item and the one its `$ref` leads to: the fields of both count (OpenAPI 3.1, 4.8.9)."""
    yield written
    target = end_of(written)
    if written.is_reference() and target is not None:
        yield target


def _iter_methods(path_item: Node) -> Iterator[tuple[str, Node]]:
    """Yield the operations; one written as a `$ref`, which OpenAPI does not allow, is followed.

    Additional methods are called as they are written, which is how they are sent (OpenAPI 3.2, 4.9).
    """
    additional = path_item.get("additionalOperations")
    written = [(name.upper(), node) for name, node in path_item.items() if name in METHODS]
    for method, node in (*written, *(additional.items() if additional is not None else ())):
        operation = end_of(node)
        if operation is not None and isinstance(operation.value, dict):
            yield method, operation


def _check_operation_id(document: Document, operation: _Operation) -> Iterator[Problem]:
    written = operation.node.get("operationId")
    if written is None or written.value == "":
        is_empty = "has no operationId" if written is None else "has an empty operationId"
        message = f"{operation.title} {is_empty}: give it one, its page is named after it"
        yield document.problem(operation.node, "missing-operation-id", message)


def _check_path_parameters(document: Document, operation: _Operation) -> Iterator[Problem]:
    if not is_template(operation.path):
        return
    in_path = list(dict.fromkeys(_TEMPLATE_NAME.findall(operation.path)))
    declared = dict(_iter_path_parameters(operation))
    for name in in_path:
        if name not in declared:
            mend = f'add a parameter "{name}" with in: path'
            message = f"{{{name}}} in the path of {operation.title} is not declared: {mend}"
            yield document.problem(operation.node, "undeclared-path-parameter", message)
    for name, node in declared.items():
        if name not in in_path:
            message = (
                f'path parameter "{name}" does not occur in the path {operation.path}: '
                f"write {{{name}}} into the path, or remove the parameter"
            )
            yield document.problem(node, "unknown-path-parameter", message)


def _check_templates(document: Document) -> Iterator[Problem]:
    paths = document.root.get("paths")
    for path, written in paths.items() if paths is not None else ():
        if not (path.startswith("x-") or is_template(path)):
            message = f"the path {path} has a brace that belongs to no name: write each parameter as {{name}}"
            yield document.problem(written, "path-template", message)


def _check_same_templates(document: Document) -> Iterator[Problem]:
    """Paths that differ in the names of their parameters only are the same path (OpenAPI 3.1, 4.8.8)."""
    paths, first_of = document.root.get("paths"), dict[str, str]()
    for path, written in paths.items() if paths is not None else ():
        first = first_of.setdefault(_TEMPLATE_NAME.sub("{}", path), path)
        if first != path and not path.startswith("x-"):
            message = (
                f"{path} and {first} differ only in the names of their parameters, so no request tells them "
                "apart: join them, or change a fixed part of one"
            )
            yield document.problem(written, "same-path-template", message)


def _iter_path_parameters(operation: _Operation) -> Iterator[tuple[str, Node]]:
    """Name and place of the path parameters; an operation's own come last and win over the path item's."""
    for holder in (*operation.path_items, operation.node):
        parameters = holder.get("parameters")
        for written in parameters.elements() if parameters is not None else ():
            target = end_of(written)
            name, location = (target.get("name"), target.get("in")) if target is not None else (None, None)
            is_in_path = location is not None and location.value == "path"
            if is_in_path and name is not None and isinstance(name.value, str):
                yield name.value, written


def _check_unique_ids(
    document: Document, operations: tuple[_Operation, ...], places: Places
) -> Iterator[Problem]:
    """All operationIds of a document differ, those of webhooks and callbacks too (OpenAPI 3.1, 4.8.10)."""
    first_at: dict[str, Node] = {}
    on_paths = {operation.node.location for operation in operations}
    elsewhere = (place.node for place in places.of_kind("operation") if place.node.location not in on_paths)
    for node in (*(operation.node for operation in operations), *elsewhere):
        written = node.get("operationId")
        if written is None or not isinstance(written.value, str) or not written.value:
            continue
        first = first_at.setdefault(written.value, written)
        if first is not written:
            message = f'operationId "{written.value}" {_used_again(document, first, written)}'
            yield document.problem(node, "duplicate-operation-id", message, key="operationId")


def _used_again(document: Document, first: Node, again: Node) -> str:
    if first.location == again.location:
        return "serves several paths that share this path item: give each path its own operations"
    problem = document.problem(first, "", "")
    same_file = first.location.uri == again.location.uri
    spot = f"line {problem.line}" if same_file else f"{problem.file}:{problem.line}"
    return f"is used again here; it is first used at {spot}: give each operation its own"


def _check_unique_slugs(document: Document, operations: tuple[_Operation, ...]) -> Iterator[Problem]:
    first_of: dict[tuple[str, str], _Operation] = {}
    for operation in operations:
        slug = operation.operation_id.lower()
        first = first_of.setdefault((_tag(operation.node).lower(), slug), operation)
        if slug and first.operation_id != operation.operation_id:
            message = (
                f'operationIds "{operation.operation_id}" and "{first.operation_id}" of one tag differ '
                f'only in case, so both pages would be called "{slug}": rename one'
            )
            yield document.problem(operation.node, "duplicate-slug", message, key="operationId")


def _tag(operation: Node) -> str:
    tags = operation.get("tags")
    names = [tag.value for tag in tags.elements() if isinstance(tag.value, str)] if tags is not None else []
    return names[0] if names else ""


def _check_callbacks(document: Document, operation: _Operation) -> Iterator[Problem]:
    """Warn where the callbacks of an operation have more callbacks than its page shows."""
    if _has_more_callbacks(operation.node):
        message = (
            f"the callbacks of {operation.title} lead to callbacks of their own, and its page shows only "
            f"{MOST_INNER_CALLBACKS} of those: describe the others as operations or webhooks"
        )
        yield document.problem(operation.node, "too-many-callbacks", message, key="callbacks")


def _has_more_callbacks(operation: Node) -> bool:
    """Count the callbacks of callbacks; one that leads back to a call that it is inside of ends there."""
    waiting: list[tuple[Node, tuple[Location, ...]]] = [(operation, ())]
    count = 0
    while waiting and count <= MOST_INNER_CALLBACKS:
        node, inside = waiting.pop()
        callbacks = node.get("callbacks")
        if callbacks is None or node.location in inside or not isinstance(callbacks.value, dict):
            continue
        for name, written in callbacks.items():
            count += bool(inside) and not name.startswith("x-")
            callback = end_of(written)
            for _, path_item in callback.items() if callback is not None else ():
                for found in _iter_path_items(path_item):
                    waiting += ((called, (*inside, node.location)) for _, called in _iter_methods(found))
    return count > MOST_INNER_CALLBACKS


def _check_words(document: Document, places: Places) -> Iterator[Problem]:
    """Let a path item's summary and description speak for all its operations (OpenAPI 3.1, 4.8.9)."""
    path_items = [place for place in places.of_kind("path_item") if place.in_use]
    told = {
        id(target.value)
        for place in path_items
        for target in _iter_path_items(place.node)
        if _has_words(place.node)
    }
    for place in path_items:
        for method, operation in _iter_methods(place.node):
            if not (_has_words(operation) or id(place.node.value) in told):
                title = f"{method} {_name(place.node)}"
                message = f"{title} has neither summary nor description: say in a few words what it does"
                yield document.problem(operation, "missing-summary", message)


def _has_words(node: Node) -> bool:
    written = (node.get("summary"), node.get("description"))
    return any(each is not None and str(each.value or "").strip() for each in written)


def _name(path_item: Node) -> str:
    """Name a path item by its path, webhook or expression, else by the file it fills."""
    return str(path_item.key) or path_item.location.uri
