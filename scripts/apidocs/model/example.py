"""Turns Example Objects, and the `example` that stands for one, into values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from apidocs.document import Location, Node
from apidocs.model.reading import mapping_of, optional, text

# Where an Example Object keeps its value: 3.2 names it by how it is written (OpenAPI 3.2, section 4.19).
VALUE_KEYS: Final = ("value", "dataValue", "serializedValue")


@dataclass(frozen=True)
class Example:
    """One authored example; `value` is empty when only `external_value` says where it is."""

    name: str | None
    value: tuple[Any, ...]
    summary: str | None = None
    description: str | None = None
    external_value: str | None = None
    place: Location | None = field(default=None, compare=False)

    @classmethod
    def from_spec(cls, name: str, node: Node) -> Example:
        """Read one Example Object."""
        values = [value for key in VALUE_KEYS for value in optional(node, key)]
        summary, description = text(node, "summary"), text(node, "description")
        return cls(name, tuple(values[:1]), summary, description, text(node, "externalValue"), node.location)


def read_examples(node: Node) -> tuple[Example, ...]:
    """Return `example` first, then `examples`: the two exclude each other (OpenAPI 3.1, section 4.8.14)."""
    single = tuple(Example(None, (value,)) for value in optional(node, "example"))
    return single + tuple(Example.from_spec(name, member) for name, member in mapping_of(node, "examples"))
