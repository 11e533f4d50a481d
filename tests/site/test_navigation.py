"""The reference's part of the navigation, and the name of a site that is nothing else."""

import logging
import re
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from apidocs.pipeline import Reference, generate
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site.navigation import describe_reference, place_reference
from support.commands import SMALL, write_small
from support.documents import TEMPLATES

REFERENCE_NAV = [
    "api-reference/index.md",
    {"hello": ["api-reference/hello/index.md", {"Say hello": "api-reference/hello/sayhello/index.md"}]},
    {"Errors": "api-reference/errors/index.md"},
]


def make_reference(folder: Path, text: str = SMALL) -> Reference:
    (folder / "docs").mkdir(exist_ok=True)
    return generate(Project(str(write_small(folder, text)), folder), Silent())


def make_config(folder: Path, nav: Sequence[object] | None) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    config = MkDocsConfig()
    config.load_dict(
        {"site_name": "Guides", "copyright": "Us", "docs_dir": str(folder / "docs"), "extra": {"a": 1}}
    )
    config.validate()
    config.nav = None if nav is None else list(nav)
    return config


def test_the_reference_stands_where_its_index_was_named(tmp_path: Path) -> None:
    config = make_config(
        tmp_path, [{"Home": "index.md"}, "b.md", {"API": "api-reference/index.md"}, {"More": ["c.md"]}]
    )
    place_reference(config, make_reference(tmp_path))
    assert config.nav == [{"Home": "index.md"}, "b.md", {"API": REFERENCE_NAV}, {"More": ["c.md"]}]


def test_titles_are_shown_and_never_run(tmp_path: Path) -> None:
    config = make_config(tmp_path, [{"API": "api-reference/index.md"}])
    place_reference(config, make_reference(tmp_path, SMALL.replace("Say hello", "Say `<b>hello</b>`")))
    assert "Say &lt;b&gt;hello&lt;/b&gt;" in str(config.nav)
    assert "<b>" not in str(config.nav)


def test_without_a_reference_the_navigation_has_the_guides(tmp_path: Path) -> None:
    nav = [{"Home": "index.md"}, {"API": "api-reference/index.md"}]
    config = make_config(tmp_path, nav)
    place_reference(config, None)
    assert config.nav == nav[:1]
    assert config.validation.links.not_found == logging.INFO


def test_a_site_that_is_only_a_reference_takes_its_name_from_the_document(tmp_path: Path) -> None:
    config = make_config(tmp_path, None)
    describe_reference(config, make_reference(tmp_path))
    assert config.nav == [{"Home": "index.md"}, {"API Reference": REFERENCE_NAV}]
    assert (config.site_name, config.site_description, config.copyright) == ("Greetings", "Says hello.", None)
    actions = [
        {"title": "API Reference", "link": "api-reference/"},
        {"title": "Errors", "link": "api-reference/errors/"},
    ]
    assert config.extra == {"a": 1, "hero": {"line": "Greetings", "text": "", "actions": actions}}


def test_a_method_without_a_color_of_its_own_is_named_in_the_navigation() -> None:
    styles = (TEMPLATES.parent / "docs" / "assets" / "site.css").read_text(encoding="utf-8")
    (rule,) = re.findall(r"\.nav-list i::before \{([^}]*)\}", styles)
    assert "content: attr(class);" in rule
