"""Requests of every sort, for samples to send: each as a function of the server's URL."""

import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from apidocs.requests.bodies import Body
from apidocs.requests.credentials import Credential
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request
from apidocs.requests.serialization import QueryPair, encoded, path_text
from apidocs.schemas.json_writer import json_text
from support.nasty import HEADER, JSON, TEXT

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
TOKEN = Credential("header", "Authorization", "Bearer <token>")
KEY = Credential("query", "key", "<api-key>")
SESSION = Credential("cookie", "sid", "<api-key>")
# The secrets as the environment of a sample holds them, and the file that some send.
ENVIRONMENT = {"API_TOKEN": "right-token", "API_API_KEY": "right-key"}
FILES = {"file": bytes(range(256))}
FOCUS = Request(
    "POST",
    "http://a.example",
    "/focus",
    headers=(("Authorization", "Bearer <token>"), ("Content-Type", "application/json")),
    body=Body("application/json", '{"a": [true, null], "b": {}}'),
    credentials=(TOKEN,),
    owner="SESSIONDOCK",
)

MakeRequest = Callable[[str], Request]


def _texts(value: str, header: str, body: str) -> MakeRequest:
    path = "/a/" + path_text("id", value, "simple", explode=False) + "/b"
    query = (QueryPair("q", (value,)), QueryPair("list", (value, "x")), QueryPair(f"n{value}", ("",)))
    headers = (("X-Value", header), ("Content-Type", "text/plain"))
    cookies = (("sid", encoded(value)),)
    return lambda url: Request("PATCH", url, path, query, headers, cookies, Body("text/plain", text=body))


def _json(value: Any) -> MakeRequest:  # noqa: ANN401 - a JSON value
    headers = (("Content-Type", "application/json"),)
    body = Body("application/json", text=json_text(value))
    return lambda url: Request("POST", url, "/", headers=headers, body=body)


def _form(name: str, value: str) -> MakeRequest:
    body = Body(FORM, fields=(FormField(name, value), FormField("b", "2"), FormField("b", "3")))
    return lambda url: Request("POST", url, "/", headers=(("Content-Type", FORM),), body=body)


def _multipart(value: str, media_type: str | None) -> MakeRequest:
    # In a text of a form every line break is this one (HTML, "multipart form data").
    value = value if media_type else re.sub(r"\r\n?|\n", "\r\n", value)
    body = Body(MULTIPART, fields=(FormField("a", value, media_type=media_type), FormField("b", "x")))
    return lambda url: Request("POST", url, "/", body=body)


# Requests that hold nasty values in every place.
NASTY_REQUESTS: st.SearchStrategy[MakeRequest] = (
    st.builds(_texts, TEXT, HEADER, TEXT)
    | st.builds(_json, JSON)
    | st.builds(_form, TEXT.filter(bool), TEXT)
    | st.builds(_multipart, TEXT, st.sampled_from([None, "application/json"]))
)
# Requests that are what a document makes, by what is special in them.
REQUESTS: dict[str, MakeRequest] = {
    "nothing but a path": lambda url: Request("GET", url, "/a/b"),
    "a post without a body": lambda url: Request("POST", url, "/"),
    "a method of its own": lambda url: Request("COPY", url, "/"),
    "head": lambda url: Request("HEAD", url, "/"),
    "options": lambda url: Request("OPTIONS", url, "/"),
    "an empty header": lambda url: Request("GET", url, "/", headers=(("X-Empty", ""),)),
    "an empty object": _json({}),
    "a text as JSON": _json("x"),
    "an exact large integer": _json({"id": 2**63 + 1}),
    "a key that sets a prototype": _json({"__proto__": {"a": 1}}),
    "an empty text": lambda url: Request(
        "PUT", url, "/", headers=(("Content-Type", "text/plain"),), body=Body("text/plain", text="")
    ),
    "a file": lambda url: Request(
        "PUT", url, "/", headers=(("Content-Type", "image/png"),), body=Body("image/png", file="file")
    ),
    "a form with a file": lambda url: Request(
        "POST",
        url,
        "/",
        body=Body(
            MULTIPART,
            fields=(FormField("cover", "file", is_file=True, media_type="image/png"), FormField("note", "x")),
        ),
    ),
    "parts with headers": lambda url: Request(
        "POST",
        url,
        "/",
        body=Body(
            MULTIPART,
            fields=(
                FormField("plan", "file", is_file=True, media_type="image/png", headers=(("X-Sheet", "A7"),)),
                FormField("note", "x", headers=(("X-Sheet", "it's 8"), ("X-More", "b"))),
            ),
        ),
    ),
}
# Requests with secrets, and the requests that the server is to get.
SECRET_REQUESTS: dict[str, tuple[MakeRequest, MakeRequest]] = {
    "a bearer token": (
        lambda url: Request("GET", url, "/", headers=(("Authorization", TOKEN.value),), credentials=(TOKEN,)),
        lambda url: Request("GET", url, "/", headers=(("Authorization", "Bearer right-token"),)),
    ),
    "a key in the query": (
        lambda url: Request(
            "GET",
            url,
            "/",
            (QueryPair("key", (KEY.value,)), QueryPair("key", ("second",))),
            credentials=(KEY,),
        ),
        lambda url: Request(
            "GET", url, "/", (QueryPair("key", ("right-key",)), QueryPair("key", ("second",)))
        ),
    ),
    "a key in a cookie": (
        lambda url: Request(
            "GET", url, "/", cookies=(("sid", SESSION.value), ("b", "<api-key>")), credentials=(SESSION,)
        ),
        lambda url: Request("GET", url, "/", cookies=(("sid", "right-key"), ("b", "<api-key>"))),
    ),
}
