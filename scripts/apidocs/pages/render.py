"""Templates and values as text: the one place where what comes from a document is made safe."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from apidocs.markdown import commonmark, escape
from apidocs.pages import writers
from apidocs.pages.code_blocks import code_html
from apidocs.problems import Problem, ProblemsError

# The folder of the templates as messages name it.
TEMPLATES: Final = "templates"
# A fenced code block, up to the line that closes it.
FENCE: Final = re.compile(r"^ *(?P<marks>`{3,})[^`\n]*\n(?:.*\n)*? *(?P=marks) *$", re.MULTILINE)
EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")


def html_environment(templates: Path, *, is_sandbox: bool = False) -> jinja2.Environment:
    """Make what renders pages: every value that is no HTML yet is escaped, and hides no character.

    It reads each template once: a build that is to see changed templates makes a new one. In a sandbox, for
    templates of strangers, one only reads values and calls what it is given.
    """
    found = _environment(templates, is_sandbox=is_sandbox)
    found.finalize = _visible
    found.filters |= {
        "breakable": writers.breakable,
        "code": writers.html_code,
        "code_block": code_html,
        "description": commonmark.html_of,
        "first_sentence": commonmark.first_sentence,
        "line": commonmark.html_line,
        "words": commonmark.plain_text,
    }
    return found


def twin_environment(templates: Path, *, is_sandbox: bool = False) -> jinja2.Environment:
    """Make what renders twins: every value that is no Markdown yet is written as text."""
    found = _environment(templates, is_sandbox=is_sandbox)
    found.finalize = _in_markdown
    found.filters |= {
        "cell": _cell,
        "code": escape.code,
        "description": commonmark.markdown_of,
        "fence": escape.fence,
        "first_sentence": commonmark.first_sentence,
        "inline": escape.inline,
        "line": commonmark.markdown_line,
        "words": commonmark.plain_text,
    }
    return found


def _environment(templates: Path, *, is_sandbox: bool) -> jinja2.Environment:
    kind = ImmutableSandboxedEnvironment if is_sandbox else jinja2.Environment
    return kind(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,  # all of them: which one was used last need not be known
        autoescape=True,
    )


def render(templates: jinja2.Environment, name: str, /, **context: Any) -> str:  # noqa: ANN401 - as the template asks
    """Render a template.

    Raises ProblemsError that names the template and its line when it fails.
    """
    try:
        return templates.get_template(name).render(**context)
    except Exception as error:  # what a template can raise has no end
        raise ProblemsError([_problem(templates, name, error)]) from error


def tidy(text: str) -> str:
    """Leave one empty line of Markdown where a template left several, except inside code."""
    pieces = []
    start = 0
    for fence in FENCE.finditer(text):
        pieces += [EMPTY_LINES.sub("\n\n", text[start : fence.start()]), fence[0]]
        start = fence.end()
    pieces.append(EMPTY_LINES.sub("\n\n", text[start:]))
    return "".join(pieces).strip("\n") + "\n"


def _visible(value: object) -> object:
    return escape.visible(value) if type(value) is str else value


def _in_markdown(value: object) -> object:
    """Write a text on one line; a space at its end parts it from what stands beside it."""
    if isinstance(value, (Markup, jinja2.Undefined)):
        return value
    text = str(value)
    inner = escape.inline(text)
    if not inner or text == text.strip():
        return inner or escape.Html(" " * bool(text))
    return escape.Html(" " * text[:1].isspace() + inner + " " * text[-1:].isspace())


def _cell(value: str) -> Markup:
    """Write a name or value as code in the cell of a table."""
    return escape.Markdown(writers.PIPE.sub(r"\\|", escape.code(value)))


def _problem(templates: jinja2.Environment, name: str, error: Exception) -> Problem:
    file, line = _where(name, error)
    message = f"{_said(error)}: mend the template, or what it is given"
    return Problem(_file(templates, file), line, 1, "template-failed", message, level="error")


def _where(name: str, error: Exception) -> tuple[str, int]:
    """Find the innermost template that was at work; a syntax error carries its own place."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.name or name, error.lineno
    place = (name, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".jinja"):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _file(templates: jinja2.Environment, file: str) -> str:
    """Name a template by its path from the folder above the templates."""
    loader = templates.loader
    path = PurePath(file)
    for folder in loader.searchpath if isinstance(loader, jinja2.FileSystemLoader) else ():
        if path.is_relative_to(folder):
            path = path.relative_to(folder)
    return (PurePath(TEMPLATES) / path).as_posix()


def _said(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name}"
    said = " ".join(str(error).split())
    named = isinstance(error, (jinja2.TemplateError, ValueError)) and said
    return said if named else f"{type(error).__name__}: {said}".removesuffix(": ")
