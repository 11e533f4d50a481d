"""The ways in which a local API fails its clients, so that a client can be tried with them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final


class Fault(Enum):
    """What is wrong with the server, by the name that a command line has for it."""

    REFUSE = "refuse"
    SLOW = "slow"
    STALE_TOKEN = "stale-token"  # noqa: S105 - the name of a fault
    READ_ONLY = "read-only"
    NOT_FOUND = "not-found"
    SERVER_ERROR = "server-error"
    NO_CORS = "no-cors"
    NOT_JSON = "not-json"
    OTHER_VERSION = "other-version"


# The faults that are a documented answer: an operation that does not document it answers as ever.
STATUSES: Final[Mapping[Fault, int]] = MappingProxyType(
    {Fault.STALE_TOKEN: 401, Fault.READ_ONLY: 403, Fault.NOT_FOUND: 404}
)
SLOW_SECONDS: Final = 30.0
