"""The place of a schema as readers call it: `Session.previews[].name`."""

from __future__ import annotations

from collections.abc import Mapping

from apidocs.document.document import Location
from apidocs.document.references import split_pointer
from apidocs.model.schema.schema import Schema

# Steps into a part of the same value: they are not seen in a request or response.
SAME_VALUE = frozenset({"allOf", "oneOf", "anyOf"})


def component_names(components: Mapping[str, Schema]) -> dict[Location, str]:
    """Return the names of component schemas by where they are written."""
    return {schema.location: name for name, schema in components.items()}


def written_name(location: Location, names: Mapping[Location, str]) -> tuple[str, str] | None:
    """Return the component and the path of a place inside it; None when no component holds it plainly."""
    tokens = split_pointer(location.pointer)
    above = location.pointer
    for count in range(len(tokens) + 1):
        name = names.get(Location(location.uri, above))
        if name is not None:
            path = _path(list(tokens[len(tokens) - count :]))
            return None if path is None else (name, f"{name}{path}")
        above = above.rpartition("/")[0]
    return None


def _path(tokens: list[str]) -> str | None:
    path = ""
    while tokens:
        step = tokens.pop(0)
        if step == "items":
            path += "[]"
        elif step == "properties" and tokens:
            path += f".{tokens.pop(0)}"
        elif step in SAME_VALUE and tokens:
            tokens.pop(0)
        elif step == "additionalProperties":
            path += ".*"
        else:
            return None
    return path
