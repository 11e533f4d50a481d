"""The diff of two descriptions: each kind of change, and what is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.diff.change import Change
from apidocs.diff.compare import compare
from apidocs.diff.rules.rule import RULES
from apidocs.model.api import Api
from support.documents import api_of

CASES = Path(__file__).parent
OTHERS = {"A": {"type": "object", "properties": {"k": {"type": "string"}}}, "B": {"type": "string"}}


def load_cases(name: str) -> dict[str, Any]:
    cases: dict[str, Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return cases


SCHEMAS, OPERATIONS = load_cases("schemas.yaml"), load_cases("operations.yaml")
WAYS = ("there", "back")


def written(change: Change) -> str:
    return f"{change.level} {change.id} {change.subject}".strip()


def iter_unfilled(change: Change) -> Iterator[str]:
    """Iterate over the places of a rule's words for which the change has no value."""
    words = change.rule.says + change.rule.advice + change.rule.harm
    values = {"{base}": change.base, "{revision}": change.revision}
    yield from (f"{change.id} {name}" for name, value in values.items() if name in words and not value)


def read(document: dict[str, Any]) -> Api:
    return api_of(yaml.safe_dump({"info": {"title": "t", "version": "1"}, **document}, sort_keys=False))


def with_body(schema: Any, direction: str, **others: Any) -> Api:  # noqa: ANN401 - JSON
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}
    operation = {"requestBody": {"content": content}, "responses": {"200": {"description": "ok"}}}
    if direction == "response":
        operation = {"responses": {"200": {"description": "ok", "content": content}}}
    return read(
        {"paths": {"/a": {"post": operation}}, "components": {"schemas": {"X": schema, **OTHERS, **others}}}
    )


@pytest.mark.parametrize("direction", ["request", "response"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", SCHEMAS)
def test_a_schema_that_changes_gives_these_changes(case: str, way: str, direction: str) -> None:
    sides = [with_body(SCHEMAS[case][name], direction) for name in ("base", "revision")]
    base, revision = sides if way == "there" else sides[::-1]
    expected = [line if " X" in line else f"{line} X" for line in SCHEMAS[case][direction][way]]
    changes = compare(base, revision)
    assert [written(change) for change in changes] == expected
    assert [line for change in changes for line in iter_unfilled(change)] == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", OPERATIONS)
def test_an_operation_that_changes_gives_these_changes(case: str, way: str) -> None:
    sides = [read(OPERATIONS[case][name]) for name in ("base", "revision")]
    base, revision = sides if way == "there" else sides[::-1]
    changes = compare(base, revision)
    assert [written(change) for change in changes] == OPERATIONS[case][way]
    assert [line for change in changes for line in iter_unfilled(change)] == []


def with_heirs(direction: str, **heirs: Any) -> Api:  # noqa: ANN401 - JSON
    pet = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    heirs = {name: {"allOf": [{"$ref": "#/components/schemas/X"}, heir]} for name, heir in heirs.items()}
    return with_body({**pet, "discriminator": {"propertyName": "kind"}}, direction, **heirs)


@pytest.mark.parametrize(
    ("direction", "there", "back"),
    [
        ("request", "safe request-discriminator-value-added", "breaking request-discriminator-value-removed"),
        (
            "response",
            "risky response-discriminator-value-added",
            "risky response-discriminator-value-removed",
        ),
    ],
)
def test_what_builds_on_a_schema_is_compared_too(direction: str, there: str, back: str) -> None:
    claws = {"properties": {"claws": {"type": "integer"}}}
    base = with_heirs(direction, Cat=claws)
    revision = with_heirs(direction, Cat={"properties": {"claws": {"type": "string"}}}, Dog=claws)
    type_changed = f"breaking {direction}-type-changed Cat.claws"
    assert sorted(map(written, compare(base, revision))) == sorted([type_changed, f"{there} X"])
    assert sorted(map(written, compare(revision, base))) == sorted([type_changed, f"{back} X"])


def test_each_part_of_an_all_of_may_offer_a_choice() -> None:
    choices = [{"oneOf": [{"required": [a]}, {"required": [b]}]} for a, b in ("ab", "cd", "ce")]
    both, other, one = (
        {"type": "object", "allOf": [*found]} for found in (choices[:2], choices[::2], choices[:1])
    )
    turned = {**both, "allOf": both["allOf"][::-1]}
    sides = [with_body(schema, "request") for schema in (both, turned, other, one)]
    found = [[written(change) for change in compare(sides[0], side)] for side in sides]
    assert found[:2] == [[], []]
    assert found[2]
    assert found[3] == ["safe request-property-became-optional X.c"]


def iter_expected() -> Iterator[str]:
    for case in OPERATIONS.values():
        yield from (line for way in WAYS for line in case[way])
    for case in SCHEMAS.values():
        yield from (
            line for direction in ("request", "response") for way in WAYS for line in case[direction][way]
        )


def test_every_kind_of_change_has_a_case_and_its_level() -> None:
    assert {tuple(line.split()[:2]) for line in iter_expected()} == {
        (rule.level, id_) for id_, rule in RULES.items()
    }


def test_a_name_stays_as_it_is_written_where_a_sentence_begins_with_it() -> None:
    assert Change("request-became-nullable", "safe", "kind").text() == "kind may now be null"
    assert Change("request-became-nullable", "safe").text() == "The body may now be null"
    assert Change("operation-added", "safe", "get /a").text() == "get /a was added"
