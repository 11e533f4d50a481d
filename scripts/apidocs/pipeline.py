"""The whole way from a document to the pages of its reference, in a few lines; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.document.public_parts import public_parts
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.downloads.agent_tools import tool_files
from apidocs.pages.downloads.document_files import document_files
from apidocs.pages.downloads.full_text import iter_full_texts
from apidocs.pages.pages import Page, PageMaker, Plan, Templates, iter_plans
from apidocs.pages.problem_marks import Marks
from apidocs.pages.speed.page_cache import KnownPages
from apidocs.pages.speed.workers import divided
from apidocs.pages.words.catalogue import read_words
from apidocs.pages.words.texts import Words
from apidocs.problems import Problem, ProblemsError
from apidocs.progress import Progress, counted
from apidocs.project import Project
from apidocs.requests.samples.run_record import read_record
from apidocs.schemas.shape.shape import Shaper
from apidocs.validation.validate import validate


@dataclass(frozen=True)
class Reference:
    """A generated reference: model, addresses, pages, what is wrong with the document, and the words."""

    document: Document
    api: Api
    addresses: Addresses
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    words: Words


Check = Callable[[Document], tuple[Problem, ...]]
"""Finds the problems of a document."""


def generate(
    project: Project, progress: Progress, known: KnownPages | None = None, check: Check = validate
) -> Reference:
    """Load, validate, model, render.

    Pages that are `known` are not made again; `check` finds the problems. Raises ProblemsError.
    """
    words = _words(project)
    document = _load(project, progress)
    problems = _validate(project, document, check, progress)
    if not project.choices.shows_internal:
        document = public_parts(document)
    api = project.choices.chosen(_model(document, progress))
    api = api if known is None else known.settled(document, api)
    addresses = Addresses.from_api(api)
    marks = Marks.from_api(api, problems, {source.name: source.uri for source in document.sources.values()})
    title, is_whole_site = project.choices.title, project.is_whole_site
    plans = list(iter_plans(api, addresses, marks, words, title=title, is_whole_site=is_whole_site))
    templates = Templates.from_folder(project.templates, is_sandbox=project.is_sandbox)
    choices = replace(project.choices, samples_run=read_record(project.samples_run))
    maker = PageMaker(api, addresses, templates, words, choices)
    pages = _render(maker, plans, progress, known)
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


def _validate(project: Project, document: Document, check: Check, progress: Progress) -> tuple[Problem, ...]:
    progress.start("validate")
    problems = check(document)
    progress.finish(counted(len(problems), "problem"))
    stop_on_errors(problems, strict=project.strict)
    return problems


def _model(document: Document, progress: Progress) -> Api:
    progress.start("model")
    api = Api.from_spec(document)
    progress.finish(f"{counted(len(api.operations), 'operation')}, {counted(len(api.components), 'schema')}")
    return api


def _render(
    maker: PageMaker, plans: Sequence[Plan], progress: Progress, known: KnownPages | None
) -> tuple[Page, ...]:
    progress.start("render", len(plans))

    def render(plans: Sequence[Plan]) -> Iterator[Page]:
        return divided(plans, maker.page, progress.advance)

    pages = tuple(render(plans)) if known is None else known.pages(plans, maker, render)
    progress.finish(counted(len(pages), "page"))
    return pages


def iter_downloads(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give path and text of what stands beside the pages, most of it for programs."""
    yield from iter_full_texts(reference.api, reference.addresses, reference.pages)
    yield from tool_files(reference.api, Shaper(reference.api.schemas))
    yield from document_files(reference.document)
