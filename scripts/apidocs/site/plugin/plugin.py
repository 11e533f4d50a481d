"""The MkDocs plugin: each description that the navigation names is replaced by its reference."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from apidocs.pages.addresses import REFERENCE
from apidocs.pipeline import Reference, generate
from apidocs.problems import ProblemsError
from apidocs.progress import Silent
from apidocs.project import RESOURCES, Project
from apidocs.site.checks.guide_check import GuideCheck
from apidocs.site.finish.twins import write_twin
from apidocs.site.generated_files import ANCHOR, ReferencePages, moved
from apidocs.site.mkdocs_warnings import PlacedLinks
from apidocs.site.navigation import reference_nav
from apidocs.site.plugin.options import NAVIGATION, PluginOptions
from apidocs.site.plugin.source_links import SourceLinks
from apidocs.site.search_index import SearchEntries

log = logging.getLogger("mkdocs.plugins.apidocs")

# A navigation entry that ends so, and names a file, is a description.
DESCRIPTION: Final = (".yaml", ".yml", ".json")
# What the pages need of style and script, in the colors and fonts of the site's theme.
STYLES: Final = ("material.css", "reference.css")
SCRIPTS: Final = ("reference.js",)
ASSETS: Final = "assets/apidocs"


@dataclass(frozen=True)
class Placed:
    """A reference in its place: `folder` is that of its pages in the site, `spec` its description."""

    folder: str
    spec: Path
    reference: Reference
    links: SourceLinks


class ApidocsPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """Replace each navigation entry that names an OpenAPI description by the reference made from it."""

    def __init__(self) -> None:
        self._placed: list[Placed] = []
        self._own = ReferencePages()
        self._pages: list[Page] = []
        self._entries: SearchEntries | None = None
        self._guides = GuideCheck([])
        self._links = PlacedLinks()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the references. Raises Abort when a description cannot be documented."""
        self._placed = []
        self._place_links(config)
        config.nav = [self._entry(entry, config) for entry in config.nav or ()]
        if not self._placed:
            raise PluginError(
                "apidocs: no entry of `nav` names an OpenAPI description: "
                "add one such as `- API Reference: openapi.yaml`"
            )
        for fault in self.config.iter_faults([placed.reference.api for placed in self._placed]):
            raise PluginError(f"apidocs: {fault}")
        self._guides = GuideCheck([placed.reference.api for placed in self._placed])
        _check_anchors(config)
        config.extra_css += [f"{ASSETS}/{name}" for name in STYLES]
        config.extra_javascript += [f"{ASSETS}/{name}" for name in SCRIPTS]
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages, and what stands beside them, to those that people wrote."""
        self._own, self._pages = ReferencePages(), []
        for placed in self._placed:
            taken = self._own.taken(files, placed.folder)
            if taken:
                raise PluginError(
                    f"apidocs: {taken[0].src_uri} stands where the reference of {placed.spec.name} goes: "
                    "rename that folder of docs, or the navigation entry of the description"
                )
            self._own.add(files, placed.reference, config, placed.folder)
        self._links.anchors = {
            src_uri: ANCHOR.findall(own.article) for src_uri, own in self._own.pages.items()
        }
        self._entries = SearchEntries(config, {each.folder: each.reference for each in self._placed})
        for name in (*STYLES, *SCRIPTS):
            path = str(RESOURCES / "docs" / "assets" / name)
            files.append(File.generated(config, f"{ASSETS}/{name}", abs_src_path=path))
        return files

    def on_page_markdown(self, text: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401
        """Let the article of a reference page be its content."""
        if self._own.take(page):
            self._pages.append(page)
            page.meta.pop("status", None)  # our own theme's badge of the method
            page.edit_url = next(
                filter(None, (each.links.url_of(page, config) for each in self._placed)), None
            )
            return text
        for fault in self._guides.iter_faults(page.file.content_string):
            log.warning("%s", fault.placed(f"{Path(config.docs_dir).name}/{page.file.src_uri}"))
        return text

    def on_page_content(self, text: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Index a reference page for search."""
        if self._entries is not None:
            self._entries.take(page)
        return text

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the Markdown twin of each page beside it."""
        for page in self._pages:
            write_twin(page, self._own.pages[page.file.src_uri].twin, config)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:  # noqa: ANN401
        """Watch the descriptions, with the files beside them that they may refer to."""
        for placed in self._placed:
            server.watch(str(placed.spec.parent))
        return server

    def _place_links(self, config: MkDocsConfig) -> None:
        """Say of a link that leads nowhere in which line it stands, and what it may mean."""
        self._links.docs_dir = Path(config.docs_dir)
        links = logging.getLogger("mkdocs.structure.pages")
        links.filters[:] = [each for each in links.filters if not isinstance(each, PlacedLinks)]
        links.addFilter(self._links)

    def _entry(self, entry: Any, config: MkDocsConfig) -> Any:  # noqa: ANN401 - YAML of any form
        """Return the entry with each description in it replaced."""
        if isinstance(entry, list):
            return [self._entry(each, config) for each in entry]
        if isinstance(entry, dict):
            return {
                title: self._reference(str(title), value, config) or self._entry(value, config)
                for title, value in entry.items()
            }
        return self._reference("API Reference", entry, config) or entry

    def _reference(self, title: str, value: Any, config: MkDocsConfig) -> list[Any] | None:  # noqa: ANN401
        """Generate the reference of a description; None where the entry names none."""
        spec = _find(value, config)
        if spec is None:
            return None
        language = str(config.theme.get("language") or "en")
        project = Project(os.path.relpath(spec), _root(config), language=language)
        project = replace(project, choices=self.config.choices(title))
        try:
            reference = generate(project, Silent())
        except ProblemsError as error:
            raise Abort(
                "\n".join(["the description cannot be documented:", *map(str, error.problems)])
            ) from error
        for problem in reference.problems:
            log.warning("%s", problem)
        folder = _unique(_slug(title), {each.folder for each in self._placed})
        self._placed.append(Placed(folder, spec, reference, SourceLinks(reference, spec, folder)))
        nav = reference_nav(reference, lists_schemas=self.config.schemas == NAVIGATION)
        return list(_iter_moved(nav, folder))


def _check_anchors(config: MkDocsConfig) -> None:
    """Warn of an anchor that no page has, where MkDocs would only mention it; `ignore` stays."""
    if config.validation.links.anchors == logging.INFO:
        config.validation.links.anchors = logging.WARNING


def _find(value: Any, config: MkDocsConfig) -> Path | None:  # noqa: ANN401 - YAML of any form
    """Find the description that an entry names: below `docs_dir`, or relative to mkdocs.yml."""
    if not isinstance(value, str) or not value.lower().endswith(DESCRIPTION):
        return None
    folders = (Path(config.docs_dir), _root(config))
    for folder in folders:
        if (folder / value).is_file():
            return folder / value
    looked = " or ".join(f"{os.path.relpath(folder)}/" for folder in folders)
    raise PluginError(f"apidocs: nav names {value}, which is in neither {looked}: mend the entry")


def _iter_moved(nav: Any, folder: str) -> Iterator[Any]:  # noqa: ANN401 - MkDocs' form of a navigation
    for entry in nav:
        if isinstance(entry, str):
            yield moved(entry, folder)
        else:
            yield {
                title: moved(inner, folder) if isinstance(inner, str) else list(_iter_moved(inner, folder))
                for title, inner in entry.items()
            }


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or REFERENCE


def _unique(name: str, taken: set[str]) -> str:
    numbers = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *numbers) if each not in taken)
