"""Turn the machine at hand into the path of a Chromium that starts, installing one where there is none.

CHROMIUM=/path/to/chrome names the browser to use; nothing else is looked at then.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

LAUNCH_ARGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    # A test that says "no request leaves the site" must not meet the browser's own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Browsers that are not on PATH where their installers put them. ~ and variables are expanded.
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "${PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "${PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "${LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "${LOCALAPPDATA}/Chromium/Application/chrome.exe",
)

_PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""

Say = Callable[[str], None]


class BrowserError(Exception):
    """No Chromium starts here; the message says what was tried and what to do."""


def find_chromium() -> str | None:
    """Return the path of the first Chromium or Chrome that starts, None where there is none."""
    if "CHROMIUM" in os.environ:
        return _find_named(os.environ["CHROMIUM"])
    return next(filter(_is_working, _iter_candidates()), None)


def install_chromium(say: Say = lambda _line: None) -> str:
    """Return the path of a Chromium that starts; if need be, install one by apt-get (as root) or Playwright.

    `say` gets a line before each attempt. Raises BrowserError when no attempt gives a browser.
    """
    found = find_chromium()
    if found is not None:
        return found
    failures = []
    for name, commands in _iter_installers():
        say(f"Installing Chromium by {name}")
        failures += [f"{name}: {failure}" for failure in _run_all(commands)]
        found = find_chromium()
        if found is not None:
            return found
    raise BrowserError(_describe_failures(failures))


def _find_named(name: str) -> str:
    path = shutil.which(name)
    if path is None or not _is_working(path):
        message = f"CHROMIUM is {name!r}, which is no browser that starts here. Correct it or unset it."
        raise BrowserError(message)
    return path


def _iter_candidates() -> Iterator[str]:
    for command in COMMANDS:
        path = shutil.which(command)
        if path is not None:
            yield path
    for application in APPLICATIONS:
        yield os.path.expandvars(Path(application).expanduser())
    yield from _iter_playwright_paths()


def _iter_playwright_paths() -> Iterator[str]:
    """Ask Playwright where its Chromium is; in another process, for a test may be using Playwright here."""
    command = [sys.executable, "-c", _PLAYWRIGHT_PATH]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        yield answer.stdout.strip()


def _is_working(path: str) -> bool:
    """Tell whether `path` starts: Ubuntu's chromium-browser may be a notice that only names a snap."""
    if not Path(path).is_file():
        return False
    if sys.platform == "win32":  # there chrome.exe --version opens a window
        return True
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def _iter_installers() -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    playwright = [sys.executable, "-m", "playwright", "install"]
    if shutil.which("apt-get") is not None and _is_root():
        retries = ["-o", "Acquire::Retries=3"]
        yield "apt-get", [["apt-get", "update"], ["apt-get", "install", "-y", *retries, "chromium"]]
        yield "Playwright", [[*playwright, "--with-deps", "chromium"]]
    else:
        yield "Playwright", [[*playwright, "chromium"]]


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _run_all(commands: Sequence[Sequence[str]]) -> Iterator[str]:
    """Run each command, also after a failed one (old package lists may do); give the failures' last lines."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        answer = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            last_line = (answer.stdout.strip().splitlines() or ["no output"])[-1]
            yield f"`{' '.join(command[:4])}` ended with {answer.returncode}: {last_line}"


def _describe_failures(failures: Sequence[str]) -> str:
    advice = "Install Chromium or Google Chrome, or name one: CHROMIUM=/path/to/chrome make test"
    lines = failures or [
        "what was installed does not start; its libraries may be missing (playwright install-deps)"
    ]
    return "\n  ".join(["no Chromium starts on this machine.", *lines, advice])
