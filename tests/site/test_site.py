"""The whole site, end to end, as a user's command builds it."""

import gzip
import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urljoin

import pytest

from apidocs.document.load import load
from apidocs.markdown.links import relinked
from apidocs.site.checks.broken_links import find_broken_links
from support.commands import GOODBYE, ROOT, build_here, copy_project, edit, files_of, run, say, write_small
from support.documents import real_document

SITE_URL = "https://sessiondock.com/docs/"
# A clock that stands in another year, whoever asks for the time.
OTHER_CLOCK = """\
import datetime, time
_time = time.time
time.time = lambda: _time() + 400 * 86400
time.time_ns = lambda: int(time.time() * 1e9)
class _Date(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
datetime.date, datetime.datetime = _Date, _DateTime
"""
OPERATION = re.compile(r"^(get|put|post|delete|options|head|patch|trace)$")


def test_every_link_and_fragment_leads_somewhere(built_project: Path) -> None:
    assert find_broken_links(built_project / "site", SITE_URL) == []


def test_every_page_has_its_markdown_beside_it(built_project: Path) -> None:
    site, docs = built_project / "site", built_project / "docs"
    pages = {path.parent.relative_to(site) for path in site.rglob("index.html")}
    assert {path.parent.relative_to(site) for path in site.rglob("index.md")} == pages
    guides = {path.parent.relative_to(docs) for path in docs.rglob("index.md")}
    assert guides < pages
    for page in guides:
        source, twin = ((folder / page / "index.md").read_text("utf-8") for folder in (docs, site))
        moved = relinked(source, partial(urljoin, f"{SITE_URL}{page.as_posix()}/index.md"))
        assert twin.replace(f"> All pages: [llms.txt]({SITE_URL}llms.txt)\n\n", "", 1) == moved


def test_nothing_is_written_into_the_folder_of_the_guides(built_project: Path) -> None:
    assert not (built_project / "docs/api-reference").exists()


def test_llms_txt_lists_every_page_once(built_project: Path) -> None:
    site = built_project / "site"
    listed = re.findall(r"\]\((\S+\.md)\)", (site / "llms.txt").read_text(encoding="utf-8"))
    pages = [path.relative_to(site).as_posix() for path in site.rglob("index.md")]
    assert sorted(listed) == sorted(SITE_URL + page for page in pages)


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_the_document_can_be_downloaded(built_project: Path, name: str) -> None:
    downloaded = load(str(built_project / "site/api-reference" / name))
    assert downloaded.root.value == load(str(built_project / "spec/openapi.yaml")).root.value


def test_the_sitemap_says_no_date_and_its_packed_copy_holds_the_same(built_project: Path) -> None:
    sitemap = (built_project / "site/sitemap.xml").read_bytes()
    assert b"lastmod" not in sitemap
    assert sitemap.count(b"<loc>") == len(list((built_project / "site").rglob("index.html")))
    assert gzip.decompress((built_project / "site/sitemap.xml.gz").read_bytes()) == sitemap


