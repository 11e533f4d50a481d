"""The browser of the tests: found where it is, installed where it is not, never one that does not start."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support import chromium
from support.chromium import BrowserError, find_chromium, install_chromium

BROWSER = "#!/bin/sh\necho 'Chromium 999.0'\n"
SNAP_NOTICE = "#!/bin/sh\necho 'requires the chromium snap' >&2\nexit 1\n"


@dataclass(frozen=True)
class Machine:
    """A PATH with nothing on it but what a test puts there, and a Python whose Playwright is a stand-in."""

    folder: Path
    said: list[str] = field(default_factory=list)

    def install(self, name: str, text: str = BROWSER) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def install_playwright(self, *, can_install: bool) -> str:
        browser = self.folder / "ms-playwright" / "chrome"
        made = f'mkdir -p {browser.parent}; printf %s "{BROWSER}" > {browser}; chmod +x {browser}'
        steps = f'echo "$@" > {self.folder}/asked; {made if can_install else "echo no network; exit 1"}'
        self.install(
            "python",
            f'#!/bin/sh\nPATH=/usr/bin:/bin\nif [ "$1" = -c ]; then echo {browser}; else {steps}; fi\n',
        )
        return str(browser)

    def install_apt_get(self, *, gives: str) -> None:
        made = f'printf %s "{gives}" > {self.folder}/chromium; chmod +x {self.folder}/chromium'
        log = f'echo "$@" >> {self.folder}/apt-log'
        script = f'#!/bin/sh\nPATH=/usr/bin:/bin\n{log}\n[ "$1" = update ] || {{ {made}; }}\n'
        self.install("apt-get", script)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "APPLICATIONS", ())
    monkeypatch.setattr(chromium, "_is_root", lambda: False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    machine.install_playwright(can_install=False)
    return machine


@pytest.mark.parametrize("command", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_on_the_path_is_found(machine: Machine, command: str) -> None:
    path = machine.install(command)
    assert find_chromium() == path


def test_chromium_goes_before_chrome(machine: Machine) -> None:
    machine.install("google-chrome")
    path = machine.install("chromium")
    assert find_chromium() == path


def test_an_application_beside_the_path_is_found(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    path = machine.install("Programs/Google Chrome")
    monkeypatch.setenv("PROGRAMFILES", str(machine.folder / "Programs"))
    monkeypatch.setattr(chromium, "APPLICATIONS", ("/nowhere/Chromium", "${PROGRAMFILES}/Google Chrome"))
    assert find_chromium() == path


def test_a_command_that_only_names_a_snap_is_passed_over(machine: Machine) -> None:
    machine.install("chromium-browser", SNAP_NOTICE)
    chrome = machine.install("google-chrome")
    assert find_chromium() == chrome


def test_a_program_that_is_no_browser_is_passed_over(machine: Machine) -> None:
    machine.install("chrome", "#!/bin/sh\necho 'a colour picker'\n")
    assert find_chromium() is None


def test_the_browser_that_is_named_goes_before_all(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.install("chromium")
    mine = machine.install("elsewhere/mine")
    monkeypatch.setenv("CHROMIUM", mine)
    assert find_chromium() == mine


@pytest.mark.parametrize("name", ["", "/nowhere/chrome"])
def test_a_named_browser_that_is_not_there_is_a_clear_error(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    machine.install("chromium")
    monkeypatch.setenv("CHROMIUM", name)
    with pytest.raises(BrowserError, match=r"CHROMIUM is .* Correct it or unset it"):
        install_chromium()


def test_a_browser_that_is_there_is_not_installed_again(machine: Machine) -> None:
    path = machine.install("chromium")
    assert install_chromium(machine.said.append) == path
    assert machine.said == []


def test_root_gets_chromium_by_apt_get(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_is_root", lambda: True)
    machine.install_apt_get(gives=BROWSER)
    assert install_chromium(machine.said.append) == str(machine.folder / "chromium")
    assert machine.said == ["Installing Chromium by apt-get"]
    log = (machine.folder / "apt-log").read_text(encoding="utf-8").splitlines()
    assert log == ["update", "install -y -o Acquire::Retries=3 chromium"]


def test_where_apt_get_gives_a_snap_notice_playwright_is_next(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "_is_root", lambda: True)
    machine.install_apt_get(gives=SNAP_NOTICE)
    browser = machine.install_playwright(can_install=True)
    assert install_chromium(machine.said.append) == browser
    assert (machine.folder / "asked").read_text(
        encoding="utf-8"
    ) == "-m playwright install --with-deps chromium\n"


def test_who_is_not_root_gets_playwrights_own(machine: Machine) -> None:
    machine.install_apt_get(gives=BROWSER)
    browser = machine.install_playwright(can_install=True)
    assert install_chromium(machine.said.append) == browser
    assert machine.said == ["Installing Chromium by Playwright"]
    assert find_chromium() == browser


@pytest.mark.usefixtures("machine")
def test_when_nothing_gives_a_browser_the_error_says_what_was_tried() -> None:
    with pytest.raises(BrowserError) as caught:
        install_chromium()
    assert "no network" in str(caught.value)
    assert "CHROMIUM=/path/to/chrome make test" in str(caught.value)
    assert find_chromium() is None


def test_a_browser_that_was_installed_but_does_not_start_is_an_error(machine: Machine) -> None:
    machine.install("python", "#!/bin/sh\nexit 0\n")
    with pytest.raises(BrowserError, match="its libraries may be missing"):
        install_chromium()
