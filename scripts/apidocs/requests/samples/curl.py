"""Write a request as a curl command for bash and zsh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from apidocs.model.mime import is_json
from apidocs.requests.bodies import Body
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.requests.samples.language import Language
from apidocs.requests.serialization import on_one_line

# Characters of a query that stand in the URL; a longer one has a line for each value.
LONGEST_QUERY: Final = 40
# What `-F` sends as it is: a bracket opens or closes a part inside a part.
PLAIN_VALUE: Final = r"(?![@<()\"\s])[^;]*(?<!\s)"
MEDIA_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:; ?charset=[\w-]+)?", re.ASCII)


def curl(request: Request) -> str:
    """Return the command, one option a line; each argument is quoted: the shell changes nothing in it."""
    return " \\\n  ".join(_iter_arguments(request))


def quoted(text: str) -> str:
    """Quote for a POSIX shell: a single quote ends the quotes, stands escaped, and opens them again."""
    return "'" + text.replace("'", "'\\''") + "'"


def _iter_arguments(request: Request) -> Iterator[str]:
    method = request.method if re.fullmatch(r"[\w-]+", request.method, re.ASCII) else quoted(request.method)
    parts = _query_lines(request)
    yield f"curl -X {method} {quoted(request.base_url + request.path if parts else request.url)}"
    yield from _iter_url_options(request)
    if request.is_digest:
        yield "--digest -u '<user>:<password>'"
    if request.has_certificate:
        yield "--cert '<certificate>' --key '<private-key>'"
    for name, value in request.headers:
        yield f"-H {quoted(f'{name}: {value}' if value else f'{name};')}"  # `name:` would remove the header
    if request.cookies:
        yield f"-b {quoted('; '.join(f'{name}={value}' for name, value in request.cookies))}"
    if request.body is not None:
        yield from _iter_body(request.body)
    yield from parts


def _query_lines(request: Request) -> list[str]:
    """Write a long query one value a line: `-G` joins what `-d` has to the URL, and sends no body."""
    texts = [pair.text for pair in request.query]
    if (
        request.body is not None
        or request.method not in {"GET", "HEAD"}
        or len("&".join(texts)) <= LONGEST_QUERY
    ):
        return []
    return [f"{'-d' if place else '-G -d'} {quoted(text)}" for place, text in enumerate(texts)]


def _iter_url_options(request: Request) -> Iterator[str]:
    """Keep curl from changing the URL, and from waiting for the body that a HEAD does not have."""
    if request.method == "HEAD":
        yield "--head"
    if re.search(r"[{}\[\]]", request.url):
        yield "--globoff"
    if {".", ".."} & set(request.path.split("/")):
        yield "--path-as-is"


def _iter_body(body: Body) -> Iterator[str]:
    """`-d` sends JSON as it is: no JSON text begins with the @ that `-d` takes for the name of a file."""
    if body.file is not None:
        yield f"--data-binary {quoted('@' + body.file)}"
    elif body.is_multipart and body.text is None:
        yield from (_part(field) for field in body.fields)
    elif body.text is None:
        yield from (_field(field) for field in body.fields)
    else:
        yield f"{'-d' if is_json(body.media_type) else '--data-raw'} {quoted(body.text)}"


def _field(field: FormField) -> str:
    """`--data-urlencode` encodes what follows the first equals sign, `--data-raw` sends all as it is."""
    if field.text is not None:
        return f"--data-raw {quoted(field.text)}"
    return f"--data-urlencode {quoted(quote(field.name, safe='') + '=' + field.value)}"


def _part(field: FormField) -> str:
    """`-F` takes a leading @, < or quote and any semicolon for itself; `--form-string` takes all as it is."""
    name = field.name.replace("=", "%3D")
    ending = "".join(_iter_endings(field))
    if field.is_file:
        return f"-F {quoted(f'{name}=@{field.value}{ending}')}"
    if re.fullmatch(PLAIN_VALUE, field.value):
        return f"-F {quoted(f'{name}={field.value}{ending}')}"
    if not ending:
        return f"--form-string {quoted(f'{name}={field.value}')}"
    return "-F " + quoted(f"{name}={_in_quotes(field.value)}{ending}")


def _iter_endings(field: FormField) -> Iterator[str]:
    """Give the type of a part, with its charset only (`-F` uses other parameters itself), and its headers."""
    media_type = MEDIA_TYPE.match(field.media_type or "")
    if media_type is not None:
        yield f";type={media_type[0]}"
    for name, value in field.headers:
        yield f";headers={_in_quotes(f'{on_one_line(name)}: {value}')}"


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


CURL: Final = Language("curl", "bash", curl, "${}")
