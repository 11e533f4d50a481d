"""Generate the pages of the reference and write them into the docs folder."""

from __future__ import annotations

from apidocs.pages.speed.page_cache import KnownPages
from apidocs.pipeline import Reference, iter_downloads, make
from apidocs.progress import Progress, counted
from apidocs.project import Project
from apidocs.site.output.reference_files import write_reference


def generate(project: Project, progress: Progress, known: KnownPages | None = None) -> Reference:
    """Load, validate, model, render, write.

    Raises ProblemsError, and OSError when the disk refuses; the last pages then stay.
    """
    reference = make(project, progress, known)
    progress.start("write")
    write_reference([*reference.pages, *iter_downloads(reference)], project.docs_dir)
    progress.finish(f"{counted(len(reference.pages), 'page')} and the document")
    return reference
