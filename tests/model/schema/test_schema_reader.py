"""Schema Objects of every version as `Schema` values."""

from apidocs.document.document import Location
from apidocs.model.api import Api
from apidocs.model.schema.reader import SchemaReader
from support.documents import api_of, api_of_file, document_of, schema_of


def test_a_reference_is_kept_and_its_target_can_be_looked_up() -> None:
    api = api_of("components: {schemas: {X: {$ref: '#/components/schemas/Y'}, Y: {type: string}}}")
    schema = api.components["X"]
    assert (schema.name, schema.is_bare, schema.reference) == (
        "X",
        True,
        Location("", "/components/schemas/Y"),
    )
    assert api.schemas.target(schema).name == "Y"


def test_before_3_1_only_a_description_beside_a_reference_counts() -> None:
    text = """\
X: {$ref: '#/components/schemas/Y', description: Own, maxLength: 3}
Y: {type: string, description: Its}"""
    new, new_shaper = schema_of(text)
    old, old_shaper = schema_of(text, "3.0.3")
    assert new_shaper.merged(new).description == "Own"
    assert new_shaper.merged(new).constraints == {"maxLength": 3}
    assert old_shaper.merged(old).description == "Own"
    assert old_shaper.merged(old).constraints == {}


def test_a_target_may_stand_anywhere_in_the_document() -> None:
    api = api_of("""\
paths: {/: {get: {responses: {200: {content: {a/b: {schema: {properties: {x: {type: string}}}}}}}}}}
components: {schemas: {X: {$ref: '#/paths/~1/get/responses/200/content/a~1b/schema/properties/x'}}}
""")
    place = Location("", "/paths/~1/get/responses/200/content/a~1b/schema/properties/x")
    assert api.components["X"].reference == place
    assert api.schemas[place].types == ("string",)


def test_references_to_one_schema_are_one_value() -> None:
    schema, _ = schema_of(
        "X: {properties: {a: {$ref: '#/components/schemas/Y'}, b: {$ref: '#/components/schemas/Y'}}}\nY: {}"
    )
    assert schema.properties["a"] is schema.properties["b"]


def test_an_anchor_can_be_referred_to() -> None:
    schema, shaper = schema_of("X: {items: {$ref: '#here'}}\nY: {$anchor: here, type: boolean}")
    assert shaper.shape(schema).value == [True]


def test_a_dynamic_reference_leads_to_the_anchor_of_its_file() -> None:
    schema, shaper = schema_of(
        "X: {properties: {n: {$dynamicRef: '#node'}}}\nY: {$dynamicAnchor: node, type: integer}"
    )
    assert shaper.shape(schema).value == {"n": 0}


def test_what_cannot_be_resolved_allows_anything() -> None:
    schema, shaper = schema_of("X: {properties: {a: {$ref: '#/components/schemas/Missing'}}}")
    assert schema.properties["a"].reference is None
    assert shaper.shape(schema).value == {"a": "<any>"}


def test_what_is_no_schema_allows_anything() -> None:
    schema, shaper = schema_of(
        "X: {properties: {a: 3, b: null, c: [1], d: {properties: text, required: a, allOf: {}}}}"
    )
    assert shaper.shape(schema).value == {"a": "<any>", "b": "<any>", "c": "<any>", "d": "<any>"}


def test_the_dialect_of_3_0_reads_as_that_of_3_1() -> None:
    api = api_of_file("openapi-3.0-dialect.yaml")
    found = api.components["Old"].properties
    assert found["nullable"].types == ("string", "null")
    assert found["nullable_without_type"].types == ()
    assert found["above"].constraints == {"exclusiveMinimum": 3}
    assert found["below"].constraints == {"exclusiveMaximum": -1}
    assert found["inclusive"].constraints == {"minimum": 3}
    assert found["siblings"].description == "Not read"


def test_a_schema_in_another_file_knows_its_place(tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    (tmp_path / "openapi.yaml").write_text(
        "openapi: 3.1.0\ncomponents: {schemas: {X: {$ref: 'more.yaml#/Y'}}}"
    )
    (tmp_path / "more.yaml").write_text("Y: {properties: {z: {$ref: '#/Z'}}}\nZ: {type: string}")
    from apidocs.document.load import load  # noqa: PLC0415

    api = Api.from_spec(load(str(tmp_path / "openapi.yaml")))
    assert Location("more.yaml", "/Z") in api.schemas


def test_the_same_place_read_twice_is_one_value_only_when_something_refers_to_it() -> None:
    document = document_of("here: {type: string}")
    reader = SchemaReader(document)
    assert reader.from_spec(document.root.child("here")).types == ("string",)
    assert len(reader.schemas()) == 0
