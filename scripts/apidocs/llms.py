"""Turns the pages of a site into llms.txt, the list of them for programs."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.addresses import AUTHENTICATION, ERRORS, INDEX, REFERENCE, SCHEMAS, WEBHOOKS
from apidocs.escape import code, inline
from apidocs.full_text import full_text_uri
from apidocs.model.api import Api, Tag, tags_of
from apidocs.pipeline import Reference
from apidocs.tools import TOOLS


def llms_text(config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None) -> str:
    """Write a line for each page, guides first; links lead to the pages' Markdown, from the site's root."""
    return "\n".join(_iter_lines(config, pages, reference)) + "\n"


def _iter_lines(config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None) -> Iterator[str]:
    """Keep to the form of llmstxt.org: a title, a summary, then sections of links, here to the twins."""
    yield from (f"# {inline(config.site_name or '')}", "", f"> {inline(config.site_description or '')}")
    guides = [page for page in pages if not page.file.src_uri.startswith(f"{REFERENCE}/")]
    yield from _iter_section("Guides", (_guide(page) for page in guides))
    if reference is not None:
        yield from _iter_section("API Reference", _iter_indexes(reference.api))
        for tag in reference.api.tags:
            yield from _iter_section(tag.name, _iter_operations(tag, reference.api, reference))
        if reference.api.webhooks:
            yield from _iter_section("Webhooks", _iter_webhooks(reference))
        yield from _iter_section("Optional", _iter_schemas(reference))


def _iter_section(title: str, links: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {inline(title)}", "")
    yield from links


def _guide(page: Page) -> str:
    return _link(html.unescape(str(page.title)), page.file.src_uri, str(page.meta.get("description", "")))


def _iter_indexes(api: Api) -> Iterator[str]:
    yield _link("API Reference", INDEX, "every operation, by tag")
    if api.security_schemes:
        yield _link("Authentication", AUTHENTICATION, "which credentials are taken, and by which operations")
    yield _link("Errors", ERRORS, "every error code and status of the examples")
    yield _link("tools.json", TOOLS, "a compact tool description of every operation")
    yield _link("openapi.json", f"{REFERENCE}/openapi.json", "the OpenAPI description as JSON")
    yield _link("openapi.yaml", f"{REFERENCE}/openapi.yaml", "the OpenAPI description as YAML")


def _iter_operations(tag: Tag, api: Api, reference: Reference) -> Iterator[str]:
    index = reference.addresses.tags[tag.name]
    yield _link(f"{tag.name}: all operations", index)
    yield _link(f"{tag.name}: full text", full_text_uri(index), "the pages of all these operations in one")
    for operation in api.operations:
        if tags_of(operation)[0] == tag.name:
            call = code(f"{operation.method} {operation.path}")
            yield f"{_link(operation.title, reference.addresses.of(operation))}: {call}"


def _iter_webhooks(reference: Reference) -> Iterator[str]:
    yield _link("Webhooks: all of them", WEBHOOKS, "requests that the API sends")
    for webhook in reference.api.webhooks:
        call = code(f"{webhook.method} {webhook.path}")
        yield f"{_link(webhook.title, reference.addresses.of(webhook))}: {call}"


def _iter_schemas(reference: Reference) -> Iterator[str]:
    """List what llmstxt.org lets a reader skip: the operations' pages say what they need of the schemas."""
    yield _link("Schemas", SCHEMAS, "every schema that has a name")
    for name, src_uri in reference.addresses.schemas.items():
        yield _link(name, src_uri)


def _link(title: str, target: str, summary: str = "") -> str:
    return f"- [{inline(title)}]({target})" + (f": {inline(summary)}" if summary else "")
