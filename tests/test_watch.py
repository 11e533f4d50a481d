"""Which edits a preview sees."""

from pathlib import Path

from apidocs.watch import iter_sources

FILES = [
    "mkdocs.yml",
    "README.md",
    "docs/index.md",
    "docs/.index.md.swp",
    "docs/index.md~",
    "docs/#index.md#",
    "docs/api-reference/index.md",
    "docs/.api-reference.new/index.md",
    "docs/scripts/index.md",
    "docs/new/deep/page.png",
    "spec/openapi.yaml",
    "spec/parts/schemas.yaml",
    "templates/theme/main.html",
    "scripts/build.py",
    "site/index.html",
    ".git/index",
]


def test_what_people_write_is_seen_and_what_is_made_from_it_is_not(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(iter_all(tmp_path, tmp_path)) == [
        "docs/index.md",
        "docs/new/deep/page.png",
        "docs/scripts/index.md",
        "mkdocs.yml",
        "spec/openapi.yaml",
        "spec/parts/schemas.yaml",
        "templates/theme/main.html",
    ]


def iter_all(root: Path, folder: Path) -> list[str]:
    found = []
    for entry in iter_sources(root, str(folder)):
        path = Path(entry.path)
        found += iter_all(root, path) if entry.is_dir() else [path.relative_to(root).as_posix()]
    return found
