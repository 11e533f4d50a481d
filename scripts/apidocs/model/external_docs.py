"""Turns External Documentation Objects into values."""

from __future__ import annotations

from dataclasses import dataclass

from apidocs.document import Node
from apidocs.model.reading import text


@dataclass(frozen=True)
class ExternalDocs:
    """Where more is written (OpenAPI 3.1, section 4.8.11)."""

    url: str
    description: str | None = None


def read_external_docs(node: Node) -> ExternalDocs | None:
    """Return the External Documentation Object below `externalDocs`, if it has a URL."""
    member = node.get("externalDocs")
    url = text(member, "url") if member is not None else None
    return None if member is None or url is None else ExternalDocs(url, text(member, "description"))
