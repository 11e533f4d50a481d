"""Write llms.txt, the list of pages for programs."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.markdown.escape import code, inline
from apidocs.model.api import Api, Tag, tags_of
from apidocs.pages.addresses import AUTHENTICATION, ERRORS, INDEX, REFERENCE, SCHEMAS, WEBHOOKS
from apidocs.pages.downloads.agent_tools import TOOLS
from apidocs.pages.downloads.agents.mcp_server import server_name
from apidocs.pages.downloads.full_text import full_text_uri
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference


def llms_text(config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None, words: Words) -> str:
    """Write a line for each page, guides first; links lead to the pages' Markdown, from the site's root."""
    return "\n".join(_iter_lines(config, pages, reference, words)) + "\n"


def _iter_lines(
    config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None, words: Words
) -> Iterator[str]:
    """Keep to the form of llmstxt.org: a title, a summary, then sections of links, here to the twins."""
    yield from (f"# {inline(config.site_name or '')}", "", f"> {inline(config.site_description or '')}")
    guides = [page for page in pages if not page.file.src_uri.startswith(f"{REFERENCE}/")]
    yield from _iter_section(words.say("llms.guides"), (_guide(page) for page in guides))
    if reference is not None:
        yield from _iter_section(words.say("index.title"), _iter_indexes(reference.api, words))
        for tag in reference.api.tags:
            yield from _iter_section(tag.title, _iter_operations(tag, reference.api, reference))
        if reference.api.webhooks:
            yield from _iter_section(words.say("webhooks.title"), _iter_webhooks(reference))
        yield from _iter_section(words.say("llms.optional"), _iter_schemas(reference))


def _iter_section(title: str, links: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {inline(title)}", "")
    yield from links


def _guide(page: Page) -> str:
    return _link(html.unescape(str(page.title)), page.file.src_uri, str(page.meta.get("description", "")))


def _iter_indexes(api: Api, words: Words) -> Iterator[str]:
    say = words.say
    yield _link(say("index.title"), INDEX, say("llms.index"))
    if api.security_schemes:
        yield _link(say("authentication.title"), AUTHENTICATION, say("llms.authentication"))
    yield _link(say("errors.title"), ERRORS, say("llms.errors"))
    yield _link("tools.json", TOOLS, say("llms.tools"))
    yield _link(server_name(api), server_name(api), say("llms.server"))
    yield _link("openapi.json", f"{REFERENCE}/openapi.json", say("llms.json"))
    yield _link("openapi.yaml", f"{REFERENCE}/openapi.yaml", say("llms.yaml"))


def _iter_operations(tag: Tag, api: Api, reference: Reference) -> Iterator[str]:
    index, say = reference.addresses.tags[tag.name], reference.words.say
    yield _link(say("llms.operations", tag=tag.title), index)
    yield _link(say("llms.full_text", tag=tag.title), full_text_uri(index), say("llms.full_text_summary"))
    for operation in api.operations:
        if tags_of(operation)[0] == tag.name:
            call = code(f"{operation.method} {operation.path}")
            yield f"{_link(operation.title, reference.addresses.of(operation))}: {call}"


def _iter_webhooks(reference: Reference) -> Iterator[str]:
    say = reference.words.say
    yield _link(say("llms.webhooks"), WEBHOOKS, say("llms.webhooks_summary"))
    for webhook in reference.api.webhooks:
        call = code(f"{webhook.method} {webhook.path}")
        yield f"{_link(webhook.title, reference.addresses.of(webhook))}: {call}"


def _iter_schemas(reference: Reference) -> Iterator[str]:
    """List what llmstxt.org lets a reader skip: the operations' pages say what they need of the schemas."""
    say = reference.words.say
    yield _link(say("schemas.title"), SCHEMAS, say("llms.schemas"))
    for name, src_uri in reference.addresses.schemas.items():
        yield _link(name, src_uri)


def _link(title: str, target: str, summary: str = "") -> str:
    return f"- [{inline(title)}]({target})" + (f": {inline(summary)}" if summary else "")
