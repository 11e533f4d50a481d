"""What a media type's name says of its bodies."""

import pytest

from apidocs.model.mime import concrete, is_json, is_sequential, is_text, is_xml

NAMES = [  # JSON, XML, sequential, text
    ("application/json", True, False, False, True),
    ("application/JSON; charset=utf-8", True, False, False, True),
    ("application/vnd.api+json", True, False, False, True),
    ("*/*", True, False, False, True),
    ("application/xml", False, True, False, True),
    ("image/svg+xml", False, True, False, True),
    ("text/csv", False, False, False, True),
    ("application/x-ndjson", False, False, True, True),
    ("text/event-stream", False, False, True, True),
    ("application/json-seq", False, False, True, True),
    ("application/yaml", False, False, False, True),
    ("application/pdf", False, False, False, False),
    ("image/*", False, False, False, False),
]


@pytest.mark.parametrize("row", NAMES)
def test_a_name_tells_how_bodies_are_written(row: tuple[str, bool, bool, bool, bool]) -> None:
    name, *expected = row
    assert [is_json(name), is_xml(name), is_sequential(name), is_text(name)] == expected


def test_a_request_names_one_type_of_a_range() -> None:
    assert concrete("*/*") == "application/json"
    assert concrete("text/*") == "text/plain"
    assert concrete("image/png") == "image/png"
