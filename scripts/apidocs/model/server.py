"""Server Objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from apidocs.document.document import Node
from apidocs.model.reading import extensions_of, list_of, mapping_of, text, texts


@dataclass(frozen=True)
class ServerVariable:
    """A part of a server's URL that the client may choose."""

    default: str
    values: tuple[str, ...]
    description: str | None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, node: Node) -> ServerVariable:
        """Read one Server Variable Object."""
        default, values = text(node, "default") or "", texts(node, "enum")
        return cls(default, values, text(node, "description"), extensions_of(node))


@dataclass(frozen=True)
class Server:
    """Where the operations are served (OpenAPI 3.1, section 4.8.5).

    `url` is as written; a relative one starts from `base_url`, the document's own URL, "" for a file.
    """

    url: str
    description: str | None = None
    variables: Mapping[str, ServerVariable] | None = None
    base_url: str = ""
    name: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, node: Node) -> Server:
        """Read one Server Object."""
        variables = {
            name: ServerVariable.from_spec(variable) for name, variable in mapping_of(node, "variables")
        }
        return cls(
            text(node, "url") or "/",
            text(node, "description"),
            variables,
            document_url(node),
            text(node, "name"),
            extensions_of(node),
        )

    @property
    def default_url(self) -> str:
        """The URL with each variable's default in its place and no slash at its end."""
        url = self.url
        for name, variable in (self.variables or {}).items():
            url = url.replace("{" + name + "}", variable.default)
        return (urljoin(self.base_url, url) if self.base_url else url).rstrip("/")


def read_servers(node: Node) -> tuple[Server, ...]:
    """Return the members of `servers`, in the document's order."""
    return tuple(Server.from_spec(element) for element in list_of(node, "servers"))


def read_root_servers(root: Node) -> tuple[Server, ...]:
    """Return the root's servers; OpenAPI 3.1, section 4.8.1: without any it is the one with the URL `/`."""
    return read_servers(root) or (Server("/", base_url=document_url(root)),)


def document_url(node: Node) -> str:
    """Return the URL that relative ones start from: the document's, "" when it is a file.

    OpenAPI 3.2, section 4.1.2.2.1: `$self` is the document's own word for it.
    """
    own = text(node.document.root, "$self") or ""
    places = (own, node.document.root.source.name)
    return next((place for place in places if re.match(r"https?://", place, re.IGNORECASE)), "")
