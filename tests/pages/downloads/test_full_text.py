"""All pages of a tag in one text, whose links lead where they led."""

import re
from pathlib import Path

import pytest

from apidocs.pages.addresses import Addresses
from apidocs.pages.downloads.full_text import full_text_uri, iter_full_texts
from apidocs.pages.pages import Page
from support.documents import api_of

TAGGED = """\
tags: [{name: big cats}]
paths:
  /cats:
    get: {operationId: listCats, tags: [big cats], responses: {}}
    post: {operationId: addCat, tags: [big cats, dogs], responses: {}}
  /dogs:
    get: {operationId: listDogs, tags: [dogs], responses: {}}
"""
CATS = "api-reference/big-cats/index.md"
LIST = "api-reference/big-cats/listcats/index.md"
TEXTS = {
    CATS: "# Cats\n\n[list](listcats/index.md)\n",
    LIST: "# List\n\nText.\n",
    "api-reference/big-cats/addcat/index.md": "# Add\n",
    "api-reference/dogs/index.md": "# Dogs\n",
    "api-reference/dogs/listdogs/index.md": "# List dogs\n",
}


def full_text(of_list: str = TEXTS[LIST]) -> str:
    api = api_of(TAGGED)
    pages = [Page(src_uri, "tag", "", "", "", twin) for src_uri, twin in (TEXTS | {LIST: of_list}).items()]
    found = dict(iter_full_texts(api, Addresses.from_api(api), pages))
    assert list(found) == ["api-reference/big-cats/llms-full.txt", "api-reference/dogs/llms-full.txt"]
    return found[full_text_uri(CATS)]


def test_the_index_comes_first_then_each_operation_whose_page_is_here() -> None:
    assert full_text() == "# Cats\n\n[list](listcats/index.md)\n\n# List\n\nText.\n\n# Add\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a](../addcat/index.md)", "[a](addcat/index.md)"),
        ("[a](../../schemas/Cat/index.md#field-id)", "[a](../schemas/Cat/index.md#field-id)"),
        ("[a](#response-200)", "[a](listcats/index.md#response-200)"),
        ("[a](../../openapi.json)", "[a](../openapi.json)"),
        ("[a](https://a.test/b)", "[a](https://a.test/b)"),
        ("[a](mailto:a@a.test)", "[a](mailto:a@a.test)"),
        ("[a](/b)", "[a](/b)"),
        ("`[a](b)` and [c](../addcat/index.md)", "`[a](b)` and [c](addcat/index.md)"),
        ("``a ` [a](b)``", "``a ` [a](b)``"),
        (r"\[a\](b)", r"\[a\](b)"),
        (r"\` [a](../addcat/index.md) \`", r"\` [a](addcat/index.md) \`"),
        ("``` json\n[a](b)\n```", "``` json\n[a](b)\n```"),
        ("    ```` json\n    ```\n    [a](b)\n    ````", "    ```` json\n    ```\n    [a](b)\n    ````"),
    ],
)
def test_links_lead_where_they_led_and_code_is_as_it_was(written: str, expected: str) -> None:
    assert full_text(f"# List\n\n{written}\n") == full_text().replace("Text.", expected)


def test_every_word_of_the_pages_is_in_it(built_project: Path) -> None:
    texts = sorted((built_project / "site/api-reference").glob("*/llms-full.txt"))
    assert texts
    for text in texts:
        whole = text.read_text(encoding="utf-8")
        for page in text.parent.rglob("index.md"):
            _, _, body = page.read_text(encoding="utf-8").partition("\n\n")  # the way to all pages
            assert re.sub(r"\]\([^)]*\)", "]", body).strip() in re.sub(r"\]\([^)]*\)", "]", whole), page
