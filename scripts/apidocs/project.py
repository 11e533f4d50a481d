"""Turns the place of this project on disk into the paths that one build uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from apidocs.addresses import REFERENCE

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """What is documented and where its pages go.

    `is_whole_site` is true when no guides stand around the reference: its index is then the home page.
    """

    spec: str
    docs_dir: Path
    templates: Path = ROOT / "templates"
    is_whole_site: bool = False
    strict: bool = False

    @property
    def reference_dir(self) -> Path:
        """The folder of the generated pages."""
        return self.docs_dir / REFERENCE
