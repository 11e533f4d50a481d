"""Every guide of docs/ has its known headings, agrees with the document, and holds code that is sound."""

import ast
import json
import plistlib
import re
import subprocess
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown.extensions.toc import slugify

from apidocs.document.load import load
from apidocs.markdown.guides import CodeBlock, iter_code_blocks, iter_curl_requests, iter_headings, iter_links
from apidocs.model.api import Api
from apidocs.site.checks.guide_check import GuideCheck
from support.command_tools import NODE_FOLDER
from support.guide_contract import SITE, VARIABLES, Contract, find_problems
from support.guide_powershell import powershell_twin
from support.project import ROOT

DOCS = ROOT / "docs"
CONTRACT = Contract.load()
GUIDE_CHECK = GuideCheck([Api.from_spec(load(str(ROOT / "spec/openapi.yaml")))])
LANGUAGES = {"bash", "python", "javascript", "powershell", "json", "xml"}
MAXIMUM_DESCRIPTION = 155

# Slug: title, then the H2 and (indented) H3 headings that readers know, in order. A guide may have more.
KNOWN_GUIDES: dict[str, tuple[str, list[str]]] = {
    "installation": (
        "Installation",
        [
            "Installation",
            "Enable the Local API",
            "Default local endpoints",
            "Recommended shell environment",
            "Verify the connection",
            "When to use read-only versus full automation",
            "Shell example",
            "JavaScript example",
            "Next steps",
        ],
    ),
    "authentication": (
        "Authentication",
        [
            "Authentication",
            "Request format",
            "Modes",
            "Read-only mode",
            "Full-automation mode",
            "Configured mode versus effective mode",
            "Design recommendation",
            "Authentication failures to handle",
            "Practical client behavior",
        ],
    ),
    "local-api-overview": (
        "Local API Overview",
        [
            "Local API overview",
            "Guardrails",
            "Endpoint families",
            "  Core session resources",
            "  Session metadata surfaces",
            "  Preview and waveform surfaces",
            "  Desktop automation actions",
            "  Import automation",
            "Common response envelope patterns",
            "Where to go next",
        ],
    ),
    "sessions-endpoints": (
        "Sessions Endpoints",
        [
            "Sessions endpoints",
            "Main routes",
            "Filtering and search",
            "Session object highlights",
            "Write strategy",
            "Example: create a draft session",
            "Example: patch notes and status together",
        ],
    ),
    "preview-endpoints": (
        "Preview Endpoints",
        [
            "Preview endpoints",
            "Main routes",
            "Variant-aware reads",
            "Example: fetch preview metadata",
            "Example: replace waveform notes",
            "Good use cases",
        ],
    ),
    "import-endpoints": (
        "Import Endpoints",
        [
            "Import endpoints",
            "Main route",
            "Import payload structure",
            "Example",
            "Response behavior",
            "Operational note",
        ],
    ),
    "automation-examples": (
        "Automation Examples",
        [
            "Automation examples",
            "Health and readiness check",
            "Search the latest sessions",
            "Update notes from a launcher action",
            "Jump back into the desktop app",
            "Suggested client architecture",
            "  Read-only assistants",
            "  Full automation launchers",
            "Environment bootstrap",
        ],
    ),
}
GUIDES = {slug: title for slug, (title, _) in KNOWN_GUIDES.items()} | {
    "first-automation": "Your First Automation",
    "errors-and-troubleshooting": "Errors and Troubleshooting",
    "not-documented": "What Is Not Documented",
    "scripts": "Scripts",
    "launchers": "Launchers",
    "ai-agents": "AI Agents",
}


def guide_paths() -> list[Path]:
    paths = [DOCS / "index.md", *sorted(DOCS.glob("*/index.md"))]
    return [path for path in paths if path.parent.name != "api-reference"]


def guide_name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def front_matter(text: str) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return values


every_guide = pytest.mark.parametrize("path", guide_paths(), ids=guide_name)
every_block = pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"{guide_name(path)}:{block.line}")
        for path in guide_paths()
        for block in iter_code_blocks(path.read_text(encoding="utf-8"))
    ],
)


