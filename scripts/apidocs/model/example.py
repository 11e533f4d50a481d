"""Example Objects, and `example` as one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from apidocs.document.document import Location, Node
from apidocs.model.reading import mapping_of, optional, resolved_or_none, text
from apidocs.problems import JsonValue

# Where an Example Object keeps its value; 3.2 has a second name for it (OpenAPI 3.2, section 4.19).
VALUE_KEYS: Final = ("value", "dataValue")
PLACES: Final = frozenset({*VALUE_KEYS, "serializedValue", "externalValue"})
WORDS: Final = frozenset({"summary", "description"})


@dataclass(frozen=True)
class Example:
    """One authored example; `value` is empty when only `external_value` says where it is.

    `serialized` is the value as it goes over the wire, where the author wrote that.
    """

    name: str | None
    value: tuple[Any, ...]
    summary: str | None = None
    description: str | None = None
    external_value: str | None = None
    place: Location | None = field(default=None, compare=False)
    serialized: str | None = None

    @property
    def is_here(self) -> bool:
        """Whether the document has the value itself."""
        return bool(self.value) or self.serialized is not None

    @classmethod
    def from_spec(cls, name: str, node: Node) -> Example:
        """Read one Example Object; a bare value in its place, which authors write too, is the value."""
        if _is_bare(node.value):
            return cls(name, (node.value,), place=node.location)
        values = [value for key in VALUE_KEYS for value in optional(node, key)]
        return cls(
            name,
            tuple(values[:1]),
            text(node, "summary"),
            text(node, "description"),
            text(node, "externalValue"),
            node.location,
            text(node, "serializedValue"),
        )


def read_examples(node: Node) -> tuple[Example, ...]:
    """Return `example` first, then `examples`: the two exclude each other (OpenAPI 3.1, section 4.8.14).

    An `example` that is a reference stands for what it leads to: authors keep values in files of their own.
    """
    written = node.get("example")
    single = () if written is None else (Example(None, ((resolved_or_none(written) or written).value,)),)
    return single + tuple(Example.from_spec(name, member) for name, member in mapping_of(node, "examples"))


def _is_bare(value: JsonValue) -> bool:
    if not isinstance(value, dict):
        return True
    others = [key for key in value if key not in WORDS and not key.startswith("x-")]
    return bool(others) and PLACES.isdisjoint(value)
