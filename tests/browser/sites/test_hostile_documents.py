"""A hostile document is refused or becomes pages, within bounds, and no page does what the document wants."""

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest
from playwright.sync_api import Page

from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from support.commands import ROOT, commands_of, environment, files_of, say
from support.hostile_documents import hostile_document, iter_refused

REFUSED = list(iter_refused())
# Of a process: seconds of a processor, and bytes of memory in units of 1,024.
LIMITS = "ulimit -t 240; ulimit -v 6000000; exec "
HIDDEN = "kept-to-itself"
DANGERS = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      const target = value.replace(/[\\x00-\\x20]/g, "").toLowerCase();
      if (name.startsWith("on")) found.push(`${element.tagName} ${name}=${value}`);
      const isOurs = target.startsWith("data:image/svg+xml") || target === "data:,";
      if (/^(javascript|data|vbscript):/.test(target) && !isOurs)
        found.push(`${element.tagName} ${name}=${value}`);
    }
  }
  const loading =
    "iframe, object, embed, base, form[action^='http'], meta[http-equiv=refresh], article style, article img";
  for (const element of document.querySelectorAll(loading)) found.push(element.outerHTML.slice(0, 200));
  if (window.stolen === 1) found.push("a script ran");
  return found;
}"""


def build(folder: Path, name: str, text: str) -> CompletedProcess[str]:
    """Build a site of the document below `folder`/spec, in bounds of time and memory."""
    (folder / "spec").mkdir(parents=True)
    (folder / "secret.yaml").write_text(f"a: {{name: {HIDDEN}}}\n", encoding="utf-8")
    (folder / "spec" / name).write_text(text, encoding="utf-8")
    command = commands_of(ROOT / "scripts/build.py", "--spec", f"spec/{name}", "--site-dir", "site")
    return run(
        ["bash", "-c", LIMITS + '"$@"', "bash", *command],
        cwd=folder,
        env=environment() | {"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )


@pytest.mark.parametrize(("name", "text", "rule"), REFUSED, ids=[rule for *_, rule in REFUSED])
def test_what_no_page_can_be_made_of_is_refused(tmp_path: Path, name: str, text: str, rule: str) -> None:
    answer = build(tmp_path, name, text)
    assert answer.returncode == 1, say(answer)
    assert f"[{rule}]" in answer.stderr, say(answer)
    assert "Traceback" not in answer.stderr
    assert HIDDEN not in say(answer)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.yaml", "spec"]


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "inside" / "deeper"
    answer = build(folder, "openapi.json", hostile_document())
    assert answer.returncode == 0, say(answer)[-3000:]
    return folder


@pytest.fixture(scope="module")
def hostile_home(hostile_folder: Path) -> Iterator[str]:
    with serving(hostile_folder / "site", "/") as url:
        yield url


def test_nothing_is_written_outside_the_site(hostile_folder: Path) -> None:
    assert sorted(path.name for path in hostile_folder.iterdir()) == ["secret.yaml", "site", "spec"]
    assert [path.name for path in hostile_folder.parent.iterdir()] == ["deeper"]
    names = [
        name for name in files_of(hostile_folder / "site") if len(name.encode()) > 240 or not name.isascii()
    ]
    assert names == []


def test_every_operation_and_schema_has_a_page(hostile_folder: Path) -> None:
    document = json.loads(hostile_document())
    pages = list((hostile_folder / "site/api-reference").rglob("index.html"))
    assert len(pages) > len(document["paths"]) + len(document["components"]["schemas"])


def test_no_page_runs_loads_or_hides_what_the_document_wants(
    tabs: Tabs, hostile_folder: Path, hostile_home: str
) -> None:
    site = hostile_folder / "site"
    tab = tabs.open(SitePage, hostile_home)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found = {path: dangers for path in pages if (dangers := find_dangers(tab.page, hostile_home + path))}
    assert found == {}
    assert tab.watch.complaints() == ""


def find_dangers(page: Page, url: str) -> list[str]:
    page.goto(url, wait_until="domcontentloaded")
    assert page.url == url
    return [str(danger) for danger in page.evaluate(DANGERS)]
