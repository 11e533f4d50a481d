"""Turns a parameter or a header into what the cells of its table say."""

from __future__ import annotations

from apidocs import cells, escape
from apidocs.constraints import constraints_of
from apidocs.json_text import compact_json
from apidocs.model.media_type import Header
from apidocs.model.parameter import Parameter
from apidocs.parameter_notes import iter_notes
from apidocs.parameter_values import schema_of
from apidocs.request import RequestMaker
from apidocs.shape import Shaper
from apidocs.words import Words


def description(
    parameter: Parameter | Header, shaper: Shaper, requests: RequestMaker, words: Words
) -> escape.Markdown:
    """Write the description, then what narrows the value and how it is written."""
    written = schema_of(parameter)
    schema = None if written is None else shaper.merged(written)
    shown = example(parameter, requests) if isinstance(parameter, Parameter) else None
    constraints = () if schema is None else constraints_of(schema)
    notes = [
        f"{keyword}: {escape.code(value)}"
        for keyword, value in constraints
        if (keyword, value) != ("example", shown)
    ]
    notes += iter_notes(parameter, schema, words)
    return cells.parameter_description(parameter, schema, notes, words)


def example(parameter: Parameter, requests: RequestMaker) -> str | None:
    """Find the authored example as text, if there is one."""
    found = requests.parameter_example(parameter)
    if not found:
        return None
    return found[0] if isinstance(found[0], str) and found[0].strip() else compact_json(found[0])
