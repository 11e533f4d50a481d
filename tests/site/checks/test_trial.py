"""One document is built on trial, and all that is wrong with its site is said."""

from pathlib import Path

import pytest

from apidocs.progress import Silent
from apidocs.site.checks.trial import LARGEST_PAGE, count_operations, find_failures, try_document
from apidocs.site.publish import publish_reference
from support.commands import SMALL, write_small
from support.documents import document_of

PAGE = "api-reference/hello/sayhello/index.html"


def test_a_good_document_has_its_figures_and_no_failure(tmp_path: Path) -> None:
    trial = try_document(str(write_small(tmp_path)))
    assert trial.failures == ()
    assert (trial.version, trial.operations, trial.schemas, trial.problems) == ("3.1", 1, 1, 0)
    assert trial.pages >= 7
    assert 0 < trial.largest_page < LARGEST_PAGE
    assert trial.seconds > 0


def test_what_validation_finds_is_counted_and_is_no_failure(tmp_path: Path) -> None:
    trial = try_document(str(write_small(tmp_path, SMALL.replace("      summary: Say hello\n", ""))))
    assert (trial.problems, trial.failures) == (1, ())


def test_a_document_that_cannot_be_built_fails_with_its_first_error(tmp_path: Path) -> None:
    trial = try_document(str(write_small(tmp_path, SMALL.replace("schemas/Greeting", "schemas/Nothing"))))
    (failure,) = trial.failures
    assert failure.startswith(f"not built: {tmp_path}/greetings.yaml:16:")
    assert "[unresolvable-ref]" in failure


def test_every_fault_of_a_site_is_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    reference = publish_reference(str(write_small(tmp_path)), site, Silent(), strict=True)
    assert list(find_failures(reference, site, [])) == []
    (site / PAGE).unlink()
    (site / "large.html").write_text("x" * (LARGEST_PAGE + 1))
    (site / "index.html").write_text('<a href="gone/">')
    failures = list(find_failures(reference, site, ["a warning", "another"]))
    assert failures[0] == "2 MkDocs warnings: a warning"
    assert failures[1].split(": ")[0].endswith(" broken links")
    assert failures[2:] == [
        "1 operation without a page of its own: GET /hello/{name}",
        "1 page too large: large.html",
    ]


@pytest.mark.parametrize(
    ("paths", "count"),
    [
        ("{}", 0),
        ("{/a: {get: {}, post: {}, parameters: []}, x-b: {get: {}}}", 2),
        ("{/a: {$ref: '#/x-items/a', get: {}}}\nx-items: {a: {get: {}, put: {}}}", 2),
        ("{/a: {$ref: '#/nowhere', get: {}}}", 1),
        ("{/a: {query: {}, additionalOperations: {COPY: {}}}}", 2),
    ],
)
def test_operations_are_counted_as_they_are_written(paths: str, count: int) -> None:
    assert count_operations(document_of(f"paths: {paths}")) == count
