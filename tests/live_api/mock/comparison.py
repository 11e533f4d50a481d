"""What of a request arrived otherwise than the neutral request says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl, urlsplit

from apidocs.live_api.mock.messages import Message
from apidocs.model.mime import FORM, essence_of, is_json
from apidocs.requests.bodies import Body
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.schemas.json_reader import read_json


def differences(message: Message, request: Request, files: Mapping[str, bytes]) -> Iterator[str]:
    """Iterate over the parts of a request that are not as they should be, each with what arrived.

    JSON is compared by value: each language writes it with spaces of its own. `files` are what bodies name.
    """
    expected: dict[str, str | None] = {
        "method": request.method,
        "target": _normalized(request.url.removeprefix(_origin(request.url))),
    }
    arrived: dict[str, str | None] = {"method": message.method, "target": _normalized(message.target)}
    for name, value in request.headers:
        expected[name] = value
        arrived[name] = _utf_8(message.header(name))
    if request.cookies:
        expected["Cookie"] = "; ".join(f"{name}={value}" for name, value in request.cookies)
        arrived["Cookie"] = _utf_8(message.header("Cookie"))
    for name, wanted in expected.items():
        if arrived[name] != wanted:
            yield f"{name} is {arrived[name]!r}, not {wanted!r}"
    if not _is_body(message, request.body, files):
        yield f"body is {message.body[:200]!r}"


def _normalized(target: str) -> str:
    """Write percent-encodings in upper case, which curl changes in a query (RFC 3986, section 6.2.2.1)."""
    return re.sub(r"%[0-9A-Fa-f]{2}", lambda match: match[0].upper(), target)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _utf_8(text: str | None) -> str | None:
    """Return a header that was sent as UTF-8; Python reads every header as Latin-1."""
    return None if text is None else text.encode("latin-1").decode("utf-8", "replace")


def _is_body(message: Message, body: Body | None, files: Mapping[str, bytes]) -> bool:
    if body is None:
        return message.body == b""
    if body.file is not None:
        return message.body == files[body.file]
    if body.text is not None:
        return _is_text(message.body, body.text, body.media_type)
    if essence_of(body.media_type) == FORM:
        pairs = [(field.name, field.value) for field in body.fields]
        return parse_qsl(message.body.decode(), keep_blank_values=True) == pairs
    parts = parts_of(message)
    return len(parts) == len(body.fields) and all(
        _is_part(part, field, files) for part, field in zip(parts, body.fields, strict=True)
    )


def _is_text(content: bytes, text: str, media_type: str) -> bool:
    if not is_json(media_type):
        return content == text.encode()
    try:
        return bool(read_json(content.decode()) == read_json(text))
    except ValueError:
        return False


def parts_of(message: Message) -> list[Part]:
    """Return the parts of a multipart body."""
    head = f"Content-Type: {message.header('Content-Type')}\r\n\r\n".encode()
    return list(BytesParser(policy=HTTP).parsebytes(head + message.body).iter_parts())


def _is_part(part: Part, field: FormField, files: Mapping[str, bytes]) -> bool:
    content = files[field.value] if field.is_file else field.value.encode()
    return (
        part.get_param("name", header="content-disposition") == field.name
        and part.get_payload(decode=True) == content
        and (field.media_type is None or part.get_content_type() == field.media_type)
        and (not field.is_file or part.get_filename() == field.value)
    )
