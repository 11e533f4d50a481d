"""What a reader may set once for the samples of an API."""

import pytest

from apidocs.requests.samples import LANGUAGES, samples
from apidocs.site.connection import Connection, connection_of
from support.documents import api_of, request_of

SCHEMES = """\
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: query, name: key}
"""
CASES = [
    ("security: [{bearer: []}]", "<token>", "BOX_TOKEN"),
    ("security: [{key: []}]", "<api-key>", "BOX_API_KEY"),
    ("security: []", None, ""),
]


@pytest.mark.parametrize(("security", "placeholder", "variable"), CASES)
def test_the_first_secret_and_the_base_url_can_be_set(
    security: str, placeholder: str | None, variable: str
) -> None:
    api = api_of(
        f"info: {{title: Box API, version: '1'}}\nservers: [{{url: https://a.example}}]\n{security}\n"
        f"paths: {{/: {{get: {{operationId: a}}}}}}\n{SCHEMES}"
    )
    found = connection_of(api)
    names = {sample.label: sample.text for sample in samples(request_of(api, "a"))}
    assert found is not None
    assert found == Connection(
        "https://a.example", "", "BOX", placeholder, variable, found.readings, version="1"
    )
    # What a page puts the secret in place of stands so in the sample; a command has the placeholder.
    read = {language.label: language.reading(variable) for language in LANGUAGES} if variable else {}
    assert found.readings == tuple(read.values())
    assert [label for label, reading in read.items() if reading not in names[label]] == ["curl"] * bool(read)


def test_the_base_url_is_that_of_most_operations() -> None:
    api = api_of(
        "servers: [{url: https://a.example}]\n"
        "paths: {/: {get: {servers: [{url: https://b.example}]}, put: {}, post: {}}}"
    )
    found = connection_of(api)
    assert found is not None
    assert found.base_url == "https://a.example"


@pytest.mark.parametrize(
    ("paths", "path"),
    [
        (["/api/v1/health", "/api/v1/sessions/{id}", "/api/v1/sessions"], "/api/v1"),
        (["/api/{version}/a", "/api/{version}/b"], "/api"),
        (["/a", "/b"], ""),
        (["/"], ""),
        (["/v1/a", "/v2/a"], ""),
    ],
)
def test_what_all_paths_begin_with_is_known(paths: list[str], path: str) -> None:
    written = "".join(f"  {found}: {{get: {{}}}}\n" for found in paths)
    found = connection_of(api_of(f"servers: [{{url: https://a.example}}]\npaths:\n{written}"))
    assert found is not None
    assert found.path == path


def test_an_api_without_operations_has_nothing_to_set() -> None:
    assert connection_of(api_of("paths: {}")) is None


def test_a_base_url_that_cannot_be_read_is_that_of_no_local_app() -> None:
    found = connection_of(api_of(LOCAL.replace("127.0.0.1:9", "[odd") + SCHEMES))
    assert found is not None
    assert (found.base_url, found.health, found.can_try) == ("http://[odd", None, False)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ws://a.example", "file:///etc"])
def test_a_server_of_another_scheme_is_no_base_url(url: str) -> None:
    api = api_of(f"servers: [{{url: '{url}'}}]\npaths: {{/: {{get: {{operationId: a}}}}}}")
    assert connection_of(api) is None


LOCAL = """
servers: [{url: "http://127.0.0.1:9"}]
paths:
  /v1/health: {get: {security: [{bearer: []}]}, post: {}}
  /v1/pets: {get: {}}
"""


@pytest.mark.parametrize(
    ("edit", "health"),
    [
        (("", ""), "/v1/health"),
        (("127.0.0.1", "localhost"), "/v1/health"),
        (("127.0.0.1", "api.example"), None),
        (("health", "state"), None),
        (("bearer", "key"), None),
        (("[{bearer: []}]", "[]"), None),
    ],
)
def test_the_connection_to_a_local_app_can_be_checked_by_its_health(
    edit: tuple[str, str], health: str | None
) -> None:
    found = connection_of(api_of(LOCAL.replace(*edit) + SCHEMES))
    assert found is not None
    assert found.health == health


@pytest.mark.parametrize(
    ("edit", "can_try"), [(("", ""), True), (("127.0.0.1", "api.example"), False), (("bearer", "key"), False)]
)
def test_calls_can_be_tried_on_this_computer_with_a_bearer_token(
    edit: tuple[str, str],
    can_try: bool,  # noqa: FBT001 - a case
) -> None:
    found = connection_of(api_of(LOCAL.replace(*edit) + SCHEMES))
    assert found is not None
    assert found.can_try is can_try
