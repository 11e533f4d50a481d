"""The folders of a project, and the options of one build."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from apidocs.document.reach import INSIDE, Reach
from apidocs.pages.choices import DEFAULTS, Choices

# What an installed package carries of this repository.
_CARRIED: Final = Path(__file__).resolve().parent / "carried"
IS_INSTALLED: Final = _CARRIED.is_dir()
ROOT: Final = Path.cwd() if IS_INSTALLED else Path(__file__).resolve().parents[2]
"""The project that commands work on: the current folder, or in a checkout that checkout."""
RESOURCES: Final = _CARRIED if IS_INSTALLED else ROOT
"""The folder of our templates and assets."""


@dataclass(frozen=True)
class Project:
    """What is documented and where its pages go.

    `spec` is a path or URL as messages show it, `root` the folder of the project. `is_whole_site` is true
    when no guides stand around the reference: its index is then the home page. `strict` makes every warning
    of validation an error. `reach` says how far references may lead. `is_sandbox` keeps templates of
    strangers from anything but rendering. `language` names the catalogue of words.
    """

    spec: str
    root: Path
    templates: Path = RESOURCES / "templates"
    is_whole_site: bool = False
    strict: bool = False
    reach: Reach = INSIDE
    is_sandbox: bool = False
    language: str = "en"
    choices: Choices = DEFAULTS

    @classmethod
    def from_folder(cls, root: Path, *, strict: bool) -> Project:
        """Find the parts of a project laid out like this one; `spec` is as seen from the current folder."""
        spec = os.path.relpath(root / "spec" / "openapi.yaml")
        return cls(spec, root, root / "templates", strict=strict)

    @property
    def config_file(self) -> Path:
        """The configuration of MkDocs."""
        return self.root / "mkdocs.yml"

    @property
    def docs_dir(self) -> Path:
        """The folder of the guides and of what they show."""
        return self.root / "docs"

    @property
    def redirects(self) -> Path:
        """The file of addresses that pages had before; a project may have none."""
        return self.root / "spec" / "redirects.yaml"

    @property
    def samples_run(self) -> Path:
        """The record of the samples that were run; a project may have none."""
        return self.root / "spec" / "samples-run.txt"

    @property
    def words_dir(self) -> Path:
        """The folder of the catalogues of words, one for each language."""
        return self.templates / "words"
