"""The setup of .venv: made once, made again for a new lock, never trusted when half made."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.project import ROOT

SCRIPT = ROOT / "scripts" / "setup.sh"

# A stand-in for Python that writes down what it is asked for. FAKE_* say what it lacks; at the call that
# FAKE_KILL_AT counts, the whole setup is killed.
FAKE_PYTHON = """#!/bin/sh
echo "$*" | tr '\\n' ' ' >> "$CALLS"; echo >> "$CALLS"
count=0; while read -r _; do count=$((count + 1)); done < "$CALLS"
[ "$count" != "${FAKE_KILL_AT:-}" ] || kill -9 0
case "$*" in
    *'sys.exit(sys.version_info'*) [ -z "${FAKE_OLD:-}" ] ;;
    *'import ensurepip'*) [ -z "${FAKE_NO_ENSUREPIP:-}" ] || [ -e "$APT_DONE" ] ;;
    *-venv*) echo python3.11-venv ;;
    *--version*) echo "Python 3.11.7" ;;
    '-m venv '*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    '-m pip '*) [ -z "${FAKE_NO_NETWORK:-}" ] && cp requirements.lock .venv/installed ;;
esac
"""

TOOLS = ("sh", "cat", "cmp", "cp", "dirname", "mkdir", "rm", "tr")


@dataclass(frozen=True)
class Machine:
    """A project folder, and a PATH with nothing on it but what a test puts there."""

    folder: Path

    def install(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def set_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {
            "PATH": str(self.folder / "bin"),
            "CALLS": str(self.folder / "calls"),
            "APT_DONE": str(self.folder / "apt-done"),
            **environment,
        }
        (self.folder / "calls").write_text("", encoding="utf-8")
        command = [str(self.folder / "bin" / "sh"), "scripts/setup.sh"]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # for what kills the setup kills its group
        )

    def count_calls(self, start: str) -> int:
        lines = (self.folder / "calls").read_text(encoding="utf-8").splitlines()
        return sum(line.startswith(start) for line in lines)

    def write_lock(self, text: str) -> None:
        (self.folder / "requirements.lock").write_text(text, encoding="utf-8")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "bin").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "setup.sh").write_bytes(SCRIPT.read_bytes())
    for tool in TOOLS:
        found = next(
            Path(folder) / tool for folder in os.defpath.split(":") if (Path(folder) / tool).exists()
        )
        (tmp_path / "bin" / tool).symlink_to(found)
    machine = Machine(tmp_path)
    machine.write_lock("pytest==1\n")
    return machine


def test_a_fresh_machine_gets_a_venv_with_hashed_packages(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    answer = machine.set_up()
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [
        "==> Making .venv with Python 3.11.7",
        "==> Installing the packages of requirements.lock",
    ]
    assert "--require-hashes -r requirements.lock" in (machine.folder / "calls").read_text(encoding="utf-8")


def test_a_complete_venv_is_left_alone_and_nothing_is_said(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    machine.set_up()
    (machine.folder / "requirements.lock").touch()
    answer = machine.set_up()
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert machine.count_calls("-m venv") == 0


def test_a_new_lock_makes_a_new_venv(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    machine.set_up()
    (machine.folder / ".venv" / "left-over").touch()
    machine.write_lock("pytest==2\n")
    assert machine.set_up().returncode == 0
    assert machine.count_calls("-m venv") == 1
    assert not (machine.folder / ".venv" / "left-over").exists()


def test_a_venv_whose_packages_failed_is_made_again(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    failed = machine.set_up(FAKE_NO_NETWORK="1")
    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr
    assert "Is there a network?" in failed.stderr
    assert machine.count_calls("-m pip") == 3
    assert machine.set_up().returncode == 0
    assert machine.count_calls("-m venv") == 1


def test_a_venv_whose_python_is_gone_is_made_again(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    machine.set_up()
    (machine.folder / ".venv" / "bin" / "python").unlink()
    assert machine.set_up().returncode == 0
    assert machine.count_calls("-m venv") == 1


def test_a_setup_that_is_killed_at_any_call_is_whole_after_the_next(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    assert machine.set_up().returncode == 0
    calls = machine.count_calls("")
    assert calls > 4
    for call in range(1, calls + 1):
        machine.write_lock(f"pytest=={call + 1}\n")
        assert machine.set_up(FAKE_KILL_AT=str(call)).returncode < 0
        assert machine.set_up().returncode == 0
        installed = (machine.folder / ".venv/installed").read_text(encoding="utf-8")
        assert installed == f"pytest=={call + 1}\n"
        answer = machine.set_up()
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_without_a_python_the_message_says_which_is_needed(machine: Machine) -> None:
    answer = machine.set_up()
    assert answer.returncode == 1
    assert "Python 3.10 or newer is needed" in answer.stderr


def test_an_old_python3_is_passed_over_for_a_newer_one(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON.replace("#!/bin/sh", "#!/bin/sh\nFAKE_OLD=1"))
    machine.install("python3.12", FAKE_PYTHON)
    assert machine.set_up().returncode == 0


def test_an_old_python_alone_is_not_enough(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    answer = machine.set_up(FAKE_OLD="1")
    assert answer.returncode == 1
    assert "Python 3.10 or newer is needed" in answer.stderr


def test_the_python_that_is_named_is_the_one_that_is_used(machine: Machine) -> None:
    machine.install("mine", FAKE_PYTHON)
    assert machine.set_up(PYTHON="mine").returncode == 0


def test_a_python_without_ensurepip_is_passed_over_for_one_that_has_it(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON.replace("#!/bin/sh", "#!/bin/sh\nFAKE_NO_ENSUREPIP=1"))
    machine.install("python3.11", FAKE_PYTHON)
    assert machine.set_up().returncode == 0


@pytest.mark.parametrize(("has_apt", "user"), [(False, "0"), (True, "1000")], ids=["no apt-get", "not root"])
def test_without_ensurepip_the_message_names_the_package(
    machine: Machine, user: str, *, has_apt: bool
) -> None:
    machine.install("python3", FAKE_PYTHON)
    machine.install("id", f"#!/bin/sh\necho {user}\n")
    if has_apt:
        machine.install("apt-get", "#!/bin/sh\nexit 1\n")
    answer = machine.set_up(FAKE_NO_ENSUREPIP="1")
    assert answer.returncode == 1
    assert "sudo apt-get install python3.11-venv" in answer.stderr


def test_root_on_debian_gets_the_package_by_apt_get(machine: Machine) -> None:
    machine.install("python3", FAKE_PYTHON)
    machine.install("id", "#!/bin/sh\necho 0\n")
    machine.install(
        "apt-get", '#!/bin/sh\ncase "$*" in *"install -y python3.11-venv"*) : > "$APT_DONE" ;; esac\n'
    )
    answer = machine.set_up(FAKE_NO_ENSUREPIP="1")
    assert answer.returncode == 0, answer.stderr
    assert "Installing python3.11-venv with apt-get" in answer.stdout
