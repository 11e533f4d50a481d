"""Every text of a document is on the page of its operation or schema, or in the report with a reason."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.unconfirmed import UNCONFIRMED
from apidocs.pages.addresses import Addresses
from apidocs.pages.coverage import Report, report_of
from apidocs.pages.coverage.words import is_in, page_words
from apidocs.pages.pages import Page
from apidocs.project import ROOT
from support.documents import CARRIED, SPECS, WORDS, document_of, iter_pages

SENTINEL = re.compile(r"w\d{3}")
EVERY_TEXT = SPECS / "every-text.yaml"
EVERY_TEXT_2 = SPECS / "every-text-2.0.yaml"
# A part of the address of the operation that has properties of both directions.
ADD = "addthing"
REASONS = {
    "further-away",
    "comment",
    "extension",
    "hidden-by-direction",
    "ignored-beside-ref",
    "internal-name",
    "overridden",
    "said-as-value",
    "said-by-name",
    "unused-component",
    "unused-definition",
    "unused-tag",
    "without-body",
    "without-operations",
}
# Keys of OpenAPI whose value is a word of the specification, a number or a flag: no text of an author.
OPENAPI = {"$self", "allowReserved", "body", "explode", "in", "jsonSchemaDialect", "openapi", "style", "type"}
OPENAPI |= {
    "collectionFormat",
    "flow",
    "schemes",
    "swagger",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
}
OPENAPI |= {"maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum"}
OPENAPI |= {"multipleOf", "uniqueItems"}


def _report(document: Document) -> tuple[Report, dict[str, str]]:
    api = Api.from_spec(document)
    addresses = Addresses.from_api(api)
    pages: tuple[Page, ...] = tuple(iter_pages(api))
    return report_of(document, api, addresses, pages, WORDS), {
        page.src_uri: f"{page.title}\n{page.summary}\n{page.twin}" for page in pages
    }


def _iter_sentinels(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield each unique word and where it stands; that of a name stands where the name leads."""
    if isinstance(value, str):
        yield from ((word, pointer) for word in SENTINEL.findall(value))
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        below = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        yield from ((word, below) for word in SENTINEL.findall(str(key)))
        yield from _iter_sentinels(member, below)


def _owners(pointer: str) -> str:
    """Return a pattern of the pages that should have what stands at a pointer."""
    found = re.match(r"/(?:components/schemas|definitions)/([^/]+)", pointer)
    if found:
        return f"api-reference/schemas/{found[1]}/"
    for method, page in {"get": "getthing", "post": "addthing", "put": "putthing"}.items():
        if re.match(rf"/paths/[^/]+/{method}(/|$)", pointer) and "/tags/" not in pointer:
            return page
    if pointer.startswith(("/components/securitySchemes", "/securityDefinitions")):
        return "authentication"
    return "webhooks/" if pointer.startswith("/webhooks") else ""


@pytest.mark.parametrize("path", [EVERY_TEXT, EVERY_TEXT_2], ids=lambda path: path.stem)
def test_every_text_is_on_the_page_it_belongs_to_or_in_the_report_with_a_reason(path: Path) -> None:
    document = load(str(path))
    report, pages = _report(document)
    reported = {omission.pointer for omission in report.omissions}
    unaccounted = [
        (word, pointer)
        for word, pointer in _iter_sentinels(document.root.value)
        if pointer not in reported
        and not any(word in text for page, text in pages.items() if _owners(pointer) in page)
        and not pointer.endswith(("/$ref", "/propertyName", "/discriminator"))
        and "/mapping/" not in pointer
    ]
    assert unaccounted == []
    assert {omission.reason for omission in report.omissions} <= REASONS


@pytest.mark.parametrize(
    ("path", "versions"), [(EVERY_TEXT, ("v3.0", "v3.1", "v3.2")), (EVERY_TEXT_2, ("v2.0",))]
)
def test_a_text_is_planted_below_every_key_that_a_version_has(path: Path, versions: tuple[str, ...]) -> None:
    folder = Path(str(files("openapi_spec_validator"))) / "resources" / "schemas"
    known = {
        name
        for version in versions
        for name in _iter_keys_with_texts(json.loads((folder / version / "schema.json").read_text()))
    }
    pointers = [pointer for _, pointer in _iter_sentinels(load(str(path)).root.value)]
    assert known - OPENAPI - {token for pointer in pointers for token in pointer.split("/")} == set()


def _iter_keys_with_texts(schema: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield each key of an object of OpenAPI below which there may be text."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        for name, member in properties.items() if isinstance(properties, dict) else ():
            if not (isinstance(member, dict) and member.get("type") in ("boolean", "number", "integer")):
                yield name
        for member in schema.values():
            yield from _iter_keys_with_texts(member)
    for element in schema if isinstance(schema, list) else ():
        yield from _iter_keys_with_texts(element)


def test_all_that_schemas_say_is_shown_or_kept_away_by_a_rule() -> None:
    report, _ = _report(load(str(EVERY_TEXT)))
    schemas = [found for found in report.omissions if found.pointer.startswith("/components/schemas")]
    assert {found.reason for found in schemas} == {
        "comment",
        "extension",  # of a discriminator
        "internal-name",  # of a definition that nothing uses
        "unused-definition",
    }


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("components: {schemas: {X: {$comment: Aside}}}", {"/components/schemas/X/$comment": "comment"}),
        (
            "components: {parameters: {P: {name: p, in: query, description: Nobody}}}",
            {"/components/parameters/P/description": "unused-component"},
        ),
        (
            "components: {schemas: {X: {allOf: [{description: First}, {description: Second}]}}}",
            {"/components/schemas/X/allOf/1/description": "overridden"},
        ),
        ("x-displayName: At the root", {"/x-displayName": "extension"}),
        (
            "components: {schemas: {X: {$defs: {D: {description: Local}}}}}",
            {"/components/schemas/X/$defs/D/description": "unused-definition"},
        ),
        (
            """\
paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P', description: Own}]}}}
components: {parameters: {P: {name: p, in: query, description: Replaced}}}""",
            {"/components/parameters/P/description": "overridden"},
        ),
        (
            """\
paths: {/a: {post: {requestBody: {content: {text/plain: {schema: {required: [gone], allOf: [
  {properties: {gone: {readOnly: true}}}]}}}}}}}""",
            {"/paths/~1a/post/requestBody/content/text~1plain/schema/required/0": "hidden-by-direction"},
        ),
    ],
)
def test_a_text_that_no_page_shows_is_reported_with_the_reason(text: str, reasons: dict[str, str]) -> None:
    report, _ = _report(document_of(text))
    found = {omission.pointer: omission.reason for omission in report.omissions if not omission.is_name}
    assert {pointer: found.get(pointer) for pointer in reasons} == reasons


