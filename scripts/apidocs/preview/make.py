"""Make a preview folder of two revisions: the site, its changes page, summary.md and changes.json."""

from __future__ import annotations

import json
import shutil
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from apidocs.diff.change import Change
from apidocs.diff.compare import compare
from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.preview.changed_files import FileChange, compare_files, compare_pages, disarm
from apidocs.preview.git_archive import ArchiveError, extract, find_sides, share_compiled
from apidocs.preview.impact import Sides, find_impacts, iter_moved
from apidocs.preview.levels import LevelsError, read_levels, with_levels
from apidocs.preview.outputs.changes_json import to_json
from apidocs.preview.outputs.report_pages import mark_as_preview, write_report_pages
from apidocs.preview.outputs.summary_markdown import summary
from apidocs.preview.report import FOLDER, NOT_ENDED, REDIRECTS, Report, Shown, ShownPage, iter_calls
from apidocs.preview.sandbox import LimitError, Limits, run_limited
from apidocs.problems import ProblemsError
from apidocs.progress import Progress, counted
from apidocs.site.finish.redirects import read_redirects
from apidocs.site.output.atomic_folder import checkout, replacing

OLDER_REVISION: Final = Path(__file__).with_name("older_revision.py")
BUILD: Final = "scripts/build.py"
PREVIEW_DATA: Final = "--preview-data"  # an option of the side's own build.py; older revisions lack it
SPEC: Final = "spec/openapi.yaml"
# So many pages get a before and after; further ones are listed only.
MOST_COMPARED: Final = 300
MOST_NAMED: Final = 5
UNTITLED: Final = "Preview"
LEFT_OUT: Final = "is left out: it is no ordinary file, or .gitattributes says so"


@dataclass(frozen=True)
class Options:
    """What is previewed: refs of a repository, how the preview is called, and where it will stand."""

    base: str
    revision: str = "HEAD"
    title: str = UNTITLED
    url: str = ""
    limits: Limits = field(default_factory=Limits)


def make_preview(repository: Path, out: Path, options: Options, progress: Progress) -> Report:
    """Write the preview in the place of an earlier one; also of what cannot be previewed a summary.

    Until it ends, a summary that says so stands there, and stays if the run is killed. Raises OutputError and
    OSError.
    """
    report = Report(options.title, options.base, options.revision, options.url)
    with replacing(out, [repository], progress.say) as fresh:
        _write_told(replace(report, problem=NOT_ENDED), fresh)
    with replacing(out, [repository], progress.say) as fresh, checkout(fresh) as folder:
        try:
            progress.start("archive")
            report, roots = _extract(report, repository, folder, options)
            progress.finish(f"base {report.base}, revision {report.revision}")
            report = _make(report, roots, options, fresh, progress)
        except ArchiveError as error:
            report = replace(report, problem=str(error))
        _write_told(report, fresh)
    return report


def _write_told(report: Report, folder: Path) -> None:
    (folder / "summary.md").write_text(summary(report), encoding="utf-8")
    (folder / "changes.json").write_text(to_json(report), encoding="utf-8")


def _extract(
    report: Report, repository: Path, folder: Path, options: Options
) -> tuple[Report, tuple[Path, Path]]:
    base, revision, notes = find_sides(repository, options.base, options.revision, folder / "objects")
    roots = folder / "base", folder / "revision"
    left_out = [*extract(repository, base, roots[0]), *extract(repository, revision, roots[1])]
    notes += tuple(f"{path} {LEFT_OUT}" for path in dict.fromkeys(left_out))
    return replace(report, base=base.name, revision=revision.name, notes=notes), roots


def _make(
    report: Report, roots: tuple[Path, Path], options: Options, out: Path, progress: Progress
) -> Report:
    files = compare_files(*roots)
    notes = [f"{path} could run in a browser: the base's is in its place" for path in disarm(*roots)]
    report = replace(report, files=files, notes=(*report.notes, *notes))
    if report.code:
        names = ", ".join(change.path for change in report.code[:MOST_NAMED])
        more = f" and {len(report.code) - MOST_NAMED:,} more" if len(report.code) > MOST_NAMED else ""
        progress.say(f"code of the revision that differs, and runs now: {names}{more}")
    try:
        progress.start("site")
        after = _build_side(roots[1], options)
        progress.finish("the revision, with its own scripts")
        warnings = [f"warning: {line}" for line in after.warnings]
        report = replace(report, notes=(*report.notes, *warnings))
        report, before = _build_base(report, roots, options, progress)
        if before is not None:
            report = _compare(report, roots, before, after.pages, progress)
        _write_site(report, roots, out, (before or {}, after.pages), progress)
    except (LimitError, ProblemsError, LevelsError) as error:
        return replace(report, problem=_said(error, roots))
    return report


@dataclass(frozen=True)
class _Built:
    """What one side says of itself: the HTML of each page by `src_uri`, and warnings of MkDocs."""

    pages: Mapping[str, str]
    warnings: tuple[str, ...]


