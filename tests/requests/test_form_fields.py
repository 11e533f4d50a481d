"""The fields that the example of a form becomes, as its encodings say."""

import pytest

from apidocs.requests.form_fields import FormField
from support.documents import api_of, request_of

HEADERS = """{
  X-Trace: {example: [1, 2]}, X-Size: {schema: {example: 3}},
  X-Note: {required: true, schema: {type: string}},
  X-Free: {schema: {type: string}}, Content-Type: {example: no}
}"""
FORMS = [
    ("{a: {explode: false}}", "{a: [x, 'y,z']}", ["a=x,y%2Cz"]),
    ("{a: {style: spaceDelimited}}", "{a: [x, 'y z']}", ["a=x%20y%20z"]),
    ("{a: {style: pipeDelimited}}", "{a: [x, y]}", ["a=x%7Cy"]),
    ("{a: {explode: true}}", "{a: {x: 1, y: 2}}", ["x=1", "y=2"]),
    ("{a: {allowReserved: true}}", "{a: 'x/y?z&q'}", ["a=x/y?z%26q"]),
    ("{a: {contentType: application/json}}", "{a: {x: 1}}", [None]),
    ("{}", "{a: x}", [None]),
]
PARTS = [
    ("{a: {explode: false}}", "{a: [x, y]}", "{}", [FormField("a", "x,y")]),
    ("{a: {style: deepObject}}", "{a: {x: 1}}", "{}", [FormField("a[x]", "1")]),
    ("{a: {contentType: text/csv}}", "{a: x}", "{}", [FormField("a", "x", media_type="text/csv")]),
    (
        "{a: {contentType: 'image/png, image/gif'}}",
        "{a: x}",
        "{properties: {a: {}}}",
        [FormField("a", "file", is_file=True, media_type="image/png")],
    ),
    (
        "{a: {contentType: image/png}}",
        "{a: eA==}",
        "{properties: {a: {type: string, contentEncoding: base64}}}",
        [FormField("a", "eA==", media_type="image/png")],
    ),
    (
        f"{{a: {{headers: {HEADERS}}}}}",
        "{a: x}",
        "{}",
        [FormField("a", "x", headers=(("X-Trace", "1,2"), ("X-Size", "3"), ("X-Note", "<X-Note>")))],
    ),
]


def fields_of(media_type: str, members: str) -> tuple[FormField, ...]:
    body = f"{{content: {{{media_type}: {{{members}}}}}}}"
    api = api_of(f"paths: {{/: {{post: {{operationId: a, requestBody: {body}}}}}}}", "3.2.0")
    found = request_of(api, "a").body
    assert found is not None
    return found.fields


@pytest.mark.parametrize(("encoding", "example", "texts"), FORMS)
def test_an_encoding_says_how_the_field_of_a_form_is_written(
    encoding: str, example: str, texts: list[str | None]
) -> None:
    fields = fields_of("application/x-www-form-urlencoded", f"encoding: {encoding}, example: {example}")
    assert [field.text for field in fields] == texts


@pytest.mark.parametrize(("encoding", "example", "schema", "fields"), PARTS)
def test_an_encoding_says_how_a_part_is_written(
    encoding: str, example: str, schema: str, fields: list[FormField]
) -> None:
    found = fields_of("multipart/form-data", f"encoding: {encoding}, example: {example}, schema: {schema}")
    assert list(found) == fields


def test_the_elements_of_a_list_are_parts_without_a_name() -> None:
    found = fields_of(
        "multipart/mixed",
        "schema: {prefixItems: [{type: object}, {contentMediaType: image/png}], items: {type: string}}, "
        "prefixEncoding: [{contentType: application/ld+json}, {contentType: image/png}], "
        "itemEncoding: {contentType: text/csv}, example: [{a: 1}, x, y]",
    )
    assert found == (
        FormField("", '{"a": 1}', media_type="application/ld+json"),
        FormField("", "file", is_file=True, media_type="image/png"),
        FormField("", "y", media_type="text/csv"),
    )


def test_an_item_schema_gives_one_part() -> None:
    found = fields_of("multipart/mixed", "itemSchema: {type: object, properties: {a: {default: 1}}}")
    assert found == (FormField("", '{"a": 1}', media_type="application/json"),)


CONTENTS = [
    (
        "application/xml",
        "{sum: 7}",
        "{type: object, xml: {name: invoice}}",
        "<invoice>\n  <sum>7</sum>\n</invoice>",
    ),
    (
        "application/x-www-form-urlencoded",
        "{street: Old Lane, number: 7}",
        "{}",
        "street=Old%20Lane&number=7",
    ),
    ("application/json", "hello", "{type: string}", '"hello"'),
    ("text/csv", "{a: 1, b: 'x,y'}", "{}", 'a,b\r\n1,"x,y"\r\n'),
    ("text/plain", "hello", "{type: string}", "hello"),
]


@pytest.mark.parametrize(("content_type", "example", "schema", "content"), CONTENTS)
def test_a_part_is_written_in_its_content_type(
    content_type: str, example: str, schema: str, content: str
) -> None:
    (found,) = fields_of(
        "multipart/form-data",
        f"encoding: {{a: {{contentType: {content_type}}}}}, example: {{a: {example}}}, "
        f"schema: {{properties: {{a: {schema}}}}}",
    )
    assert found.media_type == content_type
    assert found.value.endswith(content)


@pytest.mark.parametrize(
    ("members", "is_file"),
    [
        ("schema: {properties: {a: {}}}", True),
        ("schema: {properties: {a: true}}", True),
        ("schema: {properties: {a: {description: The scan}}}", True),
        ("schema: {properties: {a: {type: array, items: {}}}}", True),
        ("schema: {properties: {a: {}}}, encoding: {a: {contentType: image/png}}", True),
        ("schema: {properties: {a: {}}}, encoding: {a: {contentType: text/plain}}", False),
        ("schema: {properties: {a: {}}}, example: {a: x}", False),
        ("schema: {properties: {a: {enum: [x]}}}", False),
        ("schema: {properties: {a: {minLength: 1}}}", False),
        ("schema: {properties: {a: {oneOf: [{type: string}, {type: integer}]}}}", False),
    ],
)
def test_a_part_of_which_nothing_says_what_it_is_comes_from_a_file(members: str, is_file: bool) -> None:  # noqa: FBT001 - a case
    (found,) = fields_of("multipart/form-data", members)
    assert found.is_file is is_file
