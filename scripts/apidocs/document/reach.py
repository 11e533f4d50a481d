"""How far the references of a description may lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Reach:
    """How far references may lead: to files outside the root file's folder, to http and https addresses."""

    outside: bool = False
    remote: bool = False


INSIDE: Final = Reach()
