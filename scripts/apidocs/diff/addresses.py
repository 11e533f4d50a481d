"""The addresses that operations are called at: servers and paths together, in one spelling."""

from __future__ import annotations

import re
from itertools import product
from typing import Final
from urllib.parse import urljoin

from apidocs.model.operation import Operation
from apidocs.model.server import Server, ServerVariable

PLACEHOLDER: Final = re.compile(r"\{([^}]*)\}")
DEFAULT_PORTS: Final = {"http": "80", "https": "443", "ws": "80", "wss": "443"}
PARTS: Final = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?(.*)", re.DOTALL)
# Addresses beyond this number are not written out: their variables count as free.
MOST_ADDRESSES: Final = 64
FREE: Final = "{}"


def addresses(operation: Operation) -> frozenset[str]:
    """Return the addresses of an operation, variables and path parameters written as `{}`."""
    path = PLACEHOLDER.sub(FREE, operation.path)
    return frozenset(f"{each}{path}" for server in operation.servers for each in server_addresses(server))


def server_addresses(server: Server) -> tuple[str, ...]:
    """Return the addresses that a server may have: those of each value of its variables."""
    variables = dict(server.variables or {})
    names = [name for name in PLACEHOLDER.findall(server.url) if name in variables]
    values = [_values(variables[name]) for name in names]
    count = 1
    for each in values:
        count *= len(each)
    if count > MOST_ADDRESSES:
        values = [(FREE,) for _ in values]
    found = []
    for chosen in product(*values):
        url = server.url
        for name, value in zip(names, chosen, strict=True):
            url = url.replace("{" + name + "}", value)
        found.append(normal_address(PLACEHOLDER.sub(FREE, url), server.base_url))
    return tuple(dict.fromkeys(found))


def _values(variable: ServerVariable) -> tuple[str, ...]:
    return variable.values or (FREE,)


def normal_address(url: str, base_url: str) -> str:
    """Write an address in one way (RFC 3986, sections 6.2.2.1 and 6.2.3), without a slash at its end."""
    scheme, authority, path = PARTS.fullmatch(urljoin(base_url, url) if base_url else url).groups()  # type: ignore[union-attr] # matches any text
    if authority is None:
        return path.rstrip("/")
    scheme = (scheme or "").lower()
    user, at, host = authority.rpartition("@")
    host = host.lower().removesuffix(f":{DEFAULT_PORTS.get(scheme, '')}").removesuffix(":")
    return f"{scheme}{':' * bool(scheme)}//{user}{at}{host}{path}".rstrip("/")
