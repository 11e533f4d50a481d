"""One difference between two schemas, before it is known where it shows."""

from __future__ import annotations

from dataclasses import dataclass

from apidocs.diff.schemas.conjunction import Conjunction


@dataclass(frozen=True)
class Finding:
    """A difference of a kind; `part` is the name of the property it is about, "" is the place itself."""

    aspect: str
    base: str | None = None
    revision: str | None = None
    part: str = ""


@dataclass(frozen=True)
class Child:
    """Two places to compare next, how they are called below their owners, and the property's name.

    `is_loosened` tells that each value of the stricter side is known to be taken by the other side.
    """

    label: str
    base: Conjunction
    revision: Conjunction
    name: str = ""
    is_loosened: bool = False
