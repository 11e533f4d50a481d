"""What stands beside the HTML of a finished site."""

import gzip
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from apidocs.finish import finish_site
from apidocs.pipeline import Reference, generate
from apidocs.progress import Silent
from apidocs.project import Project
from commands import SMALL, write_small

NAMES = ("index.md", "start/index.md", "api-reference/index.md")


def make_config(folder: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Greetings [all]",
            "site_description": "Says <hello>.",
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
        }
    )
    config.validate()
    return config


def make_pages(folder: Path, config: MkDocsConfig) -> list[Page]:
    titles = {"index.md": "Home", "start/index.md": "Start &amp; go", "api-reference/index.md": "Reference"}
    pages = []
    for name in NAMES:
        source = folder / "docs" / name
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(f"# {name}\n", encoding="utf-8")
        page = Page(
            titles[name],
            File(name, str(folder / "docs"), str(folder / "site"), use_directory_urls=True),
            config,
        )
        page.meta = {"description": "How to *begin*."} if name == "start/index.md" else {}
        (folder / "site" / page.file.dest_uri).parent.mkdir(parents=True, exist_ok=True)
        pages.append(page)
    return pages


def finish(folder: Path, reference: Reference | None = None) -> str:
    (folder / "docs").mkdir(exist_ok=True)
    config = make_config(folder)
    finish_site(config, make_pages(folder, config), reference)
    return (folder / "site/llms.txt").read_text(encoding="utf-8")


def test_every_page_gets_its_source_beside_its_html(tmp_path: Path) -> None:
    finish(tmp_path)
    assert [(tmp_path / "site" / name).read_text() for name in NAMES] == [f"# {name}\n" for name in NAMES]


def test_without_a_reference_llms_txt_lists_the_guides(tmp_path: Path) -> None:
    assert finish(tmp_path) == (
        "# Greetings \\[all\\]\n\n> Says &lt;hello>.\n\n## Guides\n\n- [Home](index.md)\n"
        "- [Start & go](start/index.md): How to \\*begin\\*.\n"
    )


def test_llms_txt_lists_the_operations_by_tag(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = SMALL.replace("summary: Say hello", 'summary: "Say [hello] *now*"')
    reference = generate(Project(str(write_small(tmp_path, text)), tmp_path / "docs"), Silent())
    lines = finish(tmp_path, reference).splitlines()
    assert lines[lines.index("## API Reference") :] == [
        "## API Reference",
        "",
        "- [API Reference](api-reference/index.md): every operation, by tag",
        "- [Errors](api-reference/errors/index.md): every error code and status of the examples",
        "- [tools.json](api-reference/tools.json): a compact tool description of every operation",
        "- [openapi.json](api-reference/openapi.json): the OpenAPI description as JSON",
        "- [openapi.yaml](api-reference/openapi.yaml): the OpenAPI description as YAML",
        "",
        "## hello",
        "",
        "- [hello: all operations](api-reference/hello/index.md)",
        "- [hello: full text](api-reference/hello/llms-full.txt): the pages of all these operations in one",
        "- [Say \\[hello\\] \\*now\\*](api-reference/hello/sayhello/index.md): `GET /hello/{name}`",
        "",
        "## Optional",
        "",
        "- [Schemas](api-reference/schemas/index.md): every schema that has a name",
        "- [Greeting](api-reference/schemas/Greeting/index.md)",
    ]


def test_the_packed_sitemap_knows_no_time(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitemap.xml").write_text("<urlset/>")
    finish(tmp_path)
    packed = (tmp_path / "site/sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == b"<urlset/>"
    assert packed[4:8] == bytes(4)  # RFC 1952: the time of the member


def test_a_site_without_a_sitemap_gets_none(tmp_path: Path) -> None:
    finish(tmp_path)
    assert not (tmp_path / "site/sitemap.xml.gz").exists()
