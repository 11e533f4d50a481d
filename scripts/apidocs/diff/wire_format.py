"""How a value is written on the wire: a parameter, a header, a part of a form."""

from __future__ import annotations

from typing import Final

from apidocs.diff.schemas.allowed import Allowed
from apidocs.diff.schemas.conjunction import Conjunction
from apidocs.model.media_type import Header, MediaType
from apidocs.model.mime import is_json
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema

# Kinds of value that JSON writes as any style does.
SAME_IN_JSON: Final = frozenset(("number", "boolean"))
# Styles that write a single value as `form` does.
FORMS: Final = frozenset(("form", "spaceDelimited", "pipeDelimited", "deepObject", "tabDelimited"))


def differing_styles(
    base: Parameter | Header, revision: Parameter | Header, allowed: Allowed
) -> tuple[str, str] | None:
    """Return how both sides write a value, where a kind of value that both take is written differently."""
    kinds = [_kinds(each, side, allowed) for side, each in enumerate((base, revision))]
    for kind in sorted(kinds[0] & kinds[1]):
        ways = _style(base, kind), _style(revision, kind)
        if ways[0] != ways[1]:
            return ways
    return None


def described_schema(holder: Parameter | Header) -> Schema | None:
    """Return the schema of a parameter or header, which may stand in its content."""
    content: tuple[MediaType, ...] = holder.content
    return content[0].schema if content else holder.schema


def _kinds(holder: Parameter | Header, side: int, allowed: Allowed) -> set[str]:
    schema = described_schema(holder)
    place = Conjunction.of([] if schema is None else [(side, schema)])
    return {cell.kind for cell in allowed.cells(place)} - {"null"}


def _style(holder: Parameter | Header, kind: str) -> str:
    """Say how a kind of value is written (OpenAPI 3.1, section 4.8.12.3)."""
    style = holder.style if isinstance(holder, Parameter) else "simple"
    if holder.content:
        name = holder.content[0].name
        if not is_json(name) or kind not in SAME_IN_JSON:
            return "plain text" if name.startswith("text/plain") else name
        style = (
            "form" if isinstance(holder, Parameter) and holder.location in {"query", "cookie"} else "simple"
        )
    if kind not in {"array", "object"}:
        return "form" if style in FORMS else style
    is_exploded = holder.explode and (style != "simple" or kind == "object")
    return f"{style}{', explode' * is_exploded}"
