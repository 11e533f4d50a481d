"""What MkDocs warns of, told as a problem is: file:line:column, level, what is wrong, a way out."""

import logging
from pathlib import Path

import pytest

from apidocs.site.mkdocs_warnings import line_of

GONE = "but the target is not found among documentation files."
CASES = [
    (
        f"Doc file 'a/index.md' contains a link '../b/indx.md', {GONE}",
        (
            f"docs/a/index.md:5:11: warning: the page contains a link '../b/indx.md', {GONE} "
            "Did you mean '../b/index.md'?"
        ),
    ),
    (
        f"Doc file 'a/index.md' contains a link '../b/indx.md#part', {GONE}",
        (
            f"docs/a/index.md:6:7: warning: the page contains a link '../b/indx.md#part', {GONE} "
            "Did you mean '../b/index.md#part'?"
        ),
    ),
    (
        "Doc file 'a/index.md' contains an absolute link '/b/', it was left as is. Did you mean '../b/'?",
        (
            "docs/a/index.md:7:9: warning: the page contains an absolute link '/b/', it was left as is. "
            "Did you mean '../b/'?"
        ),
    ),
    (
        "Doc file 'a/index.md' contains a link '#no', but there is no such anchor on this page.",
        (
            "docs/a/index.md:8:8: warning: the page contains a link '#no', but there is no such anchor "
            "on this page. Mend the link, or what it leads to."
        ),
    ),
    (
        f"Doc file 'a/index.md' contains a link 'made-by-html.md', {GONE}",
        f"warning: Doc file 'a/index.md' contains a link 'made-by-html.md', {GONE}",
    ),
    (
        f"Doc file 'of-another-folder.md' contains a link 'x.md', {GONE}",
        f"warning: Doc file 'of-another-folder.md' contains a link 'x.md', {GONE}",
    ),
    ("docs/a/index.md:1:1: mend it", "docs/a/index.md:1:1: warning: mend it"),
    ("my spec.yaml:4:2: error: mend it [rule]", "my spec.yaml:4:2: error: mend it [rule]"),
    ("what has no place", "warning: what has no place"),
]
PAGE = """---
title: A
---

See [the](../b/indx.md "title"),
[it]( ../b/indx.md#part ) and
[there](/b/) and
[here](#no).
"""


@pytest.mark.parametrize(("message", "line"), CASES)
def test_a_warning_says_where_it_is_and_what_to_do(message: str, line: str, tmp_path: Path) -> None:
    for name, text in (("a", PAGE), ("b", "# B")):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "index.md").write_text(text, encoding="utf-8")
    record = logging.LogRecord("mkdocs", logging.WARNING, "", 0, message, (), None)
    assert line_of(record, tmp_path / "docs") == line
