"""What schemas that hold together say of the properties of an object and the elements of an array."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apidocs.diff.schemas.conjunction import Conjunction, Part


@dataclass(frozen=True)
class Members:
    """What the schemas of a place say of the members of an object or array.

    `is_hidden` tells whether a property is for the other direction only, and `matches` whether a pattern is
    in a name.
    """

    atoms: tuple[Part, ...]
    is_hidden: Callable[[Conjunction], bool]
    matches: Callable[[str, str], bool]

    @property
    def declared(self) -> dict[str, None]:
        """The names of all properties that a schema describes, hidden ones left out, in order."""
        names = dict.fromkeys(name for _, schema in self.atoms for name in schema.properties)
        return {name: None for name in names if not self.is_hidden(self._written(name))}

    @property
    def required(self) -> dict[str, None]:
        """The names of all properties that must be there."""
        names = dict.fromkeys(name for _, schema in self.atoms for name in schema.required)
        return {name: None for name in names if not self.is_hidden(self._written(name))}

    @property
    def patterns(self) -> dict[str, Conjunction]:
        """What is said of properties whose names a pattern tells."""
        found: dict[str, list[Part]] = {}
        for side, schema in self.atoms:
            for pattern, each in schema.pattern_properties.items():
                found.setdefault(pattern, []).append((side, each))
        return {pattern: Conjunction.of(parts) for pattern, parts in found.items()}

    @property
    def others(self) -> Conjunction:
        """What is said of properties that nothing names."""
        parts = [
            (side, schema.additional_properties)
            for side, schema in self.atoms
            if schema.additional_properties is not None
        ]
        return Conjunction.of(parts or self._unevaluated())

    @property
    def prefix(self) -> range:
        """The places of elements that have a schema of their own."""
        return range(max((len(schema.prefix_items) for _, schema in self.atoms), default=0))

    @property
    def rest(self) -> Conjunction:
        """What is said of the elements after those."""
        return self.at(len(self.prefix))

    def at(self, place: int) -> Conjunction:
        """Return what is said of the element at a place."""
        parts: list[Part] = []
        is_said = False
        for side, schema in self.atoms:
            if place < len(schema.prefix_items):
                parts.append((side, schema.prefix_items[place]))
                is_said = True
            elif schema.items is not None:
                parts.append((side, schema.items))
                is_said = True
        if not is_said and all(schema.contains is None for _, schema in self.atoms):
            parts = [
                (side, schema.unevaluated_items)
                for side, schema in self.atoms
                if schema.unevaluated_items is not None
            ]
        return Conjunction.of(parts)

    def of(self, name: str) -> Conjunction:
        """Return what is said of a property; one for the other direction only may be anything."""
        if any(name in schema.properties for _, schema in self.atoms) and self.is_hidden(self._written(name)):
            return Conjunction()
        parts: list[Part] = []
        is_said = False
        for side, schema in self.atoms:
            own = [(side, schema.properties[name])] if name in schema.properties else []
            own += [
                (side, each)
                for pattern, each in schema.pattern_properties.items()
                if self.matches(pattern, name)
            ]
            if not own and schema.additional_properties is not None:
                own = [(side, schema.additional_properties)]
            is_said = is_said or bool(own)
            parts += own
        return Conjunction.of(parts if is_said else self._unevaluated())

    def _written(self, name: str) -> Conjunction:
        return Conjunction.of(
            (side, schema.properties[name]) for side, schema in self.atoms if name in schema.properties
        )

    def _unevaluated(self) -> list[Part]:
        """Return what is said of properties that no other keyword is about (JSON Schema, core 11.3)."""
        return [
            (side, schema.unevaluated_properties)
            for side, schema in self.atoms
            if schema.unevaluated_properties is not None
        ]
