"""Pages at old addresses that lead to the new ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from markupsafe import Markup, escape

from apidocs.markdown.escape import Markdown
from apidocs.pages.addresses import link
from apidocs.pages.words.texts import Words
from apidocs.problems import Problem, ProblemsError, quote

# An address below the site's root, as a reader sees it: folders, each with a slash after it.
OLD: Final = re.compile(r"(?!\.)(?:[\w-][\w.-]*/)+", re.ASCII)
NEW: Final = re.compile(r"(?:(?!\.)(?:[\w-][\w.-]*/)+)?(?:#[\w.%-]+)?", re.ASCII)
PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<meta name="robots" content="noindex">
<title>{title}</title>
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<script src="{script}" defer></script>
</head>
<body><p>{text}</p></body>
</html>
"""


@dataclass(frozen=True)
class Redirect:
    """An old address, the new one, and the line that says so."""

    old: str
    new: str
    file: str
    line: int

    def problem(self, rule: str, message: str) -> Problem:
        """Say what is wrong with it."""
        return Problem(self.file, self.line, 1, rule, message, "error")


def read_redirects(path: Path) -> tuple[Redirect, ...]:
    """Read a YAML mapping of old addresses to new ones; no file is none. Raises ProblemsError."""
    if not path.is_file():
        return ()
    file = os.path.relpath(path)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        message = f"{' '.join(str(error).split())}: mend the YAML"
        raise ProblemsError([Problem(file, 1, 1, "redirects-malformed", message, "error")]) from error
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        message = "this is no mapping: write a line `old/address/: new/address/` for each page"
        raise ProblemsError([Problem(file, 1, 1, "redirects-malformed", message, "error")])
    return tuple(
        Redirect(str(old.value), str(new.value), file, old.start_mark.line + 1) for old, new in root.value
    )


def write_redirects(
    redirects: Sequence[Redirect], site_dir: Path, words: Words, *, names_files: bool
) -> None:
    """Put a page at each old address of a finished site; with `names_files` links name index.html.

    Raises ProblemsError, and writes nothing then, when a target is not there or a page would be replaced.
    """
    problems = [problem for redirect in redirects for problem in _iter_problems(redirect, site_dir)]
    if problems:
        raise ProblemsError(problems)
    for redirect in redirects:
        _write(redirect, site_dir, words, "index.html" if names_files else "")


def _iter_problems(redirect: Redirect, site_dir: Path) -> Iterator[Problem]:
    new, _, fragment = redirect.new.partition("#")
    if not OLD.fullmatch(redirect.old) or not NEW.fullmatch(redirect.new):
        shown = quote(f"{redirect.old}: {redirect.new}")
        yield redirect.problem(
            "redirect-malformed", f"{shown} is not of the form `old/address/: new/address/`: mend it"
        )
        return
    if (site_dir / redirect.old / "index.html").exists():
        message = f"there is a page at {quote(redirect.old)}: a redirect would hide it, remove the line"
        yield redirect.problem("redirect-hides-page", message)
    page = site_dir / new / "index.html"
    if not page.is_file():
        message = f"there is no page at {quote(new)}: name the page that took its place"
        yield redirect.problem("redirect-target-gone", message)
    elif fragment and f'id="{fragment}"' not in page.read_text(encoding="utf-8"):
        message = f"the page {quote(new)} has no place named {quote(fragment)}: name one that it has"
        yield redirect.problem("redirect-target-gone", message)


def _write(redirect: Redirect, site_dir: Path, words: Words, file: str) -> None:
    old = f"{redirect.old}index.html"
    new, hash_, fragment = redirect.new.partition("#")
    way = link(old, f"{new}index.html")
    target = way.removesuffix("index.html") + file + hash_ + fragment
    name, script, title = (
        redirect.new or words.say("moved.home"),
        link(old, "assets/redirect.js"),
        words.say("moved.title"),
    )
    page = PAGE.format(
        language=words.language,
        title=escape(title),
        target=escape(target),
        script=escape(script),
        text=words.say_html("moved.to", page=Markup('<a href="{}">{}</a>').format(target, name)),
    )
    now = words.say("moved.now", page=Markdown(f"[{name}]({way.removesuffix('html')}md)"))
    twin = f"# {title}\n\n{now}\n"
    (site_dir / old).parent.mkdir(parents=True)
    (site_dir / old).write_text(page, encoding="utf-8")
    (site_dir / old).with_name("index.md").write_text(twin, encoding="utf-8")
