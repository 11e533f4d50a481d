"""One difference between a running app and its documentation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What differs, in one sentence, and the addresses of the pages that say otherwise."""

    text: str
    pages: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text} ({', '.join(self.pages)})"
