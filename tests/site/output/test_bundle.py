"""The site as one zip that is read from disk."""

import os
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from apidocs.site.checks.broken_links import find_broken_links
from apidocs.site.output.offline_zip import pack
from support.commands import copy_project, run, say

TARGET = "dist/sessiondock-developer-docs.zip"


FILES = ("a/index.html", "a-b.txt", "index.html")


def make_site(folder: Path, names: tuple[str, ...] = FILES) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_every_file_stands_below_a_folder_of_the_zips_name(tmp_path: Path) -> None:
    assert pack(make_site(tmp_path / "site"), tmp_path / "dist/docs.zip") == 5
    with zipfile.ZipFile(tmp_path / "dist/docs.zip") as archive:
        contents = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(contents) == [f"docs/{name}" for name in ("README.txt", *FILES, "SHA256SUMS")]
    assert {name: contents[f"docs/{name}"] for name in FILES} == {name: name for name in FILES}


def test_the_readme_says_what_to_open(tmp_path: Path) -> None:
    pack(make_site(tmp_path / "site"), tmp_path / "docs.zip")
    with zipfile.ZipFile(tmp_path / "docs.zip") as archive:
        lines = archive.read("docs/README.txt").decode().splitlines()
    assert lines[0] == "docs"
    assert "Open index.html in a browser" in " ".join(lines)
    assert max(map(len, lines)) < 120


def test_the_checksums_are_those_of_every_other_file(tmp_path: Path) -> None:
    pack(make_site(tmp_path / "site"), tmp_path / "docs.zip")
    with zipfile.ZipFile(tmp_path / "docs.zip") as archive:
        archive.extractall(tmp_path)
    sums = (tmp_path / "docs/SHA256SUMS").read_text(encoding="utf-8")
    assert {tuple(line.split("  ")) for line in sums.splitlines()} == {
        (sha256(path.read_bytes()).hexdigest(), path.relative_to(tmp_path / "docs").as_posix())
        for path in (tmp_path / "docs").rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    pack(make_site(tmp_path / "one"), tmp_path / "1/docs.zip")
    site = make_site(tmp_path / "two", tuple(reversed(FILES)))
    os.utime(site / "index.html", (0, 0))
    (site / "index.html").chmod(0o600)
    pack(site, tmp_path / "2/docs.zip")
    assert (tmp_path / "1/docs.zip").read_bytes() == (tmp_path / "2/docs.zip").read_bytes()


def test_a_failure_leaves_the_last_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, target = make_site(tmp_path / "site"), tmp_path / "dist/docs.zip"
    pack(site, target)
    before = target.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", refuse)
    with pytest.raises(OSError, match="No space left"):
        pack(site, target)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["docs.zip"]


def test_the_command_gives_the_same_bytes_in_another_folder(offline_zip: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "elsewhere")
    answer = run(project, "scripts/offline.py", variables={"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"})
    assert answer.returncode == 0, say(answer)
    assert answer.stdout.endswith(f"{TARGET} is built; unpack it and open index.html\n")
    assert (project / TARGET).read_bytes() == offline_zip.read_bytes()


def test_the_command_makes_a_site_whose_links_name_files(offline_zip: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(offline_zip) as archive:
        archive.extractall(tmp_path)
    site = tmp_path / "sessiondock-developer-docs"
    assert find_broken_links(site, "https://sessiondock.com/docs/") == []
    assert find_links_to_folders(site) == []
    assert (site / "search/search_index.js").is_file()
    for name in (
        "installation/index.md",
        "llms.txt",
        "api-reference/tools.json",
        "api-reference/tags/llms-full.txt",
    ):
        assert (site / name).is_file(), name


def find_links_to_folders(site: Path) -> list[str]:
    """A browser lists a folder of file:// in the place of its index.html."""
    return [
        f"{page.relative_to(site)}: {target}"
        for page in site.rglob("*.html")
        if page.name != "404.html"  # a server's page, with links from its root
        for target in re.findall(r'href="([^"#]*)', page.read_text(encoding="utf-8"))
        if "://" not in target and target.endswith(("/", "."))
    ]
