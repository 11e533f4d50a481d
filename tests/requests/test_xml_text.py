"""JSON values as XML."""

import pytest

from apidocs.requests.xml_writer import xml_text
from support.documents import schema_of

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
    (
        "X: {properties: {a: {items: {}, xml: {name: all, wrapped: true}}}}",
        {"a": [1]},
        "<X>\n  <all>\n    <all>1</all>\n  </all>\n</X>",
    ),
    ("X: {items: {$ref: '#/components/schemas/Y'}}\nY: {type: object}", [{}], "<X>\n  <Y/>\n</X>"),
    (
        "X: {properties: {id: {xml: {attribute: true, prefix: a, namespace: 'urn:a'}}}}",
        {"id": 1},
        '<X xmlns:a="urn:a" a:id="1"/>',
    ),
    (
        "X: {}",
        {"bad name<": 1, "<key>": 2, "1st": 3},
        "<X>\n  <bad_name>1</bad_name>\n  <key>2</key>\n  <_1st>3</_1st>\n</X>",
    ),
    ("X: {}", None, "<X/>"),
]
NODE_TYPES = [
    ("{a: {xml: {nodeType: attribute}}}", {"a": 1}, '<X a="1"/>'),
    (
        "{a: {xml: {nodeType: attribute, name: id}}, t: {xml: {nodeType: text}}}",
        {"a": 1, "t": "<"},
        '<X id="1">&lt;</X>',
    ),
    ("{t: {xml: {nodeType: cdata}}}", {"t": "<b>]]>"}, "<X><![CDATA[<b>]]]]><![CDATA[>]]></X>"),
    ("{l: {items: {}, xml: {nodeType: element}}}", {"l": [1]}, "<X>\n  <l>\n    <l>1</l>\n  </l>\n</X>"),
    ("{l: {items: {xml: {name: i}}, xml: {nodeType: none}}}", {"l": [1]}, "<X>\n  <i>1</i>\n</X>"),
    ("{o: {xml: {nodeType: none}, properties: {a: {}}}}", {"o": {"a": 1}}, "<X>\n  <a>1</a>\n</X>"),
]


@pytest.mark.parametrize(("schema", "value", "text"), CASES)
def test_a_value_is_written_by_the_xml_keywords(schema: str, value: object, text: str) -> None:
    found, shaper = schema_of(schema)
    assert xml_text(value, found, shaper.merged) == HEAD + text


def test_a_value_without_a_schema_has_a_root_all_the_same() -> None:
    assert xml_text("a", None, lambda schema: schema) == HEAD + "<root>a</root>"


@pytest.mark.parametrize(("properties", "value", "text"), NODE_TYPES)
def test_a_value_is_the_kind_of_node_that_3_2_calls_it(properties: str, value: object, text: str) -> None:
    found, shaper = schema_of(f"X: {{properties: {properties}}}", "3.2.0")
    assert xml_text(value, found, shaper.merged) == HEAD + text
