"""Build every description of a folder and tabulate the results."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from apidocs.site.checks.trial import Trial

COMMAND: Final = Path(__file__).resolve().parents[3] / "corpus.py"
# A document that takes longer than this, in seconds, counts as one that never ends.
TIME_LIMIT: Final = 1800
# How the files that may be descriptions are named, and the key at the top that makes one of them.
SUFFIXES: Final = (".json", ".yaml", ".yml")
YAML_KEY: Final = re.compile(r"""^["']?(openapi|swagger)["']?[ ]*:""", re.MULTILINE)
JSON_KEY: Final = re.compile(r'"(openapi|swagger)"\s*:')
COLUMNS: Final = ("version", "operations", "schemas", "pages", "problems", "largest page", "seconds")


def find_documents(folder: Path) -> list[Path]:
    """Return every description below the folder by its root file: other files of one have no version."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES and path.is_file())
    return [path for path in files if _is_root(path)]


def _is_root(path: Path) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".json":
        return YAML_KEY.search(text) is not None
    if JSON_KEY.search(text) is None:
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return True  # what is wrong with it is for the build to say
    return isinstance(value, dict) and not value.keys().isdisjoint({"openapi", "swagger"})


def try_apart(document: Path) -> Trial:
    """Try a document in a process of its own, so that nothing it does can stop the others."""
    began = time.monotonic()
    command = [sys.executable, str(COMMAND), "--document", str(document)]
    try:
        answer = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=TIME_LIMIT
        )
    except subprocess.TimeoutExpired:
        return Trial(seconds=time.monotonic() - began, failures=(f"not built within {TIME_LIMIT} s",))
    if answer.returncode != 0:
        last = answer.stderr.strip().rpartition("\n")[2]
        failure = f"the generator failed (exit {answer.returncode}): {last}"
        return Trial(seconds=time.monotonic() - began, failures=(failure,))
    return read_trial(answer.stdout)


def write_trial(trial: Trial) -> str:
    """Write a trial for the process that asked for it."""
    return json.dumps(asdict(trial))


def read_trial(text: str) -> Trial:
    """Read what `write_trial` wrote."""
    values = json.loads(text)
    return Trial(**values | {"failures": tuple(values["failures"])})


def header(names: Sequence[str]) -> str:
    """Write the head of the table, wide enough for these names."""
    return "  ".join(("document".ljust(_width(names)), *COLUMNS))


def iter_rows(names: Sequence[str], name: str, trial: Trial) -> Iterator[str]:
    """Write a document's line of the table, and a line for each of its failures."""
    numbers = (
        trial.version or "-",
        f"{trial.operations:,}",
        f"{trial.schemas:,}",
        f"{trial.pages:,}",
        f"{trial.problems:,}",
        f"{trial.largest_page / 1000:,.0f} kB",
        f"{trial.seconds:.1f}",
    )
    cells = (number.rjust(len(column)) for number, column in zip(numbers, COLUMNS, strict=True))
    yield "  ".join((name.ljust(_width(names)), *cells))
    yield from (f"  failed: {failure}" for failure in trial.failures)


def _width(names: Sequence[str]) -> int:
    return max(map(len, ("document", *names)))
