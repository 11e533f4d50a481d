"""Begin a project of docs: a description, first guides, mkdocs.yml, and workflows that build it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from apidocs.project import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apidocs.document.document import Document
    from apidocs.model.api import Api
    from apidocs.model.operation import Operation

TEMPLATES = RESOURCES / "templates" / "project"
# The folder that the plugin gives to the navigation entry "API Reference".
REFERENCE = "api-reference"
PACKAGE = "sessiondock-developer-docs"


def main(arguments: list[str] | None = None) -> int:
    """Write the project; 0 when it stands, 1 when it cannot be begun."""
    options = parse(arguments)
    # Imported only now: --help must not wait for it.
    from apidocs.commands.terminal import run  # noqa: PLC0415
    from apidocs.document.load import load  # noqa: PLC0415
    from apidocs.site.output.atomic_folder import creating  # noqa: PLC0415
    from apidocs.site.output.output_folder import locate  # noqa: PLC0415

    def work(terminal: object) -> None:
        del terminal
        check(options.folder)
        texts = dict(iter_files(load(options.spec)))
        with creating(locate(options.folder)) as fresh:
            write(fresh, texts)

    code = run(work)
    if code == 0:
        place = os.path.relpath(options.folder)
        print(f"{place}/ is a project now: cd {place}, pip install -r requirements.txt, apidocs build")  # noqa: T201
    return code


def check(folder: Path) -> None:
    """Refuse a folder that holds anything. Raises OutputError."""
    from apidocs.site.output.output_folder import OutputError  # noqa: PLC0415

    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise OutputError(
            f"{folder}: something is there already: name a folder that is empty or not there yet"
        )


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write the files of the project into its empty folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def iter_files(document: Document) -> Iterator[tuple[str, str]]:
    """Give path and text of each file of a new project. Raises ProblemsError."""
    import json  # noqa: PLC0415

    from apidocs.document.bundle import one_file  # noqa: PLC0415
    from apidocs.markdown import escape  # noqa: PLC0415
    from apidocs.model.api import Api  # noqa: PLC0415
    from apidocs.pages.downloads.document_files import to_yaml  # noqa: PLC0415

    api = Api.from_spec(document)
    is_json = document.root.source.is_json
    spec = "openapi.json" if is_json else "openapi.yaml"
    value = one_file(document)
    yield (
        f"spec/{spec}",
        f"{json.dumps(value, ensure_ascii=False, indent=2)}\n" if is_json else to_yaml(value),
    )
    yield "mkdocs.yml", rendered("mkdocs.yml", title=json.dumps(api.title, ensure_ascii=False), spec=spec)
    words = {"title": escape.inline(api.title), "description": api.summary or "", "reference": REFERENCE}
    yield "docs/index.md", rendered("index.md", **words)
    yield "docs/first-call/index.md", first_call(api)
    yield ".github/workflows/docs.yml", rendered("github.yml")
    yield ".gitlab-ci.yml", rendered("gitlab.yml")
    yield ".gitignore", "/.cache/\n/dist/\n/preview/\n/site/\n"
    yield "requirements.txt", f"{PACKAGE}\n"


def first_call(api: Api) -> str:
    """Write the first guide: the simplest call of the API."""
    from apidocs.pages.addresses import Addresses  # noqa: PLC0415
    from apidocs.requests.request import RequestMaker  # noqa: PLC0415
    from apidocs.requests.samples import samples  # noqa: PLC0415
    from apidocs.schemas.shape.shape import Shaper  # noqa: PLC0415

    operation = simplest(api)
    if operation is None:
        return "# First call\n\nThe description has no operation yet.\n"
    curl = next(iter(samples(RequestMaker(api, Shaper(api.schemas)).request(operation))))
    page = Addresses.from_api(api).of(operation).partition("/")[2]
    return rendered(
        "first-call.md",
        sample=curl.text,
        operation=operation.title,
        page=f"../{REFERENCE}/{page}",
        authentication=bool(api.security_schemes),
        reference=REFERENCE,
    )


def simplest(api: Api) -> Operation | None:
    """Choose a GET without input, else the first operation."""
    simple = (
        operation
        for operation in api.operations
        if operation.method == "GET" and not any(each.required for each in operation.parameters)
    )
    return next(simple, api.operations[0] if api.operations else None)


def rendered(name: str, **context: object) -> str:
    """Render one template of templates/project/."""
    import jinja2  # noqa: PLC0415

    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(  # noqa: S701 - Markdown and YAML
        loader=loader,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"{name}.jinja").render(**context)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="apidocs new", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path, help="where it goes: an empty or a new folder")
    parser.add_argument(
        "--spec", metavar="FILE_OR_URL", required=True, help="the OpenAPI description that it documents"
    )
    return parser.parse_args(arguments)
