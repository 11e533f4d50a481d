"""Check runtime expressions in the names of callbacks and in links (OpenAPI 3.1, section 4.8.20.4)."""

import re
from collections.abc import Iterator
from typing import Final

from apidocs.document.document import Document, Node
from apidocs.problems import Problem, quote
from apidocs.validation.places import Places

_SOURCE: Final = r"(?:header\.[\w!#$%&'*+.^`|~-]+|query\.[^{}]+|path\.[^{}]+|body(?:#(?:/[^{}]*)?)?)"
_EXPRESSION: Final = re.compile(
    rf"\$(?:url|method|statusCode|self|(?:request|response)\.{_SOURCE})", re.DOTALL
)
# What stands in braces and is meant as one: with the dollar sign, or with all but that.
_EMBEDDED: Final = re.compile(r"\{(\$[^{}]*|(?:request|response)\.[^{}]*)\}")


def check_expressions(document: Document, places: Places) -> Iterator[Problem]:
    """Yield the expressions that no tool can evaluate."""
    for place in places.of_kind("callback"):
        for name, path_item in place.node.items():
            if not name.startswith("x-"):
                yield from _check(document, path_item, name)
    for place in places.of_kind("link"):
        parameters = place.node.get("parameters")
        members = [member for _, member in parameters.items()] if parameters is not None else []
        for member in (*members, place.node.get("requestBody")):
            if member is not None and isinstance(member.value, str):
                yield from _check(document, member, member.value)


def _check(document: Document, node: Node, text: str) -> Iterator[Problem]:
    found = [text] if text.startswith("$") else _EMBEDDED.findall(text)
    for expression in found:
        if not _EXPRESSION.fullmatch(expression):
            mend = "" if expression.startswith("$") else f"${expression} or another one, "
            message = (
                f"{quote(expression)} is no runtime expression: write {mend or 'one '}such as "
                "$request.body#/url, $request.query.id, $response.header.Location or $url"
            )
            yield document.problem(node, "invalid-expression", message)
