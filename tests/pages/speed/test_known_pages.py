"""Pages of the last build are taken again exactly where the same would be made."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from apidocs.document.document import Document
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.pages import Page, PageMaker, Plan, Templates, iter_plans
from apidocs.pages.problem_marks import Marks
from apidocs.pages.speed.page_cache import KnownPages
from apidocs.problems import Problem
from support.documents import TEMPLATES, WORDS, document_of

PETS = """
info: {title: Pets, version: '1'}
paths:
  /pets:
    get: {tags: [pets], operationId: listPets, summary: List pets, responses: {200: {$ref: '#/components/responses/Pets'}}}
  /pets/{id}:
    get: {tags: [pets], operationId: getPet, summary: Get a pet, responses: {200: {description: A pet}}}
  /owners:
    get: {tags: [owners], operationId: listOwners, summary: List owners, responses: {200: {description: Owners}}}
  /linked:
    get:
      tags: [others]
      operationId: listLinks
      responses: {200: {description: Links, links: {next: {operationId: listOwners}}}}
components:
  responses:
    Pets: {description: Pets, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
"""  # noqa: E501
SINGLE = {"listpets", "getpet", "listowners", "Pet", "Cat"}


class Builds:
    """One build after the other, of documents that differ."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self.templates = templates
        self.known = KnownPages()
        self.made: set[str] = set()

    def build(self, document: Document, problems: Sequence[Problem] = ()) -> dict[str, str]:
        """Return the pages; `made` then has the last folders of those that were not known."""
        api = self.known.settled(document, Api.from_spec(document))
        maker, plans = self._plan(api, problems)
        self.made = set()

        def make(missing: Sequence[Plan]) -> list[Page]:
            self.made |= {plan.src_uri.split("/")[-2] for plan in missing}
            return list(map(maker.page, missing))

        return {page.src_uri: page.article for page in self.known.pages(plans, maker, make)}

    def _plan(self, api: Api, problems: Sequence[Problem]) -> tuple[PageMaker, list[Plan]]:
        addresses, marks = Addresses.from_api(api), Marks.from_api(api, problems, {})
        maker = PageMaker(api, addresses, Templates.from_folder(self.templates), WORDS)
        return maker, list(iter_plans(api, addresses, marks, WORDS))


EDITS: dict[str, tuple[str, str, set[str]]] = {
    "nothing": ("", "", set()),
    "a description, which the pages beside it do not show": (
        *("summary: Get a pet", "summary: Get a pet, description: By its id"),
        {"getpet", "listpets", "listowners"},
    ),
    "an operation of another tag": ("summary: List owners", "summary: All owners", {"listowners", "getpet"}),
    "what an operation answers with": (
        *("{description: A pet}", "{$ref: '#/components/responses/Pets'}"),
        {"getpet", "listpets", "listowners", "Pet"},
    ),
    "a schema, which any page may show": ("name: {type: string}", "nick: {type: string}", SINGLE),
    "a response, which is part of any path": ("Pets: {description: Pets", "Pets: {description: All", SINGLE),
    "the API's own words": ("title: Pets", "title: Animals", SINGLE),
}


@pytest.mark.parametrize(("old", "new", "made"), EDITS.values(), ids=EDITS)
def test_what_an_edit_may_touch_is_made_again(old: str, new: str, made: set[str]) -> None:
    builds = Builds()
    builds.build(document_of(PETS))
    edited = document_of(PETS.replace(old, new) if old else PETS)
    pages = builds.build(edited)
    assert builds.made & SINGLE == made
    assert pages == Builds().build(edited)


def test_a_page_that_leads_to_other_operations_is_made_each_time() -> None:
    builds = Builds()
    builds.build(document_of(PETS))
    builds.build(document_of(PETS))
    assert "listlinks" in builds.made


def test_where_paths_refer_to_paths_all_pages_are_made_each_time() -> None:
    crossed = PETS.replace("{description: A pet}", "{$ref: '#/paths/~1owners/get/responses/200'}")
    builds = Builds()
    builds.build(document_of(crossed))
    edited = document_of(crossed.replace("description: Owners", "description: All owners"))
    assert builds.build(edited) == Builds().build(edited)
    assert "getpet" in builds.made


def test_a_template_that_changed_makes_all_pages_again(tmp_path: Path) -> None:
    for path in TEMPLATES.rglob("*.jinja"):
        target = tmp_path / path.relative_to(TEMPLATES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    builds = Builds(tmp_path)
    builds.build(document_of(PETS))
    badges = tmp_path / "partials/badges.html.jinja"
    badges.write_text("Badge\n\n" + badges.read_text(encoding="utf-8"), encoding="utf-8")
    pages = builds.build(document_of(PETS))
    assert builds.made >= SINGLE
    assert "Badge" in pages["api-reference/pets/getpet/index.md"]


def test_a_problem_that_went_is_marked_no_more() -> None:
    builds, document, page = Builds(), document_of(PETS), "api-reference/schemas/Pet/index.md"
    node = document.root.child("components").child("schemas").child("Pet")
    problem = document.problem(node, "odd", "This is odd.")
    assert "This is odd." in builds.build(document, [problem])[page]
    assert "This is odd." not in builds.build(document)[page]
    assert builds.made & SINGLE == {"Pet"}
