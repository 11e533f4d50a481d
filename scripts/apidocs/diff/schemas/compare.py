"""The comparison of all schemas of two descriptions: each pair of places once, with where it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from apidocs.diff.change import Change, Place, distinct
from apidocs.diff.property_paths import component_names, written_name
from apidocs.diff.rules.rule import RULES
from apidocs.diff.schemas.allowed import Allowed
from apidocs.diff.schemas.conjunction import Conjunction, Part
from apidocs.diff.schemas.discriminators import iter_discriminators
from apidocs.diff.schemas.finding import Child, Finding
from apidocs.diff.schemas.json_values import shown, written
from apidocs.diff.schemas.match_alternatives import Matcher
from apidocs.diff.schemas.place_findings import PlaceComparison
from apidocs.diff.schemas.xml_findings import iter_xml
from apidocs.document.document import Location
from apidocs.model.api import Api
from apidocs.model.direction import Direction
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Schema, Schemas

ANY: Final = Schema(Location("", ""))
# Differences of what is said of a value beside which values there are: no proof about values ends them.
PROMISES: Final = (
    *(
        "property-removed",
        "property-added",
        "format-",
        "number-format-",
        "discriminator-",
        "default-",
        "xml-",
        "type-stated",
    ),
    *("type-unstated",),
)


@dataclass(frozen=True)
class Way:
    """How the values of two places are sent: by whom, and whether as XML."""

    direction: Direction
    is_xml: bool = False


Key = tuple[Conjunction, Conjunction, Way, bool]


@dataclass
class _Pair:
    """Two places to compare, the schemas that name them, and what leads to them."""

    base: Conjunction
    revision: Conjunction
    way: Way
    shown: tuple[Schema, Schema]
    findings: list[Finding] = field(default_factory=list)
    parents: list[tuple[Key | int, Child]] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The name of the schema that the pair is known by."""
        return self.shown[1].name or self.shown[0].name


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
        self._schemas = base.schemas, revision.schemas
        self._mergers = Merger(base.schemas), Merger(revision.schemas)
        self._names = tuple(component_names(api.components) for api in (base, revision))
        self._allowed: dict[Direction, Allowed] = {}
        self._comparisons: dict[Direction, PlaceComparison] = {}
        for direction in ("request", "response"):
            self._add_direction(direction)
        self._made: dict[tuple[int, Schema | None], Schema] = {}
        self._joined: dict[Conjunction, Schema] = {}
        self._pairs: dict[Key, _Pair] = {}
        self._roots: list[tuple[Place, str]] = []

    def _add_direction(self, direction: Direction) -> None:
        allowed = Allowed(self._schemas, direction)
        matcher = Matcher(allowed, lambda part: self._mergers[part[0]].merged(part[1]))
        self._allowed[direction] = allowed
        self._comparisons[direction] = PlaceComparison(allowed, direction, matcher)

    def merged(self, schema: Schema, side: int) -> Schema:
        """Follow a schema's `$ref` and merge its allOf."""
        return self._mergers[side].merged(schema)

    def once(self, made: Schema, source: Schema | None, side: int) -> Schema:
        """Return what was made of a schema the first time: one schema is one place wherever it is used."""
        return self._made.setdefault((side, source), made)

    def allowed(self, direction: Direction) -> Allowed:
        """Return what may stand at places of a direction."""
        return self._allowed[direction]

    def add(  # noqa: PLR0913 - both sides, how they are sent, and where
        self,
        base: Schema | None,
        revision: Schema | None,
        direction: Direction,
        place: Place,
        subject: str = "",
        *,
        is_xml: bool = False,
    ) -> None:
        """Compare two schemas in the same place of an operation; `subject` is how the place is called."""
        if base is None and revision is None:
            return
        self._roots.append((place, subject))
        places = [
            Conjunction.of([] if schema is None else [(side, schema)])
            for side, schema in enumerate((base, revision))
        ]
        way = Way(direction, is_xml)
        followed: list[tuple[Key | int, Child]] = [(len(self._roots) - 1, Child("", places[0], places[1]))]
        while followed:
            parent, child = followed.pop()
            followed += self._enter(parent, child, way)

    def iter_changes(self) -> Iterator[Change]:
        """Iterate over the changes found so far, each with all places it shows in."""
        for pair in self._pairs.values():
            if pair.findings:
                shown_at = self._trace(pair)
                yield from (_change(pair, finding, shown_at) for finding in pair.findings)

    def _enter(self, parent: Key | int, child: Child, way: Way) -> list[tuple[Key | int, Child]]:
        """Compare a pair the first time it is met; return the pairs below it."""
        key: Key = (
            _followed(child.base, self._schemas),
            _followed(child.revision, self._schemas),
            way,
            child.is_loosened,
        )
        if key in self._pairs:
            self._pairs[key].parents.append((parent, child))
            return []
        places = key[0], key[1]
        pair = _Pair(
            *places, way, (self._shown(places[0]), self._shown(places[1])), parents=[(parent, child)]
        )
        self._pairs[key] = pair
        found = list(self._iter_found(pair, child))
        findings = list(dict.fromkeys(each for each in found if isinstance(each, Finding)))
        pair.findings = self._without_proved(pair, findings, is_loosened=child.is_loosened)
        below = (each for each in found if isinstance(each, Child))
        return [
            (key, replace(each, is_loosened=True) if child.is_loosened and not each.is_loosened else each)
            for each in below
        ]

    def _iter_found(self, pair: _Pair, child: Child) -> Iterator[Finding | Child]:
        direction = pair.way.direction
        yield from self._comparisons[direction].iter_found(pair.base, pair.revision)
        if pair.base.kind is None and pair.revision.kind is None:
            yield from iter_discriminators(pair.base, pair.revision, self._allowed[direction])
            if pair.base.parts and pair.revision.parts:
                yield from _iter_words(*pair.shown)
        if pair.way.is_xml:
            yield from iter_xml(*pair.shown, child)

    def _without_proved(self, pair: _Pair, findings: list[Finding], *, is_loosened: bool) -> list[Finding]:
        """Take out what would break somebody where no value is lost; the words are then of another kind."""
        doubtful = [
            finding
            for finding in findings
            if RULES[f"{pair.way.direction}-{finding.aspect}"].level != "safe"
            and not finding.aspect.startswith(PROMISES)
            and not finding.aspect.startswith(("required-property-removed", "deprecated-"))
        ]
        if not doubtful:
            return findings
        comparison = self._comparisons[pair.way.direction]
        if is_loosened or comparison.is_loosened((pair.base,), (pair.revision,)):
            return [finding for finding in findings if finding not in doubtful]
        return findings

    def _shown(self, place: Conjunction) -> Schema:
        """Return the schema that a place is named by."""
        if not place.parts:
            return ANY
        if place not in self._joined:
            side, first = self._part_of(place)
            whole = (
                first
                if len(place.parts) == 1 or place.taken
                else Schema(first.location, all_of=tuple(schema for _, schema in place.parts))
            )
            self._joined[place] = self._mergers[side].merged(whole)
        return self._joined[place]

    def _part_of(self, place: Conjunction) -> Part:
        """Return the member that an alternative is of, the innermost with a name; else the first schema."""
        if place.taken:
            members = self._allowed["request"].rows(place)[0].members[::-1]
            named = (part for part in members if self._mergers[part[0]].merged(part[1]).name is not None)
            return next(named, members[0])
        return place.parts[0]

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
        for schema, names in zip(pair.shown[::-1], self._names[::-1], strict=True):
            found = written_name(schema.location, names)
            if found is not None:
                yield found
        if pair.name is not None:
            yield pair.name, pair.name


