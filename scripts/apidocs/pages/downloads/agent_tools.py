"""Describe the operations of an `Api` as tools for an AI agent, as compactly as it needs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.model.error_codes import ErrorIndex, error_index
from apidocs.model.mime import is_json
from apidocs.model.operation import Operation
from apidocs.model.parameter import DEFAULT_STYLES, EXPLODED, Parameter
from apidocs.pages.addresses import REFERENCE, distinct
from apidocs.pages.downloads.agent_hints import annotations_of, error_keys, error_table, unconfirmed_of
from apidocs.requests.credentials import credentials_for
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.request import base_url_of
from apidocs.schemas.agent_schema import SchemaWriter, TooManyError, shortened
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.shape.shape import Shaper

TOOLS: Final = f"{REFERENCE}/tools.json"
# Of more tools than this an agent gets an index, with a file for each operation.
MOST_TOOLS: Final = 40
# What the list of tags in that index may take, in characters.
INDEX_BUDGET: Final = 4000
# What a tool may take of an agent's context, in characters of JSON. Its details are left out in turn until it
# fits: levels of nested objects, and characters of a description.
BUDGET: Final = 4000
DETAILS: Final = ((8, 200), (4, 120), (3, 80), (2, 60), (1, 60), (1, 0), (0, 0))
# The description of the tool itself is what an agent chooses by.
DESCRIPTION: Final = 400
# Agents' programming interfaces take names of these characters, and at most 64 of them; two names that
# collide are told apart by a digest of nine.
UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST: Final = 55
BODY: Final = "body"
USAGE: Final = (
    "Call a tool by sending its method to baseUrl + path with the credentials. `in` says where each property "
    "of inputSchema goes: path (in place of {name}), query, header, cookie, or body (the request body, JSON "
    "unless bodyType says otherwise). A property named location.name is the parameter `name` of that "
    "location. A tool's own baseUrl or credentials take the place of those above. `requires` names the role "
    "or mode that a tool needs, `errors` what it may answer with, explained in the table `errors`, and "
    "`unconfirmed` what was inferred: a status, a parameter, the requestBody or the whole operation."
)
INDEX_USAGE: Final = (
    "These are too many operations to give them all to an agent. llms.txt, at the root of the site, leads to "
    "each; the file tools/NAME.json, beside this one, describes the operation NAME as a tool."
)


def tool_files(api: Api, shaper: Shaper) -> Iterator[tuple[str, str]]:
    """Make the files, each with its address: one with all tools, or an index and one for each operation."""
    found = tool_descriptions(api, shaper)
    if len(found["tools"]) <= MOST_TOOLS:
        yield TOOLS, _text(found)
        return
    yield TOOLS, _text({**_index(api), "tools": []})
    table = found.get("errors", {})
    for tool in found["tools"]:
        own = {**found, "errors": {key: table[key] for key in tool.get("errors", ())}, "tools": [tool]}
        yield f"{TOOLS.removesuffix('.json')}/{tool['name']}.json", _text(own)


def _text(found: Mapping[str, Any]) -> str:
    """Write the descriptions as JSON, each tool on a line of its own."""
    tools = ",\n".join(compact_json(tool) for tool in found["tools"])
    rest = {key: value for key, value in found.items() if key != "tools"}
    head = "".join(f"{compact_json(key)}: {compact_json(value)},\n" for key, value in rest.items())
    return f'{{\n{head}"tools": [\n{tools}\n]\n}}\n'


def _index(api: Api) -> dict[str, Any]:
    """List the tags with the number of their operations, so many that the list stays short."""
    counts = Counter(name for operation in api.operations for name in operation.tags[:1])
    tags, left = {}, INDEX_BUDGET
    for tag, count in counts.items():
        left -= len(tag) + 8
        if left > 0:
            tags[tag] = count
    more = {"moreTags": len(counts) - len(tags)} if len(tags) < len(counts) else {}
    total = len(api.operations)
    return {
        "title": api.title,
        "version": api.version,
        "usage": INDEX_USAGE,
        "operations": total,
        "tags": tags,
        **more,
    }


def tool_descriptions(api: Api, shaper: Shaper) -> Mapping[str, Any]:
    """Describe every operation: name, description, call, hints, and a JSON Schema of what it takes."""
    written = ((found.location, found.operation_id, _name(found)) for found in api.operations)
    names = distinct(written, frozenset())
    places = [_place(operation, api) for operation in api.operations]
    usual = _most_common(places)
    errors = error_index(api)
    tools = [
        _tool(
            operation,
            names[operation.location],
            shaper,
            _different(place, usual),
            _failures(operation, errors),
        )
        for operation, place in zip(api.operations, places, strict=True)
    ]
    named = {key for tool in tools for key in tool.get("errors", ())}
    table = {key: entry for key, entry in error_table(errors).items() if key in named}
    return {
        "title": api.title,
        "version": api.version,
        **usual,
        "usage": USAGE,
        **({"errors": table} if table else {}),
        "tools": tools,
    }


def _failures(operation: Operation, errors: ErrorIndex) -> dict[str, Any]:
    """Give what an agent is told of an operation besides what it takes, each where there is anything."""
    found = {
        "annotations": annotations_of(operation),
        "requires": list(operation.roles),
        "errors": error_keys(operation, errors),
        "unconfirmed": unconfirmed_of(operation),
    }
    return {key: value for key, value in found.items() if value}


def _name(operation: Operation) -> str:
    return UNSAFE.sub("_", operation.operation_id)[:LONGEST].strip("_") or "operation"


def _place(operation: Operation, api: Api) -> Mapping[str, Any]:
    credentials = credentials_for(operation.security, api.security_schemes)
    return {
        "baseUrl": base_url_of(operation),
        "credentials": [
            {"in": found.location, "name": found.name, "value": found.value} for found in credentials
        ],
    }


def _most_common(places: list[Mapping[str, Any]]) -> dict[str, Any]:
    found = {}
    for key in ("baseUrl", "credentials"):
        counts = Counter(compact_json(place[key]) for place in places)
        written = counts.most_common(1)[0][0] if counts else None
        found[key] = next((place[key] for place in places if compact_json(place[key]) == written), "")
    return found


def _different(place: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if value != usual[key]}


def _tool(
    operation: Operation, name: str, shaper: Shaper, place: Mapping[str, Any], known: Mapping[str, Any]
) -> Mapping[str, Any]:
    tool: Mapping[str, Any] = {}
    for depth, words in DETAILS:
        try:
            tool = {**_described(operation, name, SchemaWriter(shaper, depth, words), place), **known}
        except TooManyError:
            continue
        if len(compact_json(tool)) <= BUDGET:
            break
    return tool


def _described(
    operation: Operation, name: str, writer: SchemaWriter, place: Mapping[str, Any]
) -> dict[str, Any]:
    inputs = list(_iter_inputs(operation, writer))
    required = [key for key, _, _, is_required in inputs if is_required]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {key: property_ for key, _, property_, _ in inputs},
        "additionalProperties": False,
    }
    tool = {
        "name": name,
        "description": " ".join(_iter_words(operation)),
        "method": operation.method,
        "path": operation.path,
        **place,
        "inputSchema": schema | ({"required": required} if required else {}),
        "in": {key: location for key, location, _, _ in inputs},
    }
    body_type = _body_type(operation)
    return tool | ({} if body_type is None else {"bodyType": body_type})


def _iter_words(operation: Operation) -> Iterator[str]:
    if operation.deprecated:
        yield "Deprecated."
    yield operation.title.rstrip(".") + "."
    if operation.description and operation.description.strip() != operation.title:
        yield shortened(operation.description, DESCRIPTION)
    if any(role not in (operation.description or "") for role in operation.roles):
        yield f"Requires {', '.join(operation.roles)}."


def _iter_inputs(
    operation: Operation, writer: SchemaWriter
) -> Iterator[tuple[str, str, Mapping[str, Any], bool]]:
    """Give for each property of the input its name, where it goes, its schema, and whether it is required."""
    taken = {BODY} if operation.request_body is not None else set()
    for parameter in operation.parameters:
        key = f"{parameter.location}.{parameter.name}" if parameter.name in taken else parameter.name
        taken.add(parameter.name)
        schema = writer.written(schema_of(parameter), parameter.description)
        yield key, _location(parameter), schema, parameter.required
    if operation.request_body is not None:
        media_type = next(iter(operation.request_body.content), None)
        schema = writer.written(None if media_type is None else media_type.schema)
        yield BODY, BODY, schema, operation.request_body.required


def _location(parameter: Parameter) -> str:
    """Say where it goes, and how a list or an object is written there when that is not the usual way."""
    is_usual = parameter.style == DEFAULT_STYLES.get(parameter.location, "form")
    if is_usual and parameter.explode == (parameter.style in EXPLODED):
        return parameter.location
    return f"{parameter.location}, style {parameter.style}, explode {str(parameter.explode).lower()}"


def _body_type(operation: Operation) -> str | None:
    content = operation.request_body.content if operation.request_body is not None else ()
    return next((found.name for found in content[:1] if not is_json(found.name)), None)
