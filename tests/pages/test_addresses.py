"""A page has one address: stable, its own, and safe on Linux, macOS and Windows."""

import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.model.api import Api
from apidocs.pages.addresses import (
    AUTHENTICATION,
    ERRORS,
    INDEX,
    LONGEST,
    SCHEMAS,
    WEBHOOKS,
    Addresses,
    distinct,
    file_name,
    link,
    slug,
)
from support.documents import api_of

DEVICES = ["con", "PRN", "aux", "NUL", "com1", "LPT9", "con.txt", "nul.tar.gz"]


def api_with(operations: list[tuple[str, str]], schemas: list[str] | None = None) -> Api:
    """Give an API of operations, each a tag and an operationId."""
    paths = "".join(
        f"  /p{number}:\n    get: {{tags: [{tag!r}], operationId: {name!r}}}\n"
        for number, (tag, name) in enumerate(operations)
    )
    components = "".join(f"    {name!r}: {{}}\n" for name in schemas or [])
    return api_of(
        f"paths:\n{paths or '  {}'}\n" + (f"components:\n  schemas:\n{components}" if schemas else "")
    )


def operation_pages(operations: list[tuple[str, str]]) -> list[str]:
    api = api_with(operations)
    addresses = Addresses.from_api(api)
    return [addresses.of(operation) for operation in api.operations]


@pytest.mark.parametrize(
    ("tag", "operation_id", "page"),
    [
        ("automation", "focusSession", "api-reference/automation/focussession/index.md"),
        ("repos", "repos/list-for-org", "api-reference/repos/repos-list-for-org/index.md"),
        ("User Management", "get_user.v2", "api-reference/user-management/get-user-v2/index.md"),
        ("Café", "Ärger", "api-reference/cafe/arger/index.md"),
        ("..", "../../etc/passwd", "api-reference/5ec1f7e7/etc-passwd/index.md"),
        ("a\\b", "c:\\windows", "api-reference/a-b/c-windows/index.md"),
    ],
)
def test_an_operation_is_found_by_tag_and_id_in_lower_case(tag: str, operation_id: str, page: str) -> None:
    assert operation_pages([(tag, operation_id)]) == [page]


def test_a_schema_page_keeps_the_name_as_it_is_written() -> None:
    addresses = Addresses.from_api(api_with([], ["Session", "snake_case", "v1.Pet-Store"]))
    assert list(addresses.schemas.values()) == [
        "api-reference/schemas/Session/index.md",
        "api-reference/schemas/snake_case/index.md",
        "api-reference/schemas/v1.Pet-Store/index.md",
    ]


def test_no_folder_of_a_schema_looks_like_a_file_of_the_site() -> None:
    names = ["index.html", "Page.html", "Vue.js", "theme.css", "README.md", "chart.mjs", "v1.html.Pet", "js"]
    addresses = Addresses.from_api(api_with([], names))
    assert [page.split("/")[2] for page in addresses.schemas.values()] == [
        *("index-html", "page-html", "vue-js", "theme-css", "readme-md", "chart-mjs", "v1.html.Pet", "js"),
    ]


@pytest.mark.parametrize(
    "tag",
    [
        *("schemas", "errors", "Schemas", "index", "openapi", "openapi.json", "index.md"),
        *("webhooks", "Webhooks", "authentication", "Authentication"),
    ],
)
def test_a_tag_collides_with_nothing_that_stands_beside_the_tags(tag: str) -> None:
    addresses = Addresses.from_api(api_with([(tag, "schemas"), (tag, "index")], ["index.md", "index"]))
    pages = [*addresses.tags.values(), *addresses.operations.values(), *addresses.schemas.values()]
    fixed = [
        INDEX,
        SCHEMAS,
        ERRORS,
        WEBHOOKS,
        AUTHENTICATION,
        "api-reference/openapi.json",
        "api-reference/openapi.yaml",
    ]
    assert_no_confusion([*pages, *fixed])


