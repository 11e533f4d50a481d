"""Build one side of a preview from a revision whose `scripts/build.py` has no option for it yet.

`older_revision.py ROOT FILE`, a program of its own: the site goes to ROOT/site, and FILE takes what
`build.py --preview-data FILE` writes. Only names that those revisions have are used, so it stays as it is.
"""

from __future__ import annotations

import importlib
import inspect
import json
import logging
import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CLEAN_HTML = Path(__file__).resolve().parents[1] / "markdown" / "clean_html.py"
# This program's folder would hide modules of the side's own.
sys.path[0] = str(Path(sys.argv[1]) / "scripts") if __name__ == "__main__" else sys.path[0]
os.environ["NO_MKDOCS_2_WARNING"] = "1"


def main(root: Path, file: Path) -> None:
    """Build the side, with its folder as the current one."""
    mkdocs_site, progress, publish = (
        importlib.import_module(f"apidocs.{name}") for name in ("mkdocs_site", "progress", "publish")
    )
    os.chdir(root)
    pages: dict[str, str] = {}
    mkdocs_site.SITE.on_page_content = _cleaning(mkdocs_site.SITE.on_page_content, pages)
    known = inspect.signature(publish.publish_site).parameters
    options = {"is_preview": True} if "is_preview" in known else {}
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    publish.publish_site(root / "site", progress.Silent(), strict=False, **options)
    file.write_text(json.dumps({"pages": pages, "warnings": warnings.lines}), encoding="utf-8")


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _cleaning(event: Callable[..., str], pages: dict[str, str]) -> Callable[..., str]:
    """Clean a page's content before anything else sees it, for a guide may hold a script; and keep it."""
    clean = runpy.run_path(str(CLEAN_HTML))["clean"]

    def on_page_content(text: str, page: Any, **others: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        page.content = pages[page.file.src_uri] = str(clean(text))
        return event(page.content, page=page, **others)

    return on_page_content


if __name__ == "__main__":
    try:
        main(*(Path(argument).resolve() for argument in sys.argv[1:3]))
    except Exception as error:  # noqa: BLE001 - whatever it is, a reviewer is told and no traceback shown
        sys.exit(str(error) or type(error).__name__)
