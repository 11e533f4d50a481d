"""Real OpenAPI descriptions: those of the folder that `CORPUS` names, and a few that the tests carry."""

import os
from pathlib import Path

import pytest

CARRIED = Path(__file__).parent / "corpus"


def corpus() -> Path:
    """Return the folder of all there are."""
    return Path(os.environ.get("CORPUS") or CARRIED)


def real_document(name: str) -> Path:
    """Return the description, such as `museum/openapi.yaml`; skip the test where nobody has it."""
    path = corpus() / name
    if not path.is_file():
        path = CARRIED / name
    if not path.is_file():
        pytest.skip(f"set CORPUS to a folder of OpenAPI descriptions that has {name}")
    return path
