"""Media types, their encodings and their headers."""

from apidocs.model.media_type import MediaType
from support.documents import operation_of


def test_a_media_type_keeps_schema_examples_and_encoding() -> None:
    media_type = _media_type("""\
schema: {type: object}
examples: {one: {value: 0}, two: {externalValue: https://a.example}}
encoding:
  a: {contentType: image/png, style: form, explode: false, allowReserved: true, headers: {X: {}}}""")
    assert [(found.name, found.value, found.external_value) for found in media_type.examples] == [
        ("one", (0,), None),
        ("two", (), "https://a.example"),
    ]
    encoding = media_type.encoding["a"]
    assert (encoding.content_type, encoding.style, encoding.explode, encoding.allow_reserved) == (
        "image/png",
        "form",
        False,
        True,
    )
    assert [found.name for found in encoding.headers] == ["X"]


def test_3_2_describes_the_items_of_a_sequence() -> None:
    media_type = _media_type(
        "itemSchema: {type: string}\nitemEncoding: {contentType: a/b}\nprefixEncoding: [{style: form}]"
    )
    assert media_type.schema is None
    assert media_type.item_schema is not None
    assert media_type.item_schema.types == ("string",)
    assert media_type.item_encoding is not None
    assert media_type.item_encoding.content_type == "a/b"
    assert media_type.prefix_encoding[0].style == "form"


def _media_type(text: str) -> MediaType:
    indented = "".join(f"    {line}\n" for line in text.splitlines())
    body = operation_of(f"requestBody:\n  content:\n   a/b:\n{indented}").request_body
    assert body is not None
    return body.content[0]
