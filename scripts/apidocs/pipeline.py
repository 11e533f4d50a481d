"""Turns a document into the pages of its reference on disk: the whole way in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import jinja2

from apidocs.addresses import Addresses
from apidocs.catalogue import read_words
from apidocs.document import Document
from apidocs.errors import Problem, ProblemsError
from apidocs.full_text import iter_full_texts
from apidocs.load import load
from apidocs.marks import Marks
from apidocs.model.api import Api
from apidocs.pages import Page, PageMaker, Plan, iter_plans
from apidocs.progress import Progress, counted
from apidocs.project import Project
from apidocs.render import environment
from apidocs.shape import Shaper
from apidocs.speed.compiled import REFERENCE
from apidocs.speed.workers import divided
from apidocs.tools import TOOLS, tools_text
from apidocs.validate import validate
from apidocs.words import Words
from apidocs.write import write_reference


@dataclass(frozen=True)
class Reference:
    """A generated reference: model, addresses, pages, what is wrong with the document, and the words."""

    document: Document
    api: Api
    addresses: Addresses
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    words: Words


def generate(project: Project, progress: Progress) -> Reference:
    """Load, validate, model, render, write.

    Raises ProblemsError, and OSError when the disk refuses; the last pages then stay.
    """
    words = _words(project)
    document = _load(project, progress)
    problems = _validate(project, document, progress)
    api = _model(document, progress)
    addresses = Addresses.from_api(api)
    marks = Marks.from_api(api, problems, {source.name: source.uri for source in document.sources.values()})
    plans = list(iter_plans(api, addresses, marks, words, is_whole_site=project.is_whole_site))
    pages = _render(PageMaker(api, addresses, _templates(project), words), plans, progress)
    _write(project, document, pages, _iter_for_agents(api, addresses, pages), progress)
    return Reference(document, api, addresses, pages, (*words.problems, *problems), words)


def stop_on_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raise every problem when one of them is an error, or when strictness makes warnings errors."""
    if any(strict or problem.level == "error" for problem in problems):
        raise ProblemsError(problems)


def _words(project: Project) -> Words:
    words = read_words(project.words_dir, project.language)
    stop_on_errors(words.problems, strict=project.strict)
    return words


def _load(project: Project, progress: Progress) -> Document:
    progress.start("load")
    document = load(project.spec, project.reach)
    progress.finish(f"{project.spec}, OpenAPI {document.version}")
    return document


def _validate(project: Project, document: Document, progress: Progress) -> tuple[Problem, ...]:
    progress.start("validate")
    problems = validate(document)
    progress.finish(counted(len(problems), "problem"))
    stop_on_errors(problems, strict=project.strict)
    return problems


def _model(document: Document, progress: Progress) -> Api:
    progress.start("model")
    api = Api.from_spec(document)
    progress.finish(f"{counted(len(api.operations), 'operation')}, {counted(len(api.components), 'schema')}")
    return api


def _templates(project: Project) -> jinja2.Environment:
    templates = environment(project.templates, is_sandbox=project.is_sandbox)
    if not project.is_sandbox:  # which compiles the same templates to other code
        templates.bytecode_cache = REFERENCE
    return templates


def _render(maker: PageMaker, plans: Sequence[Plan], progress: Progress) -> tuple[Page, ...]:
    progress.start("render", len(plans))
    pages = tuple(divided(plans, maker.page, progress.advance))
    progress.finish(counted(len(pages), "page"))
    return pages


def _iter_for_agents(api: Api, addresses: Addresses, pages: Sequence[Page]) -> Iterator[Page]:
    """Make what stands beside the pages for programs that read them."""
    yield from iter_full_texts(api, addresses, pages)
    yield Page(TOOLS, tools_text(api, Shaper(api.schemas)))


def _write(
    project: Project, document: Document, pages: Sequence[Page], more: Iterable[Page], progress: Progress
) -> None:
    progress.start("write")
    write_reference([*pages, *more], document, project.docs_dir)
    progress.finish(f"{counted(len(pages), 'page')} and the document")
