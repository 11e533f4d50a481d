"""Links and anchors are right from their page, and safe to print."""

import pytest

from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.context import Shared
from apidocs.pages.page_links import PageLinks
from apidocs.pages.writers import HtmlWriter
from support.documents import WORDS, api_of

API = """
tags: [{name: pets}]
paths:
  /pets:
    get: {tags: [pets], operationId: listPets}
  /pets/{id}:
    get: {tags: [pets], operationId: getPet}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""


def links_of(api: Api, src_uri: str = "api-reference/pets/listpets/index.md") -> PageLinks:
    return PageLinks(Shared.from_api(api, Addresses.from_api(api), WORDS), src_uri, HtmlWriter(WORDS))


def test_links_lead_from_this_page_to_others() -> None:
    api = api_of(API)
    links = links_of(api)
    assert links.link(api.operations[1]) == "../getpet/index.md"
    assert links.tag_link(api.tags[0]) == "../index.md"
    assert links.schema_link("Pet") == "../../schemas/Pet/index.md"
    assert links.to("api-reference/openapi.json") == "../../openapi.json"
    assert links_of(api, "index.md").link(api.operations[1]) == "api-reference/pets/getpet/index.md"


@pytest.mark.parametrize(
    ("parts", "anchor"),
    [
        (("response", "200"), "response-200"),
        (("status", "4XX"), "status-4XX"),
        (("read_only",), "read_only"),
        (("field", "data[].tags[]"), "field-data-.tags"),
        (("parameter", "query", "filter[name]"), "parameter-query-filter-name"),
        (("x", 'a" onclick="y } #z'), "x-a-onclick-y-z"),
        (("x", "用户"), "x-0d0e1a86"),
        (("",), "e3b0c442"),
    ],
)
def test_an_anchor_holds_only_what_an_id_and_an_address_can(parts: tuple[str, ...], anchor: str) -> None:
    assert links_of(api_of(API)).anchor(*parts) == anchor
    assert f'id="{anchor}"' in links_of(api_of(API)).heading(2, "A", anchor)


def test_the_same_parts_have_one_anchor_and_others_another() -> None:
    links = links_of(api_of(API))
    found = [links.anchor(*parts) for parts in (("a[b]",), ("a", "b"), ("a-b",), ("a[b]",), ("a", "b"))]
    assert found == ["a-b", "a-b-2", "a-b-3", "a-b", "a-b-2"]


def test_a_heading_is_listed_with_the_words_beside_it() -> None:
    links = links_of(api_of(API))
    html = links.heading(3, "<404>", "response-404", "status", words="Not there.", has_link=False)
    assert html == '<h3 id="response-404" class="status">&lt;404&gt;</h3>'
    assert [(each.level, each.anchor, each.title) for each in links.headings] == [
        (3, "response-404", "<404> Not there.")
    ]


def test_a_status_is_colored_by_its_first_digit() -> None:
    links = links_of(api_of(API))
    assert [links.status_class(status) for status in ("200", "4XX", "default", "x")] == [
        *("2xx", "4xx", "default", "default")
    ]
