"""Levels that a project sets."""

from pathlib import Path

import pytest

from apidocs.diff.change import Change
from apidocs.preview.levels import LevelsError, read_levels, with_levels


def write(folder: Path, text: str) -> Path:
    path = folder / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_project_gives_a_kind_of_change_its_own_level_with_a_reason(tmp_path: Path) -> None:
    text = "site_url: !ENV [A, b]\nextra: {change_levels: {operation-added: {level: risky, reason: Ask us.}}}"
    levels = read_levels(write(tmp_path, text))
    found = with_levels([Change("server-added", "safe"), Change("operation-added", "safe")], levels)
    assert [(each.id, each.level, each.reason) for each in found] == [
        ("operation-added", "risky", "Ask us."),
        ("server-added", "safe", ""),
    ]


def test_a_project_without_any_keeps_the_rules(tmp_path: Path) -> None:
    assert read_levels(write(tmp_path, "site_name: x")) == {}


@pytest.mark.parametrize(
    "entry",
    [
        "operation-lost: {level: safe, reason: x}",
        "operation-added: {level: fine, reason: x}",
        "operation-added: safe",
        "operation-added: {level: safe}",
        "operation-added: {level: safe, reason: ''}",
    ],
)
def test_an_unknown_id_or_level_and_a_missing_reason_are_refused(tmp_path: Path, entry: str) -> None:
    with pytest.raises(LevelsError):
        read_levels(write(tmp_path, f"extra: {{change_levels: {{{entry}}}}}"))
