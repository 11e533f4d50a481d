"""Which operations a component schema is part of."""

from apidocs.pages.indexes.schema_usage import schema_usage
from support.documents import api_of, api_of_file

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


def test_webhooks_and_callbacks_use_schemas_too() -> None:
    usage = schema_usage(api_of_file("callbacks-and-webhooks.yaml"))
    assert [use.operation.operation_id for use in usage["Event"]] == ["subscribe"]
    schema = "schema: {$ref: '#/components/schemas/X'}"
    webhooks = f"webhooks: {{x: {{post: {{requestBody: {{content: {{a/b: {{{schema}}}}}}}}}}}}}"
    assert len(schema_usage(api_of(f"{webhooks}\ncomponents: {{schemas: {{X: {{}}}}}}"))["X"]) == 1


def test_a_schema_is_used_where_an_operation_reaches_it_through_others_too() -> None:
    usage = schema_usage(api_of(DOCUMENT))
    found = {
        name: {use.operation.operation_id: use.directions for use in uses} for name, uses in usage.items()
    }
    both = {"list": ("response",), "add": ("request",)}
    assert found == {
        "Pet": both,
        "Owner": both,
        "Filter": {"list": ("request",)},
        "Header": {"list": ("response",)},
        "Unused": {},
    }


def test_a_schema_may_be_part_of_the_request_and_of_the_response() -> None:
    content = "content: {a/b: {schema: {$ref: '#/components/schemas/X'}}}"
    operation = f"{{operationId: a, requestBody: {{{content}}}, responses: {{200: {{{content}}}}}}}"
    uses = schema_usage(
        api_of(f"paths: {{/a: {{post: {operation}}}}}\ncomponents: {{schemas: {{X: {{}}}}}}")
    )["X"]
    assert [use.directions for use in uses] == [("request", "response")]
