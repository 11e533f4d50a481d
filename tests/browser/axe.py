"""Turn a page into the findings of axe-core, in lines that can be read."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from support.node_packages import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"

# preload would fetch style sheets a second time; all of axe's default rules run.
_RUN = "(options) => axe.run(document, {resultTypes: ['violations'], preload: false, ...options})"
# What another scheme can change of a page: those of axe's default rules that look at colors.
_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SHOWN_NODES = 5


def find_violations(page: Page, *, only_colors: bool = False) -> list[str]:
    """Name each violation of the page as it stands: rule, what is wrong, where and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: dict[str, Any] = page.evaluate(_RUN, _COLORS if only_colors else {})
    return [_describe(violation) for violation in found["violations"]]


def _source() -> str:
    path = Path(AXE)
    assert path.is_file(), "axe-core is not installed: `make test` installs it (tests/prepare.py)"
    return path.read_text(encoding="utf-8")


def _describe(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    places = [f"    {node['html'][:160]}\n      {_why(node)}" for node in nodes[:SHOWN_NODES]]
    head = f"{violation['id']} ({violation['impact']}): {violation['help']}, {len(nodes)} places"
    return "\n".join([head, *places])


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).split())
