"""What a description marks as inferred, and its advice, stand on the page and in its twin."""

import html

import pytest

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.error_codes import advice_of
from apidocs.model.unconfirmed import unconfirmed, unconfirmed_parts
from apidocs.pages.addresses import Addresses
from apidocs.pages.pages import Page
from support.documents import SPEC, iter_pages

API = Api.from_spec(load(str(SPEC)))


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.src_uri: page for page in iter_pages(API)}


def test_every_mark_and_every_advice_of_an_operation_is_on_its_page(pages: dict[str, Page]) -> None:
    addresses = Addresses.from_api(API)
    for operation in API.operations:
        page, whole = pages[addresses.of(operation)], unconfirmed(operation.extensions)
        said = [*unconfirmed_parts(operation).values(), *([whole] if whole else [])]
        said += [advice for response in operation.responses if (advice := advice_of(response))]
        for text in said:
            assert text in html.unescape(page.article), (operation.operation_id, text)
            assert text in page.twin, (operation.operation_id, text)
    assert "badge-unconfirmed" in pages["api-reference/sessions/getsession/index.md"].article
    assert "badge-unconfirmed" not in pages["api-reference/sessions/deletesession/index.md"].article


def test_a_mark_of_a_field_is_in_its_row(pages: dict[str, Page]) -> None:
    page = pages["api-reference/schemas/Health/index.md"]
    assert page.article.count("The values are known, their order is not.") == 2
    assert page.twin.count("Unconfirmed: The values are known, their order is not.") == 2


def test_no_page_shows_the_name_of_the_extension(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert "x-unconfirmed" not in page.article + page.twin, page.src_uri
        assert "x-advice" not in page.article + page.twin, page.src_uri
