"""Write a request as a JavaScript module that calls fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator
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

NOTATION: Final = Notation("  ", ("true", "false", "null"), "\\u{{{:x}}}", 2**53 - 1)
_PRINT: Final = "console.log(await response.text());"
_OUTPUT_BYTES: Final = (
    "process.stdout.write(Buffer.from(await response.arrayBuffer())); // binary: redirect it into a file"
)
# What fetch refuses (Fetch standard, "forbidden method", and a body of GET and HEAD).
FORBIDDEN: Final = frozenset({"CONNECT", "TRACE", "TRACK"})
BODILESS: Final = frozenset({"GET", "HEAD"})


def javascript(request: Request) -> str | None:
    """Return the module, which prints the body of the response; None for what fetch cannot send.

    Without the secret it ends with the name of the variable; bytes it writes as they are.
    """
    method = request.method.upper()
    if method in FORBIDDEN or (method in BODILESS and request.body is not None):
        return None
    options = [f"method: {_string(request.method)}"]
    headers = [f"{_string(name)}: {value}" for name, value in _iter_headers(request)]
    if headers:
        options.append("headers: " + enclosed("{}", headers, "\n    ", "\n  "))
    if request.body is not None:
        options.append(f"body: {_body(request.body)}")
    call = f"const response = await fetch({_expression(url_text(request))}, "
    lines = [*_iter_imports(request.body), *_iter_guards(request), *_iter_form(request.body)]
    lines.append(call + enclosed("{}", options, "\n  ", "\n") + ");")
    return "\n".join([*lines, _OUTPUT_BYTES if request.answers_bytes else _PRINT])


def _iter_guards(request: Request) -> Iterator[str]:
    for name in variables(request):
        yield f"if (!{JAVASCRIPT.reading(name)}) {{"
        yield f"  console.error({_string(unset(name))});"
        yield "  process.exit(1);"
        yield "}"


def _string(text: str) -> str:
    return string(text, NOTATION)


def _expression(text: Text) -> str:
    parts = (JAVASCRIPT.reading(p.name) if isinstance(p, Variable) else _string(p) for p in text)
    return " + ".join(parts)


def _iter_headers(request: Request) -> Iterator[tuple[str, str]]:
    """Leave the type of a form to fetch, which makes up the boundary.

    A header takes the characters of Latin-1 only, each one a byte.
    """
    is_form = request.body is not None and request.body.is_multipart and request.body.text is None
    for name, text in header_texts(request):
        is_ascii = all(isinstance(part, Variable) or part.isascii() for part in text)
        if not (is_form and name == "Content-Type"):
            yield (
                name,
                _expression(text) if is_ascii else f'Buffer.from({_expression(text)}).toString("latin1")',
            )
    if request.cookies:
        yield "Cookie", _expression(cookie_header(request))
    if request.body is not None and _has_part_headers(request.body):
        yield "Content-Type", f"{_string(request.body.media_type + '; boundary=')} + boundary"


def _body(body: Body) -> str:
    if body.file is not None:
        return f"await readFile({_string(body.file)})"
    if body.text is not None:
        return _text(body.media_type, body.text)
    if body.is_multipart:
        return "body" if _has_part_headers(body) else "form"
    pairs = (f"[{_string(field.name)}, {_string(field.value)}]" for field in body.fields)
    return "new URLSearchParams(" + enclosed("[]", pairs, "\n    ", "\n  ") + ")"


def _text(media_type: str, text: str) -> str:
    """Write JSON as a value that is easy to change, anything else as text, a string for each line of it."""
    value = json.loads(text) if is_json(media_type) else None
    if isinstance(value, (dict, list)) and value and is_exact(value, NOTATION):
        return f"JSON.stringify({literal(value, NOTATION, chr(10) + '  ')})"
    return " +\n    ".join(_string(line) for line in text.splitlines(keepends=True)) or '""'


def _iter_imports(body: Body | None) -> Iterator[str]:
    if body is not None and (body.file is not None or any(field.is_file for field in body.fields)):
        yield 'import { readFile } from "node:fs/promises";\n'


def _iter_form(body: Body | None) -> Iterator[str]:
    if body is None or body.text is not None or not body.is_multipart:
        return
    if _has_part_headers(body):
        yield from _iter_blob(body.fields)
    else:
        yield "const form = new FormData();"
        yield from map(_append, body.fields)


def _has_part_headers(body: Body) -> bool:
    """Tell whether a part has headers of its own, which FormData cannot write."""
    return any(field.headers for field in body.fields)


def _iter_blob(fields: tuple[FormField, ...]) -> Iterator[str]:
    """Write the parts line by line (RFC 7578)."""
    yield "const boundary = crypto.randomUUID();"
    yield "const body = new Blob(["
    for field in fields:
        head = [f"Content-Disposition: {disposition(field)}"]
        head += [] if field.media_type is None else [f"Content-Type: {field.media_type}"]
        head += [f"{on_one_line(name)}: {value}" for name, value in field.headers]
        content = f"await readFile({_string(field.value)})" if field.is_file else _string(field.value)
        yield '  "--", boundary, "\\r\\n",'
        yield from (f"  {_string(line + chr(13) + chr(10))}," for line in head)
        yield f'  "\\r\\n", {content}, "\\r\\n",'
    yield '  "--", boundary, "--\\r\\n",'
    yield "]);"


def _append(field: FormField) -> str:
    name = _string(field.name)
    type_ = "" if field.media_type is None else f", {{ type: {_string(field.media_type)} }}"
    if field.is_file:
        value = _string(field.value)
        return f"form.append({name}, new Blob([await readFile({value})]{type_}), {value});"
    value = f"new Blob([{_string(field.value)}]{type_})" if type_ else _string(field.value)
    return f"form.append({name}, {value});"


JAVASCRIPT: Final = Language("JavaScript", "javascript", javascript, "process.env.{}")
