"""Build the site of this project, or the reference of any other OpenAPI description.

A build that fails leaves the last site as it was.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from apidocs.project import IS_INSTALLED, ROOT

if TYPE_CHECKING:
    from apidocs.commands.terminal import Terminal
    from apidocs.pipeline import Reference
    from apidocs.progress import Progress
    from apidocs.site.output.up_to_date import LastBuild

SITE_DIR = ROOT / "site"
# How the files begin that this command writes beside the site.
REPORT = '{\n  "texts": '
PREVIEW_DATA = '{"pages": '


def main(arguments: list[str] | None = None) -> int:
    """Build; 0 when the site stands, 1 when it could not be built."""
    options = parse(arguments)
    # Imported only now: --help must not wait for MkDocs, and a build that has nothing to do neither.
    from apidocs.commands.terminal import Terminal, run  # noqa: PLC0415
    from apidocs.progress import counted  # noqa: PLC0415

    if options.spec is None and IS_INSTALLED:
        return run(lambda terminal: build_mkdocs_site(options, terminal))
    last = last_build(options)
    is_asked_for_data = options.report is not None or options.preview_data is not None
    problems = None if is_asked_for_data else last.find()  # what was just made is asked for
    if problems is None:
        return run(lambda terminal: build(options, last, terminal))
    Terminal().warn(problems)
    Terminal().say(describe(options.site_dir, f"is up to date, {counted(len(problems), 'warning')}"))
    return 0


def build(options: argparse.Namespace, last: LastBuild, terminal: Terminal) -> None:
    """Build, then say what was found and where the site is. Raises what `run` tells."""
    from apidocs.progress import Timings, counted  # noqa: PLC0415

    timings = Timings(terminal)
    reference = publish(options, timings)
    if not terminal.warnings:  # those of MkDocs are in no record
        sources = {source.name: source.digest for source in reference.document.sources.values()}
        last.note(sources, reference.problems)
    terminal.warn(reference.problems)
    if options.report is not None:
        terminal.say(write_report(reference, options.report))
    for line in timings.iter_lines() if options.timings else ():
        terminal.say(line)
    terminal.say(describe(options.site_dir, f"is built, {counted(terminal.warnings, 'warning')}"))


def build_mkdocs_site(options: argparse.Namespace, terminal: Terminal) -> None:
    """Build the MkDocs site of the current folder, whose mkdocs.yml names the plugin."""
    from apidocs.site.publish import publish_mkdocs_site  # noqa: PLC0415

    publish_mkdocs_site(options.site_dir, terminal, strict=options.strict)
    terminal.say(describe(options.site_dir, "is built"))


def publish(options: argparse.Namespace, progress: Progress) -> Reference:
    """Publish this project's site, or that of another description."""
    from apidocs.document.reach import Reach  # noqa: PLC0415
    from apidocs.site.publish import publish_reference, publish_site  # noqa: PLC0415

    check_files(options)
    if options.preview_data is not None:
        return publish_side(options, progress)
    if options.spec is None:
        return publish_site(options.site_dir, progress, strict=options.strict)
    reach = Reach(outside=options.allow_outside, remote=options.allow_remote)
    return publish_reference(options.spec, options.site_dir, progress, reach=reach, strict=options.strict)


def publish_side(options: argparse.Namespace, progress: Progress) -> Reference:
    """Publish this project's site as one side of a preview, and write what the preview compares."""
    from apidocs.site.output.atomic_folder import write_file  # noqa: PLC0415
    from apidocs.site.publish import publish_preview  # noqa: PLC0415

    side = publish_preview(options.site_dir, progress)
    data = {"pages": side.pages, "warnings": side.warnings}
    write_file(options.preview_data, json.dumps(data), PREVIEW_DATA)
    return side.reference


def write_report(reference: Reference, file: Path) -> str:
    """Write what no page shows of the description; return the line that sums it up."""
    from apidocs.pages.coverage import report_of  # noqa: PLC0415
    from apidocs.site.output.atomic_folder import write_file  # noqa: PLC0415

    report = report_of(
        reference.document, reference.api, reference.addresses, reference.pages, reference.words
    )
    write_file(file, report.to_json(), REPORT)
    return f"{os.path.relpath(file)}: {report.summary}"


def check_files(options: argparse.Namespace) -> None:
    """Refuse a file that is not ours before anything is built. Raises OutputError."""
    from apidocs.site.output.output_folder import OutputError, begins_with, check_output  # noqa: PLC0415

    sources = [] if options.spec is None else [Path(options.spec).resolve()]
    for file, start in ((options.report, REPORT), (options.preview_data, PREVIEW_DATA)):
        if file is not None:
            check_output(file, sources, begins_with(start))
            if file.is_relative_to(options.site_dir):
                raise OutputError(
                    f"{file}: each build replaces the site as a whole: name a file outside of it"
                )
            if not file.parent.is_dir():
                raise OutputError(f"{file}: there is no folder {file.parent}: make it, or name another file")


def last_build(options: argparse.Namespace) -> LastBuild:
    """Find what the same command did last, in the same folder."""
    from apidocs.site.output.up_to_date import LastBuild  # noqa: PLC0415

    asked = {name: str(value) for name, value in vars(options).items() if name != "timings"}
    outputs = [options.site_dir]
    return LastBuild(ROOT, {**asked, "folder": str(Path.cwd())}, tuple(outputs))


def describe(site_dir: Path, state: str) -> str:
    """Say where the site is and how to look at it."""
    place = os.path.relpath(site_dir)
    command = "make serve" if site_dir == SITE_DIR else f"python -m http.server --directory {place}"
    return f"{place}/ {state}; look at it with `{command}`"


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="apidocs build", description=__doc__)
    parser.add_argument(
        "--spec",
        metavar="FILE_OR_URL",
        help="make a site of this OpenAPI description (YAML or JSON, a path or an http address) and of "
        "nothing else; without it, this project's spec/openapi.yaml and guides are built",
    )
    parser.add_argument(
        "--site-dir",
        metavar="DIR",
        type=Path,
        help="where the site goes (default: site/; needed with --spec); an earlier site there is replaced, "
        "a folder with other files in it is refused",
    )
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="with --spec: follow references to files outside the folder of the description",
    )
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="with --spec: follow references to http and https addresses, each of which is fetched once",
    )
    parser.add_argument(
        "--strict", action="store_true", help="refuse to build when validation finds anything, warnings too"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write which texts of the description no page shows, with place and reason, as JSON",
    )
    parser.add_argument(
        "--preview-data",
        metavar="FILE",
        type=Path,
        help="build as one side of `make preview`: stop at no warning, let templates only render, remove "
        "what could run from guides, and write the HTML of each page and MkDocs' warnings to FILE, as JSON",
    )
    parser.add_argument("--timings", action="store_true", help="say what each step of the build cost")
    options = parser.parse_args(arguments)
    if options.spec is not None and options.site_dir is None:
        parser.error("--spec needs --site-dir DIR: another description never goes into this project's site/")
    if options.spec is None and (options.allow_outside or options.allow_remote):
        parser.error("--allow-outside and --allow-remote are for another description: name it with --spec")
    if options.spec is not None and options.preview_data is not None:
        parser.error("--preview-data is for this project's site: it goes without --spec")
    from apidocs.site.output.output_folder import locate  # noqa: PLC0415 - --help needs none of it

    options.site_dir = locate(options.site_dir or SITE_DIR)
    for name in ("report", "preview_data"):
        setattr(options, name, locate(getattr(options, name)) if getattr(options, name) else None)
    return options