def _build_side(root: Path, options: Options) -> _Built:
    """Build the site of one side into its site/, with its own scripts. Raises LimitError."""
    variables = {"SITE_URL": options.url} if options.url else {}
    file = root / "preview-data.json"
    if PREVIEW_DATA in _text(root / BUILD):
        command: list[str | Path] = [root / BUILD, PREVIEW_DATA, file]
    else:
        command = [OLDER_REVISION, root, file]
    run_limited(command, options.limits, variables, root)
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return _Built(data["pages"], tuple(data["warnings"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LimitError(f"{BUILD} {PREVIEW_DATA} did not write what it should: {error}") from error


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _build_base(
    report: Report, roots: tuple[Path, Path], options: Options, progress: Progress
) -> tuple[Report, Mapping[str, str] | None]:
    """Return the base's pages, or none where it cannot be built: that may be what the revision mends."""
    progress.start("base")
    try:
        share_compiled(roots[1], roots[0])
        base = _build_side(roots[0], options)
    except LimitError as error:
        progress.finish("it cannot be built")
        return replace(report, base_problem=_said(error, roots)), None
    progress.finish("the base, with its own scripts")
    return report, base.pages


def _said(error: Exception, roots: tuple[Path, Path]) -> str:
    """Name files as the sides do, not where they happen to be."""
    said = str(error)
    for root, name in zip(roots, ("base", "revision"), strict=True):
        said = said.replace(f"{root}/", "").replace(str(root), name)
    return said


def _compare(
    report: Report,
    roots: tuple[Path, Path],
    before: Mapping[str, str],
    after: Mapping[str, str],
    progress: Progress,
) -> Report:
    progress.start("compare")
    documents = load(str(roots[0] / SPEC)), load(str(roots[1] / SPEC))
    sides = Sides.from_apis(*(Api.from_spec(each) for each in documents))
    changes = with_levels(compare(sides.base, sides.revision), read_levels(roots[1] / "mkdocs.yml"))
    pages = compare_pages(before, after, dict(iter_moved(changes, sides)))
    impacts = find_impacts(roots[1] / "docs", changes, sides)
    shown = tuple(
        Shown(each, tuple(_iter_links(each, sides)), _source(each, documents, roots)) for each in changes
    )
    progress.finish(f"{counted(len(changes), 'change')}, {counted(len(pages), 'page')} to compare")
    kept = {each.old for each in read_redirects(roots[1] / REDIRECTS)}
    return replace(report, shown=shown, impacts=impacts, pages=tuple(_iter_pages(pages, sides, kept)))


def _iter_links(change: Change, sides: Sides) -> Iterator[tuple[str, str]]:
    """Lead to the section of the page where a change shows; a removed operation has no page in the site."""
    known = sides.revision_addresses
    for text, place in iter_calls(change):
        operation = place.revision
        if operation is None or operation.location not in known.operations:
            yield text, ""
        else:
            anchor = f"#{place.section}" if place.section and place.section != "callbacks" else ""
            yield text, _href(known.of(operation)) + anchor
    if not change.places and change.component is not None and change.component in known.schemas:
        yield change.component, _href(known.schemas[change.component])


def _source(change: Change, documents: tuple[Document, Document], roots: tuple[Path, Path]) -> str:
    for location, document, root in zip(
        (change.revision_location, change.base_location), documents[::-1], roots[::-1], strict=True
    ):
        if location is not None and location.uri in document.sources:
            problem = document.problem(location, change.id, "")
            name = problem.file.replace(f"{root}/", "")
            return f"{name}:{problem.line}" + (" of the base" if root == roots[0] else "")
    return ""


def _iter_pages(changes: tuple[FileChange, ...], sides: Sides, kept: Container[str]) -> Iterator[ShownPage]:
    """Iterate over the pages with what a report says of them; `kept` are old addresses with a redirect."""
    before = _titles(sides.base, sides.base_addresses)
    after = _titles(sides.revision, sides.revision_addresses)
    for number, change in enumerate(changes):
        title = change.path.removesuffix("/index.md")
        has_page = change.kind != "removed" and change.path.endswith("index.md")
        compared = f"{FOLDER}/pages/{title.removesuffix('.md')}/index.html" if number < MOST_COMPARED else ""
        was, is_ = before.get(change.before or change.path), after.get(change.path)
        titles = (was, is_) if was is not None and is_ is not None and was != is_ else None
        old, new = (path.removesuffix("index.md") for path in (change.before, change.path))
        redirect = f"{old}: {new}" if old and old not in kept else ""
        href = _href(change.path) if has_page else ""
        yield ShownPage(change, title, href, compared, titles, redirect)


def _titles(api: Api, addresses: Addresses) -> dict[str, str]:
    """Index the titles of operations by page."""
    return {
        addresses.of(each): each.title for each in api.operations if each.location in addresses.operations
    }


def _href(src_uri: str) -> str:
    return f"{src_uri.removesuffix('.md')}.html"


def _write_site(
    report: Report,
    roots: tuple[Path, Path],
    out: Path,
    contents: tuple[Mapping[str, str], Mapping[str, str]],
    progress: Progress,
) -> None:
    progress.start("report")
    site_dir = out / "site"
    shutil.move(roots[1] / "site", site_dir)
    write_report_pages(report, *contents, site_dir, roots[0] / "docs")
    title = report.title if report.title == UNTITLED else f"{UNTITLED}: {report.title}"
    mark_as_preview(site_dir, f"{title}, base {report.base}, revision {report.revision}")
    progress.finish(counted(sum(bool(page.compared) for page in report.pages), "page") + " before and after")
