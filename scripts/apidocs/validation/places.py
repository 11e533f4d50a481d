"""Every object of a document whose kind is known, in use or not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.problems import Problem
from apidocs.validation.components import Component, component_at, iter_components, named_schema
from apidocs.validation.kinds import FIELDS
from apidocs.validation.reference_kinds import explain_other_kind


@dataclass(frozen=True)
class Place:
    """One object of a known kind, and whether any operation or webhook leads to it."""

    kind: str
    node: Node
    in_use: bool


@dataclass(frozen=True)
class Places:
    """All places of a document in the order they are reached, and what was found on the way.

    `references` are the objects with a `$ref`, each of the kind that its place asks for; `unused` are the
    components that nothing leads to; `problems` are the references that lead nowhere, or to another kind.
    """

    places: tuple[Place, ...]
    references: tuple[Place, ...]
    unused: tuple[Component, ...]
    problems: tuple[Problem, ...]

    def of_kind(self, *kinds: str) -> Iterator[Place]:
        """Select the places of some kinds, in order."""
        return (place for place in self.places if place.kind in kinds)


def find_places(document: Document) -> Places:
    """Follow the document from its operations; then look into the components that were not reached.

    A `$ref` is followed in the kind of object it stands in. Each object is visited once, so recursion ends.
    """
    walk = _Walk(document)
    walk.follow([("document", document.root)], in_use=True)
    walk.follow_subtypes()
    unused = tuple(found for found in iter_components(document) if found.location not in walk.used)
    walk.follow([(found.kind, found.node) for found in unused], in_use=False)
    return Places(tuple(walk.places), tuple(walk.references), unused, tuple(walk.problems))


class _Walk:
    """The state of one walk: a stack, no recursion, because documents may nest deeper than Python does."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._components = tuple(iter_components(document))
        self._kinds = {each.location: each.kind for each in self._components}
        self._seen: set[tuple[str, int]] = set()
        self._siblings_count = document.version not in ("2.0", "3.0")
        self.places: list[Place] = []
        self.references: list[Place] = []
        self.used: set[object] = set()
        self.problems: list[Problem] = []

    def follow(self, starts: Iterable[tuple[str, Node]], *, in_use: bool) -> None:
        stack = [*starts][::-1]
        while stack:
            kind, node = stack.pop()
            # Identity, not pointer: an alias of YAML is the same object in many spots.
            key = (kind, id(node.value))
            if key in self._seen or not isinstance(node.value, dict):
                continue
            self._seen.add(key)
            stack.extend([*self._iter_next(kind, node, in_use=in_use)][::-1])

    def follow_subtypes(self) -> None:
        """Reach the schemas that extend by allOf a used schema with a discriminator: its values name them."""
        grows = True
        while grows:
            found = [each for each in self._components if self._is_unreached_subtype(each)]
            self.used |= {each.location for each in found}
            self.follow([(each.kind, each.node) for each in found], in_use=True)
            grows = bool(found)

    def _is_unreached_subtype(self, component: Component) -> bool:
        if component.kind != "schema" or component.location in self.used:
            return False
        return any(self._is_used_base(part) for part in _parts(component.node, "allOf"))

    def _is_used_base(self, part: Node) -> bool:
        try:
            base = part.resolve()
        except UnresolvableReferenceError:
            return False
        is_base = part.is_reference() and base.get("discriminator") is not None
        return is_base and ("schema", id(base.value)) in self._seen

    def _iter_next(self, kind: str, node: Node, *, in_use: bool) -> Iterator[tuple[str, Node]]:
        if node.is_reference():
            self.references.append(Place(kind, node, in_use))
            target = self._target(kind, node, in_use=in_use)
            if target is not None:
                yield kind, target
            # 3.1, 4.8.24.1: beside a $ref other keywords count; a path item's fields count in every version.
            if kind != "path_item" and not (kind == "schema" and self._siblings_count):
                return
        self.places.append(Place(kind, node, in_use))
        yield from _iter_children(kind, node)
        yield from self._iter_extended(node)
        if kind in ("document", "operation"):
            yield from self._iter_security_schemes(node)
        if kind == "schema":
            yield from self._iter_mapped(node)

    def _target(self, kind: str, node: Node, *, in_use: bool) -> Node | None:
        target = None
        try:
            target = node.target()
            self._use(target)
            end = node.resolve()
        except UnresolvableReferenceError as error:
            self._report(error.problem, in_use=in_use)
            return target
        other_kind = explain_other_kind(kind, node, target)
        if other_kind is not None:
            problem = self._document.problem(node, "wrong-ref-kind", other_kind, "error", key="$ref")
        elif isinstance(end.value, dict) or (kind == "schema" and isinstance(end.value, bool)):
            return target
        else:
            wanted = kind.replace("_", " ")
            message = f'$ref "{node.value["$ref"]}" reaches no {wanted}: point it at a {wanted}'
            problem = self._document.problem(node, "unresolvable-ref", message, "error", key="$ref")
        self._report(problem, in_use=in_use)
        return None

    def _report(self, problem: Problem, *, in_use: bool) -> None:
        self.problems.append(problem if in_use else replace(problem, level="warning"))

    def _use(self, node: Node) -> None:
        component = component_at(self._document, node.location)
        if component is not None:
            self.used.add(component)

    def _iter_security_schemes(self, node: Node) -> Iterator[tuple[str, Node]]:
        names = {name for requirement in _parts(node, "security") for name, _ in requirement.items()}
        for component in self._components:
            if component.kind == "security_scheme" and component.name in names:
                self.used.add(component.location)
                yield component.kind, component.node

    def _iter_extended(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Yield the components that an x- field such as `x-webhooks` refers to; its shape is not known."""
        todo = [child for name, child in node.items() if name.startswith("x-")][::-1]
        while todo:
            part = todo.pop()
            target = _target_or_none(part)
            location = component_at(self._document, target.location) if target is not None else None
            if target is not None and location is not None:
                self.used.add(location)
                yield self._kinds.get(location, ""), target
            todo.extend([*part.elements(), *(child for _, child in part.items())][::-1])

    def _iter_mapped(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Yield the schemas that a discriminator's mapping names (OpenAPI 3.0, 4.7.25)."""
        discriminator = node.get("discriminator")
        mapping = discriminator.get("mapping") if discriminator is not None else None
        for _, named in mapping.items() if mapping is not None else ():
            target = named_schema(self._document, named)
            if target is not None:
                self._use(target)
                yield "schema", target


def _iter_children(kind: str, node: Node) -> Iterator[tuple[str, Node]]:
    if kind == "callback":  # its names are expressions, each holding a path item
        yield from (("path_item", each) for each in _patterned(node))
    fields = FIELDS.get(kind, {})
    for name, child in node.items():
        if name in fields:
            held, child_kind = fields[name]
            yield from ((child_kind, each) for each in _HOLDERS[held](child))


def end_of(node: Node) -> Node | None:
    """Return where the node's references end, or itself when it has none; None when they lead nowhere."""
    try:
        return node.resolve()
    except UnresolvableReferenceError:
        return None


def _target_or_none(node: Node) -> Node | None:
    try:
        return node.target() if node.is_reference() else None
    except UnresolvableReferenceError:
        return None


def _one(node: Node) -> Iterator[Node]:
    return node.elements() if isinstance(node.value, list) else iter((node,))


def _map(node: Node) -> Iterator[Node]:
    return (child for _, child in node.items())


def _patterned(node: Node) -> Iterator[Node]:
    return (child for name, child in node.items() if not name.startswith("x-"))


_HOLDERS: Mapping[str, Callable[[Node], Iterator[Node]]] = {"one": _one, "map": _map, "patterned": _patterned}


def _parts(node: Node, key: str) -> Iterator[Node]:
    child: Node | None = node.get(key)
    return child.elements() if child is not None else iter(())


def check_references(document: Document, places: Places) -> Iterator[Problem]:
    """Yield broken references (an error where in use, else a warning) and components that nothing leads to.

    A document without operations is a library for others, whose components are all unused: it is let alone.
    """
    yield from places.problems
    if not any(place.in_use for place in places.of_kind("operation")):
        return
    if places.unused:
        first = places.unused[0].node
        yield document.problem(first, "unused-component", _say_unused(places.unused))


def _say_unused(components: tuple[Component, ...]) -> str:
    """Name the components by their kind, on one line."""
    kinds = dict.fromkeys(component.kind for component in components)
    names = {kind: [f'"{each.name}"' for each in components if each.kind == kind] for kind in kinds}
    listed = "; ".join(f"{kind.replace('_', ' ')} {', '.join(found)}" for kind, found in names.items())
    is_one = len(components) == 1
    verb, them = ("is", "it") if is_one else ("are", "them")
    return f"{listed} {verb} used nowhere: refer to {them}, or remove {them}"
