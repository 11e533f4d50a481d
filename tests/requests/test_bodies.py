"""Bodies of requests, one for each sort of media type."""

import pytest

from apidocs.requests.bodies import Body, text_of
from apidocs.requests.form_fields import FormField
from support.documents import api_of, api_of_file, request_of

TEXTS = [
    ("sendJson", "application/vnd.api+json", '{\n  "text": "it\'s",\n  "html": "<b>"\n}'),
    ("sendText", "text/plain", "@home\nline two"),
    ("sendLines", "application/x-ndjson", '{"n":1}\n{"n":2}\n'),
    ("sendAnything", "application/json", "{}"),
]


@pytest.mark.parametrize(("operation_id", "media_type", "text"), TEXTS)
def test_a_text_goes_over_the_wire_as_it_is(operation_id: str, media_type: str, text: str) -> None:
    assert _body(operation_id) == Body(media_type, text)


def test_a_form_repeats_the_field_of_an_array_and_writes_an_object_as_json_unless_a_style_is_named() -> None:
    assert [(field.name, field.value) for field in _body("sendForm").fields] == [
        ("name", "Rex & co"),
        ("tags", "a"),
        ("tags", "b c"),
        ("address", '{"city": "Köln"}'),
        ("size", "0"),
        ("codes", "x,y"),
        ("range[from]", "1"),
    ]
    assert [field.text for field in _body("sendForm").fields][-2:] == ["codes=x,y", "range%5Bfrom%5D=1"]


def test_a_part_that_holds_bytes_is_a_file_and_one_that_is_an_object_is_json() -> None:
    assert _body("upload").fields == (
        FormField("title", "One; two"),
        FormField("photos", "file", is_file=True),
        FormField("cover", "file", is_file=True, media_type="image/png"),
        FormField("meta", '{"a": "x;y"}', media_type="application/json"),
    )


def test_bytes_are_read_from_a_file() -> None:
    assert _body("sendBytes") == Body("image/png", file="file")


def test_an_event_stream_has_a_line_for_each_field_of_an_event() -> None:
    api = api_of_file("openapi-3.2.yaml")
    stream, lines = api.operations[2].responses[0].content
    value = [{"event": "born", "data": "a\nb"}, {"n": 1}]
    assert (
        text_of(stream, value, lambda schema: schema) == 'event: born\ndata: a\ndata: b\n\ndata: {"n":1}\n\n'
    )
    assert text_of(lines, value[1], lambda schema: schema) == '{"n":1}\n'


def _body(operation_id: str) -> Body:
    body = request_of(api_of_file("request-bodies.yaml"), operation_id).body
    assert body is not None
    return body


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("{schema: {type: string, xml: {name: motto}, example: 'a < b'}}", "<motto>a &lt; b</motto>"),
        ("{schema: {type: string, xml: {name: motto}}, example: '<own/>'}", "<own/>"),
        ("{schema: {type: string}, example: 'a < b'}", "a < b"),
        ("{schema: {type: object, example: '<own>1</own>'}}", "<own>1</own>"),
    ],
)
def test_a_text_is_the_content_of_the_root_unless_its_author_wrote_xml(content: str, text: str) -> None:
    body = f"{{content: {{application/xml: {content}}}}}"
    found = request_of(api_of(f"paths: {{/: {{post: {{operationId: a, requestBody: {body}}}}}}}"), "a").body
    assert found is not None
    assert found.text is not None
    assert found.text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n') == text
