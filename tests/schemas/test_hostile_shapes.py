"""Schemas of a few lines that stand for very many values: their cost is bounded, and what is cut is told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.operation import MOST_INNER_CALLBACKS, Operation
from apidocs.model.schema.all_of import MOST_CHOICES
from apidocs.model.tag import MOST_LEVELS
from apidocs.pages.fields.field_table import FieldLister
from apidocs.pages.writers import HtmlWriter
from apidocs.schemas.shape import skeleton
from apidocs.schemas.shape.choices import Chooser
from apidocs.schemas.shape.shape import MAX_VALUES, Shaper
from apidocs.validation import schema_checks
from apidocs.validation.quick_accessor import QuickAccessor
from apidocs.validation.validate import validate
from benchmarks.hostile_shapes import (
    SHAPES,
    Schemas,
    calling_back,
    choice,
    combined,
    cyclic,
    doubled,
    endless,
    heirs,
    nested_tags,
    taking,
    write_hostile_shape,
)
from support.documents import WORDS, api_of, iter_pages, problems_of

MOST_BYTES = 100_000


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The values that shapes are built of, one entry for each."""
    found: list[int] = []
    original = skeleton._Walk.build  # noqa: SLF001 - the step that is counted

    def build(self: skeleton._Walk, *given: Any) -> Any:  # noqa: ANN401 - as it is  # noqa: SLF001
        found.append(len(found))
        return original(self, *given)

    monkeypatch.setattr(skeleton._Walk, "build", build)  # noqa: SLF001
    return found


def document(schemas: Schemas) -> str:
    return f"components: {json.dumps({'schemas': schemas})}"


@pytest.mark.parametrize("name", SHAPES)
def test_a_small_document_of_any_shape_makes_its_pages(tmp_path: Path, name: str) -> None:
    path = write_hostile_shape(tmp_path, name)
    assert path.stat().st_size < MOST_BYTES
    assert any("/send/" in page.src_uri for page in iter_pages(Api.from_spec(load(str(path)))))


def test_choices_that_two_parts_share_are_merged_once() -> None:
    api = api_of(document(doubled(40)))
    merged = Shaper(api.schemas).merged(api.components["A0"])
    assert (len(merged.choices), merged.choices_left_out) == (1, 0)


def test_what_a_check_reads_of_a_schema_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counter[int]()

    def iter_inside(keywords: dict[str, Any], schema: Any) -> Any:  # noqa: ANN401 - the library's
        read[id(keywords)] += 1
        return original(keywords, schema)

    original = schema_checks.iter_inside
    monkeypatch.setattr(schema_checks, "iter_inside", iter_inside)
    assert validate(load(str(write_hostile_shape(tmp_path, "combined choices")))) == ()
    assert len(read) > len(SHAPES)
    assert set(read.values()) == {1}


def test_choices_that_pick_the_same_alternative_are_that_alternative() -> None:
    api = api_of(document(combined(2)))
    shaper = Shaper(api.schemas)
    chooser = Chooser(shaper.merger)
    level = shaper.merged(api.components["L0"])
    assert chooser.choice(level, frozenset()) is shaper.merged(api.components["L1"])


def test_levels_of_combined_choices_end() -> None:
    api = api_of(document(combined(30)))
    shaper = Shaper(api.schemas)
    shape = shaper.shape(api.components["L0"])
    assert shape.value == {"end0": "<any>"}
    assert len(FieldLister(shaper, WORDS).fields(api.components["L0"])) > 30


def test_choices_that_are_too_many_are_told_on_the_page_and_in_a_problem() -> None:
    count = MOST_CHOICES + 3
    schemas: Schemas = {"X": {"allOf": [choice(f"p{number}-") for number in range(count)]}}
    api = api_of(document(schemas))
    shaper = Shaper(api.schemas)
    (root,) = FieldLister(shaper, WORDS).root(api.components["X"])
    assert root.schema.choices_left_out == 3
    (problem,) = (found for found in problems_of(document(schemas)) if found.rule == "too-many-choices")
    assert f"offer {count} choices" in problem.message


def test_choices_that_are_choices_again_are_not_tried_in_every_order(builds: list[int]) -> None:
    api = api_of(document(endless(8)))
    assert Shaper(api.schemas).shape(api.components["E0"]).value == {}
    assert len(builds) < MAX_VALUES


def test_a_choice_of_choices_that_ends_somewhere_has_its_value() -> None:
    schemas: Schemas = {
        **endless(8),
        "E9": {"oneOf": [{"$ref": "#/components/schemas/E0"}, {"const": "end"}]},
    }
    api = api_of(document(schemas))
    assert Shaper(api.schemas).shape(api.components["E9"]).value == "end"


def test_a_shape_that_is_cut_is_built_a_few_times_only(builds: list[int]) -> None:
    api = api_of(document(cyclic(40)))
    assert Shaper(api.schemas).shape(api.components["C0"]).is_cut
    assert len(builds) < 4 * MAX_VALUES


def test_each_reference_of_a_chain_is_followed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[Any] = []
    original = QuickAccessor.get_resolved

    def get_resolved(self: QuickAccessor, parts: Any) -> Any:  # noqa: ANN401 - the library's
        followed.append(parts)
        return original(self, parts)

    monkeypatch.setattr(QuickAccessor, "get_resolved", get_resolved)
    document = load(str(write_hostile_shape(tmp_path, "chain of references")))
    assert validate(document) == ()
    assert 0 < len(followed) < len(SHAPES)
    api = Api.from_spec(document)
    assert {api.schemas.target(schema) for schema in api.components.values()} == {api.components["R300"]}


def test_callbacks_of_callbacks_are_read_so_many_times_for_each_operation(tmp_path: Path) -> None:
    path = tmp_path / "callbacks.json"
    path.write_text(json.dumps(calling_back(60)), encoding="utf-8")
    operations = Api.from_spec(load(str(path))).operations
    assert {_count_callbacks(operation) for operation in operations} == {0, 1 + MOST_INNER_CALLBACKS}
    told = [problem for problem in validate(load(str(path))) if problem.rule == "too-many-callbacks"]
    assert len(told) == sum(bool(operation.callbacks) for operation in operations)


def _count_callbacks(operation: Operation) -> int:
    return sum(1 + sum(map(_count_callbacks, callback.operations)) for callback in operation.callbacks)


def test_tags_below_tags_are_listed_each_once_however_deep(tmp_path: Path) -> None:
    path = tmp_path / "tags.json"
    path.write_text(json.dumps(nested_tags(2000)), encoding="utf-8")
    api = Api.from_spec(load(str(path)))
    listed = [(depth, branch.title) for top in api.tag_tree for depth, branch in top.walk()]
    assert sorted(name for _, name in listed) == sorted(f"t{number}" for number in range(2001))
    assert max(depth for depth, _ in listed) == MOST_LEVELS - 1


def test_what_builds_on_a_schema_writes_its_own_word_of_the_discriminator_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    original = HtmlWriter.code

    def code(self: HtmlWriter, text: str) -> Markup:
        written.append(text)
        return original(self, text)

    monkeypatch.setattr(HtmlWriter, "code", code)
    count = 100
    path = tmp_path / "heirs.json"
    path.write_text(json.dumps(taking(heirs(count))), encoding="utf-8")
    assert len(list(iter_pages(Api.from_spec(load(str(path)))))) > count
    assert written.count("Heir1") > 1
    assert len(written) < 10 * count
