"""Turns an `Api` into the finished Markdown pages of its reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import jinja2

from apidocs.addresses import (
    AUTHENTICATION,
    ERRORS,
    INDEX,
    REFERENCE,
    SCHEMAS,
    WEBHOOKS,
    Addresses,
    operations_by_tag,
)
from apidocs.authentication import anonymous_operations, iter_scheme_uses
from apidocs.error_codes import error_index
from apidocs.errors import Problem
from apidocs.marks import Marks
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.tag_tree import Branch
from apidocs.render import render
from apidocs.samples import Sample, samples
from apidocs.samples.authored import authored_samples
from apidocs.usage import schema_usage
from apidocs.view import Shared, View
from apidocs.words import Words


@dataclass(frozen=True)
class Page:
    """One page; `src_uri` is relative to the folder of all pages, as are the paths of the files beside it."""

    src_uri: str
    text: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NavSection:
    """A part of the navigation: its index page, its operations, each with its title, and the parts inside.

    A group of tags has no index page.
    """

    title: str
    src_uri: str | None
    operations: tuple[tuple[str, str], ...] = ()
    sections: tuple[NavSection, ...] = ()


WritePage = Callable[..., Page]


def iter_pages(  # noqa: PLR0913 - all that a page is made of
    api: Api,
    problems: Sequence[Problem],
    addresses: Addresses,
    templates: jinja2.Environment,
    words: Words,
    *,
    uris: Mapping[str, str] | None = None,
    is_whole_site: bool = False,
) -> Iterator[Page]:
    """Make every page: the index, one for each tag, operation, webhook and schema, and the errors.

    `uris` gives the uri of each file that a problem names; a file not in it is the root file. Where the
    reference is the whole site, its index is the home page too. Raises ProblemsError when a template fails.
    """
    shared = Shared.from_api(api, addresses, words)
    marks = Marks.from_api(api, problems, uris or {})
    write = partial(_page, templates, shared)
    yield write(INDEX, "index", title=words.say("index.title"), anchor=REFERENCE, problems=marks.others)
    if is_whole_site:
        yield write("index.md", "index", title=api.title, anchor=None, problems=marks.others)
    own = operations_by_tag(api)
    for tag in api.tags:
        yield write(addresses.tags[tag.name], "tag", tag=tag, operations=api.operations_of(tag))
        yield from _iter_operation_pages(own[tag.name], shared, marks, write)
    if api.webhooks:
        yield write(WEBHOOKS, "webhooks")
        yield from _iter_webhook_pages(shared, marks, write)
    if api.security_schemes:
        uses, anonymous = list(iter_scheme_uses(api)), anonymous_operations(api)
        yield write(AUTHENTICATION, "authentication", schemes=uses, anonymous=anonymous)
    yield write(SCHEMAS, "schemas")
    usage = schema_usage(api)
    for name, schema in api.components.items():
        used_by, found = usage[name], marks.of_schema(schema)
        yield write(addresses.schemas[name], "schema", name=name, schema=schema, uses=used_by, problems=found)
    yield write(ERRORS, "errors", errors=error_index(api))


def count_pages(api: Api, *, is_whole_site: bool) -> int:
    """Count the pages without making one, for whoever waits for them."""
    some = sum(map(bool, (api.webhooks, api.security_schemes, is_whole_site)))
    indexes = 3 + some  # the three are those of the reference, the schemas and the errors
    return indexes + len(api.tags) + len(api.every_operation) + len(api.components)


def nav_sections(api: Api, addresses: Addresses, words: Words) -> tuple[NavSection, ...]:
    """List the reference for the navigation: each operation under its first tag only, then the webhooks."""
    own = operations_by_tag(api)
    sections = [_nav_section(branch, own, addresses) for branch in api.tag_tree]
    if api.webhooks:
        sections.append(NavSection(words.say("webhooks.title"), WEBHOOKS, _titles(api.webhooks, addresses)))
    return tuple(sections)


def _nav_section(branch: Branch, own: Mapping[str, Sequence[Operation]], addresses: Addresses) -> NavSection:
    inside = tuple(_nav_section(found, own, addresses) for found in branch.branches)
    if branch.tag is None:
        return NavSection(branch.title, None, (), inside)
    name = branch.tag.name
    return NavSection(branch.title, addresses.tags[name], _titles(own[name], addresses), inside)


def _titles(operations: Sequence[Operation], addresses: Addresses) -> tuple[tuple[str, str], ...]:
    return tuple((operation.title, addresses.of(operation)) for operation in operations)


def _iter_operation_pages(
    operations: Sequence[Operation], shared: Shared, marks: Marks, write: WritePage
) -> Iterator[Page]:
    for previous, operation, next_ in _with_neighbours(operations):
        yield write(
            shared.addresses.of(operation),
            "operation",
            operation=operation,
            samples=_samples(operation, shared),
            problems=marks.of_operation(operation),
            previous=previous,
            next=next_,
        )


def _samples(operation: Operation, shared: Shared) -> tuple[Sample, ...]:
    ours = samples(shared.requests.request(operation))
    return (*ours, *authored_samples(operation, ours))


def _iter_webhook_pages(shared: Shared, marks: Marks, write: WritePage) -> Iterator[Page]:
    for previous, webhook, next_ in _with_neighbours(shared.api.webhooks):
        yield write(
            shared.addresses.of(webhook),
            "webhook",
            operation=webhook,
            problems=marks.of_operation(webhook),
            previous=previous,
            next=next_,
        )


def _with_neighbours(
    operations: Sequence[Operation],
) -> Iterator[tuple[Operation | None, Operation, Operation | None]]:
    return zip([None, *operations], operations, [*operations[1:], None], strict=False)


def _page(templates: jinja2.Environment, shared: Shared, src_uri: str, kind: str, **context: object) -> Page:
    view = View(shared, src_uri)
    text = render(
        templates, f"reference/{kind}.md.jinja", api=shared.api, view=view, say=shared.words.say, **context
    )
    return Page(src_uri, text, view.files)
