"""The PowerShell sample of a request, read back by the quoting rules that PowerShell documents."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from apidocs.requests.bodies import Body
from apidocs.requests.request import Request
from apidocs.requests.samples.powershell import powershell, quoted
from support.nasty import NASTY, TEXT
from support.requests_to_send import FOCUS, NASTY_REQUESTS, REQUESTS, SECRET_REQUESTS, MakeRequest

URL = "http://a.example"
FOCUS_SAMPLE = """\
if (-not $env:SESSIONDOCK_TOKEN) {
    throw 'SESSIONDOCK_TOKEN is not set.'
}
$body = '{"a": [true, null], "b": {}}'
$request = @{
    Method = 'POST'
    Uri = 'http://a.example/focus'
    Headers = @{
        Authorization = "Bearer $env:SESSIONDOCK_TOKEN"
    }
    ContentType = 'application/json'
    Body = [Text.Encoding]::UTF8.GetBytes($body)
}
Invoke-RestMethod @request"""
# PowerShell 7 language specification, section 2.3.5.2: each of these is a quote of its kind.
SINGLE = "'\u2018\u2019\u201a\u201b"
DOUBLE = '"\u201c\u201d\u201e'
# What may stand outside of strings in a sample: names, types, calls, and how they are put together.
CODE = re.compile(
    r"\$(body|session|part|request|env:\w+)|-not|\{|@(request|\{)|\}|=|[(),.:]|\[[A-Za-z.]+\]|[A-Za-z]\w*(-[A-Z]\w*)?|\s+|#.*",
    re.ASCII,
)
CASES = {
    **REQUESTS,
    **{name: make for name, (make, _) in SECRET_REQUESTS.items()},
}


def read(sample: str) -> list[str]:
    """Return the strings of a sample, each as PowerShell takes it; what stands outside them must be code."""
    strings, position = [], 0
    while position < len(sample):
        if sample[position] in SINGLE:
            text, position = read_single(sample, position + 1)
            strings.append(text)
        elif sample[position] in DOUBLE:
            text, position = read_double(sample, position + 1)
            strings.append(text)
        else:
            code = CODE.match(sample, position)
            assert code is not None, sample[position:]
            position = code.end()
    return strings


def read_single(sample: str, position: int) -> tuple[str, int]:
    """Read verbatim up to a quote; of two quotes in a row the second belongs to the text."""
    text = ""
    while sample[position] not in SINGLE or sample[position + 1 : position + 2] in tuple(SINGLE):
        position += sample[position] in SINGLE
        text += sample[position]
        position += 1
    return text, position + 1


def read_double(sample: str, position: int) -> tuple[str, int]:
    """Read up to a quote; a backtick takes the next character as it is; `$env:` and `${env:}` expand."""
    text = ""
    while sample[position] not in DOUBLE:
        variable = re.compile(r"\$(env:\w+)|\$\{(env:\w+)\}", re.ASCII).match(sample, position)
        if variable is not None:
            text, position = f"{text}<{variable[1] or variable[2]}>", variable.end()
        else:
            assert sample[position] != "$"
            position += sample[position] == "`"
            text += sample[position]
            position += 1
    return text, position + 1


def test_the_lines_are_laid_out_for_readers() -> None:
    assert powershell(FOCUS) == FOCUS_SAMPLE


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_in_single_quotes_reads_as_itself(text: str) -> None:
    assert read(quoted(text)) == [text]


@given(text=TEXT)
def test_any_text_in_single_quotes_reads_as_itself(text: str) -> None:
    assert read(quoted(text)) == [text]


@given(make=NASTY_REQUESTS)
def test_every_text_of_a_request_is_read_back(make: MakeRequest) -> None:
    request = make(URL)
    strings = read(powershell(request))
    assert set(_iter_texts(request)) <= set(strings)


def _iter_texts(request: Request) -> Iterator[str]:
    yield from (request.method, request.url)
    yield from (text for header in request.headers if header[0] != "Content-Type" for text in header)
    yield from (text for cookie in request.cookies for text in cookie)
    if request.body is not None and request.body.text is not None:
        yield request.body.text
    if request.body is not None and request.body.is_multipart:
        yield from (text for field in request.body.fields for text in (field.name, field.value))


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_a_request_of_every_sort_is_code_and_strings_and_nothing_else(make: MakeRequest) -> None:
    assert URL in "".join(read(powershell(make(URL))))


SECRETS = {
    "a bearer token": "Bearer <env:API_TOKEN>",
    "a key in the query": "http://a.example/?key=<env:API_API_KEY>&key=second",
    "a key in a cookie": "<env:API_API_KEY>",
}


@pytest.mark.parametrize(("name", "text"), SECRETS.items())
def test_secrets_are_read_from_the_environment(name: str, text: str) -> None:
    assert text in read(powershell(SECRET_REQUESTS[name][0](URL)))


def test_a_text_is_sent_as_utf_8_which_powershell_before_7_4_would_not_do() -> None:
    sample = powershell(Request("POST", URL, "/", body=Body("application/json", "{}")))
    assert "\n    Body = [Text.Encoding]::UTF8.GetBytes($body)\n" in sample


@pytest.mark.parametrize(
    ("url", "is_direct"), [("http://127.0.0.1:18432", True), ("https://a.example", False)]
)
def test_a_request_to_this_computer_passes_any_proxy(url: str, is_direct: bool) -> None:  # noqa: FBT001
    sample = powershell(Request("GET", url, "/"))
    assert ("\n$session.Proxy = [Net.WebProxy]::new()" in sample) is is_direct
    assert ("\n    WebSession = $session\n" in sample) is is_direct


@pytest.mark.parametrize(
    ("method", "parameter"), [("PATCH", "Method"), ("QUERY", "CustomMethod"), ("patch", "CustomMethod")]
)
def test_a_method_that_windows_powershell_does_not_know_is_a_custom_one(method: str, parameter: str) -> None:
    assert f"\n    {parameter} = '{method}'\n" in powershell(Request(method, URL, "/"))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:18432", "127.0.0.1"),
        ("https://me@a.example/v1", "a.example"),
        ("http://[::1]:80", "[::1]"),
        ("https://<host>/v1", "<host>"),
        ("https://[odd", "[odd"),
    ],
)
def test_a_cookie_belongs_to_the_host(url: str, host: str) -> None:
    assert read(powershell(Request("GET", url, "/", cookies=(("a", "b"),))))[:4] == ["a", "b", "/", host]
