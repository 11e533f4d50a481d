"""The content of a media type as a page shows it: its fields, and its shapes and examples in panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from apidocs.model.direction import Direction
from apidocs.model.media_type import MediaType
from apidocs.model.schema.schema import Schema
from apidocs.pages.content.examples import ShownExample
from apidocs.pages.fields.field_table import Field
from apidocs.schemas.shape.shape import Shape, Shaper

# A shape of more lines is printed once on a page, and once where it equals the example.
SHORT: Final = 12


@dataclass(frozen=True)
class Variant:
    """One text of a panel, or the address of it; `name` is what the file of a long one is called."""

    title: str
    text: str
    language: str
    name: tuple[str, ...]
    description: str | None = None
    summary: str | None = None
    url: str | None = None

    @classmethod
    def of_example(cls, example: ShownExample, anchor: str) -> Variant:
        """Show an example."""
        name = (anchor, "example", example.title)
        return cls(
            example.title,
            example.text,
            example.language,
            name,
            example.description,
            example.summary,
            example.url,
        )


@dataclass(frozen=True)
class Panel:
    """A tab of a card, with the key of its title; with several variants it has tabs inside."""

    key: str
    anchor: str
    variants: tuple[Variant, ...]
    is_cut: bool = False


@dataclass(frozen=True)
class BodyPart:
    """The fields of the whole, or of each element of a sequence."""

    anchor: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Body:
    """All that a page shows of a media type's content.

    `same_as` is the media type before it that has the same schema, `above` the name of the schema whose shape
    the page has printed already.
    """

    parts: tuple[BodyPart, ...]
    panels: tuple[Panel, ...]
    same_as: str | None = None
    above: str | None = None


def shape_panel(schema: Schema, direction: Direction | None, shaper: Shaper, anchor: str, key: str) -> Panel:
    """Show the shape of a schema, one for each alternative where there are several."""
    alternatives = shaper.alternatives(schema, direction)
    shapes: list[tuple[str, Shape]] = [(found.label, found.shape) for found in alternatives]
    shapes = shapes or [("", shaper.shape(schema, direction))]
    variants = tuple(
        Variant(label, shape.text, "json", (anchor, "shape", *([label] if label else [])))
        for label, shape in shapes
    )
    return Panel(key, f"{anchor}-shape", variants, is_cut=any(shape.is_cut for _, shape in shapes))


def is_long(panel: Panel) -> bool:
    """Tell whether a panel has so many lines that nobody wants to see them twice."""
    return sum(variant.text.count("\n") + 1 for variant in panel.variants) > SHORT


def joined(panels: list[Panel]) -> list[Panel]:
    """Make one panel of a long shape and the examples that are letter for letter the same."""
    if len(panels) != 2 or not is_long(panels[0]):  # noqa: PLR2004 - a shape and its examples
        return panels
    shape, example = panels
    texts = [[variant.text for variant in panel.variants] for panel in panels]
    is_said = any(found.description or found.summary or found.url for found in example.variants)
    if texts[0] != texts[1] or is_said:
        return panels
    return [Panel("shape.and_example", example.anchor, shape.variants, is_cut=shape.is_cut)]


def schemas_of(media_type: MediaType) -> list[tuple[Schema, bool]]:
    """List the schema of the whole and that of its elements; the second value tells which."""
    found = ((media_type.schema, False), (media_type.item_schema, True))
    return [(schema, is_element) for schema, is_element in found if schema is not None]
