"""The deployment: the site replaces what gh-pages holds, and leaves alone what is not its own."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.project import ROOT

FAST = {"PAUSE": "100"}  # milliseconds, of a pause that is to be a second
SCRIPT = ROOT / ".github" / "push-pages.sh"


def git(*arguments: str, folder: Path) -> str:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    answer = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return answer.stdout


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def push(
    site: Path | str, remote: Path, revision: str = "abc123", *folder: str
) -> subprocess.CompletedProcess[str]:
    command = [SCRIPT, site, remote, revision, *folder]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | FAST)


def list_files(remote: Path) -> list[str]:
    return git("ls-tree", "-r", "--name-only", "gh-pages", folder=remote).splitlines()


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    folder.mkdir()
    git("init", "--quiet", "--bare", folder=folder)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", {"index.html": "home", "assets/site.css": "p {}"})


def test_the_first_deployment_makes_the_branch(site: Path, remote: Path) -> None:
    answer = push(site, remote)
    assert answer.returncode == 0, answer.stderr
    assert list_files(remote) == [".nojekyll", "assets/site.css", "index.html"]
    assert git("log", "--format=%s", "gh-pages", folder=remote) == "Deploy abc123\n"


def test_a_page_that_is_gone_from_the_site_goes_from_the_branch(site: Path, remote: Path) -> None:
    write(site, {"old/index.html": "old"})
    push(site, remote)
    (site / "old" / "index.html").unlink()
    push(site, remote)
    assert "old/index.html" not in list_files(remote)


def test_previews_and_the_domain_stay_as_they_are(site: Path, remote: Path, tmp_path: Path) -> None:
    push(site, remote)
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--branch", "gh-pages", str(remote), str(clone), folder=tmp_path)
    write(clone, {"pr-preview/pr-7/index.html": "preview", "CNAME": "docs.example.com\n"})
    git("add", "--all", folder=clone)
    git("commit", "--quiet", "--message", "Preview", folder=clone)
    git("push", "--quiet", "origin", "gh-pages", folder=clone)
    write(site, {"index.html": "home, edited"})
    answer = push(site, remote)
    assert answer.returncode == 0, answer.stderr
    assert git("show", "gh-pages:index.html", folder=remote) == "home, edited"
    assert git("show", "gh-pages:pr-preview/pr-7/index.html", folder=remote) == "preview"
    assert git("show", "gh-pages:CNAME", folder=remote) == "docs.example.com\n"


def test_an_ignored_name_is_deployed_all_the_same(site: Path, remote: Path) -> None:
    write(site, {".gitignore": "*.css\n"})
    push(site, remote)
    assert "assets/site.css" in list_files(remote)


def test_the_same_site_makes_no_second_commit(site: Path, remote: Path) -> None:
    push(site, remote)
    answer = push(site, remote, "def456")
    assert answer.returncode == 0
    assert "already holds this" in answer.stdout
    assert git("rev-list", "--count", "gh-pages", folder=remote) == "1\n"


def test_a_push_that_loses_a_race_is_made_again(site: Path, remote: Path) -> None:
    hook = write(remote, {"hooks/pre-receive": "#!/bin/sh\n[ -e tried ] || { touch tried; exit 1; }\n"})
    (hook / "hooks" / "pre-receive").chmod(0o755)
    answer = push(site, remote)
    assert answer.returncode == 0, answer.stderr
    assert "index.html" in list_files(remote)


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, remote: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = push(tmp_path / "empty", remote)
    assert answer.returncode == 1
    assert "has no index.html" in answer.stderr


def test_a_remote_that_does_not_answer_ends_the_deployment(site: Path, tmp_path: Path) -> None:
    assert push(site, tmp_path / "nowhere.git").returncode != 0


def test_a_preview_goes_into_its_own_folder_and_out_of_it_again(site: Path, remote: Path) -> None:
    push(site, remote)
    before = list_files(remote)
    assert push(site, remote, "abc", "pr-preview/pr-7").returncode == 0
    added = ["pr-preview/pr-7/assets/site.css", "pr-preview/pr-7/index.html"]
    assert sorted(list_files(remote)) == sorted([*before, *added])
    (site / "assets/site.css").unlink()
    push(site, remote, "abd", "pr-preview/pr-7")
    assert sorted(list_files(remote)) == sorted([*before, added[1]])


@pytest.mark.parametrize("folder", ["..", "assets", "pr-preview", "pr-preview/pr-7/../..", "pr-preview/pr-x"])
def test_a_preview_goes_nowhere_else(site: Path, remote: Path, folder: str) -> None:
    push(site, remote)
    before = list_files(remote)
    assert push(site, remote, "abc", folder).returncode == 1
    assert list_files(remote) == before


def test_a_site_with_a_symbolic_link_is_refused(site: Path, remote: Path, tmp_path: Path) -> None:
    (site / "link.html").symlink_to(tmp_path)
    answer = push(site, remote, "abc", "pr-preview/pr-7")
    assert answer.returncode == 1
    assert "symbolic link" in answer.stderr


def test_a_site_with_a_repository_in_it_is_refused(site: Path, remote: Path) -> None:
    git("init", "--quiet", "assets/module", folder=site)
    answer = push(site, remote)
    assert answer.returncode == 1
    assert "holds a repository" in answer.stderr


def test_of_eight_that_push_at_once_none_is_lost(site: Path, remote: Path) -> None:
    assert push(site, remote).returncode == 0
    with ThreadPoolExecutor() as pool:
        previews = [
            pool.submit(push, site, remote, f"r{number}", f"pr-preview/pr-{number}") for number in range(1, 8)
        ]
        write(site, {"index.html": "home"})
        answers = [push(site, remote, "main"), *(each.result() for each in previews)]
    assert [answer.returncode for answer in answers] == [0] * 8, [answer.stderr for answer in answers]
    files = list_files(remote)
    assert [f"pr-preview/pr-{number}/index.html" in files for number in range(1, 8)] == [True] * 7


def test_a_push_that_loses_every_time_says_so(site: Path, remote: Path) -> None:
    hook = write(remote, {"hooks/pre-receive": "#!/bin/sh\nexit 1\n"})
    (hook / "hooks" / "pre-receive").chmod(0o755)
    answer = push(site, remote)
    assert answer.returncode == 1
    assert "could not be pushed in 10 tries" in answer.stderr


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `gh` that answers what stands in a file of the name of what it is asked, and fails without one."""
    program = tmp_path / "bin" / "gh"
    write(program.parent, {"gh": f'#!/bin/sh\nexec cat "{tmp_path}/answers/$(echo "$2" | tr / _)"\n'})
    program.chmod(0o755)
    (tmp_path / "answers").mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "Owner/docs")
    return tmp_path / "answers"


