"""Schemas of a few lines that stand for very many values: their cost is bounded, and what is cut is told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.schema.all_of import MOST_CHOICES
from apidocs.pages.fields.field_table import FieldLister
from apidocs.schemas.shape.choices import Chooser
from apidocs.schemas.shape.shape import Shaper
from apidocs.validation import schema_checks
from apidocs.validation.validate import validate
from benchmarks.hostile_shapes import SHAPES, Schemas, choice, combined, doubled, write_hostile_shape
from support.documents import WORDS, api_of, iter_pages, problems_of

MOST_BYTES = 100_000


def document(schemas: Schemas) -> str:
    return f"components: {json.dumps({'schemas': schemas})}"


@pytest.mark.parametrize("name", SHAPES)
def test_a_small_document_of_any_shape_makes_its_pages(tmp_path: Path, name: str) -> None:
    path = write_hostile_shape(tmp_path, name)
    assert path.stat().st_size < MOST_BYTES
    assert len(list(iter_pages(Api.from_spec(load(str(path)))))) > len(SHAPES)


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
    assert chooser.choice(level, ()) is shaper.merged(api.components["L1"])


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
