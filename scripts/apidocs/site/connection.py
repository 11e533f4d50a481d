"""What a reader may set for all samples: the base URL, and the secrets that they name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from apidocs.model.api import Api
from apidocs.requests.credentials import Credential, credentials_for
from apidocs.requests.request import base_url_of, host_of, owner_of
from apidocs.requests.samples import LANGUAGES

HTTP: Final = ("http://", "https://")
# Hosts of the reader's own computer, which pages of any origin may ask (with the reader's permission).
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True)
class Connection:
    """What samples say until the reader sets it.

    `path` is what all paths begin with, empty where they share no segment; `placeholder` stands for the
    secret in the curl commands, None where no operation needs one. `owner` is how the names of variables
    begin, `variable` the name of the one that holds the secret, `readings` how each language reads it.
    `health` is the path by which a page can check the connection, None where there is none; `can_try` tells
    whether a page may send calls: to an app on the reader's computer, with a bearer token or none.
    """

    base_url: str
    path: str
    owner: str
    placeholder: str | None
    variable: str = ""
    readings: tuple[str, ...] = ()
    health: str | None = None
    version: str = ""
    can_try: bool = False


def connection_of(api: Api) -> Connection | None:
    """Find the base URL of most samples and the first secret; None where no operation is called over HTTP.

    A secret of another kind stays the variable that it is in the samples: one field cannot hold two.
    """
    counted = Counter(url for url in map(base_url_of, api.operations) if url.startswith(HTTP))
    if not counted:
        return None
    found = (
        credential
        for operation in api.operations
        for credential in credentials_for(operation.security, api.security_schemes)
    )
    first: Credential | None = next(found, None)
    placeholder = None if first is None else first.value.removeprefix(first.prefix)
    owner = owner_of(api.title)
    variable = "" if first is None else f"{owner}_{first.variable}"
    base_url = counted.most_common(1)[0][0]
    is_local = host_of(base_url) in LOOPBACK
    return Connection(
        base_url,
        shared_path(api),
        owner,
        placeholder,
        variable,
        readings=tuple(language.reading(variable) for language in LANGUAGES if variable),
        health=_health_path(api) if is_local else None,
        version=api.version,
        can_try=is_local and placeholder in (None, "<token>"),
    )


def _health_path(api: Api) -> str | None:
    """Find the GET operation that says how the server is, to who has a bearer token."""
    for operation in api.operations:
        credentials = credentials_for(operation.security, api.security_schemes)
        is_bearer = [found.prefix for found in credentials] == ["Bearer "]
        if operation.method == "GET" and operation.path.endswith("/health") and is_bearer:
            return operation.path
    return None


def shared_path(api: Api) -> str:
    """Find the segments that every path begins with, up to the first parameter; the last is its own."""
    paths = [operation.path.split("/")[:-1] for operation in api.operations]
    shared = takewhile(lambda found: len(set(found)) == 1 and "{" not in found[0], zip(*paths, strict=False))
    return "/".join(segments[0] for segments in shared)
