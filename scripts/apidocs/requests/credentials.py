"""The headers, query pairs and cookies that satisfy security requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from apidocs.markdown.escape import ascii_words
from apidocs.model.security import SecurityRequirement, SecurityScheme


@dataclass(frozen=True)
class Credential:
    """Where a secret goes (`header`, `query`, `cookie`), under which name, and the placeholder to replace."""

    location: str
    name: str
    value: str

    @property
    def prefix(self) -> str:
        """What stands before the placeholder, such as `Bearer `."""
        return self.value.rpartition("<")[0]

    @property
    def variable(self) -> str:
        """How a variable that holds the secret ends, such as `API_KEY`."""
        return self.value.rpartition("<")[2].removesuffix(">").replace("-", "_").upper()


def credentials_for(
    requirements: Sequence[SecurityRequirement], schemes: Mapping[str, SecurityScheme]
) -> tuple[Credential, ...]:
    """Return the credentials of the first requirement that can be met with schemes that are known.

    The schemes of one requirement hold together; of two that want the same header the first gets it.
    """
    found = (credential(scheme) or () for scheme in met_schemes(requirements, schemes))
    return _told_apart(tuple(_distinct(found for credentials in found for found in credentials)))


def met_schemes(
    requirements: Sequence[SecurityRequirement], schemes: Mapping[str, SecurityScheme]
) -> tuple[SecurityScheme, ...]:
    """Return the schemes of the first requirement that can be met with schemes that are known."""
    for requirement in requirements:
        found = [schemes[key] for key in requirement.schemes if key in schemes]
        if len([scheme for scheme in found if credential(scheme) is not None]) == len(requirement.schemes):
            return tuple(found)
    return ()


def credential(scheme: SecurityScheme) -> tuple[Credential, ...] | None:
    """Return what a scheme adds to a request, None when that is not known.

    A certificate adds nothing, and what Digest adds is computed from the answer to a first request.
    """
    if is_certificate(scheme) or is_digest(scheme):
        return ()
    if scheme.type == "apiKey" and scheme.location in ("header", "query", "cookie"):
        return (Credential(scheme.location, scheme.parameter_name or "", "<api-key>"),)
    if scheme.type in ("oauth2", "openIdConnect") or scheme.scheme == "bearer":
        return (Credential("header", "Authorization", "Bearer <token>"),)
    if scheme.type == "http" and scheme.scheme:
        return (Credential("header", "Authorization", f"{scheme.scheme.capitalize()} <credentials>"),)
    return None


def is_certificate(scheme: SecurityScheme) -> bool:
    """Tell whether a scheme is met by the certificate of the client."""
    return scheme.type == "mutualTLS"


def is_digest(scheme: SecurityScheme) -> bool:
    """Tell whether a scheme is HTTP Digest, which no fixed header can meet (RFC 7616, section 3)."""
    return scheme.type == "http" and scheme.scheme == "digest"


def _told_apart(credentials: tuple[Credential, ...]) -> tuple[Credential, ...]:
    """Call secrets that would be called the same, such as two API keys, by where they go."""
    counts = Counter(found.value for found in credentials)
    return tuple(
        replace(found, value=f"{found.prefix}<{ascii_words(found.name) or found.location}>")
        if counts[found.value] > 1
        else found
        for found in credentials
    )


def _distinct(credentials: Iterator[Credential]) -> Iterator[Credential]:
    seen = set()
    for found in credentials:
        place = (found.location, found.name.lower())
        if place not in seen:
            seen.add(place)
            yield found
