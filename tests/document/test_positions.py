"""Where a value stands in the text it was read from."""

import json
from collections.abc import Iterator

import pytest

from apidocs.document.positions import Lines, Positions
from apidocs.problems import JsonValue

YAML = """\
# The text begins with a comment
openapi: 3.1.0
"paths":
  /pets/{id}: &pets
    get:
      tags: [a, {b: c}]
      parameters:
      - name: ä  # a comment: with a colon
        in: path
      -
        name: b
      '200': |
        openapi: no key
  /dogs: *pets
  /cats:
    <<: [{head: 1}, *pets]
    get: null
? x-long
: - 1
"""
JSON = (
    '{ "openapi":"3.1.0",\r\n'
    '\t"paths" : {"/a\\u0062": {"}": [1 , "],{", {"x\\"y":null}, [], {}], "e": -1e3}},\n'
    '"t": true}\n'
)
FOUND = {
    YAML: {
        "": (2, 1),
        "openapi": (2, 1),
        "paths": (3, 1),
        "paths /pets/{id}": (4, 3),
        "paths /pets/{id} get tags": (6, 7),
        "paths /pets/{id} get tags 0": (6, 14),
        "paths /pets/{id} get tags 1 b": (6, 18),
        "paths /pets/{id} get parameters 0": (8, 9),
        "paths /pets/{id} get parameters 0 in": (9, 9),
        "paths /pets/{id} get parameters 1": (11, 9),
        "paths /pets/{id} get 200": (12, 7),
        "paths /dogs": (14, 3),
        "paths /dogs get": (5, 5),
        "paths /cats head": (16, 11),
        "paths /cats get": (17, 5),
        "x-long 0": (19, 5),
    },
    JSON: {
        "": (1, 1),
        "openapi": (1, 3),
        "paths": (2, 2),
        "paths /ab": (2, 13),
        "paths /ab }": (2, 26),
        "paths /ab } 0": (2, 32),
        "paths /ab } 1": (2, 36),
        """paths /ab } 2 x"y""": (2, 44),
        "paths /ab } 3": (2, 58),
        "paths /ab } 4": (2, 62),
        "paths /ab e": (2, 67),
        "t": (3, 1),
    },
}
CASES = [(text, path, place) for text, places in FOUND.items() for path, place in places.items()]


@pytest.mark.parametrize(("text", "path", "place"), CASES)
def test_a_value_stands_where_its_key_or_its_first_character_is(
    text: str, path: str, place: tuple[int, int]
) -> None:
    assert Positions(text, is_json=text is JSON).find(path.split()) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("paths nowhere at all", (3, 1)),
        ("paths /pets/{id} get tags 2", (6, 7)),
        ("openapi x", (2, 1)),
        ("y", (2, 1)),
    ],
)
def test_a_path_that_leads_nowhere_gives_the_last_value_on_the_way(path: str, place: tuple[int, int]) -> None:
    assert Positions(YAML, is_json=False).find(path.split()) == place


@pytest.mark.parametrize("is_json", [True, False])
def test_a_text_that_holds_no_mapping_has_a_first_place_only(*, is_json: bool) -> None:
    assert Positions(" 1", is_json=is_json).find(["a", "b"]) == (1, 2)
    assert Positions("", is_json=is_json).find(["a"]) == (1, 1)


def iter_members(value: JsonValue, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        yield from ((*path, key) for key in value)
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in members:
        yield from iter_members(child, (*path, str(key)))


def test_every_member_of_a_json_text_is_found_at_its_key() -> None:
    positions = Positions(JSON, is_json=True)
    for path in iter_members(json.loads(JSON)):
        line, column = positions.find(path)
        key, _ = json.JSONDecoder().raw_decode(JSON.split("\n")[line - 1], column - 1)
        assert key == path[-1]


def test_a_carriage_return_alone_ends_a_line() -> None:
    lines = Lines("a\rb\r\nc")
    assert [lines.position(offset) for offset in (0, 2, 5)] == [(1, 1), (2, 1), (3, 1)]
    assert Positions("a: 1\rb: 2\r", is_json=False).find(["b"]) == (2, 1)


def test_other_characters_end_no_line() -> None:
    lines = Lines("a\r\n\u2028\x85b\n\nc")
    assert [lines.position(offset) for offset in (0, 2, 3, 5, 6, 7, 8, 9)] == [
        (1, 1),
        (1, 3),
        (2, 1),
        (2, 3),
        (2, 4),
        (3, 1),
        (4, 1),
        (4, 2),
    ]


def test_an_anchor_that_is_given_again_is_no_hindrance() -> None:
    text = "a: &a {x: 1}\nb: &a {y: 1}\nc: *a\n&k k: 1\nd: {*k : 1}\n"
    assert [Positions(text, is_json=False).find(path.split()) for path in ("c y", "d k")] == [(2, 8), (5, 5)]
