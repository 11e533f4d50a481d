"""curl commands in a shell script become requests."""

import pytest

from apidocs.markdown.curl_reader import CurlRequest, iter_requests

VARIABLES = {"BASE": "http://127.0.0.1:18432/api/v1"}


def only(script: str) -> CurlRequest:
    requests = list(iter_requests(script, VARIABLES))
    assert len(requests) == 1, requests
    return requests[0]


def test_a_curl_in_the_form_of_the_guides() -> None:
    script = """\
curl \\
  -X PATCH \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{
    "notes": "It is"
  }' \\
  "$BASE/sessions/session_123/notes?variantId=a"
"""
    assert only(script) == CurlRequest(
        method="PATCH",
        server="http://127.0.0.1:18432",
        path="/api/v1/sessions/session_123/notes",
        query_names=("variantId",),
        header_names=("Authorization", "Content-Type"),
        request_body='{\n    "notes": "It is"\n  }',
        line=1,
    )


def test_a_curl_in_the_form_of_the_reference() -> None:
    script = """\
curl -X GET 'http://127.0.0.1:18432/api/v1/sessions?tags=mix%2Cpriority&offset=0' \\
  -H 'Authorization: Bearer <token>'
"""
    request = only(script)
    assert (request.method, request.path) == ("GET", "/api/v1/sessions")
    assert request.query_names == ("tags", "offset")
    assert request.header_names == ("Authorization",)


@pytest.mark.parametrize(
    ("script", "method"),
    [
        ('curl "$BASE/x"', "GET"),
        ('curl -X DELETE "$BASE/x"', "DELETE"),
        ('curl -XDELETE "$BASE/x"', "DELETE"),
        ('curl --request PUT "$BASE/x"', "PUT"),
        ("curl -d '{}' \"$BASE/x\"", "POST"),
        ('curl --get -d q=1 "$BASE/x"', "GET"),
        ('curl -sSX PUT "$BASE/x"', "PUT"),
    ],
)
def test_the_method_is_the_one_curl_would_use(script: str, method: str) -> None:
    assert only(script).method == method


@pytest.mark.parametrize(
    "script",
    [
        'curl "$BASE/health" | jq .',
        'if curl --silent "$BASE/health"; then echo yes; fi',
        'answer=$(curl -s "$BASE/health") || exit 1',
        'check() { curl "$BASE/health"; }',
        'curl -o /dev/null "$BASE/health" >out 2>&1',
        'curl "$BASE/health" > out',
        '# it\'s a comment\ncurl "$BASE/health"',
        'export ROOT="$BASE"\ncurl "${ROOT}/health"',
        'TOKEN=x curl "$BASE/health"',
        "curl -w '\\n%{http_code}' \"$BASE/health\"",
        'case "$1" in\n  a) curl "$BASE/health" ;;\nesac',
    ],
)
def test_a_curl_is_found_wherever_a_shell_runs_one(script: str) -> None:
    assert only(script).path == "/api/v1/health"


@pytest.mark.parametrize("script", ["echo curl http://x/y", 'curl "$@"', "", "curl --version"])
def test_no_request_where_curl_does_not_run_with_a_url(script: str) -> None:
    assert list(iter_requests(script, VARIABLES)) == []


def test_each_of_several_curls_has_its_own_line() -> None:
    script = (
        'echo a\n\ncurl \\\n  -H "A: b" \\\n  "$BASE/one"\n# next\ncurl "$BASE/two"; curl "$BASE/three"\n'
    )
    assert [(request.path[-3:], request.line) for request in iter_requests(script, VARIABLES, 10)] == [
        ("one", 12),
        ("two", 16),
        ("ree", 16),
    ]


def test_query_parameters_sent_with_get_count_as_query_parameters() -> None:
    request = only('curl --get --data-urlencode "q=$1" --data-urlencode "limit=1" "$BASE/sessions"')
    assert (request.query_names, request.request_body) == (("q", "limit"), None)


def test_an_unknown_variable_stays_one_path_segment() -> None:
    assert only('curl "$BASE/sessions/${1:?Usage: a/b?c}/focus"').path == "/api/v1/sessions/$1/focus"


def test_an_empty_request_body_is_a_request_body() -> None:
    assert only("curl -d '' \"$BASE/x\"").request_body == ""


def test_an_open_quotation_is_reported() -> None:
    with pytest.raises(ValueError, match="No closing quotation"):
        list(iter_requests('curl "http://x', VARIABLES))


def test_an_address_that_cannot_be_read_is_no_request() -> None:
    assert list(iter_requests("curl 'http://[::1/x'\n", VARIABLES)) == []
