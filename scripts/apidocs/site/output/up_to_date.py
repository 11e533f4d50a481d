"""Record what a site was made from, so that the next build knows whether anything changed."""

from __future__ import annotations

import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from apidocs.problems import Problem
from apidocs.site.output.atomic_folder import SUFFIX

# What a site is made from, below the project's folder, beside what mkdocs.yml names.
INPUTS: Final = ("docs", "scripts", "spec", "templates")
GENERATED: Final = ("__pycache__",)
CONFIG: Final = "mkdocs.yml"
INHERITED: Final = re.compile(r"^INHERIT:\s*[\"']?([^\"'#\s]+)", re.MULTILINE)
# Variables of the environment that a configuration asks for, and whatever in it may be a path.
ASKED: Final = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
VARIABLE: Final = re.compile(r"[A-Za-z_]\w*")
PATH: Final = re.compile(r"[^\s\"',\[\]{}:#]+")
MOST_RECORDS: Final = 20


@dataclass(frozen=True)
class LastBuild:
    """The last build of one command: `root` is the project, `options` all that the command was told.

    `outputs` are the folders that it wrote. Records stand in `.cache`; one that is damaged, of other inputs
    or of outputs that were touched is none. Nothing here raises: without a record there is a whole build.
    `before` are the inputs as they are when this is made, which is before the build.
    """

    root: Path
    options: Mapping[str, str]
    outputs: tuple[Path, ...]
    before: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", self._inputs())

    def find(self) -> tuple[Problem, ...] | None:
        """Return the problems of the last build when doing it again would change nothing."""
        try:
            record = json.loads(self._path.read_text(encoding="utf-8"))
            check = record.pop("check")
            is_same = (
                check == _digest_of(record)
                and record["inputs"] == self.before
                and all(_digest_file(Path(name)) == digest for name, digest in record["sources"].items())
                and record["outputs"] == self._outputs()
            )
            return tuple(Problem(**problem) for problem in record["problems"]) if is_same else None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def note(self, sources: Mapping[str, str], problems: Iterable[Problem]) -> None:
        """Record a build that has just ended well; `sources` are the digests of its description's files.

        They are of what was read. Of all other inputs nothing is recorded when they differ from before.
        """
        found = tuple(problems)
        if any("ref" in problem.rule for problem in found):
            return  # a file that is missing now may be there the next time
        if not self.before or self._inputs() != self.before:
            return  # edited while it was built
        with suppress(OSError):
            record: dict[str, Any] = {
                "inputs": self.before,
                "sources": {str(Path(name).absolute()): digest for name, digest in sources.items()},
                "outputs": self._outputs(),
                "problems": [asdict(problem) for problem in found],
            }
            self._write(json.dumps({**record, "check": _digest_of(record)}))

    @property
    def _path(self) -> Path:
        return self.root / ".cache" / "builds" / f"{_digest_of(dict(self.options))[:32]}.json"

    def _inputs(self) -> str:
        """Return the digest of all inputs, "" when they cannot be read."""
        paths = sysconfig.get_paths()
        packages = {
            path.name for key in ("purelib", "platlib") for path in Path(paths[key]).glob("*.dist-info")
        }
        try:
            configs = list(_iter_configs(self.root / CONFIG))
            names = {name for text in configs for name in _iter_variables(text)}
            variables = {name: os.environ.get(name) for name in sorted(names)}
            files = [(str(path), _digest_file(path)) for path in self._iter_inputs(configs)]
            return _digest_of([sys.version, sorted(packages), variables, configs, files])
        except OSError:
            return ""

    def _iter_inputs(self, configs: Iterable[str]) -> Iterator[Path]:
        named = {(self.root / name).resolve() for text in configs for name in PATH.findall(text)}
        others = sorted(path for path in named if self._is_input(path))
        for path in (*(self.root / name for name in INPUTS), *others):
            yield from [path] if path.is_file() else _iter_files(path)

    def _is_input(self, path: Path) -> bool:
        """Tell whether a path of a configuration is one: no output, and no folder that has all in it."""
        known = [self.root / name for name in INPUTS]
        made = [*self.outputs, self.root / "site", self.root / ".cache"]
        return (
            os.path.lexists(path)
            and not self.root.is_relative_to(path)
            and not any(path.is_relative_to(folder) or folder.is_relative_to(path) for folder in made)
            and not any(path.is_relative_to(folder) for folder in known)
        )

    def _outputs(self) -> str:
        return _digest_of(
            [
                (str(path), _digest_file(path))
                for folder in self.outputs
                for path in _iter_files(folder, left_out=())
            ]
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


def _iter_configs(path: Path) -> Iterator[str]:
    """Read a configuration and those that it inherits, one after the other."""
    seen: set[Path] = set()
    while path not in seen:
        seen.add(path)
        text = path.read_text(encoding="utf-8", errors="replace")
        yield text
        if (found := INHERITED.search(text)) is None:
            return
        path = path.parent / found[1]


def _iter_variables(text: str) -> Iterator[str]:
    for asked in ASKED.findall(text):
        yield from VARIABLE.findall(asked)


def _iter_files(folder: Path, left_out: tuple[str, ...] = GENERATED) -> Iterator[Path]:
    """List the files of a folder, hidden ones and those behind links too, always in the same order."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name not in left_out and not name.endswith(SUFFIX))
        yield from (Path(place, name) for name in sorted(names))


def _digest_file(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest_of(value: object) -> str:
    return _digest(json.dumps(value, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    """Return the digest that a description's source has too."""
    return blake2b(content, digest_size=20).hexdigest()
