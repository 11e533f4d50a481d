"""The errors of a document, by code and by status."""

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.error_codes import error_index
from support.documents import SPEC, api_of

DOCUMENT = """\
paths:
  /a:
    get:
      operationId: a
      responses:
        404:
          description: Gone
          content:
            application/json:
              examples: {one: {value: {code: gone, detail: No}}, two: {value: {error: lost}}}
        default: {description: Other}
        200: {description: OK, content: {application/json: {example: {code: fine}}}}
    put:
      operationId: b
      responses:
        4XX: {description: Any, content: {application/json: {example: text}}}
        400:
          description: Bad
          content: {application/json: {example: {error: {code: bad, message: Mend it}}}}
"""


def test_the_known_codes_of_the_local_api_are_found() -> None:
    index = error_index(Api.from_spec(load(str(SPEC))))
    assert [(found.code, found.statuses, found.messages) for found in index.codes] == [
        ("invalid_json", ("400",), ("Request body must be valid JSON.",)),
        ("open_failed", ("400",), ("Session project path is unavailable.",)),
        ("focus_failed", ("400",), ("main window unavailable",)),
        ("unauthorized", ("401",), ("Provide Authorization: Bearer <token>.",)),
        ("read_only", ("403",), ("Enable Full Automation to perform this action.",)),
        ("not_found", ("404",), ("session not found",)),
        ("focus_unavailable", ("501",), ("Session focus is unavailable.",)),
    ]
    assert [found.status_code for found in index.statuses] == ["400", "401", "403", "404", "501"]


def test_a_code_knows_its_operations_and_a_status_its_codes() -> None:
    index = error_index(api_of(DOCUMENT))
    assert [
        (found.code, [operation.operation_id for operation in found.operations]) for found in index.codes
    ] == [
        ("bad", ["b"]),
        ("gone", ["a"]),
        ("lost", ["a"]),
    ]
    assert [(found.status_code, found.descriptions, found.codes) for found in index.statuses] == [
        ("400", ("Bad",), ("bad",)),
        ("404", ("Gone",), ("gone", "lost")),
        ("4XX", ("Any",), ()),
    ]
