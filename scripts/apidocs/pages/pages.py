"""Plan the pages of a reference, and render each plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jinja2

from apidocs.model.api import Api
from apidocs.model.error_codes import error_index
from apidocs.model.operation import Operation
from apidocs.model.tag import Branch
from apidocs.pages.addresses import (
    AUTHENTICATION,
    ERRORS,
    INDEX,
    REFERENCE,
    SCHEMAS,
    WEBHOOKS,
    Addresses,
    operations_by_tag,
)
from apidocs.pages.context import Shared
from apidocs.pages.indexes.authentication import anonymous_operations, iter_scheme_uses
from apidocs.pages.indexes.schema_usage import schema_usage
from apidocs.pages.problem_marks import Marks
from apidocs.pages.render import render
from apidocs.pages.view import View
from apidocs.pages.words.texts import Words


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


@dataclass(frozen=True)
class Plan:
    """A page to be made: its `src_uri`, the kind of page, and what the template of that kind is given."""

    src_uri: str
    kind: str
    given: Mapping[str, Any]


class PageMaker:
    """Makes the pages of one reference as they are planned, in any order."""

    def __init__(self, api: Api, addresses: Addresses, templates: jinja2.Environment, words: Words) -> None:
        self.api, self.addresses, self.templates, self.words = api, addresses, templates, words
        self._shared = Shared.from_api(api, addresses, words)

    def page(self, plan: Plan) -> Page:
        """Make the page. Raises ProblemsError when its template fails."""
        view = View(self._shared, plan.src_uri)
        template = f"reference/{plan.kind}.md.jinja"
        text = render(self.templates, template, view=view, api=self.api, say=self.words.say, **plan.given)
        return Page(plan.src_uri, text, view.files)


def iter_plans(
    api: Api, addresses: Addresses, marks: Marks, words: Words, *, is_whole_site: bool = False
) -> Iterator[Plan]:
    """Plan every page: the index, one for each tag, operation, webhook and schema, and the errors.

    Where the reference is the whole site, its index is the home page too.
    """
    title, others = words.say("index.title"), marks.others
    yield _plan(INDEX, "index", title=title, anchor=REFERENCE, problems=others)
    if is_whole_site:
        yield _plan("index.md", "index", title=api.title, anchor=None, problems=others)
    own = operations_by_tag(api)
    for tag in api.tags:
        yield _plan(addresses.tags[tag.name], "tag", tag=tag, operations=api.operations_of(tag))
        yield from _iter_operation_plans("operation", own[tag.name], addresses, marks)
    if api.webhooks:
        yield _plan(WEBHOOKS, "webhooks")
        yield from _iter_operation_plans("webhook", api.webhooks, addresses, marks)
    if api.security_schemes:
        uses, anonymous = list(iter_scheme_uses(api)), anonymous_operations(api)
        yield _plan(AUTHENTICATION, "authentication", schemes=uses, anonymous=anonymous)
    yield _plan(SCHEMAS, "schemas")
    usage = schema_usage(api)
    for name, schema in api.components.items():
        found = marks.of_schema(schema)
        yield _plan(
            addresses.schemas[name], "schema", name=name, schema=schema, uses=usage[name], problems=found
        )
    yield _plan(ERRORS, "errors", errors=error_index(api))


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


def _iter_operation_plans(
    kind: str, operations: Sequence[Operation], addresses: Addresses, marks: Marks
) -> Iterator[Plan]:
    for previous, operation, next_ in zip(
        [None, *operations], operations, [*operations[1:], None], strict=False
    ):
        yield _plan(
            addresses.of(operation),
            kind,
            operation=operation,
            problems=marks.of_operation(operation),
            previous=previous,
            next=next_,
        )


def _plan(src_uri: str, kind: str, **given: object) -> Plan:
    return Plan(src_uri, kind, given)
