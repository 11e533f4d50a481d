"""The named components of a document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from apidocs.document.document import Document, Location, Node

SECTIONS_2: Mapping[str, str] = {
    "definitions": "schema",
    "parameters": "parameter",
    "responses": "response",
    "securityDefinitions": "security_scheme",
}
SECTIONS_3: Mapping[str, str] = {
    "schemas": "schema",
    "responses": "response",
    "parameters": "parameter",
    "examples": "example",
    "requestBodies": "request_body",
    "headers": "header",
    "securitySchemes": "security_scheme",
    "links": "link",
    "callbacks": "callback",
    "pathItems": "path_item",
    "mediaTypes": "media_type",
}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Component:
    """One named component: what kind of object it is, its name, and where it stands."""

    kind: str
    name: str
    node: Node

    @property
    def location(self) -> Location:
        """Where the component stands."""
        return self.node.location


def iter_components(document: Document) -> Iterator[Component]:
    """All components of the root file, in document order; x- fields are none."""
    home = document.root if document.version == "2.0" else document.root.get("components")
    sections = _sections(document)
    for section, members in home.items() if home is not None else ():
        for name, node in members.items() if section in sections else ():
            if not name.startswith("x-") or sections[section] == "schema":
                yield Component(sections[section], name, node)


def component_at(document: Document, location: Location) -> Location | None:
    """Return the location of the component that holds the given one, or None when none does."""
    home = [] if document.version == "2.0" else ["components"]
    steps = location.pointer.split("/")[1 : len(home) + 3]
    is_inside = len(steps) == len(home) + 2 and steps[-2] in _sections(document)
    if location.uri or not is_inside or steps[:-2] != home:
        return None
    return Location("", "/" + "/".join(steps))


def named_schema(document: Document, named: Node) -> Node | None:
    """Find the schema that a discriminator names, by component name or by pointer; None when there is none.

    A mapping into another file is not looked up: no component of the root file is meant by it.
    """
    if not isinstance(named.value, str):
        return None
    home = "/definitions/" if document.version == "2.0" else "/components/schemas/"
    if named.value.startswith("#/"):
        location = Location(named.location.uri, unquote(named.value[1:]))
    elif _NAME.fullmatch(named.value):
        location = Location("", home + named.value)
    else:
        return None
    try:
        return document.node(location)
    except LookupError:
        return None


def _sections(document: Document) -> Mapping[str, str]:
    return SECTIONS_2 if document.version == "2.0" else SECTIONS_3
