"""Which operation a request of a guide reaches, and what it sends that is not known."""

import pytest

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.site.checks.request_check import RequestCheck
from support.documents import api_of

PATHS = ("/pets", "/pets/{id}", "/pets/mine", "/files/{name}.{kind}", "/{a}{b}x{c}")


def check() -> RequestCheck:
    operations = "".join(f'  "{path}": {{get: {{responses: {{}}}}}}\n' for path in PATHS)
    return RequestCheck(api_of(f"info: {{title: t, version: '1'}}\npaths:\n{operations}"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/pets", "/pets"),
        ("/api/v1/pets", "/pets"),
        ("/pets/1", "/pets/{id}"),
        ("/pets/mine", "/pets/mine"),
        ("/pets/", None),
        ("/files/a.txt", "/files/{name}.{kind}"),
        ("/files/.md", None),
        ("/files/txt", None),
        ("/abxc", "/{a}{b}x{c}"),
        ("/abc", None),
        ("/animals", None),
    ],
)
def test_a_request_reaches_the_operation_of_its_path(path: str, expected: str | None) -> None:
    found = check().find(request(path))
    assert (None if found is None else found.path) == expected


def test_a_path_of_very_many_parameters_takes_no_time() -> None:
    path = "/" + "{a}x" * 40
    api = api_of(f'info: {{title: t, version: "1"}}\npaths:\n  "{path}": {{get: {{responses: {{}}}}}}\n')
    assert RequestCheck(api).find(request("/" + "x" * 70 + "y")) is None


@pytest.mark.parametrize("body", ["{", "[" * 100_000])
def test_a_body_that_is_no_json_is_not_judged(body: str) -> None:
    api = api_of(
        "info: {title: t, version: '1'}\npaths:\n  /pets: {get: {requestBody: {content: {application/json: "
        "{schema: {type: object}}}}, responses: {}}}\n"
    )
    assert RequestCheck(api).faults(request("/pets", body)) == frozenset()


def request(path: str, body: str | None = None) -> CurlRequest:
    return CurlRequest("GET", "", path, (), (), body, 1)
