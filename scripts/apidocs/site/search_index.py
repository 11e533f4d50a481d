"""Entries of the search index for pages of the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from apidocs.markdown.commonmark import plain_text
from apidocs.model.error_codes import error_index
from apidocs.model.operation import Operation
from apidocs.pages.addresses import ERRORS, INDEX
from apidocs.pages.page_names import PageNames
from apidocs.pages.pages import Page as OwnPage
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference
from apidocs.site.generated_files import moved

# Pages whose headings are the titles of other pages.
INDEXES: Final = frozenset({"index.md", INDEX})
# Characters of a description, and names of parameters and fields or values of theirs, that one entry holds.
LONGEST: Final = 600
MOST_NAMES: Final = 80

Entry = dict[str, Any]
"""What Material's search worker reads: location, title and text as HTML; tags of its page."""


class SearchEntries:
    """Writes the entries of references; Material's plugin would read them out of highlighted HTML.

    Each reference has a folder. With several of them in one site, each entry says of which it is.
    """

    def __init__(self, config: MkDocsConfig, references: Mapping[str, Reference]) -> None:
        search = find_search(config)
        self._index = None if search is None else search.search_index
        events = config.plugins.events["page_context"]
        events[:] = [partial(_unless_done, each) if _is_of(each, search) else each for each in events]
        is_named = len(references) > 1
        self._of_page = {
            moved(page.src_uri, folder): (page.src_uri, entries)
            for folder, reference in references.items()
            for entries in [_Entries(reference, is_named=is_named)]
            for page in reference.pages
        }

    def take(self, page: Page) -> None:
        """Add the entries of a page of a reference in the plugin's place; a guide is left to it."""
        if self._index is None or page.file.src_uri not in self._of_page:
            return
        uri, entries = self._of_page[page.file.src_uri]
        self._index.entries.extend(entries.iter_entries(page, uri))
        page.meta["search"] = {**(page.meta.get("search") or {}), "exclude": True}


class _Entries:
    """Writes the entries of one reference, which they name where there are others."""

    def __init__(self, reference: Reference, *, is_named: bool) -> None:
        self._texts = dict(_iter_texts(reference))
        self._errors = _error_texts(reference)
        self._words = reference.words
        self._own = {page.src_uri: page for page in reference.pages}
        self._name = self._own[INDEX].title if is_named else ""
        self._names = frozenset(
            {*reference.addresses.operations.values(), *reference.addresses.schemas.values()}
        )

    def iter_entries(self, page: Page, uri: str) -> Iterator[Entry]:
        """Give the entries of a page; `uri` is its `src_uri` in the reference."""
        own = self._own[uri]
        text = self._texts[uri]() if uri in self._texts else None
        if uri in self._names:
            text = f"{text or ''}{_named(own.names, self._words)}"
        said = page.meta.get("description", "") if text is None else ""
        title = self._named(_escaped(own.title)) if uri != INDEX else _escaped(own.title)
        yield _entry(own, page.url, title, text or _paragraph(_escaped(said)))
        if text is None and uri not in INDEXES:
            for heading in _iter_headings(page.toc):
                below = self._errors.get(heading.title, "")
                if uri != ERRORS or below:
                    title = self._named(heading.title)
                    yield _entry(own, f"{page.url}{heading.url}", title, below if uri == ERRORS else "")

    def _named(self, title: str) -> str:
        return f"{title} · {_escaped(self._name)}" if self._name else title


def find_search(config: MkDocsConfig) -> Any:  # noqa: ANN401 - the plugin has no types
    """Find the theme's search plugin; None where the site has none."""
    names = ("material/search", "search")
    plugin = next((config.plugins[name] for name in names if name in config.plugins), None)
    return plugin if hasattr(getattr(plugin, "search_index", None), "entries") else None


def _is_of(event: Callable[..., None], plugin: object) -> bool:
    return plugin is not None and getattr(event, "__self__", None) is plugin


def _unless_done(event: Callable[..., None], context: object, *, page: Page, **options: object) -> None:
    """Let the plugin read a page, and take its own marks out of it, only where it would find any."""
    is_excluded = (page.meta.get("search") or {}).get("exclude", False)
    if not is_excluded or "data-search-" in (page.content or ""):
        event(context, page=page, **options)


def _entry(own: OwnPage, location: str, title: str, text: str) -> Entry:
    tags = {"tags": [own.operation_id]} if own.operation_id else {}
    return {"location": location, "title": title, "text": text, **tags}


def _iter_texts(reference: Reference) -> Iterator[tuple[str, Callable[[], str]]]:
    """Give what writes what the pages of operations, schemas and tags are about, when it is asked for."""
    api, addresses = reference.api, reference.addresses
    for operation in (*api.operations, *api.webhooks):
        yield addresses.of(operation), partial(_called, operation)
    for name, schema in api.components.items():
        yield addresses.schemas[name], partial(_described, schema.description)
    for tag in api.tags:
        yield addresses.tags[tag.name], partial(_described, tag.description)


def _called(operation: Operation) -> str:
    call = _escaped(f"{operation.method} {operation.path}")
    return f"<p><code>{call}</code></p>{_described(operation.description)}"


def _error_texts(reference: Reference) -> dict[str, str]:
    """Write the messages of each error code, and what each status means, by what the heading says."""
    index = error_index(reference.api)
    codes = {_escaped(error.code): [*error.statuses, *error.messages] for error in index.codes}
    statuses = {_escaped(status.status_code): list(status.descriptions) for status in index.statuses}
    return {
        name: _paragraph(_escaped(" ".join(texts))[:LONGEST]) for name, texts in {**statuses, **codes}.items()
    }


def _named(names: PageNames, words: Words) -> str:
    """List the names of parameters and fields, each once, and values.

    The worker in docs/assets/search.js looks for them by their kind.
    """
    kinds = {
        "parameters": names.parameters,
        "body": names.body,
        "fields": names.fields,
        "values": names.values,
    }
    return "".join(
        _listed(kind, list(map(_escaped, listed[:MOST_NAMES])), words)
        for kind, listed in kinds.items()
        if listed
    )


def _listed(kind: str, names: list[str], words: Words) -> str:
    before, after = words.around(f"search.{kind}", "names")
    return _paragraph(f'{_escaped(before)}<span class="{kind}">{", ".join(names)}</span>{_escaped(after)}')


def _iter_headings(entries: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Give the headings below the page's own."""
    for entry in entries:
        if entry.level > 1:
            yield entry
        yield from _iter_headings(entry.children)


def _described(description: str | None) -> str:
    return _paragraph(_escaped(plain_text(description or "")[:LONGEST]))


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>" if html else ""


def _escaped(text: str) -> str:
    return escape(text, quote=False)
