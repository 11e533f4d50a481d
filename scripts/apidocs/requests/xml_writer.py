"""Write a JSON value as XML, by the `xml` keywords of its schema (OpenAPI 3.1, section 4.8.26)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from apidocs.model.schema.schema import Schema, Xml
from apidocs.requests.serialization import plain

Merged = Callable[[Schema], Schema]

# The name of a root whose schema has none.
ROOT: Final = "root"
NO_KEYWORDS: Final = Xml()
# What no name may hold, and what none may begin with (XML 1.0, section 2.3).
UNNAMEABLE: Final = re.compile(r"[^\w.:-]+")
NO_START: Final = re.compile(r"^(?=[\d.-])")


@dataclass
class _Content:
    """What stands inside an element: attributes and namespaces by name, its children, and its text."""

    attributes: dict[str, str] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)
    text: str = ""


def xml_text(value: Any, schema: Schema | None, merged: Merged) -> str:  # noqa: ANN401 - a JSON value
    """Return an XML document of one root element, indented by two spaces."""
    found = None if schema is None else merged(schema)
    xml = _keywords(found)
    name = xml.name or (found.name if found is not None else None) or ROOT
    is_list = isinstance(value, list)
    inner = _inner(_item_name(name, found, merged) if is_list else name, value, found, merged)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _element(_tag(name, xml), xml, inner)


def _item_name(name: str, schema: Schema | None, merged: Merged) -> str:
    """Call the elements of a root after their own schema, where that has a name."""
    items = None if schema is None or schema.items is None else merged(schema.items)
    return (items.name if items is not None else None) or name


def _nodes(name: str, value: Any, schema: Schema | None, merged: Merged) -> _Content:  # noqa: ANN401
    """Return what a value adds to the element that it is in."""
    xml = _keywords(schema)
    kind = _kind(xml, value)
    own_name = xml.name or name
    if kind == "attribute":
        return _Content({**_namespace(xml), _tag(own_name, xml): plain(value)})
    if kind == "text":
        return _Content(text=escape(plain(value)))
    if kind == "cdata":
        return _Content(text=f"<![CDATA[{plain(value).replace(']]>', ']]]]><![CDATA[>')}]]>")
    inner = _inner(own_name if kind == "element" else name, value, schema, merged)
    return inner if kind == "none" else _Content(children=[_element(_tag(own_name, xml), xml, inner)])


def _inner(name: str, value: Any, schema: Schema | None, merged: Merged) -> _Content:  # noqa: ANN401
    if isinstance(value, list):
        return _items(name, value, schema, merged)
    if not isinstance(value, dict):
        return _Content(text=escape(plain(value)))
    properties = {} if schema is None else schema.properties
    found = (
        _nodes(key, member, merged(properties[key]) if key in properties else None, merged)
        for key, member in value.items()
    )
    return _joined(found)


def _items(name: str, values: list[Any], schema: Schema | None, merged: Merged) -> _Content:
    """Elements are named by the items' own `xml.name`, else as the array is (section 4.8.26.2)."""
    items = None if schema is None or schema.items is None else merged(schema.items)
    return _joined(_nodes(name, value, items, merged) for value in values)


def _joined(contents: Iterator[_Content]) -> _Content:
    whole = _Content()
    for content in contents:
        whole.attributes |= content.attributes
        whole.children += content.children
        whole.text += content.text
    return whole


def _kind(xml: Xml, value: Any) -> str:  # noqa: ANN401
    """Return the kind of node: 3.2's `nodeType`, else what `attribute` and `wrapped` mean in its words."""
    if xml.node_type is not None:
        return xml.node_type
    if isinstance(value, list) and not xml.wrapped:
        return "none"
    return "attribute" if xml.attribute else "element"


def _element(tag: str, xml: Xml, inner: _Content) -> str:
    written = {**_namespace(xml), **inner.attributes}
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in written.items())
    if inner.children:
        lines = [*([inner.text] if inner.text else []), *inner.children]
        return f"<{tag}{attributes}>\n  " + "\n".join(lines).replace("\n", "\n  ") + f"\n</{tag}>"
    return f"<{tag}{attributes}>{inner.text}</{tag}>" if inner.text else f"<{tag}{attributes}/>"


def _keywords(schema: Schema | None) -> Xml:
    return NO_KEYWORDS if schema is None or schema.xml is None else schema.xml


def _tag(name: str, xml: Xml) -> str:
    plain_name = NO_START.sub("_", UNNAMEABLE.sub("_", name.strip("<>")) or "_")
    return f"{xml.prefix}:{plain_name}" if xml.prefix else plain_name


def _namespace(xml: Xml) -> dict[str, str]:
    if not xml.namespace:
        return {}
    return {f"xmlns:{xml.prefix}" if xml.prefix else "xmlns": xml.namespace}
