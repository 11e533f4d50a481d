"""What readers need to know of each security scheme, and which operations accept it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.security import OAuthFlow, SecurityScheme
from apidocs.requests.credentials import Credential, credential
from apidocs.schemas.labels import Label

TYPES: Final = {
    "apiKey": Label("API key", "security_types.api_key"),
    "oauth2": "OAuth 2.0",
    "openIdConnect": "OpenID Connect",
    "mutualTLS": Label("Mutual TLS", "security_types.mutual_tls"),
}
HTTP_TYPES: Final = {
    "basic": Label("HTTP Basic", "security_types.basic"),
    "bearer": "HTTP Bearer",
    "digest": Label("HTTP Digest", "security_types.digest"),
}
FLOWS: Final = {
    "implicit": Label("Implicit flow", "flows.implicit"),
    "password": Label("Password flow", "flows.password"),
    "clientCredentials": Label("Client credentials flow", "flows.client_credentials"),
    "authorizationCode": Label("Authorization code flow", "flows.authorization_code"),
    "deviceAuthorization": Label("Device authorization flow", "flows.device_authorization"),
}


@dataclass(frozen=True)
class Flow:
    """A flow of OAuth 2.0: its title, the addresses it names by their texts, and the scopes there are."""

    name: str
    title: str
    urls: tuple[tuple[str, str], ...]
    scopes: Mapping[str, str]
    extensions: Mapping[str, Any]

    @classmethod
    def from_model(cls, flow: OAuthFlow) -> Flow:
        """Put a flow into words."""
        urls = _named(
            ("security_urls.authorization", flow.authorization_url),
            ("security_urls.device_authorization", flow.device_authorization_url),
            ("security_urls.token", flow.token_url),
            ("security_urls.refresh", flow.refresh_url),
        )
        return cls(flow.name, FLOWS.get(flow.name, flow.name), urls, flow.scopes, flow.extensions)


@dataclass(frozen=True)
class SchemeUse:
    """A scheme, the operations of paths that take it, and those that do not."""

    scheme: SecurityScheme
    takers: tuple[Operation, ...]
    others: tuple[Operation, ...]

    @property
    def type(self) -> str:
        """The kind of scheme."""
        if self.scheme.type == "http":
            return HTTP_TYPES.get(self.scheme.scheme or "", f"HTTP {self.scheme.scheme or ''}".rstrip())
        return TYPES.get(self.scheme.type, self.scheme.type)

    @property
    def credentials(self) -> tuple[tuple[str, str], ...]:
        """Where each credential goes, by its text, and how it is written there."""
        return tuple(
            (f"credentials.{found.location}", _written(found)) for found in credential(self.scheme) or ()
        )

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The ways to a token."""
        return tuple(map(Flow.from_model, self.scheme.flows))

    @property
    def urls(self) -> tuple[tuple[str, str], ...]:
        """The addresses that the scheme itself names, by their texts."""
        return _named(
            ("security_urls.discovery", self.scheme.open_id_connect_url),
            ("security_urls.metadata", self.scheme.oauth2_metadata_url),
        )


def iter_scheme_uses(api: Api) -> Iterator[SchemeUse]:
    """Iterate over the schemes in the document's order."""
    taken = [{key for choice in found.security for key in choice.schemes} for found in api.operations]
    for key, scheme in api.security_schemes.items():
        takers = tuple(found for found, keys in zip(api.operations, taken, strict=True) if key in keys)
        others = tuple(found for found, keys in zip(api.operations, taken, strict=True) if key not in keys)
        yield SchemeUse(scheme, takers, others)


def anonymous_operations(api: Api) -> tuple[Operation, ...]:
    """Return the operations that can be called without a credential."""
    return tuple(found for found in api.operations if is_optional(found))


def is_optional(operation: Operation) -> bool:
    """Tell whether no credential is needed: nothing is required, or an empty requirement is one choice."""
    return not operation.security or any(not choice.schemes for choice in operation.security)


def _named(*urls: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, url) for name, url in urls if url is not None)


def _written(found: Credential) -> str:
    separator = ": " if found.location == "header" else "="
    return f"{found.name}{separator}{found.value}"
