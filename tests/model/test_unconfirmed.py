"""What a description marks as inferred is known, by operation and part."""

import re

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.unconfirmed import unconfirmed, unconfirmed_parts
from support.documents import SPEC, api_of

WHOLE = "all but its method and path"


def test_a_part_is_marked_where_it_is_written_or_where_a_reference_stands_by_its_operation() -> None:
    (operation,) = api_of("""\
paths:
  /a/{id}:
    get:
      x-unconfirmed:
        responses/404: The other reads have it.
        responses/500: [no, reason]
      parameters: [{name: id, in: path, required: true, x-unconfirmed: The path has it.}]
      requestBody: {content: {}, x-unconfirmed: Seen nowhere.}
      responses:
        "200": {description: Fine, x-unconfirmed: true}
        "201": {description: Made, x-unconfirmed: Heard of.}
        "404": {$ref: "#/components/responses/Missing"}
components: {responses: {Missing: {description: Missing}}}
""").operations
    assert unconfirmed(operation.extensions) is None
    assert unconfirmed_parts(operation) == {
        "parameters/id": "The path has it.",
        "requestBody": "Seen nowhere.",
        "responses/201": "Heard of.",
        "responses/404": "The other reads have it.",
    }


def test_a_whole_operation_is_marked_by_its_reason() -> None:
    (operation,) = api_of("paths: {/a: {get: {x-unconfirmed: Heard of., responses: {}}}}\n").operations
    assert unconfirmed(operation.extensions) == "Heard of."
    assert unconfirmed_parts(operation) == {}


def test_the_marks_of_our_description_are_those_that_its_head_lists() -> None:
    head = SPEC.read_text(encoding="utf-8").partition("# INFERRED\n")[2].partition("# OPEN: operations")[0]
    listed = {name: parts.split(", ") for name, parts in re.findall(r"(?m)^#   - (\w+): (.*)$", head)}
    api = Api.from_spec(load(str(SPEC)))
    marked = {
        operation.operation_id: [part.rpartition("/")[2] for part in unconfirmed_parts(operation)]
        for operation in api.operations
        if unconfirmed_parts(operation)
    }
    marked |= {found.operation_id: [WHOLE] for found in api.operations if unconfirmed(found.extensions)}
    for schema in api.schemas.values():
        fields = [name for name, found in schema.properties.items() if unconfirmed(found.extensions)]
        marked |= {schema.name: fields} if fields and schema.name else {}
    assert marked == listed


def test_every_mark_of_our_description_names_a_part_that_is_there() -> None:
    for operation in Api.from_spec(load(str(SPEC))).operations:
        parts = {f"parameters/{found.name}" for found in operation.parameters}
        parts |= {f"responses/{found.status_code}" for found in operation.responses}
        parts |= {"requestBody"} if operation.request_body is not None else set()
        assert set(unconfirmed_parts(operation)) <= parts, operation.operation_id
