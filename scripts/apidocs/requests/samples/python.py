"""Write a request in Python, with the standard library alone."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from apidocs.model.mime import is_json
from apidocs.requests.bodies import Body
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.requests.samples.language import Language
from apidocs.requests.samples.literals import Notation, enclosed, is_exact, literal, string
from apidocs.requests.samples.request_texts import (
    Text,
    Variable,
    cookie_header,
    disposition,
    header_texts,
    unset,
    url_text,
    variables,
)
from apidocs.requests.serialization import on_one_line

NOTATION: Final = Notation("    ", ("True", "False", "None"), "\\U{:08x}", math.inf)


@dataclass(frozen=True)
class _Call:
    """What sends a request: the function, the lines before it, and what both import."""

    function: str
    imports: str
    lines: tuple[str, ...] = ()


_CALL: Final = _Call("urlopen", "from urllib.request import Request, urlopen")
# To a server on this computer: a proxy that the environment names would read the token.
_DIRECT_CALL: Final = _Call(
    "opener.open",
    "from urllib.request import ProxyHandler, Request, build_opener",
    ("opener = build_opener(ProxyHandler({}))  # no proxy: the server is on this computer",),
)


_PRINT: Final = 'print(response.read().decode(errors="replace"))'
_OUTPUT_BYTES: Final = "sys.stdout.buffer.write(response.read())  # binary: redirect it into a file"


@dataclass(frozen=True)
class _Data:
    """The body: the lines before the request, the expression of its bytes, and what both import."""

    lines: str
    expression: str
    imports: tuple[str, ...] = ()


def python(request: Request) -> str:
    """Return the program: it prints the answer, and ends with the answer to a request that failed.

    Without the secret it ends with the name of the variable; bytes it writes as they are.
    """
    data = _Data("", "") if request.body is None else _data(request.body)
    headers = dict(_iter_headers(request))
    preparation = "\n".join((*_iter_guards(request), *([data.lines] if data.lines else [])))
    call = _DIRECT_CALL if request.is_local else _CALL
    imports = {"import sys", "from urllib.error import HTTPError", call.imports, *data.imports}
    if request.credentials:
        imports.add("import os")
    arguments = [_expression(url_text(request)), f"method={_string(request.method)}"]
    if headers:
        members = (f"{_string(name)}: {value}" for name, value in headers.items())
        arguments.append("headers=" + enclosed("{}", members, "\n        ", "\n    "))
    if data.expression:
        arguments.append(f"data={data.expression}")
    return "\n".join(
        [
            *sorted(imports, key=lambda line: (line.startswith("from"), line)),
            f"\n{preparation}" if preparation else "",
            "request = Request" + enclosed("()", arguments, "\n    ", "\n"),
            *call.lines,
            "try:",
            f"    with {call.function}(request) as response:",
            f"        {_OUTPUT_BYTES if request.answers_bytes else _PRINT}",
            "except HTTPError as error:",
            "    sys.exit(f\"{error}\\n{error.read().decode(errors='replace')}\")",
        ]
    )


def _iter_guards(request: Request) -> Iterator[str]:
    for name in variables(request):
        yield f'if not os.environ.get("{name}"):'
        yield f"    sys.exit({_string(unset(name))})"


def _string(text: str) -> str:
    return string(text, NOTATION)


def _expression(text: Text) -> str:
    parts = (PYTHON.reading(p.name) if isinstance(p, Variable) else _string(p) for p in text)
    return " + ".join(parts)


def _iter_headers(request: Request) -> Iterator[tuple[str, str]]:
    """Give a header that is not ASCII as bytes, for urllib would send it as Latin-1."""
    for name, text in header_texts(request):
        is_ascii = all(isinstance(part, Variable) or part.isascii() for part in text)
        yield name, _expression(text) if is_ascii else f"{_expression(text)}.encode()"
    if request.cookies:
        yield "Cookie", _expression(cookie_header(request))
    if request.body is not None and request.body.is_multipart and request.body.text is None:
        yield "Content-Type", f"{_string(request.body.media_type + '; boundary=')} + boundary"


def _data(body: Body) -> _Data:
    if body.file is not None:
        return _Data("", f"Path({_string(body.file)}).read_bytes()", ("from pathlib import Path",))
    if body.text is not None:
        return _text(body.media_type, body.text)
    if body.is_multipart:
        return _multipart(body.fields)
    pairs = (f"({_string(field.name)}, {_string(field.value)})" for field in body.fields)
    lines = "form = " + enclosed("[]", pairs, "\n    ", "\n")
    return _Data(lines, "urlencode(form).encode()", ("from urllib.parse import urlencode",))


def _text(media_type: str, text: str) -> _Data:
    """Write JSON as a value that is easy to change, anything else as text, a string for each line of it."""
    value = json.loads(text) if is_json(media_type) else None
    if isinstance(value, (dict, list)) and value and is_exact(value, NOTATION):
        return _Data(f"body = {literal(value, NOTATION)}", "json.dumps(body).encode()", ("import json",))
    lines = [_string(line) for line in text.splitlines(keepends=True)] or ['""']
    if len(lines) == 1:
        return _Data("", f"{lines[0]}.encode()")
    return _Data("body = (\n    " + "\n    ".join(lines) + "\n)", "body.encode()")


def _multipart(fields: tuple[FormField, ...]) -> _Data:
    """Write the parts line by line (RFC 7578): the standard library has nothing that does it."""
    lines: list[str] = []
    for field in fields:
        content = f"Path({_string(field.value)}).read_bytes()" if field.is_file else _bytes(field.value)
        lines += ['f"--{boundary}".encode()', _bytes(f"Content-Disposition: {disposition(field)}")]
        lines += [] if field.media_type is None else [_bytes(f"Content-Type: {field.media_type}")]
        lines += [_bytes(f"{on_one_line(name)}: {value}") for name, value in field.headers]
        lines += ['b""', content]
    lines += ['f"--{boundary}--".encode()', 'b""']
    body = f'body = b"\\r\\n".join({enclosed("[]", lines, chr(10) + "    ", chr(10))})'
    imports = ("from pathlib import Path",) * any(field.is_file for field in fields)
    return _Data(f"boundary = uuid4().hex\n{body}", "body", (*imports, "from uuid import uuid4"))


def _bytes(text: str) -> str:
    return f"{_string(text)}.encode()"


PYTHON: Final = Language("Python", "python", python, 'os.environ["{}"]')
