"""Add a Content-Security-Policy that allows what the theme brings and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

# What may follow scripts and styles; `data:` are the theme's icons.
REST: Final = (
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# What a page may ask that has a check of the connection, or calls to try: apps on the reader's own computer.
ASKING: Final = re.compile(r' data-(?:health|try)="')
LOOPBACK: Final = "connect-src 'self' http://127.0.0.1:* http://localhost:*"
# Only what stands after the policy obeys it, so it comes first in the head.
START: Final = "<head>"
SCRIPT: Final = re.compile("<script>(.*?)</script>", re.DOTALL)
STYLE: Final = re.compile("<style>(.*?)</style>", re.DOTALL)
EXPRESSION: Final = re.compile(r"\{\{.*?\}\}")
# What the one expression in those scripts writes: the way to the site's home.
HOME: Final = r"[^\"\\<>]*"


def with_policy(html: str, *, trusted: bool = False, own: Sequence[str] = ()) -> str:
    """Put the policy into the page: files of the site, and those inline scripts that are Material's own.

    An inline script from anywhere else, a stranger's description for one, gets no hash and does not run. In a
    `trusted` page, of which we wrote every line, all scripts and styles get one, and its form may be sent.
    `own` are scripts and styles that a server adds to a page.
    """
    scripts = [*(SCRIPT.findall(html) if trusted else _theirs(html)), *own]
    styles = [*(STYLE.findall(html) if trusted else []), *own]
    policy = f"default-src 'none'; script-src {_sources(scripts)}; style-src {_sources(styles)}; {REST}"
    if ASKING.search(html):
        policy = policy.replace("connect-src 'self'", LOOPBACK)
    if trusted:
        policy = policy.replace("form-action 'none'", "form-action 'self'")
    return html.replace(
        START, f'{START}\n    <meta http-equiv="Content-Security-Policy" content="{policy}">', 1
    )


def _theirs(html: str) -> list[str]:
    return [script for script in SCRIPT.findall(html) if _theme_scripts().fullmatch(script)]


def _sources(pieces: Sequence[str]) -> str:
    return " ".join(["'self'", *(f"'{found}'" for found in dict.fromkeys(map(_hash, pieces)))])


@lru_cache(maxsize=64)
def _hash(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


@lru_cache(maxsize=1)
def _theme_scripts() -> re.Pattern[str]:
    """Match each inline script of the installed theme, whatever home it leads to."""
    spec = find_spec("material")
    folders = [] if spec is None else spec.submodule_search_locations or []
    files = (
        file for folder in folders for file in Path(folder).glob("templates/partials/javascripts/*.html")
    )
    scripts = (script for file in files for script in SCRIPT.findall(file.read_text(encoding="utf-8")))
    return re.compile("|".join(sorted(map(_pattern, scripts))))


def _pattern(script: str) -> str:
    return HOME.join(re.escape(piece) for piece in EXPRESSION.split(script))
