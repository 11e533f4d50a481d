"""The call that a home page shows: the simplest one of a description in its languages, with its answer."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.pages.addresses import Addresses
from apidocs.pages.code_blocks import code_html
from apidocs.pages.content.examples import iter_examples
from apidocs.requests.request import RequestMaker
from apidocs.requests.samples import samples
from apidocs.schemas.shape.shape import Shaper

# Lines of code beside the title; what is longer is told on the operation's own page.
MOST_LINES: Final = 16
# Operations that are looked at.
MOST_TRIED: Final = 20


def home_call(api: Api, addresses: Addresses) -> dict[str, Any] | None:
    """Describe the call for the template of the home page; None where no GET needs nothing but credentials.

    It is the first whose answer can be shown, else the first of all; a long answer is left out.
    """
    shaper = Shaper(api.schemas)
    requests = RequestMaker(api, shaper)
    simple = islice(_iter_simple(api), MOST_TRIED)
    calls = [(operation, _answer(operation, requests, shaper)) for operation in simple]
    if not calls:
        return None
    operation, answer = next((call for call in calls if call[1] is not None), calls[0])
    status, text, language = answer or ("", "", "")
    return {
        "method": operation.method,
        "path": operation.path,
        "link": addresses.of(operation).removesuffix("index.md"),
        "samples": [
            {"label": sample.label, "html": _code(sample.text, sample.language)}
            for sample in samples(requests.request(operation))
        ],
        "status": status,
        "answer": _code(text, language) if text else "",
    }


def _iter_simple(api: Api) -> Iterator[Operation]:
    for operation in api.operations:
        needs_input = operation.request_body is not None or any(
            parameter.required for parameter in operation.parameters
        )
        if operation.method == "GET" and not needs_input and not operation.deprecated:
            yield operation


def _answer(operation: Operation, requests: RequestMaker, shaper: Shaper) -> tuple[str, str, str] | None:
    """Find status, text and language of the first example of success that is short."""
    for response in operation.responses:
        for media_type in response.content if response.status_code.startswith("2") else ():
            for example in iter_examples(media_type, "response", requests.examples, shaper):
                if example.text and example.text.count("\n") < MOST_LINES:
                    return response.status_code, example.text, example.language
    return None


def _code(text: str, language: str) -> str:
    """Mark the parts of a code block, without the elements around it."""
    block = code_html(text, language) or ""
    return block.partition("<code>")[2].partition("</code>")[0] or html.escape(text)
