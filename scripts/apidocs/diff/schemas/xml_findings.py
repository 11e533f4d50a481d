"""The differences between how two values are written as XML."""

from __future__ import annotations

from collections.abc import Iterator

from apidocs.diff.schemas.finding import Child, Finding
from apidocs.model.schema.schema import Schema, Xml

NONE = Xml()


def iter_xml(base: Schema, revision: Schema, child: Child) -> Iterator[Finding]:
    """Iterate over the differences; a prefix is only a name for a namespace within a document."""
    texts = [_written(schema, child) for schema in (base, revision)]
    if texts[0] != texts[1]:
        yield Finding("xml-changed", *texts)


def _written(schema: Schema, child: Child) -> str:
    """Write the element or attribute that a value becomes (OpenAPI 3.1, section 4.8.26)."""
    xml = schema.xml or NONE
    is_root = not child.label
    name = xml.name or child.name or ((schema.name or "") if is_root else "")
    namespace = f" in {xml.namespace}" if xml.namespace else ""
    is_attribute = xml.attribute or xml.node_type == "attribute"
    form = f"the attribute {name}" if is_attribute else f"<{name or 'item'}>"
    if xml.node_type not in {None, "element", "attribute"}:
        form = f"{xml.node_type} content"
    return f"{form}{namespace}{' around its items' * (xml.wrapped and 'array' in schema.types)}"
