"""Write a request for PowerShell's Invoke-RestMethod."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from apidocs.model.mime import essence_of
from apidocs.requests.bodies import Body
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.requests.samples.language import Language
from apidocs.requests.samples.request_texts import (
    Text,
    Variable,
    cookie_texts,
    header_texts,
    unset,
    url_text,
    variables,
)
from apidocs.requests.serialization import on_one_line

# PowerShell takes typographic quotes for its own (language specification, section 2.3.5.2).
SINGLE_QUOTES: Final = re.compile("['\u2018\u2019\u201a\u201b]")
DOUBLE_QUOTES: Final = re.compile('["\u201c\u201d\u201e`$]')
# The host of a URL, which may be no URL yet: it comes from the document.
HOST: Final = re.compile(r"^[^/]*//(?:[^/@]*@)?(\[[^\]/]*\]|[^/:?#]*).*$", re.DOTALL)
# The values of -Method; any other is given to -CustomMethod, which needs PowerShell 6.
METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "MERGE", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})


def quoted(text: str) -> str:
    """Write a text in single quotes: nothing in it is special but the quotes, and those are doubled."""
    return "'" + SINGLE_QUOTES.sub(lambda match: 2 * match[0], text) + "'"


def powershell(request: Request) -> str:
    """Return the lines: what parameters need, the parameters by name, and the call that prints the answer."""
    lines = [*_iter_guards(request), *_iter_session(request), *_iter_body(request.body), "$request = @{"]
    lines += [f"    {name} = {value}" for name, value in _iter_parameters(request)]
    return "\n".join([*lines, "}", "Invoke-RestMethod @request"])


def _iter_guards(request: Request) -> Iterator[str]:
    for name in variables(request):
        yield f"if (-not {POWERSHELL.reading(name)}) {{"
        yield f"    throw {quoted(unset(name))}"
        yield "}"


def _iter_parameters(request: Request) -> Iterator[tuple[str, str]]:
    yield "Method" if request.method in METHODS else "CustomMethod", quoted(request.method)
    yield "Uri", _expression(url_text(request))
    headers = [(name, text) for name, text in header_texts(request) if name != "Content-Type"]
    if headers:
        members = "".join(f"\n        {_key(name)} = {_expression(text)}" for name, text in headers)
        yield "Headers", f"@{{{members}\n    }}"
    if request.cookies or request.is_local:
        yield "WebSession", "$session"
    body = request.body
    if body is not None and not _is_form(body):
        yield "ContentType", quoted(body.media_type)
    if body is not None and body.file is not None:
        yield "InFile", quoted(body.file)
    elif body is not None:
        # Before PowerShell 7.4 a text would be sent as Latin-1.
        yield "Body", "$body" if _is_form(body) else "[Text.Encoding]::UTF8.GetBytes($body)"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) else quoted(name)


def _expression(text: Text) -> str:
    """Write a text with a variable in double quotes, where `$` and backticks are special too."""
    if not any(isinstance(part, Variable) for part in text):
        return quoted("".join(map(str, text)))
    written = "".join(
        f"${{env:{part.name}}}" if isinstance(part, Variable) else DOUBLE_QUOTES.sub(r"`\g<0>", part)
        for part in text
    )
    return '"' + re.sub(r"\$\{(\S+)\}$", r"$\1", written) + '"'  # at the end no braces are needed


def _is_form(body: Body) -> bool:
    return body.is_multipart and body.text is None


def _iter_session(request: Request) -> Iterator[str]:
    """Keep cookies and, of a request to this computer, the proxy: a `WebProxy` without an address is none.

    The parameter -NoProxy would say the same, but Windows PowerShell does not have it.
    """
    if request.cookies or request.is_local:
        yield "$session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()"
    if request.is_local:
        yield "$session.Proxy = [Net.WebProxy]::new()  # no proxy: the server is on this computer"
    host = quoted(HOST.sub(r"\1", request.base_url))
    for name, text in cookie_texts(request):
        value = f"{quoted(name)}, {_expression(text)}, '/', {host}"
        yield f"$session.Cookies.Add([Net.Cookie]::new({value}))"


def _iter_body(body: Body | None) -> Iterator[str]:
    if body is None or body.file is not None:
        return
    if _is_form(body):
        yield from _iter_form(body)
    else:
        text = body.text if body.text is not None else urlencode([(f.name, f.value) for f in body.fields])
        yield f"$body = {quoted(text)}"


def _iter_form(body: Body) -> Iterator[str]:
    """Build the form part by part, for the parameter -Form gives no part a type; needs PowerShell 6."""
    kind = essence_of(body.media_type).removeprefix("multipart/")
    if kind == "form-data":
        yield "$body = [Net.Http.MultipartFormDataContent]::new()"
    else:
        yield f"$body = [Net.Http.MultipartContent]::new({quoted(kind)})"
    for field in body.fields:
        yield from _iter_part(field)


def _iter_part(field: FormField) -> Iterator[str]:
    name, value = quoted(field.name), quoted(field.value)
    if field.is_file:
        yield f"$part = [Net.Http.ByteArrayContent]::new([IO.File]::ReadAllBytes((Convert-Path {value})))"
        if field.media_type is not None:
            yield f"$part.Headers.ContentType = {quoted(field.media_type)}"
        yield from _iter_part_headers(field)
        yield f"$body.Add($part, {name}, {value})"
    else:
        type_ = "" if field.media_type is None else f", [Text.Encoding]::UTF8, {quoted(field.media_type)}"
        content = f"[Net.Http.StringContent]::new({value}{type_})"
        if field.headers:
            yield f"$part = {content}"
            yield from _iter_part_headers(field)
        yield f"$body.Add({'$part' if field.headers else content}, {name})"


def _iter_part_headers(field: FormField) -> Iterator[str]:
    for name, value in field.headers:
        yield f"$part.Headers.Add({quoted(on_one_line(name))}, {quoted(value)})"


POWERSHELL: Final = Language("PowerShell", "powershell", powershell, "$env:{}")
