"""Documents as values of the generator: a YAML text, a file of tests/data/specs, or a real description."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from apidocs.document.document import Document, Node
from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.schema.schema import Schema
from apidocs.pages.addresses import Addresses
from apidocs.pages.downloads.document_files import document_files
from apidocs.pages.pages import Page, PageMaker, Templates, iter_plans
from apidocs.pages.problem_marks import Marks
from apidocs.pages.words.catalogue import ENGLISH, read_words
from apidocs.pages.words.texts import Words
from apidocs.problems import Problem
from apidocs.requests.request import Request, RequestMaker
from apidocs.schemas.shape.shape import Shaper
from apidocs.validation.validate import validate
from support.project import DATA, ROOT

SPECS = DATA / "specs"
SPEC = ROOT / "spec" / "openapi.yaml"
TEMPLATES = ROOT / "templates"
WORDS = read_words(TEMPLATES / "words", ENGLISH)
# Real descriptions that the tests carry; the folder that CORPUS names has more.
CARRIED = DATA / "corpus"


def document_of(text: str, version: str = "3.1.0") -> Document:
    """Load a document of which only what matters is written."""
    first_line = f"swagger: '{version}'" if version == "2.0" else f"openapi: {version}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.yaml"
        path.write_text(f"{first_line}\n{text}", encoding="utf-8")
        return load(str(path))


OPERATION = """
paths:
  /pets:
    post:
      operationId: addPet
      summary: Add a pet
      responses:
        "200": {description: The pet}
"""


def problems_of(text: str, version: str = "3.1.0") -> tuple[Problem, ...]:
    """Validate a document of which the first lines need not be written."""
    return validate(document_of(f"info: {{title: Pets, version: '1'}}\n{text}", version))


def node_of(text: str, version: str = "3.1.0") -> Node:
    """Return the node of a fragment that stands below `here`."""
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    return document_of(f"here:\n{indented}", version).root.child("here")


def api_of(text: str, version: str = "3.1.0") -> Api:
    return Api.from_spec(document_of(text, version))


def api_of_file(name: str) -> Api:
    return Api.from_spec(load(str(SPECS / name)))


def iter_pages(
    api: Api, problems: Sequence[Problem] = (), words: Words = WORDS, *, is_whole_site: bool = False
) -> Iterator[Page]:
    """Make every page of a reference from the templates of this project."""
    addresses = Addresses.from_api(api)
    maker = PageMaker(api, addresses, _templates(), words)
    plans = iter_plans(api, addresses, Marks.from_api(api, problems, {}), words, is_whole_site=is_whole_site)
    return map(maker.page, plans)


@cache
def _templates() -> Templates:
    """Compile each template once."""
    return Templates.from_folder(TEMPLATES)


def write_document(document: Document, folder: Path) -> None:
    """Write the document as it can be downloaded."""
    for name, text in document_files(document):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def operation_of(text: str, version: str = "3.1.0") -> Operation:
    """Return the operation `GET /` whose Operation Object this is."""
    return _api_of_operation(text, version).operations[0]


def _api_of_operation(text: str, version: str) -> Api:
    indented = "".join(f"      {line}\n" for line in text.splitlines())
    return api_of(f"servers: [{{url: https://a.example}}]\npaths:\n  /:\n    get:\n{indented}", version)


def schema_of(text: str, version: str = "3.1.0") -> tuple[Schema, Shaper]:
    """Return the component schema X, and what makes shapes of it; the text may declare others beside it."""
    indented = "".join(f"    {line}\n" for line in text.splitlines())
    api = api_of(f"components:\n  schemas:\n{indented}", version)
    return api.components["X"], Shaper(api.schemas)


def request_of(api: Api, operation_id: str) -> Request:
    operation = next(found for found in api.operations if found.operation_id == operation_id)
    return RequestMaker(api, Shaper(api.schemas)).request(operation)


def corpus() -> Path:
    """Return the folder of all there are."""
    return Path(os.environ.get("CORPUS") or CARRIED)


def real_document(name: str) -> Path:
    """Return the description, such as `museum/openapi.yaml`; skip the test where nobody has it."""
    path = corpus() / name
    if not path.is_file():
        path = CARRIED / name
    if not path.is_file():
        pytest.skip(f"set CORPUS to a folder of OpenAPI descriptions that has {name}")
    return path
