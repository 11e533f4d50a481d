"""Security Scheme and Security Requirement Objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from apidocs.document.document import Node
from apidocs.model.reading import extensions_of, flag, mapping_of, text, texts

# Swagger 2.0's names of the OAuth2 flows, and those of OpenAPI 3.
FLOW_NAMES: Mapping[str, str] = {"application": "clientCredentials", "accessCode": "authorizationCode"}
# Where the schemes of a document are, as a reference says it.
SCHEMES: Final = "#/components/securitySchemes/"


@dataclass(frozen=True)
class OAuthFlow:
    """One OAuth2 flow: where tokens come from and which scopes there are."""

    name: str
    authorization_url: str | None = None
    device_authorization_url: str | None = None
    token_url: str | None = None
    refresh_url: str | None = None
    scopes: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, name: str, node: Node) -> OAuthFlow:
        """Read one OAuth Flow Object (OpenAPI 3.1, section 4.8.29)."""
        scopes = node.get("scopes")
        return cls(
            name,
            text(node, "authorizationUrl"),
            text(node, "deviceAuthorizationUrl"),
            text(node, "tokenUrl"),
            text(node, "refreshUrl"),
            {scope: _meaning(found) for scope, found in (scopes.items() if scopes is not None else ())},
            extensions_of(node),
        )


def _meaning(node: Node) -> str:
    """Return what a scope means; what is no text, against the specification, is shown as JSON."""
    if node.value is None:
        return ""
    return node.value if isinstance(node.value, str) else json.dumps(node.value, ensure_ascii=False)


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
    oauth2_metadata_url: str | None = None
    flows: tuple[OAuthFlow, ...] = ()
    deprecated: bool = False
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, key: str, node: Node) -> SecurityScheme:
        """Read one scheme of any type; Swagger 2.0's `basic` is the HTTP scheme of that name."""
        written = text(node, "type") or ""
        is_basic = written == "basic"
        return cls(
            key=key,
            type="http" if is_basic else written,
            description=text(node, "description"),
            scheme="basic" if is_basic else (text(node, "scheme") or "").lower() or None,
            parameter_name=text(node, "name"),
            location=text(node, "in"),
            bearer_format=text(node, "bearerFormat"),
            open_id_connect_url=text(node, "openIdConnectUrl"),
            oauth2_metadata_url=text(node, "oauth2MetadataUrl"),
            flows=tuple(_iter_flows(node)),
            deprecated=flag(node, "deprecated"),
            extensions={**extensions_of(node), **extensions_of(node.get("flows") or node)},
        )


def _iter_flows(node: Node) -> Iterator[OAuthFlow]:
    for name, flow in mapping_of(node, "flows"):
        if not name.startswith("x-"):
            yield OAuthFlow.from_spec(name, flow)
    single = text(node, "flow")  # Swagger 2.0: one flow, written in the scheme itself
    if single is not None:
        yield replace(OAuthFlow.from_spec(FLOW_NAMES.get(single, single), node), extensions={})


@dataclass(frozen=True)
class SecurityRequirement:
    """Schemes that must hold together, each with its scopes or role names; none at all means anonymous."""

    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, node: Node) -> SecurityRequirement:
        """Read one Security Requirement Object (OpenAPI 3.1, section 4.8.30).

        Since 3.2, section 4.30, a key may be the address of a scheme: of the document's own it is the name.
        """
        return cls({key.removeprefix(SCHEMES): texts(node, key) for key, _ in node.items()})


def read_security_schemes(root: Node) -> dict[str, SecurityScheme]:
    """Return the document's schemes by their key."""
    components = root.get("components")
    owner, key = (root, "securityDefinitions") if components is None else (components, "securitySchemes")
    return {name: SecurityScheme.from_spec(name, node) for name, node in mapping_of(owner, key)}
