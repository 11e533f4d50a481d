"""What stands beside the HTML of a finished site."""

import gzip
import json
from pathlib import Path

from apidocs.pipeline import Reference, generate, iter_downloads
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site.finish.finish import finish_site
from support.commands import write_small
from support.documents import WORDS
from support.published import NAMES, make_config, make_pages

ALL_PAGES = "> All pages: [llms.txt](https://a.test/docs/llms.txt)\n\n"


def finish(
    folder: Path, reference: Reference | None = None, text: str = "# Text\n", **options: object
) -> None:
    (folder / "docs").mkdir(exist_ok=True)
    config = make_config(folder, **options)
    finish_site(config, make_pages(folder, config, text), reference, WORDS)


def test_every_page_gets_its_source_beside_its_html(tmp_path: Path) -> None:
    finish(tmp_path, text="# Text\n[a](../b/index.md)\n")
    texts = {(tmp_path / "site" / name).read_text() for name in NAMES}
    assert texts == {"# Text\n[a](../b/index.md)\n"}


def test_links_of_a_published_site_hold_wherever_a_text_is_taken(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    reference = generate(Project(str(write_small(tmp_path)), tmp_path), Silent())
    full = "api-reference/hello/llms-full.txt"
    for name, text in iter_downloads(reference):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "site" / full).write_text("[a](sayhello/index.md#response-200)")
    finish(tmp_path, reference, text="[a](../b/index.md) `[c](d)` [e](#f)", site_url="https://a.test/docs/")
    texts = [(tmp_path / "site" / name).read_text() for name in ("start/index.md", full)]
    assert texts == [
        f"{ALL_PAGES}[a](https://a.test/docs/b/index.md) `[c](d)` [e](https://a.test/docs/start/index.md#f)",
        "[a](https://a.test/docs/api-reference/hello/sayhello/index.md#response-200)",
    ]
    assert "- [Home](https://a.test/docs/index.md)\n" in (tmp_path / "site/llms.txt").read_text()


def test_the_way_to_all_pages_comes_after_the_front_matter(tmp_path: Path) -> None:
    finish(tmp_path, text="---\ntitle: A\n---\n\n# A\n", site_url="https://a.test/")
    assert (tmp_path / "site/start/index.md").read_text() == (
        "---\ntitle: A\n---\n\n> All pages: [llms.txt](https://a.test/llms.txt)\n\n# A\n"
    )


def test_a_copy_to_be_read_from_disk_leads_to_itself_and_says_each_text_by_a_script(tmp_path: Path) -> None:
    text = '[a](../b/index.md) </script> "quoted"\u2028'
    finish(tmp_path, text=text, site_url="https://a.test/docs/", use_directory_urls=False)
    assert (tmp_path / "site/start/index.md").read_text() == text
    assert (tmp_path / "site/start/index.md.js").read_text() == (
        f'dispatchEvent(new CustomEvent("twin", {{detail: {json.dumps(text)}}}));\n'
    )
    assert "- [Home](index.md)\n" in (tmp_path / "site/llms.txt").read_text()


def test_the_sitemap_and_its_packed_copy_know_no_time(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitemap.xml").write_text("<url><loc>a</loc>\n  <lastmod>2026-01-01</lastmod></url>")
    finish(tmp_path)
    packed = (tmp_path / "site/sitemap.xml.gz").read_bytes()
    assert (
        gzip.decompress(packed) == (tmp_path / "site/sitemap.xml").read_bytes() == b"<url><loc>a</loc></url>"
    )
    assert packed[4:8] == bytes(4)  # RFC 1952: the time of the member


def test_what_the_theme_brings_and_no_page_asks_for_is_left_out(tmp_path: Path) -> None:
    assets = tmp_path / "site/assets"
    for name in ("javascripts/lunr/min/lunr.fr.js", "javascripts/bundle.js", "stylesheets/palette.1.css"):
        (assets / name).parent.mkdir(parents=True, exist_ok=True)
        (assets / name).touch()
    finish(tmp_path)
    assert [path.name for path in assets.rglob("*") if path.is_file()] == ["bundle.js"]


def test_a_site_without_a_sitemap_gets_none(tmp_path: Path) -> None:
    finish(tmp_path)
    assert not (tmp_path / "site/sitemap.xml.gz").exists()
