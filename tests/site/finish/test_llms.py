"""llms.txt: a line for each page, in the form that llmstxt.org describes."""

from pathlib import Path

from apidocs.pipeline import Reference, generate
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site.finish.llms_txt import llms_text
from support.commands import SMALL, write_small
from support.documents import WORDS
from support.project import DATA
from support.published import make_config, make_pages


def llms(folder: Path, reference: Reference | None = None) -> str:
    (folder / "docs").mkdir(exist_ok=True)
    config = make_config(folder)
    return llms_text(config, make_pages(folder, config), reference, WORDS)


def test_without_a_reference_llms_txt_lists_the_guides(tmp_path: Path) -> None:
    assert llms(tmp_path) == (
        "# Greetings \\[all\\]\n\n> Says &lt;hello>.\n\n## Guides\n\n- [Home](index.md)\n"
        "- [Start & go](start/index.md): How to \\*begin\\*.\n"
    )


def test_llms_txt_lists_the_operations_by_tag(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = SMALL.replace("summary: Say hello", 'summary: "Say [hello] *now*"')
    reference = generate(Project(str(write_small(tmp_path, text)), tmp_path), Silent())
    lines = llms(tmp_path, reference).splitlines()
    assert lines[lines.index("## API Reference") :] == [
        "## API Reference",
        "",
        "- [API Reference](api-reference/index.md): every operation, by tag",
        "- [Errors](api-reference/errors/index.md): every error code and status of the examples",
        "- [tools.json](api-reference/tools.json): a compact tool description of every operation",
        "- [greetings_mcp.py](greetings_mcp.py): an MCP server that only reads unless told otherwise",
        "- [openapi.json](api-reference/openapi.json): the OpenAPI description as JSON",
        "- [openapi.yaml](api-reference/openapi.yaml): the OpenAPI description as YAML",
        "",
        "## hello",
        "",
        "- [hello: all operations](api-reference/hello/index.md)",
        "- [hello: full text](api-reference/hello/llms-full.txt): the pages of all these operations in one",
        "- [Say \\[hello\\] now](api-reference/hello/sayhello/index.md): `GET /hello/{name}`",
        "",
        "## Optional",
        "",
        "- [Schemas](api-reference/schemas/index.md): every schema that has a name",
        "- [Greeting](api-reference/schemas/Greeting/index.md)",
    ]


def test_a_tag_is_called_by_the_name_that_its_author_shows(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    path = DATA / "cases" / "render" / "tag-groups-and-shown-names.yaml"
    reference = generate(Project(str(path), tmp_path), Silent())
    lines = llms(tmp_path, reference).splitlines()
    assert "## Fruit and nuts" in lines
    assert not [line for line in lines if "[fr" in line or "fr:" in line or line == "## fr"]
