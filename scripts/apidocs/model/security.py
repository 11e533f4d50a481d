"""Turns Security Scheme and Security Requirement Objects into values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from apidocs.document import Node
from apidocs.model.reading import mapping_of, text


@dataclass(frozen=True)
class OAuthFlow:
    """One OAuth2 flow: where tokens come from and which scopes there are."""

    name: str
    authorization_url: str | None
    token_url: str | None
    refresh_url: str | None
    scopes: Mapping[str, str]

    @classmethod
    def from_spec(cls, name: str, node: Node) -> OAuthFlow:
        """Read one OAuth Flow Object (OpenAPI 3.1, section 4.8.29)."""
        scopes = {scope: str(meaning.value) for scope, meaning in mapping_of(node, "scopes")}
        urls = (text(node, key) for key in ("authorizationUrl", "tokenUrl", "refreshUrl"))
        return cls(name, *urls, scopes=scopes)


@dataclass(frozen=True)
class SecurityScheme:
    """How a client proves who it is (OpenAPI 3.1, section 4.8.27)."""

    key: str
    type: str
    description: str | None = None
    scheme: str | None = None
    parameter_name: str | None = None
    location: str | None = None
    bearer_format: str | None = None
    open_id_connect_url: str | None = None
    flows: tuple[OAuthFlow, ...] = ()

    @classmethod
    def from_spec(cls, key: str, node: Node) -> SecurityScheme:
        """Read one scheme of any type."""
        return cls(
            key=key,
            type=text(node, "type") or "",
            description=text(node, "description"),
            scheme=(text(node, "scheme") or "").lower() or None,
            parameter_name=text(node, "name"),
            location=text(node, "in"),
            bearer_format=text(node, "bearerFormat"),
            open_id_connect_url=text(node, "openIdConnectUrl"),
            flows=tuple(OAuthFlow.from_spec(name, flow) for name, flow in mapping_of(node, "flows")),
        )


@dataclass(frozen=True)
class SecurityRequirement:
    """Schemes that must hold together, each with its scopes or role names; none at all means anonymous."""

    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, node: Node) -> SecurityRequirement:
        """Read one Security Requirement Object (OpenAPI 3.1, section 4.8.30)."""
        return cls({key: tuple(str(n.value) for n in names.elements()) for key, names in node.items()})
