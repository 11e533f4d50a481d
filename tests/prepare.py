"""Turn a machine with .venv into one that can run every test: browser, commands and Node packages."""

import json
import sys

from support.chromium import BrowserError, install_chromium
from support.command_tools import MissingCommandError, install_commands
from support.node_packages import LOCK_FILE, NodePackagesError, install_node_packages


def main() -> int:
    """Install what is missing; say one line for each tool."""
    try:
        install_commands(_say)
        _say(f"Browser: {install_chromium(_say)}")
        if install_node_packages():
            _say(f"Node packages: {_package_names()}")
    except (BrowserError, MissingCommandError, NodePackagesError) as error:
        sys.stderr.write(f"tests: {error}\n")
        return 1
    return 0


def _package_names() -> str:
    """Name those that tests/package.json asks for; with them come others."""
    wanted = json.loads(LOCK_FILE.read_text(encoding="utf-8"))["packages"][""]["devDependencies"]
    return ", ".join(f"{name} {version}" for name, version in wanted.items())


def _say(line: str) -> None:
    sys.stdout.write(f"==> {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
