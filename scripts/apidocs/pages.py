"""Turns an `Api` into the finished Markdown pages of its reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import jinja2

from apidocs.addresses import ERRORS, INDEX, SCHEMAS, Addresses
from apidocs.error_codes import error_index
from apidocs.errors import Problem
from apidocs.model.api import Api, tags_of
from apidocs.model.operation import Operation
from apidocs.render import render
from apidocs.samples.curl import curl
from apidocs.usage import schema_usage
from apidocs.view import Shared, View


@dataclass(frozen=True)
class Page:
    """One page; `src_uri` is relative to the folder of all pages."""

    src_uri: str
    text: str


WritePage = Callable[..., Page]


@dataclass(frozen=True)
class NavSection:
    """A tag in the navigation: its index page, then its operations, each with its title."""

    title: str
    src_uri: str
    operations: tuple[tuple[str, str], ...]


def iter_pages(
    api: Api,
    problems: Sequence[Problem],
    addresses: Addresses,
    templates: jinja2.Environment,
    *,
    is_whole_site: bool = False,
) -> Iterator[Page]:
    """Every page: the index, one for each tag, operation and schema, and the errors.

    Where the reference is the whole site, its index is the home page too.
    """
    shared = Shared.from_api(api, addresses)
    write = partial(_page, templates, shared)
    yield write(INDEX, "index", title="API Reference")
    if is_whole_site:
        yield write("index.md", "index", title=api.title)
    for tag in api.tags:
        yield write(addresses.tags[tag.name], "tag", tag=tag, operations=api.operations_of(tag))
        yield from _iter_operation_pages(api, tag.name, problems, addresses, write)
    yield write(SCHEMAS, "schemas")
    usage = schema_usage(api)
    for name, schema in api.components.items():
        found = _on(problems, schema.location.uri, schema.location.pointer)
        yield write(addresses.schemas[name], "schema", name=name, schema=schema, uses=usage[name], problems=found)
    yield write(ERRORS, "errors", errors=error_index(api))


def nav_sections(api: Api, addresses: Addresses) -> tuple[NavSection, ...]:
    """The reference in the navigation: each operation under its first tag only."""
    return tuple(
        NavSection(
            tag.name,
            addresses.tags[tag.name],
            tuple((operation.title, addresses.of(operation)) for operation in _own(api, tag.name)),
        )
        for tag in api.tags
    )


def _own(api: Api, tag: str) -> list[Operation]:
    return [operation for operation in api.operations if tags_of(operation)[0] == tag]


def _iter_operation_pages(
    api: Api, tag: str, problems: Sequence[Problem], addresses: Addresses, write: WritePage
) -> Iterator[Page]:
    own = _own(api, tag)
    for previous, operation, next_ in zip([None, *own], own, [*own[1:], None], strict=False):
        yield write(
            addresses.of(operation),
            "operation",
            operation=operation,
            problems=_on(problems, operation.location.uri, operation.location.pointer),
            previous=previous,
            next=next_,
        )


def _page(templates: jinja2.Environment, shared: Shared, src_uri: str, kind: str, **context: object) -> Page:
    operation = context.get("operation")
    if isinstance(operation, Operation):
        context["sample"] = curl(shared.requests.request(operation))
    view = View(shared, src_uri)
    text = render(templates, f"reference/{kind}.md.jinja", api=shared.api, view=view, **context)
    return Page(src_uri, text)


def _on(problems: Sequence[Problem], file: str, pointer: str) -> list[Problem]:
    """The problems at or below a place of the document."""
    return [problem for problem in problems if f"{problem.pointer}/".startswith(f"{pointer}/")]
