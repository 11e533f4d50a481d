"""Turns a JSON value into XML, by the `xml` keywords of its schema (OpenAPI 3.1, section 4.8.26)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from apidocs.model.schema import Schema, Xml
from apidocs.styles import plain

Merged = Callable[[Schema], Schema]

# The name of a root whose schema has none.
ROOT: Final = "root"
NO_KEYWORDS: Final = Xml()


def xml_text(value: Any, schema: Schema | None, merged: Merged) -> str:  # noqa: ANN401 - a JSON value
    """Return an XML document of one root element, indented by two spaces."""
    found = None if schema is None else merged(schema)
    xml = _keywords(found)
    name = xml.name or (found.name if found is not None else None) or ROOT
    elements = (
        _elements(name, value, found, merged)
        if not isinstance(value, list)
        else [_wrapped(_prefixed(name, xml), xml, _iter_items(name, value, found, merged))]
    )
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *elements])


def _elements(name: str, value: Any, schema: Schema | None, merged: Merged) -> Iterator[str] | list[str]:  # noqa: ANN401
    xml = _keywords(schema)
    own_name = xml.name or name
    if isinstance(value, list):
        items = _iter_items(name, value, schema, merged)
        return [_wrapped(_prefixed(own_name, xml), xml, items)] if xml.wrapped else items
    tag = _prefixed(own_name, xml)
    if not isinstance(value, dict):
        return [f"<{tag}{_namespace(xml)}>{escape(plain(value))}</{tag}>"]
    attributes, children = [_namespace(xml)], list[str]()
    for key, member in value.items():
        property_ = None if schema is None or key not in schema.properties else merged(schema.properties[key])
        keywords = _keywords(property_)
        if keywords.attribute:
            attributes.append(f" {_prefixed(keywords.name or key, keywords)}={quoteattr(plain(member))}")
        else:
            children += _elements(key, member, property_, merged)
    return [_element(tag, "".join(attributes), children)]


def _iter_items(name: str, values: list[Any], schema: Schema | None, merged: Merged) -> Iterator[str]:
    """Elements are named by the items' own `xml.name`, else as the array is (section 4.8.26.2)."""
    items = None if schema is None or schema.items is None else merged(schema.items)
    for value in values:
        yield from _elements(name, value, items, merged)


def _wrapped(tag: str, xml: Xml, children: Iterator[str]) -> str:
    return _element(tag, _namespace(xml), list(children))


def _element(tag: str, attributes: str, children: list[str]) -> str:
    if not children:
        return f"<{tag}{attributes}/>"
    inner = "\n".join(children).replace("\n", "\n  ")
    return f"<{tag}{attributes}>\n  {inner}\n</{tag}>"


def _keywords(schema: Schema | None) -> Xml:
    return NO_KEYWORDS if schema is None or schema.xml is None else schema.xml


def _prefixed(name: str, xml: Xml) -> str:
    return f"{xml.prefix}:{name}" if xml.prefix else name


def _namespace(xml: Xml) -> str:
    if not xml.namespace:
        return ""
    return f" xmlns{':' + xml.prefix if xml.prefix else ''}={quoteattr(xml.namespace)}"
