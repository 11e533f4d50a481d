"""Record what a site was made from, so that the next build knows whether anything changed."""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from apidocs.problems import Problem

# What a site is made from, below the project's folder; the description's own files are in the record.
INPUTS: Final = ("mkdocs.yml", "docs", "scripts", "templates")
GENERATED: Final = ("__pycache__",)
# What mkdocs.yml asks the environment for.
VARIABLES: Final = ("SITE_URL", "OFFLINE")
MOST_RECORDS: Final = 20


@dataclass(frozen=True)
class LastBuild:
    """The last build of one command: `root` is the project, `options` all that the command was told.

    `outputs` are the folders that it wrote. Records stand in `.cache`; one that is damaged, of other inputs
    or of outputs that were touched is none. Nothing here raises: without a record there is a whole build.
    """

    root: Path
    options: Mapping[str, str]
    outputs: tuple[Path, ...]
    began: int = field(default_factory=time.time_ns)

    def find(self) -> tuple[Problem, ...] | None:
        """Return the problems of the last build when doing it again would change nothing."""
        try:
            record = json.loads(self._path.read_text(encoding="utf-8"))
            check = record.pop("check")
            is_same = (
                check == _digest_of(record)
                and record["inputs"] == self._inputs()
                and all(_digest_file(Path(name)) == digest for name, digest in record["sources"].items())
                and record["outputs"] == self._outputs()
            )
            return tuple(Problem(**problem) for problem in record["problems"]) if is_same else None
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def note(self, sources: Iterable[str], problems: Iterable[Problem]) -> None:
        """Record a build that has just ended well; `sources` are the files of its description."""
        found = tuple(problems)
        paths = [Path(name) for name in sources]
        if any("ref" in problem.rule for problem in found):
            return  # a file that is missing now may be there the next time
        try:
            if any(path.stat().st_mtime_ns >= self.began for path in (*paths, *self._iter_inputs())):
                return  # edited while it was built
            record: dict[str, Any] = {
                "inputs": self._inputs(),
                "sources": {str(path): _digest_file(path) for path in paths},
                "outputs": self._outputs(),
                "problems": [asdict(problem) for problem in found],
            }
            self._write(json.dumps({**record, "check": _digest_of(record)}))
        except OSError:
            return

    @property
    def _path(self) -> Path:
        return self.root / ".cache" / "builds" / f"{_digest_of(dict(self.options))[:32]}.json"

    def _inputs(self) -> str:
        paths = sysconfig.get_paths()
        packages = {
            path.name for key in ("purelib", "platlib") for path in Path(paths[key]).glob("*.dist-info")
        }
        settings = [sys.version, *sorted(packages)]
        settings += [f"{name}={os.environ.get(name)}" for name in VARIABLES]
        return _digest_of([settings, [(str(path), _digest_file(path)) for path in self._iter_inputs()]])

    def _iter_inputs(self) -> Iterator[Path]:
        for name in INPUTS:
            path = self.root / name
            yield from [path] if path.is_file() else _iter_files(path)

    def _outputs(self) -> str:
        return _digest_of(
            [(str(path), _digest_file(path)) for folder in self.outputs for path in _iter_files(folder, ())]
        )

    def _write(self, text: str) -> None:
        """Put the record in its place as a whole, and let go of those that nobody asked for lately."""
        folder = self._path.parent
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{os.getpid()}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._path)
        known = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in known[:-MOST_RECORDS]:
            path.unlink(missing_ok=True)


def _iter_files(folder: Path, left_out: tuple[str, ...] = GENERATED) -> Iterator[Path]:
    """List the files of a folder, hidden ones too, always in the same order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in left_out and not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names))


def _digest_file(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=20).hexdigest()


def _digest_of(value: object) -> str:
    return blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=20).hexdigest()
