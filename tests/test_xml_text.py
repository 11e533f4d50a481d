"""JSON values as XML."""

import pytest

from apidocs.xml_text import xml_text
from documents import schema_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CASES = [
    ("X: {type: string}", "a < b", "<X>a &lt; b</X>"),
    ("X: {xml: {name: pet}}", {"id": 1, "ok": True}, "<pet>\n  <id>1</id>\n  <ok>true</ok>\n</pet>"),
    ("X: {properties: {id: {xml: {attribute: true}}}}", {"id": 'a"b'}, "<X id='a\"b'/>"),
    (
        "X: {properties: {id: {xml: {prefix: s, namespace: 'urn:s'}}}}",
        {"id": 1},
        '<X>\n  <s:id xmlns:s="urn:s">1</s:id>\n</X>',
    ),
    ("X: {properties: {a: {items: {}}}}", {"a": [1, 2]}, "<X>\n  <a>1</a>\n  <a>2</a>\n</X>"),
    (
        "X: {properties: {a: {items: {xml: {name: i}}, xml: {wrapped: true}}}}",
        {"a": [1]},
        "<X>\n  <a>\n    <i>1</i>\n  </a>\n</X>",
    ),
    ("X: {items: {xml: {name: i}}}", [1, 2], "<X>\n  <i>1</i>\n  <i>2</i>\n</X>"),
    ("X: {}", None, "<X></X>"),
]


@pytest.mark.parametrize(("schema", "value", "text"), CASES)
def test_a_value_is_written_by_the_xml_keywords(schema: str, value: object, text: str) -> None:
    found, shaper = schema_of(schema)
    assert xml_text(value, found, shaper.merged) == HEAD + text


def test_a_value_without_a_schema_has_a_root_all_the_same() -> None:
    assert xml_text("a", None, lambda schema: schema) == HEAD + "<root>a</root>"
