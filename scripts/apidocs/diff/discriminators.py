"""Compares what tells alternatives apart: the property, its values, and the schemas that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apidocs.diff.keywords import Finding
from apidocs.diff.structure import Child
from apidocs.document import Location
from apidocs.model.schema import Schema, reference_to


def iter_discriminators(base: Schema, revision: Schema) -> Iterator[Finding]:
    """Iterate over what changed in the property that tells alternatives apart, and in its values."""
    before, after = base.discriminator, revision.discriminator
    names = ("none" if each is None else each.property_name for each in (before, after))
    if (before and before.property_name) != (after and after.property_name):
        yield Finding("discriminator-changed", *names)
    if before is None or after is None:
        return
    for value in before.mapping:
        if value not in after.mapping:
            yield Finding("discriminator-value-removed", value)
    for value in after.mapping:
        if value not in before.mapping:
            yield Finding("discriminator-value-added", None, value)


def iter_heirs(base: Schema, revision: Schema) -> Iterator[Child]:
    """Iterate over what builds on two schemas and has the same value on both sides."""
    before, after = _heirs(base), _heirs(revision)
    for value, location in before.items():
        if value in after:
            yield Child("", reference_to(location), reference_to(after[value]))


def _heirs(schema: Schema) -> Mapping[str, Location]:
    discriminator = schema.discriminator
    return discriminator.mapping if discriminator is not None and discriminator.has_heirs else {}
