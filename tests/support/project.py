"""The folders of this project, and a copy of it that tests may build in."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Documents, cases and expected files that several tests read.
DATA = ROOT / "tests" / "data"
# A copy of these is the project; what is generated is made anew in the copy.
PARTS = ("docs", "scripts", "spec", "templates")
GENERATED = shutil.ignore_patterns("api-reference", "__pycache__")


def copy_project(target: Path) -> Path:
    """Copy what a build needs: a test never writes into the project itself."""
    for part in PARTS:
        shutil.copytree(ROOT / part, target / part, ignore=GENERATED)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target
