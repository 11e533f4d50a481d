"""The example of a media type: the author's, else one made from its schema."""

from __future__ import annotations

from typing import Any

from apidocs.model.direction import Direction
from apidocs.model.example import Example
from apidocs.model.media_type import MediaType
from apidocs.model.mime import essence_of, is_json, is_sequential
from apidocs.requests.bodies import text_of
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.shape.shape import Shaper


class ExampleMaker:
    """Makes the examples of one description's media types."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper

    def value(self, media_type: MediaType, direction: Direction) -> Any:  # noqa: ANN401 - a JSON value
        """Return the first authored example that has a value, else the schema's shape."""
        for example in media_type.examples:
            if example.is_here:
                return self.authored(media_type, example)
        return self.generated(media_type, direction)

    def authored(self, media_type: MediaType, example: Example) -> Any:  # noqa: ANN401
        """Return the value of an example as its author wrote it.

        It is the text that goes over the wire where the author wrote that, but for JSON (OpenAPI 3.2, 4.19).
        """
        if not example.value:
            return _parsed(example.serialized or "") if is_json(media_type.name) else example.serialized
        is_written = example.serialized is not None and not is_json(media_type.name)
        return example.serialized if is_written else example.value[0]

    def generated(self, media_type: MediaType, direction: Direction) -> Any:  # noqa: ANN401 - a JSON value
        """Return the shape of the schema; the items of a sequence stand in a list."""
        schema, item_schema = media_type.schema, media_type.item_schema
        merged = None if schema is None else self._shaper.merged(schema)
        if schema is None or merged is None or (item_schema is not None and not merged.examples):
            prefix = () if merged is None else merged.prefix_items
            first = [self._shaper.shape(each, direction).value for each in prefix]
            return self._items(media_type, direction, first)
        return self._shaper.shape(schema, direction).value

    def text(self, media_type: MediaType, value: Any) -> str:  # noqa: ANN401 - a JSON value
        """Return an example of a media type as it goes over the wire."""
        return text_of(media_type, value, self._shaper.merged)

    def _items(self, media_type: MediaType, direction: Direction, first: list[Any]) -> Any:  # noqa: ANN401
        if media_type.item_schema is None:
            return {}
        item = self._shaper.shape(media_type.item_schema, direction).value
        is_list = is_sequential(media_type.name) or essence_of(media_type.name).startswith("multipart/")
        return [*first, item] if is_list else item


def _parsed(text: str) -> Any:  # noqa: ANN401 - a JSON value
    try:
        return read_json(text)
    except ValueError:
        return text
