"""The Info Object, with contact and license."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apidocs.document.document import Node
from apidocs.model.reading import extensions_of, text


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


@dataclass(frozen=True)
class Contact:
    """Whom to ask (OpenAPI 3.1, section 4.8.3)."""

    name: str | None
    url: str | None
    email: str | None


@dataclass(frozen=True)
class License:
    """Under which terms the API may be used (OpenAPI 3.1, section 4.8.4)."""

    name: str
    identifier: str | None
    url: str | None


@dataclass(frozen=True)
class Info:
    """What the API is called, and who stands behind it (OpenAPI 3.1, section 4.8.2)."""

    title: str
    version: str
    summary: str | None = None
    description: str | None = None
    terms_of_service: str | None = None
    contact: Contact | None = None
    license: License | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, root: Node) -> Info:
        """Read the Info Object of a document; one without a title is called API."""
        node = root.get("info") or root
        contact, license_ = node.get("contact"), node.get("license")
        return cls(
            title=text(node, "title") or "API",
            version=text(node, "version") or "",
            summary=text(node, "summary"),
            description=text(node, "description"),
            terms_of_service=text(node, "termsOfService"),
            contact=None if contact is None else _contact(contact),
            license=None if license_ is None else _license(license_),
            extensions=extensions_of(node) if "info" in root.value else {},
        )


def _contact(node: Node) -> Contact:
    return Contact(text(node, "name"), text(node, "url"), text(node, "email"))


def _license(node: Node) -> License:
    return License(text(node, "name") or "", text(node, "identifier"), text(node, "url"))
