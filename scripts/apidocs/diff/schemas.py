"""Compares the schemas of two descriptions, each pair once, and tells where each difference shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from apidocs.diff.alternatives import Side, pair_alternatives, pair_choices
from apidocs.diff.change import Change, Place, distinct
from apidocs.diff.discriminators import iter_discriminators, iter_heirs
from apidocs.diff.fingerprint import Fingerprints
from apidocs.diff.keywords import Finding, iter_findings
from apidocs.diff.names import component_names, written_name
from apidocs.diff.normal import ANY, Normalizer
from apidocs.diff.rules import RULES
from apidocs.diff.structure import Child, iter_children, iter_conditions
from apidocs.direction import Direction
from apidocs.model.api import Api
from apidocs.model.schema import Schema, Schemas

# How often two places may be compared again, as merges make new schemas of them: that is an end.
MOST_REPEATS: Final = 50

Key = tuple[int, int, Direction]


@dataclass
class _Pair:
    """Two schemas in the same place; `parents` lead to where they are used."""

    base: Schema
    revision: Schema
    direction: Direction
    name: str | None
    findings: list[Finding] = field(default_factory=list)
    parents: list[tuple[Key | int, Child]] = field(default_factory=list)


@dataclass(frozen=True)
class _Shown:
    """Where a pair is used and how it is called there."""

    places: tuple[Place, ...]
    subject: str
    component: str | None
    name: str


class SchemaComparison:
    """All pairs of schemas that have been added, and those below them."""

    def __init__(self, base: Api, revision: Api) -> None:
        self.sides = (_side(base.schemas), _side(revision.schemas))
        self._names = tuple(component_names(api.components) for api in (base, revision))
        self._pairs: dict[Key, _Pair] = {}
        self._roots: list[tuple[Place, str]] = []
        self._repeats: Counter[object] = Counter()

    def add(
        self,
        base: Schema | None,
        revision: Schema | None,
        direction: Direction,
        place: Place,
        subject: str = "",
    ) -> None:
        """Compare two schemas in the same place of an operation; `subject` is how the place is called."""
        if base is None and revision is None:
            return
        self._roots.append((place, subject))
        waiting = [(len(self._roots) - 1, Child("", base or ANY, revision or ANY))]
        followed: list[tuple[Key | int, Child]] = [*waiting]
        while followed:
            parent, child = followed.pop()
            followed += self._enter(parent, child, direction)

    def iter_changes(self) -> Iterator[Change]:
        """Iterate over the changes found so far, each with all places it shows in."""
        for pair in self._pairs.values():
            if pair.findings:
                shown = self._trace(pair)
                yield from (_change(pair, finding, shown) for finding in pair.findings)

    def _enter(self, parent: Key | int, child: Child, direction: Direction) -> list[tuple[Key | int, Child]]:
        """Compare a pair the first time it is met; return the pairs below it."""
        base, revision = (
            side.normalizer.merged(schema)
            for side, schema in zip(self.sides, (child.base, child.revision), strict=True)
        )
        key: Key = (id(base), id(revision), direction)
        if key in self._pairs:
            self._pairs[key].parents.append((parent, child))
            return []
        place = (base.location, revision.location, direction)
        self._repeats[place] += 1
        if self._repeats[place] > MOST_REPEATS:
            return []
        pair = _Pair(base, revision, direction, revision.name or base.name, parents=[(parent, child)])
        self._pairs[key] = pair
        return [(key, below) for below in self._compare(pair)]

    def _compare(self, pair: _Pair) -> list[Child]:
        if pair.base.alternatives or pair.revision.alternatives:
            return self._compare_alternatives(pair)
        base, revision = (
            side.normalizer.normal(schema, pair.direction)
            for side, schema in zip(self.sides, (pair.base, pair.revision), strict=True)
        )
        pair.findings += iter_findings(base, revision)
        if any(finding.aspect == "type-changed" for finding in pair.findings):
            return []
        pair.findings += iter_conditions(pair.base, pair.revision, self.sides)
        pair.findings += iter_discriminators(pair.base, pair.revision)
        return [*iter_children(base, revision), *iter_heirs(pair.base, pair.revision)]

    def _compare_alternatives(self, pair: _Pair) -> list[Child]:
        """Compare each alternative with its counterpart; a schema without any counts as its only one."""
        pairs, removed, added = pair_choices(pair.base, pair.revision, self.sides)
        pair.findings += (Finding("condition-removed", "allOf") for _ in removed)
        pair.findings += (Finding("condition-added", None, "allOf") for _ in added)
        pair.findings += iter_discriminators(pair.base, pair.revision)
        return [child for both in pairs for child in self._compare_choice(pair, *both)]

    def _compare_choice(self, pair: _Pair, *choices: Schema) -> Iterator[Child]:
        base, revision = (
            side.normalizer.branches(schema) for side, schema in zip(self.sides, choices, strict=True)
        )
        found = pair_alternatives(base, revision, *self.sides)
        pair.findings += (Finding("alternative-removed", _called(each)) for each in found.removed)
        pair.findings += (Finding("alternative-added", None, _called(each)) for each in found.added)
        yield from (Child("", *both) for both in found.pairs)

    def _trace(self, pair: _Pair) -> _Shown:
        """Follow a pair up to every place it is used in; name it by where it is written, or used."""
        places: dict[int, None] = {}
        names: list[tuple[str | None, str]] = list(self._iter_names(pair))
        seen = {id(pair)}
        waiting = [(pair, "")]
        for current, path in waiting:
            for parent, child in current.parents:
                longer = f"{child.label}{path}"
                if isinstance(parent, int):
                    places.setdefault(parent)
                    names.append((None, _joined(self._roots[parent][1], longer)))
                elif id(above := self._pairs[parent]) not in seen:
                    seen.add(id(above))
                    waiting.append((above, longer))
                    names += [] if above.name is None else [(above.name, _joined(above.name, longer))]
        component, subject = names[0]
        name = next((child.name for _, child in pair.parents if child.name), "")
        found = distinct(self._roots[index][0] for index in sorted(places))
        return _Shown(found, subject, component, name)

    def _iter_names(self, pair: _Pair) -> Iterator[tuple[str, str]]:
        schemas = (pair.base, pair.revision)
        for schema, names in zip(schemas[::-1], self._names[::-1], strict=True):
            found = written_name(schema.location, names)
            if found is not None:
                yield found
        if pair.name is not None:
            yield pair.name, pair.name


def _side(schemas: Schemas) -> Side:
    normalizer = Normalizer(schemas)
    return Side(normalizer, Fingerprints(normalizer))


def _called(schema: Schema) -> str:
    return schema.name or schema.title or " or ".join(schema.types) or "any value"


def _joined(owner: str, path: str) -> str:
    return f"{owner}{path}".lstrip(".")


def _change(pair: _Pair, finding: Finding, shown: _Shown) -> Change:
    id_ = f"{pair.direction}-{finding.aspect}"
    return Change(
        id=id_,
        level=RULES[id_].level,
        subject=_joined(shown.subject, f".{finding.part}") if finding.part else shown.subject,
        base=finding.base,
        revision=finding.revision,
        places=shown.places,
        base_location=None if pair.base is ANY else pair.base.location,
        revision_location=None if pair.revision is ANY else pair.revision.location,
        component=shown.component,
        name=finding.part or shown.name,
    )
