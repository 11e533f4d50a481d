"""Which edits a preview sees."""

from pathlib import Path

from apidocs.site.live.watch import stamps_of

FILES = [
    "mkdocs.yml",
    "README.md",
    "docs/index.md",
    "docs/.index.md.swp",
    "docs/index.md~",
    "docs/#index.md#",
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
    assert sorted(path.relative_to(tmp_path).as_posix() for path in stamps_of(tmp_path)) == [
        "docs/index.md",
        "docs/new/deep/page.png",
        "docs/scripts/index.md",
        "mkdocs.yml",
        "spec/openapi.yaml",
        "spec/parts/schemas.yaml",
        "templates/theme/main.html",
    ]


def test_an_edit_changes_the_stamp_of_its_file_and_of_no_other(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    before = stamps_of(tmp_path)
    (tmp_path / "docs/index.md").write_text("edited")
    after = stamps_of(tmp_path)
    assert {path for path, stamp in after.items() if before[path] != stamp} == {tmp_path / "docs/index.md"}
