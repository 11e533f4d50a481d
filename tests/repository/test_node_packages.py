"""The Node packages of the tests: installed once, from the lock file, and again when it changes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from support import node_packages
from support.node_packages import FOLDER, LOCK_FILE, NodePackagesError, install_node_packages


class Npm:
    """A stand-in for npm: it makes node_modules, or fails so many times first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.calls: list[dict[str, Any]] = []

    def __call__(self, arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
        self.calls.append({"arguments": arguments, **options})
        if len(self.calls) <= self.failures:
            return subprocess.CompletedProcess(arguments, 1, "", "npm error network")
        (options["cwd"] / "node_modules").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(arguments, 0, "", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def use(monkeypatch: pytest.MonkeyPatch, npm: Npm) -> Npm:
    monkeypatch.setattr(node_packages, "npm", npm)
    return npm


def test_the_packages_are_installed_from_the_lock_file_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = use(monkeypatch, Npm())
    assert [install_node_packages(folder), install_node_packages(folder)] == [True, False]
    assert [call["arguments"][0] for call in npm.calls] == ["ci"]


def test_a_new_lock_file_is_installed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Npm())
    install_node_packages(folder)
    (folder / "package-lock.json").write_text('{"name": "new"}', encoding="utf-8")
    assert install_node_packages(folder)


def test_a_network_that_fails_once_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Npm(failures=1))
    assert install_node_packages(folder)


def test_a_failed_installation_says_what_npm_said_and_is_not_trusted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, Npm(failures=3))
    with pytest.raises(NodePackagesError, match="npm error network"):
        install_node_packages(folder)
    assert install_node_packages(folder)


def test_npm_trusts_the_certificates_of_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-deprecation")
    npm = use(monkeypatch, Npm())
    install_node_packages(folder)
    assert npm.calls[0]["env"]["NODE_OPTIONS"] == "--no-deprecation --use-system-ca"


def test_the_lock_file_names_no_registry() -> None:
    packages = json.loads(LOCK_FILE.read_text(encoding="utf-8"))["packages"]
    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for path, package in packages.items() if path)


def test_the_lock_file_is_the_one_of_package_json() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads(LOCK_FILE.read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
