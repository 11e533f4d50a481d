"""The samples of a request: which there are, and in which order."""

import pytest

from apidocs.requests.bodies import Body
from apidocs.requests.request import Request
from apidocs.requests.samples import samples
from apidocs.requests.samples.curl import curl

GET = Request("GET", "https://a.example", "/")
WITH_BODY = Request("GET", "https://a.example", "/", body=Body("text/plain", "x"))


def test_curl_comes_first_and_is_the_command() -> None:
    first = samples(GET)[0]
    assert (first.label, first.language, first.text) == ("curl", "bash", curl(GET))


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        (GET, ["curl", "PowerShell", "Python", "JavaScript"]),
        (WITH_BODY, ["curl", "PowerShell", "Python"]),
    ],
)
def test_a_language_that_cannot_send_the_request_is_left_out(request_: Request, labels: list[str]) -> None:
    assert [sample.label for sample in samples(request_)] == labels