def test_a_webhook_is_found_by_its_name() -> None:
    api = api_of("""
webhooks:
  newPet: {post: {operationId: petBorn, tags: [pets]}, get: {}}
  'New Pet': {$ref: '#/components/pathItems/x'}
  '../index': {$ref: '#/components/pathItems/x'}
paths:
  /x: {$ref: '#/components/pathItems/x'}
components: {pathItems: {x: {post: {tags: [webhooks], operationId: newpet}}}}
""")
    addresses = Addresses.from_api(api)
    assert [addresses.of(webhook).removeprefix("api-reference/") for webhook in api.webhooks] == [
        "webhooks/newpet/index.md",
        "webhooks/newpet-get/index.md",
        "webhooks/new-pet/index.md",
        "webhooks/index-9f9350fa/index.md",
    ]
    assert_no_confusion([*addresses.operations.values(), *addresses.tags.values(), WEBHOOKS])
    assert len(addresses.operations) == len(api.every_operation)


def assert_no_confusion(files: list[str]) -> None:
    """No file is another one on a file system without case, nor the folder of one."""
    lower = [file.lower() for file in files]
    assert len(set(lower)) == len(lower)
    folders = {"/".join(file.split("/")[:end]) for file in lower for end in range(1, file.count("/") + 1)}
    assert not folders & set(lower)


@pytest.mark.parametrize(
    "names",
    [
        ["getUser", "getuser", "GETUSER"],
        ["a b", "a-b", "a_b"],
        ["users", "Users"],
        ["用户", "订单"],
        ["con", "CON"],
    ],
)
def test_operations_that_collide_have_addresses_that_the_order_does_not_change(names: list[str]) -> None:
    found = set()
    for order in permutations(names):
        slugs = distinct((name, name, slug(name)) for name in order)
        assert list(slugs) == list(order)
        assert len({value.lower() for value in slugs.values()}) == len(names)
        found.add(frozenset(slugs.items()))
    assert len(found) == 1


def test_the_name_that_is_its_own_slug_keeps_it() -> None:
    assert distinct((name, name, slug(name)) for name in ("Users", "USERS", "users")) == {
        "Users": "users-6b0cc904",
        "USERS": "users-53e67eb8",
        "users": "users",
    }


def test_a_name_that_looks_like_a_digest_does_not_take_the_place_of_one() -> None:
    taken = distinct((name, name, slug(name)) for name in ("Users", "users"))["Users"]
    names = ("Users", "users", taken)
    slugs = distinct((name, name, slug(name)) for name in names)
    assert slugs[taken] == taken
    assert len(set(slugs.values())) == len(names)


def test_the_same_id_twice_has_two_pages() -> None:
    pages = operation_pages([("a", "same"), ("a", "same"), ("b", "same")])
    assert pages[0] == "api-reference/a/same/index.md"
    assert pages[2] == "api-reference/b/same/index.md"
    assert len(set(pages)) == 3


@pytest.mark.parametrize("name", DEVICES)
def test_a_name_that_windows_keeps_for_a_device_gets_a_digest(name: str) -> None:
    for found in (slug(name), file_name(name)):
        assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", found, re.IGNORECASE)


@settings(max_examples=200)
@given(names=st.lists(st.one_of(st.text(max_size=200), st.sampled_from([*DEVICES, "a.", "a", "A", ".git"]))))
def test_any_names_have_folders_that_every_file_system_takes(names: list[str]) -> None:
    for write in (slug, file_name):
        found = distinct((name, name, write(name)) for name in names)
        assert len({folder.lower() for folder in found.values()}) == len(set(names))
        for folder in found.values():
            assert re.fullmatch(r"[A-Za-z0-9]([\w.-]*\w)?", folder, re.ASCII)
            assert len(folder) <= LONGEST + 20
            assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", folder, re.IGNORECASE)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("index.md", "api-reference/a/index.md", "api-reference/a/index.md"),
        ("api-reference/index.md", "api-reference/a/index.md", "a/index.md"),
        ("api-reference/a/b/index.md", "api-reference/a/c/index.md", "../c/index.md"),
        ("api-reference/a/b/index.md", "api-reference/schemas/D/index.md", "../../schemas/D/index.md"),
        ("api-reference/a/b/index.md", "api-reference/a/index.md", "../index.md"),
        ("api-reference/a/index.md", "api-reference/a/index.md", "index.md"),
        ("api-reference/a/b/index.md", "api-reference/openapi.json", "../../openapi.json"),
    ],
)
def test_a_link_is_relative_to_the_page_it_is_on(source: str, target: str, expected: str) -> None:
    assert link(source, target) == expected