def test_previews_of_closed_pull_requests_are_swept_and_nothing_else(
    site: Path, remote: Path, host: Path
) -> None:
    push(site, remote)
    for number in (7, 8):
        push(site, remote, "abc", f"pr-preview/pr-{number}")
    write(host, {"repos_Owner_docs_pulls_7": "closed\n", "repos_Owner_docs_pulls_8": "open\n"})
    before = list_files(remote)
    answer = push("--sweep", remote)
    assert answer.returncode == 0, answer.stderr
    assert list_files(remote) == [name for name in before if "pr-7" not in name]


def test_a_host_that_does_not_say_what_is_closed_loses_no_preview(
    site: Path, remote: Path, host: Path
) -> None:
    push(site, remote, "abc", "pr-preview/pr-7")
    assert list(host.iterdir()) == []
    assert push("--sweep", remote).returncode == 1
    assert "pr-preview/pr-7/index.html" in list_files(remote)


@pytest.mark.parametrize(
    ("repository", "said", "address"),
    [
        ("Owner/docs", "https://docs.example\n", "https://docs.example/"),
        ("Owner/docs", "https://owner.github.io/docs/", "https://owner.github.io/docs/"),
        ("Owner/docs", '{"message":"Not Found"}', "https://owner.github.io/docs/"),
        ("Owner/docs", None, "https://owner.github.io/docs/"),
        ("Owner/owner.github.io", None, "https://owner.github.io/"),
    ],
)
def test_the_address_is_that_of_the_settings_or_a_guess(
    host: Path, monkeypatch: pytest.MonkeyPatch, repository: str, said: str | None, address: str
) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", repository)
    if said is not None:
        write(host, {f"repos_{repository.replace('/', '_')}_pages": said})
    answer = subprocess.check_output([SCRIPT.with_name("pages-address.sh")], text=True)
    assert answer == f"{address}\n"
