"""Turns a template and values into Markdown; the one place where untrusted text is made safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from apidocs import commonmark, escape
from apidocs.errors import Problem, ProblemsError


def environment(templates: Path) -> jinja2.Environment:
    """A Jinja environment that escapes every value which no filter has made Markdown."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,  # so that what a macro makes counts as made; `finalize` escapes before it
        finalize=_safe,
    )
    found.filters |= {
        "cell": commonmark.cell,
        "code": escape.code,
        "description": commonmark.description,
        "fence": escape.fence,
        "html": lambda text: escape.Markdown(escape.html(text)),
        "inline": escape.inline,
        "nested": _nested,
        "words": lambda text: escape.inline(commonmark.plain_text(text)),
        "yaml": _yaml,
    }
    found.tests["one_paragraph"] = commonmark.is_single_paragraph
    return found


def render(templates: jinja2.Environment, name: str, /, **context: Any) -> str:  # noqa: ANN401 - as the template asks
    """The page that the template makes of the context, ending in one newline.

    Raises ProblemsError that names the template and its line when it fails.
    """
    try:
        text = templates.get_template(name).render(**context)
    except (jinja2.TemplateError, TypeError, ValueError, AttributeError, LookupError) as error:
        raise ProblemsError([_problem(name, error)]) from error
    return _tidy(text)


def _safe(value: Any) -> Any:  # noqa: ANN401 - Jinja's own contract
    if isinstance(value, (Markup, jinja2.Undefined)):
        return value
    return escape.inline(str(value))


def _nested(text: str, levels: int = 1) -> escape.Markdown:
    """Text as the content of a block that is told by indentation; code blocks inside keep their form."""
    prefix = "    " * levels
    return escape.Markdown("\n".join(prefix + line if line else line for line in text.strip("\n").split("\n")))


def _yaml(text: str) -> escape.Markdown:
    """A double-quoted YAML string on one line, for front matter."""
    line = " ".join(escape.visible(text).split())
    return escape.Markdown('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"')


def _tidy(text: str) -> str:
    """One empty line where a template left several, except inside code."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        marks = line.strip()[: len(line.strip()) - len(line.strip().lstrip("`"))]
        if len(marks) >= 3 and (not fence or line.strip() == fence):  # noqa: PLR2004 - a fence has three
            fence = "" if fence else marks
        if fence or line.strip() or (lines and lines[-1].strip()):
            lines.append(line if line.strip() or fence else "")
    return "\n".join(lines).strip("\n") + "\n"


def _problem(name: str, error: Exception) -> Problem:
    file, line = _where(name, error)
    return Problem(file, line, 1, "template-failed", f"{_said(error)}: mend the template", level="error")


def _where(name: str, error: Exception) -> tuple[str, int]:
    """The innermost template frame; a syntax error carries its own place."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name or name}", error.lineno
    found = (f"templates/{name}", 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".jinja"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _said(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error}"
    return " ".join(str(error).split()) or type(error).__name__
