"""Turns Server Objects into values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apidocs.document import Node
from apidocs.model.reading import list_of, mapping_of, text


@dataclass(frozen=True)
class ServerVariable:
    """A part of a server's URL that the client may choose."""

    default: str
    values: tuple[str, ...]
    description: str | None


@dataclass(frozen=True)
class Server:
    """Where the operations are served (OpenAPI 3.1, section 4.8.5)."""

    url: str
    description: str | None
    variables: Mapping[str, ServerVariable]

    @classmethod
    def from_spec(cls, node: Node) -> Server:
        """Read one Server Object."""
        variables = {
            name: ServerVariable(
                text(variable, "default") or "",
                tuple(str(value.value) for value in list_of(variable, "enum")),
                text(variable, "description"),
            )
            for name, variable in mapping_of(node, "variables")
        }
        return cls(text(node, "url") or "/", text(node, "description"), variables)

    @property
    def default_url(self) -> str:
        """The URL with each variable's default in its place and no slash at its end."""
        url = self.url
        for name, variable in self.variables.items():
            url = url.replace("{" + name + "}", variable.default)
        return url.rstrip("/")


def read_servers(node: Node) -> tuple[Server, ...]:
    """The members of `servers`, in the document's order."""
    return tuple(Server.from_spec(element) for element in list_of(node, "servers"))
