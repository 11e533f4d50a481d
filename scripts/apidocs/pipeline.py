"""Turns a document into the pages of its reference on disk: the whole way in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apidocs.addresses import Addresses
from apidocs.document import Document
from apidocs.errors import Problem, ProblemsError
from apidocs.load import load
from apidocs.model.api import Api
from apidocs.pages import Page, iter_pages
from apidocs.progress import Progress
from apidocs.project import Project
from apidocs.render import environment
from apidocs.validate import validate
from apidocs.write import write_reference


@dataclass(frozen=True)
class Reference:
    """A generated reference: the model it came from, where its pages are, and what validation found."""

    document: Document
    api: Api
    addresses: Addresses
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def generate(project: Project, progress: Progress) -> Reference:
    """Load, validate, model, render, write. Raises ProblemsError, and then nothing was written."""
    progress.start("load")
    document = load(project.spec)
    progress.finish(f"{project.spec}, OpenAPI {document.version}")
    progress.start("validate")
    problems = validate(document)
    progress.finish(counted(len(problems), "problem"))
    stop_on_errors(problems, strict=project.strict)
    progress.start("model")
    api = Api.from_spec(document)
    addresses = Addresses.from_api(api)
    progress.finish(f"{counted(len(api.operations), 'operation')}, {counted(len(api.components), 'schema')}")
    pages = _render(project, api, addresses, problems, progress)
    progress.start("write")
    write_reference(pages, document, project.docs_dir)
    progress.finish(str(project.reference_dir.name))
    return Reference(document, api, addresses, pages, problems)


def stop_on_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raise every problem when one of them is an error, or when strictness makes warnings errors."""
    if any(strict or problem.level == "error" for problem in problems):
        raise ProblemsError(problems)


def _render(
    project: Project, api: Api, addresses: Addresses, problems: Sequence[Problem], progress: Progress
) -> tuple[Page, ...]:
    progress.start("render", len(api.operations) + len(api.components))
    templates = environment(project.templates)
    pages = []
    for page in iter_pages(api, problems, addresses, templates, is_whole_site=project.is_whole_site):
        pages.append(page)
        progress.advance()
    progress.finish(counted(len(pages), "page"))
    return tuple(pages)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
