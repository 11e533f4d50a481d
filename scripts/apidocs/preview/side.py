"""Renders one side with its own scripts: `side.py ROOT [REVISION]`, a program of its own.

The revision is built into ROOT/site; its warnings are printed as JSON, and ROOT/contents.json keeps the HTML
of each page. Of the base, which names the root of the REVISION, the reference's pages are written into
ROOT/docs, and the HTML of each page that is another one there, or none, is printed as JSON.
Only what every revision has is called.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

# This program's folder would hide modules of the side's own.
sys.path[0] = str(Path(sys.argv[1]) / "scripts") if __name__ == "__main__" else sys.path[0]
os.environ["NO_MKDOCS_2_WARNING"] = "1"


def main(root: Path, revision: Path | None = None) -> None:
    """Render the side, with its folder as the current one."""
    os.chdir(root)
    if revision is None:
        sys.stdout.write(json.dumps(_build(root)))
    else:
        _generate(root)
        sys.stdout.write(json.dumps(_html(root, _pages_that_differ(root / "docs", revision / "docs"))))


def _generate(root: Path) -> None:
    from mkdocs.config import load_config  # noqa: PLC0415

    from apidocs.pipeline import generate  # noqa: PLC0415 - the side's own
    from apidocs.progress import Silent  # noqa: PLC0415
    from apidocs.project import Project  # noqa: PLC0415

    project = Project.from_folder(root, strict=False)
    if hasattr(project, "is_sandbox"):
        project = replace(project, is_sandbox=True)
    if hasattr(project, "language"):
        theme = load_config(str(root / "mkdocs.yml"), hooks=[], strict=False).theme
        project = replace(project, language=theme["language"])
    generate(project, Silent())


def _build(root: Path) -> list[str]:
    from apidocs.mkdocs_site import SITE  # noqa: PLC0415 - the side's own
    from apidocs.progress import Silent  # noqa: PLC0415
    from apidocs.publish import publish_site  # noqa: PLC0415

    contents: dict[str, str] = {}
    SITE.on_page_content = _cleaning(SITE.on_page_content, contents)  # type: ignore[method-assign]
    known = inspect.signature(publish_site).parameters
    options = {"is_preview": True} if "is_preview" in known else {}
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    publish_site(root / "site", Silent(), strict=False, **options)
    (root / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
    return warnings.lines


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _cleaning(event: Callable[..., str], contents: dict[str, str]) -> Callable[..., str]:
    """Clean a page's content before anything else sees it, for a guide may hold a script; and keep it."""
    from clean_html import clean  # type: ignore[import-not-found]  # noqa: PLC0415 - stands beside this program

    def on_page_content(text: str, page: Any, **others: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        page.content = contents[page.file.src_uri] = str(clean(text))
        return event(page.content, page=page, **others)

    return on_page_content


def _pages_that_differ(base: Path, revision: Path) -> list[str]:
    found = []
    for path in sorted(base.rglob("*.md")):
        other = revision / path.relative_to(base)
        if not other.is_file() or other.read_bytes() != path.read_bytes():
            found.append(path.relative_to(base).as_posix())
    return found


def _html(root: Path, pages: list[str]) -> dict[str, str]:
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.structure.files import get_files  # noqa: PLC0415
    from mkdocs.structure.pages import Page  # noqa: PLC0415

    config = load_config(str(root / "mkdocs.yml"), hooks=[], strict=False)
    files = get_files(config)
    take = _writing(config)
    found = {}
    for src_uri in pages:
        file = files.get_file_from_path(src_uri)
        if file is not None:
            page = Page(None, file, config)
            page.read_source(config)
            take(page)
            page.render(config, files)
            found[src_uri] = page.content or ""
    return found


def _writing(config: Any) -> Callable[[Any], object]:  # noqa: ANN401 - MkDocs' own
    """Let the side's own writer make the HTML, where it has one: that of the site is made by it too."""
    if importlib.util.find_spec("apidocs.speed.page_html") is None:
        return lambda page: page
    from apidocs.speed.page_html import PageWriter  # noqa: PLC0415 - the side's own

    return PageWriter(config).take


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parent))
    try:
        main(*(Path(argument).resolve() for argument in sys.argv[1:]))
    except Exception as error:  # noqa: BLE001 - whatever it is, a reviewer is told and no traceback shown
        sys.exit(str(error) or type(error).__name__)
