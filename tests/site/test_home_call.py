"""The home page shows the simplest call of a description, with its answer."""

from typing import Any

import pytest

from apidocs.pages.addresses import Addresses
from apidocs.site.home_call import home_call
from support.documents import api_of

LIST = "/things: {get: {operationId: listThings, tags: [a], responses: {'200': {content: {text/csv: {}}}}}}"
ONE = "/things/{id}: {get: {parameters: [{name: id, in: path, required: true}], responses: {}}}"
NEW = "/new: {post: {requestBody: {content: {}}, responses: {}}}"
OLD = "/old: {get: {deprecated: true, responses: {}}}"
TOLD = """/told: {get: {operationId: tell, tags: [a], responses: {'201': {content: {application/json:
  {example: {a: "<b>"}}}}}}}"""


def call_of(*paths: str) -> dict[str, Any] | None:
    api = api_of("paths:\n" + "".join(f"  {path}\n" for path in paths))
    return home_call(api, Addresses.from_api(api))


def test_the_call_needs_nothing_and_is_told_with_its_answer() -> None:
    call = call_of(ONE, NEW, OLD, LIST, TOLD)
    assert call is not None
    assert (call["method"], call["path"], call["link"]) == ("GET", "/told", "api-reference/a/tell/")
    assert [sample["label"] for sample in call["samples"]] == ["curl", "PowerShell", "Python", "JavaScript"]
    assert call["status"] == "201"
    assert "&lt;b&gt;" in call["answer"]


def test_without_an_answer_that_can_be_shown_it_is_the_first_call() -> None:
    call = call_of(ONE, LIST)
    assert call is not None
    assert (call["path"], call["status"], call["answer"]) == ("/things", "", "")


@pytest.mark.parametrize("paths", [(ONE,), (NEW, OLD), ()])
def test_where_each_call_needs_something_none_is_shown(paths: tuple[str, ...]) -> None:
    assert call_of(*paths) is None


def test_a_long_answer_is_left_to_the_operations_page() -> None:
    long = ", ".join(f"a{number}: 1" for number in range(20))
    call = call_of(TOLD.replace('a: "<b>"', long))
    assert call is not None
    assert call["answer"] == ""
