"""A site from a document, without the command line around it."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from apidocs.problems import ProblemsError
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site import publish
from apidocs.site.mkdocs_events import MkDocsEvents
from apidocs.site.output.output_folder import OutputError
from apidocs.site.publish import PublishError, publish_reference
from apidocs.site.site_build import SiteBuild
from support.commands import SMALL, files_of, write_small


def test_the_reference_of_a_document_is_a_site_and_its_model(tmp_path: Path) -> None:
    reference = publish_reference(str(write_small(tmp_path)), tmp_path / "site", Silent(), strict=True)
    assert [operation.operation_id for operation in reference.api.operations] == ["sayHello"]
    names = {name.removeprefix("site/") for name in files_of(tmp_path / "site")}
    assert names >= {
        "index.html",
        "index.md",
        "404.html",
        "llms.txt",
        "api-reference/hello/sayhello/index.html",
    }


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("openapi: [\n", ProblemsError, r"greetings.yaml:\d+:\d+: error: "),
        (
            SMALL.replace("Greeting'}", "Nothing'}").replace('Greeting"}', 'Nothing"}'),
            ProblemsError,
            "unresolvable-ref",
        ),
    ],
)
def test_a_document_that_is_refused_leaves_the_last_site(
    tmp_path: Path, text: str, error: type[Exception], words: str
) -> None:
    publish_reference(str(write_small(tmp_path)), tmp_path / "site", Silent(), strict=True)
    before = files_of(tmp_path)
    spec = str(write_small(tmp_path / "else", text))
    with pytest.raises(error, match=words):
        publish_reference(spec, tmp_path / "site", Silent(), strict=True)
    assert {name: found for name, found in files_of(tmp_path).items() if "else" not in name} == before


def test_a_folder_that_may_not_be_replaced_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="holds what the output is made from"):
        publish_reference(str(tmp_path / "nothing.yaml"), tmp_path, Silent(), strict=True)


def test_a_configuration_that_mkdocs_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "REFERENCE_CONFIG", tmp_path / "nothing.yml")
    with pytest.raises(PublishError, match=r"nothing\.yml"):
        publish_reference(str(write_small(tmp_path)), tmp_path / "site", Silent(), strict=True)


def test_two_builds_in_one_process_share_nothing(tmp_path: Path) -> None:
    """A build comes out the same after others: of another document, and of one that is refused."""
    texts = {"alone": SMALL, "other": SMALL.replace("sayHello", "sayBye"), "broken": "openapi: [\n"}
    for name, text in (*texts.items(), ("after", SMALL)):
        with pytest.raises(ProblemsError) if name == "broken" else nullcontext():
            spec = str(write_small(tmp_path / name, text))
            publish_reference(spec, tmp_path / name / "site", Silent(), strict=True)
    assert files_of(tmp_path / "after/site") == files_of(tmp_path / "alone/site")
    pages = [path.read_text(encoding="utf-8").lower() for path in (tmp_path / "other/site").rglob("*.html")]
    assert any("saybye" in page for page in pages)
    assert not any("sayhello" in page for page in pages)


def test_two_builds_at_once_keep_their_own_pages(tmp_path: Path) -> None:
    """Both documents are read before either build goes on; neither gets anything of the other."""
    begun = []
    for name in ("one", "two"):
        spec = write_small(tmp_path / name, SMALL.replace("sayHello", name))
        events = MkDocsEvents(SiteBuild(Project(str(spec), tmp_path / name), Silent()))
        config = load_config(str(publish.REFERENCE_CONFIG), site_dir=str(tmp_path / name / "site"))
        begun.append((name, events, events.on_config(config)))
    for name, events, config in begun:
        config.plugins._current_plugin = "apidocs"  # noqa: SLF001 - as MkDocs sets it around each event
        files = events.on_files(Files([]), config)
        operations = [file.src_uri for file in files if file.src_uri.startswith("api-reference/hello/")]
        assert [uri for uri in operations if uri.endswith("/index.md") and uri.count("/") == 3] == [
            f"api-reference/hello/{name}/index.md"
        ]
