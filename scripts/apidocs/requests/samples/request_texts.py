"""The URL and headers of a request, with environment variables in place of secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from apidocs.requests.credentials import Credential
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request


@dataclass(frozen=True)
class Variable:
    """A variable of the environment: a secret is read from there, so that no program holds it."""

    name: str


# What stands one after the other.
Text: TypeAlias = "tuple[str | Variable, ...]"


def url_text(request: Request) -> Text:
    """Return the URL; a credential's pair ends in its variable, which holds the value encoded already."""
    secrets = [found for found in request.credentials if found.location == "query"]
    parts: list[str | Variable] = [request.base_url + request.path]
    for index, pair in enumerate(request.query):
        parts.append("&" if index else "?")
        if index < len(secrets):  # credentials come first
            name, _, _ = pair.text.partition("=")
            parts += [f"{name}={secrets[index].prefix}", _variable(request, secrets[index])]
        else:
            parts.append(pair.text)
    return _joined(parts)


def variables(request: Request) -> tuple[str, ...]:
    """Return the names of the variables that the request needs, each once."""
    return tuple(dict.fromkeys(_variable(request, secret).name for secret in request.credentials))


def unset(name: str) -> str:
    """Return what a program says when a variable is missing or empty."""
    return f"{name} is not set."


def header_texts(request: Request) -> Iterator[tuple[str, Text]]:
    """Give each header but Cookie."""
    secrets = {found.name: found for found in request.credentials if found.location == "header"}
    for name, value in request.headers:
        yield name, _text(request, secrets.get(name), value)


def cookie_texts(request: Request) -> Iterator[tuple[str, Text]]:
    """Give each cookie."""
    secrets = {found.name: found for found in request.credentials if found.location == "cookie"}
    for name, value in request.cookies:
        yield name, _text(request, secrets.pop(name, None), value)


def cookie_header(request: Request) -> Text:
    """Return the value of the header Cookie, empty without cookies."""
    parts: list[str | Variable] = []
    for name, text in cookie_texts(request):
        parts += [f"; {name}=" if parts else f"{name}=", *text]
    return _joined(parts)


def disposition(field: FormField) -> str:
    """Return the Content-Disposition of a part (HTML, "multipart form data": three characters escaped)."""
    file = f'; filename="{_escaped(field.value)}"' if field.is_file else ""
    return f'form-data; name="{_escaped(field.name)}"{file}'


def _escaped(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _text(request: Request, secret: Credential | None, value: str) -> Text:
    return (value,) if secret is None else _joined([secret.prefix, _variable(request, secret)])


def _variable(request: Request, secret: Credential) -> Variable:
    return Variable(f"{request.owner}_{secret.variable}")


def _joined(parts: list[str | Variable]) -> Text:
    """Join texts that follow each other, and leave out empty ones."""
    joined: list[str | Variable] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
