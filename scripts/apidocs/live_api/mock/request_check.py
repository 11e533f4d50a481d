"""What a request has that its operation does not allow, or lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Final
from urllib.parse import parse_qsl

from apidocs.document.document import Document
from apidocs.live_api.mock.messages import Message
from apidocs.live_api.mock.parameter_readers import UnreadableError, query_values, scalar, text_values
from apidocs.model.media_type import MediaType
from apidocs.model.mime import FORM, essence_of, is_json
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema
from apidocs.requests.parameter_values import schema_of
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.shape.shape import Shaper
from apidocs.schemas.types import type_of
from apidocs.validation.json_schema import SchemaChecker

MULTIPART: Final = "multipart/form-data"
BITS: Final = {"int32": 32, "int64": 64}


class RequestChecker:
    """Check of requests against the operations of one description."""

    def __init__(self, document: Document, shaper: Shaper) -> None:
        self._schemas = SchemaChecker(document)
        self._merged = shaper.merged

    def problems(
        self, operation: Operation, message: Message, path_values: Mapping[str, str]
    ) -> Iterator[str]:
        """Iterate over what is wrong with the parameters and the body of a request."""
        for parameter in operation.parameters:
            yield from self._parameter_problems(parameter, message, path_values)
        if operation.request_body is not None:
            yield from self._body_problems(operation.request_body.content, message, operation)

    def _parameter_problems(
        self, parameter: Parameter, message: Message, path_values: Mapping[str, str]
    ) -> Iterator[str]:
        name = f"{parameter.location} parameter {parameter.name}"
        if not _is_sent(parameter, message, path_values):
            if parameter.required:
                yield f"{name} is missing"
            return
        try:
            values = self._values(parameter, message, path_values)
        except UnreadableError as error:
            yield f"{name} {error}"
            return
        for value in values:
            if value == "" and parameter.allow_empty_value:
                continue
            yield from self._mismatches(name, schema_of(parameter), value)

    def _values(
        self, parameter: Parameter, message: Message, path_values: Mapping[str, str]
    ) -> tuple[Any, ...]:
        if parameter.location == "query":
            return query_values(parameter, message.pairs, self._merged)
        texts = {
            "path": path_values.get(parameter.name),
            "header": message.header(parameter.name),
            "cookie": message.cookies.get(parameter.name),
        }
        return text_values(parameter, texts.get(parameter.location), self._merged)

    def _body_problems(
        self, content: tuple[MediaType, ...], message: Message, operation: Operation
    ) -> Iterator[str]:
        if not message.body:
            if operation.request_body is not None and operation.request_body.required:
                yield "the request body is missing"
            return
        sent = message.header("Content-Type") or ""
        media_type = _media_type(content, sent)
        if media_type is None:
            allowed = " or ".join(each.name for each in content)
            yield f'Content-Type must be {allowed}, but is "{sent}"' if content else "no body is described"
        elif is_json(sent):
            yield from self._json_problems(media_type, message.body)
        elif essence_of(sent) == FORM:
            yield from self._form_problems(media_type, message.body)
        elif essence_of(sent) == MULTIPART:
            yield from self._multipart_problems(media_type, sent, message.body)

    def _json_problems(self, media_type: MediaType, body: bytes) -> Iterator[str]:
        try:
            value = read_json(body.decode())
        except ValueError as error:
            yield f"the request body is no JSON: {error}"
            return
        yield from self._mismatches("body", media_type.schema, value)

    def _form_problems(self, media_type: MediaType, body: bytes) -> Iterator[str]:
        schema = None if media_type.schema is None else self._merged(media_type.schema)
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        if schema is None or any("[" in name for name, _ in pairs):
            return  # nested names are a convention of each API
        yield from self._mismatches("form", schema, self._form_value(pairs, schema))

    def _multipart_problems(self, media_type: MediaType, sent: str, body: bytes) -> Iterator[str]:
        """Iterate over the parts that are required and missing; what is in a part is free."""
        schema = None if media_type.schema is None else self._merged(media_type.schema)
        parts = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {sent}\r\n\r\n".encode() + body)
        names = {part.get_param("name", header="content-disposition") for part in parts.walk()}
        for name in () if schema is None else schema.required:
            if name not in names:
                yield f"body lacks the part {name}"

    def _form_value(self, pairs: list[tuple[str, str]], schema: Schema) -> dict[str, Any]:
        arrays = (name for name, each in schema.properties.items() if type_of(self._merged(each)) == "array")
        value: dict[str, Any] = {name: [] for name in arrays}  # an empty one is sent as nothing
        for name, text in pairs:
            property_ = schema.properties.get(name)
            whole = None if property_ is None else self._merged(property_)
            kind = None if whole is None else type_of(whole)
            if whole is not None and kind == "array":
                value[name].append(scalar(text, whole.items, self._merged))
            elif kind == "object":
                value[name] = _parsed(text)
            else:
                value[name] = scalar(text, property_, self._merged)
        return value

    def _mismatches(self, name: str, schema: Schema | None, value: object) -> Iterator[str]:
        if schema is None:
            return
        for mismatch in self._schemas.mismatches(schema.location, value):
            place = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in mismatch.path)
            yield f"{name}{place} {mismatch.words}"
        yield from self._wide_integers(name, schema, value)

    def _wide_integers(self, name: str, schema: Schema, value: object) -> Iterator[str]:
        """Iterate over integers that their format has no room for (OpenAPI 3.1, section 4.4)."""
        if isinstance(value, (str, bool, float, type(None))):
            return
        whole = self._merged(schema)
        if isinstance(value, int):
            bits = BITS.get(str(whole.constraints.get("format")), 0)
            if bits and not -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
                yield f"{name} must be an integer of {bits} bits, but is {value}"
        elif isinstance(value, list) and whole.items is not None:
            for index, element in enumerate(value):
                yield from self._wide_integers(f"{name}[{index}]", whole.items, element)
        elif isinstance(value, dict):
            for key, property_ in whole.properties.items():
                if key in value:
                    yield from self._wide_integers(f"{name}.{key}", property_, value[key])


def _is_sent(parameter: Parameter, message: Message, path_values: Mapping[str, str]) -> bool:
    if parameter.location == "path":
        return parameter.name in path_values
    if parameter.location == "header":
        return message.header(parameter.name) is not None
    if parameter.location == "cookie":
        return parameter.name in message.cookies
    if parameter.location == "querystring":
        return message.query != ""
    names = {name for pair in message.pairs for name in (pair[0], pair[0].partition("[")[0])}
    return parameter.name in names or _may_be_spread(parameter)


def _may_be_spread(parameter: Parameter) -> bool:
    """Tell whether the members of an object are pairs of their own, so that the name is in none."""
    is_spread = parameter.style == "form" and parameter.explode
    return is_spread and parameter.schema is not None and "object" in parameter.schema.types


def _media_type(content: tuple[MediaType, ...], sent: str) -> MediaType | None:
    """Return the media type that a Content-Type is of; a range such as image/* allows all of its kind."""
    essence = essence_of(sent)
    for media_type in content:
        allowed = essence_of(media_type.name)
        kind, _, subtype = allowed.partition("/")
        if allowed in (essence, "*/*") or (subtype == "*" and essence.startswith(f"{kind}/")):
            return media_type
    return None


def _parsed(text: str) -> Any:  # noqa: ANN401 - a JSON value
    try:
        return read_json(text)
    except ValueError:
        return text
