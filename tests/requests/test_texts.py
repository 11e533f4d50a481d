"""The texts of a request in which secrets are variables of the environment."""

from apidocs.requests.credentials import Credential
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.requests.samples.request_texts import (
    Variable,
    cookie_header,
    cookie_texts,
    disposition,
    header_texts,
    url_text,
)
from apidocs.requests.serialization import QueryPair

KEY = Variable("BOX_API_KEY")


def _request(location: str, name: str, value: str) -> Request:
    """A request with a secret, and a second value of the same name and text that is none."""
    return Request(
        "GET",
        "https://a.example",
        "/b",
        (QueryPair(name, (value,)), QueryPair(name, (value,))),
        (("Accept", "<token>"), (name, value)),
        ((name, value), (name, value)),
        credentials=(Credential(location, name, value),),
        owner="BOX",
    )


def test_a_secret_in_the_query_is_a_variable_and_the_rest_stays() -> None:
    assert url_text(_request("query", "key", "<api-key>")) == (
        "https://a.example/b?key=",
        KEY,
        "&key=<api-key>",
    )


def test_a_url_without_a_secret_is_the_one_of_the_request() -> None:
    request = _request("header", "key", "<api-key>")
    assert url_text(request) == (request.url,)


def test_a_secret_in_a_header_is_a_variable_after_its_scheme() -> None:
    assert list(header_texts(_request("header", "Authorization", "Bearer <token>"))) == [
        ("Accept", ("<token>",)),
        ("Authorization", ("Bearer ", Variable("BOX_TOKEN"))),
    ]


def test_a_secret_in_a_cookie_is_a_variable_once() -> None:
    request = _request("cookie", "sid", "<api-key>")
    assert list(cookie_texts(request)) == [("sid", (KEY,)), ("sid", ("<api-key>",))]
    assert cookie_header(request) == ("sid=", KEY, "; sid=<api-key>")


def test_the_name_of_a_part_is_escaped_as_browsers_do() -> None:
    field = FormField('a"\r\nb', 'c"', is_file=True)
    assert disposition(field) == 'form-data; name="a%22%0D%0Ab"; filename="c%22"'
