"""The pages of a reference: planned from its `Api`, then each made as HTML and as its Markdown twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from apidocs.document.document import Location
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
from apidocs.pages.choices import DEFAULTS, Choices
from apidocs.pages.context import Shared
from apidocs.pages.indexes.authentication import anonymous_operations, iter_scheme_uses
from apidocs.pages.indexes.schema_usage import schema_usage
from apidocs.pages.page_links import Heading
from apidocs.pages.page_names import PageNames
from apidocs.pages.problem_marks import Marks
from apidocs.pages.render import html_environment, render, tidy, twin_environment
from apidocs.pages.view import View
from apidocs.pages.words.texts import Words
from apidocs.pages.writers import HtmlWriter, MarkdownWriter


@dataclass(frozen=True)
class Page:
    """One page; `src_uri` is relative to the folder of all pages, as are the paths of `files`.

    `article` is HTML for readers, in which links lead to the `src_uri` of other pages; `twin` is Markdown for
    agents. `summary` is a line for search engines, `method` and `operation_id` are those of an operation.
    `names` are the parameters and fields that the page names, for search.
    """

    src_uri: str
    kind: str
    title: str
    summary: str
    article: str
    twin: str
    headings: tuple[Heading, ...] = ()
    names: PageNames = field(default_factory=PageNames)
    method: str | None = None
    operation_id: str | None = None
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
    """A page to be made, and what the templates of its kind are given."""

    src_uri: str
    kind: str
    title: str
    summary: str
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Templates:
    """What renders a page as HTML, and what renders its twin."""

    html: jinja2.Environment
    twin: jinja2.Environment

    @classmethod
    def from_folder(cls, folder: Path, *, is_sandbox: bool = False) -> Templates:
        """Read the templates of a folder."""
        return cls(
            html_environment(folder, is_sandbox=is_sandbox), twin_environment(folder, is_sandbox=is_sandbox)
        )


class PageMaker:
    """Makes the pages of one reference as they are planned, in any order."""

    def __init__(
        self,
        api: Api,
        addresses: Addresses,
        templates: Templates,
        words: Words,
        choices: Choices = DEFAULTS,
    ) -> None:
        self.api, self.addresses, self.templates, self.words = api, addresses, templates, words
        self.choices = choices
        self._shared = Shared.from_api(api, addresses, words, choices)
        self._writers = HtmlWriter(words), MarkdownWriter(words)

    def page(self, plan: Plan) -> Page:
        """Make the page. Raises ProblemsError when one of its templates fails."""
        html, markdown = self._writers
        view = View(self._shared, plan.src_uri, html)
        article = self._render(self.templates.html, f"reference/{plan.kind}.html.jinja", view, plan)
        twin_view = View(self._shared, plan.src_uri, markdown, memo=view.memo)
        twin = self._render(self.templates.twin, f"twins/{plan.kind}.md.jinja", twin_view, plan)
        given = plan.given.get("operation")
        operation = given if isinstance(given, Operation) else None
        return Page(
            plan.src_uri,
            plan.kind,
            plan.title,
            plan.summary,
            article,
            tidy(twin),
            tuple(view.headings),
            view.names.frozen(),
            None if operation is None else operation.method,
            None if operation is None else operation.operation_id,
            view.files,
        )

    def _render(self, templates: jinja2.Environment, name: str, view: View, plan: Plan) -> str:
        say = view.writer.say
        return render(templates, name, view=view, api=self.api, say=say, title=plan.title, **plan.given)


def iter_plans(  # noqa: PLR0913 - all that the pages of a site follow from
    api: Api,
    addresses: Addresses,
    marks: Marks,
    words: Words,
    *,
    title: str = "",
    is_whole_site: bool = False,
) -> Iterator[Plan]:
    """Plan every page: the index, one for each tag, operation, webhook and schema, and the errors.

    `title` is that of the index. Where the reference is the whole site, its index is the home page too.
    """
    say, others = words.say, marks.others
    index = _plan(
        INDEX,
        "index",
        title or say("index.title"),
        say("index.summary", api=api.title),
        anchor=REFERENCE,
        problems=others,
    )
    yield index
    if is_whole_site:
        yield _plan("index.md", "index", api.title, index.summary, anchor=None, problems=others)
    own = operations_by_tag(api)
    neighbours = _neighbours([operation for operations in own.values() for operation in operations])
    for tag in api.tags:
        summary = say("tag.summary", tag=tag.title, api=api.title)
        yield _plan(
            addresses.tags[tag.name], "tag", tag.title, summary, tag=tag, operations=api.operations_of(tag)
        )
        for operation in own[tag.name]:
            summary = f"{operation.method} {operation.path}: {operation.title}"
            yield _operation_plan("operation", operation, summary, neighbours, addresses, marks)
    if api.webhooks:
        yield _plan(WEBHOOKS, "webhooks", say("webhooks.title"), say("webhooks.summary", api=api.title))
        neighbours = _neighbours(api.webhooks)
        for webhook in api.webhooks:
            summary = say("webhook.summary", name=webhook.path, title=webhook.title)
            yield _operation_plan("webhook", webhook, summary, neighbours, addresses, marks)
    if api.security_schemes:
        uses, anonymous = list(iter_scheme_uses(api)), anonymous_operations(api)
        summary = say("authentication.summary", api=api.title)
        yield _plan(
            AUTHENTICATION,
            "authentication",
            say("authentication.title"),
            summary,
            schemes=uses,
            anonymous=anonymous,
        )
    yield _plan(SCHEMAS, "schemas", say("schemas.title"), say("schemas.summary", api=api.title))
    usage = schema_usage(api)
    for name, schema in api.components.items():
        given = {"name": name, "schema": schema, "uses": usage[name], "problems": marks.of_schema(schema)}
        summary = say("schema.summary", name=name, api=api.title)
        yield Plan(addresses.schemas[name], "schema", name, summary, given)
    yield _plan(
        ERRORS, "errors", say("errors.title"), say("errors.summary", api=api.title), errors=error_index(api)
    )


def nav_sections(api: Api, addresses: Addresses, words: Words) -> tuple[NavSection, ...]:
    """List the reference for the navigation: each operation under its first tag only, then the webhooks."""
    own = operations_by_tag(api)
    sections = [_nav_section(branch, own, addresses) for branch in api.tag_tree]
    if api.webhooks:
        sections.append(NavSection(words.say("webhooks.title"), WEBHOOKS, _titles(api.webhooks, addresses)))
    return tuple(sections)


def _nav_section(branch: Branch, own: Mapping[str, Sequence[Operation]], addresses: Addresses) -> NavSection:
    inside = tuple(_nav_section(inner, own, addresses) for inner in branch.branches)
    if branch.tag is None:
        return NavSection(branch.title, None, (), inside)
    name = branch.tag.name
    return NavSection(branch.title, addresses.tags[name], _titles(own[name], addresses), inside)


def _titles(operations: Sequence[Operation], addresses: Addresses) -> tuple[tuple[str, str], ...]:
    return tuple((operation.title, addresses.of(operation)) for operation in operations)


Neighbours = Mapping[Location, tuple[Operation | None, Operation | None]]
"""The operations before and after each one."""


def _neighbours(operations: Sequence[Operation]) -> Neighbours:
    around = zip([None, *operations], operations, [*operations[1:], None], strict=False)
    return {operation.location: (before, after) for before, operation, after in around}


def _operation_plan(  # noqa: PLR0913, PLR0917 - all that an operation's page is made of
    kind: str, operation: Operation, summary: str, neighbours: Neighbours, addresses: Addresses, marks: Marks
) -> Plan:
    before, after = neighbours[operation.location]
    return _plan(
        addresses.of(operation),
        kind,
        operation.title,
        summary,
        operation=operation,
        lead=operation.lead,
        problems=marks.of_operation(operation),
        previous=before,
        next=after,
    )


def _plan(src_uri: str, kind: str, title: str, summary: str, **given: object) -> Plan:
    return Plan(src_uri, kind, title, summary, given)
