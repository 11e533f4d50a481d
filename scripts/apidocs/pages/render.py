"""Render templates; the one place where untrusted text is escaped."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from apidocs.markdown import commonmark, escape
from apidocs.pages.speed.template_compiler import DirectGenerator
from apidocs.problems import Problem, ProblemsError

# The folder of the templates as messages name it.
TEMPLATES: Final = "templates"
# A fenced code block, up to the line that closes it.
FENCE: Final = re.compile(r"^ *(?P<marks>`{3,})[^`\n]*\n(?:.*\n)*? *(?P=marks) *$", re.MULTILINE)
EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")


def environment(templates: Path, *, is_sandbox: bool = False) -> jinja2.Environment:
    """Make a Jinja environment that escapes every value which no filter has made Markdown.

    It reads each template once: a build that is to see changed templates makes a new one. In a sandbox, for
    templates of strangers, one only reads values and calls what it is given; that takes a third longer.
    """
    kind = ImmutableSandboxedEnvironment if is_sandbox else jinja2.Environment
    found = kind(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,  # all of them: which one was used last need not be known
        autoescape=True,  # so that what a macro makes counts as made; `finalize` escapes before it
        finalize=_escaped,
    )
    found.code_generator_class = _Generator if is_sandbox else _QuickGenerator
    found.filters |= {
        "cell": commonmark.cell,
        "code": escape.code,
        "description": commonmark.description,
        "fence": escape.fence,
        "html": escape.html,
        "inline": escape.inline,
        "label": escape.label,
        "nested": _nested,
        "words": commonmark.words,
        "yaml": _yaml,
    }
    found.tests["one_paragraph"] = commonmark.is_single_paragraph
    return found


def render(templates: jinja2.Environment, name: str, /, **context: Any) -> str:  # noqa: ANN401 - as the template asks
    """Make the page of the context, ending in one newline.

    Raises ProblemsError that names the template and its line when it fails.
    """
    try:
        text = templates.get_template(name).render(**context)
    except Exception as error:  # what a template can raise has no end
        raise ProblemsError([_problem(templates, name, error)]) from error
    return _tidy(text)


def _escaped(value: object) -> str:
    if isinstance(value, Markup):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    text = str(value)
    inner = escape.inline(text)
    if not inner or text == text.strip():
        return inner or escape.Markdown(" " * bool(text))
    # The space at an end parts what a template itself writes from what stands beside it.
    return " " * text[:1].isspace() + inner + " " * text[-1:].isspace()


class _Generator(CodeGenerator):
    """Leaves out the HTML escape around each printed value, for all that `_escaped` gives is made already.

    It is the hook by which Jinja's own native types do the same; it saves a tenth of the time.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame
        self.write(f"({finalize.src}")


class _QuickGenerator(_Generator, DirectGenerator):
    """For templates of our own, which may ask their view for anything."""


def _nested(text: str, levels: int = 1) -> escape.Markdown:
    """Indent text as the content of a block; code blocks inside keep their form."""
    indent = "    " * levels
    return escape.Markdown(re.sub(r"^(?=.)", indent, text.strip("\n"), flags=re.MULTILINE))


def _yaml(text: str) -> escape.Markdown:
    """Write a double-quoted YAML string on one line, for front matter."""
    line = escape.visible(" ".join(text.split()))
    return escape.Markdown('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"')


def _tidy(text: str) -> str:
    """Leave one empty line where a template left several, except inside code."""
    pieces = []
    start = 0
    for fence in FENCE.finditer(text):
        pieces += [EMPTY_LINES.sub("\n\n", text[start : fence.start()]), fence[0]]
        start = fence.end()
    pieces.append(EMPTY_LINES.sub("\n\n", text[start:]))
    return "".join(pieces).strip("\n") + "\n"


def _problem(templates: jinja2.Environment, name: str, error: Exception) -> Problem:
    file, line = _where(name, error)
    message = f"{_said(error)}: mend the template, or what it is given"
    return Problem(_file(templates, file), line, 1, "template-failed", message, level="error")


def _where(name: str, error: Exception) -> tuple[str, int]:
    """Find the innermost template that was at work; a syntax error carries its own place."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.name or name, error.lineno
    found = (name, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".jinja"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


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
