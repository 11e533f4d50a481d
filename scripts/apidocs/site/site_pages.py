"""The pages of one MkDocs build, guides and reference, and what makes them in little time."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from apidocs.pages.addresses import REFERENCE
from apidocs.pages.speed.template_cache import THEME
from apidocs.pipeline import Reference
from apidocs.site.generated_files import ReferencePages
from apidocs.site.live.live_pages import LivePages, in_order
from apidocs.site.navigation_html import QuickNav
from apidocs.site.parallel_pages import SharedPages
from apidocs.site.search_index import SearchEntries


class SitePages:
    """The pages of one build, from the navigation to the last page that is written.

    `contents` holds the HTML of pages by `src_uri`, of a preview only. `live` can rebuild single pages.
    """

    def __init__(
        self, config: MkDocsConfig, nav: Navigation, own: ReferencePages, reference: Reference | None
    ) -> None:
        self._config, self._nav, self._own = config, nav, own
        self._pages: dict[str, Page] = {}
        self._entries = None if reference is None else SearchEntries(config, {REFERENCE: reference})
        self._quick_nav: QuickNav | None = None
        self._shared: SharedPages | None = None
        self.live: LivePages | None = None
        self.contents: dict[str, str] = {}

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._pages)

    def in_order(self) -> list[Page]:
        """List the pages as the navigation does, the others after them."""
        return in_order(self._pages, self._nav)

    def take(self, reference: Reference) -> None:
        """Go on with a reference whose pages stand where those of the last one do."""
        self._own.replace(reference)
        self._entries = SearchEntries(self._config, {REFERENCE: reference})
        if self.live is not None:
            for src_uri, own in self._own.pages.items():
                self.live.pages[src_uri].file.content_string = own.article
            self._quick_nav = QuickNav(self.live.env, self._nav)

    def add(self, page: Page) -> bool:
        """Note a page; of the reference, let its article be the content and return True."""
        self._pages[page.file.src_uri] = page
        return self._own.take(page)

    def index(self, page: Page) -> None:
        """Enter a page into the search index, when the reference has it; a guide is left to MkDocs."""
        if self._entries is not None:
            self._entries.take(page)

    def share(self, env: jinja2.Environment, files: Files) -> None:
        """Make what pages share once, and share the pages out among processes.

        A guide has its words in the search index too, so that only pages of the reference can be shared out:
        they leave nothing but their file.
        """
        env.bytecode_cache = THEME
        env.cache = {}  # as `cache_size=-1`: all of them, without an order
        self._quick_nav = QuickNav(env, self._nav)
        shared = [page for src_uri, page in self._pages.items() if src_uri in self._own.pages]
        self._shared = SharedPages(shared, self._config, files.documentation_pages(), self._nav, env)
        self.live = LivePages(self._config, files, self._nav, env, self._pages)

    def give_navigation(self, page: Page, context: TemplateContext) -> None:
        """Give the template of a page its navigation."""
        quick_nav = self._quick_nav
        if quick_nav is not None:
            context["quick_nav"] = lambda: quick_nav.html(page, context)  # type: ignore[typeddict-unknown-key]

    def finish(self, done: Callable[[], None]) -> None:
        """Wait for the pages that were shared out; `done` is called for each. Raises what MkDocs raises."""
        if self._shared is not None:
            self._shared.finish(done)

    def stop(self) -> None:
        """End what is at work for a build that failed."""
        if self._shared is not None:
            self._shared.stop()