def test_another_day_folder_and_hash_seed_give_the_same_bytes(built_project: Path, tmp_path: Path) -> None:
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock/sitecustomize.py").write_text(OTHER_CLOCK)
    project = copy_project(tmp_path / "elsewhere")
    variables = {"PYTHONPATH": str(tmp_path / "clock"), "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    answer = run(tmp_path, project / "scripts/build.py", variables=variables)
    assert answer.returncode == 0, say(answer)
    assert files_of(project / "site", project / "docs") == files_of(
        built_project / "site", built_project / "docs"
    )


def test_the_clock_of_that_test_is_another(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(OTHER_CLOCK)
    year = "import datetime; print(datetime.datetime.now(datetime.timezone.utc).year)"
    years = [
        run(tmp_path, "-c", year, variables=found).stdout for found in ({}, {"PYTHONPATH": str(tmp_path)})
    ]
    assert years[0] < years[1]


def test_mkdocs_build_gives_the_same_site(small_project: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(small_project, tmp_path / "project"))
    answer = run(project, "-m", "mkdocs", "build", "--site-dir", tmp_path / "site")
    assert answer.returncode == 0, say(answer)
    ours = files_of(small_project / "site")
    assert ours.pop("site/.build-manifest.json")  # what our own command wrote, so that it may replace it
    assert files_of(tmp_path / "site") == ours


def test_an_operation_that_goes_leaves_no_page_and_no_link(small_project: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(small_project, tmp_path / "project"))
    before = files_of(project / "site")
    edit(project / "spec/openapi.yaml", GOODBYE, "")
    refused = run(project, "scripts/build.py")
    assert refused.returncode == 1
    found = r"docs/manners/index.md:\d+:\d+: warning: .* '../api-reference/hello/saygoodbye/index.md'"
    assert re.search(found, refused.stderr), say(refused)
    assert refused.stderr.endswith("error: the warnings above stop the build: mend each of them\n")
    assert files_of(project / "site") == before
    edit(
        project / "docs/manners/index.md", "[goodbye](../api-reference/hello/saygoodbye/index.md)", "goodbye"
    )
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 0, say(answer)
    gone = files_of(small_project / "site").keys() - files_of(project / "site").keys()
    assert {Path(name).parent.name for name in gone} == {"saygoodbye"}
    assert find_broken_links(project / "site", SITE_URL) == []


@pytest.mark.parametrize("name", ["museum/openapi.yaml", "petstore/openapi.yaml", "galaxy/3.1.yaml"])
def test_the_reference_of_a_real_document_is_whole(tmp_path: Path, name: str) -> None:
    assert_is_reference_of(str(real_document(name)), tmp_path / "site")


def test_the_reference_of_a_small_document_is_whole(tmp_path: Path) -> None:
    spec = write_small(tmp_path)
    text = assert_is_reference_of(str(spec), tmp_path / "site")
    assert "<title>Greetings</title>" in text
    assert "Says hello." in text


def test_the_reference_of_a_running_app_is_whole(document_url: str, tmp_path: Path) -> None:
    answer = build_here(tmp_path, "--spec", document_url, "--site-dir", "site", "--strict")
    assert answer.returncode == 0, say(answer)
    focus = tmp_path / "site/api-reference/automation/focussession/index.html"
    assert "/api/v1/sessions/{id}/focus" in focus.read_text(encoding="utf-8")
    assert find_broken_links(tmp_path / "site", "") == []


def assert_is_reference_of(spec: str, site_dir: Path) -> str:
    """Build it; check pages, links and names, and give the text of its home page."""
    before = files_of(ROOT / "docs")
    answer = build_here(site_dir.parent, "--spec", spec, "--site-dir", site_dir)
    assert answer.returncode == 0, say(answer)
    assert not [line for line in answer.stderr.splitlines() if line.startswith(("warning:", "error:"))]
    assert files_of(ROOT / "docs") == before
    operations = sum(
        bool(OPERATION.match(name))
        for path_item in load(spec).root.value["paths"].values()
        for name in path_item
    )
    others = {"schemas", "webhooks"}
    pages = [path for path in site_dir.glob("api-reference/*/*/index.html") if path.parts[-3] not in others]
    assert len(pages) == operations
    assert find_broken_links(site_dir, "") == []
    written = [
        path
        for path in site_dir.rglob("*")
        if path.suffix in {".html", ".md", ".txt", ".xml", ".json", ".css"}
    ]
    assert not [path for path in written if b"sessiondock" in path.read_bytes().lower()]
    return (site_dir / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def document_url() -> Iterator[str]:
    """A server that answers as the running app does: the document as JSON at /openapi.json."""
    body = json.dumps(load(str(ROOT / "spec/openapi.yaml")).root.value).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/openapi.json"
        server.shutdown()