def test_what_stands_beside_a_reference_is_ignored_before_3_1() -> None:
    text = "components: {schemas: {X: {type: object}, Y: {$ref: '#/components/schemas/X', title: Beside}}}"
    old, _ = _report(document_of(text, "3.0.3"))
    new, _ = _report(document_of(text))
    assert [omission.reason for omission in old.omissions] == ["ignored-beside-ref"]
    assert new.omissions == ()


def test_a_property_of_the_other_direction_is_reported() -> None:
    document = load(str(EVERY_TEXT))
    report, pages = _report(document)
    hidden = [found.text for found in report.omissions if found.reason == "hidden-by-direction"]
    assert len(hidden) == 2
    (page,) = (text for src_uri, text in pages.items() if ADD in src_uri)
    assert not any(text in page for text in hidden)


PLANTED = """\
paths: {/a: {get: {operationId: getA, summary: A, parameters: [{name: page, in: query, required: true,
  schema: {type: array, items: {type: string, minLength: 31}}}], responses: {'200': {description: Done,
  content: {application/json: {schema: {$ref: '#/components/schemas/X'}}}}}}}}
components: {schemas: {X: {type: object, required: [size], properties: {size: {type: integer, maximum: 37},
  shade: {deprecated: true, enum: [red]}}}}}"""


@pytest.mark.parametrize("form", ["article", "twin"])
@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("size", {"required/0", "properties/size/maximum"}),
        ("shade", {"properties/shade/deprecated", "properties/shade/enum/0"}),
    ],
)
def test_the_assertions_of_a_row_that_a_form_of_the_pages_has_lost_are_reported(
    form: str, name: str, lost: set[str]
) -> None:
    document = document_of(PLANTED)
    api = Api.from_spec(document)
    row = re.compile(rf'<li class="field" id="[^"]*{name}">.*?</li>|^\| `{name}` .*$', re.MULTILINE)
    whole = tuple(iter_pages(api))
    cut = tuple(
        replace(page, article=row.sub("", page.article))
        if form == "article"
        else replace(page, twin=row.sub("", page.twin))
        for page in whole
    )
    before, after = (
        {
            omission.pointer.removeprefix("/components/schemas/X/")
            for omission in report_of(document, api, Addresses.from_api(api), pages, WORDS).omissions
            if omission.reason == "not-shown"
        }
        for pages in (whole, cut)
    )
    assert before == set()
    assert lost <= after


@pytest.mark.parametrize("path", sorted(CARRIED.rglob("*.[jy]*")), ids=lambda path: path.parent.name)
def test_real_descriptions_lose_no_assertion_without_a_reason(path: Path) -> None:
    report, _ = _report(load(str(path)))
    assert [omission for omission in report.omissions if omission.reason == "not-shown"] == []


def test_the_report_is_json_and_says_itself_in_a_line() -> None:
    report, _ = _report(document_of("components: {schemas: {X: {$comment: Aside, description: Said}}}"))
    whole = json.loads(report.to_json())
    assert whole["omissions"] == [
        {
            "file": "",
            "pointer": "/components/schemas/X/$comment",
            "is_name": False,
            "text": "Aside",
            "reason": "comment",
        }
    ]
    assert (
        report.summary
        == f"{whole['texts'] - 1} of {whole['texts']} texts of the document are shown; not shown: 1 comment"
    )


@pytest.mark.parametrize(
    ("text", "page", "found"),
    [
        ("a_b", r"a\_b", True),
        ("One *two* three", "One *two* three", True),
        ("See [it](there.md).", "See it.", False),
        ("line\nnext", '"line\\nnext"', True),
        ("id", "video", False),
        ("a < b", "a &lt; b", True),
        ("<b>Bold</b> and <i>more</i>", "**Bold** and *more*", True),
        ("", "anything", True),
        ("Such as\n```json title\n{}\n```", "Such as {}", True),
        ("The [fields](#parameter-fields) query", "The fields query", True),
        (r"^(?=.*\d)[a-z\d]+$", r"^(?=.*\d)[a-z\d]+$", True),
        ("`ghp_` and file_name", r"`ghp_` and file\_name", True),
    ],
)
def test_a_text_is_found_by_its_words(text: str, page: str, found: bool) -> None:  # noqa: FBT001
    assert is_in(text, page_words(page)) == found


def test_the_report_of_our_own_description_names_no_schema() -> None:
    report, _ = _report(load(str(Path(ROOT) / "spec" / "openapi.yaml")))
    of_schemas = [found for found in report.omissions if "/schemas/" in found.pointer]
    # A badge stands for the name of that extension; its text is shown.
    assert {found.text for found in of_schemas} <= {UNCONFIRMED}
