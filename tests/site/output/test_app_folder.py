"""The site as the folder that an app serves itself."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from apidocs.site.checks.broken_links import find_broken_links
from apidocs.site.output.app_folder import lay_out
from apidocs.site.output.output_folder import OutputError


def make_site(folder: Path) -> Path:
    description = json.dumps({"openapi": "3.1.0", "info": {"title": "A", "version": "1.2"}})
    texts = {
        "index.html": "home",
        "404.html": "lost",
        "sitemap.xml": "<urlset/>",
        ".well-known/skill": "skill",
    }
    for name, text in {**texts, "api-reference/openapi.json": description}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_folder_has_the_site_notes_and_what_it_was_made_from(tmp_path: Path) -> None:
    site, target = make_site(tmp_path / "site"), tmp_path / "dist/docs-app"
    assert lay_out(site, target) == 5
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    own = {"docs.json", "SERVING.md", ".build-manifest.json"}
    assert files - own == {"index.html", ".well-known/skill", "api-reference/openapi.json"}
    (made_from,) = json.loads((target / "docs.json").read_text(encoding="utf-8"))["descriptions"]
    description = (target / made_from["file"]).read_bytes()
    assert made_from["version"] == "1.2"
    assert made_from["sha256"] == sha256(description).hexdigest()


def test_another_run_replaces_it_and_nothing_else(tmp_path: Path) -> None:
    site, target = make_site(tmp_path / "site"), tmp_path / "docs-app"
    lay_out(site, target)
    (site / "index.html").unlink()
    lay_out(site, target)
    assert not (target / "index.html").exists()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=re.escape("mine.txt")):
        lay_out(site, target)


def test_every_link_of_the_docs_is_relative_and_leads_somewhere(app_docs: Path) -> None:
    assert find_broken_links(app_docs, "https://sessiondock.com/docs/") == []
    from_the_root = {
        target
        for page in app_docs.rglob("*.html")
        for target in re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text(encoding="utf-8"))
    }
    assert from_the_root == set()
