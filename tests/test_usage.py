"""Which operations a component schema is part of."""

from apidocs.usage import schema_usage
from documents import api_of

DOCUMENT = """\
paths:
  /a:
    get:
      operationId: list
      parameters:
        - {name: f, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
      responses:
        200:
          headers: {X: {schema: {$ref: '#/components/schemas/Header'}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    post:
      operationId: add
      requestBody: {content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet: {properties: {owner: {$ref: '#/components/schemas/Owner'}}}
    Owner: {additionalProperties: {$ref: '#/components/schemas/Pet'}}
    Filter: {}
    Header: {}
    Unused: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}
"""


def test_a_schema_is_used_where_an_operation_reaches_it_through_others_too() -> None:
    usage = schema_usage(api_of(DOCUMENT))
    assert {name: [found.operation_id for found in operations] for name, operations in usage.items()} == {
        "Pet": ["list", "add"],
        "Owner": ["list", "add"],
        "Filter": ["list"],
        "Header": ["list"],
        "Unused": [],
    }
