"""The record of the samples that were run against the mock: pages mark those that did not change since."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from apidocs.requests.samples import Sample

ABOUT: Final = """\
# The samples that the tests ran against the mock: the request arrived that each of them stands for.
# The tests write this file: make test ARGS="tests/live_api/mock/test_sample_runs.py --update-golden".
"""


def digest(sample: Sample) -> str:
    """Return what tells a sample from an edited one."""
    return sha256(f"{sample.label}\n{sample.text}".encode()).hexdigest()


def record_text(run: Iterable[tuple[str, Sample]]) -> str:
    """Write the record of samples, each with the name of its operation."""
    return ABOUT + "".join(f"{digest(sample)}  {name} {sample.label}\n" for name, sample in run)


def read_record(file: Path) -> frozenset[str]:
    """Read the digests of a record; a project without one has run nothing."""
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(line.partition(" ")[0] for line in lines if not line.startswith("#"))
