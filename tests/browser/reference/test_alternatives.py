"""A body of alternatives: its shape, its fields and its example show the same one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from support.commands import build_here, say

ADDRESS = "api-reference/pets/addpet/"
DESCRIPTION = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    post:
      tags: [pets]
      operationId: addPet
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - {$ref: "#/components/schemas/Cat"}
                - {$ref: "#/components/schemas/Dog"}
      responses: {"204": {description: Added}}
components:
  schemas:
    Cat: {type: object, properties: {name: {type: string}, lives: {type: integer}}}
    Dog: {type: object, properties: {name: {type: string}, tricks: {type: string}}}
"""


@pytest.fixture(scope="module")
def pets_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the site of a body that is a cat or a dog."""
    folder: Path = tmp_path_factory.mktemp("pets")
    spec = folder / "pets.yaml"
    spec.write_text(DESCRIPTION, encoding="utf-8")
    answer = build_here(folder, "--spec", spec, "--site-dir", folder / "site")
    assert answer.returncode == 0, say(answer)
    with serving(folder / "site") as url:
        yield url


def is_shown(page: SitePage, kind: str) -> None:
    """Expect that of the two only this one is shown, in its shape, its fields and its example."""
    own, other = ("lives", "tricks") if kind == "Cat" else ("tricks", "lives")
    body = page.article.locator(".request-body")
    expect(body.locator(f"[id*='{own}']")).to_be_visible()
    expect(body.locator(f"[id*='{other}']")).not_to_be_visible()
    for choice in ("Schema Shape", "Example"):
        body.locator(".tabs--body > label", has_text=choice).click()
        text = body.locator(".card").inner_text()
        assert own in text
        assert other not in text


def test_shape_fields_and_example_change_together(tabs: Tabs, pets_home: str) -> None:
    page = tabs.open(SitePage, pets_home)
    page.open(ADDRESS)
    is_shown(page, "Cat")
    page.article.locator(".request-body .tabs--examples > label:visible", has_text="Dog").click()
    is_shown(page, "Dog")
    assert page.watch.complaints() == ""


def test_a_link_to_a_field_chooses_its_alternative(tabs: Tabs, pets_home: str) -> None:
    page = tabs.open(SitePage, pets_home)
    page.open(ADDRESS)
    anchor = page.article.locator(".request-body [id*='tricks']").get_attribute("id")
    page.page.evaluate("(anchor) => { location.hash = encodeURIComponent(anchor); }", anchor)
    is_shown(page, "Dog")


def test_every_field_is_there_without_scripts(tabs: Tabs, pets_home: str) -> None:
    page = tabs.open(SitePage, pets_home, java_script_enabled=False)
    page.open(ADDRESS)
    for name in ("lives", "tricks"):
        expect(page.article.locator(f".request-body [id*='{name}']")).to_be_visible()