@every_guide
def test_a_guide_agrees_with_the_document(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [fault.placed(guide_name(path)) for fault in GUIDE_CHECK.iter_faults(text)] == []
    assert find_problems(text, CONTRACT) == []


def test_every_guide_is_there() -> None:
    assert {path.parent.name for path in guide_paths()} == {"docs", *GUIDES}


@every_guide
def test_a_guide_has_a_title_and_a_short_description(path: Path) -> None:
    values = front_matter(path.read_text(encoding="utf-8"))
    assert values["title"] == (GUIDES[path.parent.name] if path.parent != DOCS else "Home")
    assert re.fullmatch(r"[A-Z].*\.", values["description"])
    assert len(values["description"]) <= MAXIMUM_DESCRIPTION


@pytest.mark.parametrize("slug", KNOWN_GUIDES)
def test_a_guide_has_the_known_headings_in_order(slug: str) -> None:
    _, known = KNOWN_GUIDES[slug]
    _, *headings = iter_headings((DOCS / slug / "index.md").read_text(encoding="utf-8"))
    written = ["  " * (heading.level - 2) + heading.text for heading in headings]
    assert [heading for heading in written if heading in known] == known


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_opens_with_its_title_in_title_case_and_then_in_sentence_case(slug: str) -> None:
    first, second, *_ = iter_headings((DOCS / slug / "index.md").read_text(encoding="utf-8"))
    assert (first.level, first.text) == (1, GUIDES[slug])
    assert (second.level, second.text.lower()) == (2, GUIDES[slug].lower())


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_opens_with_a_lead_of_one_line(slug: str) -> None:
    text = (DOCS / slug / "index.md").read_text(encoding="utf-8")
    assert re.search(r"\n# .*\n\n[A-Z].*\.\n\n## ", text)


def test_the_preview_guide_closes_with_the_workflow_call_out() -> None:
    text = (DOCS / "preview-endpoints/index.md").read_text(encoding="utf-8")
    assert text.split('!!! tip "Preview workflow"\n')[1].splitlines()[-1].startswith("    ")


@every_guide
def test_a_link_to_another_guide_leads_to_a_page_and_a_heading(path: Path) -> None:
    for link in iter_links(path.read_text(encoding="utf-8")):
        page, _, fragment = link.target.partition("#")
        if "api-reference/" in page or page.startswith("https://"):
            continue
        target = (path.parent / page).resolve() if page else path
        if target.parent == ROOT / "docs/downloads" and not fragment:
            assert target.is_file(), link
            continue
        assert target in guide_paths(), link
        slugs = {slugify(each.text, "-") for each in iter_headings(target.read_text(encoding="utf-8"))}
        assert not fragment or fragment in slugs, link


def test_focusing_a_session_is_one_click_from_home() -> None:
    links = iter_links((DOCS / "index.md").read_text(encoding="utf-8"))
    assert "api-reference/automation/focussession/index.md" in {link.target for link in links}


def test_home_links_every_family_of_the_reference() -> None:
    links = {link.target for link in iter_links((DOCS / "index.md").read_text(encoding="utf-8"))}
    assert {f"api-reference/{tag['name']}/index.md" for tag in CONTRACT.document["tags"]} <= links


def test_the_guides_link_every_operation() -> None:
    links = {
        link.target.partition("api-reference/")[2]
        for path in guide_paths()
        for link in iter_links(path.read_text(encoding="utf-8"))
    }
    assert {operation.page for operation in CONTRACT.operations} <= links


# --- their code blocks


@every_block
def test_a_block_is_well_formed_in_its_language(block: CodeBlock, tmp_path: Path) -> None:
    assert block.language in LANGUAGES
    if block.language == "json":
        json.loads(block.text)
    elif block.language == "python":
        ast.parse(block.text, feature_version=(3, 9))
    elif block.language == "javascript":
        (tmp_path / "block.mjs").write_text(block.text, encoding="utf-8")
        subprocess.run([NODE_FOLDER / "node", "--check", tmp_path / "block.mjs"], check=True)
    elif block.language == "xml":
        plistlib.loads(block.text.encode())
    elif block.language == "bash":
        subprocess.run(["bash", "-n"], input=block.text, text=True, check=True)


@pytest.mark.parametrize("path", guide_paths(), ids=guide_name)
def test_every_request_has_a_powershell_twin(path: Path) -> None:
    """Twins follow their curl; `tests/guide_powershell.py` writes what is expected here."""
    blocks = list(iter_code_blocks(path.read_text(encoding="utf-8")))
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.language == "bash" and not block.title and "curl \\\n" in block.text:
            assert following is not None, block
            assert (following.language, following.text) == ("powershell", powershell_twin(block.text))


@every_block
def test_a_powershell_program_names_operations(block: CodeBlock) -> None:
    if block.language != "powershell" or not block.title:
        return
    requests = re.findall(r'Send-Request (GET|PUT|POST|DELETE|PATCH) "(/[^"?]*)\??([^"]*)"', block.text)
    assert len(requests) == len(re.findall(r"(?<!function )Send-Request\b", block.text))
    for method, path, query in requests:
        operation = CONTRACT.find(method, f"/api/v1{path}")
        assert operation is not None, path
        assert {pair.partition("=")[0] for pair in query.split("&") if pair} <= operation.query_names


def test_the_environment_is_set_in_the_same_way_everywhere() -> None:
    texts = [
        block.text
        for path in guide_paths()
        for block in iter_code_blocks(path.read_text(encoding="utf-8"))
        if block.text.startswith("export SESSIONDOCK_BASE_URL=") and "curl" not in block.text
    ]
    assert len(texts) > 1
    assert len(set(texts)) == 1


def test_every_guide_but_the_list_of_open_questions_says_where_to_go_next() -> None:
    for path in guide_paths():
        text = path.read_text(encoding="utf-8")
        headings = {heading.text for heading in iter_headings(text)}
        is_end = path.parent.name in ("docs", "not-documented")
        assert is_end or headings & {"Next steps", "Where to go next"}, path


def test_a_guide_that_calls_something_undocumented_leads_to_its_point() -> None:
    for path in guide_paths():
        text = path.read_text(encoding="utf-8")
        links = {link.target for link in iter_links(text)}
        if re.search(r"not \[?documented", text) and path.parent.name != "not-documented":
            assert any("not-documented/index.md#" in link for link in links), path


@every_block
def test_a_guide_curl_keeps_the_order_of_its_lines(block: CodeBlock) -> None:
    """Simple curls only: a program's own options come first there."""
    if block.language != "bash" or block.title or SITE in block.text:
        return
    for command in re.findall(r"(?ms)^curl.*?[^\\]\n(?=\n|\Z)", block.text):
        lines = [line.strip() for line in command.splitlines() if re.match(r"^(curl|  \S)", line)]
        order = [r"curl \\", r"-X ", '-H "Authorization: Bearer \\$SESSIONDOCK_TOKEN"', '-H "Content-Type']
        order += ["-d '{", "}'", '"\\$SESSIONDOCK_BASE_URL/[^"]*"$']
        places = [next(place for place, start in enumerate(order) if re.match(start, line)) for line in lines]
        assert places == sorted(set(places)), command
        assert places[0] == 0
        assert places[-1] == len(order) - 1


def test_curls_are_really_checked() -> None:
    """Guards the checks above against an extraction that finds nothing."""
    requests = [
        request
        for path in guide_paths()
        for block in iter_code_blocks(path.read_text(encoding="utf-8"))
        if block.language == "bash"
        for request in iter_curl_requests(block, VARIABLES)
        if request.server != SITE
    ]
    written = sum(
        len(re.findall(r"(?m)^\s*curl \\$", path.read_text(encoding="utf-8"))) for path in guide_paths()
    )
    assert len(requests) == written > 0
