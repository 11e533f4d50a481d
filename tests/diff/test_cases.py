"""Pairs of documents with the level that is right for them, in both directions: one file for each kind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.diff.change import Change
from apidocs.diff.compare import compare, iter_calls
from apidocs.diff.rules.level import LEVELS
from apidocs.model.api import Api
from support.documents import api_of

FOLDER = Path(__file__).parent / "cases"
SIDES = ("base", "revision")
RESPONSES = {"200": {"description": "done"}}


def iter_cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            for way in ("expected", "back"):
                if way in case:
                    yield pytest.param(case, way, id=f"{path.stem}: {case['name']} ({way})")


def document(case: dict[str, Any], side: str) -> dict[str, Any]:
    value = case[side]
    if case["place"] == "document":
        return {"paths": {}, **value}
    schemas = case.get("schemas", {})
    components = {"schemas": case.get(f"{side}_schemas", schemas)}
    if case["place"] == "parameter":
        path = "/items/{" + value["name"] + "}" if value["in"] == "path" else "/items"
        return {"paths": {path: {"get": {"parameters": [value], "responses": RESPONSES}}}}
    content = {"application/json": {"schema": value}}
    operation: dict[str, Any] = {"requestBody": {"content": content}, "responses": RESPONSES}
    if case["place"] == "response":
        operation = {"responses": {"200": {"description": "done", "content": content}}}
    return {"paths": {"/items": {"post": operation}}, "components": components}


def side_of(case: dict[str, Any], side: str) -> Api:
    whole = {"info": {"title": "t", "version": "1"}, **document(case, side)}
    version = whole.pop("openapi", case.get(f"{side}_version", case.get("version", "3.1.0")))
    return api_of(yaml.dump(whole, Dumper=WithoutAliases, sort_keys=False), version)


class WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


def worst(changes: tuple[Change, ...]) -> str:
    return next((level for level in LEVELS if any(change.level == level for change in changes)), "none")


@pytest.mark.parametrize(("case", "way"), list(iter_cases()))
def test_a_pair_of_documents_gets_the_level_that_is_right(case: dict[str, Any], way: str) -> None:
    sides = [side_of(case, side) for side in SIDES]
    changes = compare(*(sides if way == "expected" else sides[::-1]))
    wanted = [case[way]] if isinstance(case[way], str) else case[way]
    assert worst(changes) in wanted, [f"{change.level} {change.id}: {change.text()}" for change in changes]
    if way == "expected" and "operation" in case:
        named = [call for change in changes if change.level in wanted for call in iter_calls(change)]
        assert case["operation"] in named
