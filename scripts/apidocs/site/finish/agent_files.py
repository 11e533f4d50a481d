"""Put what lets an agent use the API beside the pages: a server of its own, and a skill."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.model.api import Api
from apidocs.pages.addresses import REFERENCE
from apidocs.pages.downloads.agent_tools import TOOLS
from apidocs.pages.downloads.agents.guide_sections import Guide
from apidocs.pages.downloads.agents.mcp_bundle import bundle, bundle_name
from apidocs.pages.downloads.agents.mcp_server import server_name, server_text
from apidocs.pages.downloads.agents.options import AgentOptions
from apidocs.pages.downloads.agents.skill import skill_files
from apidocs.project import RESOURCES
from apidocs.site.finish.twins import twin_of

PROGRAM = RESOURCES / "templates" / "agents" / "mcp_server.py"


def write_agent_files(config: MkDocsConfig, pages: Sequence[Page], api: Api, site_url: str) -> None:
    """Write the server and, for a project that has rules for agents, the skill. Raises OSError."""
    site_dir, options = Path(config.site_dir), AgentOptions.from_config(config.extra)
    guides = list(_iter_guides(pages, config, site_url))
    program = PROGRAM.read_text(encoding="utf-8")
    found = _descriptions(site_dir)
    server = server_text(program, api, found, guides, options)
    files = {server_name(api): server}
    if any(guide.src_uri == (options.rules or "").partition("#")[0] for guide in guides):
        files |= dict(skill_files(api, guides, options))
    for address, text in files.items():
        path = site_dir / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (site_dir / bundle_name(api)).write_bytes(bundle(api, found, server))


def _iter_guides(pages: Sequence[Page], config: MkDocsConfig, site_url: str) -> Iterator[Guide]:
    """Read the twins of guides, whose links hold anywhere."""
    for page in pages:
        twin = twin_of(page, config)
        if not page.file.src_uri.startswith(f"{REFERENCE}/") and twin.is_file():
            title, address = html.unescape(str(page.title)), f"{site_url}{page.url}"
            yield Guide(page.file.src_uri, title, address, twin.read_text(encoding="utf-8"))


def _descriptions(site_dir: Path) -> Mapping[str, Any]:
    """Read the tools that were written, also where each has a file of its own."""
    first: dict[str, Any] = json.loads((site_dir / TOOLS).read_text(encoding="utf-8"))
    folder = site_dir / TOOLS.removesuffix(".json")
    if not folder.is_dir():
        return first
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    errors = {key: entry for part in parts for key, entry in part.get("errors", {}).items()}
    return {**parts[0], "errors": errors, "tools": [tool for part in parts for tool in part["tools"]]}
