"""A site from a document, without the command line around it."""

from pathlib import Path

import pytest

from apidocs.problems import ProblemsError
from apidocs.progress import Silent
from apidocs.site import publish
from apidocs.site.output.output_folder import OutputError
from apidocs.site.publish import PublishError, publish_reference
from commands import SMALL, files_of, write_small


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
    monkeypatch.setattr(publish, "CONFIG_FILE", tmp_path / "nothing.yml")
    with pytest.raises(PublishError, match=r"nothing\.yml"):
        publish_reference(str(write_small(tmp_path)), tmp_path / "site", Silent(), strict=True)
