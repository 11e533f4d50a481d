"""What a diff says of two schemas, against the values that each of them accepts."""

import json
import os
from typing import Any

import jsonschema
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apidocs.diff.change import Change
from apidocs.diff.compare import compare
from support.documents import api_of
from support.schema_pairs.described import Described
from support.schema_pairs.steps import FRESH, edited_pairs, rewritten_pairs
from support.schema_pairs.values import values_of

# How many pairs each property is tried on; `make bench` tries more.
PAIRS = int(os.environ.get("DIFF_PAIRS", "40"))
EACH_RUN = settings(
    max_examples=PAIRS,
    deadline=None,
    derandomize="DIFF_PAIRS" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
HARMFUL = ("breaking", "risky")


def changes(base: Described, revision: Described, direction: str) -> tuple[Change, ...]:
    sides = []
    for side in (base, revision):
        content = {"application/json": {"schema": side.schema}}
        operation: dict[str, Any] = {"requestBody": {"content": content}, "responses": {}}
        if direction == "response":
            operation = {"responses": {"200": {"description": "ok", "content": content}}}
        document = {
            "info": {"title": "t", "version": "1"},
            "paths": {"/a": {"post": operation}},
            "components": {"schemas": side.components},
        }
        sides.append(api_of(_as_yaml(document), side.version))
    return compare(*sides)


def _as_yaml(document: Any) -> str:  # noqa: ANN401 - JSON
    """Write the members of a document: JSON is YAML."""
    return "\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items())


def witness(taken_by: Described, refused_by: Described) -> list[Any]:
    """Return a value that one schema takes and the other one refuses, if one is near."""
    takes, refuses = (jsonschema.Draft202012Validator(side.plain()) for side in (taken_by, refused_by))
    for value in (*values_of(taken_by), *values_of(refused_by)):
        if takes.is_valid(value) and not refuses.is_valid(value):
            return [value]
    return []


@EACH_RUN
@given(edited_pairs())
def test_a_value_that_a_request_loses_is_never_silent_or_safe(pair: tuple[Described, Described]) -> None:
    base, revision = pair
    assume(FRESH not in repr(revision))
    found = witness(base, revision)
    if found:
        told = changes(base, revision, "request")
        assert any(change.level in HARMFUL for change in told), (found, [change.id for change in told])


@EACH_RUN
@given(edited_pairs())
def test_a_value_that_a_response_gains_is_never_silent_or_safe(pair: tuple[Described, Described]) -> None:
    base, revision = pair
    found = witness(revision, base)
    if found:
        told = changes(base, revision, "response")
        assert any(change.level in HARMFUL for change in told), (found, [change.id for change in told])


@EACH_RUN
@given(rewritten_pairs(), st.sampled_from(("request", "response")))
def test_two_ways_to_write_the_same_values_break_nobody(
    pair: tuple[Described, Described], direction: str
) -> None:
    assume(not witness(*pair))
    assume(not witness(*pair[::-1]))
    told = changes(*pair, direction)
    assert not [change.text() for change in told if change.level == "breaking"]
