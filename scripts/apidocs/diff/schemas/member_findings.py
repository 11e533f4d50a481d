"""The differences between two objects or two arrays: their members, and the conditions on them."""

from __future__ import annotations

from collections.abc import Iterator

from apidocs.diff.schemas.allowed import Allowed, Cell
from apidocs.diff.schemas.alternatives import Condition
from apidocs.diff.schemas.finding import Child, Finding
from apidocs.diff.schemas.members import Members

Found = Iterator["Finding | Child"]


def iter_object(base: Cell, revision: Cell, allowed: Allowed) -> Found:
    """Iterate over the differences between two objects, and the places to compare next."""
    before, after = allowed.members(base), allowed.members(revision)
    named = before.declared, after.declared
    for name in dict.fromkeys((*named[0], *before.required)):
        if name in named[1] or name in after.required:
            yield from _iter_kept(name, before, after, allowed)
        elif name in named[0]:
            yield from _iter_gone(name, before, after, allowed)
        else:
            yield Finding("property-became-optional", part=name)
    for name in dict.fromkeys((*named[1], *after.required)):
        if name not in named[0] and name not in before.required:
            yield from _iter_come(name, before, after, allowed, is_declared=name in named[1])
    yield from _iter_others(before, after, allowed)
    yield from _iter_patterns(before, after, allowed)


def iter_array(base: Cell, revision: Cell, allowed: Allowed) -> Found:
    """Iterate over the places of two arrays to compare next."""
    before, after = allowed.members(base), allowed.members(revision)
    ends = [side.limits.most for side in (base, revision) if side.limits.most is not None]
    longest = max(len(before.prefix), len(after.prefix))
    for place in range(min([longest, *ends])):
        yield Child(f"[{place}]", before.at(place), after.at(place))
    if all(end > longest for end in ends):
        sides = before.at(longest), after.at(longest)
        if sides[0].parts or sides[1].parts:
            yield Child("[]", *sides)


def iter_conditions(base: Cell, revision: Cell, allowed: Allowed) -> Found:
    """Iterate over the conditions that came, went or changed."""
    sides = [_by_label(cell, allowed) for cell in (base, revision)]
    for label in dict.fromkeys((*sides[0], *sides[1])):
        before, after = (side.get(label, frozenset()) for side in sides)
        if after > before:
            yield Finding("condition-added", None, label)
        elif before > after:
            yield Finding("condition-removed", label)
        elif before != after:
            yield Finding("condition-changed", label, label)


def _by_label(cell: Cell, allowed: Allowed) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for condition in cell.conditions:
        label, text = _written(condition, allowed)
        found[label] = found.get(label, frozenset()) | text
    return found


def _written(condition: Condition, allowed: Allowed) -> tuple[str, frozenset[str]]:
    if condition.keyword == "dependentRequired":
        return f"dependentRequired {condition.names[0]}", frozenset(map(str, condition.names[1:]))
    label = condition.keyword
    if label == "dependentSchemas":
        label = f"{label} {condition.names[0]}"
    digests = ["" if each is None else allowed.digest(each) for each in condition.schemas]
    return label, frozenset([f"{digests} {condition.names}"])


def _iter_kept(name: str, before: Members, after: Members, allowed: Allowed) -> Found:
    sides = before.of(name), after.of(name)
    is_forbidden = [allowed.is_nothing(side) for side in sides]
    if is_forbidden[0] != is_forbidden[1]:
        if is_forbidden[0]:
            yield Finding("property-no-longer-forbidden", part=name)
        elif allowed.direction == "request":
            yield Finding("property-forbidden", part=name)
        else:
            yield Finding(f"{_kind(name, before, allowed)}-removed", name, None, name)
        return
    if (name in before.required) != (name in after.required):
        way = "required" if name in after.required else "optional"
        yield Finding(f"property-became-{way}", part=name)
    if not is_forbidden[0]:
        yield Child(f".{name}", *sides, name)


def _kind(name: str, members: Members, allowed: Allowed) -> str:
    kind = "required-property" if name in members.required else "property"
    is_deprecated = any(schema.deprecated for _, schema in allowed.atoms(members.of(name)))
    return f"deprecated-{kind}" if is_deprecated else kind


def _iter_gone(name: str, before: Members, after: Members, allowed: Allowed) -> Found:
    sides = before.of(name), after.of(name)
    if allowed.is_nothing(sides[0]):
        if not allowed.is_nothing(sides[1]):
            yield Finding("property-no-longer-forbidden", part=name)
        return
    if allowed.is_nothing(sides[1]) and allowed.direction == "request":
        yield Finding("property-forbidden", part=name)
        return
    yield Finding(f"{_kind(name, before, allowed)}-removed", name, None, name)
    if not allowed.is_anything(sides[1]) and not allowed.is_nothing(sides[1]):
        yield Child(f".{name}", *sides, name)


def _iter_come(name: str, before: Members, after: Members, allowed: Allowed, *, is_declared: bool) -> Found:
    sides = before.of(name), after.of(name)
    if allowed.is_nothing(sides[1]):
        if not allowed.is_nothing(sides[0]):
            yield Finding("property-forbidden", part=name)
        return
    if not is_declared:
        yield Finding("property-became-required", part=name)
    elif name in after.required:
        yield Finding("required-property-added", None, name, name)
    elif allowed.is_nothing(sides[0]):
        yield Finding("property-added-to-closed", None, name, name)
    else:
        yield Finding("property-added", None, name, name)
    if not allowed.is_anything(sides[0]) and not allowed.is_nothing(sides[0]):
        yield Child(f".{name}", *sides, name)


def _iter_others(before: Members, after: Members, allowed: Allowed) -> Found:
    sides = before.others, after.others
    is_closed = [allowed.is_nothing(side) for side in sides]
    if is_closed[0] != is_closed[1]:
        yield Finding(f"additional-properties-{'forbidden' if is_closed[1] else 'allowed'}")
    elif not is_closed[0] and (sides[0].parts or sides[1].parts):
        yield Child(".*", *sides)


def _iter_patterns(before: Members, after: Members, allowed: Allowed) -> Found:
    """Compare properties told by patterns; a pattern of one side only meets all others of the other side."""
    for pattern in dict.fromkeys((*before.patterns, *after.patterns)):
        sides = [side.patterns.get(pattern) for side in (before, after)]
        others = before.others, after.others
        first, second = (other if own is None else own for own, other in zip(sides, others, strict=True))
        is_forbidden = [allowed.is_nothing(each) for each in (first, second)]
        if None not in sides or (
            not any(is_forbidden) and not any(map(allowed.is_anything, (first, second)))
        ):
            if not all(is_forbidden):
                yield Child(f".{pattern}", first, second)
        elif is_forbidden[0] != is_forbidden[1]:
            yield Finding(f"additional-properties-{'forbidden' if is_forbidden[1] else 'allowed'}")
        elif not all(is_forbidden):
            label = f"patternProperties {pattern}"
            came = sides[0] is None
            yield Finding("condition-added", None, label) if came else Finding("condition-removed", label)
