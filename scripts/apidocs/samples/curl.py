"""Turns a request into a curl command for bash and zsh."""

from __future__ import annotations

from collections.abc import Iterator

from apidocs.request import Request


def curl(request: Request) -> str:
    """The command, one option a line; every argument is quoted so that the shell changes nothing in it."""
    return " \\\n  ".join(_iter_arguments(request))


def quoted(text: str) -> str:
    """Quote for a POSIX shell: a single quote ends the quotes, stands escaped, and opens them again."""
    return "'" + text.replace("'", "'\\''") + "'"


def _iter_arguments(request: Request) -> Iterator[str]:
    yield f"curl -X {request.method} {quoted(request.url)}"
    for name, value in request.headers:
        yield f"-H {quoted(f'{name}: {value}')}"
    if request.cookies:
        yield f"-b {quoted('; '.join(f'{name}={value}' for name, value in request.cookies))}"
    if request.body is not None:
        yield f"-d {quoted(request.body.text)}"
