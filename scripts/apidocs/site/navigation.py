"""The navigation of the reference, and the names of site and buttons, in MkDocs' configuration."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from apidocs.markdown.commonmark import plain_text
from apidocs.pages.addresses import AUTHENTICATION, ERRORS, INDEX, SCHEMAS
from apidocs.pages.pages import NavSection, nav_sections
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference
from apidocs.site.connection import Connection
from apidocs.site.home_call import home_call

# Search engines show about this much of a description.
SUMMARY = 155
# The sign of a site that has none of its own, from the icons of the theme.
LOGO = "material/text-box-outline"


def place_reference(config: MkDocsConfig, reference: Reference | None) -> None:
    """Put the reference where mkdocs.yml names its index.

    None stands for one that could not be generated yet: then the site has the guides alone.
    """
    if reference is None:
        _expect_gaps(config)
    config.nav = list(_iter_placed(config, reference))


def describe_reference(config: MkDocsConfig, reference: Reference) -> None:
    """Make the site the reference's own: its navigation, name, hero and logo, and no one else's."""
    api = reference.api
    config.site_name = api.title
    config.site_description = plain_text(api.description or api.title)[:SUMMARY]
    config.copyright = None
    config.theme["icon"] = {**config.theme.get("icon", {}), "logo": LOGO}
    pages = {"index.title": INDEX}
    pages |= {"authentication.title": AUTHENTICATION} if api.security_schemes else {"errors.title": ERRORS}
    config.extra["hero"] = {
        "line": api.title,
        "text": plain_text(api.summary or ""),
        "actions": [
            {"title": reference.words.say(key), "link": src_uri.removesuffix("index.md")}
            for key, src_uri in pages.items()
        ],
    }
    config.nav = [
        {_title("frame.home", reference): "index.md"},
        {_title("index.title", reference): reference_nav(reference)},
    ]


def leave_out_idle_scripts(config: MkDocsConfig, connection: Connection | None) -> None:
    """Load no script for a part that no page of the site has: a call to try, a check of a local app."""
    can_try = connection is not None and connection.can_try and config.extra.get("try_it", True)
    used = {
        "assets/connection.js": connection is not None,
        "assets/doctor.js": connection is not None and connection.health is not None,
        "assets/try-it.js": can_try,
    }
    config.extra_javascript = [script for script in config.extra_javascript if used.get(str(script), True)]


def describe_api(config: MkDocsConfig, reference: Reference) -> None:
    """Give the frame what it shows of any API: its version, and on the home page a call with its answer."""
    config.extra["api_version"] = reference.api.version
    hero = config.extra.get("hero") or {}
    config.extra["hero"] = {**hero, "call": home_call(reference.api, reference.addresses)}


def name_controls(config: MkDocsConfig, words: Words) -> None:
    """Give the frame its words as data, in the site's language; name the theme's buttons and permalinks."""
    config.extra["words"] = words.nested()
    for option in config.theme.get("palette") or ():
        name = "frame.dark" if option["scheme"] == "default" else "frame.light"
        option["toggle"]["name"] = words.say(name)
    settings = config.mdx_configs or {}
    title = words.say("frame.link")
    config.mdx_configs = {**settings, "toc": {**settings.get("toc", {}), "permalink_title": title}}


def _iter_placed(config: MkDocsConfig, reference: Reference | None) -> Iterator[Any]:
    for entry in config.nav or ():
        if not isinstance(entry, dict) or INDEX not in entry.values():
            yield entry
        elif reference is not None:
            yield {title: reference_nav(reference) for title in entry}


def reference_nav(reference: Reference, *, lists_schemas: bool = False) -> list[Any]:
    """List the reference's pages; titles are escaped, for MkDocs prints them as HTML."""
    sections = nav_sections(reference.api, reference.addresses, reference.words)
    nav: list[Any] = [INDEX, *map(_section_nav, sections)]
    if lists_schemas:
        pages = [{html.escape(name): src_uri} for name, src_uri in reference.addresses.schemas.items()]
        nav.append({_title("schemas.title", reference): [SCHEMAS, *pages]})
    if reference.api.security_schemes:
        nav.append({_title("authentication.title", reference): AUTHENTICATION})
    return [*nav, {_title("errors.title", reference): ERRORS}]


def _title(key: str, reference: Reference) -> str:
    return html.escape(reference.words.say(key))


def _section_nav(section: NavSection) -> dict[str, list[Any]]:
    index = [] if section.src_uri is None else [section.src_uri]
    operations = [{html.escape(title): src_uri} for title, src_uri in section.operations]
    return {html.escape(section.title): [*index, *map(_section_nav, section.sections), *operations]}


def _expect_gaps(config: MkDocsConfig) -> None:
    """Without a reference, the guides' links into it are known to lead nowhere."""
    config.validation.nav.omitted_files = logging.INFO
    config.validation.nav.not_found = logging.INFO
    config.validation.links.not_found = logging.INFO
    config.validation.links.anchors = logging.INFO
