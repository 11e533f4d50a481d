"""The navigation of each page is the one that its template makes, and small."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pytest
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from apidocs.pipeline import Reference, generate
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site.generated_files import ReferencePages
from apidocs.site.navigation import describe_reference, name_controls
from apidocs.site.navigation_html import LISTS, QuickNav
from support.commands import ROOT

# More operations than one list shows.
MANY = 101


def make_reference(folder: Path) -> Reference:
    paths = "".join(
        f"  /items/{number}: {{get: {{operationId: readItem{number}, summary: 'Read & keep item {number}', "
        f"tags: [{'many' if number else 'few'}], responses: {{}}}}}}\n"
        for number in range(MANY)
    )
    (folder / "openapi.yaml").write_text(
        f"openapi: 3.1.0\ninfo: {{title: Items, version: '1'}}\npaths:\n{paths}"
        "components: {schemas: {Item: {type: object}}}\n"
    )
    (folder / "docs").mkdir()
    project = Project(str(folder / "openapi.yaml"), folder, ROOT / "templates", is_whole_site=True)
    return generate(project, Silent())


@dataclass(frozen=True)
class Made:
    """Pages that are read and converted, and what a template gets."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    pages: list[Page]

    def env(self) -> jinja2.Environment:
        """The theme's templates with what a build gives them."""
        env: jinja2.Environment = self.config.theme.get_env()
        return env

    @contextmanager
    def opened(self, page: Page) -> Iterator[dict[str, Any]]:
        """Be on this page."""
        page.active = True
        yield dict(get_context(self.nav, self.files, self.config, page))
        page.active = False


def make_site(folder: Path, url_style: str) -> Made:
    reference = make_reference(folder)
    config: MkDocsConfig = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(folder / "docs"), site_dir=str(folder / "site"), nav=None
    )
    config.use_directory_urls = url_style == "folders"
    describe_reference(config, reference)
    name_controls(config, reference.words)
    files = get_files(config)
    config.plugins._current_plugin = "apidocs"  # noqa: SLF001 - as MkDocs sets it around each event
    own = ReferencePages()
    own.add(files, reference, config)
    nav = get_navigation(files, config)
    pages = [file.page or Page(None, file, config) for file in files.documentation_pages()]
    for page in pages:
        page.read_source(config)
        assert own.take(page)
        page.render(config, files)
    assert len(pages) > MANY
    return Made(config, files, nav, pages)


@pytest.mark.parametrize("url_style", ["folders", "files"])
def test_the_navigation_of_every_page_is_as_its_template_makes_it(tmp_path: Path, url_style: str) -> None:
    made = make_site(tmp_path, url_style)
    env = made.env()
    quick = QuickNav(env, made.nav)
    for page in made.pages:
        with made.opened(page) as context:
            html = quick.html(page, context)
            assert html == env.get_template(LISTS).render(context), page.url
        assert len(html) < 15_000
        assert html.count('aria-current="page"') == (page in made.nav.pages)


def test_a_long_section_shows_what_is_around_the_page_and_leads_to_all_of_it(tmp_path: Path) -> None:
    made = make_site(tmp_path, "folders")
    page = next(page for page in made.pages if page.url.endswith("/readitem60/"))
    with made.opened(page) as context:
        html = made.env().get_template(LISTS).render(context)
    shown = [number for number in range(MANY) if f"/readitem{number}/" in html]
    assert shown == [*range(36, 60), *range(61, 71)]
    assert html.count('href="../">All pages (100)</a>') == 2