def _iter_words(base: Schema, revision: Schema) -> Iterator[Finding]:
    before, after = base.default, revision.default
    if written(list(before)) != written(list(after)):
        yield Finding(
            "default-changed", *("none" if not side else shown(side[0]) for side in (before, after))
        )
    if base.deprecated != revision.deprecated:
        yield Finding("deprecated" if revision.deprecated else "undeprecated")


def _followed(place: Conjunction, schemas: tuple[Schemas, Schemas]) -> Conjunction:
    """Follow a bare `$ref`, so that one schema is one place wherever it is used."""
    if place.taken or not any(schema.is_bare for _, schema in place.parts):
        return place
    parts = (
        (side, schemas[side].target(schema) if schema.is_bare else schema) for side, schema in place.parts
    )
    return replace(place, parts=Conjunction.of(parts).parts)


def _joined(owner: str, path: str) -> str:
    return f"{owner}{path}".lstrip(".")


def _change(pair: _Pair, finding: Finding, shown_at: _Shown) -> Change:
    id_ = f"{pair.way.direction}-{finding.aspect}"
    base, revision = pair.shown
    return Change(
        id=id_,
        level=RULES[id_].level,
        subject=_joined(shown_at.subject, f".{finding.part}") if finding.part else shown_at.subject,
        base=finding.base,
        revision=finding.revision,
        places=shown_at.places,
        base_location=None if base is ANY else base.location,
        revision_location=None if revision is ANY else revision.location,
        component=shown_at.component,
        name=finding.part or shown_at.name,
    )
