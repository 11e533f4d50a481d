"""Documents with one thing wrong, of each sort, and right ones near them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.document.load import load
from apidocs.problems import Problem
from apidocs.validation.validate import validate

CASES = Path(__file__).parent / "cases"


def _read(*names: str) -> list[Any]:
    texts = [(CASES / name).read_text(encoding="utf-8") for name in names]
    return [pytest.param(case, id=case["name"]) for text in texts for case in yaml.safe_load(text)["cases"]]


def _problems(folder: Path, document: str) -> tuple[Problem, ...]:
    (folder / "openapi.yaml").write_text(document, encoding="utf-8")
    return validate(load(str(folder / "openapi.yaml")))


@pytest.mark.parametrize(
    "case", _read("reference-of-another-kind.yaml", "silent.yaml", "read-only-sent.yaml")
)
def test_what_is_wrong_is_said_at_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    found = _problems(tmp_path, case["document"])
    at_place = [problem for problem in found if _is_within(problem.pointer, case["place"])]
    assert at_place, found
    assert [problem.rule for problem in found if problem.rule == "validator-failed"] == []
    wanted = [word.lower() for word in case.get("says", ())]
    assert any(all(word in problem.message.lower() for word in wanted) for problem in at_place), at_place


def _is_within(pointer: str, places: list[str]) -> bool:
    return any(f"{pointer}/".startswith(f"{place}/") for place in places)


@pytest.mark.parametrize("case", _read("good.yaml"))
def test_nothing_is_said_of_a_right_document(case: dict[str, Any], tmp_path: Path) -> None:
    assert _problems(tmp_path, case["document"]) == ()
