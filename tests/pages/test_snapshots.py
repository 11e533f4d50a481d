"""Whole pages of the reference as they are written: twins of each kind for agents, articles for readers."""

import pytest

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.project import ROOT
from support.documents import iter_pages
from support.project import DATA

SNAPSHOTS = DATA / "snapshots"
PAGES = [
    "api-reference/index.md",
    "api-reference/automation/index.md",
    "api-reference/automation/focussession/index.md",
    "api-reference/automation/focussession/index.html",
    "api-reference/sessions/listsessions/index.md",
    "api-reference/imports/createimport/index.md",
    "api-reference/previews/getsessionwaveform/index.md",
    "api-reference/schemas/index.md",
    "api-reference/schemas/index.html",
    "api-reference/schemas/Session/index.md",
    "api-reference/errors/index.md",
]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    api = Api.from_spec(load(str(ROOT / "spec" / "openapi.yaml")))
    made = iter_pages(api)
    found = {page.src_uri: page for page in made}
    return {uri: page.twin for uri, page in found.items()} | {
        uri.replace(".md", ".html"): page.article for uri, page in found.items()
    }


@pytest.mark.parametrize("src_uri", PAGES)
def test_a_page_of_our_own_reference_reads_as_it_did(
    pages: dict[str, str], src_uri: str, *, update_golden: bool
) -> None:
    snapshot = SNAPSHOTS / src_uri
    if update_golden:
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        snapshot.write_text(pages[src_uri], encoding="utf-8")
    assert snapshot.read_text(encoding="utf-8") == pages[src_uri]
